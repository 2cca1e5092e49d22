//! Saving: what is kept, what is refused, and that nothing is written over that was not read.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink},
    path::Path,
    time::{Duration, SystemTime},
};

use weighbridge::profile::store::{LIMIT, Opened, SaveError, SaveMode, open, save};

use crate::{CATALOG, TEXT, careful, folder, names, opened, with_lanes};

#[test]
fn saving_merges_into_the_text_that_was_opened() {
    let (folder, path, opened) = opened();
    let saved = careful(&path, Some(&opened), &with_lanes(&opened, 6)).unwrap();
    let wanted = TEXT.replace("lanes = 4", "lanes = 6");
    assert!(saved.written);
    assert_eq!(fs::read_to_string(&path).unwrap(), wanted);
    assert_eq!(saved.opened.text, wanted);
    // What was saved is what the next save goes by.
    let again = careful(&path, Some(&saved.opened), &with_lanes(&opened, 8)).unwrap();
    assert!(again.opened.text.contains("lanes = 8   # four"));
    assert_eq!(open(&path, &CATALOG).unwrap().profile, again.opened.profile);
    assert_eq!(names(folder.path()), ["mill.toml"], "nothing else remains");
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let (_folder, path, opened) = opened();
    let before = fs::metadata(&path).unwrap();
    let saved = careful(&path, Some(&opened), &opened.profile).unwrap();
    assert!(!saved.written);
    assert_eq!(fs::metadata(&path).unwrap().ino(), before.ino());
}

#[test]
fn a_file_that_changed_since_it_was_opened_is_not_overwritten() {
    let (folder, path, opened) = opened();
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    let theirs = TEXT.replace("lanes = 4", "lanes = 5");
    fs::write(&path, &theirs).unwrap();
    // Neither length nor time tells: the content does.
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    let refused = careful(&path, Some(&opened), &with_lanes(&opened, 6));
    assert!(matches!(refused, Err(SaveError::ChangedOnDisk { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert_eq!(names(folder.path()), ["mill.toml"]);
    save(&path, Some(&opened), &with_lanes(&opened, 6), SaveMode::Overwrite).unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        TEXT.replace("lanes = 4", "lanes = 6")
    );
}

#[test]
fn a_file_that_was_touched_but_not_changed_is_saved() {
    let (_folder, path, opened) = opened();
    fs::write(&path, TEXT).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(90)).unwrap();
    assert!(careful(&path, Some(&opened), &with_lanes(&opened, 6)).unwrap().written);
}

#[test]
fn a_file_that_was_removed_is_written_again_only_when_asked_for() {
    let (_folder, path, opened) = opened();
    fs::remove_file(&path).unwrap();
    let profile = with_lanes(&opened, 6);
    assert!(matches!(
        careful(&path, Some(&opened), &profile),
        Err(SaveError::Removed { .. })
    ));
    assert!(!path.exists());
    save(&path, Some(&opened), &profile, SaveMode::Overwrite).unwrap();
    assert!(path.exists());
}

#[test]
fn another_file_is_not_overwritten_by_save_as() {
    let (folder, _, opened) = opened();
    let other = folder.path().join("other.toml");
    fs::write(&other, "title = \"theirs\"").unwrap();
    for original in [Some(&opened), None] {
        let refused = careful(&other, original, &opened.profile);
        assert!(matches!(refused, Err(SaveError::Exists { .. })), "{refused:?}");
    }
    assert_eq!(fs::read_to_string(&other).unwrap(), "title = \"theirs\"");
    save(&other, Some(&opened), &opened.profile, SaveMode::Overwrite).unwrap();
    assert_eq!(fs::read_to_string(&other).unwrap(), TEXT);
}

#[test]
fn save_as_takes_the_comments_along() {
    let (folder, _, opened) = opened();
    let path = folder.path().join("new.toml");
    let saved = careful(&path, Some(&opened), &with_lanes(&opened, 6)).unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        TEXT.replace("lanes = 4", "lanes = 6")
    );
    assert_eq!(saved.opened.path.as_ref(), Some(&path));
    let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    fs::write(folder.path().join("plain"), "").unwrap();
    let usual = fs::metadata(folder.path().join("plain")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, usual, "a new profile is an ordinary new file");
}

#[test]
fn what_cannot_be_read_is_never_overwritten() {
    for content in [
        &b"schema = = 1"[..],
        b"<<<<<<< HEAD\nlanes = 4\n",
        b"\xff\xfe\0",
        b"ab\0",
    ] {
        let (folder, path, opened) = opened();
        fs::write(&path, content).unwrap();
        let other = folder.path().join("other.toml");
        fs::write(&other, content).unwrap();
        let profile = with_lanes(&opened, 6);
        for (path, original, mode) in [
            (&path, Some(&opened), SaveMode::Careful),
            (&path, Some(&opened), SaveMode::Overwrite),
            (&other, None, SaveMode::Overwrite),
        ] {
            let refused = save(path, original, &profile, mode);
            assert!(matches!(refused, Err(SaveError::Unreadable { .. })), "{refused:?}");
            assert_eq!(fs::read(path).unwrap(), content);
        }
    }
    let (folder, _, opened) = opened();
    let large = folder.path().join("large.toml");
    fs::File::create(&large).unwrap().set_len(LIMIT + 1).unwrap();
    let refused = save(&large, None, &opened.profile, SaveMode::Overwrite);
    assert!(matches!(refused, Err(SaveError::Unreadable { .. })), "{refused:?}");
}

#[test]
fn folders_pipes_and_missing_folders_are_refused() {
    let (folder, path, opened) = opened();
    let profile = &opened.profile;
    let refused = |path: &Path| save(path, None, profile, SaveMode::Overwrite).unwrap_err();
    assert!(matches!(refused(folder.path()), SaveError::Folder { .. }));
    assert!(matches!(refused(Path::new("/dev/full")), SaveError::NotAFile { .. }));
    assert!(matches!(
        refused(&folder.path().join("gone/new.toml")),
        SaveError::NoFolder { .. }
    ));
    assert!(matches!(refused(&path.join("new.toml")), SaveError::NoFolder { .. }));
    fs::remove_dir_all(folder.path()).unwrap();
    let removed = careful(&path, Some(&opened), &with_lanes(&opened, 6)).unwrap_err();
    assert!(matches!(removed, SaveError::NoFolder { .. }), "{removed}");
}

#[test]
fn a_profile_too_large_to_be_opened_again_is_not_saved() {
    let (_folder, path, opened) = opened();
    let mut profile = opened.profile.clone();
    profile.notes.insert("lanes".into(), "x".repeat(1_000_000));
    assert!(matches!(
        careful(&path, Some(&opened), &profile),
        Err(SaveError::TooLarge { .. })
    ));
}

#[test]
fn permissions_stay() {
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let (_folder, path, opened) = opened();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        careful(&path, Some(&opened), &with_lanes(&opened, 6)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
    }
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let (_folder, path, opened) = opened();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    for mode in [SaveMode::Careful, SaveMode::Overwrite] {
        let refused = save(&path, Some(&opened), &with_lanes(&opened, 6), mode);
        assert!(matches!(refused, Err(SaveError::ReadOnlyFile { .. })), "{refused:?}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
}

#[test]
fn a_symbolic_link_stays_a_link() {
    let (folder, path, _) = opened();
    fs::create_dir(folder.path().join("links")).unwrap();
    let link = folder.path().join("links/first");
    symlink("second", &link).unwrap();
    symlink("../mill.toml", folder.path().join("links/second")).unwrap();
    let through = open(&link, &CATALOG).unwrap();
    careful(&link, Some(&through), &with_lanes(&through, 6)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(
        fs::symlink_metadata(folder.path().join("links/second"))
            .unwrap()
            .is_symlink()
    );
    assert!(!fs::symlink_metadata(&path).unwrap().is_symlink());
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        TEXT.replace("lanes = 4", "lanes = 6")
    );
    assert_eq!(
        names(&folder.path().join("links")),
        ["first", "second"],
        "the temporary file was beside the target"
    );
}

#[test]
fn a_link_to_nothing_is_filled_and_a_circle_refused() {
    let (folder, _, opened) = opened();
    let link = folder.path().join("link");
    symlink("later.toml", &link).unwrap();
    careful(&link, None, &opened.profile).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(folder.path().join("later.toml").is_file());
    let circle = folder.path().join("circle");
    symlink("circle", &circle).unwrap();
    assert!(matches!(
        careful(&circle, None, &opened.profile),
        Err(SaveError::Io { .. })
    ));
}

#[test]
fn the_same_file_under_another_name_is_the_same_file() {
    let (folder, path, opened) = opened();
    let roundabout = folder.path().join(".").join("mill.toml");
    careful(&roundabout, Some(&opened), &with_lanes(&opened, 6)).unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("lanes = 6"));
}

#[test]
fn two_programs_that_make_the_same_new_file_do_not_lose_one() {
    let folder = folder();
    let path = folder.path().join("new.toml");
    let own = Opened::from_text("own", TEXT, &CATALOG).unwrap();
    let results: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=8)
            .map(|n| {
                let (path, own) = (&path, &own);
                scope.spawn(move || careful(path, None, &with_lanes(own, n)).is_ok())
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(results.iter().filter(|saved| **saved).count(), 1);
    assert_eq!(names(folder.path()), ["new.toml"]);
}

#[test]
fn other_hard_links_keep_the_old_content_and_are_counted() {
    let (folder, path, opened) = opened();
    fs::hard_link(&path, folder.path().join("other.toml")).unwrap();
    let saved = careful(&path, Some(&opened), &with_lanes(&opened, 6)).unwrap();
    assert_eq!(saved.other_names, 1);
    assert_eq!(fs::read_to_string(folder.path().join("other.toml")).unwrap(), TEXT);
    let again = careful(&path, Some(&saved.opened), &with_lanes(&opened, 8)).unwrap();
    assert_eq!(again.other_names, 0, "it has one name now");
}

#[test]
fn a_folder_that_was_removed_and_made_again_is_not_the_old_one() {
    let (folder, path, opened) = opened();
    fs::remove_dir_all(folder.path()).unwrap();
    fs::create_dir(folder.path()).unwrap();
    let refused = careful(&path, Some(&opened), &with_lanes(&opened, 6));
    assert!(matches!(refused, Err(SaveError::Removed { .. })), "{refused:?}");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

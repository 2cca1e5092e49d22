//! Profiles on disk: what is refused, what is kept, and that a file is always whole.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]
#![cfg(unix)]

mod profile_support;

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _, symlink},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::LazyLock,
    time::{Duration, Instant, SystemTime},
};

use tempfile::TempDir;
use weighbridge::{
    catalog::Catalog,
    profile::{
        Answer, Profile,
        store::{LIMIT, OpenError, Opened, SaveError, SaveMode, Saved, open, open_stream, save},
    },
};

static CATALOG: LazyLock<Catalog> = LazyLock::new(profile_support::catalog);

const TEXT: &str = "# ours\nschema = 1\n\n[answers]\nlanes = 4   # four\n";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with a profile in it, opened.
fn opened() -> (TempDir, PathBuf, Opened) {
    let folder = folder();
    let path = folder.path().join("mill.toml");
    fs::write(&path, TEXT).unwrap();
    let opened = open(&path, &CATALOG).unwrap();
    (folder, path, opened)
}

fn with_lanes(opened: &Opened, lanes: u32) -> Profile {
    let mut profile = opened.profile.clone();
    profile.answers.insert("lanes".into(), Answer::Number(f64::from(lanes)));
    profile
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The message for a path, with the path taken out.
fn refused(path: &Path) -> String {
    let error = open(path, &CATALOG).unwrap_err();
    error.to_string().replace(&path.display().to_string(), "PATH")
}

fn careful(path: &Path, original: Option<&Opened>, profile: &Profile) -> Result<Saved, SaveError> {
    save(path, original, profile, SaveMode::Careful)
}

// Opening.

#[test]
fn a_profile_is_opened_with_its_text() {
    let (_folder, path, opened) = opened();
    assert_eq!(opened.text, TEXT);
    assert_eq!(opened.path, Some(path));
    assert_eq!(opened.profile.answers["lanes"], Answer::Number(4.0));
}

#[test]
fn each_file_that_is_no_profile_has_its_own_message() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let with = |content: &[u8]| {
        let path = at("file.toml");
        fs::write(&path, content).unwrap();
        refused(&path)
    };
    let mut messages = vec![
        refused(&at("missing.toml")),
        refused(folder.path()),
        with(b""),
        with(b"schema = 1\n\x89PNG\r\n\x1a\n\0\0"),
        with(b"schema = 1\ntitle = \"caf\xe9\"\n"),
        with(b"\xff\xfes\0c\0h\0"),
        with(b"schema = 1\ntitle = \"\0\"\n"),
    ];
    let large = fs::File::create(at("large.toml")).unwrap();
    large.set_len(100 << 20).unwrap();
    messages.push(refused(&at("large.toml")));
    Command::new("mkfifo").arg(at("pipe")).status().unwrap();
    messages.push(refused(&at("pipe")));
    messages.push(refused(Path::new("/dev/zero")));
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    messages.push(refused(&at("socket")));
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn a_path_through_a_file_is_a_missing_file() {
    let (_folder, path, _) = opened();
    assert!(matches!(
        open(&path.join("x"), &CATALOG),
        Err(OpenError::Missing { .. })
    ));
}

#[test]
fn a_wrong_profile_is_refused_with_all_of_its_errors_and_stays_as_it_is() {
    let folder = folder();
    let path = folder.path().join("wrong.toml");
    let text = include_str!("data/profiles/five-mistakes.toml");
    fs::write(&path, text).unwrap();
    match open(&path, &CATALOG) {
        Err(OpenError::Wrong(problems)) => {
            assert_eq!(problems.errors(), 5);
            assert_eq!(problems.file, path.display().to_string());
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_stream_is_read_within_bounds() {
    let opened = open_stream("<stdin>", TEXT.as_bytes(), &CATALOG).unwrap();
    assert_eq!((opened.path, opened.text.as_str()), (None, TEXT));
    let endless = std::io::repeat(b' ');
    assert!(matches!(
        open_stream("<stdin>", endless, &CATALOG),
        Err(OpenError::TooLarge { .. })
    ));
    assert!(matches!(
        open_stream("<stdin>", std::io::empty(), &CATALOG),
        Err(OpenError::Empty { .. })
    ));
}

// Saving.

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
fn what_a_killed_save_left_behind_is_swept_up_later() {
    let (folder, path, _) = opened();
    let left = left_behind(&path);
    let young = folder.path().join(format!("{}x.tmp", left.trim_end_matches(".tmp")));
    fs::write(&young, "young").unwrap();
    let foreign = folder.path().join(".weighbridge-somebody-else.tmp");
    for name in [&folder.path().join(&left), &foreign] {
        fs::write(name, "old").unwrap();
        let file = fs::File::options().write(true).open(name).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(3600))
            .unwrap();
    }
    let now = open(&path, &CATALOG).unwrap();
    let next = if now.profile == with_lanes(&now, 7) { 8 } else { 7 };
    careful(&path, Some(&now), &with_lanes(&now, next)).unwrap();
    let names = names(folder.path());
    assert!(!names.contains(&left), "{names:?}");
    assert!(
        names.contains(&young.file_name().unwrap().to_string_lossy().into_owned()),
        "{names:?}"
    );
    assert!(
        names.contains(&".weighbridge-somebody-else.tmp".to_owned()),
        "{names:?}"
    );
}

/// Name of a temporary file that a save of `path` that was killed left behind.
fn left_behind(path: &Path) -> String {
    let folder = path.parent().unwrap();
    for attempt in 0..500_u64 {
        kill_while_saving(path, Duration::from_micros(attempt * 137 % 5000));
        if let Some(name) = names(folder).into_iter().find(|n| n.starts_with(".weighbridge-")) {
            return name;
        }
    }
    panic!("no save was hit in 500 attempts");
}

// A save that is killed at any point.

const OLD: &str = "schema = 1\n\n[answers]\nlanes = 1\n";

fn new_text() -> String {
    format!("{OLD}\n[notes]\nlanes = \"{}\"\n", "a long note ".repeat(2000))
}

#[test]
#[ignore = "a program for other tests: saves over and over until it is killed"]
fn child_that_saves_over_and_over() {
    let Some(path) = env::var_os("WEIGHBRIDGE_TEST_SAVE_LOOP") else {
        return;
    };
    let path = PathBuf::from(path);
    let old = Opened::from_text("old", OLD, &CATALOG).unwrap();
    let new = Opened::from_text("new", &new_text(), &CATALOG).unwrap();
    loop {
        for opened in [&new, &old] {
            save(&path, Some(opened), &opened.profile, SaveMode::Overwrite).unwrap();
            println!("saved");
        }
    }
}

fn this_program(test: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Starts a program that saves over and over, and kills it (SIGKILL) some time after its first save.
fn kill_while_saving(path: &Path, after: Duration) {
    let mut child: Child = this_program("child_that_saves_over_and_over")
        .env("WEIGHBRIDGE_TEST_SAVE_LOOP", path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "saved"), "the program saves");
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_file_is_whole_after_a_kill_at_any_point_of_a_save() {
    let folder = folder();
    let path = folder.path().join("mill.toml");
    let new = new_text();
    let (mut old_seen, mut new_seen, mut hit) = (0, 0, 0);
    for attempt in 0..100_u64 {
        fs::write(&path, OLD).unwrap();
        kill_while_saving(&path, Duration::from_micros(attempt * attempt * 37 % 6000));
        let found = fs::read_to_string(&path).unwrap();
        old_seen += usize::from(found == OLD);
        new_seen += usize::from(found == new);
        assert!(
            found == OLD || found == new,
            "attempt {attempt}: {} bytes of another content",
            found.len()
        );
        for name in names(folder.path()).iter().filter(|n| n.starts_with(".weighbridge-")) {
            hit += 1;
            fs::remove_file(folder.path().join(name)).unwrap();
        }
    }
    // Else the test would have missed every save.
    assert!(old_seen > 0 && new_seen > 0, "{old_seen} {new_seen}");
    assert!(hit > 0, "no kill came while a temporary file existed");
}

// What root may do and others may not: these run as somebody else where the tests run as root.

/// Runs one of the ignored tests below as an ordinary user, with `folder` to work in.
fn as_ordinary_user(test: &str, folder: &TempDir) {
    let is_root = fs::metadata(folder.path()).unwrap().uid() == 0;
    // The program may be in a place that others cannot enter.
    let program = folder.path().join("program");
    fs::copy(env::current_exe().unwrap(), &program).unwrap();
    let mut command = Command::new(&program);
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command
        .env("WEIGHBRIDGE_TEST_FOLDER", folder.path())
        .current_dir(folder.path());
    if is_root {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command.uid(65534).gid(65534);
    }
    let output = loop {
        match command.output() {
            // Another test forked while the copy was being written, and holds it open until its own program starts.
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            other => break other.unwrap(),
        }
    };
    assert_was_run(&output);
}

fn assert_was_run(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("was run"), "{text}{errors}");
}

fn test_folder() -> Option<PathBuf> {
    env::var_os("WEIGHBRIDGE_TEST_FOLDER").map(PathBuf::from)
}

#[test]
fn a_file_without_read_permission_is_said_to_be_one() {
    let folder = folder();
    let path = folder.path().join("secret.toml");
    fs::write(&path, TEXT).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    as_ordinary_user("child_without_read_permission", &folder);
    assert_eq!(fs::metadata(&path).unwrap().len(), TEXT.len() as u64);
}

#[test]
#[ignore = "run by another test, as an ordinary user"]
fn child_without_read_permission() {
    let Some(folder) = test_folder() else { return };
    let path = folder.join("secret.toml");
    assert_eq!(
        refused(&path),
        "cannot open `PATH`: you may not read it; ask its owner, or run `chmod u+r` if it is yours"
    );
    let own = Opened::from_text("own", TEXT, &CATALOG).unwrap();
    let refused = save(&path, None, &own.profile, SaveMode::Overwrite).unwrap_err();
    assert!(matches!(refused, SaveError::Unreadable { .. }), "{refused}");
    println!("was run");
}

#[test]
fn a_folder_that_may_not_be_written_is_said_to_be_one() {
    let folder = folder();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("mill.toml"), TEXT).unwrap();
    fs::set_permissions(closed.join("mill.toml"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    as_ordinary_user("child_in_a_read_only_folder", &folder);
    assert_eq!(fs::read_to_string(closed.join("mill.toml")).unwrap(), TEXT);
    assert_eq!(names(&closed), ["mill.toml"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[ignore = "run by another test, as an ordinary user"]
fn child_in_a_read_only_folder() {
    let Some(folder) = test_folder() else { return };
    let path = folder.join("closed/mill.toml");
    let opened = open(&path, &CATALOG).unwrap();
    let profile = with_lanes(&opened, 6);
    for (path, original) in [(&path, Some(&opened)), (&folder.join("closed/new.toml"), None)] {
        let refused = careful(path, original, &profile).unwrap_err();
        assert!(matches!(refused, SaveError::ReadOnlyFolder { .. }), "{refused}");
    }
    println!("was run");
}

#[test]
fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() {
    let (folder, path, _) = opened();
    // Files beyond some hundred bytes cannot be written: the write itself fails, as on a full disk.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "child_without_room", "--ignored", "--nocapture"])
        .env("WEIGHBRIDGE_TEST_FOLDER", folder.path())
        .output()
        .unwrap();
    assert_was_run(&output);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    assert_eq!(names(folder.path()), ["mill.toml"]);
}

#[test]
#[ignore = "run by another test, with a limit on the length of files"]
fn child_without_room() {
    let Some(folder) = test_folder() else { return };
    let path = folder.join("mill.toml");
    let opened = open(&path, &CATALOG).unwrap();
    let mut profile = opened.profile.clone();
    profile.notes.insert("lanes".into(), "x".repeat(20_000));
    let refused = careful(&path, Some(&opened), &profile).unwrap_err();
    assert!(matches!(refused, SaveError::Full { .. }), "{refused}");
    println!("was run");
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
fn a_large_file_is_refused_without_reading_it() {
    let folder = folder();
    let path = folder.path().join("large.toml");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(TEXT.as_bytes()).unwrap();
    file.set_len(1 << 40).unwrap();
    let start = Instant::now();
    assert!(matches!(open(&path, &CATALOG), Err(OpenError::TooLarge { .. })));
    assert!(start.elapsed() < Duration::from_secs(1));
}

//! Journals of sessions that live, that are gone, and that were torn.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use super::{Draft, FOLDER, Journal, Since, Unfit, pending, settle};
use crate::{
    catalog::{self, Catalog},
    profile::{
        Answer, Profile,
        store::{Opened, open},
    },
};

const TEXT: &str = "# ours\nschema = 1\n\n[answers]\npeak_rps = 500 # from the log\n";

fn catalog() -> &'static Catalog {
    catalog::built_in().unwrap()
}

/// A state folder, and a profile beside it.
fn with_profile() -> (tempfile::TempDir, PathBuf, Opened) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkout.toml");
    fs::write(&path, TEXT).unwrap();
    let opened = open(&path, catalog()).unwrap();
    (folder, path, opened)
}

fn draft(original: Option<&Opened>, peak: f64) -> Draft {
    let mut profile = original.map_or_else(|| Profile::new(catalog()), |opened| opened.profile.clone());
    profile.answers.insert("peak_rps".into(), Answer::Number(peak));
    Draft {
        original: original.cloned(),
        catalog: catalog().id.clone(),
        profile,
    }
}

fn journal(state: &Path) -> Journal {
    Journal::new(Some(state.to_owned()), |error| panic!("{error}"))
}

fn files(state: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(state.join(FOLDER)).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_was_kept_last_is_found_once_the_session_is_gone_and_not_before() {
    let (folder, path, opened) = with_profile();
    let state = folder.path().join("state");
    let mut session = journal(&state);
    for peak in [600.0, 700.0, 750.0] {
        session.keep(draft(Some(&opened), peak));
    }
    while files(&state).is_empty() {
        std::thread::yield_now();
    }
    assert_eq!(pending(&state).len(), 0, "it lives");
    drop(session);
    let found = pending(&state);
    let entry = found[0].entry();
    assert_eq!(found.len(), 1);
    assert_eq!(entry.path, Some(fs::canonicalize(&path).unwrap()));
    assert_eq!(entry.text, TEXT.replace("500", "750"));
    assert_eq!(pending(&state).len(), 0, "it is offered to one program at a time");
    let comparison = found[0].compare(catalog()).unwrap();
    assert_eq!(comparison.since, Since::Same);
    let words: Vec<_> = comparison
        .differences
        .iter()
        .map(|d| (d.was.as_str(), d.now.as_str()))
        .collect();
    assert_eq!(words, [("500 req/s", "750 req/s")]);
    drop(found);
    assert_eq!(pending(&state).len(), 1, "nobody decided");
}

#[test]
fn what_is_forgotten_or_discarded_is_gone() {
    let (folder, _, opened) = with_profile();
    let state = folder.path().join("state");
    let mut session = journal(&state);
    session.keep(draft(Some(&opened), 600.0));
    session.forget();
    drop(session);
    assert_eq!(files(&state), Vec::<PathBuf>::new());
    let mut session = journal(&state);
    session.keep(draft(None, 600.0));
    drop(session);
    pending(&state).remove(0).discard();
    assert_eq!(files(&state), Vec::<PathBuf>::new());
}

#[test]
fn an_adopted_file_stays_until_what_is_kept_next_takes_its_place() {
    let (folder, _, opened) = with_profile();
    let state = folder.path().join("state");
    let mut first = journal(&state);
    first.keep(draft(Some(&opened), 600.0));
    drop(first);
    let mut second = journal(&state);
    second.adopt(pending(&state).remove(0));
    assert_eq!((files(&state).len(), pending(&state).len()), (1, 0));
    // Killed before anything else was kept.
    drop(second);
    let mut third = journal(&state);
    third.adopt(pending(&state).remove(0));
    third.keep(draft(Some(&opened), 800.0));
    drop(third);
    let found = pending(&state);
    assert_eq!((files(&state).len(), found.len()), (1, 1));
    assert!(found[0].entry().text.contains("800"));
    let mut fourth = journal(&state);
    fourth.adopt(found.into_iter().next().unwrap());
    fourth.forget();
    assert_eq!(files(&state).len(), 0);
}

#[test]
fn a_torn_file_is_offered_as_far_as_it_is_whole_and_that_is_said() {
    let (folder, _, opened) = with_profile();
    let state = folder.path().join("state");
    let mut session = journal(&state);
    let mut draft = draft(Some(&opened), 750.0);
    draft
        .profile
        .notes
        .insert("peak_rps".into(), "from the load balancer".into());
    session.keep(draft);
    drop(session);
    let place = files(&state).remove(0);
    let bytes = fs::read(&place).unwrap();
    fs::write(&place, &bytes[..bytes.len() - 10]).unwrap();
    let found = pending(&state);
    let restored = found[0].restore(catalog()).unwrap();
    assert_eq!(restored.profile.answers["peak_rps"], Answer::Number(750.0));
    assert_eq!(restored.profile.notes.len(), 0);
    assert!(found[0].sentences(None)[0].contains("missing"));
    drop(found);
    // Nothing whole is nothing to offer; it is not ours to remove.
    fs::write(&place, &bytes[..20]).unwrap();
    assert_eq!((pending(&state).len(), files(&state).len()), (0, 1));
}

#[test]
fn what_a_kill_left_beside_a_journal_is_swept_up_once_it_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join(FOLDER);
    fs::create_dir(&journals).unwrap();
    for (name, age) in [(".old.tmp", 3600), (".young.tmp", 0), ("else.txt", 3600)] {
        let file = fs::File::create(journals.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
    }
    assert_eq!(pending(folder.path()).len(), 0);
    let mut left: Vec<_> = files(folder.path())
        .iter()
        .map(|p| p.file_name().unwrap().to_owned())
        .collect();
    left.sort();
    assert_eq!(left, [".young.tmp", "else.txt"]);
}

#[test]
fn what_became_of_the_file_decides_what_is_restored() {
    let (folder, path, opened) = with_profile();
    let state = folder.path().join("state");
    let mut session = journal(&state);
    session.keep(draft(Some(&opened), 750.0));
    drop(session);
    let recovery = pending(&state).remove(0);
    fs::write(&path, TEXT.replace("500", "600")).unwrap();
    let changed = recovery.restore(catalog()).unwrap();
    assert_eq!(changed.since, Since::Changed);
    assert_eq!(changed.saved.answers["peak_rps"], Answer::Number(600.0));
    fs::write(&path, "schema = 1\n[answers]\npeak_rsp = 5\n").unwrap();
    let wrong = recovery.restore(catalog()).unwrap();
    assert!(matches!(wrong.since, Since::Unreadable(_)));
    assert_eq!((wrong.opened.path, wrong.saved), (None, Profile::new(catalog())));
    assert!(wrong.opened.text.contains("# from the log"));
    fs::remove_file(&path).unwrap();
    let gone = recovery.restore(catalog()).unwrap();
    assert_eq!(
        (gone.since, gone.opened.path),
        (Since::Gone, recovery.entry().path.clone())
    );
}

#[test]
fn answers_that_the_catalog_in_use_does_not_know_are_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = journal(folder.path());
    session.keep(Draft {
        catalog: "brokers".into(),
        ..draft(None, 600.0)
    });
    drop(session);
    let mut wrong = draft(None, 600.0);
    wrong.profile.answers.insert("lanes".into(), Answer::Number(4.0));
    let mut session = journal(folder.path());
    session.keep(wrong);
    drop(session);
    let said: Vec<String> = pending(folder.path())
        .iter()
        .map(|recovery| recovery.compare(catalog()).unwrap_err())
        .map(|unfit| match unfit {
            Unfit::OtherCatalog { wanted, .. } => wanted,
            Unfit::Wrong(problems) => problems.render(false),
        })
        .collect();
    assert!(
        said[0].contains("lanes") && said[1] == "brokers",
        "the newest first: {said:?}"
    );
}

#[test]
fn of_all_failures_the_first_is_told_and_nothing_else_happens() {
    let folder = tempfile::tempdir().unwrap();
    let blocker = folder.path().join("file");
    fs::write(&blocker, "").unwrap();
    for state in [None, Some(blocker)] {
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let mut session = Journal::new(state, move |error| heard.lock().unwrap().push(error.to_string()));
        for peak in [1.0, 2.0, 3.0] {
            session.keep(draft(None, peak));
            // What is forgotten before the writer comes to it is never tried.
            assert!(settle(Duration::from_secs(20)));
        }
        session.forget();
        drop(session);
        let told = told.lock().unwrap();
        assert!(told.len() == 1 && told[0].contains("save often"), "{told:?}");
    }
}

#[test]
fn a_process_that_ends_without_dropping_its_journal_can_wait_for_what_is_to_be_kept() {
    let (folder, _, opened) = with_profile();
    let state = folder.path().join("state");
    let mut session = journal(&state);
    for peak in [600.0, 700.0] {
        session.keep(draft(Some(&opened), peak));
    }
    assert!(settle(Duration::from_secs(20)));
    let [file] = &files(&state)[..] else {
        panic!("one file is kept: {:?}", files(&state));
    };
    assert!(fs::read_to_string(file).unwrap().contains("700"));
    drop(session);
}

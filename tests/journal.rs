//! Unsaved answers after a kill, and two programs on one profile: the real program, started again.

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

#[path = "support/terminal.rs"]
mod terminal;

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use terminal::{PATIENCE, Terminal};

const TEXT: &str = "# ours\nschema = 1\ntitle = \"Checkout\"\n\n[answers]\npeak_rps = 500 # from the log\n";

fn home() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A home with a profile in it.
fn with_profile() -> (TempDir, PathBuf) {
    let home = home();
    let path = home.path().join("checkout.toml");
    fs::write(&path, TEXT).expect("a profile");
    (home, path)
}

fn journals(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.join("state/weighbridge/journal"));
    let paths = entries.into_iter().flatten().flatten().map(|entry| entry.path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "journal"))
        .collect()
}

/// Waits until what is kept holds this text; the time that it took comes back.
fn kept(home: &Path, text: &str) -> Duration {
    let start = Instant::now();
    loop {
        let holds = |path: &PathBuf| fs::read_to_string(path).is_ok_and(|kept| kept.contains(text));
        if journals(home).iter().any(holds) {
            return start.elapsed();
        }
        assert!(start.elapsed() < PATIENCE, "never kept: {text}");
        thread::sleep(Duration::from_millis(5));
    }
}

fn until_nothing_is_kept(home: &Path) {
    let start = Instant::now();
    while !journals(home).is_empty() {
        assert!(start.elapsed() < PATIENCE, "kept for ever");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Goes to the question for the peak, and answers it.
fn answer_peak(program: &mut Terminal, answer: &str) {
    program.press("j");
    program.says("find");
    program.press("peak\r");
    program.says("How many requests a second");
    program.press(answer);
    program.press("\r");
}

/// The program on the profile, with an answer that is kept and not saved.
fn with_unsaved(home: &Path) -> Terminal {
    let mut program = Terminal::start(home, &["checkout.toml"]);
    program.says("Checkout");
    answer_peak(&mut program, "750");
    kept(home, "peak_rps = 750");
    program
}

#[test]
fn an_answer_outlives_a_kill_and_is_restored_and_saved() {
    let (home, path) = with_profile();
    with_unsaved(home.path()).kill();
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT, "nobody saved");
    // Whatever the program is started with.
    for args in [&[][..], &["checkout.toml"]] {
        let mut program = Terminal::start(home.path(), args);
        program.says("Answers that were not saved");
        program.says("without saving changes of");
        program.says("500 req/s → 750 req/s");
        program.says("The file is as it was then.");
        program.press("\x1b");
        program.says_no_more("Answers that were not saved");
        program.press("\x03");
        assert_eq!(program.ended(), 130);
    }
    let mut program = Terminal::start(home.path(), &[]);
    program.says("Answers that were not saved");
    program.press("r");
    program.says("restored, and not saved yet");
    program.says("Checkout");
    // Undone and done again, as any change.
    program.press("u");
    program.says("undone: restored answers");
    until_nothing_is_kept(home.path());
    program.press("\x12");
    program.says("done again");
    kept(home.path(), "peak_rps = 750");
    program.press("\x13");
    program.says("saved to");
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT.replace("500", "750"));
    until_nothing_is_kept(home.path());
    program.press("q");
    assert_eq!(program.ended(), 0);
    let mut program = Terminal::start(home.path(), &[]);
    program.says("A new profile");
    assert!(!program.screen().contains("not saved"));
    program.press("\x03");
    program.ended();
}

#[test]
fn answers_that_are_dropped_are_gone() {
    let (home, path) = with_profile();
    with_unsaved(home.path()).kill();
    let mut program = Terminal::start(home.path(), &["checkout.toml"]);
    program.says("Answers that were not saved");
    program.press("d");
    program.says_no_more("Answers that were not saved");
    assert_eq!(journals(home.path()), Vec::<PathBuf>::new());
    program.press("q");
    assert_eq!(program.ended(), 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
}

#[test]
fn a_profile_without_a_file_is_kept_too_and_within_a_second() {
    let home = home();
    let mut program = Terminal::start(home.path(), &[]);
    program.says("A new profile");
    program.press("\r");
    program.says_no_more("A new profile");
    answer_peak(&mut program, "12k");
    let first = kept(home.path(), "peak_rps = 12000");
    // A machine with many tests at once is slow now and then, but not each time.
    let mut times = vec![first];
    for n in 1..=4 {
        answer_peak(&mut program, &format!("{n}k"));
        times.push(kept(home.path(), &format!("peak_rps = {n}000")));
    }
    assert!(times.iter().any(|time| *time < Duration::from_secs(1)), "{times:?}");
    let all = journals(home.path());
    assert_eq!(all.len(), 1, "one file a session: {all:?}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&all[0]), 0o600);
    for folder in ["state", "state/weighbridge", "state/weighbridge/journal"] {
        assert_eq!(mode(&home.path().join(folder)), 0o700, "{folder}");
    }
    program.kill();
    let mut program = Terminal::start(home.path(), &[]);
    program.says("without saving a new profile");
    program.says("open → 4,000 req/s");
    program.press("\r");
    program.says("restored, and not saved yet");
    program.press("\x13");
    program.says("Save as");
    program.press("\x15new.toml\r");
    program.says("saved to new.toml");
    assert!(
        fs::read_to_string(home.path().join("new.toml"))
            .unwrap()
            .contains("peak_rps = 4000")
    );
    until_nothing_is_kept(home.path());
}

#[test]
fn a_signal_leaves_answers_kept_and_leaving_by_choice_does_not() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let (home, _) = with_profile();
        let mut program = with_unsaved(home.path());
        let done = Command::new("kill")
            .args([signal, &program.id().to_string()])
            .status()
            .unwrap();
        assert!(done.success());
        program.ended();
        assert_eq!(journals(home.path()).len(), 1, "{signal}");
    }
    let (home, _) = with_profile();
    let mut program = with_unsaved(home.path());
    program.press("q");
    program.says("not saved");
    program.press("d");
    assert_eq!(program.ended(), 0);
    assert_eq!(journals(home.path()).len(), 0, "discarded");
    // Ctrl-C twice is haste, and no decision.
    let mut program = with_unsaved(home.path());
    program.press("\x03");
    program.says("not saved");
    program.press("\x03");
    assert_eq!(program.ended(), 130);
    assert_eq!(journals(home.path()).len(), 1);
}

#[test]
fn a_file_that_changed_or_went_since_is_said() {
    let (home, path) = with_profile();
    with_unsaved(home.path()).kill();
    fs::write(&path, TEXT.replace("500", "600").replace("Checkout", "Till")).unwrap();
    let mut program = Terminal::start(home.path(), &[]);
    program.says("The file has changed since");
    program.says("600 req/s → 750 req/s");
    program.says("Till → Checkout");
    program.press("\x03");
    program.ended();
    fs::remove_file(&path).unwrap();
    let mut program = Terminal::start(home.path(), &[]);
    program.says("The file is not there any more");
    program.press("r");
    program.says("restored, and not saved yet");
    program.press("\x13");
    program.says("removed or renamed");
    program.press("o");
    program.says("saved to");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        TEXT.replace("500", "750"),
        "with its comments"
    );
}

#[test]
fn a_session_that_lives_is_not_offered() {
    let (home, _) = with_profile();
    let first = with_unsaved(home.path());
    let mut second = Terminal::start(home.path(), &[]);
    second.says("A new profile");
    assert!(!second.screen().contains("not saved"));
    second.press("\x03");
    second.ended();
    assert_eq!(journals(home.path()).len(), 1);
    first.kill();
}

#[test]
fn without_a_state_folder_the_program_goes_on_and_says_once_that_nothing_is_kept() {
    let (home, path) = with_profile();
    // Where the folder should be, a file is.
    fs::write(home.path().join("state"), "").unwrap();
    let mut program = Terminal::start(home.path(), &["checkout.toml"]);
    program.says("Checkout");
    answer_peak(&mut program, "750");
    program.says("unsaved answers are not kept");
    answer_peak(&mut program, "800");
    program.says("800 req/s");
    assert!(!program.screen().contains("not kept"));
    program.press("\x13");
    program.says("saved to");
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT.replace("500", "800"));
    program.press("q");
    assert_eq!(program.ended(), 0);
}

// Two programs on one profile.

#[test]
fn the_second_program_is_told_who_has_the_profile_also_through_a_link() {
    let (home, path) = with_profile();
    std::os::unix::fs::symlink(&path, home.path().join("link.toml")).unwrap();
    let first = Terminal::start(home.path(), &["checkout.toml"]);
    first.says("Checkout");
    let mut second = Terminal::start(home.path(), &["link.toml"]);
    second.says("Open in another program");
    second.says(&format!("process {}", first.id()));
    // Given up: the greeting.
    second.press("\x1b");
    second.says("A new profile");
    second.press("\x03");
    second.ended();
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        3,
        "nothing lies beside the profile"
    );
    // The lock goes with its process, however that ends.
    first.kill();
    let third = Terminal::start(home.path(), &["link.toml"]);
    third.says("Checkout");
    assert!(!third.screen().contains("another program"));
}

#[test]
fn a_copy_is_a_new_profile_and_a_profile_opened_to_read_is_not_saved() {
    let (home, path) = with_profile();
    let mut first = Terminal::start(home.path(), &["checkout.toml"]);
    first.says("Checkout");
    let mut second = Terminal::start(home.path(), &["checkout.toml"]);
    second.says("Open in another program");
    second.press("c");
    second.says("opened Checkout");
    answer_peak(&mut second, "900");
    second.press("\x13");
    second.says("Save as");
    second.press("\x15copy.toml\r");
    second.says("saved to copy.toml");
    assert_eq!(
        fs::read_to_string(home.path().join("copy.toml")).unwrap(),
        TEXT.replace("500", "900")
    );
    second.press("q");
    second.ended();

    let mut second = Terminal::start(home.path(), &["checkout.toml"]);
    second.says("Open in another program");
    second.press("r");
    second.says("Checkout (read only)");
    answer_peak(&mut second, "800");
    second.press("\x13");
    second.says("was not saved");
    second.says("another weighbridge");
    second.press("\x1b");
    second.says_no_more("was not saved");
    second.press("S");
    second.says("Save as");
    second.press("\x15other.toml\r");
    second.says("saved to other.toml");
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    // It has its own file now, and the first still has its own.
    answer_peak(&mut first, "501");
    first.press("\x13");
    first.says("saved to checkout.toml");
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT.replace("500", "501"));
}

#[test]
fn what_was_opened_to_read_can_be_saved_once_the_other_is_gone() {
    let (home, path) = with_profile();
    let first = Terminal::start(home.path(), &["checkout.toml"]);
    first.says("Checkout");
    let mut second = Terminal::start(home.path(), &["checkout.toml"]);
    second.says("Open in another program");
    second.press("r");
    second.says("(read only)");
    answer_peak(&mut second, "800");
    first.kill();
    second.press("\x13");
    second.says("saved to checkout.toml");
    second.says_no_more("(read only)");
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT.replace("500", "800"));
}

#[test]
fn both_sides_of_a_conflict_can_be_merged() {
    let (home, path) = with_profile();
    let mut program = with_unsaved(home.path());
    fs::write(&path, TEXT.replace("Checkout", "Till") + "connections = 7\n").unwrap();
    program.press("\x13");
    program.says("The file changed on disk");
    // Overwriting is done after looking.
    program.says("500 req/s → 750 req/s");
    program.says("7 connections → open");
    program.press("m");
    program.says("merged with what is on disk");
    program.press("\x13");
    program.says("saved to checkout.toml");
    let saved = fs::read_to_string(&path).unwrap();
    assert_eq!(
        saved,
        TEXT.replace("Checkout", "Till").replace("500", "750") + "connections = 7\n"
    );
}

#[test]
fn a_hard_link_is_said_to_keep_the_old_content() {
    let (home, path) = with_profile();
    let other = home.path().join("other.toml");
    fs::hard_link(&path, &other).unwrap();
    let mut program = with_unsaved(home.path());
    program.press("\x13");
    program.says("its other hard link keeps the old content");
    assert_eq!(fs::read_to_string(&other).unwrap(), TEXT);
    assert_eq!(fs::metadata(&path).unwrap().nlink(), 1);
}

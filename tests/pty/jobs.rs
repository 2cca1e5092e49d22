//! Stopped and continued, by its own key, by a shell and from outside.

use crate::session::{PROGRAM, Session, contains, count, kill, modes, stty};

/// The program as a job of a shell, and the number of its process.
fn job() -> (Session, u32) {
    let mut session = Session::shell();
    session.press(&format!("'{PROGRAM}'\r"));
    session.says("A new profile");
    let shell = session.id();
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).expect("children");
    let id = children
        .split_whitespace()
        .next()
        .expect("a job")
        .parse()
        .expect("a number");
    (session, id)
}

/// The shell has the terminal: signals by keys, lines ended as lines are.
fn is_the_shells(session: &Session) {
    session.until("the shell is back", |s| {
        !s.alternate_screen() && !s.hide_cursor() && s.contents().trim_end().ends_with("ready>")
    });
    session.is_clean();
    let settings = stty(session.master.as_ref(), "-a");
    let on = |name: &str| {
        settings
            .split_whitespace()
            .any(|word| word.trim_end_matches(';') == name)
    };
    assert!(on("isig") && on("opost") && on("icrnl"), "{settings}");
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_comes_back_to_the_same_screen_at_the_new_size() {
    let (mut session, id) = job();
    session.press("\x1b");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("\t");
    session.says("Criterion");
    session.press("\x1a");
    is_the_shells(&session);
    session.until_state(id, &["T"]);
    session.resize(100, 30);
    session.press("fg; echo code $?\r");
    session.until("it is back", |s| {
        s.alternate_screen() && s.contents().contains("Criterion")
    });
    session.until("it fills the new size", |s| {
        s.contents().lines().count() == 30 && s.contents().lines().all(|line| line.chars().count() <= 100)
    });
    assert!(session.seen().parser.screen().bracketed_paste());
    session.press("q");
    session.says("code 0");
    is_the_shells(&session);
}

#[test]
fn a_stop_signal_from_outside_is_as_good_as_the_key() {
    let (mut session, id) = job();
    kill("-TSTP", id);
    is_the_shells(&session);
    session.until_state(id, &["T"]);
    session.press("fg; echo code $?\r");
    session.until("it is back", |s| {
        s.alternate_screen() && s.contents().contains("A new profile")
    });
    session.press("\x03");
    session.says("code 130");
    is_the_shells(&session);
}

#[test]
fn a_job_that_is_stopped_can_be_ended_and_one_sent_to_the_background_stops_again() {
    let (mut session, id) = job();
    session.press("\x1a");
    is_the_shells(&session);
    session.until_state(id, &["T"]);
    session.press("bg; echo sent\r");
    session.until("it is sent", |s| s.contents().contains("\nsent"));
    session.until_state(id, &["T"]);
    is_the_shells(&session);
    session.press("kill %1; kill -CONT %1\r");
    session.until_state(id, &["Z", "X"]);
    // The shell tells of it at a prompt, once it has heard of it itself.
    let prompts = |screen: &vt100::Screen| screen.contents().matches("ready>").count();
    let told = |screen: &vt100::Screen| {
        let said = screen.contents();
        said.contains("Done(143)") || said.contains("Exit 143")
    };
    for _ in 0..30 {
        let before = prompts(session.seen().parser.screen());
        session.press("\r");
        session.until("a prompt, or the end of the job", |s| prompts(s) > before || told(s));
        if told(session.seen().parser.screen()) {
            break;
        }
    }
    session.until("its code", told);
    is_the_shells(&session);
}

#[test]
fn a_process_that_was_stopped_without_being_asked_takes_the_terminal_again() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.signal("-STOP");
    session.until_state(session.id(), &["T"]);
    let before = count(&session.bytes(), b"\x1b[?1049h");
    session.resize(90, 30);
    session.signal("-CONT");
    session.until_seen("it takes the screen again", |seen| {
        count(&seen.bytes, b"\x1b[?1049h") > before && seen.parser.screen().contents().contains("A new profile")
    });
    session.until("it fills the new size", |s| s.contents().lines().count() == 30);
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn where_no_shell_could_continue_it_the_program_does_not_stop() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x1a");
    session.says("no shell");
    assert_ne!(modes(session.master.as_ref()), session.cooked);
    assert!(!contains(&session.bytes(), b"\x1b[?1049l"));
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

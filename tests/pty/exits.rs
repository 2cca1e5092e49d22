//! Every way out gives the terminal back, and has its code.

use std::{
    fs,
    io::Read as _,
    thread,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;

use crate::session::{PATIENCE, PROGRAM, Session, contains, folder, kill, modes, open, size, surround, tty, watch};

fn started(env: &[(&str, &str)]) -> Session {
    let session = Session::start(&[], env);
    session.says("A new profile");
    assert_ne!(modes(session.master.as_ref()), session.cooked, "raw while it runs");
    session
}

fn signalled(name: &str) -> u32 {
    let mut session = started(&[]);
    session.signal(name);
    session.ended()
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = started(&[]);
    session.press("\x1b");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn ctrl_c_leaves_at_once_where_nothing_is_unsaved_and_asks_where_something_is() {
    let mut session = started(&[]);
    session.press("\x03");
    assert_eq!(session.ended(), 130);
    let mut session = started(&[]);
    session.press("\r12k\r\x03");
    session.says("not saved");
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn termination_gives_the_terminal_back() {
    assert_eq!(signalled("-TERM"), 143);
}

#[test]
fn a_hang_up_by_signal_gives_the_terminal_back() {
    assert_eq!(signalled("-HUP"), 129);
}

#[test]
fn a_quit_signal_gives_the_terminal_back() {
    assert_eq!(signalled("-QUIT"), 131);
}

#[test]
fn an_interrupt_from_outside_gives_the_terminal_back() {
    assert_eq!(signalled("-INT"), 130);
}

#[cfg_attr(not(debug_assertions), ignore = "a release cannot be made to panic")]
#[test]
fn a_panic_in_the_loop_gives_the_terminal_back_before_it_is_told() {
    let mut session = Session::start(&[], &[("WEIGHBRIDGE_PANIC", "loop")]);
    session.says("A new profile");
    session.press("\r");
    assert_eq!(session.ended(), 101);
    session.says("a panic was asked for: loop");
}

#[cfg_attr(not(debug_assertions), ignore = "a release cannot be made to panic")]
#[test]
fn a_panic_in_the_midst_of_a_frame_gives_the_terminal_back() {
    let mut session = Session::start(&[], &[("WEIGHBRIDGE_PANIC", "frame")]);
    assert_eq!(session.ended(), 101);
    session.says("a panic was asked for: frame");
}

#[cfg_attr(not(debug_assertions), ignore = "a release cannot be made to panic")]
#[test]
fn a_panic_in_any_other_thread_ends_the_program_and_gives_the_terminal_back() {
    for place in ["worker", "input", "signals"] {
        let mut session = Session::start(&[], &[("WEIGHBRIDGE_PANIC", place)]);
        match place {
            "input" => session.press("x"),
            "signals" => {
                session.says("A new profile");
                session.signal("-WINCH");
            }
            _ => {}
        }
        assert_eq!(session.ended(), 101, "{place}");
        session.says(&format!("a panic was asked for: {place}"));
        // Nothing is drawn once the screen is given back.
        let bytes = session.bytes();
        let left = bytes.windows(8).rposition(|w| w == b"\x1b[?1049l").expect("left");
        assert!(!contains(&bytes[left..], b"\x1b[?2026h"), "{place}");
    }
}

/// The program with its output on another terminal than its keys, its errors in a file.
fn on_two_terminals() -> (portable_pty::PtyPair, Session) {
    let output = open();
    let name = tty(output.master.as_ref());
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!("exec '{PROGRAM}' >'{name}' 2>errors"));
    let path = crate::session::path();
    let session = Session::on(open(), command, folder(), &[("PATH", &path)]);
    (output, session)
}

#[test]
fn an_output_that_goes_away_is_an_error_that_gives_the_keyboard_back() {
    let (output, mut session) = on_two_terminals();
    let mut reader = output.master.try_clone_reader().expect("a reader");
    let mut seen = Vec::new();
    let mut chunk = [0; 4096];
    while !contains(&seen, b"A new profile") {
        let read = reader.read(&mut chunk).expect("it draws");
        seen.extend_from_slice(&chunk[..read]);
    }
    assert_ne!(modes(session.master.as_ref()), session.cooked);
    drop((reader, output));
    session.press("\x1b");
    assert_eq!(session.gone(), 1);
    assert_eq!(modes(session.master.as_ref()), session.cooked);
    let errors = fs::read_to_string(session.path("errors")).expect("errors");
    assert!(errors.contains("the terminal failed"), "{errors}");
}

#[test]
fn keys_that_can_never_come_any_more_end_the_program_and_give_the_screen_back() {
    let output = open();
    let name = tty(output.master.as_ref());
    let seen = watch(output.master.as_ref());
    let input = open();
    let folder = folder();
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    // As under nohup: the signal that comes with it is not what ends it.
    command.arg(format!("trap '' HUP; exec '{PROGRAM}' >'{name}' 2>errors"));
    let path = crate::session::path();
    surround(&mut command, &folder, &[("PATH", &path)]);
    let mut child = input.slave.spawn_command(command).expect("it starts");
    drop(input.slave);
    let deadline = Instant::now() + PATIENCE;
    let mut guard = seen.0.lock().expect("the reader lives");
    while !guard.parser.screen().contents().contains("A new profile") {
        assert!(Instant::now() < deadline, "no first frame");
        guard = seen.1.wait_timeout(guard, PATIENCE).expect("the reader lives").0;
    }
    assert!(guard.parser.screen().alternate_screen());
    drop(guard);
    drop(input.master);
    assert_eq!(ends(child.as_mut()), 129);
    let mut guard = seen.0.lock().expect("the reader lives");
    while guard.parser.screen().alternate_screen() || guard.parser.screen().hide_cursor() {
        assert!(Instant::now() < deadline, "the screen was not given back");
        guard = seen.1.wait_timeout(guard, PATIENCE).expect("the reader lives").0;
    }
}

/// Waits for the end of a process whose terminal may be gone.
fn ends(child: &mut (dyn portable_pty::Child + Send + Sync)) -> u32 {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().expect("it is ours") {
            return status.exit_code();
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            panic!("it does not end");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Started, seen to draw, and its terminal closed.
fn closed(before: &str) -> u32 {
    let pair = open();
    let folder = folder();
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!("{before} exec '{PROGRAM}'"));
    let path = crate::session::path();
    surround(&mut command, &folder, &[("PATH", &path)]);
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut seen = Vec::new();
    let mut chunk = [0; 4096];
    while !contains(&seen, b"A new profile") {
        let read = reader.read(&mut chunk).expect("it draws");
        seen.extend_from_slice(&chunk[..read]);
    }
    drop(reader);
    drop(pair.master);
    ends(child.as_mut())
}

#[test]
fn a_closed_terminal_ends_the_program_with_or_without_a_signal() {
    assert_eq!(closed(""), 129);
    assert_eq!(closed("trap '' HUP;"), 129);
}

#[test]
fn a_terminal_that_takes_no_output_cannot_keep_the_program_from_ending() {
    let pair = open();
    let folder = folder();
    let mut command = CommandBuilder::new(PROGRAM);
    surround(&mut command, &folder, &[]);
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    // Nobody reads: some frame does not fit any more.
    for columns in 100..180 {
        pair.master.resize(size(columns, 50)).expect("another size");
        thread::sleep(Duration::from_millis(5));
    }
    kill("-TERM", child.process_id().expect("it runs"));
    assert_eq!(ends(child.as_mut()), 143);
}

#[test]
fn a_wrong_profile_is_said_without_touching_the_terminal() {
    let folder = folder();
    fs::write(
        folder.path().join("wrong.toml"),
        "schema = 1\n[answers]\npeak_rsp = 5\n",
    )
    .expect("a file");
    let mut session = Session::start_in(folder, &["wrong.toml"], &[]);
    assert_eq!(session.ended(), 3);
    let bytes = session.bytes();
    assert!(contains(&bytes, b"peak_rsp"));
    assert!(!contains(&bytes, b"\x1b[?1049h"));
}

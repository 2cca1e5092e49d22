//! The real program on a pseudo-terminal: prompts, the key that ends the input, and not one byte that a terminal obeys.

#![cfg(unix)]

use std::{
    io::{Read, Write},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Nothing takes that long; a wait that does has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was seen, and whether there is more.
type Seen = Arc<(Mutex<(Vec<u8>, bool)>, Condvar)>;

struct Session {
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Seen,
    // The program would be hung up without it.
    _master: Box<dyn MasterPty + Send>,
    folder: TempDir,
}

impl Session {
    fn start(args: &[&str], env: &[(&str, &str)], files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let pair = native_pty_system()
            .openpty(PtySize::default())
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_weighbridge"));
        command.args(args);
        command.cwd(folder.path());
        command.env_clear();
        command.env("HOME", folder.path());
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let seen: Seen = Arc::default();
        let shared = Arc::clone(&seen);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            loop {
                let read = reader.read(&mut chunk).unwrap_or(0);
                let mut seen = shared.0.lock().expect("no test panics while reading");
                seen.0.extend(&chunk[..read]);
                seen.1 = read == 0;
                shared.1.notify_all();
                if read == 0 {
                    break;
                }
            }
        });
        Self {
            writer: pair.master.take_writer().expect("a writer"),
            _master: pair.master,
            child,
            seen,
            folder,
        }
    }

    fn until(&self, what: &str, wanted: impl Fn(&str, bool) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("the reader lives");
        while !wanted(&String::from_utf8_lossy(&seen.0), seen.1) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never seen: {what}\n{}",
                String::from_utf8_lossy(&seen.0)
            );
            seen = self.seen.1.wait_timeout(seen, left).expect("the reader lives").0;
        }
    }

    /// Waits until this was said and a line is asked for.
    fn asks(&self, text: &str) {
        self.until(text, |seen, _| {
            seen.rfind(text).is_some_and(|at| seen[at..].ends_with("\n> "))
        });
    }

    fn types(&mut self, bytes: &str) {
        self.writer
            .write_all(bytes.as_bytes())
            .expect("the terminal takes keys");
    }

    /// Waits for the end; the exit code comes back, and all that was written.
    fn ended(&mut self) -> (u32, Vec<u8>) {
        self.until("its end", |_, ended| ended);
        let code = self.child.wait().expect("it ends").exit_code();
        (code, self.seen.0.lock().expect("the reader lives").0.clone())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[track_caller]
fn harmless(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // The terminal itself puts carriage returns.
    let bad = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r'));
    assert_eq!(bad, None, "{text:?}");
}

#[test]
fn a_dumb_terminal_is_asked_in_lines_and_saves() {
    let mut session = Session::start(&[], &[("TERM", "dumb")], &[]);
    session.asks("starts a new one");
    session.types("new\n");
    session.asks("question 1 of 23");
    session.types("12k\n");
    session.asks("question 2 of 22");
    session.types("verdict\n");
    session.asks("Options");
    session.types("save x.toml\n");
    session.asks("Saved to x.toml.");
    session.types("quit\n");
    let (code, bytes) = session.ended();
    assert_eq!(code, 0);
    harmless(&bytes);
    assert!(session.folder.path().join("x.toml").is_file());
}

#[test]
fn lines_are_wished_for_by_environment_or_flag() {
    for (args, accessible) in [(&[][..], "1"), (&["--accessible"], "")] {
        let env = [("TERM", "xterm-256color"), ("ACCESSIBLE", accessible)];
        let mut session = Session::start(args, &env, &[]);
        session.asks("starts a new one");
        session.types("quit\n");
        let (code, bytes) = session.ended();
        assert_eq!(code, 0);
        harmless(&bytes);
    }
}

#[test]
fn a_wrong_profile_is_refused_without_colours() {
    let wrong = include_str!("../data/profiles/five-mistakes.toml");
    let env = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
    let args = ["--accessible", "--color", "always", "wrong.toml"];
    let mut session = Session::start(&args, &env, &[("wrong.toml", wrong)]);
    let (code, bytes) = session.ended();
    assert_eq!(code, 3);
    harmless(&bytes);
}

#[test]
fn the_key_that_ends_the_input_asks_once_and_then_ends() {
    let mut session = Session::start(&["a.toml"], &[("TERM", "dumb")], &[("a.toml", "schema = 1\n")]);
    session.asks("question 1 of 23");
    session.types("12k\n");
    session.asks("question 2 of 22");
    session.types("\u{4}");
    session.asks("`save`, `save PATH`, `drop` or `stay`?");
    session.types("stay\n");
    session.asks("question 2 of 22");
    session.types("\u{4}");
    session.asks("`save`, `save PATH`, `drop` or `stay`?");
    session.types("\u{4}");
    let (code, bytes) = session.ended();
    assert_eq!(code, 1);
    harmless(&bytes);
    assert!(String::from_utf8_lossy(&bytes).contains("They are kept"));
}

//! The real program on a pseudo-terminal: from the first frame to a terminal that is as it was.

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

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    process::Command,
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Nothing takes that long; a wait that does has failed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    ended: bool,
}

/// The program on a terminal of its own.
struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// How the tty was set before the program started.
    cooked: String,
    folder: TempDir,
}

impl Session {
    fn start(args: &[&str], env: &[(&str, &str)]) -> Self {
        Self::start_in(tempfile::tempdir().expect("a folder"), args, env)
    }

    fn start_in(folder: TempDir, args: &[&str], env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(120, 40)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_weighbridge"));
        command.args(args);
        command.cwd(folder.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", folder.path());
        for (name, value) in env {
            command.env(name, value);
        }
        let cooked = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let seen = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(some(40), some(120), 0),
                bytes: Vec::new(),
                ended: false,
            }),
            Condvar::new(),
        ));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            loop {
                let read = reader.read(&mut chunk).unwrap_or(0);
                let mut seen = shared.0.lock().expect("no test panics while reading");
                seen.parser.process(&chunk[..read]);
                seen.bytes.extend_from_slice(&chunk[..read]);
                seen.ended = read == 0;
                shared.1.notify_all();
                if read == 0 {
                    break;
                }
            }
        });
        Self {
            writer: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            seen,
            cooked,
            folder,
        }
    }

    fn press(&mut self, bytes: &str) {
        self.writer
            .write_all(bytes.as_bytes())
            .expect("the terminal takes keys");
    }

    /// Waits until the screen is as `wanted`.
    fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("the reader lives");
        while !wanted(seen.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never seen: {what}\n{}",
                seen.parser.screen().contents()
            );
            seen = self.seen.1.wait_timeout(seen, left).expect("the reader lives").0;
        }
    }

    /// Waits until the screen says this.
    fn says(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let done = Command::new("kill").args([name, &id]).status().expect("kill runs");
        assert!(done.success());
    }

    /// Waits for the end; checks that the terminal is as it was; the exit code comes back.
    fn ended(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("the reader lives");
        while !seen.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it does not end\n{}", seen.parser.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).expect("the reader lives").0;
        }
        let status = self.child.wait().expect("it ends");
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "paste is still bracketed");
        let updates = |end: &[u8]| seen.bytes.windows(end.len()).filter(|w| *w == end).count();
        assert!(
            updates(b"\x1b[?2026l") >= updates(b"\x1b[?2026h"),
            "an update was begun and not ended"
        );
        assert_eq!(modes(self.master.as_ref()), self.cooked, "the tty is not as it was");
        status.exit_code()
    }

    fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().expect("the reader lives").bytes.clone()
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn some(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a size")
}

/// The settings of the tty as `stty` prints them.
fn modes(master: &(dyn MasterPty + Send)) -> String {
    let tty = master.tty_name().expect("the terminal has a name");
    let output = Command::new("stty")
        .arg("-F")
        .arg(tty)
        .arg("-g")
        .output()
        .expect("stty runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

#[test]
fn from_the_first_frame_through_answers_and_saving_to_a_clean_leave() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    assert_ne!(modes(session.master.as_ref()), session.cooked, "raw while it runs");
    session.press("\r");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("12k");
    session.says("= 12,000 req/s");
    session.press("\r");
    session.says("2 of 2");
    // A choice, by the list of questions.
    session.press("j");
    session.says("find");
    session.press("rust exp\r");
    session.says("How much Rust");
    session.press("\x1b[B");
    session.says("total");
    session.press("\r");
    session.says("Python has the team");
    session.press("\x13");
    session.says("Save as");
    session.press("\x15first.toml\r");
    session.says("saved to first.toml");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let text = std::fs::read_to_string(session.path("first.toml")).expect("it was saved");
    assert!(text.contains("peak_rps = 12000"), "{text}");
    assert!(text.contains("rust_experience = "), "{text}");
    assert!(Path::new(&session.path(".local/state/weighbridge/recent.toml")).exists());
}

#[test]
fn nothing_is_asked_of_the_terminal_and_a_frame_is_one_update() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x03");
    session.ended();
    let bytes = session.bytes();
    for (query, name) in [
        (&b"\x1b[6n"[..], "the place of the cursor"),
        (b"\x1b[c", "its kind"),
        (b"\x1b[>c", "its version"),
        (b"\x1b[?u", "its keyboard"),
        (b"\x1b]10;?", "its foreground"),
        (b"\x1b]11;?", "its background"),
        (b"$p", "its modes"),
    ] {
        assert!(!contains(&bytes, query), "asked for {name}");
    }
    assert!(bytes.starts_with(b"\x1b[?1049h"), "modes come first, then the frame");
    assert!(contains(&bytes, b"\x1b[?2026h"));
}

#[test]
fn signals_restore_the_terminal_and_give_their_codes() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-QUIT", 131), ("-INT", 130)] {
        let mut session = Session::start(&[], &[]);
        session.says("A new profile");
        session.signal(signal);
        assert_eq!(session.ended(), code, "{signal}");
    }
}

#[test]
fn ctrl_c_leaves_at_once_where_nothing_is_unsaved_and_asks_where_something_is() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x03");
    assert_eq!(session.ended(), 130);
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\r12k\r\x03");
    session.says("not saved");
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_continuing_draws_it_again() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x1a");
    session.until("the alternate screen is left", |s| {
        !s.alternate_screen() && !s.hide_cursor()
    });
    let id = session.child.process_id().expect("it runs");
    let deadline = Instant::now() + PATIENCE;
    while !std::fs::read_to_string(format!("/proc/{id}/stat"))
        .expect("it lives")
        .contains(") T ")
    {
        assert!(Instant::now() < deadline, "it does not stop");
        thread::yield_now();
    }
    assert_eq!(modes(session.master.as_ref()), session.cooked);
    session.master.resize(size(100, 30)).expect("another size");
    session
        .seen
        .0
        .lock()
        .expect("the reader lives")
        .parser
        .screen_mut()
        .set_size(some(30), some(100));
    session.signal("-CONT");
    session.until("it is back", |s| {
        s.alternate_screen() && s.contents().contains("A new profile")
    });
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn another_size_is_drawn_and_a_small_one_says_what_is_needed() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    let resize = |cols: u16, rows: u16| {
        session
            .seen
            .0
            .lock()
            .expect("the reader lives")
            .parser
            .screen_mut()
            .set_size(some(rows), some(cols));
        session.master.resize(size(cols, rows)).expect("another size");
    };
    resize(50, 10);
    session.says("60x18");
    resize(80, 24);
    session.says("A new profile");
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn without_colours_the_selection_is_still_seen() {
    let mut session = Session::start(&[], &[("NO_COLOR", "1")]);
    session.says("A new profile");
    session.until("the selected line is reversed", |screen| {
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        (0..rows).any(|row| {
            let line = screen.contents_between(row, 0, row, columns);
            let selected = line.contains("A new profile");
            let reversed = |x: u16| screen.cell(row, x).is_some_and(vt100::Cell::inverse);
            selected && (0..columns).filter(|x| reversed(*x)).count() > 40
        })
    });
    let coloured = |screen: &vt100::Screen| {
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        (0..rows).any(|row| {
            (0..columns).any(|column| {
                screen
                    .cell(row, column)
                    .is_some_and(|c| c.fgcolor() != vt100::Color::Default || c.bgcolor() != vt100::Color::Default)
            })
        })
    };
    session.until("no cell has a colour", |screen| !coloured(screen));
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn a_profile_opens_is_changed_and_keeps_its_comments() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "# ours\nschema = 1\ntitle = \"Checkout\"\n[answers]\npeak_rps = 500 # from the log\n";
    std::fs::write(folder.path().join("checkout.toml"), text).expect("a profile");
    let mut session = Session::start_in(folder, &["checkout.toml"], &[]);
    session.says("Checkout");
    session.press("j");
    session.says("find");
    session.press("peak\r");
    session.says("How many requests a second");
    session.press("750\r");
    session.says("●");
    session.press("\x13");
    session.says("saved to checkout.toml");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let saved = std::fs::read_to_string(session.path("checkout.toml")).expect("a profile");
    assert_eq!(saved, text.replace("500", "750"));
}

#[test]
fn a_wrong_profile_is_said_without_touching_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
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

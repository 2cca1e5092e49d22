//! The program on a pseudo-terminal: pressed, signalled, looked at, and waited for. Nothing here sleeps to be right.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use tempfile::TempDir;

/// Nothing takes that long; a wait that does has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_weighbridge");

/// Modes that the program sets, by their numbers, and what each leaves behind when it is not undone.
const MODES: [(u16, &str); 8] = [
    (1049, "the alternate screen"),
    (2004, "bracketed paste"),
    (2026, "a synchronised update"),
    (1000, "reports of buttons"),
    (1002, "reports of dragging"),
    (1003, "reports of movement"),
    (1006, "the encoding of the mouse"),
    (25, "a hidden cursor"),
];

pub(crate) struct Seen {
    pub(crate) parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
    ended: bool,
}

/// The program on a terminal of its own.
pub(crate) struct Session {
    pub(crate) master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// How the tty was set before the program started.
    pub(crate) cooked: String,
    folder: TempDir,
}

impl Session {
    pub(crate) fn start(args: &[&str], env: &[(&str, &str)]) -> Self {
        Self::start_in(folder(), args, env)
    }

    pub(crate) fn start_in(folder: TempDir, args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(args);
        Self::of(command, folder, env)
    }

    /// A shell with jobs, as a user has one; it says `ready>`.
    pub(crate) fn shell() -> Self {
        let mut command = CommandBuilder::new("sh");
        command.arg("-i");
        let session = Self::of(command, folder(), &[("PS1", "ready> "), ("PATH", &path())]);
        session.says("ready>");
        session
    }

    pub(crate) fn of(command: CommandBuilder, folder: TempDir, env: &[(&str, &str)]) -> Self {
        let pair = open();
        Self::on(pair, command, folder, env)
    }

    pub(crate) fn on(pair: PtyPair, mut command: CommandBuilder, folder: TempDir, env: &[(&str, &str)]) -> Self {
        surround(&mut command, &folder, env);
        let cooked = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let seen = watch(pair.master.as_ref());
        Self {
            writer: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            seen,
            cooked,
            folder,
        }
    }

    pub(crate) fn press(&mut self, bytes: &str) {
        self.writer
            .write_all(bytes.as_bytes())
            .expect("the terminal takes keys");
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().expect("the reader lives")
    }

    /// Waits until what was seen is as `wanted`.
    pub(crate) fn until_seen(&self, what: &str, wanted: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen();
        while !wanted(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never seen: {what}\n{}",
                seen.parser.screen().contents()
            );
            seen = self.seen.1.wait_timeout(seen, left).expect("the reader lives").0;
        }
    }

    /// Waits until the screen is as `wanted`.
    pub(crate) fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.until_seen(what, |seen| wanted(seen.parser.screen()));
    }

    /// Waits until the screen says this.
    pub(crate) fn says(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    pub(crate) fn signal(&self, name: &str) {
        kill(name, self.id());
    }

    /// Gives the terminal, and what looks at it here, another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen().parser.screen_mut().set_size(some(rows), some(columns));
        self.master.resize(size(columns, rows)).expect("another size");
    }

    /// Waits for the end; checks that the terminal is as it was; the exit code comes back.
    pub(crate) fn ended(&mut self) -> u32 {
        let code = self.gone();
        self.is_clean();
        assert_eq!(modes(self.master.as_ref()), self.cooked, "the tty is not as it was");
        code
    }

    /// Waits for the end; the exit code comes back.
    pub(crate) fn gone(&mut self) -> u32 {
        self.until_seen("its end", |seen| seen.ended);
        self.child.wait().expect("it ends").exit_code()
    }

    /// Checks that nothing is left of what was set, by the bytes and as a terminal understands them.
    pub(crate) fn is_clean(&self) {
        let seen = self.seen();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "paste is still bracketed");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is still reported"
        );
        for (mode, name) in MODES {
            // The cursor is shown by setting its mode; all others are left by unsetting theirs.
            let (set, unset) = if mode == 25 { ("l", "h") } else { ("h", "l") };
            let last = |end: &str| find_last(&seen.bytes, format!("\x1b[?{mode}{end}").as_bytes());
            assert!(last(set) <= last(unset), "{name} was left behind");
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen().bytes.clone()
    }

    /// Waits until the process with this number is in one of these states, as `/proc` has them; gone is `X`.
    pub(crate) fn until_state(&self, id: u32, states: &[&str]) {
        let deadline = Instant::now() + PATIENCE;
        let state = || {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_else(|_| ") X".into());
            let (_, behind_the_name) = stat.rsplit_once(") ").expect("a state");
            behind_the_name.chars().take(1).collect::<String>()
        };
        while !states.contains(&state().as_str()) {
            assert!(Instant::now() < deadline, "it is {}, not one of {states:?}", state());
            thread::sleep(Duration::from_millis(2));
        }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// What reads a terminal and remembers.
pub(crate) fn watch(master: &(dyn MasterPty + Send)) -> Arc<(Mutex<Seen>, Condvar)> {
    let seen = Arc::new((
        Mutex::new(Seen {
            parser: vt100::Parser::new(some(40), some(120), 0),
            bytes: Vec::new(),
            ended: false,
        }),
        Condvar::new(),
    ));
    let mut reader = master.try_clone_reader().expect("a reader");
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
    seen
}

/// The least that a program needs around it, and nothing of who runs the test.
pub(crate) fn surround(command: &mut CommandBuilder, folder: &TempDir, env: &[(&str, &str)]) {
    command.cwd(folder.path());
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("HOME", folder.path());
    for (name, value) in env {
        command.env(name, value);
    }
}

pub(crate) fn path() -> String {
    std::env::var("PATH").expect("a path")
}

pub(crate) fn open() -> PtyPair {
    native_pty_system().openpty(size(120, 40)).expect("a pseudo-terminal")
}

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

pub(crate) fn kill(name: &str, id: u32) {
    let done = Command::new("kill")
        .args([name, &id.to_string()])
        .status()
        .expect("kill runs");
    assert!(done.success());
}

pub(crate) fn size(cols: u16, rows: u16) -> PtySize {
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

pub(crate) fn tty(master: &(dyn MasterPty + Send)) -> String {
    let tty = master.tty_name().expect("the terminal has a name");
    tty.display().to_string()
}

/// The settings of the tty as `stty` prints them.
pub(crate) fn modes(master: &(dyn MasterPty + Send)) -> String {
    stty(master, "-g")
}

pub(crate) fn stty(master: &(dyn MasterPty + Send), how: &str) -> String {
    let output = Command::new("stty")
        .args(["-F", &tty(master), how])
        .output()
        .expect("stty runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

pub(crate) fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|w| *w == part).count()
}

fn find_last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|w| w == part)
}

//! The program on a pseudo-terminal in a folder that outlives it: pressed, killed, looked at, started again.

use std::{
    io::{Read as _, Write},
    num::NonZeroU16,
    path::Path,
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Nothing takes that long; a wait that does has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_weighbridge");

const ROWS: u16 = 40;
const COLUMNS: u16 = 120;

struct Seen {
    parser: vt100::Parser,
    ended: bool,
}

/// The program on a terminal of its own.
pub(crate) struct Terminal {
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    // The program would be hung up without it.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts the program in `home`, which holds its state too.
    pub(crate) fn start(home: &Path, args: &[&str]) -> Self {
        let mut words = vec![PROGRAM];
        words.extend(args);
        Self::run(home, &words)
    }

    /// Starts a command that runs the program.
    pub(crate) fn run(home: &Path, words: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.cwd(home);
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home);
        command.env("XDG_STATE_HOME", home.join("state"));
        command.env("XDG_CONFIG_HOME", home.join("config"));
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let seen = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(some(ROWS), some(COLUMNS), 0),
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
                seen.ended = read == 0;
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
        }
    }

    pub(crate) fn press(&mut self, bytes: &str) {
        // A program that has just ended takes none.
        let _ = self.writer.write_all(bytes.as_bytes());
    }

    fn until(&self, what: &str, wanted: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("the reader lives");
        while !wanted(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let screen = seen.parser.screen().contents();
                // The reader goes on with it.
                drop(seen);
                panic!("never seen of process {}: {what}\n{screen}", self.id());
            }
            seen = self.seen.1.wait_timeout(seen, left).expect("the reader lives").0;
        }
    }

    /// Waits until the screen says this.
    pub(crate) fn says(&self, text: &str) {
        self.until(text, |seen| seen.parser.screen().contents().contains(text));
    }

    /// Waits until the screen does not say this any more.
    pub(crate) fn says_no_more(&self, text: &str) {
        self.until(&format!("no more {text}"), |seen| {
            !seen.parser.screen().contents().contains(text)
        });
    }

    /// What the screen says now.
    pub(crate) fn screen(&self) -> String {
        self.seen.0.lock().expect("the reader lives").parser.screen().contents()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().unwrap_or(0)
    }

    /// Kills it as nothing can be prepared for.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Waits for the end; the exit code comes back.
    pub(crate) fn ended(&mut self) -> u32 {
        self.until("its end", |seen| seen.ended);
        self.child.wait().expect("it ends").exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn some(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a size")
}

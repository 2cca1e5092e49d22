//! What the program costs from outside: time to the first frame, time from a key to the first byte, resident memory, size on the
//! disk, and work while idle, on a pseudo-terminal: `cargo bench --bench probe`.
//!
//! Beside it, turn by turn in the same run, stands a program that does nothing (`benches/beside/empty.rs`): the machine and the
//! libraries cost that much by themselves. The pseudo-terminal never answers a query, so a program that waits for an answer shows
//! it here. Linux only: memory and idle work are read from `/proc`.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a benchmark stops and prints"
)]

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Runs of each program.
const RUNS: usize = 41;
/// Keys pressed in each run, after a first one that is not counted.
const KEYS: usize = 5;
/// How long nothing must have been written before a program counts as settled.
const QUIET: Duration = Duration::from_millis(150);
/// How long the program is left alone for the idle reading.
const IDLE: Duration = Duration::from_secs(5);
/// Longer than any machine takes.
const PATIENCE: Duration = Duration::from_secs(10);
/// A profile to open.
const PROFILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/profiles/ecommerce.toml");

/// A program that is measured, and what was measured of it.
struct Measured {
    name: &'static str,
    path: PathBuf,
    profile: bool,
    first_byte: Vec<f64>,
    first_frame: Vec<f64>,
    key: Vec<f64>,
    resident: Vec<f64>,
    idle: Idle,
}

/// Work in [`IDLE`].
#[derive(Default)]
struct Idle {
    ticks: u64,
    wakeups: u64,
    bytes: usize,
}

fn main() {
    // `cargo test --benches` passes --test: prove that it runs, without measuring.
    let test = std::env::args().any(|a| a == "--test");
    let runs = if test { 1 } else { RUNS };
    let ours = PathBuf::from(env!("CARGO_BIN_EXE_weighbridge"));
    let mut programs = [
        Measured::new("new profile", ours.clone(), false),
        Measured::new("a profile", ours.clone(), true),
        Measured::new("empty", empty(&ours), false),
    ];
    for _ in 0..runs {
        for program in &mut programs {
            let mut running = Running::start(program);
            running.measure(program);
        }
    }
    for program in programs.iter_mut().filter(|_| !test) {
        program.idle = Running::start(program).idle();
    }
    print(&programs, runs);
}

/// The program that does nothing, made as ours was.
fn empty(ours: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet", "--locked", "--example", "empty"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    assert!(command.status().expect("cargo").success());
    ours.with_file_name("examples").join("empty")
}

fn print(programs: &[Measured; 3], runs: usize) {
    let [new, opened, empty] = programs;
    println!("{}", new.path.display());
    println!(
        "{:<36}{:>16}{:>16}{:>16}{:>10}",
        format!("{runs} runs, 120x40: min/median/max"),
        new.name,
        opened.name,
        empty.name,
        "times"
    );
    spreads("first byte, ms", programs, |m| &m.first_byte);
    spreads("first whole frame, ms", programs, |m| &m.first_frame);
    spreads("key to first byte, ms", programs, |m| &m.key);
    spreads("resident memory when settled, MB", programs, |m| &m.resident);
    let size = |program: &Measured| fs::metadata(&program.path).map_or(0, |file| file.len()) as f64 / 1e6;
    println!(
        "{:<36}{:>16.2}{:>16}{:>16.2}{:>10.2}",
        "program on the disk, MB",
        size(new),
        "",
        size(empty),
        size(new) / size(empty)
    );
    counts("idle: wake-ups", programs, |idle| idle.wakeups);
    counts("idle: ticks of the processor", programs, |idle| idle.ticks);
    counts("idle: bytes written", programs, |idle| idle.bytes as u64);
}

/// A row of times or sizes: least, median and most of each program, and the first one's median in the last one's.
fn spreads(label: &str, programs: &[Measured; 3], of: impl Fn(&Measured) -> &[f64]) {
    print!("{label:<36}");
    let each = programs.each_ref().map(|program| spread(of(program)));
    for (low, middle, high) in each {
        print!("{:>16}", format!("{low:.2}/{middle:.2}/{high:.1}"));
    }
    println!("{:>10.2}", each[0].1 / each[2].1);
}

/// A row of what was counted while idle.
fn counts(label: &str, programs: &[Measured; 3], of: impl Fn(&Idle) -> u64) {
    let label = format!("{label} in {} s", IDLE.as_secs());
    let [new, opened, empty] = programs.each_ref().map(|program| of(&program.idle));
    println!("{label:<36}{new:>16}{opened:>16}{empty:>16}");
}

/// Least, median, most.
fn spread(values: &[f64]) -> (f64, f64, f64) {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    (values[0], values[values.len() / 2], values[values.len() - 1])
}

impl Measured {
    fn new(name: &'static str, path: PathBuf, profile: bool) -> Self {
        Self {
            name,
            path,
            profile,
            first_byte: Vec::new(),
            first_frame: Vec::new(),
            key: Vec::new(),
            resident: Vec::new(),
            idle: Idle::default(),
        }
    }
}

/// A program on its pseudo-terminal, its first frame drawn. Ended when dropped.
struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    id: u32,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    first_byte: Duration,
    first_frame: Duration,
    _folder: tempfile::TempDir,
}

impl Running {
    fn start(program: &Measured) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(&program.path);
        if program.profile {
            let copy = folder.path().join("profile.toml");
            fs::copy(PROFILE, &copy).expect("a profile");
            command.arg(&copy);
        }
        command.cwd(folder.path());
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", folder.path());
        command.env("XDG_CONFIG_HOME", folder.path());
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, bytes) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0u8; 65536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut seen = Vec::new();
        let mut first_byte = None;
        let first_frame = loop {
            let (at, chunk) = bytes.recv_timeout(PATIENCE).expect("a first frame");
            first_byte.get_or_insert(at - began);
            seen.extend(chunk);
            // The end of the first synchronised update is the end of the first whole frame.
            if seen.windows(8).any(|w| w == b"\x1b[?2026l") {
                break at - began;
            }
        };
        Self {
            id: child.process_id().expect("a process"),
            child,
            writer,
            bytes,
            first_byte: first_byte.unwrap_or_default(),
            first_frame,
            _folder: folder,
        }
    }

    /// Waits until nothing is written any more.
    fn settle(&self) {
        while self.bytes.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {}
    }

    fn measure(&mut self, into: &mut Measured) {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        into.first_byte.push(ms(self.first_byte));
        into.first_frame.push(ms(self.first_frame));
        self.settle();
        into.resident.push(resident_kb(self.id) as f64 / 1024.0);
        for key in 0..=KEYS {
            // Down and up: each moves a cursor, and changes nothing.
            let pressed: &[u8] = if key % 2 == 0 { b"\x1b[B" } else { b"\x1b[A" };
            let began = Instant::now();
            self.writer.write_all(pressed).expect("a key");
            let (at, _) = self.bytes.recv_timeout(PATIENCE).expect("an answer to a key");
            if key > 0 {
                into.key.push(ms(at - began));
            }
            self.settle();
        }
    }

    fn idle(self) -> Idle {
        self.settle();
        thread::sleep(QUIET);
        while self.bytes.try_recv().is_ok() {}
        let (ticks, wakeups) = (ticks(self.id), switches(self.id));
        thread::sleep(IDLE);
        Idle {
            bytes: self.bytes.try_iter().map(|(_, chunk)| chunk.len()).sum(),
            ticks: self::ticks(self.id) - ticks,
            wakeups: switches(self.id) - wakeups,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Resident memory of `/proc/ID/status`, in kilobytes.
fn resident_kb(id: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// User and system time of all threads, in clock ticks.
fn ticks(id: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    after
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|t| t.parse::<u64>().ok())
        .sum()
}

/// Context switches of all threads: how often the process was woken.
fn switches(id: u32) -> u64 {
    let Ok(tasks) = fs::read_dir(format!("/proc/{id}/task")) else {
        return 0;
    };
    tasks
        .flatten()
        .map(|task| {
            let text = fs::read_to_string(task.path().join("status")).unwrap_or_default();
            text.lines()
                .filter_map(|line| line.split_once("ctxt_switches:"))
                .filter_map(|(_, number)| number.trim().parse::<u64>().ok())
                .sum::<u64>()
        })
        .sum()
}

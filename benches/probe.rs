//! What the program costs from outside: time to the first frame, resident memory, and work while idle, on a pseudo-terminal.
//!
//! `cargo bench --bench probe` prints a table of minimum, median and maximum. The pseudo-terminal never answers a query, so a
//! program that waits for an answer shows it here. Linux only: memory and idle work are read from `/proc`.

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
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Runs of each measurement.
const RUNS: usize = 21;
/// How long the program is left alone for the idle reading.
const IDLE: Duration = Duration::from_secs(5);

struct Run {
    first_byte: Duration,
    first_frame: Duration,
    resident_kb: u64,
}

fn main() {
    // `cargo test --benches` passes --test: prove that it runs, without measuring.
    let runs = if std::env::args().any(|a| a == "--test") {
        1
    } else {
        RUNS
    };
    let measured: Vec<Run> = (0..runs).map(|_| start(None).0).collect();
    println!("program: {}", env!("CARGO_BIN_EXE_weighbridge"));
    println!(
        "{:<34}{:>10}{:>10}{:>10}",
        format!("{runs} runs, 120x40"),
        "min",
        "median",
        "max"
    );
    row(
        "first byte, ms",
        measured.iter().map(|r| r.first_byte.as_secs_f64() * 1e3).collect(),
    );
    row(
        "first whole frame, ms",
        measured.iter().map(|r| r.first_frame.as_secs_f64() * 1e3).collect(),
    );
    #[expect(clippy::cast_precision_loss, reason = "kilobytes of a process")]
    row(
        "resident memory, MB",
        measured.iter().map(|r| r.resident_kb as f64 / 1024.0).collect(),
    );
    if runs > 1 {
        let (_, idle) = start(Some(IDLE));
        let (ticks, switches, bytes) = idle.expect("an idle reading was asked for");
        println!(
            "idle for {} s: {ticks} ticks of CPU, {switches} wake-ups, {bytes} bytes written",
            IDLE.as_secs()
        );
    }
}

fn row(label: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    println!(
        "{label:<34}{:>10.2}{:>10.2}{:>10.2}",
        values[0],
        values[values.len() / 2],
        values[values.len() - 1]
    );
}

/// Starts the program, waits for its first frame, reads its memory, leaves it idle if asked to, and ends it.
fn start(idle: Option<Duration>) -> (Run, Option<(u64, u64, usize)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let pair = native_pty_system()
        .openpty(PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        })
        .expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_weighbridge"));
    command.cwd(folder.path());
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", folder.path());
    command.env("XDG_CONFIG_HOME", folder.path());
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut writer = pair.master.take_writer().expect("a writer");
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
    let mut child = pair.slave.spawn_command(command).expect("the program");
    drop(pair.slave);
    let mut seen = Vec::new();
    let mut first_byte = None;
    let first_frame = loop {
        let (at, chunk) = bytes.recv_timeout(Duration::from_secs(10)).expect("a first frame");
        first_byte.get_or_insert(at - began);
        seen.extend(chunk);
        // The end of the first synchronised update is the end of the first whole frame.
        if seen.windows(8).any(|w| w == b"\x1b[?2026l") {
            break at - began;
        }
    };
    let id = child.process_id().expect("a process");
    let run = Run {
        first_byte: first_byte.unwrap_or_default(),
        first_frame,
        resident_kb: status(id, "VmRSS:"),
    };
    let idle = idle.map(|time| {
        thread::sleep(Duration::from_millis(300));
        while bytes.try_recv().is_ok() {}
        let before = (ticks(id), switches(id));
        thread::sleep(time);
        let written: usize = bytes.try_iter().map(|(_, chunk)| chunk.len()).sum();
        (ticks(id) - before.0, switches(id) - before.1, written)
    });
    let _ = writer.write_all(b"\x03");
    let _ = child.kill();
    let _ = child.wait();
    (run, idle)
}

/// A number of `/proc/ID/status`.
fn status(id: u32, key: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix(key))
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

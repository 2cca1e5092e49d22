//! What one `advise` costs as a whole process: `cargo bench --bench advise`. Linux only.
//!
//! Time of the processor is user and system time of the finished children, as the kernel counts it (`/proc/self/stat`), over
//! many runs: one run is shorter than the kernel's unit. The aims are 5 ms without draws, and 20 ms with 100,000.

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
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Runs of each command.
const RUNS: u32 = 200;
/// Ticks of the kernel's clock in a second: fixed on Linux.
const TICKS: f64 = 100.0;

const COMMANDS: [&[&str]; 4] = [
    &["--version"],
    &["advise", "--draws", "0", "profiles/ecommerce.toml"],
    &["advise", "profiles/ecommerce.toml"],
    &["advise", "--format", "json", "profiles/ecommerce.toml"],
];

fn main() {
    // `cargo test --benches` passes --test: prove that it runs, without measuring.
    let runs = if std::env::args().any(|a| a == "--test") {
        1
    } else {
        RUNS
    };
    println!(
        "{:<48}{:>10}{:>10}{:>10}{:>10}",
        format!("{runs} runs, ms"),
        "CPU mean",
        "wall min",
        "median",
        "max"
    );
    for args in COMMANDS {
        run(args);
        let before = ticks();
        let mut took: Vec<Duration> = (0..runs).map(|_| run(args)).collect();
        let cpu = (ticks() - before) / TICKS * 1e3 / f64::from(runs);
        took.sort();
        let ms = |at: usize| took[at].as_secs_f64() * 1e3;
        println!(
            "{:<48}{cpu:>10.2}{:>10.2}{:>10.2}{:>10.2}",
            args.join(" "),
            ms(0),
            ms(took.len() / 2),
            ms(took.len() - 1)
        );
    }
}

fn run(args: &[&str]) -> Duration {
    let began = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_weighbridge"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .expect("the program");
    assert!(status.success());
    began.elapsed()
}

/// User and system time of all children that have ended, in clock ticks.
fn ticks() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").expect("Linux");
    let after = text.rsplit(')').next().unwrap_or_default();
    after
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|t| t.parse::<f64>().ok())
        .sum()
}

//! The real program on pipes: when it asks in lines, exit codes, and what goes to which stream.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

fn program(folder: &TempDir) -> Command {
    let mut command = Command::new(cargo_bin!("weighbridge"));
    command.current_dir(folder.path());
    command
        .env_clear()
        .env("HOME", folder.path())
        .env("TERM", "xterm-256color");
    command
}

fn say(folder: &TempDir, args: &[&str], lines: &str) -> Output {
    let mut child = program(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let _ = child.stdin.take().expect("its input").write_all(lines.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn without_a_terminal_the_program_asks_in_lines() {
    let folder = folder();
    let output = say(&folder, &[], "new\n12k\nsave x.toml\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("question 1 of 23"));
    assert!(output.stderr.is_empty());
    assert!(folder.path().join("x.toml").is_file());
    let nothing = say(&folder, &[], "");
    assert_eq!(nothing.status.code(), Some(0));
}

#[test]
fn exit_codes_say_how_it_ended() {
    let folder = folder();
    assert_eq!(say(&folder, &[], "new\n12k\n").status.code(), Some(1), "unsaved");
    assert_eq!(say(&folder, &["none.toml"], "").status.code(), Some(3));
    assert_eq!(say(&folder, &[], "none.toml\n").status.code(), Some(3));
    let wrong = include_str!("../data/profiles/five-mistakes.toml");
    std::fs::write(folder.path().join("wrong.toml"), wrong).expect("a file");
    let refused = say(&folder, &["wrong.toml"], "12k\n");
    assert_eq!(refused.status.code(), Some(3));
    assert!(refused.stdout.is_empty());
    let checked = program(&folder)
        .args(["check", "wrong.toml"])
        .output()
        .expect("the program runs");
    assert_eq!(refused.stderr, checked.stderr, "as `check` says it");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_below_the_output_is_a_failure_with_its_cause() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("/dev/full");
    let output = program(&folder())
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not be written"));
}

#[cfg(unix)]
#[test]
fn what_is_typed_survives_a_kill() {
    use std::time::{Duration, Instant};
    let folder = folder();
    let mut child = program(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(b"new\n12k\n").expect("it reads");
    let journals = folder.path().join(".local/state/weighbridge/journal");
    let deadline = Instant::now() + Duration::from_secs(30);
    let is_kept = || {
        let files = std::fs::read_dir(&journals).into_iter().flatten().flatten();
        files.map(|file| file.path()).any(|path| {
            path.extension().is_some_and(|e| e == "journal")
                && std::fs::read_to_string(path).is_ok_and(|text| text.contains("12000"))
        })
    };
    while !is_kept() {
        assert!(Instant::now() < deadline, "nothing was kept");
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let output = say(&folder, &[], "7\nsave x.toml\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let saved = std::fs::read_to_string(folder.path().join("x.toml")).expect("a file");
    assert!(saved.contains("peak_rps = 12000"));
}

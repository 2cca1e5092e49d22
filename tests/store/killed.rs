//! A save that is killed at any point: the file is the old one or the new one, whole.
//!
//! The real program saves over and over, as fast as keys can ask for it, and is killed (SIGKILL) some time after its first save.
//! `WEIGHBRIDGE_KILLS=500 cargo test --test store kills` kills it 500 times.

use std::{
    env, fs,
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

use weighbridge::{catalog, profile::store::open};

use crate::{
    careful, folder, names,
    terminal::{PATIENCE, Terminal},
};

/// Kills where nothing else is asked for.
const KILLS: u64 = 40;

/// Longest time between the first save and the kill, in microseconds: a few saves.
const LONGEST: u64 = 60_000;

fn text(evidence: &str) -> String {
    let note = "a long note ".repeat(2000);
    format!("# ours\nschema = 1\nevidence = \"{evidence}\"\ntitle = \"Mill\"\n\n[notes]\npeak_rps = \"{note}\"\n")
}

/// Starts the program on the profile `mill.toml`, has it save over and over, and kills it `after` its first save.
fn kill_while_saving(home: &Path, after: Duration) {
    // What was not saved is offered otherwise.
    let _ = fs::remove_dir_all(home.join("state"));
    let path = home.join("mill.toml");
    fs::write(&path, text("guide")).unwrap();
    let mut program = Terminal::start(home, &["mill.toml"]);
    program.says("Mill");
    // The other evidence, saved, and back: each press gives the other of two contents.
    program.press(&"v\x13".repeat(500));
    let start = Instant::now();
    while names(home).len() == 2 && fs::read_to_string(&path).unwrap() == text("guide") {
        assert!(start.elapsed() < PATIENCE, "it does not save\n{}", program.screen());
        thread::yield_now();
    }
    thread::sleep(after);
    program.kill();
}

/// Times that are spread over a save and the next ones, the same in each run.
fn after(attempt: u64) -> Duration {
    Duration::from_micros(attempt.wrapping_mul(0x9E37_79B9_7F4A_7C15) % LONGEST)
}

fn left_behind(home: &Path) -> Vec<String> {
    let all = names(home).into_iter();
    all.filter(|name| name.starts_with(".weighbridge-")).collect()
}

#[test]
fn kills_at_any_point_of_a_save_leave_the_old_file_or_the_new_one_whole() {
    let kills = env::var("WEIGHBRIDGE_KILLS").map_or(KILLS, |number| number.parse().expect("a number of kills"));
    let home = folder();
    let path = home.path().join("mill.toml");
    let (old, new) = (text("guide"), text("measured"));
    let (mut old_seen, mut new_seen, mut hit) = (0, 0, 0);
    for attempt in 0..kills {
        kill_while_saving(home.path(), after(attempt));
        let found = fs::read_to_string(&path).unwrap();
        old_seen += u64::from(found == old);
        new_seen += u64::from(found == new);
        let other = found.len();
        assert!(
            found == old || found == new,
            "attempt {attempt}: {other} bytes of another content"
        );
        for name in left_behind(home.path()) {
            hit += 1;
            fs::remove_file(home.path().join(name)).unwrap();
        }
    }
    println!(
        "{kills} kills: {old_seen} times the one content, {new_seen} times the other, {hit} in the middle of writing"
    );
    // Else the test would have missed every save.
    assert!(old_seen > 0 && new_seen > 0, "{old_seen} {new_seen}");
    assert!(hit > 0, "no kill came while a temporary file existed");
}

#[test]
fn what_a_killed_save_left_behind_is_swept_up_later() {
    let home = folder();
    let path = home.path().join("mill.toml");
    let left = (0..500).find_map(|attempt| {
        kill_while_saving(home.path(), after(attempt));
        left_behind(home.path()).pop()
    });
    let left = left.expect("a save that was hit in 500 attempts");
    let young = home.path().join(format!("{}x.tmp", left.trim_end_matches(".tmp")));
    fs::write(&young, "young").unwrap();
    let foreign = home.path().join(".weighbridge-somebody-else.tmp");
    for name in [&home.path().join(&left), &foreign] {
        fs::write(name, "old").unwrap();
        let file = fs::File::options().write(true).open(name).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(3600))
            .unwrap();
    }
    let catalog = catalog::built_in().unwrap();
    let now = open(&path, catalog).unwrap();
    let mut changed = now.profile.clone();
    changed.title = Some("Another".into());
    careful(&path, Some(&now), &changed).unwrap();
    let names = names(home.path());
    assert!(!names.contains(&left), "{names:?}");
    for kept in [&young, &foreign] {
        let name = kept.file_name().unwrap().to_string_lossy().into_owned();
        assert!(names.contains(&name), "{names:?}");
    }
}

//! The corpus of the fuzzer, run once over: what was found once stays found. `docs/fuzzing.md` says how to look further.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a test fails by panicking, and casts small numbers"
)]

#[path = "../fuzz/bodies.rs"]
mod bodies;
#[path = "support/disk.rs"]
mod disk;

use std::{fs, path::Path};

fn over_the_corpus(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("a corpus") {
        let path = entry.expect("an entry").path();
        println!("{}", path.display());
        body(&fs::read(&path).expect("a file"));
        count += 1;
    }
    assert!(count >= 5, "{target} has a corpus of {count}");
}

#[test]
fn catalogs_of_the_corpus_are_refused_or_weighed() {
    over_the_corpus("catalog", bodies::catalog);
}

#[test]
fn profiles_of_the_corpus_are_refused_or_weighed_and_saved_without_loss() {
    over_the_corpus("profile", bodies::profile);
}

#[test]
fn tables_of_the_corpus_are_done_or_refused() {
    over_the_corpus("batch", bodies::batch);
}

#[test]
fn keys_of_the_corpus_break_nothing_and_draw_nothing_outside() {
    over_the_corpus("keys", bodies::keys);
}

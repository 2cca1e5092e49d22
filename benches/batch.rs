//! How long a table takes: `cargo bench --bench batch`.
//!
//! Whole processes on one thread, from starting to the last byte written, with 100,000 rows in a file: weights on a plain
//! matrix of 7 criteria and 4 options (aim: 90 ms), and answers on the shipped catalog (aim: 1.5 s). And the engine alone, a row
//! at a time.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a benchmark stops and prints"
)]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up should stop")]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use divan::{Bencher, black_box};
use weighbridge::{
    catalog::{self, QuestionKind},
    weigh::batch::{Row, Weigher},
};

const ROWS: usize = 100_000;

fn main() {
    divan::main();
}

/// Numbers that look drawn and are always the same.
fn drawn(seed: usize) -> impl FnMut(usize) -> usize {
    let mut state = seed as u64 | 1;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    }
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("batch");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A plain matrix of 7 criteria and 4 options, and a table of weights for it.
fn matrix(folder: &Path) -> (PathBuf, PathBuf) {
    let mut draw = drawn(1);
    let mut catalog = String::new();
    for option in 0..4 {
        writeln!(catalog, "[[options]]\nid = \"o{option}\"").unwrap();
    }
    for criterion in 0..7 {
        let scores: Vec<String> = (0..4).map(|o| format!("o{o} = {}.{}", draw(10), draw(10))).collect();
        writeln!(
            catalog,
            "[[criteria]]\nid = \"c{criterion}\"\nweight = 10\nscores = {{ {} }}",
            scores.join(", ")
        )
        .unwrap();
    }
    let mut table = String::from("name,weight.c0,weight.c1,weight.c2,weight.c3,weight.c4,weight.c5,weight.c6\n");
    for row in 0..ROWS {
        write!(table, "service-{row}").unwrap();
        for _ in 0..7 {
            write!(table, ",{}", draw(101)).unwrap();
        }
        table.push('\n');
    }
    let paths = (folder.join("matrix.toml"), folder.join("weights.csv"));
    fs::write(&paths.0, catalog).unwrap();
    fs::write(&paths.1, table).unwrap();
    paths
}

/// What is in the cells of a table of answers.
#[derive(Debug, Clone, Copy)]
enum Cells {
    /// Four cells in five, plain numbers and ids.
    Plain,
    /// All cells, numbers with units.
    Typed,
}

/// A table of answers to every question of the shipped catalog.
fn answers(folder: &Path, cells: Cells) -> PathBuf {
    let catalog = catalog::built_in().unwrap();
    let asked: Vec<_> = catalog
        .questions
        .iter()
        .filter(|q| q.kind != QuestionKind::Points)
        .collect();
    let mut draw = drawn(2);
    let mut table = String::from("name");
    for question in &asked {
        write!(table, ",{}", question.id).unwrap();
    }
    table.push('\n');
    for row in 0..ROWS {
        write!(table, "service-{row}").unwrap();
        for question in &asked {
            table.push(',');
            if matches!(cells, Cells::Plain) && draw(5) == 0 {
                continue;
            }
            match &question.kind {
                QuestionKind::Choice(choices) => table.push_str(&choices[draw(choices.len())].id),
                QuestionKind::Number { unit, .. } => {
                    let x = match question.id.as_str() {
                        "peak_rps" => draw(60_000),
                        "requests_per_day" => draw(5_000_000),
                        "horizon_months" => 12 + draw(49),
                        "min_instances" | "developers" => 1 + draw(12),
                        _ => 1 + draw(50),
                    };
                    match cells {
                        Cells::Plain => write!(table, "{x}").unwrap(),
                        Cells::Typed => write!(table, "{x} {}", unit.replace("currency", "$")).unwrap(),
                    }
                }
                QuestionKind::Points => {}
            }
        }
        table.push('\n');
    }
    let path = folder.join(format!("answers-{cells:?}.csv"));
    fs::write(&path, table).unwrap();
    path
}

fn run(bencher: Bencher, args: &[&Path], folder: &Path) {
    bencher.bench_local(|| {
        let out = fs::File::create(folder.join("out.csv")).unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_weighbridge"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(out)
            .status()
            .unwrap();
        assert!(status.success());
    });
}

#[divan::bench(sample_count = 20)]
fn weights_on_a_matrix(bencher: Bencher) {
    let folder = folder();
    let (catalog, table) = matrix(&folder);
    run(
        bencher,
        &["--catalog".as_ref(), &catalog, "batch".as_ref(), &table],
        &folder,
    );
}

#[divan::bench(args = [Cells::Plain, Cells::Typed], sample_count = 5)]
fn answers_on_the_shipped_catalog(bencher: Bencher, cells: Cells) {
    let folder = folder();
    let table = answers(&folder, cells);
    run(bencher, &["batch".as_ref(), &table], &folder);
}

/// One row with an answer to every question, over so many months, its load growing.
#[divan::bench(args = [12, 36, 120])]
fn one_full_row(bencher: Bencher, months: u32) {
    let catalog = catalog::built_in().unwrap();
    let mut row = Row::new(catalog);
    for (at, question) in catalog.questions.iter().enumerate() {
        match (&question.kind, question.id.as_str()) {
            (_, "requests_per_day") => {}
            (_, "horizon_months") => row.number(at, f64::from(months)),
            (_, "peak_rps") => row.number(at, 30_000.0),
            (QuestionKind::Choice(choices), _) => row.choice(at, choices.len() - 1),
            _ => row.number(at, 20.0),
        }
    }
    let mut weigher = Weigher::new(catalog);
    bencher.bench_local(|| black_box(weigher.weigh(black_box(&row))).margin);
}

//! Every reference case in `tests/cases`, read from its file and computed: see `tests/cases/FORMAT.md`.
//!
//! A case is computed by its kind into the same shape as its `expected`; then every number in `expected` must be met within the
//! case's own tolerance. A kind or a key that is not known here fails: no case passes by being skipped.

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

mod case_kinds;

use serde_json::Value;
use std::path::PathBuf;

/// A case as read.
pub(crate) struct Case {
    pub(crate) kind: String,
    pub(crate) inputs: Value,
    pub(crate) expected: Value,
    pub(crate) tolerance: Value,
}

fn files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

fn read(text: &str) -> Case {
    let mut case: Value = serde_json::from_str(text).unwrap();
    Case {
        kind: case["kind"].as_str().expect("a kind").to_owned(),
        inputs: case["inputs"].take(),
        expected: case["expected"].take(),
        tolerance: case["tolerance"].take(),
    }
}

/// Everything that is wrong with a case; empty when it passes.
fn check(case: &Case) -> Vec<String> {
    let mut wrong = Vec::new();
    match case_kinds::compute(case) {
        None => wrong.push(format!("kind `{}` is not known", case.kind)),
        Some(Err(reason)) => wrong.push(format!("refused: {reason}")),
        Some(Ok(found)) => compare(
            "",
            &case.expected,
            &found.values,
            &mut |path: &str, expected: f64, got: f64| {
                (found.allowed)(path, expected).max(rounding(expected)) >= (expected - got).abs()
            },
            &mut wrong,
        ),
    }
    wrong
}

/// The last digits of a number as printed.
fn rounding(expected: f64) -> f64 {
    expected.abs() * 1e-15
}

type Within<'a> = &'a mut dyn FnMut(&str, f64, f64) -> bool;

fn compare(path: &str, expected: &Value, got: &Value, within: Within, wrong: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(wanted), Value::Object(found)) => {
            for (key, value) in wanted {
                let path = format!("{path}/{key}");
                match found.get(key) {
                    Some(got) => compare(&path, value, got, within, wrong),
                    None => wrong.push(format!("{path}: nothing computes this")),
                }
            }
        }
        (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => {
            for (place, (value, got)) in wanted.iter().zip(found).enumerate() {
                compare(&format!("{path}/{place}"), value, got, within, wrong);
            }
        }
        (Value::Number(wanted), Value::Number(found)) => {
            let (wanted, found) = (wanted.as_f64().unwrap(), found.as_f64().unwrap());
            if !within(path, wanted, found) {
                wrong.push(format!("{path}: expected {wanted}, got {found}"));
            }
        }
        _ if expected == got => {}
        _ => wrong.push(format!("{path}: expected {expected}, got {got}")),
    }
}

#[test]
fn every_case_is_met_within_its_own_tolerance() {
    let mut wrong = Vec::new();
    let files = files();
    assert!(files.len() >= 26, "only {} cases found", files.len());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let case = read(&std::fs::read_to_string(&file).unwrap());
        wrong.extend(check(&case).into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_wrong_number_an_unknown_key_and_an_unknown_kind_are_noticed() {
    let case = |kind: &str, expected: &str| {
        read(&format!(
            r#"{{"kind": "{kind}", "inputs": {{"n": [2]}}, "expected": {expected}, "tolerance": {{"abs": 1e-9}}}}"#
        ))
    };
    assert_eq!(
        check(&case("roc", r#"{"weights": [[0.75, 0.25]]}"#)),
        Vec::<String>::new()
    );
    assert_eq!(check(&case("roc", r#"{"weights": [[0.75, 0.250001]]}"#)).len(), 1);
    assert_eq!(check(&case("roc", r#"{"weights": [[0.75, null]]}"#)).len(), 1);
    assert_eq!(check(&case("roc", r#"{"weights": [[0.75]]}"#)).len(), 1);
    assert_eq!(check(&case("roc", r#"{"wights": []}"#)).len(), 1);
    assert_eq!(check(&case("rock", r#"{"weights": []}"#)).len(), 1);
}

//! Every reference case in `tests/cases`, read from its file and computed: see `tests/cases/FORMAT.md`.
//!
//! A case is computed by its kind into the same shape as its `expected`; then every number in `expected` must be met within the
//! case's own tolerance. A kind, an input, an expected key or a tolerance that is not known here fails by name: no case passes
//! by being skipped. The folder that `WEIGHBRIDGE_CASES` names, where it is set, is read as well.

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

use case_kinds::{Effort, Wrong};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// A case as read.
pub(crate) struct Case {
    pub(crate) kind: String,
    pub(crate) inputs: Value,
    pub(crate) expected: Value,
    pub(crate) tolerance: Value,
}

/// Parts of a file that say where a case is from, and nothing that could be computed.
const ABOUT: [&str; 7] = ["id", "title", "source", "validated", "note", "published_rounded", "url"];

fn files() -> Vec<PathBuf> {
    let own = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).to_path_buf();
    let more = std::env::var_os("WEIGHBRIDGE_CASES").map(PathBuf::from);
    let mut files = Vec::new();
    for folder in std::iter::once(own).chain(more) {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
        let paths = entries.map(|entry| entry.unwrap().path());
        files.extend(paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")));
    }
    files.sort();
    files
}

fn read(text: &str) -> Result<Case, Wrong> {
    let Value::Object(mut parts) = serde_json::from_str(text).map_err(|problem| Wrong(problem.to_string()))? else {
        return Err(Wrong("a case is an object".into()));
    };
    let mut take = |name: &str| parts.remove(name);
    let case = Case {
        kind: take("kind")
            .and_then(|kind| kind.as_str().map(str::to_owned))
            .ok_or(Wrong("it has no kind".into()))?,
        inputs: take("inputs").ok_or(Wrong("it has no inputs".into()))?,
        expected: take("expected").ok_or(Wrong("it expects nothing".into()))?,
        tolerance: take("tolerance").unwrap_or_else(|| Value::Object(Map::new())),
    };
    if !case.expected.is_object() || case.expected.as_object().is_some_and(Map::is_empty) {
        return Err(Wrong("`expected` must be an object with something in it".into()));
    }
    match parts.keys().find(|key| !ABOUT.contains(&key.as_str())) {
        Some(key) => Err(Wrong(format!("`{key}` is not known as a part of a case"))),
        None => Ok(case),
    }
}

/// Everything that is wrong with a case; empty when it passes.
///
/// Draws that miss by chance are drawn again, more and others: what is truly off stays off, and by more of its tolerance.
fn check(case: &Case) -> Vec<String> {
    let first = attempt(case, Effort::FIRST);
    match first {
        Ok((wrong, sampled)) if !wrong.is_empty() && sampled => match attempt(case, Effort::SECOND) {
            Ok((wrong, _)) => wrong,
            Err(Wrong(reason)) => vec![reason],
        },
        Ok((wrong, _)) => wrong,
        Err(Wrong(reason)) => vec![reason],
    }
}

fn attempt(case: &Case, effort: Effort) -> Result<(Vec<String>, bool), Wrong> {
    let found = case_kinds::compute(case, effort)?;
    let mut comparison = Comparison {
        names: names(&case.inputs),
        allowed: &found.allowed,
        wrong: Vec::new(),
    };
    comparison.compare("", &case.expected, &found.values);
    Ok((comparison.wrong, found.sampled))
}

/// Lists of names in the inputs, so that an option or a criterion may be expected by its name or by its index.
fn names(inputs: &Value) -> Vec<Vec<String>> {
    ["options", "criteria", "scenarios", "people", "items", "questions"]
        .iter()
        .filter_map(|list| {
            let list = inputs.get(list)?.as_array()?;
            list.iter().map(|name| name.as_str().map(str::to_owned)).collect()
        })
        .collect()
}

struct Comparison<'c> {
    names: Vec<Vec<String>>,
    allowed: &'c dyn Fn(&str, f64) -> f64,
    wrong: Vec<String>,
}

impl Comparison<'_> {
    fn compare(&mut self, path: &str, expected: &Value, got: &Value) {
        match (expected, got) {
            (Value::Object(wanted), Value::Object(found)) => {
                for (key, value) in wanted {
                    let path = format!("{path}/{key}");
                    match found.get(key) {
                        Some(got) => self.compare(&path, value, got),
                        None => self.wrong.push(format!("{path}: nothing computes this")),
                    }
                }
            }
            // A list by name.
            (Value::Object(wanted), Value::Array(found)) => {
                for (key, value) in wanted {
                    let path = format!("{path}/{key}");
                    match self.places(key).into_iter().find_map(|at| found.get(at)) {
                        Some(got) => self.compare(&path, value, &got.clone()),
                        None => self.wrong.push(format!("{path}: nothing computes this")),
                    }
                }
            }
            (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => {
                for (place, (value, got)) in wanted.iter().zip(found).enumerate() {
                    self.compare(&format!("{path}/{place}"), value, got);
                }
            }
            // Groups of ties, where no group is asked for.
            (Value::Array(wanted), Value::Array(found))
                if !wanted.iter().any(Value::is_array) && found.iter().any(Value::is_array) =>
            {
                let flat: Vec<Value> = found
                    .iter()
                    .flat_map(|group| group.as_array().cloned().unwrap_or_else(|| vec![group.clone()]))
                    .collect();
                if flat.len() == wanted.len() {
                    self.compare(path, expected, &Value::Array(flat));
                } else {
                    self.wrong.push(format!("{path}: expected {expected}, got {got}"));
                }
            }
            // One of one.
            (wanted, Value::Array(found)) if found.len() == 1 && !wanted.is_array() && !wanted.is_null() => {
                self.compare(path, wanted, &found[0].clone());
            }
            (Value::Array(wanted), found) if wanted.len() == 1 && !found.is_array() && !found.is_null() => {
                self.compare(path, &wanted[0].clone(), found);
            }
            (Value::Number(wanted), Value::Number(found)) => {
                let (wanted, found) = (wanted.as_f64().unwrap(), found.as_f64().unwrap());
                // The last digits of a number as printed.
                let rounding = wanted.abs() * 1e-15;
                if (self.allowed)(path, wanted).max(rounding) < (wanted - found).abs() {
                    self.wrong.push(format!("{path}: expected {wanted}, got {found}"));
                }
            }
            (Value::Number(at), Value::String(name)) | (Value::String(name), Value::Number(at))
                if at.as_u64().is_some_and(|at| {
                    name.parse() == Ok(at) || self.places(name).iter().any(|&place| place as u64 == at)
                }) => {}
            _ if expected == got => {}
            _ => self.wrong.push(format!("{path}: expected {expected}, got {got}")),
        }
    }

    /// Where a name stands in any of the lists.
    fn places(&self, name: &str) -> Vec<usize> {
        let lists = self.names.iter();
        lists
            .filter_map(|list| list.iter().position(|known| known == name))
            .collect()
    }
}

#[test]
fn every_case_is_met_within_its_own_tolerance() {
    let mut wrong = Vec::new();
    let files = files();
    assert!(files.len() >= 26, "only {} cases found", files.len());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        // A table of an odd shape may panic on the way: the message must still name the case.
        let problems = std::panic::catch_unwind(|| match read(&text) {
            Ok(case) => check(&case),
            Err(Wrong(reason)) => vec![reason],
        });
        let problems = problems.unwrap_or_else(|_| vec!["it could not be computed: see the panic above".into()]);
        wrong.extend(problems.into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with a case of this kind, with these inputs and this expectation.
fn problems(kind: &str, inputs: &str, expected: &str) -> Vec<String> {
    let text =
        format!(r#"{{"kind": "{kind}", "inputs": {inputs}, "expected": {expected}, "tolerance": {{"abs": 1e-9}}}}"#);
    match read(&text) {
        Ok(case) => check(&case),
        Err(Wrong(reason)) => vec![reason],
    }
}

#[test]
fn a_wrong_number_an_unknown_key_and_an_unknown_kind_are_noticed() {
    let roc = |expected: &str| problems("roc", r#"{"n": [2]}"#, expected);
    assert_eq!(roc(r#"{"weights": [[0.75, 0.25]]}"#), Vec::<String>::new());
    assert_eq!(roc(r#"{"weights": [[0.75, 0.250001]]}"#).len(), 1);
    assert_eq!(roc(r#"{"weights": [[0.75, null]]}"#).len(), 1);
    assert_eq!(roc(r#"{"weights": [[0.75]]}"#).len(), 1);
    assert_eq!(roc(r#"{"wights": []}"#), ["/wights: nothing computes this"]);
    assert_eq!(
        problems("rock", "{}", r#"{"weights": []}"#),
        ["the kind `rock` is not known"]
    );
    assert_eq!(
        problems("roc", r#"{"n": [2], "m": 3}"#, r#"{"weights": [[0.75, 0.25]]}"#),
        ["the input `m` is not known for this kind"]
    );
    assert_eq!(roc("{}"), ["`expected` must be an object with something in it"]);
}

#[test]
fn names_and_indices_and_single_groups_say_the_same() {
    let inputs = r#"{"options": ["A", "B"], "values": [[0.9, 0.5], [0.8, 0.5]], "weights": [1, 1]}"#;
    for expected in [
        r#"{"ranking": [["A"], ["B"]], "winner": "A"}"#,
        r#"{"ranking": ["A", "B"], "winner": 0}"#,
        r#"{"totals": {"A": 0.7, "B": 0.65}, "winner": ["A"]}"#,
    ] {
        assert_eq!(problems("wsm_declared_range", inputs, expected), Vec::<String>::new());
    }
    assert_eq!(problems("wsm_declared_range", inputs, r#"{"winner": 1}"#).len(), 1);
    assert_eq!(
        problems("wsm_declared_range", inputs, r#"{"totals": {"A": 0.7, "C": 0.65}}"#),
        ["/totals/C: nothing computes this"]
    );
}

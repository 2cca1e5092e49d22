//! Writing a profile as TOML, changing nothing that did not change.
//!
//! Works on the text that was read: each difference between the profile then and now becomes one small edit at the place of
//! its key, and every other byte stays: comments, order, blank lines, unknown keys, line ends, how a number was written.
//! It must not touch the file system (see [`super::store`]) nor check anything (see [`super::read()`]).

use std::ops::Range;

use super::{Answer, Profile, SCHEMA, layout::Layout, read::emptiness};

/// A text, and the profile that was read from it.
#[derive(Debug, Clone, Copy)]
pub struct Original<'o> {
    /// The text.
    pub text: &'o str,
    /// What [`super::read()`] made of it.
    pub profile: &'o Profile,
}

/// The original text is not TOML, so nothing can be kept of it. Texts that [`super::read()`] accepted never cause it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the text that the answers were to be merged into is not TOML: {0}")]
pub struct NotMergeable(String);

/// The profile as a TOML text.
///
/// With an `original`: its text, where only those keys are touched whose value is another one now. New keys go to the end of
/// their tables, withdrawn ones disappear (a comment beside them stays). Without: a new, tidy text.
///
/// Only what the profile holds is written. Numbers that are not finite, and seeds beyond 2^63 - 1, have no place in a file and are
/// left out; neither comes out of [`super::read()`].
///
/// # Errors
///
/// [`NotMergeable`] where the original is not TOML.
pub fn write(original: Option<Original<'_>>, profile: &Profile) -> Result<String, NotMergeable> {
    match original {
        None => Ok(new_text(profile)),
        Some(original) if original.profile == profile => Ok(original.text.to_owned()),
        Some(original) => merge(original, profile),
    }
}

/// A value with the keys that lead to it.
type Entry = (Vec<String>, Scalar);

#[derive(Debug, Clone, PartialEq)]
enum Scalar {
    Text(String),
    Number(f64),
    Whole(i64),
    Pair(f64, f64),
    Groups(Vec<Vec<String>>),
    Names(Vec<String>),
}

impl Scalar {
    fn toml(&self) -> String {
        match self {
            Self::Text(text) => toml_edit::Value::from(text.as_str()).to_string(),
            Self::Number(x) => number(*x),
            Self::Whole(n) => n.to_string(),
            Self::Pair(a, b) => format!("[{}, {}]", number(*a), number(*b)),
            Self::Groups(groups) => {
                let groups = groups
                    .iter()
                    .map(|group| toml_edit::Value::Array(group.iter().collect()));
                toml_edit::Value::Array(groups.collect()).to_string()
            }
            Self::Names(names) => toml_edit::Value::from_iter(names).to_string(),
        }
    }
}

fn number(x: f64) -> String {
    whole(x).map_or_else(|| toml_edit::Value::from(x).to_string(), |n| n.to_string())
}

/// The number as an integer, where it is one that a float holds exactly.
fn whole(x: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
    (x.fract() == 0.0 && x.abs() <= EXACT).then_some(x as i64)
}

/// Everything that the profile says, in the order of a new file.
fn entries(profile: &Profile) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut text = |path: &[&str], value: &str| {
        entries.push((
            path.iter().map(|k| (*k).to_owned()).collect(),
            Scalar::Text(value.to_owned()),
        ));
    };
    if !profile.catalog.is_empty() {
        text(&["catalog"], &profile.catalog);
    }
    for (key, value) in [
        ("evidence", &profile.evidence),
        ("title", &profile.title),
        ("currency", &profile.currency),
    ] {
        if let Some(value) = value {
            text(&[key], value);
        }
    }
    let mut put = |path: &[&str], value: Scalar| {
        let finite = match &value {
            Scalar::Number(x) => x.is_finite(),
            Scalar::Pair(a, b) => a.is_finite() && b.is_finite(),
            Scalar::Text(_) | Scalar::Whole(_) | Scalar::Names(_) | Scalar::Groups(_) => true,
        };
        if finite {
            entries.push((path.iter().map(|k| (*k).to_owned()).collect(), value));
        }
    };
    if let Some(seed) = profile.seed.and_then(|s| i64::try_from(s).ok()) {
        put(&["seed"], Scalar::Whole(seed));
    }
    if !profile.decided_by.is_empty() {
        put(&["decided_by"], Scalar::Names(profile.decided_by.clone()));
    }
    if let Some(day) = profile.decided_on {
        put(&["decided_on"], Scalar::Text(day.to_string()));
    }
    if !profile.rank.is_empty() {
        put(&["rank"], Scalar::Groups(profile.rank.clone()));
    }
    for (id, answer) in &profile.answers {
        let value = match answer {
            Answer::Number(x) => Scalar::Number(*x),
            Answer::Choice(choice) => Scalar::Text(choice.clone()),
            Answer::Unknown => Scalar::Text("unknown".into()),
        };
        put(&["answers", id], value);
    }
    for (id, note) in &profile.notes {
        put(&["notes", id], Scalar::Text(note.clone()));
    }
    for (id, points) in &profile.weights {
        put(&["weights", id], Scalar::Number(*points));
    }
    for (id, points) in &profile.swing {
        put(&["swing", id], Scalar::Number(*points));
    }
    for (id, (worst, best)) in &profile.swing_ranges {
        put(&["swing_ranges", id], Scalar::Pair(*worst, *best));
    }
    for (criterion, gains) in &profile.trade_offs {
        for (other, points) in gains {
            put(&["trade_off", criterion, other], Scalar::Number(*points));
        }
    }
    for (option, scores) in &profile.scores {
        for (criterion, score) in scores {
            put(&["scores", option, criterion], Scalar::Number(*score));
        }
    }
    entries
}

fn new_text(profile: &Profile) -> String {
    let mut out = format!("schema = {SCHEMA}\n");
    let mut table: Vec<String> = Vec::new();
    for (path, value) in entries(profile) {
        let Some((key, parents)) = path.split_last() else {
            continue;
        };
        if parents != table {
            table = parents.to_vec();
            for part in ["\n[", &dotted(&table), "]\n"] {
                out.push_str(part);
            }
        }
        out.push_str(&line(std::slice::from_ref(key), &value.toml()));
        out.push('\n');
    }
    out
}

/// `key = value`, the value as TOML already.
pub(super) fn line(keys: &[String], value: &str) -> String {
    format!("{} = {value}", dotted(keys))
}

/// Keys as TOML, joined by points.
pub(super) fn dotted(keys: &[String]) -> String {
    let keys: Vec<String> = keys
        .iter()
        .map(|k| toml_edit::Key::new(k.as_str()).to_string())
        .collect();
    keys.join(".")
}

/// One change of the text.
#[derive(Debug)]
pub(super) struct Edit {
    /// Bytes to replace; empty for an insertion.
    pub(super) range: Range<usize>,
    /// What to put there.
    pub(super) text: String,
}

fn merge(original: Original<'_>, profile: &Profile) -> Result<String, NotMergeable> {
    let Original { text, profile: before } = original;
    let layout = Layout::read(text).map_err(NotMergeable)?;
    let before = entries(before);
    let after = entries(profile);
    let is_gone = |path: &Vec<String>| !after.iter().any(|(p, _)| p == path);
    let removed: Vec<&[String]> = before
        .iter()
        .map(|(p, _)| p)
        .filter(|p| is_gone(p))
        .map(Vec::as_slice)
        .collect();
    let mut edits = Vec::new();
    let mut added: Vec<(&[String], String)> = Vec::new();
    for (path, value) in &after {
        let is_unchanged = before.iter().any(|(p, v)| p == path && v == value);
        match layout.value(path) {
            Some(_) if is_unchanged => {}
            Some(range) => edits.push(Edit {
                range,
                text: value.toml(),
            }),
            None => added.push((path, value.toml())),
        }
    }
    layout.change(&removed, &added, &mut edits);
    let mut merged = apply(text, edits);
    // Where no key is left, the file would be taken for one that was emptied by accident.
    if emptiness(&merged).is_some() {
        if merged.contains(|c: char| !c.is_whitespace() && c != '\u{feff}') && !merged.ends_with('\n') {
            merged.push('\n');
        }
        merged.push_str(&new_text(&Profile::default()));
    }
    Ok(merged)
}

/// Applies edits that do not overlap; those at the same place in the order given.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|e| (e.range.start, e.range.end));
    let mut out = String::with_capacity(text.len() + 256);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

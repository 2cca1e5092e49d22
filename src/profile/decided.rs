//! Who decided, and when: the keys that make a decision out of a recommendation.

use jiff::civil::Date;

use crate::diagnostic::{Problems, TableReader, Value};

/// Names and day, as far as they are right; all else is a problem.
pub(super) fn read(root: &mut TableReader<'_, '_>, problems: &mut Problems) -> (Vec<String>, Option<Date>) {
    let by = root.get("decided_by");
    let on = root.get("decided_on");
    if let (None, Some(on)) = (&by, &on) {
        problems
            .warning(on.span.clone(), "`decided_on` says nothing without `decided_by`")
            .help("name who decided: `decided_by = [\"Ana\", \"Ben\"]`");
    }
    let names = by.map(|value| names(&value, problems)).unwrap_or_default();
    (names, on.and_then(|value| day(&value, problems)))
}

/// One name, or a list of names.
fn names(value: &Value<'_, '_>, problems: &mut Problems) -> Vec<String> {
    const HELP: &str = "write names in a list, for example [\"Ana\", \"Ben\"]";
    let mut names = Vec::new();
    for item in value.as_array().unwrap_or_else(|| vec![value.clone()]) {
        match item.as_str() {
            Some(name) if name.trim().is_empty() || name.chars().any(char::is_control) => {
                problems
                    .error(item.span.clone(), "`decided_by`: this is no name on one line")
                    .help(HELP);
            }
            Some(name) => names.push(name.trim().to_owned()),
            None => {
                problems
                    .error(item.span.clone(), "`decided_by` must be a list of names")
                    .label(format!("this is of type {}", item.kind()))
                    .help(HELP);
            }
        }
    }
    names
}

/// A date, with quotes or, as TOML has it, without.
fn day(value: &Value<'_, '_>, problems: &mut Problems) -> Option<Date> {
    let written = problems.text.get(value.span.clone()).unwrap_or_default();
    let text = match value.kind() {
        "datetime" => written,
        _ => value.as_str().unwrap_or_default(),
    };
    // Dates are understood in other ways too, `20261120` or with a time: one way is enough in a file.
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    if day.is_none() {
        problems
            .error(value.span.clone(), "`decided_on` must be a date")
            .help("write year, month and day, for example \"2026-11-20\"");
    }
    day
}

//! Keys of many tables: words out of a list, texts with a default, numbers within bounds.

use super::units::LARGEST;
use crate::diagnostic::{Problems, TableReader};

/// What the word of `key` stands for; `None` where there is no such key, or (reported) it is none of `words`.
pub(super) fn one_of<'d, T: Copy>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    words: &[(&str, T)],
    problems: &mut Problems,
) -> Option<T> {
    let word = table.str(key, problems)?;
    let found = words.iter().find(|(name, _)| *name == word);
    if found.is_none() {
        let span = table.get(key)?.span;
        problems
            .error(span, format!("`{key}` of {} cannot be `{word}`", table.what))
            .nearest(word, words.iter().map(|(name, _)| *name));
    }
    found.map(|(_, meaning)| *meaning)
}

/// As [`one_of`], and an error where there is no such key.
pub(super) fn required_one_of<'d, T: Copy>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    words: &[(&str, T)],
    problems: &mut Problems,
) -> Option<T> {
    if table.get(key).is_none() {
        table.missing(key, problems);
        return None;
    }
    one_of(table, key, words, problems)
}

/// The text of `key`, or `default` where it is left out.
pub(super) fn text_or<'d>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    default: &str,
    problems: &mut Problems,
) -> String {
    table.str(key, problems).unwrap_or(default).to_owned()
}

/// The text of `key`, empty (and reported) where it is missing.
pub(super) fn required_text<'d>(table: &mut TableReader<'d, '_>, key: &'d str, problems: &mut Problems) -> String {
    table.required_str(key, problems).unwrap_or_default().to_owned()
}

/// The texts of the list `key`.
pub(super) fn texts<'d>(table: &mut TableReader<'d, '_>, key: &'d str, problems: &mut Problems) -> Vec<String> {
    let mut texts = Vec::new();
    for value in table.array(key, problems) {
        match value.as_str() {
            Some(text) => texts.push(text.to_owned()),
            None => table.wrong_type(key, "a list of texts", &value, problems),
        }
    }
    texts
}

/// The number of `key` where it lies within both bounds; an error where it does not.
pub(super) fn number_within<'d>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    (low, high): (f64, f64),
    problems: &mut Problems,
) -> Option<f64> {
    let number = table.number(key, problems)?;
    if number < low || number > high {
        let span = table.get(key)?.span;
        problems
            .error(span, format!("`{key}` of {} is out of range", table.what))
            .label(format!("it must be {}", within_words(low, high)));
        return None;
    }
    // Minus zero would show as "-0".
    Some(number + 0.0)
}

/// As [`number_within`], and an error where there is no such key.
pub(super) fn required_number<'d>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    bounds: (f64, f64),
    problems: &mut Problems,
) -> Option<f64> {
    if table.get(key).is_none() {
        table.missing(key, problems);
        return None;
    }
    number_within(table, key, bounds, problems)
}

/// What lies within both bounds, in words; a bound at [`LARGEST`] is none to anybody.
pub(super) fn within_words(low: f64, high: f64) -> String {
    match (low > -LARGEST, high < LARGEST) {
        // The smallest divisor stands for zero itself.
        (true, true) if low > 0.0 && low < 1e-6 => format!("above zero and at most {}", plain(high)),
        (true, false) if low > 0.0 && low < 1e-6 => "above zero".to_owned(),
        (true, true) => format!("from {} to {}", plain(low), plain(high)),
        (true, false) => format!("at least {}", plain(low)),
        (false, true) => format!("at most {}", plain(high)),
        (false, false) => format!("at most {} either way", plain(LARGEST)),
    }
}

/// A bound as people write it: `1e15` rather than fifteen zeros.
pub(super) fn plain(number: f64) -> String {
    if number.abs() >= 1e7 || (number != 0.0 && number.abs() < 1e-4) {
        format!("{number:e}")
    } else {
        format!("{number}")
    }
}

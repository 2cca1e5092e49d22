//! Building blocks of sentences: names of criteria, and what sets two options apart.

use super::{MarginPart, words};
use crate::catalog::Catalog;

/// A title inside a sentence: its first letter in lower case, unless the word is an abbreviation, has digits, or names an
/// option of the catalog.
#[must_use]
pub fn inside(catalog: &Catalog, title: &str) -> String {
    let first_word = title.split_whitespace().next().unwrap_or_default();
    let mut letters = first_word.chars();
    let ordinary = letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| c.is_lowercase() || c == '-')
        && first_word.chars().count() > 1;
    let names_an_option = || {
        let mut words = catalog
            .options
            .iter()
            .flat_map(|o| o.title.split(|c: char| !c.is_alphanumeric()));
        words.any(|word| word == first_word)
    };
    if !ordinary || names_an_option() {
        return words::name(title);
    }
    let mut letters = title.chars();
    let lower: String = letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default();
    words::name(&lower)
}

/// A gate inside a sentence: `the deadline gate`.
#[must_use]
pub fn gate(catalog: &Catalog, gate: usize) -> String {
    let title = inside(catalog, &catalog.gates[gate].title);
    if title.to_lowercase().ends_with("gate") {
        format!("the {title}")
    } else {
        format!("the {title} gate")
    }
}

/// The largest parts of a difference on one side (`sign` 1 or -1), largest first: `performance (+0.8)`.
#[must_use]
pub fn leading(catalog: &Catalog, parts: &[MarginPart], sign: f64, most: usize) -> Vec<String> {
    largest(parts, sign, most)
        .iter()
        .map(|part| {
            let title = inside(catalog, &catalog.criteria[part.criterion].title);
            format!("{title} ({})", words::signed(part.points))
        })
        .collect()
}

/// The largest parts of a difference on one side, largest first; nothing that would read as zero.
#[must_use]
pub fn largest(parts: &[MarginPart], sign: f64, most: usize) -> Vec<MarginPart> {
    const LEAST: f64 = 0.000_5;
    let mut side: Vec<MarginPart> = parts
        .iter()
        .copied()
        .filter(|part| part.points * sign >= LEAST)
        .collect();
    side.sort_by(|a, b| {
        (b.points * sign)
            .total_cmp(&(a.points * sign))
            .then(a.criterion.cmp(&b.criterion))
    });
    side.truncate(most);
    side
}

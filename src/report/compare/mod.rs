//! Profiles side by side: what differs, which difference moves the margin how much, whose answers flip the winner.
//!
//! Text and Markdown draw one [`Document`]; JSON has the same numbers with ids; CSV and JSON lines are a table, a row a profile. Computes nothing: every number is a field of
//! [`Comparison`].

mod content;
mod json;
mod names;
mod portfolio;

pub use json::json;
pub use portfolio::{csv, jsonl};

use super::{document::Document, markdown, text};
use crate::{catalog::Catalog, profile::Profile, weigh::Comparison};

/// A profile of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// What the profile is called where it came from: its path, or `<stdin>`.
    pub name: &'a str,
    /// The profile.
    pub profile: &'a Profile,
}

/// As plain text. `profiles` are those of the comparison, in its order.
#[must_use]
pub fn text(catalog: &Catalog, profiles: &[Compared<'_>], comparison: &Comparison) -> String {
    text::draw(&document(catalog, profiles, comparison))
}

/// As Markdown. `profiles` are those of the comparison, in its order.
#[must_use]
pub fn markdown(catalog: &Catalog, profiles: &[Compared<'_>], comparison: &Comparison) -> String {
    markdown::draw(&document(catalog, profiles, comparison))
}

/// As a document, for those who draw it themselves. `profiles` are those of the comparison, in its order.
#[must_use]
pub fn document(catalog: &Catalog, profiles: &[Compared<'_>], comparison: &Comparison) -> Document {
    content::document(&content::Scope {
        catalog,
        profiles,
        comparison,
        labels: names::labels(profiles),
    })
}

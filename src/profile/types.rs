//! The profile itself.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// One team's answers to a catalog's questions. Holds only what was said: nothing is filled in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Catalog that it answers; empty for a profile that does not say (the catalog in use is then meant).
    pub catalog: String,
    /// Evidence set, or the catalog's default.
    pub evidence: Option<String>,
    /// Title for people.
    pub title: Option<String>,
    /// Currency of the money answers (ISO 4217), or the catalog's.
    pub currency: Option<String>,
    /// Seed of everything random, or zero.
    pub seed: Option<u64>,
    /// Names of those who decided; empty while nobody has.
    pub decided_by: Vec<String>,
    /// The day of the decision.
    pub decided_on: Option<Date>,
    /// Answers by question id.
    pub answers: BTreeMap<String, Answer>,
    /// Notes by question id.
    pub notes: BTreeMap<String, String>,
    /// Weights set by hand, in points (0-100), by criterion id.
    pub weights: BTreeMap<String, f64>,
    /// Scores set by hand, 0-10, by option id and criterion id: `scores.OPTION.CRITERION = 9`.
    pub scores: BTreeMap<String, BTreeMap<String, f64>>,
}

/// An answer as given.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A number in the question's unit.
    Number(f64),
    /// A choice, by id.
    Choice(String),
    /// *Don't know yet*, said explicitly; written `"unknown"`. Counts as open everywhere.
    Unknown,
}

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
    /// Weights set by hand, in points (0-100), by criterion id. At most one of this, [`Self::swing`] and [`Self::rank`] says
    /// something in a file; see [`Profile::weights_by`].
    pub weights: BTreeMap<String, f64>,
    /// Weights by swing, by criterion id: 100 for the criterion whose range is most worth moving from worst to best, 0-100 for the
    /// others against it.
    pub swing: BTreeMap<String, f64>,
    /// Declared ranges that swings were rated on, `(worst, best)` in the unit of the criterion's value rule, by criterion id. Only for
    /// criteria that have such a rule.
    pub swing_ranges: BTreeMap<String, (f64, f64)>,
    /// Weights by rank: groups of equally important criteria, most important first. Criteria left out come last, together.
    pub rank: Vec<Vec<String>>,
    /// Trade-offs as said: `trade_offs[A][B]` is the gain on B, in points of the score (above 0, at most 10), that makes up for a
    /// loss of 5 points on A.
    pub trade_offs: BTreeMap<String, BTreeMap<String, f64>>,
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

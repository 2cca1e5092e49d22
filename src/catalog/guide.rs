//! What the source says in words: pages, samples, scenarios, size tiers, quotes and claims.

use super::Condition;

/// A page of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Identifier.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Heading path in the source, as figures name it.
    pub heading: String,
    /// Text in Markdown: paragraphs, `-` lists, pipe tables, `**bold**`, `code`.
    pub body: String,
    /// Code samples, shown side by side.
    pub samples: Vec<Sample>,
}

/// A code sample of one option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Option it belongs to.
    pub option: usize,
    /// Caption.
    pub title: String,
    /// Language for highlighting: `rust`, `python`, `sh`, `text`.
    pub language: String,
    /// The code.
    pub code: String,
}

/// A named requirement set, and what the source chooses for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Identifier; the stem of its profile's file name.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Options that the source chooses; more than one means either.
    pub choice: Vec<usize>,
    /// The source's reasons.
    pub reasons: Vec<String>,
    /// Page behind it.
    pub page: Option<usize>,
    /// The requirement set.
    pub profile: ScenarioAnswers,
}

/// A scenario's profile: where it is, and its text.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioAnswers {
    /// File that it was read from, relative to the catalog; `None` where it stands in the catalog itself.
    pub file: Option<String>,
    /// The profile as TOML text, loadable as it stands.
    pub text: String,
    /// Numbers per question, for the distance; choices as their index.
    pub answers: Vec<Option<f64>>,
    /// Points set by hand, per criterion.
    pub weights: Vec<Option<f64>>,
}

/// A class of sizes and the source's choice for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// Identifier.
    pub id: String,
    /// Title for people, with its range.
    pub title: String,
    /// Loads below this belong here; `None` for the last.
    pub below: Option<f64>,
    /// Option that the source chooses.
    pub choice: usize,
    /// The source's reasons.
    pub reasons: Vec<String>,
    /// Page behind it.
    pub page: Option<usize>,
}

/// A sentence of the source that a verdict may quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The sentence.
    pub text: String,
    /// Page it stands on.
    pub page: usize,
    /// Quoted only for this winner, where given.
    pub winner: Option<usize>,
    /// All must hold on given answers (an open question does not satisfy them).
    pub when: Vec<Condition>,
}

/// What is wrong with a claim that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// A sum that is wrong.
    Arithmetic,
    /// Two places that cannot both hold.
    Conflict,
    /// A quantity renamed on the way.
    Unit,
    /// A sentence that the source's own table refutes.
    Overclaim,
    /// A claim that another evidence set refutes.
    Measured,
}

impl ClaimKind {
    /// Name in files and on screens.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Conflict => "conflict",
            Self::Unit => "unit",
            Self::Overclaim => "overclaim",
            Self::Measured => "measured",
        }
    }
}

/// A claim of the source, to be recomputed from the catalog's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Identifier.
    pub id: String,
    /// What is wrong with it if it does not hold.
    pub kind: ClaimKind,
    /// Heading where it is printed.
    pub place: String,
    /// As printed there.
    pub printed: String,
    /// Where the other side of a conflict is printed, and what: `(heading, text)`.
    pub against: Option<(String, String)>,
    /// Tests that the claim must pass; it holds when all do.
    pub assertions: Vec<Assertion>,
    /// What a reader should take from it.
    pub remark: Option<String>,
}

/// A test of a claim: an expression over figures, compared with what is printed.
///
/// The expression's language is documented in `docs/catalog.md`; it names figures as `id` or `id.option`, `@evidence` after
/// it for another set, `.low` and `.high` for the ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Assertion {
    /// What is recomputed, in words.
    pub label: String,
    /// The recomputation.
    pub expression: String,
    /// Unit of the result, for display.
    pub unit: String,
    /// The printed value as an expression too; the claim holds where both agree within `tolerance`.
    pub printed: String,
    /// Relation that must hold between recomputed and printed: `=`, `<`, `<=`, `>`, `>=`.
    pub relation: String,
    /// Allowed absolute difference for `=`, in the unit.
    pub tolerance: f64,
}

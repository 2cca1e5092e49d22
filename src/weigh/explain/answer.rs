//! What is answered: an explanation and its sources.

use super::types::Subject;
use crate::catalog::Kind;

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The number's name: "Total of" an option.
    pub title: String,
    /// The number with its unit, or the word: "7.5", "$117,600", "leaning".
    pub value: String,
    /// How it is computed, in words and symbols.
    pub formula: String,
    /// The formula with the numbers in it, ending in the value; the value alone where nothing is computed.
    pub arithmetic: String,
    /// What it is computed from.
    pub inputs: Vec<Source>,
    /// What should be said beside it.
    pub notes: Vec<String>,
    /// The number, computed anew from the inputs, in the unit of the assessment; `None` for words.
    pub result: Option<f64>,
}

/// An input of a computation.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Its value with its unit, and its range where it has one.
    pub value: String,
    /// What kind of number it is.
    pub kind: SourceKind,
    /// Heading of the guide, name of the run, the reasoning, or the question; empty for computed ones.
    pub source: String,
    /// Page of the guide behind it: index in `catalog.pages`.
    pub page: Option<usize>,
    /// Where it leads on; for computed ones always, for others never.
    pub subject: Option<Subject>,
    /// The number used, in base units (percentages as shares); `None` for words.
    pub number: Option<f64>,
}

/// What kind of number an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// Answered in the profile.
    Answered,
    /// Printed in the source.
    Quoted,
    /// Measured.
    Measured,
    /// Reasoned where there is neither.
    Assumed,
    /// The catalog's number for a question that is open.
    Default,
    /// Computed: can itself be explained.
    Computed,
    /// The profile's own number, set by hand.
    Own,
    /// Declared by the catalog or the profile as a rule of the computation: base weights, ends of value functions, thresholds, seed.
    Declared,
    /// Counted in draws that can be repeated.
    Drawn,
}

impl SourceKind {
    /// Word on screens and in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Quoted => "quoted",
            Self::Measured => "measured",
            Self::Assumed => "assumed",
            Self::Default => "default",
            Self::Computed => "computed",
            Self::Own => "own",
            Self::Declared => "declared",
            Self::Drawn => "drawn",
        }
    }
}

impl From<Kind> for SourceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Quoted => Self::Quoted,
            Kind::Measured => Self::Measured,
            Kind::Assumed => Self::Assumed,
        }
    }
}

//! What explanations are made from: the assessment, the inputs behind it, and ways to name an input.

use super::{
    answer::{Explanation, Source, SourceKind},
    term::Term,
    types::{Case, Subject},
    unit::Unit,
};
use crate::{
    catalog::Catalog,
    profile::Profile,
    weigh::{Assessment, OptionAssessment, Robustness, Weighing, inputs::Inputs, sentences, setting::Setting, words},
};

/// Explains numbers of one weighing.
pub(super) struct Teller<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) profile: &'a Profile,
    pub(super) assessment: &'a Assessment,
    pub(super) weighing: &'a Weighing,
    pub(super) robustness: Option<&'a Robustness>,
    pub(super) setting: &'a Setting<'a>,
    pub(super) case: Option<Case>,
}

/// What a subject comes to.
#[derive(Debug, Clone)]
pub(super) enum Shown {
    Number(f64, Unit),
    Words(String),
}

/// An input, and how it stands in an arithmetic.
pub(super) struct Leaf {
    pub(super) source: Source,
    pub(super) digits: String,
    pub(super) note: Option<String>,
}

impl Leaf {
    pub(super) const fn new(source: Source, digits: String) -> Self {
        Self {
            source,
            digits,
            note: None,
        }
    }

    /// The same, standing otherwise in an arithmetic.
    pub(super) fn with_digits(self, digits: String) -> Self {
        Self { digits, ..self }
    }
}

/// An explanation in the making.
pub(super) struct Draft {
    pub(super) formula: String,
    pub(super) inputs: Vec<Source>,
    pub(super) notes: Vec<String>,
    outcome: Outcome,
}

enum Outcome {
    /// Computed.
    Term(Term),
    /// In words, from a comparison.
    Words(String),
}

impl Draft {
    pub(super) fn new(formula: impl Into<String>) -> Self {
        Self {
            formula: formula.into(),
            inputs: Vec::new(),
            notes: Vec::new(),
            outcome: Outcome::Words(String::new()),
        }
    }

    /// Takes an input into the computation.
    pub(super) fn take(&mut self, leaf: Leaf) -> Term {
        let term = Term::shown(leaf.digits, leaf.source.number.unwrap_or_default());
        self.mention(leaf.source);
        if let Some(note) = leaf.note {
            self.note(note);
        }
        term
    }

    /// Names an input that is not part of the arithmetic.
    pub(super) fn mention(&mut self, source: Source) {
        if !self.inputs.contains(&source) {
            self.inputs.push(source);
        }
    }

    /// Says something beside the number.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !note.is_empty() && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Ends with what was computed.
    pub(super) fn comes_to(mut self, term: Term) -> Self {
        self.outcome = Outcome::Term(term);
        self
    }

    /// Ends with a comparison.
    pub(super) fn compares(mut self, arithmetic: impl Into<String>) -> Self {
        self.outcome = Outcome::Words(arithmetic.into());
        self
    }

    /// The explanation of what comes to `shown`.
    pub(super) fn finish(self, title: &str, shown: &Shown, currency: &str) -> Explanation {
        let (arithmetic, value, result) = match (self.outcome, shown) {
            (Outcome::Term(term), Shown::Number(_, unit)) => {
                let value = unit.text(term.value(), currency);
                let (digits, computed) = term.written();
                let arithmetic = if computed {
                    format!("{digits} = {value}")
                } else {
                    value.clone()
                };
                (arithmetic, value, Some(term.value()))
            }
            (Outcome::Words(arithmetic), Shown::Number(x, unit)) => {
                let value = unit.text(*x, currency);
                let arithmetic = if arithmetic.is_empty() {
                    value.clone()
                } else {
                    arithmetic
                };
                (arithmetic, value, Some(*x))
            }
            (Outcome::Words(arithmetic), Shown::Words(value)) => (arithmetic, value.clone(), None),
            (Outcome::Term(term), Shown::Words(value)) => (term.written().0.to_owned(), value.clone(), None),
        };
        Explanation {
            title: words::sentence_case(title),
            value,
            formula: self.formula,
            arithmetic,
            inputs: self.inputs,
            notes: self.notes,
            result,
        }
    }
}

impl<'a> Teller<'a> {
    pub(super) fn inputs(&self) -> &'a Inputs<'a> {
        self.setting.inputs
    }

    pub(super) fn currency(&self) -> &'a str {
        self.setting.inputs.currency
    }

    pub(super) fn of(&self, option: usize) -> Option<&'a OptionAssessment> {
        self.weighing.options.get(option)
    }

    pub(super) fn option(&self, option: usize) -> String {
        self.catalog
            .options
            .get(option)
            .map_or_else(String::new, |option| words::name(&option.title))
    }

    pub(super) fn criterion(&self, criterion: usize) -> String {
        self.catalog
            .criteria
            .get(criterion)
            .map_or_else(String::new, |known| sentences::inside(self.catalog, &known.title))
    }

    /// An input that can itself be explained.
    pub(super) fn computed(&self, subject: Subject) -> Option<Leaf> {
        let (number, value, digits) = match self.shown(&subject)? {
            Shown::Number(x, unit) => (Some(x), unit.text(x, self.currency()), unit.digits(x, self.currency())),
            Shown::Words(words) => (None, words, String::new()),
        };
        Some(Leaf {
            source: Source {
                name: words::sentence_case(&self.name(&subject)),
                value,
                kind: SourceKind::Computed,
                source: String::new(),
                page: None,
                subject: Some(subject),
                number,
            },
            digits,
            note: None,
        })
    }
}

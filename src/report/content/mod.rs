//! What a report on one profile says, section by section, before any format.
//!
//! The verdict comes first, then its arithmetic, then the model behind it, then what stands beside it. Sections that have
//! nothing to show are left out, so that a plain decision matrix gives a short report.

mod brief;
mod context;
mod model;
mod money;
pub(in crate::report) mod scoring;
mod sure;
mod verdict;

use super::{
    Entry,
    document::{Document, Table},
    number,
};
use crate::{
    catalog::Catalog,
    profile::Answer,
    weigh::{OptionAssessment, Span, Weighing, words as say},
};

/// What all sections read.
pub(in crate::report) struct Scope<'a> {
    pub(in crate::report) catalog: &'a Catalog,
    pub(in crate::report) entry: &'a Entry<'a>,
    pub(in crate::report) weighing: &'a Weighing,
}

impl<'a> Scope<'a> {
    /// Of an assessment under its own evidence.
    pub(in crate::report) fn new(catalog: &'a Catalog, entry: &'a Entry<'a>) -> Self {
        Self {
            catalog,
            entry,
            weighing: entry.assessment.chosen(),
        }
    }

    /// Titles of the options, in catalog order.
    pub(in crate::report) fn titles(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.catalog.options.iter().map(|o| o.title.as_str())
    }

    /// Title of an option.
    pub(in crate::report) fn title(&self, option: usize) -> &'a str {
        self.catalog.options.get(option).map_or("?", |o| o.title.as_str())
    }

    /// Title of an option for use inside a sentence.
    pub(in crate::report) fn name(&self, option: usize) -> String {
        say::name(self.title(option))
    }

    /// Options with their assessments, in catalog order.
    pub(in crate::report) fn options(&self) -> impl Iterator<Item = (usize, &'a OptionAssessment)> + use<'a> {
        self.weighing.options.iter().enumerate()
    }

    /// How many of the questions that the answers leave to be asked are answered, and how many there are.
    pub(in crate::report) fn answered(&self) -> (usize, usize) {
        let (profile, assessment) = (self.entry.profile, self.entry.assessment);
        let asked = self.catalog.questions.iter().zip(&assessment.visible);
        let answered = asked
            .filter(|(question, asked)| {
                **asked && profile.answers.get(&question.id).is_some_and(|a| *a != Answer::Unknown)
            })
            .count();
        (answered, answered + assessment.unanswered.len())
    }

    /// Currency of the profile.
    pub(in crate::report) fn currency(&self) -> &'a str {
        &self.entry.assessment.currency
    }
}

/// What is read first of one profile, on one or two screens. `more` begins the sentence on where the rest is: `With --full:`.
#[must_use]
pub fn brief(catalog: &Catalog, entry: &Entry<'_>, more: &str) -> Document {
    let mut document = Document::default();
    brief::write(&Scope::new(catalog, entry), more, &mut document);
    document
}

/// The whole report on one profile.
#[must_use]
pub fn assessment(catalog: &Catalog, entry: &Entry<'_>) -> Document {
    let scope = Scope::new(catalog, entry);
    let mut document = Document::default();
    verdict::write(&scope, &mut document);
    scoring::write(&scope, &mut document);
    sure::write(&scope, &mut document);
    model::write(&scope, &mut document);
    money::write(&scope, &mut document);
    context::write(&scope, &mut document);
    document
}

/// Adds a row of likely values and, where any of them is a range, a row of ranges; nothing where there is no value.
fn span_rows(table: &mut Table, name: &str, spans: &[Option<Span>], format: impl Fn(f64) -> String) {
    if spans.iter().all(Option::is_none) {
        return;
    }
    let likely = spans.iter().map(|s| s.map_or_else(no_figure, |s| format(s.likely)));
    table.row(std::iter::once(name.to_owned()).chain(likely));
    let ranges: Vec<String> = spans
        .iter()
        .map(|s| s.and_then(|s| number::range(s, &format)).unwrap_or_default())
        .collect();
    if ranges.iter().any(|r| !r.is_empty()) {
        table.row(std::iter::once(format!("{name}, range")).chain(ranges));
    }
}

/// What stands where the catalog has no figure.
fn no_figure() -> String {
    "no figure".into()
}

//! What a report on one profile says, section by section, before any format.
//!
//! The verdict comes first, then its arithmetic, then the model behind it, then what stands beside it. Sections that have
//! nothing to show are left out, so that a plain decision matrix gives a short report.

mod context;
mod model;
mod money;
mod scoring;
mod sure;
mod verdict;

use super::{
    Entry,
    document::{Document, Table},
    number,
};
use crate::{
    catalog::Catalog,
    weigh::{OptionAssessment, Span, Weighing, words as say},
};

/// What all sections read.
struct Scope<'a> {
    catalog: &'a Catalog,
    entry: &'a Entry<'a>,
    weighing: &'a Weighing,
}

impl<'a> Scope<'a> {
    /// Titles of the options, in catalog order.
    fn titles(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.catalog.options.iter().map(|o| o.title.as_str())
    }

    /// Title of an option.
    fn title(&self, option: usize) -> &'a str {
        self.catalog.options.get(option).map_or("?", |o| o.title.as_str())
    }

    /// Title of an option for use inside a sentence.
    fn name(&self, option: usize) -> String {
        say::name(self.title(option))
    }

    /// Options with their assessments, in catalog order.
    fn options(&self) -> impl Iterator<Item = (usize, &'a OptionAssessment)> + use<'a> {
        self.weighing.options.iter().enumerate()
    }

    /// Currency of the profile.
    fn currency(&self) -> &'a str {
        &self.entry.assessment.currency
    }
}

/// The whole report on one profile.
#[must_use]
pub fn assessment(catalog: &Catalog, entry: &Entry<'_>) -> Document {
    let scope = Scope {
        catalog,
        entry,
        weighing: entry.assessment.chosen(),
    };
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

//! What a comparison says, section by section, before any format.

use std::fmt::Write as _;

use super::{Compared, names};
use crate::{
    catalog::Catalog,
    report::{
        document::{Document, Table},
        number,
    },
    weigh::{Comparison, Contrast, Difference, Matter, Pair, words as say},
};

/// Decimals of effects: small ones must be seen.
const DECIMALS: usize = 3;

/// What all sections read.
pub(super) struct Scope<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) profiles: &'a [Compared<'a>],
    pub(super) comparison: &'a Comparison,
    /// A name for each profile.
    pub(super) labels: Vec<String>,
}

impl Scope<'_> {
    fn option(&self, option: usize) -> String {
        say::name(self.catalog.options.get(option).map_or("?", |o| o.title.as_str()))
    }

    fn label(&self, at: usize) -> &str {
        self.labels.get(at).map_or("?", String::as_str)
    }

    /// What comes first: one option, several that are equal, or "no good option".
    fn leaders(&self, leaders: &[usize]) -> String {
        let names: Vec<String> = leaders.iter().map(|o| self.option(*o)).collect();
        match &names[..] {
            [] => "no good option".to_owned(),
            [one] => one.clone(),
            several => format!("{}, equal", say::list(several)),
        }
    }

    /// What comes first in a profile.
    fn leaders_of(&self, at: usize) -> Vec<usize> {
        self.comparison.sides.get(at).map_or_else(Vec::new, |side| {
            let chosen = side.assessment.chosen();
            chosen.winner.iter().chain(&chosen.tied).copied().collect()
        })
    }

    /// The lead of the pair in a profile, points.
    fn lead(&self, at: usize) -> f64 {
        self.comparison.sides.get(at).map_or(0.0, |side| side.lead)
    }

    fn subject(&self, subject: Matter) -> String {
        names::subject(self.catalog, subject)
    }

    fn value(&self, at: usize, subject: Matter) -> String {
        let said = self.profiles.get(at).map(|p| names::value(self.catalog, p, subject));
        said.unwrap_or_default()
    }
}

pub(super) fn document(scope: &Scope<'_>) -> Document {
    let mut out = Document::default();
    let labels: Vec<String> = scope.labels.iter().map(|l| say::name(l)).collect();
    out.title(format!("Comparison of {}", say::list(&labels)));
    summary(scope, &mut out);
    if scope.profiles.len() > 2 {
        differing(scope, &mut out);
    }
    for contrast in &scope.comparison.contrasts {
        contrast_with(scope, contrast, &mut out);
    }
    if let (Some(pair), false) = (scope.comparison.pair, scope.comparison.differing.is_empty()) {
        by_criterion(scope, pair, &mut out);
    }
    warnings(scope, &mut out);
    out
}

fn summary(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Profile")
        .words("First")
        .numbers("Total")
        .words("Second")
        .numbers("Margin");
    if scope.comparison.pair.is_some() {
        table = table.numbers("Lead");
    }
    for (at, side) in scope.comparison.sides.iter().enumerate() {
        let chosen = side.assessment.chosen();
        let total = chosen
            .winner
            .and_then(|w| chosen.options.get(w))
            .map(|o| number::points(o.total));
        let points = |x: f64| number::grouped(x, DECIMALS);
        table.row([
            scope.label(at).to_owned(),
            scope.leaders(&scope.leaders_of(at)),
            total.unwrap_or_default(),
            chosen.runner_up.map_or_else(String::new, |o| scope.option(o)),
            chosen.margin.map_or_else(String::new, points),
            signed(side.lead),
        ]);
    }
    out.table(table);
    if let Some(pair) = scope.comparison.pair {
        let which = if pair.both_pass {
            format!("the winner and the runner-up in {}", say::name(scope.label(0)))
        } else {
            format!("the two best in {}, where gates leave fewer", say::name(scope.label(0)))
        };
        out.paragraph(format!(
            "Lead: how far {} is ahead of {} ({which}), in points of 10; below zero it is behind.",
            scope.option(pair.ahead),
            scope.option(pair.behind)
        ));
    }
}

/// All that differs, a column a profile.
fn differing(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("What differs");
    for label in &scope.labels {
        table = table.words(label);
    }
    for subject in &scope.comparison.differing {
        let values = (0..scope.profiles.len()).map(|at| scope.value(at, *subject));
        table.row(std::iter::once(scope.subject(*subject)).chain(values));
    }
    if !table.rows.is_empty() {
        out.heading("What differs");
    }
    out.table(table);
}

fn contrast_with(scope: &Scope<'_>, contrast: &Contrast, out: &mut Document) {
    let (first, other) = (scope.label(0), scope.label(contrast.other));
    out.heading(format!("From {} to {}", say::name(first), say::name(other)));
    if contrast.differences.is_empty() {
        out.paragraph("Nothing that counts differs.");
        return;
    }
    out.paragraph(change(scope, contrast));
    out.paragraph(flips(scope, contrast));
    if scope.comparison.pair.is_none() {
        return;
    }
    let mut table = Table::new("Difference")
        .words(first)
        .words(other)
        .numbers("Lead")
        .words("Taken alone, first is");
    let effects = contrast.differences.iter().map(|d| d.effect);
    let several = contrast.differences.len() > 1;
    let together = several.then_some(contrast.interaction);
    // What is shown adds up: from the first profile's lead, by all effects, to the other's.
    let all: Vec<f64> = std::iter::once(scope.lead(0)).chain(effects).chain(together).collect();
    let shown = number::parts(&all, 3);
    let row = |name: String, points: f64| [name, String::new(), String::new(), signed(points), String::new()];
    table.row(row(format!("in {}", say::name(first)), shown[0]));
    for (difference, shown) in contrast.differences.iter().zip(&shown[1..]) {
        table.row([
            scope.subject(difference.subject),
            with_visibility(scope.value(0, difference.subject), difference.asked[0]),
            with_visibility(scope.value(contrast.other, difference.subject), difference.asked[1]),
            signed(*shown),
            alone(scope, difference),
        ]);
    }
    if several && let Some(last) = shown.last() {
        table.row(row("together, beyond each alone".to_owned(), *last));
    }
    table.row(row(format!("in {}", say::name(other)), shown.iter().sum()));
    table.totalled = true;
    out.table(table);
}

/// One sentence on the whole change.
fn change(scope: &Scope<'_>, contrast: &Contrast) -> String {
    let Some(pair) = scope.comparison.pair else {
        return String::new();
    };
    let who = scope.option(pair.ahead);
    let rival = scope.option(pair.behind);
    let where_ = |at: usize| {
        let lead = scope.lead(at);
        let points = number::grouped(lead.abs(), DECIMALS);
        let label = say::name(scope.label(at));
        if lead > 0.0 && points != number::grouped(0.0, DECIMALS) {
            format!("{points} ahead in {label}")
        } else if points == number::grouped(0.0, DECIMALS) {
            format!("level in {label}")
        } else {
            format!("{points} behind in {label}")
        }
    };
    format!(
        "Against {rival}, {who} is {} and {}: a change of {} points.",
        where_(0),
        where_(contrast.other),
        signed(contrast.whole)
    )
}

/// Whose answers flip the winner, in sentences.
fn flips(scope: &Scope<'_>, contrast: &Contrast) -> String {
    let before = scope.leaders(&scope.leaders_of(0));
    let after = scope.leaders(&scope.leaders_of(contrast.other));
    let mut said = if contrast.flips {
        format!("What comes first changes from {before} to {after}.")
    } else {
        format!("What comes first stays {before}.")
    };
    let alone: Vec<&Difference> = contrast.differences.iter().filter(|d| d.flips).collect();
    let names: Vec<String> = alone.iter().map(|d| say::name(&scope.subject(d.subject))).collect();
    match (&names[..], contrast.differences.len()) {
        ([], 1) => {}
        ([], _) if contrast.flips => said.push_str(" No single difference does that; it takes several together."),
        ([], _) => said.push_str(" No single difference changes it either."),
        ([one], 1) => said = format!("{said} {one} is all that differs."),
        ([one], _) => {
            said = format!(
                "{said} {one}, taken alone, changes it to {}.",
                scope.leaders(&alone[0].leaders)
            );
        }
        (several, _) => said = format!("{said} Each alone changes it: {}.", say::list(several)),
    }
    if contrast.differences.len() == 1 && names.is_empty() {
        said = format!(
            "{said} {} is all that differs.",
            say::name(&scope.subject(contrast.differences[0].subject))
        );
    }
    said
}

fn with_visibility(value: String, asked: bool) -> String {
    if asked || value == "open" {
        value
    } else {
        format!("{value} (not asked: does not count)")
    }
}

/// What comes first with one difference taken alone, and which gates have to do with it.
fn alone(scope: &Scope<'_>, difference: &Difference) -> String {
    let mut said = if difference.flips {
        scope.leaders(&difference.leaders)
    } else {
        "the same".to_owned()
    };
    // Writing to a text cannot fail.
    for (option, gate) in &difference.rules_out {
        let gate = scope.catalog.gates.get(*gate).map_or("?", |g| g.title.as_str());
        let _ = write!(said, "; {} fails {gate}", scope.option(*option));
    }
    for option in &difference.lets_in {
        let _ = write!(said, "; {} is no longer ruled out", scope.option(*option));
    }
    said
}

/// The lead by criterion in every profile.
fn by_criterion(scope: &Scope<'_>, pair: Pair, out: &mut Document) {
    out.heading(format!(
        "{} over {}, by criterion",
        scope.option(pair.ahead),
        scope.option(pair.behind)
    ));
    let (ahead, behind) = (scope.option(pair.ahead), scope.option(pair.behind));
    out.paragraph(format!(
        "Each cell: weight x (score of {ahead} - score of {behind}) = points. A column adds up to its profile's lead."
    ));
    let mut table = Table::new("Criterion");
    for label in &scope.labels {
        table = table.numbers(label);
    }
    let sides = &scope.comparison.sides;
    let parts: Vec<Vec<f64>> = sides.iter().map(|side| number::parts(&side.parts, 3)).collect();
    for (at, criterion) in scope.catalog.criteria.iter().enumerate() {
        let cells = sides.iter().zip(&parts).map(|(side, parts)| {
            let assessment = &side.assessment;
            let score = |option: usize| {
                let option = assessment.chosen().options.get(option);
                option.and_then(|o| o.scores.get(at)).map_or(0.0, |s| s.value)
            };
            let share = assessment.weights.get(at).map_or(0.0, |w| w.share);
            format!(
                "{} % x ({} - {}) = {}",
                number::grouped(share * 100.0, 2),
                number::points(score(pair.ahead)),
                number::points(score(pair.behind)),
                signed(parts.get(at).copied().unwrap_or(0.0))
            )
        });
        table.row(std::iter::once(criterion.title.clone()).chain(cells));
    }
    let sums = parts.iter().map(|parts| signed(parts.iter().sum()));
    table.row(std::iter::once("Sum".to_owned()).chain(sums));
    table.totalled = true;
    out.table(table);
}

fn warnings(scope: &Scope<'_>, out: &mut Document) {
    let own = scope
        .profiles
        .iter()
        .map(|p| p.profile.currency.as_deref().unwrap_or(&scope.catalog.currency));
    let currencies: Vec<&str> = own.collect();
    if currencies.windows(2).any(|pair| pair[0] != pair[1]) {
        let each: Vec<String> = currencies
            .iter()
            .zip(&scope.labels)
            .map(|(currency, label)| format!("{} in {currency}", say::name(label)))
            .collect();
        out.heading("Warnings");
        out.list([format!(
            "Money is not converted between profiles: answers are {}.",
            say::list(&each)
        )]);
    }
}

/// Points with their sign; a level lead has none.
fn signed(x: f64) -> String {
    let text = number::grouped(x, DECIMALS);
    if text.starts_with('-') || text == number::grouped(0.0, DECIMALS) {
        text
    } else {
        format!("+{text}")
    }
}

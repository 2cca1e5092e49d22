//! The report that is read first: the verdict, how sure it is, why, and the few numbers behind it, on one or two screens.
//!
//! Everything in it stands in the whole report too, where its arithmetic, ranges and sources are.

use super::{Scope, model, money, no_figure, verdict};
use crate::{
    catalog::Percentile,
    report::{
        document::{Document, Table},
        number, words,
    },
    weigh::{OptionAssessment, words as say},
};

pub(super) fn write(scope: &Scope<'_>, more: &str, out: &mut Document) {
    verdict::opening(scope, out);
    sureness(scope, out);
    reasons(scope, out);
    let remarks = &scope.entry.robustness.verdict.remarks;
    if !remarks.is_empty() {
        out.heading("Gates, evidence and the source's own advice");
        out.list(remarks.iter().cloned());
    }
    options(scope, out);
    scores(scope, out);
    open(scope, out);
    if !scope.entry.assessment.warnings.is_empty() {
        out.heading("Warnings");
        out.list(scope.entry.assessment.warnings.iter().cloned());
    }
    out.paragraph(verdict::basis(scope));
    out.paragraph(format!(
        "{more} all of the arithmetic, every range, and where each number comes from."
    ));
}

fn sureness(scope: &Scope<'_>, out: &mut Document) {
    let verdict = &scope.entry.robustness.verdict;
    let mut said = verdict.sureness.clone();
    said.extend(verdict.for_the_rival.clone());
    said.extend(verdict.next.clone());
    if !said.is_empty() {
        out.heading("How sure it is, and what would change it");
        out.list(said);
    }
}

fn reasons(scope: &Scope<'_>, out: &mut Document) {
    let verdict = &scope.entry.robustness.verdict;
    let (Some(winner), Some(rival)) = (scope.weighing.winner, scope.weighing.runner_up) else {
        return;
    };
    if !verdict.reasons_for.is_empty() {
        out.heading(format!("For {}, beside {}", scope.name(winner), scope.name(rival)));
        out.list(verdict.reasons_for.iter().cloned());
    }
    if !verdict.reasons_against.is_empty() {
        out.heading("Against it");
        out.list(verdict.reasons_against.iter().cloned());
    }
}

/// A row an option, best first: place, total, likely time, money and speed, gates.
fn options(scope: &Scope<'_>, out: &mut Document) {
    let assessed = || scope.options().map(|(_, option)| option);
    let decimals = number::money_decimals(assessed().filter_map(|o| Some(o.cost.as_ref()?.total.likely)));
    let months = usize::try_from(scope.entry.assessment.horizon_months).unwrap_or(usize::MAX);
    let cost = format!(
        "Cost over {} ({})",
        words::counted(months, "month", "months"),
        scope.currency()
    );
    let facts = |option: &OptionAssessment| {
        [
            option.launch.map(|launch| say::number(launch.weeks.likely)),
            option.cost.as_ref().map(|c| number::grouped(c.total.likely, decimals)),
            option.latency[Percentile::P99 as usize].map(|span| say::number(span.likely)),
        ]
    };
    let titles = ["Weeks to launch", &cost, "p99 (ms)"];
    let known = [0, 1, 2].map(|at| assessed().any(|option| facts(option)[at].is_some()));
    let gated = assessed().any(|option| !option.gates.is_empty());
    let mut table = Table::new("Option").numbers("Rank").numbers("Total (0-10)");
    for (title, _) in titles.iter().zip(known).filter(|(_, known)| *known) {
        table = table.numbers(*title);
    }
    if gated {
        table = table.words("Gates");
    }
    for (index, option) in verdict::best_first(scope) {
        let mut row = vec![
            scope.title(index).to_owned(),
            verdict::place(option),
            number::points(option.total),
        ];
        let cells = facts(option).into_iter().zip(known).filter(|(_, known)| *known);
        row.extend(cells.map(|(fact, _)| fact.unwrap_or_else(no_figure)));
        if gated {
            row.push(verdict::gates(scope, option));
        }
        table.row(row);
    }
    out.heading("Options");
    out.table(table);
    out.paragraph(money::break_even(scope));
    let loads = model::loads(scope);
    if !loads.is_empty() {
        out.paragraph(format!("{}.", say::sentence_case(&loads.join("; "))));
    }
}

/// Share and score of every criterion; the last row is the total.
fn scores(scope: &Scope<'_>, out: &mut Document) {
    out.heading("Scores (0-10, higher is better)");
    let mut table = Table::new("Criterion").numbers("Weight").numbers_for(scope.titles());
    table.totalled = true;
    for (index, criterion) in scope.catalog.criteria.iter().enumerate() {
        let weight = scope.entry.assessment.weights.get(index).map_or(0.0, |w| w.share);
        let cells = scope.options().map(|(_, o)| {
            o.scores
                .get(index)
                .map_or_else(String::new, |score| number::score(score.value))
        });
        let start = [criterion.title.clone(), format!("{} %", number::score(weight * 100.0))];
        table.row(start.into_iter().chain(cells));
    }
    let totals = scope.options().map(|(_, o)| number::points(o.total));
    table.row(["Total".to_owned(), String::new()].into_iter().chain(totals));
    out.table(table);
}

/// Which questions are open: those that matter first.
fn open(scope: &Scope<'_>, out: &mut Document) {
    let open = &scope.entry.assessment.unanswered;
    let matters = |at: usize| {
        let found = scope.entry.robustness.questions.iter().find(|q| q.question == at);
        found.is_some_and(|question| question.can_change)
    };
    let titles = |wanted: bool| -> Vec<String> {
        let chosen = open.iter().filter(|at| matters(**at) == wanted);
        chosen
            .filter_map(|at| scope.catalog.questions.get(*at))
            .map(|question| say::name(&question.title))
            .collect()
    };
    let (some, none) = (titles(true), titles(false));
    let said = [
        ("An answer to one of these could change the outcome", some),
        ("No likely answer to one of these, taken alone, changes it", none),
    ];
    let items = said
        .into_iter()
        .filter(|(_, titles)| !titles.is_empty())
        .map(|(what, titles)| format!("{what}: {}.", titles.join(", ")));
    if !open.is_empty() {
        out.heading("Open questions");
    }
    out.list(items);
}

//! The verdict and the totals.

use super::Scope;
use crate::{
    report::{
        document::{Block, Document, Table},
        number, words,
    },
    weigh::{GateState, OptionAssessment, words as say},
};

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    let catalog = scope.catalog;
    let verdict = &scope.entry.robustness.verdict;
    opening(scope, out);
    out.paragraph(verdict.sureness.join(" "));
    reasons(scope, out);
    out.paragraph(verdict.for_the_rival.as_deref().unwrap_or_default());
    out.paragraph(verdict.next.as_deref().unwrap_or_default());
    out.list(verdict.remarks.iter().cloned());
    if let Some(quote) = verdict.quote.and_then(|q| catalog.quotes.get(q)) {
        let place = catalog.pages.get(quote.page).map_or("", |p| p.heading.as_str());
        out.blocks.push(Block::Quote {
            text: quote.text.clone(),
            place: place.to_owned(),
        });
    }
    out.paragraph(basis(scope));
    out.heading("Options");
    out.table(totals_table(scope));
}

/// What is weighed, and what came of it.
pub(super) fn opening(scope: &Scope<'_>, out: &mut Document) {
    out.title(scope.entry.profile.title.as_deref().unwrap_or(scope.entry.name));
    out.paragraph(&scope.entry.robustness.verdict.sentence);
    out.paragraph(standing(scope));
}

/// Reasons for and against the winner.
fn reasons(scope: &Scope<'_>, out: &mut Document) {
    let verdict = &scope.entry.robustness.verdict;
    if let (Some(winner), Some(rival)) = (scope.weighing.winner, scope.weighing.runner_up) {
        let (winner, rival) = (scope.name(winner), scope.name(rival));
        if !verdict.reasons_for.is_empty() {
            out.paragraph(format!("For {winner}, beside {rival}:"));
            out.list(verdict.reasons_for.iter().cloned());
        }
        if !verdict.reasons_against.is_empty() {
            out.paragraph("Against it:");
            out.list(verdict.reasons_against.iter().cloned());
        }
    }
}

/// The kind of the verdict and the margin.
fn standing(scope: &Scope<'_>) -> String {
    let (weighing, verdict) = (scope.weighing, &scope.entry.robustness.verdict);
    let kind = verdict.kind.words();
    match (verdict.winner, weighing.runner_up, weighing.margin) {
        (Some(winner), Some(second), Some(margin)) if weighing.tied.is_empty() => format!(
            "Verdict: {kind}. {} leads {} by {} points of 10.",
            scope.name(winner),
            scope.name(second),
            number::points(margin)
        ),
        (Some(winner), _, _) if !weighing.tied.is_empty() => {
            let tied: Vec<String> = std::iter::once(winner)
                .chain(weighing.tied.iter().copied())
                .map(|o| scope.name(o))
                .collect();
            format!("Verdict: {kind}. {} are tied.", say::list(&tied))
        }
        // That it is alone, the sentence says.
        _ => format!("Verdict: {kind}."),
    }
}

/// Which profile, how much of it is answered, which catalog, which evidence.
pub(super) fn basis(scope: &Scope<'_>) -> String {
    let (catalog, assessment) = (scope.catalog, scope.entry.assessment);
    let (answered, asked) = scope.answered();
    let answers = if asked == 0 {
        String::new()
    } else {
        let of = words::counted(asked, "question", "questions");
        format!("{answered} of {of} answered, ")
    };
    let evidence = catalog.evidence.get(assessment.evidence);
    // A catalog without figures has no evidence but itself.
    let evidence = evidence.filter(|set| set.title != catalog.title);
    let evidence = evidence.map_or_else(String::new, |set| format!(", on {}", set.title));
    format!("{}: {answers}for \"{}\"{evidence}.", scope.entry.name, catalog.title)
}

/// The options with their places, totals and gates.
fn totals_table(scope: &Scope<'_>) -> Table {
    let with_gates = scope.options().any(|(_, o)| !o.gates.is_empty());
    let mut table = Table::new("Option").numbers("Rank").numbers("Total (0-10)");
    if with_gates {
        table = table.words("Gates");
    }
    for (index, option) in best_first(scope) {
        table.row([
            scope.title(index).to_owned(),
            place(option),
            number::points(option.total),
            gates(scope, option),
        ]);
    }
    table
}

/// Options best first, then those that a gate rules out, in catalog order.
pub(super) fn best_first<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a OptionAssessment)> + use<'a> {
    let weighing = scope.weighing;
    let ruled_out = (0..weighing.options.len()).filter(|o| !weighing.ranking.contains(o));
    let order = weighing.ranking.iter().copied().chain(ruled_out);
    order.filter_map(|index| Some((index, weighing.options.get(index)?)))
}

/// `1`, or that it is ruled out.
pub(super) fn place(option: &OptionAssessment) -> String {
    option.rank.map_or_else(|| "ruled out".to_owned(), |r| r.to_string())
}

/// `fails Capacity; passes p99 latency`.
pub(super) fn gates(scope: &Scope<'_>, option: &OptionAssessment) -> String {
    let said = [
        (GateState::Fail, "fails"),
        (GateState::Unknown, "unknown:"),
        (GateState::Pass, "passes"),
    ];
    let said = said.into_iter().filter_map(|(state, verb)| {
        let names: Vec<String> = option
            .gates
            .iter()
            .filter(|g| g.state == state)
            .filter_map(|g| scope.catalog.gates.get(g.gate))
            .map(|g| g.title.clone())
            .collect();
        (!names.is_empty()).then(|| format!("{verb} {}", say::list(&names)))
    });
    said.collect::<Vec<_>>().join("; ")
}

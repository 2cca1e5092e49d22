//! The verdict and the totals.

use super::Scope;
use crate::{
    report::{
        document::{Block, Document, Table},
        number, words,
    },
    weigh::{GateState, words as say},
};

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    let (catalog, profile) = (scope.catalog, scope.entry.profile);
    out.title(profile.title.as_deref().unwrap_or(scope.entry.name));
    let verdict = &scope.entry.robustness.verdict;
    out.paragraph(&verdict.sentence);
    out.paragraph(standing(scope));
    out.paragraph(verdict.sureness.join(" "));
    reasons(scope, out);
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
    totals(scope, out);
}

/// Reasons for and against the winner, and what would have to be true for the rival.
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
    out.paragraph(verdict.for_the_rival.as_deref().unwrap_or_default());
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
        (Some(winner), ..) => format!(
            "Verdict: {kind}. No gate rules out {}, and only it.",
            scope.name(winner)
        ),
        (None, ..) => format!("Verdict: {kind}."),
    }
}

/// Which catalog, which profile, which evidence.
fn basis(scope: &Scope<'_>) -> String {
    let (catalog, assessment, profile) = (scope.catalog, scope.entry.assessment, scope.entry.profile);
    let evidence = catalog
        .evidence
        .get(assessment.evidence)
        .map_or_else(String::new, |e| format!(", on {}", e.title));
    format!(
        "{}: {} of {} for \"{}\"{evidence}.",
        scope.entry.name,
        words::counted(profile.answers.len(), "answer", "answers"),
        words::counted(catalog.questions.len(), "question", "questions"),
        catalog.title,
    )
}

fn totals(scope: &Scope<'_>, out: &mut Document) {
    out.heading("Options");
    let with_gates = scope.options().any(|(_, o)| !o.gates.is_empty());
    let mut table = Table::new("Option").numbers("Rank").numbers("Total (0-10)");
    if with_gates {
        table = table.words("Gates");
    }
    // Best first, then those that a gate rules out, in catalog order.
    let ruled_out = (0..scope.weighing.options.len()).filter(|o| !scope.weighing.ranking.contains(o));
    for index in scope.weighing.ranking.iter().copied().chain(ruled_out) {
        let Some(option) = scope.weighing.options.get(index) else {
            continue;
        };
        let rank = option.rank.map_or_else(|| "ruled out".to_owned(), |r| r.to_string());
        let gates: Vec<String> = [
            (GateState::Fail, "fails"),
            (GateState::Unknown, "unknown:"),
            (GateState::Pass, "passes"),
        ]
        .into_iter()
        .filter_map(|(state, verb)| {
            let names: Vec<String> = option
                .gates
                .iter()
                .filter(|g| g.state == state)
                .filter_map(|g| scope.catalog.gates.get(g.gate))
                .map(|g| g.title.clone())
                .collect();
            (!names.is_empty()).then(|| format!("{verb} {}", say::list(&names)))
        })
        .collect();
        table.row([
            scope.title(index).to_owned(),
            rank,
            number::points(option.total),
            gates.join("; "),
        ]);
    }
    out.table(table);
}

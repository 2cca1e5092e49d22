//! What stands beside the verdict: scenarios, size tier, agreement, evidence, answers, open questions, warnings.

use super::Scope;
use crate::{
    catalog::Question,
    profile::{self, Answer},
    report::{
        document::{Document, Table},
        number,
    },
    weigh::words as say,
};

/// Questions named for each scenario that pull it apart; the rest is in the JSON.
const APART: usize = 3;

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    fit(scope, out);
    tier(scope, out);
    agreement(scope, out);
    evidence(scope, out);
    answers(scope, out);
    unanswered(scope, out);
    if !scope.entry.assessment.warnings.is_empty() {
        out.heading("Warnings");
        out.list(scope.entry.assessment.warnings.iter().cloned());
    }
}

fn choice(scope: &Scope<'_>, options: &[usize]) -> String {
    let titles: Vec<String> = options.iter().map(|&o| scope.name(o)).collect();
    say::either(&titles)
}

fn fit(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Scenario")
        .numbers("Fit")
        .words("The source chooses")
        .words("Pulled apart by");
    for fit in &scope.entry.assessment.fit {
        let Some(scenario) = scope.catalog.scenarios.get(fit.scenario) else {
            continue;
        };
        let apart: Vec<&str> = fit
            .apart
            .iter()
            .take(APART)
            .filter_map(|(q, _)| scope.catalog.questions.get(*q))
            .map(|q| q.title.as_str())
            .collect();
        table.row([
            scenario.title.clone(),
            fit.percent.map_or_else(
                || "not comparable".to_owned(),
                |p| format!("{} %", number::grouped(p, 0)),
            ),
            choice(scope, &scenario.choice),
            apart.join(", "),
        ]);
    }
    if !table.rows.is_empty() {
        out.heading("Fit to the source's scenarios");
    }
    out.table(table);
}

fn tier(scope: &Scope<'_>, out: &mut Document) {
    let Some(tier) = scope.entry.assessment.tier.and_then(|t| scope.catalog.tiers.get(t)) else {
        return;
    };
    out.heading("Size tier");
    out.paragraph(format!(
        "{}: the source chooses {}.",
        tier.title,
        scope.title(tier.choice)
    ));
    out.list(tier.reasons.iter().cloned());
}

fn agreement(scope: &Scope<'_>, out: &mut Document) {
    let agreement = &scope.entry.assessment.agreement;
    let mut said = Vec::new();
    if let Some(matrix) = agreement.matrix {
        said.push(format!("the matrix says {}", scope.name(matrix)));
    }
    if let Some(scenario) = agreement.scenario.and_then(|s| scope.catalog.scenarios.get(s)) {
        said.push(format!(
            "the nearest scenario ({}) {}",
            scenario.title,
            choice(scope, &scenario.choice)
        ));
    }
    if let Some(tier) = agreement.tier.and_then(|t| scope.catalog.tiers.get(t)) {
        said.push(format!("the size tier {}", scope.name(tier.choice)));
    }
    if said.len() < 2 {
        return;
    }
    let verdict = if agreement.agree {
        "they agree"
    } else {
        "they do not all agree"
    };
    out.heading("Agreement");
    out.paragraph(say::sentence_case(&format!("{}: {verdict}.", said.join(", "))));
    out.list(agreement.reasons.iter().cloned());
}

fn evidence(scope: &Scope<'_>, out: &mut Document) {
    let assessment = scope.entry.assessment;
    if assessment.evidence_winners.len() < 2 {
        return;
    }
    let winners: Vec<String> = assessment
        .evidence_winners
        .iter()
        .filter_map(|w| {
            let set = scope.catalog.evidence.get(w.evidence)?;
            let winner = w.winner.map_or_else(|| "no good option".to_owned(), |o| scope.name(o));
            let margin = w
                .margin
                .map_or_else(String::new, |m| format!(" (by {} points)", number::points(m)));
            Some(format!("{} → {winner}{margin}", set.id))
        })
        .collect();
    let verdict = if assessment.evidence_matters {
        "they disagree"
    } else {
        "they agree"
    };
    out.heading("Evidence");
    out.paragraph(format!("{}: {verdict}.", winners.join(", ")));
    out.list(scope.catalog.evidence.iter().enumerate().map(|(index, set)| {
        let used = if index == assessment.evidence {
            ", used here"
        } else {
            ""
        };
        format!("{} ({}{used}): {}", set.id, set.title, set.conditions)
    }));
}

fn answers(scope: &Scope<'_>, out: &mut Document) {
    let (catalog, profile) = (scope.catalog, scope.entry.profile);
    let noted = catalog.questions.iter().any(|q| profile.notes.contains_key(&q.id));
    let mut table = Table::new("Question").words("Answer");
    if noted {
        table = table.words("Note");
    }
    for (index, question) in catalog.questions.iter().enumerate() {
        let answer = profile.answers.get(&question.id);
        let note = profile.notes.get(&question.id).cloned().unwrap_or_default();
        if answer.is_none() && note.is_empty() {
            continue;
        }
        let mut said = answer.map_or_else(String::new, |a| answer_in_words(scope, question, a));
        if !scope.entry.assessment.visible.get(index).copied().unwrap_or(true) {
            said.push_str(" (not asked: does not count)");
        }
        table.row([question.title.clone(), said, note]);
    }
    if !table.rows.is_empty() {
        out.heading("Answers");
    }
    out.table(table);
}

fn answer_in_words(scope: &Scope<'_>, question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Unknown => "not known yet".into(),
        answer => profile::format_answer_in(question, answer, scope.currency()),
    }
}

fn unanswered(scope: &Scope<'_>, out: &mut Document) {
    let open: Vec<String> = scope
        .entry
        .assessment
        .unanswered
        .iter()
        .filter_map(|&q| scope.catalog.questions.get(q))
        .map(|q| format!("{} ({})", q.title, q.id))
        .collect();
    if open.is_empty() {
        return;
    }
    out.heading("Not answered");
    out.paragraph(format!("{}.", open.join(", ")));
}

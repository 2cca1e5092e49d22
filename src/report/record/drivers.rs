//! What drives the decision: the question, the answers, the weights in order, the must-haves.

use super::case::Case;
use crate::{
    catalog::{Gate, Limit, QuestionKind},
    profile::{self, Answer},
    report::words,
    weigh::{StressTerm, Weight, WeightsBy, sentences, words as say},
};

/// What was answered, question by question.
pub(super) fn answers(case: &Case<'_>) -> Vec<String> {
    let currency = &case.assessment.currency;
    case.asked()
        .filter_map(|(_, question)| {
            let answer = case.profile.answers.get(&question.id)?;
            let said = match (answer, &question.kind) {
                (Answer::Unknown, _) => return None,
                // The title says what is counted.
                (Answer::Number(x), QuestionKind::Number { unit, .. }) if is_said_by(unit, &question.title) => {
                    profile::format_number(*x)
                }
                (answer, _) => profile::format_answer_in(question, answer, currency),
            };
            Some(format!("{}: {said}", question.title))
        })
        .collect()
}

/// Whether a unit only repeats the title: "Developers", "developers".
fn is_said_by(unit: &str, title: &str) -> bool {
    unit.trim().to_lowercase() == title.trim().to_lowercase()
}

/// How much was answered, where it is not all.
pub(super) fn answered(case: &Case<'_>) -> String {
    let open = case.assessment.unanswered.len();
    let known = answers(case).len();
    match (known, open) {
        (0, 0) => String::new(),
        (0, _) => {
            "Nothing has been answered yet: the weighing stands on the catalog's own weights, scores and defaults."
                .to_owned()
        }
        (_, 0) => "Every question that applies is answered:".to_owned(),
        (known, open) => format!(
            "Of the {} questions that apply, {} answered:",
            known + open,
            match known {
                1 => "one is".to_owned(),
                known => format!("{known} are"),
            }
        ),
    }
}

/// Criteria by weight, heaviest first, then must-haves.
pub(super) fn drivers(case: &Case<'_>) -> Vec<String> {
    let mut drivers: Vec<String> = by_weight(case)
        .into_iter()
        .map(|(criterion, weight, share)| {
            let title = case.catalog.criteria.get(criterion).map_or("", |c| c.title.as_str());
            format!("{title}: {share} of the weight{}", why(case, weight))
        })
        .collect();
    drivers.extend(must_haves(case));
    drivers
}

/// Criteria that count, heaviest first, with their share as text.
pub(super) fn by_weight<'a>(case: &Case<'a>) -> Vec<(usize, &'a Weight, String)> {
    let weights = case.assessment.weights.iter().enumerate();
    let mut order: Vec<(usize, &Weight)> = weights.filter(|(_, w)| w.share > 0.0).collect();
    order.sort_by(|a, b| b.1.share.total_cmp(&a.1.share).then(a.0.cmp(&b.0)));
    order
        .into_iter()
        .map(|(at, weight)| (at, weight, say::percent(weight.share)))
        .collect()
}

/// What made a weight another one than the catalog's.
fn why(case: &Case<'_>, weight: &Weight) -> String {
    if weight.pinned.is_some() {
        return match case.assessment.weights_by {
            WeightsBy::Catalog | WeightsBy::Points => ", set by hand".to_owned(),
            way @ (WeightsBy::Swing | WeightsBy::Rank) => format!(", set {}", way.words()),
        };
    }
    let said = |raises: bool| {
        let terms = weight.stress.iter().filter(|term| (term.factor > 1.0) == raises);
        let terms: Vec<String> = terms.filter_map(|term| stressed_by(case, term)).collect();
        let verb = if raises { "raised" } else { "lowered" };
        (!terms.is_empty()).then(|| format!(", {verb} by {}", say::list(&terms)))
    };
    [said(true), said(false)].into_iter().flatten().collect()
}

/// `"Expected life: A decade or so" (× 1.3)`.
fn stressed_by(case: &Case<'_>, term: &StressTerm) -> Option<String> {
    let question = case.catalog.questions.get(term.question)?;
    let QuestionKind::Choice(choices) = &question.kind else {
        return None;
    };
    let choice = &choices.get(term.choice)?.title;
    Some(format!(
        "\"{}: {choice}\" (× {})",
        question.title,
        say::number(term.factor)
    ))
}

/// Gates that the answers set up.
fn must_haves(case: &Case<'_>) -> Vec<String> {
    case.catalog
        .gates
        .iter()
        .enumerate()
        .filter_map(|(at, gate)| {
            let wanted = must_have(case, at, gate)?;
            let limit = match &gate.limit {
                Limit::Below(id) => case.catalog.figures.iter().find(|f| f.id == *id),
                Limit::Answer(_) => None,
            };
            let limit = limit.map_or_else(String::new, |f| {
                format!(" ({})", sentences::inside(case.catalog, &f.title))
            });
            Some(format!("Must-have: {wanted}{limit}"))
        })
        .collect()
}

/// `p99 latency of at most 10 ms`; `None` where the answers do not set the gate up.
pub(super) fn must_have(case: &Case<'_>, at: usize, gate: &Gate) -> Option<String> {
    let mut results = case
        .scope
        .options()
        .flat_map(|(_, o)| &o.gates)
        .filter(|r| r.gate == at);
    let first = results.next()?;
    let (name, unit) = words::quantity(case.catalog, &gate.quantity, &case.assessment.currency);
    match &gate.limit {
        Limit::Answer(_) => {
            let limit = first.limit.or_else(|| results.find_map(|r| r.limit))?;
            let limit = words::with_unit(&say::number(limit), &unit);
            Some(format!("{name} of at most {limit}"))
        }
        Limit::Below(_) => Some(format!("{name} below the option's own limit")),
    }
}

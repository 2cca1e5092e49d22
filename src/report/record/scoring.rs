//! Where the scores come from, source by source.

use super::case::Case;
use crate::{
    catalog::{Amount, Compose, QuestionKind, RuleKind},
    profile::Answer,
    report::{number, words},
    weigh::{Origin, Score, words as say},
};

/// One item a criterion: the options' scores, those of one source together, each with its source.
pub(super) fn sources(case: &Case<'_>) -> Vec<String> {
    let criteria = case.catalog.criteria.iter().enumerate();
    criteria
        .map(|(at, criterion)| {
            let mut groups: Vec<(String, Vec<String>)> = Vec::new();
            for (option, assessed) in case.scope.options() {
                let Some(score) = assessed.scores.get(at) else { continue };
                let shown = format!("{} {}", case.name(option), number::span(score.span, number::score));
                let source = source(case, at, option, score);
                match groups.iter_mut().find(|(known, _)| *known == source) {
                    Some((_, options)) => options.push(shown),
                    None => groups.push((source, vec![shown])),
                }
            }
            let groups: Vec<String> = groups
                .iter()
                .map(|(source, options)| format!("{}, {source}", say::list(options)))
                .collect();
            format!("{}: {}", criterion.title, groups.join("; "))
        })
        .collect()
}

/// Where one score comes from, as words that follow on it.
fn source(case: &Case<'_>, at: usize, option: usize, score: &Score) -> String {
    let Some(criterion) = case.catalog.criteria.get(at) else {
        return String::new();
    };
    match score.origin {
        Origin::Own => "by the profile's own score".to_owned(),
        Origin::Composed => composed(case, option, at).to_owned(),
        Origin::Catalog => {
            let amount = criterion.scores.get(option).and_then(Option::as_ref);
            amount.map_or_else(|| "by the catalog".to_owned(), cited)
        }
        Origin::Model(rule) => {
            let Some(rule) = criterion.rules.get(rule) else {
                return "by the model".to_owned();
            };
            let what = match &rule.kind {
                RuleKind::Value { quantity, .. } => {
                    words::quantity(case.catalog, quantity, &case.assessment.currency).0
                }
                RuleKind::Table { .. } => "an answer".to_owned(),
            };
            format!("computed from {what} ({})", ended(&rule.source))
        }
        Origin::Answer(rule) => match criterion.rules.get(rule).map(|r| &r.kind) {
            Some(RuleKind::Table { question, scores }) => {
                let choice = choice(case, *question);
                let amount = choice.and_then(|c| scores.get(option)?.get(c)?.as_ref());
                let cited = amount.map_or_else(String::new, |a| format!(", {}", cited(a)));
                format!("by the answer to \"{}\"{cited}", case.question(*question))
            }
            _ => "by an answer".to_owned(),
        },
    }
}

/// How a strategy's score follows from those of its parts.
fn composed(case: &Case<'_>, option: usize, criterion: usize) -> &'static str {
    let strategy = case.catalog.options.get(option).and_then(|o| o.strategy.as_ref());
    match strategy.and_then(|s| s.compose.get(criterion)) {
        Some(Compose::First) => "that of its first part",
        Some(Compose::Last) => "that of its last part",
        Some(Compose::TimeWeighted) => "the mean of its parts by their time",
        Some(Compose::TrafficWeighted) => "the mean of its parts by their traffic",
        Some(Compose::Worst) | None => "the worse of its parts",
    }
}

/// The choice that was answered.
fn choice(case: &Case<'_>, question: usize) -> Option<usize> {
    let question = case.catalog.questions.get(question)?;
    let (QuestionKind::Choice(choices), Answer::Choice(id)) = (&question.kind, case.profile.answers.get(&question.id)?)
    else {
        return None;
    };
    choices.iter().position(|c| c.id == *id)
}

/// Kind and source of a number: `quoted (Decision Matrix)`.
fn cited(amount: &Amount) -> String {
    format!("{} ({})", amount.kind.id(), ended(&amount.source))
}

/// A source inside a sentence.
fn ended(source: &str) -> &str {
    source.trim().trim_end_matches('.')
}

//! The verdict: its kind by the catalog's thresholds, and its sentences. Never says more than the numbers do.

use super::{
    Agreement, Assessment, Fit, GateState, OptionAssessment, Origin, Verdict, VerdictKind, Weighing, Weight,
    inputs::{Inputs, holds},
    judge::{Judge, dominates},
    ranking,
    robust::TIE,
    sentences, words,
};
use crate::catalog::{Catalog, Compose};

/// Reasons given for and against.
const FOR: usize = 3;
const AGAINST: usize = 2;

/// The verdict on a weighing.
pub(super) fn verdict(
    inputs: &Inputs,
    weights: &[Weight],
    weighings: &[Weighing],
    chosen: &Weighing,
    fit: &[Fit],
    agreement: &Agreement,
) -> Verdict {
    let catalog = inputs.catalog;
    let kind = kind(inputs, weights, chosen);
    let (reasons_for, reasons_against) = reasons(catalog, weights, chosen);
    Verdict {
        kind,
        winner: chosen.winner,
        sentence: sentence(catalog, kind, chosen),
        reasons_for,
        reasons_against,
        for_the_rival: None,
        sureness: Vec::new(),
        next: None,
        remarks: all_remarks(catalog, kind, (weighings, chosen), fit, agreement),
        quote: quote(inputs, chosen.winner),
    }
}

/// The remarks on an assessment whose verdict is of this kind.
pub(super) fn remarks(catalog: &Catalog, kind: VerdictKind, assessment: &Assessment) -> Vec<String> {
    let weighings = (&assessment.weighings[..], assessment.chosen());
    all_remarks(catalog, kind, weighings, &assessment.fit, &assessment.agreement)
}

fn all_remarks(
    catalog: &Catalog,
    kind: VerdictKind,
    (weighings, chosen): (&[Weighing], &Weighing),
    fit: &[Fit],
    agreement: &Agreement,
) -> Vec<String> {
    let mut remarks = gates(catalog, chosen);
    remarks.extend(strategy(catalog, chosen));
    remarks.extend(evidence(catalog, weighings));
    remarks.extend(advice(catalog, kind, fit, agreement));
    remarks
}

/// Reasons for the winner and for the runner-up, weightiest first.
fn reasons(catalog: &Catalog, weights: &[Weight], weighing: &Weighing) -> (Vec<String>, Vec<String>) {
    let (Some(winner), Some(rival)) = (weighing.winner, weighing.runner_up) else {
        return (Vec::new(), Vec::new());
    };
    let reason = |part: &super::MarginPart, what: &str| {
        let score = |option: usize| weighing.options[option].scores[part.criterion].value;
        let (own, others) = words::apart(score(winner), score(rival));
        let points = words::signed(part.points.abs());
        format!(
            "{}: {own} against {others}, {what} {} points at {} of the weight",
            catalog.criteria[part.criterion].title,
            points.trim_start_matches('+'),
            words::percent(weights[part.criterion].share)
        )
    };
    let ahead = sentences::largest(&weighing.margin_parts, 1.0, FOR);
    let behind = sentences::largest(&weighing.margin_parts, -1.0, AGAINST);
    (
        ahead.iter().map(|part| reason(part, "worth")).collect(),
        behind.iter().map(|part| reason(part, "which costs")).collect(),
    )
}

/// Kind by dominance and by the smallest joint move of weights; thresholds are the catalog's.
fn kind(inputs: &Inputs, weights: &[Weight], weighing: &Weighing) -> VerdictKind {
    let (thresholds, order) = (&inputs.catalog.thresholds, inputs.stated.order());
    let shares: Vec<f64> = weights.iter().map(|w| w.share).collect();
    let leading = weighing.tied.len() + usize::from(weighing.winner.is_some());
    let scores = |option: usize| weighing.options[option].scores.iter().map(|score| score.value);
    Judge::default().kind(thresholds, &shares, &weighing.ranking, leading, order, scores)
}

/// How much higher the first option scores than the second, per criterion.
fn advantages(weighing: &Weighing, option: usize, rival: usize) -> Vec<f64> {
    let scores = weighing.options[option]
        .scores
        .iter()
        .zip(&weighing.options[rival].scores);
    scores.map(|(a, b)| a.value - b.value).collect()
}

fn name(catalog: &Catalog, option: usize) -> String {
    words::name(&catalog.options[option].title)
}

/// The one sentence of a verdict of this kind.
#[must_use]
pub fn sentence(catalog: &Catalog, kind: VerdictKind, weighing: &Weighing) -> String {
    let Some(winner) = weighing.winner else {
        return "No good option: every option fails a gate.".to_owned();
    };
    let who = name(catalog, winner);
    let total = weighing.options[winner].total;
    let Some(rival) = weighing.runner_up else {
        let why = if catalog.options.len() > 1 {
            "the only option that no gate rules out"
        } else {
            "the only option"
        };
        return format!("{who}, because it is {why}; it scores {}.", words::fixed(total, 1));
    };
    if !weighing.tied.is_empty() {
        let names: Vec<String> = std::iter::once(winner)
            .chain(weighing.tied.iter().copied())
            .map(|option| name(catalog, option))
            .collect();
        let all = if names.len() == 2 { "both" } else { "all" };
        return format!(
            "Too close to call: {} {all} come to {}.",
            words::list(&names),
            words::fixed(total, 1)
        );
    }
    let other = name(catalog, rival);
    let (own, others) = words::apart(total, weighing.options[rival].total);
    let ahead = words::list(&sentences::leading(catalog, &weighing.margin_parts, 1.0, FOR));
    let behind = words::list(&sentences::leading(catalog, &weighing.margin_parts, -1.0, AGAINST));
    match kind {
        VerdictKind::Dominant => {
            let rivals = weighing.ranking.get(1..).unwrap_or_default();
            let in_order = weighing.over_order.is_some();
            if in_order
                && !rivals
                    .iter()
                    .all(|rival| dominates(&advantages(weighing, winner, *rival)))
            {
                return format!(
                    "{who}, because it comes first for every weight in the stated order: {own} against {others} for {other}."
                );
            }
            if weighing.options.len() == 2 {
                return format!("{who}, because {other} scores higher on no criterion: {own} against {others}.");
            }
            let rivals = if weighing.ranking.len() < weighing.options.len() {
                "no other option that the gates leave"
            } else {
                "no other option"
            };
            format!("{who}, because {rivals} scores higher on any criterion: {own} against {others} for {other}.")
        }
        VerdictKind::Clear => {
            let though = if behind.is_empty() {
                String::new()
            } else {
                format!(", though behind on {behind}")
            };
            format!("{who}, because it is ahead on {ahead}{though}: {own} against {others} for {other}.")
        }
        VerdictKind::Leaning => {
            let though = if behind.is_empty() {
                String::new()
            } else {
                format!(", behind on {behind}")
            };
            format!("Leaning to {who}, {own} against {others} for {other}: it is ahead on {ahead}{though}.")
        }
        VerdictKind::TooClose | VerdictKind::NoGoodOption => {
            let positive: Vec<_> = weighing
                .margin_parts
                .iter()
                .map(|part| super::MarginPart {
                    points: -part.points,
                    ..*part
                })
                .collect();
            let theirs = words::list(&sentences::leading(catalog, &positive, 1.0, AGAINST));
            let but = if theirs.is_empty() {
                String::new()
            } else {
                format!(", {other} on {theirs}")
            };
            format!("Too close to call between {who} ({own}) and {other} ({others}): {who} is ahead on {ahead}{but}.")
        }
    }
}

/// What rules options out, and what is not known of those in front.
fn gates(catalog: &Catalog, weighing: &Weighing) -> Vec<String> {
    let mut remarks = Vec::new();
    let title = |gate: usize| sentences::gate(catalog, gate);
    for (option, assessment) in weighing.options.iter().enumerate() {
        let failed: Vec<String> = assessment
            .gates
            .iter()
            .filter(|gate| gate.state == GateState::Fail)
            .map(|gate| format!("{} ({})", title(gate.gate), gate.reason))
            .collect();
        if !failed.is_empty() {
            remarks.push(format!(
                "{} is ruled out by {}{}.",
                name(catalog, option),
                words::list(&failed),
                but_for_them(weighing, assessment)
            ));
        }
    }
    for option in [weighing.winner, weighing.runner_up].into_iter().flatten() {
        for gate in &weighing.options[option].gates {
            if gate.state == GateState::Unknown {
                remarks.push(format!(
                    "Whether {} passes {} is not known: {}.",
                    name(catalog, option),
                    title(gate.gate),
                    gate.reason
                ));
            }
        }
    }
    remarks
}

/// What the gates cost: that the option would come first by its total, where others are left.
fn but_for_them(weighing: &Weighing, ruled_out: &OptionAssessment) -> String {
    let leads = |winner: usize| ruled_out.total > weighing.options[winner].total + TIE;
    match (weighing.winner, weighing.runner_up) {
        (Some(winner), Some(_)) if leads(winner) => {
            let (own, _) = words::apart(ruled_out.total, weighing.options[winner].total);
            format!("; its total of {own} would come first")
        }
        _ => String::new(),
    }
}

/// What a strategy that wins owes it to: a gate that its parts fail, or the way it is scored.
fn strategy(catalog: &Catalog, weighing: &Weighing) -> Option<String> {
    let winner = weighing.winner?;
    let strategy = catalog.options[winner].strategy.as_ref()?;
    let mut gates = Vec::new();
    let mut rules = Vec::new();
    for part in strategy.parts {
        let assessment: &OptionAssessment = &weighing.options[part];
        let part = name(catalog, part);
        if let Some(gate) = assessment.felled_by() {
            gates.push(format!("{part} alone fails {}", sentences::gate(catalog, gate.gate)));
            continue;
        }
        let parts = ranking::difference(&weighing.options[winner], assessment);
        if let Some(best) = sentences::largest(&parts, 1.0, 1).first() {
            let how = match weighing.options[winner].scores[best.criterion].origin {
                Origin::Own => "by the profile's own score",
                Origin::Composed => match strategy.compose.get(best.criterion) {
                    Some(Compose::First) => "by its first part",
                    Some(Compose::Last) => "by its last part",
                    Some(Compose::TimeWeighted) => "by the time in each phase",
                    Some(Compose::TrafficWeighted) => "by the share of traffic",
                    Some(Compose::Worst) | None => "by the worse of its parts",
                },
                Origin::Model(_) | Origin::Answer(_) | Origin::Catalog => "by its own cost",
            };
            let criterion = sentences::inside(catalog, &catalog.criteria[best.criterion].title);
            rules.push(format!(
                "{criterion} {how} ({} over {part})",
                words::signed(best.points)
            ));
        }
    }
    let who = name(catalog, winner);
    let rules = words::list(&rules);
    let gates = words::list(&gates);
    match (gates.is_empty(), rules.is_empty()) {
        (false, true) => Some(format!("{who} owes its place to the gates: {gates}.")),
        (false, false) => Some(format!(
            "{who} owes its place to the gates ({gates}) and to how it is scored: {rules}."
        )),
        (true, false) => Some(format!("{who} owes its place to how it is scored: {rules}.")),
        (true, true) => None,
    }
}

/// Whether the choice of evidence changes what comes first.
fn evidence(catalog: &Catalog, weighings: &[Weighing]) -> Option<String> {
    if weighings.len() < 2 {
        return None;
    }
    let with = |weighing: &Weighing| format!("with {}", catalog.evidence[weighing.evidence].title);
    let leaders =
        |weighing: &Weighing| -> Vec<usize> { weighing.winner.iter().chain(&weighing.tied).copied().collect() };
    let names = |leaders: &[usize]| {
        let names: Vec<String> = leaders.iter().map(|option| name(catalog, *option)).collect();
        words::list(&names)
    };
    let first = leaders(&weighings[0]);
    if weighings.iter().all(|w| leaders(w) == first) {
        let sets: Vec<String> = weighings.iter().map(with).collect();
        let what = match first.len() {
            0 => "No option passes the gates".to_owned(),
            1 => format!("{} comes first", names(&first)),
            _ => format!("{} come out equal", names(&first)),
        };
        return Some(format!("{what} {}.", words::list(&sets)));
    }
    let each: Vec<String> = weighings
        .iter()
        .map(|w| {
            let leaders = leaders(w);
            let who = if leaders.is_empty() {
                "no option".to_owned()
            } else {
                names(&leaders)
            };
            format!("{who} {}", with(w))
        })
        .collect();
    Some(format!(
        "The choice of evidence changes what comes first: {}.",
        each.join("; ")
    ))
}

/// Whether the source's other advice agrees.
fn advice(catalog: &Catalog, kind: VerdictKind, fit: &[Fit], agreement: &Agreement) -> Vec<String> {
    if !agreement.reasons.is_empty() || agreement.matrix.is_none() {
        return agreement.reasons.clone();
    }
    // Who says so, and for what.
    let mut said: Vec<(String, &[usize])> = Vec::new();
    if let Some(at) = agreement.scenario {
        let percent = fit.iter().find(|f| f.scenario == at).and_then(|f| f.percent);
        let scenario = &catalog.scenarios[at];
        let title = words::name(&scenario.title);
        let percent = words::fixed(percent.unwrap_or(0.0), 0);
        said.push((format!("the nearest scenario, {title} ({percent} %)"), &scenario.choice));
    }
    if let Some(at) = agreement.tier {
        let tier = &catalog.tiers[at];
        let who = format!("the size tier, {}", words::name(&tier.title));
        said.push((who, std::slice::from_ref(&tier.choice)));
    }
    let too = if kind == VerdictKind::TooClose { "" } else { " too" };
    let either = |choice: &[usize]| {
        let names: Vec<String> = choice.iter().map(|option| name(catalog, *option)).collect();
        words::either(&names)
    };
    match &said[..] {
        [(first, a), (second, b)] if a == b => {
            let sentence = format!("{first}, and {second}, point to {}{too}.", either(a));
            vec![words::sentence_case(&sentence)]
        }
        all => all
            .iter()
            .map(|(who, choice)| words::sentence_case(&format!("{who}, points to {}{too}.", either(choice))))
            .collect(),
    }
}

/// The first sentence of the source whose conditions hold on given answers.
fn quote(inputs: &Inputs, winner: Option<usize>) -> Option<usize> {
    inputs.catalog.quotes.iter().position(|quote| {
        quote.winner.is_none_or(|wanted| winner == Some(wanted))
            && quote.when.iter().all(|condition| {
                let given = inputs.given.get(condition.question).copied();
                given.and_then(|given| holds(condition, given)) == Some(true)
            })
    })
}

impl Assessment {
    /// Whether the verdict rests on the gates alone: only one option is left.
    #[must_use]
    pub fn decided_by_gates(&self) -> bool {
        let chosen = self.chosen();
        chosen.ranking.len() == 1 && chosen.options.len() > 1
    }
}

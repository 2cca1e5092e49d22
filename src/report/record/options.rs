//! Arguments for and against each option, and what would follow from choosing one.

use super::{
    case::{Case, Outcome},
    drivers,
    facts::Fact,
};
use crate::{
    report::number,
    weigh::{GateState, MarginPart, sentences, words as say},
};

/// Less than this many points of the total does not set two options apart.
const LEVEL: f64 = 0.000_5;

/// Why the chosen option is chosen: a clause that follows on "because", without a full stop.
pub(super) fn because(case: &Case<'_>, winner: usize) -> String {
    let said = &case.verdict().sentence;
    let opening = format!("{}, because ", case.name(winner));
    if let Some(clause) = said.strip_prefix(&opening) {
        return clause.trim_end_matches('.').to_owned();
    }
    let Some(rival) = case.scope.weighing.runner_up else {
        return "it is the only option left".to_owned();
    };
    let parts = case.difference(winner, rival);
    let ahead = sentences::leading(case.catalog, &parts, 1.0, 3);
    let behind = sentences::leading(case.catalog, &parts, -1.0, 2);
    let though = if behind.is_empty() {
        String::new()
    } else {
        format!(", though behind on {}", say::list(&behind))
    };
    let total = |option: usize| case.option(option).map_or(0.0, |o| o.total);
    let (own, theirs) = say::apart(total(winner), total(rival));
    format!(
        "it is ahead on {}{though}: {own} against {theirs} for {}",
        say::list(&ahead),
        case.name(rival)
    )
}

/// One sentence on an option: what it is, its total and its place.
pub(super) fn description(case: &Case<'_>, option: usize) -> String {
    let summary = case.catalog.options.get(option).map_or("", |o| o.summary.trim());
    let Some(assessed) = case.option(option) else {
        return summary.to_owned();
    };
    let place = assessed
        .rank
        .map_or_else(|| "ruled out".to_owned(), |rank| format!("rank {rank}"));
    let total = number::points(assessed.total);
    format!("{summary} Total: {total} of 10, {place}.").trim().to_owned()
}

/// Arguments on an option against the one that it is compared with: good, neutral, bad.
pub(super) fn arguments(case: &Case<'_>, option: usize) -> Vec<String> {
    let mut good = Vec::new();
    let mut neutral = Vec::new();
    let mut bad = Vec::new();
    for result in case.option(option).map_or(&[][..], |o| &o.gates) {
        let gate = sentences::gate(case.catalog, result.gate);
        match result.state {
            // What has no limit is not better for passing it.
            GateState::Pass if result.limit.is_none() => {}
            GateState::Pass => good.push(format!("it passes {gate} ({})", result.reason)),
            GateState::Fail => bad.push(format!("{gate} rules it out ({})", result.reason)),
            GateState::Unknown => neutral.push(format!("whether it passes {gate} is not known ({})", result.reason)),
        }
    }
    if let Some(rival) = case.rival(option) {
        let parts = case.difference(option, rival);
        let compared = |part: &MarginPart| {
            let score = |option: usize| {
                let found = case.option(option).and_then(|o| o.scores.get(part.criterion));
                found.map_or_else(String::new, |s| number::score(s.value))
            };
            format!(
                "{} scores {} against {} for {} ({})",
                case.criterion(part.criterion),
                score(option),
                score(rival),
                case.name(rival),
                say::signed(part.points)
            )
        };
        good.extend(sentences::largest(&parts, 1.0, parts.len()).iter().map(compared));
        bad.extend(sentences::largest(&parts, -1.0, parts.len()).iter().map(compared));
        let level: Vec<String> = parts
            .iter()
            .filter(|part| part.points.abs() < LEVEL)
            .map(|part| case.criterion(part.criterion))
            .collect();
        if !level.is_empty() {
            neutral.push(format!(
                "it is level with {} on {}",
                case.name(rival),
                say::list(&level)
            ));
        }
    }
    argued(good, neutral, bad)
}

/// What follows from the decision, or would from each option that is still open.
pub(super) fn consequences(case: &Case<'_>) -> Vec<String> {
    match &case.outcome {
        Outcome::Chosen(option) => of_choice(case, *option),
        Outcome::Open(leaders) => leaders.iter().map(|option| of_leader(case, *option)).collect(),
        Outcome::Nothing => vec![
            "Bad, because as long as the must-haves stand, none of the options can be taken".to_owned(),
            "Neutral, because a must-have that gives way, or another option, asks for a new weighing".to_owned(),
        ],
    }
}

fn of_choice(case: &Case<'_>, option: usize) -> Vec<String> {
    let Some(rival) = case.rival(option) else {
        return Vec::new();
    };
    let (mut good, mut neutral, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    let parts = case.difference(option, rival);
    let who = compared_with(case, rival);
    let ahead = sentences::leading(case.catalog, &parts, 1.0, parts.len());
    if !ahead.is_empty() {
        good.push(format!("it is ahead of {who} on {}", say::list(&ahead)));
    }
    let behind = sentences::leading(case.catalog, &parts, -1.0, parts.len());
    if !behind.is_empty() {
        bad.push(format!("it is behind {who} on {}", say::list(&behind)));
    }
    for (is_better, clause) in Fact::ALL
        .into_iter()
        .filter_map(|fact| fact.against(case, option, rival))
    {
        if is_better {
            good.push(clause);
        } else {
            bad.push(clause);
        }
    }
    for result in case.option(option).map_or(&[][..], |o| &o.gates) {
        if result.state == GateState::Unknown {
            let gate = sentences::gate(case.catalog, result.gate);
            bad.push(format!("whether it passes {gate} is not known ({})", result.reason));
        }
    }
    bad.extend(given_up(case, option, rival));
    if bad.is_empty() {
        neutral.push(format!("nothing that was weighed favours {who}"));
    }
    argued(good, neutral, bad)
}

/// What the best of the options that a gate rules out would have been ahead on: the price of the must-haves.
fn given_up(case: &Case<'_>, option: usize, rival: usize) -> Option<String> {
    // A rival that is ruled out itself has said it.
    case.option(rival).filter(|rival| !rival.ruled_out())?;
    let others = case.scope.options().filter(|(_, option)| option.ruled_out());
    let (best, _) = others.reduce(|best, next| if next.1.total > best.1.total { next } else { best })?;
    let parts = case.difference(best, option);
    let ahead = sentences::leading(case.catalog, &parts, 1.0, parts.len());
    (!ahead.is_empty()).then(|| {
        format!(
            "{}, which a gate rules out, would be ahead on {}",
            case.name(best),
            say::list(&ahead)
        )
    })
}

/// A rival's name, and that it is ruled out where it is.
fn compared_with(case: &Case<'_>, rival: usize) -> String {
    let is_out = case
        .option(rival)
        .is_some_and(crate::weigh::OptionAssessment::ruled_out);
    let name = case.name(rival);
    if is_out { format!("{name} (ruled out)") } else { name }
}

fn of_leader(case: &Case<'_>, option: usize) -> String {
    let Some(rival) = case.rival(option) else {
        return format!("Neutral, because {} stands alone", case.name(option));
    };
    let parts = case.difference(option, rival);
    let ahead = sentences::leading(case.catalog, &parts, 1.0, 3);
    let behind = sentences::leading(case.catalog, &parts, -1.0, 3);
    let other = case.name(rival);
    let sides = match (ahead.is_empty(), behind.is_empty()) {
        (true, true) => format!("being level with {other} on every criterion"),
        (false, true) => format!("being ahead of {other} on {}", say::list(&ahead)),
        (true, false) => format!("being behind {other} on {}", say::list(&behind)),
        (false, false) => {
            let (ahead, behind) = (say::list(&ahead), say::list(&behind));
            format!("being ahead of {other} on {ahead}, and behind it on {behind}")
        }
    };
    format!("Neutral, because choosing {} would mean {sides}", case.name(option))
}

fn argued(good: Vec<String>, neutral: Vec<String>, bad: Vec<String>) -> Vec<String> {
    [("Good", good), ("Neutral", neutral), ("Bad", bad)]
        .into_iter()
        .flat_map(|(word, clauses)| {
            clauses
                .into_iter()
                .map(move |clause| format!("{word}, because {clause}"))
        })
        .collect()
}

/// How it can be seen whether the choice holds: its must-haves, and what the weighing expects of it.
pub(super) fn confirmation(case: &Case<'_>, option: usize) -> Vec<String> {
    let results = case.option(option).map_or(&[][..], |o| &o.gates);
    // An option without a limit cannot come to break it.
    let limited = results.iter().filter(|result| result.limit.is_some());
    let gates = limited.filter_map(|result| Some((case.catalog.gates.get(result.gate)?, result)));
    let mut checks: Vec<String> = gates
        .clone()
        .filter_map(|(gate, result)| {
            let wanted = drivers::must_have(case, result.gate, gate)?;
            Some(format!("Must-have: {wanted} (weighed: {})", result.reason))
        })
        .collect();
    let is_tested = |fact: Fact| {
        gates
            .clone()
            .any(|(gate, _)| Fact::tested_by(&gate.quantity) == Some(fact))
    };
    let facts = Fact::ALL.into_iter().filter(|fact| !is_tested(*fact));
    checks.extend(facts.filter_map(|fact| fact.item(case, option)));
    checks
}

//! How sure the outcome is, in numbers: shares of draws, the least change of weights, how far each weight may move.

use super::case::Case;
use crate::{
    report::{document::Table, number},
    weigh::robustness::Stability,
    weigh::words as say,
};

/// Sentences on the outcome as a whole, but for the verdict's first.
pub(super) fn sentences(case: &Case<'_>) -> Vec<String> {
    let verdict = case.verdict();
    // The first stands beside the outcome.
    let mut all: Vec<String> = verdict.sureness.iter().skip(1).cloned().collect();
    all.extend(sets(case));
    all.extend(closed_form(case));
    all.extend(verdict.for_the_rival.clone());
    // Where nothing is chosen, it stands beside the outcome.
    all.extend(verdict.next.clone().filter(|_| case.chosen().is_some()));
    for overlap in &case.robustness.overlaps {
        if !all.contains(&overlap.sentence) {
            all.push(overlap.sentence.clone());
        }
    }
    all
}

/// The leader's share over the other sets of weights.
fn sets(case: &Case<'_>) -> Option<String> {
    let leader = case.leader()?;
    // Of one option that the gates leave, nothing is said by weights.
    case.scope.weighing.runner_up?;
    let drawn = case.robustness.sampled.as_ref()?.set;
    let others = case.robustness.sets.iter().filter(|set| set.set != drawn);
    // Sets with the same share stand together.
    let mut shares: Vec<(String, Vec<String>)> = Vec::new();
    for set in others {
        let share = *set.first.get(leader)?;
        let share = if share >= 1.0 {
            "all draws".to_owned()
        } else {
            percent(share, *set.error.get(leader)?)
        };
        let words = format!("with {}", set.set.words());
        match shares.iter_mut().find(|(known, _)| *known == share) {
            Some((_, sets)) => sets.push(words),
            None => shares.push((share, vec![words])),
        }
    }
    let mut said: Vec<String> = shares
        .iter()
        .map(|(share, sets)| format!("in {share} {}", say::list(sets)))
        .collect();
    // The first says of what it is a share.
    if let Some(first) = said.first_mut().filter(|first| !first.starts_with("in all")) {
        *first = first.replacen(" with", " of the draws with", 1);
    }
    (!said.is_empty()).then(|| {
        format!(
            "Over other sets of weights, {} comes first {}.",
            case.name(leader),
            say::list(&said)
        )
    })
}

/// The share of all weights for which the leader beats its one rival, where it is known exactly.
fn closed_form(case: &Case<'_>) -> Option<String> {
    let (leader, share) = (case.leader()?, case.robustness.closed_form?);
    let rival = case.scope.weighing.runner_up?;
    Some(format!(
        "Of all weights there can be, {} is ahead of {} with exactly {}.",
        case.name(leader),
        case.name(rival),
        percent(share, 0.0)
    ))
}

/// How far each weight may move alone, the others keeping their ratios.
pub(super) fn stability(case: &Case<'_>) -> Table {
    let moved = if flips(case) {
        &case.robustness.stability[..]
    } else {
        &[]
    };
    let mut table = Table::new("Criterion")
        .numbers("Share now")
        .words("Stays first")
        .words("Beyond it");
    for entry in moved {
        let title = case
            .catalog
            .criteria
            .get(entry.criterion)
            .map_or("", |c| c.title.as_str());
        table.row([
            title.to_owned(),
            say::percent(entry.share),
            stays(entry),
            beyond(case, entry),
        ]);
    }
    table
}

/// Whether some weight alone can put another option first; of options that are level now, every one can.
fn flips(case: &Case<'_>) -> bool {
    let entries = &case.robustness.stability;
    case.scope.weighing.tied.is_empty()
        && entries
            .iter()
            .any(|e| e.low_winner.is_some() || e.high_winner.is_some())
}

/// Where the table of weights would say nothing: why.
pub(super) fn unmoved(case: &Case<'_>) -> &'static str {
    if case.scope.weighing.runner_up.is_none() || case.robustness.stability.is_empty() || flips(case) {
        ""
    } else if case.scope.weighing.tied.is_empty() {
        "No weight alone, the others keeping their ratios, puts another option first."
    } else {
        "The options in front are level: the least change of a weight that they differ on puts one of them first."
    }
}

fn stays(entry: &Stability) -> String {
    match (entry.low_winner, entry.high_winner) {
        (None, None) => "at any share".to_owned(),
        (Some(_), None) => format!("from {} up", say::percent(entry.low)),
        (None, Some(_)) => format!("up to {}", say::percent(entry.high)),
        (Some(_), Some(_)) => format!("from {} to {}", say::percent(entry.low), say::percent(entry.high)),
    }
}

fn beyond(case: &Case<'_>, entry: &Stability) -> String {
    let side = |word: &str, winner: Option<usize>| Some(format!("{word}: {}", case.name(winner?)));
    let sides: Vec<String> = [side("below", entry.low_winner), side("above", entry.high_winner)]
        .into_iter()
        .flatten()
        .collect();
    sides.join(", ")
}

/// A share of draws, with no more decimals than its standard error bears; never all or nothing where it is not.
fn percent(share: f64, error: f64) -> String {
    let decimals = i32::from(error < 0.005);
    let text = say::percent(number::round(share * 100.0, decimals) / 100.0);
    match text.as_str() {
        "100 %" if share < 1.0 => "more than 99.9 %".to_owned(),
        "0 %" if share > 0.0 => "less than 0.1 %".to_owned(),
        _ => text,
    }
}

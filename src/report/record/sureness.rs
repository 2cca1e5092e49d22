//! How sure the outcome is, in numbers: shares of draws, the least change of weights, how far each weight may move.

use super::case::Case;
use crate::{
    report::{document::Table, number},
    weigh::robustness::{JointMove, SetShares, Stability},
    weigh::words as say,
};

/// Changes of shares below this are not worth a word.
const SMALL: f64 = 0.000_5;

/// Sentences on the outcome as a whole.
pub(super) fn sentences(case: &Case<'_>) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(first_shares(case));
    all.extend(sets(case));
    all.extend(joint_move(case));
    all.extend(case.verdict().for_the_rival.clone());
    all.extend(case.robustness.overlaps.iter().map(|overlap| overlap.sentence.clone()));
    all
}

/// Who comes first in how many of the draws.
fn first_shares(case: &Case<'_>) -> Option<String> {
    let sampled = case.robustness.sampled.as_ref()?;
    let mut shares: Vec<(usize, f64, f64)> = (0..case.catalog.options.len())
        .filter_map(|option| {
            let (share, error) = case.robustness.first_share(option)?;
            Some((option, share, error))
        })
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut said: Vec<String> = shares
        .iter()
        .filter(|(_, share, _)| *share > 0.0)
        .map(|(option, share, error)| {
            let error = if *error > 0.0 {
                format!(" (standard error {})", percent(*error))
            } else {
                String::new()
            };
            format!("{} in {}{error}", case.name(*option), percent(*share))
        })
        .collect();
    if sampled.none > 0.0 {
        said.push(format!("no option in {}", percent(sampled.none)));
    }
    Some(format!(
        "Of {} draws with {}, uncertain scores and open questions drawn with them, first came {}.",
        number::grouped(f64::from(sampled.draws), 0),
        sampled.set.words(),
        say::list(&said)
    ))
}

/// The leader's share over the other sets of weights.
fn sets(case: &Case<'_>) -> Option<String> {
    let leader = case.leader()?;
    let drawn = case.robustness.sampled.as_ref()?.set;
    let others: Vec<String> = case
        .robustness
        .sets
        .iter()
        .filter(|set| set.set != drawn)
        .filter_map(|set: &SetShares| {
            Some(format!(
                "with {} in {}",
                set.set.words(),
                percent(*set.first.get(leader)?)
            ))
        })
        .collect();
    (!others.is_empty()).then(|| format!("{} comes first {}.", case.name(leader), say::list(&others)))
}

/// The least change of weights that makes a tie.
fn joint_move(case: &Case<'_>) -> Option<String> {
    let leader = case.leader()?;
    let Some(least) = &case.robustness.joint_move else {
        return case.scope.weighing.runner_up.map(|_| {
            format!(
                "No change of weights makes another option tie with {}.",
                case.name(leader)
            )
        });
    };
    let JointMove {
        l1, rival, from, to, ..
    } = least;
    if *l1 < SMALL {
        return None;
    }
    let from: Vec<String> = from
        .iter()
        .filter(|(_, share)| *share >= SMALL)
        .map(|(criterion, share)| format!("{} from {}", say::percent(*share), case.criterion(*criterion)))
        .collect();
    Some(format!(
        "The smallest change of weights after which {} ties with {} moves {} of the weight to {}: {}.",
        case.name(*rival),
        case.name(leader),
        say::percent(l1 / 2.0),
        case.criterion(*to),
        say::list(&from)
    ))
}

/// How far each weight may move alone, the others keeping their ratios.
pub(super) fn stability(case: &Case<'_>) -> Table {
    let mut table = Table::new("Criterion")
        .numbers("Share now")
        .words("Stays first")
        .words("Beyond it");
    for entry in &case.robustness.stability {
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

/// A share of draws: one decimal, and never all or nothing where it is not.
pub(super) fn percent(share: f64) -> String {
    let text = say::percent(share);
    match text.as_str() {
        "100 %" if share < 1.0 => "more than 99.9 %".to_owned(),
        "0 %" if share > 0.0 => "less than 0.1 %".to_owned(),
        _ => text,
    }
}

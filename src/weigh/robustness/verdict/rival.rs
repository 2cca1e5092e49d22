//! What would have to be true for another option to come first.

use super::{inside, name};
use crate::{
    catalog::Catalog,
    weigh::{
        GateState, Weighing,
        robustness::{exact::Lead, types::Robustness},
        sentences, words,
    },
};

/// What would have to be true for the runner-up.
pub(super) fn for_the_rival(
    catalog: &Catalog,
    chosen: &Weighing,
    found: &Robustness,
    lead: &Lead<'_>,
) -> Option<String> {
    if !chosen.tied.is_empty() {
        return None;
    }
    let Some(rival) = chosen.runner_up else {
        return for_the_ruled_out(catalog, chosen);
    };
    let who = name(catalog, rival);
    let mut level = Vec::new();
    level.extend(single_weight(catalog, found, rival));
    level.extend(single_score(catalog, found, lead, rival));
    let first = answer(catalog, found, rival);
    let mut sentence = match (level.is_empty(), first) {
        (true, None) => {
            return Some(format!(
                "Nothing alone puts {who} first: no weight, no single score and no answer to an open question."
            ));
        }
        (true, Some(first)) => format!("{who} would come first {first}"),
        (false, None) => format!("{who} would draw level {}", words::either(&level)),
        (false, Some(first)) => format!(
            "{who} would draw level {}; it would come first {first}",
            words::either(&level)
        ),
    };
    sentence.push('.');
    Some(sentence)
}

/// What would have to be true for the best of those that the gates rule out, where they leave one option.
fn for_the_ruled_out(catalog: &Catalog, chosen: &Weighing) -> Option<String> {
    let winner = chosen.winner?;
    let total = |option: usize| chosen.options[option].total;
    let rival = (0..chosen.options.len())
        .filter(|option| *option != winner)
        .max_by(|a, b| total(*a).total_cmp(&total(*b)).then(b.cmp(a)))?;
    let failed = chosen.options[rival]
        .gates
        .iter()
        .filter(|gate| gate.state == GateState::Fail);
    let failed: Vec<String> = failed.map(|gate| sentences::gate(catalog, gate.gate)).collect();
    if failed.is_empty() {
        return None;
    }
    let (who, gates) = (name(catalog, rival), words::list(&failed));
    let (own, others) = words::apart(total(rival), total(winner));
    Some(if total(rival) > total(winner) {
        format!("{who} would come first, {own} against {others}, if it passed {gates}.")
    } else {
        format!(
            "{who} would have to pass {gates}, and would still come behind {}, {own} against {others}.",
            name(catalog, winner)
        )
    })
}

/// The nearest weight, alone, at which the rival takes over.
fn single_weight(catalog: &Catalog, found: &Robustness, rival: usize) -> Option<String> {
    let mut nearest: Option<(f64, usize, f64)> = None;
    for stability in &found.stability {
        for (at, who) in [
            (stability.low, stability.low_winner),
            (stability.high, stability.high_winner),
        ] {
            let change = (at - stability.share).abs();
            if who == Some(rival) && nearest.is_none_or(|(least, ..)| change < least) {
                nearest = Some((change, stability.criterion, at));
            }
        }
    }
    let (_, criterion, at) = nearest?;
    let now = found.stability[criterion].share;
    Some(format!(
        "with {} at {} of the weight instead of {}",
        inside(catalog, criterion),
        words::percent(at),
        words::percent(now)
    ))
}

/// The least gain in one score with which the rival ties.
fn single_score(catalog: &Catalog, found: &Robustness, lead: &Lead<'_>, rival: usize) -> Option<String> {
    let gains = found.score_to_tie.get(rival)?.iter().enumerate();
    let (criterion, gain) = gains
        .filter_map(|(criterion, gain)| Some((criterion, (*gain)?)))
        .filter(|(_, gain)| gain.possible)
        .min_by(|a, b| a.1.gain.total_cmp(&b.1.gain))?;
    let now = lead.situation.row(rival).get(criterion)?.likely;
    Some(format!(
        "with a score of {} on {} instead of {}",
        words::fixed(now + gain.gain, 1),
        inside(catalog, criterion),
        words::fixed(now, 1)
    ))
}

/// An answer to an open question that puts the rival first.
fn answer(catalog: &Catalog, found: &Robustness, rival: usize) -> Option<String> {
    let mut answers = found.questions.iter().flat_map(|question| {
        let wins = question.answers.iter().filter(|answer| answer.winner == Some(rival));
        wins.map(move |answer| (question, answer))
    });
    let likely = answers.clone().find(|(_, answer)| answer.likely);
    let (question, answer) = likely.or_else(|| answers.next())?;
    let title = &catalog.questions[question.question].title;
    Some(format!("if the answer to \"{title}\" were \"{}\"", answer.label))
}

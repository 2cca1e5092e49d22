//! The verdict, completed: its kind by draws and weights, and its sentences. Never says more than the numbers do.

use super::{
    exact::Lead,
    types::{JointMove, Robustness, Sampled, WeightSetKind},
};
use crate::{
    catalog::Catalog,
    weigh::{Assessment, GateState, VerdictKind, Weighing, sentences, verdict, words},
};

/// Completes the verdict of what was found; `lead` is there where there is a winner.
pub(super) fn complete(catalog: &Catalog, assessment: &Assessment, found: &mut Robustness, lead: Option<&Lead<'_>>) {
    let chosen = assessment.chosen();
    if let Some(lead) = lead {
        found.verdict.kind = kind(catalog, chosen, found, lead);
    }
    let kind = found.verdict.kind;
    found.verdict.sentence = match (kind, assessment.verdict.kind) {
        // Not close in points: it is the draws that leave it open.
        (VerdictKind::TooClose, by_weights) if by_weights != kind => undecided(catalog, chosen, found),
        _ => verdict::sentence(catalog, kind, chosen),
    };
    found.verdict.remarks = verdict::remarks(catalog, kind, assessment);
    found.verdict.sureness = lead.map_or_else(Vec::new, |lead| sureness(catalog, chosen, found, lead));
    found.verdict.for_the_rival = lead.and_then(|lead| for_the_rival(catalog, chosen, found, lead));
    found.verdict.next = Some(next(catalog, assessment, found));
}

/// Kind by dominance, share of draws and joint move; thresholds are the catalog's.
fn kind(catalog: &Catalog, chosen: &Weighing, found: &Robustness, lead: &Lead<'_>) -> VerdictKind {
    let thresholds = &catalog.thresholds;
    let Some((share, _)) = found.first_share(lead.winner) else {
        return found.verdict.kind;
    };
    if !chosen.tied.is_empty() {
        return VerdictKind::TooClose;
    }
    let far = found
        .joint_move
        .as_ref()
        .is_none_or(|found| found.l1 >= thresholds.clear_move);
    if share >= thresholds.clear_share && (lead.dominates() || in_order(chosen, lead)) {
        VerdictKind::Dominant
    } else if share >= thresholds.clear_share && far {
        VerdictKind::Clear
    } else if share >= thresholds.leaning_share {
        VerdictKind::Leaning
    } else {
        VerdictKind::TooClose
    }
}

/// Whether the winner is first for all weights in an order, where only that is stated.
fn in_order(chosen: &Weighing, lead: &Lead<'_>) -> bool {
    chosen.over_order.as_ref().is_some_and(|over| over.decides(lead.winner))
}

/// The sentence on a lead that the draws do not bear out.
fn undecided(catalog: &Catalog, chosen: &Weighing, found: &Robustness) -> String {
    let (Some(winner), Some(sampled)) = (chosen.winner, &found.sampled) else {
        return verdict::sentence(catalog, VerdictKind::TooClose, chosen);
    };
    let first = |option: usize| sampled.rank_acceptability[option][0];
    let shown = |option: usize| share(first(option), decimals(sampled.first_error[winner]));
    let who = name(catalog, winner);
    let ahead = match chosen.runner_up {
        Some(rival) => {
            let (own, others) = words::apart(chosen.options[winner].total, chosen.options[rival].total);
            format!("{who} leads with {own} against {others} for {}", name(catalog, rival))
        }
        None => format!("{who} is the only option that no gate rules out"),
    };
    let order = by_share(first, sampled.first_error.len());
    let instead = match order.first() {
        Some(other) if *other != winner => format!(", {} in {}", name(catalog, *other), shown(*other)),
        _ => String::new(),
    };
    format!(
        "Too close to call: as things stand {ahead}, but it is first in only {} of the draws{instead}.",
        shown(winner)
    )
}

fn name(catalog: &Catalog, option: usize) -> String {
    words::name(&catalog.options[option].title)
}

fn inside(catalog: &Catalog, criterion: usize) -> String {
    sentences::inside(catalog, &catalog.criteria[criterion].title)
}

fn sureness(catalog: &Catalog, chosen: &Weighing, found: &Robustness, lead: &Lead<'_>) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(sampled) = &found.sampled {
        all.push(share_of_wins(catalog, chosen, sampled, lead));
        all.extend(left_open(catalog, sampled, lead));
    }
    if chosen.tied.is_empty() {
        all.extend(smallest_move(catalog, found, lead));
    }
    all.extend(thresholds(catalog, chosen, found, lead));
    all.extend(found.overlaps.iter().map(|overlap| overlap.sentence.clone()));
    all
}

/// Options by their share of first places, greatest first; those that have one.
fn by_share(first: impl Fn(usize) -> f64, options: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..options).filter(|option| first(*option) > 0.0).collect();
    order.sort_by(|a, b| first(*b).total_cmp(&first(*a)).then(a.cmp(b)));
    order
}

/// `X is first in 78.2 % of 100,000 draws (standard error 0.3 points), Y in 21.8 %, with …`.
fn share_of_wins(catalog: &Catalog, chosen: &Weighing, sampled: &Sampled, lead: &Lead<'_>) -> String {
    let first = |option: usize| sampled.rank_acceptability[option][0];
    let mut drawn = vec![band(sampled.set).to_owned()];
    if !lead.certain() {
        drawn.push("uncertain scores within their ranges".to_owned());
    }
    if sampled.worlds > 1 {
        drawn.push("open questions answered at random".to_owned());
    }
    let left_out = if sampled.none > 0.0 {
        let none = share(sampled.none, 0);
        format!("; answers with which no option passes, {none} of them, are left out")
    } else {
        String::new()
    };
    let with = format!("{}{left_out}", words::list(&drawn));
    let draws = words::number(f64::from(sampled.draws));
    let order = by_share(first, sampled.first_error.len());
    // The winner speaks first, of a tie the one with most.
    let speaker = if chosen.tied.is_empty() {
        lead.winner
    } else {
        order.first().copied().unwrap_or(lead.winner)
    };
    let who = name(catalog, speaker);
    if first(speaker) >= 1.0 {
        return format!("{who} is first in all {draws} draws, with {with}.");
    }
    let decimals = decimals(sampled.first_error[speaker]);
    let others: Vec<String> = order
        .iter()
        .filter(|option| **option != speaker)
        .map(|option| format!("{} in {}", name(catalog, *option), share(first(*option), decimals)))
        .collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(", {}", words::list(&others))
    };
    format!(
        "{who} is first in {} of {draws} draws (standard error {}){others}, with {with}.",
        share(first(speaker), decimals),
        points_of_percent(sampled.first_error[speaker], decimals)
    )
}

/// A standard error of a share: `0.3 points`, and never less than the draws can tell.
fn points_of_percent(error: f64, decimals: usize) -> String {
    match words::fixed((error * 100.0).max(0.1), decimals).as_str() {
        "1" => "1 point".to_owned(),
        points => format!("{points} points"),
    }
}

/// What the share would be if only weights and scores were in doubt.
fn left_open(catalog: &Catalog, sampled: &Sampled, lead: &Lead<'_>) -> Option<String> {
    if sampled.worlds < 2 {
        return None;
    }
    let alone = *sampled.left_open.get(lead.winner)?;
    if alone >= 1.0 && sampled.rank_acceptability[lead.winner][0] >= 1.0 {
        return None;
    }
    let text = if alone >= 1.0 {
        "all draws".to_owned()
    } else {
        format!(
            "{} of the draws",
            share(alone, decimals(sampled.left_open_error[lead.winner]))
        )
    };
    Some(format!(
        "With the open questions left as they are, {} is first in {text}.",
        name(catalog, lead.winner)
    ))
}

/// Decimals of a percentage with this standard error.
fn decimals(error: f64) -> usize {
    usize::from(error < 0.009_5)
}

/// A share as a percentage that reads as 0 or 100 only where it is.
fn share(share: f64, decimals: usize) -> String {
    let shown = words::fixed(share * 100.0, decimals);
    let is = |limit: f64| shown == words::fixed(limit, decimals);
    let least = if decimals == 0 { "1" } else { "0.1" };
    let most = if decimals == 0 { "99" } else { "99.9" };
    if share < 1.0 && is(100.0) {
        format!("more than {most} %")
    } else if share > 0.0 && is(0.0) {
        format!("less than {least} %")
    } else {
        format!("{shown} %")
    }
}

const fn band(set: WeightSetKind) -> &'static str {
    match set {
        WeightSetKind::Band => "each weight drawn between half and twice its share",
        WeightSetKind::Any => "any weights",
        WeightSetKind::Ordered => "any weights in the stated order",
    }
}

/// What the smallest change of weights is that makes a tie.
fn smallest_move(catalog: &Catalog, found: &Robustness, lead: &Lead<'_>) -> Option<String> {
    let rival = lead.rivals().next()?;
    let Some(found) = &found.joint_move else {
        let only = lead.rivals().count() == 1;
        let who = if only {
            name(catalog, rival)
        } else {
            "another option".to_owned()
        };
        return Some(format!(
            "No change of weights puts {who} level with {}.",
            name(catalog, lead.winner)
        ));
    };
    Some(format!(
        "It takes {} to make a tie with {}.",
        moved(catalog, found),
        name(catalog, found.rival)
    ))
}

/// `4.2 of the 100 points of weight, moved from performance to timeline,`.
fn moved(catalog: &Catalog, found: &JointMove) -> String {
    let from: Vec<String> = found
        .from
        .iter()
        .map(|(criterion, _)| inside(catalog, *criterion))
        .collect();
    format!(
        "{} of the 100 points of weight, moved from {} to {},",
        points_moved(found.l1),
        words::list(&from),
        inside(catalog, found.to)
    )
}

/// Points that change hands in a move, of 100: with as many decimals as it takes not to read as none.
fn points_moved(l1: f64) -> String {
    let points = l1 * 50.0;
    if points < 0.05 {
        return "less than 0.1".to_owned();
    }
    words::fixed(points, 1)
}

/// What the word of the verdict means, in the catalog's own thresholds.
fn thresholds(catalog: &Catalog, chosen: &Weighing, found: &Robustness, lead: &Lead<'_>) -> Option<String> {
    let limits = &catalog.thresholds;
    let points = |l1: f64| words::number(l1 * 50.0);
    let clear = words::percent(limits.clear_share);
    let leaning = words::percent(limits.leaning_share);
    let far = format!("a tie at least {} points of weight away", points(limits.clear_move));
    let kind = found.verdict.kind;
    if found.sampled.is_none() {
        return Some(format!(
            "Without draws the verdict goes by the points of weight that a tie is away: clear from {}, leaning from {}.",
            points(limits.clear_move),
            points(limits.leaning_move)
        ));
    }
    Some(match kind {
        VerdictKind::Dominant if in_order(chosen, lead) && !lead.dominates() => {
            format!("Dominant means: first for every weight in the stated order, and in at least {clear} of the draws.")
        }
        VerdictKind::Dominant => {
            format!(
                "Dominant means: no rival scores higher on any criterion, and first in at least {clear} of the draws."
            )
        }
        VerdictKind::Clear if chosen.ranking.len() == 1 => {
            format!("Clear means here: no other option passes its gates, and first in at least {clear} of the draws.")
        }
        VerdictKind::Clear => format!("Clear means: first in at least {clear} of the draws, and {far}."),
        VerdictKind::Leaning => {
            format!("Leaning means: first in at least {leaning} of the draws; clear asks for {clear}, and {far}.")
        }
        VerdictKind::TooClose => {
            format!("Too close to call means: a tie, or first in less than {leaning} of the draws.")
        }
        VerdictKind::NoGoodOption => return None,
    })
}

/// What would have to be true for the runner-up.
fn for_the_rival(catalog: &Catalog, chosen: &Weighing, found: &Robustness, lead: &Lead<'_>) -> Option<String> {
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

/// The next question worth answering.
fn next(catalog: &Catalog, assessment: &Assessment, found: &Robustness) -> String {
    let stuck = found.verdict.winner.is_none();
    let loosen = "a must-have would have to be loosened";
    if assessment.unanswered.is_empty() {
        return if stuck {
            format!("Every question that is asked is answered: {loosen}.")
        } else {
            "Every question that is asked is answered.".to_owned()
        };
    }
    let Some(next) = found.next_question() else {
        return if stuck {
            format!("No likely answer to an open question, taken alone, lets an option pass: {loosen}.")
        } else {
            "No likely answer to an open question, taken alone, changes who comes first.".to_owned()
        };
    };
    let title = format!("\"{}\"", catalog.questions[next.question].title);
    let what = if stuck {
        "let an option pass"
    } else {
        "change who comes first"
    };
    let rest = match found.could_change - 1 {
        0 => format!("It is the only open question that could still {what}"),
        1 => format!("It could still {what}, as could one other open question"),
        n => format!("It could still {what}, as could {n} other open questions"),
    };
    format!("Answer {title} next. {rest}.")
}

//! The verdict, completed: its kind by draws and weights, and its sentences. Never says more than the numbers do.

use super::{
    exact::Lead,
    types::{JointMove, QuestionValue, Robustness, Sampled, WeightSetKind},
};
use crate::{
    catalog::Catalog,
    weigh::{Assessment, VerdictKind, Weighing, sentences, verdict, words},
};

/// Completes the verdict of what was found; `lead` is there where there is a winner.
pub(super) fn complete(catalog: &Catalog, assessment: &Assessment, found: &mut Robustness, lead: Option<&Lead<'_>>) {
    let chosen = assessment.chosen();
    if let Some(lead) = lead {
        found.verdict.kind = kind(catalog, chosen, found, lead);
    }
    let kind = found.verdict.kind;
    found.verdict.sentence = verdict::sentence(catalog, kind, chosen);
    found.verdict.remarks = verdict::remarks(catalog, kind, assessment);
    found.verdict.sureness = lead.map_or_else(Vec::new, |lead| sureness(catalog, chosen, found, lead));
    found.verdict.for_the_rival = lead.and_then(|lead| for_the_rival(catalog, chosen, found, lead));
    found.verdict.next = next(catalog, assessment, found);
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
    if share >= thresholds.clear_share && lead.dominates() {
        VerdictKind::Dominant
    } else if share >= thresholds.clear_share && far {
        VerdictKind::Clear
    } else if share >= thresholds.leaning_share {
        VerdictKind::Leaning
    } else {
        VerdictKind::TooClose
    }
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
        all.push(share_of_wins(catalog, chosen, found, sampled, lead));
    }
    if chosen.tied.is_empty() {
        all.extend(smallest_move(catalog, found, lead));
    }
    all.push(thresholds(catalog, found));
    all.extend(found.overlaps.iter().map(|overlap| overlap.sentence.clone()));
    all
}

/// `First in 78.2 % of 100,000 draws (standard error 0.1), …`.
fn share_of_wins(
    catalog: &Catalog,
    chosen: &Weighing,
    found: &Robustness,
    sampled: &Sampled,
    lead: &Lead<'_>,
) -> String {
    let share = |option: usize| found.first_share(option).unwrap_or_default();
    let mut drawn = vec![format!("{} drawn", band(sampled.set))];
    if !lead.certain() {
        drawn.push("uncertain scores within their ranges".to_owned());
    }
    if sampled.worlds > 1 {
        drawn.push("open questions answered at random".to_owned());
    }
    let of = format!("of {} draws", words::number(f64::from(sampled.draws)));
    let with = words::list(&drawn);
    let leaders: Vec<usize> = std::iter::once(lead.winner)
        .chain(chosen.tied.iter().copied())
        .collect();
    if leaders.len() > 1 {
        let each: Vec<String> = leaders
            .iter()
            .map(|option| format!("{} in {}", name(catalog, *option), percent(share(*option))))
            .collect();
        return format!(
            "{} {of} come first: {}; with {with}.",
            "The tied options,",
            words::list(&each)
        );
    }
    let (first, error) = share(lead.winner);
    let who = name(catalog, lead.winner);
    let rival = (0..sampled.first_error.len())
        .filter(|option| *option != lead.winner)
        .max_by(|a, b| share(*a).0.total_cmp(&share(*b).0).then(b.cmp(a)));
    let others = match rival.map(|rival| (rival, share(rival).0)) {
        Some((rival, second)) if second >= 0.000_5 => {
            format!(", {} in {}", name(catalog, rival), words::percent(second))
        }
        _ => String::new(),
    };
    format!(
        "{who} is first in {} {of}{others}, with {with}.",
        percent((first, error))
    )
}

/// A share with its standard error: `78.2 % (± 0.3)`. A share of 1 or 0 has none to show.
fn percent((share, error): (f64, f64)) -> String {
    if error <= 0.0 {
        return words::percent(share);
    }
    let decimals = if error >= 0.005 { 0 } else { 1 };
    // A share that is not 0 or 1 must not read as if it were.
    let shown = words::fixed(share * 100.0, decimals);
    format!("{shown} % (± {})", words::fixed((error * 100.0).max(0.1), 1))
}

const fn band(set: WeightSetKind) -> &'static str {
    match set {
        WeightSetKind::Band => "each weight between half and twice what it is",
        WeightSetKind::Any => "any weights",
        WeightSetKind::Ordered => "any weights in the present order",
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
        "The smallest change of weights that makes a tie with {}: {}.",
        name(catalog, found.rival),
        moved(catalog, found)
    ))
}

/// `4.2 points of weight moved from performance to timeline`.
fn moved(catalog: &Catalog, found: &JointMove) -> String {
    let points = words::fixed(found.l1 * 50.0, 1);
    let plural = if points == "1.0" { "point" } else { "points" };
    let from: Vec<String> = found
        .from
        .iter()
        .map(|(criterion, _)| inside(catalog, *criterion))
        .collect();
    format!(
        "{points} {plural} of weight (of 100) moved from {} to {}",
        words::list(&from),
        inside(catalog, found.to)
    )
}

fn thresholds(catalog: &Catalog, found: &Robustness) -> String {
    let limits = &catalog.thresholds;
    let points = |l1: f64| format!("{} points of weight", words::number(l1 * 50.0));
    if found.sampled.is_none() {
        return format!(
            "Without draws the smallest change of weights decides: clear from {}, leaning from {}.",
            points(limits.clear_move),
            points(limits.leaning_move)
        );
    }
    format!(
        "Clear asks for first place in {} of the draws and a tie at least {} away; leaning asks for {}.",
        words::percent(limits.clear_share),
        points(limits.clear_move),
        words::percent(limits.leaning_share)
    )
}

/// What would have to be true for the runner-up.
fn for_the_rival(catalog: &Catalog, chosen: &Weighing, found: &Robustness, lead: &Lead<'_>) -> Option<String> {
    if !chosen.tied.is_empty() {
        return None;
    }
    let rival = chosen.runner_up?;
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
fn next(catalog: &Catalog, assessment: &Assessment, found: &Robustness) -> Option<String> {
    if assessment.unanswered.is_empty() {
        return Some("Every question that is asked is answered.".to_owned());
    }
    let Some(next) = found.next_question() else {
        return Some("No answer to an open question, one at a time, changes who comes first.".to_owned());
    };
    let title = |question: &QuestionValue| format!("\"{}\"", catalog.questions[question.question].title);
    let others = found.could_change - 1;
    let rest = match others {
        0 => "It is the only open question that could still change who comes first".to_owned(),
        1 => "It could still change who comes first, as could one other open question".to_owned(),
        n => format!("It could still change who comes first, as could {n} other open questions"),
    };
    Some(format!("Answer {} next. {rest}.", title(next)))
}

//! What a later reader needs: what is still open, when to look again, and how to get the same numbers.

use super::case::{Case, Outcome};
use crate::{
    catalog::Limit,
    profile::Answer,
    report::{number, words},
    weigh::robustness::{AnswerEffect, QuestionValue, Swing, SwingEnd, Swung},
    weigh::{GateResult, GateState, sentences, words as say},
};

/// Stability intervals that are named as a reason to look again.
const NEAREST: usize = 3;

/// A margin below this is a tie.
const LEVEL: f64 = 1e-9;

/// Questions without an answer, with what an answer could do.
pub(super) fn open_questions(case: &Case<'_>) -> Vec<String> {
    let mut items = Vec::new();
    let mut quiet = Vec::new();
    for &at in &case.assessment.unanswered {
        let Some(question) = case.catalog.questions.get(at) else {
            continue;
        };
        let value = case.robustness.questions.iter().find(|q| q.question == at);
        match value.filter(|v| v.can_change) {
            Some(value) => items.push(format!("{}: {}", question.title, would_change(case, value))),
            None => quiet.push(say::name(&question.title)),
        }
    }
    if !quiet.is_empty() {
        let tail = if case.robustness.questions.is_empty() {
            ""
        } else if quiet.len() == 1 {
            " (no likely answer to it, taken alone, changes who comes first)"
        } else {
            " (no likely answer to one of these, taken alone, changes who comes first)"
        };
        items.push(format!("{}{tail}", say::list(&quiet)));
    }
    items
}

/// Which answers would decide it otherwise; where nothing is chosen, which would decide it.
fn would_change(case: &Case<'_>, value: &QuestionValue) -> String {
    let chosen = case.chosen();
    let decides = |effect: &&AnswerEffect| {
        let is_level = effect.winner.is_some() && effect.margin.is_some_and(|m| m < LEVEL);
        !is_level && (chosen.is_none() || effect.winner != chosen)
    };
    let mut effects: Vec<(Option<usize>, Vec<String>)> = Vec::new();
    for answer in value.answers.iter().filter(decides) {
        let label = match answer.answer {
            Answer::Choice(_) => format!("\"{}\"", answer.label),
            Answer::Number(_) | Answer::Unknown => answer.label.clone(),
        };
        match effects.iter_mut().find(|(winner, _)| *winner == answer.winner) {
            Some((_, labels)) => labels.push(label),
            None => effects.push((answer.winner, vec![label])),
        }
    }
    let effects: Vec<String> = effects
        .iter()
        .map(|(winner, labels)| {
            let winner = winner.map_or_else(
                || "no option would pass its must-haves".to_owned(),
                |w| format!("{} would come first", case.name(w)),
            );
            format!("with {} {winner}", say::either(labels))
        })
        .collect();
    if effects.is_empty() {
        "some answer changes who comes first".to_owned()
    } else {
        effects.join("; ")
    }
}

/// What to watch: only what the numbers say would change the outcome.
pub(super) fn look_again(case: &Case<'_>) -> Vec<String> {
    let mut all = watched(gates(case).into_iter().chain(tiers(case)));
    all.extend(gates_unknown(case));
    // Of options that are level, any other number puts one first.
    if case.scope.weighing.tied.is_empty() {
        let swings = case.robustness.tornado.iter().filter(|s| s.flips);
        all.extend(swings.filter_map(|s| swing(case, s)));
        all.extend(weights(case));
    }
    all.extend(answered(case));
    if case.assessment.evidence_matters {
        all.push("It is settled which evidence holds: that changes who comes first".to_owned());
    }
    if case.outcome == Outcome::Nothing {
        all.push("A must-have gives way, or another option is found".to_owned());
    }
    if all.is_empty() {
        all.push("An answer changes: nothing else that was weighed, alone, puts another option first".to_owned());
    }
    all
}

/// An event to look out for, and what follows from it.
struct Watch {
    /// `Peak load reaches 50,000 req/s`.
    event: String,
    /// How it is now, where that was weighed.
    now: Option<String>,
    /// What follows.
    then: String,
}

/// One item an event: what follows from the same one stands together.
fn watched(all: impl Iterator<Item = Watch>) -> Vec<String> {
    let mut events: Vec<(String, Option<String>, Vec<String>)> = Vec::new();
    for watch in all {
        match events.iter_mut().find(|(event, ..)| *event == watch.event) {
            Some((_, now, then)) => {
                *now = now.take().or(watch.now);
                then.push(watch.then);
            }
            None => events.push((watch.event, watch.now, vec![watch.then])),
        }
    }
    events
        .into_iter()
        .map(|(event, now, then)| {
            let now = now.map_or_else(String::new, |now| format!(" (weighed now: {now})"));
            format!("{event}{now}: then {}", then.join(", and "))
        })
        .collect()
}

/// The open questions that could change the outcome, by name: this list is read without the others too.
fn answered(case: &Case<'_>) -> Option<String> {
    let questions = case.robustness.questions.iter().filter(|q| q.can_change);
    let titles: Vec<&str> = questions.map(|q| case.question(q.question)).collect();
    match titles.as_slice() {
        [] => None,
        [one] => Some(format!("\"{one}\" is answered: that could change who comes first")),
        _ => Some(format!(
            "One of these is answered, which could change who comes first: {}",
            titles.join(", ")
        )),
    }
}

/// With a capital, unless the first word is written small for a reason (`p99`).
fn begun(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.chars().all(char::is_alphabetic) {
        say::sentence_case(text)
    } else {
        text.to_owned()
    }
}

/// The leader's results at gates, each with its gate's index.
fn results<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a GateResult> + use<'a> {
    let leader = case.leader().and_then(|leader| case.option(leader));
    leader.map_or(&[][..], |option| &option.gates).iter()
}

/// The values at which the leader's must-haves give way.
fn gates(case: &Case<'_>) -> Vec<Watch> {
    let Some(leader) = case.leader() else {
        return Vec::new();
    };
    let passed = results(case).filter(|result| result.state == GateState::Pass);
    passed
        .filter_map(|result| {
            let gate = case.catalog.gates.get(result.gate)?;
            let (name, unit) = words::quantity(case.catalog, &gate.quantity, &case.assessment.currency);
            let verb = if matches!(gate.limit, Limit::Below(_)) {
                "reaches"
            } else {
                "exceeds"
            };
            let now = result.quantity.map(|span| {
                let (low, high) = (say::number(span.low), say::number(span.high));
                let range = if low == high { low } else { format!("{low} to {high}") };
                words::with_unit(&range, &unit)
            });
            let limit = words::with_unit(&say::number(result.limit?), &unit);
            let title = sentences::gate(case.catalog, result.gate);
            Some(Watch {
                event: format!("{} {verb} {limit}", begun(&name)),
                now,
                then: format!("{} no longer passes {title}", case.name(leader)),
            })
        })
        .collect()
}

/// The leader's must-haves of which it is not known whether it passes.
fn gates_unknown(case: &Case<'_>) -> Vec<String> {
    let Some(leader) = case.leader() else {
        return Vec::new();
    };
    let unknown = results(case).filter(|result| result.state == GateState::Unknown);
    unknown
        .map(|result| {
            let title = sentences::gate(case.catalog, result.gate);
            format!("It becomes known whether {} passes {title}", case.name(leader))
        })
        .collect()
}

/// Where the next size of which the source says another thing begins.
fn tiers(case: &Case<'_>) -> Vec<Watch> {
    let (Some(now), Some(question)) = (case.assessment.tier, case.catalog.tier_question) else {
        return Vec::new();
    };
    let tiers = &case.catalog.tiers;
    let leaders = case.leaders();
    let says_other = |at: &usize| tiers[*at].choice != tiers[now].choice && !leaders.contains(&tiers[*at].choice);
    let above = (now + 1..tiers.len()).find(says_other);
    let below = (0..now).rev().find(says_other);
    let watch = |verb: &str, bound: Option<f64>, at: usize| {
        let tier = &tiers[at];
        Some(Watch {
            event: format!(
                "{} {verb} {}",
                case.question(question),
                quantity(case, question, bound?)
            ),
            now: None,
            then: format!(
                "the source chooses {} for that size ({})",
                case.name(tier.choice),
                tier.title
            ),
        })
    };
    let rising = above.and_then(|at| watch("reaches", tiers[at - 1].below, at));
    let falling = below.and_then(|at| watch("falls below", tiers[at].below, at));
    rising.into_iter().chain(falling).collect()
}

/// A number as the question's answer is written.
fn quantity(case: &Case<'_>, question: usize, x: f64) -> String {
    let unit = case.catalog.questions.get(question).map_or("", |q| match &q.kind {
        crate::catalog::QuestionKind::Number { unit, .. } => unit.as_str(),
        _ => "",
    });
    words::with_unit(&number::grouped(x, 0), &words::unit(unit, &case.assessment.currency))
}

/// An input that alone changes who comes first, within its range.
fn swing(case: &Case<'_>, swing: &Swing) -> Option<String> {
    // Open questions have their own list.
    if matches!(swing.what, Swung::Open { .. }) {
        return None;
    }
    let now = case.leader();
    let title = &swing.title;
    let at = |end: &SwingEnd| {
        (end.winner != now).then(|| {
            let then = end.winner.map_or_else(
                || "no option passes its must-haves".to_owned(),
                |w| format!("{} comes first", case.name(w)),
            );
            format!("at {} {then}", end.label)
        })
    };
    let ends: Vec<String> = [at(&swing.low), at(&swing.high)].into_iter().flatten().collect();
    Some(if ends.is_empty() {
        format!(
            "{title} turns out otherwise: between {} and {} another option comes level or first",
            swing.low.label, swing.high.label
        )
    } else {
        format!("{title} turns out otherwise: {}", ends.join(", "))
    })
}

/// The weights that need to move least for another option to come first.
fn weights(case: &Case<'_>) -> Vec<String> {
    let mut ends: Vec<(f64, String)> = Vec::new();
    for entry in &case.robustness.stability {
        let criterion = case
            .catalog
            .criteria
            .get(entry.criterion)
            .map_or("", |c| c.title.as_str());
        let mut push = |bound: f64, winner: Option<usize>, word: &str| {
            if let Some(winner) = winner {
                let text = format!(
                    "{criterion} comes to weigh {word} {} ({} now): then {} comes first",
                    say::percent(bound),
                    say::percent(entry.share),
                    case.name(winner)
                );
                ends.push(((bound - entry.share).abs(), text));
            }
        };
        push(entry.low, entry.low_winner, "less than");
        push(entry.high, entry.high_winner, "more than");
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    ends.into_iter().take(NEAREST).map(|(_, text)| text).collect()
}

/// Notes on the questions, as written.
pub(super) fn notes(case: &Case<'_>) -> Vec<String> {
    let questions = case.catalog.questions.iter();
    questions
        .filter_map(|q| Some(format!("{}: {}", q.title, case.profile.notes.get(&q.id)?)))
        .collect()
}

/// Answers that were given and do not count, because their question is not asked.
pub(super) fn not_counted(case: &Case<'_>) -> Option<String> {
    let hidden = case.catalog.questions.iter().enumerate().filter(|(at, question)| {
        let is_answered = case
            .profile
            .answers
            .get(&question.id)
            .is_some_and(|a| *a != Answer::Unknown);
        is_answered && !case.assessment.visible.get(*at).copied().unwrap_or(true)
    });
    let titles: Vec<String> = hidden.map(|(at, _)| say::name(case.question(at))).collect();
    (!titles.is_empty()).then(|| {
        format!(
            "Answered, but without a bearing on it because of other answers: {}.",
            say::list(&titles)
        )
    })
}

/// The evidence that was used, and how it was obtained.
pub(super) fn evidence(case: &Case<'_>) -> Option<String> {
    let set = case.catalog.evidence.get(case.assessment.evidence)?;
    Some(format!(
        "Evidence: {} ({}). {}",
        set.id,
        set.title,
        set.conditions.trim()
    ))
}

/// All that it takes to get the same numbers again.
pub(super) fn provenance(case: &Case<'_>) -> String {
    let evidence = case.catalog.evidence.get(case.assessment.evidence);
    let evidence = evidence.map_or_else(String::new, |e| format!(", evidence {}", e.id));
    let seed = case.robustness.sampled.as_ref().map_or_else(
        || format!("seed {}", case.profile.seed.unwrap_or(0)),
        |s| {
            let draws = number::grouped(f64::from(s.draws), 0);
            // What limits the shares, where questions are open.
            let worlds = match s.worlds {
                0 | 1 => String::new(),
                n => format!(
                    " over {} combinations of answers to the open questions",
                    number::grouped(f64::from(n), 0)
                ),
            };
            format!("seed {}, {draws} draws{worlds}", s.seed)
        },
    );
    let profile = if case.source.starts_with('<') {
        "a profile on standard input".to_owned()
    } else {
        format!("the profile {}", case.source)
    };
    format!(
        "Weighed on {} by {} {} from {profile} with the catalog {}{evidence}, {seed}. The same inputs give the same numbers.",
        case.today,
        say::sentence_case(env!("CARGO_PKG_NAME")),
        env!("CARGO_PKG_VERSION"),
        case.catalog.id,
    )
}

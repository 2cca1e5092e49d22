//! What a change did, what the result is, and the lists of weights, scores and evidence.

use super::{console::Console, state::State};
use crate::{
    profile::WeightsBy,
    report::{Entry, content, number},
    weigh::{self, Assessment, OptionAssessment, Origin, Robustness, declared_range, words as say},
};

/// What changed since `before`, and whether anything open could still change the winner.
pub(super) fn changed(state: &mut State<'_>, before: &Assessment, console: &mut Console<'_>) {
    console.say(winner(state, before));
    for (question, (now, then)) in state
        .catalog
        .questions
        .iter()
        .zip(state.assessment.visible.iter().zip(&before.visible))
    {
        match (now, then) {
            (true, false) => console.say(format!("Now also asked: {}.", question.title)),
            (false, true) => console.say(format!("No longer asked: {}.", question.title)),
            _ => {}
        }
    }
    console.say(open(state));
}

/// Winner, totals and margin, each with what it was where that is something else.
fn winner(state: &State<'_>, before: &Assessment) -> String {
    let (now, then) = (state.assessment.chosen(), before.chosen());
    let title = |option: usize| say::name(&state.catalog.options[option].title);
    let named = |option: Option<usize>| option.map_or_else(|| "none".to_owned(), title);
    let first = match (now.winner, now.winner == then.winner) {
        (Some(winner), true) => format!("The winner stays {}.", title(winner)),
        (Some(winner), false) => format!("The winner is now {}; it was {}.", title(winner), named(then.winner)),
        (None, true) => "Still no option passes its must-haves.".to_owned(),
        (None, false) => format!(
            "No option passes its must-haves any more; the winner was {}.",
            named(then.winner)
        ),
    };
    let same = |a: &OptionAssessment, b: &OptionAssessment| {
        number::points(a.total) == number::points(b.total) && a.rank.is_none() == b.rank.is_none()
    };
    if now.winner == then.winner && now.options.iter().zip(&then.options).all(|(now, then)| same(now, then)) {
        let margin = now
            .margin
            .map_or_else(String::new, |m| format!("; margin {}", number::points(m)));
        return match now.winner {
            Some(winner) => format!("The winner stays {}, and every total the same{margin}.", title(winner)),
            None => format!("{first} Every total is the same."),
        };
    }
    let ruled_out = |option: &OptionAssessment| option.rank.is_none();
    let totals: Vec<String> = (now.options.iter().zip(&then.options).enumerate())
        .map(|(index, (now, then))| {
            let (total, was) = (number::points(now.total), number::points(then.total));
            let was = if total == was {
                String::new()
            } else {
                format!(", was {was}")
            };
            let gate = match (ruled_out(now), ruled_out(then)) {
                (true, true) => ", ruled out",
                (true, false) => ", now ruled out",
                (false, true) => ", no longer ruled out",
                (false, false) => "",
            };
            let aside = format!("{was}{gate}");
            let aside = aside.strip_prefix(", ").map_or_else(String::new, |a| format!(" ({a})"));
            format!("{} {total}{aside}", title(index))
        })
        .collect();
    let margin = match (now.margin, then.margin) {
        (Some(margin), was) => {
            let margin = number::points(margin);
            let was = was.map(number::points).filter(|was| *was != margin);
            let was = was.map_or_else(String::new, |was| format!(" (was {was})"));
            format!(" Margin {margin}{was}.")
        }
        (None, _) => String::new(),
    };
    format!("{first} Totals: {}.{margin}", totals.join("; "))
}

/// How many questions are open, and how many of them could still change the winner.
pub(super) fn open(state: &mut State<'_>) -> String {
    let open = match state.assessment.unanswered.len() {
        0 if state.visible().next().is_none() => return String::new(),
        0 => return "Every question is answered.".to_owned(),
        1 => "One question is open".to_owned(),
        n => format!("{n} questions are open"),
    };
    match state.exact().could_change {
        0 => format!("{open}. No open question alone can change the winner any more; `verdict` says the result."),
        1 => format!("{open}; one of them could still change the winner."),
        n => format!("{open}; {n} of them could still change the winner."),
    }
}

/// Who leads now, as a greeting.
pub(super) fn standing(state: &State<'_>) -> String {
    let weighing = state.assessment.chosen();
    let title = |option: usize| say::name(&state.catalog.options[option].title);
    let total = |option: usize| weighing.options.get(option).map_or(0.0, |o| o.total);
    match (weighing.winner, weighing.runner_up) {
        (Some(winner), Some(second)) => format!(
            "At present {} leads with {}; {} has {}.",
            title(winner),
            number::points(total(winner)),
            title(second),
            number::points(total(second))
        ),
        (Some(winner), None) => format!(
            "At present only {} passes its must-haves, with {}.",
            title(winner),
            number::points(total(winner))
        ),
        (None, _) => "At present no option passes its must-haves.".to_owned(),
    }
}

/// The verdict, short or with everything behind it.
pub(super) fn verdict(state: &State<'_>, robustness: &Robustness, whole: bool, console: &mut Console<'_>) {
    let name = state.source();
    let entry = Entry {
        name: &name,
        profile: &state.profile,
        assessment: &state.assessment,
        robustness,
    };
    console.document(&if whole {
        content::assessment(state.catalog, &entry)
    } else {
        content::brief(state.catalog, &entry, "`report` says")
    });
}

/// The weights, and how they came about.
pub(super) fn weights(state: &State<'_>, console: &mut Console<'_>) {
    let assessment = &state.assessment;
    for (index, (criterion, weight)) in state.catalog.criteria.iter().zip(&assessment.weights).enumerate() {
        let aside = match assessment.weights_by {
            WeightsBy::Points if weight.pinned.is_some() => {
                format!(", {} points by hand", say::number(weight.points))
            }
            WeightsBy::Swing => assessment.elicited.swings.get(index).map_or_else(String::new, |swing| {
                let rated = if swing.rated { "" } else { ", not rated" };
                format!(", swing {}{rated}", say::number(swing.points))
            }),
            _ if !weight.stress.is_empty() => {
                let factor: f64 = weight.stress.iter().map(|t| t.factor).product();
                format!(
                    ", {} points times {} by the answers",
                    say::number(weight.base),
                    say::number(factor)
                )
            }
            _ => String::new(),
        };
        let text = format!(
            "{} ({}): {}{aside}.",
            criterion.title,
            criterion.id,
            say::percent(weight.share)
        );
        console.item(&format!("{}. ", index + 1), text);
    }
    for sentence in &assessment.elicited.sentences {
        console.say(sentence);
    }
}

/// What each swing is, from worst to best, and how it is rated.
pub(super) fn swings(state: &State<'_>, console: &mut Console<'_>) {
    console.say(
        "Everything is at its worst, and you may move one criterion to its best. The one you would move first has 100; the others are \
         rated against it.",
    );
    for (index, criterion) in state.catalog.criteria.iter().enumerate() {
        let rating = state.profile.swing.get(&criterion.id);
        let rating = rating.map_or_else(|| "not rated".to_owned(), |points| say::number(*points));
        let range = declared_range(state.catalog, &state.profile, index);
        let text = format!("{} ({}): {range}; {rating}.", criterion.title, criterion.id);
        console.item(&format!("{}. ", index + 1), text);
    }
}

/// The scores, and where they come from.
pub(super) fn scores(state: &State<'_>, console: &mut Console<'_>) {
    let weighing = state.assessment.chosen();
    for (option, scored) in state.catalog.options.iter().zip(&weighing.options) {
        console.say(format!(
            "{} ({}), total {}:",
            option.title,
            option.id,
            number::points(scored.total)
        ));
        for (index, (criterion, score)) in state.catalog.criteria.iter().zip(&scored.scores).enumerate() {
            let text = format!(
                "{} ({}): {}, {}.",
                criterion.title,
                criterion.id,
                number::score(score.value),
                origin(score.origin)
            );
            console.item(&format!("{}. ", index + 1), text);
        }
    }
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Own => "set by hand",
        Origin::Model(_) => "from the model",
        Origin::Answer(_) => "by an answer",
        Origin::Catalog => "the catalog's",
        Origin::Composed => "from its parts",
    }
}

/// The sets of evidence, and who wins on each.
pub(super) fn evidence(state: &State<'_>, console: &mut Console<'_>) {
    for (index, (set, found)) in state
        .catalog
        .evidence
        .iter()
        .zip(&state.assessment.evidence_winners)
        .enumerate()
    {
        let used = if index == state.assessment.evidence {
            ", used now"
        } else {
            ""
        };
        let winner = found.winner.and_then(|winner| state.catalog.options.get(winner));
        let winner = winner.map_or_else(
            || "no option passes".to_owned(),
            |o| format!("{} wins", say::name(&o.title)),
        );
        console.item(
            &format!("{}. ", index + 1),
            format!("{} ({}){used}: {winner}.", set.title, set.id),
        );
    }
}

/// How sure it is, with draws.
pub(super) fn sampled(state: &State<'_>, draws: u32) -> Robustness {
    weigh::robustness(state.catalog, &state.profile, &state.assessment, draws)
}

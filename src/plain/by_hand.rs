//! Weights, orders, trade-offs and scores as typed, read into a change that is yet to be made.

use super::{command, find, state::State};
use crate::{
    profile::{
        Answer, Profile, WeightsBy,
        edit::{Target, typed_points},
    },
    weigh::elicit::{LOSS, TradeOffQuestion, trade_off_questions},
};

/// A change that was understood.
pub(super) struct Change {
    /// What it is, to undo it by.
    pub(super) label: String,
    /// What it is about.
    pub(super) target: Option<Target>,
    /// What is to be said when it is made.
    pub(super) said: String,
    /// The change.
    pub(super) edit: Box<dyn FnOnce(&mut Profile)>,
}

/// What takes something back.
const BACK: &str = "-";

/// `weight CRITERION POINTS`.
pub(super) fn weight(state: &State<'_>, rest: &str) -> Result<Change, String> {
    let (criterion, value) = named(state, rest, "weight performance 30")?;
    let known = &state.catalog.criteria[criterion];
    let target = Target::Weight(criterion);
    if value == BACK {
        if !state.profile.weights.contains_key(&known.id) {
            return Err(format!("the weight of {} is not set by points", known.title));
        }
        return Ok(take_back(state, target, WeightsBy::Points));
    }
    let points = typed_points(value, state.profile.points_left(&known.id), "points")?;
    let said = format!("Weight of {}: {value} points", known.title);
    Ok(set(state, target, WeightsBy::Points, &points, said))
}

/// `swing CRITERION RATING`.
pub(super) fn swing(state: &State<'_>, rest: &str) -> Result<Change, String> {
    let (criterion, value) = named(state, rest, "swing performance 100")?;
    let known = &state.catalog.criteria[criterion];
    let target = Target::Weight(criterion);
    let profile = &state.profile;
    let only_first = profile.only_first(&known.id);
    if value == BACK {
        return match profile.swing.len() {
            _ if !profile.swing.contains_key(&known.id) => Err(format!("the swing of {} is not rated", known.title)),
            2.. if only_first => Err(FIRST.to_owned()),
            _ => Ok(take_back(state, target, WeightsBy::Swing)),
        };
    }
    let rating = typed_points(value, 100.0, "a rating")?;
    let Answer::Number(points) = rating else {
        return Err("a rating: a number from 0 to 100".to_owned());
    };
    if points < 100.0 && profile.weights_by() != WeightsBy::Swing {
        return Err(format!(
            "first say which criterion you would move first from worst to best: `swing {} 100` if it is this one",
            known.id
        ));
    }
    if points < 100.0 && only_first {
        return Err(FIRST.to_owned());
    }
    let said = format!("Swing of {}: {value} of 100", known.title);
    Ok(set(state, target, WeightsBy::Swing, &rating, said))
}

/// Why the first swing keeps its hundred.
const FIRST: &str = "the others are rated against this one, at 100; rate another one 100 first";

/// `rank A > B = C`; those left out come last, together.
pub(super) fn rank(state: &State<'_>, rest: &str) -> Result<Change, String> {
    let names = find::criteria(state.catalog);
    let mut seen: Vec<usize> = Vec::new();
    let mut order: Vec<Vec<usize>> = Vec::new();
    for group in rest.split(['>', ',']) {
        let mut members = Vec::new();
        for name in group.split('=') {
            let criterion = find::find(&names, name.trim(), "criterion")?;
            if seen.contains(&criterion) {
                return Err(format!("{} stands in the order twice", names[criterion].title));
            }
            seen.push(criterion);
            members.push(criterion);
        }
        members.sort_unstable();
        order.push(members);
    }
    let left: Vec<usize> = (0..names.len()).filter(|c| !seen.contains(c)).collect();
    if !left.is_empty() {
        order.push(left);
    }
    let title = |c: &usize| names[*c].title;
    let groups: Vec<String> = order
        .iter()
        .map(|group| group.iter().map(title).collect::<Vec<_>>().join(" = "))
        .collect();
    let ids = |group: &Vec<usize>| group.iter().map(|c| names[*c].id.to_owned()).collect();
    let order: Vec<Vec<String>> = order.iter().map(ids).collect();
    Ok(Change {
        label: "order of the criteria".to_owned(),
        target: seen.first().map(|c| Target::Weight(*c)),
        said: format!("Order: {}", groups.join(" > ")),
        edit: Box::new(move |profile| profile.set_rank(order)),
    })
}

/// The trade-offs that are worth asking.
pub(super) fn trade_offs(state: &State<'_>) -> Vec<TradeOffQuestion> {
    trade_off_questions(state.catalog, &state.profile)
}

/// What a trade-off asks, in a sentence more than on a screen, which has a scale.
pub(super) fn trade_off_asked(asked: &TradeOffQuestion) -> String {
    let answer = asked
        .answer
        .map_or_else(|| "not answered".to_owned(), |gain| format!("your answer: {gain}"));
    format!(
        "{} Points of the score, more than 0 and at most 10; {LOSS} is half of the range. {answer}.",
        asked.ask
    )
}

/// `trade-off NUMBER GAIN`.
pub(super) fn trade_off(state: &State<'_>, rest: &str) -> Result<Change, String> {
    let all = trade_offs(state);
    if all.is_empty() {
        return Err("there is nothing to check before two swings are rated: see `swing`".to_owned());
    }
    let (number, value) = command::split_last(rest).ok_or("write a number and a gain, for instance `trade-off 1 3`")?;
    let place = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let asked = place
        .and_then(|place| all.get(place))
        .ok_or_else(|| format!("trade-offs are numbered 1 to {}", all.len()))?;
    let gain = if value == BACK {
        0.0
    } else {
        match typed_points(value, 10.0, "a gain")? {
            Answer::Number(gain) if gain > 0.0 => gain,
            _ => return Err("a gain: more than 0, at most 10".to_owned()),
        }
    };
    let criteria = &state.catalog.criteria;
    let (a, b) = (&criteria[asked.a], &criteria[asked.b]);
    let label = format!("trade-off of {} and {}", a.title, b.title);
    let said = if value == BACK {
        format!("Taken back: {label}")
    } else {
        format!("{LOSS} points of {} for {gain} of {}", a.title, b.title)
    };
    let (a, b) = (a.id.clone(), b.id.clone());
    Ok(Change {
        label,
        target: Some(Target::Weight(asked.a)),
        said,
        edit: Box::new(move |profile| profile.set_trade_off(&a, &b, gain)),
    })
}

/// `score OPTION CRITERION SCORE`; both names may be of several words.
pub(super) fn score(state: &State<'_>, rest: &str) -> Result<Change, String> {
    const EXAMPLE: &str = "write an option, a criterion and a score from 0 to 10, for instance `score 1 performance 8`";
    let (names, value) = command::split_last(rest).ok_or(EXAMPLE)?;
    let words: Vec<&str> = names.split_whitespace().collect();
    let (options, criteria) = (find::options(state.catalog), find::criteria(state.catalog));
    let mut failed = EXAMPLE.to_owned();
    let mut found = Vec::new();
    for at in 1..words.len() {
        let option = find::find(&options, &words[..at].join(" "), "option");
        let criterion = find::find(&criteria, &words[at..].join(" "), "criterion");
        match (option, criterion) {
            (Ok(option), Ok(criterion)) => found.push((option, criterion)),
            (Ok(_), Err(why)) | (Err(why), _) if at == 1 || words.len() == 2 => failed = why,
            _ => {}
        }
    }
    found.dedup();
    let [(option, criterion)] = found[..] else {
        return Err(failed);
    };
    let target = Target::Score { option, criterion };
    let label = target.label(state.catalog);
    if value == BACK {
        let own = state.profile.scores.get(options[option].id);
        if !own.is_some_and(|own| own.contains_key(criteria[criterion].id)) {
            return Err(format!("the {label} is not set by hand"));
        }
        return Ok(take_back(state, target, WeightsBy::Catalog));
    }
    let score = typed_points(value, 10.0, "a score")?;
    let said = format!("{}: {value}", crate::weigh::words::sentence_case(&label));
    Ok(set(state, target, WeightsBy::Catalog, &score, said))
}

/// `release`.
pub(super) fn release() -> Change {
    Change {
        label: "weights released".to_owned(),
        target: None,
        said: "All weights follow the catalog and the answers again".to_owned(),
        edit: Box::new(Profile::release_weights),
    }
}

/// A criterion, and the word behind it.
fn named<'t>(state: &State<'_>, rest: &'t str, example: &str) -> Result<(usize, &'t str), String> {
    let (name, value) = command::split_last(rest).ok_or_else(|| {
        format!("write a criterion and a number, for instance `{example}`; `weights` lists the criteria")
    })?;
    let criterion = find::find(&find::criteria(state.catalog), name, "criterion")?;
    Ok((criterion, value))
}

fn set(state: &State<'_>, target: Target, way: WeightsBy, answer: &Answer, mut said: String) -> Change {
    let before = state.profile.weights_by();
    if matches!(target, Target::Weight(_)) && before != WeightsBy::Catalog && before != way {
        said = format!("{said}. The weights {} are taken back", before.words());
    }
    let mut profile = state.profile.clone();
    target.set(state.catalog, &mut profile, way, answer);
    whole(state, target, said, profile)
}

fn take_back(state: &State<'_>, target: Target, way: WeightsBy) -> Change {
    let mut profile = state.profile.clone();
    target.clear(state.catalog, &mut profile, way);
    let said = format!("Taken back: {}", target.label(state.catalog));
    whole(state, target, said, profile)
}

fn whole(state: &State<'_>, target: Target, said: String, changed: Profile) -> Change {
    Change {
        label: target.label(state.catalog),
        target: Some(target),
        said,
        edit: Box::new(move |profile| *profile = changed),
    }
}

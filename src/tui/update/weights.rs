//! The question for the weights: by points, by swing with a check by trade-offs, by rank.

use super::{change, question, typing};
use crate::{
    profile::{Answer, WeightsBy},
    tui::{
        keymap::{Action, Context},
        model::{Model, Target},
    },
};

/// Why an order has no numbers to set.
pub(super) const IN_ORDER: &str = "the weights follow an order: change it in the question for the weights";
/// Why the first swing keeps its hundred.
const FIRST: &str = "the others are rated against this one, at 100: f makes another the first";
/// A twentieth of a range, and a hundredth, in points of the score.
const STEPS: [f64; 2] = [0.5, 0.1];

/// What a key does to the weights.
pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Way => other_way(model),
        Action::Release => release(model),
        Action::Up | Action::Down => go(model, action == Action::Up),
        Action::Take if model.typing.is_some() => {
            typing::take(model);
        }
        _ => match model.way() {
            WeightsBy::Catalog | WeightsBy::Points => points(model, action),
            WeightsBy::Swing => swing(model, action),
            WeightsBy::Rank => rank(model, action),
        },
    }
}

/// The next way.
fn other_way(model: &mut Model) {
    go_by(
        model,
        match model.way() {
            WeightsBy::Catalog | WeightsBy::Points => WeightsBy::Swing,
            WeightsBy::Swing => WeightsBy::Rank,
            WeightsBy::Rank => WeightsBy::Points,
        },
    );
}

/// Asks for the weights in this way. Nothing is changed before something is set in it.
pub(super) fn go_by(model: &mut Model, way: WeightsBy) {
    model.typing = None;
    model.asking.way = Some(way);
    model.asking.check = None;
    model.history.part();
    change::preview(model);
    let said = model.profile.weights_by();
    if said != WeightsBy::Catalog && said != way {
        model.say(format!(
            "weights {} stay in force until one is set {}",
            said.words(),
            way.words()
        ));
    }
}

fn release(model: &mut Model) {
    let way = model.way();
    let target = model.criterion_here().map(Target::Weight);
    model.typing = None;
    change::change(model, "weights released".into(), target, false, |profile| {
        profile.release_weights();
    });
    // The way stays the one that is looked at.
    model.asking.way = Some(way);
    model.asking.check = None;
}

/// To the criterion above or below, as they stand on the screen.
fn go(model: &mut Model, up: bool) {
    let rows: Vec<usize> = match model.way() {
        WeightsBy::Rank => model.order().into_iter().flatten().collect(),
        _ => (0..model.catalog.criteria.len()).collect(),
    };
    let at = here(model);
    let place = rows.iter().position(|c| *c == at).unwrap_or(0);
    let steps = if up { rows.len() - 1 } else { 1 };
    if let Some(next) = rows.get((place + steps) % rows.len().max(1)) {
        go_to(model, *next);
    }
}

/// To this criterion.
pub(super) fn go_to(model: &mut Model, criterion: usize) {
    model.typing = None;
    model.asking.cursor = Some(criterion);
    model.history.part();
    change::preview(model);
}

/// The criterion under the cursor.
fn here(model: &Model) -> usize {
    let last = model.catalog.criteria.len().saturating_sub(1);
    model.asking.cursor.unwrap_or(0).min(last)
}

fn points(model: &mut Model, action: Action) {
    let at = here(model);
    match action {
        Action::More => typing::step_weight(model, at, 1.0),
        Action::Less => typing::step_weight(model, at, -1.0),
        Action::MuchMore => typing::step_weight(model, at, 5.0),
        Action::MuchLess => typing::step_weight(model, at, -5.0),
        Action::Take => question::on(model),
        _ => {}
    }
}

// ---------------------------------------------------------------------------------------------------------------- swing

fn swing(model: &mut Model, action: Action) {
    let at = here(model);
    match action {
        Action::More => step_swing(model, at, 5.0),
        Action::Less => step_swing(model, at, -5.0),
        Action::MuchMore => step_swing(model, at, 1.0),
        Action::MuchLess => step_swing(model, at, -1.0),
        Action::First => move_first(model, at),
        Action::Check => ask_trade_off(model, 0),
        Action::Take if model.profile.weights_by() != WeightsBy::Swing => move_first(model, at),
        Action::Take => take_rating(model, at),
        _ => {}
    }
}

/// What is to be done before a swing can be rated.
fn choose_first(model: &Model) -> String {
    let key = model.keymap.name(Context::Swing, Action::Take, true);
    format!("first choose what you would move first from worst to best ({key})")
}

/// A rating as typed, where it can be one.
pub(super) fn rating(model: &Model, criterion: usize, typed: Result<Answer, String>) -> Result<Answer, String> {
    if model.profile.weights_by() != WeightsBy::Swing {
        return Err(choose_first(model));
    }
    match typed {
        Ok(Answer::Number(points)) if points < 100.0 && model.only_first(criterion) => Err(FIRST.to_owned()),
        typed => typed,
    }
}

/// Names what one would move first.
fn move_first(model: &mut Model, criterion: usize) {
    let declared = &model.catalog.criteria[criterion];
    let target = Some(Target::Weight(criterion));
    let label = format!("{} first", declared.title);
    model.typing = None;
    change::change(model, label, target, false, |profile| {
        profile.move_first(&declared.id, declared.declared_ends());
    });
    if let Some(next) = unrated(model, criterion) {
        model.asking.cursor = Some(next);
    }
    change::preview(model);
}

/// The next criterion whose swing is not rated, after this one and round.
fn unrated(model: &Model, after: usize) -> Option<usize> {
    let count = model.catalog.criteria.len();
    (1..=count)
        .map(|step| (after + step) % count)
        .find(|c| model.rated(*c).is_none())
}

/// Takes the rating shown, and goes on: to the next swing that is not rated, to the trade-offs, to the next question.
fn take_rating(model: &mut Model, criterion: usize) {
    if model.rated(criterion).is_none()
        && let Some(shown) = model.assessment.elicited.swings.get(criterion)
    {
        let points = Answer::Number(shown.points.round());
        change::set(model, Target::Weight(criterion), &points, false);
    }
    model.history.part();
    if let Some(next) = unrated(model, criterion) {
        model.asking.cursor = Some(next);
        return change::preview(model);
    }
    match model.trade_offs().iter().position(|asked| asked.answer.is_none()) {
        Some(place) => ask_trade_off(model, place),
        None => question::on(model),
    }
}

/// Steps a rating, at once, to the next multiple of the step.
pub(super) fn step_swing(model: &mut Model, criterion: usize, by: f64) {
    model.typing = None;
    let Some(from) = model
        .assessment
        .elicited
        .swings
        .get(criterion)
        .map(|swing| swing.points)
    else {
        return model.say(choose_first(model));
    };
    if by < 0.0 && model.only_first(criterion) {
        return model.say(FIRST);
    }
    let step = by.abs();
    let places = from / step;
    let next = if by > 0.0 {
        (places + 1e-9).floor() + 1.0
    } else {
        (places - 1e-9).ceil() - 1.0
    };
    let points = Answer::Number((next * step).clamp(0.0, 100.0));
    change::set(model, Target::Weight(criterion), &points, true);
    change::preview(model);
}

// ------------------------------------------------------------------------------------------------------------ trade-offs

fn ask_trade_off(model: &mut Model, place: usize) {
    model.typing = None;
    model.asking.check = Some(place);
    model.history.part();
    change::preview(model);
}

/// What a key does to the trade-off that is asked; whether it is one of its keys.
pub(super) fn check(model: &mut Model, action: Action) -> bool {
    let [step, fine] = STEPS;
    match action {
        Action::More => trade(model, step),
        Action::Less => trade(model, -step),
        Action::MuchMore => trade(model, fine),
        Action::MuchLess => trade(model, -fine),
        Action::Clear => trade(model, -10.0),
        Action::Close => {
            model.asking.check = None;
            model.history.part();
        }
        Action::Take => {
            let next = model.asking.check.map_or(0, |place| place + 1);
            if next < model.trade_offs().len() {
                ask_trade_off(model, next);
            } else {
                question::on(model);
            }
        }
        _ => return false,
    }
    true
}

/// More or less of what makes up for the loss; none at all takes the answer back.
fn trade(model: &mut Model, by: f64) {
    let Some(asked) = model.trade_off() else { return };
    let from = asked.answer.unwrap_or(0.0);
    // Tenths, as people would write them.
    let gain = ((from + by) * 10.0).round().clamp(0.0, 100.0) / 10.0;
    let criteria = &model.catalog.criteria;
    let (a, b) = (&criteria[asked.a], &criteria[asked.b]);
    let label = format!("trade-off of {} and {}", a.title, b.title);
    let joins = by.abs() < 10.0;
    change::change(model, label, Some(Target::Weight(asked.a)), joins, |profile| {
        profile.set_trade_off(&a.id, &b.id, gain);
    });
}

// ----------------------------------------------------------------------------------------------------------------- rank

fn rank(model: &mut Model, action: Action) {
    let at = here(model);
    let mut order = model.order();
    let Some(group) = order.iter().position(|group| group.contains(&at)) else {
        return;
    };
    match action {
        Action::More => raise(&mut order, group, at),
        Action::Less => lower(&mut order, group, at),
        Action::Tie => tie(&mut order, group, at),
        Action::State => {}
        Action::Take => return question::on(model),
        _ => return,
    }
    let criteria = &model.catalog.criteria;
    let label = format!("order, {}", criteria[at].title);
    let joins = action != Action::State;
    let ids = |group: &Vec<usize>| group.iter().map(|c| criteria[*c].id.clone()).collect();
    let groups: Vec<Vec<String>> = order.iter().map(ids).collect();
    change::change(model, label, Some(Target::Weight(at)), joins, |profile| {
        profile.set_rank(groups);
    });
    change::preview(model);
}

/// Above those that were as important, else above the group above.
fn raise(order: &mut Vec<Vec<usize>>, group: usize, criterion: usize) {
    if order[group].len() > 1 {
        order[group].retain(|c| *c != criterion);
        order.insert(group, vec![criterion]);
    } else if group > 0 {
        order.swap(group, group - 1);
    }
}

/// Below those that were as important, else below the group below.
fn lower(order: &mut Vec<Vec<usize>>, group: usize, criterion: usize) {
    if order[group].len() > 1 {
        order[group].retain(|c| *c != criterion);
        order.insert(group + 1, vec![criterion]);
    } else if group + 1 < order.len() {
        order.swap(group, group + 1);
    }
}

/// Joins the group above; one that is in a group of several leaves it, to stand below.
fn tie(order: &mut Vec<Vec<usize>>, group: usize, criterion: usize) {
    if order[group].len() > 1 {
        lower(order, group, criterion);
    } else if group > 0 {
        order.remove(group);
        order[group - 1].push(criterion);
        order[group - 1].sort_unstable();
    } else if order.len() > 1 {
        // The first has none above: the next joins it.
        let next = order.remove(1);
        order[0].extend(next);
        order[0].sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_moves_through_the_order_one_place_at_a_time() {
        let mut order = vec![vec![0, 1], vec![2], vec![3]];
        raise(&mut order, 0, 1);
        assert_eq!(order, [vec![1], vec![0], vec![2], vec![3]]);
        lower(&mut order, 0, 1);
        lower(&mut order, 1, 1);
        assert_eq!(order, [vec![0], vec![2], vec![1], vec![3]]);
        lower(&mut order, 3, 3);
        assert_eq!(order.len(), 4, "the last stays the last");
    }

    #[test]
    fn a_tie_is_joined_and_left() {
        let mut order = vec![vec![0], vec![1], vec![2]];
        tie(&mut order, 1, 1);
        assert_eq!(order, [vec![0, 1], vec![2]]);
        tie(&mut order, 0, 1);
        assert_eq!(order, [vec![0], vec![1], vec![2]]);
        tie(&mut order, 0, 0);
        assert_eq!(order, [vec![0, 1], vec![2]]);
        tie(&mut order, 0, 0);
        assert_eq!(order, [vec![1], vec![0], vec![2]]);
        let mut alone = vec![vec![0]];
        tie(&mut alone, 0, 0);
        assert_eq!(alone, [vec![0]]);
    }
}

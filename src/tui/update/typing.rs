//! Typing and stepping values.

use super::{change, question, reading, weights};
use crate::{
    catalog::{QuestionKind, Scale},
    profile::{
        Answer, WeightsBy,
        edit::{typed_answer, typed_points},
    },
    tui::{
        field::Field,
        key::Key,
        keymap::Action,
        layer::Layer,
        model::{Model, Screen, Target, Typing},
    },
};

/// A key that is text, where the keys go now.
pub(super) fn key(model: &mut Model, key: Key) {
    with_field(model, |field| {
        field.key(key);
    });
}

/// Pasted text.
pub(super) fn paste(model: &mut Model, text: &str) {
    let takes = model.contexts().iter().any(|c| c.takes(Key::char('1')));
    if takes {
        with_field(model, |field| field.paste(text));
    } else {
        model.say("there is nothing to paste into here");
    }
}

/// Lets `edit` change the field that has the keys, and sees to what follows.
fn with_field(model: &mut Model, edit: impl FnOnce(&mut Field)) {
    match model.layers.last_mut() {
        Some(Layer::Open(list)) => edit(&mut list.path),
        Some(Layer::Jump(list)) => {
            edit(&mut list.filter);
            list.cursor = 0;
        }
        Some(Layer::Explain(popup)) if !popup.inside => {
            edit(&mut popup.filter);
            popup.cursor = 0;
            popup.look();
        }
        Some(Layer::Record(form)) => edit(&mut form.folder),
        Some(Layer::Prompt(prompt)) => {
            edit(&mut prompt.field);
            prompt.error = None;
        }
        Some(_) => {}
        None if model.screen == Screen::Guide => {
            edit(&mut model.guide.query);
            reading::found(model);
        }
        None => {
            let Some(target) = model.target() else { return };
            let mut field = match model.typing.take() {
                Some(typing) => typing.field,
                None => Field::default(),
            };
            edit(&mut field);
            typed(model, target, field);
        }
    }
}

/// Takes note of what is typed for `target`, and previews it where it can be read.
fn typed(model: &mut Model, target: Target, field: Field) {
    let parsed = parse(model, target, field.text());
    model.typing = Some(Typing { target, field, parsed });
    change::preview(model);
}

fn parse(model: &Model, target: Target, text: &str) -> Result<Answer, String> {
    match target {
        Target::Answer(question) => typed_answer(&model.catalog.questions[question], text, &model.assessment.currency),
        Target::Weight(criterion) => match model.way() {
            WeightsBy::Catalog | WeightsBy::Points => typed_points(text, room_for(model, criterion), "points"),
            WeightsBy::Swing => weights::rating(model, criterion, typed_points(text, 100.0, "a rating")),
            WeightsBy::Rank => Err(weights::IN_ORDER.to_owned()),
        },
        Target::Score { .. } => typed_points(text, 10.0, "a score"),
    }
}

/// Points that a weight may have: what the other weights set by hand leave of the hundred.
fn room_for(model: &Model, criterion: usize) -> f64 {
    model.profile.points_left(&model.catalog.criteria[criterion].id)
}

/// Takes what is typed. True where it could be read (or nothing was typed).
pub(super) fn take(model: &mut Model) -> bool {
    let Some(typing) = model.typing.take() else { return true };
    if typing.field.text().trim().is_empty() {
        change::preview(model);
        return true;
    }
    match &typing.parsed {
        Ok(answer) => {
            change::set(model, typing.target, answer, false);
            true
        }
        Err(why) => {
            model.complain(why.clone());
            model.typing = Some(typing);
            false
        }
    }
}

/// What a key does to a number question.
pub(super) fn number(model: &mut Model, action: Action) {
    match action {
        Action::More => step_answer(model, true),
        Action::Less => step_answer(model, false),
        Action::Take => {
            let nothing = model.typing.is_none();
            if take(model) {
                mark_passed(model, nothing);
                question::on(model);
            }
        }
        _ => {}
    }
}

fn mark_passed(model: &mut Model, passed: bool) {
    if let Some(here) = model.asking.question
        && let Some(mark) = model.asking.passed.get_mut(here)
    {
        *mark |= passed;
    }
}

/// Steps the number of the question asked now; it is typed, not yet taken.
fn step_answer(model: &mut Model, up: bool) {
    let Some(index) = model.asking.question else { return };
    let question = &model.catalog.questions[index];
    let QuestionKind::Number {
        min, max, whole, scale, ..
    } = question.kind
    else {
        return;
    };
    let typed = model.typing.as_ref().and_then(|t| t.parsed.as_ref().ok());
    let from = match typed.or_else(|| model.answer(index)) {
        Some(&Answer::Number(x)) => x,
        _ => question.default.as_ref().map_or(min, |d| d.value),
    };
    let next = match scale {
        Scale::Linear => step_linear(from, up, (max - min) / 100.0),
        Scale::Logarithmic => step_logarithmic(from, up),
    };
    let next = if whole { next.round() } else { next };
    // A whole number must move by one at least.
    let next = match (whole && (next - from).abs() < 0.5, up) {
        (true, true) => from + 1.0,
        (true, false) => from - 1.0,
        (false, _) => next,
    };
    typed_number(model, Target::Answer(index), next.clamp(min, max));
}

/// Puts what a slider stands for to a value: a number that is asked is typed and not yet taken, all else is set at once.
pub(super) fn slide(model: &mut Model, target: Target, value: f64) {
    let joins = true;
    match target {
        Target::Answer(index) => {
            let Some(question) = model.catalog.questions.get(index) else {
                return;
            };
            let QuestionKind::Number { min, max, whole, .. } = question.kind else {
                return;
            };
            if model.screen == Screen::Questions {
                typed_number(model, target, rounded(value, whole).clamp(min, max));
            } else {
                change::set(model, target, &Answer::Number(value.clamp(min, max)), joins);
            }
        }
        Target::Weight(criterion) => {
            model.typing = None;
            let points = match model.way() {
                WeightsBy::Catalog | WeightsBy::Points => {
                    Ok(Answer::Number(value.clamp(0.0, room_for(model, criterion))))
                }
                WeightsBy::Swing => weights::rating(model, criterion, Ok(Answer::Number(value))),
                WeightsBy::Rank => Err(weights::IN_ORDER.to_owned()),
            };
            match points {
                Ok(points) => change::set(model, target, &points, joins),
                Err(why) => return model.say(why),
            }
            change::preview(model);
        }
        Target::Score { .. } => {}
    }
}

/// Two figures are as exact as a hand on a slider.
fn rounded(number: f64, whole: bool) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return 0.0;
    }
    let unit = 10_f64.powf(number.abs().log10().floor() - 1.0);
    let unit = if whole { unit.max(1.0) } else { unit };
    (number / unit).round() * unit
}

fn typed_number(model: &mut Model, target: Target, number: f64) {
    typed(model, target, Field::new(&plain(number)));
}

/// A number as one would type it: no digits that only binary fractions have.
fn plain(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    let number = if rounded == 0.0 { number } else { rounded };
    format!("{number}")
}

/// The next (or last) multiple of a tenth of the number's own size.
fn step_linear(from: f64, up: bool, least: f64) -> f64 {
    let size = from.abs().max(least.abs());
    if size <= 0.0 {
        return if up { 1.0 } else { 0.0 };
    }
    let step = 10_f64.powf(size.log10().floor() - 1.0);
    let steps = from / step;
    step * if up {
        (steps + 1.0 + 1e-9).floor()
    } else {
        (steps - 1.0 - 1e-9).ceil()
    }
}

/// The next (or last) of 1, 2, 5, 10, 20, 50, …
fn step_logarithmic(from: f64, up: bool) -> f64 {
    if from <= 0.0 {
        return if up { 1.0 } else { 0.0 };
    }
    let decade = 10_f64.powf(from.log10().floor());
    let stops = [0.5, 1.0, 2.0, 5.0, 10.0].map(|s| s * decade);
    let near = 1e-9 * from;
    if up {
        stops.into_iter().find(|s| *s > from + near).unwrap_or(from)
    } else {
        stops.into_iter().rev().find(|s| *s < from - near).unwrap_or(from)
    }
}

/// Moves a number answer to the next (or last) multiple of `by`, at once, from what is in force.
pub(super) fn move_answer(model: &mut Model, question: usize, in_force: Option<f64>, by: f64) {
    let known = &model.catalog.questions[question];
    let QuestionKind::Number { min, max, .. } = known.kind else {
        return;
    };
    // What is answered may lie beyond what it comes to: a switch after the horizon.
    let from = match (model.answer(question), in_force) {
        (Some(&Answer::Number(x)), _) | (_, Some(x)) => x,
        _ => known.default.as_ref().map_or(min, |default| default.value),
    };
    let steps = from / by.abs();
    let next = by.abs()
        * if by > 0.0 {
            (steps + 1.0 + 1e-9).floor()
        } else {
            (steps - 1.0 - 1e-9).ceil()
        };
    let next = (next * 1e6).round() / 1e6;
    change::set(
        model,
        Target::Answer(question),
        &Answer::Number(next.clamp(min, max)),
        true,
    );
}

/// Steps a weight, at once.
pub(super) fn step_weight(model: &mut Model, criterion: usize, by: f64) {
    model.typing = None;
    let Some(weight) = model.assessment.weights.get(criterion) else {
        return;
    };
    match model.way() {
        WeightsBy::Catalog | WeightsBy::Points => {}
        WeightsBy::Swing => return weights::step_swing(model, criterion, by),
        WeightsBy::Rank => return model.say(weights::IN_ORDER),
    }
    let from = weight.pinned.unwrap_or(weight.points);
    let stepped = if by > 0.0 {
        (from + by).floor()
    } else {
        (from + by).ceil()
    };
    let points = stepped.clamp(0.0, room_for(model, criterion));
    change::set(model, Target::Weight(criterion), &Answer::Number(points), true);
    change::preview(model);
}

/// Steps a score, at once.
pub(super) fn step_score(model: &mut Model, option: usize, criterion: usize, by: f64) {
    model.typing = None;
    let scores = model.assessment.chosen().options.get(option).map(|o| &o.scores);
    let Some(score) = scores.and_then(|s| s.get(criterion)) else {
        return;
    };
    let next = ((score.value * 10.0).round() / 10.0 + by).clamp(0.0, 10.0);
    change::set(model, Target::Score { option, criterion }, &Answer::Number(next), true);
    change::preview(model);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logarithmic_step_goes_to_the_next_round_number() {
        let step = |from, up| plain(step_logarithmic(from, up));
        assert_eq!(step(12_000.0, true), "20000");
        assert_eq!(step(20_000.0, true), "50000");
        assert_eq!(step(50_000.0, true), "100000");
        assert_eq!(step(10_000.0, false), "5000");
        assert_eq!(step(0.0, true), "1");
    }

    #[test]
    fn a_linear_step_is_a_tenth_of_the_numbers_size() {
        let step = |from, up, least| plain(step_linear(from, up, least));
        assert_eq!(step(12.0, true, 0.1), "13");
        assert_eq!(step(12.5, true, 0.1), "13");
        assert_eq!(step(12.5, false, 0.1), "12");
        assert_eq!(step(120.0, true, 1.0), "130");
        assert_eq!(step(0.3, true, 0.01), "0.31");
    }

    #[test]
    fn a_number_is_written_as_one_would_type_it() {
        assert_eq!(plain(12_000.0), "12000");
        assert_eq!(plain(0.1 + 0.2), "0.3");
    }
}

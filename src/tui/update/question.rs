//! The question screen.

use super::{change, show, typing, weights};
use crate::{
    catalog::QuestionKind,
    profile::Answer,
    tui::{
        keymap::Action,
        layer::{Layer, Prompt},
        model::{Model, Screen, Target},
    },
};

/// What a key does to the question.
pub(super) fn act(model: &mut Model, action: Action) {
    let Some(question) = model.asked() else { return };
    if model.trade_off().is_some() && weights::check(model, action) {
        return;
    }
    match action {
        Action::Back => {
            if let Some(before) = model.neighbour(false) {
                go_to(model, before);
            }
        }
        Action::Skip => skip(model),
        Action::Note => {
            if let Some(index) = model.asking.question {
                model.layers.push(Layer::Prompt(Prompt::note(model, index)));
            }
        }
        Action::NextChart => model.asking.chart = model.asking.chart.next(),
        Action::DontKnow => {
            if let Some(index) = model.asking.question {
                model.typing = None;
                change::set(model, Target::Answer(index), &Answer::Unknown, false);
                on(model);
            }
        }
        Action::Clear => {
            if let Some(target) = model.target() {
                change::clear(model, target);
                cursor_on_answer(model);
            }
        }
        Action::Close => {
            model.typing = None;
            if !matches!(question.kind, QuestionKind::Points) {
                cursor_on_answer(model);
            }
            change::preview(model);
        }
        _ => match &question.kind {
            QuestionKind::Choice(choices) => choose(model, action, choices.len()),
            QuestionKind::Number { .. } => typing::number(model, action),
            QuestionKind::Points => weights::act(model, action),
        },
    }
}

fn choose(model: &mut Model, action: Action, choices: usize) {
    // After the last choice comes "don't know yet".
    let rows = choices + 1;
    match (action, model.asking.cursor) {
        (Action::Up, at) => model.asking.cursor = Some((at.unwrap_or(rows) + rows - 1) % rows),
        (Action::Down, at) => model.asking.cursor = Some(at.map_or(0, |at| (at + 1) % rows)),
        (Action::Take, Some(at)) => {
            if let (Some(index), Some(question)) = (model.asking.question, model.asked())
                && let QuestionKind::Choice(choices) = &question.kind
            {
                let answer = choices
                    .get(at)
                    .map_or(Answer::Unknown, |c| Answer::Choice(c.id.clone()));
                change::set(model, Target::Answer(index), &answer, false);
                on(model);
            }
            return;
        }
        (Action::Take, None) => return skip(model),
        _ => {}
    }
    change::preview(model);
}

/// To the next question; this one was passed by.
fn skip(model: &mut Model) {
    if let Some(here) = model.asking.question
        && let Some(passed) = model.asking.passed.get_mut(here)
    {
        *passed = true;
    }
    on(model);
}

/// On to the next question; after the last one, the verdict.
pub(super) fn on(model: &mut Model) {
    if let Some(next) = model.neighbour(true) {
        go_to(model, next);
    } else {
        cursor_on_answer(model);
        show(model, Screen::Verdict);
        let open = model.assessment.unanswered.len();
        model.say(match open {
            0 => "that was the last question; all are answered".to_owned(),
            1 => "that was the last question; one is still open (j)".to_owned(),
            n => format!("that was the last question; {n} are still open (j)"),
        });
    }
}

/// Asks this question.
pub(super) fn go_to(model: &mut Model, question: usize) {
    model.asking.question = Some(question);
    model.asking.way = None;
    model.asking.check = None;
    model.typing = None;
    model.history.part();
    cursor_on_answer(model);
    change::preview(model);
}

/// Puts the cursor on what is answered; nowhere, where nothing is.
pub(super) fn cursor_on_answer(model: &mut Model) {
    model.asking.cursor =
        model.asking.question.and_then(
            |index| match (&model.catalog.questions[index].kind, model.answer(index)) {
                (QuestionKind::Choice(choices), Some(Answer::Choice(id))) => choices.iter().position(|c| c.id == *id),
                (QuestionKind::Choice(choices), Some(Answer::Unknown)) => Some(choices.len()),
                (QuestionKind::Points, _) => Some(0),
                _ => None,
            },
        );
}

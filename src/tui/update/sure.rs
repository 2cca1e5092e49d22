//! How sure the verdict is: what the worker found, and the open questions in the order of their worth.

use super::{question, reading, show};
use crate::{
    tui::{
        keymap::Action,
        model::{Model, Screen, Sure},
    },
    weigh::Robustness,
};

/// Takes what the worker found, unless something else is shown by now.
pub(super) fn found(model: &mut Model, generation: u64, robustness: Robustness) {
    if generation != model.generation {
        model.changed = false;
        return;
    }
    model.worth = model.worth.min(robustness.questions.len().saturating_sub(1));
    model.sure = Some(Sure { generation, robustness });
    reading::stop_at_the_end(model);
}

/// What a key does on the screen of what would change the winner.
pub(super) fn act(model: &mut Model, action: Action) {
    let questions = model.sure.as_ref().map_or(0, |sure| sure.robustness.questions.len());
    match action {
        Action::Up => model.worth = model.worth.saturating_sub(1),
        Action::Down => model.worth = (model.worth + 1).min(questions.saturating_sub(1)),
        Action::Take => {
            let chosen = model
                .sure
                .as_ref()
                .and_then(|sure| sure.robustness.questions.get(model.worth));
            if let Some(question) = chosen.map(|chosen| chosen.question) {
                ask(model, question);
            }
        }
        _ => reading::act(model, action),
    }
}

/// Goes to the open question that is most worth answering.
pub(super) fn ask_next(model: &mut Model) {
    if let Some(question) = model.worth_asking() {
        ask(model, question);
    }
}

fn ask(model: &mut Model, question: usize) {
    if model.assessment.visible.get(question).copied().unwrap_or(false) {
        show(model, Screen::Questions);
        question::go_to(model, question);
    }
}

//! The path screen: switch months and shares of traffic, moved in place.

use super::{change, reading, typing};
use crate::tui::{keymap::Action, model::Model};

/// What a key does on the path screen.
pub(super) fn act(model: &mut Model, action: Action) {
    let levers = model.levers();
    let last = levers.len().saturating_sub(1);
    match action {
        Action::Up | Action::Down if last > 0 => {
            model.lever = if action == Action::Up {
                model.lever.saturating_sub(1)
            } else {
                (model.lever + 1).min(last)
            };
            model.history.part();
        }
        Action::More => step(model, 1.0),
        Action::Less => step(model, -1.0),
        Action::MuchMore => step(model, 6.0),
        Action::MuchLess => step(model, -6.0),
        Action::Clear => {
            if let Some(target) = model.target() {
                change::clear(model, target);
            }
        }
        _ => reading::act(model, action),
    }
}

/// Moves the lever by months, or by so many times five percent.
fn step(model: &mut Model, steps: f64) {
    let levers = model.levers();
    let Some(lever) = levers.get(model.lever.min(levers.len().saturating_sub(1))) else {
        return;
    };
    let by = if lever.month { steps } else { steps * 5.0 };
    typing::move_answer(model, lever.question, lever.at, by);
}

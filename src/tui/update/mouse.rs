//! The mouse. A click goes to what is there; a click on what the cursor is on already is Enter. Sliders follow the pointer,
//! the wheel moves what is under it, and a chart is read where the pointer rests.

use super::{act, change, in_context, layer, matrix, on_key, reading, show, typing, weights};
use crate::{
    catalog::QuestionKind,
    tui::{
        hit::{Spot, Wheel},
        keymap::Action,
        layer::Layer,
        message::Effect,
        model::{Model, Screen, Target},
        pointer::{Motion, Pointer},
        view::MatrixCell,
    },
};

/// Rows that a turn of the wheel scrolls.
const ROWS: i32 = 3;

/// What the mouse did.
pub(super) fn pointer(model: &mut Model, pointer: Pointer, effects: &mut Vec<Effect>) {
    if !model.mouse {
        model.changed = false;
        return;
    }
    let (x, y) = (pointer.x, pointer.y);
    match pointer.motion {
        Motion::Press => match model.hits.click(x, y) {
            Some(spot) => {
                model.notice = None;
                press(model, spot, effects);
            }
            None => model.changed = model.notice.take().is_some(),
        },
        Motion::Drag => drag(model, x),
        Motion::Release => {
            if model.dragged.take().is_some() {
                model.history.part();
            }
            model.changed = false;
        }
        Motion::Move => {
            let reading = model.hits.reading(x, y);
            model.changed = reading != model.reading;
            model.reading = reading;
        }
        Motion::WheelUp | Motion::WheelDown => {
            let up = pointer.motion == Motion::WheelUp;
            match model.hits.wheel(x, y) {
                Some(wheel) => turn(model, wheel, up),
                None => model.changed = false,
            }
        }
    }
}

fn press(model: &mut Model, spot: Spot, effects: &mut Vec<Effect>) {
    match spot {
        Spot::Key(key) => on_key(model, key, effects),
        Spot::Screen(screen) => {
            if model.screen != screen {
                show(model, screen);
            }
        }
        Spot::Choice(row) => {
            if model.asking.cursor == Some(row) {
                act(model, Action::Take, effects);
            } else {
                model.asking.cursor = Some(row);
                change::preview(model);
            }
        }
        Spot::Criterion(row) => weights::go_to(model, row),
        Spot::Way(way) => weights::go_by(model, way),
        Spot::Cell(cell) if model.cell == Some(cell) && model.typing.is_none() => act(model, Action::Explain, effects),
        Spot::Cell(cell) => matrix::go(model, cell),
        Spot::Scenario(at) => model.scenario = at,
        Spot::Open(at) => {
            if model.worth == at {
                in_context(model, Action::Take);
            } else {
                model.worth = at;
            }
        }
        Spot::Lever(at) => model.lever = at,
        Spot::Page(page) => reading::to_page(model, page),
        Spot::Entry(row) => entry(model, row, effects),
        Spot::Input(row) => input(model, row, effects),
        Spot::Set(target, value) => {
            model.history.part();
            model.dragged = Some((target, value));
            slide(model, target, value);
        }
        Spot::Reading(_) | Spot::Wheel(_) => {}
    }
}

/// The slider that was pressed follows, also where the pointer leaves it.
fn drag(model: &mut Model, x: u16) {
    let next = model
        .dragged
        .and_then(|(target, from)| Some((target, from, model.hits.nearest(target, x)?)));
    match next {
        Some((target, from, value)) if value.to_bits() != from.to_bits() => {
            model.dragged = Some((target, value));
            slide(model, target, value);
        }
        _ => model.changed = false,
    }
}

fn slide(model: &mut Model, target: Target, value: f64) {
    match target {
        Target::Weight(criterion) if model.screen == Screen::Questions => {
            if model.asking.cursor != Some(criterion) {
                weights::go_to(model, criterion);
            }
        }
        Target::Weight(criterion) => {
            let cell = MatrixCell {
                criterion,
                option: None,
            };
            if model.cell != Some(cell) {
                matrix::go(model, cell);
            }
        }
        Target::Answer(question) if model.screen == Screen::Path => {
            let lever = model.levers().iter().position(|lever| lever.question == question);
            model.lever = lever.unwrap_or(model.lever);
        }
        Target::Answer(_) | Target::Score { .. } => {}
    }
    typing::slide(model, target, value);
}

/// A line of a popup's list: to it; where the cursor is there already, as Enter.
fn entry(model: &mut Model, row: usize, effects: &mut Vec<Effect>) {
    let questions = match model.layers.last() {
        Some(Layer::Jump(list)) => list.questions(model).len(),
        _ => 0,
    };
    let within = |rows: usize| row.min(rows.saturating_sub(1));
    let here = match model.layers.last_mut() {
        Some(Layer::Open(list)) => {
            // A path that was typed would go before.
            let typed = !list.path.is_empty();
            list.path.clear();
            std::mem::replace(&mut list.cursor, within(list.entries.len())) == row && !typed
        }
        Some(Layer::Jump(list)) => std::mem::replace(&mut list.cursor, within(questions)) == row,
        Some(Layer::Explain(popup)) => {
            let inside = std::mem::replace(&mut popup.inside, false);
            let row = within(popup.found().len());
            let was = std::mem::replace(&mut popup.cursor, row);
            popup.look();
            was == row && !inside
        }
        _ => false,
    };
    if here {
        layer::act(model, Action::Take, effects);
    }
}

fn input(model: &mut Model, row: usize, effects: &mut Vec<Effect>) {
    let Some(Layer::Explain(popup)) = model.layers.last_mut() else {
        return;
    };
    let inputs = popup.step().map_or(0, |step| step.explanation.inputs.len());
    if row >= inputs {
        return;
    }
    let here = popup.inside && popup.step().is_some_and(|step| step.cursor == row);
    if here {
        return layer::act(model, Action::Take, effects);
    }
    popup.inside = true;
    if let Some(step) = popup.trail.last_mut() {
        step.cursor = row;
    }
}

fn turn(model: &mut Model, wheel: Wheel, up: bool) {
    let action = if up { Action::Up } else { Action::Down };
    let before = model.scrolled();
    match wheel {
        Wheel::Page => {
            reading::scroll(model, if up { -ROWS } else { ROWS });
            model.changed = model.scrolled() != before;
        }
        Wheel::Popup => {
            let mut nothing = Vec::new();
            for _ in 0..ROWS {
                layer::act(model, action, &mut nothing);
            }
        }
        Wheel::Cursor => {
            // Round the end and back to the start is for keys; a wheel is turned until nothing moves any more.
            model.changed = match list(model) {
                Some((0, _)) if up => false,
                Some((at, last)) if !up && at >= last => false,
                _ => {
                    step(model, action);
                    true
                }
            };
        }
    }
}

fn step(model: &mut Model, action: Action) {
    let mut nothing = Vec::new();
    if model.layers.is_empty() && model.screen == Screen::Guide {
        let page = if action == Action::Up {
            Action::Left
        } else {
            Action::Right
        };
        in_context(model, page);
    } else if model.layers.is_empty() {
        in_context(model, action);
    } else {
        layer::act(model, action, &mut nothing);
    }
}

/// The cursor and the last row of the list that has the keys.
fn list(model: &Model) -> Option<(usize, usize)> {
    let last = |rows: usize| rows.saturating_sub(1);
    match model.layers.last() {
        Some(Layer::Open(list)) => Some((list.cursor, last(list.entries.len()))),
        Some(Layer::Jump(list)) => Some((list.cursor, last(list.questions(model).len()))),
        Some(Layer::Explain(popup)) if !popup.inside => Some((popup.cursor, last(popup.found().len()))),
        None if model.screen == Screen::Questions => match &model.asked()?.kind {
            QuestionKind::Choice(choices) => Some((model.asking.cursor?, choices.len())),
            _ => None,
        },
        _ => None,
    }
}

/// The mouse is listened to, or left to the terminal.
pub(super) fn toggle(model: &mut Model) {
    model.mouse = !model.mouse;
    model.reading = None;
    model.dragged = None;
    model.say(if model.mouse {
        "the mouse is listened to; with shift held most terminals select text"
    } else {
        "the mouse is the terminal's: it selects text"
    });
}

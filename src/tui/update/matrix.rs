//! Weights and scores set by hand, in the verdict's matrix.

use super::{change, typing};
use crate::tui::{
    keymap::Action,
    model::{Model, Target},
    view::MatrixCell,
};

/// What a key does in the matrix.
pub(super) fn act(model: &mut Model, action: Action) {
    let Some(cell) = model.cell else { return };
    let (rows, columns) = (model.catalog.criteria.len(), model.catalog.options.len());
    match action {
        Action::Up => go(
            model,
            MatrixCell {
                criterion: (cell.criterion + rows - 1) % rows,
                ..cell
            },
        ),
        Action::Down => go(
            model,
            MatrixCell {
                criterion: (cell.criterion + 1) % rows,
                ..cell
            },
        ),
        Action::Left => go(
            model,
            MatrixCell {
                option: match cell.option {
                    None => Some(columns - 1),
                    Some(0) => None,
                    Some(option) => Some(option - 1),
                },
                ..cell
            },
        ),
        Action::Right => go(
            model,
            MatrixCell {
                option: match cell.option {
                    None => Some(0),
                    Some(option) => Some(option + 1).filter(|o| *o < columns),
                },
                ..cell
            },
        ),
        Action::More => step(model, 1.0),
        Action::Less => step(model, -1.0),
        Action::Clear => {
            if let Some(target) = model.target() {
                model.typing = None;
                change::clear(model, target);
            }
        }
        Action::Take => {
            typing::take(model);
        }
        Action::Close if model.typing.is_some() => {
            model.typing = None;
            change::preview(model);
        }
        Action::Close => model.cell = None,
        _ => super::reading::act(model, action),
    }
}

/// To this cell.
pub(super) fn go(model: &mut Model, cell: MatrixCell) {
    // What was typed is taken along the way, as in a table; what cannot be read keeps the cursor.
    if typing::take(model) {
        model.cell = Some(cell);
        model.history.part();
        change::preview(model);
    }
}

fn step(model: &mut Model, by: f64) {
    match model.target() {
        Some(Target::Weight(criterion)) => typing::step_weight(model, criterion, by),
        Some(Target::Score { option, criterion }) => typing::step_score(model, option, criterion, by),
        _ => {}
    }
}

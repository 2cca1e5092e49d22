//! Explaining numbers.

use super::{change, reading};
use crate::{
    tui::{
        keymap::Action,
        layer::{Basis, Explain, Layer},
        model::{Model, Screen, Target},
    },
    weigh::Subject,
};

/// Rows of a page.
const PAGE: usize = 10;

/// Opens the numbers of the screen; in the matrix the cell's own.
pub(super) fn open(model: &mut Model) {
    let basis = basis(model);
    let at = under_the_cursor(model);
    match Explain::new(basis, model.screen, at.as_ref()) {
        Some(mut popup) => {
            popup.inside = model.screen == Screen::Verdict && model.cell.is_some();
            model.layers.push(Layer::Explain(Box::new(popup)));
        }
        None => model.say("there is no number to explain here"),
    }
}

fn basis(model: &Model) -> Basis {
    let previewed = change::candidate(model).zip(model.preview.clone());
    let (profile, assessment) = previewed.unwrap_or_else(|| (model.profile.clone(), model.assessment.clone()));
    Basis {
        catalog: model.catalog,
        profile,
        assessment,
        robustness: None,
    }
}

/// The number that the screen's own cursor is on.
fn under_the_cursor(model: &Model) -> Option<Subject> {
    match model.screen {
        Screen::Verdict => match model.target()? {
            Target::Weight(criterion) => Some(Subject::Points(criterion)),
            Target::Score { option, criterion } => Some(Subject::Score { option, criterion }),
            Target::Answer(_) => None,
        },
        Screen::Scenarios => Some(Subject::Fit(model.assessment.fit.get(model.scenario)?.scenario)),
        _ => None,
    }
}

/// What a key does in the popup.
pub(super) fn act(model: &mut Model, mut popup: Box<Explain>, action: Action) {
    if action == Action::Close {
        return;
    }
    if action == Action::GuidePage {
        if let Some(page) = popup.page() {
            model.layers.clear();
            return reading::open_page(model, page);
        }
    } else if popup.inside {
        inside(model, &mut popup, action);
    } else {
        in_list(&mut popup, action);
    }
    model.layers.push(Layer::Explain(popup));
}

fn in_list(popup: &mut Explain, action: Action) {
    let rows = popup.found().len();
    if rows == 0 {
        return;
    }
    match action {
        Action::Up => popup.cursor = (popup.cursor + rows - 1) % rows,
        Action::Down => popup.cursor = (popup.cursor + 1) % rows,
        Action::PageUp => popup.cursor = popup.cursor.saturating_sub(PAGE),
        Action::PageDown => popup.cursor = (popup.cursor + PAGE).min(rows - 1),
        Action::Take => {
            popup.inside = true;
            return;
        }
        _ => return,
    }
    popup.look();
}

fn inside(model: &mut Model, popup: &mut Explain, action: Action) {
    match action {
        Action::Take => {
            if let Err(why) = popup.down() {
                model.say(why);
            }
        }
        Action::Back => popup.up(),
        _ => {
            let Some(step) = popup.trail.last_mut() else { return };
            let inputs = step.explanation.inputs.len();
            match action {
                Action::Up if step.cursor > 0 => {
                    step.cursor -= 1;
                    step.scroll = 0;
                }
                Action::Down if step.cursor + 1 < inputs => {
                    step.cursor += 1;
                    step.scroll = 0;
                }
                Action::Down | Action::PageDown => {
                    let by = if action == Action::Down { 1 } else { 5 };
                    step.scroll = step.scroll.saturating_add(by).min(200);
                }
                Action::Up | Action::PageUp => {
                    let by = if action == Action::Up { 1 } else { 5 };
                    step.scroll = step.scroll.saturating_sub(by);
                }
                _ => {}
            }
        }
    }
}

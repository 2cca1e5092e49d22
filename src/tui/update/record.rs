//! Writing a decision record.

use std::path::PathBuf;

use crate::{
    records::Place,
    tui::{
        keymap::Action,
        layer::{Drafts, Layer, RecordForm},
        message::Effect,
        model::Model,
        view,
    },
};

/// Asks for the record of what is answered; the popup opens when it is there.
pub(super) fn ask(model: &Model, effects: &mut Vec<Effect>) {
    let name = model
        .file
        .as_ref()
        .map_or_else(|| model.name(), |path| records::name_of(path));
    effects.push(Effect::Draft {
        name,
        file: model.file.clone(),
        profile: Box::new(model.profile.clone()),
        // What is previewed is not recorded.
        robustness: model
            .robustness()
            .filter(|_| model.preview.is_none())
            .cloned()
            .map(Box::new),
    });
}

/// Opens the popup.
pub(super) fn drafted(model: &mut Model, drafts: Drafts, folder: &str, place: Result<Place, String>) {
    let form = RecordForm::new(drafts, folder, place);
    model.layers.push(Layer::Record(Box::new(form)));
}

/// Where the record would be written now.
pub(super) fn placed(model: &mut Model, place: Result<Place, String>) {
    if let Some(Layer::Record(form)) = model.layers.last_mut() {
        form.place = place;
    }
}

/// It was written, or not.
pub(super) fn kept(model: &mut Model, kept: Result<PathBuf, String>) {
    match kept {
        Ok(path) => {
            if matches!(model.layers.last(), Some(Layer::Record(_))) {
                model.layers.pop();
            }
            model.say(format!("the record was written to {}", path.display()));
        }
        Err(why) => {
            placed(model, Err(why.clone()));
            model.complain(why);
        }
    }
}

/// Looks anew where the record would go: the folder or the format is another.
pub(super) fn look(model: &Model, effects: &mut Vec<Effect>) {
    if let Some(Layer::Record(form)) = model.layers.last() {
        effects.push(Effect::Look {
            folder: form.folder(),
            plan: Box::new(form.plan().clone()),
        });
    }
}

/// What a key does in the popup.
pub(super) fn act(model: &mut Model, mut form: Box<RecordForm>, action: Action, effects: &mut Vec<Effect>) {
    let room = view::layer::record_room(model, &form);
    match action {
        Action::Close => return,
        Action::Take => effects.push(Effect::Keep {
            folder: form.folder(),
            plan: Box::new(form.plan().clone()),
        }),
        Action::Filter => form.next_format(),
        Action::Up => form.scroll = form.scroll.saturating_sub(1),
        Action::Down => form.scroll = form.scroll.saturating_add(1).min(room),
        Action::PageUp => form.scroll = form.scroll.saturating_sub(10),
        Action::PageDown => form.scroll = form.scroll.saturating_add(10).min(room),
        _ => {}
    }
    model.layers.push(Layer::Record(form));
    if action == Action::Filter {
        look(model, effects);
    }
}

//! Answers that were not saved, profiles that another program has, and changes on both sides.

use std::path::PathBuf;

use super::{change, file, layer::scrolled};
use crate::{
    profile::{Profile, edit::Step},
    tui::{
        keymap::Action,
        layer::{Busy, Layer, Offer},
        message::{Choice, Effect, Guest},
        model::Model,
        view,
    },
};

/// What a key does to the offer of answers that were not saved.
pub(super) fn act(model: &mut Model, mut offer: Box<Offer>, action: Action, effects: &mut Vec<Effect>) {
    let choice = match action {
        Action::Restore => Choice::Restore,
        Action::Discard => Choice::Drop,
        Action::Close => Choice::Later,
        _ => {
            let room = view::layer::recovery_room(model, &offer);
            offer.scroll = scrolled(offer.scroll, action).min(room);
            return model.layers.push(Layer::Recovery(offer));
        }
    };
    effects.push(Effect::Recover(choice));
}

/// What a key does where another program has the profile.
pub(super) fn busy(model: &mut Model, busy: Busy, action: Action, effects: &mut Vec<Effect>) {
    let path = busy.path.clone();
    match action {
        Action::OpenCopy => effects.push(Effect::OpenAs {
            path,
            guest: Guest::Copy,
        }),
        Action::OpenReadOnly => effects.push(Effect::OpenAs {
            path,
            guest: Guest::ReadOnly,
        }),
        Action::Close => {}
        _ => model.layers.push(Layer::Busy(busy)),
    }
}

/// Reads the file again, and keeps what changed here.
pub(super) fn merge(model: &mut Model, path: PathBuf, effects: &mut Vec<Effect>) {
    model.after_save = None;
    effects.push(Effect::Merge {
        path,
        profile: Box::new(model.profile.clone()),
    });
}

/// Answers come back as unsaved changes of what is saved. Undoing that goes back to what is saved, or to what was open of the same
/// file.
pub(super) fn restored(
    model: &mut Model,
    path: Option<PathBuf>,
    (clean, profile): (Profile, Profile),
    label: String,
    note: String,
) {
    if path.is_none() || path != model.file {
        file::opened(model, path, clean.clone());
    }
    model.layers.clear();
    let before = std::mem::replace(&mut model.profile, profile);
    model.clean = clean;
    model.history.push(
        Step {
            label,
            target: None,
            profile: before,
        },
        false,
    );
    change::weigh_again(model);
    model.say(note);
}

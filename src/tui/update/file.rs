//! Saving, opening and leaving: nothing is lost without having been asked for.

use std::path::PathBuf;

use super::{change, question, record, recovery};
use crate::{
    profile::{
        Profile,
        edit::{History, file_name},
    },
    tui::{
        field::Field,
        layer::{Asked, Busy, Compare, Conflict, Layer, Prompt, Source, Text, Then},
        message::{Effect, Message, Trouble},
        model::{Model, Screen},
    },
};

/// Ctrl-C: leaves at once; where something is unsaved it asks, and leaves the second time.
pub(super) fn interrupt(model: &mut Model) {
    const INTERRUPTED: u8 = 130;
    let asked = matches!(model.layers.last(), Some(Layer::Unsaved(_)));
    if model.unsaved() && !asked {
        model.layers.push(Layer::Unsaved(Then::Leave(INTERRUPTED)));
    } else {
        model.leaving = Some(INTERRUPTED);
    }
}

/// Goes on to `then`; asks first where something is unsaved.
pub(super) fn leave(model: &mut Model, then: Then, effects: &mut Vec<Effect>) {
    if model.unsaved() {
        model.layers.push(Layer::Unsaved(then));
    } else {
        go_on(model, then, effects);
    }
}

/// Goes on to `then`, whatever is unsaved.
pub(super) fn go_on(model: &mut Model, then: Then, effects: &mut Vec<Effect>) {
    match then {
        Then::Leave(code) => model.leaving = Some(code),
        Then::Open(source) => effects.push(Effect::Open(source)),
    }
}

/// Saves to the profile's file; asks for one where there is none.
pub(super) fn save(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.file.is_none() {
        ask_where(model);
    } else if model.unsaved() {
        effects.push(Effect::Save {
            profile: Box::new(model.profile.clone()),
            to: None,
            over: false,
        });
    } else {
        model.say("there is nothing new to save");
    }
}

/// Asks for a file to save to.
pub(super) fn ask_where(model: &mut Model) {
    let path = model.file.as_ref().map_or_else(
        || format!("{}.toml", file_name(&model.name())),
        |path| path.to_string_lossy().into_owned(),
    );
    model.layers.push(Layer::Prompt(Prompt {
        what: Asked::Path,
        field: Field::new(&path),
        error: None,
    }));
}

/// Saves to another file; the file it was opened from is never meant by that, only named again.
pub(super) fn save_as(model: &mut Model, path: PathBuf, effects: &mut Vec<Effect>) {
    let same = model.file.as_ref() == Some(&path);
    effects.push(Effect::Save {
        profile: Box::new(model.profile.clone()),
        to: (!same).then_some(path),
        over: false,
    });
}

/// Saves over a file, having asked.
pub(super) fn save_over(model: &mut Model, path: PathBuf, effects: &mut Vec<Effect>) {
    effects.push(Effect::Save {
        profile: Box::new(model.profile.clone()),
        to: Some(path),
        over: true,
    });
}

/// What came of an effect.
pub(super) fn told(model: &mut Model, message: Message, effects: &mut Vec<Effect>) {
    match message {
        Message::Saved { path, profile, note } => {
            let note = note.map_or(String::new(), |note| format!("; {note}"));
            model.say(format!("saved to {}{note}", path.display()));
            model.clean = profile;
            model.read_only = None;
            model.file = Some(path);
            if let Some(then) = model.after_save.take() {
                go_on(model, then, effects);
            }
        }
        Message::NotSaved(trouble) => not_saved(model, trouble),
        Message::Opened {
            path,
            profile,
            warnings,
            read_only,
        } => {
            opened(model, path, profile);
            model.read_only = read_only;
            model.say(format!("opened {}", model.name()));
            if let Some(text) = warnings {
                model
                    .layers
                    .push(message_layer("The file was opened, with warnings", text));
            }
        }
        Message::NotOpened { name, text } => {
            model
                .layers
                .push(message_layer(&format!("{name} cannot be opened"), text));
        }
        Message::Recent(recent) => {
            model.recent = recent;
            if let Some(Layer::Open(list)) = model.layers.last_mut()
                && list.path.is_empty()
                && list.cursor == 0
            {
                *list = crate::tui::layer::OpenList::new(list.welcome, &model.recent, model.catalog);
            }
        }
        Message::Fetched { name, profile } => {
            model.layers.pop();
            let here = model.name();
            let popup = Compare::new(model.catalog, (&here, &model.profile), (&name, &profile));
            model.layers.push(Layer::Compare(Box::new(popup)));
        }
        Message::Busy { path, holder } => model.layers.push(Layer::Busy(Busy { path, holder })),
        Message::Offered(offer) => model.layers.push(Layer::Recovery(offer)),
        Message::Restored {
            path,
            clean,
            profile,
            label,
            note,
        } => recovery::restored(model, path, (*clean, *profile), label, note),
        Message::NotKept(why) => model.complain(why),
        Message::Drafted { drafts, folder, place } => record::drafted(model, *drafts, &folder, place),
        Message::Placed(place) => record::placed(model, place),
        Message::Kept(kept) => record::kept(model, kept),
        Message::Event(_) | Message::Sure { .. } => {}
    }
}

/// Another profile takes the place of what was open.
pub(super) fn opened(model: &mut Model, path: Option<PathBuf>, profile: Profile) {
    model.layers.clear();
    model.after_save = None;
    model.history = History::default();
    model.clean = profile.clone();
    model.profile = profile;
    model.sure = None;
    model.generation += 1;
    (model.worth, model.lever) = (0, 0);
    model.file = path;
    model.read_only = None;
    model.typing = None;
    model.cell = None;
    model.asking.passed.fill(false);
    change::weigh_again(model);
    let first = model.assessment.unanswered.first().copied();
    if let Some(question) = first.or_else(|| model.visible().next()) {
        question::go_to(model, question);
        super::show(model, Screen::Questions);
    }
}

fn not_saved(model: &mut Model, trouble: Trouble) {
    match trouble {
        Trouble::Changed {
            path,
            what,
            way_out,
            differences,
        } => {
            model.layers.push(Layer::Conflict(Conflict {
                path,
                what,
                way_out,
                differences,
            }));
        }
        Trouble::Exists(path) => model.layers.push(Layer::Exists(path)),
        Trouble::Failed { path, why } => {
            model.after_save = None;
            let title = format!("{} was not saved", path.display());
            model.layers.push(message_layer(&title, why));
        }
    }
}

fn message_layer(title: &str, text: String) -> Layer {
    Layer::Message(Text {
        title: title.to_owned(),
        text,
        scroll: 0,
    })
}

impl Source {
    /// What is opened, in words.
    #[must_use]
    pub fn describe(&self, model: &Model) -> String {
        match self {
            Self::New => "a new profile".into(),
            Self::File(path) => path.display().to_string(),
            Self::Scenario(index) => model
                .catalog
                .scenarios
                .get(*index)
                .map_or(String::new(), |s| s.title.clone()),
        }
    }
}

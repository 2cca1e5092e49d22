//! What a message does to the model.
//!
//! Pure: the model changes, effects come back for [`super::run`] to carry out, nothing else happens. It must not draw, and
//! it computes nothing about the decision beyond calling [`crate::weigh::weigh`].

mod change;
mod explain;
mod file;
mod layer;
mod matrix;
mod mouse;
mod path;
mod present;
mod question;
mod reading;
mod record;
mod recovery;
mod settings;
mod sure;
mod typing;
mod weights;

use super::{
    key::Key,
    keymap::{self, Action, Context, Meaning},
    layer::{JumpList, Layer, OpenList, Prompt, Then},
    message::{Effect, Message},
    model::{Model, Screen},
    terminal::Event,
    theme::ColourDepth,
};
use crate::{config::ThemeName, weigh::audit};

/// Exit code where the terminal is gone: as after a hang-up's signal.
pub const HUNG_UP: u8 = 129;

/// Lets `message` happen to `model`; what must be done outside comes back.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = Vec::new();
    model.changed = true;
    match message {
        Message::Event(event) => on_event(model, event, &mut effects),
        Message::Tick(seconds) => present::tick(model, seconds),
        Message::Sure { generation, robustness } => sure::found(model, generation, *robustness),
        other => file::told(model, other, &mut effects),
    }
    effects
}

/// Opens the list of profiles as a greeting.
pub fn welcome(model: &mut Model) {
    model
        .layers
        .push(Layer::Open(OpenList::new(true, &model.recent, model.catalog)));
}

/// Says that wishes cannot be heard, if there are any: the first one, or how many.
pub fn tell_troubles(model: &mut Model) {
    settings::tell(model);
}

fn on_event(model: &mut Model, event: Event, effects: &mut Vec<Effect>) {
    // What a key does may change every place: a click that comes before the next frame would be on a picture of the past.
    if !matches!(event, Event::Pointer(_)) {
        model.hits.clear();
    }
    match event {
        Event::Key(key) => on_key(model, key, effects),
        Event::Paste(text) => {
            model.notice = None;
            typing::paste(model, &text);
            record::look(model, effects);
        }
        Event::Resize(width, height) => {
            model.size = (width, height);
            reading::stop_at_the_end(model);
            // Also where the size is the same: a terminal that was small for a moment has lost what did not fit.
            effects.push(Effect::Repaint);
        }
        Event::Signal(number) => model.leaving = Some(u8::try_from(128 + number).unwrap_or(1)),
        Event::Stop => effects.push(Effect::Suspend),
        Event::Continued => effects.push(Effect::TakeOver),
        Event::Closed => model.leaving = Some(HUNG_UP),
        Event::Pointer(pointer) => mouse::pointer(model, pointer, effects),
    }
}

fn on_key(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let noticed = model.notice.take().is_some();
    // Who types looks at what is typed.
    let read = model.reading.take().is_some();
    match keymap::meaning(model, key) {
        Meaning::Do(action) => act(model, action, effects),
        Meaning::Not(why) => model.say(why),
        Meaning::Text => {
            typing::key(model, key);
            record::look(model, effects);
        }
        // Nothing to draw, unless something went away.
        Meaning::Nothing => model.changed = noticed || read,
    }
}

/// Does what a key of the table asks for.
pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    if action == Action::Interrupt {
        return file::interrupt(model);
    }
    if action == Action::Mouse {
        return mouse::toggle(model);
    }
    if action == Action::Suspend {
        return effects.push(Effect::Suspend);
    }
    if action == Action::Settings {
        return settings::show(model);
    }
    if !model.layers.is_empty() {
        return layer::act(model, action, effects);
    }
    if present::act(model, action) {
        return;
    }
    match action {
        Action::Quit => file::leave(model, Then::Leave(0), effects),
        Action::Help => model.layers.push(Layer::Help { scroll: 0 }),
        Action::Save => file::save(model, effects),
        Action::SaveAs => file::ask_where(model),
        Action::Open => model
            .layers
            .push(Layer::Open(OpenList::new(false, &model.recent, model.catalog))),
        Action::Rename => model.layers.push(Layer::Prompt(Prompt::title(model))),
        Action::Undo => change::undo(model),
        Action::Redo => change::redo(model),
        Action::Evidence => change::next_evidence(model),
        Action::Table => model.table = !model.table,
        Action::Theme => next_theme(model),
        Action::Screen(number) => {
            if let Some(screen) = Screen::of(number) {
                show(model, screen);
            }
        }
        Action::NextScreen => show(model, beside(model.screen, 1)),
        Action::PreviousScreen => show(model, beside(model.screen, Screen::ALL.len() - 1)),
        Action::Jump => model.layers.push(Layer::Jump(JumpList::at(model))),
        Action::Record => record::ask(model, effects),
        Action::Compare => model
            .layers
            .push(Layer::Open(OpenList::comparing(&model.recent, model.catalog))),
        Action::Explain => explain::open(model),
        Action::WorthAsking => sure::ask_next(model),
        Action::GuidePage => reading::open_guide(model),
        _ => in_context(model, action),
    }
}

/// Actions whose meaning depends on where the keys go.
fn in_context(model: &mut Model, action: Action) {
    let contexts = model.contexts();
    if contexts.contains(&Context::Question) {
        question::act(model, action);
    } else if contexts.contains(&Context::Matrix) {
        matrix::act(model, action);
    } else if contexts.contains(&Context::Flip) {
        sure::act(model, action);
    } else if contexts.contains(&Context::Path) {
        path::act(model, action);
    } else {
        reading::act(model, action);
    }
}

/// Shows the next theme, and says which it is: without colours all of them look the same.
fn next_theme(model: &mut Model) {
    model.theme = model.theme.with_name(model.theme.next_name());
    let name = model.theme.name();
    let only = if model.theme.colours == ColourDepth::None && name != ThemeName::Mono {
        ", without colours: none are wanted, or the terminal has none"
    } else {
        ""
    };
    model.say(format!("theme: {}{only}", name.name()));
}

/// Shows a screen; what was being typed is dropped.
fn show(model: &mut Model, screen: Screen) {
    model.typing = None;
    model.cell = None;
    model.guide.searching = false;
    model.screen = screen;
    model.stage.part = 0;
    if screen == Screen::Guide && model.findings.is_none() {
        model.findings = Some(audit(model.catalog));
    }
    model.history.part();
    change::preview(model);
    reading::stop_at_the_end(model);
}

fn beside(screen: Screen, steps: usize) -> Screen {
    Screen::ALL[(screen as usize + steps) % Screen::ALL.len()]
}

//! The terminal program.
//!
//! Owns what is drawn and what a key does. It computes nothing about the decision: screens show fields of
//! [`crate::weigh::Assessment`]. A key goes through [`keymap`] to a [`message`], [`update`] changes the [`model`] and asks for
//! effects, [`view`] draws. Only [`theme`] knows colours; [`widget`] knows plain numbers, labels and styles, and nothing of
//! catalogs; only [`terminal`] talks to the terminal, and only [`files`] to the disk.

mod fault;
pub mod field;
pub mod files;
pub mod hit;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod message;
pub mod model;
pub mod picture;
pub mod pointer;
pub mod terminal;
pub mod theme;
mod ticker;
pub mod update;
pub mod view;
pub mod widget;
pub mod worker;

use std::{
    env, io, panic,
    path::PathBuf,
    sync::{Once, mpsc},
    time::Duration,
};

use self::{
    files::Files,
    keymap::Keymap,
    message::{Effect, Message},
    model::Model,
    terminal::{Event, Screen},
    theme::Theme,
    ticker::Ticker,
    worker::Worker,
};
use crate::{
    catalog::Catalog,
    config::{Settings, Trouble},
    profile::{journal, state, store::OpenError},
};

/// What the program is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is known.
    pub catalog: &'static Catalog,
    /// The profile to open; none: the program asks.
    pub profile: Option<PathBuf>,
    /// What the user wishes.
    pub settings: Settings,
    /// Which key does what.
    pub keymap: Keymap,
    /// Which wishes cannot be heard.
    pub troubles: Vec<Trouble>,
}

/// Why the program did not run, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The profile cannot be opened. The terminal was not touched.
    #[error("{0}")]
    Profile(#[from] OpenError),
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
}

/// Runs the program until it is left; the exit code comes back: 0, 130 after Ctrl-C, 128 and the signal's number after one,
/// 129 also where the terminal is gone without a signal.
///
/// # Errors
///
/// [`RunError`]; the terminal is as it was.
pub fn run(options: &Options) -> Result<u8, RunError> {
    let catalog = options.catalog;
    let mut files = Files::new(catalog, state::folder()).keeping(options.settings.recent.value);
    let opened = options.profile.as_deref().map(|path| files.open(path)).transpose()?;
    let theme = Theme::of(&options.settings.theme_wish(), &|name| env::var(name).ok(), true);
    let mut model = Model::new(catalog, files::new_profile(catalog), theme, terminal::size()?);
    model.settings = options.settings.clone();
    model.keymap = options.keymap.clone();
    model.troubles.clone_from(&options.troubles);
    model.mouse = options.settings.mouse.value;
    model.recent = files.recent();
    match opened {
        Some(message) => {
            if matches!(message, Message::Busy { .. }) {
                update::welcome(&mut model);
            }
            update::update(&mut model, message);
            // Who named the file knows that it was opened; the keys are better news.
            model.notice = None;
        }
        None => update::welcome(&mut model),
    }
    if let Some(offer) = files.offer(options.profile.as_deref()) {
        update::update(&mut model, offer);
    }
    update::tell_troubles(&mut model);
    keep_before_a_panic_ends_it();
    let outcome = talk(&mut model, &mut files);
    // Also where the terminal failed in the midst of a frame.
    files.keep(&model.profile, model.unsaved());
    match outcome {
        // What cannot be written to a terminal that is gone is no error of its own.
        Err(_) if terminal::is_gone() => Ok(update::HUNG_UP),
        outcome => Ok(outcome?),
    }
}

/// A panic ends the process in its hook (see [`terminal`]): what was answered before it must be on disk by then.
fn keep_before_a_panic_ends_it() {
    const PATIENCE: Duration = Duration::from_millis(500);
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            previous(info);
            journal::settle(PATIENCE);
        }));
    });
}

/// Draws and listens until the program is left.
fn talk(model: &mut Model, files: &mut Files) -> io::Result<u8> {
    let mut screen = Screen::enter(model.size, model.mouse)?;
    draw(&mut screen, model)?;
    // Nobody is waited for before the first frame: neither keys nor draws.
    let (sender, messages) = mpsc::channel();
    screen.listen(&sender)?;
    files.tell(sender.clone());
    let mut worker = Worker::start(model.catalog, sender)?;
    worker.ask(model);
    // The size may have changed before anybody listened.
    let (width, height) = terminal::size()?;
    if (width, height) != model.size {
        happen(model, files, &mut screen, Message::Event(Event::Resize(width, height)))?;
    }
    let mut ticker = Ticker::default();
    loop {
        if model.changed && model.leaving.is_none() {
            draw(&mut screen, model)?;
        }
        // After the frame: a key waits for no disk.
        files.keep(&model.profile, model.unsaved());
        if let Some(code) = model.leaving {
            return Ok(code);
        }
        // Wait for one message, take all that are there, draw once. The worker draws lots beside it.
        let Ok(first) = ticker.next(&messages, model.stage.clock.running) else {
            return Ok(1);
        };
        for message in std::iter::once(first).chain(messages.try_iter()) {
            happen(model, files, &mut screen, message)?;
            if model.leaving.is_some() {
                break;
            }
        }
        worker.ask(model);
    }
}

fn draw(screen: &mut Screen, model: &mut Model) -> io::Result<()> {
    screen.set_mouse(model.mouse)?;
    screen.draw(model.size, |area, buffer| {
        fault::panic_in("frame");
        view::frame::draw(model, area, buffer);
    })?;
    model.changed = false;
    Ok(())
}

/// Lets a message happen, and all that follows from it.
fn happen(model: &mut Model, files: &mut Files, screen: &mut Screen, message: Message) -> io::Result<()> {
    let mut messages = vec![message];
    while let Some(message) = messages.pop() {
        let changed = model.changed;
        if matches!(message, Message::Event(Event::Key(_))) {
            fault::panic_in("loop");
        }
        for effect in update::update(model, message) {
            match effect {
                Effect::Suspend => {
                    files.keep(&model.profile, model.unsaved());
                    if screen.suspend()? {
                        model.size = terminal::size()?;
                    } else {
                        model.say("there is no shell that could continue the program");
                    }
                }
                Effect::TakeOver => {
                    screen.take_over()?;
                    model.size = terminal::size()?;
                }
                Effect::Repaint => screen.repaint(model.size)?,
                effect => messages.extend(files.carry_out(effect)),
            }
        }
        model.changed |= changed;
    }
    Ok(())
}

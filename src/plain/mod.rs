//! The same questions as lines of text: on a screen reader, a braille line, a terminal that can do nothing, or in a script.
//!
//! Owns the [`command`]s, how a question and what an answer did are put into sentences, and reading lines. Which questions are asked
//! and what follows from an answer is [`crate::weigh`]'s, what a typed answer means and how it is saved [`crate::profile`]'s, how a verdict is
//! put [`crate::report`]'s: screens use the same. It must not know a terminal: streams are handed in, and get text and line breaks,
//! never a control character.

pub mod command;

mod act;
mod by_hand;
mod console;
mod file;
mod find;
mod kept;
mod leave;
mod question;
mod start;
mod state;
mod tell;

use std::{
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
};

use crate::{
    catalog::Catalog,
    profile::store::{self, OpenError},
};

use act::Run;
use console::Console;
use file::Files;
use start::Chosen;
use state::State;

/// What the program is started with.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// What is known.
    pub catalog: &'a Catalog,
    /// The profile to open; none: what there is is offered.
    pub profile: Option<PathBuf>,
    /// The state folder; none: nothing is remembered, locked or kept.
    pub state: Option<PathBuf>,
    /// Whether somebody types: then each line is asked for with `> `, and the end of the input is asked about where something is unsaved.
    pub prompts: bool,
    /// Draws behind a verdict and a record.
    pub draws: u32,
}

/// Where lines come from and where they go.
pub struct Streams<'s> {
    /// Lines that are typed, or a script.
    pub input: &'s mut dyn BufRead,
    /// Questions and results.
    pub out: &'s mut dyn Write,
    /// What is wrong with files, and what was left unsaved.
    pub err: &'s mut dyn Write,
}

/// How a run came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was left, or the input ended, and nothing was lost.
    Done,
    /// The input ended with changes that are in no file; they were named on the stream for complaints.
    Unsaved,
    /// The input ended when a profile had been named that cannot be opened.
    NotOpened,
}

/// Why a run did not take place, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The profile cannot be opened; nothing was written.
    #[error("{0}")]
    Profile(#[from] OpenError),
    /// What was to be said could not be written.
    #[error("the result could not be written: {0}")]
    Output(#[from] io::Error),
}

/// Asks, line by line, until the input ends or it is left.
///
/// # Errors
///
/// [`RunError`].
pub fn run(options: &Options<'_>, streams: &mut Streams<'_>) -> Result<Ended, RunError> {
    let catalog = options.catalog;
    let named = options.profile.as_deref();
    let named = named.map(|path| store::open(path, catalog)).transpose()?;
    let mut console = Console::new(streams.input, streams.out, streams.err, options.prompts);
    let files = Files::new(options.state.as_deref(), options.draws);
    let mut left = None;
    let opened = if named.is_some() {
        named
    } else {
        let kept = kept::left(options.state.as_deref(), catalog);
        let kept: Vec<String> = kept.iter().map(kept::name).collect();
        match start::choose(catalog, &files.recent(), &kept, &mut console)? {
            Chosen::New => None,
            Chosen::Opened(opened) => Some(*opened),
            Chosen::Kept(index) => {
                left = Some((index + 1).to_string());
                None
            }
            Chosen::Nothing { refused } => {
                console.flush()?;
                return Ok(if refused { Ended::NotOpened } else { Ended::Done });
            }
        }
    };
    let mut run = Run {
        state: State::new(catalog, opened),
        files,
        console,
        refused: None,
    };
    if let Some(number) = &left {
        run.restore(number);
    }
    Ok(run.converse()?)
}

/// What a profile is called in a sentence.
fn called(path: Option<&Path>) -> String {
    path.map_or_else(|| "a new profile".to_owned(), |path| path.display().to_string())
}

//! Results to standard output, complaints to standard error.
//!
//! A reader that went away (`| head`) ends the output quietly; any other failure to write is a failure of the command. Colours
//! as is wished ([`colour`]), and unless something is wished only where the stream is a terminal.

use std::{
    env, fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    sync::OnceLock,
};

use annotate_snippets::{Group, Level, Renderer};

use super::status::Status;
use crate::{config::ColourWish, diagnostic::Problems, report::words};

/// An error that is not at a place of a text: what, why, and the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    warns: bool,
    message: String,
    help: Option<String>,
}

impl Complaint {
    /// What went wrong and why, as a sentence without a full stop.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            warns: false,
            message: message.into(),
            help: None,
        }
    }

    /// What is not as wished and stops nothing, as a sentence without a full stop.
    pub(super) fn warning(message: impl Into<String>) -> Self {
        Self {
            warns: true,
            ..Self::new(message)
        }
    }

    /// The next step.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Prints it.
    pub(super) fn print(&self) {
        let renderer = if styled() {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let level = if self.warns { Level::WARNING } else { Level::ERROR };
        say(renderer.render(&[Group::with_title(level.primary_title(&self.message))]));
        if let Some(help) = &self.help {
            say(renderer.render(&[Group::with_title(Level::HELP.primary_title(help))]));
        }
    }
}

/// Prints all problems of a text, then how many of them are errors.
pub(super) fn problems(problems: &Problems) {
    said_of(problems, "the file is as it was");
}

/// Prints all problems of a configuration, then how many of them are errors.
pub(super) fn problems_unused(problems: &Problems) {
    said_of(problems, "the defaults are used instead");
}

fn said_of(problems: &Problems, so: &str) {
    if problems.items.is_empty() {
        return;
    }
    let text = problems.render(styled());
    say(text.trim_end());
    if problems.has_errors() {
        let count = words::counted(problems.errors(), "error", "errors");
        say(format_args!("{}: {count}; {so}", problems.file));
    }
}

/// Prints the problems of a part of a text.
pub(super) fn pictures(problems: &Problems) {
    say(problems.render(styled()).trim_end());
}

/// Prints a line on standard error; there is nowhere to tell that it failed.
pub(super) fn say(line: impl fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Prints a result on standard output.
pub(super) fn result(text: &str) -> Status {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    outcome(written)
}

/// What writing to standard output came to; complains where it failed.
pub(super) fn outcome(written: io::Result<()>) -> Status {
    match written {
        Ok(()) => Status::Done,
        // Whoever read has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Status::Done,
        Err(error) => {
            Complaint::new(format!("the result could not be written: {error}"))
                .help("make room or write somewhere else, then run the same command again")
                .print();
            Status::Findings
        }
    }
}

/// What is wished of colours; set once, before anything is said.
static COLOUR: OnceLock<ColourWish> = OnceLock::new();

/// Says what is wished of colours from here on.
pub(super) fn colour(wish: ColourWish) {
    let _ = COLOUR.set(wish);
}

/// Whether standard error takes colours.
fn styled() -> bool {
    match COLOUR.get() {
        Some(ColourWish::Always) => return true,
        Some(ColourWish::Never) => return false,
        Some(ColourWish::Auto) | None => {}
    }
    let no_color = env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|v| v == "dumb");
    !no_color && !dumb && io::stderr().is_terminal()
}

/// Prints a result that a serialiser made.
pub(super) fn serialised(text: serde_json::Result<String>) -> Status {
    match text {
        Ok(text) => result(&text),
        Err(error) => {
            Complaint::new(format!("the result could not be put into JSON: {error}"))
                .help("try --format text")
                .print();
            Status::Findings
        }
    }
}

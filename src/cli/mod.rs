//! The command line: one file a command, no arithmetic, no drawing.
//!
//! Owns arguments, reading what they name, exit codes, and what goes to which stream. Must not decide anything about a decision:
//! [`crate::weigh`] does; nor how it is printed: [`crate::report`] does.

mod advise;
mod args;
mod audit;
mod batch;
mod catalog;
mod check;
mod compare;
mod completions;
mod config;
mod doctor;
mod input;
mod knowledge;
mod output;
mod record;
mod settings;
mod start;
mod status;

use std::{ffi::OsString, process::ExitCode};

use clap::{CommandFactory as _, Parser as _, error::ErrorKind};

use args::{Cli, Command};
use status::Status;

use crate::config::ColourWish;

/// Runs the program with these arguments (the first is its own name) and says how to end.
///
/// Exit codes: 0 done, 1 findings or failure, 2 usage, 3 a profile, catalog or configuration is wrong, 4 too close to call where
/// `--require-margin` was given.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Cli::try_parse_from(args) {
        Ok(cli) => dispatch(&cli),
        Err(error) => unparsed(&error).into(),
    }
}

/// Help and version are results; everything else that clap says is about usage.
fn unparsed(error: &clap::Error) -> Status {
    let written = error.print();
    if error.use_stderr() {
        Status::Usage
    } else {
        output::outcome(written)
    }
}

fn dispatch(cli: &Cli) -> ExitCode {
    let catalog = cli.catalog.as_deref();
    let loaded = settings::load(cli);
    // Who reads lines by ear or in a script is spared every escape, whatever is wished for elsewhere.
    let lines = cli.command.is_none() && start::asks_in_lines(&loaded.settings);
    output::colour(if lines {
        ColourWish::Never
    } else {
        loaded.settings.color.value
    });
    let Some(command) = &cli.command else {
        return start::run(cli.profile.as_deref(), catalog, loaded);
    };
    if let Some(profile) = &cli.profile {
        let message = format!("{} stands before the command", profile.display());
        return unparsed(&Cli::command().error(ErrorKind::UnknownArgument, message)).into();
    }
    if !matches!(
        command,
        Command::Config(_) | Command::Doctor(_) | Command::Completions(_)
    ) {
        loaded.warn();
    }
    match command {
        Command::Completions(args) => completions::run(args),
        Command::Advise(args) => advise::run(args, catalog),
        Command::Check(args) => check::run(args, catalog),
        Command::Batch(args) => batch::run(args, catalog),
        Command::Compare(args) => compare::run(args, catalog),
        Command::Audit(args) => audit::run(args, catalog),
        Command::Record(args) => record::run(args, catalog),
        Command::Catalog(args) => catalog::run(&args.command, catalog),
        Command::Config(args) => config::run(&args.command, &loaded),
        Command::Doctor(args) => doctor::run(args, catalog, &loaded),
    }
    .into()
}

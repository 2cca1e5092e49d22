//! The terminal program: whether there is a terminal for it, and the one call that starts it.

use std::{
    borrow::Cow,
    env,
    io::{self, IsTerminal},
    path::Path,
    process::ExitCode,
};

use clap::CommandFactory as _;

use super::{args::Cli, input, knowledge, output::Complaint, status::Status};
use crate::{
    diagnostic,
    tui::{self, RunError},
};

pub(super) fn run(profile: Option<&Path>, catalog: Option<&Path>) -> ExitCode {
    if let Some(complaint) = profile.and_then(mistaken_command) {
        complaint.print();
        return Status::Usage.into();
    }
    if profile.is_some_and(input::is_stdin) {
        Complaint::new("the terminal program reads keys from standard input, and cannot read a profile from it too")
            .help("weighbridge advise - reads one; or write it to a file")
            .print();
        return Status::Usage.into();
    }
    if !on_a_terminal() {
        Complaint::new("this needs a terminal: standard input and standard output must both be one")
            .help("without a terminal: weighbridge advise PROFILE, or weighbridge --help")
            .print();
        return Status::Usage.into();
    }
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong.into();
    };
    // Lives as long as the program: there is one, and threads of the program may look at it.
    let catalog = match catalog {
        Cow::Borrowed(catalog) => catalog,
        Cow::Owned(catalog) => Box::leak(Box::new(catalog)),
    };
    let options = tui::Options {
        catalog,
        profile: profile.map(Path::to_owned),
        mouse: true,
    };
    match (tui::run(&options), profile) {
        (Ok(code), _) => code.into(),
        (Err(RunError::Profile(error)), Some(profile)) => {
            input::refused(profile, &error);
            Status::Wrong.into()
        }
        (Err(error), _) => {
            Complaint::new(error.to_string()).print();
            Status::Findings.into()
        }
    }
}

fn on_a_terminal() -> bool {
    let dumb = env::var_os("TERM").is_some_and(|v| v == "dumb");
    !dumb && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// A word that is no file but nearly a command was meant as the command.
fn mistaken_command(profile: &Path) -> Option<Complaint> {
    let word = profile.to_str()?;
    if profile.exists() || word.contains(['/', '\\', '.']) {
        return None;
    }
    let command = Cli::command();
    let near = diagnostic::nearest(word, command.get_subcommands().map(clap::Command::get_name))?;
    Some(
        Complaint::new(format!("there is no file {word}, and no command of that name"))
            .help(format!("did you mean: weighbridge {near}?")),
    )
}

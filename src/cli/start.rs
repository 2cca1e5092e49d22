//! The terminal program: whether there is a terminal for it, and the one call that starts it.

use std::{
    borrow::Cow,
    env,
    io::{self, IsTerminal},
    path::Path,
    process::ExitCode,
};

use clap::CommandFactory as _;

use super::{args::Cli, knowledge, output::Complaint, status::Status};
use crate::{diagnostic, tui};

pub(super) fn run(profile: Option<&Path>, catalog: Option<&Path>) -> ExitCode {
    if let Some(complaint) = profile.and_then(mistaken_command) {
        complaint.print();
        return Status::Usage.into();
    }
    if !on_a_terminal() {
        Complaint::new("this needs a terminal: standard input and standard output must both be one")
            .help("without a terminal: weighbridge advise PROFILE, or weighbridge --help")
            .print();
        return Status::Usage.into();
    }
    let catalog = match knowledge::open(catalog) {
        // The program runs until the process ends, and so does its catalog.
        Some(Cow::Owned(catalog)) => Box::leak(Box::new(catalog)),
        Some(Cow::Borrowed(catalog)) => catalog,
        None => return Status::Wrong.into(),
    };
    let options = tui::Options {
        catalog,
        profile: profile.map(Path::to_path_buf),
    };
    tui::run(&options).unwrap_or_else(|error| {
        Complaint::new(format!("{error:#}")).print();
        Status::Findings.into()
    })
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

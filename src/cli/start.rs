//! The terminal program: whether there is a terminal for it, and the one call that starts it.

use std::{
    borrow::Cow,
    env,
    io::{self, IsTerminal},
    path::Path,
};

use clap::CommandFactory as _;

use super::{
    args::Cli,
    knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    catalog::Catalog,
    diagnostic,
    profile::store::OpenError,
    tui::{self, Options, RunError},
};

pub(super) fn run(profile: Option<&Path>, catalog: Option<&Path>) -> Status {
    if let Some(complaint) = profile.and_then(mistaken_command) {
        complaint.print();
        return Status::Usage;
    }
    if !on_a_terminal() {
        Complaint::new("this needs a terminal: standard input and standard output must both be one")
            .help("without a terminal: weighbridge advise PROFILE, or weighbridge --help")
            .print();
        return Status::Usage;
    }
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    let catalog: &'static Catalog = match catalog {
        Cow::Borrowed(catalog) => catalog,
        // It lives as long as the program does.
        Cow::Owned(catalog) => Box::leak(Box::new(catalog)),
    };
    let options = Options {
        catalog,
        profile: profile.map(Path::to_owned),
    };
    match tui::run(&options) {
        Ok(code) => Status::Left(code),
        Err(RunError::Profile(OpenError::Wrong(problems))) => {
            output::problems(&problems);
            Status::Wrong
        }
        Err(RunError::Profile(error)) => {
            Complaint::new(error.to_string()).print();
            Status::Wrong
        }
        Err(error @ RunError::Terminal(_)) => {
            Complaint::new(error.to_string()).print();
            Status::Findings
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

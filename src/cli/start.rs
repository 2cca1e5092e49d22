//! The program without a command: on screens, or in lines of text where there is no terminal for them or they are not wished for.

use std::{
    borrow::Cow,
    env,
    io::{self, IsTerminal},
    path::Path,
    process::ExitCode,
};

use clap::CommandFactory as _;

use super::{
    args::Cli,
    input, knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    catalog::Catalog,
    diagnostic,
    plain::{self, Ended},
    profile::state,
    tui::{self, RunError},
};

/// Draws behind a verdict in lines: as many as `advise` makes, so that both say the same.
const DRAWS: u32 = 100_000;

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
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong.into();
    };
    if accessible() || !on_a_terminal() {
        return in_lines(profile, &catalog).into();
    }
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

/// Asks in lines of text.
fn in_lines(profile: Option<&Path>, catalog: &Catalog) -> Status {
    let options = plain::Options {
        catalog,
        profile: profile.map(Path::to_owned),
        state: state::folder(),
        prompts: io::stdin().is_terminal() && io::stdout().is_terminal(),
        draws: DRAWS,
    };
    let mut streams = plain::Streams {
        input: &mut io::stdin().lock(),
        out: &mut io::stdout().lock(),
        err: &mut io::stderr(),
    };
    match (plain::run(&options, &mut streams), profile) {
        (Ok(Ended::Done), _) => Status::Done,
        (Ok(Ended::Unsaved), _) => Status::Findings,
        (Ok(Ended::NotOpened), _) => Status::Wrong,
        (Err(plain::RunError::Profile(error)), Some(profile)) => {
            input::refused(profile, &error);
            Status::Wrong
        }
        (Err(plain::RunError::Profile(error)), None) => {
            Complaint::new(error.to_string()).print();
            Status::Wrong
        }
        (Err(plain::RunError::Output(error)), _) => output::outcome(Err(error)),
    }
}

/// Whether lines are wished for.
fn accessible() -> bool {
    env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
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

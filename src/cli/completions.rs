//! `completions`: a script for a shell.

use clap::CommandFactory as _;

use super::{
    args::{Cli, Completions},
    output,
    status::Status,
};

pub(super) fn run(args: &Completions) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "weighbridge", &mut script);
    output::result(&String::from_utf8_lossy(&script))
}

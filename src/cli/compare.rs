//! `compare`: profiles in, what differs between them out.

use std::path::{Path, PathBuf};

use super::{
    args::{Compare, CompareFormat},
    input, knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    profile::Profile,
    report::compare::{self as report, Compared},
    weigh,
};

pub(super) fn run(args: &Compare, catalog: Option<&Path>) -> Status {
    if input::stdin_twice(args.profiles.iter().map(PathBuf::as_path)) {
        return Status::Usage;
    }
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    let all: Vec<(String, Profile)> = args
        .profiles
        .iter()
        .filter_map(|path| input::profile(path, &catalog))
        .collect();
    let status = if all.len() == args.profiles.len() {
        Status::Done
    } else {
        Status::Wrong
    };
    if all.len() < 2 {
        Complaint::new("fewer than two profiles are left to compare")
            .help("correct the others, or name more")
            .print();
        return status;
    }
    let profiles: Vec<&Profile> = all.iter().map(|(_, profile)| profile).collect();
    let compared: Vec<Compared<'_>> = all.iter().map(|(name, profile)| Compared { name, profile }).collect();
    let comparison = weigh::compare(&catalog, &profiles);
    let printed = match args.format {
        CompareFormat::Text => output::result(&report::text(&catalog, &compared, &comparison)),
        CompareFormat::Markdown => output::result(&report::markdown(&catalog, &compared, &comparison)),
        CompareFormat::Jsonl => output::serialised(report::jsonl(&catalog, &compared, &comparison)),
        CompareFormat::Csv => output::result(&report::csv(&catalog, &compared, &comparison)),
        CompareFormat::Json => output::serialised(report::json(&catalog, &compared, &comparison)),
    };
    status.or(printed)
}

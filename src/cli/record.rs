//! `record`: a profile in, its decision record into the folder.

use std::{io, path::Path};

use super::{
    args::{Record, RecordFormat},
    input, knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    catalog::Catalog,
    profile::store,
    records,
    report::record::{self, Format, Plan, Source},
    weigh,
};

/// Draws behind the shares of a record: a record is kept, so it is worth the time of the finest picture.
const DRAWS: u32 = 100_000;

pub(super) fn run(args: &Record, catalog: Option<&Path>) -> Status {
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    let Some(plan) = planned(args, &catalog) else {
        return Status::Wrong;
    };
    let status = if args.dry_run {
        preview(args, &plan)
    } else {
        keep(args, &plan)
    };
    if status == Status::Done && plan.is_open() {
        output::say("note: the weighing does not settle it, so the record claims no choice");
    }
    status
}

/// The record; nothing where the profile is wrong (then all is said).
fn planned(args: &Record, catalog: &Catalog) -> Option<Plan> {
    let path = &args.profile;
    let name = input::name(path);
    let opened = if input::is_stdin(path) {
        store::open_stream(&name, io::stdin().lock(), catalog)
    } else {
        store::open(path, catalog)
    };
    let opened = opened.map_err(|error| input::refused(path, &error)).ok()?;
    output::problems(&opened.warnings);
    let assessment = weigh::weigh(catalog, &opened.profile);
    let robustness = weigh::robustness(catalog, &opened.profile, &assessment, DRAWS);
    let called = if input::is_stdin(path) {
        name
    } else {
        records::name_of(path)
    };
    let source = Source {
        catalog,
        name: &called,
        profile: &opened.profile,
        assessment: &assessment,
        robustness: &robustness,
    };
    let format = match args.format {
        RecordFormat::Madr => Format::Madr,
        RecordFormat::Nygard => Format::Nygard,
        RecordFormat::YStatement => Format::YStatement,
    };
    Some(record::plan(&source, records::today(), format))
}

fn preview(args: &Record, plan: &Plan) -> Status {
    match records::next(&args.dir, plan) {
        Ok(place) => {
            output::say(place.path.display());
            output::result(&plan.text(place.number))
        }
        Err(error) => refused(&error),
    }
}

fn keep(args: &Record, plan: &Plan) -> Status {
    match records::store(&args.dir, plan) {
        Ok(place) => {
            let status = output::result(&format!("{}\n", place.path.display()));
            if status != Status::Done {
                // To run it again would write it twice.
                output::say(format_args!("note: the record is written: {}", place.path.display()));
            }
            status
        }
        Err(error) => refused(&error),
    }
}

fn refused(error: &records::RecordError) -> Status {
    Complaint::new(error.to_string()).print();
    Status::Findings
}

//! `advise`: profiles in, assessments out.

use std::path::{Path, PathBuf};

use super::{
    args::{Advise, AdviseFormat},
    input, knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    catalog::Catalog,
    diagnostic,
    profile::Profile,
    report::{self, Entry},
    weigh::{self, Assessment, Robustness},
};

/// A profile that was read and weighed.
struct Weighed {
    name: String,
    profile: Profile,
    assessment: Assessment,
    robustness: Robustness,
}

pub(super) fn run(args: &Advise, catalog: Option<&Path>) -> Status {
    if input::stdin_twice(args.profiles.iter().map(PathBuf::as_path)) {
        return Status::Usage;
    }
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    if let Some(complaint) = args.evidence.as_deref().and_then(|id| unknown_evidence(&catalog, id)) {
        complaint.print();
        return Status::Usage;
    }
    let mut status = Status::Done;
    let mut all = Vec::new();
    for path in &args.profiles {
        match weighed(path, &catalog, args.evidence.as_deref(), args.draws) {
            Some(one) => all.push(one),
            None => status = status.or(Status::Wrong),
        }
    }
    let several = args.profiles.len() > 1;
    // An array can be empty and still be JSON; every other format says nothing of nothing.
    if !all.is_empty() || (several && args.format == AdviseFormat::Json) {
        status = status.or(print(&catalog, &all, args, several));
    }
    if let Some(required) = args.require_margin {
        status = all.iter().fold(status, |s, one| s.or(margin(one, &catalog, required)));
    }
    status
}

fn unknown_evidence(catalog: &Catalog, id: &str) -> Option<Complaint> {
    if catalog.evidence_set(id).is_some() {
        return None;
    }
    let ids: Vec<&str> = catalog.evidence.iter().map(|e| e.id.as_str()).collect();
    let help = diagnostic::nearest(id, ids.iter().copied()).map_or_else(
        || format!("it has: {}", ids.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Some(Complaint::new(format!("the catalog {} has no set of evidence `{id}`", catalog.id)).help(help))
}

/// One profile, weighed; nothing where it is wrong (then all is said).
fn weighed(path: &Path, catalog: &Catalog, evidence: Option<&str>, draws: u32) -> Option<Weighed> {
    let (name, mut profile) = input::profile(path, catalog)?;
    if let Some(id) = evidence {
        profile.evidence = Some(id.to_owned());
    }
    let assessment = weigh::weigh(catalog, &profile);
    Some(Weighed {
        name,
        robustness: weigh::robustness(catalog, &profile, &assessment, draws),
        assessment,
        profile,
    })
}

fn print(catalog: &Catalog, all: &[Weighed], args: &Advise, several: bool) -> Status {
    let entries: Vec<Entry<'_>> = all
        .iter()
        .map(|one| Entry {
            name: &one.name,
            profile: &one.profile,
            assessment: &one.assessment,
            robustness: &one.robustness,
        })
        .collect();
    let text = match (args.format, entries.as_slice()) {
        (AdviseFormat::Text, entries) if !args.full => Ok(report::text::brief(catalog, entries)),
        (AdviseFormat::Text, entries) => Ok(report::text::render(catalog, entries)),
        (AdviseFormat::Markdown, entries) => Ok(report::markdown::render(catalog, entries)),
        (AdviseFormat::Csv, entries) => Ok(report::csv::render(catalog, entries)),
        (AdviseFormat::Jsonl, entries) => report::json::lines(catalog, entries),
        // The shape follows from what was asked, not from how many of them were right.
        (AdviseFormat::Json, [entry]) if !several => report::json::object(catalog, entry),
        (AdviseFormat::Json, entries) => report::json::array(catalog, entries),
    };
    output::serialised(text)
}

/// Whether a winner leads by enough; says so where it does not.
fn margin(one: &Weighed, catalog: &Catalog, required: f64) -> Status {
    let weighing = one.assessment.chosen();
    let title = |o: usize| catalog.options.get(o).map_or("", |o| o.title.as_str());
    let complaint = match (weighing.winner, weighing.runner_up, weighing.margin) {
        (None, ..) => Complaint::new(format!("{}: no option passes every gate, so none wins", one.name)),
        (Some(winner), Some(second), Some(margin)) if margin < required => Complaint::new(format!(
            "{}: {} leads {} by {} points of 10; {required} are required",
            one.name,
            title(winner),
            title(second),
            report::number::points(margin),
        )),
        _ => return Status::Done,
    };
    complaint
        .help("answer the open questions, or look at what would decide it: weighbridge advise PROFILE")
        .print();
    Status::TooClose
}

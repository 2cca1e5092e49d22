//! `audit`: where the catalog's source does not follow from its own figures.

use std::path::Path;

use super::{
    args::{Audit, AuditFormat},
    knowledge, output,
    status::Status,
};
use crate::{report::audit, weigh};

pub(super) fn run(args: &Audit, catalog: Option<&Path>) -> Status {
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    let findings = weigh::audit(&catalog);
    let printed = match args.format {
        AuditFormat::Text => output::result(&audit::text(&catalog, &findings)),
        AuditFormat::Markdown => output::result(&audit::markdown(&catalog, &findings)),
        AuditFormat::Json => output::serialised(audit::json(&catalog, &findings)),
    };
    if findings.iter().all(|f| f.holds) {
        printed
    } else {
        printed.or(Status::Findings)
    }
}

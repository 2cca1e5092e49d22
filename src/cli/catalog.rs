//! `catalog show` and `catalog export`.

use std::path::Path;

use super::{args::CatalogCommand, knowledge, output, status::Status};
use crate::report;

pub(super) fn run(command: &CatalogCommand, path: Option<&Path>) -> Status {
    let Some(catalog) = knowledge::open(path) else {
        return Status::Wrong;
    };
    match command {
        CatalogCommand::Show => output::result(&report::text::draw(&report::overview::document(&catalog))),
        CatalogCommand::Export => Status::Done,
    }
}

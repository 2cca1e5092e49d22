//! `catalog show` and `catalog export`.

use std::path::Path;

use super::{args::CatalogCommand, knowledge, output, status::Status};
use crate::report;

pub(super) fn run(command: &CatalogCommand, path: Option<&Path>) -> Status {
    let text = match command {
        CatalogCommand::Show => knowledge::open(path).map(|c| report::text::draw(&report::overview::document(&c))),
        CatalogCommand::Export => knowledge::export(path),
    };
    text.map_or(Status::Wrong, |text| output::result(&text))
}

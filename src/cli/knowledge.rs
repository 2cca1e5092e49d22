//! The catalog in use: the built-in one, or the one that `--catalog` names.

use std::{borrow::Cow, path::Path};

use super::{input, output};
use crate::catalog::{self, Catalog};

/// A catalog, or nothing where it is wrong (then all is said).
pub(super) fn open(path: Option<&Path>) -> Option<Cow<'static, Catalog>> {
    let Some(path) = path else {
        return Some(Cow::Borrowed(catalog::built_in()));
    };
    match input::read(path) {
        Ok(text) => load(path, &text).map(Cow::Owned),
        Err(complaint) => {
            complaint.print();
            None
        }
    }
}

/// A catalog from its text, or nothing where it is wrong (then all is said).
pub(super) fn load(path: &Path, text: &str) -> Option<Catalog> {
    let folder = path.parent().unwrap_or_else(|| Path::new("")).join("profiles");
    let scenario = |file: &str| input::read(&folder.join(file)).ok();
    match catalog::load(&input::name(path), text, &scenario) {
        Ok(catalog) => Some(catalog),
        Err(problems) => {
            output::problems(&problems);
            None
        }
    }
}

//! The catalog in use: the built-in one, or the one that `--catalog` names.

use std::{borrow::Cow, fs, path::Path};

use super::output::{self, Complaint};
use crate::catalog::{self, Catalog, OpenError};

/// A catalog, or nothing where it is wrong (then all is said).
pub(super) fn open(path: Option<&Path>) -> Option<Cow<'static, Catalog>> {
    match path {
        None => catalog::built_in().map(Cow::Borrowed).map_err(output::problems).ok(),
        Some(path) => read(path).map(Cow::Owned),
    }
}

/// The catalog in a file, or nothing where it is wrong (then all is said).
pub(super) fn read(path: &Path) -> Option<Catalog> {
    catalog::open(path).map_err(|error| refused(&error)).ok()
}

/// The text of the catalog in use, with its scenarios in it: one file that needs no other.
pub(super) fn export(path: Option<&Path>) -> Option<String> {
    let Some(path) = path else {
        let profiles = |file: &str| catalog::built_in_profile(file).map(str::to_owned);
        return Some(catalog::export(catalog::built_in_text(), &profiles));
    };
    read(path)?;
    let text = fs::read_to_string(path)
        .map_err(|error| {
            refused(&OpenError::Io {
                path: path.to_owned(),
                source: error,
            });
        })
        .ok()?;
    let folder = path.parent().unwrap_or_else(|| Path::new("")).join("profiles");
    Some(catalog::export(&text, &|file| {
        fs::read_to_string(folder.join(file)).ok()
    }))
}

/// Says why a catalog could not be opened.
pub(super) fn refused(error: &OpenError) {
    match error {
        OpenError::Problems(problems) => output::problems(problems),
        error => Complaint::new(error.to_string()).print(),
    }
}

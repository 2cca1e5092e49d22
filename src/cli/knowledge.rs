//! The catalog in use: the built-in one, or the one that `--catalog` names.

use std::{borrow::Cow, path::Path};

use super::{input, output};
use crate::catalog::{self, Catalog};

/// A catalog, or nothing where it is wrong (then all is said).
pub(super) fn open(path: Option<&Path>) -> Option<Cow<'static, Catalog>> {
    let Some(path) = path else {
        return catalog::built_in().map(Cow::Borrowed).map_err(output::problems).ok();
    };
    let text = read(path)?;
    load(path, &text).map(Cow::Owned)
}

/// The text of the catalog in use, with its scenarios in it: one file that needs no other.
pub(super) fn export(path: Option<&Path>) -> Option<String> {
    let Some(path) = path else {
        let profiles = |file: &str| catalog::built_in_profile(file).map(str::to_owned);
        return Some(catalog::export(catalog::built_in_text(), &profiles));
    };
    let text = read(path)?;
    load(path, &text)?;
    Some(catalog::export(&text, &|file| beside(path, file)))
}

/// A catalog from its text, or nothing where it is wrong (then all is said).
pub(super) fn load(path: &Path, text: &str) -> Option<Catalog> {
    catalog::load(&input::name(path), text, &|file| beside(path, file))
        .map_err(|problems| output::problems(&problems))
        .ok()
}

fn read(path: &Path) -> Option<String> {
    input::read(path).map_err(|complaint| complaint.print()).ok()
}

/// A scenario's profile: in the folder `profiles` beside the catalog.
fn beside(catalog: &Path, file: &str) -> Option<String> {
    let folder = catalog.parent().unwrap_or_else(|| Path::new("")).join("profiles");
    input::read(&folder.join(file)).ok()
}

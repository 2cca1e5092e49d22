//! JSON and JSON lines; the fields are [`super::view::View`]'s and are documented in `docs/json.md`.

use serde::Serialize;

use super::{Entry, view};
use crate::catalog::Catalog;

/// One entry as one object.
///
/// # Errors
///
/// Where the serialiser fails, which plain data in memory does not make it do.
pub fn object(catalog: &Catalog, entry: &Entry<'_>) -> Result<String, serde_json::Error> {
    pretty(&view::view(catalog, entry))
}

/// Several entries as one array, so that the whole is one JSON document.
///
/// # Errors
///
/// As [`object`].
pub fn array(catalog: &Catalog, entries: &[Entry<'_>]) -> Result<String, serde_json::Error> {
    let views: Vec<view::View> = entries.iter().map(|e| view::view(catalog, e)).collect();
    pretty(&views)
}

/// One object a line.
///
/// # Errors
///
/// As [`object`].
pub fn lines(catalog: &Catalog, entries: &[Entry<'_>]) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    for entry in entries {
        out.push_str(&line(&view::view(catalog, entry))?);
    }
    Ok(out)
}

/// On one line, ending with a line break.
pub(super) fn line(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string(value)?;
    text.push('\n');
    Ok(text)
}

/// Indented, ending with a line break.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

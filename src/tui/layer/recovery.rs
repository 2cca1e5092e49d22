//! Answers that were not saved, and profiles that another program has.

use std::path::PathBuf;

use crate::profile::Difference;

/// Answers that an earlier session did not save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Their profile's file in words; none where they have none.
    pub file: Option<String>,
    /// When they were given, in words.
    pub when: String,
    /// What became of the file since, and of what was kept: sentences.
    pub said: Vec<String>,
    /// What restoring them would change, or why they cannot be restored.
    pub content: Result<Vec<Difference>, String>,
    /// How many others wait behind these.
    pub others: usize,
    /// Rows scrolled down.
    pub scroll: u16,
}

/// A profile that another program has open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// Its file.
    pub path: PathBuf,
    /// Which program, and since when.
    pub holder: String,
}

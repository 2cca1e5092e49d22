//! From an assessment to something that can be read, piped or kept: text, JSON, CSV, Markdown and decision records, one file a
//! format.
//!
//! Owns formats, units beside numbers and the rounding at the edge ([`number`]). Text and Markdown draw the same
//! [`document::Document`], so that they can never say different things. Must not compute anything about a decision: every number is a
//! field of [`crate::weigh::Assessment`] or of the catalog. Does no input or output.

pub mod audit;
pub mod batch;
pub mod compare;
pub mod content;
pub mod csv;
pub mod document;
pub mod json;
pub mod markdown;
pub mod number;
pub mod overview;
pub mod record;
pub mod spoken;
pub mod text;
pub mod view;
pub mod words;

use crate::{
    profile::Profile,
    weigh::{Assessment, Robustness},
};

/// One profile with its assessment, as every format takes it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What the profile is called where it came from: its path, or `<stdin>`.
    pub name: &'a str,
    /// The profile.
    pub profile: &'a Profile,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// How sure that is, and the completed verdict.
    pub robustness: &'a Robustness,
}

//! What one team answered: the profile, its TOML file, checking it against a catalog, and saving it without loss.
//!
//! Owns the [`Profile`] type, reading and checking, and the store (atomic save, comments kept, change detection). It must
//! not weigh anything, know a screen, or decide what a number means.

mod types;

pub use types::{Answer, Profile};

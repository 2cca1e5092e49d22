//! Profiles on disk: what is refused, what is kept, and that a file is always whole.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]
#![cfg(unix)]

mod killed;
mod opening;
#[path = "../profile_support/mod.rs"]
mod profile_support;
mod refused;
mod saving;
#[path = "../support/terminal.rs"]
mod terminal;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use tempfile::TempDir;
use weighbridge::{
    catalog::Catalog,
    profile::{
        Answer, Profile,
        store::{Opened, SaveError, SaveMode, Saved, open, save},
    },
};

pub(crate) static CATALOG: LazyLock<Catalog> = LazyLock::new(profile_support::catalog);

pub(crate) const TEXT: &str = "# ours\nschema = 1\n\n[answers]\nlanes = 4   # four\n";

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with a profile in it, opened.
pub(crate) fn opened() -> (TempDir, PathBuf, Opened) {
    let folder = folder();
    let path = folder.path().join("mill.toml");
    fs::write(&path, TEXT).unwrap();
    let opened = open(&path, &CATALOG).unwrap();
    (folder, path, opened)
}

pub(crate) fn with_lanes(opened: &Opened, lanes: u32) -> Profile {
    let mut profile = opened.profile.clone();
    profile.answers.insert("lanes".into(), Answer::Number(f64::from(lanes)));
    profile
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub(crate) fn careful(path: &Path, original: Option<&Opened>, profile: &Profile) -> Result<Saved, SaveError> {
    save(path, original, profile, SaveMode::Careful)
}

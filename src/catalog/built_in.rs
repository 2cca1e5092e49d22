//! The catalog that the program brings along: text files beside this one, compiled in.
//!
//! This is the only place that knows where they are; what they decide is unknown to every line of Rust.

use std::sync::OnceLock;

use super::{Catalog, load};
use crate::diagnostic::Problems;

/// The text of one part of the catalog.
macro_rules! part {
    ($file:literal) => {
        include_str!(concat!("axum-vs-starlette/", $file))
    };
}

/// The text of one scenario's profile, with its file name.
macro_rules! profile {
    ($file:literal) => {
        ($file, include_str!(concat!("../../profiles/", $file)))
    };
}

const TEXT: &str = concat!(
    part!("decision.toml"),
    "\n",
    part!("questions.toml"),
    "\n",
    part!("figures.toml"),
    "\n",
    part!("guide.toml"),
    "\n",
    part!("audit.toml")
);

const PROFILES: [(&str, &str); 5] = [
    profile!("startup.toml"),
    profile!("ecommerce.toml"),
    profile!("gaming.toml"),
    profile!("trading.toml"),
    profile!("learning.toml"),
];

/// The built-in catalog, read once.
///
/// # Errors
///
/// The mistakes of its text. A test holds that there are none, so that a program in use does not see them.
pub fn built_in() -> Result<&'static Catalog, &'static Problems> {
    static CATALOG: OnceLock<Result<Catalog, Problems>> = OnceLock::new();
    CATALOG
        .get_or_init(|| {
            load("built-in catalog", TEXT, &|file| {
                built_in_profile(file).map(str::to_owned)
            })
        })
        .as_ref()
}

/// The text of the built-in catalog; its scenarios name profiles, see [`built_in_profile`] and [`super::export()`].
#[must_use]
pub const fn built_in_text() -> &'static str {
    TEXT
}

/// The profile of a built-in scenario by its file name, for instance `startup.toml`.
#[must_use]
pub fn built_in_profile(file: &str) -> Option<&'static str> {
    PROFILES.iter().find(|(name, _)| *name == file).map(|(_, text)| *text)
}

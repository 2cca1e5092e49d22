//! The catalog that the program brings along: text files beside this one, compiled in.
//!
//! This is the only place that knows where they are; what they decide is unknown to every line of Rust.

use std::sync::OnceLock;

use super::{Catalog, Claim, Claims, load, load::load_claims};
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

/// The text without its last part, which has the claims and nothing else, and that part.
const SPLIT: (&str, &str) = TEXT.split_at(TEXT.len() - part!("audit.toml").len());

/// Name in messages.
const NAME: &str = "built-in catalog";

const PROFILES: [(&str, &str); 5] = [
    profile!("startup.toml"),
    profile!("ecommerce.toml"),
    profile!("gaming.toml"),
    profile!("trading.toml"),
    profile!("learning.toml"),
];

/// The built-in catalog, read once; its claims once somebody looks at them.
///
/// # Errors
///
/// The mistakes of its text. A test holds that there are none, so that a program in use does not see them.
pub fn built_in() -> Result<&'static Catalog, &'static Problems> {
    static CATALOG: OnceLock<Result<Catalog, Problems>> = OnceLock::new();
    CATALOG
        .get_or_init(|| {
            let mut catalog = load(NAME, SPLIT.0, &|file| built_in_profile(file).map(str::to_owned))?;
            catalog.claims = Claims::later(claims);
            Ok(catalog)
        })
        .as_ref()
}

/// A quarter of the text is claims, and most runs of the program never look at one.
fn claims() -> Vec<Claim> {
    // A test holds that there is no mistake here.
    load_claims(NAME, SPLIT.1).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::reads_plainly;

    #[test]
    fn the_built_in_texts_are_read_the_short_way() {
        assert!(reads_plainly(SPLIT.0) && reads_plainly(SPLIT.1));
        assert!(PROFILES.iter().all(|(_, text)| reads_plainly(text)));
    }

    #[test]
    fn claims_that_are_read_late_are_those_of_the_whole_text() {
        let profiles = |file: &str| built_in_profile(file).map(str::to_owned);
        let whole = load(NAME, TEXT, &profiles).unwrap_or_else(|problems| panic!("{problems}"));
        let late = load_claims(NAME, SPLIT.1).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(!late.is_empty());
        assert_eq!(whole.claims[..], late[..]);
        assert_eq!(built_in(), Ok(&whole));
    }
}

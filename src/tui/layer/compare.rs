//! Two profiles side by side.

use crate::{
    catalog::Catalog,
    profile::Profile,
    report::{
        compare::{Compared, document},
        document::Document,
    },
    weigh::compare,
};

/// The popup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compare {
    /// What is said of the two.
    pub document: Document,
    /// Rows scrolled down.
    pub scroll: u16,
}

impl Compare {
    /// The first profile against the other; with what each is called where it came from.
    #[must_use]
    pub fn new(catalog: &Catalog, first: (&str, &Profile), other: (&str, &Profile)) -> Self {
        let comparison = compare(catalog, &[first.1, other.1]);
        let profiles = [first, other].map(|(name, profile)| Compared { name, profile });
        Self {
            document: document(catalog, &profiles, &comparison),
            scroll: 0,
        }
    }
}

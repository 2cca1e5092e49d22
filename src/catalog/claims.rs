//! Claims that may be read late: only the audit and the guide's pages look at them.

use std::{fmt, ops::Deref, sync::OnceLock};

use super::Claim;

/// The claims of a source, in its order: a slice of [`Claim`], read with the catalog or when somebody first looks.
#[derive(Clone)]
pub struct Claims {
    known: OnceLock<Vec<Claim>>,
    later: fn() -> Vec<Claim>,
}

impl Claims {
    /// Claims that `later` gives when somebody first looks; it is called once.
    #[must_use]
    pub(super) const fn later(later: fn() -> Vec<Claim>) -> Self {
        Self {
            known: OnceLock::new(),
            later,
        }
    }
}

impl From<Vec<Claim>> for Claims {
    fn from(claims: Vec<Claim>) -> Self {
        Self {
            known: OnceLock::from(claims),
            later: Vec::new,
        }
    }
}

impl Deref for Claims {
    type Target = [Claim];

    fn deref(&self) -> &[Claim] {
        self.known.get_or_init(self.later)
    }
}

impl PartialEq for Claims {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

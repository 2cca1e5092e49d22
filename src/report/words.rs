//! Names of things that a catalog numbers, for people.

pub use crate::weigh::names::{figure_unit, quantity, unit};

/// A number and its unit, without a gap before nothing: `12 ms`, `3`.
#[must_use]
pub fn with_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() {
        number.to_owned()
    } else {
        format!("{number} {unit}")
    }
}

/// `1 month`, `36 months`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

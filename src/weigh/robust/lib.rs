//! How sure is it: the mathematics of robustness, as pure functions on plain numbers.
//!
//! Owns: sums of weighted values, weights from judgements, what would flip a winner, sampling over weights and scores,
//! value of information, money over time, agreement of a group. It knows no catalog, no profile and no assessment: options,
//! criteria and people are indices, tables are `values[option][criterion]`. Nothing here reads a clock, starts from a
//! random seed of its own or calls a transcendental function of the platform in a sampled path: the same arguments give the
//! same bits everywhere.
//!
//! Conventions that hold in every module:
//!
//! - values and scores are *higher is better*, on any scale that is the same for all criteria (0-1 or 0-10);
//! - two totals closer than [`TIE`] are tied, and a tie is reported as one;
//! - weights are non-negative and not all zero; unless a function says otherwise they are brought to a sum of 1 first;
//! - a number that does not exist (never flips, never pays back, no agreement to measure) is `None`, never a NaN;
//! - arguments that make no sense are an [`Error`], which says which.

pub mod closed_form;
pub mod elementary;
pub mod evpi;
pub mod flip;
pub mod group;
mod linear;
pub mod money;
pub mod ordinal;
pub mod overlap;
pub mod regret;
pub mod rules;
pub mod set;
pub mod shape;
pub mod smaa;
pub mod tornado;
pub mod weights;
pub mod wsm;

#[cfg(test)]
mod properties;

/// Totals (or values) closer than this are tied.
///
/// Far below anything that a score or a weight can mean, far above the rounding of a sum of products.
pub const TIE: f64 = 1e-9;

/// Why a computation was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// There is nothing to compute with.
    #[error("there are no {0}")]
    Empty(&'static str),
    /// Two arguments do not fit together.
    #[error("{what}: {found} where {expected} are needed")]
    Length {
        /// What was counted.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many are needed.
        expected: usize,
    },
    /// A number is NaN or infinite.
    #[error("{0} must be finite numbers")]
    NotFinite(&'static str),
    /// A number is negative that must not be.
    #[error("{0} must not be negative")]
    Negative(&'static str),
    /// Everything is zero, so that nothing can be shared out.
    #[error("{0} must not all be zero")]
    AllZero(&'static str),
    /// A number is outside its range.
    #[error("{what} must be {rule}")]
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// What it must be.
        rule: &'static str,
    },
    /// An index names nothing.
    #[error("{what} {index} does not exist")]
    NoSuch {
        /// What is numbered.
        what: &'static str,
        /// The index.
        index: usize,
    },
    /// The option is not the winner.
    #[error("option {0} is not the winner under these weights")]
    NotTheWinner(usize),
    /// Constraints leave (almost) no weights to draw.
    #[error("the constraints on the weights leave next to nothing: {accepted} of {tried} draws satisfy them")]
    Rejected {
        /// Draws that satisfied them.
        accepted: u64,
        /// Draws made.
        tried: u64,
    },
}

/// A count as a number. Exact below 2^53, which no count here reaches.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
#[must_use]
#[inline]
pub const fn real(count: usize) -> f64 {
    count as f64
}

/// Refuses numbers that are NaN or infinite.
pub(crate) fn check_finite(numbers: &[f64], what: &'static str) -> Result<(), Error> {
    if numbers.iter().all(|x| x.is_finite()) {
        Ok(())
    } else {
        Err(Error::NotFinite(what))
    }
}

/// Refuses a table that is empty, ragged or not finite; gives the number of criteria.
pub(crate) fn check_table(values: &[Vec<f64>]) -> Result<usize, Error> {
    let first = values.first().ok_or(Error::Empty("options"))?;
    if first.is_empty() {
        return Err(Error::Empty("criteria"));
    }
    for row in values {
        check_length("values of an option", row.len(), first.len())?;
        check_finite(row, "values")?;
    }
    Ok(first.len())
}

/// Refuses a length other than the expected one.
pub(crate) const fn check_length(what: &'static str, found: usize, expected: usize) -> Result<(), Error> {
    if found == expected {
        Ok(())
    } else {
        Err(Error::Length { what, found, expected })
    }
}

/// `sum of a x b`, in order of the index, so that the same arguments give the same bits.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (x, y) in a.iter().zip(b) {
        sum += x * y;
    }
    sum
}

//! Ranges that travel through the model: interval arithmetic on non-negative numbers, kept finite.

use super::Span;
use crate::catalog::Amount;

/// No number of an assessment is larger; keeps sums and products of absurd inputs finite.
pub(super) const LIMIT: f64 = 1e18;

pub(super) use super::robust::{TIE, real as from_len};

/// `x` within plus and minus [`LIMIT`]; zero where it is not a number.
#[inline]
pub(super) fn bounded(x: f64) -> f64 {
    if x.is_nan() { 0.0 } else { x.clamp(-LIMIT, LIMIT) }
}

/// A whole count from a number: rounded up, never negative, saturating.
///
/// A hair above a whole number counts as that number, so that rounding errors do not buy an instance.
#[inline]
pub(super) fn whole_up(x: f64) -> f64 {
    let x = bounded(x).max(0.0) * (1.0 - 1e-12);
    // What `ceil` gives; processors without an instruction for that take their time over it, and every month asks.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "not negative and at most LIMIT, which is below 2^63; from 2^53 on there is nothing to round"
    )]
    let below = x as i64 as f64;
    if below < x { below + 1.0 } else { below }
}

/// A count as an integer, saturating.
pub(super) fn count(x: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "float casts saturate, and the number is not negative"
    )]
    let count = bounded(x).max(0.0) as u64;
    count
}

/// A count as a number; exact below 2^53.
pub(super) fn from_count(n: u64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts this large are bounds, not numbers of things"
    )]
    let x = n as f64;
    x
}

/// Months as an integer, rounded, at most `most`.
pub(super) fn months(x: f64, most: u32) -> u32 {
    u32::try_from(count(x.round())).unwrap_or(u32::MAX).min(most)
}

impl Span {
    /// A single number.
    #[must_use]
    #[inline]
    pub const fn point(x: f64) -> Self {
        Self {
            low: x,
            likely: x,
            high: x,
        }
    }

    /// Whether it is a single number.
    #[must_use]
    pub fn is_point(self) -> bool {
        self.low >= self.high
    }

    /// From three numbers in any order of the ends.
    #[inline]
    pub(super) fn around(a: f64, likely: f64, b: f64) -> Self {
        let (a, likely, b) = (bounded(a), bounded(likely), bounded(b));
        Self {
            low: a.min(b).min(likely),
            likely,
            high: a.max(b).max(likely),
        }
    }

    /// An amount times `factor`.
    #[inline]
    pub(super) fn of(amount: &Amount, factor: f64) -> Self {
        Self::around(amount.low * factor, amount.value * factor, amount.high * factor)
    }

    /// Ends kept between two bounds.
    #[inline]
    pub(super) fn within(self, low: f64, high: f64) -> Self {
        self.each(|x| x.max(low).min(high))
    }

    /// The same rising function on each number.
    #[inline]
    pub(super) fn each(self, f: impl Fn(f64) -> f64) -> Self {
        Self {
            low: bounded(f(self.low)),
            likely: bounded(f(self.likely)),
            high: bounded(f(self.high)),
        }
    }

    /// A rising function of two spans.
    #[inline]
    pub(super) fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            low: bounded(f(self.low, other.low)),
            likely: bounded(f(self.likely, other.likely)),
            high: bounded(f(self.high, other.high)),
        }
    }

    /// Sum.
    #[inline]
    pub(super) fn plus(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }

    /// Product of two that are not negative.
    #[inline]
    pub(super) fn times(self, other: Self) -> Self {
        self.with(other, |a, b| a * b)
    }

    /// Product with a factor that is not negative.
    #[inline]
    pub(super) fn scaled(self, factor: f64) -> Self {
        self.each(|x| x * factor)
    }

    /// The larger, end by end.
    #[inline]
    pub(super) fn larger(self, other: Self) -> Self {
        self.with(other, f64::max)
    }

    /// Quotient of two that are not negative; `None` where the divisor's likely value is not positive. An end of the divisor
    /// that is not positive says nothing: the likely one is used for it.
    #[inline]
    pub(super) fn over(self, divisor: Self) -> Option<Self> {
        if divisor.likely <= 0.0 {
            return None;
        }
        let least = if divisor.low > 0.0 { divisor.low } else { divisor.likely };
        Some(Self::around(
            self.low / divisor.high,
            self.likely / divisor.likely,
            self.high / least,
        ))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "numbers chosen so that they come out exactly")]

    use super::*;

    #[test]
    fn a_quotient_is_lowest_where_the_divisor_is_highest() {
        let load = Span::around(10.0, 20.0, 30.0);
        let capacity = Span::around(5.0, 10.0, 10.0);
        assert_eq!(load.over(capacity), Some(Span::around(1.0, 2.0, 6.0)));
        assert_eq!(load.over(Span::point(0.0)), None);
    }

    #[test]
    fn absurd_numbers_stay_finite() {
        let huge = Span::point(1e300).each(|x| x * 1e300);
        assert!(huge.high <= LIMIT);
        assert_eq!(bounded(f64::NAN), 0.0);
        assert_eq!(count(f64::INFINITY), 1_000_000_000_000_000_000);
        assert_eq!(count(-3.0), 0);
    }

    #[test]
    fn rounding_noise_buys_no_instance() {
        assert_eq!(whole_up(3.000_000_000_000_1), 3.0);
        assert_eq!(whole_up(3.000_1), 4.0);
    }
}

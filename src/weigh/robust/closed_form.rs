//! Share of wins between two options with point scores, exactly.
//!
//! For weights uniform on the simplex, `P(w.d > 0) = sum over d_j > 0 of d_j^(n-1) / prod_{k != j} (d_j - d_k)`. That sum
//! cancels badly when two differences are close and does not exist when they are equal. The same number comes without any
//! subtraction of like signs from Varsi's recursion for the part of a simplex that a half-space cuts off (G. Varsi, "The
//! multidimensional content of the frustum of the simplex", *Pacific Journal of Mathematics* 46, 1973), which is what
//! is computed here: safe for near ties, equal differences and zeros alike.

use super::set::{WeightSet, corner_values};
use super::{Error, TIE, check_finite, check_length};

/// Share of the weights, uniform on the simplex, for which `sum of w x d` is positive.
///
/// `None` where the two options are the same for every weight (all differences within [`TIE`] of zero, so that the answer
/// would be rounding), where there are no differences, or where one is not finite.
#[must_use]
pub fn win_share(d: &[f64]) -> Option<f64> {
    if d.is_empty() || check_finite(d, "differences").is_err() || d.iter().all(|x| x.abs() <= TIE) {
        return None;
    }
    // The part where the sum is positive is the part where the sum of the negated differences is negative.
    let behind: Vec<f64> = d.iter().filter(|&&x| x > 0.0).map(|x| -x).collect();
    let ahead = d.iter().filter(|&&x| x <= 0.0).map(|x| -x);
    let mut part = vec![1.0];
    part.extend(ahead.clone().map(|_| 0.0));
    for x in behind {
        for (k, y) in ahead.clone().enumerate() {
            part[k + 1] = (y * part[k + 1] - x * part[k]) / (y - x);
        }
    }
    part.last().copied()
}

/// [`win_share`] over a set: the whole simplex, or the ordered one (whose corners take the place of the criteria).
///
/// `Ok(None)` as there, and for sets without a closed form (bands, constraints that are no order, one fixed vector).
///
/// # Errors
///
/// A set that makes no sense; differences that do not fit it or are not finite.
pub fn win_share_in(set: &WeightSet, d: &[f64]) -> Result<Option<f64>, Error> {
    set.check()?;
    check_length("differences", d.len(), set.criteria())?;
    check_finite(d, "differences")?;
    Ok(match set.simplified() {
        WeightSet::Any(_) => win_share(d),
        WeightSet::Ordered(groups) => win_share(&corner_values(&groups, d)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sum as it is printed; only for differences far apart.
    fn printed(d: &[f64]) -> f64 {
        let n = d.len();
        (0..n)
            .filter(|&j| d[j] > 0.0)
            .map(|j| {
                (0..n)
                    .filter(|&k| k != j)
                    .map(|k| d[j] / (d[j] - d[k]))
                    .product::<f64>()
            })
            .sum()
    }

    #[test]
    fn equal_differences_have_a_share_too() {
        // More than half of the weight on the first of three: (1/2)^2.
        assert!((win_share(&[1.0, -1.0, -1.0]).unwrap() - 0.25).abs() < 1e-15);
        assert!((win_share(&[1.0, 1.0 - 1e-13, -1.0]).unwrap() - 0.75).abs() < 1e-12);
    }

    #[test]
    fn options_that_are_the_same_have_no_share() {
        assert_eq!(win_share(&[0.0, 0.0]), None);
        assert_eq!(win_share(&[1e-12, -1e-13]), None);
        assert_eq!(win_share(&[]), None);
        assert_eq!(win_share(&[f64::NAN, 1.0]), None);
    }

    #[test]
    fn a_criterion_on_which_they_tie_changes_nothing() {
        let with = win_share(&[0.4, 0.1, -0.5, 0.0]).unwrap();
        assert!((with - win_share(&[0.4, 0.1, -0.5]).unwrap()).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn the_recursion_is_the_printed_sum(steps in prop::collection::vec(0.1..1.0f64, 2..7), shift in 0.0..3.0f64) {
            // Rising by at least 0.1, so that the printed sum keeps its digits.
            let mut at = -shift;
            let d: Vec<f64> = steps.iter().map(|s| { at += s; at }).collect();
            if let Some(share) = win_share(&d) {
                prop_assert!((share - printed(&d)).abs() < 1e-8, "{} {}", share, printed(&d));
            }
        }

        #[test]
        fn the_shares_of_both_sum_to_one(d in prop::collection::vec(-1.0..1.0f64, 1..9)) {
            let other: Vec<f64> = d.iter().map(|x| -x).collect();
            if let (Some(a), Some(b)) = (win_share(&d), win_share(&other)) {
                prop_assert!((a + b - 1.0).abs() < 1e-12 && (0.0..=1.0).contains(&a));
            }
        }
    }
}

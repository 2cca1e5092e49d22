//! Weights from what people say: points, swings, an order, trade-offs; pinned weights; a changed range.

mod trade_off;

pub use trade_off::{TradeOff, TradeOffCheck, check_trade_off, from_trade_offs};

use super::{Error, check_finite, check_length, real};

/// Weights brought to a sum of 1. Weights that already sum to 1 within 1e-12 come back as they are, to the bit.
///
/// # Errors
///
/// None; one that is negative or not finite; all zero.
pub fn shares(weights: &[f64]) -> Result<Vec<f64>, Error> {
    if weights.is_empty() {
        return Err(Error::Empty("weights"));
    }
    check_finite(weights, "weights")?;
    if weights.iter().any(|&w| w < 0.0) {
        return Err(Error::Negative("weights"));
    }
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return Err(Error::AllZero("weights"));
    }
    if !sum.is_finite() {
        return Err(Error::NotFinite("weights"));
    }
    if (sum - 1.0).abs() <= 1e-12 {
        return Ok(weights.to_vec());
    }
    Ok(weights.iter().map(|w| w / sum).collect())
}

/// Rank-order centroid of `n` criteria, most important first: `w_k = (1/n) sum over j >= k of 1/j`.
///
/// The mean of all weights in that order (Barron and Barrett 1996). Empty for `n = 0`.
#[must_use]
pub fn rank_order_centroid(n: usize) -> Vec<f64> {
    let mut weights = vec![0.0; n];
    let mut sum = 0.0;
    for k in (0..n).rev() {
        sum += 1.0 / real(k + 1);
        weights[k] = sum / real(n);
    }
    weights
}

/// Rank-order centroid of an order given as groups of equally important criteria, most important first; per criterion.
///
/// The mean of the corners of that set: corner `k` shares 1 equally among the criteria of the first `k` groups.
///
/// # Errors
///
/// Groups that do not name each of `0..n` once; an empty group.
pub fn order_centroid(groups: &[Vec<usize>]) -> Result<Vec<f64>, Error> {
    let n = check_order(groups)?;
    let mut weights = vec![0.0; n];
    let mut named = n;
    let mut sum = 0.0;
    for group in groups.iter().rev() {
        sum += 1.0 / real(named);
        named -= group.len();
        for &criterion in group {
            weights[criterion] = sum / real(groups.len());
        }
    }
    Ok(weights)
}

/// Refuses groups that do not name each criterion once; gives the number of criteria.
pub(crate) fn check_order(groups: &[Vec<usize>]) -> Result<usize, Error> {
    let n = groups.iter().map(Vec::len).sum();
    if n == 0 {
        return Err(Error::Empty("criteria in the order"));
    }
    let mut seen = vec![false; n];
    for group in groups {
        if group.is_empty() {
            return Err(Error::Empty("criteria in a group of the order"));
        }
        for &criterion in group {
            match seen.get_mut(criterion) {
                Some(seen) if !*seen => *seen = true,
                Some(_) => {
                    return Err(Error::OutOfRange {
                        what: "each criterion",
                        rule: "named once in the order",
                    });
                }
                None => {
                    return Err(Error::NoSuch {
                        what: "criterion",
                        index: criterion,
                    });
                }
            }
        }
    }
    Ok(n)
}

/// Swing points to weights: the swing most worth having has 100, the others are rated against it; each by the sum.
///
/// # Errors
///
/// As [`shares`].
pub fn from_swings(points: &[f64]) -> Result<Vec<f64>, Error> {
    shares(points)
}

/// Weights after declared ranges changed, with linear value functions: `w_new ~ w_old x new width / old width`.
///
/// A weight belongs to a swing from worst to best; a range twice as wide is worth twice as much. Ranges are `(one end,
/// other end)`.
///
/// # Errors
///
/// As [`shares`]; ranges that are not one a weight; an old range of no width.
pub fn rescale(weights: &[f64], old: &[(f64, f64)], new: &[(f64, f64)]) -> Result<Vec<f64>, Error> {
    check_length("old ranges", old.len(), weights.len())?;
    check_length("new ranges", new.len(), weights.len())?;
    let mut points = shares(weights)?;
    for (weight, (old, new)) in points.iter_mut().zip(old.iter().zip(new)) {
        let (before, after) = ((old.1 - old.0).abs(), (new.1 - new.0).abs());
        if before == 0.0 || !before.is_finite() || !after.is_finite() {
            return Err(Error::OutOfRange {
                what: "an old range",
                rule: "wider than nothing and finite",
            });
        }
        *weight *= after / before;
    }
    shares(&points)
}

/// Points on a scale of 100: pinned ones keep theirs, the others share what is left in proportion to their raw points.
///
/// Where the others have no raw points they share what is left equally. Where the pinned ones leave nothing (they sum to 100
/// or more) the others have 0, and the pinned ones are scaled to 100. Where everything is pinned, all are scaled to 100.
///
/// # Errors
///
/// None at all; lengths that differ; numbers that are negative or not finite; all zero.
pub fn with_pinned(raw: &[f64], pinned: &[Option<f64>]) -> Result<Vec<f64>, Error> {
    if raw.is_empty() {
        return Err(Error::Empty("weights"));
    }
    check_length("pinned weights", pinned.len(), raw.len())?;
    check_finite(raw, "weights")?;
    let held: Vec<f64> = pinned.iter().flatten().copied().collect();
    check_finite(&held, "pinned weights")?;
    if raw.iter().chain(&held).any(|&w| w < 0.0) {
        return Err(Error::Negative("weights"));
    }
    let taken: f64 = held.iter().sum();
    let left = 100.0 - taken;
    let free: Vec<usize> = (0..raw.len()).filter(|&c| pinned[c].is_none()).collect();
    if free.is_empty() || left <= 0.0 {
        if taken <= 0.0 {
            return Err(Error::AllZero("weights"));
        }
        return Ok(pinned
            .iter()
            .map(|points| points.unwrap_or(0.0) * 100.0 / taken)
            .collect());
    }
    let sum: f64 = free.iter().map(|&c| raw[c]).sum();
    if sum <= 0.0 && held.is_empty() {
        return Err(Error::AllZero("weights"));
    }
    let share = |c: usize| {
        if sum > 0.0 {
            left * raw[c] / sum
        } else {
            left / real(free.len())
        }
    };
    Ok(pinned
        .iter()
        .enumerate()
        .map(|(c, points)| points.unwrap_or_else(|| share(c)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weights_that_make_no_sense_are_refused() {
        assert_eq!(shares(&[]), Err(Error::Empty("weights")));
        assert_eq!(shares(&[0.0, 0.0]), Err(Error::AllZero("weights")));
        assert_eq!(shares(&[1.0, -1e-3]), Err(Error::Negative("weights")));
        assert_eq!(shares(&[1.0, f64::NAN]), Err(Error::NotFinite("weights")));
        assert_eq!(shares(&[1e308, 1e308]), Err(Error::NotFinite("weights")));
    }

    #[test]
    fn an_order_with_ties_gives_tied_criteria_the_same_weight() {
        let weights = order_centroid(&[vec![2], vec![0, 1]]).unwrap();
        // Corners: (0, 0, 1) and (1/3, 1/3, 1/3).
        assert!((weights[2] - 2.0 / 3.0).abs() < 1e-15 && (weights[0] - 1.0 / 6.0).abs() < 1e-15);
        assert!(order_centroid(&[vec![0], vec![0]]).is_err());
        assert!(order_centroid(&[vec![0], vec![]]).is_err());
        assert!(order_centroid(&[vec![3]]).is_err());
    }

    #[test]
    fn pinned_weights_keep_their_points_and_the_rest_keep_their_ratios() {
        assert_eq!(
            with_pinned(&[20.0, 10.0, 10.0], &[None, Some(40.0), None]),
            Ok(vec![40.0, 40.0, 20.0])
        );
        assert_eq!(
            with_pinned(&[0.0, 0.0, 10.0], &[None, None, Some(40.0)]),
            Ok(vec![30.0, 30.0, 40.0])
        );
        assert_eq!(
            with_pinned(&[1.0, 1.0], &[Some(150.0), Some(50.0)]),
            Ok(vec![75.0, 25.0])
        );
        assert_eq!(with_pinned(&[1.0, 1.0], &[Some(120.0), None]), Ok(vec![100.0, 0.0]));
        assert!(with_pinned(&[1.0], &[Some(0.0)]).is_err());
        assert!(with_pinned(&[1.0, 1.0], &[Some(-5.0), None]).is_err());
    }

    proptest! {
        #[test]
        fn pinned_points_always_sum_to_100(
            raw in prop::collection::vec(0.0..30.0f64, 1..8), pins in prop::collection::vec(prop::option::of(0.0..60.0f64), 8),
        ) {
            if let Ok(points) = with_pinned(&raw, &pins[..raw.len()]) {
                prop_assert!((points.iter().sum::<f64>() - 100.0).abs() < 1e-9);
                prop_assert!(points.iter().all(|p| *p >= 0.0));
            }
        }

        #[test]
        fn the_rank_order_centroid_sums_to_one_and_falls(n in 1usize..30) {
            let weights = rank_order_centroid(n);
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(weights.windows(2).all(|pair| pair[0] > pair[1]));
            let groups: Vec<Vec<usize>> = (0..n).map(|c| vec![c]).collect();
            for (a, b) in weights.iter().zip(order_centroid(&groups).unwrap()) {
                prop_assert!((a - b).abs() < 1e-14);
            }
        }
    }
}

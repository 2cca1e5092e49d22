//! Weights from what people say: points, swings, an order, trade-offs; pinned weights; a changed range.

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

/// A statement "improving `a` by `gain_a` is worth as much as improving `b` by `gain_b`", gains in value (0-1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TradeOff {
    /// A criterion.
    pub a: usize,
    /// Gain in value on `a`, positive.
    pub gain_a: f64,
    /// Another criterion.
    pub b: usize,
    /// Gain in value on `b`, positive.
    pub gain_b: f64,
}

/// What a trade-off implies, against the weights that were stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TradeOffCheck {
    /// `w_a / w_b` that the statement implies: `gain_b / gain_a`.
    pub implied_ratio: f64,
    /// `w_a / w_b` as stated; `None` when `w_b` is 0.
    pub stated_ratio: Option<f64>,
    /// Implied by stated ratio; 1 is agreement, 2 says that `a` matters twice as much as stated; `None` when either is 0.
    pub factor: Option<f64>,
    /// Weight of `a` that the statement implies when both share what they have together.
    pub implied_a: f64,
    /// Likewise of `b`.
    pub implied_b: f64,
    /// `implied_a - w_a`, share of the whole: how far the two are apart.
    pub gap: f64,
}

/// Checks stated weights against one trade-off: `w_a gain_a = w_b gain_b` must hold.
///
/// # Errors
///
/// As [`shares`]; no such criterion, twice the same; gains that are not positive.
pub fn check_trade_off(weights: &[f64], statement: &TradeOff) -> Result<TradeOffCheck, Error> {
    let weights = shares(weights)?;
    check_statement(weights.len(), statement)?;
    let (stated_a, stated_b) = (weights[statement.a], weights[statement.b]);
    let implied_ratio = statement.gain_b / statement.gain_a;
    let stated_ratio = (stated_b > 0.0).then(|| stated_a / stated_b);
    let together = stated_a + stated_b;
    let implied_a = together * statement.gain_b / (statement.gain_a + statement.gain_b);
    Ok(TradeOffCheck {
        implied_ratio,
        stated_ratio,
        factor: stated_ratio
            .filter(|&ratio| ratio > 0.0)
            .map(|ratio| implied_ratio / ratio),
        implied_a,
        implied_b: together - implied_a,
        gap: implied_a - stated_a,
    })
}

fn check_statement(n: usize, statement: &TradeOff) -> Result<(), Error> {
    for criterion in [statement.a, statement.b] {
        if criterion >= n {
            return Err(Error::NoSuch {
                what: "criterion",
                index: criterion,
            });
        }
    }
    if statement.a == statement.b {
        return Err(Error::OutOfRange {
            what: "the two sides of a trade-off",
            rule: "different criteria",
        });
    }
    check_finite(&[statement.gain_a, statement.gain_b], "gains of a trade-off")?;
    if statement.gain_a <= 0.0 || statement.gain_b <= 0.0 {
        return Err(Error::OutOfRange {
            what: "both gains of a trade-off",
            rule: "positive",
        });
    }
    Ok(())
}

/// Weights of `n` criteria from trade-offs that tie all of them together: `w_a gain_a = w_b gain_b` for each.
///
/// Statements beyond the `n - 1` that are needed (in order, skipping those between criteria already tied together) are not
/// used: check them with [`check_trade_off`].
///
/// # Errors
///
/// A statement that makes no sense (as [`check_trade_off`]); statements that leave criteria untied.
pub fn from_trade_offs(n: usize, statements: &[TradeOff]) -> Result<Vec<f64>, Error> {
    if n == 0 {
        return Err(Error::Empty("criteria"));
    }
    for statement in statements {
        check_statement(n, statement)?;
    }
    // Each criterion has a group and a weight relative to it; a statement between groups scales one to the other.
    let mut group: Vec<usize> = (0..n).collect();
    let mut weights = vec![1.0; n];
    for statement in statements {
        let (from, to) = (group[statement.a], group[statement.b]);
        if from == to {
            continue;
        }
        let wanted = weights[statement.b] * statement.gain_b / statement.gain_a;
        let factor = wanted / weights[statement.a];
        for criterion in 0..n {
            if group[criterion] == from {
                weights[criterion] *= factor;
                group[criterion] = to;
            }
        }
    }
    if group.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(Error::OutOfRange {
            what: "trade-offs",
            rule: "enough to tie all criteria together",
        });
    }
    shares(&weights)
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
    fn a_consistent_trade_off_shows_no_gap_and_an_inconsistent_one_says_by_how_much() {
        let statement = TradeOff {
            a: 0,
            gain_a: 0.5,
            b: 1,
            gain_b: 1.0,
        };
        let fine = check_trade_off(&[2.0, 1.0, 1.0], &statement).unwrap();
        assert!(fine.gap.abs() < 1e-15 && fine.factor == Some(1.0));
        let off = check_trade_off(&[1.0, 1.0], &statement).unwrap();
        assert_eq!(off.factor, Some(2.0));
        assert!((off.implied_a - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(check_trade_off(&[1.0, 0.0], &statement).unwrap().factor, None);
        assert!(
            check_trade_off(
                &[1.0, 1.0],
                &TradeOff {
                    gain_a: 0.0,
                    ..statement
                }
            )
            .is_err()
        );
    }

    #[test]
    fn trade_offs_that_tie_all_criteria_together_give_the_weights() {
        let chain = [
            TradeOff {
                a: 0,
                gain_a: 0.5,
                b: 1,
                gain_b: 1.0,
            },
            TradeOff {
                a: 2,
                gain_a: 1.0,
                b: 1,
                gain_b: 1.0,
            },
        ];
        assert_eq!(from_trade_offs(3, &chain), Ok(vec![0.5, 0.25, 0.25]));
        assert!(from_trade_offs(4, &chain).is_err());
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

//! Trade-offs: how much of one criterion makes up for how much of another, and the weights that this implies.

use super::super::{Error, check_finite};
use super::shares;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}

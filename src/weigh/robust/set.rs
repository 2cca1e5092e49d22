//! Sets of admissible weights: what "every weight that could be meant" is.

use super::weights::{check_order, shares};
use super::{Error, check_finite, check_length, linear, real};

/// A linear condition on weights: `sum of g x w >= at_least`.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// A coefficient a criterion.
    pub g: Vec<f64>,
    /// The least that the sum may be.
    pub at_least: f64,
}

/// A set of weights, all non-negative with sum 1.
#[derive(Debug, Clone, PartialEq)]
pub enum WeightSet {
    /// Any weights of so many criteria: the whole simplex.
    Any(usize),
    /// Groups of equally important criteria, most important first: weights fall from group to group.
    Ordered(Vec<Vec<usize>>),
    /// Each weight between `centre / factor` and `centre x factor`, then all brought to a sum of 1.
    Band {
        /// The current weights; brought to a sum of 1. A weight of 0 stays 0.
        centre: Vec<f64>,
        /// At least 1; 2 is the default elsewhere.
        factor: f64,
    },
    /// One vector only.
    Fixed(Vec<f64>),
    /// The part of the simplex that satisfies all constraints.
    Constrained {
        /// Number of criteria.
        criteria: usize,
        /// Conditions, all of which must hold.
        constraints: Vec<Constraint>,
    },
}

/// How far a weight may move either way in the usual band: half to twice.
pub const BAND: f64 = 2.0;

impl WeightSet {
    /// The band between half and twice the current weights.
    #[must_use]
    pub const fn band(centre: Vec<f64>) -> Self {
        Self::Band { centre, factor: BAND }
    }

    /// Number of criteria.
    #[must_use]
    pub fn criteria(&self) -> usize {
        match self {
            Self::Any(criteria) | Self::Constrained { criteria, .. } => *criteria,
            Self::Ordered(groups) => groups.iter().map(Vec::len).sum(),
            Self::Band { centre, .. } => centre.len(),
            Self::Fixed(weights) => weights.len(),
        }
    }

    /// Refuses a set that makes no sense.
    ///
    /// # Errors
    ///
    /// No criteria; groups that do not name each criterion once; weights as in [`shares`]; a factor below 1 or above 1e6;
    /// constraints of the wrong length or with numbers that are not finite.
    pub fn check(&self) -> Result<(), Error> {
        match self {
            Self::Any(0) | Self::Constrained { criteria: 0, .. } => Err(Error::Empty("criteria")),
            Self::Any(_) => Ok(()),
            Self::Ordered(groups) => check_order(groups).map(drop),
            Self::Fixed(weights) => shares(weights).map(drop),
            Self::Band { centre, factor } => {
                if !(1.0..=1e6).contains(factor) {
                    return Err(Error::OutOfRange {
                        what: "the factor of a band",
                        rule: "between 1 and 1,000,000",
                    });
                }
                shares(centre).map(drop)
            }
            Self::Constrained { criteria, constraints } => {
                for constraint in constraints {
                    check_length("coefficients of a constraint", constraint.g.len(), *criteria)?;
                    check_finite(&constraint.g, "coefficients of a constraint")?;
                    check_finite(&[constraint.at_least], "the bound of a constraint")?;
                }
                Ok(())
            }
        }
    }

    /// The same set in the form that is cheapest to draw from: no constraints is [`Self::Any`], and comparisons
    /// `w_a >= w_b` that put all criteria in one order are [`Self::Ordered`].
    #[must_use]
    pub fn simplified(&self) -> Self {
        let Self::Constrained { criteria, constraints } = self else {
            return self.clone();
        };
        if constraints.is_empty() {
            return Self::Any(*criteria);
        }
        order_of(*criteria, constraints).unwrap_or_else(|| self.clone())
    }

    /// Least and greatest `sum of d x w` over the whole set; `None` where constraints leave no weights.
    ///
    /// Exact: over the corners (all on one criterion; all shared equally among the first groups of the order), for the band
    /// over the threshold rule below, for constraints by linear programming.
    ///
    /// # Errors
    ///
    /// As [`Self::check`]; `d` of another length or not finite.
    pub fn range(&self, d: &[f64]) -> Result<Option<(f64, f64)>, Error> {
        self.check()?;
        check_length("differences", d.len(), self.criteria())?;
        check_finite(d, "differences")?;
        Ok(match self {
            Self::Any(_) => Some(extremes(d.iter().copied())),
            Self::Ordered(groups) => Some(extremes(corner_values(groups, d).into_iter())),
            Self::Fixed(weights) => {
                let at = super::dot(&shares(weights)?, d);
                Some((at, at))
            }
            Self::Band { centre, factor } => {
                let centre = shares(centre)?;
                let negated: Vec<f64> = d.iter().map(|x| -x).collect();
                Some((
                    -band_maximum(&centre, *factor, &negated),
                    band_maximum(&centre, *factor, d),
                ))
            }
            Self::Constrained { .. } => match self.simplified() {
                Self::Constrained { constraints, .. } => {
                    let negated: Vec<f64> = d.iter().map(|x| -x).collect();
                    let least = linear::maximum(&negated, &constraints).map(|most| -most);
                    least.zip(linear::maximum(d, &constraints))
                }
                simple => simple.range(d)?,
            },
        })
    }
}

/// `sum of d x w` at the corners of an ordered set: the mean of `d` over the first groups.
#[must_use]
pub fn corner_values(groups: &[Vec<usize>], d: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut count = 0;
    groups
        .iter()
        .map(|group| {
            for &criterion in group {
                sum += d[criterion];
            }
            count += group.len();
            sum / real(count)
        })
        .collect()
}

fn extremes(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(x), high.max(x))
    })
}

/// Greatest `sum r d / sum r` with `centre / factor <= r <= centre x factor`.
///
/// A quotient of linear functions is greatest at a corner, and there the criteria with `d` above the quotient are at their
/// upper end and the others at their lower: so try each split of the criteria sorted by `d`.
fn band_maximum(centre: &[f64], factor: f64, d: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..d.len()).collect();
    order.sort_by(|&a, &b| d[b].total_cmp(&d[a]));
    let mut best = f64::NEG_INFINITY;
    for split in 0..=d.len() {
        let (mut above, mut below) = (0.0, 0.0);
        for (place, &c) in order.iter().enumerate() {
            let r = if place < split {
                centre[c] * factor
            } else {
                centre[c] / factor
            };
            above += r * d[c];
            below += r;
        }
        best = best.max(above / below);
    }
    best
}

/// The order that comparisons `w_a >= w_b` describe, if they are all comparisons and put all criteria in one order.
fn order_of(criteria: usize, constraints: &[Constraint]) -> Option<WeightSet> {
    let mut above = vec![vec![false; criteria]; criteria];
    for constraint in constraints {
        if constraint.at_least != 0.0 {
            return None;
        }
        let of_sign =
            |wanted: f64| -> Vec<usize> { (0..criteria).filter(|&c| constraint.g[c] * wanted > 0.0).collect() };
        match (of_sign(1.0).as_slice(), of_sign(-1.0).as_slice()) {
            // `w_a >= 0` holds anyway.
            (&[_], &[]) => {}
            (&[a], &[b]) if (constraint.g[a] + constraint.g[b]).abs() <= 0.0 => above[a][b] = true,
            _ => return None,
        }
    }
    for via in 0..criteria {
        for a in 0..criteria {
            for b in 0..criteria {
                above[a][b] |= above[a][via] && above[via][b];
            }
        }
    }
    let mut order: Vec<usize> = (0..criteria).collect();
    order.sort_by_key(|&c| above.iter().filter(|row| row[c]).count());
    let strict = order
        .windows(2)
        .all(|pair| above[pair[0]][pair[1]] && !above[pair[1]][pair[0]]);
    strict.then(|| WeightSet::Ordered(order.into_iter().map(|c| vec![c]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn comparison(n: usize, a: usize, b: usize) -> Constraint {
        let mut g = vec![0.0; n];
        g[a] = 1.0;
        g[b] = -1.0;
        Constraint { g, at_least: 0.0 }
    }

    #[test]
    fn comparisons_that_form_a_chain_are_an_order() {
        let set = WeightSet::Constrained {
            criteria: 3,
            constraints: vec![comparison(3, 2, 0), comparison(3, 0, 1)],
        };
        assert_eq!(set.simplified(), WeightSet::Ordered(vec![vec![2], vec![0], vec![1]]));
        let partial = WeightSet::Constrained {
            criteria: 3,
            constraints: vec![comparison(3, 2, 0)],
        };
        assert_eq!(partial.simplified(), partial);
        let circle = WeightSet::Constrained {
            criteria: 2,
            constraints: vec![comparison(2, 0, 1), comparison(2, 1, 0)],
        };
        assert_eq!(circle.simplified(), circle);
    }

    #[test]
    fn a_band_of_factor_one_is_a_point() {
        let set = WeightSet::Band {
            centre: vec![2.0, 1.0, 1.0],
            factor: 1.0,
        };
        let (low, high) = set.range(&[1.0, 0.0, -1.0]).unwrap().unwrap();
        assert!((low - 0.25).abs() < 1e-15 && (high - 0.25).abs() < 1e-15);
    }

    #[test]
    fn sets_that_make_no_sense_are_refused() {
        assert!(WeightSet::Any(0).check().is_err());
        assert!(
            WeightSet::Band {
                centre: vec![1.0],
                factor: 0.5
            }
            .check()
            .is_err()
        );
        assert!(
            WeightSet::Band {
                centre: vec![1.0],
                factor: f64::NAN
            }
            .check()
            .is_err()
        );
        assert!(WeightSet::Fixed(vec![0.0]).check().is_err());
        assert!(WeightSet::Any(2).range(&[1.0]).is_err());
    }

    proptest! {
        #[test]
        fn the_range_over_a_band_is_that_of_its_corners(
            rows in prop::collection::vec((0.01..1.0f64, -1.0..1.0f64), 1..7), factor in 1.0..4.0f64,
        ) {
            let (centre, d): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let set = WeightSet::Band { centre: centre.clone(), factor };
            let (low, high) = set.range(&d).unwrap().unwrap();
            let corners = (0..1usize << d.len()).map(|mask| {
                let r: Vec<f64> = centre.iter().enumerate()
                    .map(|(c, w)| if mask >> c & 1 == 1 { w * factor } else { w / factor }).collect();
                super::super::dot(&r, &d) / r.iter().sum::<f64>()
            });
            let (least, most) = extremes(corners);
            prop_assert!((low - least).abs() < 1e-12 && (high - most).abs() < 1e-12);
        }
    }
}

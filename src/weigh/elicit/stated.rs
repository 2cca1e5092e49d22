//! Weights as they are stated, by points, swing or rank, and the points that they come to.

use crate::{
    catalog::Catalog,
    profile::{Profile, WeightsBy},
    weigh::{
        SwingRating,
        robust::{self, weights as judged},
    },
};

/// What was stated on the weights by hand, resolved against the catalog.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::weigh) enum Stated {
    /// Nothing.
    Nothing,
    /// Points of 100, for some or all criteria.
    Points(Vec<Option<f64>>),
    /// A rating of each swing.
    Swing(Vec<SwingRating>),
    /// Groups of criteria, most important first, each criterion once.
    Rank(Vec<Vec<usize>>),
}

impl Stated {
    /// Total: what names nothing that exists, or is no number, counts as not stated.
    pub(in crate::weigh) fn of(catalog: &Catalog, profile: &Profile) -> Self {
        match profile.weights_by() {
            WeightsBy::Catalog => Self::Nothing,
            WeightsBy::Points => Self::by_points(&by_criterion(catalog, &profile.weights)),
            WeightsBy::Swing => Self::swing(catalog, profile),
            WeightsBy::Rank => Self::rank(catalog, profile),
        }
    }

    /// Points of 100 by hand, per criterion.
    pub(in crate::weigh) fn by_points(points: &[Option<f64>]) -> Self {
        if points.iter().all(Option::is_none) {
            return Self::Nothing;
        }
        Self::Points(points.to_vec())
    }

    fn swing(catalog: &Catalog, profile: &Profile) -> Self {
        let rated = by_criterion(catalog, &profile.swing);
        let most = rated.iter().flatten().copied().fold(0.0, f64::max);
        if most <= 0.0 {
            return Self::Nothing;
        }
        // What is not rated stands to the most important one as in the catalog; of several, to the one that the catalog gives most.
        let base = |c: usize| catalog.criteria[c].weight;
        let first = (0..rated.len())
            .filter(|c| rated[*c] == Some(most))
            .map(base)
            .fold(0.0, f64::max);
        let swings = rated.iter().enumerate().map(|(c, points)| match points {
            Some(points) => SwingRating {
                points: *points,
                rated: true,
            },
            None => SwingRating {
                points: if base(c) >= first {
                    most
                } else {
                    most * (base(c) / first)
                },
                rated: false,
            },
        });
        Self::Swing(swings.collect())
    }

    fn rank(catalog: &Catalog, profile: &Profile) -> Self {
        let order = order(catalog, &profile.rank);
        if order.is_empty() {
            Self::Nothing
        } else {
            Self::Rank(order)
        }
    }

    /// The way.
    pub(in crate::weigh) const fn by(&self) -> WeightsBy {
        match self {
            Self::Nothing => WeightsBy::Catalog,
            Self::Points(_) => WeightsBy::Points,
            Self::Swing(_) => WeightsBy::Swing,
            Self::Rank(_) => WeightsBy::Rank,
        }
    }

    /// The order, where only that is stated.
    pub(in crate::weigh) fn order(&self) -> Option<&[Vec<usize>]> {
        match self {
            Self::Rank(order) => Some(order),
            Self::Nothing | Self::Points(_) | Self::Swing(_) => None,
        }
    }

    /// Whether it says what every weight is, so that answers move none.
    pub(in crate::weigh) const fn fixes_all(&self) -> bool {
        matches!(self, Self::Swing(_) | Self::Rank(_))
    }

    /// Points of 100 per criterion.
    pub(in crate::weigh) fn pinned(&self, criteria: usize) -> Vec<Option<f64>> {
        let all = |shares: Result<Vec<f64>, robust::Error>| {
            shares.map_or_else(
                |_| vec![None; criteria],
                |shares| shares.into_iter().map(|share| Some(share * 100.0)).collect(),
            )
        };
        match self {
            Self::Nothing => vec![None; criteria],
            Self::Points(points) => points.clone(),
            Self::Swing(swings) => {
                let points: Vec<f64> = swings.iter().map(|swing| swing.points).collect();
                all(judged::from_swings(&points))
            }
            Self::Rank(order) => all(judged::order_centroid(order)),
        }
    }
}

/// What was said beside the weights; nothing takes no room.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::weigh) struct Beside {
    /// Ranges that swings were rated on: the criterion, worst and best end.
    pub(in crate::weigh) ranges: Vec<(usize, (f64, f64))>,
    /// Trade-offs in the catalog's order: what loses, what makes up for it, points of the score gained.
    pub(in crate::weigh) trade_offs: Vec<(usize, usize, f64)>,
}

impl Beside {
    pub(in crate::weigh) fn of(catalog: &Catalog, profile: &Profile) -> Self {
        let ranges = profile.swing_ranges.iter();
        let mut beside = Self {
            ranges: ranges
                .filter_map(|(id, range)| Some((catalog.criterion(id)?, *range)))
                .collect(),
            trade_offs: Vec::new(),
        };
        for (a, gains) in &profile.trade_offs {
            for (b, gain) in gains {
                if let (Some(a), Some(b)) = (catalog.criterion(a), catalog.criterion(b)) {
                    beside.trade_offs.push((a, b, *gain));
                }
            }
        }
        beside.ranges.sort_by_key(|(criterion, _)| *criterion);
        beside.trade_offs.sort_by_key(|(a, b, _)| (*a, *b));
        beside
    }
}

/// Numbers from 0 to 100, per criterion.
fn by_criterion(catalog: &Catalog, given: &std::collections::BTreeMap<String, f64>) -> Vec<Option<f64>> {
    let criteria = catalog.criteria.iter();
    criteria
        .map(|criterion| given.get(&criterion.id).copied())
        .map(|points| points.filter(|x| x.is_finite()).map(|x| x.clamp(0.0, 100.0)))
        .collect()
}

/// The order as groups of criteria, each criterion once, those left out last; empty where none is named.
fn order(catalog: &Catalog, groups: &[Vec<String>]) -> Vec<Vec<usize>> {
    let mut left = vec![true; catalog.criteria.len()];
    let mut order: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let mut members = Vec::new();
        for criterion in group.iter().filter_map(|id| catalog.criterion(id)) {
            if std::mem::take(&mut left[criterion]) {
                members.push(criterion);
            }
        }
        if !members.is_empty() {
            order.push(members);
        }
    }
    if order.is_empty() {
        return order;
    }
    let last: Vec<usize> = (0..left.len()).filter(|c| left[*c]).collect();
    if !last.is_empty() {
        order.push(last);
    }
    order
}

/// Criteria in groups of equal weight, heaviest first: the order that shares stand in.
#[must_use]
pub fn order_of(shares: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    order
        .chunk_by(|a, b| shares[*a] - shares[*b] <= 1e-12)
        .map(<[usize]>::to_vec)
        .collect()
}

//! Weights, drawn in blocks.

use super::super::set::{Constraint, WeightSet};
use super::super::weights::shares;
use super::super::{Error, real};
use super::kernel::Workspace;
use super::stream::{BLOCK, Lanes, STRIP, STRIPS, Stream, WEIGHTS, ZERO};

/// Candidates tried in a chunk before a low share of accepted ones is called hopeless.
const PATIENCE: u64 = 1 << 20;
/// Least share of accepted candidates, one in so many.
const ONE_IN: u64 = 5000;

/// A set of weights, ready to draw from.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    criteria: usize,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Any,
    /// Groups with `1 / number of criteria up to and including the group`.
    Ordered(Vec<(Vec<usize>, f64)>),
    /// Lower end and width per criterion.
    Band(Vec<(f64, f64)>),
    Fixed(Vec<f64>),
    /// Lower bounds, what they leave to share out, and the other constraints.
    Rejection(Vec<f64>, f64, Vec<Constraint>),
}

impl Plan {
    pub(super) fn new(set: &WeightSet) -> Result<Self, Error> {
        set.check()?;
        let kind = match set.simplified() {
            WeightSet::Any(_) => Kind::Any,
            WeightSet::Ordered(groups) => {
                let mut count = 0;
                let groups = groups.into_iter().map(|group| {
                    count += group.len();
                    (group, 1.0 / real(count))
                });
                Kind::Ordered(groups.collect())
            }
            WeightSet::Band { centre, factor } => {
                let centre = shares(&centre)?;
                Kind::Band(
                    centre
                        .into_iter()
                        .map(|w| (w / factor, w * factor - w / factor))
                        .collect(),
                )
            }
            WeightSet::Fixed(weights) => Kind::Fixed(shares(&weights)?),
            WeightSet::Constrained { criteria, constraints } => rejection(criteria, constraints)?,
        };
        Ok(Self {
            criteria: set.criteria(),
            kind,
        })
    }
}

/// Takes lower bounds of single weights out of the constraints: shifting the simplex to them rejects nothing.
fn rejection(criteria: usize, constraints: Vec<Constraint>) -> Result<Kind, Error> {
    let mut lower = vec![0.0_f64; criteria];
    let mut rest = Vec::new();
    for constraint in constraints {
        let mut used = constraint.g.iter().enumerate().filter(|(_, g)| **g != 0.0);
        match (used.next(), used.next()) {
            (Some((c, &g)), None) if g > 0.0 => lower[c] = lower[c].max(constraint.at_least / g),
            _ => rest.push(constraint),
        }
    }
    let room = 1.0 - lower.iter().sum::<f64>();
    if room < 0.0 {
        return Err(Error::Rejected { accepted: 0, tried: 0 });
    }
    Ok(Kind::Rejection(lower, room, rest))
}

/// Blocks of weights of one chunk.
pub(super) struct Source<'p> {
    plan: &'p Plan,
    stream: Stream,
    /// The present block, one entry a criterion.
    pub(super) weights: Vec<Lanes>,
    scratch: Vec<Lanes>,
    /// Next candidate of `scratch` to look at.
    next: usize,
    comparators: Vec<(usize, usize)>,
    accepted: u64,
    tried: u64,
}

impl<'p> Source<'p> {
    pub(super) fn new(plan: &'p Plan, (seed, chunk): (u64, u32), room: &mut Workspace) -> Self {
        let simplex = match &plan.kind {
            Kind::Any | Kind::Rejection(..) => plan.criteria,
            Kind::Ordered(groups) => groups.len(),
            Kind::Band(_) | Kind::Fixed(_) => 0,
        };
        let mut weights = room.lanes(plan.criteria);
        if let Kind::Fixed(shares) = &plan.kind {
            for (lanes, &share) in weights.iter_mut().zip(shares) {
                lanes.as_flattened_mut().fill(share);
            }
        }
        let scratch = if matches!(plan.kind, Kind::Any) { 0 } else { simplex };
        Self {
            plan,
            stream: Stream::new(seed, WEIGHTS, chunk),
            weights,
            scratch: room.lanes(scratch),
            next: BLOCK,
            comparators: sorting_network(simplex.saturating_sub(1)),
            accepted: 0,
            tried: 0,
        }
    }

    /// Gives the room back.
    pub(super) fn leave(self, room: &mut Workspace) {
        room.keep(self.weights);
        room.keep(self.scratch);
    }

    /// Draws the next block.
    #[inline(always)]
    pub(super) fn next_block(&mut self) -> Result<(), Error> {
        match &self.plan.kind {
            Kind::Fixed(_) => {}
            Kind::Any => simplex(&mut self.stream, &self.comparators, &mut self.weights),
            Kind::Ordered(groups) => {
                simplex(&mut self.stream, &self.comparators, &mut self.scratch);
                mix_corners(groups, &self.scratch, &mut self.weights);
            }
            Kind::Band(ends) => band(&mut self.stream, ends, &mut self.weights),
            Kind::Rejection(lower, room, constraints) => return self.reject(lower, *room, constraints),
        }
        Ok(())
    }

    #[inline(never)]
    fn reject(&mut self, lower: &[f64], room: f64, constraints: &[Constraint]) -> Result<(), Error> {
        let mut filled = 0;
        let mut candidate = vec![0.0; lower.len()];
        while filled < BLOCK {
            if self.next == BLOCK {
                if self.tried >= PATIENCE && self.accepted.saturating_mul(ONE_IN) < self.tried {
                    return Err(Error::Rejected {
                        accepted: self.accepted,
                        tried: self.tried,
                    });
                }
                simplex(&mut self.stream, &self.comparators, &mut self.scratch);
                self.next = 0;
            }
            for ((w, lanes), low) in candidate.iter_mut().zip(&self.scratch).zip(lower) {
                *w = low + room * lanes.as_flattened()[self.next];
            }
            self.next += 1;
            self.tried += 1;
            if constraints
                .iter()
                .all(|rule| super::super::dot(&rule.g, &candidate) >= rule.at_least)
            {
                for (lanes, &w) in self.weights.iter_mut().zip(&candidate) {
                    lanes.as_flattened_mut()[filled] = w;
                }
                filled += 1;
                self.accepted += 1;
            }
        }
        Ok(())
    }
}

/// Uniform on the simplex: the gaps between sorted uniform numbers, 0 and 1. All of it is exact: a draw sums to 1 to the bit.
#[inline(always)]
fn simplex(stream: &mut Stream, comparators: &[(usize, usize)], columns: &mut [Lanes]) {
    let Some((last, sorted)) = columns.split_last_mut() else {
        return;
    };
    for column in sorted.iter_mut() {
        stream.fill(column);
    }
    for &(low, high) in comparators {
        let (left, right) = sorted.split_at_mut(high);
        compare(&mut left[low], &mut right[0]);
    }
    *last = [[1.0; STRIP]; STRIPS];
    for place in (1..columns.len()).rev() {
        let (left, right) = columns.split_at_mut(place);
        subtract(&mut right[0], &left[place - 1]);
    }
}

/// Puts the smaller of each pair into `low` and the greater into `high`.
#[inline(always)]
fn compare(low: &mut Lanes, high: &mut Lanes) {
    for (x, y) in low.as_flattened_mut().iter_mut().zip(high.as_flattened_mut()) {
        // Written so that each is one instruction; none is NaN.
        let least = if *x < *y { *x } else { *y };
        let most = if *x < *y { *y } else { *x };
        *x = least;
        *y = most;
    }
}

#[inline(always)]
fn subtract(from: &mut Lanes, what: &Lanes) {
    for (x, y) in from.as_flattened_mut().iter_mut().zip(what.as_flattened()) {
        *x -= y;
    }
}

/// Uniform on the ordered simplex: corner `k` shares 1 among the criteria of the first `k` groups, and the mixture of corners
/// is uniform on the simplex.
#[inline(always)]
fn mix_corners(groups: &[(Vec<usize>, f64)], mixture: &[Lanes], weights: &mut [Lanes]) {
    let mut sum = ZERO;
    for ((group, share), part) in groups.iter().zip(mixture).rev() {
        for (x, y) in sum.as_flattened_mut().iter_mut().zip(part.as_flattened()) {
            *x += y * share;
        }
        for &criterion in group {
            weights[criterion] = sum;
        }
    }
}

/// Independent uniform numbers between the ends, divided by their sum.
#[inline(always)]
fn band(stream: &mut Stream, ends: &[(f64, f64)], weights: &mut [Lanes]) {
    let mut sum = ZERO;
    for (lanes, &(low, width)) in weights.iter_mut().zip(ends) {
        stream.fill(lanes);
        for (x, s) in lanes.as_flattened_mut().iter_mut().zip(sum.as_flattened_mut()) {
            *x = low + width * *x;
            *s += *x;
        }
    }
    for s in sum.as_flattened_mut() {
        *s = 1.0 / *s;
    }
    for lanes in weights {
        for (x, s) in lanes.as_flattened_mut().iter_mut().zip(sum.as_flattened()) {
            *x *= s;
        }
    }
}

/// Comparators that sort any `n` numbers: Batcher's odd-even merge sort (Knuth, *The Art of Computer Programming* 3, 5.2.2, algorithm M).
#[expect(clippy::many_single_char_names, reason = "Knuth's names")]
fn sorting_network(n: usize) -> Vec<(usize, usize)> {
    let mut comparators = Vec::new();
    if n < 2 {
        return comparators;
    }
    let top = n.next_power_of_two() / 2;
    let mut p = top;
    while p > 0 {
        let (mut q, mut r, mut d) = (top, 0, p);
        loop {
            comparators.extend((0..n - d).filter(|i| i & p == r).map(|i| (i, i + d)));
            if q == p {
                break;
            }
            d = q - p;
            q /= 2;
            r = p;
        }
        p /= 2;
    }
    comparators
}

#[cfg(test)]
mod tests {
    use super::super::weights_drawn;
    use super::*;

    #[test]
    fn the_network_sorts_every_pattern_of_zeros_and_ones() {
        // Knuth's 0-1 principle: what sorts these sorts everything.
        for n in 0..=11 {
            let network = sorting_network(n);
            for pattern in 0..1usize << n {
                let mut bits: Vec<usize> = (0..n).map(|i| pattern >> i & 1).collect();
                for &(a, b) in &network {
                    if bits[a] > bits[b] {
                        bits.swap(a, b);
                    }
                }
                assert!(bits.is_sorted(), "{n} {pattern:b}");
            }
        }
        assert_eq!(sorting_network(6).len(), 12);
    }

    #[test]
    fn weights_sum_to_one_to_the_bit_and_are_positive() {
        for row in weights_drawn(&WeightSet::Any(7), 3000, 11).unwrap() {
            assert_eq!(row.iter().sum::<f64>().to_bits(), 1.0_f64.to_bits());
            assert!(row.iter().all(|w| *w >= 0.0));
        }
        assert_eq!(weights_drawn(&WeightSet::Any(1), 2, 11), Ok(vec![vec![1.0]; 2]));
    }

    #[test]
    fn ordered_weights_fall_in_their_order_and_tied_ones_are_equal() {
        let set = WeightSet::Ordered(vec![vec![2], vec![0, 3], vec![1]]);
        for row in weights_drawn(&set, 3000, 11).unwrap() {
            assert!(row[2] >= row[0] && row[0] >= row[1]);
            assert_eq!(row[0].to_bits(), row[3].to_bits());
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn constraints_hold_in_every_draw() {
        let constraints = vec![
            Constraint {
                g: vec![1.0, 0.0, 0.0],
                at_least: 0.3,
            },
            Constraint {
                g: vec![0.0, -1.0, 0.0],
                at_least: -0.2,
            },
            Constraint {
                g: vec![0.0, 1.0, -2.0],
                at_least: 0.0,
            },
        ];
        for row in weights_drawn(
            &WeightSet::Constrained {
                criteria: 3,
                constraints,
            },
            1000,
            4,
        )
        .unwrap()
        {
            assert!(row[0] >= 0.3 && row[1] <= 0.2 && row[1] >= 2.0 * row[2]);
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn constraints_that_leave_nothing_are_refused() {
        let nothing = |constraints| {
            weights_drawn(
                &WeightSet::Constrained {
                    criteria: 2,
                    constraints,
                },
                10,
                4,
            )
        };
        let over = vec![
            Constraint {
                g: vec![1.0, 0.0],
                at_least: 0.6,
            },
            Constraint {
                g: vec![0.0, 1.0],
                at_least: 0.6,
            },
        ];
        assert!(matches!(nothing(over), Err(Error::Rejected { .. })));
        let thin = vec![Constraint {
            g: vec![1.0, -1.0],
            at_least: 1.5,
        }];
        assert!(matches!(nothing(thin), Err(Error::Rejected { accepted: 0, .. })));
    }

    #[test]
    fn rejection_and_the_ordered_simplex_have_the_same_mean() {
        // Written as a constraint that is not recognised as an order.
        let by_rejection = WeightSet::Constrained {
            criteria: 3,
            constraints: vec![
                Constraint {
                    g: vec![1.0, -1.0, 0.0],
                    at_least: -1e-12,
                },
                Constraint {
                    g: vec![0.0, 1.0, -1.0],
                    at_least: 0.0,
                },
            ],
        };
        let ordered = WeightSet::Ordered(vec![vec![0], vec![1], vec![2]]);
        let mean = |set| {
            let rows = weights_drawn(set, 20_000, 8).unwrap();
            rows.iter().map(|row| row[0]).sum::<f64>() / 20_000.0
        };
        assert!((mean(&by_rejection) - 11.0 / 18.0).abs() < 0.004);
        assert!((mean(&ordered) - 11.0 / 18.0).abs() < 0.004);
    }
}

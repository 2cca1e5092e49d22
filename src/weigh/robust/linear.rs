//! Extremes of a linear function over the weights that linear constraints leave: a small dense simplex method.
//!
//! For tables of a dozen criteria and constraints, where clarity and a sure end (Bland's rule) matter more than speed.

use super::TIE;
use super::set::Constraint;

/// What counts as zero in the tableau; coefficients are brought to a size of about 1 first.
const ZERO: f64 = 1e-11;

/// More steps than any problem of this size takes.
const PATIENCE: usize = 10_000;

/// Greatest `sum of d x w` over non-negative weights with sum 1 that satisfy all constraints; `None` where there are none.
pub(super) fn maximum(d: &[f64], constraints: &[Constraint]) -> Option<f64> {
    let mut tableau = Tableau::new(d.len(), constraints);
    let artificial = tableau.artificial.clone();
    let columns = tableau.columns;
    let away = |column: usize| if artificial.contains(&column) { -1.0 } else { 0.0 };
    let left = tableau.maximise(&(0..columns).map(away).collect::<Vec<_>>(), columns)?;
    if left < -TIE {
        return None;
    }
    tableau.drive_out();
    let mut objective = d.to_vec();
    objective.resize(columns, 0.0);
    tableau.maximise(&objective, artificial.start)
}

/// Equations `row x variables = last entry`, one basic variable a row.
struct Tableau {
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
    /// Number of variables: weights, slacks, then the artificial ones that make a first solution.
    columns: usize,
    artificial: std::ops::Range<usize>,
}

impl Tableau {
    fn new(criteria: usize, constraints: &[Constraint]) -> Self {
        let slacks = constraints.len();
        let needing = constraints.iter().filter(|rule| rule.at_least > 0.0).count();
        let start = criteria + slacks;
        let columns = start + needing + 1;
        let mut rows = Vec::with_capacity(slacks + 1);
        let mut basis = Vec::with_capacity(slacks + 1);
        let mut next = start;
        for (at, rule) in constraints.iter().enumerate() {
            let size = rule.g.iter().fold(rule.at_least.abs(), |most, g| most.max(g.abs()));
            let scale = if size > 0.0 { 1.0 / size } else { 1.0 };
            let mut row = vec![0.0; columns + 1];
            // `g w - slack = h`, the other way round where h is not positive, so that the right side is not negative.
            let sign = if rule.at_least > 0.0 { scale } else { -scale };
            for (entry, g) in row.iter_mut().zip(&rule.g) {
                *entry = sign * g;
            }
            row[columns] = sign * rule.at_least;
            row[criteria + at] = -sign.signum();
            if rule.at_least > 0.0 {
                row[next] = 1.0;
                basis.push(next);
                next += 1;
            } else {
                basis.push(criteria + at);
            }
            rows.push(row);
        }
        let mut sum = vec![0.0; columns + 1];
        sum[..criteria].fill(1.0);
        sum[next] = 1.0;
        sum[columns] = 1.0;
        rows.push(sum);
        basis.push(next);
        Self {
            rows,
            basis,
            columns,
            artificial: start..columns,
        }
    }

    /// Maximises over the variables before `open`; `None` when no end is found.
    fn maximise(&mut self, objective: &[f64], open: usize) -> Option<f64> {
        for _ in 0..PATIENCE {
            // What a unit of a variable adds, less what it displaces.
            let gain = |column: usize| {
                let displaced = self
                    .rows
                    .iter()
                    .zip(&self.basis)
                    .map(|(row, &basic)| row[column] * objective[basic]);
                objective[column] - displaced.sum::<f64>()
            };
            let Some(entering) = (0..open).find(|column| !self.basis.contains(column) && gain(*column) > ZERO) else {
                let rows = self.rows.iter().zip(&self.basis);
                return Some(rows.map(|(row, &basic)| row[self.columns] * objective[basic]).sum());
            };
            let leaving = self.leaving(entering)?;
            self.pivot(leaving, entering);
        }
        None
    }

    /// The row whose basic variable reaches zero first; of several, that of the first variable.
    fn leaving(&self, entering: usize) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row[entering] > ZERO) {
            let ratio = row[self.columns] / row[entering];
            let nearer = best.is_none_or(|(least, held)| {
                ratio < least - ZERO || (ratio <= least + ZERO && self.basis[at] < self.basis[held])
            });
            if nearer {
                best = Some((ratio, at));
            }
        }
        best.map(|(_, at)| at)
    }

    fn pivot(&mut self, at: usize, entering: usize) {
        let divisor = self.rows[at][entering];
        for entry in &mut self.rows[at] {
            *entry /= divisor;
        }
        let pivot = self.rows[at].clone();
        for (_, row) in self.rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let factor = row[entering];
            for (entry, p) in row.iter_mut().zip(&pivot) {
                *entry -= factor * p;
            }
        }
        self.basis[at] = entering;
    }

    /// Takes artificial variables that are zero out of the basis, so that the second search cannot raise them again.
    fn drive_out(&mut self) {
        for at in 0..self.rows.len() {
            if self.artificial.contains(&self.basis[at])
                && let Some(entering) = (0..self.artificial.start).find(|&column| self.rows[at][column].abs() > ZERO)
            {
                self.pivot(at, entering);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::set::WeightSet;
    use super::*;
    use proptest::prelude::*;

    fn rule(g: &[f64], at_least: f64) -> Constraint {
        Constraint {
            g: g.to_vec(),
            at_least,
        }
    }

    #[test]
    fn bounds_and_ratios_have_their_extremes_at_their_corners() {
        // 0.2 <= w1 <= 0.5, w2 >= 0.1: the corners are (0.5, 0.5, 0), (0.5, 0.1, 0.4), (0.2, 0.8, 0), (0.2, 0.1, 0.7).
        let rules = [
            rule(&[1.0, 0.0, 0.0], 0.2),
            rule(&[-1.0, 0.0, 0.0], -0.5),
            rule(&[0.0, 1.0, 0.0], 0.1),
        ];
        for (d, wanted) in [
            ([1.0, 0.0, 0.0], 0.5),
            ([-1.0, 0.0, 0.0], -0.2),
            ([0.0, 1.0, 0.0], 0.8),
            ([0.0, 0.0, 1.0], 0.7),
            ([3.0, 1.0, 2.0], 0.5 * 3.0 + 0.1 + 0.4 * 2.0),
        ] {
            let found = maximum(&d, &rules).unwrap();
            assert!((found - wanted).abs() < 1e-12, "{found} is not {wanted}");
        }
    }

    #[test]
    fn constraints_that_leave_nothing_have_no_extreme() {
        assert_eq!(
            maximum(&[1.0, 0.0], &[rule(&[1.0, 0.0], 0.6), rule(&[0.0, 1.0], 0.6)]),
            None
        );
        assert_eq!(maximum(&[1.0, 0.0], &[rule(&[0.0, 0.0], 0.1)]), None);
        // And those that leave one point have it.
        let point = [rule(&[1.0, 0.0], 0.6), rule(&[0.0, 1.0], 0.4)];
        assert!((maximum(&[1.0, 0.0], &point).unwrap() - 0.6).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn an_order_and_a_band_have_the_same_extremes_as_their_own_rules(
            rows in prop::collection::vec((0.05..1.0f64, -1.0..1.0f64), 1..7), factor in 1.0..3.0f64,
        ) {
            let (centre, d): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let n = d.len();
            let ratio = |a: usize, b: usize, least: f64| {
                let mut g = vec![0.0; n];
                g[a] += 1.0;
                g[b] -= least;
                Constraint { g, at_least: 0.0 }
            };
            let order: Vec<Constraint> = (1..n).map(|c| ratio(c - 1, c, 1.0)).collect();
            let ordered = WeightSet::Ordered((0..n).map(|c| vec![c]).collect());
            // A band is what its ratios leave: each by any other within the square of the factor.
            let ratios = (0..n).flat_map(|a| (0..n).filter(move |b| *b != a).map(move |b| (a, b)));
            let band: Vec<Constraint> =
                ratios.map(|(a, b)| ratio(a, b, centre[a] / centre[b] / (factor * factor))).collect();
            for (rules, set) in [(order, ordered), (band, WeightSet::Band { centre, factor })] {
                let (_, wanted) = set.range(&d).unwrap().unwrap();
                let found = maximum(&d, &rules).unwrap();
                prop_assert!((found - wanted).abs() < 1e-9, "{} is not {}", found, wanted);
            }
        }

        #[test]
        fn no_weights_that_satisfy_the_constraints_do_better(
            d in prop::collection::vec(-1.0..1.0f64, 4),
            rules in prop::collection::vec((prop::collection::vec(-1.0..1.0f64, 4), -0.3..0.2f64), 0..5),
            tries in prop::collection::vec(prop::collection::vec(0.001..1.0f64, 4), 40),
        ) {
            let rules: Vec<Constraint> = rules.into_iter().map(|(g, at_least)| Constraint { g, at_least }).collect();
            let found = maximum(&d, &rules);
            for row in tries {
                let sum: f64 = row.iter().sum();
                let w: Vec<f64> = row.iter().map(|x| x / sum).collect();
                if rules.iter().all(|rule| super::super::dot(&rule.g, &w) >= rule.at_least) {
                    prop_assert!(found.is_some_and(|found| found >= super::super::dot(&d, &w) - 1e-9));
                }
            }
            if let Some(found) = found {
                prop_assert!(found <= d.iter().copied().fold(f64::MIN, f64::max) + 1e-9);
            }
        }
    }
}

//! What a run counted, and what follows from it.

use super::super::real;

/// Counts of a run. Sums of chunks in a fixed order, so that they are the same bits however the work was shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    options: usize,
    criteria: usize,
    draws: u32,
    /// `[option x options + rank]`; a tie gives fractions.
    pub(super) ranks: Vec<f64>,
    /// `[a x options + b]`: draws in which `a` beats `b`, ties counting half.
    pub(super) beats: Vec<f64>,
    /// `[option x criteria + criterion]`: sum of the weights where the option is first.
    pub(super) first: Vec<f64>,
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(options: usize, criteria: usize) -> Self {
        Self {
            options,
            criteria,
            draws: 0,
            ranks: vec![0.0; options * options],
            beats: vec![0.0; options * options],
            first: vec![0.0; options * criteria],
        }
    }

    /// Adds another tally of the same shape; one of another shape is ignored. Also for mixtures: the tallies of several possible
    /// worlds (answers to an open question), drawn in proportion to their probabilities.
    pub fn absorb(&mut self, other: &Self) {
        if (self.options, self.criteria) != (other.options, other.criteria) {
            return;
        }
        self.draws = self.draws.saturating_add(other.draws);
        let pairs = [
            (&mut self.ranks, &other.ranks),
            (&mut self.beats, &other.beats),
            (&mut self.first, &other.first),
        ];
        for (own, others) in pairs {
            for (x, y) in own.iter_mut().zip(others) {
                *x += y;
            }
        }
    }

    /// Adds a tally of these options only, the others being out of the running: they have no rank in its draws and are beaten by
    /// those that compete. A tally that does not fit is ignored.
    pub fn absorb_among(&mut self, other: &Self, options: &[usize]) {
        if other.options != options.len()
            || other.criteria != self.criteria
            || options.iter().any(|option| *option >= self.options)
        {
            return;
        }
        let n = self.options;
        self.draws = self.draws.saturating_add(other.draws);
        for (a, &option) in options.iter().enumerate() {
            for rank in 0..other.options {
                self.ranks[option * n + rank] += other.ranks[a * other.options + rank];
            }
            for (b, &rival) in options.iter().enumerate() {
                self.beats[option * n + rival] += other.beats[a * other.options + b];
            }
            for out in (0..n).filter(|o| !options.contains(o)) {
                self.beats[option * n + out] += f64::from(other.draws);
            }
            for criterion in 0..self.criteria {
                self.first[option * self.criteria + criterion] += other.first[a * self.criteria + criterion];
            }
        }
    }

    pub(super) const fn count(&mut self, draws: u32) {
        self.draws += draws;
    }

    /// Number of options.
    #[must_use]
    pub const fn options(&self) -> usize {
        self.options
    }

    /// Number of draws.
    #[must_use]
    pub const fn draws(&self) -> u32 {
        self.draws
    }

    fn share(&self, count: f64) -> f64 {
        if self.draws == 0 {
            0.0
        } else {
            count / f64::from(self.draws)
        }
    }

    /// Share of draws in which each option has each rank, `[option][rank from 0]`; rows and columns sum to 1 (all 0 without draws).
    #[must_use]
    pub fn rank_acceptability(&self) -> Vec<Vec<f64>> {
        self.ranks
            .chunks(self.options.max(1))
            .map(|row| row.iter().map(|&x| self.share(x)).collect())
            .collect()
    }

    /// Share of draws in which the option is first; 0 for an option that does not exist.
    #[must_use]
    pub fn first_share(&self, option: usize) -> f64 {
        self.ranks.get(option * self.options).map_or(0.0, |&x| self.share(x))
    }

    /// `[a][b]`: share of draws in which `a` beats `b`, a tie being half a win each; 0 on the diagonal.
    #[must_use]
    pub fn pairwise_winning(&self) -> Vec<Vec<f64>> {
        self.beats
            .chunks(self.options.max(1))
            .map(|row| row.iter().map(|&x| self.share(x)).collect())
            .collect()
    }

    /// Mean weights of the draws in which each option is first: who would choose it. `None` where it never is. Each sums to 1.
    #[must_use]
    pub fn central_weights(&self) -> Vec<Option<Vec<f64>>> {
        (0..self.options)
            .map(|option| {
                let wins = self.ranks[option * self.options];
                let sums = &self.first[option * self.criteria..(option + 1) * self.criteria];
                (wins > 0.0).then(|| sums.iter().map(|x| x / wins).collect())
            })
            .collect()
    }

    /// Mean weights over all draws.
    #[must_use]
    pub fn mean_weights(&self) -> Vec<f64> {
        (0..self.criteria)
            .map(|c| {
                self.share(
                    (0..self.options)
                        .map(|option| self.first[option * self.criteria + c])
                        .sum(),
                )
            })
            .collect()
    }

    /// Mean rank of each option, from 1; 0 without draws.
    #[must_use]
    pub fn mean_ranks(&self) -> Vec<f64> {
        let mean = |row: Vec<f64>| row.iter().enumerate().map(|(rank, share)| real(rank + 1) * share).sum();
        self.rank_acceptability().into_iter().map(mean).collect()
    }

    /// Standard error of the share of draws in which the option is first.
    #[must_use]
    pub fn first_error(&self, option: usize) -> f64 {
        standard_error(self.first_share(option), self.draws)
    }
}

/// Standard error of a share `p` of so many draws, `sqrt(p (1 - p) / draws)`; 0 without draws.
///
/// At 0 and 1 it is 0 although the true share may differ: after `n` draws without a hit it is below `3 / n` with 95 % confidence.
#[must_use]
pub fn standard_error(p: f64, draws: u32) -> f64 {
    if draws == 0 {
        0.0
    } else {
        (p * (1.0 - p) / f64::from(draws)).max(0.0).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_tally_has_no_nan() {
        let tally = Tally::new(3, 2);
        assert!(tally.rank_acceptability().iter().flatten().all(|x| x.to_bits() == 0));
        assert_eq!(tally.central_weights(), vec![None, None, None]);
        assert_eq!(tally.mean_weights(), vec![0.0, 0.0]);
        assert_eq!(tally.first_error(0).to_bits(), 0);
        assert_eq!(tally.first_share(99).to_bits(), 0);
    }

    #[test]
    fn a_tally_of_another_shape_is_ignored() {
        let mut tally = Tally::new(3, 2);
        let mut other = Tally::new(2, 2);
        other.count(5);
        tally.absorb(&other);
        assert_eq!(tally.draws(), 0);
    }

    #[test]
    fn the_standard_error_is_the_binomial_one() {
        assert!((standard_error(0.5, 10_000) - 0.005).abs() < 1e-15);
        assert_eq!(standard_error(1.0, 10_000).to_bits(), 0);
    }
}

//! What would flip the winner, exactly: one weight, several weights, one score.

use super::{
    situation::Situation,
    types::{JointMove, ScoreToTie, Stability},
};
use crate::weigh::robust::{closed_form, flip};

/// The winner among the options that no gate rules out, with the weights in force.
pub(super) struct Lead<'a> {
    pub(super) situation: &'a Situation,
    /// Shares per criterion.
    pub(super) shares: &'a [f64],
    /// Options that no gate rules out; the winner among them.
    pub(super) passing: &'a [usize],
    /// The winner.
    pub(super) winner: usize,
}

impl Lead<'_> {
    fn values(&self) -> Vec<Vec<f64>> {
        self.passing
            .iter()
            .map(|option| self.situation.values(*option))
            .collect()
    }

    /// Place of the winner among those that pass.
    fn place(&self) -> usize {
        self.passing
            .iter()
            .position(|option| *option == self.winner)
            .unwrap_or(0)
    }

    /// The winner's scores less another option's.
    pub(super) fn over(&self, rival: usize) -> Vec<f64> {
        let scores = self.situation.row(self.winner).iter().zip(self.situation.row(rival));
        scores.map(|(a, b)| a.likely - b.likely).collect()
    }

    pub(super) fn rivals(&self) -> impl Iterator<Item = usize> + '_ {
        self.passing.iter().copied().filter(|option| *option != self.winner)
    }

    pub(super) fn stability(&self) -> Vec<Stability> {
        let intervals = flip::stability(&self.values(), self.shares, self.place()).unwrap_or_default();
        intervals
            .into_iter()
            .map(|interval| Stability {
                criterion: interval.criterion,
                share: self.shares[interval.criterion],
                low: interval.low,
                low_winner: interval.low_rival.map(|rival| self.passing[rival]),
                high: interval.high,
                high_winner: interval.high_rival.map(|rival| self.passing[rival]),
            })
            .collect()
    }

    pub(super) fn joint_move(&self) -> Option<JointMove> {
        let found = flip::smallest_move(&self.values(), self.shares, self.place()).ok()??;
        Some(self.described(found))
    }

    fn described(&self, found: flip::Move) -> JointMove {
        let changes = found
            .weights
            .iter()
            .zip(self.shares)
            .map(|(after, before)| after - before);
        let mut from: Vec<(usize, f64)> = Vec::new();
        let (mut to, mut most) = (0, 0.0);
        for (criterion, change) in changes.enumerate() {
            // Less than that is what rounding leaves over.
            if change < -1e-12 {
                from.push((criterion, -change));
            } else if change > most {
                (to, most) = (criterion, change);
            }
        }
        if from.is_empty() {
            // Nothing moves on a tie; the weight would go where the rival is best.
            let over = self.over(self.passing[found.rival]);
            let best = (0..over.len()).min_by(|a, b| over[*a].total_cmp(&over[*b]));
            to = best.unwrap_or(0);
        }
        from.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        JointMove {
            l1: found.l1,
            rival: self.passing[found.rival],
            from,
            to,
            shares: found.weights,
        }
    }

    pub(super) fn score_to_tie(&self) -> Vec<Vec<Option<ScoreToTie>>> {
        let mut all = vec![vec![None; self.shares.len()]; self.situation.ruled_out.len()];
        let gains = flip::score_gains(&self.values(), self.shares, self.place()).unwrap_or_default();
        for (option, gains) in self.passing.iter().zip(gains) {
            for ((slot, gain), cell) in all[*option].iter_mut().zip(gains).zip(self.situation.row(*option)) {
                *slot = gain.map(|gain| ScoreToTie {
                    gain,
                    possible: cell.likely + gain <= 10.0 + 1e-12,
                });
            }
        }
        all
    }

    /// Whether no score that matters is uncertain.
    pub(super) fn certain(&self) -> bool {
        let mut cells = self.passing.iter().flat_map(|option| self.situation.row(*option));
        cells.all(|cell| cell.low >= cell.high)
    }

    /// Share of all weights for which the winner beats the one rival; `None` with several rivals, or uncertain scores.
    pub(super) fn closed_form(&self) -> Option<f64> {
        let [_, _] = self.passing[..] else { return None };
        if !self.certain() {
            return None;
        }
        closed_form::win_share(&self.over(self.rivals().next()?))
    }

    /// Whether the winner scores at least as high as every other on every criterion with weight, and higher on one.
    pub(super) fn dominates(&self) -> bool {
        let mut any = false;
        self.rivals().all(|rival| {
            any = true;
            let over = self.over(rival);
            over.iter().all(|d| *d >= 0.0) && over.iter().any(|d| *d > 0.0)
        }) && any
    }
}

//! Of what kind a verdict is, by the catalog's thresholds.

use super::{
    VerdictKind,
    robust::{TIE, flip::least_move, set::corner_values},
};
use crate::catalog::Thresholds;

/// Says of what kind a verdict is; keeps the room that it works in, for many in a row.
#[derive(Debug, Default)]
pub(super) struct Judge {
    /// The winner's score less a rival's, by rival and criterion.
    advantages: Vec<f64>,
    left: Vec<f64>,
}

impl Judge {
    /// Kind of the verdict where `ranking` (best first, without options that are ruled out) begins with `leading` that tie, and where
    /// `order` is what is stated of the weights, if only that is. `scores` gives an option's, by criterion.
    pub(super) fn kind<S: Iterator<Item = f64>>(
        &mut self,
        thresholds: &Thresholds,
        shares: &[f64],
        ranking: &[usize],
        leading: usize,
        order: Option<&[Vec<usize>]>,
        scores: impl Fn(usize) -> S,
    ) -> VerdictKind {
        let [winner, rivals @ ..] = ranking else {
            return VerdictKind::NoGoodOption;
        };
        if rivals.is_empty() {
            return VerdictKind::Clear;
        }
        if leading > 1 {
            return VerdictKind::TooClose;
        }
        self.advantages.clear();
        for rival in rivals {
            let both = scores(*winner).zip(scores(*rival));
            self.advantages.extend(both.map(|(winner, rival)| winner - rival));
        }
        let mut advantages = self.advantages.chunks_exact(shares.len().max(1));
        if advantages.clone().all(dominates) {
            return VerdictKind::Dominant;
        }
        // First at every corner of the set of weights in that order, it is first everywhere in the set.
        let in_order = |d: &[f64]| order.is_some_and(|order| corner_values(order, d).iter().all(|x| *x >= -TIE));
        if advantages.clone().all(in_order) {
            return VerdictKind::Dominant;
        }
        let moves = |d: &[f64]| least_move(shares, d, &mut self.left, |_, _| {});
        match advantages.by_ref().filter_map(moves).min_by(f64::total_cmp) {
            None => VerdictKind::Dominant,
            Some(least) if least >= thresholds.clear_move => VerdictKind::Clear,
            Some(least) if least >= thresholds.leaning_move => VerdictKind::Leaning,
            Some(_) => VerdictKind::TooClose,
        }
    }
}

/// Nowhere behind, somewhere ahead.
pub(super) fn dominates(advantages: &[f64]) -> bool {
    advantages.iter().all(|d| *d >= 0.0) && advantages.iter().any(|d| *d > 0.0)
}

//! Ranking: totals in order, ties, and the margin with its parts.

use super::{MarginPart, OptionAssessment, span::TIE};

/// Ranks, winner and margin.
pub(super) struct Ranking {
    /// Options that no gate rules out, best first; ties in catalog order.
    pub(super) order: Vec<usize>,
    /// Options tied with the winner (the winner excluded).
    pub(super) tied: Vec<usize>,
    pub(super) margin: Option<f64>,
    pub(super) parts: Vec<MarginPart>,
}

/// Ranks the options that no gate rules out, and writes their ranks into them. Equal totals share a rank.
pub(super) fn rank(options: &mut [OptionAssessment]) -> Ranking {
    let mut order: Vec<usize> = (0..options.len()).filter(|o| !options[*o].ruled_out()).collect();
    order.sort_by(|a, b| options[*b].total.total_cmp(&options[*a].total).then(a.cmp(b)));

    let mut start = 0;
    let mut tied = Vec::new();
    while start < order.len() {
        // A group of ties: all within a hair of its best.
        let best = options[order[start]].total;
        let end = order[start..]
            .iter()
            .position(|o| best - options[*o].total >= TIE)
            .map_or(order.len(), |length| start + length);
        order[start..end].sort_unstable();
        for option in &order[start..end] {
            options[*option].rank = Some(start + 1);
        }
        if start == 0 {
            tied = order[1..end].to_vec();
        }
        start = end;
    }

    let parts = match order[..] {
        [winner, runner_up, ..] => difference(&options[winner], &options[runner_up]),
        _ => Vec::new(),
    };
    // The margin is the sum of what explains it, so that they agree to the bit.
    let margin = (order.len() > 1).then(|| parts.iter().map(|part| part.points).sum());
    Ranking {
        order,
        tied,
        margin,
        parts,
    }
}

/// One option's total less another's, by criterion.
#[must_use]
pub fn difference(a: &OptionAssessment, b: &OptionAssessment) -> Vec<MarginPart> {
    a.contributions
        .iter()
        .zip(&b.contributions)
        .enumerate()
        .map(|(criterion, (a, b))| MarginPart {
            criterion,
            points: a - b,
        })
        .collect()
}

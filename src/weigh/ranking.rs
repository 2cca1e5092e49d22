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

/// Options in the order of their totals, ties together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// Options that no gate rules out, best first; ties in catalog order.
    pub(super) options: Vec<usize>,
    /// How many of them are first: one, or more that tie; zero where none is left.
    pub(super) leading: usize,
    /// Rank from 1 per option, equal totals sharing one; `None` for those ruled out.
    pub(super) ranks: Vec<Option<usize>>,
}

impl Order {
    /// Puts `count` options in order, in place of those before.
    pub(super) fn put(&mut self, count: usize, total: impl Fn(usize) -> f64, ruled_out: impl Fn(usize) -> bool) {
        let Self {
            options: order,
            leading,
            ranks,
        } = self;
        order.clear();
        order.extend((0..count).filter(|option| !ruled_out(*option)));
        order.sort_by(|a, b| total(*b).total_cmp(&total(*a)).then(a.cmp(b)));
        *leading = 0;
        ranks.clear();
        ranks.resize(count, None);
        let mut start = 0;
        while start < order.len() {
            // A group of ties: all within a hair of its best.
            let best = total(order[start]);
            let end = order[start..]
                .iter()
                .position(|o| best - total(*o) >= TIE)
                .map_or(order.len(), |length| start + length);
            order[start..end].sort_unstable();
            for option in &order[start..end] {
                ranks[*option] = Some(start + 1);
            }
            if start == 0 {
                *leading = end;
            }
            start = end;
        }
    }
}

/// Ranks the options that no gate rules out, and writes their ranks into them. Equal totals share a rank.
pub(super) fn rank(options: &mut [OptionAssessment]) -> Ranking {
    let mut ordered = Order::default();
    ordered.put(options.len(), |o| options[o].total, |o| options[o].ruled_out());
    for (option, rank) in options.iter_mut().zip(&ordered.ranks) {
        option.rank = *rank;
    }
    let order = ordered.options;
    let tied = order.get(1..ordered.leading).unwrap_or_default().to_vec();
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

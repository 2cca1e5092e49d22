//! The bare outcome under one set of evidence: scores, totals, order, margin and kind of verdict; nothing to read or draw.
//!
//! For many profiles in a row, and for asking "what if". It runs the functions of [`super::weigh`] and leaves out what nobody
//! asks for (words, curves, fit, the other sets of evidence, quantities that no score and no gate reads), so that its
//! numbers are those of an assessment, to the bit.

use super::{
    VerdictKind, gates,
    inputs::Inputs,
    judge::Judge,
    model_all,
    ranking::Order,
    scores::{self, fixed},
    setting::Setting,
    wanted::Wanted,
    weights,
};
use crate::catalog::Catalog;

/// What a profile comes to under one set of evidence. Vectors per option and per criterion are aligned with the catalog's.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Share of each criterion's weight; they sum to 1.
    pub shares: Vec<f64>,
    /// Total per option, 0-10.
    pub totals: Vec<f64>,
    /// First gate that rules an option out, as an index of the catalog.
    pub felled_by: Vec<Option<usize>>,
    /// Winner's total less the runner-up's; `None` without a runner-up.
    pub margin: Option<f64>,
    /// Kind of the verdict, by dominance and the smallest joint move of weights; nothing is drawn for it.
    pub verdict: VerdictKind,
    /// Scores, 0-10, the criteria of the first option first.
    scores: Vec<f64>,
    order: Order,
}

impl Outcome {
    /// Options that no gate rules out, best first; ties in catalog order.
    #[must_use]
    pub fn ranking(&self) -> &[usize] {
        &self.order.options
    }

    /// The best option, or the several that tie; none where every option is ruled out.
    #[must_use]
    pub fn leaders(&self) -> &[usize] {
        self.order.options.get(..self.order.leading).unwrap_or_default()
    }

    /// The best option (of several that tie, the first in catalog order).
    #[must_use]
    pub fn winner(&self) -> Option<usize> {
        self.order.options.first().copied()
    }

    /// Rank from 1 per option, equal totals sharing one; `None` where a gate rules the option out.
    #[must_use]
    pub fn ranks(&self) -> &[Option<usize>] {
        &self.order.ranks
    }

    /// Score of an option on a criterion, 0-10; zero where there is no such cell.
    #[must_use]
    pub fn score(&self, option: usize, criterion: usize) -> f64 {
        self.scores_of(option).get(criterion).copied().unwrap_or(0.0)
    }

    /// By how much the first option's total exceeds the second's, ruled out or not: the sum over the criteria, as a margin is.
    #[must_use]
    pub fn lead(&self, ahead: usize, behind: usize) -> f64 {
        self.lead_parts(ahead, behind).sum()
    }

    /// The lead by criterion, points.
    pub fn lead_parts(&self, ahead: usize, behind: usize) -> impl Iterator<Item = f64> + use<'_> {
        let scores = self.scores_of(ahead).iter().zip(self.scores_of(behind));
        let parts = self.shares.iter().zip(scores);
        parts.map(|(share, (ahead, behind))| share * ahead - share * behind)
    }

    /// Scores of an option, by criterion; empty where there is no such option.
    fn scores_of(&self, option: usize) -> &[f64] {
        let criteria = self.shares.len();
        let from = option.saturating_mul(criteria);
        self.scores.get(from..from.saturating_add(criteria)).unwrap_or_default()
    }
}

/// Computes outcomes of one catalog; keeps what is the same for all of them, and the room to work in.
#[derive(Debug)]
pub(super) struct Bare {
    /// The scores, where no answer can change them and nothing is modelled: a plain decision matrix.
    plain: Option<Vec<f64>>,
    judge: Judge,
    /// Weights as the answers stress them, while they are worked with.
    stressed: Vec<f64>,
}

impl Bare {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let is_plain = catalog.gates.is_empty()
            && catalog.options.iter().all(|option| option.strategy.is_none())
            && catalog.criteria.iter().all(|criterion| criterion.rules.is_empty());
        let scores = || {
            let options = 0..catalog.options.len();
            options
                .flat_map(|o| {
                    catalog
                        .criteria
                        .iter()
                        .map(move |c| fixed(c.scores.get(o).and_then(Option::as_ref)).value)
                })
                .collect()
        };
        Self {
            plain: is_plain.then(scores),
            judge: Judge::default(),
            stressed: Vec::new(),
        }
    }

    /// An outcome to write into.
    pub(super) fn empty() -> Outcome {
        Outcome {
            shares: Vec::new(),
            totals: Vec::new(),
            felled_by: Vec::new(),
            margin: None,
            verdict: VerdictKind::NoGoodOption,
            scores: Vec::new(),
            order: Order::default(),
        }
    }

    /// The outcome of these inputs, in place of what `out` was.
    pub(super) fn weigh(&mut self, inputs: &Inputs, out: &mut Outcome) {
        let catalog = inputs.catalog;
        weights::stress_into(inputs, &mut self.stressed);
        weights::points_into(self.stressed.iter().copied(), &inputs.pinned, &mut out.shares);
        weights::into_shares(&mut out.shares);
        out.scores.clear();
        out.felled_by.clear();
        match &self.plain {
            Some(scores) if inputs.own_scores.is_empty() => {
                out.scores.extend_from_slice(scores);
                out.felled_by.resize(catalog.options.len(), None);
            }
            _ => modelled(inputs, out),
        }
        let Outcome {
            shares, totals, scores, ..
        } = out;
        totals.clear();
        for scores in scores.chunks_exact(shares.len().max(1)) {
            totals.push(shares.iter().zip(scores).map(|(w, s)| w * s).sum());
        }
        out.order
            .put(catalog.options.len(), |o| out.totals[o], |o| out.felled_by[o].is_some());
        out.margin = match out.ranking() {
            [winner, runner_up, ..] => Some(out.lead(*winner, *runner_up)),
            _ => None,
        };
        out.verdict = self.judge.kind(
            &catalog.thresholds,
            &out.shares,
            &out.order.options,
            out.order.leading,
            inputs.stated.order(),
            |option| out.scores_of(option).iter().copied(),
        );
    }
}

/// Scores by all rules, and gates.
fn modelled(inputs: &Inputs, out: &mut Outcome) {
    let standing = gates::standing_under(inputs);
    let wanted = Wanted::by_scores_and_gates(inputs, &standing);
    let setting = Setting::wanting(inputs, inputs.evidence, wanted);
    let modelled = model_all(&setting);
    for scores in scores::scores(&setting, &modelled) {
        out.scores.extend(scores.iter().map(|score| score.value));
    }
    let options = modelled.iter().enumerate();
    out.felled_by
        .extend(options.map(|(option, modelled)| gates::felled_by(&setting, &standing, option, modelled)));
}

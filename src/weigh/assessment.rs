//! What the engine returns: everything that any screen or report shows.
//!
//! Vectors are aligned with the catalog's: `options[i]` belongs to `catalog.options[i]`, `scores[c]` to
//! `catalog.criteria[c]`. No number in an assessment is NaN or infinite.

mod advice;
mod modelled;
mod stated;

pub use advice::{Agreement, EvidenceWinner, Fit, Verdict, VerdictKind};
pub use modelled::{BreakEven, Cost, CostParts, Curve, GateResult, GateState, Launch, Phase, Sizing};
pub use stated::{Elicited, OverOrder, RangeChange, SwingRating, TradeOffFinding};

use super::robust::set::WeightSet;
use crate::{catalog::Kind, profile::WeightsBy};

/// The assessment of one profile against one catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Weights per criterion, with their arithmetic.
    pub weights: Vec<Weight>,
    /// Whose weights they are, and in which way they were set.
    pub weights_by: WeightsBy,
    /// What was stated by hand, and what follows from it beside the weights.
    pub elicited: Elicited,
    /// One weighing per evidence set of the catalog.
    pub weighings: Vec<Weighing>,
    /// Index of the evidence set that the profile chose.
    pub evidence: usize,
    /// Winner under each evidence set, and whether they agree.
    pub evidence_winners: Vec<EvidenceWinner>,
    /// True when at least two evidence sets have different winners.
    pub evidence_matters: bool,
    /// Fit to every scenario, best first (of equal ones the one with more to compare, then in catalog order).
    pub fit: Vec<Fit>,
    /// Index of the size tier, where its question (or one that implies it) is answered.
    pub tier: Option<usize>,
    /// Whether matrix, nearest scenario and size tier agree.
    pub agreement: Agreement,
    /// The verdict in words.
    pub verdict: Verdict,
    /// Questions that are asked (their conditions hold), per question.
    pub visible: Vec<bool>,
    /// Indices of visible questions without an answer (points questions are never among them).
    pub unanswered: Vec<usize>,
    /// The profile's currency.
    pub currency: String,
    /// Months of the horizon.
    pub horizon_months: u32,
    /// Peak load used, requests a second, and whether it was answered (else implied or the catalog's default).
    pub peak_rps: Option<Input>,
    /// Concurrent connections used.
    pub connections: Option<Input>,
    /// Things a reader must know, for instance that money is not converted between currencies.
    pub warnings: Vec<String>,
}

impl Assessment {
    /// The weighing under the profile's evidence.
    ///
    /// # Panics
    ///
    /// Never: an assessment has a weighing for each evidence set, and a catalog has at least one.
    #[must_use]
    pub fn chosen(&self) -> &Weighing {
        &self.weighings[self.evidence]
    }

    /// All weights that are meant where only their order is stated; `None` where the weights themselves are.
    #[must_use]
    pub fn weight_set(&self) -> Option<WeightSet> {
        (self.weights_by == WeightsBy::Rank).then(|| WeightSet::Ordered(self.elicited.order.clone()))
    }
}

/// An input of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Input {
    /// The number used.
    pub value: f64,
    /// True where the profile answered it; false where it is implied by another answer or a default of the catalog.
    pub answered: bool,
}

/// A range with its likely value: `low <= likely <= high`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Span {
    /// Lower end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// Upper end.
    pub high: f64,
}

/// A criterion's weight with its arithmetic: `points = base x product of factors`, or pinned by hand; `share` sums to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// The catalog's points.
    pub base: f64,
    /// Factors of the answers; none where weights are set by swing or by rank, which answers do not move.
    pub stress: Vec<StressTerm>,
    /// Points set by hand; where the weights are set by swing or by rank, what that comes to for each of them.
    pub pinned: Option<f64>,
    /// `base x product of factors`, before it is scaled; what the weight would be without points set by hand.
    pub stressed: f64,
    /// Points after stress and pinning, on a scale of 100.
    pub points: f64,
    /// Share of the whole, 0-1.
    pub share: f64,
}

/// One factor on a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StressTerm {
    /// Question whose answer brings it.
    pub question: usize,
    /// The choice.
    pub choice: usize,
    /// The factor.
    pub factor: f64,
}

/// Everything that depends on the evidence set.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighing {
    /// Evidence set.
    pub evidence: usize,
    /// Per option.
    pub options: Vec<OptionAssessment>,
    /// Options that no gate rules out, best first; ties in catalog order.
    pub ranking: Vec<usize>,
    /// Best option, if any passes (of several tied, the first in catalog order).
    pub winner: Option<usize>,
    /// Second in the ranking.
    pub runner_up: Option<usize>,
    /// Options tied with the winner (the winner excluded).
    pub tied: Vec<usize>,
    /// Winner's total less the runner-up's; `None` without a runner-up.
    pub margin: Option<f64>,
    /// The margin by criterion; adds up to it.
    pub margin_parts: Vec<MarginPart>,
    /// What holds for every weight in the stated order; `None` unless weights are set by rank and some option passes its gates.
    pub over_order: Option<OverOrder>,
    /// Break-even between the two best options that are not strategies (by total, ruled out or not).
    pub break_even: Option<BreakEven>,
    /// Quantities over a range, per option: p99 (ms) over load per instance (req/s).
    pub latency_over_load: Vec<Option<Curve>>,
    /// Memory (MB) over concurrent connections on one instance, per option.
    pub memory_over_connections: Vec<Option<Curve>>,
}

/// A criterion's part of the margin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarginPart {
    /// Criterion.
    pub criterion: usize,
    /// `w (s_winner - s_runner_up)`, points of the total.
    pub points: f64,
}

/// One option under one evidence set.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionAssessment {
    /// `sum of share x score`, 0-10.
    pub total: f64,
    /// Rank from 1 among options that no gate rules out; equal totals share one; `None` when ruled out.
    pub rank: Option<usize>,
    /// Score per criterion.
    pub scores: Vec<Score>,
    /// `share x score` per criterion; sums to the total.
    pub contributions: Vec<f64>,
    /// Results of the gates that apply.
    pub gates: Vec<GateResult>,
    /// Instances and what asks for them, at the greatest load over the horizon; for strategies the sum (split) or the last
    /// phase (staged).
    pub sizing: Option<Sizing>,
    /// Latency at the option's own per-instance load, per percentile, ms; `None`: no figure there.
    pub latency: [Option<Span>; 5],
    /// Time to the first launch.
    pub launch: Option<Launch>,
    /// Cost over the horizon.
    pub cost: Option<Cost>,
    /// Milliseconds to start, start cold, warm up, reach maximum throughput; where there are figures.
    pub startup: [Option<Span>; 4],
    /// Phases of a strategy; empty for other options.
    pub phases: Vec<Phase>,
    /// Per phase: results of the gates that are tested in each phase. What a strategy pays and when it launches are tested on the
    /// whole, in [`Self::gates`] alone.
    pub phase_gates: Vec<Vec<GateResult>>,
}

impl OptionAssessment {
    /// Whether a gate rules it out.
    #[must_use]
    pub fn ruled_out(&self) -> bool {
        self.felled_by().is_some()
    }

    /// The first gate that it fails.
    #[must_use]
    pub fn felled_by(&self) -> Option<&GateResult> {
        self.gates.iter().find(|gate| gate.state == GateState::Fail)
    }
}

/// A score with its origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// 0-10.
    pub value: f64,
    /// Range, 0-10.
    pub span: Span,
    /// True where the likely value is the most likely one (drawn triangular), false where only the ends are known (uniform).
    pub peaked: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// Kind of the number behind it, where it is one number.
    pub kind: Option<Kind>,
    /// For model scores: the quantity before the value function (divided by `per` where the rule says so).
    pub quantity: Option<Span>,
}

/// Where a score comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The profile's own score.
    Own,
    /// A value function of a modelled quantity: index of the rule in the criterion.
    Model(usize),
    /// A table by answer: index of the rule in the criterion.
    Answer(usize),
    /// The catalog's fixed score.
    Catalog,
    /// Composed from a strategy's parts.
    Composed,
}

impl Origin {
    /// Word in files: `own`, `model`, `answer`, `catalog`, `composed`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Model(_) => "model",
            Self::Answer(_) => "answer",
            Self::Catalog => "catalog",
            Self::Composed => "composed",
        }
    }

    /// One-letter mark on screens: y yours, m model, a answer, g guide, c composed.
    #[must_use]
    pub const fn mark(self) -> char {
        match self {
            Self::Own => 'y',
            Self::Model(_) => 'm',
            Self::Answer(_) => 'a',
            Self::Catalog => 'g',
            Self::Composed => 'c',
        }
    }
}

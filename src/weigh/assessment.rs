//! What the engine returns: everything that any screen or report shows.
//!
//! Vectors are aligned with the catalog's: `options[i]` belongs to `catalog.options[i]`, `scores[c]` to
//! `catalog.criteria[c]`. No number in an assessment is NaN or infinite.

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

/// Weights as they were stated by hand, and what follows from the statement beside the weights.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Elicited {
    /// How the weights came about: sentences.
    pub sentences: Vec<String>,
    /// Rating of each criterion's swing; empty unless the weights are set by swing.
    pub swings: Vec<SwingRating>,
    /// Groups of equally important criteria, most important first, each criterion once; empty unless by rank.
    pub order: Vec<Vec<usize>>,
    /// Criteria whose declared range is another one than their swing was rated on.
    pub changed_ranges: Vec<RangeChange>,
    /// Ratings of all swings that keep what each unit was worth on the old ranges, the largest being 100. `None` where no range
    /// changed, or where the value function between the ends is neither straight nor logarithmic.
    pub rescaled: Option<Vec<f64>>,
    /// Trade-offs as said, against the weights in force.
    pub trade_offs: Vec<TradeOffFinding>,
}

/// The rating of a swing, from worst to best of a criterion's range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SwingRating {
    /// 0-100 against the swing most worth having.
    pub points: f64,
    /// False where it was not rated: it then stands to the most important one as the catalog's points do, at most even.
    pub rated: bool,
}

/// A declared range that changed since the swing on it was rated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RangeChange {
    /// The criterion.
    pub criterion: usize,
    /// Worst and best end when it was rated.
    pub rated_on: (f64, f64),
    /// Worst and best end now; `None` where the criterion has no value rule any more.
    pub declared: Option<(f64, f64)>,
}

/// A trade-off as said, against the weights in force: a loss on one criterion that a gain on another makes up for.
#[derive(Debug, Clone, PartialEq)]
pub struct TradeOffFinding {
    /// The criterion that loses.
    pub a: usize,
    /// The criterion that makes up for it.
    pub b: usize,
    /// Points of the score lost on `a`.
    pub loss: f64,
    /// Points of the score gained on `b` that make up for it.
    pub gain: f64,
    /// Weight of `a` by weight of `b` that this implies: gain by loss.
    pub implied_ratio: f64,
    /// The same as stated; `None` where `b` has no weight.
    pub stated_ratio: Option<f64>,
    /// Points of 100 that `a` would weigh by the trade-off, `a` and `b` sharing what they have together.
    pub implied_points: f64,
    /// `implied_points` less the points of `a`: the gap, points of 100.
    pub gap: f64,
    /// What that means: a sentence.
    pub sentence: String,
}

impl TradeOffFinding {
    /// Whether trade-off and weights say the same, to a point of 100.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.gap.abs() < 1.0
    }
}

/// What holds for every weight in the stated order, among the options that no gate rules out.
#[derive(Debug, Clone, PartialEq)]
pub struct OverOrder {
    /// Options that another one beats or equals for every such weight and beats for some: the option, and who beats it (the best
    /// of several by the ranking).
    pub dominated: Vec<(usize, usize)>,
    /// Options that no other beats for any such weight.
    pub always_best: Vec<usize>,
    /// Options that no single other one beats for every such weight.
    pub contenders: Vec<usize>,
    /// The same as a sentence.
    pub sentence: String,
}

impl OverOrder {
    /// Whether the option is first for every weight in the order, and no other is.
    #[must_use]
    pub fn decides(&self, option: usize) -> bool {
        self.always_best == [option]
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

/// Points of a curve by rising x; straight between them (on the axes' own scales: logarithmic for load and connections).
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// `(x, y)`.
    pub points: Vec<(f64, f64)>,
    /// Where one instance's capacity (or memory) ends, where that is known; the curve never goes beyond it, but may end before.
    pub wall: Option<f64>,
    /// The profile's own point on it, where there is one.
    pub own: Option<(f64, f64)>,
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

/// State of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateState {
    /// The whole range is within the limit.
    Pass,
    /// The whole range is beyond it.
    Fail,
    /// The range straddles it, or there is no figure.
    Unknown,
}

impl GateState {
    /// Word in files and on screens.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
        }
    }
}

/// Result of one gate for one option.
#[derive(Debug, Clone, PartialEq)]
pub struct GateResult {
    /// Index in `catalog.gates`.
    pub gate: usize,
    /// State.
    pub state: GateState,
    /// The quantity tested, where there is one.
    pub quantity: Option<Span>,
    /// The limit, where there is one.
    pub limit: Option<f64>,
    /// A sentence: what, against what, by how much.
    pub reason: String,
}

/// Instances, and what asks for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizing {
    /// Largest of the three below.
    pub instances: u64,
    /// Asked for by peak throughput with headroom.
    pub by_throughput: u64,
    /// Asked for by memory for the connections.
    pub by_memory: u64,
    /// Asked for by availability.
    pub by_availability: u64,
    /// Load of one instance at the peak, req/s.
    pub load_per_instance: f64,
    /// Memory of one instance with its connections, MB.
    pub memory_per_instance: f64,
    /// Instances in the first month.
    pub at_start: u64,
}

/// Time to the first launch, weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Launch {
    /// Learning, in parallel by everyone.
    pub learning: Span,
    /// Setting up.
    pub setup: Span,
    /// Building.
    pub build: Span,
    /// Sum.
    pub weeks: Span,
}

/// Cost over the horizon, in the profile's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// Parts of the development cost.
    pub parts: CostParts,
    /// Development, likely and range.
    pub development: Span,
    /// Infrastructure, fees and operations in the first month.
    pub monthly_infrastructure: f64,
    /// Everything over the horizon, likely and range.
    pub total: Span,
    /// Net present value of everything, flow 0 today.
    pub npv: f64,
    /// Cumulative cost at the end of month `m`; entry 0 is today (development). `horizon_months + 1` entries; the last is the total.
    pub by_month: Vec<f64>,
}

/// Parts of the development cost, currency.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CostParts {
    /// Learning of everyone who must.
    pub learning: f64,
    /// Setting up.
    pub setup: f64,
    /// Building.
    pub build: f64,
    /// Training of the team.
    pub training: f64,
    /// Infrastructure over the horizon.
    pub infrastructure: f64,
    /// Fees over the horizon.
    pub fees: f64,
    /// Extra operations work over the horizon.
    pub operations: f64,
}

/// A phase (or share) of a strategy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// The option at work.
    pub option: usize,
    /// First month, 0 is today.
    pub from_month: u32,
    /// Month at which it ends.
    pub to_month: u32,
    /// Share of the traffic, 0-1.
    pub share: f64,
    /// The month whose load it is sized for: that of the greatest.
    pub busiest_month: u32,
    /// Instances in that month.
    pub instances: Option<u64>,
}

/// Where two cumulative cost lines cross.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakEven {
    /// Option that is dearer today.
    pub dearer: usize,
    /// Option that is cheaper today.
    pub cheaper: usize,
    /// Month (with fraction) at which the dearer one has paid back, within the horizon.
    pub month: Option<f64>,
    /// Where not within the horizon: the month at which it would, if the last month's flows went on; `None`: never.
    pub beyond: Option<f64>,
}

/// Winner under one evidence set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvidenceWinner {
    /// Evidence set.
    pub evidence: usize,
    /// Winner, if any option passes its gates.
    pub winner: Option<usize>,
    /// Margin.
    pub margin: Option<f64>,
}

/// Fit to a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Scenario.
    pub scenario: usize,
    /// 0-100 over the questions that both answered; `None` where there is none.
    pub percent: Option<f64>,
    /// Questions that pull it apart, farthest first: `(question, distance 0-1)`, distances above zero only.
    pub apart: Vec<(usize, f64)>,
    /// Number of questions compared.
    pub compared: usize,
}

/// Whether the matrix, the nearest scenario and the size tier agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The matrix's winner.
    pub matrix: Option<usize>,
    /// Choice of the nearest scenario (index of the scenario), where any was comparable.
    pub scenario: Option<usize>,
    /// Size tier.
    pub tier: Option<usize>,
    /// True where those that exist name the same option (or the scenario either, or one of several that tie).
    pub agree: bool,
    /// A sentence on each disagreement, with the reason.
    pub reasons: Vec<String>,
}

/// The verdict in words.
///
/// The verdict of an [`Assessment`] knows what the scores say; the one of a [`crate::weigh::Robustness`] is the same completed
/// by how sure that is, and is the one to show where there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Its kind.
    pub kind: VerdictKind,
    /// Winner, where there is one.
    pub winner: Option<usize>,
    /// One sentence: "X, because …".
    pub sentence: String,
    /// What speaks for the winner against the runner-up, weightiest first; at most three phrases that end a sentence as they
    /// stand, without a full stop. Empty without a runner-up.
    pub reasons_for: Vec<String>,
    /// What speaks for the runner-up, weightiest first; at most two.
    pub reasons_against: Vec<String>,
    /// What would have to be true for the runner-up to come first: a sentence. `None` without one, and before the robustness
    /// is known.
    pub for_the_rival: Option<String>,
    /// How sure the winner is: sentences. Empty before the robustness is known.
    pub sureness: Vec<String>,
    /// The next question worth answering, or that none can change the winner: a sentence. `None` before the robustness is known.
    pub next: Option<String>,
    /// Further sentences: what ruled options out, evidence that changes the winner, the guide's words.
    pub remarks: Vec<String>,
    /// A sentence of the source that applies: index in `catalog.quotes`.
    pub quote: Option<usize>,
}

/// Kind of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictKind {
    /// Best for every admissible weight.
    Dominant,
    /// Robustly ahead.
    Clear,
    /// Ahead.
    Leaning,
    /// Not ahead enough.
    TooClose,
    /// Every option fails a gate.
    NoGoodOption,
}

impl VerdictKind {
    /// Word in files: `dominant`, `clear`, `leaning`, `too-close-to-call`, `no-good-option`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dominant => "dominant",
            Self::Clear => "clear",
            Self::Leaning => "leaning",
            Self::TooClose => "too-close-to-call",
            Self::NoGoodOption => "no-good-option",
        }
    }

    /// Words for people: "too close to call".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Dominant => "dominant",
            Self::Clear => "clear",
            Self::Leaning => "leaning",
            Self::TooClose => "too close to call",
            Self::NoGoodOption => "no good option",
        }
    }
}

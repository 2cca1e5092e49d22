//! The assessment as programs read it: ids instead of indices, stable names, the order of `docs/json.md`.
//!
//! Money is rounded to cents, milliseconds to 1e-6, points to 1e-9 (which removes only the noise of addition); shares are as
//! computed. Absent things are `null`, never left out.

mod build;
mod robustness;

pub use build::view;
pub use robustness::{
    AnswerEffectView, JointMoveView, OverlapView, QuestionView, RegretView, RobustnessView, SampledView,
    ScoreToTieView, SetView, StabilityView, SwingEndView, SwingView, WithoutView,
};

use serde::{Serialize, Serializer, ser::SerializeMap};

/// Version of the schema; rises when a field goes or changes its meaning.
pub const SCHEMA: u32 = 1;

/// Entries of an object, in the catalog's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyed<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// One profile's assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Catalog id.
    pub catalog: String,
    /// Where the profile came from.
    pub profile: String,
    /// The profile's title.
    pub title: Option<String>,
    /// Evidence set used.
    pub evidence: String,
    /// ISO 4217 code of all money.
    pub currency: String,
    /// Months of the horizon.
    pub horizon_months: u32,
    /// The verdict.
    pub verdict: VerdictView,
    /// How sure it is.
    pub robustness: RobustnessView,
    /// Winner's total less the runner-up's, points of 10.
    pub margin: Option<f64>,
    /// The margin by criterion, points; adds up to it.
    pub margin_parts: Keyed<f64>,
    /// Second in the ranking.
    pub runner_up: Option<String>,
    /// Options tied with the winner.
    pub tied: Vec<String>,
    /// Options that no gate rules out, best first.
    pub ranking: Vec<String>,
    /// Whose weights they are, and in which way they were set: `catalog`, `points`, `swing`, `rank`.
    pub weights_by: &'static str,
    /// Share per criterion, 0-1.
    pub weights: Keyed<f64>,
    /// How each share came about.
    pub weights_arithmetic: Keyed<WeightView>,
    /// The stated order, most important first, groups of equal ones together; empty unless weights are set by rank.
    pub weights_order: Vec<Vec<String>>,
    /// What holds for every weight in the stated order; `null` unless weights are set by rank.
    pub over_order: Option<OverOrderView>,
    /// Trade-offs as said, against the weights.
    pub trade_offs: Vec<TradeOffView>,
    /// Per option, in catalog order.
    pub options: Vec<OptionView>,
    /// Month at which the dearer of the two best plain options has paid back, within the horizon.
    pub break_even_month: Option<f64>,
    /// The same with names.
    pub break_even: Option<BreakEvenView>,
    /// Fit to the scenarios, best first.
    pub fit: Vec<FitView>,
    /// Size tier.
    pub size_tier: Option<TierView>,
    /// Whether matrix, nearest scenario and size tier agree.
    pub agreement: AgreementView,
    /// Winner under each evidence set.
    pub evidence_winners: Vec<EvidenceView>,
    /// True where evidence sets have different winners.
    pub evidence_matters: bool,
    /// Inputs of the load model.
    pub inputs: InputsView,
    /// Answers as given, by question.
    pub answers: Keyed<AnswerView>,
    /// Questions that are asked and open.
    pub unanswered: Vec<String>,
    /// What a reader must know.
    pub warnings: Vec<String>,
}

/// The verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerdictView {
    /// `dominant`, `clear`, `leaning`, `too-close-to-call`, `no-good-option`.
    pub kind: &'static str,
    /// Option id.
    pub winner: Option<String>,
    /// "X, because …".
    pub sentence: String,
    /// What speaks for the winner against the runner-up.
    pub reasons_for: Vec<String>,
    /// What speaks for the runner-up.
    pub reasons_against: Vec<String>,
    /// What would have to be true for the runner-up.
    pub for_the_rival: Option<String>,
    /// How sure it is: sentences.
    pub sureness: Vec<String>,
    /// The next question worth answering: a sentence.
    pub next: Option<String>,
    /// When a verdict is called what.
    pub thresholds: ThresholdsView,
    /// Further sentences.
    pub remarks: Vec<String>,
    /// A sentence of the source.
    pub quote: Option<QuoteView>,
}

/// When a verdict is called what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdsView {
    /// Share of draws for `clear`.
    pub clear_share: f64,
    /// Smallest joint move (sum of absolute changes of shares) for `clear`.
    pub clear_move: f64,
    /// Share of draws for `leaning`.
    pub leaning_share: f64,
    /// Smallest joint move for `leaning` where nothing was drawn.
    pub leaning_move: f64,
}

/// A sentence of the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteView {
    /// The sentence.
    pub text: String,
    /// Heading it stands under.
    pub place: Option<String>,
}

/// A weight's arithmetic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightView {
    /// The catalog's points.
    pub base: f64,
    /// Factors of the answers.
    pub stress: Vec<StressView>,
    /// Points set by hand.
    pub pinned: Option<f64>,
    /// Rating of the swing, 0-100; `null` unless weights are set by swing.
    pub swing: Option<f64>,
    /// Points on a scale of 100.
    pub points: f64,
    /// Share, 0-1.
    pub share: f64,
}

/// What holds for every weight in the stated order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverOrderView {
    /// Options that no other beats for any such weight.
    pub always_best: Vec<String>,
    /// Options that no single other one beats for every such weight.
    pub contenders: Vec<String>,
    /// Option: who beats or equals it for every such weight.
    pub dominated: Keyed<String>,
    /// The same in words.
    pub sentence: String,
}

/// A trade-off, against the weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TradeOffView {
    /// Criterion that loses.
    pub lost_on: String,
    /// Points of the score lost.
    pub loss: f64,
    /// Criterion that makes up for it.
    pub made_up_by: String,
    /// Points of the score gained.
    pub gain: f64,
    /// Weight of the first by weight of the second that this implies.
    pub implied_ratio: f64,
    /// The same by the weights; `null` where the second has none.
    pub stated_ratio: Option<f64>,
    /// Points of 100 by which the first would weigh more.
    pub gap: f64,
    /// The same in words.
    pub sentence: String,
}

/// A factor on a weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StressView {
    /// Question id.
    pub question: Option<String>,
    /// Choice id.
    pub choice: Option<String>,
    /// The factor.
    pub factor: f64,
}

/// A range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RangeView {
    /// Lower end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// Upper end.
    pub high: f64,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionView {
    /// Option id.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// 0-10.
    pub total: f64,
    /// From 1; `null` where a gate rules the option out.
    pub rank: Option<usize>,
    /// Gates that apply.
    pub gates: Vec<GateView>,
    /// Per criterion.
    pub scores: Keyed<ScoreView>,
    /// Points per criterion; add up to the total.
    pub contributions: Keyed<f64>,
    /// Instances at the greatest load over the horizon.
    pub instances: Option<u64>,
    /// What asks for them.
    pub sizing: Option<SizingView>,
    /// Likely latency per percentile, ms.
    pub latency_ms: LatencyView<f64>,
    /// The same with ranges, ms.
    pub latency_ms_range: LatencyView<RangeView>,
    /// Start-up times, ms.
    pub startup_ms: StartupView,
    /// Likely weeks to the first launch.
    pub weeks_to_launch: Option<f64>,
    /// Its parts and ranges, weeks.
    pub launch_weeks: Option<LaunchView>,
    /// Cost over the horizon.
    pub cost: Option<CostView>,
    /// Phases of a strategy.
    pub phases: Vec<PhaseView>,
}

/// A gate's result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateView {
    /// Gate id.
    pub id: String,
    /// `pass`, `fail`, `unknown`.
    pub state: &'static str,
    /// A sentence.
    pub reason: String,
    /// Quantity tested, in its own unit.
    pub quantity: Option<RangeView>,
    /// The limit, in the same unit.
    pub limit: Option<f64>,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreView {
    /// 0-10.
    pub score: f64,
    /// `own`, `model`, `answer`, `catalog`, `composed`.
    pub origin: &'static str,
    /// `quoted`, `measured`, `assumed`.
    pub kind: Option<&'static str>,
    /// Lower end, 0-10.
    pub low: f64,
    /// Upper end, 0-10.
    pub high: f64,
    /// For `model`: the quantity before the value function.
    pub quantity: Option<RangeView>,
}

/// Instances and what asks for them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SizingView {
    /// Instances for the peak load.
    pub by_throughput: u64,
    /// Instances for the connections' memory.
    pub by_memory: u64,
    /// Instances for availability.
    pub by_availability: u64,
    /// Instances in the first month.
    pub at_start: u64,
    /// Requests a second of each.
    pub load_per_instance_rps: f64,
    /// Memory of each, MB.
    pub memory_per_instance_mb: f64,
}

/// One value a percentile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LatencyView<T> {
    /// Median.
    pub p50: Option<T>,
    /// 95th percentile.
    pub p95: Option<T>,
    /// 99th percentile.
    pub p99: Option<T>,
    /// 99.9th percentile.
    pub p999: Option<T>,
    /// Largest.
    pub max: Option<T>,
}

/// Start-up times, ms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StartupView {
    /// Process start to first answer.
    pub startup: Option<RangeView>,
    /// Cold start.
    pub cold_start: Option<RangeView>,
    /// Warm-up to peak performance.
    pub warmup: Option<RangeView>,
    /// Time to the most throughput.
    pub peak: Option<RangeView>,
}

/// Weeks to the first launch.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LaunchView {
    /// Learning.
    pub learning: RangeView,
    /// Setting up.
    pub setup: RangeView,
    /// Building.
    pub build: RangeView,
    /// All of it.
    pub total: RangeView,
}

/// Cost over the horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostView {
    /// Development.
    pub development: f64,
    /// Running cost of the first month.
    pub monthly_infrastructure: f64,
    /// Everything over the horizon.
    pub total: f64,
    /// Its net present value.
    pub npv: f64,
    /// Cumulative cost at the end of each month; the first entry is today.
    pub by_month: Vec<f64>,
    /// Range of the development.
    pub development_range: RangeView,
    /// Range of the total.
    pub total_range: RangeView,
    /// Parts; add up to the total.
    pub parts: Keyed<f64>,
}

/// A phase of a strategy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhaseView {
    /// Option at work.
    pub option: String,
    /// First month.
    pub from_month: u32,
    /// Month at which it ends.
    pub to_month: u32,
    /// Share of the traffic, 0-1.
    pub share: f64,
    /// Instances at its greatest load.
    pub instances: Option<u64>,
}

/// Where two cumulative cost lines cross.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreakEvenView {
    /// Dearer today.
    pub dearer: String,
    /// Cheaper today.
    pub cheaper: String,
    /// Month within the horizon.
    pub month: Option<f64>,
    /// Month beyond it, if the last month's flows went on.
    pub beyond: Option<f64>,
}

/// Fit to a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitView {
    /// Scenario id.
    pub scenario: String,
    /// 0-100; `null` where nothing could be compared.
    pub percent: Option<f64>,
    /// Options the source chooses; several mean either.
    pub choice: Vec<String>,
    /// Questions compared.
    pub compared: usize,
    /// Distance per question, farthest first, 0-1.
    pub apart: Keyed<f64>,
}

/// The size tier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TierView {
    /// Tier id.
    pub id: String,
    /// Option the source chooses.
    pub choice: String,
}

/// Whether matrix, scenario and tier agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementView {
    /// True where those that exist name the same option.
    pub agree: bool,
    /// The matrix's winner.
    pub matrix: Option<String>,
    /// The nearest scenario's id.
    pub scenario: Option<String>,
    /// The size tier's id.
    pub tier: Option<String>,
    /// Why they disagree.
    pub reasons: Vec<String>,
}

/// Winner under an evidence set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceView {
    /// Evidence set.
    pub evidence: String,
    /// Winner.
    pub winner: Option<String>,
    /// Margin, points.
    pub margin: Option<f64>,
}

/// Inputs of the load model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputsView {
    /// Requests a second at the peak.
    pub peak_rps: Option<InputView>,
    /// Concurrent connections.
    pub connections: Option<InputView>,
}

/// An input.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputView {
    /// The number used.
    pub value: f64,
    /// False where it is implied or a default.
    pub answered: bool,
}

/// An answer: a number or a word.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AnswerView {
    /// In the question's unit.
    Number(f64),
    /// A choice, or `unknown`.
    Word(String),
}

//! What can be asked for.
//!
//! Indices are the catalog's: of options, criteria, gates, questions, scenarios, evidence sets. Months count from 0, today.

pub use super::parts::{Case, CostPart, CurvePoint, LaunchPart, Place, Running, Start};
use crate::catalog::Percentile;
use crate::weigh::robustness::WeightSetKind;

/// A number that can be explained, under the profile's answers and evidence; under others with [`Subject::In`].
///
/// [`crate::weigh::subjects`] lists those that screens show; their inputs lead on to the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    // --- scores
    /// The verdict's word.
    Verdict,
    /// Total of an option.
    Total(usize),
    /// Rank of an option.
    Rank(usize),
    /// The winner's total less the runner-up's.
    Margin,
    /// A criterion's part of the margin.
    MarginPart(usize),
    /// Points of a criterion's weight, of 100.
    Points(usize),
    /// Points of a criterion before they are brought to 100: base times factors.
    Stressed(usize),
    /// Share of a criterion's weight.
    Share(usize),
    /// Rating of a criterion's swing, where weights are set by swing.
    Rating(usize),
    /// Points of 100 that a criterion would weigh by a trade-off as said.
    TradeOff {
        /// Index in `Elicited::trade_offs`.
        at: usize,
        /// How far that is from its points (else the points).
        gap: bool,
    },
    /// Score of an option on a criterion.
    Score {
        /// Option.
        option: usize,
        /// Criterion.
        criterion: usize,
    },
    /// Share times score.
    Contribution {
        /// Option.
        option: usize,
        /// Criterion.
        criterion: usize,
    },
    /// Result of a gate.
    Gate {
        /// Option.
        option: usize,
        /// Gate.
        gate: usize,
    },

    /// Result of a gate in one phase of a strategy, or for one part of the traffic.
    PhaseGate {
        /// The strategy.
        option: usize,
        /// The phase.
        phase: usize,
        /// Gate.
        gate: usize,
    },

    // --- load, capacity, latency, memory
    /// Peak load today, req/s.
    Peak,
    /// Peak load at the end of a month, req/s.
    Load(u32),
    /// Concurrent connections.
    Connections,
    /// What one instance of an option sustains, req/s.
    Capacity(usize),
    /// What one instance of an option is planned to carry, req/s.
    Planned(usize),
    /// Instances of an option at the greatest load over the horizon.
    Instances(usize),
    /// Instances of an option in the first month.
    InstancesAtStart(usize),
    /// Load of one instance at the peak, req/s.
    LoadPerInstance(usize),
    /// Memory of one instance with its connections, MB.
    MemoryPerInstance(usize),
    /// Connections of one instance.
    ConnectionsPerInstance(usize),
    /// Latency at the own load, ms.
    Latency {
        /// Option.
        option: usize,
        /// Percentile.
        percentile: Percentile,
    },
    /// A number of one part of an option at work in a month.
    AtWork {
        /// Which part, when.
        place: Place,
        /// Which number.
        number: Running,
    },
    /// p99 latency at a point of the curve over the load of one instance, ms; the wall is a load, req/s.
    LatencyCurve {
        /// Option.
        option: usize,
        /// Point.
        at: CurvePoint,
    },
    /// Memory at a point of the curve over the connections of one instance, MB; the wall is a number of connections.
    MemoryCurve {
        /// Option.
        option: usize,
        /// Point.
        at: CurvePoint,
    },
    /// Milliseconds of a kind of start.
    Startup {
        /// Option.
        option: usize,
        /// Kind of start.
        start: Start,
    },

    // --- time and money
    /// Weeks to the first launch, or of a part of it.
    Launch {
        /// Option.
        option: usize,
        /// Part.
        part: LaunchPart,
    },
    /// What an hour of an option's developers costs.
    Rate(usize),
    /// A part of the cost over the horizon.
    CostPart {
        /// Option.
        option: usize,
        /// Part.
        part: CostPart,
    },
    /// Cost of development.
    Development(usize),
    /// Running costs of the first month.
    MonthlyInfrastructure(usize),
    /// Running costs of a month.
    Flow {
        /// Option.
        option: usize,
        /// Month, from 1.
        month: u32,
    },
    /// One kind of running costs over months.
    Spent {
        /// Option.
        option: usize,
        /// Infrastructure, fees or operations.
        part: CostPart,
        /// First month, from 1.
        from: u32,
        /// Last month.
        to: u32,
    },
    /// Everything spent by the end of a month.
    Cumulative {
        /// Option.
        option: usize,
        /// Month; 0 is today.
        month: u32,
    },
    /// Everything over the horizon.
    TotalCost(usize),
    /// Net present value of everything.
    Npv(usize),
    /// Present value of the running costs of months.
    Present {
        /// Option.
        option: usize,
        /// First month, from 1.
        from: u32,
        /// Last month.
        to: u32,
    },
    /// What one unit of money at the end of a month is worth today.
    Discount(u32),
    /// What one unit of money at the end of each month is worth today.
    Annuity {
        /// First month, from 1.
        from: u32,
        /// Last month.
        to: u32,
    },
    /// Month at which two cumulative costs cross.
    BreakEven,
    /// Months of the horizon.
    Horizon,
    /// Month at which a staged strategy switches.
    SwitchMonth(usize),
    /// Share of the time (staged) or of the traffic (split) of a part of a strategy.
    PartShare {
        /// The strategy.
        option: usize,
        /// Its part, 0 or 1.
        part: usize,
    },

    // --- the source's advice
    /// Fit to a scenario, 0-100.
    Fit(usize),
    /// Distance of an answer to a scenario's, 0-1.
    Distance {
        /// Scenario.
        scenario: usize,
        /// Question.
        question: usize,
    },
    /// The size tier.
    Tier,
    /// The winner under an evidence set.
    EvidenceWinner(usize),

    // --- how sure it is
    /// Share of a weight at which another option takes over.
    Stability {
        /// Criterion.
        criterion: usize,
        /// Above (else below) the present share.
        high: bool,
    },
    /// The winner's lead over an option.
    LeadOver(usize),
    /// The winner's lead over an option on all other criteria, as if this one had no weight.
    LeadWithout {
        /// The criterion without weight.
        criterion: usize,
        /// The option.
        rival: usize,
    },
    /// The least change of several weights at once that makes a tie.
    JointMove,
    /// What a criterion gives or takes in the smallest joint move, as a share.
    Moved(usize),
    /// What a score must gain to tie with the winner.
    ScoreToTie {
        /// Option.
        option: usize,
        /// Criterion.
        criterion: usize,
    },
    /// Margin at an end of a swing.
    Swing {
        /// Index in `Robustness::tornado`.
        swing: usize,
        /// The high end (else the low one).
        high: bool,
    },
    /// Share of draws in which an option has a rank.
    RankShare {
        /// Option.
        option: usize,
        /// Rank from 0.
        rank: usize,
    },
    /// What is drawn: weights from a set, uncertain scores, open questions.
    Drawing(WeightSetKind),
    /// Share of draws in which a gate rules an option out.
    RuledOutShare(usize),
    /// Share of possible answers with which no option passes its gates.
    NoneShare,
    /// Standard error of the share of first ranks.
    StandardError(usize),
    /// Share of draws in which one option is above another.
    Pairwise {
        /// The one above.
        option: usize,
        /// The other.
        rival: usize,
    },
    /// Mean share of a weight in the draws in which an option is first.
    CentralWeight {
        /// Option.
        option: usize,
        /// Criterion.
        criterion: usize,
    },
    /// Share of draws in which an option is first at its central weights.
    Confidence(usize),
    /// Share of first ranks over a set of weights.
    SetShare {
        /// The set.
        set: WeightSetKind,
        /// Option.
        option: usize,
    },
    /// Standard error of a share of first ranks over a set of weights.
    SetError {
        /// The set.
        set: WeightSetKind,
        /// Option.
        option: usize,
    },
    /// Share of all weights for which the winner is ahead, exactly.
    ClosedForm,
    /// What knowing the answer to a question is worth, points.
    QuestionValue(usize),
    /// Open questions that could change the winner.
    CouldChange,
    /// Total of an option in a scenario; 0 where a gate rules it out.
    Payoff {
        /// Option.
        option: usize,
        /// Scenario.
        scenario: usize,
    },
    /// How much the best option is ahead in a scenario.
    Regret {
        /// Option.
        option: usize,
        /// Scenario.
        scenario: usize,
    },
    /// Least payoff of an option.
    WorstPayoff(usize),
    /// Greatest regret of an option.
    MaxRegret(usize),
    /// Correlation of two criteria.
    Correlation(usize),
    /// Margin with one criterion left out.
    MarginWithout {
        /// Index in `Robustness::overlaps`.
        overlap: usize,
        /// The second of the two criteria (else the first) is left out.
        second: bool,
    },

    // --- under other evidence, answers or figures
    /// A number in another case.
    In {
        /// The case.
        case: Case,
        /// The number there; never itself in another case.
        number: Box<Subject>,
    },
}

impl Subject {
    /// The same number in another case.
    #[must_use]
    pub fn within(self, case: Case) -> Self {
        Self::In {
            case,
            number: Box::new(self),
        }
    }
}

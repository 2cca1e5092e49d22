//! Which screen shows which number, and under which heading it stands in the list of numbers to explain.

use crate::weigh::{
    Subject,
    explain::{Case, CostPart},
};

/// Headings of the list, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Verdict, margin, totals.
    Verdict,
    /// Parts of totals.
    Contributions,
    /// Weights.
    Weights,
    /// Scores.
    Scores,
    /// Must-haves.
    Gates,
    /// Load, capacity, instances.
    Load,
    /// Latency.
    Latency,
    /// Memory and connections.
    Memory,
    /// Time to start.
    Startup,
    /// Cost over the horizon.
    Cost,
    /// Running costs.
    Running,
    /// Costs from month to month.
    Months,
    /// Time to launch.
    Launch,
    /// When a strategy switches, how it shares.
    Strategy,
    /// Fit to scenarios, tier.
    Fit,
    /// What other evidence says.
    Evidence,
    /// What would flip the winner.
    Flip,
    /// Inputs that swing the margin.
    Swings,
    /// Shares of draws.
    Draws,
    /// Open questions.
    Questions,
    /// Choosing over the scenarios.
    Regret,
    /// Criteria that count one thing twice.
    Overlap,
}

impl Group {
    /// Heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Verdict => "Verdict",
            Self::Contributions => "Contributions",
            Self::Weights => "Weights",
            Self::Scores => "Scores",
            Self::Gates => "Must-haves",
            Self::Load => "Load and instances",
            Self::Latency => "Latency",
            Self::Memory => "Memory",
            Self::Startup => "Start",
            Self::Cost => "Cost over the horizon",
            Self::Running => "Running costs",
            Self::Months => "Month by month",
            Self::Launch => "Time to launch",
            Self::Strategy => "Strategies",
            Self::Fit => "Fit to the scenarios",
            Self::Evidence => "Evidence",
            Self::Flip => "What would flip it",
            Self::Swings => "Swings",
            Self::Draws => "Shares of the draws",
            Self::Questions => "Open questions",
            Self::Regret => "Regret over the scenarios",
            Self::Overlap => "Overlaps",
        }
    }
}

/// Keys of screens.
const QUESTIONS: u8 = 1;
const VERDICT: u8 = 2;
const COST: u8 = 3;
const LATENCY: u8 = 4;
const SCENARIOS: u8 = 5;
const FLIP: u8 = 6;
const PATH: u8 = 7;

/// Where a number stands: its heading, and the keys of the screens that show it (1: the charts beside a question).
#[must_use]
pub fn place(subject: &Subject) -> (Group, &'static [u8]) {
    use Subject as S;
    match subject {
        S::Verdict | S::Margin => (Group::Verdict, &[VERDICT, FLIP, QUESTIONS]),
        S::Total(_) | S::Rank(_) => (Group::Verdict, &[VERDICT, QUESTIONS]),
        S::MarginPart(_) => (Group::Contributions, &[VERDICT]),
        S::Contribution { .. } => (Group::Contributions, &[VERDICT, QUESTIONS]),
        S::Points(_) | S::Stressed(_) | S::Rating(_) | S::TradeOff { .. } => (Group::Weights, &[VERDICT]),
        S::Share(_) => (Group::Weights, &[VERDICT, FLIP, QUESTIONS]),
        S::Score { .. } => (Group::Scores, &[VERDICT]),
        S::Gate { .. } => (Group::Gates, &[VERDICT, QUESTIONS]),
        S::PhaseGate { .. } => (Group::Gates, &[PATH]),

        S::Peak | S::Load(_) | S::Capacity(_) | S::Planned(_) | S::LoadPerInstance(_) => (Group::Load, &[LATENCY]),
        S::Instances(_) | S::InstancesAtStart(_) => (Group::Load, &[LATENCY, COST]),
        S::Latency { .. } => (Group::Latency, &[LATENCY, VERDICT, QUESTIONS]),
        S::LatencyCurve { .. } => (Group::Latency, &[LATENCY]),
        S::Connections | S::MemoryPerInstance(_) | S::ConnectionsPerInstance(_) | S::MemoryCurve { .. } => {
            (Group::Memory, &[LATENCY])
        }
        S::Startup { .. } => (Group::Startup, &[LATENCY]),
        S::AtWork { .. } => (Group::Strategy, &[LATENCY, PATH]),

        S::Launch { .. } => (Group::Launch, &[COST, PATH]),
        S::TotalCost(_) | S::Npv(_) => (Group::Cost, &[COST, PATH, QUESTIONS]),
        S::BreakEven | S::Horizon => (Group::Cost, &[COST, QUESTIONS]),
        S::CostPart { part, .. } => match part {
            CostPart::Learning | CostPart::Setup | CostPart::Build | CostPart::Training => (Group::Cost, &[COST]),
            CostPart::Infrastructure | CostPart::Fees | CostPart::Operations => (Group::Running, &[COST]),
        },
        S::Development(_) | S::Rate(_) => (Group::Cost, &[COST]),
        S::MonthlyInfrastructure(_) => (Group::Running, &[COST, QUESTIONS]),
        S::Flow { .. } | S::Spent { .. } => (Group::Running, &[COST, PATH]),
        S::Cumulative { .. } => (Group::Months, &[COST, PATH, QUESTIONS]),
        S::Present { .. } | S::Discount(_) | S::Annuity { .. } => (Group::Months, &[COST]),
        S::SwitchMonth(_) | S::PartShare { .. } => (Group::Strategy, &[PATH, COST]),

        S::Fit(_) => (Group::Fit, &[SCENARIOS, VERDICT, QUESTIONS]),
        S::Distance { .. } | S::Tier => (Group::Fit, &[SCENARIOS]),
        S::EvidenceWinner(_) => (Group::Evidence, &[SCENARIOS, VERDICT]),

        S::Stability { .. } | S::JointMove | S::Moved(_) => (Group::Flip, &[FLIP, VERDICT]),
        S::LeadOver(_) | S::LeadWithout { .. } | S::ScoreToTie { .. } => (Group::Flip, &[FLIP]),
        S::Swing { .. } => (Group::Swings, &[FLIP]),
        S::RankShare { .. } | S::StandardError(_) => (Group::Draws, &[FLIP, VERDICT]),
        S::Drawing(_)
        | S::RuledOutShare(_)
        | S::NoneShare
        | S::Pairwise { .. }
        | S::CentralWeight { .. }
        | S::Confidence(_)
        | S::SetShare { .. }
        | S::SetError { .. }
        | S::ClosedForm => (Group::Draws, &[FLIP]),
        S::QuestionValue(_) | S::CouldChange => (Group::Questions, &[FLIP]),
        S::Payoff { .. } | S::Regret { .. } | S::WorstPayoff(_) | S::MaxRegret(_) => {
            (Group::Regret, &[FLIP, SCENARIOS])
        }
        S::Correlation(_) | S::MarginWithout { .. } => (Group::Overlap, &[FLIP]),

        S::In { case, number } => match case {
            Case::Evidence(_) => (Group::Evidence, place(number).1),
            Case::Scenario(_) => (Group::Regret, &[FLIP, SCENARIOS]),
            Case::Answer { .. } => (Group::Questions, &[FLIP]),
            Case::Swing { .. } => (Group::Swings, &[FLIP]),
        },
    }
}

//! What the model computes for an option: capacity, time, money, gates.

use super::Span;

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

//! Parts of the names of numbers: under which case, of which part at work, which of several alike.

use crate::catalog::Percentile;

/// What is otherwise than in the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// Another evidence set.
    Evidence(usize),
    /// A scenario's answers and weights in place of the profile's.
    Scenario(usize),
    /// An answer to an open question: indices of the question, and in `QuestionValue::answers`.
    Answer {
        /// The question.
        question: usize,
        /// The answer.
        answer: usize,
    },
    /// An uncertain input at an end: index in `Robustness::tornado`.
    Swing {
        /// The swing.
        swing: usize,
        /// The high end (else the low one).
        high: bool,
    },
}

/// A part of an option at work in a month. Options that are not strategies have one part, 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The option.
    pub option: usize,
    /// Its part at work: index in [`crate::weigh::OptionAssessment::phases`].
    pub phase: usize,
    /// Month whose end it is sized for.
    pub month: u32,
}

/// A number of a part at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// Peak load that it carries, req/s.
    Peak,
    /// Instances asked for by the peak load.
    ByThroughput,
    /// Instances asked for by memory for the connections.
    ByMemory,
    /// Instances asked for by availability.
    ByAvailability,
    /// Instances.
    Instances,
    /// Load of one instance, req/s.
    LoadPerInstance,
    /// Memory of one instance, MB.
    MemoryPerInstance,
    /// Latency, ms.
    Latency(Percentile),
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CurvePoint {
    /// The point with this index.
    At(usize),
    /// Where one instance ends.
    Wall,
    /// The profile's own point.
    Own,
}

/// A kind of start, in the order of [`crate::weigh::OptionAssessment::startup`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Start {
    /// To the first answer.
    First,
    /// The same, cold.
    Cold,
    /// To warm up.
    Warm,
    /// To the maximum throughput.
    Peak,
}

impl Start {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::First, Self::Cold, Self::Warm, Self::Peak];
}

/// A part of the time to launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaunchPart {
    /// Learning.
    Learning,
    /// Setting up.
    Setup,
    /// Building.
    Build,
    /// All of it.
    Weeks,
}

impl LaunchPart {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Learning, Self::Setup, Self::Build, Self::Weeks];
}

/// A part of the cost over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CostPart {
    /// Learning.
    Learning,
    /// Setting up.
    Setup,
    /// Building.
    Build,
    /// Training.
    Training,
    /// Instances.
    Infrastructure,
    /// Licences and services.
    Fees,
    /// Extra operations work.
    Operations,
}

impl CostPart {
    /// All, in order.
    pub const ALL: [Self; 7] = [
        Self::Learning,
        Self::Setup,
        Self::Build,
        Self::Training,
        Self::Infrastructure,
        Self::Fees,
        Self::Operations,
    ];
    /// Paid once.
    pub const ONCE: [Self; 4] = [Self::Learning, Self::Setup, Self::Build, Self::Training];
    /// Paid every month.
    pub const MONTHLY: [Self; 3] = [Self::Infrastructure, Self::Fees, Self::Operations];
}

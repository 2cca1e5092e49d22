//! Figures: numbers about the world, each with unit, kind and source.

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Printed in the source.
    Quoted,
    /// Measured for this project; its conditions are those of the evidence set.
    Measured,
    /// Reasoned where there is neither; has a low and a high.
    Assumed,
}

impl Kind {
    /// Name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::Measured => "measured",
            Self::Assumed => "assumed",
        }
    }
}

/// A number with its range, kind and source. `low <= value <= high`, all finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Lower end.
    pub low: f64,
    /// Likely value, used for the assessment.
    pub value: f64,
    /// Upper end.
    pub high: f64,
    /// True where a likely value was given with the range (triangular), false where only the ends were (uniform).
    pub peaked: bool,
    /// Quoted, measured or assumed.
    pub kind: Kind,
    /// Heading of the guide, name of the run, or the reasoning.
    pub source: String,
    /// What should be said beside it.
    pub note: Option<String>,
}

impl Amount {
    /// Whether it is a single point.
    #[must_use]
    pub fn is_point(&self) -> bool {
        self.low >= self.high
    }
}

/// A figure's number, perhaps by the answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureValue {
    /// The number, or the one used while the question is open.
    pub amount: Amount,
    /// Other numbers by answer.
    pub by: Option<ByAnswer>,
}

/// Numbers by the answer to a choice question.
#[derive(Debug, Clone, PartialEq)]
pub struct ByAnswer {
    /// The choice question.
    pub question: usize,
    /// Per choice; `None` falls back to the figure's own amount.
    pub cases: Vec<Option<Amount>>,
}

/// One figure: a named number about options, or about the decision as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Identifier; one that is a [`Role`] feeds the model.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Unit of all its numbers.
    pub unit: Unit,
    /// Evidence set it belongs to; `None`: it holds in every set.
    pub evidence: Option<usize>,
    /// Numbers per option.
    pub of: Vec<Option<FigureValue>>,
    /// Number of the decision as a whole.
    pub value: Option<FigureValue>,
    /// Page behind it.
    pub page: Option<usize>,
}

/// A unit: how it is written, what it measures and its factor to the base unit of its dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// As written in the catalog and on screens.
    pub text: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Base units in one of these.
    pub factor: f64,
}

/// What a unit measures; in brackets the base unit, which is the one that the model computes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Rate of requests (`req/s`).
    Rate,
    /// Rate of requests a core (`req/s/core`).
    RatePerCore,
    /// Wall time (`ms`); `s`.
    Duration,
    /// Working time (`h`).
    Effort,
    /// Working days (`d`): hours a day are a figure.
    Days,
    /// Calendar time (`wk`); `months`, `years`.
    Calendar,
    /// Memory (`MB`); `KB`, `GB`.
    Memory,
    /// Money (`currency`; `K` thousands).
    Money,
    /// Money an hour (`currency/h`).
    MoneyPerHour,
    /// Money a month (`currency/month`).
    MoneyPerMonth,
    /// Share (`%`: factor 0.01).
    Share,
    /// Plain number, people, servers, points, times (`1`).
    Count,
    /// Anything else: carried and shown, never used by the model.
    Other,
}

/// What a figure means to the model. A figure whose id is one of these names plays the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(usize)]
pub enum Role {
    /// `capacity_rps`: what one instance (or core) sustains. Option.
    Capacity,
    /// `scale_limit_rps`: load from which adding instances no longer helps. Option.
    ScaleLimit,
    /// `memory_base`: of one idle instance. Option.
    MemoryBase,
    /// `memory_per_connection`. Option.
    MemoryPerConnection,
    /// `learning_hours`: a developer's. Option.
    Learning,
    /// `setup_days`: the team's. Option.
    Setup,
    /// `build_days`: the team's. Option.
    Build,
    /// `training_days`: the team's. Option.
    Training,
    /// `rate_factor`: hourly rate relative to the answer. Option.
    RateFactor,
    /// `operations_hours`: extra work a month. Option (strategies too).
    Operations,
    /// `monthly_fee`: licences and services a month. Option.
    MonthlyFee,
    /// `startup_time`: process start to first answer. Option.
    Startup,
    /// `cold_start`: the same, cold. Option.
    ColdStart,
    /// `warmup_time`: to peak performance. Option.
    Warmup,
    /// `peak_time`: time to reach the maximum throughput. Option.
    PeakTime,
    /// `instance_cores`. Decision.
    InstanceCores,
    /// `instance_memory`. Decision.
    InstanceMemory,
    /// `headroom`: share of capacity that is planned with. Decision.
    Headroom,
    /// `peak_factor`: peak over the daily mean. Decision.
    PeakFactor,
    /// `hours_per_day`: working hours. Decision.
    HoursPerDay,
    /// `days_per_week`: working days. Decision.
    DaysPerWeek,
}

impl Role {
    /// Number of roles.
    pub const COUNT: usize = 21;

    /// All, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Capacity,
        Self::ScaleLimit,
        Self::MemoryBase,
        Self::MemoryPerConnection,
        Self::Learning,
        Self::Setup,
        Self::Build,
        Self::Training,
        Self::RateFactor,
        Self::Operations,
        Self::MonthlyFee,
        Self::Startup,
        Self::ColdStart,
        Self::Warmup,
        Self::PeakTime,
        Self::InstanceCores,
        Self::InstanceMemory,
        Self::Headroom,
        Self::PeakFactor,
        Self::HoursPerDay,
        Self::DaysPerWeek,
    ];

    /// Figure id that plays the role.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Capacity => "capacity_rps",
            Self::ScaleLimit => "scale_limit_rps",
            Self::MemoryBase => "memory_base",
            Self::MemoryPerConnection => "memory_per_connection",
            Self::Learning => "learning_hours",
            Self::Setup => "setup_days",
            Self::Build => "build_days",
            Self::Training => "training_days",
            Self::RateFactor => "rate_factor",
            Self::Operations => "operations_hours",
            Self::MonthlyFee => "monthly_fee",
            Self::Startup => "startup_time",
            Self::ColdStart => "cold_start",
            Self::Warmup => "warmup_time",
            Self::PeakTime => "peak_time",
            Self::InstanceCores => "instance_cores",
            Self::InstanceMemory => "instance_memory",
            Self::Headroom => "headroom",
            Self::PeakFactor => "peak_factor",
            Self::HoursPerDay => "hours_per_day",
            Self::DaysPerWeek => "days_per_week",
        }
    }

    /// Dimensions that a figure in this role may have.
    #[must_use]
    pub const fn dimensions(self) -> &'static [Dimension] {
        match self {
            Self::Capacity => &[Dimension::Rate, Dimension::RatePerCore],
            Self::ScaleLimit => &[Dimension::Rate],
            Self::MemoryBase | Self::MemoryPerConnection | Self::InstanceMemory => &[Dimension::Memory],
            Self::Learning | Self::Operations | Self::HoursPerDay => &[Dimension::Effort],
            Self::Setup | Self::Build | Self::Training | Self::DaysPerWeek => &[Dimension::Days],
            Self::MonthlyFee => &[Dimension::MoneyPerMonth],
            Self::Startup | Self::ColdStart | Self::Warmup | Self::PeakTime => &[Dimension::Duration],
            Self::RateFactor | Self::InstanceCores | Self::PeakFactor => &[Dimension::Count],
            Self::Headroom => &[Dimension::Share],
        }
    }

    /// Whether the role belongs to options (else to the decision as a whole).
    #[must_use]
    pub const fn of_option(self) -> bool {
        (self as usize) < (Self::InstanceCores as usize)
    }
}

/// Latency over load of one option in one evidence set.
#[derive(Debug, Clone, PartialEq)]
pub struct LatencyCurve {
    /// The option.
    pub option: usize,
    /// The evidence set; `None`: every set.
    pub evidence: Option<usize>,
    /// Whether loads are requests a second a core (else an instance).
    pub per_core: bool,
    /// Points by rising load, at least one.
    pub points: Vec<LatencyPoint>,
    /// Page behind it.
    pub page: Option<usize>,
}

/// Latency at one load.
#[derive(Debug, Clone, PartialEq)]
pub struct LatencyPoint {
    /// Requests a second, positive.
    pub load: f64,
    /// Milliseconds per percentile (`Percentile as usize`), positive; not falling with the percentile.
    pub ms: [Option<Amount>; 5],
}

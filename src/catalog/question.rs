//! Questions: one thing asked, its range, its conditions and what its answer stresses.

use super::Amount;

/// A group of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Identifier.
    pub id: String,
    /// Title for people.
    pub title: String,
}

/// One thing asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Identifier; the key in a profile's `[answers]`. One that is a [`Fact`] feeds the model.
    pub id: String,
    /// Section it belongs to.
    pub section: usize,
    /// Short title, for lists.
    pub title: String,
    /// The question as asked.
    pub ask: String,
    /// Why it matters, one or two sentences.
    pub why: String,
    /// Page of the source behind it.
    pub page: Option<usize>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// What the model uses until it is answered (numbers only).
    pub default: Option<Amount>,
    /// All must hold for the question to be asked; one about an open question holds.
    pub when: Vec<Condition>,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionKind {
    /// One of some choices.
    Choice(Vec<Choice>),
    /// A number.
    Number {
        /// Unit as shown.
        unit: String,
        /// Smallest allowed.
        min: f64,
        /// Largest allowed.
        max: f64,
        /// Whether only whole numbers are allowed.
        whole: bool,
        /// How distances between answers, and sliders, are measured.
        scale: Scale,
        /// An example of what may be typed.
        example: String,
    },
    /// Points to share out over the criteria; lives in a profile's `[weights]`.
    Points,
}

/// How distances between answers are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// By difference.
    Linear,
    /// By ratio.
    Logarithmic,
}

/// One answer that may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Identifier; `unknown` is reserved.
    pub id: String,
    /// Text.
    pub title: String,
    /// What exactly it means.
    pub detail: Option<String>,
    /// What it does to weights.
    pub stress: Vec<Stress>,
}

/// A factor on the weight of a criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stress {
    /// Criterion.
    pub criterion: usize,
    /// Factor, positive and finite.
    pub factor: f64,
}

/// A test on another answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Question whose answer is tested.
    pub question: usize,
    /// The test.
    pub test: ConditionTest,
}

/// A test on an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum ConditionTest {
    /// The answer is one of these choices (by index).
    Is(Vec<usize>),
    /// The number is above this.
    Above(f64),
    /// The number is below this.
    Below(f64),
}

/// An input of the model that a question gives. A question whose id is one of these names gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(usize)]
pub enum Fact {
    /// `peak_rps`: requests a second at the busiest moment.
    PeakRps,
    /// `requests_per_day`: used where the peak is not answered.
    RequestsPerDay,
    /// `connections`: concurrent.
    Connections,
    /// `yearly_growth`: percent a year.
    YearlyGrowth,
    /// `developers`.
    Developers,
    /// `hourly_rate`: currency an hour.
    HourlyRate,
    /// `instance_price`: currency a month.
    InstancePrice,
    /// `horizon_months`.
    HorizonMonths,
    /// `discount_rate`: percent a year.
    DiscountRate,
    /// `min_instances`.
    MinInstances,
}

impl Fact {
    /// Number of facts.
    pub const COUNT: usize = 10;

    /// All, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::PeakRps,
        Self::RequestsPerDay,
        Self::Connections,
        Self::YearlyGrowth,
        Self::Developers,
        Self::HourlyRate,
        Self::InstancePrice,
        Self::HorizonMonths,
        Self::DiscountRate,
        Self::MinInstances,
    ];

    /// Question id that gives the fact.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::PeakRps => "peak_rps",
            Self::RequestsPerDay => "requests_per_day",
            Self::Connections => "connections",
            Self::YearlyGrowth => "yearly_growth",
            Self::Developers => "developers",
            Self::HourlyRate => "hourly_rate",
            Self::InstancePrice => "instance_price",
            Self::HorizonMonths => "horizon_months",
            Self::DiscountRate => "discount_rate",
            Self::MinInstances => "min_instances",
        }
    }
}

//! What was stated of weights by hand, and what follows from it beside the weights.

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

//! The screens, and the charts beside a question.

/// The screens, in order of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    /// Questions, with charts beside them.
    Questions,
    /// Verdict, scores and weights.
    Verdict,
    /// Cost.
    Cost,
    /// Latency, memory, start-up.
    Latency,
    /// Fit to the scenarios.
    Scenarios,
    /// What would change the winner.
    Flip,
    /// Strategies over time.
    Path,
    /// The source in words.
    Guide,
}

impl Screen {
    /// All, in order.
    pub const ALL: [Self; 8] = [
        Self::Questions,
        Self::Verdict,
        Self::Cost,
        Self::Latency,
        Self::Scenarios,
        Self::Flip,
        Self::Path,
        Self::Guide,
    ];

    /// Its key.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Questions => 1,
            Self::Verdict => 2,
            Self::Cost => 3,
            Self::Latency => 4,
            Self::Scenarios => 5,
            Self::Flip => 6,
            Self::Path => 7,
            Self::Guide => 8,
        }
    }

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Questions => "Questions",
            Self::Verdict => "Verdict",
            Self::Cost => "Cost",
            Self::Latency => "Latency",
            Self::Scenarios => "Scenarios",
            Self::Flip => "Flip",
            Self::Path => "Path",
            Self::Guide => "Guide",
        }
    }

    /// The screen with this key.
    #[must_use]
    pub fn of(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.number() == number)
    }
}

/// The charts beside a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chart {
    /// Cost to date.
    #[default]
    Cost,
    /// Latency by percentile.
    Latency,
    /// Fit to the scenarios.
    Fit,
    /// Results of the gates.
    Gates,
}

impl Chart {
    /// The next in turn.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Cost => Self::Latency,
            Self::Latency => Self::Fit,
            Self::Fit => Self::Gates,
            Self::Gates => Self::Cost,
        }
    }
}

//! What an option would mean in time, money and speed, as far as the catalog has figures for it.

use super::case::Case;
use crate::{
    catalog::{Percentile, Quantity},
    weigh::{OptionAssessment, Span, words as say},
};

/// A fact about options that can be compared: the less, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Launch,
    Development,
    Cost,
    Latency,
}

impl Fact {
    pub(super) const ALL: [Self; 4] = [Self::Launch, Self::Development, Self::Cost, Self::Latency];

    /// The fact that a must-have tests, where it is one of these.
    pub(super) const fn tested_by(quantity: &Quantity) -> Option<Self> {
        match quantity {
            Quantity::WeeksToLaunch => Some(Self::Launch),
            Quantity::Development => Some(Self::Development),
            Quantity::TotalCost => Some(Self::Cost),
            Quantity::Latency(Percentile::P99) => Some(Self::Latency),
            _ => None,
        }
    }

    fn of(self, option: &OptionAssessment) -> Option<Span> {
        match self {
            Self::Launch => option.launch.map(|l| l.weeks),
            Self::Development => option.cost.as_ref().map(|c| c.development),
            Self::Cost => option.cost.as_ref().map(|c| c.total),
            Self::Latency => option.latency[Percentile::P99 as usize],
        }
    }

    /// The number with its unit and range: `2.6 weeks (1.6 to 2.92)`.
    fn value(self, case: &Case<'_>, span: Span) -> String {
        let one = |x: f64| match self {
            Self::Launch | Self::Latency => say::number(x),
            Self::Development | Self::Cost => say::money_in_full(x, &case.assessment.currency),
        };
        let likely = match self {
            Self::Launch => format!("{} weeks", one(span.likely)),
            Self::Latency => format!("{} ms", one(span.likely)),
            Self::Development | Self::Cost => one(span.likely),
        };
        let (low, high) = (one(span.low), one(span.high));
        if low == high {
            likely
        } else {
            format!("{likely} ({low} to {high})")
        }
    }

    /// With the option as its subject: `it launches after 2.6 weeks`.
    fn clause(self, case: &Case<'_>, value: &str) -> String {
        match self {
            Self::Launch => format!("it launches after {value}"),
            Self::Development => format!("its development costs {value}"),
            Self::Cost => format!("it costs {value} over {} months", case.assessment.horizon_months),
            Self::Latency => format!("its p99 latency at its own load is {value}"),
        }
    }

    /// For lists: `time to the first launch: 2.6 weeks`.
    pub(super) fn item(self, case: &Case<'_>, option: usize) -> Option<String> {
        let value = self.value(case, self.of(case.option(option)?)?);
        Some(match self {
            Self::Launch => format!("Time to the first launch: {value}"),
            Self::Development => format!("Development: {value}"),
            Self::Cost => format!("Cost over {} months: {value}", case.assessment.horizon_months),
            Self::Latency => format!("p99 latency at its own load: {value}"),
        })
    }

    /// The fact of one option against another's, and whether it is the better one; `None` where either is not known, or both read the same.
    pub(super) fn against(self, case: &Case<'_>, option: usize, other: usize) -> Option<(bool, String)> {
        let own = self.of(case.option(option)?)?;
        let theirs = self.of(case.option(other)?)?;
        let (mine, rest) = (self.value(case, own), self.value(case, theirs));
        (mine != rest && own.likely.total_cmp(&theirs.likely).is_ne()).then(|| {
            let clause = self.clause(case, &mine);
            (
                own.likely < theirs.likely,
                format!("{clause}, against {rest} for {}", case.name(other)),
            )
        })
    }
}

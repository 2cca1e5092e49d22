//! The units that the model knows, the roles and facts they fit, and the bounds that keep the arithmetic finite.

use std::ops::Range;

use crate::{
    catalog::{Dimension, Fact, Role, Unit},
    diagnostic::{Problem, Problems},
};

/// No number of a catalog is larger than this, so that no product of the model can overflow.
pub(super) const LARGEST: f64 = 1e15;

/// What the model divides by is at least this, for the same reason.
const SMALLEST_DIVISOR: f64 = 1e-9;

/// Weeks in a month and in a year: means of the Gregorian calendar (146 097 days in 400 years).
const WEEKS_A_YEAR: f64 = 146_097.0 / 400.0 / 7.0;
const WEEKS_A_MONTH: f64 = WEEKS_A_YEAR / 12.0;

/// Every unit with what it measures and its factor to that dimension's base unit. `currency` stands for the catalog's code.
const UNITS: [(&str, Dimension, f64); 18] = [
    ("req/s", Dimension::Rate, 1.0),
    ("req/s/core", Dimension::RatePerCore, 1.0),
    ("ms", Dimension::Duration, 1.0),
    ("s", Dimension::Duration, 1000.0),
    ("h", Dimension::Effort, 1.0),
    ("d", Dimension::Days, 1.0),
    ("wk", Dimension::Calendar, 1.0),
    ("months", Dimension::Calendar, WEEKS_A_MONTH),
    ("years", Dimension::Calendar, WEEKS_A_YEAR),
    ("KB", Dimension::Memory, 0.001),
    ("MB", Dimension::Memory, 1.0),
    ("GB", Dimension::Memory, 1000.0),
    ("currency", Dimension::Money, 1.0),
    ("K currency", Dimension::Money, 1000.0),
    ("currency/h", Dimension::MoneyPerHour, 1.0),
    ("currency/month", Dimension::MoneyPerMonth, 1.0),
    ("%", Dimension::Share, 0.01),
    ("1", Dimension::Count, 1.0),
];

/// The unit written as `text`; the catalog's own currency code is understood where `currency` is.
pub(super) fn unit(text: &str, currency: &str) -> Unit {
    let text = text.trim();
    let of_money = text.contains(currency);
    for (name, dimension, factor) in UNITS {
        if text == name || (of_money && name.contains("currency") && text == name.replace("currency", currency)) {
            return Unit {
                text: name.replace("currency", currency),
                dimension,
                factor,
            };
        }
    }
    Unit {
        text: text.to_owned(),
        dimension: Dimension::Other,
        factor: 1.0,
    }
}

/// The units that measure one of these, for messages.
fn fitting(dimensions: &[Dimension]) -> String {
    let names: Vec<&str> = UNITS
        .iter()
        .filter(|(_, dimension, _)| dimensions.contains(dimension))
        .map(|(name, _, _)| *name)
        .collect();
    names.join(", ")
}

/// Refuses a unit that does not measure one of `dimensions`.
pub(super) fn check_fits(
    unit: &Unit,
    dimensions: &[Dimension],
    what: &str,
    span: Range<usize>,
    problems: &mut Problems,
) -> bool {
    let fits = dimensions.contains(&unit.dimension);
    if !fits {
        misfit(unit.dimension, what, &unit.text, span, problems)
            .help(format!("units that fit: {}", fitting(dimensions)));
    }
    fits
}

fn misfit<'p>(
    dimension: Dimension,
    what: &str,
    text: &str,
    span: Range<usize>,
    problems: &'p mut Problems,
) -> &'p mut Problem {
    problems
        .error(span, format!("{what} cannot be in `{text}`"))
        .label(format!("this measures {}", measures(dimension)))
}

/// Refuses a limit whose unit is known and is not the one of what it limits. Units that the model does not know are words.
pub(super) fn check_same(
    limit: &str,
    wanted: &str,
    what: &str,
    currency: &str,
    span: Range<usize>,
    problems: &mut Problems,
) {
    let (limit, wanted) = (unit(limit, currency), unit(wanted, currency));
    let is_word = |unit: &Unit| matches!(unit.dimension, Dimension::Other | Dimension::Count);
    if limit.text != wanted.text && !is_word(&limit) && !is_word(&wanted) {
        problems
            .error(
                span,
                format!("{what} is in `{}`, what it limits in `{}`", limit.text, wanted.text),
            )
            .label(format!("this measures {}", measures(limit.dimension)))
            .help(format!("give it in `{}`", wanted.text));
    }
}

const fn measures(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Rate => "a rate of requests",
        Dimension::RatePerCore => "a rate of requests a core",
        Dimension::Duration => "wall time",
        Dimension::Effort => "working time",
        Dimension::Days => "working days",
        Dimension::Calendar => "calendar time",
        Dimension::Memory => "memory",
        Dimension::Money => "money",
        Dimension::MoneyPerHour => "money an hour",
        Dimension::MoneyPerMonth => "money a month",
        Dimension::Share => "a share",
        Dimension::Count => "a plain number",
        Dimension::Other => "nothing that the model knows",
    }
}

/// Bounds of a figure in this role, in the base unit of its dimension.
pub(super) const fn role_bounds(role: Role) -> (f64, f64) {
    match role {
        // Divisors of the model.
        Role::Capacity
        | Role::ScaleLimit
        | Role::InstanceCores
        | Role::InstanceMemory
        | Role::PeakFactor
        | Role::RateFactor => (SMALLEST_DIVISOR, LARGEST),
        Role::Headroom => (SMALLEST_DIVISOR, 1.0),
        Role::HoursPerDay => (SMALLEST_DIVISOR, 24.0),
        Role::DaysPerWeek => (SMALLEST_DIVISOR, 7.0),
        _ => (0.0, LARGEST),
    }
}

/// Smallest load and latency of a curve: its axes may be logarithmic.
pub(super) const CURVE_BOUNDS: (f64, f64) = (SMALLEST_DIVISOR, LARGEST);

/// What the model takes as a fact: its unit, and the bounds that a question may allow.
struct FactNeeds {
    unit: FactUnit,
    low: f64,
    high: f64,
}

enum FactUnit {
    /// Exactly this one.
    Is(&'static str),
    /// Things that are counted, under any name that is not a unit of something else.
    Counted,
}

const fn needs(fact: Fact) -> FactNeeds {
    let (unit, low, high) = match fact {
        Fact::PeakRps => (FactUnit::Is("req/s"), 0.0, 1e12),
        Fact::RequestsPerDay => (FactUnit::Counted, 0.0, LARGEST),
        Fact::Connections => (FactUnit::Counted, 0.0, 1e12),
        Fact::YearlyGrowth => (FactUnit::Is("%"), -99.0, 1000.0),
        Fact::Developers | Fact::MinInstances => (FactUnit::Counted, 0.0, 1e6),
        Fact::HourlyRate => (FactUnit::Is("currency/h"), 0.0, 1e9),
        Fact::InstancePrice => (FactUnit::Is("currency/month"), 0.0, 1e9),
        // Costs are kept month by month: fifty years of them.
        Fact::HorizonMonths => (FactUnit::Is("months"), 1.0, 600.0),
        Fact::DiscountRate => (FactUnit::Is("%"), -20.0, 1000.0),
    };
    FactNeeds { unit, low, high }
}

/// Refuses a unit in which the model does not understand this fact.
pub(super) fn check_fact_unit(fact: Fact, text: &str, currency: &str, span: Range<usize>, problems: &mut Problems) {
    let written = unit(text, currency);
    let what = format!("`{}`", fact.id());
    match needs(fact).unit {
        FactUnit::Is(name) if written.text != unit(name, currency).text => {
            misfit(written.dimension, &what, text, span, problems).help(format!("units that fit: {name}"));
        }
        FactUnit::Counted if !matches!(written.dimension, Dimension::Count | Dimension::Other) => {
            misfit(written.dimension, &what, text, span, problems)
                .help("it is counted: any word that is not a unit of something else");
        }
        _ => {}
    }
}

/// Bounds that the model takes for a fact, in the unit of its question.
pub(super) const fn fact_bounds(fact: Fact) -> (f64, f64) {
    let needs = needs(fact);
    (needs.low, needs.high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_unit_that_fits() {
        for role in Role::ALL {
            assert!(!fitting(role.dimensions()).is_empty(), "{}", role.id());
        }
    }

    #[test]
    fn money_is_shown_in_the_catalogs_currency() {
        assert_eq!(unit("K currency", "CHF").text, "K CHF");
        assert_eq!(unit("CHF/h", "CHF").dimension, Dimension::MoneyPerHour);
        assert_eq!(unit("USD/h", "CHF").dimension, Dimension::Other);
    }
}

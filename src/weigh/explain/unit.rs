//! How numbers of an explanation are written: in the arithmetic without their unit, on their own with it.

use crate::{
    catalog::{Dimension, Unit as CatalogUnit},
    weigh::words,
};

/// What a number measures, as far as that changes how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A plain number: scores, totals, factors.
    Plain,
    /// With six digits after the point: factors that are multiplied many times.
    Fine,
    /// With its sign: differences.
    Signed,
    /// A share, 0-1, written as percent.
    Percent,
    /// A number of hundredths, 0-100.
    Hundredths,
    /// Money.
    Money,
    /// Money for something: `/h`, ` a month`.
    MoneyPer(&'static str),
    /// With a unit's name, the plural where it has one.
    Named(&'static str),
}

impl Unit {
    /// As it stands in an arithmetic.
    pub(super) fn digits(self, x: f64, currency: &str) -> String {
        // What is left over by rounding is nothing.
        let x = if x.abs() < 1e-12 { 0.0 } else { x };
        match self {
            Self::Plain | Self::Named(_) | Self::Signed => words::precise(x),
            Self::Fine => fine(x),
            Self::Percent => format!("{} %", words::precise(x * 100.0)),
            Self::Hundredths => format!("{} %", words::precise(x)),
            Self::Money | Self::MoneyPer(_) => words::money_in_full(x, currency),
        }
    }

    /// As it stands on its own.
    pub(super) fn text(self, x: f64, currency: &str) -> String {
        let digits = self.digits(x, currency);
        match self {
            Self::Named(unit) => named(&digits, unit),
            Self::MoneyPer(unit) => format!("{digits}{unit}"),
            Self::Signed if x > 0.0 => format!("+{digits}"),
            _ => digits,
        }
    }
}

/// A number with the name of its unit, singular for one.
fn named(digits: &str, unit: &str) -> String {
    match unit {
        "" => digits.to_owned(),
        "instances" | "weeks" | "months" | "points" | "connections" | "questions" if digits == "1" => {
            format!("1 {}", unit.trim_end_matches('s'))
        }
        unit => format!("{digits} {unit}"),
    }
}

fn fine(x: f64) -> String {
    let text = words::fixed(x, 6);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A catalog's number in its own unit, as it stands on its own.
pub(super) fn in_own_unit(x: f64, unit: &CatalogUnit, currency: &str) -> String {
    match unit.dimension {
        Dimension::Money => words::money_in_full(x * unit.factor, currency),
        Dimension::MoneyPerHour => format!("{}/h", words::money_in_full(x * unit.factor, currency)),
        Dimension::MoneyPerMonth => format!("{} a month", words::money_in_full(x * unit.factor, currency)),
        _ => match unit.text.as_str() {
            "" | "1" => words::precise(x),
            text => format!("{} {text}", words::precise(x)),
        },
    }
}

/// The base unit of a dimension, where a number in another unit is worth converting for readers.
pub(super) const fn base(dimension: Dimension) -> Option<&'static str> {
    match dimension {
        Dimension::Duration => Some("ms"),
        Dimension::Effort => Some("h"),
        Dimension::Memory => Some("MB"),
        Dimension::Calendar => Some("weeks"),
        Dimension::Rate => Some("req/s"),
        _ => None,
    }
}

/// How a catalog's number, in base units, stands in an arithmetic.
pub(super) const fn of(dimension: Dimension) -> Unit {
    match dimension {
        Dimension::Share => Unit::Percent,
        Dimension::Money | Dimension::MoneyPerHour | Dimension::MoneyPerMonth => Unit::Money,
        _ => Unit::Plain,
    }
}

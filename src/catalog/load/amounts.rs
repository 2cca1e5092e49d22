//! Amounts: a number, or a table with its range, kind and source.

use std::fmt;

use super::keys::{one_of, within_words};
use crate::{
    catalog::{Amount, Kind},
    diagnostic::{Problems, TableReader, Value},
};

/// What an amount is read with: where it stands, what it takes over, and its bounds.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// What the number is, for messages.
    pub(super) what: &'a dyn fmt::Display,
    /// Kind of amounts that do not say.
    pub(super) kind: Option<Kind>,
    /// Source of amounts that do not say.
    pub(super) source: Option<&'a str>,
    /// Smallest allowed, as written.
    pub(super) low: f64,
    /// Largest allowed, as written.
    pub(super) high: f64,
}

/// Reads an amount and refuses keys that it does not have.
pub(super) fn amount(value: &Value<'_, '_>, context: Context<'_>, problems: &mut Problems) -> Option<Amount> {
    if let Some(number) = value.as_f64() {
        return bare(number, value, context, problems);
    }
    let Some(mut table) = value.as_table(String::new()) else {
        problems
            .error(value.span.clone(), format!("{} must be a number", context.what))
            .label(format!("this is of the type {}", value.kind()))
            .help("write a number, or { value, low, high, kind, source, note }");
        return None;
    };
    table.what = context.what.to_string().into();
    let amount = of_table(&mut table, context, problems);
    table.refuse_unknown(problems);
    amount
}

fn bare(number: f64, value: &Value<'_, '_>, context: Context<'_>, problems: &mut Problems) -> Option<Amount> {
    let number = within(number, value, context, problems)?;
    let (kind, source) = match (context.kind, context.source) {
        (Some(kind), Some(source)) => (kind, source.to_owned()),
        (kind, _) => {
            let lacking = if kind.is_none() { "kind" } else { "source" };
            problems
                .error(value.span.clone(), format!("{} has no `{lacking}`", context.what))
                .help(format!(
                    "write {{ value = …, {lacking} = … }}, or `{lacking}` beside it for all numbers"
                ));
            return None;
        }
    };
    if kind == Kind::Assumed {
        problems
            .error(
                value.span.clone(),
                format!("{} is assumed and has no range", context.what),
            )
            .help("write { value, low, high }: what is assumed is not known to the point");
        return None;
    }
    Some(Amount {
        low: number,
        value: number,
        high: number,
        peaked: false,
        kind,
        source,
        note: None,
    })
}

/// Reads the keys of an amount from a table that may have others.
pub(super) fn of_table(
    table: &mut TableReader<'_, '_>,
    context: Context<'_>,
    problems: &mut Problems,
) -> Option<Amount> {
    let value = end(table, "value", context, problems);
    let low = end(table, "low", context, problems);
    let high = end(table, "high", context, problems);
    let kind = kind(table, problems);
    let source = source(table, problems);
    let note = table.str("note", problems).map(str::to_owned);

    let kind = match kind {
        Read::Is(kind) => Some(kind),
        Read::Missing if context.kind.is_some() => context.kind,
        Read::Missing => {
            table.missing("kind", problems);
            None
        }
        Read::Wrong => None,
    };
    let source = match source {
        Read::Is(source) => Some(source),
        Read::Missing if context.source.is_some() => context.source.map(str::to_owned),
        Read::Missing => {
            table.missing("source", problems);
            None
        }
        Read::Wrong => None,
    };
    let (low, value, high, peaked) = range(table, [low, value, high], kind, problems)?;
    Some(Amount {
        low,
        value,
        high,
        peaked,
        kind: kind?,
        source: source?,
        note,
    })
}

/// The kind and the source that a table gives to all its amounts, where it does.
pub(super) fn defaults(table: &mut TableReader<'_, '_>, problems: &mut Problems) -> (Option<Kind>, Option<String>) {
    let kind = match kind(table, problems) {
        Read::Is(kind) => Some(kind),
        _ => None,
    };
    let source = match source(table, problems) {
        Read::Is(source) => Some(source),
        _ => None,
    };
    (kind, source)
}

/// What became of a key.
enum Read<T> {
    Is(T),
    Missing,
    /// It has been reported.
    Wrong,
}

/// Orders the ends of a range: `low`, `value`, `high` and whether a likely value was given.
fn range(
    table: &mut TableReader<'_, '_>,
    ends: [Read<f64>; 3],
    kind: Option<Kind>,
    problems: &mut Problems,
) -> Option<(f64, f64, f64, bool)> {
    let what = &table.what;
    match ends {
        [Read::Wrong, ..] | [_, Read::Wrong, _] | [.., Read::Wrong] => None,
        [Read::Missing, Read::Is(value), Read::Missing] => {
            if kind == Some(Kind::Assumed) {
                let span = table.place("value");
                problems
                    .error(span, format!("{what} is assumed and has no range"))
                    .help("add `low` and `high`: what is assumed is not known to the point");
                return None;
            }
            Some((value, value, value, false))
        }
        [Read::Is(low), value, Read::Is(high)] => {
            let (value, peaked) = match value {
                Read::Is(value) => (value, true),
                _ => (f64::midpoint(low, high), false),
            };
            let wrong = if low > high {
                Some((
                    "low",
                    format!("the range of {what} is upside down: low {low} is above high {high}"),
                ))
            } else if value < low {
                Some((
                    "value",
                    format!("the value of {what} is outside its range: {value} is below low {low}"),
                ))
            } else if value > high {
                Some((
                    "value",
                    format!("the value of {what} is outside its range: {value} is above high {high}"),
                ))
            } else if kind == Some(Kind::Assumed) && low >= high {
                Some(("low", format!("{what} is assumed and its range is a point")))
            } else {
                None
            };
            if let Some((key, message)) = wrong {
                let span = table.place(key);
                problems.error(span, message).help("low <= value <= high");
                return None;
            }
            Some((low, value, high, peaked))
        }
        [Read::Missing, Read::Missing, Read::Missing] => {
            problems
                .error(table.span.clone(), format!("{what} has no number"))
                .help("add `value`, or `low` and `high`, or all three");
            None
        }
        [low, ..] => {
            let (given, lacking) = if matches!(low, Read::Is(_)) {
                ("low", "high")
            } else {
                ("high", "low")
            };
            let span = table.place(given);
            problems
                .error(span, format!("{what} has `{given}` but no `{lacking}`"))
                .help("a range has both ends");
            None
        }
    }
}

fn end<'d>(table: &mut TableReader<'d, '_>, key: &'d str, context: Context<'_>, problems: &mut Problems) -> Read<f64> {
    let Some(value) = table.get(key) else {
        return Read::Missing;
    };
    if value.as_f64().is_none() {
        table.wrong_type(key, "a number", &value, problems);
        return Read::Wrong;
    }
    let number = value.as_f64().and_then(|x| within(x, &value, context, problems));
    number.map_or(Read::Wrong, Read::Is)
}

fn within(number: f64, value: &Value<'_, '_>, context: Context<'_>, problems: &mut Problems) -> Option<f64> {
    let Context { what, low, high, .. } = context;
    if !number.is_finite() {
        problems
            .error(value.span.clone(), format!("{what} is not a finite number"))
            .help("write an ordinary number");
        return None;
    }
    if number < low || number > high {
        problems
            .error(value.span.clone(), format!("{what} is out of range"))
            .label(format!("it must be {}", within_words(low, high)));
        return None;
    }
    // Minus zero would show as "-0".
    Some(number + 0.0)
}

fn kind(table: &mut TableReader<'_, '_>, problems: &mut Problems) -> Read<Kind> {
    const KINDS: [(&str, Kind); 3] = [
        (Kind::Quoted.id(), Kind::Quoted),
        (Kind::Measured.id(), Kind::Measured),
        (Kind::Assumed.id(), Kind::Assumed),
    ];
    if table.get("kind").is_none() {
        return Read::Missing;
    }
    one_of(table, "kind", &KINDS, problems).map_or(Read::Wrong, Read::Is)
}

fn source(table: &mut TableReader<'_, '_>, problems: &mut Problems) -> Read<String> {
    let Some(value) = table.get("source") else {
        return Read::Missing;
    };
    match table.str("source", problems) {
        Some(text) if !text.trim().is_empty() => Read::Is(text.to_owned()),
        Some(_) => {
            problems.error(value.span, format!("`source` of {} is empty", table.what));
            Read::Wrong
        }
        None => Read::Wrong,
    }
}

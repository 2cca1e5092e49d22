//! A number with its unit, as typed, in the unit of a question.
//!
//! Joins what [`super::number`] knows of digits and [`super::measure`] of units. It must not check ranges.

use crate::catalog::Question;

use super::{
    measure::{Counted, Measure, Misfit, Ratio, is_currency_symbol, singular},
    number::{NoNumber, factor, format_number, scan},
    parse::{shown, shown_unit, wanted},
};

/// A number in the question's unit.
pub(super) struct Read {
    pub(super) value: f64,
    /// Whether a unit was converted, so that the value differs from what was typed.
    pub(super) converted: bool,
    /// Currency that was named.
    pub(super) currency: Option<String>,
}

/// Reads a number with its unit; the error is a sentence for a person.
pub(super) fn read_number(question: &Question, unit: &str, typed: &str) -> Result<Read, String> {
    let shown = shown(typed);
    let wanted_unit = Measure::read(unit, false);
    let is_money = matches!(wanted_unit.counted, Counted::Money(_));
    let mut text = strip_about(typed);
    if let Some(rest) = text.strip_prefix(['<', '>', '≤', '≥']) {
        return Err(format!(
            "`{shown}` is a limit, not a number; {}, for example `{}`",
            wanted(question),
            super::parse::shown(rest.trim_start_matches('=').trim())
        ));
    }
    let mut currency = None;
    if let Some((code, rest)) = leading_currency(text, is_money) {
        (currency, text) = (Some(code.to_uppercase()), rest);
    }
    // The question's own unit is taken off first, whatever it looks like, so that what is shown can be typed again.
    let own = strip_unit(text, unit);
    let is_own_unit = own.is_some();
    let (mut number, rest) = scan(own.unwrap_or(text)).map_err(|why| match why {
        NoNumber::None => format!("`{shown}` is not a number; {}", wanted(question)),
        NoNumber::Grouping(part) => format!(
            "the separators in `{}` leave open which number it is: write 12000, 12,000 or 12.5; {}",
            super::parse::shown(&part),
            wanted(question)
        ),
    })?;
    let rest = rest.trim_start();
    if rest.starts_with(['-', '–', '—', '…']) || rest.starts_with("..") || rest.starts_with("to ") {
        return Err(format!(
            "`{shown}` is a range; give its likely value: {}",
            wanted(question)
        ));
    }
    let (power, rest) = scan_factor(question, rest, &wanted_unit, &shown)?;
    number.shift(power.unwrap_or(0));
    let rest = rest.trim();
    let mut typed_unit = Measure::read(rest, is_money);
    currency = currency.or(typed_unit.currency.take());
    if typed_unit.counted == Counted::Nothing && (currency.is_some() || (power.is_some() && is_money)) && !is_own_unit {
        // `$150` and `150k` are in currency units, even where the question counts thousands of them.
        typed_unit.counted = Counted::Money(1);
    }
    if let Counted::Word(word) = &typed_unit.counted
        && typed_unit.over(&wanted_unit).is_err()
        && is_own_word(question, word)
    {
        typed_unit.counted = Counted::Nothing;
    }
    let ratio = match typed_unit.over(&wanted_unit) {
        _ if typed_unit.is_empty() => Ratio::ONE,
        Ok(ratio) => ratio,
        Err(misfit) => {
            let value = number.times(Ratio::ONE);
            let rest = if rest.is_empty() { &shown } else { rest };
            return Err(why_misfit(question, unit, value, rest, misfit));
        }
    };
    Ok(Read {
        value: number.times(ratio),
        converted: ratio != Ratio::ONE,
        currency,
    })
}

fn strip_about(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let before = text;
        for mark in [
            "≈",
            "~",
            "=",
            "about ",
            "around ",
            "approximately ",
            "approx. ",
            "approx ",
            "roughly ",
            "circa ",
            "ca. ",
        ] {
            if text
                .get(..mark.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(mark))
            {
                text = text[mark.len()..].trim_start();
            }
        }
        if text.len() == before.len() {
            return text;
        }
    }
}

/// A currency before the number: `$`, `US$`, `EUR `. Codes only where money is asked for.
fn leading_currency(text: &str, is_money: bool) -> Option<(&str, &str)> {
    let end = text.find(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '−' | '+' | ' '))?;
    let (code, rest) = (&text[..end], text[end..].trim_start());
    let is_symbol = code.chars().any(is_currency_symbol) && code.chars().count() <= 3;
    let is_code = is_money && code.len() == 3 && code.chars().all(|c| c.is_ascii_alphabetic());
    ((is_symbol || is_code) && rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '−' | '+')))
        .then_some((code, rest))
}

/// The text before the question's own unit, where it ends with it.
fn strip_unit<'t>(text: &'t str, unit: &str) -> Option<&'t str> {
    let unit = unit.trim();
    if unit.is_empty() || unit == "1" {
        return None;
    }
    let before = text.strip_suffix(unit)?;
    before
        .ends_with(|c: char| {
            c.is_whitespace() || (c.is_ascii_digit() && !unit.starts_with(|u: char| u.is_ascii_digit()))
        })
        .then(|| before.trim_end())
}

/// A factor such as `k` or `million` after the number: its power of ten and the rest.
fn scan_factor<'t>(
    question: &Question,
    rest: &'t str,
    wanted_unit: &Measure,
    shown: &str,
) -> Result<(Option<i64>, &'t str), String> {
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (word, tail) = rest.split_at(end);
    match wanted_unit.counted {
        // In memory `M` is how people write megabytes.
        Counted::Memory(_) => {
            let unit = match word.to_lowercase().as_str() {
                "k" => "KB",
                "m" => "MB",
                "g" => "GB",
                "t" => "TB",
                _ => return Ok((None, rest)),
            };
            return Ok(if tail.trim().is_empty() {
                (None, unit)
            } else {
                (None, rest)
            });
        }
        Counted::Time(_) if word == "m" => {
            return Err(format!(
                "the m in `{shown}` could be minutes, months or millions: write `min`, `months` or `M`; {}",
                wanted(question)
            ));
        }
        _ => {}
    }
    if let Some(power) = factor(word) {
        return Ok((Some(power), tail));
    }
    // Glued to the unit: `12krps`, `150kEUR`.
    let glued = word.get(..1).and_then(factor).filter(|_| {
        let unit = &word[1..];
        let is_money = matches!(wanted_unit.counted, Counted::Money(_));
        let measure = Measure::read(unit, is_money).counted;
        measure == Counted::Requests || (is_money && unit.len() == 3 && measure == Counted::Money(1))
    });
    Ok(glued.map_or((None, rest), |power| (Some(power), &rest[1..])))
}

/// Whether the word is one that the question itself uses: `5 developers`, where developers are counted.
fn is_own_word(question: &Question, word: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .map(|w| singular(w).to_owned())
            .collect()
    };
    let own = [&question.id, &question.title, &question.ask]
        .map(|text| words(text))
        .concat();
    words(word).iter().all(|w| w.len() > 2 && own.contains(w))
}

fn why_misfit(question: &Question, unit: &str, value: f64, typed_unit: &str, misfit: Misfit) -> String {
    let number = format_number(value);
    let typed_unit = shown(typed_unit);
    let unit = shown_unit(unit, "");
    let unit = unit.trim_start_matches('/');
    match misfit {
        Misfit::HoursOfWork => format!(
            "`{typed_unit}` cannot be turned into a price for each {unit}: that depends on the hours (around the clock a month \
             has 730); {}",
            wanted(question)
        ),
        Misfit::Growth => format!(
            "{number} is understood, but `{typed_unit}` is another period; {}",
            wanted(question)
        ),
        Misfit::Different => format!(
            "{number} is understood, `{typed_unit}` is not a unit for this; {}",
            wanted(question)
        ),
    }
}

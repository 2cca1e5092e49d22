//! Answers as typed, and as shown for editing again.
//!
//! Owns what one line of text means as the answer to one question: numbers with separators, factors and units, choices by
//! id, title, beginning or place in the list, and "don't know". It must not know files, profiles or screens.

use crate::{
    catalog::{Choice, Question, QuestionKind},
    diagnostic,
};

use super::{
    Answer,
    measure::{Counted, Measure, Misfit, Ratio, is_currency_symbol, singular},
    number::{NoNumber, factor, format_number, scan},
};

/// What was typed: the answer, and the currency if one was named.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The answer, checked against the question's range.
    pub answer: Answer,
    /// Currency as typed (`$`, `EUR`), where one was. Nothing is converted: the caller may want to warn.
    pub currency: Option<String>,
}

/// Understands what was typed as the answer to `question`, and checks it.
///
/// Numbers may have separators (`12 000`, `12,000`, `12_000`), factors (`12k`, `1.5M`, `2 bn`, `1e6`), a sign for "about"
/// (`~`, `≈`) and a unit, which is converted to the question's (`1.5M/day`, `0.5 s`, `3 months`, `$95/h`, `20 %`). Choices
/// are named by id, title, the beginning of either where only one begins so, or their place in the list from 1. `?`,
/// `unknown` and `don't know` are [`Answer::Unknown`].
///
/// # Errors
///
/// A sentence that says what was understood and what is wanted, for a person to read beside the field.
pub fn parse_answer(question: &Question, typed: &str) -> Result<Answer, String> {
    parse_typed(question, typed).map(|typed| typed.answer)
}

/// As [`parse_answer`], and says which currency was named.
///
/// # Errors
///
/// As [`parse_answer`].
pub fn parse_typed(question: &Question, typed: &str) -> Result<Typed, String> {
    let text = typed.trim();
    let without_currency = |answer| Typed { answer, currency: None };
    match &question.kind {
        QuestionKind::Points => {
            Err("this question takes points for each criterion, not one answer; set them as weights".into())
        }
        _ if text.is_empty() => Err(format!(
            "nothing was typed; {}, or `?` if you do not know yet",
            wanted(question)
        )),
        _ if text == "?" || text.eq_ignore_ascii_case("unknown") => Ok(without_currency(Answer::Unknown)),
        QuestionKind::Choice(choices) => match choose(choices, text) {
            Ok(choice) => Ok(without_currency(Answer::Choice(choice.id.clone()))),
            Err(_) if says_unknown(text) => Ok(without_currency(Answer::Unknown)),
            Err(why) => Err(why),
        },
        QuestionKind::Number { .. } if says_unknown(text) => Ok(without_currency(Answer::Unknown)),
        QuestionKind::Number { unit, .. } => {
            let number = read_number(question, unit, text)?;
            Ok(Typed {
                answer: Answer::Number(check(question, number.value, number.converted.then_some(text))?),
                currency: number.currency,
            })
        }
    }
}

/// Checks a number against the question's range and wholeness.
///
/// # Errors
///
/// A sentence with the range, for a person. Also where the question does not take a number.
pub fn check_number(question: &Question, x: f64) -> Result<f64, String> {
    check(question, x, None)
}

/// The answer as text: `12,000 req/s`, a choice's title, `unknown`. [`parse_answer`] reads it back to the same answer, as
/// long as the answer fits the question.
#[must_use]
pub fn format_answer(question: &Question, answer: &Answer) -> String {
    format_answer_in(question, answer, "")
}

/// As [`format_answer`], with money in this currency: `95 EUR/h` instead of `95/h`.
#[must_use]
pub fn format_answer_in(question: &Question, answer: &Answer, currency: &str) -> String {
    match (answer, &question.kind) {
        (Answer::Unknown, _) => "unknown".into(),
        (Answer::Number(x), QuestionKind::Number { unit, .. }) => {
            let unit = shown_unit(unit, currency);
            let gap = if unit.is_empty() || unit.starts_with('/') {
                ""
            } else {
                " "
            };
            format!("{}{gap}{unit}", format_number(*x))
        }
        (Answer::Number(x), _) => format_number(*x),
        (Answer::Choice(id), QuestionKind::Choice(choices)) => choices
            .iter()
            .find(|c| &c.id == id)
            // A title that would be read as something else is no good for editing again.
            .filter(|c| choose(choices, c.title.trim()).is_ok_and(|found| found.id == c.id) && !is_unfit(&c.title))
            .map_or_else(|| id.clone(), |c| c.title.clone()),
        (Answer::Choice(id), _) => id.clone(),
    }
}

/// The unit as people see it: `currency` replaced by the code, or dropped where there is none; nothing for `1`.
fn shown_unit(unit: &str, currency: &str) -> String {
    match unit.trim() {
        "1" => String::new(),
        unit => unit.replace("currency", currency).trim().to_owned(),
    }
}

/// Whether a title would be read as no answer, or as an open one: the fixed words for that win over every title.
fn is_unfit(title: &str) -> bool {
    matches!(title.trim().to_lowercase().as_str(), "" | "?" | "unknown")
}

fn says_unknown(text: &str) -> bool {
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic() || *c == ' ')
        .collect();
    let plain = plain.trim().strip_prefix("i ").unwrap_or(plain.trim());
    let plain = plain.strip_suffix(" yet").unwrap_or(plain);
    matches!(
        plain,
        "unknown" | "dont know" | "do not know" | "dunno" | "idk" | "no idea" | "not known" | "tbd"
    )
}

/// A number in the question's unit.
struct Read {
    value: f64,
    /// Whether a unit was converted, so that the value differs from what was typed.
    converted: bool,
    currency: Option<String>,
}

fn read_number(question: &Question, unit: &str, typed: &str) -> Result<Read, String> {
    let shown = shown(typed);
    let wanted_unit = Measure::read(unit, false);
    let is_money = matches!(wanted_unit.counted, Counted::Money(_));
    let mut text = strip_about(typed);
    if let Some(rest) = text.strip_prefix(['<', '>', '≤', '≥']) {
        return Err(format!(
            "`{shown}` is a limit, not a number; {}, for example `{}`",
            wanted(question),
            self::shown(rest.trim_start_matches('=').trim())
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
            self::shown(&part),
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

fn check(question: &Question, x: f64, typed: Option<&str>) -> Result<f64, String> {
    let QuestionKind::Number {
        unit, min, max, whole, ..
    } = &question.kind
    else {
        return Err(format!("a number does not answer this question; {}", wanted(question)));
    };
    if !x.is_finite() {
        return Err(format!("this is not a finite number; {}", wanted(question)));
    }
    let shown_value = || {
        let unit = shown_unit(unit, "");
        let gap = if unit.is_empty() || unit.starts_with('/') {
            ""
        } else {
            " "
        };
        let value = format!("{}{gap}{unit}", format_number(rounded(x)));
        typed.map_or_else(
            || value.clone(),
            |typed| format!("`{}` is {value}, which", shown(typed)),
        )
    };
    if x < *min {
        Err(format!("{} is too low; {}", shown_value(), wanted(question)))
    } else if x > *max {
        Err(format!("{} is too high; {}", shown_value(), wanted(question)))
    } else if *whole && x.fract() != 0.0 {
        Err(format!("{} is not a whole number; {}", shown_value(), wanted(question)))
    } else {
        Ok(x)
    }
}

/// Three digits are enough to recognise a number in a message.
fn rounded(x: f64) -> f64 {
    if x.fract() == 0.0 {
        x
    } else {
        format!("{x:.2}").parse().unwrap_or(x)
    }
}

/// What the question takes, as the end of a sentence: range, unit and example, or the choices.
pub(super) fn wanted(question: &Question) -> String {
    match &question.kind {
        QuestionKind::Number {
            unit,
            min,
            max,
            whole,
            example,
            ..
        } => {
            let kind = if *whole { "a whole number" } else { "a number" };
            let unit = shown_unit(unit, "");
            let unit = match unit.strip_prefix('/') {
                Some("h" | "hour") => " an hour".to_owned(),
                Some(period) => format!(" a {period}"),
                None if unit.is_empty() => unit,
                None => format!(" {unit}"),
            };
            let example = match example.trim() {
                "" => String::new(),
                example => format!(", for example {example}"),
            };
            format!(
                "give {kind} from {} to {}{unit}{example}",
                format_number(*min),
                format_number(*max)
            )
        }
        QuestionKind::Choice(choices) => {
            let ids: Vec<&str> = choices.iter().map(|c| c.id.as_str()).collect();
            format!("choose one of {}", ids.join(", "))
        }
        QuestionKind::Points => "share out points over the criteria".into(),
    }
}

fn choose<'c>(choices: &'c [Choice], typed: &str) -> Result<&'c Choice, String> {
    let plain = plain(typed);
    let exact = choices
        .iter()
        .find(|c| c.id == typed)
        .or_else(|| choices.iter().find(|c| self::plain(&c.id) == plain))
        .or_else(|| choices.iter().find(|c| self::plain(&c.title) == plain))
        .or_else(|| choices.get(typed.parse::<usize>().ok()?.checked_sub(1)?));
    if let Some(choice) = exact {
        return Ok(choice);
    }
    let begins = |c: &&Choice| self::plain(&c.id).starts_with(&plain) || self::plain(&c.title).starts_with(&plain);
    let found: Vec<&Choice> = choices.iter().filter(begins).collect();
    let names: Vec<&str> = choices.iter().map(|c| c.id.as_str()).collect();
    match found.as_slice() {
        [choice] if !plain.is_empty() => Ok(choice),
        [_, _, ..] if !plain.is_empty() => {
            let which: Vec<&str> = found.iter().map(|c| c.id.as_str()).collect();
            Err(format!("`{}` could be {}", shown(typed), which.join(" or ")))
        }
        _ => {
            let near = diagnostic::nearest(typed, names.iter().copied());
            let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            Err(format!(
                "`{}` is none of the choices; {near}choose one of {}, or a number from 1 to {}",
                shown(typed),
                names.join(", "),
                choices.len()
            ))
        }
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What was typed, short and without control characters, for a message.
fn shown(typed: &str) -> String {
    let mut shown: String = typed
        .chars()
        .take(40)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if typed.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;

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
    measure::{may_mean, singular},
    number::format_number,
    quantity::read_number,
};

/// What was typed: the answer, and the currency if one was named.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The answer, checked against the question's range.
    pub answer: Answer,
    /// Currency as typed (`$`, `EUR`), where one was. Nothing is converted: the caller may want to warn.
    pub currency: Option<String>,
}

impl Typed {
    /// The currency that was named, where it cannot be the one with this code.
    #[must_use]
    pub fn other_currency(&self, own: &str) -> Option<&str> {
        self.currency.as_deref().filter(|typed| !may_mean(typed, own))
    }
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
            format!("{}{gap}{}", format_number(*x), counted(&unit, *x))
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

/// A unit that is a plain word in the plural, in the singular for one: `1 developer`.
fn counted(unit: &str, x: f64) -> &str {
    let is_word = unit.len() > 3 && unit.chars().all(char::is_alphabetic);
    if is_word && format_number(x) == "1" {
        singular(unit)
    } else {
        unit
    }
}

/// The unit as people see it: `currency` replaced by the code, or dropped where there is none; nothing for `1`.
pub(super) fn shown_unit(unit: &str, currency: &str) -> String {
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
pub(super) fn shown(typed: &str) -> String {
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

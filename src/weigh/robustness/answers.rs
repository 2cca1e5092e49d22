//! Answers that an open question may get: a few to look at, and any number to draw.

use crate::{
    catalog::{Amount, Catalog, Choice, Question, QuestionKind, Scale},
    profile::Answer,
    weigh::{
        inputs::Given,
        robust::elementary::{exp, ln},
        span::from_len,
        words,
    },
};

/// Numbers looked at where a question has no default: so many over its whole range.
const SPREAD: usize = 7;

/// An answer to look at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Possible {
    pub(super) given: Given,
    pub(super) answer: Answer,
    /// For people.
    pub(super) label: String,
    /// Whether it counts in the value of knowing the answer; else it is only asked whether it could change the winner.
    pub(super) likely: bool,
}

/// Answers to look at: every choice; of numbers those that [`numbers`] names.
pub(super) fn possible(catalog: &Catalog, question: usize, currency: &str) -> Vec<Possible> {
    let asked = &catalog.questions[question];
    match &asked.kind {
        QuestionKind::Choice(choices) => choices.iter().enumerate().map(|(at, c)| choice(at, c)).collect(),
        QuestionKind::Number { .. } => numbers(catalog, question)
            .into_iter()
            .map(|(x, likely)| number(asked, x, likely, currency))
            .collect(),
        QuestionKind::Points => Vec::new(),
    }
}

fn choice(at: usize, choice: &Choice) -> Possible {
    Possible {
        given: Given::Choice(at),
        answer: Answer::Choice(choice.id.clone()),
        label: choice.title.clone(),
        likely: true,
    }
}

fn number(asked: &Question, x: f64, likely: bool, currency: &str) -> Possible {
    Possible {
        given: Given::Number(x),
        label: label(asked, x, currency),
        answer: Answer::Number(x),
        likely,
    }
}

/// A number of the question's for people: `$32K`, `1 developer`, `1.5M requests/day`.
fn label(asked: &Question, x: f64, currency: &str) -> String {
    let QuestionKind::Number { unit, .. } = &asked.kind else {
        return words::number(x);
    };
    if let Some(per) = unit.strip_prefix("currency") {
        return format!("{}{per}", words::money(x, currency));
    }
    let text = if x.abs() >= 1e6 {
        words::compact(x)
    } else {
        words::number(x)
    };
    let word = unit.len() > 3 && unit.chars().all(char::is_alphabetic);
    match (unit.as_str(), unit.strip_suffix('s')) {
        ("" | "1", _) => text,
        (_, Some(one)) if word && text == "1" => format!("{text} {one}"),
        (unit, _) => format!("{text} {unit}"),
    }
}

/// An answered number half and twice as large, kept in the question's range.
pub(super) fn half_and_twice(asked: &Question, x: f64, currency: &str) -> [Possible; 2] {
    halved_and_doubled(asked, x).map(|x| number(asked, x, true, currency))
}

/// The numbers of these two.
pub(in crate::weigh) fn halved_and_doubled(asked: &Question, x: f64) -> [f64; 2] {
    [x / 2.0, x * 2.0].map(|x| fitting(asked, x))
}

/// Numbers to look at, rising, and whether each is likely.
///
/// With a default: its low end, likely value and high end are likely; the least and the greatest answer of the catalog's
/// scenarios are looked at too, and where all of these are one number, half and twice of it. Without a default everything in
/// the question's range is as likely: numbers spread over it on its own scale.
fn numbers(catalog: &Catalog, question: usize) -> Vec<(f64, bool)> {
    let asked = &catalog.questions[question];
    let Some(default) = &asked.default else {
        let spread = (0..SPREAD).map(|k| between(asked, from_len(k) / from_len(SPREAD - 1)));
        return rising(spread.map(|x| (fitting(asked, two_digits(x)), true)).collect());
    };
    let mut all: Vec<(f64, bool)> = [default.low, default.value, default.high]
        .map(|x| (fitting(asked, x), true))
        .to_vec();
    let scenarios = || {
        let answers = catalog
            .scenarios
            .iter()
            .filter_map(|s| *s.profile.answers.get(question)?);
        answers.map(|x| fitting(asked, x))
    };
    all.extend(scenarios().reduce(f64::min).map(|x| (x, false)));
    all.extend(scenarios().reduce(f64::max).map(|x| (x, false)));
    let all = rising(all);
    if all.len() > 1 {
        return all;
    }
    let beside = [default.value / 2.0, default.value * 2.0].map(|x| (fitting(asked, x), false));
    rising(all.into_iter().chain(beside).collect())
}

fn rising(mut all: Vec<(f64, bool)>) -> Vec<(f64, bool)> {
    // Of equal numbers the likely one stays.
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    all.dedup_by(|a, b| (a.0 - b.0).abs() <= f64::EPSILON * b.0.abs());
    all
}

/// A number that the question takes: in its range, whole where it must be.
fn fitting(asked: &Question, x: f64) -> f64 {
    match asked.kind {
        QuestionKind::Number { min, max, whole, .. } => {
            let x = if whole { x.round() } else { x };
            x.max(min).min(max)
        }
        _ => x,
    }
}

/// The number at `t` (0-1) of the way through the question's range: evenly by ratio on a logarithmic scale, also where the range
/// begins at zero.
fn between(asked: &Question, t: f64) -> f64 {
    match &asked.kind {
        QuestionKind::Number { min, max, scale, .. } => match scale {
            Scale::Logarithmic if *min > 0.0 => min * exp(t * ln(max / min)),
            Scale::Logarithmic if *min > -1.0 => (1.0 + min) * exp(t * ln((1.0 + max) / (1.0 + min))) - 1.0,
            _ => min + t * (max - min),
        },
        _ => t,
    }
}

/// Rounded to two digits, as people would say it.
fn two_digits(x: f64) -> f64 {
    if !(1e-3..1e15).contains(&x) {
        return x;
    }
    let mut scale = 1.0;
    while x / scale >= 100.0 {
        scale *= 10.0;
    }
    while x * 10.0 / scale < 100.0 {
        scale /= 10.0;
    }
    (x / scale).round() * scale
}

/// Whether draws of the answer differ at all.
pub(super) fn varies(asked: &Question) -> bool {
    match (&asked.kind, &asked.default) {
        (QuestionKind::Choice(choices), _) => choices.len() > 1,
        (QuestionKind::Number { .. }, Some(default)) => !default.is_point(),
        (QuestionKind::Number { min, max, .. }, None) => max > min,
        (QuestionKind::Points, _) => false,
    }
}

/// The answer at `u` (0-1) of its distribution: choices evenly; numbers as the default's range says, else evenly over the
/// question's range on its scale.
pub(super) fn drawn(asked: &Question, u: f64) -> Given {
    match (&asked.kind, &asked.default) {
        (QuestionKind::Choice(choices), _) => Given::Choice(which(choices.len(), u)),
        (QuestionKind::Number { .. }, Some(default)) => Given::Number(fitting(asked, quantile(default, u))),
        (QuestionKind::Number { .. }, None) => Given::Number(fitting(asked, between(asked, u))),
        (QuestionKind::Points, _) => Given::Open,
    }
}

fn which(count: usize, u: f64) -> usize {
    let reached = (1..count).take_while(|k| u >= from_len(*k) / from_len(count));
    reached.count()
}

/// Quantile of an amount: triangular about its likely value, or uniform where only the ends are known.
fn quantile(amount: &Amount, u: f64) -> f64 {
    let (low, likely, high) = (amount.low, amount.value, amount.high);
    let width = high - low;
    if width <= 0.0 {
        return likely;
    }
    if !amount.peaked {
        return low + width * u;
    }
    if u * width < likely - low {
        low + (u * width * (likely - low)).sqrt()
    } else {
        high - ((1.0 - u) * width * (high - likely)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Kind;

    fn asked(min: f64, max: f64, scale: Scale, default: Option<(f64, f64, f64)>) -> Question {
        Question {
            id: "q".into(),
            section: 0,
            title: "Q".into(),
            ask: "?".into(),
            why: String::new(),
            page: None,
            kind: QuestionKind::Number {
                unit: "1".into(),
                min,
                max,
                whole: false,
                scale,
                example: "1".into(),
            },
            default: default.map(|(low, value, high)| Amount {
                low,
                value,
                high,
                peaked: true,
                kind: Kind::Assumed,
                source: String::new(),
                note: None,
            }),
            when: Vec::new(),
        }
    }

    #[test]
    fn numbers_without_a_default_are_spread_over_the_range_by_its_scale() {
        let by_ratio = asked(1.0, 10_000.0, Scale::Logarithmic, None);
        assert!((between(&by_ratio, 0.5) - 100.0).abs() < 1e-9);
        assert!((between(&asked(0.0, 99.0, Scale::Logarithmic, None), 0.5) - 9.0).abs() < 1e-9);
        assert!((between(&asked(0.0, 99.0, Scale::Linear, None), 0.5) - 49.5).abs() < 1e-12);
        assert!((two_digits(4567.0) - 4600.0).abs() < 1e-9);
        assert!((two_digits(0.123_4) - 0.12).abs() < 1e-12);
    }

    #[test]
    fn a_default_is_drawn_as_its_range_says() {
        let question = asked(0.0, 100.0, Scale::Linear, Some((10.0, 20.0, 40.0)));
        let at = |u| match drawn(&question, u) {
            Given::Number(x) => x,
            _ => f64::NAN,
        };
        assert!((at(1e-12) - 10.0).abs() < 1e-3 && (at(1.0 - 1e-12) - 40.0).abs() < 1e-3);
        // A third of the triangle lies below its peak.
        assert!((at(1.0 / 3.0) - 20.0).abs() < 1e-9);
        assert!(varies(&question));
        assert!(!varies(&asked(0.0, 100.0, Scale::Linear, Some((5.0, 5.0, 5.0)))));
    }

    #[test]
    fn labels_read_as_people_write_them() {
        let label = |unit: &str, x| {
            let mut question = asked(0.0, 1e12, Scale::Linear, None);
            if let QuestionKind::Number { unit: shown, .. } = &mut question.kind {
                unit.clone_into(shown);
            }
            label(&question, x, "USD")
        };
        assert_eq!(label("developers", 1.0), "1 developer");
        assert_eq!(label("developers", 8.0), "8 developers");
        assert_eq!(label("currency", 32_000.0), "$32K");
        assert_eq!(label("currency/h", 95.0), "$95/h");
        assert_eq!(label("requests/day", 1.5e6), "1.5M requests/day");
        assert_eq!(label("ms", 0.92), "0.92 ms");
        assert_eq!(label("1", 3.0), "3");
    }

    #[test]
    fn choices_are_drawn_evenly() {
        assert_eq!([0.0, 0.32, 0.34, 0.67, 0.999].map(|u| which(3, u)), [0, 0, 1, 2, 2]);
    }
}

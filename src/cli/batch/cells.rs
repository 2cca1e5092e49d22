//! What one cell says: an answer that is plain to read at once. Anything else is read as if it was typed.

use crate::{
    catalog::{Question, QuestionKind, Scale},
    profile::Answer,
};

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Said {
    Number(f64),
    Choice(usize),
    Open,
}

impl Said {
    pub(super) fn of(question: &Question, answer: &Answer) -> Self {
        match (answer, &question.kind) {
            (Answer::Number(x), _) => Self::Number(*x),
            (Answer::Choice(id), QuestionKind::Choice(choices)) => choices
                .iter()
                .position(|choice| choice.id == *id)
                .map_or(Self::Open, Self::Choice),
            _ => Self::Open,
        }
    }
}

/// A question that takes points.
pub(super) fn points() -> Question {
    Question {
        id: "weight".to_owned(),
        section: 0,
        title: "Weight".to_owned(),
        ask: String::new(),
        why: String::new(),
        page: None,
        kind: QuestionKind::Number {
            unit: "%".to_owned(),
            min: 0.0,
            max: 100.0,
            whole: false,
            scale: Scale::Linear,
            example: String::new(),
        },
        default: None,
        when: Vec::new(),
    }
}

/// An answer that is a plain number within its range, alone or with the question's own unit, or the id of a choice.
pub(super) fn plain_answer(question: &Question, cell: &[u8]) -> Option<Said> {
    match &question.kind {
        QuestionKind::Number {
            unit, min, max, whole, ..
        } => {
            let without_unit = || match unit.as_str() {
                // A unit of one is a digit, too.
                "1" => None,
                unit => plain_number(cell.strip_suffix(unit.as_bytes())?.trim_ascii_end()),
            };
            let x = plain_number(cell).or_else(without_unit)?;
            let fits = *min <= x && x <= *max && (!*whole || x.fract() == 0.0);
            fits.then_some(Said::Number(x))
        }
        QuestionKind::Choice(choices) => {
            let choice = choices.iter().position(|choice| choice.id.as_bytes() == cell);
            choice.map(Said::Choice)
        }
        QuestionKind::Points => None,
    }
}

/// A number of at most 15 digits with at most one point between them: what most cells hold. Anything else is read with all
/// that may be typed; both give the same.
fn plain_number(cell: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    if cell.len() > 16 {
        return None;
    }
    let mut digits: u64 = 0;
    let mut fraction: Option<usize> = None;
    for (at, byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                fraction = fraction.map(|n| n + 1);
            }
            b'.' if fraction.is_none() && at > 0 => fraction = Some(0),
            _ => return None,
        }
    }
    let count = cell.len() - usize::from(fraction.is_some());
    if count == 0 || count > 15 || fraction == Some(0) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "15 digits are below 2^53")]
    let x = digits as f64;
    // Both are exact, so that the quotient is the number nearest to the decimal one.
    Some(x / POWERS[fraction.unwrap_or(0)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile;

    #[test]
    fn plain_numbers_are_read_at_once_and_others_are_left() {
        for (cell, x) in [("0", 0.0), ("12000", 12000.0), ("0.1", 0.1), ("007.50", 7.5)] {
            assert_eq!(plain_number(cell.as_bytes()), Some(x), "{cell}");
        }
        for cell in [
            "",
            ".",
            ".5",
            "5.",
            "1.2.3",
            "-1",
            "12k",
            "1e3",
            "1,5",
            "1234567890123456",
            // More than a whole number of 64 bits holds, before what is no digit.
            "99999999999999999999999999999999999\u{1}t",
        ] {
            assert_eq!(plain_number(cell.as_bytes()), None, "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_at_once_is_what_typing_it_gives(
            cell in "[0-9]{1,9}(\\.[0-9]{1,6})?( ?(1|%|req/s|wk|currency/h|K currency|MB|months))?",
            unit in "1|%|req/s|wk|currency/h|K currency|MB|months",
            whole in proptest::bool::ANY,
        ) {
            let kind = QuestionKind::Number { unit, min: 0.5, max: 1e6, whole, scale: Scale::Linear, example: String::new() };
            let question = Question { kind, ..points() };
            if let Some(said) = plain_answer(&question, cell.as_bytes()) {
                let typed = profile::parse_answer(&question, &cell);
                proptest::prop_assert_eq!(typed.map(|answer| Said::of(&question, &answer)), Ok(said));
            }
        }
    }
}

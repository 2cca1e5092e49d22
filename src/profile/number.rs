//! Numbers as people type them: `12k`, `12 000`, `1,5`, `1e6`, `≈ 3`; and as the program shows them.
//!
//! Knows digits, separators and factors such as `k`. It must not know units, questions or ranges.

use std::fmt::Write as _;

use super::measure::Ratio;

/// A decimal number kept as text, so that factors of ten cost no precision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Digits with at most one point.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Multiplies by a power of ten.
    pub(super) fn shift(&mut self, power: i64) {
        self.exponent = self.exponent.saturating_add(power);
    }

    /// The number times `ratio`: exactly for powers of ten, else to 15 digits. Infinite where it is too large.
    pub(super) fn times(&self, ratio: Ratio) -> f64 {
        match ratio {
            Ratio::PowerOfTen(n) => self.value(self.exponent.saturating_add(n)),
            Ratio::Factor(factor) => {
                let x = self.value(self.exponent) * factor;
                // What a conversion adds beyond 15 digits is noise of binary fractions.
                format!("{x:.14e}").parse().unwrap_or(x)
            }
        }
    }

    fn value(&self, exponent: i64) -> f64 {
        let sign = if self.negative { "-" } else { "" };
        // A text of digits, a point and an exponent always parses; infinity is refused by every caller.
        format!("{sign}{}e{exponent}", self.digits)
            .parse()
            .unwrap_or(f64::INFINITY)
    }
}

/// Why no number was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoNumber {
    /// No digit at the start.
    None,
    /// Separators in places where they separate nothing known; the part of the text.
    Grouping(String),
}

/// Reads a number at the start of `text`; returns it with the rest.
pub(super) fn scan(text: &str) -> Result<(Decimal, &str), NoNumber> {
    let (negative, body) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let end = end_of_digits(body);
    let (run, mut rest) = body.split_at(end);
    if !run.contains(|c: char| c.is_ascii_digit()) {
        return Err(NoNumber::None);
    }
    let digits = ungroup(run).ok_or_else(|| NoNumber::Grouping(run.to_owned()))?;
    let mut exponent = 0;
    if let Some((power, after)) = scan_exponent(rest) {
        (exponent, rest) = (power, after);
    }
    let number = Decimal {
        negative,
        digits,
        exponent,
    };
    Ok((number, rest))
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | '_' | '\'' | '’') || is_space(c)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}')
}

/// End of the run of digits and separators; a space belongs to it only where it groups three digits.
fn end_of_digits(text: &str) -> usize {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_digit = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    for (i, &(at, c)) in chars.iter().enumerate() {
        let three = (1..=3).all(|n| is_digit(i + n)) && !is_digit(i + 4);
        let belongs = c.is_ascii_digit()
            || (c == '.' && is_digit(i + 1))
            || (is_separator(c) && i > 0 && is_digit(i - 1) && is_digit(i + 1) && (!is_space(c) || three));
        if !belongs {
            return at;
        }
    }
    text.len()
}

/// The digits with a decimal point where there is one; `None` where the separators make no sense.
fn ungroup(run: &str) -> Option<String> {
    let separators: Vec<char> = run.chars().filter(|c| is_separator(*c)).collect();
    let groups: Vec<&str> = run.split(is_separator).collect();
    let count = |c: char| separators.iter().filter(|s| **s == c).count();
    let last = separators.last().copied();
    let after = groups.last().map_or(0, |g| g.len());
    let has_fraction = match last {
        Some('.') => count('.') == 1,
        // A comma is a thousands separator where it can be one; `0,5`, `1.234,5` and `12,50` show that it is not.
        Some(',') => count(',') == 1 && (after != 3 || separators.len() > 1 || groups.first() == Some(&"0")),
        _ => false,
    };
    let (whole, fraction) = match groups.split_last() {
        Some((fraction, whole)) if has_fraction => (whole, Some(*fraction)),
        _ => (groups.as_slice(), None),
    };
    let used = &separators[..whole.len().saturating_sub(1)];
    let uniform = used.windows(2).all(|w| w[0] == w[1]);
    let decimal_mark = if has_fraction { last } else { None };
    let clash = used.first().is_some_and(|c| Some(*c) == decimal_mark);
    let by_three = whole.len() < 2
        || used[0] == '_'
        || (whole[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&whole[0].len()));
    if !uniform || clash || !by_three {
        return None;
    }
    let mut digits = whole.concat();
    if digits.is_empty() {
        digits.push('0');
    }
    if let Some(fraction) = fraction {
        digits.push('.');
        digits.push_str(fraction);
    }
    Some(digits)
}

fn scan_exponent(text: &str) -> Option<(i64, &str)> {
    let body = text.strip_prefix(['e', 'E'])?;
    let (negative, body) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, body.strip_prefix('+').unwrap_or(body)),
    };
    let end = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
    if end == 0 {
        return None;
    }
    // Beyond the range of the type it is beyond every number too.
    let power: i64 = body[..end].parse().unwrap_or(1_000_000);
    Some((if negative { -power } else { power }, &body[end..]))
}

/// Power of ten that a word such as `k` stands for. A single `m` is a million here: where it could be minutes, the caller
/// asks first.
pub(super) fn factor(word: &str) -> Option<i64> {
    Some(match word.to_lowercase().as_str() {
        "k" | "tsd" | "thousand" => 3,
        "m" | "mn" | "mio" | "mln" | "million" | "millions" => 6,
        "g" | "b" | "bn" | "billion" | "billions" => 9,
        _ => return None,
    })
}

/// The number with thousands separated by commas and no digit lost: `12,000.5`. Reads back to the same number.
#[must_use]
pub fn format_number(x: f64) -> String {
    let plain = format!("{x}");
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |p| ("-", p));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && c.is_ascii_digit() {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        // Writing to a text cannot fail.
        let _ = write!(out, ".{fraction}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        let (number, rest) = scan(text).ok()?;
        rest.is_empty().then(|| number.times(Ratio::ONE))
    }

    #[test]
    fn separators_of_thousands_are_understood() {
        for text in [
            "12000",
            "12,000",
            "12 000",
            "12_000",
            "12'000",
            "12’000",
            "12\u{202f}000",
            "1_2000",
            "12e3",
            "1.2E+4",
            "+12000",
            "12,000.0",
            "12.000,0",
        ] {
            assert_eq!(number(text), Some(12000.0), "{text}");
        }
        assert_eq!(number("1.234.567"), Some(1_234_567.0));
        assert_eq!(number("1,234,567.5"), Some(1_234_567.5));
    }

    #[test]
    fn decimal_points_and_commas_are_understood() {
        for text in ["0.5", ".5", "0,5", "5e-1"] {
            assert_eq!(number(text), Some(0.5), "{text}");
        }
        assert_eq!(number("12,50"), Some(12.5));
        assert_eq!(number("0,500"), Some(0.5));
        assert_eq!(number("1 234,5"), Some(1234.5));
        assert_eq!(number("−3"), Some(-3.0));
    }

    #[test]
    fn separators_that_separate_nothing_are_refused() {
        for text in ["1,23,456", "1,234,56", "1.2.3", "1,2,3", "1_000,000.5"] {
            assert!(
                matches!(scan(text), Err(NoNumber::Grouping(_))),
                "{text}: {:?}",
                scan(text)
            );
        }
        for text in ["", "k", "-", ".", "e5", "abc"] {
            assert_eq!(scan(text), Err(NoNumber::None), "{text}");
        }
    }

    #[test]
    fn a_space_groups_only_three_digits() {
        let rest = |text: &'static str| scan(text).map(|(_, rest)| rest);
        assert_eq!(rest("12 00"), Ok(" 00"));
        assert_eq!(rest("12 0000"), Ok(" 0000"));
        assert_eq!(rest("5 eur"), Ok(" eur"));
    }

    #[test]
    fn numbers_are_shown_with_thousands_separated() {
        for (x, text) in [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (-1_234_567.5, "-1,234,567.5"),
            (0.1, "0.1"),
        ] {
            assert_eq!(format_number(x), text);
        }
    }
}

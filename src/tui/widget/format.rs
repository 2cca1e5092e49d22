//! Numbers as words of a screen: three significant digits, thousands as K, units where they belong.

use super::num::exponent;

/// Three significant digits, thousands and millions with a letter: `7.5`, `0.05`, `1.23K`, `50K`, `1.5M`.
#[must_use]
pub fn number(x: f64) -> String {
    let scaled = |divisor: f64, letter: &str| format!("{}{letter}", significant(x / divisor));
    match x.abs() {
        a if a < 999.5 => significant(x),
        a if a < 999_500.0 => scaled(1e3, "K"),
        a if a < 999.5e6 => scaled(1e6, "M"),
        a if a < 999.5e9 => scaled(1e9, "G"),
        a if a < 1e15 => scaled(1e12, "T"),
        _ => format!("{x:.1e}"),
    }
}

/// Three significant digits without zeros at the end; below a millionth: 0.
fn significant(x: f64) -> String {
    if x.abs() < 1e-6 {
        return "0".into();
    }
    let decimals = usize::try_from(2 - exponent(x.abs().log10().floor())).unwrap_or(0);
    let text = format!("{x:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// With this many decimals, and never `-0`.
#[must_use]
pub fn fixed(x: f64, decimals: usize) -> String {
    let text = format!("{x:.decimals$}");
    if text.starts_with('-') && !text.contains(|c: char| ('1'..='9').contains(&c)) {
        text[1..].to_owned()
    } else {
        text
    }
}

/// A total or contribution: two decimals.
#[must_use]
pub fn points(x: f64) -> String {
    fixed(x, 2)
}

/// A share of 0 to 1 as `17 %`; a share that is neither 0 nor a whole percent below ten as `0.4 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent.abs() > 1e-9 && percent.abs() < 1.0 {
        format!("{} %", fixed(percent, 1))
    } else {
        format!("{} %", fixed(percent, 0))
    }
}

/// Milliseconds: `0.2 ms`, `1.5 s` from a second on.
#[must_use]
pub fn duration(ms: f64) -> String {
    if ms.abs() >= 1000.0 {
        format!("{} s", number(ms / 1000.0))
    } else {
        format!("{} ms", number(ms))
    }
}

/// Memory: `12 MB`, `1.5 GB` from 1,000 MB on.
#[must_use]
pub fn memory(mb: f64) -> String {
    if mb.abs() >= 1000.0 {
        format!("{} GB", number(mb / 1000.0))
    } else {
        format!("{} MB", number(mb))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_significant_digits_and_a_letter_for_thousands() {
        for (x, text) in [
            (0.0, "0"),
            (0.05, "0.05"),
            (0.1234, "0.123"),
            (7.5, "7.5"),
            (12.0, "12"),
            (150.4, "150"),
            (999.4, "999"),
            (999.6, "1K"),
            (1234.0, "1.23K"),
            (50_000.0, "50K"),
            (-50_000.0, "-50K"),
            (1.5e6, "1.5M"),
            (100.0, "100"),
        ] {
            assert_eq!(number(x), text);
        }
    }

    #[test]
    fn there_is_no_negative_zero() {
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(-0.4, 1), "-0.4");
    }

    #[test]
    fn units_change_where_the_number_would_grow_long() {
        assert_eq!(duration(0.2), "0.2 ms");
        assert_eq!(duration(1500.0), "1.5 s");
        assert_eq!(memory(10_000.0), "10 GB");
        assert_eq!(percent(0.174), "17 %");
        assert_eq!(percent(0.004), "0.4 %");
        assert_eq!(percent(0.0), "0 %");
    }
}

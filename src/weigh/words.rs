//! Numbers and lists as people read them; used by the engine's sentences and by every report and screen.
//!
//! Plain ASCII except for currency signs. Rounding happens here, at the edge, and nowhere else.

/// Three significant digits below a thousand (`12.4`, `8`, `0.25`), thousands separated above (`12,345`).
#[must_use]
pub fn number(x: f64) -> String {
    significant(x, 3, 0)
}

/// A difference of numbers of this size: no finer than [`number`] writes them, unless it would read as zero.
#[must_use]
pub fn difference(x: f64, size: f64) -> String {
    let decimals = match size.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.999_5 => 2,
        _ => return number(x),
    };
    if size >= 999.5 || !shows(x, decimals) {
        return number(x);
    }
    trimmed(x, decimals)
}

/// For arithmetic that is shown: four significant digits below a thousand, one decimal and separators above.
#[must_use]
pub fn precise(x: f64) -> String {
    significant(x, 4, 1)
}

/// Short: `850`, `12K`, `117.6K`, `1.5M`, `2B`; one decimal at most, three significant digits below a thousand.
#[must_use]
pub fn compact(x: f64) -> String {
    const SCALES: [(f64, &str); 4] = [(1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")];
    let size = x.abs();
    if size < 999.5 {
        return number(x);
    }
    let mut chosen = SCALES[0];
    for scale in SCALES {
        // 999,960 is 1M, not 1000K.
        if size >= scale.0 * 0.999_95 {
            chosen = scale;
        }
    }
    if size >= 1e15 {
        return format!("{x:.1e}");
    }
    format!("{}{}", trimmed(x / chosen.0, 1), chosen.1)
}

/// Money in short: `$117.6K`, `-$15.2K`, `CHF 850`.
#[must_use]
pub fn money(x: f64, currency: &str) -> String {
    with_sign(x, currency, &compact(x.abs()))
}

/// Money in full, rounded to the unit from 100 on, to cents below: `$117,600`, `$8.50`.
#[must_use]
pub fn money_in_full(x: f64, currency: &str) -> String {
    let size = x.abs();
    let text = if size >= 99.995 || (size - size.round()).abs() < 0.005 {
        separated(&format!("{size:.0}"))
    } else {
        format!("{size:.2}")
    };
    with_sign(x, currency, &text)
}

/// A number with its unit: `12.4 weeks`, `15 %`. A unit of `1` or none is left out.
#[must_use]
pub fn quantity(x: f64, unit: &str) -> String {
    match unit {
        "" | "1" => number(x),
        unit => format!("{} {unit}", number(x)),
    }
}

/// A share from 0 to 1 as percent: `15 %`, `12.5 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{} %", trimmed(share * 100.0, 1))
}

/// With that many decimals, never `-0.0`.
#[must_use]
pub fn fixed(x: f64, decimals: usize) -> String {
    let text = format!("{x:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.chars().all(|c| c == '0' || c == '.') => digits.to_owned(),
        _ => text,
    }
}

/// With its sign: `+0.9`, `-0.4`, `+0.03`. One decimal, or as many (up to three) as it takes not to read as zero.
#[must_use]
pub fn signed(x: f64) -> String {
    let decimals = (1..=3).find(|d| shows(x, *d)).unwrap_or(1);
    let text = fixed(x, decimals);
    if text.starts_with('-') {
        text
    } else {
        format!("+{text}")
    }
}

/// Two totals with the fewest decimals (one to three) that show which is larger.
#[must_use]
pub fn apart(a: f64, b: f64) -> (String, String) {
    let decimals = (1..=3).find(|d| fixed(a, *d) != fixed(b, *d)).unwrap_or(2);
    (fixed(a, decimals), fixed(b, decimals))
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
#[must_use]
pub fn either<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "or")
}

/// A title for use inside a sentence: in quotes where it holds a comma, which would cut the sentence.
#[must_use]
pub fn name(title: &str) -> String {
    if title.contains([',', ';', ':']) {
        format!("\"{title}\"")
    } else {
        title.to_owned()
    }
}

/// The text with its first letter in upper case.
#[must_use]
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && at + 1 == items.len() {
            out.push(' ');
            out.push_str(word);
            out.push(' ');
        } else if at > 0 {
            out.push_str(", ");
        }
        out.push_str(item.as_ref());
    }
    out
}

fn shows(x: f64, decimals: usize) -> bool {
    fixed(x, decimals).chars().any(|c| c.is_ascii_digit() && c != '0')
}

fn significant(x: f64, digits: usize, decimals_above: usize) -> String {
    let size = x.abs();
    if size >= 1e15 {
        return format!("{x:.1e}");
    }
    if size >= 999.5 {
        return separated(&trimmed(x, decimals_above));
    }
    // Digits before the point: 0 for 0.25, -1 for 0.025.
    let mut before = 0_usize;
    let mut zeros = 0_usize;
    let mut scale = 1.0;
    while size >= scale {
        before += 1;
        scale *= 10.0;
    }
    if before == 0 && size > 0.0 {
        scale = 0.1;
        while size < scale && zeros < 12 {
            zeros += 1;
            scale /= 10.0;
        }
    }
    trimmed(x, (digits + zeros).saturating_sub(before))
}

/// At most that many decimals, without trailing zeros.
fn trimmed(x: f64, decimals: usize) -> String {
    let text = fixed(x, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn separated(text: &str) -> String {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |t| ("-", t));
    let (whole, rest) = text.find('.').map_or((text, ""), |at| text.split_at(at));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 1);
    out.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

fn with_sign(x: f64, currency: &str, digits: &str) -> String {
    let minus = if x < 0.0 && digits.chars().any(|c| c.is_ascii_digit() && c != '0') {
        "-"
    } else {
        ""
    };
    match currency {
        "USD" => format!("{minus}${digits}"),
        "EUR" => format!("{minus}€{digits}"),
        "GBP" => format!("{minus}£{digits}"),
        "JPY" => format!("{minus}¥{digits}"),
        "" => format!("{minus}{digits}"),
        code => format!("{minus}{code} {digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_no_finer_than_what_it_is_of() {
        assert_eq!(difference(0.079_4, 3.0), "0.08");
        assert_eq!(difference(6.4, 12.4), "6.4");
        assert_eq!(difference(0.000_3, 3.0), "0.0003");
        assert_eq!(difference(12_345.6, 20_000.0), "12,346");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (8.0, "8"),
            (12.44, "12.4"),
            (0.25, "0.25"),
            (0.001_574, "0.00157"),
            (999.4, "999"),
            (999.7, "1,000"),
            (12_345.6, "12,346"),
            (-1_234_567.0, "-1,234,567"),
            (1e17, "1.0e17"),
        ];
        for (x, text) in cases {
            assert_eq!(number(x), text);
        }
        assert_eq!(precise(107.2), "107.2");
        assert_eq!(precise(44.444), "44.44");
        assert_eq!(precise(117_600.0), "117,600");
    }

    #[test]
    fn short_numbers_step_up_at_a_thousand() {
        assert_eq!(compact(850.0), "850");
        assert_eq!(compact(12_000.0), "12K");
        assert_eq!(compact(117_600.0), "117.6K");
        assert_eq!(compact(999_960.0), "1M");
        assert_eq!(compact(1_500_000.0), "1.5M");
        assert_eq!(compact(-15_200.0), "-15.2K");
        assert_eq!(compact(999.7), "1K");
    }

    #[test]
    fn money_carries_its_currency() {
        assert_eq!(money(14_400.0, "USD"), "$14.4K");
        assert_eq!(money(-15_200.0, "USD"), "-$15.2K");
        assert_eq!(money(850.0, "CHF"), "CHF 850");
        assert_eq!(money_in_full(117_600.0, "EUR"), "€117,600");
        assert_eq!(money_in_full(8.5, "USD"), "$8.50");
        assert_eq!(money_in_full(-0.001, "USD"), "$0");
    }

    #[test]
    fn differences_are_never_shown_as_zero_nor_totals_as_equal() {
        assert_eq!(signed(0.9), "+0.9");
        assert_eq!(signed(-0.03), "-0.03");
        assert_eq!(signed(0.0), "+0.0");
        assert_eq!(apart(7.12, 6.6), ("7.1".into(), "6.6".into()));
        assert_eq!(apart(7.12, 7.11), ("7.12".into(), "7.11".into()));
    }

    #[test]
    fn lists_and_names_keep_a_sentence_whole() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(either(&["a", "b"]), "a or b");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(name("Starlette, then Axum"), "\"Starlette, then Axum\"");
        assert_eq!(sentence_case("ünder"), "Ünder");
    }
}

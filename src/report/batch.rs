//! Outcomes of many profiles, a row each: CSV or JSON lines. `docs/batch.md` names the columns.
//!
//! Writes into a buffer of bytes that its caller empties, so that any number of rows takes the same memory. Points have
//! [`DECIMALS`] decimals, whatever their size: the same outcome is the same text everywhere.

use crate::{catalog::Catalog, weigh::Outcome};

/// Decimals of totals and margins.
pub const DECIMALS: usize = 6;

/// `10^DECIMALS`.
const SCALE: u32 = 1_000_000;

// Decimals are written two at a time.
const _: () = assert!(DECIMALS.is_multiple_of(2));

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A header, then a row a profile.
    Csv,
    /// An object a line.
    Jsonl,
}

/// Writes rows of one catalog.
#[derive(Debug)]
pub struct Rows<'c> {
    catalog: &'c Catalog,
    format: Format,
    /// Ids of the options as JSON texts.
    keys: Vec<Vec<u8>>,
}

impl<'c> Rows<'c> {
    /// Rows in this format.
    #[must_use]
    pub fn new(catalog: &'c Catalog, format: Format) -> Self {
        let key = |id: &str| {
            let mut out = Vec::new();
            json_text(&mut out, id);
            out
        };
        Self {
            catalog,
            format,
            keys: catalog.options.iter().map(|o| key(&o.id)).collect(),
        }
    }

    /// What comes before the rows.
    pub fn head(&self, out: &mut Vec<u8>) {
        if self.format == Format::Jsonl {
            return;
        }
        out.extend_from_slice(b"name,winner,verdict,margin");
        for group in ["total", "rank", "ruled_out"] {
            for option in &self.catalog.options {
                out.push(b',');
                csv_cell(out, &format!("{group}.{}", option.id));
            }
        }
        out.push(b'\n');
    }

    /// One row.
    pub fn row(&self, name: &str, outcome: &Outcome, out: &mut Vec<u8>) {
        match self.format {
            Format::Csv => self.csv(name, outcome, out),
            Format::Jsonl => self.jsonl(name, outcome, out),
        }
    }

    fn csv(&self, name: &str, outcome: &Outcome, out: &mut Vec<u8>) {
        csv_cell(out, name);
        out.push(b',');
        if let Some(winner) = outcome.winner() {
            csv_cell(out, self.option(winner));
        }
        out.push(b',');
        out.extend_from_slice(outcome.verdict.id().as_bytes());
        out.push(b',');
        if let Some(margin) = outcome.margin {
            points(out, margin);
        }
        for total in &outcome.totals {
            out.push(b',');
            points(out, *total);
        }
        for rank in outcome.ranks() {
            out.push(b',');
            if let Some(rank) = rank {
                whole(out, *rank as u64);
            }
        }
        for gate in &outcome.felled_by {
            out.push(b',');
            if let Some(gate) = gate {
                csv_cell(out, self.gate(*gate));
            }
        }
        out.push(b'\n');
    }

    fn jsonl(&self, name: &str, outcome: &Outcome, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"name\":");
        json_text(out, name);
        out.extend_from_slice(b",\"winner\":");
        match outcome.winner().and_then(|winner| self.keys.get(winner)) {
            Some(key) => out.extend_from_slice(key),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b",\"verdict\":");
        json_text(out, outcome.verdict.id());
        out.extend_from_slice(b",\"margin\":");
        match outcome.margin {
            Some(margin) => points(out, margin),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b",\"total\":{");
        self.fields(out, &outcome.totals, |out, total| points(out, *total));
        out.extend_from_slice(b"},\"rank\":{");
        self.fields(out, outcome.ranks(), |out, rank| match rank {
            Some(rank) => whole(out, *rank as u64),
            None => out.extend_from_slice(b"null"),
        });
        out.extend_from_slice(b"},\"ruled_out\":{");
        self.fields(out, &outcome.felled_by, |out, gate| match gate {
            Some(gate) => json_text(out, self.gate(*gate)),
            None => out.extend_from_slice(b"null"),
        });
        out.extend_from_slice(b"}}\n");
    }

    /// A field for each option.
    fn fields<T>(&self, out: &mut Vec<u8>, values: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
        for (at, (key, value)) in self.keys.iter().zip(values).enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend_from_slice(key);
            out.push(b':');
            write(out, value);
        }
    }

    fn option(&self, at: usize) -> &str {
        self.catalog.options.get(at).map_or("", |o| o.id.as_str())
    }

    fn gate(&self, at: usize) -> &str {
        self.catalog.gates.get(at).map_or("", |g| g.id.as_str())
    }
}

/// A cell, in quotes where they are needed.
fn csv_cell(out: &mut Vec<u8>, text: &str) {
    let special = |b: &u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    if text.as_bytes().iter().any(special) || text.starts_with(' ') || text.ends_with(' ') {
        out.push(b'"');
        for byte in text.bytes() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

/// A text in quotes.
fn json_text(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..=0x1f => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// Points with all their decimals, half away from zero, never minus zero.
fn points(out: &mut Vec<u8>, x: f64) {
    let units = rounded(x.abs() * f64::from(SCALE));
    if x < 0.0 && units > 0 {
        out.push(b'-');
    }
    let scale = u64::from(SCALE);
    whole(out, units / scale);
    let mut decimals = [b'.'; DECIMALS + 1];
    let mut rest = units % scale;
    for pair in decimals[1..].rchunks_exact_mut(2) {
        pair.copy_from_slice(&two_digits(rest % 100));
        rest /= 100;
    }
    out.extend_from_slice(&decimals);
}

/// The nearest whole number, half away from zero, of a number that is not negative: what `round` gives, which is a call into a library
/// on processors without an instruction for it.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "points lie between -10 and 10; anything else saturates"
)]
fn rounded(x: f64) -> u64 {
    let below = x as u64;
    below.saturating_add(u64::from(x - below as f64 >= 0.5))
}

/// A whole number.
fn whole(out: &mut Vec<u8>, mut n: u64) {
    if n < 10 {
        out.push(digit_of(n));
        return;
    }
    let mut digits = [b'0'; 20];
    let mut from = digits.len() - 1;
    loop {
        digits[from] = digit_of(n);
        n /= 10;
        if n == 0 {
            break;
        }
        from -= 1;
    }
    out.extend_from_slice(&digits[from..]);
}

/// The digits of a number below a hundred.
fn two_digits(n: u64) -> [u8; 2] {
    [digit_of(n / 10), digit_of(n)]
}

/// The last digit.
fn digit_of(n: u64) -> u8 {
    b'0' + (n % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn points_have_all_their_decimals() {
        for (x, shown) in [
            (0.0, "0.000000"),
            (-0.0, "0.000000"),
            (-1e-12, "0.000000"),
            (7.5, "7.500000"),
            (10.0, "10.000000"),
            (0.000_000_5, "0.000001"),
            (-1.25, "-1.250000"),
        ] {
            assert_eq!(text(|out| points(out, x)), shown, "{x}");
        }
    }

    proptest::proptest! {
        #[test]
        fn points_are_rounded_like_the_standard_library_does(x in -10.0..10.0_f64) {
            let shown: f64 = text(|out| points(out, x)).parse().unwrap();
            proptest::prop_assert!((shown - x).abs() <= 0.500_001e-6);
            let standard: f64 = format!("{x:.6}").parse().unwrap();
            proptest::prop_assert!((shown - standard).abs() < 1.1e-6);
        }

        #[test]
        fn texts_survive_json(name in "\\PC*|[\\x00-\\x20\"\\\\]*") {
            let back: String = serde_json::from_str(&text(|out| json_text(out, &name))).unwrap();
            proptest::prop_assert_eq!(back, name);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero_and_nothing_else_is() {
        for (x, nearest) in [
            (0.0, 0),
            (0.499_999_999_999_999_94, 0),
            (0.5, 1),
            (1.5, 2),
            (2.5, 3),
            (1e15 + 0.5, 1_000_000_000_000_001),
            (4_503_599_627_370_497.0, 4_503_599_627_370_497),
            (1e300, u64::MAX),
        ] {
            assert_eq!(rounded(x), nearest, "{x}");
        }
    }

    #[test]
    fn whole_numbers_have_all_their_digits() {
        for n in [0, 9, 10, 12_345, u64::MAX] {
            assert_eq!(text(|out| whole(out, n)), n.to_string());
        }
    }
}

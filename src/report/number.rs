//! Numbers for people: rounded once, here, with parts that still add up to their total.

use crate::weigh::Span;

/// Rounds half away from zero at `decimals`; never gives minus zero.
#[must_use]
pub fn round(x: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    let scaled = x * scale;
    // Beyond 2^52 there are no decimals left to round, and scaling could only lose digits.
    let rounded = if scaled.abs() < 4.5e15 {
        scaled.round() / scale
    } else {
        x
    };
    rounded + 0.0
}

/// Rounds parts so that they add up to their rounded sum: the parts that lose most by rounding down get the difference.
///
/// Equal parts stay equal as long as others can take the difference: two equal weights that are shown unequal look like a mistake.
#[must_use]
pub fn parts(parts: &[f64], decimals: i32) -> Vec<f64> {
    let scale = 10f64.powi(decimals);
    let scaled: Vec<f64> = parts.iter().map(|p| p * scale).collect();
    if scaled.iter().any(|p| p.abs() >= 4.5e15) {
        return parts.to_vec();
    }
    // The noise of a computation must not turn 3 into 2.99…, nor equals into others.
    let clean: Vec<f64> = scaled.iter().map(|p| round(*p, 6)).collect();
    let mut units: Vec<f64> = clean.iter().map(|p| p.floor()).collect();
    let total = round(parts.iter().sum::<f64>(), decimals) * scale;
    let mut left = (total - units.iter().sum::<f64>()).round();
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    by_loss.sort_by(|&a, &b| {
        let loss = |i: usize| clean[i] - units[i];
        loss(b)
            .total_cmp(&loss(a))
            .then(clean[b].total_cmp(&clean[a]))
            .then(a.cmp(&b))
    });
    let groups: Vec<&[usize]> = by_loss
        .chunk_by(|&a, &b| clean[a].total_cmp(&clean[b]).is_eq())
        .collect();
    let mut skipped = Vec::new();
    for group in groups {
        let fits = std::iter::repeat_n(1.0, group.len()).sum::<f64>() <= left;
        // A part that is whole already takes nothing.
        if fits && clean[group[0]] > units[group[0]] {
            for &at in group {
                units[at] += 1.0;
                left -= 1.0;
            }
        } else {
            skipped.extend_from_slice(group);
        }
    }
    for at in skipped {
        if left < 1.0 {
            break;
        }
        units[at] += 1.0;
        left -= 1.0;
    }
    units.iter().map(|u| u / scale + 0.0).collect()
}

/// With `decimals` and commas between thousands: `107,200`.
#[must_use]
pub fn grouped(x: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", round(x, i32::try_from(decimals).unwrap_or(0)));
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |r| ("-", r));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Points of a total or a contribution, 0-10: `7.50`.
#[must_use]
pub fn points(x: f64) -> String {
    grouped(x, 2)
}

/// A score, 0-10: `7.5`.
#[must_use]
pub fn score(x: f64) -> String {
    grouped(x, 1)
}

/// A range that is not a point as it is read: `1.6–3.6`; nothing where both ends read the same.
#[must_use]
pub fn range(s: Span, format: impl Fn(f64) -> String) -> Option<String> {
    let (low, high) = (format(s.low), format(s.high));
    if low == high {
        None
    } else if s.low < 0.0 {
        // A dash before or after a minus would not be read.
        Some(format!("{low} to {high}"))
    } else {
        Some(format!("{low}–{high}"))
    }
}

/// A number or, where the range is not a point, the number and its range: `2.6 (1.6–3.6)`.
#[must_use]
pub fn span(s: Span, format: impl Fn(f64) -> String) -> String {
    let likely = format(s.likely);
    range(s, format).map_or_else(|| likely.clone(), |range| format!("{likely} ({range})"))
}

/// Decimals with which a table of money is shown: none, unless all of it is small change.
#[must_use]
pub fn money_decimals(all: impl IntoIterator<Item = f64>) -> usize {
    let largest = all.into_iter().fold(0.0, |m: f64, x| m.max(x.abs()));
    if largest < 100.0 { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::words as say;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(107_200.0, 0), "107,200");
        assert_eq!(grouped(-1_234_567.891, 2), "-1,234,567.89");
        assert_eq!(grouped(999.0, 0), "999");
        assert_eq!(grouped(-0.001, 2), "0.00");
    }

    #[test]
    fn rounded_parts_add_up_to_the_rounded_total() {
        let thirds = parts(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0], 3);
        assert_eq!(format!("{thirds:?}"), "[0.334, 0.333, 0.333]");
        let shares = [20.618_6, 15.463_9, 20.103_1, 7.732, 10.309_3, 15.463_9, 10.309_2];
        let shown = parts(&shares, 2);
        assert_eq!(shown[1].to_bits(), shown[5].to_bits(), "equal weights are shown equal");
        assert!((shown.iter().sum::<f64>() - 100.0).abs() < 1e-9, "{shown:?}");
        let mixed = parts(&[1.005, -0.333, 2.337], 2);
        assert!((mixed.iter().sum::<f64>() - 3.01).abs() < 1e-9, "{mixed:?}");
    }

    #[test]
    fn a_range_is_shown_only_where_it_is_one() {
        let point = Span {
            low: 2.0,
            likely: 2.0,
            high: 2.0,
        };
        let range = Span {
            low: 1.6,
            likely: 2.6,
            high: 3.6,
        };
        assert_eq!(span(point, say::number), "2");
        assert_eq!(span(range, say::number), "2.6 (1.6–3.6)");
    }

    proptest::proptest! {
        #[test]
        fn any_parts_add_up_and_none_moves_by_a_whole_unit(
            all in proptest::collection::vec(-1e6..1e6, 0..12),
            decimals in 0..4_i32,
        ) {
            let shown = parts(&all, decimals);
            let unit = 10f64.powi(-decimals);
            let total = round(all.iter().sum(), decimals);
            proptest::prop_assert!((shown.iter().sum::<f64>() - total).abs() < unit / 100.0 + 1e-6);
            for (given, shown) in all.iter().zip(&shown) {
                proptest::prop_assert!((given - shown).abs() <= unit * 1.000_1, "{given} {shown}");
            }
        }
    }
}

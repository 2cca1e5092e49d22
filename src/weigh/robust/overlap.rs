//! Overlap: criteria that move together over the options, so that the same thing may be counted twice.

use super::{Error, check_table, real};

/// From this correlation on, either way, two criteria overlap.
pub const THRESHOLD: f64 = 0.9;

/// Two criteria that move together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The first.
    pub a: usize,
    /// The second, after it.
    pub b: usize,
    /// Pearson's correlation over the options, -1 to 1.
    pub r: f64,
}

/// Pearson's correlation of two lists of equal length; `None` with fewer than two entries, or where one does not vary.
#[must_use]
pub fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() || x.len() < 2 {
        return None;
    }
    let count = real(x.len());
    let (mean_x, mean_y) = (x.iter().sum::<f64>() / count, y.iter().sum::<f64>() / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        let (from_x, from_y) = (a - mean_x, b - mean_y);
        xx += from_x * from_x;
        yy += from_y * from_y;
        xy += from_x * from_y;
    }
    // What is left after subtracting means is rounding below this.
    let varies = |squares: f64, mean: f64| squares.sqrt() > count.sqrt() * (mean.abs() * 1e-14 + 1e-150);
    if !(varies(xx, mean_x) && varies(yy, mean_y)) {
        return None;
    }
    let r = xy / (xx.sqrt() * yy.sqrt());
    r.is_finite().then(|| r.clamp(-1.0, 1.0))
}

/// Pairs of criteria with `|r| >= threshold` over the options, strongest first. None with two options or fewer: any two
/// criteria that differ there correlate perfectly.
///
/// # Errors
///
/// A table that is empty, ragged or not finite.
pub fn overlaps(values: &[Vec<f64>], threshold: f64) -> Result<Vec<Pair>, Error> {
    let criteria = check_table(values)?;
    if values.len() <= 2 {
        return Ok(Vec::new());
    }
    let column = |c: usize| -> Vec<f64> { values.iter().map(|row| row[c]).collect() };
    let mut pairs = Vec::new();
    for a in 0..criteria {
        for b in a + 1..criteria {
            if let Some(r) = correlation(&column(a), &column(b)).filter(|r| r.abs() >= threshold - 1e-12) {
                pairs.push(Pair { a, b, r });
            }
        }
    }
    pairs.sort_by(|p, q| q.r.abs().total_cmp(&p.r.abs()).then((p.a, p.b).cmp(&(q.a, q.b))));
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_entered_twice_overlaps_and_a_constant_one_does_not() {
        let values = [
            vec![1.0, 2.0, 0.3, 5.0],
            vec![2.0, 4.0, 0.3, 1.0],
            vec![3.0, 6.0, 0.3, 2.0],
        ];
        let pairs = overlaps(&values, THRESHOLD).unwrap();
        assert_eq!(pairs.len(), 1);
        assert!(pairs[0].a == 0 && pairs[0].b == 1 && (pairs[0].r - 1.0).abs() < 1e-12);
        assert_eq!(correlation(&[0.3, 0.1 + 0.2, 0.3], &[1.0, 2.0, 3.0]), None);
    }

    #[test]
    fn opposed_criteria_overlap_too() {
        let values = [vec![1.0, 3.0], vec![2.0, 2.0], vec![3.0, 1.0]];
        assert!((overlaps(&values, THRESHOLD).unwrap()[0].r + 1.0).abs() < 1e-12);
    }

    #[test]
    fn two_options_give_no_warning() {
        assert_eq!(overlaps(&[vec![1.0, 3.0], vec![2.0, 2.0]], THRESHOLD), Ok(vec![]));
    }
}

//! The additive model: values on a declared range, totals, contributions, ranking.
//!
//! `total = sum over criteria of weight x value` (Keeney and Raiffa, *Decisions with Multiple Objectives*, additive form).
//! The range of a criterion is declared, not taken from the options present; [`local_values`] exists only to show what goes
//! wrong otherwise.

use super::{Error, TIE, check_finite, check_length, check_table, dot, real, shape};

/// Value of `x` on the declared range: `clip((x - worst) / (best - worst), 0, 1)`.
///
/// Works in either direction (`worst > best` for costs). No unit; 0 to 1.
///
/// # Errors
///
/// Numbers that are not finite; `worst == best`.
pub fn value(x: f64, worst: f64, best: f64) -> Result<f64, Error> {
    check_finite(&[x, worst, best], "a quantity and its range")?;
    let width = best - worst;
    if width == 0.0 || !width.is_finite() {
        return Err(Error::OutOfRange {
            what: "the declared range",
            rule: "wider than nothing and finite",
        });
    }
    Ok(shape::linear_at(x, worst, best))
}

/// [`value`] of a whole table `raw[option][criterion]`.
///
/// # Errors
///
/// As [`value`]; a table that is empty or ragged; ranges that are not one a criterion.
pub fn declared_values(raw: &[Vec<f64>], worst: &[f64], best: &[f64]) -> Result<Vec<Vec<f64>>, Error> {
    let criteria = check_table(raw)?;
    check_length("worst ends", worst.len(), criteria)?;
    check_length("best ends", best.len(), criteria)?;
    raw.iter()
        .map(|row| {
            row.iter()
                .zip(worst.iter().zip(best))
                .map(|(&x, (&w, &b))| value(x, w, b))
                .collect()
        })
        .collect()
}

/// The trap: values on the range of the options present (min-max), in the direction of the declared range.
///
/// Never used for a result: it calls 10.1 against 10 and 1 against 5 the same difference, and adding an option moves the
/// others. A criterion on which all options are equal has value 0 for all.
///
/// # Errors
///
/// A table that is empty, ragged or not finite; ranges that are not one a criterion.
pub fn local_values(raw: &[Vec<f64>], worst: &[f64], best: &[f64]) -> Result<Vec<Vec<f64>>, Error> {
    let criteria = check_table(raw)?;
    check_length("worst ends", worst.len(), criteria)?;
    check_length("best ends", best.len(), criteria)?;
    let mut values = vec![vec![0.0; criteria]; raw.len()];
    for criterion in 0..criteria {
        let low = raw.iter().map(|row| row[criterion]).fold(f64::INFINITY, f64::min);
        let high = raw.iter().map(|row| row[criterion]).fold(f64::NEG_INFINITY, f64::max);
        let rising = best[criterion] > worst[criterion];
        let (bottom, top) = if rising { (low, high) } else { (high, low) };
        if low < high {
            for (row, out) in raw.iter().zip(&mut values) {
                out[criterion] = (row[criterion] - bottom) / (top - bottom);
            }
        }
    }
    Ok(values)
}

/// `sum of weight x value` per option. Weights are used as they are given: pass shares that sum to 1.
///
/// # Errors
///
/// A table that is empty, ragged or not finite; weights that are not one a criterion, or not finite.
pub fn totals(values: &[Vec<f64>], weights: &[f64]) -> Result<Vec<f64>, Error> {
    let criteria = check_table(values)?;
    check_length("weights", weights.len(), criteria)?;
    check_finite(weights, "weights")?;
    Ok(values.iter().map(|row| dot(weights, row)).collect())
}

/// `weight x value` per option and criterion; a row sums to the option's total.
///
/// # Errors
///
/// As [`totals`].
pub fn contributions(values: &[Vec<f64>], weights: &[f64]) -> Result<Vec<Vec<f64>>, Error> {
    let criteria = check_table(values)?;
    check_length("weights", weights.len(), criteria)?;
    check_finite(weights, "weights")?;
    Ok(values
        .iter()
        .map(|row| row.iter().zip(weights).map(|(v, w)| w * v).collect())
        .collect())
}

/// Options as groups of equal totals, best group first, each group in order of the index.
///
/// A total belongs to a group when it is within [`TIE`] of the group's best. Totals that are NaN come last.
#[must_use]
pub fn ranking(totals: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..totals.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |i: usize| {
            if totals[i].is_nan() {
                f64::NEG_INFINITY
            } else {
                totals[i]
            }
        };
        key(b).total_cmp(&key(a)).then(a.cmp(&b))
    });
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut lead = f64::NAN;
    for option in order {
        match groups.last_mut() {
            Some(group) if lead - totals[option] <= TIE => group.push(option),
            _ => {
                lead = totals[option];
                groups.push(vec![option]);
            }
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

/// Ranks from 1 with tied options sharing the mean of their places (mid-ranks), highest total first.
#[must_use]
pub fn mid_ranks(totals: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; totals.len()];
    let mut before = 0;
    for group in ranking(totals) {
        let rank = real(before) + f64::midpoint(1.0, real(group.len()));
        before += group.len();
        for option in group {
            ranks[option] = rank;
        }
    }
    ranks
}

/// The table without one criterion, and its weights brought back to a sum of 1: what an overlap warning shows.
///
/// # Errors
///
/// As [`totals`]; no such criterion; nothing left.
pub fn without(values: &[Vec<f64>], weights: &[f64], criterion: usize) -> Result<(Vec<Vec<f64>>, Vec<f64>), Error> {
    let criteria = check_table(values)?;
    check_length("weights", weights.len(), criteria)?;
    if criterion >= criteria {
        return Err(Error::NoSuch {
            what: "criterion",
            index: criterion,
        });
    }
    let drop_one = |row: &[f64]| -> Vec<f64> {
        row.iter()
            .enumerate()
            .filter(|&(c, _)| c != criterion)
            .map(|(_, &x)| x)
            .collect()
    };
    let left = super::weights::shares(&drop_one(weights))?;
    Ok((values.iter().map(|row| drop_one(row)).collect(), left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_clipped_at_both_ends_of_its_range() {
        assert_eq!(value(400.0, 200.0, 5.0), Ok(0.0));
        assert_eq!(value(1.0, 200.0, 5.0), Ok(1.0));
        assert_eq!(value(102.5, 200.0, 5.0), Ok(0.5));
    }

    #[test]
    fn a_range_of_no_width_is_refused() {
        assert!(value(1.0, 3.0, 3.0).is_err());
        assert!(value(f64::NAN, 0.0, 1.0).is_err());
    }

    #[test]
    fn equal_totals_share_a_place_in_the_ranking() {
        assert_eq!(ranking(&[0.3, 0.1 + 0.2, 0.5]), vec![vec![2], vec![0, 1]]);
        assert_eq!(mid_ranks(&[0.3, 0.1 + 0.2, 0.5]), vec![2.5, 2.5, 1.0]);
    }

    #[test]
    fn adding_an_option_never_reverses_the_others_on_declared_ranges() {
        let raw = vec![vec![10.0, 3.0], vec![14.0, 1.0]];
        let mut more = raw.clone();
        more.push(vec![90.0, 0.0]);
        let (worst, best) = ([100.0, 0.0], [0.0, 5.0]);
        let two = totals(&declared_values(&raw, &worst, &best).unwrap(), &[0.5, 0.5]).unwrap();
        let three = totals(&declared_values(&more, &worst, &best).unwrap(), &[0.5, 0.5]).unwrap();
        assert_eq!(two[..], three[..2]);
    }

    #[test]
    fn a_column_of_equal_quantities_has_no_nan_on_the_local_range() {
        let values = local_values(&[vec![5.0], vec![5.0]], &[0.0], &[10.0]).unwrap();
        assert_eq!(values, vec![vec![0.0], vec![0.0]]);
    }

    #[test]
    fn ragged_and_empty_tables_are_refused() {
        assert!(totals(&[], &[1.0]).is_err());
        assert!(totals(&[vec![1.0, 2.0], vec![1.0]], &[0.5, 0.5]).is_err());
        assert!(totals(&[vec![1.0]], &[0.5, 0.5]).is_err());
    }

    #[test]
    fn a_criterion_taken_out_leaves_the_others_ratios() {
        let (values, left) = without(&[vec![1.0, 2.0, 3.0]], &[0.5, 0.3, 0.2], 0).unwrap();
        assert_eq!(values, vec![vec![2.0, 3.0]]);
        assert!((left[0] - 0.6).abs() < 1e-12);
    }
}

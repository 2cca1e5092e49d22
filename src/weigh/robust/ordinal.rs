//! What can be said without exact weights: differences over a set of weights, dominance, scores that nobody knows.

use super::set::WeightSet;
use super::weights::shares;
use super::{Error, TIE, check_length, check_table};

/// Least and greatest `total_a - total_b` over all weights of the set; `None` where the set is empty ([`WeightSet::range`]).
///
/// # Errors
///
/// A table or set that makes no sense or do not fit; no such option.
pub fn difference_range(values: &[Vec<f64>], set: &WeightSet, a: usize, b: usize) -> Result<Option<(f64, f64)>, Error> {
    let criteria = check_table(values)?;
    check_length("criteria of the set", set.criteria(), criteria)?;
    let row = |option: usize| {
        values.get(option).ok_or(Error::NoSuch {
            what: "option",
            index: option,
        })
    };
    let d: Vec<f64> = row(a)?.iter().zip(row(b)?).map(|(x, y)| x - y).collect();
    set.range(&d)
}

/// What holds between the options for every weight of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Dominance {
    /// `ranges[a][b]`: least and greatest `total_a - total_b`.
    pub ranges: Vec<Vec<(f64, f64)>>,
    /// Options that another one beats or equals for every weight, and beats for some.
    pub dominated: Vec<usize>,
    /// Options that no other beats for any weight (equals included); at most one unless they are tied throughout.
    pub always_best: Vec<usize>,
    /// Options that win or tie against each single other one for some weight: those worth a closer look.
    pub contenders: Vec<usize>,
}

/// [`Dominance`] over a set; `None` where the set is empty.
///
/// # Errors
///
/// As [`difference_range`].
pub fn dominance(values: &[Vec<f64>], set: &WeightSet) -> Result<Option<Dominance>, Error> {
    let n = values.len();
    check_table(values)?;
    let mut ranges = Vec::with_capacity(n);
    for a in 0..n {
        let row: Result<Option<Vec<(f64, f64)>>, Error> = (0..n).map(|b| difference_range(values, set, a, b)).collect();
        let Some(row) = row? else { return Ok(None) };
        ranges.push(row);
    }
    let others = |option: usize| (0..n).filter(move |&o| o != option);
    let dominated_by = |a: usize, b: usize| ranges[b][a].0 >= -TIE && ranges[b][a].1 > TIE;
    let dominated = (0..n).filter(|&a| others(a).any(|b| dominated_by(a, b))).collect();
    let always_best = (0..n).filter(|&a| others(a).all(|b| ranges[a][b].0 >= -TIE)).collect();
    let contenders = (0..n).filter(|&a| others(a).all(|b| ranges[a][b].1 >= -TIE)).collect();
    Ok(Some(Dominance {
        ranges,
        dominated,
        always_best,
        contenders,
    }))
}

/// For each option the options that dominate it: nowhere worse, somewhere better (Pareto), by more than [`TIE`].
///
/// # Errors
///
/// A table that is empty, ragged or not finite.
pub fn pareto(values: &[Vec<f64>]) -> Result<Vec<Vec<usize>>, Error> {
    check_table(values)?;
    let dominates =
        |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(x, y)| x - y >= -TIE) && a.iter().zip(b).any(|(x, y)| x - y > TIE);
    Ok(values
        .iter()
        .map(|row| {
            (0..values.len())
                .filter(|&other| dominates(&values[other], row))
                .collect()
        })
        .collect())
}

/// Groups of two or more options whose values are the same on every criterion, within [`TIE`].
///
/// # Errors
///
/// A table that is empty, ragged or not finite.
pub fn duplicates(values: &[Vec<f64>]) -> Result<Vec<Vec<usize>>, Error> {
    check_table(values)?;
    let same = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(x, y)| (x - y).abs() <= TIE);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (option, row) in values.iter().enumerate() {
        match groups.iter_mut().find(|group| same(&values[group[0]], row)) {
            Some(group) => group.push(option),
            None => groups.push(vec![option]),
        }
    }
    groups.retain(|group| group.len() > 1);
    Ok(groups)
}

/// Totals when some scores are unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknowns {
    /// Least and greatest total per option: unknown scores at the worst and the best of the scale.
    pub totals: Vec<(f64, f64)>,
    /// Options that win or tie for some values of the unknown scores.
    pub possible: Vec<usize>,
    /// The option that wins for all of them; `None` when what is unknown could decide, or on a tie.
    pub certain: Option<usize>,
    /// Unknown cells `(option, criterion)` that, alone, with the others in the middle of the scale, could change the
    /// winner: those worth finding out.
    pub decisive: Vec<(usize, usize)>,
}

/// Totals with unknown scores (`None`) anywhere between `worst` and `best` of the scale (0 and 1, or 0 and 10).
///
/// An unknown score is neither 0 nor left out: leaving it out would reward not knowing.
///
/// # Errors
///
/// A table that is empty, ragged or not finite; weights that do not fit; a scale that does not rise.
pub fn with_unknown(values: &[Vec<Option<f64>>], weights: &[f64], worst: f64, best: f64) -> Result<Unknowns, Error> {
    if worst >= best || !worst.is_finite() || !best.is_finite() {
        return Err(Error::OutOfRange {
            what: "the scale",
            rule: "rising and finite",
        });
    }
    let filled = |with: f64| -> Vec<Vec<f64>> {
        values
            .iter()
            .map(|row| row.iter().map(|cell| cell.unwrap_or(with)).collect())
            .collect()
    };
    let weights = shares(weights)?;
    let low = super::wsm::totals(&filled(worst), &weights)?;
    let high = super::wsm::totals(&filled(best), &weights)?;
    let middle = super::wsm::totals(&filled(f64::midpoint(worst, best)), &weights)?;
    let options = values.len();
    let floor = low.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let possible = (0..options).filter(|&o| high[o] >= floor - TIE).collect();
    let certain = (0..options).find(|&o| (0..options).all(|other| other == o || low[o] > high[other] + TIE));
    let reach = f64::midpoint(best, -worst);
    let leader = super::wsm::ranking(&middle)
        .first()
        .and_then(|group| group.first().copied());
    let mut decisive = Vec::new();
    for (option, row) in values.iter().enumerate() {
        for (criterion, cell) in row.iter().enumerate() {
            let swing = weights[criterion] * reach;
            let others = (0..options)
                .filter(|&o| o != option)
                .map(|o| middle[o])
                .fold(f64::NEG_INFINITY, f64::max);
            let could = if leader == Some(option) {
                middle[option] - swing < others - TIE
            } else {
                middle[option] + swing > others + TIE
            };
            if cell.is_none() && options > 1 && could {
                decisive.push((option, criterion));
            }
        }
    }
    Ok(Unknowns {
        totals: low.into_iter().zip(high).collect(),
        possible,
        certain,
        decisive,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_option_that_is_better_everywhere_is_always_best() {
        let values = [vec![0.5, 0.5], vec![0.6, 0.7]];
        let found = dominance(&values, &WeightSet::Any(2)).unwrap().unwrap();
        assert_eq!(
            (found.always_best, found.dominated, found.contenders),
            (vec![1], vec![0], vec![1])
        );
    }

    #[test]
    fn duplicates_do_not_dominate_each_other() {
        let values = [vec![0.5, 0.5], vec![0.5, 0.5]];
        assert_eq!(pareto(&values), Ok(vec![vec![], vec![]]));
        assert_eq!(duplicates(&values), Ok(vec![vec![0, 1]]));
        let found = dominance(&values, &WeightSet::Any(2)).unwrap().unwrap();
        assert_eq!((found.always_best, found.dominated), (vec![0, 1], vec![]));
    }

    #[test]
    fn an_unknown_score_leaves_the_winner_open_where_it_could_decide() {
        let values = [
            vec![Some(0.8), None],
            vec![Some(0.2), Some(0.3)],
            vec![Some(0.1), Some(0.0)],
        ];
        let open = with_unknown(&values, &[0.3, 0.7], 0.0, 1.0).unwrap();
        assert_eq!(
            (open.possible, open.certain, open.decisive),
            (vec![0, 1], None, vec![(0, 1)])
        );
        let known = with_unknown(&values, &[0.9, 0.1], 0.0, 1.0).unwrap();
        assert_eq!(
            (known.possible, known.certain, known.decisive),
            (vec![0], Some(0), vec![])
        );
        assert!(with_unknown(&values, &[0.9, 0.1], 1.0, 1.0).is_err());
    }

    proptest! {
        #[test]
        fn pareto_dominance_is_dominance_for_any_weights(
            rows in prop::collection::vec(prop::collection::vec(0u8..4, 3), 2..5),
        ) {
            let values: Vec<Vec<f64>> = rows.iter().map(|r| r.iter().map(|&x| f64::from(x)).collect()).collect();
            let by_weights = dominance(&values, &WeightSet::Any(3)).unwrap().unwrap().dominated;
            let by_pareto: Vec<usize> = pareto(&values).unwrap().iter().enumerate()
                .filter(|(_, by)| !by.is_empty()).map(|(o, _)| o).collect();
            prop_assert_eq!(by_weights, by_pareto);
        }
    }
}

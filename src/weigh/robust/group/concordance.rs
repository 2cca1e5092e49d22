//! Agreement of rankings: Kendall's W, mean ranks, Borda points, majorities.

use super::super::elementary::chi_squared_above;
use super::super::{Error, TIE, check_table, real, wsm};

/// Kendall's coefficient of concordance with its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// 0 (no agreement) to 1 (everyone ranks alike).
    pub w: f64,
    /// `judges (items - 1) w`.
    pub chi_squared: f64,
    /// `items - 1`.
    pub degrees: usize,
    /// Probability of at least this much agreement between judges who rank at random. An approximation: doubtful below about
    /// 7 items and few judges.
    pub p_value: f64,
}

/// Kendall's W of `ranks[judge][item]`, ties as mid-ranks: `12 S / (m^2 (n^3 - n) - m sum of (t^3 - t))`.
///
/// `S` sums the squared deviations of the items' rank sums from their mean; `t` are the sizes of the groups of ties of each judge
/// (Kendall and Gibbons, *Rank Correlation Methods*, ch. 6). `None` where the denominator is 0: every judge ties everything, or
/// there is one item.
///
/// # Errors
///
/// No judges; rows that are empty, of different lengths, not finite, or not ranks (they must sum to `n (n + 1) / 2`).
pub fn kendall(ranks: &[Vec<f64>]) -> Result<Option<Concordance>, Error> {
    let items = check_ranks(ranks)?;
    let (m, n) = (real(ranks.len()), real(items));
    let sums = rank_sums(ranks, items);
    let mean = m * (n + 1.0) / 2.0;
    let s: f64 = sums.iter().map(|sum| (sum - mean) * (sum - mean)).sum();
    let ties: f64 = ranks.iter().map(|row| tie_term(row)).sum();
    let full = m * m * (n * n * n - n);
    let denominator = full - m * ties;
    if denominator <= full * 1e-12 {
        return Ok(None);
    }
    let w = 12.0 * s / denominator;
    let chi_squared = m * (n - 1.0) * w;
    let p_value = chi_squared_above(chi_squared, n - 1.0);
    Ok(Some(Concordance {
        w,
        chi_squared,
        degrees: items - 1,
        p_value,
    }))
}

fn check_ranks(ranks: &[Vec<f64>]) -> Result<usize, Error> {
    if ranks.is_empty() {
        return Err(Error::Empty("judges"));
    }
    let items = check_table(ranks)?;
    let n = real(items);
    let expected = n * (n + 1.0) / 2.0;
    if ranks
        .iter()
        .any(|row| (row.iter().sum::<f64>() - expected).abs() > 1e-6)
    {
        return Err(Error::OutOfRange {
            what: "each judge's row",
            rule: "ranks from 1, ties sharing the mean of their places",
        });
    }
    Ok(items)
}

fn rank_sums(ranks: &[Vec<f64>], items: usize) -> Vec<f64> {
    (0..items).map(|item| ranks.iter().map(|row| row[item]).sum()).collect()
}

/// `sum of t^3 - t` over the groups of ties of one judge.
fn tie_term(row: &[f64]) -> f64 {
    let mut sorted = row.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
        .chunk_by(|a, b| b - a <= TIE)
        .map(|group| {
            let t = real(group.len());
            t * t * t - t
        })
        .sum()
}

/// Ranks of each judge from scores, higher is better; equal scores share the mean of their places.
///
/// # Errors
///
/// A table that is empty, ragged or not finite.
pub fn ranks_from_scores(scores: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Error> {
    check_table(scores)?;
    Ok(scores.iter().map(|row| wsm::mid_ranks(row)).collect())
}

/// Mean rank of each item.
///
/// # Errors
///
/// As [`kendall`].
pub fn mean_ranks(ranks: &[Vec<f64>]) -> Result<Vec<f64>, Error> {
    let items = check_ranks(ranks)?;
    Ok(rank_sums(ranks, items)
        .iter()
        .map(|sum| sum / real(ranks.len()))
        .collect())
}

/// Borda points of each item: `sum over judges of items - rank`; ties share.
///
/// # Errors
///
/// As [`kendall`].
pub fn borda(ranks: &[Vec<f64>]) -> Result<Vec<f64>, Error> {
    let items = check_ranks(ranks)?;
    let most = real(items) * real(ranks.len());
    Ok(rank_sums(ranks, items).iter().map(|sum| most - sum).collect())
}

/// `majorities[a][b]`: how many judges place `a` before `b`; who ties them counts for neither.
///
/// # Errors
///
/// As [`kendall`].
pub fn majorities(ranks: &[Vec<f64>]) -> Result<Vec<Vec<usize>>, Error> {
    let items = check_ranks(ranks)?;
    let before = |a: usize, b: usize| ranks.iter().filter(|row| row[b] - row[a] > TIE).count();
    Ok((0..items).map(|a| (0..items).map(|b| before(a, b)).collect()).collect())
}

/// The item that beats every other one in a majority of the judges who do not tie the two; `None` where there is none.
///
/// # Errors
///
/// As [`kendall`].
pub fn condorcet(ranks: &[Vec<f64>]) -> Result<Option<usize>, Error> {
    let counts = majorities(ranks)?;
    let items = counts.len();
    Ok((0..items).find(|&a| (0..items).all(|b| a == b || counts[a][b] > counts[b][a])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn judges_who_tie_everything_have_no_concordance() {
        assert_eq!(kendall(&[vec![2.0, 2.0, 2.0], vec![2.0, 2.0, 2.0]]), Ok(None));
        assert_eq!(kendall(&[vec![1.0]]), Ok(None));
    }

    #[test]
    fn rows_that_are_not_ranks_are_refused() {
        assert!(kendall(&[]).is_err());
        assert!(kendall(&[vec![1.0, 1.0, 3.0]]).is_err());
        assert!(kendall(&[vec![1.0, 2.0], vec![1.0]]).is_err());
    }

    #[test]
    fn everyone_tying_the_same_items_agrees_fully() {
        let found = kendall(&[vec![1.5, 1.5, 3.0], vec![1.5, 1.5, 3.0]]).unwrap().unwrap();
        assert!((found.w - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_circle_of_majorities_has_no_condorcet_winner() {
        let circle = [vec![1.0, 2.0, 3.0], vec![3.0, 1.0, 2.0], vec![2.0, 3.0, 1.0]];
        assert_eq!(condorcet(&circle), Ok(None));
        assert_eq!(condorcet(&circle[..1]), Ok(Some(0)));
    }

    proptest! {
        #[test]
        fn concordance_stays_within_0_and_1(
            scores in (2usize..6).prop_flat_map(|n| prop::collection::vec(prop::collection::vec(0u8..4, n), 1..7)),
        ) {
            let scores: Vec<Vec<f64>> = scores.iter().map(|r| r.iter().map(|&x| f64::from(x)).collect()).collect();
            let ranks = ranks_from_scores(&scores).unwrap();
            if let Some(found) = kendall(&ranks).unwrap() {
                prop_assert!((-1e-12..=1.0 + 1e-12).contains(&found.w));
                prop_assert!((0.0..=1.0).contains(&found.p_value));
            }
        }
    }
}

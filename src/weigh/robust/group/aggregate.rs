//! Weights of a group: means, spread and consensus.

use super::super::elementary::{exp, ln};
use super::super::weights::shares;
use super::super::{Error, check_finite, check_table, real};

/// Each person's weights brought to a sum of 1.
///
/// # Errors
///
/// No people; weights that make no sense; rows of different lengths.
pub fn normalised(weights: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Error> {
    if weights.is_empty() {
        return Err(Error::Empty("people"));
    }
    check_table(weights)?;
    weights.iter().map(|row| shares(row)).collect()
}

fn columns(weights: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let criteria = weights.first().map_or(0, Vec::len);
    (0..criteria)
        .map(|c| weights.iter().map(|row| row[c]).collect())
        .collect()
}

/// Arithmetic mean per criterion; sums to 1.
///
/// # Errors
///
/// As [`normalised`].
pub fn arithmetic(weights: &[Vec<f64>]) -> Result<Vec<f64>, Error> {
    let columns = columns(&normalised(weights)?);
    Ok(columns.iter().map(|column| mean(column)).collect())
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / real(numbers.len())
}

/// Geometric mean per criterion, brought to a sum of 1. One person's 0 makes the group's weight 0.
///
/// # Errors
///
/// As [`normalised`]; every criterion has a 0 from somebody.
pub fn geometric(weights: &[Vec<f64>]) -> Result<Vec<f64>, Error> {
    let columns = columns(&normalised(weights)?);
    let means: Vec<f64> = columns
        .iter()
        .map(|column| {
            if column.contains(&0.0) {
                0.0
            } else {
                exp(mean(&column.iter().map(|&w| ln(w)).collect::<Vec<_>>()))
            }
        })
        .collect();
    shares(&means)
}

/// Median per criterion, brought to a sum of 1.
///
/// # Errors
///
/// As [`normalised`]; all medians are 0.
pub fn median(weights: &[Vec<f64>]) -> Result<Vec<f64>, Error> {
    let columns = columns(&normalised(weights)?);
    shares(
        &columns
            .iter()
            .map(|column| quantile(&sorted(column), 0.5))
            .collect::<Vec<_>>(),
    )
}

fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Quantile of sorted numbers, straight between neighbours (`(n - 1) q` counted from 0); 0 of nothing.
fn quantile(sorted: &[f64], q: f64) -> f64 {
    let mut at = q * real(sorted.len().saturating_sub(1));
    let mut below = 0;
    while at >= 1.0 && below + 1 < sorted.len() {
        at -= 1.0;
        below += 1;
    }
    let low = sorted.get(below).copied().unwrap_or(0.0);
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    low + (high - low) * at
}

/// How a list of numbers is spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Least.
    pub min: f64,
    /// A quarter is below (straight between neighbours).
    pub lower_quartile: f64,
    /// Half is below.
    pub median: f64,
    /// Three quarters are below.
    pub upper_quartile: f64,
    /// Greatest.
    pub max: f64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation as an estimate from a sample (divided by one less than their number); 0 for one person.
    pub sd: f64,
}

/// [`Spread`] of numbers.
///
/// # Errors
///
/// None; one that is not finite.
pub fn spread(numbers: &[f64]) -> Result<Spread, Error> {
    check_finite(numbers, "numbers")?;
    let sorted = sorted(numbers);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else {
        return Err(Error::Empty("numbers"));
    };
    let mean = mean(numbers);
    let squares = numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    let variance = squares / real(numbers.len().saturating_sub(1).max(1));
    Ok(Spread {
        min,
        lower_quartile: quantile(&sorted, 0.25),
        median: quantile(&sorted, 0.5),
        upper_quartile: quantile(&sorted, 0.75),
        max,
        mean,
        sd: variance.sqrt(),
    })
}

/// [`Spread`] of the weights per criterion, shares of 1.
///
/// # Errors
///
/// As [`normalised`].
pub fn spreads(weights: &[Vec<f64>]) -> Result<Vec<Spread>, Error> {
    columns(&normalised(weights)?)
        .iter()
        .map(|column| spread(column))
        .collect()
}

/// Shannon consensus of the weights, 0 (each wants something else only) to 1 (all the same), after Goepel (AHP group consensus):
/// `(1 / D_beta - 1 / n) / (1 - 1 / n)`, `D_beta = exp(H_gamma - H_alpha)`; `H_alpha` is the mean entropy of the people's
/// weights, `H_gamma` that of their mean weights, `n` the number of criteria.
///
/// `None` with one criterion, where there is nothing to disagree on.
///
/// # Errors
///
/// As [`normalised`].
pub fn consensus(weights: &[Vec<f64>]) -> Result<Option<f64>, Error> {
    let people = normalised(weights)?;
    let together: Vec<f64> = columns(&people).iter().map(|column| mean(column)).collect();
    if together.len() < 2 {
        return Ok(None);
    }
    let alpha = people.iter().map(|row| entropy(row)).sum::<f64>() / real(people.len());
    let similarity = exp(alpha - entropy(&together));
    let least = 1.0 / real(together.len());
    Ok(Some(((similarity - least) / (1.0 - least)).min(1.0)))
}

/// Shannon entropy in nats; 0 counts as nothing.
fn entropy(weights: &[f64]) -> f64 {
    -weights.iter().filter(|&&w| w > 0.0).map(|&w| w * ln(w)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_who_agree_have_full_consensus_and_those_who_share_nothing_have_none() {
        let alike = vec![vec![0.2, 0.8]; 3];
        assert!((consensus(&alike).unwrap().unwrap() - 1.0).abs() < 1e-12);
        let apart = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
        assert!(consensus(&apart).unwrap().unwrap().abs() < 1e-12);
        assert_eq!(consensus(&[vec![1.0]]), Ok(None));
    }

    #[test]
    fn a_zero_of_one_person_is_a_zero_of_the_geometric_mean() {
        let weights = [vec![0.0, 0.5, 0.5], vec![0.5, 0.25, 0.25]];
        assert_eq!(geometric(&weights).unwrap()[0].to_bits(), 0);
        assert!(geometric(&[vec![1.0, 0.0], vec![0.0, 1.0]]).is_err());
    }

    #[test]
    fn one_person_is_the_group() {
        let weights = [vec![3.0, 1.0]];
        for mean in [arithmetic(&weights), geometric(&weights), median(&weights)] {
            assert!((mean.unwrap()[0] - 0.75).abs() < 1e-12);
        }
        assert!(arithmetic(&[]).is_err());
    }

    #[test]
    fn quartiles_lie_straight_between_neighbours() {
        let found = spread(&[4.0, 1.0, 2.0, 3.0]).unwrap();
        assert_eq!(
            (found.lower_quartile, found.median, found.upper_quartile),
            (1.75, 2.5, 3.25)
        );
        assert_eq!((found.min, found.max), (1.0, 4.0));
        assert!(spread(&[]).is_err());
        assert_eq!(spread(&[5.0]).unwrap().upper_quartile.to_bits(), 5.0_f64.to_bits());
    }
}

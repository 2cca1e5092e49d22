//! Choosing over scenarios without probabilities: maximin, maximax, minimax regret.

use super::{Error, TIE, check_table};

/// What the rules say, over `payoffs[option][scenario]`, higher is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Regret {
    /// `best payoff in the scenario - own`, per option and scenario; never negative.
    pub regrets: Vec<Vec<f64>>,
    /// Greatest regret per option.
    pub max_regret: Vec<f64>,
    /// Least payoff per option.
    pub worst: Vec<f64>,
    /// Greatest payoff per option.
    pub best: Vec<f64>,
    /// Options whose least payoff is greatest (Wald); several when tied.
    pub maximin: Vec<usize>,
    /// Options whose greatest payoff is greatest.
    pub maximax: Vec<usize>,
    /// Options whose greatest regret is least (Savage).
    pub minimax_regret: Vec<usize>,
    /// Options whose mean payoff is greatest (Laplace: all scenarios equally likely).
    pub equally_likely: Vec<usize>,
}

/// [`Regret`] of a table. Turn costs into payoffs by a minus sign.
///
/// # Errors
///
/// A table that is empty, ragged or not finite.
pub fn regret(payoffs: &[Vec<f64>]) -> Result<Regret, Error> {
    let scenarios = check_table(payoffs)?;
    let tops: Vec<f64> = (0..scenarios)
        .map(|s| payoffs.iter().map(|row| row[s]).fold(f64::NEG_INFINITY, f64::max))
        .collect();
    let regrets: Vec<Vec<f64>> = payoffs
        .iter()
        .map(|row| row.iter().zip(&tops).map(|(x, top)| top - x).collect())
        .collect();
    let most = |rows: &[Vec<f64>]| -> Vec<f64> {
        rows.iter()
            .map(|row| row.iter().copied().fold(f64::NEG_INFINITY, f64::max))
            .collect()
    };
    let max_regret = most(&regrets);
    let best = most(payoffs);
    let worst: Vec<f64> = payoffs
        .iter()
        .map(|row| row.iter().copied().fold(f64::INFINITY, f64::min))
        .collect();
    let sums: Vec<f64> = payoffs.iter().map(|row| row.iter().sum()).collect();
    let negated: Vec<f64> = max_regret.iter().map(|x| -x).collect();
    Ok(Regret {
        maximin: leaders(&worst),
        maximax: leaders(&best),
        minimax_regret: leaders(&negated),
        equally_likely: leaders(&sums),
        regrets,
        max_regret,
        worst,
        best,
    })
}

/// Indices of the greatest numbers; tied within [`TIE`], or 1e-12 of their size (payoffs may be money).
fn leaders(numbers: &[f64]) -> Vec<usize> {
    let top = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let slack = TIE.max(top.abs() * 1e-12);
    (0..numbers.len()).filter(|&i| numbers[i] >= top - slack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_may_disagree() {
        // Safe, bold, and a compromise.
        let found = regret(&[vec![5.0, 5.0], vec![1.0, 9.0], vec![4.0, 8.0]]).unwrap();
        assert_eq!(
            (found.maximin, found.maximax, found.minimax_regret),
            (vec![0], vec![1], vec![2])
        );
        assert_eq!(found.max_regret, vec![4.0, 4.0, 1.0]);
    }

    #[test]
    fn ties_are_all_named() {
        assert_eq!(
            regret(&[vec![1.0, 2.0], vec![2.0, 1.0]]).unwrap().minimax_regret,
            vec![0, 1]
        );
        assert!(regret(&[]).is_err());
        assert!(regret(&[vec![f64::INFINITY]]).is_err());
    }
}

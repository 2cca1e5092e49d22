//! Value of information: how much better the choice would be, on average, if something were known first.

use super::elementary::{normal_cdf, normal_density};
use super::weights::shares;
use super::{Error, TIE, check_length, check_table, dot};

/// Value of knowing a normally distributed difference between the leader and the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormalValue {
    /// Expected gain from knowing it before choosing, in the unit of the difference.
    pub evpi: f64,
    /// Probability that the one that is ahead on average is the better one.
    pub leader_is_best: f64,
}

/// For a difference with mean `m` and standard deviation `s`: `s phi(m/s) - |m| Phi(-|m|/s)`, and `Phi(|m|/s)`.
///
/// Raiffa and Schlaifer's unit normal loss. With `s = 0` nothing is to be gained; then the leader is best for sure, or with
/// one half on a tie.
///
/// # Errors
///
/// Numbers that are not finite; a negative standard deviation.
pub fn normal(mean: f64, sd: f64) -> Result<NormalValue, Error> {
    super::check_finite(&[mean, sd], "mean and standard deviation")?;
    if sd < 0.0 {
        return Err(Error::Negative("standard deviations"));
    }
    let lead = mean.abs();
    if sd == 0.0 || lead / sd > 38.0 {
        return Ok(NormalValue {
            evpi: 0.0,
            leader_is_best: if lead > 0.0 { 1.0 } else { 0.5 },
        });
    }
    let z = lead / sd;
    let evpi = (sd * normal_density(z) - lead * normal_cdf(-z)).max(0.0);
    Ok(NormalValue {
        evpi,
        leader_is_best: normal_cdf(z),
    })
}

/// Value of knowing the answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerValue {
    /// `sum of p x best total given the answer - best of the expected totals`; never negative; points of the total.
    pub evpi: f64,
    /// The option that is best on average, without knowing (of several tied, the first).
    pub without: usize,
    /// The best option per answer; it stays `without` where that one ties.
    pub winners: Vec<usize>,
    /// True when some answer that is possible (probability above 0) makes another option win.
    pub changes_winner: bool,
}

/// Expected value of perfect information over the answers of a question.
///
/// `totals[answer][option]`: totals if that is the answer; `probabilities[answer]`: how likely it is (brought to a sum of 1).
///
/// # Errors
///
/// A table that is empty, ragged or not finite; probabilities that do not fit or make no sense.
pub fn over_answers(totals: &[Vec<f64>], probabilities: &[f64]) -> Result<AnswerValue, Error> {
    let options = check_table(totals)?;
    check_length("probabilities", probabilities.len(), totals.len())?;
    let probabilities = shares(probabilities)?;
    let expected: Vec<f64> = (0..options)
        .map(|option| {
            dot(
                &probabilities,
                &totals.iter().map(|row| row[option]).collect::<Vec<_>>(),
            )
        })
        .collect();
    let without = first_best(&expected);
    let winners: Vec<usize> = totals
        .iter()
        .map(|row| {
            if row[without] >= greatest(row) - TIE {
                without
            } else {
                first_best(row)
            }
        })
        .collect();
    let gains: Vec<f64> = totals.iter().map(|row| greatest(row) - row[without]).collect();
    let changes_winner = winners
        .iter()
        .zip(&probabilities)
        .any(|(&winner, &p)| p > 0.0 && winner != without);
    Ok(AnswerValue {
        evpi: dot(&probabilities, &gains).max(0.0),
        without,
        winners,
        changes_winner,
    })
}

fn greatest(totals: &[f64]) -> f64 {
    totals.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

fn first_best(totals: &[f64]) -> usize {
    let best = greatest(totals);
    totals.iter().position(|&total| total >= best - TIE).unwrap_or(0)
}

/// Questions in the order in which they are worth asking: most valuable first, then those that can change the winner, then by
/// index.
#[must_use]
pub fn order_of_asking(values: &[AnswerValue]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| {
        values[b]
            .evpi
            .total_cmp(&values[a].evpi)
            .then(values[b].changes_winner.cmp(&values[a].changes_winner))
            .then(a.cmp(&b))
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_is_worth_nothing() {
        assert_eq!(
            normal(0.3, 0.0),
            Ok(NormalValue {
                evpi: 0.0,
                leader_is_best: 1.0
            })
        );
        assert_eq!(
            normal(0.0, 0.0),
            Ok(NormalValue {
                evpi: 0.0,
                leader_is_best: 0.5
            })
        );
        assert_eq!(
            normal(1.0, 1e-300),
            Ok(NormalValue {
                evpi: 0.0,
                leader_is_best: 1.0
            })
        );
        assert!(normal(0.0, -1.0).is_err());
    }

    #[test]
    fn the_leader_may_be_either_side_of_zero() {
        assert_eq!(normal(0.03, 0.08), normal(-0.03, 0.08));
    }

    #[test]
    fn an_answer_that_changes_nothing_is_worth_nothing() {
        let found = over_answers(&[vec![7.0, 6.0], vec![8.0, 6.5]], &[1.0, 1.0]).unwrap();
        assert!(found.evpi.abs() < 1e-15 && !found.changes_winner);
    }

    #[test]
    fn an_answer_that_flips_is_worth_its_probability_times_the_gain() {
        let found = over_answers(&[vec![7.0, 6.0], vec![5.0, 6.0]], &[3.0, 1.0]).unwrap();
        assert!((found.evpi - 0.25).abs() < 1e-12);
        assert_eq!(
            (found.without, found.winners, found.changes_winner),
            (0, vec![0, 1], true)
        );
        let never = over_answers(&[vec![7.0, 6.0], vec![5.0, 6.0]], &[1.0, 0.0]).unwrap();
        assert!(!never.changes_winner && never.evpi.abs() < 1e-15);
    }

    #[test]
    fn the_most_valuable_question_is_asked_first() {
        let dull = over_answers(&[vec![7.0, 6.0], vec![8.0, 6.5]], &[1.0, 1.0]).unwrap();
        let sharp = over_answers(&[vec![7.0, 6.0], vec![5.0, 6.0]], &[1.0, 1.0]).unwrap();
        assert_eq!(order_of_asking(&[dull.clone(), sharp, dull]), vec![1, 0, 2]);
    }
}

//! What would flip the winner: a weight alone, weights together, a score.
//!
//! All results are exact. Pass only options that can win (those that no gate rules out).

use super::weights::shares;
use super::{Error, TIE, check_length, check_table, dot, real};

/// How far one weight may move, the others keeping their ratios, before the winner changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The criterion.
    pub criterion: usize,
    /// Its weight now, share of 1.
    pub weight: f64,
    /// Least weight at which the winner still wins or ties, 0-1.
    pub low: f64,
    /// Who takes over below; `None`: nobody down to 0.
    pub low_rival: Option<usize>,
    /// Greatest weight at which the winner still wins or ties, 0-1.
    pub high: f64,
    /// Who takes over above; `None`: nobody up to 1.
    pub high_rival: Option<usize>,
}

/// The winner's shares and its differences to everyone, checked.
struct Lead {
    shares: Vec<f64>,
    /// `values[winner] - values[rival]` per rival; the winner's own row is zero.
    differences: Vec<Vec<f64>>,
    winner: usize,
}

impl Lead {
    fn new(values: &[Vec<f64>], weights: &[f64], winner: usize) -> Result<Self, Error> {
        let criteria = check_table(values)?;
        check_length("weights", weights.len(), criteria)?;
        let shares = shares(weights)?;
        let best = values.get(winner).ok_or(Error::NoSuch {
            what: "option",
            index: winner,
        })?;
        let differences: Vec<Vec<f64>> = values
            .iter()
            .map(|row| best.iter().zip(row).map(|(a, b)| a - b).collect())
            .collect();
        if differences.iter().any(|d| dot(&shares, d) < -TIE) {
            return Err(Error::NotTheWinner(winner));
        }
        Ok(Self {
            shares,
            differences,
            winner,
        })
    }

    fn rivals(&self) -> impl Iterator<Item = (usize, &[f64])> {
        self.differences
            .iter()
            .enumerate()
            .filter(|&(o, _)| o != self.winner)
            .map(|(o, d)| (o, d.as_slice()))
    }
}

/// The stability interval of every weight.
///
/// With weight `t` on the criterion and the others in their ratios, the winner leads a rival by `t d + (1 - t) r`, where `d` is
/// its advantage on this criterion and `r` its lead over the rest: a straight line, which is 0 at `t = r / (r - d)`.
/// A rival that only ties at 0 or 1 does not take over. Where several cross at the same weight, the one that is best just
/// beyond takes over. Where all the weight is on the criterion, so that the others have no ratios, they share equally.
///
/// # Errors
///
/// A table or weights that make no sense; no such option; an option that is not the winner (ties may be named winner).
pub fn stability(values: &[Vec<f64>], weights: &[f64], winner: usize) -> Result<Vec<Interval>, Error> {
    let lead = Lead::new(values, weights, winner)?;
    Ok((0..lead.shares.len())
        .map(|criterion| interval(&lead, criterion))
        .collect())
}

fn interval(lead: &Lead, criterion: usize) -> Interval {
    let weight = lead.shares[criterion];
    let rest: f64 = lead
        .shares
        .iter()
        .enumerate()
        .filter(|&(c, _)| c != criterion)
        .map(|(_, w)| w)
        .sum();
    let mut low = Side {
        at: 0.0,
        rival: None,
        slope: 0.0,
    };
    let mut high = Side {
        at: 1.0,
        rival: None,
        slope: 0.0,
    };
    for (rival, d) in lead.rivals() {
        let others = d.iter().zip(&lead.shares).enumerate().filter(|&(c, _)| c != criterion);
        let at_zero = if lead.shares.len() == 1 {
            d[0]
        } else if rest > 0.0 {
            others.map(|(_, (d, w))| d * w).sum::<f64>() / rest
        } else {
            others.map(|(_, (d, _))| d).sum::<f64>() / real(d.len() - 1)
        };
        let at_one = d[criterion];
        let slope = at_one - at_zero;
        let tie = || {
            if dot(&lead.shares, d) <= TIE {
                weight
            } else {
                at_zero / (at_zero - at_one)
            }
        };
        if at_zero < -TIE {
            low.offer(tie().clamp(0.0, weight), rival, slope, |candidate, held| {
                candidate > held
            });
        }
        if at_one < -TIE {
            high.offer(tie().clamp(weight, 1.0), rival, slope, |candidate, held| {
                candidate < held
            });
        }
    }
    Interval {
        criterion,
        weight,
        low: low.at,
        low_rival: low.rival,
        high: high.at,
        high_rival: high.rival,
    }
}

/// One end of an interval while it is searched.
struct Side {
    at: f64,
    rival: Option<usize>,
    slope: f64,
}

impl Side {
    fn offer(&mut self, at: f64, rival: usize, slope: f64, nearer: impl Fn(f64, f64) -> bool) {
        let same = (at - self.at).abs() <= 1e-12;
        if self.rival.is_none() || (!same && nearer(at, self.at)) || (same && slope.abs() > self.slope.abs()) {
            *self = Self {
                at,
                rival: Some(rival),
                slope,
            };
        }
    }
}

/// A change of weights that makes a rival tie with the winner.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Sum of the absolute changes of the shares, 0-2.
    pub l1: f64,
    /// Who then ties with the winner; nobody is above the two.
    pub rival: usize,
    /// The shares after the move; they sum to 1.
    pub weights: Vec<f64>,
}

/// The least total change of weights (L1) after which some rival ties with the winner; `None` when no weights do that.
///
/// The minimum over the rivals of [`move_to_tie`]. Where it is reached no third option can be above the two: on the way it
/// would have tied with the winner earlier, by a smaller move. Of rivals equally near, the first.
///
/// # Errors
///
/// As [`stability`].
pub fn smallest_move(values: &[Vec<f64>], weights: &[f64], winner: usize) -> Result<Option<Move>, Error> {
    let lead = Lead::new(values, weights, winner)?;
    let mut best: Option<Move> = None;
    for (rival, d) in lead.rivals() {
        if let Some(found) = cheapest(&lead.shares, d, rival)
            && best.as_ref().is_none_or(|held| found.l1 < held.l1 - 1e-15)
        {
            best = Some(found);
        }
    }
    Ok(best)
}

/// The least total change of weights (L1) after which this rival ties with the winner; another may then be above both.
///
/// Moving `x` from criterion `a` to `b` costs `2x` and narrows the lead by `x (d_a - d_b)`: so all goes to the criterion that
/// favours the rival most, taken from those that favour the winner most, as far as they have any. A fractional knapsack, for
/// which taking the best first is exact.
///
/// # Errors
///
/// As [`stability`]; the rival does not exist or is the winner.
pub fn move_to_tie(values: &[Vec<f64>], weights: &[f64], winner: usize, rival: usize) -> Result<Option<Move>, Error> {
    let lead = Lead::new(values, weights, winner)?;
    match lead.differences.get(rival) {
        Some(d) if rival != winner => Ok(cheapest(&lead.shares, d, rival)),
        _ => Err(Error::NoSuch {
            what: "rival",
            index: rival,
        }),
    }
}

fn cheapest(shares: &[f64], d: &[f64], rival: usize) -> Option<Move> {
    let mut weights = shares.to_vec();
    let least = least(d);
    let to = d.iter().rposition(|x| *x <= least)?;
    let l1 = least_move(shares, d, &mut Vec::new(), |from, step| {
        weights[from] -= step;
        weights[to] += step;
    })?;
    Some(Move { l1, rival, weights })
}

/// Least sum of absolute changes of shares (0-2) at which the lead `d`, per criterion, is gone; `None` where no weights do it.
/// `moved` is told how much is taken from where; all of it goes to where `d` is least. `left` is room to work in, for many in a row.
pub fn least_move(shares: &[f64], d: &[f64], left: &mut Vec<f64>, mut moved: impl FnMut(usize, f64)) -> Option<f64> {
    let mut margin = dot(shares, d);
    if margin <= TIE {
        return Some(0.0);
    }
    let to = least(d);
    if to > TIE {
        return None;
    }
    left.clear();
    left.extend_from_slice(d);
    let mut total = 0.0;
    // One or two sources are enough as a rule: looking for the next is cheaper than putting all in order.
    for _ in 0..d.len() {
        let Some((from, most)) = largest(left) else { break };
        let gain = most - to;
        if gain <= 0.0 || margin <= 0.0 {
            break;
        }
        let share = shares.get(from).copied().unwrap_or(0.0);
        let step = (margin / gain).min(share);
        moved(from, step);
        margin -= step * gain;
        total += step;
        if step < share {
            break;
        }
        left[from] = f64::NEG_INFINITY;
    }
    Some(2.0 * total)
}

/// The least number; infinite where there is none.
fn least(all: &[f64]) -> f64 {
    all.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The largest number with its index; of equal ones the first.
fn largest(all: &[f64]) -> Option<(usize, f64)> {
    let mut all = all.iter().copied().enumerate();
    let first = all.next()?;
    Some(all.fold(first, |best, next| if next.1 > best.1 { next } else { best }))
}

/// What each option must gain on each criterion, alone, to tie with the winner: `(total_winner - total) / weight`.
///
/// In the unit of the values; may exceed what the scale allows, then no score can do it. `None` for the winner itself and where
/// the weight is 0.
///
/// # Errors
///
/// As [`stability`].
pub fn score_gains(values: &[Vec<f64>], weights: &[f64], winner: usize) -> Result<Vec<Vec<Option<f64>>>, Error> {
    let lead = Lead::new(values, weights, winner)?;
    Ok(lead
        .differences
        .iter()
        .enumerate()
        .map(|(option, d)| {
            let behind = dot(&lead.shares, d).max(0.0);
            lead.shares
                .iter()
                .map(|&w| (option != winner && w > 0.0).then(|| behind / w))
                .collect()
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(shares: &[f64], d: &[f64]) -> Option<f64> {
        least_move(shares, d, &mut Vec::new(), |_, _| {})
    }

    #[test]
    fn a_dominant_winner_never_flips() {
        let values = [vec![0.9, 0.8], vec![0.5, 0.8]];
        for interval in stability(&values, &[1.0, 1.0], 0).unwrap() {
            assert_eq!((interval.low, interval.high), (0.0, 1.0));
            assert_eq!((interval.low_rival, interval.high_rival), (None, None));
        }
        // All the weight on the second criterion is a tie.
        let tie = smallest_move(&values, &[1.0, 1.0], 0).unwrap().unwrap();
        assert!((tie.l1 - 1.0).abs() < 1e-12);
        assert_eq!(
            smallest_move(&[vec![0.9, 0.9], vec![0.5, 0.8]], &[1.0, 1.0], 0),
            Ok(None)
        );
    }

    #[test]
    fn a_tie_now_flips_at_once_on_the_side_that_favours_the_rival() {
        let values = [vec![1.0, 0.0], vec![0.0, 1.0]];
        let intervals = stability(&values, &[0.5, 0.5], 0).unwrap();
        assert_eq!(
            (intervals[0].low, intervals[0].low_rival, intervals[0].high_rival),
            (0.5, Some(1), None)
        );
        assert_eq!(
            (intervals[1].high, intervals[1].high_rival, intervals[1].low_rival),
            (0.5, Some(1), None)
        );
        assert!(smallest_move(&values, &[0.5, 0.5], 0).unwrap().unwrap().l1.abs() < 1e-15);
    }

    #[test]
    fn a_duplicate_of_the_winner_never_takes_over() {
        let values = [vec![0.9, 0.2], vec![0.9, 0.2]];
        for interval in stability(&values, &[0.3, 0.7], 0).unwrap() {
            assert_eq!((interval.low_rival, interval.high_rival), (None, None));
        }
    }

    #[test]
    fn a_weight_of_zero_has_an_interval_and_no_score_gain() {
        let values = [vec![0.9, 0.0], vec![0.5, 1.0]];
        let intervals = stability(&values, &[1.0, 0.0], 0).unwrap();
        assert!((intervals[1].high - 0.4 / 1.4).abs() < 1e-12 && intervals[1].high_rival == Some(1));
        assert!((intervals[0].low - 1.0 / 1.4).abs() < 1e-12 && intervals[0].low_rival == Some(1));
        let gains = score_gains(&values, &[1.0, 0.0], 0).unwrap();
        assert!((gains[1][0].unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(gains[1][1], None);
    }

    #[test]
    fn of_rivals_that_cross_together_the_steeper_takes_over() {
        let values = [vec![1.0, 0.0], vec![0.5, 0.5], vec![0.0, 1.0]];
        let intervals = stability(&values, &[0.6, 0.4], 0).unwrap();
        assert!((intervals[0].low - 0.5).abs() < 1e-12);
        assert_eq!(intervals[0].low_rival, Some(2));
    }

    #[test]
    fn an_option_that_does_not_win_is_refused() {
        let values = [vec![1.0, 0.0], vec![0.0, 1.0]];
        assert_eq!(stability(&values, &[0.3, 0.7], 0), Err(Error::NotTheWinner(0)));
        assert!(stability(&values, &[0.3, 0.7], 5).is_err());
        assert!(move_to_tie(&values, &[0.3, 0.7], 1, 1).is_err());
    }

    #[test]
    fn one_criterion_alone_cannot_move() {
        let intervals = stability(&[vec![1.0], vec![0.5]], &[3.0], 0).unwrap();
        assert_eq!((intervals[0].low, intervals[0].high), (0.0, 1.0));
        assert_eq!(smallest_move(&[vec![1.0], vec![0.5]], &[3.0], 0), Ok(None));
    }

    #[test]
    fn the_least_change_takes_from_where_the_winner_is_furthest_ahead() {
        let advantages = [-0.4, -0.1, 0.5, 0.5];
        let moved = least(&[0.35, 0.25, 0.2, 0.2], &advantages).unwrap();
        assert!((moved - 0.077_777_777_777_777_83).abs() < 1e-12, "{moved}");
    }

    #[test]
    fn a_capped_source_is_emptied_before_the_next() {
        // Margin 0.1 x 8 + 0.6 x 2 - 0.3 x 2 = 1.4; 0.1 from the first closes 1.0, then 0.1 from the second 0.4.
        let moved = least(&[0.1, 0.6, 0.3], &[8.0, 2.0, -2.0]).unwrap();
        assert!((moved - 0.4).abs() < 1e-12, "{moved}");
    }

    #[test]
    fn a_winner_that_is_ahead_everywhere_cannot_be_caught() {
        assert_eq!(least(&[0.5, 0.5], &[1.0, 0.1]), None);
        assert_eq!(least(&[0.5, 0.5], &[1.0, 0.0]), Some(1.0));
        assert_eq!(least(&[0.5, 0.5], &[0.0, 0.0]), Some(0.0));
    }
}

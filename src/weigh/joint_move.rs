//! The smallest joint move: the least total change of weights that lets a rival catch up.

/// Least sum of absolute changes of shares (0-2) at which the winner's advantage is gone; `None` where no weights do it.
///
/// `advantages` are the winner's score less the rival's, per criterion, in points of 0-10; `shares` sum to 1. Weight goes
/// to the criterion on which the rival is best, taken first from where the winner is furthest ahead: each unit moved
/// closes the gap by the difference of the two advantages and costs two units of change, so the greedy order is the
/// cheapest.
#[must_use]
pub fn smallest_joint_move(shares: &[f64], advantages: &[f64]) -> Option<f64> {
    smallest_joint_move_in(shares, advantages, &mut Vec::new())
}

/// The same with room to work in, for many in a row.
pub(super) fn smallest_joint_move_in(shares: &[f64], advantages: &[f64], left: &mut Vec<f64>) -> Option<f64> {
    let mut margin: f64 = shares.iter().zip(advantages).map(|(w, d)| w * d).sum();
    if margin <= 0.0 {
        return Some(0.0);
    }
    let to = advantages.iter().copied().min_by(f64::total_cmp)?;
    if to > 0.0 {
        return None;
    }
    left.clear();
    left.extend_from_slice(advantages);
    let mut moved = 0.0;
    // One or two sources are enough as a rule: looking for the next is cheaper than putting all in order.
    for _ in 0..advantages.len() {
        let Some((at, advantage)) = largest(left) else { break };
        let gain = advantage - to;
        if gain <= 0.0 {
            break;
        }
        let share = shares.get(at).copied().unwrap_or(0.0);
        let needed = margin / gain;
        if needed <= share {
            return Some(2.0 * (moved + needed));
        }
        moved += share;
        margin -= share * gain;
        left[at] = f64::NEG_INFINITY;
    }
    // All weight stands where the rival is best, and that is a tie at most by rounding.
    (to <= 0.0 && margin <= 1e-9).then_some(2.0 * moved)
}

/// The largest number with its index; of equal ones the first.
fn largest(all: &[f64]) -> Option<(usize, f64)> {
    let mut all = all.iter().copied().enumerate();
    let first = all.next()?;
    Some(all.fold(first, |best, next| if next.1 > best.1 { next } else { best }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_change_takes_from_where_the_winner_is_furthest_ahead() {
        let advantages = [-0.4, -0.1, 0.5, 0.5];
        let moved = smallest_joint_move(&[0.35, 0.25, 0.2, 0.2], &advantages).unwrap();
        assert!((moved - 0.077_777_777_777_777_83).abs() < 1e-12, "{moved}");
    }

    #[test]
    fn a_capped_source_is_emptied_before_the_next() {
        // Margin 0.1 x 8 + 0.6 x 2 - 0.3 x 2 = 1.4; 0.1 from the first closes 1.0, then 0.1 from the second 0.4.
        let moved = smallest_joint_move(&[0.1, 0.6, 0.3], &[8.0, 2.0, -2.0]).unwrap();
        assert!((moved - 0.4).abs() < 1e-12, "{moved}");
    }

    #[test]
    fn a_winner_that_is_ahead_everywhere_cannot_be_caught() {
        assert_eq!(smallest_joint_move(&[0.5, 0.5], &[1.0, 0.1]), None);
        assert_eq!(smallest_joint_move(&[0.5, 0.5], &[1.0, 0.0]), Some(1.0));
        assert_eq!(smallest_joint_move(&[0.5, 0.5], &[0.0, 0.0]), Some(0.0));
    }
}

//! Tornado: each uncertain input swung from end to end, the rest as they are, and what that does to the margin.

use super::{Error, TIE, check_length, check_table, dot};

/// One bar of a tornado.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Which input, as numbered by the caller.
    pub input: usize,
    /// Margin with the input at its first setting (of two: the low one).
    pub first: f64,
    /// Margin with the input at its last setting (of two: the high one).
    pub last: f64,
    /// Least margin over all settings.
    pub low: f64,
    /// Greatest margin over all settings.
    pub high: f64,
    /// True when the margin falls below zero at some setting, or reaches it from elsewhere: the winner is not sure of this.
    pub flips: bool,
}

impl Bar {
    /// Length of the bar, in points of the total.
    #[must_use]
    pub fn span(&self) -> f64 {
        self.high - self.low
    }
}

/// The bars, longest first (equally long ones in order of the input); inputs that do not move the margin are left out.
///
/// `settings[i]` is the number of settings of input `i` (2 for a range, one a choice for a question); `margin(i, s)` is the
/// margin of the winner of `base` with input `i` at setting `s`. It must be the margin of the *same* option throughout: then
/// a negative one means that it lost. Settings whose margin is not finite are skipped.
pub fn bars(base: f64, settings: &[usize], mut margin: impl FnMut(usize, usize) -> f64) -> Vec<Bar> {
    let mut bars = Vec::new();
    for (input, &count) in settings.iter().enumerate() {
        let margins: Vec<f64> = (0..count).map(|s| margin(input, s)).filter(|m| m.is_finite()).collect();
        let (Some(&first), Some(&last)) = (margins.first(), margins.last()) else {
            continue;
        };
        let low = margins.iter().copied().fold(f64::INFINITY, f64::min);
        let high = margins.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let moves = high - low > TIE || (first - base).abs() > TIE;
        if moves {
            let flips = if base > TIE { low <= TIE } else { low < -TIE };
            bars.push(Bar {
                input,
                first,
                last,
                low,
                high,
                flips,
            });
        }
    }
    bars.sort_by(|a, b| {
        let (a_span, b_span) = (a.span(), b.span());
        if (a_span - b_span).abs() <= TIE {
            a.input.cmp(&b.input)
        } else {
            b_span.total_cmp(&a_span)
        }
    });
    bars
}

/// [`bars`] for ranges: `margin(i, 0)` at the low end of input `i`, `margin(i, 1)` at the high end.
pub fn tornado(base: f64, inputs: usize, margin: impl FnMut(usize, usize) -> f64) -> Vec<Bar> {
    bars(base, &vec![2; inputs], margin)
}

/// `total of option - best total of the others`; negative when it does not win; `None` without others.
#[must_use]
pub fn margin_over_best(totals: &[f64], option: usize) -> Option<f64> {
    let own = totals.get(option)?;
    let others = totals.iter().enumerate().filter(|&(o, _)| o != option).map(|(_, t)| *t);
    others.reduce(f64::max).map(|best| own - best)
}

/// A bar that belongs to the score of one option on one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreBar {
    /// The option.
    pub option: usize,
    /// The criterion.
    pub criterion: usize,
    /// The bar; its input is `option x criteria + criterion`.
    pub bar: Bar,
}

/// Tornado of the scores alone: each cell with a range swung from `low` to `high`, the others at `likely`, on the margin of
/// `winner` over the best of the others. Weights are used as given.
///
/// # Errors
///
/// Tables that are empty, ragged, of different shapes or not finite; weights that do not fit; no such option; one option.
pub fn of_scores(
    low: &[Vec<f64>],
    likely: &[Vec<f64>],
    high: &[Vec<f64>],
    weights: &[f64],
    winner: usize,
) -> Result<Vec<ScoreBar>, Error> {
    let criteria = check_table(likely)?;
    for table in [low, high] {
        check_length("options of a table", table.len(), likely.len())?;
        check_length("criteria of a table", check_table(table)?, criteria)?;
    }
    let totals = super::wsm::totals(likely, weights)?;
    let base = margin_over_best(&totals, winner).ok_or(Error::NoSuch {
        what: "option with a rival",
        index: winner,
    })?;
    let found = tornado(base, likely.len() * criteria, |input, end| {
        let (option, criterion) = (input / criteria, input % criteria);
        let table = if end == 0 { low } else { high };
        let mut row = likely[option].clone();
        row[criterion] = table[option][criterion];
        let mut swung = totals.clone();
        swung[option] = dot(weights, &row);
        margin_over_best(&swung, winner).unwrap_or(base)
    });
    let place = |bar: Bar| ScoreBar {
        option: bar.input / criteria,
        criterion: bar.input % criteria,
        bar,
    };
    Ok(found.into_iter().map(place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_comes_first_and_inputs_without_effect_are_left_out() {
        let bars = tornado(1.0, 3, |input, end| match (input, end) {
            (0, 0) => 0.9,
            (2, 0) => -0.5,
            (2, 1) => 1.2,
            _ => 1.0,
        });
        assert_eq!(bars.iter().map(|bar| bar.input).collect::<Vec<_>>(), vec![2, 0]);
        assert!(bars[0].flips && !bars[1].flips);
    }

    #[test]
    fn a_range_on_one_side_of_the_present_value_still_has_a_bar() {
        // Both ends give the same margin, but not the one of today.
        assert_eq!(tornado(1.0, 1, |_, _| 0.4).len(), 1);
    }

    #[test]
    fn a_setting_without_a_margin_is_skipped() {
        let bars = bars(1.0, &[3, 0], |_, s| if s == 1 { f64::NAN } else { crate::real(s) });
        assert_eq!(bars.len(), 1);
        assert_eq!((bars[0].low, bars[0].high), (0.0, 2.0));
    }

    #[test]
    fn a_score_of_a_third_option_moves_the_margin_only_beyond_the_runner_up() {
        let likely = [vec![8.0], vec![7.0], vec![5.0]];
        let low = [vec![7.5], vec![7.0], vec![4.0]];
        let high = [vec![8.0], vec![7.0], vec![9.0]];
        let bars = of_scores(&low, &likely, &high, &[1.0], 0).unwrap();
        assert_eq!(bars.len(), 2);
        assert_eq!((bars[0].option, bars[0].bar.first, bars[0].bar.last), (2, 1.0, -1.0));
        assert!(bars[0].bar.flips);
        assert!(of_scores(&low[..1], &likely[..1], &high[..1], &[1.0], 0).is_err());
    }
}

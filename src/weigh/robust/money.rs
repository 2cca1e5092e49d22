//! Money over time: present value, internal rate, payback, growth, crossing lines.
//!
//! `flows[0]` is today, `flows[t]` comes after `t` periods; costs are negative, unless a list holds costs only. Nothing is rounded.

use super::{Error, check_finite, real};

/// Rate a month with the same effect as `yearly`: `(1 + r)^(1/12) - 1`.
///
/// # Errors
///
/// A rate that is not finite, or -1 or below.
pub fn monthly_rate(yearly: f64) -> Result<f64, Error> {
    check_rate(yearly)?;
    Ok((1.0 + yearly).powf(1.0 / 12.0) - 1.0)
}

fn check_rate(rate: f64) -> Result<(), Error> {
    if rate.is_finite() && rate > -1.0 {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            what: "a rate",
            rule: "a finite number above -1 (-100 %)",
        })
    }
}

/// Net present value `sum of flows[t] / (1 + rate)^t`, rate a period. 0 without flows.
///
/// # Errors
///
/// Flows that are not finite; a rate of -1 or below.
pub fn npv(rate: f64, flows: &[f64]) -> Result<f64, Error> {
    check_rate(rate)?;
    check_finite(flows, "flows")?;
    Ok(value_at(rate, flows))
}

fn value_at(rate: f64, flows: &[f64]) -> f64 {
    flows.iter().rev().fold(0.0, |later, flow| flow + later / (1.0 + rate))
}

/// Internal rate of return: the rate a period at which the present value is 0; of several, the one nearest to 0.
///
/// `None` when the flows never change sign, or the rate is outside -99 % to 100,000 %.
///
/// # Errors
///
/// Flows that are not finite.
pub fn irr(flows: &[f64]) -> Result<Option<f64>, Error> {
    check_finite(flows, "flows")?;
    if !(flows.iter().any(|&flow| flow > 0.0) && flows.iter().any(|&flow| flow < 0.0)) {
        return Ok(None);
    }
    // Steps of 2 % in (1 + rate): finer than any two roots that flows of this length have in practice.
    let mut found: Option<f64> = None;
    let mut low = -0.99;
    let mut at_low = value_at(low, flows);
    while low < 1000.0 {
        let high = (1.0 + low) * 1.02 - 1.0;
        let at_high = value_at(high, flows);
        if at_low == 0.0 || (at_low < 0.0) != (at_high < 0.0) {
            let root = bisect(low, high, |rate| value_at(rate, flows));
            if found.is_none_or(|held| root.abs() < held.abs()) {
                found = Some(root);
            }
        }
        (low, at_low) = (high, at_high);
    }
    Ok(found)
}

fn bisect(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let rising = f(low) < 0.0;
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if (f(middle) < 0.0) == rising {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// Running sums: entry `t` is everything up to and including period `t`.
#[must_use]
pub fn cumulative(flows: &[f64]) -> Vec<f64> {
    flows
        .iter()
        .scan(0.0, |sum, flow| {
            *sum += flow;
            Some(*sum)
        })
        .collect()
}

/// Each flow at its value today: `flows[t] / (1 + rate)^t`.
///
/// # Errors
///
/// As [`npv`].
pub fn discounted(rate: f64, flows: &[f64]) -> Result<Vec<f64>, Error> {
    check_rate(rate)?;
    check_finite(flows, "flows")?;
    let mut factor = 1.0;
    Ok(flows
        .iter()
        .map(|flow| {
            let today = flow / factor;
            factor *= 1.0 + rate;
            today
        })
        .collect())
}

/// Running sums of the discounted flows, and when they reach 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Payback {
    /// Discounted running sums.
    pub cumulative: Vec<f64>,
    /// Periods until the running sum first reaches 0, straight within the period; `None`: never within these flows.
    pub periods: Option<f64>,
}

/// Discounted payback: with `rate = 0` the plain one. An investment that starts at 0 or above has paid back at 0.
///
/// # Errors
///
/// As [`npv`]; no flows.
pub fn payback(rate: f64, flows: &[f64]) -> Result<Payback, Error> {
    if flows.is_empty() {
        return Err(Error::Empty("flows"));
    }
    let today = discounted(rate, flows)?;
    let cumulative = cumulative(&today);
    let periods = cumulative
        .iter()
        .position(|&sum| sum >= 0.0)
        .map(|t| match t.checked_sub(1) {
            None => 0.0,
            Some(before) => real(before) - cumulative[before] / today[t],
        });
    Ok(Payback { cumulative, periods })
}

/// Costs (or gains) that grow: `first x (1 + growth)^t` for `t = 0 .. periods - 1`.
///
/// # Errors
///
/// Numbers that are not finite; a growth of -1 or below.
pub fn growing(first: f64, growth: f64, periods: usize) -> Result<Vec<f64>, Error> {
    check_finite(&[first], "the first flow")?;
    check_rate(growth)?;
    let mut flow = first;
    Ok((0..periods)
        .map(|_| {
            let this = flow;
            flow *= 1.0 + growth;
            this
        })
        .collect())
}

/// Where two lines cross.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Crossing {
    /// After so many periods (with a fraction) the one that was dearer is cheaper.
    Within(f64),
    /// Not within the lines; if the last period's flows went on, after so many.
    Beyond(f64),
    /// Never, at the last period's flows.
    Never,
    /// The lines are the same from the start, within a millionth of their size.
    Same,
}

/// First crossing of two cumulative lines, straight between periods; lines that touch and part again have crossed where they touch.
///
/// # Errors
///
/// Lines of different length, shorter than one entry, or not finite.
pub fn crossing(a: &[f64], b: &[f64]) -> Result<Crossing, Error> {
    super::check_length("entries of the second line", b.len(), a.len())?;
    if a.is_empty() {
        return Err(Error::Empty("entries in the lines"));
    }
    check_finite(a, "the first line")?;
    check_finite(b, "the second line")?;
    let size = a.iter().chain(b).fold(0.0, |most: f64, x| most.max(x.abs()));
    let gaps: Vec<f64> = a.iter().zip(b).map(|(x, y)| x - y).collect();
    let zero = size * 1e-12;
    let Some(start) = gaps.iter().position(|gap| gap.abs() > zero) else {
        return Ok(Crossing::Same);
    };
    let sign = gaps[start].signum();
    for t in start + 1..gaps.len() {
        let (before, after) = (gaps[t - 1] * sign, gaps[t] * sign);
        if after <= zero {
            return Ok(Crossing::Within(real(t - 1) + before / (before - after)));
        }
    }
    let last = gaps[gaps.len() - 1] * sign;
    let closing = if gaps.len() > 1 {
        gaps[gaps.len() - 2] * sign - last
    } else {
        0.0
    };
    Ok(if closing > zero {
        Crossing::Beyond(real(gaps.len() - 1) + last / closing)
    } else {
        Crossing::Never
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn twelve_monthly_rates_make_the_yearly_one() {
        let monthly = monthly_rate(0.08).unwrap();
        assert!(((1.0 + monthly).powf(12.0) - 1.08).abs() < 1e-14);
        assert!(monthly_rate(-1.0).is_err());
        assert!(npv(f64::NAN, &[1.0]).is_err());
    }

    #[test]
    fn flows_of_one_sign_have_no_internal_rate() {
        assert_eq!(irr(&[-100.0, -5.0]), Ok(None));
        assert_eq!(irr(&[]), Ok(None));
        assert!(irr(&[f64::INFINITY]).is_err());
    }

    #[test]
    fn of_several_internal_rates_the_one_nearest_to_zero_is_given() {
        // (1 + r) = 1.1 or 1.5.
        let rate = irr(&[-1.0, 2.6, -1.65]).unwrap().unwrap();
        assert!((rate - 0.1).abs() < 1e-9);
        assert!(irr(&[-100.0, 50.0, 50.0]).unwrap().unwrap().abs() < 1e-9);
    }

    #[test]
    fn an_investment_that_never_pays_back_says_so() {
        assert_eq!(payback(0.1, &[-100.0, 10.0, 10.0]).unwrap().periods, None);
        assert_eq!(payback(0.1, &[0.0, 10.0]).unwrap().periods, Some(0.0));
        assert!(payback(0.1, &[]).is_err());
    }

    #[test]
    fn lines_cross_within_beyond_or_never() {
        assert_eq!(
            crossing(&[10.0, 11.0, 12.0], &[9.0, 11.0, 13.0]),
            Ok(Crossing::Within(1.0))
        );
        assert_eq!(crossing(&[10.0, 11.0], &[9.0, 10.5]), Ok(Crossing::Beyond(2.0)));
        assert_eq!(crossing(&[10.0, 12.0], &[9.0, 10.5]), Ok(Crossing::Never));
        assert_eq!(crossing(&[10.0], &[9.0]), Ok(Crossing::Never));
        assert_eq!(crossing(&[3.0, 4.0], &[3.0, 4.0]), Ok(Crossing::Same));
        assert!(crossing(&[1.0], &[]).is_err());
    }

    proptest! {
        #[test]
        fn growing_flows_have_the_present_value_of_the_closed_form(
            first in 1.0..1e4f64, growth in -0.5..0.5f64, rate in 0.6..1.5f64, periods in 0usize..30,
        ) {
            let mut flows = vec![0.0];
            flows.extend(growing(first, growth, periods).unwrap());
            let ratio = ((1.0 + growth) / (1.0 + rate)).powf(real(periods));
            let closed = first / (rate - growth) * (1.0 - ratio);
            prop_assert!((npv(rate, &flows).unwrap() - closed).abs() <= 1e-9 * first);
        }

        #[test]
        fn the_present_value_at_the_internal_rate_is_zero(
            cost in 1.0..1e6f64, gains in prop::collection::vec(0.0..1e5f64, 1..20),
        ) {
            let mut flows = vec![-cost];
            flows.extend(gains);
            if let Some(rate) = irr(&flows).unwrap() {
                let scale: f64 = flows.iter().map(|x| x.abs()).sum();
                prop_assert!(npv(rate, &flows).unwrap().abs() < 1e-6 * scale || rate < -0.5);
            }
        }
    }
}

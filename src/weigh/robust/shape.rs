//! Shapes of value functions: from a quantity to a value 0-1, on a declared range.
//!
//! All clip: a quantity beyond an end has the end's value. `worst` and `best` may lie either way round. Logarithms and
//! exponentials are those of [`super::elementary`], the same bits on every platform.
//!
//! Each shape is there twice: checked, and (`..._at`) plain, for functions that were checked when their catalog was read. A plain
//! one never panics; where its arguments make no sense it may give a NaN.

use super::elementary::{exp, exp_m1, ln};
use super::{Error, check_finite, wsm};

/// `(x - worst) / (best - worst)`.
///
/// # Errors
///
/// As [`wsm::value`].
pub fn linear(x: f64, worst: f64, best: f64) -> Result<f64, Error> {
    wsm::value(x, worst, best)
}

/// [`linear`], plain.
#[must_use]
pub fn linear_at(x: f64, worst: f64, best: f64) -> f64 {
    ((x - worst) / (best - worst)).clamp(0.0, 1.0)
}

/// `(ln x - ln worst) / (ln best - ln worst)`: equal ratios are worth the same. `x <= 0` lies beyond the lower end.
///
/// # Errors
///
/// As [`wsm::value`]; an end that is not positive.
pub fn logarithmic(x: f64, worst: f64, best: f64) -> Result<f64, Error> {
    wsm::value(x, worst, best)?;
    if worst <= 0.0 || best <= 0.0 {
        return Err(Error::OutOfRange {
            what: "both ends of a logarithmic range",
            rule: "positive",
        });
    }
    Ok(logarithmic_at(x, worst, best))
}

/// [`logarithmic`], plain.
#[must_use]
pub fn logarithmic_at(x: f64, worst: f64, best: f64) -> f64 {
    let x = x.max(worst.min(best)).min(worst.max(best));
    (ln(x / worst) / ln(best / worst)).clamp(0.0, 1.0)
}

/// `L(x) = 1 / (1 + exp(-steepness (x - midpoint)))`, rescaled to 0 at worst and 1 at best.
///
/// # Errors
///
/// As [`wsm::value`]; a steepness of zero, or one so small or a midpoint so far away that both ends have the same `L`.
pub fn logistic(x: f64, worst: f64, best: f64, steepness: f64, midpoint: f64) -> Result<f64, Error> {
    check_finite(
        &[x, worst, best, steepness, midpoint],
        "a quantity, its range and its shape",
    )?;
    let at = |x: f64| 1.0 / (1.0 + exp(-steepness * (x - midpoint)));
    wsm::value(at(worst), at(worst), at(best))?;
    Ok(logistic_at(x, worst, best, steepness, midpoint))
}

/// [`logistic`], plain.
#[must_use]
pub fn logistic_at(x: f64, worst: f64, best: f64, steepness: f64, midpoint: f64) -> f64 {
    let at = |x: f64| 1.0 / (1.0 + exp(-steepness * (x - midpoint)));
    linear_at(at(x), at(worst), at(best))
}

/// `(1 - exp(-curvature t)) / (1 - exp(-curvature))` with `t` the linear value; positive: quick gains first; zero: linear.
///
/// # Errors
///
/// As [`wsm::value`]; a curvature beyond 500 either way, where the function is a step.
pub fn exponential(x: f64, worst: f64, best: f64, curvature: f64) -> Result<f64, Error> {
    check_finite(&[curvature], "the curvature")?;
    if curvature.abs() > 500.0 {
        return Err(Error::OutOfRange {
            what: "the curvature",
            rule: "between -500 and 500",
        });
    }
    wsm::value(x, worst, best)?;
    Ok(exponential_at(x, worst, best, curvature))
}

/// [`exponential`], plain, of any curvature.
#[must_use]
pub fn exponential_at(x: f64, worst: f64, best: f64, curvature: f64) -> f64 {
    let t = linear_at(x, worst, best);
    let bent = if curvature.abs() < 1e-12 {
        t
    } else if curvature > 0.0 {
        exp_m1(-curvature * t) / exp_m1(-curvature)
    } else {
        // The same divided by its largest term, which would overflow: `(e^(c (1 - t)) - e^c) / (1 - e^c)`.
        exp(curvature * (1.0 - t)) * exp_m1(curvature * t) / exp_m1(curvature)
    };
    bent.clamp(0.0, 1.0)
}

/// Straight lines between points `(quantity, value)` with rising quantities; the first and last value beyond them.
///
/// # Errors
///
/// No points; quantities that do not rise; numbers that are not finite. Values are not clipped: they are as declared.
pub fn piecewise(x: f64, points: &[(f64, f64)]) -> Result<f64, Error> {
    check_points(x, points)?;
    Ok(piecewise_at(x, points))
}

/// [`piecewise`], plain; 0 without points.
#[must_use]
pub fn piecewise_at(x: f64, points: &[(f64, f64)]) -> f64 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return 0.0;
    };
    if x <= first.0 {
        return first.1;
    }
    let part = points.windows(2).find(|pair| x <= pair[1].0);
    part.map_or(last.1, |pair| {
        let ((left, below), (right, above)) = (pair[0], pair[1]);
        below + (above - below) * (x - left) / (right - left)
    })
}

/// Steps `(up to this quantity, value)`: the value of the first level whose quantity is not below `x`, the last beyond.
///
/// # Errors
///
/// As [`piecewise`].
pub fn levels(x: f64, levels: &[(f64, f64)]) -> Result<f64, Error> {
    check_points(x, levels)?;
    Ok(levels_at(x, levels))
}

/// [`levels`], plain; 0 without levels.
#[must_use]
pub fn levels_at(x: f64, levels: &[(f64, f64)]) -> f64 {
    let level = levels.iter().find(|level| x <= level.0).or(levels.last());
    level.map_or(0.0, |level| level.1)
}

fn check_points(x: f64, points: &[(f64, f64)]) -> Result<(), Error> {
    if points.is_empty() {
        return Err(Error::Empty("points"));
    }
    if !x.is_finite() || points.iter().any(|point| !point.0.is_finite() || !point.1.is_finite()) {
        return Err(Error::NotFinite("a quantity and the points"));
    }
    if points.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
        return Err(Error::OutOfRange {
            what: "the quantities of the points",
            rule: "rising",
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_way_in_ratios_is_half_the_value_on_a_logarithmic_range() {
        assert!((logarithmic(100.0, 1000.0, 10.0).unwrap() - 0.5).abs() < 1e-15);
        assert_eq!(logarithmic(-3.0, 1000.0, 10.0), Ok(1.0));
        assert!(logarithmic(1.0, 0.0, 10.0).is_err());
    }

    #[test]
    fn the_exponential_shape_is_linear_without_curvature_and_bends_with_it() {
        assert_eq!(exponential(2.5, 0.0, 10.0, 0.0), Ok(0.25));
        assert!(exponential(2.5, 0.0, 10.0, 3.0).unwrap() > 0.25);
        assert!(exponential(2.5, 0.0, 10.0, -3.0).unwrap() < 0.25);
    }

    #[test]
    fn levels_take_the_first_that_is_not_below() {
        let steps = [(10.0, 1.0), (50.0, 0.4), (100.0, 0.0)];
        assert_eq!(levels(10.0, &steps), Ok(1.0));
        assert_eq!(levels(10.1, &steps), Ok(0.4));
        assert_eq!(levels(1e9, &steps), Ok(0.0));
    }

    #[test]
    fn points_that_do_not_rise_are_refused() {
        assert!(piecewise(1.0, &[(1.0, 0.0), (1.0, 1.0)]).is_err());
        assert!(piecewise(1.0, &[]).is_err());
        assert_eq!(piecewise(7.0, &[(1.0, 0.3)]), Ok(0.3));
    }

    #[test]
    fn a_logistic_without_steepness_is_refused() {
        assert!(logistic(1.0, 0.0, 10.0, 0.0, 5.0).is_err());
    }

    proptest! {
        #[test]
        fn every_shape_is_monotone_and_stays_within_0_and_1(
            a in -50.0..150.0f64, b in -50.0..150.0f64, bend in -8.0..8.0f64,
        ) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let shapes: [&dyn Fn(f64) -> f64; 4] = [
                &|x| linear(x, 0.0, 100.0).unwrap(),
                &|x| logarithmic(x, 1.0, 100.0).unwrap(),
                &|x| logistic(x, 0.0, 100.0, 0.1, 40.0).unwrap(),
                &|x| exponential(x, 0.0, 100.0, bend).unwrap(),
            ];
            for shape in shapes {
                prop_assert!(shape(low) <= shape(high) + 1e-12);
                prop_assert!((0.0..=1.0).contains(&shape(a)));
            }
        }
    }
}

//! Value functions: from a quantity to a value 0-1 over a declared range, and from there to a score.

use super::{Span, robust::shape};
use crate::catalog::{Shape, ValueFunction};

/// Value of `x`, 0-1; never NaN.
#[must_use]
pub fn value(function: &ValueFunction, x: f64) -> f64 {
    let (worst, best) = (function.worst, function.best);
    let v = match &function.shape {
        Shape::Linear => shape::linear_at(x, worst, best),
        Shape::Logarithmic => shape::logarithmic_at(x, worst, best),
        Shape::Logistic { steepness, midpoint } => shape::logistic_at(x, worst, best, *steepness, *midpoint),
        Shape::Exponential { curvature } => shape::exponential_at(x, worst, best, *curvature),
        Shape::Piecewise(points) => shape::piecewise_at(x, points),
        Shape::Levels(levels) => shape::levels_at(x, levels),
    };
    if v.is_nan() { 0.0 } else { v.clamp(0.0, 1.0) }
}

/// Score span of a quantity span: ten times the value, over everything between the ends.
pub(super) fn score(function: &ValueFunction, quantity: Span) -> Span {
    let likely = value(function, quantity.likely);
    let mut low = likely;
    let mut high = likely;
    let mut see = |x: f64| {
        let v = value(function, x);
        low = low.min(v);
        high = high.max(v);
    };
    if !quantity.is_point() {
        see(quantity.low);
        see(quantity.high);
        // Only these shapes may turn between the ends.
        if let Shape::Piecewise(points) | Shape::Levels(points) = &function.shape {
            for (x, _) in points.iter().filter(|(x, _)| (quantity.low..quantity.high).contains(x)) {
                see(*x);
                see(x.next_up());
            }
        }
    }
    Span {
        low: low * 10.0,
        likely: likely * 10.0,
        high: high * 10.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(worst: f64, best: f64, shape: Shape) -> ValueFunction {
        ValueFunction { worst, best, shape }
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn a_linear_value_is_clipped_at_its_declared_ends() {
        let f = function(200.0, 5.0, Shape::Linear);
        for (x, v) in [
            (5.0, 1.0),
            (50.0, 0.769_230_769_230_769_3),
            (102.5, 0.5),
            (200.0, 0.0),
            (400.0, 0.0),
        ] {
            close(value(&f, x), v);
        }
    }

    #[test]
    fn a_logarithmic_value_counts_ratios() {
        let f = function(1000.0, 10.0, Shape::Logarithmic);
        for (x, v) in [
            (10.0, 1.0),
            (31.622_776_601_683_8, 0.75),
            (100.0, 0.5),
            (1000.0, 0.0),
            (2000.0, 0.0),
            (0.0, 1.0),
        ] {
            close(value(&f, x), v);
        }
        close(value(&function(1.0, 100.0, Shape::Logarithmic), -5.0), 0.0);
    }

    #[test]
    fn a_logistic_value_is_0_at_worst_and_1_at_best() {
        let f = function(
            0.0,
            10.0,
            Shape::Logistic {
                steepness: 1.2,
                midpoint: 5.0,
            },
        );
        for (x, v) in [
            (0.0, 0.0),
            (2.0, 0.024_244_264_278_773_624),
            (5.0, 0.5),
            (8.0, 0.975_755_735_722_126_2),
            (10.0, 1.0),
        ] {
            close(value(&f, x), v);
        }
        // So steep that both ends round to the same: no NaN.
        let flat = function(
            0.0,
            1.0,
            Shape::Logistic {
                steepness: 1.0,
                midpoint: 1e6,
            },
        );
        assert!(value(&flat, 0.5).is_finite());
    }

    #[test]
    fn an_exponential_value_bends_by_its_curvature() {
        let f = function(0.0, 10.0, Shape::Exponential { curvature: 2.0 });
        close(value(&f, 5.0), (1.0 - (-1.0_f64).exp()) / (1.0 - (-2.0_f64).exp()));
        close(value(&f, 10.0), 1.0);
        close(
            value(&function(0.0, 10.0, Shape::Exponential { curvature: 1e-12 }), 5.0),
            0.5,
        );
        let late = function(0.0, 1.0, Shape::Exponential { curvature: -1e4 });
        close(value(&late, 0.5), 0.0);
        close(value(&late, 1.0), 1.0);
    }

    #[test]
    fn piecewise_values_lie_on_straight_lines_and_levels_on_steps() {
        let f = function(
            100.0,
            50.0,
            Shape::Piecewise(vec![(50.0, 1.0), (75.0, 0.8), (90.0, 0.5), (100.0, 0.0)]),
        );
        for (x, v) in [
            (50.0, 1.0),
            (90.0, 0.5),
            (95.0, 0.25),
            (10.0, 1.0),
            (101.0, 0.0),
            (120.0, 0.0),
        ] {
            close(value(&f, x), v);
        }
        let f = function(3.0, 1.0, Shape::Levels(vec![(1.0, 1.0), (2.0, 0.5), (3.0, 0.0)]));
        for (x, v) in [(0.5, 1.0), (1.0, 1.0), (1.5, 0.5), (9.0, 0.0)] {
            close(value(&f, x), v);
        }
    }

    #[test]
    fn the_span_of_a_score_sees_turns_between_the_ends() {
        let hill = function(0.0, 2.0, Shape::Piecewise(vec![(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)]));
        let span = score(&hill, Span::around(0.0, 0.5, 2.0));
        close(span.low, 0.0);
        close(span.likely, 5.0);
        close(span.high, 10.0);
    }
}

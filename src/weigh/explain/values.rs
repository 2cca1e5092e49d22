//! Value functions with the numbers in them: the same shapes as [`crate::weigh::value`](fn@crate::weigh::value), written down.

use super::{
    teller::{Draft, Teller},
    term::Term,
    unit::Unit,
};
use crate::catalog::{Shape, ValueFunction};

impl Teller<'_> {
    /// The value of `x`, 0-1, and the formula in symbols; what the function is made of becomes inputs.
    pub(super) fn value_of(
        &self,
        draft: &mut Draft,
        function: &ValueFunction,
        x: Term,
        unit: Unit,
        source: &str,
    ) -> (String, Term) {
        let ValueFunction { worst, best, shape } = function;
        let declared =
            |draft: &mut Draft, name: &str, number: f64| draft.take(self.declared(name, number, Unit::Plain, source));
        let end = |draft: &mut Draft, name: &str, number: f64| draft.take(self.declared(name, number, unit, source));
        let ends = |draft: &mut Draft| (end(draft, "Worst, value 0", *worst), end(draft, "Best, value 1", *best));
        let (formula, value) = match shape {
            Shape::Linear => {
                let (worst, best) = ends(draft);
                (
                    "value = (x - worst) / (best - worst)",
                    (x - worst.clone()) / (best - worst),
                )
            }
            Shape::Logarithmic => {
                let (worst, best) = ends(draft);
                let formula = "value = ln(x / worst) / ln(best / worst)";
                if x.value() <= 0.0 {
                    draft.note("Nothing lies below zero, where the logarithm ends: it counts as beyond that end.");
                    let lower_is_better = best.value() < worst.value();
                    return (
                        formula.to_owned(),
                        Term::number(if lower_is_better { 1.0 } else { 0.0 }),
                    );
                }
                (formula, (x / worst.clone()).ln() / (best / worst).ln())
            }
            Shape::Logistic { steepness, midpoint } => {
                let (worst, best) = ends(draft);
                let steepness = declared(draft, "Steepness", *steepness);
                let midpoint = declared(draft, "Midpoint", *midpoint);
                let logistic = |x: Term| {
                    let one = || Term::number(1.0);
                    one() / (one() + (Term::number(-1.0) * steepness.clone() * (x - midpoint.clone())).exp())
                };
                (
                    "value = (L(x) - L(worst)) / (L(best) - L(worst)), L(x) = 1 / (1 + exp(-steepness (x - midpoint)))",
                    (logistic(x) - logistic(worst.clone())) / (logistic(best) - logistic(worst)),
                )
            }
            Shape::Exponential { curvature } => {
                let (worst, best) = ends(draft);
                let t = ((x - worst.clone()) / (best - worst)).clipped(0.0, 1.0);
                if curvature.abs() < 1e-9 {
                    ("value = (x - worst) / (best - worst)", t)
                } else {
                    let curvature = declared(draft, "Curvature", *curvature);
                    let one = || Term::number(1.0);
                    let bent = |t: Term| one() - (Term::number(-1.0) * curvature.clone() * t).exp();
                    (
                        "value = (1 - exp(-curvature t)) / (1 - exp(-curvature)), t = (x - worst) / (best - worst)",
                        bent(t) / bent(one()),
                    )
                }
            }
            Shape::Piecewise(points) => (
                "value = straight lines between declared points",
                self.between(draft, points, x, source),
            ),
            Shape::Levels(levels) => {
                let x = x.value();
                let level = levels.iter().find(|(up_to, _)| x <= *up_to).or(levels.last());
                let (up_to, value) = level.copied().unwrap_or_default();
                let beyond = x > up_to;
                let name = if beyond { "Value beyond" } else { "Value up to" };
                let leaf = self.declared(
                    format!("{name} {}", Unit::Plain.digits(up_to, "")),
                    value,
                    Unit::Plain,
                    source,
                );
                ("value = that of the first level that is not below x", draft.take(leaf))
            }
        };
        (format!("{formula}, within 0 and 1"), value.clipped(0.0, 1.0))
    }

    /// Between the two declared points about `x`; the first or last value beyond them.
    fn between(&self, draft: &mut Draft, points: &[(f64, f64)], x: Term, source: &str) -> Term {
        let value_at = |draft: &mut Draft, (at, value): (f64, f64)| {
            let name = format!("Value at {}", Unit::Plain.digits(at, ""));
            draft.take(self.declared(name, value, Unit::Plain, source))
        };
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return Term::number(0.0);
        };
        if x.value() <= first.0 {
            return value_at(draft, *first);
        }
        let Some(pair) = points.windows(2).find(|pair| x.value() <= pair[1].0) else {
            return value_at(draft, *last);
        };
        let (a, b) = (pair[0], pair[1]);
        if b.0 <= a.0 {
            return value_at(draft, b);
        }
        let (low, high) = (value_at(draft, a), value_at(draft, b));
        let (from, to) = (Term::number(a.0), Term::number(b.0));
        low.clone() + (high - low) * (x - from.clone()) / (to - from)
    }
}

//! Declared ranges in words, and places in them.

use crate::{
    catalog::{Catalog, Quantity, Question, Shape, ValueFunction},
    profile::Profile,
    weigh::{inputs::Inputs, names, sentences, value, words},
};

/// The range that a swing of this criterion is about, from worst to best, with units: `p99 latency from 10 times the p99 target to
/// a tenth of it (100 to 1 ms)`, `cost over the horizon from 1,000,000 to 10,000 USD`; `from score 0 to 10` where the criterion
/// has no value rule, or there is no such criterion.
#[must_use]
pub fn declared_range(catalog: &Catalog, profile: &Profile, criterion: usize) -> String {
    declared(&Inputs::new(catalog, profile), criterion)
}

/// The same from what is resolved already.
pub(super) fn declared(inputs: &Inputs, criterion: usize) -> String {
    let ends = inputs
        .catalog
        .criteria
        .get(criterion)
        .and_then(crate::catalog::Criterion::declared_ends);
    match ends {
        Some(ends) => of_ends(inputs, criterion, ends),
        None => between_scores(0.0, 10.0),
    }
}

/// A range between two quantities of the criterion's value rule.
pub(super) fn of_ends(inputs: &Inputs, criterion: usize, (from, to): (f64, f64)) -> String {
    let Some(rule) = Rule::of(inputs, criterion) else {
        return format!("from {} to {}", words::number(from), words::number(to));
    };
    let Rule { name, unit, per, .. } = &rule;
    let Some((question, answered)) = per else {
        let to = words::quantity(to, unit);
        return format!("{name} from {} to {to}", words::number(from));
    };
    let title = sentences::inside(inputs.catalog, &question.title);
    let absolute = answered.map_or_else(String::new, |divisor| {
        let to = words::quantity(to * divisor, unit);
        format!(" ({} to {to})", words::number(from * divisor))
    });
    format!(
        "{name} from {} to {}{absolute}",
        times(from, &format!("the {title}")),
        times(to, pronoun(&title))
    )
}

/// What stands for a title the second time: `the target … it`, `the weeks to launch … them`.
fn pronoun(title: &str) -> &'static str {
    let first = title.split_whitespace().next().unwrap_or_default();
    if first.ends_with('s') && !first.ends_with("ss") {
        "them"
    } else {
        "it"
    }
}

/// From one score to another.
fn between_scores(from: f64, to: f64) -> String {
    format!("from score {} to {}", words::number(from), words::number(to))
}

/// The step between two scores (0-10) on a criterion: in units where it has a value rule that can be read backwards, else as
/// scores. From the declared worst end: `reached(…, criterion, 0.0, 2.5)`.
#[must_use]
pub fn reached(catalog: &Catalog, profile: &Profile, criterion: usize, from: f64, to: f64) -> String {
    step(&Inputs::new(catalog, profile), criterion, from, to)
}

/// The same from what is resolved already.
pub(super) fn step(inputs: &Inputs, criterion: usize, from: f64, to: f64) -> String {
    let function = inputs.catalog.criteria.get(criterion).and_then(|c| c.value_rule());
    let at = |score: f64| quantity_at(function?.2, score / 10.0);
    match (at(from), at(to)) {
        (Some(a), Some(b)) => of_ends(inputs, criterion, (a, b)),
        _ => between_scores(from, to),
    }
}

/// The quantity that has this value (0-1); `None` where several have, or none.
#[must_use]
pub fn quantity_at(function: &ValueFunction, wanted: f64) -> Option<f64> {
    let ValueFunction { worst, best, shape } = function;
    match shape {
        Shape::Levels(_) => return None,
        Shape::Piecewise(points) => {
            // One that turns, or is level somewhere, has no way back.
            let rising = points.windows(2).all(|pair| pair[0].1 < pair[1].1);
            let falling = points.windows(2).all(|pair| pair[0].1 > pair[1].1);
            if !rising && !falling {
                return None;
            }
        }
        _ => {}
    }
    if !(0.0..=1.0).contains(&wanted) {
        return None;
    }
    // Ends as declared, to the bit.
    if wanted <= 0.0 {
        return Some(*worst);
    }
    if wanted >= 1.0 {
        return Some(*best);
    }
    let (mut low, mut high) = (*worst, *best);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if value(function, middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high).filter(|x| (value(function, *x) - wanted).abs() < 1e-6)
}

/// A criterion's value rule as words need it.
struct Rule<'a> {
    /// What is measured.
    name: String,
    unit: String,
    /// The question whose answer divides it, and the answer.
    per: Option<(&'a Question, Option<f64>)>,
}

impl<'a> Rule<'a> {
    fn of(inputs: &Inputs<'a>, criterion: usize) -> Option<Self> {
        let catalog = inputs.catalog;
        let (quantity, per, _) = catalog.criteria.get(criterion)?.value_rule()?;
        let (name, unit) = names::quantity(catalog, quantity, inputs.currency);
        let name = match quantity {
            Quantity::Figure(_) => sentences::inside(catalog, &name),
            _ => name,
        };
        Some(Self {
            name,
            unit,
            per: per.and_then(|q| Some((catalog.questions.get(q)?, inputs.number(q)))),
        })
    }
}

/// A multiple of something in words: `10 times the target`, `a tenth of it`, `half of it`.
fn times(factor: f64, of: &str) -> String {
    const PARTS: [(f64, &str); 9] = [
        (2.0, "a half"),
        (3.0, "a third"),
        (4.0, "a quarter"),
        (5.0, "a fifth"),
        (6.0, "a sixth"),
        (8.0, "an eighth"),
        (10.0, "a tenth"),
        (20.0, "a twentieth"),
        (100.0, "a hundredth"),
    ];
    let is = |x: f64| (factor - x).abs() < 1e-9 * x;
    if is(1.0) {
        return if matches!(of, "it" | "them") {
            format!("all of {of}")
        } else {
            of.to_owned()
        };
    }
    if is(2.0) {
        return format!("twice {of}");
    }
    match PARTS.iter().find(|(parts, _)| is(1.0 / parts)) {
        Some((_, "a half")) => format!("half of {of}"),
        Some((_, part)) => format!("{part} of {of}"),
        None => format!("{} times {of}", words::number(factor)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_read_as_people_say_them() {
        assert_eq!(times(10.0, "the target"), "10 times the target");
        assert_eq!(times(0.1, "it"), "a tenth of it");
        assert_eq!(times(0.2, "it"), "a fifth of it");
        assert_eq!(times(0.5, "it"), "half of it");
        assert_eq!(times(2.0, "the target"), "twice the target");
        assert_eq!(times(1.0, "it"), "all of it");
        assert_eq!(times(0.37, "it"), "0.37 times it");
    }

    #[test]
    fn the_way_back_from_a_value_is_the_quantity_that_has_it() {
        let function = |shape| ValueFunction {
            worst: 1000.0,
            best: 10.0,
            shape,
        };
        let logarithmic = function(Shape::Logarithmic);
        assert!((quantity_at(&logarithmic, 0.5).unwrap() - 100.0).abs() < 1e-9);
        assert_eq!(quantity_at(&logarithmic, 0.0), Some(1000.0));
        assert_eq!(quantity_at(&logarithmic, 1.0), Some(10.0));
        let shapes = [
            Shape::Linear,
            Shape::Exponential { curvature: 3.0 },
            Shape::Logistic {
                steepness: 0.01,
                midpoint: 400.0,
            },
            Shape::Piecewise(vec![(10.0, 1.0), (50.0, 0.4), (1000.0, 0.0)]),
        ];
        for shape in shapes {
            let function = function(shape);
            let x = quantity_at(&function, 0.3).unwrap();
            assert!((value(&function, x) - 0.3).abs() < 1e-9, "{function:?}");
        }
        assert_eq!(
            quantity_at(&function(Shape::Levels(vec![(10.0, 1.0), (20.0, 0.0)])), 0.5),
            None
        );
        let turning = Shape::Piecewise(vec![(10.0, 1.0), (50.0, 0.4), (60.0, 0.5), (1000.0, 0.0)]);
        assert_eq!(quantity_at(&function(turning), 0.45), None);
    }
}

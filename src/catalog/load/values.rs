//! Quantities and value functions.

use super::{
    keys::{number_within, one_of, required_number},
    names::Names,
    units::LARGEST,
};
use crate::{
    catalog::{Percentile, Quantity, Shape, ValueFunction},
    diagnostic::{Problems, TableReader, Value, What},
};

/// What the model computes, by its name in files.
pub(super) const QUANTITIES: [(&str, Quantity); 12] = [
    ("p50_ms", Quantity::Latency(Percentile::P50)),
    ("p95_ms", Quantity::Latency(Percentile::P95)),
    ("p99_ms", Quantity::Latency(Percentile::P99)),
    ("p999_ms", Quantity::Latency(Percentile::P999)),
    ("max_ms", Quantity::Latency(Percentile::Max)),
    ("weeks_to_launch", Quantity::WeeksToLaunch),
    ("development_cost", Quantity::Development),
    ("monthly_infrastructure", Quantity::MonthlyInfrastructure),
    ("total_cost", Quantity::TotalCost),
    ("present_cost", Quantity::PresentCost),
    ("instances", Quantity::Instances),
    ("peak_rps", Quantity::PeakLoad),
];

/// Steepness and curvature beyond these make a step or a straight line, and the arithmetic of the shape useless.
const BENDS: (f64, f64) = (-100.0, 100.0);
const STRAIGHT: f64 = 1e-6;

/// Reads the quantity that `key` names: one of the model, or a figure.
pub(super) fn quantity<'d>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Quantity> {
    let Some(value) = table.get(key) else {
        table.missing(key, problems);
        return None;
    };
    let id = table.str(key, problems)?;
    if let Some((_, quantity)) = QUANTITIES.into_iter().find(|(name, _)| *name == id) {
        return Some(quantity);
    }
    if names.figures.contains_key(id) {
        return Some(Quantity::Figure(id.to_owned()));
    }
    let valid = QUANTITIES.iter().map(|(name, _)| *name).chain(names.figure_ids());
    problems
        .error(value.span, format!("there is no quantity or figure `{id}`"))
        .nearest(id, valid);
    None
}

#[derive(Clone, Copy)]
enum Form {
    Linear,
    Logarithmic,
    Logistic,
    Exponential,
    Piecewise,
    Levels,
}

/// Reads the keys of a value function.
pub(super) fn value_function(table: &mut TableReader<'_, '_>, problems: &mut Problems) -> Option<ValueFunction> {
    const FORMS: [(&str, Form); 6] = [
        ("linear", Form::Linear),
        ("logarithmic", Form::Logarithmic),
        ("logistic", Form::Logistic),
        ("exponential", Form::Exponential),
        ("piecewise", Form::Piecewise),
        ("levels", Form::Levels),
    ];
    let form = if table.get("shape").is_some() {
        one_of(table, "shape", &FORMS, problems)
    } else {
        Some(Form::Linear)
    };
    let ends = match form {
        Some(Form::Piecewise) => return stepped(table, "points", 2, problems, Shape::Piecewise),
        Some(Form::Levels) => return stepped(table, "levels", 1, problems, Shape::Levels),
        _ => ends(table, problems),
    };
    let shape = match form {
        Some(Form::Linear) => Some(Shape::Linear),
        Some(Form::Logarithmic) => {
            for key in ["worst", "best"] {
                if let (Some(value), Some((worst, best))) = (table.get(key), ends)
                    && (if key == "worst" { worst } else { best }) <= 0.0
                {
                    problems
                        .error(value.span, format!("`{key}` of {} must be above zero", table.what))
                        .label("a logarithmic shape has no zero");
                }
            }
            ends.filter(|(worst, best)| *worst > 0.0 && *best > 0.0)
                .map(|_| Shape::Logarithmic)
        }
        Some(Form::Logistic) => logistic(table, ends, problems),
        Some(Form::Exponential) => {
            let curvature = required_number(table, "curvature", BENDS, problems);
            let bent = curvature.filter(|c| c.abs() >= STRAIGHT);
            if let (Some(_), None, Some(value)) = (curvature, bent, table.get("curvature")) {
                problems
                    .error(value.span, format!("`curvature` of {} is zero", table.what))
                    .help("without curvature the shape is `linear`");
            }
            bent.map(|curvature| Shape::Exponential { curvature })
        }
        _ => {
            // An unknown shape has been reported; its keys are not unknown too.
            for key in ["steepness", "midpoint", "curvature", "points", "levels"] {
                table.get(key);
            }
            None
        }
    };
    let (worst, best) = ends?;
    Some(ValueFunction {
        worst,
        best,
        shape: shape?,
    })
}

fn ends(table: &mut TableReader<'_, '_>, problems: &mut Problems) -> Option<(f64, f64)> {
    let worst = required_number(table, "worst", (-LARGEST, LARGEST), problems);
    let best = required_number(table, "best", (-LARGEST, LARGEST), problems);
    let (worst, best) = (worst?, best?);
    if worst.total_cmp(&best).is_eq() {
        let span = table.get("best")?.span;
        problems
            .error(span, format!("`worst` and `best` of {} are the same", table.what))
            .help("they are the quantities of the scores 0 and 10");
        return None;
    }
    Some((worst, best))
}

fn logistic(table: &mut TableReader<'_, '_>, ends: Option<(f64, f64)>, problems: &mut Problems) -> Option<Shape> {
    let steepness = required_number(table, "steepness", (-LARGEST, LARGEST), problems);
    let midpoint = required_number(table, "midpoint", (-LARGEST, LARGEST), problems);
    let (steepness, midpoint, (worst, best)) = (steepness?, midpoint?, ends?);
    let at = |x: f64| 1.0 / (1.0 + (-steepness * (x - midpoint)).exp());
    // The shape is rescaled to 0 and 1 at its ends: where it is flat between them there is nothing to rescale.
    if (at(best) - at(worst)).abs() < STRAIGHT {
        let span = table.get("steepness")?.span;
        problems
            .error(
                span,
                format!("the shape of {} is flat between `worst` and `best`", table.what),
            )
            .help("choose a midpoint between them, and a steepness of about 10 divided by their distance");
        return None;
    }
    Some(Shape::Logistic { steepness, midpoint })
}

/// Piecewise lines and levels: pairs of a quantity and a value from 0 to 1; worst and best follow from them.
fn stepped<'d>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    least: usize,
    problems: &mut Problems,
    shape: impl Fn(Vec<(f64, f64)>) -> Shape,
) -> Option<ValueFunction> {
    let declared = (
        number_within(table, "worst", (-LARGEST, LARGEST), problems),
        number_within(table, "best", (-LARGEST, LARGEST), problems),
    );
    let Some(list) = table.get(key) else {
        table.missing(key, problems);
        return None;
    };
    let pairs = table.array(key, problems);
    let count = pairs.len();
    if count < least && list.as_array().is_some() {
        problems
            .error(
                list.span.clone(),
                format!("`{key}` of {} has {count} of at least {least} entries", table.what),
            )
            .help("write [[quantity, value from 0 to 1], …]");
    }
    let mut points: Vec<(f64, f64)> = Vec::new();
    for pair in pairs {
        let Some(point) = pair_of(&pair, key, &table.what, problems) else {
            continue;
        };
        if points.last().is_some_and(|last| last.0 >= point.0) {
            problems
                .error(
                    pair.span,
                    format!("the quantities in `{key}` of {} do not rise", table.what),
                )
                .help("write the smallest first");
            continue;
        }
        points.push(point);
    }
    if points.len() < count || count < least {
        return None;
    }
    let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
    let (worst, best) = (*points.iter().min_by(by_value)?, *points.iter().max_by(by_value)?);
    if worst.1 >= best.1 {
        problems
            .error(
                list.span,
                format!("all values in `{key}` of {} are the same", table.what),
            )
            .help("a rule whose scores never differ decides nothing");
        return None;
    }
    let (worst, best) = (declared.0.unwrap_or(worst.0), declared.1.unwrap_or(best.0));
    if worst.total_cmp(&best).is_eq() {
        problems.error(list.span, format!("`worst` and `best` of {} are the same", table.what));
        return None;
    }
    Some(ValueFunction {
        worst,
        best,
        shape: shape(points),
    })
}

fn pair_of(pair: &Value<'_, '_>, key: &str, what: &What<'_>, problems: &mut Problems) -> Option<(f64, f64)> {
    let entries = pair.as_array().unwrap_or_default();
    let numbers: Vec<f64> = entries.iter().filter_map(Value::as_f64).collect();
    let (&[x, v], 2) = (numbers.as_slice(), entries.len()) else {
        problems
            .error(
                pair.span.clone(),
                format!("an entry of `{key}` of {what} is not a pair of numbers"),
            )
            .help("write [quantity, value from 0 to 1]");
        return None;
    };
    if !x.is_finite() || x.abs() > LARGEST {
        problems.error(
            entries[0].span.clone(),
            format!("a quantity in `{key}` of {what} is not a finite number"),
        );
        return None;
    }
    if !(0.0..=1.0).contains(&v) {
        problems
            .error(
                entries[1].span.clone(),
                format!("a value in `{key}` of {what} is out of range"),
            )
            .label("it must be from 0 to 1");
        return None;
    }
    Some((x, v))
}

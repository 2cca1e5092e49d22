//! Kinds about value functions.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, list, number, pair},
    put,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::shape;

/// A single value function, of the shape that the kind names.
pub(crate) fn value(inputs: &Fields, shape: &str) -> Outcome {
    let shape = inputs.get(&["shape"]).and_then(Value::as_str).unwrap_or(shape);
    let values = json!(curve(inputs, shape)?);
    let mut found = Map::new();
    put(&mut found, &["v", "values", "value", shape], values);
    Ok(Value::Object(found))
}

pub(crate) fn value_shapes(inputs: &Fields) -> Outcome {
    let mut found = Map::new();
    for name in inputs.keys() {
        let Some(shape @ Value::Object(_)) = inputs.get(&[name]) else {
            continue;
        };
        let shape = Fields::of("the shape", shape)?;
        let kind = shape
            .get(&["shape", "kind", "type"])
            .and_then(Value::as_str)
            .unwrap_or(name);
        found.insert(name.clone(), json!(curve(&shape, kind)?));
        shape.finish("")?;
    }
    Ok(Value::Object(found))
}

/// The values of one function at all its quantities.
fn curve(fields: &Fields, kind: &str) -> Result<Vec<f64>, Wrong> {
    let x = fields.need(&["x", "at"])?;
    if let Some(by_word) = fields
        .get(&["by_level", "by_name"])
        .or_else(|| fields.get(&["levels"]))
        .and_then(Value::as_object)
    {
        let level = |level: &Value| {
            let known = level.as_str().and_then(|level| by_word.get(level));
            number(known.ok_or_else(|| Wrong(format!("{level} is no level")))?)
        };
        return entries(x)?.iter().map(level).collect();
    }
    let x = match x {
        Value::Number(_) => vec![number(x)?],
        _ => list(x)?,
    };
    let starts = |names: &[&str]| names.iter().any(|name| kind.starts_with(name));
    let need = |names: &[&str]| number(fields.need(names)?);
    let ends = || Ok::<_, Wrong>((need(&["worst"])?, need(&["best"])?));
    type At = Box<dyn Fn(f64) -> Result<f64, weighbridge::weigh::robust::Error>>;
    let at: At = if starts(&["linear"]) {
        let (worst, best) = ends()?;
        Box::new(move |x| shape::linear(x, worst, best))
    } else if starts(&["logistic", "sigmoid", "s_shape"]) {
        let (worst, best) = ends()?;
        let (k, m) = (need(&["k", "steepness"])?, need(&["m", "midpoint"])?);
        Box::new(move |x| shape::logistic(x, worst, best, k, m))
    } else if starts(&["log"]) {
        let (worst, best) = ends()?;
        Box::new(move |x| shape::logarithmic(x, worst, best))
    } else if starts(&["exp"]) {
        let (worst, best) = ends()?;
        let curvature = need(&["curvature", "c", "k", "a"])?;
        Box::new(move |x| shape::exponential(x, worst, best, curvature))
    } else if starts(&["piecewise"]) {
        let points = points(fields)?;
        Box::new(move |x| shape::piecewise(x, &points))
    } else if starts(&["level", "step"]) {
        let levels = points(fields)?;
        Box::new(move |x| shape::levels(x, &levels))
    } else {
        return Err(Wrong(format!("the shape `{kind}` is not known")));
    };
    Ok(x.into_iter().map(at).collect::<Result<_, _>>()?)
}

/// Points of a curve or levels of steps, by rising quantity.
fn points(fields: &Fields) -> Result<Vec<(f64, f64)>, Wrong> {
    let mut points: Vec<(f64, f64)> = match fields.get(&["points", "levels", "steps"]) {
        Some(points) => entries(points)?.iter().map(pair).collect::<Result<_, _>>()?,
        None => {
            let cutoffs = list(fields.need(&["cutoffs", "breaks", "up_to"])?)?;
            let values = list(fields.need(&["values", "v"])?)?;
            if cutoffs.len() != values.len() {
                return Err(Wrong("cutoffs and values are not as many".into()));
            }
            cutoffs.into_iter().zip(values).collect()
        }
    };
    fields.mention(&["worst", "best"]);
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(points)
}

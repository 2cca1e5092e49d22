//! Sets of weights, as cases state them, and what holds over a whole set.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, index, list, number, pair},
    matrix::Decision,
    put,
    weights::groups,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::{
    closed_form, ordinal,
    set::{Constraint, WeightSet},
};

/// The set that the inputs describe: constraints, an order, bounds, ratios, a band around weights, or the whole simplex.
///
/// `weights` may say in words what the constraints say in numbers; numbers there are one fixed vector.
pub(crate) fn read(inputs: &Fields, n: usize) -> Result<WeightSet, Wrong> {
    let criteria = inputs.names(&["criteria"])?.unwrap_or_default();
    if let Some(band) = inputs.get(&["band"]) {
        let (centre, factor) = match band {
            Value::Object(_) => {
                let band = Fields::of("the band", band)?;
                let found = (band.list(&["centre", "center", "weights"])?, band.number(&["factor"])?);
                band.finish("")?;
                found
            }
            factor => (None, Some(number(factor)?)),
        };
        let centre = match centre {
            Some(centre) => centre,
            None => list(inputs.need(&["weights_raw", "weights", "centre"])?)?,
        };
        return Ok(WeightSet::Band {
            centre,
            factor: factor.unwrap_or(2.0),
        });
    }
    let mut rules = linear(inputs, n, &criteria)?;
    let order = inputs.get(&["order", "ranking", "rank"]);
    let words = inputs.get(&["weights", "weights_raw", "weight_set"]);
    match words {
        Some(Value::Array(_)) if rules.is_empty() && order.is_none() => {
            return Ok(WeightSet::Fixed(list(words.unwrap_or(&Value::Null))?));
        }
        Some(Value::String(text)) if rules.is_empty() && order.is_none() && text.contains('=') => {
            return Ok(WeightSet::Ordered(order_in_words(text, n)?));
        }
        Some(Value::String(text))
            if rules.is_empty()
                && order.is_none()
                && !["uniform on the simplex", "any", "uniform", "unknown"].contains(&text.as_str()) =>
        {
            return Err(Wrong(format!("the weights `{text}` are not known")));
        }
        _ => {}
    }
    match order {
        None if rules.is_empty() => Ok(WeightSet::Any(n)),
        None => Ok(WeightSet::Constrained {
            criteria: n,
            constraints: rules,
        }),
        Some(order) => {
            let groups = match order {
                Value::String(text) => order_in_words(text, n)?,
                list => groups(list, &criteria, false)?,
            };
            if rules.is_empty() {
                return Ok(WeightSet::Ordered(groups));
            }
            for pair in groups.windows(2) {
                for (&above, &below) in pair[0].iter().flat_map(|a| pair[1].iter().map(move |b| (a, b))) {
                    rules.push(comparison(n, above, below, 1.0));
                }
            }
            Ok(WeightSet::Constrained {
                criteria: n,
                constraints: rules,
            })
        }
    }
}

/// `w_a >= ratio x w_b`.
fn comparison(n: usize, a: usize, b: usize, ratio: f64) -> Constraint {
    let mut g = vec![0.0; n];
    g[a] = 1.0;
    g[b] = -ratio;
    Constraint { g, at_least: 0.0 }
}

fn linear(inputs: &Fields, n: usize, criteria: &[String]) -> Result<Vec<Constraint>, Wrong> {
    let mut rules = Vec::new();
    let single = |at: usize, sign: f64, bound: f64| {
        let mut g = vec![0.0; n];
        g[at] = sign;
        Constraint {
            g,
            at_least: sign * bound,
        }
    };
    if let Some(constraints) = inputs.get(&["constraints", "weight_constraints"]) {
        for constraint in entries(constraints)? {
            let fields = Fields::of("a constraint", constraint)?;
            let g = list(fields.need(&["g", "coefficients"])?)?;
            let negated = || g.iter().map(|x| -x).collect::<Vec<f64>>();
            let (least, most) = (fields.number(&["at_least"])?, fields.number(&["at_most"])?);
            if least.is_none() && most.is_none() {
                return Err(Wrong("a constraint without a bound".into()));
            }
            rules.extend(least.map(|at_least| Constraint { g: g.clone(), at_least }));
            rules.extend(most.map(|at_most| Constraint {
                g: negated(),
                at_least: -at_most,
            }));
            fields.finish("")?;
        }
    }
    let mut bounds: Vec<(f64, f64)> = vec![(0.0, 1.0); n];
    if let Some(all) = inputs.get(&["bounds", "weight_bounds", "weight_ranges", "intervals"]) {
        bounds = entries(all)?.iter().map(pair).collect::<Result<_, _>>()?;
    }
    for (low, bound) in inputs
        .list(&["lower", "weights_low"])?
        .iter()
        .flatten()
        .zip(&mut bounds)
    {
        bound.0 = *low;
    }
    for (high, bound) in inputs
        .list(&["upper", "weights_high"])?
        .iter()
        .flatten()
        .zip(&mut bounds)
    {
        bound.1 = *high;
    }
    for (at, (low, high)) in bounds.into_iter().enumerate() {
        if low > 0.0 {
            rules.push(single(at, 1.0, low));
        }
        if high < 1.0 {
            rules.push(single(at, -1.0, high));
        }
    }
    if let Some(ratios) = inputs.get(&["ratios", "weight_ratios"]) {
        for ratio in entries(ratios)? {
            let fields = Fields::of("a ratio", ratio)?;
            let (a, b) = (
                index(fields.need(&["a"])?, criteria)?,
                index(fields.need(&["b"])?, criteria)?,
            );
            let (least, most) = (fields.number(&["at_least"])?, fields.number(&["at_most"])?);
            rules.extend(least.map(|least| comparison(n, a, b, least)));
            rules.extend(most.map(|most| comparison(n, b, a, 1.0 / most)));
            fields.finish("")?;
        }
    }
    Ok(rules)
}

/// `w1>=w2=w3>=0, sum 1`: groups of equal weights, most important first.
fn order_in_words(text: &str, n: usize) -> Result<Vec<Vec<usize>>, Wrong> {
    let unclear = || Wrong(format!("the order `{text}` is not understood"));
    let from = text.find("w1").or_else(|| text.find('w')).ok_or_else(unclear)?;
    let start = text
        .match_indices('w')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    let chain = text[start.unwrap_or(from)..].split(',').next().unwrap_or_default();
    let mut groups = Vec::new();
    for group in chain.replace(">=", ">").split('>') {
        let group = group.trim();
        if group == "0" {
            continue;
        }
        let member = |name: &str| {
            let number = name
                .trim()
                .strip_prefix('w')
                .and_then(|number| number.parse::<usize>().ok());
            number.and_then(|number| number.checked_sub(1)).ok_or_else(unclear)
        };
        groups.push(
            group
                .replace("==", "=")
                .split('=')
                .map(member)
                .collect::<Result<Vec<_>, _>>()?,
        );
    }
    if groups.iter().flatten().count() == n {
        Ok(groups)
    } else {
        Err(unclear())
    }
}

pub(crate) fn dominance(inputs: &Fields) -> Outcome {
    let decision = Decision::read_values(inputs)?;
    let values = decision.values()?;
    let set = read(inputs, values[0].len())?;
    let found = ordinal::dominance(&values, &set)?.ok_or(Wrong("there is no exact method for these weights".into()))?;
    let mut ranges = Map::new();
    for (a, row) in found.ranges.iter().enumerate() {
        for (b, range) in row.iter().enumerate().filter(|&(b, _)| b != a) {
            ranges.insert(
                format!("{}-{}", decision.options[a], decision.options[b]),
                json!([range.0, range.1]),
            );
        }
    }
    let mut into = Map::new();
    put(&mut into, &["diff_ranges", "difference_ranges"], Value::Object(ranges));
    put(&mut into, &["dominated"], json!(decision.named(&found.dominated)));
    put(&mut into, &["always_best"], json!(decision.named(&found.always_best)));
    put(
        &mut into,
        &["contenders", "possible_winners", "not_dominated"],
        json!(decision.named(&found.contenders)),
    );
    Ok(Value::Object(into))
}

pub(crate) fn closed_form(inputs: &Fields) -> Outcome {
    let d = match inputs.list(&["d", "differences"])? {
        Some(d) => d,
        None => match Decision::read_values(inputs)?.values()?.as_slice() {
            [a, b] => a.iter().zip(b).map(|(x, y)| x - y).collect(),
            _ => return Err(Wrong("a closed form needs two options".into())),
        },
    };
    let share = closed_form::win_share_in(&read(inputs, d.len())?, &d)?;
    Ok(json!({ "p": share, "share": share, "win_share": share, "p_first": share }))
}

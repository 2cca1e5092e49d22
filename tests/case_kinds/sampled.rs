//! Kinds that are sampled: the tolerance depends on the number of draws.

use super::{
    Effort, Fields, Found, Wrong,
    fields::{entries, list, number, pair},
    matrix::Decision,
    put, set,
};
use crate::Case;
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::closed_form;
use weighbridge::weigh::robust::set::WeightSet;
use weighbridge::weigh::robust::smaa::{self, Problem, Sampler, Scale, Score, Tally};

/// Computes a case of a sampled kind; `None` for others.
pub(crate) fn compute(
    case: &Case,
    inputs: &Fields,
    tolerance: &Fields,
    effort: Effort,
) -> Option<Result<Found, Wrong>> {
    Some(match case.kind.as_str() {
        "smaa2" | "smaa" => smaa2(case, inputs, tolerance, effort),
        "smaa2_uncertain" | "smaa_uncertain" | "smaa2_triangular" | "triangular_scores" | "triangular"
        | "uncertain_scores" | "smaa2_unknown" => uncertain(inputs, tolerance, effort),
        "simplex_bias" => simplex_bias(case, inputs, tolerance, effort),
        _ => return None,
    })
}

fn shares(tally: &Tally) -> Map<String, Value> {
    let first: Vec<f64> = (0..tally.options()).map(|option| tally.first_share(option)).collect();
    let mut found = Map::new();
    put(&mut found, &["rank_acceptability"], json!(tally.rank_acceptability()));
    put(&mut found, &["central_weights"], json!(tally.central_weights()));
    put(
        &mut found,
        &["pairwise_winning", "pairwise"],
        json!(tally.pairwise_winning()),
    );
    put(
        &mut found,
        &["mean_weight", "mean_weights"],
        json!(tally.mean_weights()),
    );
    put(
        &mut found,
        &[
            "first",
            "p_first",
            "win_share",
            "share_of_wins",
            "first_rank_acceptability",
        ],
        json!(first),
    );
    found
}

/// How far a sampled number may be from the exact one: a share `p` four of its standard errors, a central weight four of its own
/// (standard deviation at most 0.29, among the draws in which the option is first).
fn by_the_rule(tolerance: &Fields, tally: &Tally, effort: Effort) -> Result<super::Allowed, Wrong> {
    let sigmas = tolerance.number(&["monte_carlo_sigmas"])?.unwrap_or(4.0);
    let floor = tolerance.number(&["abs_floor"])?.unwrap_or(1e-6);
    tolerance.mention(&["rule", "abs"]);
    let n = f64::from(effort.draws);
    let wins: Vec<f64> = (0..tally.options()).map(|option| tally.first_share(option)).collect();
    Ok(Box::new(move |path, p| {
        let mut parts = path.split('/').skip(1);
        match parts.next() {
            Some("central_weights") => {
                let option: Option<usize> = parts.next().and_then(|option| option.parse().ok());
                let share = option.and_then(|option| wins.get(option)).copied().unwrap_or(1.0);
                sigmas * 0.29 / (n * share).sqrt()
            }
            Some("mean_weight" | "mean_weights") => sigmas * 0.29 / n.sqrt(),
            // Four standard errors of almost nothing are less than one draw.
            _ => (sigmas * (p * (1.0 - p) / n).max(0.0).sqrt() + floor).max(if p * n < 1.0 { sigmas / n } else { 0.0 }),
        }
    }))
}

fn smaa2(case: &Case, inputs: &Fields, tolerance: &Fields, effort: Effort) -> Result<Found, Wrong> {
    let values = Decision::read_values(inputs)?.values()?;
    let set = set::read(inputs, values[0].len())?;
    inputs.mention(&["weights"]);
    let problem = Problem::points(&values)?;
    let tally = Sampler::new(&problem, &set, effort.seed)?.run(effort.draws)?;
    let mut found = shares(&tally);
    if case
        .expected
        .get("confidence_factors")
        .or(case.expected.get("confidence_factor"))
        .is_some()
    {
        let factors = smaa::confidence_factors(&problem, &tally, effort.draws, effort.seed + 1)?;
        put(&mut found, &["confidence_factors", "confidence_factor"], json!(factors));
    }
    if let [a, b] = values.as_slice() {
        // Two options have an exact answer too: it must be the expected one to 1e-9.
        let d: Vec<f64> = a.iter().zip(b).map(|(x, y)| x - y).collect();
        let exact = closed_form::win_share_in(&set, &d)?;
        let expected = case
            .expected
            .get("rank_acceptability")
            .and_then(|ranks| ranks[0][0].as_f64());
        if let (Some(p), Some(expected)) = (exact, expected)
            && (p - expected).abs() > 1e-9
        {
            return Err(Wrong(format!("the closed form is {p}, expected {expected}")));
        }
        put(&mut found, &["closed_form", "exact"], json!(exact));
    }
    Ok(Found {
        values: Value::Object(found),
        allowed: by_the_rule(tolerance, &tally, effort)?,
        sampled: true,
    })
}

/// Scores that are drawn too, on declared ranges.
fn uncertain(inputs: &Fields, tolerance: &Fields, effort: Effort) -> Result<Found, Wrong> {
    let (scores, scales) = problem(inputs)?;
    let criteria = scales.len();
    let problem = Problem::new(scores, scales)?;
    let set = set::read(inputs, criteria)?;
    let tally = Sampler::new(&problem, &set, effort.seed)?.run(effort.draws)?;
    let mut found = shares(&tally);
    let factors = smaa::confidence_factors(&problem, &tally, effort.draws, effort.seed + 1)?;
    put(&mut found, &["confidence_factors", "confidence_factor"], json!(factors));
    tolerance.mention(&[
        "abs_at_10k",
        "central_weights_abs_at_10k",
        "confidence_factor_abs_at_10k",
    ]);
    let allowed: super::Allowed = match tolerance.number(&["abs_at_100k"])? {
        // Its own rule for each list of numbers.
        Some(share) => {
            tolerance.mention(&["rule"]);
            let central = tolerance.number(&["central_weights_abs_at_100k"])?.unwrap_or(share);
            let factor = tolerance.number(&["confidence_factor_abs_at_100k"])?.unwrap_or(share);
            Box::new(move |path, _| match path.split('/').nth(1) {
                Some("central_weights") => central,
                Some("confidence_factors" | "confidence_factor") => factor,
                _ => share,
            })
        }
        None => by_the_rule(tolerance, &tally, effort)?,
    };
    Ok(Found {
        values: Value::Object(found),
        allowed,
        sampled: true,
    })
}

/// Scores as cells `[option][criterion]` that say what they are, or as tables `[criterion][option]` with a kind for each
/// criterion.
fn problem(inputs: &Fields) -> Result<(Vec<Vec<Score>>, Vec<Scale>), Wrong> {
    let ends = match inputs.get(&["worst_best", "declared_ranges"]) {
        Some(ranges) => Some(entries(ranges)?.iter().map(pair).collect::<Result<Vec<_>, _>>()?),
        None => match (inputs.list(&["worst"])?, inputs.list(&["best"])?) {
            (Some(worst), Some(best)) => Some(worst.into_iter().zip(best).collect()),
            _ => None,
        },
    };
    let scale = inputs.get(&["scale"]).map(pair).transpose()?;
    let options = inputs
        .get(&["options", "alternatives"])
        .map(entries)
        .transpose()?
        .map(<[Value]>::len);
    let range = |criterion: usize| {
        ends.as_ref()
            .map_or(scale.unwrap_or((0.0, 1.0)), |ends| ends[criterion])
    };
    let scores: Vec<Vec<Score>> = if let Some(kinds) = inputs.get(&["kind", "kinds", "distribution"]) {
        by_criterion(inputs, kinds, options, &range)?
    } else if let Some(cells) = inputs.get(&["scores", "cells", "measurements"]) {
        let row = |row: &Value| -> Result<Vec<Score>, Wrong> {
            entries(row)?
                .iter()
                .enumerate()
                .map(|(criterion, cell)| one_cell(cell, range(criterion)))
                .collect()
        };
        entries(cells)?.iter().map(row).collect::<Result<_, _>>()?
    } else {
        // Three tables by option, or two.
        let (low, high) = (inputs.need(&["low"])?, inputs.need(&["high"])?);
        let likely = inputs.get(&["likely", "mode"]);
        let at = |table: &Value, o: usize, c: usize| number(&table[o][c]);
        let score = |o: usize, c: usize| -> Result<Score, Wrong> {
            Ok(match likely {
                Some(likely) => Score::Triangular {
                    low: at(low, o, c)?,
                    likely: at(likely, o, c)?,
                    high: at(high, o, c)?,
                },
                None => Score::Uniform {
                    low: at(low, o, c)?,
                    high: at(high, o, c)?,
                },
            })
        };
        let rows = entries(low)?.iter().enumerate();
        rows.map(|(o, row)| (0..entries(row)?.len()).map(|c| score(o, c)).collect())
            .collect::<Result<_, Wrong>>()?
    };
    let criteria = scores.first().map_or(0, Vec::len);
    let scales = match ends {
        Some(ends) => ends
            .into_iter()
            .map(|(worst, best)| Scale::Declared { worst, best })
            .collect(),
        None => match scale {
            Some((low, high)) => vec![Scale::Clip { low, high }; criteria],
            None => vec![Scale::AsDrawn; criteria],
        },
    };
    Ok((scores, scales))
}

fn by_criterion(
    inputs: &Fields,
    kinds: &Value,
    options: Option<usize>,
    range: &dyn Fn(usize) -> (f64, f64),
) -> Result<Vec<Vec<Score>>, Wrong> {
    let options = options.ok_or(Wrong("there are no options".into()))?;
    let parameters = [
        &["mean", "mu", "value"][..],
        &["sd", "sigma"],
        &["low", "min"],
        &["likely", "mode"],
        &["high", "max"],
    ];
    let tables: Vec<Option<&Value>> = parameters.iter().map(|names| inputs.get(names)).collect();
    let kinds = entries(kinds)?;
    let score = |o: usize, c: usize| -> Result<Score, Wrong> {
        let kind = match &kinds[c] {
            Value::Array(each) => &each[o],
            one => one,
        };
        let mut cell = Map::new();
        cell.insert("kind".to_owned(), kind.clone());
        for (names, table) in parameters.iter().zip(&tables) {
            if let Some(x) = table.map(|table| &table[c][o]).filter(|x| !x.is_null()) {
                cell.insert(names[0].to_owned(), x.clone());
            }
        }
        distribution(&Fields::of("the score", &Value::Object(cell))?, range(c))
    };
    (0..options)
        .map(|o| (0..kinds.len()).map(|c| score(o, c)).collect())
        .collect()
}

/// A number, null (not known: anywhere on the range), `[low, high]`, `[low, likely, high]` or an object.
fn one_cell(cell: &Value, range: (f64, f64)) -> Result<Score, Wrong> {
    Ok(match cell {
        Value::Number(_) => Score::Point(number(cell)?),
        Value::Null => anywhere(range),
        Value::Array(_) => match *list(cell)?.as_slice() {
            [low, high] => Score::Uniform { low, high },
            [low, likely, high] => Score::Triangular { low, likely, high },
            _ => return Err(Wrong(format!("{cell} is no range"))),
        },
        _ => {
            let fields = Fields::of("the score", cell)?;
            let score = distribution(&fields, range)?;
            fields.finish("")?;
            score
        }
    })
}

fn anywhere((worst, best): (f64, f64)) -> Score {
    Score::Uniform {
        low: worst.min(best),
        high: worst.max(best),
    }
}

fn distribution(fields: &Fields, range: (f64, f64)) -> Result<Score, Wrong> {
    let need = |names: &[&str]| number(fields.need(names)?);
    let low = || need(&["low", "min", "a"]);
    let high = || need(&["high", "max", "b"]);
    let kind = fields.get(&["kind", "type", "distribution"]).and_then(Value::as_str);
    Ok(
        match kind.unwrap_or(if fields.get(&["likely", "mode"]).is_some() {
            "triangular"
        } else {
            "uniform"
        }) {
            "normal" | "gaussian" => Score::Normal {
                mean: need(&["mean"])?,
                sd: need(&["sd"])?,
            },
            "lognormal" | "log-normal" | "log_normal" => Score::LogNormal {
                mean: need(&["mean"])?,
                sd: need(&["sd"])?,
            },
            "uniform" | "interval" => Score::Uniform {
                low: low()?,
                high: high()?,
            },
            "triangular" | "triangle" => Score::Triangular {
                low: low()?,
                likely: need(&["likely", "mode", "value"])?,
                high: high()?,
            },
            "exact" | "point" | "constant" => Score::Point(need(&["mean", "value", "x", "low"])?),
            "unknown" | "missing" => anywhere(range),
            other => return Err(Wrong(format!("scores of the kind `{other}` are not known"))),
        },
    )
}

/// Moments and tails of the first weight, from this sampler and from the wrong one (independent uniform numbers over their
/// sum), which the tolerance must tell apart.
fn simplex_bias(case: &Case, inputs: &Fields, tolerance: &Fields, effort: Effort) -> Result<Found, Wrong> {
    let n = super::fields::index(inputs.need(&["n"])?, &[])?;
    inputs.mention(&["wrong", "right"]);
    let draws = effort.draws * 4;
    let column = |set: &WeightSet| -> Result<Vec<f64>, Wrong> {
        Ok(smaa::weights_drawn(set, draws, effort.seed)?
            .iter()
            .map(|row| row[0])
            .collect())
    };
    let right = column(&WeightSet::Any(n))?;
    // A very wide band around equal weights is, up to its lower ends, that wrong sampler.
    let wrong = column(&WeightSet::Band {
        centre: vec![1.0; n],
        factor: 1e4,
    })?;
    let mean = |x: &[f64]| x.iter().sum::<f64>() / f64::from(draws);
    let variance = |x: &[f64]| {
        let centre = mean(x);
        mean(&x.iter().map(|w| (w - centre) * (w - centre)).collect::<Vec<_>>())
    };
    let tail = |x: &[f64], from: f64| mean(&x.iter().map(|w| f64::from(u8::from(*w > from))).collect::<Vec<_>>());
    let mut found = Map::new();
    for key in case.expected.as_object().into_iter().flat_map(Map::keys) {
        let (side, what) = key.split_once('_').unwrap_or((key, ""));
        let drawn = if side == "wrong" { &wrong } else { &right };
        let value = match what {
            "var_w1" => variance(drawn),
            "mean_w1" => mean(drawn),
            _ => match what
                .strip_prefix("p_w1_above_")
                .and_then(|from| from.replacen('_', ".", 1).parse().ok())
            {
                Some(from) => tail(drawn, from),
                None => continue,
            },
        };
        if ["right", "wrong"].contains(&side) {
            found.insert(key.clone(), json!(value));
        }
    }
    let absolute = tolerance.number(&["abs"])?.unwrap_or(0.001);
    tolerance.mention(&["rule"]);
    Ok(Found {
        values: Value::Object(found),
        allowed: Box::new(move |_, _| absolute),
        sampled: true,
    })
}

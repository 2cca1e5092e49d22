//! Kinds that are sampled: the tolerance depends on the number of draws.

use super::{Found, list, number, pair, table};
use crate::Case;
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::set::{Constraint, WeightSet};
use weighbridge::weigh::robust::smaa::{self, Problem, Sampler, Scale, Score, Tally};
use weighbridge::weigh::robust::{Error, closed_form};

const SEED: u64 = 20_260_101;
const DRAWS: u32 = 100_000;

fn weight_set(inputs: &Value, criteria: usize) -> WeightSet {
    let rules = inputs
        .get("constraints")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let constraint = |rule: &Value| Constraint {
        g: list(&rule["g"]),
        at_least: number(&rule["at_least"]),
    };
    WeightSet::Constrained {
        criteria,
        constraints: rules.iter().map(constraint).collect(),
    }
}

fn shares(tally: &Tally) -> Map<String, Value> {
    let mut found = Map::new();
    found.insert("rank_acceptability".into(), json!(tally.rank_acceptability()));
    found.insert("central_weights".into(), json!(tally.central_weights()));
    found.insert("pairwise_winning".into(), json!(tally.pairwise_winning()));
    found.insert("mean_weight".into(), json!(tally.mean_weights()));
    found
}

/// A share `p` may be off by four of its standard errors, a central weight by four of its own (standard deviation at most 0.29,
/// among the draws in which the option is first).
pub(crate) fn smaa2(case: &Case) -> Result<Found, Error> {
    let values = table(&case.inputs["values"]);
    let set = weight_set(&case.inputs, values[0].len());
    let tally = Sampler::new(&Problem::points(&values)?, &set, SEED)?.run(DRAWS)?;
    let mut found = shares(&tally);
    if let ([a, b], Some(_)) = (values.as_slice(), case.expected.get("rank_acceptability")) {
        // Two options have an exact answer too: it must be the expected one to 1e-9.
        let d: Vec<f64> = a.iter().zip(b).map(|(x, y)| x - y).collect();
        if let Some(p) = closed_form::win_share_in(&set, &d)? {
            let exact = number(&case.expected["rank_acceptability"][0][0]);
            assert!((p - exact).abs() < 1e-9, "closed form {p}, expected {exact}");
            found.insert("closed_form".into(), json!(p));
        }
    }
    let n = f64::from(DRAWS);
    let wins: Vec<f64> = (0..values.len()).map(|option| tally.first_share(option)).collect();
    let allowed = move |path: &str, p: f64| {
        let mut parts = path.split('/').skip(1);
        match parts.next() {
            Some("central_weights") => {
                let option: usize = parts.next().unwrap().parse().unwrap();
                4.0 * 0.29 / (n * wins[option]).sqrt()
            }
            Some("mean_weight") => 4.0 * 0.29 / n.sqrt(),
            _ => 4.0 * (p * (1.0 - p) / n).max(0.0).sqrt() + 1e-6,
        }
    };
    Ok(Found {
        values: Value::Object(found),
        allowed: Box::new(allowed),
    })
}

/// Normal, log-normal, uniform, triangular or exact scores, `[criterion][option]`, on a declared range.
pub(crate) fn uncertain(case: &Case) -> Result<Found, Error> {
    let inputs = &case.inputs;
    let kinds = inputs["kind"].as_array().expect("kinds");
    let criteria = kinds.len();
    let options = inputs["options"].as_array().expect("options").len();
    let cell = |name: &str, c: usize, o: usize| number(&inputs[name][c][o]);
    let score = |o: usize, c: usize| match kinds[c].as_str().expect("a kind") {
        "normal" => Score::Normal {
            mean: cell("mean", c, o),
            sd: cell("sd", c, o),
        },
        "lognormal" => Score::LogNormal {
            mean: cell("mean", c, o),
            sd: cell("sd", c, o),
        },
        "uniform" => Score::Uniform {
            low: cell("low", c, o),
            high: cell("high", c, o),
        },
        "triangular" => Score::Triangular {
            low: cell("low", c, o),
            likely: cell("likely", c, o),
            high: cell("high", c, o),
        },
        "exact" => Score::Point(cell("mean", c, o)),
        other => panic!("scores of kind `{other}` are not known"),
    };
    let scores = (0..options)
        .map(|o| (0..criteria).map(|c| score(o, c)).collect())
        .collect();
    let scale = |ends: &Value| {
        let (worst, best) = pair(ends);
        Scale::Declared { worst, best }
    };
    let scales = inputs["worst_best"]
        .as_array()
        .expect("ranges")
        .iter()
        .map(scale)
        .collect();
    let problem = Problem::new(scores, scales)?;
    let tally = Sampler::new(&problem, &weight_set(inputs, criteria), SEED)?.run(DRAWS)?;
    let mut found = shares(&tally);
    let factors = smaa::confidence_factors(&problem, &tally, DRAWS, SEED + 1)?;
    found.insert("confidence_factors".into(), json!(factors));
    let tolerance = |name: &str| case.tolerance[name].as_f64();
    let share = tolerance("abs_at_100k").expect("a tolerance");
    let central = tolerance("central_weights_abs_at_100k").unwrap_or(share);
    let factor = tolerance("confidence_factor_abs_at_100k").unwrap_or(share);
    let allowed = move |path: &str, _: f64| match path.split('/').nth(1) {
        Some("central_weights") => central,
        Some("confidence_factors") => factor,
        _ => share,
    };
    Ok(Found {
        values: Value::Object(found),
        allowed: Box::new(allowed),
    })
}

/// Moments of the first weight, from this sampler and from the wrong one (independent uniform numbers over their sum), which
/// the tolerance must tell apart.
pub(crate) fn simplex_bias(case: &Case) -> Result<Found, Error> {
    let n = usize::try_from(case.inputs["n"].as_u64().expect("a number of criteria")).unwrap();
    let draws = 400_000;
    let right: Vec<f64> = smaa::weights_drawn(&WeightSet::Any(n), draws, SEED)?
        .iter()
        .map(|row| row[0])
        .collect();
    // A very wide band around equal weights is, up to its lower ends, that wrong sampler.
    let set = WeightSet::Band {
        centre: vec![1.0; n],
        factor: 1e4,
    };
    let wrong: Vec<f64> = smaa::weights_drawn(&set, draws, SEED)?
        .iter()
        .map(|row| row[0])
        .collect();
    let mean = |x: &[f64]| x.iter().sum::<f64>() / f64::from(draws);
    let variance = |x: &[f64]| {
        let centre = mean(x);
        mean(&x.iter().map(|w| (w - centre) * (w - centre)).collect::<Vec<_>>())
    };
    let tail = |x: &[f64]| mean(&x.iter().map(|w| f64::from(u8::from(*w > 0.8))).collect::<Vec<_>>());
    let absolute = number(&case.tolerance["abs"]);
    Ok(Found {
        values: json!({
            "right_var_w1": variance(&right),
            "wrong_var_w1": variance(&wrong),
            "right_p_w1_above_0_8": tail(&right),
            "wrong_p_w1_above_0_8": tail(&wrong),
        }),
        allowed: Box::new(move |_, _| absolute),
    })
}

//! Kinds about one decision.

use super::{Outcome, list, names, number, pair, table};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::rules::{Limit, State};
use weighbridge::weigh::robust::set::WeightSet;
use weighbridge::weigh::robust::{evpi, flip, money, ordinal, rules, shape, weights, wsm};

pub(crate) fn declared_range(inputs: &Value) -> Outcome {
    let options = names(&inputs["options"]);
    let shares = weights::shares(&list(&inputs["weights_raw"]))?;
    let values = wsm::declared_values(&table(&inputs["raw"]), &list(&inputs["worst"]), &list(&inputs["best"]))?;
    let totals = wsm::totals(&values, &shares)?;
    let ranking: Vec<Vec<&String>> = wsm::ranking(&totals)
        .iter()
        .map(|group| group.iter().map(|&o| &options[o]).collect())
        .collect();
    let contributions = wsm::contributions(&values, &shares)?;
    Ok(json!({
        "weights": shares, "values": values, "totals": totals, "ranking": ranking, "contributions": contributions
    }))
}

pub(crate) fn local_scale_trap(inputs: &Value) -> Outcome {
    let options = names(&inputs["options"]);
    let shares = weights::shares(&list(&inputs["weights_raw"]))?;
    let (raw, worst, best) = (table(&inputs["raw"]), list(&inputs["worst"]), list(&inputs["best"]));
    let declared = wsm::totals(&wsm::declared_values(&raw, &worst, &best)?, &shares)?;
    let ranking: Vec<&String> = wsm::ranking(&declared).iter().flatten().map(|&o| &options[o]).collect();
    Ok(json!({
        "local_minmax_totals": wsm::totals(&wsm::local_values(&raw, &worst, &best)?, &shares)?,
        "declared_totals": declared,
        "declared_ranking": ranking,
    }))
}

pub(crate) fn value_piecewise(inputs: &Value) -> Outcome {
    let mut points: Vec<(f64, f64)> = list(&inputs["cutoffs"])
        .into_iter()
        .zip(list(&inputs["values"]))
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let values: Result<Vec<f64>, _> = list(&inputs["x"])
        .into_iter()
        .map(|x| shape::piecewise(x, &points))
        .collect();
    Ok(json!({ "v": values? }))
}

pub(crate) fn value_shapes(inputs: &Value) -> Outcome {
    let mut found = Map::new();
    for (name, shape) in inputs.as_object().expect("shapes") {
        let (worst, best) = (number(&shape["worst"]), number(&shape["best"]));
        let values: Result<Vec<f64>, _> = list(&shape["x"])
            .into_iter()
            .map(|x| match name.as_str() {
                "linear" => shape::linear(x, worst, best),
                "log" => shape::logarithmic(x, worst, best),
                "logistic" => shape::logistic(x, worst, best, number(&shape["k"]), number(&shape["m"])),
                "exponential" => shape::exponential(x, worst, best, number(&shape["curvature"])),
                other => panic!("shape `{other}` is not known"),
            })
            .collect();
        found.insert(name.clone(), json!(values?));
    }
    Ok(Value::Object(found))
}

pub(crate) fn roc(inputs: &Value) -> Value {
    let sizes = inputs["n"]
        .as_array()
        .expect("sizes")
        .iter()
        .map(|n| usize::try_from(n.as_u64().unwrap()).unwrap());
    json!({ "weights": sizes.map(weights::rank_order_centroid).collect::<Vec<_>>() })
}

pub(crate) fn swing(inputs: &Value) -> Outcome {
    let ranges = |value: &Value| value.as_array().expect("ranges").iter().map(pair).collect::<Vec<_>>();
    let mut found = Map::new();
    found.insert("weights".into(), json!(weights::from_swings(&list(&inputs["points"]))?));
    if let Some(rescale) = inputs.get("rescale") {
        let (old, new) = (ranges(&rescale["old_range"]), ranges(&rescale["new_range"]));
        found.insert(
            "rescaled_weights".into(),
            json!(weights::rescale(&list(&rescale["points"]), &old, &new)?),
        );
    }
    Ok(Value::Object(found))
}

pub(crate) fn ordinal_dominance(inputs: &Value) -> Outcome {
    let options = names(&inputs["options"]);
    let values = table(&inputs["values"]);
    let set = WeightSet::Ordered((0..values[0].len()).map(|c| vec![c]).collect());
    let found = ordinal::dominance(&values, &set)?.expect("an exact method");
    let mut ranges = Map::new();
    for (a, row) in found.ranges.iter().enumerate() {
        for (b, range) in row.iter().enumerate().filter(|&(b, _)| b != a) {
            ranges.insert(format!("{}-{}", options[a], options[b]), json!([range.0, range.1]));
        }
    }
    let dominated: Vec<&String> = found.dominated.iter().map(|&o| &options[o]).collect();
    Ok(json!({ "diff_ranges": ranges, "dominated": dominated }))
}

pub(crate) fn flip(inputs: &Value) -> Outcome {
    let options = names(&inputs["options"]);
    let values = table(&inputs["values"]);
    let shares = weights::shares(&list(&inputs["weights_raw"]))?;
    let totals = wsm::totals(&values, &shares)?;
    let winner = wsm::ranking(&totals)[0][0];
    let stability: Vec<Value> = flip::stability(&values, &shares, winner)?
        .iter()
        .map(|interval| {
            json!({
                "criterion": interval.criterion,
                "weight": interval.weight,
                "low": interval.low,
                "low_new_winner": interval.low_rival.map(|o| &options[o]),
                "high": interval.high,
                "high_new_winner": interval.high_rival.map(|o| &options[o]),
            })
        })
        .collect();
    let smallest = flip::smallest_move(&values, &shares, winner)?
        .map(|found| json!({ "l1": found.l1, "new_winner": options[found.rival] }));
    Ok(json!({
        "totals": totals,
        "winner": options[winner],
        "stability": stability,
        "smallest_weight_move": smallest,
        "score_gain_to_tie": flip::score_gains(&values, &shares, winner)?,
    }))
}

pub(crate) fn evpi_normal(inputs: &Value) -> Outcome {
    let found = evpi::normal(number(&inputs["mean_difference"]), number(&inputs["sd_difference"]))?;
    Ok(json!({ "evpi": found.evpi, "p_leader_is_best": found.leader_is_best }))
}

pub(crate) fn npv(inputs: &Value) -> Outcome {
    let mut found = Map::new();
    found.insert(
        "npv".into(),
        json!(money::npv(number(&inputs["rate"]), &list(&inputs["flows"]))?),
    );
    if let Some(flows) = inputs.get("irr_flows") {
        found.insert("irr".into(), json!(money::irr(&list(flows))?));
    }
    Ok(Value::Object(found))
}

pub(crate) fn payback(inputs: &Value) -> Outcome {
    let found = money::payback(number(&inputs["rate"]), &list(&inputs["flows"]))?;
    Ok(json!({ "cumulative": found.cumulative, "payback_years": found.periods }))
}

pub(crate) fn constraints(inputs: &Value) -> Outcome {
    let (mut status, mut failed, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for performance in inputs["performance"].as_array().expect("performances") {
        let (mut found, mut failed_by, mut open_by) = (Vec::new(), Vec::new(), Vec::new());
        for limit in inputs["limits"].as_array().expect("limits") {
            let name = limit["criterion"].as_str().expect("a criterion");
            // A limit names its unit too: "p99 ms" is about "p99".
            let key = if performance.get(name).is_some() {
                name
            } else {
                name.split(' ').next().unwrap()
            };
            let bound = match (limit.get("at_most"), limit.get("at_least")) {
                (Some(most), None) => Limit::AtMost(number(most)),
                (None, Some(least)) => Limit::AtLeast(number(least)),
                (Some(most), Some(least)) => Limit::Between(number(least), number(most)),
                (None, None) => panic!("a limit without a bound"),
            };
            let range = performance.get(key).filter(|range| !range.is_null()).map(pair);
            let state = rules::test(range, bound)?;
            match state {
                State::Fail => failed_by.push(name),
                State::Unknown => open_by.push(name),
                State::Pass => {}
            }
            found.push(state);
        }
        status.push(match rules::overall(&found) {
            State::Pass => "pass",
            State::Fail => "fail",
            State::Unknown => "unknown",
        });
        failed.push(failed_by);
        open.push(open_by);
    }
    Ok(json!({ "status": status, "failed_by": failed, "open_by": open }))
}

pub(crate) fn dominance(inputs: &Value) -> Outcome {
    let options = names(&inputs["options"]);
    let values = table(&inputs["values"]);
    let named = |group: &[usize]| group.iter().map(|&o| options[o].clone()).collect::<Vec<_>>();
    let by: Map<String, Value> = ordinal::pareto(&values)?
        .iter()
        .enumerate()
        .filter(|(_, by)| !by.is_empty())
        .map(|(option, by)| (options[option].clone(), json!(named(by))))
        .collect();
    let dominated: Vec<&String> = options.iter().filter(|name| by.contains_key(*name)).collect();
    let duplicates: Vec<Vec<String>> = ordinal::duplicates(&values)?.iter().map(|group| named(group)).collect();
    Ok(json!({ "dominated": dominated, "dominated_by": by, "duplicates": duplicates }))
}

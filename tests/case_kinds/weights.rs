//! Kinds about weights from what people say.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, index, list, number, pair},
    put,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::weights::{self, TradeOff};

/// Rank-order centroids of orders without ties by their sizes, or of one order with ties.
pub(crate) fn roc(inputs: &Fields) -> Outcome {
    if let Some(sizes) = inputs.get(&["n"]) {
        let size = |n: &Value| Ok(weights::rank_order_centroid(index(n, &[])?));
        let centroids = match sizes {
            Value::Array(sizes) => json!(sizes.iter().map(size).collect::<Result<Vec<_>, Wrong>>()?),
            one => json!(size(one)?),
        };
        return Ok(json!({ "weights": centroids }));
    }
    let criteria = inputs.names(&["criteria"])?.unwrap_or_default();
    let groups = groups(
        inputs.need(&["order", "ranking", "groups", "ranks"])?,
        &criteria,
        inputs.get(&["ranks"]).is_some(),
    )?;
    Ok(json!({ "weights": weights::order_centroid(&groups)? }))
}

/// Groups of equally important criteria, most important first: `[[2], [0, 1]]`, `[2, 0, 1]` or names, or the rank of each.
pub(crate) fn groups(value: &Value, criteria: &[String], by_rank: bool) -> Result<Vec<Vec<usize>>, Wrong> {
    if by_rank {
        let ranks = list(value)?;
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order.sort_by(|&a, &b| ranks[a].total_cmp(&ranks[b]).then(a.cmp(&b)));
        return Ok(order
            .chunk_by(|&a, &b| (ranks[a] - ranks[b]).abs() < 1e-9)
            .map(<[usize]>::to_vec)
            .collect());
    }
    let group = |group: &Value| match group {
        Value::Array(members) => members.iter().map(|member| index(member, criteria)).collect(),
        one => Ok(vec![index(one, criteria)?]),
    };
    entries(value)?.iter().map(group).collect()
}

pub(crate) fn swing(inputs: &Fields) -> Outcome {
    let ranges = |value: &Value| entries(value)?.iter().map(pair).collect::<Result<Vec<_>, _>>();
    inputs.mention(&["criteria"]);
    let mut found = Map::new();
    let points = inputs.list(&["points", "swings"])?;
    if let Some(points) = &points {
        put(&mut found, &["weights"], json!(weights::from_swings(points)?));
    }
    let rescale = inputs
        .get(&["rescale"])
        .map(|rescale| Fields::of("the rescaling", rescale))
        .transpose()?;
    let from = rescale.as_ref().unwrap_or(inputs);
    if let Some(old) = from.get(&["old_range", "old_ranges"]) {
        let new = ranges(from.need(&["new_range", "new_ranges"])?)?;
        let own = from
            .list(&["points", "weights"])?
            .or(points)
            .ok_or(Wrong("nothing to rescale".into()))?;
        let rescaled = json!(weights::rescale(&own, &ranges(old)?, &new)?);
        put(&mut found, &["rescaled_weights", "rescaled"], rescaled);
    }
    if let Some(rescale) = rescale {
        rescale.finish("")?;
    }
    Ok(Value::Object(found))
}

/// Weights from trade-offs, and what each implies against weights that were stated.
pub(crate) fn trade_off(inputs: &Fields) -> Outcome {
    let criteria = inputs.names(&["criteria"])?.unwrap_or_default();
    let widths = widths(inputs)?;
    let given = inputs.get(&["trade_offs", "tradeoffs", "statements", "indifferences"]);
    let one = inputs.get(&["trade_off", "tradeoff", "statement"]);
    let given = match (given, one) {
        (Some(given), _) => entries(given)?.to_vec(),
        (None, Some(one)) => vec![one.clone()],
        (None, None) => return Err(Wrong("there are no trade-offs".into())),
    };
    let statements: Vec<TradeOff> = given
        .iter()
        .map(|value| statement(value, &criteria, widths.as_deref()))
        .collect::<Result<_, _>>()?;
    let stated = inputs.list(&["weights", "stated_weights", "stated", "weights_raw"])?;
    let mentioned = statements.iter().map(|said| said.a.max(said.b) + 1).max().unwrap_or(0);
    let n = match inputs.get(&["n"]) {
        Some(n) => index(n, &[])?,
        None => stated.as_ref().map_or(criteria.len(), Vec::len).max(mentioned),
    };
    let mut found = Map::new();
    if let Ok(implied) = weights::from_trade_offs(n, &statements) {
        put(&mut found, &["weights", "implied_weights"], json!(implied));
    }
    if let Some(stated) = stated {
        let checks = statements
            .iter()
            .map(|said| weights::check_trade_off(&stated, said))
            .collect::<Result<Vec<_>, _>>()?;
        let each = |of: fn(&weights::TradeOffCheck) -> Value| json!(checks.iter().map(of).collect::<Vec<_>>());
        put(
            &mut found,
            &["implied_ratio", "implied_ratios"],
            each(|check| json!(check.implied_ratio)),
        );
        put(
            &mut found,
            &["stated_ratio", "stated_ratios"],
            each(|check| json!(check.stated_ratio)),
        );
        put(
            &mut found,
            &["factor", "factors", "inconsistency"],
            each(|check| json!(check.factor)),
        );
        put(&mut found, &["implied_a"], each(|check| json!(check.implied_a)));
        put(&mut found, &["implied_b"], each(|check| json!(check.implied_b)));
        put(&mut found, &["gap", "gaps"], each(|check| json!(check.gap)));
    }
    Ok(Value::Object(found))
}

/// Widths of the declared ranges, for gains that are given in units.
fn widths(inputs: &Fields) -> Result<Option<Vec<f64>>, Wrong> {
    if let Some(ranges) = inputs.get(&["worst_best", "ranges", "declared_ranges"]) {
        let ranges = entries(ranges)?.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
        return Ok(Some(ranges.iter().map(|(worst, best)| (best - worst).abs()).collect()));
    }
    Ok(match (inputs.list(&["worst"])?, inputs.list(&["best"])?) {
        (Some(worst), Some(best)) => Some(
            worst
                .iter()
                .zip(&best)
                .map(|(worst, best)| (best - worst).abs())
                .collect(),
        ),
        _ => None,
    })
}

fn statement(value: &Value, criteria: &[String], widths: Option<&[f64]>) -> Result<TradeOff, Wrong> {
    let fields = Fields::of("the trade-off", value)?;
    let a = index(fields.need(&["a", "criterion_a", "criterion"])?, criteria)?;
    let b = index(fields.need(&["b", "criterion_b", "against", "reference"])?, criteria)?;
    let gain = |names: &[&str], from: &[&str], to: &[&str], criterion: usize| -> Result<Option<f64>, Wrong> {
        let units = match (fields.number(names)?, fields.number(from)?, fields.number(to)?) {
            (Some(gain), _, _) => gain.abs(),
            (None, Some(from), Some(to)) => (to - from).abs(),
            _ => return Ok(None),
        };
        Ok(Some(widths.map_or(units, |widths| units / widths[criterion])))
    };
    let ratio = fields.number(&["ratio", "w_a_over_w_b"])?;
    let gains = (
        gain(
            &["gain_a", "delta_a", "change_a", "improve_a"],
            &["a_from", "from_a"],
            &["a_to", "to_a"],
            a,
        )?,
        gain(
            &["gain_b", "delta_b", "change_b", "improve_b"],
            &["b_from", "from_b"],
            &["b_to", "to_b"],
            b,
        )?,
    );
    let (gain_a, gain_b) = match (gains, ratio) {
        ((Some(a), Some(b)), _) => (a, b),
        (_, Some(ratio)) => (1.0, ratio),
        _ => return Err(Wrong("a trade-off needs both gains, or a ratio".into())),
    };
    fields.finish("")?;
    Ok(TradeOff { a, gain_a, b, gain_b })
}

pub(crate) fn pinned(inputs: &Fields) -> Outcome {
    inputs.mention(&["criteria"]);
    let raw = list(inputs.need(&["raw", "weights_raw", "points"])?)?;
    let pins = entries(inputs.need(&["pinned", "pins"])?)?.iter();
    let pins: Vec<Option<f64>> = pins
        .map(|pin| if pin.is_null() { Ok(None) } else { number(pin).map(Some) })
        .collect::<Result<_, Wrong>>()?;
    let points = weights::with_pinned(&raw, &pins)?;
    Ok(json!({ "points": points, "weights": weights::shares(&points)? }))
}

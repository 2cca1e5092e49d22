//! Kinds about a group of people.

use super::{Outcome, table};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::group::{aggregate, concordance};

pub(crate) fn kendall(inputs: &Value) -> Outcome {
    let found = concordance::kendall(&table(&inputs["ranks"]))?;
    Ok(json!({
        "w": found.map(|found| found.w),
        "chi2": found.map(|found| found.chi_squared),
        "df": found.map(|found| found.degrees),
        "p_value": found.map(|found| found.p_value),
    }))
}

pub(crate) fn kendall_limits(inputs: &Value) -> Outcome {
    let mut found = Map::new();
    for (name, ranks) in inputs.as_object().expect("tables of ranks") {
        found.insert(
            name.clone(),
            json!(concordance::kendall(&table(ranks))?.map(|found| found.w)),
        );
    }
    Ok(Value::Object(found))
}

pub(crate) fn weights(inputs: &Value) -> Outcome {
    let weights = table(&inputs["weights"]);
    let spread: Vec<f64> = aggregate::spreads(&weights)?.iter().map(|spread| spread.sd).collect();
    Ok(json!({
        "arithmetic": aggregate::arithmetic(&weights)?,
        "geometric": aggregate::geometric(&weights)?,
        "median_normalised": aggregate::median(&weights)?,
        "sd_per_criterion": spread,
        "consensus": aggregate::consensus(&weights)?,
    }))
}

pub(crate) fn borda(inputs: &Value) -> Outcome {
    let ranks = table(&inputs["ranks"]);
    Ok(json!({
        "mean_rank": concordance::mean_ranks(&ranks)?,
        "borda": concordance::borda(&ranks)?,
        "majority": concordance::majorities(&ranks)?,
    }))
}

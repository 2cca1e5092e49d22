//! One function a kind of case: from its inputs to values in the shape of its `expected`.

mod group;
mod sampled;
mod single;

use super::Case;
use serde_json::Value;
use weighbridge::weigh::robust::Error;

/// By the path of a number and the expected one: how far from it the computed one may be.
pub(crate) type Allowed = Box<dyn Fn(&str, f64) -> f64>;

/// What was computed, and how far it may be from `expected`.
pub(crate) struct Found {
    pub(crate) values: Value,
    pub(crate) allowed: Allowed,
}

type Outcome = Result<Value, Error>;

/// Computes a case; `None` for a kind that is not known.
pub(crate) fn compute(case: &Case) -> Option<Result<Found, Error>> {
    let inputs = &case.inputs;
    let exact: Outcome = match case.kind.as_str() {
        "wsm_declared_range" => single::declared_range(inputs),
        "wsm_local_scale_trap" => single::local_scale_trap(inputs),
        "value_piecewise" => single::value_piecewise(inputs),
        "value_shapes" => single::value_shapes(inputs),
        "roc" => Ok(single::roc(inputs)),
        "swing" => single::swing(inputs),
        "ordinal_dominance" => single::ordinal_dominance(inputs),
        "flip" => single::flip(inputs),
        "evpi_normal" => single::evpi_normal(inputs),
        "npv" => single::npv(inputs),
        "dpp" => single::payback(inputs),
        "constraints" => single::constraints(inputs),
        "dominance" => single::dominance(inputs),
        "kendall_w" => group::kendall(inputs),
        "kendall_w_limits" => group::kendall_limits(inputs),
        "group_weights" => group::weights(inputs),
        "borda" => group::borda(inputs),
        "smaa2" => return Some(sampled::smaa2(case)),
        "smaa2_uncertain" => return Some(sampled::uncertain(case)),
        "simplex_bias" => return Some(sampled::simplex_bias(case)),
        _ => return None,
    };
    let absolute = case.tolerance["abs"].as_f64().unwrap_or(0.0);
    let relative = case.tolerance["rel"].as_f64().unwrap_or(0.0);
    let allowed = Box::new(move |_: &str, expected: f64| absolute.max(relative * expected.abs()));
    Some(exact.map(|values| Found { values, allowed }))
}

pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number, not {value}"))
}

pub(crate) fn list(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("a list, not {value}"))
        .iter()
        .map(number)
        .collect()
}

pub(crate) fn table(value: &Value) -> Vec<Vec<f64>> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("a table, not {value}"))
        .iter()
        .map(list)
        .collect()
}

pub(crate) fn names(value: &Value) -> Vec<String> {
    let name = |name: &Value| name.as_str().expect("a name").to_owned();
    value
        .as_array()
        .unwrap_or_else(|| panic!("names, not {value}"))
        .iter()
        .map(name)
        .collect()
}

pub(crate) fn pair(value: &Value) -> (f64, f64) {
    let numbers = list(value);
    assert_eq!(numbers.len(), 2, "a pair");
    (numbers[0], numbers[1])
}

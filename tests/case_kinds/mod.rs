//! One function a kind of case: from its inputs to values in the shape of its `expected`.

mod choice;
mod fields;
mod flips;
mod group;
mod matrix;
mod money;
mod reversal;
mod sampled;
mod set;
mod values;
mod weights;

use super::Case;
pub(crate) use fields::{Fields, Wrong};
use serde_json::{Map, Value};

/// By the path of a number and the expected one: how far from it the computed one may be.
pub(crate) type Allowed = Box<dyn Fn(&str, f64) -> f64>;

/// What was computed, and how far it may be from `expected`.
pub(crate) struct Found {
    pub(crate) values: Value,
    pub(crate) allowed: Allowed,
    /// Whether other draws would give other numbers.
    pub(crate) sampled: bool,
}

/// How much is drawn, and from what seed.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) draws: u32,
    pub(crate) seed: u64,
}

impl Effort {
    pub(crate) const FIRST: Self = Self {
        draws: 100_000,
        seed: 20_260_101,
    };
    pub(crate) const SECOND: Self = Self {
        draws: 800_000,
        seed: 77,
    };
}

type Outcome = Result<Value, Wrong>;

/// Computes a case.
pub(crate) fn compute(case: &Case, effort: Effort) -> Result<Found, Wrong> {
    let fields = Fields::of("the input", &case.inputs)?;
    let tolerance = Fields::of("the tolerance", &case.tolerance)?;
    let found = match sampled::compute(case, &fields, &tolerance, effort) {
        Some(found) => found?,
        None => Found {
            values: exact(case, &fields)?,
            allowed: within(&tolerance)?,
            sampled: false,
        },
    };
    fields.finish(" for this kind")?;
    tolerance.finish("")?;
    Ok(found)
}

/// The plain tolerances; `exact` and none at all mean equality, up to the rounding of the last digits.
fn within(tolerance: &Fields) -> Result<Allowed, Wrong> {
    let absolute = tolerance.number(&["abs"])?.unwrap_or(0.0);
    let relative = tolerance.number(&["rel"])?.unwrap_or(0.0);
    tolerance.mention(&["exact", "rule"]);
    Ok(Box::new(move |_, expected| absolute.max(relative * expected.abs())))
}

fn exact(case: &Case, inputs: &Fields) -> Outcome {
    let expected = case.expected.as_object().expect("checked when it was read");
    match case.kind.as_str() {
        "wsm" | "wsm_declared_range" | "wsm_ties" => matrix::declared_range(inputs),
        "wsm_local_scale_trap" => reversal::side_by_side(inputs, expected),
        "rank_reversal" | "wsm_rank_reversal" | "wsm_add_option" | "wsm_remove_option" => {
            reversal::side_by_side(inputs, expected)
        }
        "unknown_scores" | "unknown_score" | "wsm_unknown" | "missing_scores" => matrix::unknown(inputs),
        "dominance" => matrix::dominance(inputs),
        "overlap" | "overlaps" | "double_counting" => matrix::overlap(inputs),
        "value_shapes" => values::value_shapes(inputs),
        kind if kind.starts_with("value_") => values::value(inputs, &kind["value_".len()..]),
        "roc" | "roc_ties" => weights::roc(inputs),
        "swing" => weights::swing(inputs),
        "trade_off" | "trade_offs" | "tradeoff" | "tradeoffs" | "trade_off_weights" | "tradeoff_weights" => {
            weights::trade_off(inputs)
        }
        "pinned" | "pinned_weights" => weights::pinned(inputs),
        "ordinal_dominance" | "partial_dominance" | "weight_set_dominance" => set::dominance(inputs),
        "closed_form" | "two_options_closed_form" => set::closed_form(inputs),
        "flip" => flips::flip(inputs),
        "tornado" => flips::tornado(inputs),
        "evpi_normal" => choice::evpi_normal(inputs),
        "evpi" | "evpi_answers" | "next_question" => choice::evpi(inputs),
        "regret" | "minimax_regret" | "maximin_regret" => choice::regret(inputs, expected),
        "constraints" | "gates" => choice::constraints(inputs),
        "npv" => money::npv(inputs),
        "dpp" | "payback" => money::payback(inputs),
        "growing_costs" | "growing" | "npv_growing" | "npv_growth" | "cost_growth" | "break_even" | "crossing" => {
            money::growing(inputs)
        }
        "kendall_w" => group::kendall(inputs),
        "kendall_w_limits" => group::kendall_limits(inputs),
        "group_weights" | "polarised" | "polarised_group" | "polarized" | "polarisation" | "group_polarised" => {
            group::weights(inputs)
        }
        "borda" | "condorcet" => group::borda(inputs),
        other => Err(Wrong(format!("the kind `{other}` is not known"))),
    }
}

/// Puts one value under several names: a case may call it by any of them.
pub(crate) fn put(into: &mut Map<String, Value>, names: &[&str], value: Value) {
    for name in names {
        into.insert((*name).to_owned(), value.clone());
    }
}

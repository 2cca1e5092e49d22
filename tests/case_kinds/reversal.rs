//! Kinds that set one table beside another: declared ranges and those of the options present, before and after an option comes
//! or goes.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, index, list, table, words},
    matrix::{Decision, weighed},
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::wsm;

/// Declared ranges beside the ranges of the options present, and before beside after an option comes or goes: what is
/// expected says by its name which of the four it means.
pub(crate) fn side_by_side(inputs: &Fields, expected: &Map<String, Value>) -> Outcome {
    let mut before = Decision::read(inputs)?;
    let mut after_options = before.options.clone();
    let mut after_raw = before.known()?;
    let added = inputs.get(&["added", "added_option", "added_options", "extra_option", "new_option"]);
    let rows = inputs.get(&["added_raw", "added_values", "added_scores", "extra_raw", "new_raw"]);
    let added_values = inputs.get(&["added_values"]).is_some();
    let names = inputs.get(&["added_name", "added_names"]);
    for (name, row) in additions(added, rows, names)? {
        after_options.push(name);
        after_raw.push(row);
    }
    if let Some(removed) = inputs.get(&["removed", "removed_option", "removed_options"]) {
        let one = std::slice::from_ref(removed);
        for name in removed.as_array().map_or(one, Vec::as_slice) {
            let at = index(name, &after_options)?;
            after_options.remove(at);
            after_raw.remove(at);
        }
    }
    // Quantities may be given for some and values for others only where both are on one scale.
    if added_values && before.ends.is_some() {
        return Err(Wrong("values are added to quantities".into()));
    }
    let after = Decision {
        options: after_options,
        criteria: before.criteria.clone(),
        raw: after_raw
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect(),
        ends: before.ends.clone(),
        shares: before.shares.clone(),
    };
    let directions = match &before.ends {
        Some(ends) => ends.clone(),
        None => (vec![0.0; before.criteria.len()], vec![1.0; before.criteria.len()]),
    };
    let local = |decision: &Decision| -> Result<Vec<Vec<f64>>, Wrong> {
        Ok(wsm::local_values(&decision.known()?, &directions.0, &directions.1)?)
    };
    let mut found = Map::new();
    for key in expected.keys() {
        let has = |parts: &[&str]| parts.iter().any(|part| key.contains(part));
        let is_local = has(&["local", "minmax", "min_max"]) && !has(&["declared"]);
        let is_after =
            has(&["after", "added", "removed", "with_", "three", "extended"]) && !has(&["before", "without"]);
        let values = |decision: &Decision| if is_local { local(decision) } else { decision.values() };
        let (then, now) = (weighed(&before, &values(&before)?)?, weighed(&after, &values(&after)?)?);
        let value = if has(&["revers", "preserv", "unchanged", "invariant", "change", "shift"]) {
            let kept = common(&before, &after, &then, &now)?;
            if has(&["change_in", "shift", "max_change", "largest_change"]) {
                json!(kept.moved)
            } else {
                json!(kept.reversed == has(&["revers", "ranking_changed", "winner_changed"]))
            }
        } else {
            let side = if is_after { &now } else { &then };
            let thing = [
                "totals",
                "ranking",
                "winner",
                "values",
                "contributions",
                "margin",
                "ranks",
                "weights",
            ]
            .into_iter()
            .find(|thing| key.contains(thing));
            match thing.and_then(|thing| side.get(thing)) {
                Some(value) => value.clone(),
                None => continue,
            }
        };
        found.insert(key.clone(), value);
    }
    before.criteria.clear();
    Ok(Value::Object(found))
}

fn additions(
    added: Option<&Value>,
    rows: Option<&Value>,
    names: Option<&Value>,
) -> Result<Vec<(String, Vec<f64>)>, Wrong> {
    let mut all = Vec::new();
    if let Some(rows) = rows {
        let rows = if entries(rows)?.iter().all(Value::is_number) {
            vec![list(rows)?]
        } else {
            table(rows)?
        };
        let names = match names.or(added) {
            Some(Value::String(name)) => vec![name.clone()],
            Some(names) => words(names)?,
            None => (0..rows.len()).map(|at| format!("added {at}")).collect(),
        };
        all.extend(names.into_iter().zip(rows));
        return Ok(all);
    }
    match added {
        None => {}
        Some(Value::Array(each)) if each.iter().all(Value::is_number) => {
            all.push(("added".to_owned(), list(added.unwrap_or(&Value::Null))?))
        }
        Some(one_or_more) => {
            let one = std::slice::from_ref(one_or_more);
            for option in one_or_more.as_array().map_or(one, Vec::as_slice) {
                let fields = Fields::of("an added option", option)?;
                let name = fields
                    .get(&["name", "option", "id"])
                    .and_then(Value::as_str)
                    .unwrap_or("added");
                all.push((name.to_owned(), list(fields.need(&["raw", "values", "scores"])?)?));
                fields.finish("")?;
            }
        }
    }
    Ok(all)
}

/// What became of the options that are there before and after.
struct Kept {
    /// Greatest change of a total.
    moved: f64,
    /// Whether two of them changed places.
    reversed: bool,
}

fn common(
    before: &Decision,
    after: &Decision,
    then: &Map<String, Value>,
    now: &Map<String, Value>,
) -> Result<Kept, Wrong> {
    let (then, now) = (list(&then["totals"])?, list(&now["totals"])?);
    let pairs: Vec<(f64, f64)> = before
        .options
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((then[at], now[after.options.iter().position(|other| other == name)?])))
        .collect();
    let sign = |x: f64| if x.abs() <= 1e-9 { 0.0 } else { x.signum() };
    Ok(Kept {
        moved: pairs.iter().map(|(a, b)| (a - b).abs()).fold(0.0, f64::max),
        reversed: pairs
            .iter()
            .any(|a| pairs.iter().any(|b| sign(a.0 - b.0) != sign(a.1 - b.1))),
    })
}

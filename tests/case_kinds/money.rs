//! Kinds about money over time.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, index, list, number},
    put,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::money::{self, Crossing};

/// Rate a period: as given, or a year's where periods are months.
fn rate(inputs: &Fields) -> Result<f64, Wrong> {
    let yearly = inputs.number(&[
        "yearly_rate",
        "rate_per_year",
        "annual_rate",
        "rate_yearly",
        "discount_rate_yearly",
    ])?;
    Ok(match yearly {
        Some(yearly) => money::monthly_rate(yearly)?,
        None => inputs.number(&["rate", "discount_rate"])?.unwrap_or(0.0),
    })
}

pub(crate) fn npv(inputs: &Fields) -> Outcome {
    let rate = rate(inputs)?;
    let mut found = Map::new();
    put(&mut found, &["monthly_rate"], json!(rate));
    if let Some(yearly) = inputs.number(&["yearly"])? {
        put(&mut found, &["monthly_rate"], json!(money::monthly_rate(yearly)?));
    }
    if let Some(flows) = flows(inputs)? {
        put(&mut found, &["npv", "present_value"], json!(money::npv(rate, &flows)?));
        put(&mut found, &["discounted"], json!(money::discounted(rate, &flows)?));
        put(&mut found, &["cumulative"], json!(money::cumulative(&flows)));
        put(&mut found, &["irr"], json!(money::irr(&flows)?));
        put(&mut found, &["total"], json!(flows.iter().sum::<f64>()));
        put(&mut found, &["flows"], json!(flows));
    }
    if let Some(flows) = inputs.get(&["irr_flows"]) {
        put(&mut found, &["irr"], json!(money::irr(&list(flows)?)?));
    }
    Ok(Value::Object(found))
}

/// What is paid at each time: listed, or today's and then a flow that grows.
fn flows(inputs: &Fields) -> Result<Option<Vec<f64>>, Wrong> {
    if let Some(flows) = inputs.get(&["flows", "cash_flows"]) {
        return list(flows).map(Some);
    }
    let first = inputs.number(&[
        "first",
        "per_period",
        "annual",
        "monthly",
        "yearly_cost",
        "monthly_cost",
        "flow",
    ])?;
    let Some(first) = first else { return Ok(None) };
    let periods = index(inputs.need(&["periods", "years", "months", "horizon"])?, &[])?;
    let growth = match inputs.number(&["yearly_growth", "growth_per_year", "annual_growth"])? {
        Some(yearly) => money::monthly_rate(yearly)?,
        None => inputs.number(&["growth", "growth_rate"])?.unwrap_or(0.0),
    };
    let today = inputs
        .number(&["today", "initial", "upfront", "investment", "development", "setup"])?
        .unwrap_or(0.0);
    let mut flows = vec![today];
    flows.extend(money::growing(first, growth, periods)?);
    Ok(Some(flows))
}

pub(crate) fn payback(inputs: &Fields) -> Outcome {
    let flows = flows(inputs)?.ok_or(Wrong("there are no flows".into()))?;
    let found = money::payback(rate(inputs)?, &flows)?;
    Ok(json!({
        "cumulative": found.cumulative, "payback_years": found.periods, "payback": found.periods,
        "payback_periods": found.periods, "payback_months": found.periods, "flows": flows,
    }))
}

/// Costs that grow, of one option or of two whose lines may cross.
pub(crate) fn growing(inputs: &Fields) -> Outcome {
    let rate = rate(inputs)?;
    let names = inputs.names(&["options"])?;
    let horizon = inputs.get(&["horizon", "periods", "years", "months"]);
    let pairs = [
        (&["a"][..], &["b"][..]),
        (&["line_a"], &["line_b"]),
        (&["first_line"], &["second_line"]),
    ];
    let mut given: Vec<Value> = match inputs.get(&["lines", "costs"]) {
        Some(lines) => entries(lines)?.to_vec(),
        None => Vec::new(),
    };
    for (a, b) in pairs {
        given.extend(inputs.get(a).into_iter().chain(inputs.get(b)).cloned());
    }
    if given.is_empty() {
        let flows = flows(inputs)?.ok_or(Wrong("there are no costs".into()))?;
        return Ok(Value::Object(one_line(&flows, rate)?));
    }
    let mut cumulative = Vec::new();
    let mut each = Vec::new();
    for line in &given {
        let line = match line {
            // A list is cumulative already.
            Value::Array(_) => list(line)?,
            _ => {
                let mut own = line.clone();
                if let (Some(own), Some(horizon)) = (own.as_object_mut(), horizon) {
                    own.entry("periods").or_insert_with(|| horizon.clone());
                }
                let fields = Fields::of("the line", &own)?;
                fields.mention(&["name", "option"]);
                let flows = flows(&fields)?.ok_or(Wrong("there are no costs".into()))?;
                fields.finish("")?;
                each.push(Value::Object(one_line(&flows, rate)?));
                money::cumulative(&flows)
            }
        };
        cumulative.push(line);
    }
    let mut found = Map::new();
    for key in ["flows", "npv", "total", "discounted", "total_discounted"] {
        found.insert(
            key.to_owned(),
            json!(each.iter().map(|line| line[key].clone()).collect::<Vec<_>>()),
        );
    }
    for (key, other) in [("total", "totals"), ("npv", "present_values")] {
        let value = found[key].clone();
        found.insert(other.to_owned(), value);
    }
    put(&mut found, &["cumulative"], json!(cumulative));
    put(&mut found, &["monthly_rate"], json!(rate));
    if let [a, b] = cumulative.as_slice() {
        let crossing = money::crossing(a, b)?;
        let (within, beyond) = match crossing {
            Crossing::Within(at) => (Some(at), None),
            Crossing::Beyond(at) => (None, Some(at)),
            Crossing::Never | Crossing::Same => (None, None),
        };
        let word = match crossing {
            Crossing::Within(_) => "within",
            Crossing::Beyond(_) => "beyond",
            Crossing::Never => "never",
            Crossing::Same => "same",
        };
        put(
            &mut found,
            &[
                "break_even",
                "crossing",
                "month",
                "period",
                "break_even_month",
                "break_even_period",
                "break_even_year",
            ],
            json!(within),
        );
        put(&mut found, &["beyond", "break_even_beyond"], json!(beyond));
        put(&mut found, &["state", "crosses"], json!(word));
        let cheaper = |a: f64, b: f64| {
            let at = usize::from(b < a);
            names.as_ref().map_or(json!(at), |names| json!(names[at]))
        };
        put(&mut found, &["cheaper_today", "cheaper_at_start"], cheaper(a[0], b[0]));
        put(
            &mut found,
            &["cheaper", "cheaper_at_end"],
            cheaper(a[a.len() - 1], b[b.len() - 1]),
        );
    }
    Ok(Value::Object(found))
}

fn one_line(flows: &[f64], rate: f64) -> Result<Map<String, Value>, Wrong> {
    let mut found = Map::new();
    put(&mut found, &["flows", "costs"], json!(flows));
    put(&mut found, &["cumulative"], json!(money::cumulative(flows)));
    put(&mut found, &["total"], json!(flows.iter().sum::<f64>()));
    put(
        &mut found,
        &["npv", "present_value", "total_discounted"],
        json!(money::npv(rate, flows)?),
    );
    put(&mut found, &["discounted"], json!(money::discounted(rate, flows)?));
    put(&mut found, &["monthly_rate"], json!(number(&json!(rate))?));
    Ok(found)
}

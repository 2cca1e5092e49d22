//! Kinds about scores on declared ranges: totals, dominance, overlap, scores unknown.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, list, number, pair, table_with_gaps},
    put,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::{ordinal, overlap, tornado, weights::shares, wsm};

/// Options by criteria, as most kinds have them.
pub(crate) struct Decision {
    pub(crate) options: Vec<String>,
    pub(crate) criteria: Vec<String>,
    /// Quantities as given, and their declared ends; no ends where values are given.
    pub(crate) raw: Vec<Vec<Option<f64>>>,
    pub(crate) ends: Option<Ends>,
    /// Brought to a sum of 1; equal where none are given.
    pub(crate) shares: Vec<f64>,
}

/// Worst and best ends, one a criterion.
type Ends = (Vec<f64>, Vec<f64>);

const RAW: [&str; 7] = ["values", "raw", "scores", "likely", "performance", "matrix", "table"];
const WEIGHTS: [&str; 4] = ["weights_raw", "weights", "points", "raw_weights"];

impl Decision {
    /// Options, criteria, quantities and weights.
    pub(crate) fn read(inputs: &Fields) -> Result<Self, Wrong> {
        let mut decision = Self::read_values(inputs)?;
        if let Some(given) = inputs.get(&WEIGHTS) {
            decision.shares = shares(&by_name(given, inputs.names(&["criteria"])?.as_deref())?)?;
        }
        Ok(decision)
    }

    /// The same without weights: they are equal.
    pub(crate) fn read_values(inputs: &Fields) -> Result<Self, Wrong> {
        let raw = table_with_gaps(inputs.need(&RAW)?)?;
        let width = raw.first().map_or(0, Vec::len);
        let numbered = |count: usize| (0..count).map(|at| at.to_string()).collect::<Vec<_>>();
        Ok(Self {
            options: inputs
                .names(&["options", "alternatives"])?
                .unwrap_or_else(|| numbered(raw.len())),
            criteria: inputs.names(&["criteria"])?.unwrap_or_else(|| numbered(width)),
            ends: ends(inputs, width)?,
            raw,
            shares: shares(&vec![1.0; width])?,
        })
    }

    /// Quantities, which must be known.
    pub(crate) fn known(&self) -> Result<Vec<Vec<f64>>, Wrong> {
        let rows = self
            .raw
            .iter()
            .map(|row| row.iter().copied().collect::<Option<Vec<f64>>>());
        rows.collect::<Option<_>>().ok_or(Wrong("a score is not known".into()))
    }

    /// Values of all scores, which must be known.
    pub(crate) fn values(&self) -> Result<Vec<Vec<f64>>, Wrong> {
        let raw = self.known()?;
        Ok(match &self.ends {
            Some((worst, best)) => wsm::declared_values(&raw, worst, best)?,
            None => raw,
        })
    }

    pub(crate) fn named(&self, group: &[usize]) -> Vec<&String> {
        group.iter().map(|&option| &self.options[option]).collect()
    }
}

/// A list, or an object by name.
fn by_name(value: &Value, names: Option<&[String]>) -> Result<Vec<f64>, Wrong> {
    match (value, names) {
        (Value::Object(map), Some(names)) if map.len() == names.len() => {
            let of = |name: &String| number(map.get(name).ok_or_else(|| Wrong(format!("no weight of {name}")))?);
            names.iter().map(of).collect()
        }
        _ => list(value),
    }
}

/// Declared ends, one a criterion.
fn ends(inputs: &Fields, width: usize) -> Result<Option<Ends>, Wrong> {
    if let Some(ranges) = inputs.get(&["worst_best", "declared_ranges", "declared_range"]) {
        let ranges: Result<Vec<(f64, f64)>, Wrong> = entries(ranges)?.iter().map(pair).collect();
        return Ok(Some(ranges?.into_iter().unzip()));
    }
    let end = |names: &[&str]| match inputs.get(names) {
        Some(all @ Value::Number(_)) => number(all).map(|x| Some(vec![x; width])),
        Some(each) => list(each).map(Some),
        None => Ok(None),
    };
    match (end(&["worst"])?, end(&["best"])?) {
        (Some(worst), Some(best)) => Ok(Some((worst, best))),
        (None, None) => Ok(None),
        _ => Err(Wrong("`worst` and `best` belong together".into())),
    }
}

pub(crate) fn declared_range(inputs: &Fields) -> Outcome {
    let decision = Decision::read(inputs)?;
    if decision.raw.iter().flatten().any(Option::is_none) {
        return unknown_of(&decision, inputs);
    }
    Ok(Value::Object(weighed(&decision, &decision.values()?)?))
}

/// Everything that follows from values and weights.
pub(crate) fn weighed(decision: &Decision, values: &[Vec<f64>]) -> Result<Map<String, Value>, Wrong> {
    let totals = wsm::totals(values, &decision.shares)?;
    let ranking = wsm::ranking(&totals);
    let groups: Vec<Vec<&String>> = ranking.iter().map(|group| decision.named(group)).collect();
    let contributions = wsm::contributions(values, &decision.shares)?;
    let mut order = ranking.iter().flatten();
    let (first, second) = (order.next().copied().unwrap_or(0), order.next().copied());
    let mut found = Map::new();
    put(&mut found, &["weights"], json!(decision.shares));
    put(&mut found, &["values"], json!(values));
    put(&mut found, &["totals"], json!(totals));
    put(&mut found, &["ranks", "mid_ranks"], json!(wsm::mid_ranks(&totals)));
    put(&mut found, &["winner", "winners"], json!(groups[0]));
    put(&mut found, &["tied"], json!(groups[0].len() > 1));
    put(&mut found, &["ranking"], json!(groups));
    put(&mut found, &["contributions"], json!(contributions));
    if let Some(second) = second {
        let parts: Vec<f64> = contributions[first]
            .iter()
            .zip(&contributions[second])
            .map(|(a, b)| a - b)
            .collect();
        put(&mut found, &["runner_up"], json!(decision.options[second]));
        put(&mut found, &["margin"], json!(totals[first] - totals[second]));
        put(&mut found, &["margin_parts", "margin_contributions"], json!(parts));
    }
    Ok(found)
}

pub(crate) fn unknown(inputs: &Fields) -> Outcome {
    unknown_of(&Decision::read(inputs)?, inputs)
}

/// Unknown scores: anywhere on the whole scale.
fn unknown_of(decision: &Decision, inputs: &Fields) -> Outcome {
    let scale = inputs
        .get(&["scale", "score_range", "scale_range"])
        .map(pair)
        .transpose()?;
    let (worst, best) = scale.unwrap_or((0.0, 1.0));
    let value = |criterion: usize, x: f64| match &decision.ends {
        Some((worst, best)) => wsm::value(x, worst[criterion], best[criterion]),
        None => Ok(x),
    };
    let mut values = Vec::new();
    for row in &decision.raw {
        let cells = row
            .iter()
            .enumerate()
            .map(|(c, cell)| cell.map(|x| value(c, x)).transpose());
        values.push(cells.collect::<Result<Vec<_>, _>>()?);
    }
    let found = ordinal::with_unknown(&values, &decision.shares, worst, best)?;
    let (low, high): (Vec<f64>, Vec<f64>) = found.totals.iter().copied().unzip();
    let mut into = Map::new();
    put(&mut into, &["weights"], json!(decision.shares));
    put(
        &mut into,
        &["totals_low", "total_low", "low", "worst_totals", "lowest_totals"],
        json!(low),
    );
    put(
        &mut into,
        &["totals_high", "total_high", "high", "best_totals", "highest_totals"],
        json!(high),
    );
    put(
        &mut into,
        &["totals", "total_ranges", "total_range", "ranges", "intervals"],
        json!(found.totals),
    );
    put(
        &mut into,
        &["possible_winners", "possible", "potential_winners", "can_win"],
        json!(decision.named(&found.possible)),
    );
    let certain = found.certain.map(|option| &decision.options[option]);
    put(&mut into, &["certain_winner", "certain", "sure_winner"], json!(certain));
    put(&mut into, &["decided", "winner_is_certain"], json!(certain.is_some()));
    put(&mut into, &["decisive", "worth_finding_out"], json!(found.decisive));
    Ok(Value::Object(into))
}

pub(crate) fn dominance(inputs: &Fields) -> Outcome {
    let decision = Decision::read(inputs)?;
    let values = decision.values()?;
    let pareto = ordinal::pareto(&values)?;
    let by: Map<String, Value> = pareto
        .iter()
        .enumerate()
        .filter(|(_, by)| !by.is_empty())
        .map(|(option, by)| (decision.options[option].clone(), json!(decision.named(by))))
        .collect();
    let (beaten, free): (Vec<usize>, Vec<usize>) = (0..values.len()).partition(|&option| !pareto[option].is_empty());
    let duplicates: Vec<_> = ordinal::duplicates(&values)?
        .iter()
        .map(|group| json!(decision.named(group)))
        .collect();
    let mut found = Map::new();
    put(&mut found, &["dominated"], json!(decision.named(&beaten)));
    put(
        &mut found,
        &["efficient", "non_dominated", "pareto_front"],
        json!(decision.named(&free)),
    );
    put(&mut found, &["dominated_by"], Value::Object(by));
    // An empty expectation of pairs by name is an empty object or list.
    put(&mut found, &["duplicates"], json!(duplicates));
    Ok(Value::Object(found))
}

pub(crate) fn overlap(inputs: &Fields) -> Outcome {
    let decision = Decision::read(inputs)?;
    let values = decision.values()?;
    let threshold = inputs.number(&["threshold"])?.unwrap_or(overlap::THRESHOLD);
    let pairs: Vec<Value> = overlap::overlaps(&values, threshold)?
        .iter()
        .map(|pair| json!({ "a": decision.criteria[pair.a], "b": decision.criteria[pair.b], "r": pair.r }))
        .collect();
    let winner = |values: &[Vec<f64>], shares: &[f64]| -> Result<Value, Wrong> {
        Ok(json!(decision.named(&wsm::ranking(&wsm::totals(values, shares)?)[0])))
    };
    let mut without = Vec::new();
    for criterion in 0..decision.criteria.len() {
        let (values, shares) = wsm::without(&values, &decision.shares, criterion)?;
        without.push(winner(&values, &shares)?);
    }
    let column = |c: usize| values.iter().map(|row| row[c]).collect::<Vec<f64>>();
    let correlations: Vec<Vec<Option<f64>>> = (0..decision.criteria.len())
        .map(|a| {
            (0..decision.criteria.len())
                .map(|b| overlap::correlation(&column(a), &column(b)))
                .collect()
        })
        .collect();
    Ok(json!({
        "pairs": pairs, "overlaps": pairs, "correlations": correlations,
        "winner": winner(&values, &decision.shares)?, "winner_without": without,
    }))
}

/// The margin of one option over the best of the others.
pub(crate) fn margin(values: &[Vec<f64>], shares: &[f64], option: usize) -> Result<f64, Wrong> {
    let margin = tornado::margin_over_best(&wsm::totals(values, shares)?, option);
    margin.ok_or(Wrong("there is no other option".into()))
}

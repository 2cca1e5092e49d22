//! Kinds about what would change the winner.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, index, number, pair, table_with_gaps},
    matrix::{Decision, margin},
    put,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::{Error, flip, tornado, wsm};

pub(crate) fn flip(inputs: &Fields) -> Outcome {
    let decision = Decision::read(inputs)?;
    let (values, shares) = (decision.values()?, &decision.shares);
    let totals = wsm::totals(&values, shares)?;
    let ranking = wsm::ranking(&totals);
    // Of options that are tied, any may be asked after.
    let winner = match inputs.get(&["winner"]) {
        Some(winner) => index(winner, &decision.options)?,
        None => ranking[0][0],
    };
    let name = |rival: Option<usize>| json!(rival.map(|option| &decision.options[option]));
    let stability: Vec<Value> = flip::stability(&values, shares, winner)?
        .iter()
        .map(|interval| {
            json!({
                "criterion": decision.criteria[interval.criterion],
                "weight": interval.weight,
                "low": interval.low,
                "low_new_winner": name(interval.low_rival),
                "high": interval.high,
                "high_new_winner": name(interval.high_rival),
            })
        })
        .collect();
    let described = |found: Option<flip::Move>| {
        found.map(
            |found| json!({ "l1": found.l1, "new_winner": decision.options[found.rival], "weights": found.weights }),
        )
    };
    let smallest = json!(described(flip::smallest_move(&values, shares, winner)?));
    let mut by_rival = Map::new();
    for rival in (0..values.len()).filter(|&option| option != winner) {
        let found = flip::move_to_tie(&values, shares, winner, rival)?;
        by_rival.insert(decision.options[rival].clone(), json!(described(found)));
    }
    let gains = json!(flip::score_gains(&values, shares, winner)?);
    let mut found = Map::new();
    put(&mut found, &["weights"], json!(shares));
    put(&mut found, &["totals"], json!(totals));
    put(&mut found, &["winner"], json!(decision.options[winner]));
    put(&mut found, &["winners", "tied"], json!(decision.named(&ranking[0])));
    put(&mut found, &["stability", "stability_intervals"], json!(stability));
    put(
        &mut found,
        &["smallest_weight_move", "smallest_move", "smallest_joint_move"],
        smallest,
    );
    put(&mut found, &["weight_moves", "moves_to_tie"], Value::Object(by_rival));
    put(&mut found, &["score_gain_to_tie", "score_to_tie"], gains);
    if values.len() > 1 {
        put(&mut found, &["margin"], json!(margin(&values, shares, winner)?));
    }
    Ok(Value::Object(found))
}

/// What is swung.
enum Swung {
    /// A score of an option on a criterion.
    Score(usize, usize),
    /// A weight; the others keep their ratios.
    Weight(usize),
}

/// One input with its two ends.
struct Swing {
    name: Value,
    what: Swung,
    low: f64,
    high: f64,
}

pub(crate) fn tornado(inputs: &Fields) -> Outcome {
    let (decision, swings) = (Decision::read(inputs)?, swings(inputs)?);
    let (values, shares) = (decision.values()?, &decision.shares);
    let totals = wsm::totals(&values, shares)?;
    let winner = match inputs.get(&["winner", "option"]) {
        Some(winner) => index(winner, &decision.options)?,
        None => wsm::ranking(&totals)[0][0],
    };
    let swings = swings(&decision)?;
    let base = margin(&values, shares, winner)?;
    let at = |swing: &Swing, x: f64| -> Result<f64, Wrong> {
        let (mut values, mut shares) = (values.clone(), shares.clone());
        match swing.what {
            Swung::Score(option, criterion) => values[option][criterion] = decision.value(criterion, x)?,
            Swung::Weight(criterion) => {
                let rest = 1.0 - shares[criterion];
                for (c, share) in shares.iter_mut().enumerate() {
                    *share = if c == criterion { x } else { *share * (1.0 - x) / rest };
                }
            }
        }
        margin(&values, &shares, winner)
    };
    let ends: Vec<(f64, f64)> = swings
        .iter()
        .map(|swing| Ok((at(swing, swing.low)?, at(swing, swing.high)?)))
        .collect::<Result<_, Wrong>>()?;
    let bars = tornado::tornado(
        base,
        swings.len(),
        |input, end| if end == 0 { ends[input].0 } else { ends[input].1 },
    );
    agrees_with_the_scores_alone(&decision, &values, &swings, winner, &bars)?;
    let described = |bar: &tornado::Bar| {
        let swing = &swings[bar.input];
        let mut into = Map::new();
        put(&mut into, &["input", "name"], swing.name.clone());
        put(&mut into, &["index"], json!(bar.input));
        match swing.what {
            Swung::Score(option, criterion) => {
                put(&mut into, &["option"], json!(decision.options[option]));
                put(&mut into, &["criterion"], json!(decision.criteria[criterion]));
            }
            Swung::Weight(criterion) => put(&mut into, &["weight", "criterion"], json!(decision.criteria[criterion])),
        }
        put(
            &mut into,
            &["low", "at_low", "margin_at_low", "margin_low", "low_margin", "first"],
            json!(bar.first),
        );
        put(
            &mut into,
            &[
                "high",
                "at_high",
                "margin_at_high",
                "margin_high",
                "high_margin",
                "last",
            ],
            json!(bar.last),
        );
        put(&mut into, &["least", "min", "min_margin"], json!(bar.low));
        put(&mut into, &["greatest", "max", "max_margin"], json!(bar.high));
        put(
            &mut into,
            &["span", "swing", "width", "length", "range"],
            json!(bar.span()),
        );
        put(&mut into, &["flips", "flip", "changes_winner"], json!(bar.flips));
        Value::Object(into)
    };
    let listed: Vec<Value> = bars.iter().map(described).collect();
    let order: Vec<Value> = bars.iter().map(|bar| swings[bar.input].name.clone()).collect();
    let flipping: Vec<Value> = bars
        .iter()
        .filter(|bar| bar.flips)
        .map(|bar| swings[bar.input].name.clone())
        .collect();
    let mut found = Map::new();
    put(&mut found, &["totals"], json!(totals));
    put(&mut found, &["winner"], json!(decision.options[winner]));
    put(&mut found, &["margin", "base_margin", "base"], json!(base));
    put(&mut found, &["bars", "tornado", "swings"], json!(listed));
    put(&mut found, &["order"], json!(order));
    put(&mut found, &["flipping", "flips"], json!(flipping));
    Ok(Value::Object(found))
}

/// The engine's own tornado of scores must say the same where only scores are swung, each once.
fn agrees_with_the_scores_alone(
    decision: &Decision,
    values: &[Vec<f64>],
    swings: &[Swing],
    winner: usize,
    bars: &[tornado::Bar],
) -> Result<(), Wrong> {
    let (mut low, mut high) = (values.to_vec(), values.to_vec());
    for swing in swings {
        let Swung::Score(option, criterion) = swing.what else {
            return Ok(());
        };
        low[option][criterion] = decision.value(criterion, swing.low)?;
        high[option][criterion] = decision.value(criterion, swing.high)?;
    }
    let found = tornado::of_scores(&low, values, &high, &decision.shares, winner)?;
    let spans = |bars: &[tornado::Bar]| bars.iter().map(tornado::Bar::span).collect::<Vec<f64>>();
    let own = spans(&found.iter().map(|bar| bar.bar).collect::<Vec<_>>());
    if own.len() == bars.len() && own.iter().zip(spans(bars)).all(|(a, b)| (a - b).abs() < 1e-12) {
        Ok(())
    } else {
        Err(Wrong(format!("the bars of the scores are {own:?}")))
    }
}

/// Tables of low and high scores, or a list of single inputs.
fn swings<'f>(inputs: &'f Fields) -> Result<impl Fn(&Decision) -> Result<Vec<Swing>, Wrong> + 'f, Wrong> {
    let tables = (inputs.get(&["low"]), inputs.get(&["high"]));
    let singles = inputs.get(&["swings", "inputs", "uncertain", "ranges"]);
    Ok(move |decision: &Decision| {
        let mut swings = Vec::new();
        if let (Some(low), Some(high)) = tables {
            let (low, high) = (table_with_gaps(low)?, table_with_gaps(high)?);
            for (option, (low, high)) in low.iter().zip(&high).enumerate() {
                for (criterion, ends) in low.iter().zip(high).enumerate() {
                    // Gaps are scores that are certain.
                    if let (Some(low), Some(high)) = ends {
                        swings.push(Swing {
                            name: json!([decision.options[option], decision.criteria[criterion]]),
                            what: Swung::Score(option, criterion),
                            low: *low,
                            high: *high,
                        });
                    }
                }
            }
        }
        for (at, single) in singles.map(entries).transpose()?.unwrap_or_default().iter().enumerate() {
            swings.push(single_swing(single, at, decision)?);
        }
        if swings.is_empty() {
            return Err(Wrong("nothing is swung".into()));
        }
        Ok(swings)
    })
}

fn single_swing(value: &Value, at: usize, decision: &Decision) -> Result<Swing, Wrong> {
    let fields = Fields::of("a swing", value)?;
    let (low, high) = match fields.get(&["range"]) {
        Some(range) => pair(range)?,
        None => (number(fields.need(&["low"])?)?, number(fields.need(&["high"])?)?),
    };
    let what = match fields.get(&["weight", "weight_of"]) {
        Some(criterion) => Swung::Weight(index(criterion, &decision.criteria)?),
        None => Swung::Score(
            index(fields.need(&["option"])?, &decision.options)?,
            index(fields.need(&["criterion"])?, &decision.criteria)?,
        ),
    };
    let name = fields
        .get(&["name", "input", "id"])
        .cloned()
        .unwrap_or_else(|| json!(at));
    fields.mention(&["likely"]);
    fields.finish("")?;
    Ok(Swing { name, what, low, high })
}

impl Decision {
    /// The value of a quantity on its declared range; where there is none it is a value.
    pub(crate) fn value(&self, criterion: usize, x: f64) -> Result<f64, Error> {
        match &self.ends {
            Some((worst, best)) => wsm::value(x, worst[criterion], best[criterion]),
            None => Ok(x),
        }
    }
}

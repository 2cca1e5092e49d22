//! Kinds about choosing under uncertainty, and about must-haves.

use super::{
    Fields, Outcome, Wrong,
    fields::{entries, number, pair, table},
    put,
};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::{
    evpi, regret as rules_of_choice,
    rules::{self, Limit, State},
};

pub(crate) fn evpi_normal(inputs: &Fields) -> Outcome {
    let mean = number(inputs.need(&["mean_difference", "mean"])?)?;
    let sd = number(inputs.need(&["sd_difference", "sd"])?)?;
    let found = evpi::normal(mean, sd)?;
    Ok(json!({ "evpi": found.evpi, "p_leader_is_best": found.leader_is_best }))
}

/// The value of knowing the answer to one question, or to each of several.
pub(crate) fn evpi(inputs: &Fields) -> Outcome {
    let options = inputs.names(&["options"])?;
    let name = |option: usize| match &options {
        Some(options) => json!(options[option]),
        None => json!(option),
    };
    if let Some(questions) = inputs
        .get(&["questions"])
        .filter(|all| all.as_array().is_some_and(|all| all.iter().all(Value::is_object)))
    {
        let mut values = Vec::new();
        let mut names = Vec::new();
        for (at, question) in entries(questions)?.iter().enumerate() {
            let fields = Fields::of("the question", question)?;
            names.push(
                fields
                    .get(&["id", "name", "question"])
                    .cloned()
                    .unwrap_or_else(|| json!(at)),
            );
            values.push(of_answers(&fields)?);
            fields.finish("")?;
        }
        let order = evpi::order_of_asking(&values);
        let each: Vec<f64> = values.iter().map(|value| value.evpi).collect();
        let order: Vec<Value> = order.iter().map(|&at| names[at].clone()).collect();
        let changes: Vec<bool> = values.iter().map(|value| value.changes_winner).collect();
        return Ok(json!({
            "evpi": each, "order": order, "next": order[0], "next_question": order[0], "changes_winner": changes
        }));
    }
    let found = of_answers(inputs)?;
    let winners: Vec<Value> = found.winners.iter().map(|&option| name(option)).collect();
    let mut into = Map::new();
    put(&mut into, &["evpi"], json!(found.evpi));
    put(
        &mut into,
        &["without", "winner_without", "winner", "best_without"],
        name(found.without),
    );
    put(
        &mut into,
        &["winners", "winner_by_answer", "winners_by_answer"],
        json!(winners),
    );
    put(&mut into, &["changes_winner"], json!(found.changes_winner));
    Ok(Value::Object(into))
}

fn of_answers(fields: &Fields) -> Result<evpi::AnswerValue, Wrong> {
    fields.mention(&["answers"]);
    let totals = table(fields.need(&["totals", "totals_by_answer"])?)?;
    let probabilities = fields
        .list(&["probabilities", "prior", "p"])?
        .unwrap_or_else(|| vec![1.0; totals.len()]);
    Ok(evpi::over_answers(&totals, &probabilities)?)
}

/// Payoffs, or costs, of options under scenarios.
pub(crate) fn regret(inputs: &Fields, expected: &Map<String, Value>) -> Outcome {
    let costs = inputs.get(&["costs"]);
    let given = match costs {
        Some(costs) => table(costs)?,
        None => table(inputs.need(&["payoffs", "totals", "values", "scores", "payoff", "table"])?)?,
    };
    let sign = if costs.is_some() { -1.0 } else { 1.0 };
    let options = inputs
        .names(&["options"])?
        .unwrap_or_else(|| (0..given.len()).map(|at| at.to_string()).collect());
    let scenarios = inputs.names(&["scenarios", "states"])?;
    // Rows are options, unless the names say otherwise.
    let turned = scenarios.is_some_and(|scenarios| {
        scenarios.len() == given.len() && options.len() == given[0].len() && options.len() != given.len()
    });
    let payoff = |o: usize, s: usize| sign * if turned { given[s][o] } else { given[o][s] };
    let columns = if turned { given.len() } else { given[0].len() };
    let payoffs: Vec<Vec<f64>> = (0..options.len())
        .map(|o| (0..columns).map(|s| payoff(o, s)).collect())
        .collect();
    let found = rules_of_choice::regret(&payoffs)?;
    let signed = |numbers: &[f64]| json!(numbers.iter().map(|x| sign * x).collect::<Vec<f64>>());
    let least = found.max_regret.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = |numbers: &[f64]| sign * numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut into = Map::new();
    put(&mut into, &["regret", "regrets", "regret_table"], json!(found.regrets));
    put(
        &mut into,
        &["max_regret", "maximum_regret", "max_regrets", "worst_regret"],
        json!(found.max_regret),
    );
    put(
        &mut into,
        &["worst", "worst_case", "min", "min_payoff"],
        signed(&found.worst),
    );
    put(
        &mut into,
        &["best", "best_case", "max", "max_payoff"],
        signed(&found.best),
    );
    put(&mut into, &["minimax_regret_value"], json!(least));
    put(&mut into, &["maximin_value"], json!(greatest(&found.worst)));
    let choices = [
        (&["maximin", "wald"][..], &found.maximin, greatest(&found.worst)),
        (&["maximax"], &found.maximax, greatest(&found.best)),
        (&["minimax_regret", "savage", "minimax"], &found.minimax_regret, least),
        (&["equally_likely", "laplace"], &found.equally_likely, f64::NAN),
    ];
    for (names, chosen, value) in choices {
        let chosen = json!(chosen.iter().map(|&option| &options[option]).collect::<Vec<_>>());
        for name in names {
            // Under the rule's own name a case may expect the choice or what it is worth.
            let own = if expected.get(*name).is_some_and(Value::is_f64) {
                json!(value)
            } else {
                chosen.clone()
            };
            into.insert((*name).to_owned(), own);
            for ending in ["choice", "winner", "option", "winners"] {
                into.insert(format!("{name}_{ending}"), chosen.clone());
            }
        }
    }
    Ok(Value::Object(into))
}

/// Must-haves on ranges.
pub(crate) fn constraints(inputs: &Fields) -> Outcome {
    inputs.mention(&["options"]);
    let limits = entries(inputs.need(&["limits", "constraints", "gates"])?)?;
    let limits: Vec<(String, Limit)> = limits.iter().map(limit).collect::<Result<_, _>>()?;
    let (mut status, mut failed, mut open, mut each) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for performance in entries(inputs.need(&["performance", "performances"])?)? {
        let performance = Fields::of("the performance", performance)?;
        let (mut found, mut failed_by, mut open_by) = (Vec::new(), Vec::new(), Vec::new());
        for (name, bound) in &limits {
            // A limit may name its unit too: "p99 ms" is about "p99".
            let short = name.split(' ').next().unwrap_or(name);
            let range = match performance.get(&[name, short]) {
                Some(point @ Value::Number(_)) => Some((number(point)?, number(point)?)),
                Some(range) => Some(pair(range)?),
                None => None,
            };
            let state = rules::test(range, *bound)?;
            match state {
                State::Fail => failed_by.push(name),
                State::Unknown => open_by.push(name),
                State::Pass => {}
            }
            found.push(state);
        }
        status.push(word(rules::overall(&found)));
        each.push(found.iter().map(|state| word(*state)).collect::<Vec<_>>());
        failed.push(json!(failed_by));
        open.push(json!(open_by));
    }
    let passing: Vec<usize> = (0..status.len()).filter(|&option| status[option] == "pass").collect();
    let names = inputs.names(&["options"])?;
    let passing: Vec<Value> = passing
        .iter()
        .map(|&o| names.as_ref().map_or(json!(o), |names| json!(names[o])))
        .collect();
    Ok(json!({ "status": status, "failed_by": failed, "open_by": open, "by_limit": each, "passing": passing }))
}

const fn word(state: State) -> &'static str {
    match state {
        State::Pass => "pass",
        State::Fail => "fail",
        State::Unknown => "unknown",
    }
}

fn limit(value: &Value) -> Result<(String, Limit), Wrong> {
    let fields = Fields::of("the limit", value)?;
    let name = fields
        .need(&["criterion", "quantity", "id"])?
        .as_str()
        .map(str::to_owned);
    let name = name.ok_or_else(|| Wrong(format!("{value} names no criterion")))?;
    let most = fields.number(&["at_most", "max"])?;
    let least = fields.number(&["at_least", "min"])?;
    let between = fields.get(&["between", "range"]).map(pair).transpose()?;
    let exactly = fields.number(&["equals", "equal", "exactly"])?;
    let bound = match (most, least, between.or(exactly.map(|x| (x, x)))) {
        (Some(most), None, None) => Limit::AtMost(most),
        (None, Some(least), None) => Limit::AtLeast(least),
        (Some(most), Some(least), None) => Limit::Between(least, most),
        (None, None, Some((least, most))) => Limit::Between(least, most),
        _ => return Err(Wrong(format!("{value} needs one bound"))),
    };
    fields.finish("")?;
    Ok((name, bound))
}

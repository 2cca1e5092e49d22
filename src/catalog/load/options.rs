//! Options and the strategies among them.

use super::{
    keys::{one_of, required_one_of, text_or},
    names::{Answers, Names},
};
use crate::{
    catalog::{Compose, DecisionOption, Strategy, StrategyKind},
    diagnostic::{Problems, TableReader},
};

/// Months from the start, and percent: what the questions of strategies may be answered with.
const SWITCH_BOUNDS: (f64, f64) = (0.0, 1200.0);
const SHARE_BOUNDS: (f64, f64) = (0.0, 100.0);

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Staged,
    Split,
}

/// Reads one option; `at` is its index.
pub(super) fn option(
    mut table: TableReader<'_, '_>,
    at: usize,
    names: &Names<'_>,
    problems: &mut Problems,
) -> DecisionOption {
    let id = names.options.ids[at];
    let title = text_or(&mut table, "title", id, problems);
    let summary = text_or(&mut table, "summary", "", problems);
    let strategy = table
        .table("strategy", table.what.part("the strategy"), problems)
        .and_then(|inner| strategy(inner, at, names, problems));
    table.refuse_unknown(problems);
    DecisionOption {
        id: id.to_owned(),
        title,
        summary,
        strategy,
    }
}

fn strategy(mut table: TableReader<'_, '_>, at: usize, names: &Names<'_>, problems: &mut Problems) -> Option<Strategy> {
    let kind = required_one_of(
        &mut table,
        "kind",
        &[("staged", Kind::Staged), ("split", Kind::Split)],
        problems,
    );
    let parts = parts(&mut table, at, names, problems);
    let kind = match kind {
        Some(Kind::Staged) => {
            dial(&mut table, "switch", SWITCH_BOUNDS, names, problems).map(|switch| StrategyKind::Staged { switch })
        }
        Some(Kind::Split) => {
            dial(&mut table, "share", SHARE_BOUNDS, names, problems).map(|share| StrategyKind::Split { share })
        }
        None => {
            // Both are asked for, so that neither is called unknown while it is not known which is meant.
            table.get("switch");
            table.get("share");
            None
        }
    };
    let compose = compose(&mut table, kind, names, problems);
    table.refuse_unknown(problems);
    Some(Strategy {
        kind: kind?,
        parts: parts?,
        compose: compose?,
    })
}

fn parts(table: &mut TableReader<'_, '_>, at: usize, names: &Names<'_>, problems: &mut Problems) -> Option<[usize; 2]> {
    let Some(list) = table.get("parts") else {
        table.missing("parts", problems);
        return None;
    };
    let values = table.array("parts", problems);
    let mut parts = Vec::new();
    for value in &values {
        let Some(part) = names.options.find_value(value, problems) else {
            continue;
        };
        if part == at {
            problems.error(value.span.clone(), "a strategy cannot be a part of itself");
        } else if names.is_strategy[part] {
            problems
                .error(
                    value.span.clone(),
                    format!("`{}` is a strategy itself", names.options.ids[part]),
                )
                .help("a strategy is made of two options that are not strategies");
        } else if parts.contains(&part) {
            problems
                .error(
                    value.span.clone(),
                    format!("`{}` is named twice", names.options.ids[part]),
                )
                .help("a strategy is made of two different options");
        } else {
            parts.push(part);
        }
    }
    if values.len() != 2 && list.as_array().is_some() {
        problems
            .error(list.span, format!("{} has {} parts", table.what, values.len()))
            .help("name two options: the first phase (or the remaining traffic) first");
    }
    <[usize; 2]>::try_from(parts).ok().filter(|_| values.len() == 2)
}

/// The number question that turns a strategy: the month of the switch, or the share of traffic.
fn dial<'d>(
    table: &mut TableReader<'d, '_>,
    key: &'d str,
    (low, high): (f64, f64),
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<usize> {
    if table.get(key).is_none() {
        table.missing(key, problems);
        return None;
    }
    let question = names.number_question(table, key, problems)?;
    if let Answers::Number { min, max, .. } = names.answers[question]
        && (min < low || max > high)
    {
        let span = table.get(key)?.span;
        problems
            .error(
                span,
                format!("`{key}` must be a question answered from {low} to {high}"),
            )
            .label(format!("this one goes from {min} to {max}"));
        return None;
    }
    Some(question)
}

fn compose(
    table: &mut TableReader<'_, '_>,
    kind: Option<StrategyKind>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Vec<Compose>> {
    const WORDS: [(&str, Compose); 5] = [
        ("first", Compose::First),
        ("last", Compose::Last),
        ("time-weighted", Compose::TimeWeighted),
        ("traffic-weighted", Compose::TrafficWeighted),
        ("worst", Compose::Worst),
    ];
    if table.get("compose").is_none() {
        table.missing("compose", problems);
        return None;
    }
    let mut inner = table.table("compose", table.what.part("`compose`"), problems)?;
    let mut compose = vec![None; names.criteria.len()];
    for (criterion, span, value) in inner.entries() {
        let Some(at) = names.criteria.find(criterion, span, problems) else {
            continue;
        };
        compose[at] = one_of(&mut inner, criterion, &WORDS, problems);
        let (wrong, right) = match (kind, compose[at]) {
            (Some(StrategyKind::Staged { .. }), Some(Compose::TrafficWeighted)) => ("staged", "time-weighted"),
            (Some(StrategyKind::Split { .. }), Some(Compose::TimeWeighted)) => ("split", "traffic-weighted"),
            _ => continue,
        };
        problems
            .error(value.span, format!("a {wrong} strategy cannot compose this way"))
            .help(format!("did you mean `{right}`?"));
    }
    for (at, id) in names.criteria.ids.iter().enumerate() {
        if !inner.has(id) && !id.is_empty() {
            problems
                .error(
                    inner.span.clone(),
                    format!("{} does not say how criterion \"{id}\" composes", inner.what),
                )
                .help(format!(
                    "add `{id} = \"…\"`: first, last, time-weighted, traffic-weighted or worst"
                ));
            compose[at] = None;
        }
    }
    compose.into_iter().collect()
}

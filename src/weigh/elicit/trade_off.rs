//! Trade-offs: what would make up for a loss, and whether that agrees with the weights.

use super::range::step;
use crate::{
    catalog::Catalog,
    profile::Profile,
    weigh::{
        SwingRating, TradeOffFinding, Weight,
        elicit::Stated,
        inputs::Inputs,
        robust::weights::{TradeOff, check_trade_off},
        sentences, words,
    },
};

/// What a trade-off loses on its first criterion, points of the score: half of the range.
pub const LOSS: f64 = 5.0;

/// A question that checks stated weights: what on `b` would make up for a loss on `a`?
#[derive(Debug, Clone, PartialEq)]
pub struct TradeOffQuestion {
    /// The criterion that loses.
    pub a: usize,
    /// The criterion that is to make up for it: the one whose swing is most worth having.
    pub b: usize,
    /// The question.
    pub ask: String,
    /// What was answered, points of the score.
    pub answer: Option<f64>,
}

/// The questions that are worth asking after swings: the next one in importance against the first, and the least one against it.
/// Empty unless the weights are set by swing, and at least two swings are rated above 0.
#[must_use]
pub fn trade_off_questions(catalog: &Catalog, profile: &Profile) -> Vec<TradeOffQuestion> {
    let inputs = Inputs::new(catalog, profile);
    let Stated::Swing(swings) = &inputs.stated else {
        return Vec::new();
    };
    let Some((first, others)) = by_importance(swings) else {
        return Vec::new();
    };
    let mut asked: Vec<usize> = others.first().copied().into_iter().collect();
    if others.len() > 1 {
        asked.extend(others.last());
    }
    let answer = |a: usize| {
        let gains = profile.trade_offs.get(&catalog.criteria[a].id)?;
        gains.get(&catalog.criteria[first].id).copied()
    };
    asked
        .into_iter()
        .map(|a| TradeOffQuestion {
            a,
            b: first,
            ask: ask(&inputs, a, first),
            answer: answer(a),
        })
        .collect()
}

/// Criteria that are rated above 0: the first, and the others by falling rating.
fn by_importance(swings: &[SwingRating]) -> Option<(usize, Vec<usize>)> {
    let mut order: Vec<usize> = (0..swings.len())
        .filter(|c| swings[*c].rated && swings[*c].points > 0.0)
        .collect();
    order.sort_by(|a, b| swings[*b].points.total_cmp(&swings[*a].points).then(a.cmp(b)));
    let (first, others) = order.split_first()?;
    Some((*first, others.to_vec()))
}

fn ask(inputs: &Inputs, a: usize, b: usize) -> String {
    let catalog = inputs.catalog;
    let name = |criterion: usize| &catalog.criteria[criterion].title;
    format!(
        "Say {} gets worse by half of its range: {}. How far would {} have to come up from its worst end to make up for that?",
        sentences::inside(catalog, name(a)),
        step(inputs, a, 10.0, 10.0 - LOSS),
        sentences::inside(catalog, name(b)),
    )
}

/// All trade-offs as said, against the weights in force.
pub(super) fn findings(inputs: &Inputs, weights: &[Weight]) -> Vec<TradeOffFinding> {
    let said = inputs.beside.trade_offs.iter();
    let shares: Vec<f64> = weights.iter().map(|weight| weight.share).collect();
    said.filter_map(|(a, b, gain)| finding(inputs, weights, &shares, (*a, *b), *gain))
        .collect()
}

fn finding(
    inputs: &Inputs,
    weights: &[Weight],
    shares: &[f64],
    (a, b): (usize, usize),
    gain: f64,
) -> Option<TradeOffFinding> {
    let gain = if gain.is_finite() { gain.min(10.0) } else { return None };
    let statement = TradeOff {
        a,
        gain_a: LOSS,
        b,
        gain_b: gain,
    };
    let checked = check_trade_off(shares, &statement).ok()?;
    let mut finding = TradeOffFinding {
        a,
        b,
        loss: LOSS,
        gain,
        implied_ratio: checked.implied_ratio,
        stated_ratio: checked.stated_ratio,
        implied_points: checked.implied_a * 100.0,
        gap: checked.gap * 100.0,
        sentence: String::new(),
    };
    finding.sentence = sentence(inputs, weights, &finding);
    Some(finding)
}

fn sentence(inputs: &Inputs, weights: &[Weight], finding: &TradeOffFinding) -> String {
    let catalog = inputs.catalog;
    let name = |criterion: usize| sentences::inside(catalog, &catalog.criteria[criterion].title);
    let (a, b) = (name(finding.a), name(finding.b));
    let points = |criterion: usize| weights[criterion].share * 100.0;
    let traded = format!(
        "Half of the range of {a} traded for {} of that of {b}",
        words::percent(finding.gain / 10.0)
    );
    if points(finding.a) + points(finding.b) <= 0.0 {
        return format!("{traded} says nothing about the weights, which give neither any.");
    }
    if finding.agrees() {
        return format!(
            "{traded} agrees with the weights: {a} {}, {b} {}.",
            percent(points(finding.a)),
            percent(points(finding.b))
        );
    }
    let (more, size) = if finding.gap > 0.0 {
        ("more", finding.gap)
    } else {
        ("less", -finding.gap)
    };
    let next = rating(inputs, finding).map_or_else(
        || "Change one of them, until both say what is meant.".to_owned(),
        |rating| format!("{rating} would agree; change one of them, until both say what is meant."),
    );
    format!(
        "{traded} does not agree with the weights: {a} would weigh {} in place of {}, {} points {more}. {next}",
        percent(finding.implied_points),
        percent(points(finding.a)),
        words::fixed(size, 1),
    )
}

/// The rating that would agree, where weights are set by swing and there is one up to 100.
fn rating(inputs: &Inputs, finding: &TradeOffFinding) -> Option<String> {
    let Stated::Swing(swings) = &inputs.stated else {
        return None;
    };
    let points = swings[finding.b].points * finding.implied_ratio;
    let name = sentences::inside(inputs.catalog, &inputs.catalog.criteria[finding.a].title);
    (points <= 100.0).then(|| format!("A rating of {} for {name}", words::number(points)))
}

fn percent(points: f64) -> String {
    format!("{} %", words::fixed(points, 1))
}

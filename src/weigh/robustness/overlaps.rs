//! Criteria that may count the same thing twice.

use super::{
    situation::{Situation, Standing},
    types::{Overlap, Without},
};
use crate::{
    catalog::{Catalog, Percentile, Quantity, RuleKind},
    weigh::{Origin, Weighing, robust::overlap, sentences, words},
};

/// Pairs of criteria that move together over the options, or whose scores rest on the same quantity.
///
/// Strategies are left out of the correlation: their scores follow from others'.
pub(super) fn overlaps(
    catalog: &Catalog,
    weighing: &Weighing,
    base: &Situation,
    shares: &[f64],
    before: &Standing,
) -> Vec<Overlap> {
    let plain = (0..catalog.options.len()).filter(|option| catalog.options[*option].strategy.is_none());
    let values: Vec<Vec<f64>> = plain.map(|option| base.values(option)).collect();
    let together = overlap::overlaps(&values, overlap::THRESHOLD).unwrap_or_default();
    let criteria = catalog.criteria.len();
    let mut all = Vec::new();
    for a in 0..criteria {
        for b in a + 1..criteria {
            let pair = together.iter().find(|pair| (pair.a, pair.b) == (a, b));
            let shared = shared(catalog, weighing, a, b);
            // What has no weight counts nothing twice.
            if (pair.is_none() && shared.is_none()) || shares[a] <= 0.0 || shares[b] <= 0.0 {
                continue;
            }
            let without = [a, b].map(|criterion| without(base, shares, before, criterion));
            let sentence = sentence(catalog, (a, b), pair.map(|pair| pair.r), shared.as_deref(), &without);
            all.push(Overlap {
                a,
                b,
                correlation: pair.map(|pair| pair.r),
                shared,
                without,
                sentence,
            });
        }
    }
    all
}

/// A quantity that both criteria's scores come from.
fn shared(catalog: &Catalog, weighing: &Weighing, a: usize, b: usize) -> Option<String> {
    let quantities = |criterion: usize| -> Vec<&Quantity> {
        let origins = weighing.options.iter().map(|option| option.scores[criterion].origin);
        let rules = origins.filter_map(|origin| match origin {
            Origin::Model(rule) => catalog.criteria[criterion].rules.get(rule),
            _ => None,
        });
        rules
            .filter_map(|rule| match &rule.kind {
                RuleKind::Value { quantity, .. } => Some(quantity),
                RuleKind::Table { .. } => None,
            })
            .collect()
    };
    let of_b = quantities(b);
    let both = quantities(a).into_iter().find(|quantity| of_b.contains(quantity))?;
    Some(name(catalog, both))
}

fn name(catalog: &Catalog, quantity: &Quantity) -> String {
    match quantity {
        Quantity::Latency(Percentile::Max) => "the largest latency".to_owned(),
        Quantity::Latency(percentile) => format!("the {} latency", percentile.label()),
        Quantity::WeeksToLaunch => "the weeks to the first launch".to_owned(),
        Quantity::Development => "the cost of development".to_owned(),
        Quantity::MonthlyInfrastructure => "the monthly cost of infrastructure".to_owned(),
        Quantity::TotalCost => "the cost over the horizon".to_owned(),
        Quantity::PresentCost => "the present value of the cost".to_owned(),
        Quantity::Instances => "the number of instances".to_owned(),
        Quantity::PeakLoad => "the peak load".to_owned(),
        Quantity::Figure(id) => {
            let figure = catalog.figures.iter().find(|figure| figure.id == *id);
            let title = figure.map_or(id.as_str(), |figure| figure.title.as_str());
            format!("the figure \"{title}\"")
        }
    }
}

fn without(base: &Situation, shares: &[f64], before: &Standing, criterion: usize) -> Without {
    // Totals are only compared, so the rest need not be brought to a sum of 1 to see who is first, but the margin is shown.
    let rest: f64 = shares
        .iter()
        .enumerate()
        .filter(|(c, _)| *c != criterion)
        .map(|(_, share)| share)
        .sum();
    let left: Vec<f64> = shares
        .iter()
        .enumerate()
        .map(|(c, share)| {
            if c == criterion || rest <= 0.0 {
                0.0
            } else {
                share / rest
            }
        })
        .collect();
    let standing = base.standing(&left);
    Without {
        criterion,
        winner: standing.winner(),
        margin: standing.margin,
        changes: standing.changes(&before.leaders),
    }
}

fn sentence(
    catalog: &Catalog,
    (a, b): (usize, usize),
    correlation: Option<f64>,
    shared: Option<&str>,
    without: &[Without; 2],
) -> String {
    let title = |criterion: usize| sentences::inside(catalog, &catalog.criteria[criterion].title);
    let why = match (shared, correlation) {
        (Some(shared), _) => format!("may count the same thing twice: both rest on {shared}"),
        (None, Some(r)) if r < 0.0 => format!(
            "pull against each other: an option that is high on one is low on the other (correlation {})",
            words::fixed(r, 2)
        ),
        (None, r) => format!(
            "may count the same thing twice: they move together (correlation {})",
            words::fixed(r.unwrap_or(1.0), 2)
        ),
    };
    let changed: Vec<String> = without
        .iter()
        .filter(|without| without.changes)
        .map(|without| {
            let who = without.winner.map_or_else(
                || "no option".to_owned(),
                |option| words::name(&catalog.options[option].title),
            );
            format!("without {}, {who} comes first", title(without.criterion))
        })
        .collect();
    let result = if changed.is_empty() {
        "without either of them the same option comes first".to_owned()
    } else {
        changed.join("; ")
    };
    words::sentence_case(&format!("{} and {} {why}; {result}.", title(a), title(b)))
}

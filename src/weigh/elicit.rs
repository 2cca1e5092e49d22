//! Weights set by hand: what swings, an order and points come to, and what follows from them beside the weights.
//!
//! Owns which statement is in force (`Stated`), the declared range that a swing is about ([`declared_range`]), checking weights
//! against trade-offs, and what holds for every weight in a stated order. The mathematics is that of [`super::robust`].

mod range;
mod stated;
mod trade_off;

pub use range::{declared_range, quantity_at, reached};
pub use stated::order_of;
pub(super) use stated::{Beside, Stated};
pub use trade_off::{LOSS, TradeOffQuestion, trade_off_questions};

use super::{
    Elicited, OptionAssessment, OverOrder, RangeChange, SwingRating, Weight,
    inputs::Inputs,
    robust::{self, ordinal, set::WeightSet, weights as judged},
    sentences, words,
};
use crate::{
    catalog::{Catalog, Criterion, Shape},
    profile::ranges_differ,
};

/// What was stated by hand, and what follows from it.
pub(super) fn elicited(inputs: &Inputs, weights: &[Weight]) -> Elicited {
    let catalog = inputs.catalog;
    let (swings, order) = match &inputs.stated {
        Stated::Swing(swings) => (swings.clone(), Vec::new()),
        Stated::Rank(order) => (Vec::new(), order.clone()),
        Stated::Nothing | Stated::Points(_) => (Vec::new(), Vec::new()),
    };
    let changed_ranges = changed(inputs, &swings);
    Elicited {
        sentences: how(inputs, weights),
        rescaled: rescaled(catalog, &swings, &changed_ranges),
        trade_offs: trade_off::findings(inputs, weights),
        swings,
        order,
        changed_ranges,
    }
}

/// Criteria that were rated on another range than they have now.
fn changed(inputs: &Inputs, swings: &[SwingRating]) -> Vec<RangeChange> {
    let said = inputs.beside.ranges.iter();
    said.filter(|(criterion, _)| swings.get(*criterion).is_some_and(|swing| swing.rated))
        .filter_map(|(criterion, rated_on)| {
            let declared = inputs.catalog.criteria[*criterion].declared_ends();
            let changed = declared.is_none_or(|declared| ranges_differ(declared, *rated_on));
            changed.then_some(RangeChange {
                criterion: *criterion,
                rated_on: *rated_on,
                declared,
            })
        })
        .collect()
}

/// Ratings that keep what each unit was worth, the largest being 100.
fn rescaled(catalog: &Catalog, swings: &[SwingRating], changes: &[RangeChange]) -> Option<Vec<f64>> {
    if changes.is_empty() {
        return None;
    }
    let mut old = vec![(0.0, 1.0); swings.len()];
    let mut new = old.clone();
    for change in changes {
        let straight = straight(&catalog.criteria[change.criterion])?;
        old[change.criterion] = straight(change.rated_on)?;
        new[change.criterion] = straight(change.declared?)?;
    }
    let points: Vec<f64> = swings.iter().map(|swing| swing.points).collect();
    let weights = judged::rescale(&points, &old, &new).ok()?;
    let most = weights.iter().copied().fold(0.0, f64::max);
    Some(weights.iter().map(|weight| weight / most * 100.0).collect())
}

/// A range on the scale on which its value function is a straight line.
type Straight = fn((f64, f64)) -> Option<(f64, f64)>;

fn straight(criterion: &Criterion) -> Option<Straight> {
    let logarithmic: Straight = |(a, b)| (a > 0.0 && b > 0.0).then(|| (a.ln(), b.ln()));
    match criterion.value_rule()?.2.shape {
        Shape::Linear => Some(Some),
        Shape::Logarithmic => Some(logarithmic),
        _ => None,
    }
}

/// What a reader must know: swings that were rated on another range.
pub(super) fn warnings(inputs: &Inputs, elicited: &Elicited) -> Vec<String> {
    let catalog = inputs.catalog;
    let each = elicited.changed_ranges.iter().map(|change| {
        let criterion = &catalog.criteria[change.criterion];
        let before = range::of_ends(inputs, change.criterion, change.rated_on);
        let now = range::declared(inputs, change.criterion);
        let kept = elicited.rescaled.as_ref().map_or_else(String::new, |points| {
            format!(
                "; {} of 100 would keep what a step was worth",
                words::number(points[change.criterion])
            )
        });
        format!(
            "The swing of {} was rated on another range, {before}; it is {now} now. Rate it again{kept}.",
            sentences::inside(catalog, &criterion.title),
        )
    });
    each.collect()
}

/// How the weights came about, in sentences.
fn how(inputs: &Inputs, weights: &[Weight]) -> Vec<String> {
    let name = |criterion: usize| sentences::inside(inputs.catalog, &inputs.catalog.criteria[criterion].title);
    match &inputs.stated {
        Stated::Nothing => {
            let moved = weights.iter().any(|weight| !weight.stress.is_empty());
            vec![if moved {
                "The weights are the catalog's, moved by the answers.".to_owned()
            } else {
                "The weights are the catalog's.".to_owned()
            }]
        }
        Stated::Points(points) => {
            let held: f64 = points.iter().flatten().sum();
            let set = format!("The weights are set by points: {} of 100 by hand", words::number(held));
            vec![if points.iter().all(Option::is_some) {
                format!("{set}, on every criterion.")
            } else {
                format!(
                    "{set}; the other criteria share the rest in proportion to what the answers make of the catalog's."
                )
            }]
        }
        Stated::Swing(swings) => by_swing(swings, name),
        Stated::Rank(order) => {
            let groups: Vec<String> = order
                .iter()
                .map(|group| {
                    let names: Vec<String> = group.iter().map(|c| name(*c)).collect();
                    let equal = if names.len() > 1 { " (equal)" } else { "" };
                    format!("{}{equal}", words::list(&names))
                })
                .collect();
            let mut all = vec![if groups.len() == 1 {
                "The weights are set by rank: all criteria are equally important.".to_owned()
            } else {
                format!("The weights are set by rank: {}.", groups.join(", then "))
            }];
            if order.len() > 1 {
                all.push(
                    "Only this order is stated; the weights shown are the middle of all that it admits (the rank-order centroid). \
                     The answers do not move them."
                        .to_owned(),
                );
            }
            all
        }
    }
}

fn by_swing(swings: &[SwingRating], name: impl Fn(usize) -> String) -> Vec<String> {
    let mut rated: Vec<usize> = (0..swings.len()).filter(|c| swings[*c].rated).collect();
    rated.sort_by(|a, b| swings[*b].points.total_cmp(&swings[*a].points).then(a.cmp(b)));
    let each: Vec<String> = rated
        .iter()
        .map(|c| format!("{} {}", name(*c), words::number(swings[*c].points)))
        .collect();
    let sum: f64 = swings.iter().map(|swing| swing.points).sum();
    let mut all = vec![
        format!(
            "The weights are set by swing: what it is worth to move a criterion from worst to best, the most being 100. Rated are {}.",
            words::list(&each)
        ),
        format!(
            "Each weight is its rating by the sum of all, {}; the answers do not move them.",
            words::precise(sum)
        ),
    ];
    let open: Vec<String> = (0..swings.len())
        .filter(|c| !swings[*c].rated)
        .map(|c| format!("{} ({})", name(c), words::number(swings[c].points)))
        .collect();
    if !open.is_empty() {
        all.push(format!(
            "Not rated yet, and taken in the catalog's proportion: {}.",
            words::list(&open)
        ));
    }
    all
}

/// What holds for every weight in the stated order, among the options in the ranking.
pub(super) fn over_order(inputs: &Inputs, options: &[OptionAssessment], ranking: &[usize]) -> Option<OverOrder> {
    let order = inputs.stated.order()?;
    let values: Vec<Vec<f64>> = ranking
        .iter()
        .map(|option| options[*option].scores.iter().map(|score| score.value).collect())
        .collect();
    let found = ordinal::dominance(&values, &WeightSet::Ordered(order.to_vec())).ok()??;
    let beats = |b: usize, a: usize| {
        let (least, most) = found.ranges[b][a];
        least >= -robust::TIE && most > robust::TIE
    };
    let option = |place: &usize| ranking[*place];
    let mut over = OverOrder {
        dominated: found
            .dominated
            .iter()
            .filter_map(|a| Some((ranking[*a], option(&(0..ranking.len()).find(|b| beats(*b, *a))?))))
            .collect(),
        always_best: found.always_best.iter().map(option).collect(),
        contenders: found.contenders.iter().map(option).collect(),
        sentence: String::new(),
    };
    over.sentence = over_order_sentence(inputs.catalog, &over, ranking.len());
    Some(over)
}

fn over_order_sentence(catalog: &Catalog, over: &OverOrder, ranked: usize) -> String {
    let name = |option: usize| words::name(&catalog.options[option].title);
    let names = |options: &[usize]| options.iter().map(|o| name(*o)).collect::<Vec<_>>();
    if ranked == 1 {
        return format!("{} is the only option that the gates leave.", name(over.contenders[0]));
    }
    match (&over.always_best[..], &over.contenders[..]) {
        ([only], _) => format!("{} comes first for every weight in the stated order.", name(*only)),
        ([], contenders) => {
            let open = if let [a, b] = contenders {
                format!(
                    "The stated order alone does not decide: {} or {} comes first, depending on the weights in it",
                    name(*a),
                    name(*b)
                )
            } else {
                format!(
                    "The stated order alone does not decide between {}: none of them is beaten by one other for every weight in it",
                    words::list(&names(contenders))
                )
            };
            let beaten: Vec<String> = over
                .dominated
                .iter()
                .map(|(option, by)| format!("{} never beats {}", name(*option), name(*by)))
                .collect();
            if beaten.is_empty() {
                format!("{open}.")
            } else {
                format!("{open}; {}.", words::list(&beaten))
            }
        }
        (tied, _) => format!(
            "{} tie for every weight in the stated order.",
            words::list(&names(tied))
        ),
    }
}

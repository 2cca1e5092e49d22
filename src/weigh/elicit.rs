//! Weights set by hand: what swings, an order and points come to, and what follows from them beside the weights.
//!
//! Owns which statement is in force (`Stated`), the declared range that a swing is about ([`declared_range`]), checking weights
//! against trade-offs, and what holds for every weight in a stated order. The mathematics is that of [`super::robust`].

mod range;
mod trade_off;

pub use range::{declared_range, quantity_at, reached};
pub use trade_off::{LOSS, TradeOffQuestion, trade_off_questions};

use super::{
    Elicited, OptionAssessment, OverOrder, RangeChange, SwingRating, Weight,
    inputs::Inputs,
    robust::{self, ordinal, set::WeightSet, weights as judged},
    sentences, words,
};
use crate::{
    catalog::{Catalog, Criterion, Shape},
    profile::{Profile, WeightsBy, ranges_differ},
};

/// What was stated on the weights by hand, resolved against the catalog.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stated {
    /// Nothing.
    Nothing,
    /// Points of 100, for some or all criteria.
    Points(Vec<Option<f64>>),
    /// A rating of each swing.
    Swing(Vec<SwingRating>),
    /// Groups of criteria, most important first, each criterion once.
    Rank(Vec<Vec<usize>>),
}

impl Stated {
    /// Total: what names nothing that exists, or is no number, counts as not stated.
    pub(super) fn of(catalog: &Catalog, profile: &Profile) -> Self {
        match profile.weights_by() {
            WeightsBy::Catalog => Self::Nothing,
            WeightsBy::Points => Self::by_points(&by_criterion(catalog, &profile.weights)),
            WeightsBy::Swing => Self::swing(catalog, profile),
            WeightsBy::Rank => Self::rank(catalog, profile),
        }
    }

    /// Points of 100 by hand, per criterion.
    pub(super) fn by_points(points: &[Option<f64>]) -> Self {
        if points.iter().all(Option::is_none) {
            return Self::Nothing;
        }
        Self::Points(points.to_vec())
    }

    fn swing(catalog: &Catalog, profile: &Profile) -> Self {
        let rated = by_criterion(catalog, &profile.swing);
        let most = rated.iter().flatten().copied().fold(0.0, f64::max);
        if most <= 0.0 {
            return Self::Nothing;
        }
        // What is not rated stands to the most important one as in the catalog; of several, to the one that the catalog gives most.
        let base = |c: usize| catalog.criteria[c].weight;
        let first = (0..rated.len())
            .filter(|c| rated[*c] == Some(most))
            .map(base)
            .fold(0.0, f64::max);
        let swings = rated.iter().enumerate().map(|(c, points)| match points {
            Some(points) => SwingRating {
                points: *points,
                rated: true,
            },
            None => SwingRating {
                points: if base(c) >= first {
                    most
                } else {
                    most * (base(c) / first)
                },
                rated: false,
            },
        });
        Self::Swing(swings.collect())
    }

    fn rank(catalog: &Catalog, profile: &Profile) -> Self {
        let order = order(catalog, &profile.rank);
        if order.is_empty() {
            Self::Nothing
        } else {
            Self::Rank(order)
        }
    }

    /// The way.
    pub(super) const fn by(&self) -> WeightsBy {
        match self {
            Self::Nothing => WeightsBy::Catalog,
            Self::Points(_) => WeightsBy::Points,
            Self::Swing(_) => WeightsBy::Swing,
            Self::Rank(_) => WeightsBy::Rank,
        }
    }

    /// The order, where only that is stated.
    pub(super) fn order(&self) -> Option<&[Vec<usize>]> {
        match self {
            Self::Rank(order) => Some(order),
            Self::Nothing | Self::Points(_) | Self::Swing(_) => None,
        }
    }

    /// Whether it says what every weight is, so that answers move none.
    pub(super) const fn fixes_all(&self) -> bool {
        matches!(self, Self::Swing(_) | Self::Rank(_))
    }

    /// Points of 100 per criterion.
    pub(super) fn pinned(&self, criteria: usize) -> Vec<Option<f64>> {
        let all = |shares: Result<Vec<f64>, robust::Error>| {
            shares.map_or_else(
                |_| vec![None; criteria],
                |shares| shares.into_iter().map(|share| Some(share * 100.0)).collect(),
            )
        };
        match self {
            Self::Nothing => vec![None; criteria],
            Self::Points(points) => points.clone(),
            Self::Swing(swings) => {
                let points: Vec<f64> = swings.iter().map(|swing| swing.points).collect();
                all(judged::from_swings(&points))
            }
            Self::Rank(order) => all(judged::order_centroid(order)),
        }
    }
}

/// What was said beside the weights; nothing takes no room.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Beside {
    /// Ranges that swings were rated on: the criterion, worst and best end.
    ranges: Vec<(usize, (f64, f64))>,
    /// Trade-offs in the catalog's order: what loses, what makes up for it, points of the score gained.
    trade_offs: Vec<(usize, usize, f64)>,
}

impl Beside {
    pub(super) fn of(catalog: &Catalog, profile: &Profile) -> Self {
        let ranges = profile.swing_ranges.iter();
        let mut beside = Self {
            ranges: ranges
                .filter_map(|(id, range)| Some((catalog.criterion(id)?, *range)))
                .collect(),
            trade_offs: Vec::new(),
        };
        for (a, gains) in &profile.trade_offs {
            for (b, gain) in gains {
                if let (Some(a), Some(b)) = (catalog.criterion(a), catalog.criterion(b)) {
                    beside.trade_offs.push((a, b, *gain));
                }
            }
        }
        beside.ranges.sort_by_key(|(criterion, _)| *criterion);
        beside.trade_offs.sort_by_key(|(a, b, _)| (*a, *b));
        beside
    }
}

/// Numbers from 0 to 100, per criterion.
fn by_criterion(catalog: &Catalog, given: &std::collections::BTreeMap<String, f64>) -> Vec<Option<f64>> {
    let criteria = catalog.criteria.iter();
    criteria
        .map(|criterion| given.get(&criterion.id).copied())
        .map(|points| points.filter(|x| x.is_finite()).map(|x| x.clamp(0.0, 100.0)))
        .collect()
}

/// The order as groups of criteria, each criterion once, those left out last; empty where none is named.
fn order(catalog: &Catalog, groups: &[Vec<String>]) -> Vec<Vec<usize>> {
    let mut left = vec![true; catalog.criteria.len()];
    let mut order: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let mut members = Vec::new();
        for criterion in group.iter().filter_map(|id| catalog.criterion(id)) {
            if std::mem::take(&mut left[criterion]) {
                members.push(criterion);
            }
        }
        if !members.is_empty() {
            order.push(members);
        }
    }
    if order.is_empty() {
        return order;
    }
    let last: Vec<usize> = (0..left.len()).filter(|c| left[*c]).collect();
    if !last.is_empty() {
        order.push(last);
    }
    order
}

/// Criteria in groups of equal weight, heaviest first: the order that shares stand in.
#[must_use]
pub fn order_of(shares: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    order
        .chunk_by(|a, b| shares[*a] - shares[*b] <= 1e-12)
        .map(<[usize]>::to_vec)
        .collect()
}

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

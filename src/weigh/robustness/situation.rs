//! One way that things may be: what weights, scores and gates come to under it, without words, curves and fit.
//!
//! Weights set by hand are left out on purpose: a situation stays right while they are moved.

use std::sync::OnceLock;

use crate::{
    catalog::{Catalog, Compose, Fact, Limit, Quantity, QuestionKind, RuleKind, StrategyKind},
    weigh::{
        Origin, gates,
        inputs::{Given, Inputs},
        model::Modelled,
        model_all,
        robust::{TIE, smaa::Contest},
        scores,
        setting::Setting,
        strategy::division,
        wanted::Wanted,
        weights,
    },
};

/// A score and how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub(super) low: f64,
    pub(super) likely: f64,
    pub(super) high: f64,
    /// Triangular about the likely value; else uniform.
    pub(super) peaked: bool,
    pub(super) how: How,
    /// True where the range is that of figures behind it, which can be swung themselves.
    pub(super) figures: bool,
}

/// How a score is drawn where it is uncertain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum How {
    /// By itself.
    Alone,
    /// With the random number of this option's score: a strategy is dear where what it is made of is dear.
    Along(usize),
    /// The mean of two options' scores of the same draw, with these shares.
    Blend([(usize, f64); 2]),
    /// The lower of two options' scores of the same draw.
    Worst([usize; 2]),
}

/// Stressed weights, scores and gates under one set of answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Situation {
    /// Base points times factors, per criterion.
    pub(super) stressed: Vec<f64>,
    /// Scores, option by option.
    pub(super) cells: Vec<Cell>,
    /// Per option.
    pub(super) ruled_out: Vec<bool>,
    /// What is drawn from the scores, made when it is first asked for.
    pub(super) contest: Once,
}

/// What follows from the rest of a situation, kept: a copy, which may be changed, begins without it, and it makes no difference.
#[derive(Debug, Default)]
pub(super) struct Once(OnceLock<Option<(Contest, Vec<usize>)>>);

impl Once {
    /// The scores that are drawn, and the options that pass; `None` where there are none.
    pub(super) fn get(&self, make: impl FnOnce() -> Option<(Contest, Vec<usize>)>) -> Option<(&Contest, &[usize])> {
        let (contest, passing) = self.0.get_or_init(make).as_ref()?;
        Some((contest, passing))
    }
}

impl Clone for Once {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Once {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Who comes first, by how much.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    /// Totals per option, points.
    pub(super) totals: Vec<f64>,
    /// Options that share the first place; empty where none passes its gates.
    pub(super) leaders: Vec<usize>,
    /// Margin of the first over the next that passes; 0 on a tie; `None` without a next.
    pub(super) margin: Option<f64>,
}

impl Situation {
    /// What the inputs come to. `known` is used where it was modelled for the same figures and model inputs.
    pub(super) fn of(inputs: &Inputs, known: Option<&[Modelled]>) -> Self {
        let standing = gates::standing_under(inputs);
        let wanted = Wanted::by_scores_and_gates(inputs, &standing);
        let setting = Setting::wanting(inputs, inputs.evidence, wanted);
        let modelled_here;
        let modelled = if let Some(known) = known {
            known
        } else {
            modelled_here = model_all(&setting);
            &modelled_here
        };
        let catalog = inputs.catalog;
        let mut cells = Vec::with_capacity(catalog.options.len() * catalog.criteria.len());
        for (option, scores) in scores::scores(&setting, modelled).into_iter().enumerate() {
            for (criterion, score) in scores.into_iter().enumerate() {
                cells.push(Cell {
                    low: score.span.low,
                    likely: score.value,
                    high: score.span.high,
                    peaked: score.peaked,
                    how: how(inputs, option, criterion, score.origin),
                    figures: rests_on_figures(catalog, criterion, score.origin),
                });
            }
        }
        Self {
            stressed: weights::stressed(inputs),
            cells,
            ruled_out: modelled
                .iter()
                .enumerate()
                .map(|(option, modelled)| gates::ruled_out(&setting, &standing, option, modelled))
                .collect(),
            contest: Once::default(),
        }
    }

    /// Shares of the weights, with points set by hand.
    pub(super) fn shares(&self, pinned: &[Option<f64>]) -> Vec<f64> {
        weights::shares(&weights::points(self.stressed.iter().copied(), pinned))
    }

    /// One option's scores.
    pub(super) fn row(&self, option: usize) -> &[Cell] {
        let criteria = self.stressed.len();
        self.cells
            .get(option * criteria..(option + 1) * criteria)
            .unwrap_or_default()
    }

    /// Likely scores of an option.
    pub(super) fn values(&self, option: usize) -> Vec<f64> {
        self.row(option).iter().map(|cell| cell.likely).collect()
    }

    /// Options that no gate rules out.
    pub(super) fn passing(&self) -> Vec<usize> {
        (0..self.ruled_out.len()).filter(|o| !self.ruled_out[*o]).collect()
    }

    /// Totals, leaders and margin with these shares.
    pub(super) fn standing(&self, shares: &[f64]) -> Standing {
        let total = |option| {
            self.row(option)
                .iter()
                .zip(shares)
                .map(|(cell, share)| share * cell.likely)
                .sum()
        };
        let totals: Vec<f64> = (0..self.ruled_out.len()).map(total).collect();
        let passing = self.passing();
        let best = passing.iter().map(|o| totals[*o]).fold(f64::NEG_INFINITY, f64::max);
        let leaders: Vec<usize> = passing.iter().copied().filter(|o| best - totals[*o] < TIE).collect();
        let margin = match leaders[..] {
            [] => None,
            [only] => {
                let others = passing.iter().filter(|o| **o != only).map(|o| totals[*o]);
                others.reduce(f64::max).map(|next| best - next)
            }
            _ => Some(0.0),
        };
        Standing {
            totals,
            leaders,
            margin,
        }
    }
}

impl Standing {
    /// Margin of this option over the best other that passes, or over the best other where none does; 0 without others.
    pub(super) fn margin_of(&self, option: usize, ruled_out: &[bool]) -> f64 {
        let best = |passing: bool| {
            let others = (0..self.totals.len()).filter(|o| *o != option && (!passing || !ruled_out[*o]));
            others.map(|o| self.totals[o]).reduce(f64::max)
        };
        best(true)
            .or_else(|| best(false))
            .map_or(0.0, |other| self.totals[option] - other)
    }

    /// The first of the leaders.
    pub(super) fn winner(&self) -> Option<usize> {
        self.leaders.first().copied()
    }

    /// Whether somebody else comes first than `before`: of one leader, that it no longer leads; of a tie, that it is not the same.
    pub(super) fn changes(&self, before: &[usize]) -> bool {
        match (before, &self.leaders[..]) {
            // Nobody first is no change of who is first.
            (_, []) => false,
            ([only], leaders) => !leaders.contains(only),
            (before, leaders) => before != leaders,
        }
    }
}

fn how(inputs: &Inputs, option: usize, criterion: usize, origin: Origin) -> How {
    let Some(strategy) = &inputs.catalog.options[option].strategy else {
        return How::Alone;
    };
    let [first, second] = strategy.parts;
    let [a, b] = division(inputs, strategy).shares;
    match (
        origin,
        strategy.compose.get(criterion).copied().unwrap_or(Compose::Worst),
    ) {
        (Origin::Composed, Compose::First) => How::Blend([(first, 1.0), (second, 0.0)]),
        (Origin::Composed, Compose::Last) => How::Blend([(first, 0.0), (second, 1.0)]),
        (Origin::Composed, Compose::TimeWeighted | Compose::TrafficWeighted) => How::Blend([(first, a), (second, b)]),
        (Origin::Composed, Compose::Worst) => How::Worst([first, second]),
        (Origin::Model(_), _) => How::Along(if a >= b { first } else { second }),
        _ => How::Alone,
    }
}

/// Whether a score's range comes from figures; latencies have their own ranges, printed with them.
fn rests_on_figures(catalog: &Catalog, criterion: usize, origin: Origin) -> bool {
    let Origin::Model(rule) = origin else { return false };
    let rule = catalog.criteria[criterion].rules.get(rule);
    !matches!(
        rule.map(|rule| &rule.kind),
        Some(RuleKind::Value {
            quantity: Quantity::Latency(_),
            ..
        })
    )
}

/// What a catalog's questions bear on.
pub(super) struct Influence {
    /// Questions that the model computes from: sizes, latency, time and cost.
    pub(super) model: Vec<bool>,
    /// Questions that can change a weight, a score or a gate, alone or with others.
    pub(super) any: Vec<bool>,
    /// Of these, questions that are limits and nothing else: while one is open there is no limit.
    pub(super) limit: Vec<bool>,
}

impl Influence {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut model = vec![false; catalog.questions.len()];
        let mut any = model.clone();
        let (modelled, discounted) = quantities(catalog);
        for (fact, question) in Fact::ALL.iter().zip(&catalog.facts) {
            let used = modelled && (discounted || *fact != Fact::DiscountRate);
            mark(&mut model, question.iter().copied());
            mark(&mut any, question.iter().copied().filter(|_| used));
        }
        for figure in &catalog.figures {
            let by = figure
                .of
                .iter()
                .flatten()
                .chain(&figure.value)
                .filter_map(|value| value.by.as_ref());
            for by in by {
                mark(&mut model, [by.question]);
                mark(&mut any, [by.question]);
            }
        }
        for strategy in catalog.options.iter().filter_map(|option| option.strategy.as_ref()) {
            let (StrategyKind::Staged { switch: question } | StrategyKind::Split { share: question }) = strategy.kind;
            mark(&mut model, [question]);
            mark(&mut any, [question]);
        }
        for rule in catalog.criteria.iter().flat_map(|criterion| &criterion.rules) {
            mark(&mut any, rule.needs.iter().copied());
            match &rule.kind {
                RuleKind::Table { question, .. } => mark(&mut any, [*question]),
                RuleKind::Value { per, .. } => mark(&mut any, *per),
            }
        }
        for (at, question) in catalog.questions.iter().enumerate() {
            if let QuestionKind::Choice(choices) = &question.kind {
                any[at] |= choices.iter().any(|choice| !choice.stress.is_empty());
            }
        }
        let mut limit = vec![false; any.len()];
        for gate in &catalog.gates {
            mark(&mut any, gate.needs.iter().copied());
            if let Limit::Answer(question) = gate.limit
                && !any[question]
            {
                mark(&mut limit, [question]);
            }
        }
        for (any, limit) in any.iter_mut().zip(&limit) {
            *any |= limit;
        }
        // What decides whether a question is asked bears on whatever that question bears on.
        for marks in [&mut model, &mut any] {
            for _ in 0..catalog.questions.len() {
                let before = marks.clone();
                for (question, _) in catalog.questions.iter().zip(&before).filter(|(_, marked)| **marked) {
                    mark(marks, question.when.iter().map(|condition| condition.question));
                }
                if *marks == before {
                    break;
                }
            }
        }
        Self { model, any, limit }
    }

    /// Whether nothing that the model computes from differs.
    pub(super) fn same_model(&self, a: &[Given], b: &[Given]) -> bool {
        a.iter().zip(b).zip(&self.model).all(|((a, b), used)| !used || a == b)
    }
}

/// Whether any rule or gate rests on the model, and whether any on discounted money.
fn quantities(catalog: &Catalog) -> (bool, bool) {
    let ruled = catalog
        .criteria
        .iter()
        .flat_map(|c| &c.rules)
        .filter_map(|rule| match &rule.kind {
            RuleKind::Value { quantity, .. } => Some(quantity),
            RuleKind::Table { .. } => None,
        });
    let (mut modelled, mut discounted) = (false, false);
    for quantity in ruled.chain(catalog.gates.iter().map(|gate| &gate.quantity)) {
        modelled |= !matches!(quantity, Quantity::Figure(_));
        discounted |= *quantity == Quantity::PresentCost;
    }
    (modelled, discounted)
}

fn mark(marks: &mut [bool], questions: impl IntoIterator<Item = usize>) {
    for question in questions {
        if let Some(mark) = marks.get_mut(question) {
            *mark = true;
        }
    }
}

//! Scores: for each criterion and option the first that applies of the profile's own, the criterion's rules, the fixed one.

use super::{
    Origin, Score, Span,
    model::{Modelled, is_cost},
    setting::Setting,
    strategy::{Division, division},
    value,
};
use crate::catalog::{Amount, Compose, Criterion, Quantity, RuleKind, Strategy, ValueFunction};

/// Scores per option and criterion.
pub(super) fn scores(setting: &Setting, modelled: &[Modelled]) -> Vec<Vec<Score>> {
    let catalog = setting.catalog();
    let mut all: Vec<Vec<Score>> = (0..catalog.options.len())
        .map(|_| Vec::with_capacity(catalog.criteria.len()))
        .collect();
    let divisions: Vec<Option<Division>> = catalog
        .options
        .iter()
        .map(|option| option.strategy.as_ref().map(|s| division(setting.inputs, s)))
        .collect();
    for (at, criterion) in catalog.criteria.iter().enumerate() {
        // Strategies last: they look at their parts' scores, wherever those stand.
        for option in (0..catalog.options.len()).filter(|o| divisions[*o].is_none()) {
            let score = own(setting, option, at)
                .or_else(|| ruled(setting, criterion, option, &modelled[option], |_| true))
                .unwrap_or_else(|| fixed(criterion.scores.get(option).and_then(Option::as_ref)));
            all[option].push(score);
        }
        for (option, division) in divisions.iter().enumerate() {
            let (Some(division), Some(strategy)) = (division, &catalog.options[option].strategy) else {
                continue;
            };
            let parts = strategy
                .parts
                .map(|part| all.get(part).and_then(|scores| scores.get(at)).map(|score| score.span));
            let parts = [parts[0].unwrap_or_default(), parts[1].unwrap_or_default()];
            let score = own(setting, option, at)
                .or_else(|| {
                    let score = ruled(setting, criterion, option, &modelled[option], is_cost)?;
                    Some(no_better_than_best(score, parts))
                })
                .unwrap_or_else(|| composed(strategy, at, *division, parts));
            all[option].push(score);
        }
    }
    all
}

fn own(setting: &Setting, option: usize, criterion: usize) -> Option<Score> {
    let value = setting.inputs.own_score(option, criterion)?;
    Some(Score {
        value,
        span: Span::point(value),
        peaked: true,
        origin: Origin::Own,
        kind: None,
        quantity: None,
    })
}

/// The first rule that applies; of the rules about quantities only those whose quantity is `wanted`.
fn ruled(
    setting: &Setting,
    criterion: &Criterion,
    option: usize,
    modelled: &Modelled,
    wanted: impl Fn(&Quantity) -> bool,
) -> Option<Score> {
    let strategy = setting.catalog().options[option].strategy.is_some();
    criterion.rules.iter().enumerate().find_map(|(at, rule)| {
        if !rule.needs.iter().all(|question| setting.inputs.answered(*question)) {
            return None;
        }
        match &rule.kind {
            RuleKind::Table { question, scores } if !strategy => {
                let choice = setting.inputs.choice(*question)?;
                let amount = scores.get(option)?.get(choice)?.as_ref()?;
                Some(from_amount(amount, Origin::Answer(at)))
            }
            RuleKind::Value {
                quantity,
                per,
                function,
            } if wanted(quantity) => {
                let span = match quantity {
                    Quantity::Figure(id) => setting.figure(id, option),
                    quantity => modelled.quantity(quantity),
                }?;
                modelled_score(setting, span, *per, function, at)
            }
            _ => None,
        }
    })
}

fn modelled_score(
    setting: &Setting,
    quantity: Span,
    per: Option<usize>,
    function: &ValueFunction,
    rule: usize,
) -> Option<Score> {
    let quantity = match per {
        Some(question) => {
            let divisor = setting.inputs.number(question).filter(|x| *x > 0.0)?;
            quantity.each(|x| x / divisor)
        }
        None => quantity,
    };
    let span = value::score(function, quantity);
    Some(Score {
        value: span.likely,
        span,
        peaked: true,
        origin: Origin::Model(rule),
        kind: None,
        quantity: Some(quantity),
    })
}

/// A catalog that was checked has a fixed score for every option that is not a strategy; without one nothing is known:
/// the whole scale, valued at its low end.
pub(super) fn fixed(amount: Option<&Amount>) -> Score {
    amount.map_or(
        Score {
            value: 0.0,
            span: Span::around(0.0, 0.0, 10.0),
            peaked: false,
            origin: Origin::Catalog,
            kind: None,
            quantity: None,
        },
        |amount| from_amount(amount, Origin::Catalog),
    )
}

fn from_amount(amount: &Amount, origin: Origin) -> Score {
    let span = Span::of(amount, 1.0).within(0.0, 10.0);
    Score {
        value: span.likely,
        span,
        peaked: amount.peaked,
        origin,
        kind: Some(amount.kind),
        quantity: None,
    }
}

/// A strategy pays for both of its parts: it cannot be better on cost than the better of them.
fn no_better_than_best(score: Score, parts: [Span; 2]) -> Score {
    let best = parts[0].larger(parts[1]);
    let span = score.span.with(best, f64::min);
    Score {
        value: span.likely,
        span,
        ..score
    }
}

fn composed(strategy: &Strategy, criterion: usize, division: Division, parts: [Span; 2]) -> Score {
    let [first, second] = parts;
    let [a, b] = division.shares;
    let span = match strategy.compose.get(criterion).copied().unwrap_or(Compose::Worst) {
        Compose::First => first,
        Compose::Last => second,
        // Each kind of strategy has one kind of share: of time, or of traffic.
        // A mean lies between its parts, whatever rounding says.
        Compose::TimeWeighted | Compose::TrafficWeighted => {
            first.with(second, |x, y| (a * x + b * y).max(x.min(y)).min(x.max(y)))
        }
        Compose::Worst => first.with(second, f64::min),
    };
    Score {
        value: span.likely,
        span,
        peaked: true,
        origin: Origin::Composed,
        kind: None,
        quantity: None,
    }
}

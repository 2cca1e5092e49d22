//! Weights: base points, times what the answers stress, normalised; points set by hand stay as they are.
//!
//! What swings and orders come to is in [`super::elicit`]; here they are points set by hand on every criterion.

use super::{
    StressTerm, Weight,
    inputs::{Given, Inputs},
    span::{bounded, from_len},
};
use crate::catalog::{QuestionKind, Stress};

/// Weights per criterion; shares sum to 1.
///
/// `points = base x product of factors`, scaled so that all come to 100. Pinned points are kept out of 100 and the rest
/// share what is left in proportion; where the pinned ones come to more than 100, or nothing else has weight, the pinned
/// ones are scaled instead. Where nothing has any weight all are equal.
pub(super) fn weights(inputs: &Inputs) -> Vec<Weight> {
    let criteria = &inputs.catalog.criteria;
    let mut weights: Vec<Weight> = criteria
        .iter()
        .zip(&inputs.pinned)
        .map(|(criterion, pinned)| Weight {
            base: criterion.weight,
            stress: Vec::new(),
            stressed: 0.0,
            pinned: *pinned,
            points: 0.0,
            share: 0.0,
        })
        .collect();
    // Stated directly, weights are not moved by answers.
    if !inputs.stated.fixes_all() {
        stress(inputs, &mut weights);
    }

    for weight in &mut weights {
        weight.stressed = times(weight.base, weight.stress.iter().map(|term| term.factor).product());
    }
    let points = points(weights.iter().map(|w| w.stressed), &inputs.pinned);
    let shares = shares(&points);
    for (weight, (points, share)) in weights.iter_mut().zip(points.into_iter().zip(shares)) {
        weight.points = points;
        weight.share = share;
    }
    weights
}

/// `base x product of factors` per criterion, as in [`Weight::stressed`], without the terms.
pub(super) fn stressed(inputs: &Inputs) -> Vec<f64> {
    let mut all = Vec::with_capacity(inputs.catalog.criteria.len());
    stress_into(inputs, &mut all);
    all
}

/// The same in place of what `all` has.
pub(super) fn stress_into(inputs: &Inputs, all: &mut Vec<f64>) {
    all.clear();
    all.resize(inputs.catalog.criteria.len(), 1.0);
    for stress in stresses(inputs) {
        if let Some(factor) = all.get_mut(stress.2.criterion) {
            *factor *= stress.2.factor;
        }
    }
    for (factor, criterion) in all.iter_mut().zip(&inputs.catalog.criteria) {
        *factor = times(criterion.weight, *factor);
    }
}

fn times(base: f64, factor: f64) -> f64 {
    bounded(base * factor).max(0.0)
}

/// Points on a scale of 100 from what the answers make of each weight and what is pinned by hand.
pub(super) fn points(stressed: impl Iterator<Item = f64> + Clone, pinned: &[Option<f64>]) -> Vec<f64> {
    let mut all = Vec::with_capacity(pinned.len());
    points_into(stressed, pinned, &mut all);
    all
}

/// The same in place of what `all` has.
pub(super) fn points_into(stressed: impl Iterator<Item = f64> + Clone, pinned: &[Option<f64>], all: &mut Vec<f64>) {
    let held: f64 = pinned.iter().flatten().sum();
    let free: f64 = stressed
        .clone()
        .zip(pinned)
        .filter(|(_, p)| p.is_none())
        .map(|(s, _)| s)
        .sum();
    let count = from_len(pinned.len().max(1));
    // Shares of sums, never multiples of a quotient: sums may be as small as numbers get.
    let each = |(stressed, pinned): (f64, &Option<f64>)| {
        if free > 0.0 && held < 100.0 {
            pinned.unwrap_or_else(|| stressed / free * (100.0 - held))
        } else if held > 0.0 {
            pinned.map_or(0.0, |points| points / held * 100.0)
        } else {
            100.0 / count
        }
    };
    all.clear();
    all.extend(stressed.zip(pinned).map(each));
}

/// Shares from points; they sum to 1.
pub(super) fn shares(points: &[f64]) -> Vec<f64> {
    let mut shares = points.to_vec();
    into_shares(&mut shares);
    shares
}

/// Turns points into shares.
pub(super) fn into_shares(points: &mut [f64]) {
    let sum: f64 = points.iter().sum();
    for points in points {
        *points /= sum;
    }
}

fn stress(inputs: &Inputs, weights: &mut [Weight]) {
    for (question, choice, stress) in stresses(inputs) {
        if let Some(weight) = weights.get_mut(stress.criterion) {
            weight.stress.push(StressTerm {
                question,
                choice,
                factor: stress.factor,
            });
        }
    }
}

/// Factors in force: question, choice, and what it does to which weight.
fn stresses<'i>(inputs: &'i Inputs) -> impl Iterator<Item = (usize, usize, &'i Stress)> {
    let answered = inputs.catalog.questions.iter().zip(&inputs.given).enumerate();
    answered
        .filter_map(|(question, (asked, given))| match (&asked.kind, *given) {
            (QuestionKind::Choice(choices), Given::Choice(choice)) => Some((question, choice, choices.get(choice)?)),
            _ => None,
        })
        .flat_map(|(question, choice, chosen)| chosen.stress.iter().map(move |stress| (question, choice, stress)))
        .filter(|(.., stress)| stress.factor.is_finite())
}

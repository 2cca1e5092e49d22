//! Weights: base points, times what the answers stress, normalised; points set by hand stay as they are.

use super::{
    StressTerm, Weight,
    inputs::{Given, Inputs},
    span::{bounded, from_len},
};
use crate::catalog::QuestionKind;

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
    stress(inputs, &mut weights);

    let stressed = |weight: &Weight| {
        let factor: f64 = weight.stress.iter().map(|term| term.factor).product();
        bounded(weight.base * factor).max(0.0)
    };
    for weight in &mut weights {
        weight.stressed = stressed(weight);
    }
    let pinned: f64 = weights.iter().filter_map(|w| w.pinned).sum();
    let free: f64 = weights.iter().filter(|w| w.pinned.is_none()).map(|w| w.stressed).sum();
    let count = from_len(weights.len().max(1));
    for weight in &mut weights {
        // Shares of sums, never multiples of a quotient: sums may be as small as numbers get.
        weight.points = if free > 0.0 && pinned < 100.0 {
            weight
                .pinned
                .unwrap_or_else(|| weight.stressed / free * (100.0 - pinned))
        } else if pinned > 0.0 {
            weight.pinned.map_or(0.0, |points| points / pinned * 100.0)
        } else {
            100.0 / count
        };
    }
    let sum: f64 = weights.iter().map(|w| w.points).sum();
    for weight in &mut weights {
        weight.share = weight.points / sum;
    }
    weights
}

fn stress(inputs: &Inputs, weights: &mut [Weight]) {
    for (question, (asked, given)) in inputs.catalog.questions.iter().zip(&inputs.given).enumerate() {
        let (QuestionKind::Choice(choices), Given::Choice(choice)) = (&asked.kind, *given) else {
            continue;
        };
        for stress in choices.get(choice).map_or(&[][..], |c| &c.stress) {
            if let Some(weight) = weights.get_mut(stress.criterion)
                && stress.factor.is_finite()
            {
                weight.stress.push(StressTerm {
                    question,
                    choice,
                    factor: stress.factor,
                });
            }
        }
    }
}

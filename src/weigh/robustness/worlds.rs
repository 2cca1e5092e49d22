//! Worlds: combinations of answers to the open questions, each with what weights, scores and gates come to under it.

use super::{
    answers,
    situation::{Influence, Situation},
};
use crate::weigh::{inputs::Inputs, model::Modelled, robust::smaa::uniforms, span::from_len};

/// Worlds in a batch: in each batch every answer of a question comes as often as any other.
const BATCH: usize = 64;
/// Batches tried for each that is needed, before the worlds are left at what was found.
const PATIENCE: usize = 4;
/// Stream of the answers in the first batch; far from those of weights and scores.
const ANSWERS: u64 = 1 << 32;

/// Worlds found so far; grows as more are needed.
#[derive(Debug, Clone, Default)]
pub(super) struct Worlds {
    found: Vec<Situation>,
    /// Worlds tried in which no option passes its gates.
    vain: usize,
    /// Batches tried.
    batches: usize,
}

/// What worlds are made from.
pub(super) struct Unknown<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) influence: &'a Influence,
    /// Modelled for the inputs as they are.
    pub(super) known: &'a [Modelled],
    /// Open questions whose answers differ and bear on the result.
    pub(super) questions: &'a [usize],
    pub(super) seed: u64,
}

impl Unknown<'_> {
    /// Open questions that are asked, bear on the result and have more than one answer. One that is a limit and nothing else is
    /// left open: then there is no limit.
    pub(super) fn questions(inputs: &Inputs, influence: &Influence) -> Vec<usize> {
        let questions = inputs.catalog.questions.iter().enumerate();
        questions
            .filter(|(at, asked)| {
                let bears = influence.any[*at] && !influence.limit[*at];
                bears && inputs.visible[*at] && !inputs.answered(*at) && answers::varies(asked)
            })
            .map(|(at, _)| at)
            .collect()
    }

    fn world(&self, at: &[f64]) -> Situation {
        let catalog = self.inputs.catalog;
        let drawn = self.questions.iter().zip(at);
        let inputs = self
            .inputs
            .answering(drawn.map(|(question, u)| (*question, answers::drawn(&catalog.questions[*question], *u))));
        let same = self.influence.same_model(&inputs.given, &self.inputs.given);
        Situation::of(&inputs, same.then_some(self.known))
    }
}

impl Worlds {
    /// Worlds in which some option passes, in the order in which they were found.
    pub(super) fn found(&self) -> &[Situation] {
        &self.found
    }

    /// Share of the worlds tried in which none does.
    pub(super) fn in_vain(&self) -> f64 {
        from_len(self.vain) / from_len((self.vain + self.found.len()).max(1))
    }

    /// Whether there are so many, or there is no hope of finding them.
    pub(super) fn enough(&self, wanted: usize) -> bool {
        self.found.len() >= wanted || self.batches >= PATIENCE * wanted.div_ceil(BATCH)
    }

    /// Finds at least so many worlds in which some option passes, as far as patience goes.
    pub(super) fn fill(&mut self, unknown: &Unknown<'_>, wanted: usize) {
        while !self.enough(wanted) {
            for at in batch(unknown.seed, self.batches, unknown.questions.len()) {
                let world = unknown.world(&at);
                if world.ruled_out.iter().all(|out| *out) {
                    self.vain += 1;
                } else {
                    self.found.push(world);
                }
            }
            self.batches += 1;
        }
    }
}

/// Places in the distributions of the answers, one row a world: a Latin hypercube, so that each question's answers are spread
/// evenly over the batch and those of different questions are matched at random.
fn batch(seed: u64, number: usize, questions: usize) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![0.0; questions]; BATCH];
    for question in 0..questions {
        let stream = ANSWERS + (number as u64) * (1 << 16) + question as u64;
        let numbers = uniforms(seed, stream, 2 * BATCH);
        let (order, inside) = numbers.split_at(BATCH);
        let mut places: Vec<usize> = (0..BATCH).collect();
        places.sort_by(|a, b| order[*a].total_cmp(&order[*b]));
        for (place, (row, within)) in places.into_iter().zip(rows.iter_mut().zip(inside)) {
            row[question] = (from_len(place) + within) / from_len(BATCH);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_comes_as_often_as_any_other_in_a_batch() {
        let rows = batch(7, 0, 3);
        for question in 0..3 {
            let mut places: Vec<usize> = (0..BATCH).collect();
            places.retain(|place| {
                let (low, high) = (from_len(*place) / 64.0, from_len(place + 1) / 64.0);
                rows.iter().filter(|row| (low..high).contains(&row[question])).count() != 1
            });
            assert!(places.is_empty(), "{places:?}");
        }
        assert_eq!(rows, batch(7, 0, 3));
        assert_ne!(rows, batch(7, 1, 3));
        assert_ne!(rows, batch(8, 0, 3));
    }
}

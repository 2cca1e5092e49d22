//! Scores, drawn in blocks.

use super::distribution::Shape;
use super::kernel::Workspace;
use super::problem::{Problem, Scale, Score};
use super::stream::{Lanes, SIDE, STRIP, STRIPS, Streams, WEIGHTS};

/// A problem, ready to draw.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) options: usize,
    pub(super) criteria: usize,
    /// Row by row.
    pub(super) cells: Vec<Cell>,
    drawn: Vec<Drawn>,
    composed: Vec<Composed>,
}

impl Plan {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut plan = Self {
            options: problem.options(),
            criteria: problem.criteria(),
            ..Self::default()
        };
        for (option, row) in problem.scores.iter().enumerate() {
            for (criterion, (score, &scale)) in row.iter().zip(&problem.scales).enumerate() {
                let cell = match Shape::of(score) {
                    None => Cell::Known(0.0),
                    Some(Shape::Point(x)) => Cell::Known(scale.value(x)),
                    Some(shape) => {
                        let from = match score {
                            Score::Along(_, other) => *other,
                            _ => option,
                        };
                        let stream = WEIGHTS + 1 + (from * problem.criteria() + criterion) as u64;
                        plan.drawn.push(Drawn { stream, shape, scale });
                        Cell::Drawn(plan.drawn.len() - 1)
                    }
                };
                plan.cells.push(cell);
            }
        }
        for (option, row) in problem.scores.iter().enumerate() {
            for (criterion, score) in row.iter().enumerate() {
                let of = |part: usize| plan.cells[part * problem.criteria() + criterion];
                let (parts, worst): (Vec<(Cell, f64)>, bool) = match score {
                    Score::Blend(parts) => (parts.iter().map(|&(part, share)| (of(part), share)).collect(), false),
                    Score::Worst(parts) => (parts.iter().map(|&part| (of(part), 1.0)).collect(), true),
                    _ => continue,
                };
                let composed = Composed { parts, worst };
                plan.cells[option * problem.criteria() + criterion] = if let Some(value) = composed.known() {
                    Cell::Known(value)
                } else {
                    plan.composed.push(composed);
                    Cell::Composed(plan.composed.len() - 1)
                };
            }
        }
        plan
    }

    /// True when no score is uncertain.
    pub(super) fn is_certain(&self) -> bool {
        self.drawn.is_empty()
    }
}

impl Plan {
    /// Leaves out the rows of all other options, and what only they need.
    pub(super) fn keep(&mut self, options: &[usize]) {
        let rows = self.cells.chunks(self.criteria).enumerate();
        let kept = rows
            .filter(|(option, _)| options.contains(option))
            .flat_map(|(_, row)| row);
        let mut cells: Vec<Cell> = kept.copied().collect();
        let mut composed: Vec<Composed> = Vec::new();
        for cell in &mut cells {
            if let Cell::Composed(at) = cell {
                composed.push(self.composed[*at].clone());
                *at = composed.len() - 1;
            }
        }
        let mut drawn: Vec<Drawn> = Vec::new();
        let mut moved: Vec<Option<usize>> = vec![None; self.drawn.len()];
        let parts = composed
            .iter_mut()
            .flat_map(|composed| &mut composed.parts)
            .map(|part| &mut part.0);
        for cell in cells.iter_mut().chain(parts) {
            if let Cell::Drawn(at) = cell {
                let place = moved[*at].unwrap_or_else(|| {
                    drawn.push(self.drawn[*at].clone());
                    drawn.len() - 1
                });
                moved[*at] = Some(place);
                *at = place;
            }
        }
        *self = Self {
            options: options.len(),
            criteria: self.criteria,
            cells,
            drawn,
            composed,
        };
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// The same in every draw.
    Known(f64),
    /// Drawn by itself.
    Drawn(usize),
    /// Made of others of the same draw.
    Composed(usize),
}

#[derive(Debug, Clone)]
struct Drawn {
    stream: u64,
    shape: Shape,
    scale: Scale,
}

#[derive(Debug, Clone)]
struct Composed {
    parts: Vec<(Cell, f64)>,
    worst: bool,
}

impl Composed {
    const fn start(&self) -> f64 {
        if self.worst { f64::INFINITY } else { 0.0 }
    }

    /// The value where all parts are known.
    fn known(&self) -> Option<f64> {
        self.parts
            .iter()
            .try_fold(self.start(), |held, &(cell, share)| match cell {
                Cell::Known(value) if self.worst => Some(lower(held, value)),
                Cell::Known(value) => Some(blended(held, value, share)),
                Cell::Drawn(_) | Cell::Composed(_) => None,
            })
    }
}

/// What is held of the worst of several parts when the next is this.
#[inline(always)]
const fn lower(held: f64, value: f64) -> f64 {
    if value < held { value } else { held }
}

/// What is held of a mean when the next part is this.
#[inline(always)]
const fn blended(held: f64, value: f64, share: f64) -> f64 {
    held + share * value
}

/// Blocks of scores of one chunk.
pub(super) struct Source<'p> {
    plan: &'p Plan,
    /// For each [`SIDE`] of the drawn cells.
    streams: Vec<Streams>,
    pub(super) drawn: Vec<Lanes>,
    pub(super) composed: Vec<Lanes>,
}

impl<'p> Source<'p> {
    pub(super) fn new(plan: &'p Plan, (seed, chunk): (u64, u32), room: &mut Workspace) -> Self {
        Self {
            plan,
            streams: plan
                .drawn
                .chunks(SIDE)
                .map(|drawn| Streams::new(seed, drawn.iter().map(|drawn| drawn.stream), chunk))
                .collect(),
            drawn: room.lanes(plan.drawn.len()),
            composed: room.lanes(plan.composed.len()),
        }
    }

    /// Gives the room back.
    pub(super) fn leave(self, room: &mut Workspace) {
        room.keep(self.drawn);
        room.keep(self.composed);
    }

    /// Draws the next block.
    #[inline(always)]
    pub(super) fn next_block(&mut self) {
        for (streams, blocks) in self.streams.iter_mut().zip(self.drawn.chunks_mut(SIDE)) {
            streams.fill(blocks);
        }
        for (drawn, lanes) in self.plan.drawn.iter().zip(&mut self.drawn) {
            drawn.shape.apply(lanes);
            drawn.scale.apply(lanes);
        }
        for (composed, lanes) in self.plan.composed.iter().zip(&mut self.composed) {
            *lanes = [[composed.start(); STRIP]; STRIPS];
            for &(cell, share) in &composed.parts {
                let known;
                let values = match cell {
                    Cell::Known(value) => {
                        known = [[value; STRIP]; STRIPS];
                        &known
                    }
                    Cell::Drawn(at) => &self.drawn[at],
                    // Refused when the problem was checked.
                    Cell::Composed(_) => continue,
                };
                if composed.worst {
                    join(lanes, values, lower);
                } else {
                    join(lanes, values, |held, value| blended(held, value, share));
                }
            }
        }
    }
}

/// Takes the values of a part into what is held.
#[inline(always)]
fn join(held: &mut Lanes, values: &Lanes, how: impl Fn(f64, f64) -> f64) {
    for (x, value) in held.as_flattened_mut().iter_mut().zip(values.as_flattened()) {
        *x = how(*x, *value);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::set::WeightSet;
    use super::super::{Contest, Sampler};
    use super::*;

    #[test]
    fn a_composed_score_moves_with_its_parts() {
        let uncertain = || Score::Uniform { low: 0.0, high: 1.0 };
        let scores = vec![
            vec![uncertain()],
            vec![uncertain()],
            vec![Score::Blend(vec![(0, 0.5), (1, 0.5)])],
            vec![Score::Worst(vec![0, 1])],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        let tally = Sampler::new(&problem, &WeightSet::Any(1), 3)
            .unwrap()
            .run(4000)
            .unwrap();
        let ranks = tally.rank_acceptability();
        // A mean lies between its parts; the worst of two ties with one of them for the last two places.
        assert_eq!(ranks[2], vec![0.0, 1.0, 0.0, 0.0]);
        assert_eq!(ranks[3], vec![0.0, 0.0, 0.5, 0.5]);
    }

    #[test]
    fn a_score_drawn_along_another_is_low_and_high_with_it() {
        let along = Score::Along(Box::new(Score::Uniform { low: 10.0, high: 30.0 }), 0);
        let scores = vec![
            vec![Score::Uniform { low: 0.0, high: 20.0 }],
            vec![along],
            vec![Score::Point(20.0)],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        let ranks = Sampler::new(&problem, &WeightSet::Any(1), 3)
            .unwrap()
            .run(4000)
            .unwrap()
            .rank_acceptability();
        // Ten above the first in every draw, never below it; the third is between them in half.
        assert_eq!(ranks[0][0].to_bits(), 0);
        assert!((ranks[1][0] - 0.5).abs() < 0.04 && ranks[1][2].to_bits() == 0);
    }

    #[test]
    fn options_that_do_not_compete_still_lend_their_scores() {
        let scores = vec![
            vec![Score::Uniform { low: 0.0, high: 1.0 }],
            vec![Score::Uniform { low: 0.0, high: 9.0 }],
            vec![Score::Blend(vec![(0, 1.0), (1, 0.0)])],
            vec![Score::Point(0.5)],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        let contest = Contest::among(&problem, &[2, 3]).unwrap();
        let among = Sampler::over(&contest, &WeightSet::Any(1), 3).unwrap();
        let tally = among.run(4000).unwrap();
        assert_eq!(tally.options(), 2);
        assert!((tally.first_share(0) - 0.5).abs() < 0.04);
        let mut all = super::super::Tally::new(4, 1);
        all.absorb_among(&tally, &[2, 3]);
        assert_eq!(all.first_share(2).to_bits(), tally.first_share(0).to_bits());
        assert_eq!(all.pairwise_winning()[3][0].to_bits(), 1.0_f64.to_bits());
        assert_eq!(all.pairwise_winning()[0][1].to_bits(), 0);
        assert!(Contest::among(&problem, &[]).is_err());
        assert!(Contest::among(&problem, &[3, 2]).is_err());
        assert!(Contest::among(&problem, &[4]).is_err());
    }

    #[test]
    fn composed_scores_of_known_parts_are_known() {
        let scores = vec![
            vec![Score::Point(4.0)],
            vec![Score::Point(8.0)],
            vec![Score::Blend(vec![(0, 0.25), (1, 0.75)])],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        assert!(problem.is_certain());
        assert!(matches!(Plan::new(&problem).cells[2], Cell::Known(x) if (x - 7.0).abs() < 1e-12));
    }
}

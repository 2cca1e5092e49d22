//! The inner loop: totals, ranks and counts of one chunk.
//!
//! Numbers lie in blocks of draws, one array a quantity, and every step runs over a block: that is what lets the compiler use
//! vector instructions. Sums over criteria run in order of the index, sums over draws in order of the draw. A block in which
//! anything is tied, and the last one of a run when it is partial, take the slow path, draw by draw; it gives the same counts.

use std::collections::VecDeque;

use super::super::{Error, TIE, real};
use super::stream::{BLOCK, Lanes, STRIP, STRIPS, ZERO};
use super::tally::Tally;
use super::wide::widest;
use super::{scores, weights};

/// Draws in a block, as they are counted.
#[expect(clippy::cast_possible_truncation, reason = "a block is small")]
const DRAWS: u32 = BLOCK as u32;

/// One rank (from 0) for each draw of a block.
type Ranks = [[u64; STRIP]; STRIPS];

/// Room to work in, kept from one chunk to the next: what is in it is never read before it is written.
///
/// It is handed out in the order in which it came back, so that chunks of the same problem find all of it as long as they need it.
#[derive(Debug, Default)]
pub struct Workspace {
    lanes: VecDeque<Vec<Lanes>>,
    ranks: VecDeque<Vec<Ranks>>,
}

impl Workspace {
    /// So many blocks of whatever numbers.
    pub(super) fn lanes(&mut self, count: usize) -> Vec<Lanes> {
        let mut lanes = self.lanes.pop_front().unwrap_or_default();
        lanes.resize(count, ZERO);
        lanes
    }

    /// Takes blocks back.
    pub(super) fn keep(&mut self, lanes: Vec<Lanes>) {
        self.lanes.push_back(lanes);
    }
}

/// Works through one chunk: draws scores, and counts them under one set of weights or several.
pub(super) struct Kernel<'p> {
    scores: scores::Source<'p>,
    counters: Vec<Counter<'p>>,
}

impl<'p> Kernel<'p> {
    pub(super) fn new(
        problem: &'p scores::Plan,
        weights: &'p [weights::Plan],
        (seed, chunk): (u64, u32),
        room: &mut Workspace,
    ) -> Self {
        Self {
            scores: scores::Source::new(problem, (seed, chunk), room),
            counters: weights
                .iter()
                .map(|weights| Counter::new(problem, weights, (seed, chunk), room))
                .collect(),
        }
    }

    /// Draws `count` times; a tally for each set of weights. Gives the room back.
    pub(super) fn run(mut self, count: u32, room: &mut Workspace) -> Result<Vec<Tally>, Error> {
        let done = widest(
            #[inline(always)]
            || self.work(count),
        );
        self.scores.leave(room);
        let tallies = self
            .counters
            .into_iter()
            .map(|counter| counter.end(count, room))
            .collect();
        done.map(|()| tallies)
    }

    #[inline(always)]
    fn work(&mut self, count: u32) -> Result<(), Error> {
        let mut left = count as usize;
        while left > 0 {
            let here = left.min(BLOCK);
            self.scores.next_block();
            for counter in &mut self.counters {
                counter.count(&self.scores, here)?;
            }
            left -= here;
        }
        Ok(())
    }
}

/// Weights of one set, and what is counted under them.
struct Counter<'p> {
    problem: &'p scores::Plan,
    weights: weights::Source<'p>,
    totals: Vec<Lanes>,
    ranks: Vec<Ranks>,
    /// Per pair `a < b`: draws of the block in which `a` is above, and below.
    pairs: Vec<(u64, u64)>,
    /// Whole counts of the fast path, as [`Tally::ranks`].
    counts: Vec<u32>,
    tally: Tally,
}

impl<'p> Counter<'p> {
    fn new(problem: &'p scores::Plan, weights: &'p weights::Plan, start: (u64, u32), room: &mut Workspace) -> Self {
        let n = problem.options;
        let mut ranks = room.ranks.pop_front().unwrap_or_default();
        ranks.resize(n, [[0; STRIP]; STRIPS]);
        Self {
            problem,
            weights: weights::Source::new(weights, start, room),
            totals: room.lanes(n),
            ranks,
            pairs: vec![(0, 0); n * n.saturating_sub(1) / 2],
            counts: vec![0; n * n],
            tally: Tally::new(n, problem.criteria),
        }
    }

    /// Counts the first `here` draws of a block of scores under the next weights.
    #[inline(always)]
    fn count(&mut self, scores: &scores::Source<'_>, here: usize) -> Result<(), Error> {
        self.weights.next_block()?;
        self.add_up(scores);
        if here == BLOCK && self.compare() {
            self.count_block();
        } else {
            self.count_slowly(here);
        }
        Ok(())
    }

    fn end(mut self, draws: u32, room: &mut Workspace) -> Tally {
        self.weights.leave(room);
        room.keep(self.totals);
        room.ranks.push_back(self.ranks);
        for (sum, &whole) in self.tally.ranks.iter_mut().zip(&self.counts) {
            *sum += f64::from(whole);
        }
        self.tally.count(draws);
        self.tally
    }

    #[inline(always)]
    fn add_up(&mut self, scores: &scores::Source<'_>) {
        let rows = self.problem.cells.chunks_exact(self.problem.criteria);
        for (row, total) in rows.zip(&mut self.totals) {
            for (strip, sum) in total.iter_mut().enumerate() {
                let mut held = [0.0; STRIP];
                for (cell, weight) in row.iter().zip(&self.weights.weights) {
                    let weight = &weight[strip];
                    match *cell {
                        scores::Cell::Known(value) => {
                            for (x, w) in held.iter_mut().zip(weight) {
                                *x += w * value;
                            }
                        }
                        scores::Cell::Drawn(at) => add_products(&mut held, weight, &scores.drawn[at][strip]),
                        scores::Cell::Composed(at) => add_products(&mut held, weight, &scores.composed[at][strip]),
                    }
                }
                *sum = held;
            }
        }
    }

    /// Ranks of a full block by comparing all pairs; false when any two are tied in it.
    #[inline(always)]
    fn compare(&mut self) -> bool {
        for ranks in &mut self.ranks {
            *ranks = [[0; STRIP]; STRIPS];
        }
        let mut pairs = self.pairs.iter_mut();
        for b in 1..self.totals.len() {
            let (before, from) = self.ranks.split_at_mut(b);
            for (a, ranks) in before.iter_mut().enumerate() {
                let found = compare_pair(&self.totals[a], &self.totals[b], ranks, &mut from[0]);
                if found.0 + found.1 != BLOCK as u64 {
                    return false;
                }
                if let Some(pair) = pairs.next() {
                    *pair = found;
                }
            }
        }
        true
    }

    /// Adds up a block without ties.
    #[inline(always)]
    fn count_block(&mut self) {
        let n = self.problem.options;
        let criteria = self.problem.criteria;
        let mut pairs = self.pairs.iter();
        for b in 1..n {
            for a in 0..b {
                if let Some(&(above, below)) = pairs.next() {
                    self.tally.beats[a * n + b] += whole(above);
                    self.tally.beats[b * n + a] += whole(below);
                }
            }
        }
        let mut first = [0_u64; BLOCK];
        for (option, (ranks, counts)) in self.ranks.iter().zip(self.counts.chunks_exact_mut(n)).enumerate() {
            let mut left = DRAWS;
            if let Some((last, counts)) = counts.split_last_mut() {
                for (rank, count) in (0..).zip(counts) {
                    let there = count_rank(ranks, rank);
                    *count += there;
                    left -= there;
                }
                // A draw that is at none of the others is at the last.
                *last += left;
            }
            for (winner, &rank) in first.iter_mut().zip(ranks.as_flattened()) {
                // Each draw has one winner: the others leave its number as it is.
                *winner |= (option as u64) & zero(rank).wrapping_neg();
            }
        }
        for (draw, &winner) in first.iter().enumerate() {
            let winner = usize::try_from(winner).unwrap_or(0);
            let sums = &mut self.tally.first[winner * criteria..(winner + 1) * criteria];
            for (sum, weights) in sums.iter_mut().zip(&self.weights.weights) {
                *sum += weights.as_flattened()[draw];
            }
        }
    }

    /// Adds up the first `here` draws of a block one by one, sharing out what is tied.
    #[inline(never)]
    fn count_slowly(&mut self, here: usize) {
        let n = self.problem.options;
        let criteria = self.problem.criteria;
        let mut order: Vec<usize> = (0..n).collect();
        for draw in 0..here {
            let total = |option: usize| self.totals[option].as_flattened()[draw];
            order.sort_by(|&a, &b| total(b).total_cmp(&total(a)).then(a.cmp(&b)));
            let mut place = 0;
            for group in order.chunk_by(|&a, &b| total(a) - total(b) <= TIE) {
                let share = 1.0 / real(group.len());
                for &option in group {
                    for rank in place..place + group.len() {
                        self.tally.ranks[option * n + rank] += share;
                    }
                    for &other in group.iter().filter(|&&other| other != option) {
                        self.tally.beats[option * n + other] += 0.5;
                    }
                    for &other in &order[place + group.len()..] {
                        self.tally.beats[option * n + other] += 1.0;
                    }
                    if place == 0 {
                        let sums = &mut self.tally.first[option * criteria..(option + 1) * criteria];
                        for (sum, weights) in sums.iter_mut().zip(&self.weights.weights) {
                            *sum += share * weights.as_flattened()[draw];
                        }
                    }
                }
                place += group.len();
            }
        }
    }
}

#[inline(always)]
fn add_products(held: &mut [f64; STRIP], weights: &[f64; STRIP], values: &[f64; STRIP]) {
    for (x, (w, v)) in held.iter_mut().zip(weights.iter().zip(values)) {
        *x += w * v;
    }
}

/// 1 for zero, else 0, for small numbers: the sign bit of one less is set for zero alone. In arithmetic, so that the compiler can do
/// it for several draws at once.
#[inline(always)]
const fn zero(rank: u64) -> u64 {
    rank.wrapping_sub(1) >> 63
}

/// How many draws of a block have this rank.
#[inline(always)]
fn count_rank(ranks: &Ranks, rank: u64) -> u32 {
    let count: u64 = ranks.as_flattened().iter().map(|have| zero(have ^ rank)).sum();
    (count & 0xFFFF) as u32
}

/// Raises the rank of whichever is below; counts how often `a` is above and below.
#[inline(always)]
fn compare_pair(a: &Lanes, b: &Lanes, rank_a: &mut Ranks, rank_b: &mut Ranks) -> (u64, u64) {
    let (mut above, mut below) = (0, 0);
    let totals = a.as_flattened().iter().zip(b.as_flattened());
    let ranks = rank_a.as_flattened_mut().iter_mut().zip(rank_b.as_flattened_mut());
    for ((a, b), (rank_a, rank_b)) in totals.zip(ranks) {
        let gap = a - b;
        let is_above = u64::from(gap > TIE);
        let is_below = u64::from(gap < -TIE);
        *rank_b += is_above;
        *rank_a += is_below;
        above += is_above;
        below += is_below;
    }
    (above, below)
}

/// A count as a number; at most the draws of a block.
#[expect(clippy::cast_precision_loss, reason = "at most the draws of a block")]
const fn whole(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::super::super::set::WeightSet;
    use super::super::{Problem, Scale, Score};
    use super::*;

    #[test]
    fn the_bits_are_the_same_with_the_vector_instructions_of_every_processor() {
        let uncertain = |low| Score::Triangular {
            low,
            likely: low + 1.0,
            high: low + 4.0,
        };
        let scores = vec![
            vec![uncertain(1.0), Score::Normal { mean: 4.0, sd: 1.0 }, Score::Point(3.0)],
            vec![uncertain(2.0), Score::Uniform { low: 1.0, high: 8.0 }, uncertain(1.5)],
            vec![
                Score::Blend(vec![(0, 0.3), (1, 0.7)]),
                Score::Worst(vec![0, 1]),
                uncertain(0.5),
            ],
        ];
        let plan = scores::Plan::new(&Problem::new(scores, vec![Scale::AsDrawn; 3]).unwrap());
        for set in [
            WeightSet::Any(3),
            WeightSet::Ordered(vec![vec![1], vec![0, 2]]),
            WeightSet::band(vec![3.0, 2.0, 1.0]),
            WeightSet::Fixed(vec![1.0, 2.0, 3.0]),
        ] {
            let weights = [weights::Plan::new(&set).unwrap()];
            let mut room = Workspace::default();
            let wide = Kernel::new(&plan, &weights, (7, 3), &mut room).run(1000, &mut room);
            // The room is as the first left it.
            let mut plain = Kernel::new(&plan, &weights, (7, 3), &mut room);
            plain.work(1000).unwrap();
            let plain: Vec<Tally> = plain.counters.into_iter().map(|c| c.end(1000, &mut room)).collect();
            assert_eq!(wide, Ok(plain), "{set:?}");
        }
    }
}

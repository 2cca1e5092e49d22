//! Rank acceptability (SMAA-2): over all admissible weights and uncertain scores, how often is each option where?
//!
//! After Lahdelma and Salminen, "SMAA-2: Stochastic multicriteria acceptability analysis for group decision making",
//! *Operations Research* 49 (2001). Weights are drawn from a [`WeightSet`], uncertain scores from their distributions, both
//! anew in every draw:
//!
//! - [`WeightSet::Any`]: uniform on the simplex, as the gaps between sorted uniform numbers;
//! - [`WeightSet::Ordered`]: uniform on the ordered simplex, as uniform mixtures of its corners;
//! - [`WeightSet::Band`]: `r_j` uniform between `centre_j / factor` and `centre_j x factor`, independently, then `w_j = r_j / sum of r`.
//!   So the ratio of two weights changes by at most `factor^2`, and a large weight stays closer to its centre than `factor`;
//! - [`WeightSet::Constrained`]: uniform on what the constraints leave, by rejection;
//! - [`WeightSet::Fixed`]: always the same, so that only scores vary.
//!
//! The numbers come from xoshiro256++, one stream for the weights and one for every uncertain cell, begun anew for each chunk of
//! [`CHUNK`] draws from (seed, stream, chunk). That gives four properties that the rest of the program relies on: the same seed gives
//! the same bits, in debug and release, in one thread or several; fewer draws are a prefix of more; changing a weight or a score keeps
//! the random numbers, so that bars do not flicker; a score that becomes uncertain leaves the other numbers alone. No
//! function of the platform's mathematics library is called on the way.
//!
//! In a tie (totals within [`super::TIE`]) options share: of `k` tied for ranks `r .. r + k`, each has `1/k` of a draw at each of those
//! ranks, `1/k` of the weights of a win, and half a pairwise win.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into a function for vector instructions is compiled without them"
)]

mod distribution;
mod kernel;
mod problem;
mod scores;
mod stream;
mod tally;
mod weights;
mod wide;

pub use kernel::Workspace;
pub use problem::{Problem, Scale, Score};
pub use tally::{Tally, standard_error};

use std::sync::Arc;

use super::Error;
use super::set::WeightSet;
use kernel::Kernel;

/// Draws in a chunk, the unit in which work is shared between threads and may be abandoned.
pub const CHUNK: u32 = 4096;

/// The scores of the options that compete for ranks, ready to draw with any weights: made once, shared by all samplers over it.
#[derive(Debug, Clone)]
pub struct Contest(Arc<scores::Plan>);

impl Contest {
    /// All options compete.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        Self(Arc::new(scores::Plan::new(problem)))
    }

    /// Only these options (rising indices) compete for ranks; the others lend their scores to composed ones. The tally has an entry
    /// for each that competes: [`Tally::absorb_among`] puts it in place.
    ///
    /// # Errors
    ///
    /// No options; indices that do not rise or name nothing.
    pub fn among(problem: &Problem, options: &[usize]) -> Result<Self, Error> {
        let mut plan = scores::Plan::new(problem);
        if options.is_empty() {
            return Err(Error::Empty("options"));
        }
        if let Some(&index) = options.iter().find(|o| **o >= plan.options) {
            return Err(Error::NoSuch { what: "option", index });
        }
        if !options.is_sorted_by(|a, b| a < b) {
            return Err(Error::OutOfRange {
                what: "competing options",
                rule: "in rising order",
            });
        }
        plan.keep(options);
        Ok(Self(Arc::new(plan)))
    }

    /// A tally for each of these weights, which stay as they are while scores are drawn: the same draws for all of them, so many (at
    /// most [`CHUNK`]) of the streams with this number. Each is what a [`Sampler`] over [`WeightSet::Fixed`] gives.
    /// `stretch`: number of the streams, and draws.
    ///
    /// # Errors
    ///
    /// Weights that make no sense, or of another number of criteria.
    pub fn at_weights(
        &self,
        all: &[Vec<f64>],
        seed: u64,
        stretch: (u32, u32),
        room: &mut Workspace,
    ) -> Result<Vec<Tally>, Error> {
        let fixed = |weights: &Vec<f64>| {
            super::check_length("weights", weights.len(), self.0.criteria)?;
            weights::Plan::new(&WeightSet::Fixed(weights.clone()))
        };
        let plans: Vec<weights::Plan> = all.iter().map(fixed).collect::<Result<_, _>>()?;
        let (chunk, draws) = stretch;
        Kernel::new(&self.0, &plans, (seed, chunk), room).run(draws.min(CHUNK), room)
    }
}

/// A problem, a set of weights and a seed, checked: ready to draw.
#[derive(Debug, Clone)]
pub struct Sampler {
    problem: Arc<scores::Plan>,
    weights: weights::Plan,
    seed: u64,
}

impl Sampler {
    /// Checks that problem and set fit.
    ///
    /// # Errors
    ///
    /// A set that makes no sense, or for another number of criteria.
    pub fn new(problem: &Problem, set: &WeightSet, seed: u64) -> Result<Self, Error> {
        Self::over(&Contest::of(problem), set, seed)
    }

    /// As [`Self::new`], over a contest.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn over(contest: &Contest, set: &WeightSet, seed: u64) -> Result<Self, Error> {
        let problem = Arc::clone(&contest.0);
        super::check_length("criteria of the set of weights", set.criteria(), problem.criteria)?;
        Ok(Self {
            problem,
            weights: weights::Plan::new(set)?,
            seed,
        })
    }

    /// The tally of so many draws (at most [`CHUNK`]) of the streams with this number: for runs that are shared out otherwise
    /// than in whole chunks, such as over several possible worlds.
    ///
    /// # Errors
    ///
    /// Constraints that reject almost everything.
    pub fn stretch(&self, chunk: u32, draws: u32, room: &mut Workspace) -> Result<Tally, Error> {
        let weights = std::slice::from_ref(&self.weights);
        let kernel = Kernel::new(&self.problem, weights, (self.seed, chunk), room);
        let mut tallies = kernel.run(draws.min(CHUNK), room)?;
        Ok(tallies.pop().unwrap_or_else(|| self.nothing()))
    }

    /// Number of chunks that `draws` take; the last may be partial.
    #[must_use]
    pub const fn chunks(draws: u32) -> u32 {
        draws.div_ceil(CHUNK)
    }

    /// The tally of one chunk of a run of `draws`. Chunks are independent of each other: [`Tally::absorb`] them in order of their
    /// index to get what [`Self::run`] gives.
    ///
    /// # Errors
    ///
    /// Constraints that reject almost everything.
    pub fn chunk(&self, index: u32, draws: u32) -> Result<Tally, Error> {
        let count = draws.saturating_sub(index.saturating_mul(CHUNK));
        self.stretch(index, count, &mut Workspace::default())
    }

    /// Draws on this thread.
    ///
    /// # Errors
    ///
    /// As [`Self::chunk`].
    pub fn run(&self, draws: u32) -> Result<Tally, Error> {
        let mut sum = self.nothing();
        for index in 0..Self::chunks(draws) {
            sum.absorb(&self.chunk(index, draws)?);
        }
        Ok(sum)
    }

    /// Draws on several threads: the same bits as [`Self::run`].
    ///
    /// # Errors
    ///
    /// As [`Self::chunk`].
    pub fn run_on(&self, threads: usize, draws: u32) -> Result<Tally, Error> {
        let chunks = Self::chunks(draws);
        let threads = u32::try_from(threads).unwrap_or(u32::MAX).clamp(1, chunks.max(1));
        if threads == 1 {
            return self.run(draws);
        }
        let mut parts: Vec<(u32, Result<Tally, Error>)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|first| {
                    let mine = (first..chunks).step_by(threads as usize);
                    scope.spawn(move || mine.map(|index| (index, self.chunk(index, draws))).collect::<Vec<_>>())
                })
                .collect();
            let join = |worker: std::thread::ScopedJoinHandle<'_, Vec<_>>| match worker.join() {
                Ok(parts) => parts,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            workers.into_iter().flat_map(join).collect()
        });
        parts.sort_by_key(|part| part.0);
        let mut sum = self.nothing();
        for (_, part) in parts {
            sum.absorb(&part?);
        }
        Ok(sum)
    }

    fn nothing(&self) -> Tally {
        Tally::new(self.problem.options, self.problem.criteria)
    }
}

/// Confidence factors: the share of draws in which each option is first at its own central weight, scores drawn as ever.
///
/// With point scores that is 1, 0, or a share of a tie. `None` for options that are never first. Runs `draws` for each other.
///
/// # Errors
///
/// A tally that belongs to another problem.
pub fn confidence_factors(problem: &Problem, tally: &Tally, draws: u32, seed: u64) -> Result<Vec<Option<f64>>, Error> {
    super::check_length("options of the tally", tally.options(), problem.options())?;
    let central = tally.central_weights();
    central
        .into_iter()
        .enumerate()
        .map(|(option, weights)| {
            let Some(weights) = weights else { return Ok(None) };
            let run = Sampler::new(problem, &WeightSet::Fixed(weights), seed)?.run(draws)?;
            Ok(Some(run.first_share(option)))
        })
        .collect()
}

/// So many uniform numbers between 0 and 1 (never either), from the stream with this number: for what is drawn beside weights and
/// scores, which have the streams from 0 on, one for the weights and one for each score.
#[must_use]
pub fn uniforms(seed: u64, stream: u64, count: usize) -> Vec<f64> {
    let mut source = stream::Stream::new(seed, stream, 0);
    let mut lanes = stream::ZERO;
    let mut all = Vec::with_capacity(count.next_multiple_of(stream::BLOCK));
    while all.len() < count {
        source.fill(&mut lanes);
        all.extend_from_slice(lanes.as_flattened());
    }
    all.truncate(count);
    all
}

/// The weights of so many draws, one row a draw: the very ones that a [`Sampler`] with this seed uses.
///
/// # Errors
///
/// As [`Sampler::new`] and [`Sampler::chunk`].
pub fn weights_drawn(set: &WeightSet, draws: u32, seed: u64) -> Result<Vec<Vec<f64>>, Error> {
    let plan = weights::Plan::new(set)?;
    let mut rows = Vec::new();
    for index in 0..Sampler::chunks(draws) {
        let mut source = weights::Source::new(&plan, (seed, index), &mut Workspace::default());
        let end = draws.min((index + 1).saturating_mul(CHUNK)) as usize;
        while rows.len() < end {
            source.next_block()?;
            for draw in 0..stream::BLOCK.min(end - rows.len()) {
                rows.push(source.weights.iter().map(|lanes| lanes.as_flattened()[draw]).collect());
            }
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four_by_seven() -> Problem {
        let values: Vec<Vec<f64>> = vec![
            vec![0.9, 0.8, 0.3, 0.3, 0.9, 0.6, 0.7],
            vec![0.5, 0.4, 0.8, 0.8, 0.6, 0.9, 0.4],
            vec![0.7, 0.6, 0.6, 0.7, 0.7, 0.7, 0.6],
            vec![0.8, 0.7, 0.5, 0.4, 0.5, 0.5, 0.3],
        ];
        Problem::points(&values).unwrap()
    }

    /// All bits of a tally in one number, so that a change of any of them shows.
    fn fingerprint(tally: &Tally) -> u64 {
        let numbers = tally
            .rank_acceptability()
            .into_iter()
            .flatten()
            .chain(tally.central_weights().into_iter().flatten().flatten())
            .chain(tally.pairwise_winning().into_iter().flatten());
        numbers.fold(0xCBF2_9CE4_8422_2325, |hash, x| {
            (hash ^ x.to_bits()).wrapping_mul(0x0100_0000_01B3).rotate_left(17)
        })
    }

    #[test]
    fn the_same_seed_gives_the_same_bits_in_any_number_of_threads() {
        let sampler = Sampler::new(&four_by_seven(), &WeightSet::Any(7), 42).unwrap();
        let alone = sampler.run(20_000).unwrap();
        for threads in [1, 2, 3, 16] {
            assert_eq!(sampler.run_on(threads, 20_000).unwrap(), alone);
        }
        let other = Sampler::new(&four_by_seven(), &WeightSet::Any(7), 43)
            .unwrap()
            .run(20_000)
            .unwrap();
        assert_ne!(other, alone);
    }

    #[test]
    fn the_bits_are_these_in_debug_and_release_and_on_every_platform() {
        // Written down once. A change here changes every published share: say so in the change log.
        let any = Sampler::new(&four_by_seven(), &WeightSet::Any(7), 1)
            .unwrap()
            .run(10_000)
            .unwrap();
        let mut scores = vec![vec![Score::Point(5.0); 3]; 3];
        scores[0][0] = Score::Triangular {
            low: 2.0,
            likely: 6.0,
            high: 7.0,
        };
        scores[1][1] = Score::Normal { mean: 5.5, sd: 1.0 };
        scores[2][2] = Score::LogNormal { mean: 1.6, sd: 0.2 };
        scores[2][0] = Score::Uniform { low: 4.0, high: 6.0 };
        let uncertain = Problem::new(scores, vec![Scale::Clip { low: 0.0, high: 10.0 }; 3]).unwrap();
        let band = Sampler::new(&uncertain, &WeightSet::band(vec![3.0, 2.0, 1.0]), 1)
            .unwrap()
            .run(10_000)
            .unwrap();
        assert_eq!(
            (fingerprint(&any), fingerprint(&band)),
            (14_984_358_937_531_381_696, 8_519_678_674_525_870_276)
        );
    }

    #[test]
    fn fewer_draws_are_a_prefix_of_more() {
        let few = weights_drawn(&WeightSet::Any(3), 5000, 9).unwrap();
        let more = weights_drawn(&WeightSet::Any(3), 9000, 9).unwrap();
        assert_eq!(few[..], more[..5000]);
        assert_eq!(more.len(), 9000);
    }

    #[test]
    fn a_partial_block_counts_only_its_own_draws() {
        let sampler = Sampler::new(&four_by_seven(), &WeightSet::Any(7), 5).unwrap();
        for draws in [1, 127, 129, 4097] {
            let tally = sampler.run(draws).unwrap();
            assert_eq!(tally.draws(), draws);
            for row in tally.rank_acceptability() {
                assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
        assert_eq!(sampler.run(0).unwrap().draws(), 0);
        assert!(
            sampler
                .run(0)
                .unwrap()
                .rank_acceptability()
                .iter()
                .flatten()
                .all(|x| x.to_bits() == 0)
        );
    }

    #[test]
    fn duplicates_share_their_ranks_and_their_wins() {
        let problem = Problem::points(&[vec![0.9, 0.2], vec![0.9, 0.2], vec![0.1, 0.8]]).unwrap();
        let tally = Sampler::new(&problem, &WeightSet::Any(2), 7)
            .unwrap()
            .run(10_000)
            .unwrap();
        let ranks = tally.rank_acceptability();
        assert_eq!(ranks[0], ranks[1]);
        assert!((ranks[0][0] - ranks[0][1]).abs() < 0.3 && ranks[0][1].to_bits() == 0.5_f64.to_bits());
        assert_eq!(tally.pairwise_winning()[0][1].to_bits(), 0.5_f64.to_bits());
        for place in 0..3 {
            assert!((ranks.iter().map(|row| row[place]).sum::<f64>() - 1.0).abs() < 1e-12);
        }
        assert_eq!(tally.central_weights()[0], tally.central_weights()[1]);
    }

    #[test]
    fn a_fixed_weight_with_point_scores_is_the_plain_ranking() {
        let tally = Sampler::new(&four_by_seven(), &WeightSet::Fixed(vec![1.0; 7]), 7)
            .unwrap()
            .run(500)
            .unwrap();
        assert_eq!(tally.rank_acceptability()[2], vec![1.0, 0.0, 0.0, 0.0]);
        let factors = confidence_factors(&four_by_seven(), &tally, 500, 7).unwrap();
        assert_eq!(factors, vec![None, None, Some(1.0), None]);
    }

    #[test]
    fn several_weights_share_the_draws_of_the_scores() {
        let uncertain = |low| Score::Uniform { low, high: low + 5.0 };
        let scores = vec![
            vec![uncertain(1.0), uncertain(3.0)],
            vec![uncertain(2.0), uncertain(1.5)],
            vec![uncertain(1.5), Score::Blend(vec![(0, 0.5), (1, 0.5)])],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn; 2]).unwrap();
        let contest = Contest::of(&problem);
        let mut room = Workspace::default();
        let all = [vec![1.0, 2.0], vec![3.0, 1.0]];
        let together = contest.at_weights(&all, 5, (2, 700), &mut room).unwrap();
        for (weights, tally) in all.iter().zip(&together) {
            let set = WeightSet::Fixed(weights.clone());
            let alone = Sampler::over(&contest, &set, 5)
                .unwrap()
                .stretch(2, 700, &mut room)
                .unwrap();
            assert_eq!(fingerprint(tally), fingerprint(&alone));
        }
        assert_ne!(fingerprint(&together[0]), fingerprint(&together[1]));
        assert!(contest.at_weights(&[vec![1.0]], 5, (2, 700), &mut room).is_err());
    }

    #[test]
    fn a_weight_of_zero_stays_zero_in_the_band() {
        let rows = weights_drawn(&WeightSet::band(vec![0.0, 2.0, 1.0]), 1000, 3).unwrap();
        for row in &rows {
            assert_eq!(row[0].to_bits(), 0);
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let ratio = row[1] / row[2];
            assert!((0.5..=8.0).contains(&ratio));
        }
    }

    #[test]
    fn a_set_that_does_not_fit_is_refused() {
        assert!(Sampler::new(&four_by_seven(), &WeightSet::Any(6), 1).is_err());
        assert!(Sampler::new(&four_by_seven(), &WeightSet::band(vec![0.0; 7]), 1).is_err());
    }
}

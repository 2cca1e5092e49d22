//! Shares over many draws of weights, uncertain scores and open questions.
//!
//! Draws are shared out among worlds in runs of [`RUN`], so that many draws stay cheap while every answer gets its turn.

use super::{
    situation::{Cell, How, Situation},
    types::{Sampled, SetShares, WeightSetKind},
    worlds::Worlds,
};
use crate::weigh::{
    robust::{
        closed_form,
        set::WeightSet,
        smaa::{CHUNK, Contest, Problem, Sampler, Scale, Score, Tally, Workspace, standard_error},
    },
    span::from_len,
};

/// Draws that are made in one world in a row.
const RUN: u32 = 128;
/// Most worlds.
const MOST_WORLDS: u32 = 256;
/// Draws of the sets that are shown beside the main one, as a part of the main one's.
const BESIDE: u32 = 16;
/// Worlds that the confidence factors look at: one for so many draws of the main run, within these bounds.
const CONFIDENCE_EACH: u32 = 2048;
const CONFIDENCE_WORLDS: (u32, u32) = (8, 48);

/// What is drawn from: worlds, and the points set by hand.
pub(super) struct Draws<'a> {
    /// Situations to draw in; one where no open question matters.
    pub(super) worlds: Vec<&'a Situation>,
    /// Things as they are, open questions left open.
    pub(super) base: &'a Situation,
    pub(super) pinned: &'a [Option<f64>],
    /// Shares now.
    pub(super) shares: &'a [f64],
    pub(super) seed: u64,
    /// Share of worlds in which no option passes.
    pub(super) none: f64,
    pub(super) threads: usize,
    pub(super) keep_going: &'a (dyn Fn() -> bool + Sync),
}

/// How many worlds so many draws are shared out among.
pub(super) const fn worlds_for(draws: u32) -> u32 {
    let runs = draws.div_ceil(RUN);
    let each = runs.div_ceil(MOST_WORLDS);
    if each == 0 { 0 } else { runs.div_ceil(each) }
}

/// A run that is done.
struct Run {
    tally: Tally,
    /// Per option: draws in which it is ruled out.
    out: Vec<f64>,
    /// Per option: standard error of its share of first ranks.
    error: Vec<f64>,
    worlds: u32,
}

/// Draws to be made in one world with one stretch of the streams.
struct Task {
    world: usize,
    stretch: u32,
    draws: u32,
}

impl<'a> Draws<'a> {
    /// The worlds that are there for so many draws.
    pub(super) fn of_worlds(worlds: &'a Worlds, base: &'a Situation, draws: u32) -> (Vec<&'a Situation>, f64) {
        let wanted = worlds_for(draws) as usize;
        let found: Vec<&Situation> = worlds.found().iter().take(wanted).collect();
        if found.is_empty() {
            return (vec![base], 0.0);
        }
        (found, worlds.in_vain())
    }

    /// The main run.
    pub(super) fn sampled(&self, set: WeightSetKind, draws: u32) -> Option<Sampled> {
        let run = self.run(set, draws)?;
        let count = f64::from(run.tally.draws().max(1));
        let central = run.tally.central_weights();
        let first = |run: &Run| (0..run.out.len()).map(|option| run.tally.first_share(option)).collect();
        let (left_open, left_open_error) = if run.worlds > 1 {
            let alone = self.run_in(&[self.base], set, beside(draws))?;
            (first(&alone), alone.error)
        } else {
            (first(&run), run.error.clone())
        };
        Some(Sampled {
            draws: run.tally.draws(),
            seed: self.seed,
            set,
            worlds: run.worlds,
            rank_acceptability: run.tally.rank_acceptability(),
            ruled_out: run.out.iter().map(|draws| draws / count).collect(),
            none: self.none,
            pairwise: run.tally.pairwise_winning(),
            confidence: self.confidence(&central, draws)?,
            central_weights: central,
            first_error: run.error,
            left_open,
            left_open_error,
        })
    }

    /// First ranks over all sets; the main run's own are taken from it.
    pub(super) fn sets(&self, main: &Sampled, order: &[Vec<usize>]) -> Option<Vec<SetShares>> {
        let mut all = Vec::new();
        for set in WeightSetKind::ALL {
            if set == main.set {
                all.push(SetShares {
                    set,
                    draws: main.draws,
                    first: main.rank_acceptability.iter().map(|ranks| ranks[0]).collect(),
                    error: main.first_error.clone(),
                });
            } else if let Some(first) = self.exact(set, order) {
                let error = vec![0.0; first.len()];
                all.push(SetShares {
                    set,
                    draws: 0,
                    first,
                    error,
                });
            } else {
                let run = self.run(set, beside(main.draws))?;
                all.push(SetShares {
                    set,
                    draws: run.tally.draws(),
                    first: (0..run.out.len()).map(|option| run.tally.first_share(option)).collect(),
                    error: run.error,
                });
            }
        }
        Some(all)
    }

    /// First ranks where they have a closed form: two options that pass, certain scores, one world.
    fn exact(&self, set: WeightSetKind, order: &[Vec<usize>]) -> Option<Vec<f64>> {
        let [world] = self.worlds[..] else { return None };
        let passing = world.passing();
        let mut first = vec![0.0; world.ruled_out.len()];
        match passing[..] {
            [only] => first[only] = 1.0,
            [a, b] => {
                let pairs = || world.row(a).iter().zip(world.row(b));
                if pairs().any(|(x, y)| x.low < x.high || y.low < y.high) {
                    return None;
                }
                let d: Vec<f64> = pairs().map(|(x, y)| x.likely - y.likely).collect();
                let share = closed_form::win_share_in(&self.set(set, world, order), &d).ok()??;
                (first[a], first[b]) = (share, 1.0 - share);
            }
            _ => return None,
        }
        Some(first)
    }

    fn set(&self, kind: WeightSetKind, world: &Situation, order: &[Vec<usize>]) -> WeightSet {
        match kind {
            WeightSetKind::Any => WeightSet::Any(world.stressed.len()),
            WeightSetKind::Ordered => WeightSet::Ordered(order.to_vec()),
            WeightSetKind::Band => WeightSet::band(world.shares(self.pinned)),
        }
    }

    fn run(&self, kind: WeightSetKind, draws: u32) -> Option<Run> {
        // Fewer draws may need fewer worlds than there are.
        let worlds = self.worlds.len().min(worlds_for(draws).max(1) as usize);
        self.run_in(&self.worlds[..worlds], kind, draws)
    }

    fn run_in(&self, worlds: &[&Situation], kind: WeightSetKind, draws: u32) -> Option<Run> {
        let order = importance(self.shares);
        let options = worlds.first()?.ruled_out.len();
        let criteria = self.shares.len();
        let samplers: Vec<(Sampler, &[usize])> = worlds
            .iter()
            .map(|world| {
                let (contest, passing) = contest(world)?;
                let set = self.set(kind, world, &order);
                Some((Sampler::over(contest, &set, self.seed).ok()?, passing))
            })
            .collect::<Option<_>>()?;
        let tasks = tasks(worlds.len(), draws);
        let tallies = self.each(&tasks, |task, room| {
            samplers[task.world].0.stretch(task.stretch, task.draws, room).ok()
        })?;
        let mut run = Run {
            tally: Tally::new(options, criteria),
            out: vec![0.0; options],
            error: Vec::new(),
            worlds: u32::try_from(worlds.len()).unwrap_or(u32::MAX),
        };
        // Per world: first ranks per option, and draws.
        let mut each = vec![(vec![0.0; options], 0.0); worlds.len()];
        for (task, tally) in tasks.iter().zip(&tallies) {
            let passing = samplers[task.world].1;
            run.tally.absorb_among(tally, passing);
            let count = f64::from(tally.draws());
            each[task.world].1 += count;
            for (at, option) in passing.iter().enumerate() {
                each[task.world].0[*option] += tally.first_share(at) * count;
            }
            for (option, out) in run.out.iter_mut().enumerate() {
                if !passing.contains(&option) {
                    *out += count;
                }
            }
        }
        run.error = (0..options).map(|option| error(&run.tally, &each, option)).collect();
        Some(run)
    }

    /// Does all tasks, on as many threads as there should be, in any order; results in the order of the tasks.
    fn each<T: Send>(
        &self,
        tasks: &[Task],
        work: impl Fn(&Task, &mut Workspace) -> Option<T> + Sync,
    ) -> Option<Vec<T>> {
        let in_turn = |tasks: &[Task]| {
            let mut room = Workspace::default();
            let careful = |task| {
                if (self.keep_going)() {
                    work(task, &mut room)
                } else {
                    None
                }
            };
            tasks.iter().map(careful).collect::<Option<Vec<T>>>()
        };
        if self.threads <= 1 || tasks.len() <= 1 {
            return in_turn(tasks);
        }
        let share = tasks.len().div_ceil(self.threads);
        std::thread::scope(|scope| {
            let workers: Vec<_> = tasks.chunks(share).map(|mine| scope.spawn(|| in_turn(mine))).collect();
            let join = |worker: std::thread::ScopedJoinHandle<'_, _>| match worker.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            let all: Option<Vec<Vec<T>>> = workers.into_iter().map(join).collect();
            Some(all?.into_iter().flatten().collect())
        })
    }

    /// Per option: share of draws of everything but the weights in which it is first at its central weights.
    fn confidence(&self, central: &[Option<Vec<f64>>], draws: u32) -> Option<Vec<Option<f64>>> {
        let most = (draws / CONFIDENCE_EACH).clamp(CONFIDENCE_WORLDS.0, CONFIDENCE_WORLDS.1) as usize;
        let worlds = &self.worlds[..self.worlds.len().min(most)];
        let each = if worlds.len() == 1 { CHUNK } else { RUN };
        let weights: Vec<Vec<f64>> = central.iter().flatten().cloned().collect();
        let mut first = vec![0.0; weights.len()];
        let mut room = Workspace::default();
        let options: Vec<usize> = (0..central.len()).filter(|o| central[*o].is_some()).collect();
        for (at, world) in worlds.iter().enumerate() {
            if !(self.keep_going)() {
                return None;
            }
            let (contest, passing) = contest(world)?;
            let certain = passing.iter().all(|o| world.row(*o).iter().all(|c| c.low >= c.high));
            let draws = if certain { 1 } else { each };
            let stretch = u32::try_from(at).unwrap_or(u32::MAX);
            let tallies = contest
                .at_weights(&weights, self.seed, (stretch, draws), &mut room)
                .ok()?;
            for ((first, option), tally) in first.iter_mut().zip(&options).zip(&tallies) {
                if let Some(place) = passing.iter().position(|o| o == option) {
                    *first += tally.first_share(place);
                }
            }
        }
        let mut shares = vec![None; central.len()];
        for (option, first) in options.into_iter().zip(first) {
            shares[option] = Some(first / from_len(worlds.len()));
        }
        Some(shares)
    }
}

/// Draws of a run that is shown beside one of so many.
fn beside(draws: u32) -> u32 {
    (draws / BESIDE).max(draws.min(RUN))
}

/// Criteria in groups of equal weight, heaviest first.
pub(super) fn importance(shares: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    let groups = order.chunk_by(|a, b| shares[*a] - shares[*b] <= 1e-12);
    groups.map(<[usize]>::to_vec).collect()
}

/// Runs of draws dealt out to the worlds in turn; each world's own ones in stretches of at most a chunk.
fn tasks(worlds: usize, draws: u32) -> Vec<Task> {
    let mut each = vec![0_u32; worlds];
    let mut left = draws;
    while left > 0 && worlds > 0 {
        for count in &mut each {
            let run = left.min(RUN);
            *count += run;
            left -= run;
        }
    }
    let step = u32::try_from(worlds).unwrap_or(u32::MAX);
    let mut tasks = Vec::new();
    for (world, count) in each.into_iter().enumerate() {
        let mut stretch = u32::try_from(world).unwrap_or(u32::MAX);
        let mut left = count;
        while left > 0 {
            let draws = left.min(CHUNK);
            tasks.push(Task { world, stretch, draws });
            stretch = stretch.saturating_add(step);
            left -= draws;
        }
    }
    tasks
}

/// Standard error of an option's share of first ranks: that of single draws in one world; over several worlds from the spread
/// between them, which holds that of the draws within.
fn error(tally: &Tally, each: &[(Vec<f64>, f64)], option: usize) -> f64 {
    let share = tally.first_share(option);
    let all = f64::from(tally.draws());
    if all <= 0.0 {
        return 0.0;
    }
    let count = each.iter().filter(|world| world.1 > 0.0).count();
    if count < 2 {
        return standard_error(share, tally.draws());
    }
    let squares: f64 = each
        .iter()
        .map(|(first, draws)| (first[option] - share * draws).powi(2))
        .sum();
    (squares * from_len(count) / from_len(count - 1)).sqrt() / all
}

/// What is drawn from a situation's scores, and the options that pass in it.
fn contest(situation: &Situation) -> Option<(&Contest, &[usize])> {
    situation.contest.get(|| {
        let passing = situation.passing();
        Some((Contest::among(&problem(situation)?, &passing).ok()?, passing))
    })
}

/// A situation's scores as they are drawn.
fn problem(situation: &Situation) -> Option<Problem> {
    let criteria = situation.stressed.len();
    let rows = (0..situation.ruled_out.len()).map(|option| situation.row(option).iter().map(score).collect());
    Problem::new(rows.collect(), vec![Scale::AsDrawn; criteria]).ok()
}

fn score(cell: &Cell) -> Score {
    let own = |cell: &Cell| {
        let Cell { low, likely, high, .. } = *cell;
        if low >= high {
            Score::Point(likely)
        } else if cell.peaked {
            Score::Triangular { low, likely, high }
        } else {
            Score::Uniform { low, high }
        }
    };
    match cell.how {
        How::Along(other) if cell.low < cell.high => Score::Along(Box::new(own(cell)), other),
        How::Alone | How::Along(_) => own(cell),
        How::Blend(parts) => Score::Blend(parts.to_vec()),
        How::Worst(parts) => Score::Worst(parts.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_dealt_out_in_whole_runs() {
        for draws in [0, 1, 100, 128, 129, 10_000, 100_000, 1_000_000] {
            let worlds = worlds_for(draws) as usize;
            let tasks = tasks(worlds, draws);
            assert_eq!(tasks.iter().map(|task| task.draws).sum::<u32>(), draws);
            assert!(tasks.iter().filter(|task| task.draws % RUN != 0).count() <= 1);
            let mut stretches: Vec<u32> = tasks.iter().map(|task| task.stretch).collect();
            stretches.sort_unstable();
            assert!(stretches.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(worlds <= MOST_WORLDS as usize);
        }
        // One world takes all, in chunks.
        assert_eq!(tasks(1, 100_000).len(), 25);
    }

    #[test]
    fn equal_weights_share_a_place_in_the_order() {
        assert_eq!(importance(&[0.2, 0.4, 0.2, 0.2]), vec![vec![1], vec![0, 2, 3]]);
    }

    #[test]
    fn the_standard_error_sees_the_spread_between_worlds() {
        let mut tally = Tally::new(2, 1);
        let problem = Problem::points(&[vec![1.0], vec![0.0]]).unwrap();
        let other = Problem::points(&[vec![0.0], vec![1.0]]).unwrap();
        for problem in [&problem, &other] {
            tally.absorb(&Sampler::new(problem, &WeightSet::Any(1), 1).unwrap().run(500).unwrap());
        }
        let each = vec![(vec![500.0, 0.0], 500.0), (vec![0.0, 500.0], 500.0)];
        // Two worlds that disagree: half and half, give or take a half.
        assert!((error(&tally, &each, 0) - 0.5).abs() < 1e-12);
    }
}

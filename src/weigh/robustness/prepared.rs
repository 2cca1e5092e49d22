//! Everything that does not depend on weights set by hand, computed once: so that a moved weight only sums anew.

use std::collections::BTreeMap;

use super::{
    answers::{self, Possible},
    situation::{Influence, Situation},
    swings,
    types::Swung,
    worlds::{Unknown, Worlds},
};
use crate::{
    catalog::{Catalog, QuestionKind},
    profile::{Answer, Profile},
    weigh::{inputs::Inputs, model_all, setting::Setting},
};

/// What is known of a catalog and a profile before its weights are: made once, good for as long as only weights change.
///
/// Making it takes longer than what is then computed from it; [`super::robustness`] does both at once.
#[derive(Debug, Clone)]
pub struct Prepared {
    key: Key,
    pub(super) base: Situation,
    /// Per open question that is asked: answers looked at, and what each comes to.
    pub(super) questions: Vec<(usize, Vec<(Possible, Situation)>)>,
    pub(super) swings: Vec<SwingCase>,
    /// Per scenario: what it comes to, and its own points.
    pub(super) scenarios: Vec<(Situation, Vec<Option<f64>>)>,
    pub(super) worlds: Worlds,
    /// Whether any open question makes worlds differ.
    pub(super) open: bool,
}

/// What must be the same for a [`Prepared`] to fit.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    catalog: String,
    evidence: Option<String>,
    currency: Option<String>,
    seed: Option<u64>,
    answers: BTreeMap<String, Answer>,
    scores: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Key {
    fn of(catalog: &Catalog, profile: &Profile) -> Self {
        Self {
            catalog: catalog.id.clone(),
            evidence: profile.evidence.clone(),
            currency: profile.currency.clone(),
            seed: profile.seed,
            answers: profile.answers.clone(),
            scores: profile.scores.clone(),
        }
    }
}

/// An uncertain input with what its ends come to.
#[derive(Debug, Clone)]
pub(super) struct SwingCase {
    pub(super) what: Swung,
    pub(super) title: String,
    /// Label and situation at each end, low first.
    pub(super) ends: [(String, Situation); 2],
}

impl Prepared {
    /// Looks at everything that could be otherwise.
    #[must_use]
    pub fn new(catalog: &Catalog, profile: &Profile) -> Self {
        let inputs = Inputs::new(catalog, profile);
        let influence = Influence::of(catalog);
        let known = model_all(&Setting::new(&inputs, inputs.evidence));
        let questions = (0..catalog.questions.len())
            .filter(|q| inputs.visible[*q] && !inputs.answered(*q))
            .filter(|q| !matches!(catalog.questions[*q].kind, QuestionKind::Points))
            .map(|question| {
                let possible = if influence.any[question] {
                    answers::possible(catalog, question, inputs.currency)
                } else {
                    Vec::new()
                };
                let tried = possible.into_iter().map(|possible| {
                    let varied = inputs.answering([(question, possible.given)]);
                    let same = influence.same_model(&varied.given, &inputs.given);
                    let situation = Situation::of(&varied, same.then_some(&known[..]));
                    (possible, situation)
                });
                (question, tried.collect())
            })
            .collect();
        Self {
            key: Key::of(catalog, profile),
            base: Situation::of(&inputs, Some(&known)),
            questions,
            swings: swings::cases(&inputs, &influence, &known),
            scenarios: scenarios(&inputs),
            worlds: Worlds::default(),
            open: !Unknown::questions(&inputs, &influence).is_empty(),
        }
    }

    /// Whether this is still right for the profile: nothing but weights, title and notes has changed. The catalog must be the one
    /// that it was made with.
    #[must_use]
    pub fn fits(&self, catalog: &Catalog, profile: &Profile) -> bool {
        self.key == Key::of(catalog, profile)
    }

    /// Finds so many worlds, if open questions make any.
    pub(super) fn find_worlds(&mut self, catalog: &Catalog, profile: &Profile, wanted: usize) {
        if !self.open || self.worlds.enough(wanted) {
            return;
        }
        let inputs = Inputs::new(catalog, profile);
        let influence = Influence::of(catalog);
        let known = model_all(&Setting::new(&inputs, inputs.evidence));
        let unknown = Unknown {
            questions: &Unknown::questions(&inputs, &influence),
            inputs: &inputs,
            influence: &influence,
            known: &known,
            seed: profile.seed.unwrap_or(0),
        };
        self.worlds.fill(&unknown, wanted);
    }
}

/// The catalog's scenarios under the profile's evidence and own scores.
fn scenarios(inputs: &Inputs) -> Vec<(Situation, Vec<Option<f64>>)> {
    let scenarios = 0..inputs.catalog.scenarios.len();
    scenarios
        .filter_map(|scenario| {
            let there = inputs.in_scenario(scenario)?;
            Some((Situation::of(&there, None), there.pinned))
        })
        .collect()
}

//! Many profiles of one catalog in a row: what a spreadsheet's rows come to.
//!
//! A [`Row`] says what a profile says, by index instead of by name, and is filled again and again; a [`Weigher`] gives its
//! [`Outcome`], which is the one of [`super::weigh`] to the bit. No row costs more memory than the one before.

use std::collections::BTreeMap;

use super::{
    inputs::{Given, Inputs, in_range},
    outcome::{Bare, Outcome},
};
use crate::{
    catalog::{Catalog, QuestionKind},
    profile::Profile,
};

/// What every row begins as.
static NOTHING: Profile = Profile {
    decided_by: Vec::new(),
    decided_on: None,
    catalog: String::new(),
    evidence: None,
    title: None,
    currency: None,
    seed: None,
    answers: BTreeMap::new(),
    notes: BTreeMap::new(),
    weights: BTreeMap::new(),
    swing: BTreeMap::new(),
    swing_ranges: BTreeMap::new(),
    rank: Vec::new(),
    trade_offs: BTreeMap::new(),
    scores: BTreeMap::new(),
};

/// What one profile says. Out of range and unknown things count as in [`super::weigh`]: kept in range, or open.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    catalog: &'a Catalog,
    said: Vec<Given>,
    pinned: Vec<Option<f64>>,
    evidence: usize,
}

impl<'a> Row<'a> {
    /// A row that says nothing: all questions open, no weight set by hand, the catalog's default evidence.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        let mut row = Self {
            catalog,
            said: Vec::with_capacity(catalog.questions.len()),
            pinned: Vec::with_capacity(catalog.criteria.len()),
            evidence: 0,
        };
        row.clear();
        row
    }

    /// Says nothing again.
    pub fn clear(&mut self) {
        self.said.clear();
        self.said.resize(self.catalog.questions.len(), Given::Open);
        self.pinned.clear();
        self.pinned.resize(self.catalog.criteria.len(), None);
        self.evidence = self.catalog.default_evidence;
    }

    /// Answers a question by a number in its unit; nothing happens where it takes none.
    pub fn number(&mut self, question: usize, x: f64) {
        if let (Some(said), Some(asked)) = (self.said.get_mut(question), self.catalog.questions.get(question)) {
            *said = in_range(asked, x);
        }
    }

    /// Answers a question by a choice; nothing happens where it has no such choice.
    pub fn choice(&mut self, question: usize, choice: usize) {
        let choices = self.catalog.questions.get(question).map(|asked| &asked.kind);
        if let (Some(said), Some(QuestionKind::Choice(choices))) = (self.said.get_mut(question), choices)
            && choice < choices.len()
        {
            *said = Given::Choice(choice);
        }
    }

    /// Sets a weight by hand, 0-100 points.
    pub fn weight(&mut self, criterion: usize, points: f64) {
        if let Some(pinned) = self.pinned.get_mut(criterion)
            && points.is_finite()
        {
            *pinned = Some(points.clamp(0.0, 100.0));
        }
    }

    /// Weights set by hand so far, per criterion.
    #[must_use]
    pub fn weights(&self) -> &[Option<f64>] {
        &self.pinned
    }

    /// Chooses a set of evidence; nothing happens where there is none of this index.
    pub fn evidence(&mut self, evidence: usize) {
        if evidence < self.catalog.evidence.len() {
            self.evidence = evidence;
        }
    }
}

/// Weighs rows of one catalog, one after the other.
pub struct Weigher<'a> {
    inputs: Inputs<'a>,
    bare: Bare,
    outcome: Outcome,
}

impl<'a> Weigher<'a> {
    /// For rows of this catalog.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        Self {
            inputs: Inputs::new(catalog, &NOTHING),
            bare: Bare::new(catalog),
            outcome: Bare::empty(),
        }
    }

    /// What the row comes to under its evidence.
    pub fn weigh(&mut self, row: &Row<'_>) -> &Outcome {
        self.inputs.replace(&row.said, &row.pinned, row.evidence);
        self.bare.weigh(&self.inputs, &mut self.outcome);
        &self.outcome
    }
}

/// What one profile comes to under its evidence: the numbers of [`super::weigh`] without what is read and drawn.
#[must_use]
pub fn outcome(catalog: &Catalog, profile: &Profile) -> Outcome {
    let mut outcome = Bare::empty();
    Bare::new(catalog).weigh(&Inputs::new(catalog, profile), &mut outcome);
    outcome
}

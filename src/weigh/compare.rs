//! Two or more profiles against each other: what differs, and what each difference does to the margin.
//!
//! # The margin that is followed
//!
//! One pair of options is looked at in every profile: the first profile's winner and its runner-up (where gates leave fewer than
//! two, the best of those ruled out fill in). Their *lead* in a profile is the winner's total less the runner-up's there, whoever
//! wins there; in the first profile it is the margin.
//!
//! # What a difference does
//!
//! A difference is one answer, one weight set by hand (all of them together where they are set by swing or by rank), one score set by
//! hand, or the choice of evidence. Its effect is
//!
//! ```text
//! lead(first profile with only this taken from the other) - lead(first profile)
//! ```
//!
//! Differences that act on the same thing do more or less together than one by one. What is left is the interaction:
//!
//! ```text
//! lead(other) - lead(first) = sum of the effects + interaction
//! ```
//!
//! so that the parts add up to the whole. Where profiles differ in one thing only, taking it gives the other profile: its effect is the
//! whole difference to the bit, and the interaction is zero.
//!
//! Titles, notes, seeds and currencies are no differences: they change no number.

use super::{Assessment, Outcome, batch::outcome, elicit::Stated, visible, weigh};
use crate::{
    catalog::{Catalog, QuestionKind},
    profile::{Answer, Profile},
};

/// Profiles side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The profiles, in the order given.
    pub sides: Vec<Side>,
    /// The options whose lead is followed; `None` without profiles, or where there is only one option.
    pub pair: Option<Pair>,
    /// All that differs between the first profile and any other, in the order of the catalog, evidence first.
    pub differing: Vec<Matter>,
    /// The first profile against each other one, in order.
    pub contrasts: Vec<Contrast>,
}

/// Two options: how far the first is ahead of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The first profile's winner.
    pub ahead: usize,
    /// The first profile's runner-up.
    pub behind: usize,
    /// False where a gate of the first profile rules one of them out.
    pub both_pass: bool,
}

/// One profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Its assessment.
    pub assessment: Assessment,
    /// Total of the pair's first option less the second's, points; the sum of the parts. Zero without a pair.
    pub lead: f64,
    /// The lead by criterion.
    pub parts: Vec<f64>,
}

/// Something that profiles may say differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The set of evidence.
    Evidence,
    /// The answer to this question.
    Answer(usize),
    /// All weights together, where a profile sets them by swing or by rank: there is no taking one without the others.
    Weights,
    /// The weight of this criterion, set by hand or not.
    Weight(usize),
    /// A score, set by hand or not.
    Score {
        /// Option.
        option: usize,
        /// Criterion.
        criterion: usize,
    },
}

/// The first profile against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// Index of the other profile.
    pub other: usize,
    /// What differs, largest effect first; of equal ones in the order of the catalog, evidence first.
    pub differences: Vec<Difference>,
    /// What the differences do together beyond the sum of their effects, points.
    pub interaction: f64,
    /// The other's lead less the first's, points: the sum of the effects, and the interaction.
    pub whole: f64,
    /// Whether what comes first differs: another option, a tie, or none.
    pub flips: bool,
}

/// One difference, and what taking it alone from the other profile does to the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What differs.
    pub subject: Matter,
    /// Change of the lead, points.
    pub effect: f64,
    /// What then comes first: one option, several that tie, or none.
    pub leaders: Vec<usize>,
    /// Whether that is something else than in the first profile.
    pub flips: bool,
    /// Options that are then ruled out and were not, with the gate.
    pub rules_out: Vec<(usize, usize)>,
    /// Options that are then not ruled out any more.
    pub lets_in: Vec<usize>,
    /// For answers: whether the question is asked in the first profile and in the other; one that is not asked does not count.
    pub asked: [bool; 2],
}

/// Compares profiles of one catalog, each other one with the first.
///
/// Pure and total, as [`super::weigh`].
#[must_use]
pub fn compare(catalog: &Catalog, profiles: &[&Profile]) -> Comparison {
    let outcomes: Vec<Outcome> = profiles.iter().map(|profile| outcome(catalog, profile)).collect();
    let pair = outcomes.first().and_then(pair);
    let sides = profiles.iter().zip(&outcomes).map(|(profile, outcome)| {
        let parts = pair.map_or_else(Vec::new, |pair| outcome.lead_parts(pair.ahead, pair.behind).collect());
        Side {
            assessment: weigh(catalog, profile),
            lead: lead(outcome, pair),
            parts,
        }
    });
    let sides = sides.collect();
    let contrasts: Vec<Contrast> = match (profiles, &outcomes[..]) {
        ([first, others @ ..], [base, there @ ..]) => others
            .iter()
            .zip(there)
            .enumerate()
            .map(|(at, (other, there))| contrast(catalog, (*first, base), (*other, there), pair, at + 1))
            .collect(),
        _ => Vec::new(),
    };
    let mut differing: Vec<Matter> = contrasts
        .iter()
        .flat_map(|c| &c.differences)
        .map(|d| d.subject)
        .collect();
    differing.sort_by_key(order);
    differing.dedup();
    Comparison {
        sides,
        pair,
        differing,
        contrasts,
    }
}

/// Winner and runner-up; where the gates leave fewer than two, the best totals of the others fill in.
fn pair(outcome: &Outcome) -> Option<Pair> {
    let mut others: Vec<usize> = (0..outcome.totals.len())
        .filter(|o| !outcome.ranking().contains(o))
        .collect();
    others.sort_by(|a, b| outcome.totals[*b].total_cmp(&outcome.totals[*a]).then(a.cmp(b)));
    let mut best = outcome.ranking().iter().copied().chain(others);
    Some(Pair {
        ahead: best.next()?,
        behind: best.next()?,
        both_pass: outcome.ranking().len() >= 2,
    })
}

fn lead(outcome: &Outcome, pair: Option<Pair>) -> f64 {
    pair.map_or(0.0, |pair| outcome.lead(pair.ahead, pair.behind))
}

fn contrast(
    catalog: &Catalog,
    (first, base): (&Profile, &Outcome),
    (other, there): (&Profile, &Outcome),
    pair: Option<Pair>,
    at: usize,
) -> Contrast {
    let (asked, asked_there) = (visible(catalog, first), visible(catalog, other));
    let from = lead(base, pair);
    let whole = lead(there, pair) - from;
    let mut differences: Vec<Difference> = subjects(catalog, first, other)
        .into_iter()
        .map(|subject| {
            let with = outcome(catalog, &taking(catalog, first, other, subject));
            let out = |o: &Outcome, option: usize| o.felled_by.get(option).copied().flatten();
            let options = 0..catalog.options.len();
            Difference {
                subject,
                effect: lead(&with, pair) - from,
                leaders: with.leaders().to_vec(),
                flips: with.leaders() != base.leaders(),
                rules_out: options
                    .clone()
                    .filter(|option| out(base, *option).is_none())
                    .filter_map(|option| Some((option, out(&with, option)?)))
                    .collect(),
                lets_in: options
                    .filter(|option| out(base, *option).is_some() && out(&with, *option).is_none())
                    .collect(),
                asked: match subject {
                    Matter::Answer(question) => [asked[question], asked_there[question]],
                    _ => [true; 2],
                },
            }
        })
        .collect();
    let sum: f64 = differences.iter().map(|d| d.effect).sum();
    // They stand in the order of the catalog, and a stable sort keeps it.
    differences.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()));
    Contrast {
        other: at,
        interaction: if differences.is_empty() { 0.0 } else { whole - sum },
        differences,
        whole,
        flips: there.leaders() != base.leaders(),
    }
}

/// Everything that two profiles say differently and that may change a number, in the order of the catalog, evidence first.
fn subjects(catalog: &Catalog, first: &Profile, other: &Profile) -> Vec<Matter> {
    let evidence = |profile: &Profile| {
        let set = profile.evidence.as_deref().and_then(|id| catalog.evidence_set(id));
        set.unwrap_or(catalog.default_evidence)
    };
    let mut subjects = Vec::new();
    if evidence(first) != evidence(other) {
        subjects.push(Matter::Evidence);
    }
    for (at, question) in catalog.questions.iter().enumerate() {
        let answer = |profile: &'_ Profile| {
            profile
                .answers
                .get(&question.id)
                .filter(|a| **a != Answer::Unknown)
                .cloned()
        };
        if question.kind != QuestionKind::Points && answer(first) != answer(other) {
            subjects.push(Matter::Answer(at));
        }
    }
    let together = [first, other].map(|profile| Stated::of(catalog, profile));
    if together.iter().any(Stated::fixes_all) {
        if together[0] != together[1] {
            subjects.push(Matter::Weights);
        }
    } else {
        for (at, criterion) in catalog.criteria.iter().enumerate() {
            if first.weights.get(&criterion.id) != other.weights.get(&criterion.id) {
                subjects.push(Matter::Weight(at));
            }
        }
    }
    for (option, o) in catalog.options.iter().enumerate() {
        for (criterion, c) in catalog.criteria.iter().enumerate() {
            let score = |profile: &Profile| profile.scores.get(&o.id).and_then(|scores| scores.get(&c.id)).copied();
            if score(first) != score(other) {
                subjects.push(Matter::Score { option, criterion });
            }
        }
    }
    subjects
}

/// The first profile with one thing as in the other.
fn taking(catalog: &Catalog, first: &Profile, other: &Profile, subject: Matter) -> Profile {
    let mut profile = first.clone();
    match subject {
        Matter::Evidence => profile.evidence.clone_from(&other.evidence),
        Matter::Answer(question) => {
            let id = &catalog.questions[question].id;
            profile.answers.remove(id);
            profile.answers.extend(other.answers.get_key_value(id).map(owned));
        }
        Matter::Weights => profile.take_weights(other),
        Matter::Weight(criterion) => {
            let id = &catalog.criteria[criterion].id;
            profile.weights.remove(id);
            profile.weights.extend(other.weights.get_key_value(id).map(owned));
        }
        Matter::Score { option, criterion } => {
            let (option, criterion) = (&catalog.options[option].id, &catalog.criteria[criterion].id);
            let scores = profile.scores.entry(option.clone()).or_default();
            scores.remove(criterion);
            let theirs = other
                .scores
                .get(option)
                .and_then(|scores| scores.get_key_value(criterion));
            scores.extend(theirs.map(owned));
        }
    }
    profile
}

fn owned<T: Clone>((key, value): (&String, &T)) -> (String, T) {
    (key.clone(), value.clone())
}

/// Place in the order of the catalog, evidence first.
const fn order(subject: &Matter) -> (u8, usize, usize) {
    match *subject {
        Matter::Evidence => (0, 0, 0),
        Matter::Answer(question) => (1, question, 0),
        Matter::Weights => (2, 0, 0),
        Matter::Weight(criterion) => (2, criterion, 1),
        Matter::Score { option, criterion } => (3, option, criterion),
    }
}

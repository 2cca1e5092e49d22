//! Changing a profile by hand: what a change is about, what it does, and undoing it.
//!
//! Owns [`Target`], setting and taking back what it names, and [`History`]; screens and lines of text change a profile through these
//! alone, so that the same answers give the same file whoever asked for them. It must not weigh anything, nor know who asks.

mod history;

use super::{Answer, Profile, WeightsBy, format_answer_in, parse_typed};
use crate::catalog::{Catalog, Question};

pub use history::{History, Step};

/// What is answered or set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The answer to a question.
    Answer(usize),
    /// The weight of a criterion.
    Weight(usize),
    /// A score.
    Score {
        /// The option.
        option: usize,
        /// The criterion.
        criterion: usize,
    },
}

impl Target {
    /// What it is, in words.
    #[must_use]
    pub fn label(self, catalog: &Catalog) -> String {
        match self {
            Self::Answer(question) => catalog.questions[question].title.clone(),
            Self::Weight(criterion) => format!("weight of {}", catalog.criteria[criterion].title),
            Self::Score { option, criterion } => format!(
                "score of {} on {}",
                catalog.options[option].title, catalog.criteria[criterion].title
            ),
        }
    }

    /// Sets it: an answer, points of 100 or a rating of 0-100 by the way in which weights are set, a score of 0-10. What has no
    /// number, as a weight by rank, stays as it is.
    pub fn set(self, catalog: &Catalog, profile: &mut Profile, way: WeightsBy, answer: &Answer) {
        match (self, answer) {
            (Self::Answer(question), answer) => {
                let id = catalog.questions[question].id.clone();
                profile.answers.insert(id, answer.clone());
            }
            (Self::Weight(criterion), &Answer::Number(points)) => {
                let criterion = &catalog.criteria[criterion];
                match way {
                    WeightsBy::Swing => profile.rate_swing(&criterion.id, points, criterion.declared_ends()),
                    WeightsBy::Catalog | WeightsBy::Points => profile.set_points(&criterion.id, points),
                    // An order has no numbers.
                    WeightsBy::Rank => {}
                }
            }
            (Self::Score { option, criterion }, &Answer::Number(score)) => {
                let scores = profile.scores.entry(catalog.options[option].id.clone()).or_default();
                scores.insert(catalog.criteria[criterion].id.clone(), score);
            }
            (Self::Weight(_) | Self::Score { .. }, Answer::Choice(_) | Answer::Unknown) => {}
        }
    }

    /// Takes it back.
    pub fn clear(self, catalog: &Catalog, profile: &mut Profile, way: WeightsBy) {
        match self {
            Self::Answer(question) => {
                profile.answers.remove(&catalog.questions[question].id);
            }
            Self::Weight(criterion) => {
                let id = &catalog.criteria[criterion].id;
                match way {
                    WeightsBy::Swing => profile.unrate_swing(id),
                    WeightsBy::Catalog | WeightsBy::Points => {
                        profile.weights.remove(id);
                    }
                    WeightsBy::Rank => {}
                }
            }
            Self::Score { option, criterion } => {
                let option = &catalog.options[option].id;
                if let Some(scores) = profile.scores.get_mut(option) {
                    scores.remove(&catalog.criteria[criterion].id);
                    if scores.is_empty() {
                        profile.scores.remove(option);
                    }
                }
            }
        }
    }
}

impl Profile {
    /// A profile that answers nothing yet.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        Self {
            catalog: catalog.id.clone(),
            ..Self::default()
        }
    }

    /// Sets the note on a question, without the blanks around it; an empty one takes it back.
    pub fn set_note(&mut self, question: &Question, note: &str) {
        match note.trim() {
            "" => self.notes.remove(&question.id),
            note => self.notes.insert(question.id.clone(), note.to_owned()),
        };
    }

    /// Sets the title, without the blanks around it; an empty one takes it back.
    pub fn set_title(&mut self, title: &str) {
        self.title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    }

    /// Chooses a set of evidence. The catalog's default is written only where the file `said` which one it takes.
    pub fn set_evidence(&mut self, catalog: &Catalog, set: usize, said: bool) {
        let id = catalog.evidence.get(set).map(|set| set.id.clone());
        self.evidence = id.filter(|_| said || set != catalog.default_evidence);
    }

    /// Says that a gain on `b`, in points of the score, makes up for the loss on `a`; no gain takes the answer back.
    pub fn set_trade_off(&mut self, a: &str, b: &str, gain: f64) {
        if gain > 0.0 {
            let gains = self.trade_offs.entry(a.to_owned()).or_default();
            gains.insert(b.to_owned(), gain);
        } else if let Some(gains) = self.trade_offs.get_mut(a) {
            gains.remove(b);
            if gains.is_empty() {
                self.trade_offs.remove(a);
            }
        }
    }

    /// Points that a weight may have: what the other weights set by hand leave of the hundred.
    #[must_use]
    pub fn points_left(&self, criterion: &str) -> f64 {
        let others = self.weights.iter().filter(|(id, _)| *id != criterion);
        (100.0 - others.map(|(_, points)| points).sum::<f64>()).max(0.0)
    }

    /// Whether the others are rated against this criterion: it alone has the highest rating.
    #[must_use]
    pub fn only_first(&self, criterion: &str) -> bool {
        let Some(own) = self.swing.get(criterion) else {
            return false;
        };
        self.swing.iter().all(|(id, rating)| id == criterion || rating < own)
    }
}

/// What was typed as the answer to `question`, in a profile that counts in `currency`.
///
/// # Errors
///
/// As [`parse_typed`]; and where another currency was named, because nothing is converted.
pub fn typed_answer(question: &Question, text: &str, currency: &str) -> Result<Answer, String> {
    let typed = parse_typed(question, text)?;
    match typed.other_currency(currency) {
        Some(other) => Err(format!(
            "this profile counts in {currency}, not in {other}: `currency` in its file says so"
        )),
        None => Ok(typed.answer),
    }
}

/// A number from 0 to `most` as typed, where a sign for percent is welcome; `what` it is comes first in a complaint.
///
/// # Errors
///
/// A sentence with the range.
pub fn typed_points(text: &str, most: f64, what: &str) -> Result<Answer, String> {
    match text.trim().trim_end_matches('%').trim().parse::<f64>() {
        Ok(x) if (0.0..=most).contains(&x) => Ok(Answer::Number(x)),
        Ok(_) => Err(format!("{what}: 0 to {most}")),
        Err(_) => Err(format!("{what}: a number from 0 to {most}")),
    }
}

/// What differs between a profile `now` and `then`, in words, with money in this currency.
#[must_use]
pub fn changes(catalog: &Catalog, now: &Profile, then: &Profile, currency: &str) -> Vec<String> {
    let mut changes = Vec::new();
    for question in &catalog.questions {
        let id = &question.id;
        if now.answers.get(id) != then.answers.get(id) {
            let words = now
                .answers
                .get(id)
                .map_or("taken back".into(), |a| format_answer_in(question, a, currency));
            changes.push(format!("{}: {words}", question.title));
        }
        if now.notes.get(id) != then.notes.get(id) {
            changes.push(format!("note on {}", question.title));
        }
    }
    if now.title != then.title {
        changes.push("the title".into());
    }
    if now.evidence != then.evidence {
        changes.push("the evidence".into());
    }
    changes.extend(changes_of_weights(now, then));
    if now.scores != then.scores {
        changes.push("scores set by hand".into());
    }
    changes
}

fn changes_of_weights(now: &Profile, then: &Profile) -> Vec<String> {
    let mut all = Vec::new();
    let said = |profile: &Profile| {
        (
            profile.weights.clone(),
            profile.swing.clone(),
            profile.swing_ranges.clone(),
            profile.rank.clone(),
        )
    };
    if said(now) != said(then) {
        all.push(match now.weights_by() {
            WeightsBy::Catalog | WeightsBy::Points => "weights set by hand".to_owned(),
            way => format!("weights set {}", way.words()),
        });
    }
    if now.trade_offs != then.trade_offs {
        all.push("trade-offs".to_owned());
    }
    all
}

/// A title as the name of a file, without its ending: lower-case words joined by dashes.
#[must_use]
pub fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        "profile".into()
    } else {
        words.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_gives_a_file_name_without_surprises() {
        assert_eq!(file_name("Checkout service"), "checkout-service");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("Größe (2025)!"), "größe-2025");
        assert_eq!(file_name("—"), "profile");
    }

    #[test]
    fn the_default_evidence_is_written_only_where_the_file_said_so() {
        let catalog = crate::catalog::built_in().unwrap();
        let other = (catalog.default_evidence + 1) % catalog.evidence.len();
        let mut profile = Profile::new(catalog);
        profile.set_evidence(catalog, other, false);
        assert_eq!(profile.evidence.as_deref(), Some(catalog.evidence[other].id.as_str()));
        profile.set_evidence(catalog, catalog.default_evidence, false);
        assert_eq!(profile.evidence, None);
        profile.set_evidence(catalog, catalog.default_evidence, true);
        assert!(profile.evidence.is_some());
    }

    #[test]
    fn a_trade_off_that_is_taken_back_leaves_nothing() {
        let mut profile = Profile::default();
        profile.set_trade_off("a", "b", 2.5);
        assert!(profile.trade_offs["a"].contains_key("b"));
        profile.set_trade_off("a", "b", 0.0);
        assert!(profile.trade_offs.is_empty());
    }
}

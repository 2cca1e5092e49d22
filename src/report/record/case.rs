//! What all parts of a record read: the inputs, what came of them, and names of things.

use std::path::Path;

use jiff::civil::Date;

use super::{Source, page};
use crate::{
    catalog::{Catalog, Question},
    profile::Profile,
    report::{Entry, content::Scope},
    weigh::{
        self, Assessment, MarginPart, OptionAssessment, Robustness, Verdict, VerdictKind, sentences, words as say,
    },
};

/// What the record may say of the choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// This option is in front.
    Chosen(usize),
    /// Too close to call between these.
    Open(Vec<usize>),
    /// No option passes its must-haves.
    Nothing,
}

/// The inputs of a record, and what came of them.
pub(super) struct Case<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) profile: &'a Profile,
    pub(super) assessment: &'a Assessment,
    pub(super) robustness: &'a Robustness,
    pub(super) outcome: Outcome,
    /// What the profile is called where it came from.
    pub(super) source: &'a str,
    /// The day of writing.
    pub(super) today: Date,
}

impl<'a> Case<'a> {
    pub(super) fn new(source: &Source<'a>, entry: &'a Entry<'a>, today: Date) -> Self {
        let scope = Scope::new(source.catalog, entry);
        let verdict = &source.robustness.verdict;
        let outcome = match (verdict.kind, verdict.winner) {
            (VerdictKind::NoGoodOption, _) | (_, None) => Outcome::Nothing,
            (VerdictKind::TooClose, Some(winner)) => {
                let mut leaders = vec![winner];
                leaders.extend(&scope.weighing.tied);
                if scope.weighing.tied.is_empty() {
                    leaders.extend(scope.weighing.runner_up);
                }
                Outcome::Open(leaders)
            }
            (_, Some(winner)) => Outcome::Chosen(winner),
        };
        Self {
            scope,
            catalog: source.catalog,
            profile: source.profile,
            assessment: source.assessment,
            robustness: source.robustness,
            outcome,
            source: source.name,
            today,
        }
    }

    /// The verdict that the record goes by.
    pub(super) const fn verdict(&self) -> &'a Verdict {
        &self.robustness.verdict
    }

    /// The option that is chosen, if any.
    pub(super) const fn chosen(&self) -> Option<usize> {
        match self.outcome {
            Outcome::Chosen(option) => Some(option),
            _ => None,
        }
    }

    /// The option in front: chosen, or the first of those that are too close.
    pub(super) fn leader(&self) -> Option<usize> {
        self.leaders().first().copied()
    }

    /// The options in front: the one that is chosen, or those that are too close.
    pub(super) fn leaders(&self) -> Vec<usize> {
        match &self.outcome {
            Outcome::Chosen(option) => vec![*option],
            Outcome::Open(leaders) => leaders.clone(),
            Outcome::Nothing => Vec::new(),
        }
    }

    /// What an option is compared with: the one in front; that one itself with the runner-up; where there is none, with the
    /// highest total among the others.
    pub(super) fn rival(&self, option: usize) -> Option<usize> {
        let leader = self.leader();
        if leader.is_some_and(|leader| leader != option) {
            return leader;
        }
        let runner_up = self.scope.weighing.runner_up.filter(|_| leader.is_some());
        runner_up.or_else(|| {
            let others = self.scope.options().filter(|(other, _)| *other != option);
            let best = others.reduce(|best, next| if next.1.total > best.1.total { next } else { best });
            best.map(|(other, _)| other)
        })
    }

    /// An option under the profile's evidence.
    pub(super) fn option(&self, option: usize) -> Option<&'a OptionAssessment> {
        self.scope.weighing.options.get(option)
    }

    /// What sets one option apart from another, by criterion.
    pub(super) fn difference(&self, a: usize, b: usize) -> Vec<MarginPart> {
        match (self.option(a), self.option(b)) {
            (Some(a), Some(b)) => weigh::difference(a, b),
            _ => Vec::new(),
        }
    }

    /// Title of an option, as it stands in lists and headings.
    pub(super) fn title(&self, option: usize) -> &'a str {
        self.scope.title(option)
    }

    /// Title of an option inside a sentence.
    pub(super) fn name(&self, option: usize) -> String {
        self.scope.name(option)
    }

    /// Titles of options inside a sentence.
    pub(super) fn names(&self, options: impl IntoIterator<Item = usize>) -> Vec<String> {
        options.into_iter().map(|option| self.name(option)).collect()
    }

    /// Title of a criterion inside a sentence.
    pub(super) fn criterion(&self, criterion: usize) -> String {
        let found = self.catalog.criteria.get(criterion);
        found.map_or_else(String::new, |c| sentences::inside(self.catalog, &c.title))
    }

    /// Title of a question.
    pub(super) fn question(&self, question: usize) -> &'a str {
        self.catalog.questions.get(question).map_or("", |q| q.title.as_str())
    }

    /// Questions that the answers leave to be asked, with their index.
    pub(super) fn asked(&self) -> impl Iterator<Item = (usize, &'a Question)> + use<'a> {
        let visible = &self.assessment.visible;
        let all = self.catalog.questions.iter().enumerate();
        all.filter(|(at, _)| visible.get(*at).copied().unwrap_or(true))
    }

    /// What the decision is about: the profile's title, else the name of its file.
    pub(super) fn subject(&self) -> Option<String> {
        let title = self.profile.title.as_deref().map(page::plain);
        title.filter(|t| !t.is_empty()).or_else(|| {
            let stem = Path::new(self.source).file_stem()?.to_str()?;
            // A stream has no name of its own.
            (!self.source.starts_with('<')).then(|| page::plain(stem))
        })
    }

    /// Whether it is decided: by people whom the profile names, on an option that is in front.
    pub(super) fn is_decided(&self) -> bool {
        self.chosen().is_some() && !self.profile.decided_by.is_empty()
    }

    /// `proposed` or `accepted`.
    pub(super) fn status(&self) -> &'static str {
        if self.is_decided() { "accepted" } else { "proposed" }
    }

    /// The day of the decision where it is decided and known, else of the writing.
    pub(super) fn date(&self) -> Date {
        let decided = self.profile.decided_on.filter(|_| self.is_decided());
        decided.unwrap_or(self.today)
    }

    /// Those who decide, inside a sentence; `None` where the profile names nobody.
    pub(super) fn deciders(&self) -> Option<String> {
        let names = &self.profile.decided_by;
        (!names.is_empty()).then(|| say::list(names))
    }

    /// The lines that tools read.
    pub(super) fn front_matter(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("status", self.status().to_owned()), ("date", self.date().to_string())];
        if !self.profile.decided_by.is_empty() {
            pairs.push(("decision-makers", page::yaml(&self.profile.decided_by.join(", "))));
        }
        pairs
    }
}

//! Where a number comes from: the list of a screen's numbers, and the way that was taken down from one of them.

use super::numbers::{Group, place};
use crate::{
    catalog::Catalog,
    profile::Profile,
    tui::{field::Field, model::Screen},
    weigh::{
        Assessment, Explanation, Robustness, Subject, explain,
        explain::{Explainer, Source, SourceKind},
        subjects,
    },
};

/// What explanations are made from: what the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// What is known.
    pub catalog: &'static Catalog,
    /// What is answered, with what is previewed.
    pub profile: Profile,
    /// Its assessment.
    pub assessment: Assessment,
    /// How sure it is, where that is known.
    pub robustness: Option<Robustness>,
}

impl Basis {
    /// Numbers that can be asked for.
    fn subjects(&self) -> Vec<Subject> {
        subjects(self.catalog, &self.assessment, self.robustness.as_ref())
    }

    /// Explains many numbers.
    #[must_use]
    pub fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self.catalog, &self.profile, &self.assessment, self.robustness.as_ref())
    }

    /// Where a number comes from.
    #[must_use]
    pub fn explain(&self, subject: &Subject) -> Option<Explanation> {
        explain(
            self.catalog,
            &self.profile,
            &self.assessment,
            self.robustness.as_ref(),
            subject,
        )
    }
}

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct Explain {
    /// What explanations are made from.
    pub basis: Basis,
    /// The screen whose numbers are listed.
    pub screen: Screen,
    /// Its numbers, grouped.
    pub entries: Vec<Entry>,
    /// Words that the entries shown hold.
    pub filter: Field,
    /// Place in the list as filtered.
    pub cursor: usize,
    /// Whether the keys go to the explanation; else to the list.
    pub inside: bool,
    /// The number of the list, and those that were gone down to from it; empty where no entry is left.
    pub trail: Vec<Step>,
}

/// A number of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which.
    pub subject: Subject,
    /// Its heading.
    pub group: Group,
    /// Its name.
    pub title: String,
    /// Its value, with its unit.
    pub value: String,
    /// What is searched: heading, name and value in small letters.
    words: String,
}

/// A number on the way down.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Where it comes from.
    pub explanation: Explanation,
    /// The input under the cursor.
    pub cursor: usize,
    /// Rows scrolled down beyond what shows the cursor.
    pub scroll: u16,
}

impl Step {
    const fn new(explanation: Explanation) -> Self {
        Self {
            explanation,
            cursor: 0,
            scroll: 0,
        }
    }

    /// The input under the cursor.
    #[must_use]
    pub fn input(&self) -> Option<&Source> {
        self.explanation.inputs.get(self.cursor)
    }
}

impl Explain {
    /// The numbers of a screen, the cursor on `at` where that is among them; nothing where the screen has none.
    #[must_use]
    pub fn new(basis: Basis, screen: Screen, at: Option<&Subject>) -> Option<Self> {
        let mut explainer = basis.explainer();
        let mut entries: Vec<Entry> = basis
            .subjects()
            .into_iter()
            .filter(|subject| place(subject).1.contains(&screen.number()))
            .filter_map(|subject| {
                let explanation = explainer.explain(&subject)?;
                let group = place(&subject).0;
                let words = format!("{} {} {}", group.title(), explanation.title, explanation.value);
                Some(Entry {
                    group,
                    words: words.to_lowercase(),
                    title: explanation.title,
                    value: explanation.value,
                    subject,
                })
            })
            .collect();
        if entries.is_empty() {
            return None;
        }
        entries.sort_by_key(|entry| entry.group);
        let cursor = at.and_then(|at| entries.iter().position(|entry| entry.subject == *at));
        let mut popup = Self {
            basis,
            screen,
            entries,
            filter: Field::default(),
            cursor: cursor.unwrap_or(0),
            inside: false,
            trail: Vec::new(),
        };
        popup.look();
        Some(popup)
    }

    /// The same on another basis. What is being read stays as it is.
    pub fn renew(&mut self, basis: Basis) {
        let here = self.found().get(self.cursor).map(|i| self.entries[*i].subject.clone());
        let Some(new) = Self::new(basis, self.screen, None) else {
            return;
        };
        let reads = self.inside;
        self.basis = new.basis;
        self.entries = new.entries;
        let found = self.found();
        let cursor = found
            .iter()
            .position(|i| Some(&self.entries[*i].subject) == here.as_ref());
        self.cursor = cursor.unwrap_or(0);
        if !reads {
            self.look();
        }
    }

    /// Indices of the entries that hold all words of the filter.
    #[must_use]
    pub fn found(&self) -> Vec<usize> {
        let words: Vec<String> = self.filter.text().split_whitespace().map(str::to_lowercase).collect();
        let holds = |entry: &Entry| words.iter().all(|word| entry.words.contains(word));
        (0..self.entries.len()).filter(|i| holds(&self.entries[*i])).collect()
    }

    /// Explains the number under the list's cursor.
    pub fn look(&mut self) {
        self.trail.clear();
        let found = self.found();
        self.cursor = self.cursor.min(found.len().saturating_sub(1));
        let subject = found.get(self.cursor).map(|i| &self.entries[*i].subject);
        self.trail
            .extend(subject.and_then(|s| self.basis.explain(s)).map(Step::new));
        self.inside &= !self.trail.is_empty();
    }

    /// The number that is explained.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.trail.last()
    }

    /// Goes down to the input under the cursor. An error says why it cannot.
    ///
    /// # Errors
    ///
    /// Where the input is not itself computed.
    pub fn down(&mut self) -> Result<(), &'static str> {
        let Some(input) = self.step().and_then(Step::input) else {
            return Err("it is not computed from anything");
        };
        let explained = input.subject.as_ref().and_then(|subject| self.basis.explain(subject));
        match explained {
            Some(explanation) => {
                self.trail.push(Step::new(explanation));
                Ok(())
            }
            None => Err(why_not(input.kind)),
        }
    }

    /// Goes back up; to the list from its own number.
    pub fn up(&mut self) {
        if self.trail.len() > 1 {
            self.trail.pop();
        } else {
            self.inside = false;
        }
    }

    /// The guide's page behind the input under the cursor.
    #[must_use]
    pub fn page(&self) -> Option<usize> {
        self.step()?.input()?.page
    }
}

/// Why an input leads no further.
const fn why_not(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Answered => "this is where it ends: it was answered",
        SourceKind::Quoted => "this is where it ends: the source says so",
        SourceKind::Measured => "this is where it ends: it was measured",
        SourceKind::Assumed => "this is where it ends: it is assumed",
        SourceKind::Default => "this is where it ends: the question is open, and this stands in for the answer",
        SourceKind::Own => "this is where it ends: it was set by hand",
        SourceKind::Declared => "this is where it ends: it is a rule of the computation",
        SourceKind::Drawn => "this is where it ends: it was counted in draws that can be repeated",
        SourceKind::Computed => "nothing more is known of it",
    }
}

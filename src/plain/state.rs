//! What is open: the profile, what it was, where in the questions one is, and what can be undone.

use std::path::{Path, PathBuf};

use crate::{
    catalog::{Catalog, Question, QuestionKind},
    profile::{
        Profile,
        edit::{self, History, Step, Target},
        store::Opened,
    },
    weigh::{self, Assessment, Robustness},
};

/// What is open.
pub(super) struct State<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) profile: Profile,
    /// The same as last opened or saved.
    clean: Profile,
    pub(super) assessment: Assessment,
    history: History,
    /// The text that was opened or saved last, with its path.
    pub(super) opened: Option<Opened>,
    /// The question that is asked; none at the end.
    pub(super) here: Option<usize>,
    exact: Option<Robustness>,
}

impl<'c> State<'c> {
    /// On a profile that was opened, or a new one.
    pub(super) fn new(catalog: &'c Catalog, opened: Option<Opened>) -> Self {
        let clean = opened
            .as_ref()
            .map_or_else(|| Profile::new(catalog), |opened| opened.profile.clone());
        Self::on(catalog, opened, clean)
    }

    /// On a profile that says `clean` where it is saved.
    pub(super) fn on(catalog: &'c Catalog, opened: Option<Opened>, clean: Profile) -> Self {
        let mut state = Self {
            catalog,
            assessment: weigh::weigh(catalog, &clean),
            profile: clean.clone(),
            clean,
            history: History::default(),
            opened,
            here: None,
            exact: None,
        };
        state.go_to_first_open();
        state
    }

    /// To the first question that is open; to the first of all where none is.
    pub(super) fn go_to_first_open(&mut self) {
        let first = self.assessment.unanswered.first().copied();
        self.here = first.or_else(|| self.visible().next());
    }

    /// What is saved.
    pub(super) fn base(&self) -> &Profile {
        &self.clean
    }

    /// Questions that are asked, in order.
    pub(super) fn visible(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.catalog.questions.len()).filter(|&q| self.assessment.visible.get(q).copied().unwrap_or(true))
    }

    /// The question that is asked.
    pub(super) fn asked(&self) -> Option<&'c Question> {
        self.catalog.questions.get(self.here?)
    }

    /// To the next question, or the end.
    pub(super) fn next(&mut self) {
        self.here = self.here.and_then(|here| self.visible().find(|&q| q > here));
    }

    /// To the question before; whether there is one.
    pub(super) fn back(&mut self) -> bool {
        let here = self.here.unwrap_or(usize::MAX);
        let before = self.visible().rfind(|&q| q < here);
        self.here = before.or(self.here);
        before.is_some()
    }

    /// Whether there is something to save.
    pub(super) fn unsaved(&self) -> bool {
        self.profile != self.clean
    }

    /// What there is to save, in words.
    pub(super) fn changes(&self) -> Vec<String> {
        edit::changes(self.catalog, &self.profile, &self.clean, &self.assessment.currency)
    }

    /// Whether the file said which evidence it takes.
    pub(super) fn said_evidence(&self) -> bool {
        self.clean.evidence.is_some()
    }

    /// The profile's file.
    pub(super) fn path(&self) -> Option<&Path> {
        self.opened.as_ref()?.path.as_deref()
    }

    /// The profile's name for people: its title, its file, or that it is new.
    pub(super) fn name(&self) -> String {
        let title = self.profile.title.clone().filter(|title| !title.trim().is_empty());
        title.unwrap_or_else(|| self.source())
    }

    /// What the profile is called where it came from.
    pub(super) fn source(&self) -> String {
        self.path()
            .map_or_else(|| "New profile".to_owned(), |path| path.display().to_string())
    }

    /// A path to offer where there is none.
    pub(super) fn offered_path(&self) -> PathBuf {
        PathBuf::from(format!("{}.toml", edit::file_name(&self.name())))
    }

    /// Changes the profile; the assessment before comes back where that changed something.
    pub(super) fn change(
        &mut self,
        label: String,
        target: Option<Target>,
        edit: impl FnOnce(&mut Profile),
    ) -> Option<Assessment> {
        let mut profile = self.profile.clone();
        edit(&mut profile);
        if profile == self.profile {
            return None;
        }
        let before = Step {
            label,
            target,
            profile: std::mem::replace(&mut self.profile, profile),
        };
        self.history.push(before, false);
        Some(self.weigh_again())
    }

    /// Undoes the last change or does it again; what it was, and the assessment before.
    pub(super) fn step(&mut self, undo: bool) -> Option<(String, Assessment)> {
        let now = self.profile.clone();
        let step = if undo {
            self.history.undo(now)
        } else {
            self.history.redo(now)
        }?;
        self.profile = step.profile;
        let before = self.weigh_again();
        let about = match step.target {
            Some(Target::Answer(question)) => Some(question),
            Some(Target::Weight(_)) => self
                .visible()
                .find(|q| self.catalog.questions[*q].kind == QuestionKind::Points),
            _ => None,
        };
        if let Some(question) = about.filter(|q| self.visible().any(|v| v == *q)) {
            self.here = Some(question);
        }
        Some((step.label, before))
    }

    /// The profile is in a file now.
    pub(super) fn saved(&mut self, opened: Opened) {
        self.clean = self.profile.clone();
        self.opened = Some(opened);
    }

    /// How sure the verdict is, without draws.
    pub(super) fn exact(&mut self) -> &Robustness {
        let (catalog, profile, assessment) = (self.catalog, &self.profile, &self.assessment);
        self.exact
            .get_or_insert_with(|| weigh::robustness(catalog, profile, assessment, 0))
    }

    fn weigh_again(&mut self) -> Assessment {
        let now = weigh::weigh(self.catalog, &self.profile);
        let before = std::mem::replace(&mut self.assessment, now);
        self.exact = None;
        // A question that became pointless is not asked.
        if let Some(here) = self.here
            && !self.visible().any(|q| q == here)
        {
            let next = self.visible().find(|&q| q > here);
            self.here = next.or_else(|| self.visible().rfind(|&q| q < here));
        }
        before
    }
}

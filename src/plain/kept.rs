//! Keeping what is not saved, and what runs that are gone left unsaved.

use std::{
    path::Path,
    sync::mpsc::{self, Receiver},
};

use super::{act::Run, command, console::Console, state::State};
use crate::{
    catalog::Catalog,
    profile::{
        Profile,
        journal::{Draft, Journal, Recovery, Restored, Since, pending},
        lock, store,
    },
    report::words,
};

/// Keeps what is not saved.
pub(super) struct Keeper {
    journal: Journal,
    /// What was given to it last.
    last: Option<Profile>,
    failures: Receiver<String>,
    failed: Option<String>,
}

impl Keeper {
    pub(super) fn new(folder: Option<&Path>) -> Self {
        let (sender, failures) = mpsc::channel();
        let journal = Journal::new(folder.map(Path::to_owned), move |error| {
            // A run that is over needs no telling.
            let _ = sender.send(error.to_string());
        });
        Self {
            journal,
            last: None,
            failures,
            failed: None,
        }
    }

    /// Keeps what is not saved; forgets it once nothing is. Returns at once.
    pub(super) fn keep(&mut self, state: &State<'_>) {
        let now = state.unsaved().then_some(&state.profile);
        if now == self.last.as_ref() {
            return;
        }
        match now {
            Some(profile) => self.journal.keep(Draft {
                original: state.opened.clone(),
                catalog: state.catalog.id.clone(),
                profile: profile.clone(),
            }),
            None => self.journal.forget(),
        }
        self.last = now.cloned();
    }

    /// Forgets what is kept: it was saved, or given up.
    pub(super) fn forget(&mut self) {
        self.journal.forget();
        self.last = None;
    }

    /// Why keeping fails, told once.
    pub(super) fn failure(&mut self) -> Option<String> {
        let failure = self.failures.try_recv().ok()?;
        self.failed = Some(failure.clone());
        Some(failure)
    }

    /// Waits until what was to be kept is on disk; why it is not, where that is so.
    pub(super) fn finish(&mut self) -> Option<String> {
        // Dropping a journal waits for it.
        drop(std::mem::replace(&mut self.journal, Journal::new(None, |_| {})));
        self.failure();
        self.failed.clone()
    }
}

/// What runs that are gone left, the newest first; what was saved after all is dropped.
pub(super) fn left(folder: Option<&Path>, catalog: &Catalog) -> Vec<Recovery> {
    let found = folder.map(pending).unwrap_or_default();
    let mut left = Vec::new();
    for recovery in found {
        match recovery.compare(catalog) {
            Ok(comparison) if comparison.differences.is_empty() => recovery.discard(),
            _ => left.push(recovery),
        }
    }
    left
}

/// What was left, in one sentence.
pub(super) fn name(recovery: &Recovery) -> String {
    let entry = recovery.entry();
    let file = entry
        .path
        .as_deref()
        .map_or_else(|| "a new profile".to_owned(), store::shown);
    format!("Unsaved answers to {file}, kept at {}", lock::shown(entry.at))
}

/// All that was left, with what it would change.
fn list(left: &[Recovery], catalog: &Catalog, console: &mut Console<'_>) {
    for (index, recovery) in left.iter().enumerate() {
        let compared = recovery.compare(catalog);
        let said = recovery.sentences(compared.as_ref().ok().map(|c| &c.since)).join(" ");
        console.item(&format!("{}. ", index + 1), format!("{}. {said}", name(recovery)));
        match compared {
            Ok(comparison) => {
                for one in comparison.differences {
                    console.item("   - ", format!("{}: {}; before {}.", one.what, one.now, one.was));
                }
            }
            Err(unfit) => console.lines(&unfit.to_string()),
        }
    }
}

impl Run<'_> {
    /// Says that something was left, where that is so.
    pub(super) fn mention_left(&mut self) {
        let left = left(self.files.folder, self.state.catalog);
        if !left.is_empty() {
            let what = words::counted(
                left.len(),
                "run that ended before saving",
                "runs that ended before saving",
            );
            self.console.say(format!(
                "The answers of {what} are kept: `kept` lists them, `restore` goes on with them, `forget` drops them."
            ));
        }
    }

    pub(super) fn kept(&mut self) {
        let left = left(self.files.folder, self.state.catalog);
        if left.is_empty() {
            return self.console.say("Nothing is kept of earlier runs.");
        }
        list(&left, self.state.catalog, &mut self.console);
    }

    /// One of what was left, by its number; the first without one.
    fn chosen(&mut self, rest: &str) -> Option<Recovery> {
        let mut left = left(self.files.folder, self.state.catalog);
        if left.is_empty() {
            self.console.say("Nothing is kept of earlier runs.");
            return None;
        }
        let place = match rest {
            "" if left.len() == 1 => Some(0),
            number => number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)),
        };
        if let Some(place) = place.filter(|place| *place < left.len()) {
            return Some(left.swap_remove(place));
        }
        let words = format!("Write which, 1 to {}; `kept` lists them.", left.len());
        self.console.say(words);
        None
    }

    /// Goes on with what was left; whether that was done.
    pub(super) fn restore(&mut self, rest: &str) -> bool {
        if self.state.unsaved() {
            self.console.say(
                "Not restored: this profile has changes that are not saved; `save` it, or `quit` and drop them, first.",
            );
            return false;
        }
        let Some(recovery) = self.chosen(rest) else {
            return false;
        };
        let restored = match recovery.restore(self.state.catalog) {
            Ok(restored) => restored,
            Err(unfit) => {
                self.console.say("Not restored:");
                self.console.lines(&unfit.to_string());
                return false;
            }
        };
        let Restored {
            mut opened,
            saved,
            profile,
            since,
        } = restored;
        let mut said = "Restored, and not saved yet".to_owned();
        if let Some(holder) = self.files.take(opened.path.as_deref()) {
            opened.path = None;
            said = format!("{said}; as a copy, because the file is open in {holder}");
        }
        if matches!(since, Since::Unreadable(_)) {
            said.push_str("; as a new profile, because the file cannot be read");
        }
        self.console.say(format!("{said}."));
        self.files.keeper.journal.adopt(recovery);
        self.state = State::on(self.state.catalog, Some(opened), saved);
        self.state
            .change("restored answers".to_owned(), None, |now| *now = profile);
        self.state.go_to_first_open();
        true
    }

    pub(super) fn forget(&mut self, rest: &str) {
        if let Some(recovery) = self.chosen(command::split(rest).0) {
            let name = name(&recovery);
            recovery.discard();
            self.console.say(format!("Dropped: {name}."));
        }
    }
}

//! Keeping what is not saved, offering what was kept, and sharing a profile with another program.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc::Sender},
};

use super::{Files, new_profile, why};
use crate::{
    profile::{
        Profile,
        journal::{Draft, JournalError, Recovery, Restored, Since, pending},
        lock::{self, Claim, Holder, Lock},
        merge, store,
    },
    tui::{
        layer::Offer,
        message::{Choice, Guest, Message, Trouble},
    },
};

/// Failures of the journal on their way to the loop, which listens only after the first frame.
#[derive(Debug, Default)]
pub(super) struct Failures(Arc<Mutex<Way>>);

#[derive(Debug, Default)]
struct Way {
    /// To the loop, once it listens.
    sender: Option<Sender<Message>>,
    /// What was not told yet.
    failure: Option<String>,
}

/// What was locked before a claim.
pub(super) enum Before {
    /// The same, or nothing can be locked: nothing changed.
    Same,
    /// Another profile, or none.
    Other(Option<Lock>),
}

impl Failures {
    pub(super) fn listener(&self) -> impl Fn(JournalError) + Send + 'static {
        let shared = Arc::clone(&self.0);
        move |error| {
            let Ok(mut way) = shared.lock() else { return };
            way.failure = Some(error.to_string());
            way.pass_on();
        }
    }

    pub(super) fn tell(&self, sender: Sender<Message>) {
        let Ok(mut way) = self.0.lock() else { return };
        way.sender = Some(sender);
        way.pass_on();
    }
}

impl Way {
    fn pass_on(&mut self) {
        if let Some(sender) = &self.sender
            && let Some(why) = self.failure.take()
        {
            let _ = sender.send(Message::NotKept(why));
        }
    }
}

impl Files {
    /// What sessions that are gone left behind, if anything: those of `first` before others, then the newest.
    pub fn offer(&mut self, first: Option<&Path>) -> Option<Message> {
        let found = self.state.as_deref().map(pending).unwrap_or_default();
        for recovery in found {
            match recovery.compare(self.catalog) {
                // It was saved after all, or all of it was taken back.
                Ok(comparison) if comparison.differences.is_empty() => recovery.discard(),
                _ => self.offers.push(recovery),
            }
        }
        let first = first.and_then(|path| std::fs::canonicalize(path).ok());
        self.offers
            .sort_by_key(|recovery| first.is_none() || recovery.entry().path != first);
        self.next_offer()
    }

    fn next_offer(&self) -> Option<Message> {
        let recovery = self.offers.first()?;
        let compared = recovery.compare(self.catalog);
        let said = recovery.sentences(compared.as_ref().ok().map(|c| &c.since));
        let entry = recovery.entry();
        Some(Message::Offered(Box::new(Offer {
            file: entry.path.as_deref().map(store::shown),
            when: lock::shown(entry.at),
            said,
            content: compared.map(|c| c.differences).map_err(|unfit| unfit.to_string()),
            others: self.offers.len() - 1,
            scroll: 0,
        })))
    }

    pub(super) fn recover(&mut self, choice: Choice) -> Vec<Message> {
        if self.offers.is_empty() {
            return Vec::new();
        }
        let recovery = self.offers.remove(0);
        match choice {
            Choice::Restore => return vec![self.restore(recovery)],
            Choice::Drop => recovery.discard(),
            // Its file stays, unlocked.
            Choice::Later => drop(recovery),
        }
        self.next_offer().into_iter().collect()
    }

    fn restore(&mut self, recovery: Recovery) -> Message {
        let restored = match recovery.restore(self.catalog) {
            Ok(restored) => restored,
            Err(unfit) => {
                return Message::NotOpened {
                    name: "unsaved answers".into(),
                    text: unfit.to_string(),
                };
            }
        };
        let Restored {
            mut opened,
            saved,
            profile,
            since,
        } = restored;
        let mut note = "restored, and not saved yet".to_owned();
        if let Some(path) = opened.path.clone() {
            match self.claim(&path) {
                Ok(_) => self.remember(&path),
                Err(holder) => {
                    opened.path = None;
                    self.lock = None;
                    note = format!("restored as a copy: the file is open in {holder}");
                }
            }
        } else {
            self.lock = None;
        }
        if matches!(since, Since::Unreadable(_)) {
            note.push_str(", as a new profile");
        }
        if !self.offers.is_empty() {
            note.push_str("; other answers are offered at the next start");
            self.offers.clear();
        }
        let path = opened.path.clone();
        self.opened = Some(opened);
        self.journal.adopt(recovery);
        Message::Restored {
            path,
            clean: Box::new(saved),
            profile: Box::new(profile),
            label: "restored answers".into(),
            note,
        }
    }

    /// Keeps what is not saved, so that no crash loses it; forgets it once nothing is. Returns at once.
    pub fn keep(&mut self, profile: &Profile, unsaved: bool) {
        let now = unsaved.then_some(profile);
        if self.forgotten || now == self.kept.as_ref() {
            return;
        }
        match now {
            Some(profile) => self.journal.keep(Draft {
                original: self.opened.clone(),
                catalog: self.catalog.id.clone(),
                profile: profile.clone(),
            }),
            None => self.journal.forget(),
        }
        self.kept = now.cloned();
    }

    pub(super) fn forget(&mut self) {
        self.forgotten = true;
        self.journal.forget();
    }

    /// Makes the profile at `path` this program's; what was locked before comes back.
    pub(super) fn claim(&mut self, path: &Path) -> Result<Before, Holder> {
        if self.lock.as_ref().is_some_and(|lock| lock.covers(path)) {
            return Ok(Before::Same);
        }
        let Some(state) = &self.state else {
            return Ok(Before::Same);
        };
        match lock::claim(state, path) {
            Claim::Mine(lock) => Ok(Before::Other(self.lock.replace(lock))),
            Claim::Theirs(holder) => Err(holder),
            Claim::Unguarded(_) => Ok(Before::Other(self.lock.take())),
        }
    }

    pub(super) fn open_as(&mut self, path: &Path, guest: Guest) -> Message {
        let mut opened = match store::open(path, self.catalog) {
            Ok(opened) => opened,
            Err(error) => {
                return Message::NotOpened {
                    name: path.display().to_string(),
                    text: why(&error),
                };
            }
        };
        // The other program may be gone by now.
        let holder = match self.claim(path) {
            Ok(_) => None,
            Err(holder) => {
                self.lock = None;
                Some(holder.to_string())
            }
        };
        if guest == Guest::Copy {
            opened.path = None;
            self.lock = None;
        }
        let mut message = self.now_open(opened);
        if let Message::Opened { read_only, .. } = &mut message
            && guest == Guest::ReadOnly
        {
            *read_only = holder;
        }
        message
    }

    /// What is on disk now, with what changed here on top.
    pub(super) fn merge(&mut self, path: PathBuf, ours: &Profile) -> Message {
        let there = match store::open(&path, self.catalog) {
            Ok(there) => there,
            Err(error) => {
                return Message::NotSaved(Trouble::Failed { path, why: why(&error) });
            }
        };
        let empty = new_profile(self.catalog);
        let base = self.opened.as_ref().map_or(&empty, |opened| &opened.profile);
        let merged = merge(base, ours, &there.profile);
        let clean = Box::new(there.profile.clone());
        self.opened = Some(there);
        // What is kept belongs to another content of the file now.
        self.kept = None;
        Message::Restored {
            path: Some(path),
            clean,
            profile: Box::new(merged),
            label: "merging with the file".into(),
            note: "merged with what is on disk, and not saved yet".into(),
        }
    }
}

//! What sessions that are gone left behind.

use std::{
    fmt,
    fs::{self, File},
    io::Read as _,
    path::Path,
    time::Duration,
};

use super::{
    Entry, FOLDER, SUFFIX,
    entry::MOST,
    writer::{Held, TEMPORARY_SUFFIX},
};
use crate::{
    catalog::Catalog,
    diagnostic::Problems,
    profile::{
        Profile,
        differences::{Difference, differences},
        state,
        store::{self, OpenError, Opened},
    },
};

/// Answers of a session that ended without saving them. No other program is offered the same while this lives.
#[derive(Debug)]
pub struct Recovery {
    held: Held,
    entry: Entry,
}

/// What became of the profile's file since the answers were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// There was none.
    NoFile,
    /// It is as it was.
    Same,
    /// It has another content.
    Changed,
    /// It is not there any more.
    Gone,
    /// It cannot be opened; why, in lines.
    Unreadable(String),
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoFile => "They were never saved to a file.",
            Self::Same => "The file is as it was then.",
            Self::Changed => "The file has changed since: restoring puts these answers on top of what it says now.",
            Self::Gone => "The file is not there any more; restored, they can be saved there again.",
            Self::Unreadable(_) => "The file cannot be opened any more; restored, they are a new profile.",
        })
    }
}

/// Why answers cannot be restored here. The text names the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// They answer another catalog.
    #[error(
        "these answers are for the catalog `{wanted}`, and `{used}` is in use; start weighbridge with --catalog to restore them"
    )]
    OtherCatalog {
        /// The catalog that they answer.
        wanted: String,
        /// The catalog in use.
        used: String,
    },
    /// The catalog in use does not know what they say any more.
    #[error("these answers do not fit the catalog any more:\n{}", .0.render(false))]
    Wrong(Box<Problems>),
}

/// Unsaved answers beside the file that they belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What became of the file.
    pub since: Since,
    /// What the file says now and what restoring would make of it; from nothing where there is no file that can be read.
    pub differences: Vec<Difference>,
}

/// Answers to go on with.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// What they are merged into when they are saved, with its path where there is one.
    pub opened: Opened,
    /// What is saved.
    pub saved: Profile,
    /// The answers as they were.
    pub profile: Profile,
    /// What became of the file.
    pub since: Since,
}

/// What sessions that are gone left in the state folder `state`, the newest first. A folder that cannot be read holds nothing.
#[must_use]
pub fn pending(state: &Path) -> Vec<Recovery> {
    let Ok(entries) = fs::read_dir(state.join(FOLDER)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(SUFFIX) {
            found.extend(Recovery::of(&entry.path()));
        } else if name.ends_with(TEMPORARY_SUFFIX) {
            sweep(&entry.path());
        }
    }
    found.sort_by_key(|recovery| std::cmp::Reverse(recovery.entry.at));
    found
}

/// Removes what a session that was killed while writing left beside its journal. A young one may be about to be locked.
fn sweep(path: &Path) {
    let modified = fs::metadata(path).and_then(|found| found.modified()).ok();
    let age = modified.and_then(|time| time.elapsed().ok());
    if age.is_some_and(|age| age > Duration::from_secs(60))
        && File::open(path).is_ok_and(|file| file.try_lock().is_ok())
    {
        let _ = fs::remove_file(path);
    }
}

impl Recovery {
    fn of(place: &Path) -> Option<Self> {
        let file = File::open(place).ok()?;
        // A session that lives holds the lock. One that has just put another file in its place does too, on that.
        file.try_lock().ok()?;
        if !state::is_at(&file, place) {
            return None;
        }
        let mut bytes = Vec::new();
        (&file).take(MOST).read_to_end(&mut bytes).ok()?;
        Some(Self {
            entry: Entry::of_bytes(&bytes)?,
            held: Held {
                place: place.to_owned(),
                _file: file,
            },
        })
    }

    /// What was left, and what it belongs to.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The file that holds it.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.held.place
    }

    /// What there is to know before restoring it, in sentences: what became of the file, and whether all is there.
    #[must_use]
    pub fn sentences(&self, since: Option<&Since>) -> Vec<String> {
        let torn = "The end of what was kept is missing: what is whole of it is offered.";
        let torn = (!self.entry.whole).then(|| torn.to_owned());
        since.map(ToString::to_string).into_iter().chain(torn).collect()
    }

    /// What restoring would change, in the words of the catalog.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where it cannot be restored with this catalog.
    pub fn compare(&self, catalog: &Catalog) -> Result<Comparison, Unfit> {
        let restored = self.restore(catalog)?;
        Ok(Comparison {
            differences: differences(catalog, &restored.saved, &restored.profile),
            since: restored.since,
        })
    }

    /// The answers, to go on with as unsaved changes. What was left stays until it is dropped, or adopted by the session's own
    /// [`super::Journal`].
    ///
    /// # Errors
    ///
    /// As [`Recovery::compare`].
    pub fn restore(&self, catalog: &Catalog) -> Result<Restored, Unfit> {
        if self.entry.catalog != catalog.id {
            return Err(Unfit::OtherCatalog {
                wanted: self.entry.catalog.clone(),
                used: catalog.id.clone(),
            });
        }
        let name = self
            .entry
            .path
            .as_deref()
            .map_or("unsaved answers".into(), store::shown);
        let kept = Opened::from_text(&name, &self.entry.text, catalog).map_err(|p| Unfit::Wrong(Box::new(p)))?;
        let profile = kept.profile.clone();
        let Some(path) = self.entry.path.as_deref() else {
            return Ok(from_nothing(catalog, kept, Since::NoFile));
        };
        Ok(match store::open(path, catalog) {
            Ok(opened) => Restored {
                since: if Some(opened.fingerprint) == self.entry.opened {
                    Since::Same
                } else {
                    Since::Changed
                },
                saved: opened.profile.clone(),
                opened,
                profile,
            },
            Err(OpenError::Missing { .. }) => {
                // Saved again it is written where it was, once that is asked for.
                let mut opened = kept;
                opened.path = Some(path.to_owned());
                from_nothing(catalog, opened, Since::Gone)
            }
            Err(OpenError::Wrong(problems)) => from_nothing(catalog, kept, Since::Unreadable(problems.render(false))),
            Err(error) => from_nothing(catalog, kept, Since::Unreadable(error.to_string())),
        })
    }

    /// Drops what was left.
    pub fn discard(self) {
        self.held.remove();
    }

    pub(super) fn into_held(self) -> Held {
        self.held
    }
}

/// Answers without a file that can be read: all of them are unsaved.
fn from_nothing(catalog: &Catalog, opened: Opened, since: Since) -> Restored {
    Restored {
        saved: Profile::new(catalog),
        profile: opened.profile.clone(),
        opened,
        since,
    }
}

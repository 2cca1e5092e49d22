//! Opening and saving, what is offered where that is refused; decision records.

use std::path::{Path, PathBuf};

use super::{console::Console, kept::Keeper, state::State, tell};
use crate::{
    catalog::Catalog,
    profile::{
        differences,
        lock::{self, Claim, Lock},
        merge, recent,
        store::{self, OpenError, Opened, SaveError, SaveMode},
    },
    records,
    report::record::{self, Format},
};

/// What `overwrite`, `reload` and `merge` would be about: a save that was just refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    path: PathBuf,
    /// Whether what is there may be written over.
    overwrite: bool,
    /// Whether what is there is the profile with another content.
    changed: bool,
}

/// What came of asking for a file.
enum Asked {
    /// It is held already, or nothing can be.
    AsItWas,
    /// It is this program's; without a lock where the state folder cannot be used.
    Ours(Option<Lock>),
}

/// Files, and what the state folder holds about them.
pub(super) struct Files<'f> {
    pub(super) folder: Option<&'f Path>,
    /// Draws behind a record.
    pub(super) draws: u32,
    /// What is kept of what is not saved.
    pub(super) keeper: Keeper,
    /// The profile that is open is this program's.
    lock: Option<Lock>,
}

impl<'f> Files<'f> {
    /// `folder` is the state folder.
    pub(super) fn new(folder: Option<&'f Path>, draws: u32) -> Self {
        Self {
            folder,
            draws,
            keeper: Keeper::new(folder),
            lock: None,
        }
    }

    /// Files opened or saved lately.
    pub(super) fn recent(&self) -> Vec<PathBuf> {
        let list = self.folder.map(|folder| folder.join(recent::NAME));
        list.as_deref().map(recent::present_in).unwrap_or_default()
    }

    fn remember(&self, path: &Path) {
        if let Some(folder) = self.folder {
            // A convenience: what goes wrong with it is not worth a word.
            let _ = recent::remember_in(&folder.join(recent::NAME), path);
        }
    }

    /// Takes what was opened as this program's, and remembers it; who has it, where another program does.
    pub(super) fn take(&mut self, path: Option<&Path>) -> Option<String> {
        let Some(path) = path else {
            self.lock = None;
            return None;
        };
        self.remember(path);
        match self.claim(path) {
            Ok(Asked::Ours(lock)) => self.lock = lock,
            Ok(Asked::AsItWas) => {}
            Err(holder) => {
                self.lock = None;
                return Some(holder);
            }
        }
        None
    }

    /// The lock of a profile, where it is another one than is held; or who has it.
    fn claim(&self, path: &Path) -> Result<Asked, String> {
        let held = self.lock.as_ref().is_some_and(|lock| lock.covers(path));
        let Some(folder) = self.folder.filter(|_| !held) else {
            return Ok(Asked::AsItWas);
        };
        match lock::claim(folder, path) {
            Claim::Mine(lock) => Ok(Asked::Ours(Some(lock))),
            Claim::Theirs(holder) => Err(holder.to_string()),
            // Saving still refuses to write over what changed.
            Claim::Unguarded(_) => Ok(Asked::Ours(None)),
        }
    }

    /// Saves to a path, or to the profile's own file; whether that was done, and else what may follow.
    pub(super) fn save(
        &mut self,
        state: &mut State<'_>,
        to: &str,
        console: &mut Console<'_>,
    ) -> Result<(), Option<Refused>> {
        let own = state.path().map(Path::to_owned);
        let path = match (to, own) {
            ("", Some(own)) if !state.unsaved() => {
                console.say(format!("There is nothing new to save; it is all in {}.", own.display()));
                return Ok(());
            }
            ("", Some(own)) => own,
            ("", None) => {
                let offered = state.offered_path();
                console.say(format!(
                    "Not saved: the profile has no file yet. Write its path too, for instance `save {}`.",
                    offered.display()
                ));
                return Err(None);
            }
            (path, _) => store::with_home(PathBuf::from(path)),
        };
        self.save_to(state, &path, SaveMode::Careful, console)
    }

    fn save_to(
        &mut self,
        state: &mut State<'_>,
        path: &Path,
        mode: SaveMode,
        console: &mut Console<'_>,
    ) -> Result<(), Option<Refused>> {
        let asked = match self.claim(path) {
            Ok(asked) => asked,
            Err(holder) => {
                console.say(format!(
                    "Not saved: `{}` is open in {holder}; save under another name, or close it there first.",
                    path.display()
                ));
                return Err(None);
            }
        };
        match store::save(path, state.opened.as_ref(), &state.profile, mode) {
            Ok(saved) => {
                console.say(format!("Saved to {}.", path.display()));
                if saved.other_names > 0 {
                    console.say("The file has other hard links; they keep the old content.");
                }
                state.saved(saved.opened);
                if let Asked::Ours(lock) = asked {
                    self.lock = lock;
                }
                self.remember(path);
                self.keeper.forget();
                Ok(())
            }
            Err(error) => Err(Some(refused(state, path, &error, console))),
        }
    }

    /// Saves over a file, having asked.
    pub(super) fn overwrite(
        &mut self,
        state: &mut State<'_>,
        refused: Option<Refused>,
        console: &mut Console<'_>,
    ) -> Result<(), Option<Refused>> {
        if let Some(refused) = refused.filter(|refused| refused.overwrite) {
            return self.save_to(state, &refused.path, SaveMode::Overwrite, console);
        }
        console.say(
            "There is nothing to overwrite: this follows a `save` that was refused because of the file that is there.",
        );
        Err(None)
    }

    /// `record [FORMAT] [FOLDER]`.
    pub(super) fn record(&self, state: &State<'_>, rest: &str, console: &mut Console<'_>) {
        let (word, after) = super::command::split(rest);
        let named = Format::ALL.into_iter().find(|format| format.id() == word);
        let folder = if named.is_some() { after } else { rest };
        let folder = if folder.is_empty() {
            records::beside(state.path())
        } else {
            store::with_home(PathBuf::from(folder))
        };
        let robustness = tell::sampled(state, self.draws);
        let source = record::Source {
            catalog: state.catalog,
            name: &state.source(),
            profile: &state.profile,
            assessment: &state.assessment,
            robustness: &robustness,
        };
        let plan = record::plan(&source, records::today(), named.unwrap_or_default());
        match records::store(&folder, &plan) {
            Ok(place) => {
                console.say(format!("Written: {}.", place.path.display()));
                if plan.is_open() {
                    console.say("The weighing does not settle it, so the record claims no choice.");
                }
            }
            Err(error) => console.say(format!("Not written: {error}.")),
        }
    }
}

/// The file of a refused save as it is now.
pub(super) fn again(catalog: &Catalog, refused: Option<Refused>, console: &mut Console<'_>) -> Option<Opened> {
    let Some(refused) = refused.filter(|refused| refused.changed) else {
        console.say("This follows only a `save` that was refused because the file changed.");
        return None;
    };
    match store::open(&refused.path, catalog) {
        Ok(opened) => Some(opened),
        Err(error) => {
            console.say(format!("The file cannot be read: {}", why(&error)));
            None
        }
    }
}

/// Says why a save was refused, and what may follow.
fn refused(state: &State<'_>, path: &Path, error: &SaveError, console: &mut Console<'_>) -> Refused {
    console.say(format!("Not saved: {error}."));
    let changed = matches!(error, SaveError::ChangedOnDisk { .. });
    // What cannot be read is not written over.
    let overwrite = changed || matches!(error, SaveError::Removed { .. } | SaveError::Exists { .. });
    if changed && let Ok(there) = store::open(path, state.catalog) {
        let found = differences(state.catalog, &there.profile, &state.profile);
        if !found.is_empty() {
            console.say("What differs, the file first, then this profile:");
        }
        for one in found {
            console.item("- ", format!("{}: {}; {}.", one.what, one.was, one.now));
        }
    }
    if overwrite {
        let more = if changed {
            "; `merge` takes what is there with your changes on top; `reload` drops your changes and reads what is there"
        } else {
            ""
        };
        console.say(format!(
            "As the next line, `overwrite` writes over what is there{more}. `save PATH` saves elsewhere. Your answers are still here."
        ));
    }
    Refused {
        path: path.to_owned(),
        overwrite,
        changed,
    }
}

/// What is on disk now, with what was changed here on top.
pub(super) fn merged(state: &State<'_>, there: Opened) -> (Opened, crate::profile::Profile) {
    let merged = merge(state.base(), &state.profile, &there.profile);
    (there, merged)
}

/// Why a profile was not opened: one sentence, or all problems in lines.
pub(super) fn why(error: &OpenError) -> String {
    match error {
        OpenError::Wrong(problems) => problems.render(false),
        other => other.to_string(),
    }
}

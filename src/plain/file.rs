//! Saving, and what is offered where that is refused; decision records.

use std::path::{Path, PathBuf};

use super::{console::Console, state::State, tell};
use crate::{
    profile::{
        recent,
        store::{self, OpenError, Opened, SaveError, SaveMode},
    },
    records,
    report::record::{self, Format},
};

/// What `overwrite` and `reload` would be about: a save that was just refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    path: PathBuf,
    overwrite: bool,
    reload: bool,
}

/// Where what was opened or saved is remembered.
pub(super) struct Files<'f> {
    pub(super) recent: Option<&'f Path>,
    /// Draws behind a record.
    pub(super) draws: u32,
}

impl Files<'_> {
    /// Opens a profile.
    pub(super) fn open(&self, path: &Path, state: &State<'_>) -> Result<Opened, OpenError> {
        let opened = store::open(path, state.catalog)?;
        self.remember(path);
        Ok(opened)
    }

    pub(super) fn remember(&self, path: &Path) {
        if let Some(list) = self.recent {
            // A convenience: what goes wrong with it is not worth a word.
            let _ = recent::remember_in(list, path);
        }
    }

    /// Saves to a path, or to the profile's own file; whether that was done, and else what may follow.
    pub(super) fn save(
        &self,
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
        &self,
        state: &mut State<'_>,
        path: &Path,
        mode: SaveMode,
        console: &mut Console<'_>,
    ) -> Result<(), Option<Refused>> {
        match store::save(path, state.opened.as_ref(), &state.profile, mode) {
            Ok(saved) => {
                state.saved(saved.opened);
                self.remember(path);
                console.say(format!("Saved to {}.", path.display()));
                Ok(())
            }
            Err(error) => {
                console.say(format!("Not saved: {error}."));
                let (overwrite, reload) = match error {
                    SaveError::ChangedOnDisk { .. } => (true, true),
                    SaveError::Removed { .. } | SaveError::Exists { .. } => (true, false),
                    // What cannot be read is not written over.
                    _ => (false, false),
                };
                if overwrite {
                    let reload = if reload {
                        "; `reload` drops your changes and reads the file"
                    } else {
                        ""
                    };
                    console.say(format!(
                        "`overwrite`, as the next line, writes over what is there{reload}; `save PATH` saves elsewhere. Your answers are \
                         still here."
                    ));
                }
                Err(Some(Refused {
                    path: path.to_owned(),
                    overwrite,
                    reload,
                }))
            }
        }
    }

    /// Saves over a file, having asked.
    pub(super) fn overwrite(
        &self,
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

    /// Reads the file of a refused save again.
    pub(super) fn reload(
        &self,
        state: &State<'_>,
        refused: Option<Refused>,
        console: &mut Console<'_>,
    ) -> Option<Opened> {
        let Some(refused) = refused.filter(|refused| refused.reload) else {
            console.say("There is nothing to reload: this follows a `save` that was refused because the file changed.");
            return None;
        };
        match self.open(&refused.path, state) {
            Ok(opened) => Some(opened),
            Err(error) => {
                console.say(format!("Not reloaded: {}", why(&error)));
                None
            }
        }
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

/// Why a profile was not opened: one sentence, or all problems in lines.
pub(super) fn why(error: &OpenError) -> String {
    match error {
        OpenError::Wrong(problems) => problems.render(false),
        other => other.to_string(),
    }
}

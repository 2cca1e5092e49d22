//! What must be done outside the model: opening, saving, remembering recent files, writing decision records.
//!
//! The only part of the terminal program that touches files, and that only through [`crate::profile`] and [`crate::records`].

use std::path::{Path, PathBuf};

use super::{
    layer::{Drafts, Source, WayOut},
    message::{Effect, Message, Trouble},
};
use crate::{
    catalog::Catalog,
    profile::{
        Profile, recent,
        store::{self, OpenError, Opened, SaveError, SaveMode},
    },
    records::{self, Place},
    report::record::{self, Plan},
    weigh::{self, Robustness},
};

/// The file that is open, and where recent files are remembered.
#[derive(Debug)]
pub struct Files {
    catalog: &'static Catalog,
    opened: Option<Opened>,
    recent: Option<PathBuf>,
    draws: u32,
}

impl Files {
    /// Nothing is open yet. `recent` is the list of recent files; none: none are remembered.
    #[must_use]
    pub fn new(catalog: &'static Catalog, recent: Option<PathBuf>) -> Self {
        Self {
            catalog,
            opened: None,
            recent,
            draws: DRAWS,
        }
    }

    /// With another number of draws behind decision records.
    #[must_use]
    pub fn drawing(self, draws: u32) -> Self {
        Self { draws, ..self }
    }

    /// Files opened or saved lately, those that are gone left out.
    #[must_use]
    pub fn recent(&self) -> Vec<PathBuf> {
        self.recent.as_deref().map(recent::present_in).unwrap_or_default()
    }

    /// Opens a file.
    ///
    /// # Errors
    ///
    /// As [`store::open`].
    pub fn open(&mut self, path: &Path) -> Result<Message, OpenError> {
        let opened = store::open(path, self.catalog)?;
        self.remember(path);
        Ok(self.now_open(opened))
    }

    /// Carries out an effect; what came of it comes back.
    pub fn carry_out(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Open(source) => vec![self.open_source(source)],
            Effect::Save { profile, to, over } => {
                let saved = self.save(&profile, to, over);
                // Last in, first told.
                vec![Message::Recent(self.recent()), saved]
            }
            Effect::Fetch(source) => vec![self.fetch(source)],
            Effect::Draft {
                name,
                file,
                profile,
                robustness,
            } => vec![self.draft(&name, file.as_deref(), &profile, robustness.map(|known| *known))],
            Effect::Look { folder, plan } => vec![Message::Placed(place(&folder, &plan))],
            Effect::Keep { folder, plan } => {
                let kept = records::store(&store::with_home(folder), &plan);
                vec![Message::Kept(kept.map(|place| place.path).map_err(|e| e.to_string()))]
            }
            Effect::Suspend | Effect::TakeOver | Effect::Repaint => Vec::new(),
        }
    }

    /// Reads a profile to compare with; what is open stays open.
    fn fetch(&self, source: Source) -> Message {
        let (name, opened) = match source {
            Source::New => {
                return Message::Fetched {
                    name: "new profile".into(),
                    profile: new_profile(self.catalog),
                };
            }
            Source::Scenario(index) => {
                let Some(scenario) = self.catalog.scenarios.get(index) else {
                    return Message::Recent(self.recent());
                };
                let opened = Opened::from_text(&scenario.title, &scenario.profile.text, self.catalog);
                (
                    scenario.title.clone(),
                    opened.map_err(|problems| problems.render(false)),
                )
            }
            Source::File(path) => {
                let path = store::with_home(path);
                let opened = store::open(&path, self.catalog).map_err(|error| why(&error));
                (path.display().to_string(), opened)
            }
        };
        match opened {
            Ok(opened) => Message::Fetched {
                name,
                profile: opened.profile,
            },
            Err(text) => Message::NotOpened { name, text },
        }
    }

    /// The decision records of a profile, and where the first would go.
    fn draft(&self, name: &str, file: Option<&Path>, profile: &Profile, known: Option<Robustness>) -> Message {
        let catalog = self.catalog;
        let assessment = weigh::weigh(catalog, profile);
        // What was drawn beside the screens serves, once it is fine enough.
        let fine = |known: &Robustness| known.sampled.as_ref().is_some_and(|drawn| drawn.draws >= self.draws);
        let robustness = known
            .filter(fine)
            .unwrap_or_else(|| weigh::robustness(catalog, profile, &assessment, self.draws));
        let source = record::Source {
            catalog,
            name,
            profile,
            assessment: &assessment,
            robustness: &robustness,
        };
        let today = records::today();
        let drafts = Drafts::new(|format| record::plan(&source, today, format));
        let folder = records::beside(file);
        Message::Drafted {
            place: place(&folder, drafts.of(record::Format::default())),
            folder: folder.display().to_string(),
            drafts: Box::new(drafts),
        }
    }

    fn open_source(&mut self, source: Source) -> Message {
        match source {
            Source::New => {
                self.opened = None;
                Message::Opened {
                    path: None,
                    profile: new_profile(self.catalog),
                    warnings: None,
                }
            }
            Source::Scenario(index) => {
                let Some(scenario) = self.catalog.scenarios.get(index) else {
                    return Message::Recent(self.recent());
                };
                match Opened::from_text(&scenario.title, &scenario.profile.text, self.catalog) {
                    Ok(opened) => self.now_open(opened),
                    Err(problems) => Message::NotOpened {
                        name: scenario.title.clone(),
                        text: problems.render(false),
                    },
                }
            }
            Source::File(path) => {
                let path = store::with_home(path);
                self.open(&path).unwrap_or_else(|error| Message::NotOpened {
                    name: path.display().to_string(),
                    text: why(&error),
                })
            }
        }
    }

    fn now_open(&mut self, opened: Opened) -> Message {
        let message = Message::Opened {
            path: opened.path.clone(),
            profile: opened.profile.clone(),
            warnings: (!opened.warnings.items.is_empty()).then(|| opened.warnings.render(false)),
        };
        self.opened = Some(opened);
        message
    }

    fn save(&mut self, profile: &Profile, to: Option<PathBuf>, over: bool) -> Message {
        let own = || self.opened.as_ref()?.path.clone();
        let Some(path) = to.map(store::with_home).or_else(own) else {
            return Message::NotSaved(Trouble::Failed {
                path: PathBuf::new(),
                why: "there is no file to save to".into(),
            });
        };
        let mode = if over { SaveMode::Overwrite } else { SaveMode::Careful };
        match store::save(&path, self.opened.as_ref(), profile, mode) {
            Ok(saved) => {
                self.opened = Some(saved.opened);
                self.remember(&path);
                Message::Saved {
                    path,
                    profile: profile.clone(),
                }
            }
            Err(error) => Message::NotSaved(trouble(path, &error)),
        }
    }

    fn remember(&self, path: &Path) {
        if let Some(list) = &self.recent {
            // As above.
            let _ = recent::remember_in(list, path);
        }
    }
}

/// Draws behind the shares of a record, as many as on the command line: the same profile gives the same record.
const DRAWS: u32 = 100_000;

/// Where a record would be written.
fn place(folder: &Path, plan: &Plan) -> Result<Place, String> {
    records::next(&store::with_home(folder.to_owned()), plan).map_err(|error| error.to_string())
}

fn why(error: &OpenError) -> String {
    match error {
        OpenError::Wrong(problems) => problems.render(false),
        other => other.to_string(),
    }
}

fn trouble(path: PathBuf, error: &SaveError) -> Trouble {
    let changed = |way_out| Trouble::Changed {
        path: path.clone(),
        what: error.to_string(),
        way_out,
    };
    match error {
        SaveError::ChangedOnDisk { .. } => changed(WayOut::ReloadOrOverwrite),
        SaveError::Removed { .. } => changed(WayOut::Overwrite),
        SaveError::Unreadable { .. } => changed(WayOut::Neither),
        SaveError::Exists { .. } => Trouble::Exists(path),
        other => Trouble::Failed {
            path,
            why: other.to_string(),
        },
    }
}

/// A profile that answers nothing yet.
#[must_use]
pub fn new_profile(catalog: &Catalog) -> Profile {
    Profile::new(catalog)
}

//! What must be done outside the model: opening, saving, keeping what is not saved, remembering recent files, writing decision
//! records.
//!
//! The only part of the terminal program that touches files, and that only through [`crate::profile`] and [`crate::records`].

mod recovery;

use std::{
    path::{Path, PathBuf},
    sync::mpsc::Sender,
};

use super::{
    layer::{Drafts, Source, WayOut},
    message::{Effect, Message, Trouble},
};
use crate::{
    catalog::Catalog,
    config::Settings,
    profile::{
        Profile, differences,
        journal::{Journal, Recovery},
        lock::Lock,
        recent::List,
        store::{self, OpenError, Opened, SaveError, SaveMode},
    },
    records::{self, Place},
    report::record::{self, Plan},
    weigh::{self, Robustness},
};

/// The file that is open, its lock, and what is kept in the state folder.
#[derive(Debug)]
pub struct Files {
    catalog: &'static Catalog,
    opened: Option<Opened>,
    state: Option<PathBuf>,
    /// Recent files that are remembered; 0: the list is neither read nor written.
    most: u16,
    draws: u32,
    lock: Option<Lock>,
    journal: Journal,
    failures: recovery::Failures,
    /// What was given to the journal last.
    kept: Option<Profile>,
    /// Whether what is unsaved was given up.
    forgotten: bool,
    /// What sessions that are gone left; the first is offered.
    offers: Vec<Recovery>,
}

impl Files {
    /// Nothing is open yet. `state` is the state folder; none: nothing is remembered, locked or kept.
    #[must_use]
    pub fn new(catalog: &'static Catalog, state: Option<PathBuf>) -> Self {
        let failures = recovery::Failures::default();
        Self {
            catalog,
            opened: None,
            most: Settings::default().recent.value,
            draws: DRAWS,
            lock: None,
            journal: Journal::new(state.clone(), failures.listener()),
            failures,
            state,
            kept: None,
            forgotten: false,
            offers: Vec::new(),
        }
    }

    /// With another number of recent files; 0: the list is neither read nor written.
    #[must_use]
    pub fn keeping(self, most: u16) -> Self {
        Self { most, ..self }
    }

    /// With another number of draws behind decision records.
    #[must_use]
    pub fn drawing(self, draws: u32) -> Self {
        Self { draws, ..self }
    }

    /// Files opened or saved lately, those that are gone left out.
    #[must_use]
    pub fn recent(&self) -> Vec<PathBuf> {
        self.list().map(|list| list.present()).unwrap_or_default()
    }

    fn list(&self) -> Option<List> {
        List::within(self.state.as_deref()?, self.most)
    }

    /// Opens a file, unless another program has it open for saving: then it is said which.
    ///
    /// # Errors
    ///
    /// As [`store::open`].
    pub fn open(&mut self, path: &Path) -> Result<Message, OpenError> {
        let opened = store::open(path, self.catalog)?;
        if let Err(holder) = self.claim(path) {
            return Ok(Message::Busy {
                path: path.to_owned(),
                holder: holder.to_string(),
            });
        }
        self.remember(path);
        Ok(self.now_open(opened))
    }

    /// Where failures of keeping are told from now on; also those that were found before.
    pub fn tell(&self, sender: Sender<Message>) {
        self.failures.tell(sender);
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
            Effect::OpenAs { path, guest } => vec![self.open_as(&path, guest)],
            Effect::Merge { path, profile } => vec![self.merge(path, &profile)],
            Effect::Recover(choice) => self.recover(choice),
            Effect::Forget => {
                self.forget();
                Vec::new()
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
        let name = file.map_or_else(|| name.to_owned(), records::name_of);
        let source = record::Source {
            catalog,
            name: &name,
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
                self.lock = None;
                Message::Opened {
                    path: None,
                    profile: new_profile(self.catalog),
                    warnings: None,
                    read_only: None,
                }
            }
            Source::Scenario(index) => {
                let Some(scenario) = self.catalog.scenarios.get(index) else {
                    return Message::Recent(self.recent());
                };
                match Opened::from_text(&scenario.title, &scenario.profile.text, self.catalog) {
                    Ok(opened) => {
                        self.lock = None;
                        self.now_open(opened)
                    }
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
            read_only: None,
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
        let before = match self.claim(&path) {
            Ok(before) => before,
            Err(holder) => {
                let why = format!(
                    "`{}` was not saved: it is open in {holder}; save under another name, or close it there first",
                    path.display()
                );
                return Message::NotSaved(Trouble::Failed { path, why });
            }
        };
        match store::save(&path, self.opened.as_ref(), profile, mode) {
            Ok(saved) => {
                self.opened = Some(saved.opened);
                self.remember(&path);
                Message::Saved {
                    path,
                    profile: profile.clone(),
                    note: other_names(saved.other_names),
                }
            }
            Err(error) => {
                // What stays open is what was open.
                if let recovery::Before::Other(lock) = before {
                    self.lock = lock;
                }
                Message::NotSaved(self.trouble(path, profile, &error))
            }
        }
    }

    fn trouble(&self, path: PathBuf, profile: &Profile, error: &SaveError) -> Trouble {
        let changed = |path, way_out, differences| Trouble::Changed {
            path,
            what: error.to_string(),
            way_out,
            differences,
        };
        match error {
            SaveError::ChangedOnDisk { .. } => {
                let there = store::open(&path, self.catalog).ok();
                let differences = there.map(|there| differences(self.catalog, &there.profile, profile));
                changed(path, WayOut::ReloadOrOverwrite, differences.unwrap_or_default())
            }
            SaveError::Removed { .. } => changed(path, WayOut::Overwrite, Vec::new()),
            SaveError::Unreadable { .. } => changed(path, WayOut::Neither, Vec::new()),
            SaveError::Exists { .. } => Trouble::Exists(path),
            other => Trouble::Failed {
                path,
                why: other.to_string(),
            },
        }
    }

    fn remember(&self, path: &Path) {
        if let Some(list) = self.list() {
            list.remember(path);
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

/// What is to be said of other hard links to what was replaced.
fn other_names(number: u64) -> Option<String> {
    match number {
        0 => None,
        1 => Some("its other hard link keeps the old content".into()),
        n => Some(format!("its {n} other hard links keep the old content")),
    }
}

/// A profile that answers nothing yet.
#[must_use]
pub fn new_profile(catalog: &Catalog) -> Profile {
    Profile::new(catalog)
}

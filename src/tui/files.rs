//! What must be done outside the model: opening, saving, remembering recent files.
//!
//! The only part of the terminal program that touches files.

use std::path::PathBuf;

use super::{
    layer::Source,
    message::{Effect, Message, Trouble},
    recent,
};
use crate::{
    catalog::Catalog,
    profile::{self, Profile},
};

/// The file that is open, and where recent files are remembered.
pub struct Files {
    catalog: &'static Catalog,
    opened: Option<(PathBuf, String, Profile)>,
    state: Option<PathBuf>,
}

impl Files {
    /// Nothing is open yet. `state` is the folder for the list of recent files; none: there is no list.
    #[must_use]
    pub fn new(catalog: &'static Catalog, state: Option<PathBuf>) -> Self {
        Self {
            catalog,
            opened: None,
            state,
        }
    }

    /// Files opened or saved lately.
    #[must_use]
    pub fn recent(&self) -> Vec<PathBuf> {
        self.state.as_deref().map(recent::load).unwrap_or_default()
    }

    /// Carries out an effect; what came of it comes back.
    pub fn carry_out(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Open(source) => Some(self.open(source)),
            Effect::Save { profile, to, over } => Some(self.save(profile, to, over)),
            Effect::Suspend => None,
        }
    }

    fn open(&mut self, source: Source) -> Message {
        let (path, name, text) = match source {
            Source::New => {
                self.opened = None;
                return Message::Opened {
                    path: None,
                    profile: new_profile(self.catalog),
                    warnings: None,
                };
            }
            Source::Scenario(index) => {
                let s = &self.catalog.scenarios[index];
                (None, s.title.clone(), s.profile.text.clone())
            }
            Source::File(path) => match std::fs::read_to_string(&path) {
                Ok(text) => (Some(path.clone()), path.display().to_string(), text),
                Err(e) => {
                    return Message::NotOpened {
                        name: path.display().to_string(),
                        text: e.to_string(),
                    };
                }
            },
        };
        match profile::read(&name, &text, self.catalog) {
            Ok((profile, _)) => {
                self.opened = path.clone().map(|p| (p, text, profile.clone()));
                Message::Opened {
                    path,
                    profile,
                    warnings: None,
                }
            }
            Err(problems) => Message::NotOpened {
                name,
                text: problems.render(false),
            },
        }
    }

    fn save(&mut self, profile: Profile, to: Option<PathBuf>, over: bool) -> Message {
        let path = to
            .or_else(|| self.opened.as_ref().map(|o| o.0.clone()))
            .unwrap_or_default();
        if !over && self.opened.as_ref().map(|o| &o.0) != Some(&path) && path.exists() {
            return Message::NotSaved(Trouble::Exists(path));
        }
        let text = profile::write(None, &profile).unwrap_or_default();
        match std::fs::write(&path, &text) {
            Ok(()) => {
                self.opened = Some((path.clone(), text, profile.clone()));
                if let Some(s) = &self.state {
                    recent::remember(s, &path);
                }
                Message::Saved { path, profile }
            }
            Err(e) => Message::NotSaved(Trouble::Failed {
                path,
                why: e.to_string(),
            }),
        }
    }
}

/// A profile that answers nothing yet.
#[must_use]
pub fn new_profile(catalog: &Catalog) -> Profile {
    Profile {
        catalog: catalog.id.clone(),
        ..Profile::default()
    }
}

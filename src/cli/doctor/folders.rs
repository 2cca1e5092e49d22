//! The folders that are read and written.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::{Entry, Section};
use crate::{cli::settings::Loaded, profile::recent};

pub(super) fn all(loaded: &Loaded) -> Section {
    let config = loaded.place.value.as_deref().and_then(Path::parent);
    let mut entries = Vec::new();
    if let Some(folder) = config.filter(|folder| !folder.as_os_str().is_empty()) {
        let there = if folder.is_dir() {
            ""
        } else {
            " (does not exist; it is only read)"
        };
        entries.push(Entry::new("configuration", format!("{}{there}", folder.display())));
    }
    let list = recent::file();
    entries.push(match list.as_deref().and_then(Path::parent) {
        Some(folder) => written("state", folder),
        None => Entry::new("state", "none: the system names no folder for it").wrong("set HOME or XDG_STATE_HOME"),
    });
    if loaded.settings.recent.value > 0
        && let Some(list) = &list
    {
        entries.push(match recent::list_in(list) {
            Ok(paths) => Entry::new("recent profiles", format!("{}: {} in it", list.display(), paths.len())),
            Err(error) => Entry::new("recent profiles", error.to_string())
                .wrong("none are offered until then; profiles themselves are not touched by it"),
        });
    }
    entries.push(match env::current_dir() {
        Ok(folder) => written("working folder", &folder),
        Err(error) => Entry::new("working folder", format!("cannot be read: {error}"))
            .wrong("go to a folder that exists before you start"),
    });
    Section {
        title: "Folders",
        entries,
    }
}

/// A folder that is written, or will be made.
fn written(name: &str, folder: &Path) -> Entry {
    let missing = !folder.exists();
    // Where it is missing, the nearest folder above it must take it.
    let nearest: PathBuf = folder
        .ancestors()
        .find(|f| f.exists())
        .map_or_else(|| ".".into(), Path::to_owned);
    // A file without a name: nothing is left behind, whatever happens.
    match tempfile::tempfile_in(&nearest) {
        Ok(_) if missing => Entry::new(
            name,
            format!("{} (does not exist, and is made when it is needed)", folder.display()),
        ),
        Ok(_) => Entry::new(name, format!("{} (can be written)", folder.display())),
        Err(error) => {
            let nearest_name = nearest.display();
            Entry::new(name, format!("{} cannot be written: {error}", folder.display())).wrong(if nearest.is_dir() {
                format!("give yourself the right to write in {nearest_name}, or make room there")
            } else {
                format!("move {nearest_name} away: it is no folder")
            })
        }
    }
}

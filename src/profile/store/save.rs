//! Saving: the file is the old one or the new one, whole, whatever happens in between.

use std::{io, path::Path};

use super::{
    Fingerprint, LIMIT, Opened, shown,
    target::{self, Expected, Target, is_same},
};
use crate::{
    diagnostic::Problems,
    profile::{Profile, write},
};

/// How much is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveMode {
    /// Refuses what would lose something: a file that changed since it was opened, or one that is already there.
    Careful,
    /// The user was asked, and said so: replaces another content. Still not one that could not be read.
    Overwrite,
}

/// What saving did.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The profile as it is on disk now: the `original` of the next [`save`].
    pub opened: Opened,
    /// Whether anything had to be written.
    pub written: bool,
    /// Other hard links to the file that was replaced: they keep the old content.
    pub other_names: u64,
}

/// Why nothing was saved. The text names the cause and the next step; the file, if any, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The content is another one than when it was opened.
    #[error(
        "`{name}` was not saved: it changed on disk since it was opened; reload it, save under another name, or overwrite it"
    )]
    ChangedOnDisk {
        /// The path.
        name: String,
    },
    /// The file was opened, and is gone.
    #[error(
        "`{name}` was not saved: the file was removed or renamed since it was opened; save under another name, or write it again"
    )]
    Removed {
        /// The path.
        name: String,
    },
    /// There is a file of this name, and it is not the one that was opened.
    #[error("`{name}` was not saved: there is such a file already; choose another name, or overwrite it")]
    Exists {
        /// The path.
        name: String,
    },
    /// There is a file that cannot be read as a profile's text, and so is not overwritten.
    #[error(
        "`{name}` was not saved: the file that is there cannot be read ({reason}); save under another name, or repair that file first"
    )]
    Unreadable {
        /// The path.
        name: String,
        /// Why.
        reason: String,
    },
    /// The path is a folder.
    #[error("`{name}` was not saved: it is a folder; name a file in it, for instance `{name}/profile.toml`")]
    Folder {
        /// The path.
        name: String,
    },
    /// The path is a pipe, a socket or a device.
    #[error("`{name}` was not saved: it is {kind}, not a file; save under another name")]
    NotAFile {
        /// The path.
        name: String,
        /// What it is, with article.
        kind: &'static str,
    },
    /// The folder is not there (any more).
    #[error("`{name}` was not saved: the folder `{folder}` is not there; create it, or save somewhere else")]
    NoFolder {
        /// The path.
        name: String,
        /// Its folder.
        folder: String,
    },
    /// Nothing can be written into the folder.
    #[error(
        "`{name}` was not saved: nothing may be written in `{folder}`; save somewhere else, or change the folder's permissions"
    )]
    ReadOnlyFolder {
        /// The path.
        name: String,
        /// Its folder.
        folder: String,
    },
    /// The file may not be written.
    #[error(
        "`{name}` was not saved: the file is read-only; save under another name, or run `chmod u+w` if it is yours"
    )]
    ReadOnlyFile {
        /// The path.
        name: String,
    },
    /// There is no room.
    #[error(
        "`{name}` was not saved: there is no room on the disk; make some, or save somewhere else; the file is as it was"
    )]
    Full {
        /// The path.
        name: String,
    },
    /// The text could not be opened again.
    #[error("`{name}` was not saved: it would be larger than a profile can be (1 MB); shorten its notes")]
    TooLarge {
        /// The path.
        name: String,
    },
    /// The text that was opened is not TOML: a fault of the caller.
    #[error("`{name}` was not saved: {source}; save under another name without it")]
    NotMergeable {
        /// The path.
        name: String,
        /// Why.
        source: write::NotMergeable,
    },
    /// The system failed in another way.
    #[error("`{name}` was not saved: {source}; try again, or save somewhere else; the file is as it was")]
    Io {
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
}

impl SaveError {
    /// The error for what the system said when the target's folder or a file in it was to be written.
    pub(super) fn of(target: &Target, source: io::Error) -> Self {
        let name = target.name.clone();
        let folder = shown(&target.folder);
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder { name, folder },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnlyFolder { name, folder }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { name }
            }
            _ => Self::Io { name, source },
        }
    }
}

/// Saves a profile: merged into the text of `original` where there is one, else as a new text.
///
/// The text goes to a temporary file in the same folder, is synced, takes over the permissions of the present file, and is
/// renamed over it. A symbolic link stays one: the file that it leads to is replaced. Other hard links keep the old content.
///
/// In [`SaveMode::Careful`] the present file must have the content that `original` was opened with; at a path other than
/// `original`'s there must be no file.
///
/// # Errors
///
/// [`SaveError`]. Nothing was changed then, and nothing is left behind.
pub fn save(path: &Path, original: Option<&Opened>, profile: &Profile, mode: SaveMode) -> Result<Saved, SaveError> {
    let target = Target::of(path)?;
    let name = || target.name.clone();
    let text = write(original.map(Opened::original), profile)
        .map_err(|source| SaveError::NotMergeable { name: name(), source })?;
    if text.len() as u64 > LIMIT {
        return Err(SaveError::TooLarge { name: name() });
    }
    let opened_here = original.filter(|o| o.path.as_deref().is_some_and(|p| is_same(p, path)));
    let present = target.present()?;
    match (&present, mode, opened_here) {
        (Some(_), SaveMode::Careful, None) => return Err(SaveError::Exists { name: name() }),
        (None, SaveMode::Careful, Some(_)) => return Err(SaveError::Removed { name: name() }),
        _ => {}
    }
    let fingerprint = Fingerprint::of(text.as_bytes());
    let opened = Opened {
        path: Some(path.to_owned()),
        text,
        profile: profile.clone(),
        warnings: Problems::new(target.name.clone(), ""),
        fingerprint,
    };
    if let Some(metadata) = &present {
        let found = target.read()?;
        let expected = opened_here.map(|o| o.fingerprint);
        if mode == SaveMode::Careful && Some(found) != expected {
            return Err(SaveError::ChangedOnDisk { name: name() });
        }
        if found == fingerprint {
            return Ok(Saved {
                opened,
                written: false,
                other_names: 0,
            });
        }
        target.check_writable(metadata)?;
    }
    let expected = match (&present, mode) {
        (_, SaveMode::Overwrite) => Expected::Anything,
        (None, SaveMode::Careful) => Expected::Nothing,
        (Some(_), SaveMode::Careful) => opened_here.map_or(Expected::Nothing, |o| Expected::Content(o.fingerprint)),
    };
    target.replace(&opened.text, present.as_ref(), expected)?;
    Ok(Saved {
        opened,
        written: true,
        other_names: present.as_ref().map_or(0, target::other_names),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_with_a_way_out() {
        let target = Target::of(Path::new("/somewhere/profile.toml")).unwrap();
        let told = |kind: io::ErrorKind| SaveError::of(&target, kind.into()).to_string();
        assert_eq!(
            told(io::ErrorKind::StorageFull),
            "`/somewhere/profile.toml` was not saved: there is no room on the disk; make some, or save somewhere else; the file is \
             as it was"
        );
        for (kind, words) in [
            (io::ErrorKind::QuotaExceeded, "no room"),
            (
                io::ErrorKind::ReadOnlyFilesystem,
                "nothing may be written in `/somewhere`",
            ),
            (
                io::ErrorKind::PermissionDenied,
                "nothing may be written in `/somewhere`",
            ),
            (io::ErrorKind::NotFound, "the folder `/somewhere` is not there"),
            (io::ErrorKind::BrokenPipe, "broken pipe"),
        ] {
            assert!(told(kind).contains(words), "{}", told(kind));
        }
    }
}

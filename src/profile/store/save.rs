//! Saving: the file is the old one or the new one, whole, whatever happens in between.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::NamedTempFile;

use super::{
    Fingerprint, LIMIT, Opened, fnv1a,
    open::{OpenError, kind, read_text},
    shown,
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
    fn of(target: &Target, source: io::Error) -> Self {
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
            return Ok(Saved { opened, written: false });
        }
        target.check_writable(metadata)?;
    }
    let expected = match (&present, mode) {
        (_, SaveMode::Overwrite) => Expected::Anything,
        (None, SaveMode::Careful) => Expected::Nothing,
        (Some(_), SaveMode::Careful) => opened_here.map_or(Expected::Nothing, |o| Expected::Content(o.fingerprint)),
    };
    target.replace(&opened.text, present.as_ref(), expected)?;
    Ok(Saved { opened, written: true })
}

/// What must be at the target when the new file takes its place.
#[derive(Clone, Copy)]
enum Expected {
    Anything,
    Nothing,
    Content(Fingerprint),
}

/// Where the bytes go: the path with its links followed.
struct Target {
    /// As the user named it.
    name: String,
    path: PathBuf,
    folder: PathBuf,
}

impl Target {
    fn of(path: &Path) -> Result<Self, SaveError> {
        let name = shown(path);
        let path = follow(path).map_err(|source| SaveError::Io {
            name: name.clone(),
            source,
        })?;
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self { name, path, folder })
    }

    /// The file that is there now, if any.
    fn present(&self) -> Result<Option<Metadata>, SaveError> {
        let name = self.name.clone();
        match fs::metadata(&self.path) {
            Ok(found) if found.is_dir() => Err(SaveError::Folder { name }),
            Ok(found) if !found.is_file() => {
                let kind = kind(found.file_type());
                Err(SaveError::NotAFile { name, kind })
            }
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.folder.is_dir() => Ok(None),
            Err(error) => Err(SaveError::of(self, error)),
        }
    }

    /// Fingerprint of the present file, which must be one that could have been opened: TOML, if not a valid profile.
    fn read(&self) -> Result<Fingerprint, SaveError> {
        let unreadable = |reason: String| SaveError::Unreadable {
            name: self.name.clone(),
            reason,
        };
        match read_text(&self.path) {
            Ok(text) => match toml_edit::Document::parse(text.as_str()) {
                Ok(_) => Ok(Fingerprint::of(text.as_bytes())),
                Err(error) => Err(unreadable(format!("it is not TOML: {}", error.message().trim()))),
            },
            // Nothing is lost with it.
            Err(OpenError::Empty { .. }) => {
                Ok(fs::read(&self.path).map_or(Fingerprint::of(&[]), |b| Fingerprint::of(&b)))
            }
            Err(OpenError::NotAllowed { .. }) => Err(unreadable("you may not read it".into())),
            Err(OpenError::NotText { offset, .. }) => Err(unreadable(format!("it is not text, from byte {offset} on"))),
            Err(OpenError::TooLarge { .. }) => Err(unreadable("it is larger than 1 MB".into())),
            Err(OpenError::Io { source, .. }) => Err(unreadable(source.to_string())),
            Err(OpenError::Missing { .. }) => Err(SaveError::Removed {
                name: self.name.clone(),
            }),
            Err(other) => Err(unreadable(other.to_string())),
        }
    }

    /// A rename needs no permission of the file itself: so it is asked here whether its owner wants it written.
    fn check_writable(&self, present: &Metadata) -> Result<(), SaveError> {
        let opened = OpenOptions::new().write(true).open(&self.path);
        match opened {
            Ok(_) if !present.permissions().readonly() => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::PermissionDenied => Err(SaveError::of(self, error)),
            _ => Err(SaveError::ReadOnlyFile {
                name: self.name.clone(),
            }),
        }
    }

    fn replace(&self, text: &str, present: Option<&Metadata>, expected: Expected) -> Result<(), SaveError> {
        let failed = |source| SaveError::of(self, source);
        let prefix = self.temporary_prefix();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(TEMPORARY_SUFFIX);
        if present.is_none() {
            new_file_permissions(&mut builder);
        }
        // Removed when dropped, on every way out of here.
        let mut file = builder.tempfile_in(&self.folder).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        if let Some(present) = present {
            take_over(file.as_file(), present).map_err(failed)?;
        }
        file.as_file().sync_all().map_err(failed)?;
        match expected {
            Expected::Content(fingerprint) if self.read()? != fingerprint => {
                return Err(SaveError::ChangedOnDisk {
                    name: self.name.clone(),
                });
            }
            Expected::Nothing => self.put_new(file)?,
            Expected::Content(_) | Expected::Anything => {
                file.persist(&self.path).map_err(|e| failed(e.error))?;
            }
        }
        // The file is whole with or without it; some file systems know no syncing of folders.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        self.sweep(&prefix);
        Ok(())
    }

    /// Puts the file where there is none; another program may have been faster.
    fn put_new(&self, file: NamedTempFile) -> Result<(), SaveError> {
        let exists = || SaveError::Exists {
            name: self.name.clone(),
        };
        match file.persist_noclobber(&self.path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
            // Some file systems cannot rename without replacing.
            Err(_) if fs::symlink_metadata(&self.path).is_ok() => Err(exists()),
            Err(error) => error
                .file
                .persist(&self.path)
                .map(|_| ())
                .map_err(|e| SaveError::of(self, e.error)),
        }
    }

    /// Beginning of the names of temporary files for this target; a hash, because a name may be too long for additions.
    fn temporary_prefix(&self) -> String {
        let name = self.path.file_name().unwrap_or(OsStr::new(""));
        format!(".weighbridge-{:016x}-", fnv1a(name.as_encoded_bytes()))
    }

    /// Removes what a save of this target left behind that was killed: nothing else can have.
    fn sweep(&self, prefix: &str) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // A young one may belong to another program that is saving right now.
            let is_old = || {
                let modified = entry.metadata().and_then(|m| m.modified()).ok();
                modified
                    .and_then(|m| m.elapsed().ok())
                    .is_some_and(|age| age > Duration::from_secs(60))
            };
            if name.starts_with(prefix) && name.ends_with(TEMPORARY_SUFFIX) && is_old() {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

const TEMPORARY_SUFFIX: &str = ".tmp";

/// Follows links until something that is none, which need not exist: a link may lead to a file that is yet to be written.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().map_or(next.clone(), |folder| folder.join(&next)),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its symbolic links lead in a circle"))
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// A new profile gets the permissions of any new file. (One that replaces another is closed to others until it has its
/// permissions.)
#[cfg(unix)]
fn new_file_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    // The user's umask is taken off by the system.
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn new_file_permissions(_: &mut tempfile::Builder<'_, '_>) {}

/// Gives the new file the owner and permissions of the present one.
#[cfg(unix)]
fn take_over(file: &File, present: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (present.uid(), present.gid()) {
        // Only root may give files away; what cannot be kept is the group at least, or nothing.
        let _ =
            fchown(file, Some(present.uid()), Some(present.gid())).or_else(|_| fchown(file, None, Some(present.gid())));
    }
    file.set_permissions(present.permissions())
}

#[cfg(not(unix))]
fn take_over(file: &File, present: &Metadata) -> io::Result<()> {
    file.set_permissions(present.permissions())
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

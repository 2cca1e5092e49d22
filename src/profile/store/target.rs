//! The file that a profile is saved to: what is there now, and putting another in its place.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::NamedTempFile;

use super::{
    Fingerprint, SaveError, fnv1a,
    open::{OpenError, kind, read_text},
    shown,
};

/// What must be at the target when the new file takes its place.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Anything,
    Nothing,
    Content(Fingerprint),
}

/// Where the bytes go: the path with its links followed.
pub(super) struct Target {
    /// As the user named it.
    pub(super) name: String,
    path: PathBuf,
    pub(super) folder: PathBuf,
}

impl Target {
    pub(super) fn of(path: &Path) -> Result<Self, SaveError> {
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
    pub(super) fn present(&self) -> Result<Option<Metadata>, SaveError> {
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
    pub(super) fn read(&self) -> Result<Fingerprint, SaveError> {
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
    pub(super) fn check_writable(&self, present: &Metadata) -> Result<(), SaveError> {
        let opened = OpenOptions::new().write(true).open(&self.path);
        match opened {
            Ok(_) if !present.permissions().readonly() => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::PermissionDenied => Err(SaveError::of(self, error)),
            _ => Err(SaveError::ReadOnlyFile {
                name: self.name.clone(),
            }),
        }
    }

    pub(super) fn replace(&self, text: &str, present: Option<&Metadata>, expected: Expected) -> Result<(), SaveError> {
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
pub(in crate::profile) fn follow(path: &Path) -> io::Result<PathBuf> {
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

/// Whether two paths lead to one file.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Hard links to a file beside the one that it was found by.
#[cfg(unix)]
pub(super) fn other_names(of: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    of.nlink().saturating_sub(1)
}

#[cfg(not(unix))]
pub(super) fn other_names(_: &Metadata) -> u64 {
    0
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

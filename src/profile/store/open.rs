//! Opening: every way in which a file can be no profile has its own message.

use std::{
    fs::{File, FileType, Metadata},
    io::{self, Read},
    path::Path,
};

use super::{Fingerprint, Opened, shown};
use crate::{catalog::Catalog, diagnostic::Problems, profile::read};

/// Largest profile that is opened, in bytes: hundreds of times what a long one needs.
pub const LIMIT: u64 = 1_000_000;

/// Why a profile was not opened. The text names the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("cannot open `{name}`: there is no such file; check the name, or start a new profile and save it there")]
    Missing {
        /// The path.
        name: String,
    },
    /// It is a folder.
    #[error("cannot open `{name}`: it is a folder; name a profile in it, for instance `{name}/profile.toml`")]
    Folder {
        /// The path.
        name: String,
    },
    /// It may not be read.
    #[error("cannot open `{name}`: you may not read it; ask its owner, or run `chmod u+r` if it is yours")]
    NotAllowed {
        /// The path.
        name: String,
    },
    /// It is a pipe, a socket or a device.
    #[error("cannot open `{name}`: it is {kind}, not a file; copy it to a file, or write `-` to read standard input")]
    NotAFile {
        /// The path.
        name: String,
        /// What it is, with article.
        kind: &'static str,
    },
    /// It is larger than [`LIMIT`].
    #[error("cannot open `{name}`: it is larger than a profile can be (1 MB); is it the right file?")]
    TooLarge {
        /// The path.
        name: String,
    },
    /// It is not text in UTF-8.
    #[error("cannot open `{name}`: it is not text: byte {offset} (line {line}) {what}")]
    NotText {
        /// The path.
        name: String,
        /// Bytes before the first that is wrong.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// What is wrong with it, and the next step.
        what: &'static str,
    },
    /// There is nothing in it.
    #[error("cannot open `{name}`: the file is empty; a profile without answers is one line: `schema = 1`")]
    Empty {
        /// The path.
        name: String,
    },
    /// The text is no profile of this catalog.
    #[error("{0}")]
    Wrong(Problems),
    /// The system failed in another way.
    #[error("cannot open `{name}`: {source}; try again, or copy the file elsewhere and open the copy")]
    Io {
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
}

impl OpenError {
    /// The error for what the system said about `path`.
    fn of(path: &Path, source: io::Error) -> Self {
        let name = shown(path);
        match source.kind() {
            // A file among the folders of the path: what was asked for does not exist.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { name },
            io::ErrorKind::PermissionDenied => Self::NotAllowed { name },
            io::ErrorKind::IsADirectory => Self::Folder { name },
            _ => Self::Io { name, source },
        }
    }
}

/// Opens a profile, and checks it against the catalog.
///
/// # Errors
///
/// [`OpenError`]; nothing was changed, and never more than [`LIMIT`] bytes read.
pub fn open(path: &Path, catalog: &Catalog) -> Result<Opened, OpenError> {
    let mut opened = opened(&shown(path), read_text(path)?, catalog)?;
    opened.path = Some(path.to_owned());
    Ok(opened)
}

/// Reads a profile from a stream such as standard input; `name` is what messages call it.
///
/// # Errors
///
/// As [`open`].
pub fn open_stream(name: &str, stream: impl Read, catalog: &Catalog) -> Result<Opened, OpenError> {
    opened(name, bounded(name, stream)?, catalog)
}

/// The text of a file, within the bounds of a profile.
///
/// # Errors
///
/// As [`open`], but for [`OpenError::Wrong`].
pub fn read_text(path: &Path) -> Result<String, OpenError> {
    let failed = |source| OpenError::of(path, source);
    // Asked before opening: opening a pipe waits for its other end.
    check_kind(path, &std::fs::metadata(path).map_err(failed)?)?;
    let file = File::open(path).map_err(failed)?;
    check_kind(path, &file.metadata().map_err(failed)?)?;
    bounded(&shown(path), file)
}

/// The text of a stream such as standard input, within the bounds of a profile; `name` is what messages call it.
///
/// # Errors
///
/// As [`open`], but for [`OpenError::Wrong`].
pub fn read_stream(name: &str, stream: impl Read) -> Result<String, OpenError> {
    bounded(name, stream)
}

fn check_kind(path: &Path, metadata: &Metadata) -> Result<(), OpenError> {
    let name = shown(path);
    if metadata.is_dir() {
        Err(OpenError::Folder { name })
    } else if !metadata.is_file() {
        let kind = kind(metadata.file_type());
        Err(OpenError::NotAFile { name, kind })
    } else if metadata.len() > LIMIT {
        Err(OpenError::TooLarge { name })
    } else {
        Ok(())
    }
}

/// What something that is neither file nor folder is.
#[cfg(unix)]
pub(super) fn kind(of: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if of.is_fifo() {
        "a pipe"
    } else if of.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// What something that is neither file nor folder is.
#[cfg(not(unix))]
pub(super) fn kind(_: FileType) -> &'static str {
    "a device"
}

fn bounded(name: &str, stream: impl Read) -> Result<String, OpenError> {
    let mut bytes = Vec::new();
    // A file may grow, and `/proc` says that its files have no length: what counts is what is read.
    let read = stream.take(LIMIT + 1).read_to_end(&mut bytes);
    let name = name.to_owned();
    match read {
        Err(source) => return Err(OpenError::Io { name, source }),
        Ok(_) if bytes.len() as u64 > LIMIT => return Err(OpenError::TooLarge { name }),
        Ok(_) => {}
    }
    text(&name, bytes)
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String, OpenError> {
    const WIDE: &str = "shows that it is UTF-16; save it as UTF-8";
    let not_text = |bytes: &[u8], offset: usize, what| OpenError::NotText {
        name: name.to_owned(),
        offset,
        line: bytes[..offset].split(|b| *b == b'\n').count(),
        what,
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(not_text(&bytes, 0, WIDE));
    }
    let zero = bytes.iter().position(|b| *b == 0);
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            return Err(match zero.filter(|z| *z < offset) {
                Some(zero) => not_text(&bytes, zero, BINARY),
                None => not_text(
                    &bytes,
                    offset,
                    "is not UTF-8; save it as UTF-8, if it is the right file",
                ),
            });
        }
    };
    if let Some(zero) = zero {
        return Err(not_text(text.as_bytes(), zero, BINARY));
    }
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(OpenError::Empty { name: name.to_owned() });
    }
    Ok(text)
}

const BINARY: &str = "is zero, as in programs and pictures; is it the right file?";

fn opened(name: &str, text: String, catalog: &Catalog) -> Result<Opened, OpenError> {
    let (profile, warnings) = read(name, &text, catalog).map_err(OpenError::Wrong)?;
    Ok(Opened {
        path: None,
        fingerprint: Fingerprint::of(text.as_bytes()),
        text,
        profile,
        warnings,
    })
}

//! Reading a catalog from a file, without trusting the file to be one.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{Catalog, load};
use crate::diagnostic::Problems;

/// Largest file that is read, in bytes: a hundred times what a catalog with all of its source needs.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// Folder beside a catalog with the profiles of its scenarios.
const PROFILES: &str = "profiles";

/// Why a catalog cannot be opened; each message has the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing at this path.
    #[error("there is no file {}; check the path", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// A directory.
    #[error("{} is a directory; name the catalog's file in it", path.display())]
    Directory {
        /// The path.
        path: PathBuf,
    },
    /// A device, a pipe or a socket, which may never end.
    #[error("{} is not an ordinary file, and may never end; save it to a file first", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file may not be read.
    #[error("{} may not be read by this user; change its permissions, or those of its folder", path.display())]
    Permission {
        /// The path.
        path: PathBuf,
    },
    /// More than [`LARGEST_FILE`].
    #[error(
        "{} is too large for a catalog: {:.1} MB, at most {} MB are read; is it the right file?",
        path.display(),
        megabytes(*bytes),
        LARGEST_FILE / 1024 / 1024
    )]
    TooLarge {
        /// The path.
        path: PathBuf,
        /// Its size, or as much of it as was seen.
        bytes: u64,
    },
    /// Not UTF-8, or with zero bytes.
    #[error("{} is not text: byte {offset} is not UTF-8 text; a catalog is a TOML file in UTF-8", path.display())]
    NotText {
        /// The path.
        path: PathBuf,
        /// The first byte that is wrong, from 0.
        offset: usize,
    },
    /// Nothing in it.
    #[error("{} is empty; `weighbridge catalog export` prints a catalog to start from", path.display())]
    Empty {
        /// The path.
        path: PathBuf,
    },
    /// The system refuses for another reason.
    #[error("{} cannot be read: {source}", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It was read, and is wrong.
    #[error("{0}")]
    Problems(Problems),
}

/// Opens, reads and checks the catalog at `path`; profiles of its scenarios are looked up in `profiles/` beside it.
///
/// # Errors
///
/// [`OpenError`]: what is wrong with the file, or all that is wrong in it. Never waits for a pipe, and never reads more than
/// [`LARGEST_FILE`].
pub fn open(path: &Path) -> Result<Catalog, OpenError> {
    let text = read_text(path)?;
    let folder = path.parent().unwrap_or(Path::new("")).join(PROFILES);
    let profiles = |file: &str| read_text(&folder.join(file)).ok();
    load(&path.display().to_string(), &text, &profiles).map_err(OpenError::Problems)
}

/// The text of an ordinary file of a sensible size.
///
/// # Errors
///
/// [`OpenError`], but for [`OpenError::Problems`].
pub fn read_text(path: &Path) -> Result<String, OpenError> {
    let refused = |source| because(path, source);
    // Before opening: opening a pipe waits for somebody to write to it.
    let seen = fs::metadata(path).map_err(refused)?;
    check(path, &seen)?;
    let file = File::open(path).map_err(refused)?;
    // And again: it may have been exchanged in between.
    check(path, &file.metadata().map_err(refused)?)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(refused)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let path = path.to_path_buf();
    if size > LARGEST_FILE {
        return Err(OpenError::TooLarge { path, bytes: size });
    }
    if let Some(offset) = bytes.iter().position(|b| *b == 0) {
        return Err(OpenError::NotText { path, offset });
    }
    let text = String::from_utf8(bytes).map_err(|error| OpenError::NotText {
        path: path.clone(),
        offset: error.utf8_error().valid_up_to(),
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(OpenError::Empty { path });
    }
    Ok(text)
}

fn check(path: &Path, seen: &fs::Metadata) -> Result<(), OpenError> {
    let path = path.to_path_buf();
    if seen.is_dir() {
        Err(OpenError::Directory { path })
    } else if !seen.is_file() {
        Err(OpenError::NotAFile { path })
    } else if seen.len() > LARGEST_FILE {
        Err(OpenError::TooLarge {
            path,
            bytes: seen.len(),
        })
    } else {
        Ok(())
    }
}

fn because(path: &Path, source: io::Error) -> OpenError {
    let path = path.to_path_buf();
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OpenError::Missing { path },
        io::ErrorKind::PermissionDenied => OpenError::Permission { path },
        io::ErrorKind::IsADirectory => OpenError::Directory { path },
        _ => OpenError::Io { path, source },
    }
}

/// For people: one decimal is enough.
#[expect(clippy::cast_precision_loss, reason = "a size that is shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &Path) -> String {
        open(path).expect_err("this is not a catalog").to_string()
    }

    #[test]
    fn every_file_that_is_no_catalog_has_its_own_message() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("empty.toml"), " \n").expect("a file");
        fs::write(at("binary.toml"), b"id = \"a\"\n\xff\xfe").expect("a file");
        fs::write(at("zero.toml"), b"id\0").expect("a file");
        fs::write(at("wrong.toml"), "id = 12k\n").expect("a file");
        let large = File::create(at("large.toml")).expect("a file");
        large.set_len(100 * 1024 * 1024).expect("a sparse file");

        assert!(said(&at("missing.toml")).contains("there is no file"));
        assert!(said(folder.path()).contains("is a directory"));
        assert!(said(&at("empty.toml")).contains("is empty"));
        assert!(said(&at("binary.toml")).contains("byte 9 is not UTF-8"));
        assert!(said(&at("zero.toml")).contains("byte 2 is not UTF-8"));
        assert!(said(&at("large.toml")).contains("100.0 MB, at most 16 MB"));
        assert!(said(&at("wrong.toml")).contains("wrong.toml:1:6"));
        assert!(said(&at("wrong.toml/below")).contains("there is no file"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_without_end_and_a_pipe_without_writer_are_refused_at_once() {
        assert!(said(Path::new("/dev/zero")).contains("not an ordinary file"));
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe.toml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(said(&pipe).contains("not an ordinary file"));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_read_says_so() {
        let error = because(
            Path::new("secret.toml"),
            io::Error::from(io::ErrorKind::PermissionDenied),
        );
        assert!(error.to_string().contains("secret.toml may not be read"));
    }
}

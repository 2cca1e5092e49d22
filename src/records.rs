//! The folder of decision records: which number comes next, and writing a record there without ever touching another.
//!
//! Owns file names as numbers, the clock's day, and the writing. What a record says is [`crate::report::record`]'s.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use jiff::{Zoned, civil::Date};

use crate::report::record::Plan;

/// Where records go unless another folder is named.
pub const FOLDER: &str = "docs/decisions";

/// Numbers that others may take between looking and writing, before it is given up.
const ATTEMPTS: u32 = 1_000;

/// A place for a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Its number, from 1.
    pub number: u32,
}

/// Why a record was not written; nothing was changed. The text names the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The folder's name belongs to a file.
    #[error("the record was not written: `{folder}` is a file, not a folder; name another folder")]
    NotAFolder {
        /// The folder.
        folder: String,
    },
    /// The folder may not be read or written.
    #[error("the record was not written: nothing may be written in `{folder}`; name another folder")]
    NotAllowed {
        /// The folder.
        folder: String,
    },
    /// Every number is taken, or others take them faster.
    #[error("the record was not written: no free number was found in `{folder}`; name another folder")]
    NoNumber {
        /// The folder.
        folder: String,
    },
    /// The system failed in another way.
    #[error("the record was not written in `{folder}`: {source}; try again, or name another folder")]
    Io {
        /// The folder.
        folder: String,
        /// What the system said.
        source: io::Error,
    },
}

impl RecordError {
    fn of(folder: &Path, source: io::Error) -> Self {
        let name: String = folder
            .display()
            .to_string()
            .chars()
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotAllowed { folder: name },
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NotAFolder { folder: name },
            _ => Self::Io { folder: name, source },
        }
    }

    fn no_number(folder: &Path) -> Self {
        Self::NoNumber {
            folder: folder.display().to_string(),
        }
    }
}

/// Today, where the user is.
#[must_use]
pub fn today() -> Date {
    Zoned::now().date()
}

/// The folder of records nearest to a profile's file: beside the file or above it; else that of the folder the program works in.
#[must_use]
pub fn beside(profile: Option<&Path>) -> PathBuf {
    let absolute = profile.and_then(|file| std::path::absolute(file).ok());
    let above = absolute.iter().flat_map(|file| file.ancestors().skip(1));
    above
        .map(|folder| folder.join(FOLDER))
        .find(|folder| folder.is_dir())
        .unwrap_or_else(|| PathBuf::from(FOLDER))
}

/// What a profile is called in a record: its path, but no folder above the one that is worked in: records are for others to read.
#[must_use]
pub fn name_of(profile: &Path) -> String {
    if profile.is_relative() {
        return profile.display().to_string();
    }
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| profile.strip_prefix(here).ok());
    let file = profile.file_name().map_or(profile, Path::new);
    inside.unwrap_or(file).display().to_string()
}

/// Where [`store`] would put the record now. Changes nothing; a folder that is not there yet is an empty one.
///
/// # Errors
///
/// [`RecordError`].
pub fn next(folder: &Path, plan: &Plan) -> Result<Place, RecordError> {
    let folder = here(folder);
    let number = after(last(folder)?, folder)?;
    Ok(place(folder, plan, number))
}

/// Writes the record under the next free number, and says where. The folder is made where it is missing.
///
/// The text is there whole or not at all, no file is ever overwritten, and two that write at once get two numbers: the file under way
/// is named by its number alone, and only one can have that name.
///
/// # Errors
///
/// [`RecordError`]. Nothing was written then.
pub fn store(folder: &Path, plan: &Plan) -> Result<Place, RecordError> {
    let folder = here(folder);
    fs::create_dir_all(folder).map_err(|e| RecordError::of(folder, e))?;
    let mut number = after(last(folder)?, folder)?;
    for _ in 0..ATTEMPTS {
        let place = place(folder, plan, number);
        if write(folder, &place, &plan.text(number))? {
            return Ok(place);
        }
        // Whoever took the number may be under way with it still, and not be seen yet.
        number = after(number.max(last(folder)?), folder)?;
    }
    Err(RecordError::no_number(folder))
}

/// The folder, where an empty name means this one.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn place(folder: &Path, plan: &Plan, number: u32) -> Place {
    Place {
        path: folder.join(plan.file_name(number)),
        number,
    }
}

fn after(number: u32, folder: &Path) -> Result<u32, RecordError> {
    number.checked_add(1).ok_or_else(|| RecordError::no_number(folder))
}

/// Writes the text; false where the number turns out to be taken.
fn write(folder: &Path, place: &Place, text: &str) -> Result<bool, RecordError> {
    let failed = |error| RecordError::of(folder, error);
    let prefix = format!(".{:04}", place.number);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".record").rand_bytes(0);
    permissions(&mut builder);
    // Removed when dropped, on every way out of here.
    let mut file = match builder.tempfile_in(folder) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(failed(error)),
    };
    // Somebody may have begun and ended since the folder was read.
    if last(folder)? >= place.number {
        return Ok(false);
    }
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    match file.persist_noclobber(&place.path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error.error)),
    }
}

#[cfg(unix)]
fn permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    // The user's umask is taken off by the system.
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn permissions(_: &mut tempfile::Builder<'_, '_>) {}

/// The highest number of a record in the folder; 0 where there is none.
fn last(folder: &Path) -> Result<u32, RecordError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(RecordError::of(folder, error)),
    };
    let mut last = 0;
    for entry in entries {
        let name = entry.map_err(|e| RecordError::of(folder, e))?.file_name();
        last = last.max(number(&name.to_string_lossy()).unwrap_or(0));
    }
    Ok(last)
}

/// The number that a record's name begins with: `0007-title.md`, `7-title.md`, `adr-007-title.md`; none for other names, nor for dates
/// (`2026-11-20-title.md`, `20261120-title.md`).
fn number(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let name = name
        .strip_prefix("adr")
        .map_or(name.as_str(), |rest| rest.trim_start_matches(['-', '_']));
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = name.split_at(digits);
    let is_title = rest.starts_with(['-', '_', '.', ' ']);
    let is_record = is_title && Path::new(name).extension().is_some_and(|e| e != "record");
    // Eight digits or more are a day or a time of the clock, no count of decisions.
    if !is_record || digits >= 8 || is_date(number, rest) {
        return None;
    }
    number.parse().ok()
}

/// Whether a year and what goes on after it are a date: `2026` and `-11-20-title.md`.
fn is_date(year: &str, rest: &str) -> bool {
    let year = year.parse().is_ok_and(|y: u32| (1900..2200).contains(&y));
    let mut parts = rest.split(['-', '_', '.', ' ']).skip(1);
    let mut within = |most: u32| {
        let part = parts.next().filter(|p| p.len() == 2);
        part.and_then(|p| p.parse().ok())
            .is_some_and(|n: u32| (1..=most).contains(&n))
    };
    year && within(12) && within(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_off_the_names_that_tools_give() {
        for (name, expected) in [
            ("0001-record-architecture-decisions.md", Some(1)),
            ("0042-x.markdown", Some(42)),
            ("7-nygard.md", Some(7)),
            ("ADR-0012-title.md", Some(12)),
            ("adr_003_title.md", Some(3)),
            ("12345-beyond.md", Some(12_345)),
            ("0009.md", Some(9)),
            ("2026-11-20-dated.md", None),
            ("20261120-dated.md", None),
            ("202611201530-dated.md", None),
            ("2026-a-real-number.md", Some(2_026)),
            ("0005-24-10-planning.md", Some(5)),
            ("0007-11-20-title.md", Some(7)),
            ("README.md", None),
            ("adr-template.md", None),
            ("123abc.md", None),
            ("0008-folder", None),
            (".0005.record", None),
            ("", None),
        ] {
            assert_eq!(number(name), expected, "{name}");
        }
    }
}

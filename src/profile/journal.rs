//! Answers that are not saved yet, kept so that no crash and no kill loses them.
//!
//! Owns one file a session in the state folder: the profile's text as it would be saved, what it belongs to, and a lock that lives
//! as long as the session's process. [`Journal`] writes it on a thread of its own, whole or not at all, as soon as something changed
//! and never else; [`pending`] finds the files of sessions that are gone. It must not ask anybody anything, and no failure of it
//! stands in the way of work.

mod entry;
mod recovery;
#[cfg(test)]
mod tests;
mod writer;

use std::{io, path::Path};

pub use entry::Entry;
pub use recovery::{Comparison, Recovery, Restored, Since, Unfit, pending};
pub use writer::{Draft, Journal, settle};

/// Why answers are not kept. The text names the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// There is no state folder.
    #[error("unsaved answers are not kept: there is no folder for them; save often, or set XDG_STATE_HOME")]
    NoFolder,
    /// There is no room.
    #[error("unsaved answers are not kept: there is no room on the disk of `{folder}`; save often, or make some room")]
    Full {
        /// The folder of the journals.
        folder: String,
    },
    /// Nothing may be written there.
    #[error("unsaved answers are not kept: nothing may be written in `{folder}`; save often, or set XDG_STATE_HOME")]
    ReadOnly {
        /// The folder of the journals.
        folder: String,
    },
    /// The system failed in another way.
    #[error("unsaved answers are not kept in `{folder}`: {source}; save often, or set XDG_STATE_HOME")]
    Io {
        /// The folder of the journals.
        folder: String,
        /// What the system said.
        source: io::Error,
    },
}

impl JournalError {
    fn of(folder: &Path, source: io::Error) -> Self {
        let folder = super::store::shown(folder);
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { folder }
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { folder },
            _ => Self::Io { folder, source },
        }
    }
}

/// Folder of the journals in the state folder.
const FOLDER: &str = "journal";
/// How their names end.
const SUFFIX: &str = ".journal";

//! Profiles on disk: opened with bounds, saved whole or not at all, never over what was not read.
//!
//! Owns the file system's side of a profile. What the text means is [`super::read()`]'s and [`super::write()`]'s. It must not ask
//! anybody anything: a doubt is an error that names the ways out, and the caller saves again with another [`SaveMode`].

mod open;
mod save;
mod target;

use std::path::{Path, PathBuf};

use crate::{catalog::Catalog, diagnostic::Problems};

use super::{Original, Profile, read};

pub use open::{LIMIT, OpenError, open, open_stream, read_stream, read_text};
pub use save::{SaveError, SaveMode, Saved, save};
pub(super) use target::follow;

/// A profile as it was opened (or last saved), with all that saving it again needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it came from; `None` for a stream, or a text that is in no file yet.
    pub path: Option<PathBuf>,
    /// The text.
    pub text: String,
    /// What the text says.
    pub profile: Profile,
    /// Warnings about the text.
    pub warnings: Problems,
    /// Of the text.
    pub fingerprint: Fingerprint,
}

impl Opened {
    /// Reads a text that is in no file of the user's, for instance a scenario that ships with a catalog. Saving it writes a
    /// new file with the comments of the text.
    ///
    /// # Errors
    ///
    /// All problems, as [`super::read()`].
    pub fn from_text(name: &str, text: &str, catalog: &Catalog) -> Result<Self, Problems> {
        let (profile, warnings) = read(name, text, catalog)?;
        Ok(Self {
            path: None,
            text: text.to_owned(),
            profile,
            warnings,
            fingerprint: Fingerprint::of(text.as_bytes()),
        })
    }

    pub(super) fn original(&self) -> Original<'_> {
        Original {
            text: &self.text,
            profile: &self.profile,
        }
    }
}

/// Tells whether a file's content is another one now. Not a defence against somebody who wants to deceive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// FNV-1a, 64 bits: the same in every version of the program.
    pub hash: u64,
    /// Bytes.
    pub length: u64,
}

impl Fingerprint {
    /// Of a content.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        Self {
            hash: fnv1a(content),
            length: content.len() as u64,
        }
    }
}

pub(super) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// `~/x` as the shell would have it: a path typed into a field goes through none.
#[must_use]
pub fn with_home(path: PathBuf) -> PathBuf {
    match path.strip_prefix("~") {
        Ok(rest) => etcetera::home_dir().map_or_else(|_| path.clone(), |home| home.join(rest)),
        Err(_) => path,
    }
}

/// A path for a message: file names may hold control characters, terminals obey them.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display()
        .to_string()
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_differ_where_contents_do() {
        assert_eq!(
            Fingerprint::of(b"a").hash,
            0xaf63_dc4c_8601_ec8c,
            "the published value of FNV-1a"
        );
        assert_eq!(Fingerprint::of(b"same"), Fingerprint::of(b"same"));
        assert_ne!(Fingerprint::of(b"lanes = 4"), Fingerprint::of(b"lanes = 5"));
    }

    #[test]
    fn control_characters_of_a_path_do_not_reach_messages() {
        assert_eq!(shown(Path::new("a\u{1b}[2J\n.toml")), "a\u{fffd}[2J\u{fffd}.toml");
    }
}

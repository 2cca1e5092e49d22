//! What a journal's file holds: a line of JSON about the answers, then the profile's text as it would be saved.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::profile::{
    state,
    store::{Fingerprint, LIMIT},
};

/// Version of the file's form.
const VERSION: u64 = 1;

/// Most bytes of a journal that are read: the largest profile, and a line about it.
pub(super) const MOST: u64 = LIMIT + 100_000;

/// Answers that were not saved, and what they belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The profile's file, with links followed; none where it has none yet.
    pub path: Option<PathBuf>,
    /// Catalog that is answered.
    pub catalog: String,
    /// Of the file as it was opened; none where there is none.
    pub opened: Option<Fingerprint>,
    /// When it was written.
    pub at: Timestamp,
    /// The profile's text as it would have been saved.
    pub text: String,
    /// Whether the text is all that was written; else it is as much of it as is whole.
    pub whole: bool,
}

impl Entry {
    /// The file's content.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Fingerprint { hash, length } = Fingerprint::of(self.text.as_bytes());
        let about = json!({
            "weighbridge journal": VERSION,
            "profile": self.path.as_deref().map(state::text_of),
            "catalog": self.catalog,
            "opened": self.opened.map(|f| json!({ "length": f.length, "hash": format!("{:016x}", f.hash) })),
            "at": self.at.to_string(),
            "length": length,
            "hash": format!("{hash:016x}"),
        });
        format!("{about}\n{}", self.text).into_bytes()
    }

    /// What a file holds, as far as it is whole; none where that is nothing, or another form than this.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|b| *b == b'\n')?;
        let (about, rest) = (&bytes[..end], &bytes[end + 1..]);
        let about: Value = serde_json::from_slice(about).ok()?;
        if about["weighbridge journal"].as_u64() != Some(VERSION) {
            return None;
        }
        let whole = fingerprint(&about) == Some(Fingerprint::of(rest));
        let text = match std::str::from_utf8(rest) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&rest[..error.valid_up_to()]).ok()?,
        };
        let text = if whole { text } else { beginning(text)? };
        Some(Self {
            path: about["profile"].as_str().map(state::path_of),
            catalog: about["catalog"].as_str()?.to_owned(),
            opened: fingerprint(&about["opened"]),
            at: about["at"].as_str()?.parse().ok()?,
            text: text.to_owned(),
            whole,
        })
    }
}

fn fingerprint(value: &Value) -> Option<Fingerprint> {
    Some(Fingerprint {
        length: value["length"].as_u64()?,
        hash: u64::from_str_radix(value["hash"].as_str()?, 16).ok()?,
    })
}

/// The longest beginning of whole lines that is TOML; none where that says nothing.
fn beginning(text: &str) -> Option<&str> {
    // A file that was cut has no zeros and no half line at its end; one that was never written out may have.
    let mut text = text.split('\0').next()?;
    loop {
        text = &text[..=text.rfind('\n')?];
        match toml_edit::Document::parse(text) {
            Ok(document) => return (!document.as_table().is_empty()).then_some(text),
            Err(_) => text = text.strip_suffix('\n')?,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(text: &str) -> Entry {
        Entry {
            path: Some("/home/ana/100%/mill.toml".into()),
            catalog: "mills".into(),
            opened: Some(Fingerprint::of(b"before")),
            at: "2026-11-20T14:05:59.25Z".parse().unwrap(),
            text: text.into(),
            whole: true,
        }
    }

    const TEXT: &str = "schema = 1\n[answers]\nlanes = 4 # größer\nspeed = 30\n";

    #[test]
    fn what_was_written_is_read() {
        for entry in [
            entry(TEXT),
            entry(""),
            Entry {
                path: None,
                opened: None,
                ..entry(TEXT)
            },
        ] {
            assert_eq!(Entry::of_bytes(&entry.to_bytes()), Some(entry));
        }
    }

    #[test]
    fn a_torn_file_is_read_as_far_as_it_is_whole() {
        let bytes = entry(TEXT).to_bytes();
        let torn = Entry::of_bytes(&bytes[..bytes.len() - 3]).unwrap();
        assert_eq!(torn.text, "schema = 1\n[answers]\nlanes = 4 # größer\n");
        assert!(!torn.whole);
        // Blocks that never reached the disk are zeros.
        let mut zeros = bytes.clone();
        let half = bytes.len() - 30;
        zeros[half..].fill(0);
        assert!(!Entry::of_bytes(&zeros).unwrap().whole);
        for other in [
            &b""[..],
            b"\n",
            b"{}\n",
            b"{\"weighbridge journal\":2}\nschema = 1\n",
            &bytes[..40],
        ] {
            assert_eq!(Entry::of_bytes(other), None);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn a_file_cut_anywhere_gives_a_beginning_of_its_text_or_nothing(cut in 0_usize..400, flip in 0_usize..400) {
            let mut bytes = entry(TEXT).to_bytes();
            bytes.truncate(cut);
            if let Some(read) = Entry::of_bytes(&bytes) {
                prop_assert!(TEXT.starts_with(&read.text));
                prop_assert_eq!(read.whole, read.text == TEXT);
                prop_assert!(toml_edit::Document::parse(read.text.as_str()).is_ok());
            }
            // Nor does any other byte stop the program.
            if let Some(byte) = bytes.get_mut(flip) {
                *byte = !*byte;
            }
            let _ = Entry::of_bytes(&bytes);
        }
    }
}

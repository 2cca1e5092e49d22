//! The configuration file: what it may say, and everything that is wrong with it at once.

use std::{ops::Range, path::Path};

use super::{
    Origin, Setting, Wishes,
    settings::{MOST_RECENT, Wish},
    types::{ColourWish, GlyphWish, ThemeName},
};
use crate::diagnostic::{Document, Problems, TableReader, Value, position};

/// A word of the file, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The word.
    pub word: String,
    /// Its bytes in the file's text.
    pub span: Range<usize>,
}

/// Keys given to an action, as the file says it. Nothing of it has been looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebound {
    /// Where the keys hold.
    pub context: Spoken,
    /// What they do.
    pub action: Spoken,
    /// The keys, the one to show first; none: the action has no key.
    pub keys: Vec<Spoken>,
    /// Bytes of all keys.
    pub span: Range<usize>,
    /// Where that is said.
    pub origin: Origin,
}

/// A configuration file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it says. Only to be used where there are no problems.
    pub wishes: Wishes,
    /// What is wrong with it.
    pub problems: Problems,
}

/// Reads the text of a configuration file.
#[must_use]
pub fn read(path: &Path, text: &str) -> File {
    let mut problems = Problems::new(path.display().to_string(), text);
    let mut wishes = Wishes::default();
    if let Some(document) = Document::parse(text, &mut problems) {
        let mut reader = Reader {
            path,
            text,
            problems: &mut problems,
        };
        wishes = reader.all(&mut document.root());
    }
    problems.sort();
    File { wishes, problems }
}

struct Reader<'r> {
    path: &'r Path,
    text: &'r str,
    problems: &'r mut Problems,
}

impl Reader<'_> {
    fn all(&mut self, root: &mut TableReader<'_, '_>) -> Wishes {
        root.what = "the configuration".into();
        let wishes = Wishes {
            theme: self.named(root, "theme", "theme", ThemeName::ALL, ThemeName::name),
            color: self.named(root, "color", "way to colour", ColourWish::ALL, ColourWish::name),
            glyphs: self.named(root, "glyphs", "set of glyphs", GlyphWish::ALL, GlyphWish::name),
            mouse: self.switch(root, "mouse"),
            accessible: self.switch(root, "accessible"),
            recent: self.count(root, "recent", MOST_RECENT),
            keys: self.keys(root),
        };
        root.refuse_unknown(self.problems);
        wishes
    }

    fn origin(&self, at: usize) -> Origin {
        Origin::File {
            path: self.path.to_owned(),
            line: position(self.text, at).0,
        }
    }

    fn said<T>(&self, value: T, at: usize) -> Setting<T> {
        Setting {
            value,
            origin: self.origin(at),
        }
    }

    fn named<'d, T: Copy>(
        &mut self,
        root: &mut TableReader<'d, '_>,
        key: &'d str,
        what: &str,
        all: &[T],
        of: fn(T) -> &'static str,
    ) -> Wish<T> {
        let word = root.str(key, self.problems)?;
        let span = root.get(key)?.span;
        let found = all.iter().copied().find(|v| of(*v) == word);
        if found.is_none() {
            self.problems
                .error(span.clone(), format!("there is no {what} \"{word}\""))
                .nearest(word, all.iter().map(|v| of(*v)));
        }
        found.map(|v| self.said(v, span.start))
    }

    fn switch<'d>(&mut self, root: &mut TableReader<'d, '_>, key: &'d str) -> Wish<bool> {
        let on = root.bool(key, self.problems)?;
        let at = root.get(key)?.span.start;
        Some(self.said(on, at))
    }

    fn count<'d>(&mut self, root: &mut TableReader<'d, '_>, key: &'d str, most: u16) -> Wish<u16> {
        let number = root.number(key, self.problems)?;
        let span = root.get(key)?.span;
        let count = (0..=most).find(|n| f64::from(*n).to_bits() == number.to_bits());
        if count.is_none() {
            self.problems
                .error(span.clone(), format!("`{key}` is not a whole number from 0 to {most}"))
                .help("0 means that none are remembered");
        }
        count.map(|count| self.said(count, span.start))
    }

    fn keys(&mut self, root: &mut TableReader<'_, '_>) -> Vec<Rebound> {
        let Some(mut table) = root.table("keys", "`[keys]`", self.problems) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (context, span, value) in table.entries() {
            let context = Spoken {
                word: context.to_owned(),
                span,
            };
            let Some(mut actions) = value.as_table("") else {
                self.problems
                    .error(
                        value.span.clone(),
                        format!("`{}` of `[keys]` must be a table of actions", context.word),
                    )
                    .help("write `[keys.program]` and below it `help = [\"f1\", \"?\"]`");
                continue;
            };
            for (action, span, value) in actions.entries() {
                let action = Spoken {
                    word: action.to_owned(),
                    span,
                };
                if let Some(keys) = self.spoken_keys(&action.word, &value) {
                    all.push(Rebound {
                        context: context.clone(),
                        origin: self.origin(action.span.start),
                        action,
                        keys,
                        span: value.span,
                    });
                }
            }
        }
        all.sort_by_key(|rebound| rebound.action.span.start);
        all
    }

    fn spoken_keys(&mut self, action: &str, value: &Value<'_, '_>) -> Option<Vec<Spoken>> {
        let one = |value: &Value<'_, '_>| {
            Some(Spoken {
                word: value.as_str()?.to_owned(),
                span: value.span.clone(),
            })
        };
        if let Some(key) = one(value) {
            return Some(vec![key]);
        }
        let Some(items) = value.as_array() else {
            self.not_keys(action, value);
            return None;
        };
        let mut keys = Vec::with_capacity(items.len());
        for item in &items {
            match one(item) {
                Some(key) => keys.push(key),
                None => self.not_keys(action, item),
            }
        }
        (keys.len() == items.len()).then_some(keys)
    }

    fn not_keys(&mut self, action: &str, value: &Value<'_, '_>) {
        self.problems
            .error(
                value.span.clone(),
                format!("the keys of `{action}` must be text, or a list of texts"),
            )
            .help("for instance \"f1\", or [\"f1\", \"?\"], or [] for none");
    }
}

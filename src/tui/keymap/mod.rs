//! The one table of keys: dispatch, footer, help and documentation all read it.
//!
//! Owns which key does what, where, under which name, and why not now: the table, and the [`Keymap`] that a user's own
//! keys make of it. It must not do anything by itself: [`super::update`] acts.

mod action;
mod context;
mod map;
mod rebind;
mod table;

use std::fmt::Write as _;

use super::{key::Key, model::Model};

pub use action::Action;
pub use context::Context;
pub use map::{Bound, Keymap};
pub use table::TABLE;

/// How a binding stands in the footer.
#[derive(Debug, Clone, Copy)]
pub enum Footer {
    /// Not at all.
    No,
    /// Its key and label; lower ranks stay longer when there is little room.
    Yes(u8),
    /// As [`Self::Yes`], while this holds.
    While(fn(&Model) -> bool, u8),
    /// Together with the key of this other action: `↑↓ choose`.
    With(Action, u8),
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys unless the user gave others, the one to show first.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// A word or two.
    pub label: &'static str,
    /// A sentence without a full stop.
    pub help: &'static str,
    /// Place in the footer.
    pub footer: Footer,
    /// Whether it can be done now; else why not.
    pub enabled: fn(&Model) -> Result<(), &'static str>,
}

/// What a key means now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It asks for this.
    Do(Action),
    /// It would, but cannot now.
    Not(&'static str),
    /// It is text, for what is being typed.
    Text,
    /// Nothing.
    Nothing,
}

/// What `key` means to the model as it is now.
#[must_use]
pub fn meaning(model: &Model, key: Key) -> Meaning {
    let contexts = model.contexts();
    for &context in &contexts {
        if context.takes(key) {
            return Meaning::Text;
        }
        if let Some(line) = model.keymap.of(context).find(|line| line.keys.contains(&key)) {
            return match (line.binding.enabled)(model) {
                Ok(()) => Meaning::Do(line.binding.action),
                Err(why) => Meaning::Not(why),
            };
        }
    }
    // What else a field may know, where something is being typed.
    if contexts.first().is_some_and(|c| c.types()) {
        Meaning::Text
    } else {
        Meaning::Nothing
    }
}

/// A binding that can be reached now, and by which of its keys.
#[derive(Debug, Clone)]
pub struct Reach {
    /// The binding.
    pub binding: &'static Binding,
    /// Its keys that no inner context hides, and that are not text here; at least one.
    pub keys: Vec<Key>,
}

/// Bindings that a key can reach now, innermost first; also those that are not enabled.
#[must_use]
pub fn reachable(model: &Model) -> Vec<Reach> {
    let contexts = model.contexts();
    let mut found: Vec<Reach> = Vec::new();
    for (depth, &context) in contexts.iter().enumerate() {
        for Bound { binding, keys } in model.keymap.of(context) {
            let hidden = |key: &Key| {
                found.iter().any(|f| f.keys.contains(key)) || contexts[..=depth].iter().any(|c| c.takes(*key))
            };
            let keys: Vec<Key> = keys.iter().copied().filter(|k| !hidden(k)).collect();
            if !keys.is_empty() {
                found.push(Reach { binding, keys });
            }
        }
    }
    found
}

/// One hint of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Keys as shown.
    pub keys: String,
    /// What they do.
    pub label: &'static str,
    /// The first and the last of the keys; the same where there is one.
    pub presses: [Key; 2],
    rank: u8,
}

impl Hint {
    fn columns(&self) -> usize {
        use unicode_width::UnicodeWidthStr as _;
        self.keys.width() + 1 + self.label.width()
    }
}

/// Columns between two hints.
pub const GAP: usize = 2;

/// The hints that fit into `width` columns, none cut, the least needed left out first, in the table's order.
#[must_use]
pub fn footer(model: &Model, width: usize) -> Vec<Hint> {
    let ascii = !model.theme.glyphs.unicode;
    // A slide shows a few: who is in the room need not know them all.
    let width = if model.stage.on { width.min(64) } else { width };
    let all = reachable(model);
    let name = |reach: &Reach| reach.keys.first().map_or(String::new(), |k| k.name(ascii));
    let mut hints: Vec<Hint> = Vec::new();
    let mut shown: Vec<Action> = Vec::new();
    for reach in &all {
        // One key for an action is enough of a hint: the innermost.
        if shown.contains(&reach.binding.action) {
            continue;
        }
        let (other, rank) = match reach.binding.footer {
            Footer::No => continue,
            Footer::While(condition, _) if !condition(model) => continue,
            Footer::Yes(rank) | Footer::While(_, rank) => (None, rank),
            Footer::With(action, rank) => {
                let same = |r: &&Reach| r.binding.context == reach.binding.context && r.binding.action == action;
                (all.iter().find(same), rank)
            }
        };
        let Some(&first) = reach.keys.first() else { continue };
        // Asked last: it may take a layout of the screen to know.
        if (reach.binding.enabled)(model).is_err() {
            continue;
        }
        let last = other.and_then(|r| r.keys.first()).copied();
        let other = other.map_or(String::new(), name);
        let joint = if ascii && !other.is_empty() { "/" } else { "" };
        let keys = format!("{}{joint}{other}", name(reach));
        shown.push(reach.binding.action);
        hints.push(Hint {
            keys,
            label: reach.binding.label,
            presses: [first, last.unwrap_or(first)],
            rank,
        });
    }
    let needed = |hints: &[Hint]| {
        hints
            .iter()
            .map(|h| h.columns() + GAP)
            .sum::<usize>()
            .saturating_sub(GAP)
    };
    while needed(&hints) > width {
        let Some(least) = (0..hints.len()).max_by_key(|&i| (hints[i].rank, i)) else {
            break;
        };
        hints.remove(least);
    }
    hints
}

/// The table as Markdown: the text of `docs/keys.md`.
#[must_use]
pub fn markdown() -> String {
    let mut text = String::from(
        "# Keys\n\nThis page is written from the program's own table of keys: `UPDATE_DOCS=1 cargo test --test tui keys`.\n\
         A key of a narrower place hides the same key of a wider one. Where something is typed, characters are text.\n\n\
         Every key can be given to another action of its place: the table's name and the action's are those of the\n\
         configuration file, which `docs/config.md` describes.\n",
    );
    for context in Context::ALL {
        let mut bindings = TABLE.iter().filter(|b| b.context == context).peekable();
        if bindings.peek().is_none() {
            continue;
        }
        let _ = write!(
            text,
            "\n## {}\n\n`[keys.{}]`\n\n| key | action | what it does |\n|---|---|---|\n",
            context.title(),
            context.id()
        );
        for binding in bindings {
            let keys: Vec<String> = binding
                .keys
                .iter()
                .map(|k| format!("`{}`", k.name(false).replace('|', "\\|")))
                .collect();
            let _ = writeln!(
                text,
                "| {} | `{}` | {} |",
                keys.join(" "),
                binding.action.id(),
                binding.help
            );
        }
    }
    text
}

//! The keys that count: those of the table, with what the user gave in their place.

use std::{borrow::Cow, sync::Arc};

use super::{Action, Binding, Context, TABLE};
use crate::tui::key::Key;

/// A line of the table with the keys that it has now.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The line; its own `keys` do not count.
    pub binding: &'static Binding,
    /// The keys, the one to show first; none: it cannot be asked for by key.
    pub keys: Cow<'static, [Key]>,
}

/// Which key does what. Cheap to clone: it never changes while the program runs.
#[derive(Debug, Clone)]
pub struct Keymap {
    lines: Arc<[Bound]>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(|binding| Cow::Borrowed(binding.keys))
    }
}

impl Keymap {
    /// The table with these keys.
    pub(super) fn with(keys: impl Fn(&'static Binding) -> Cow<'static, [Key]>) -> Self {
        let lines = TABLE.iter().map(|binding| Bound {
            binding,
            keys: keys(binding),
        });
        Self { lines: lines.collect() }
    }

    /// All lines, in the order of the table.
    #[must_use]
    pub fn lines(&self) -> &[Bound] {
        &self.lines
    }

    /// The lines of a context, in the order of the table.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Bound> {
        self.lines.iter().filter(move |line| line.binding.context == context)
    }

    /// The keys of an action.
    #[must_use]
    pub fn keys(&self, context: Context, action: Action) -> &[Key] {
        let mut lines = self.of(context);
        lines
            .find(|line| line.binding.action == action)
            .map_or(&[], |line| &line.keys)
    }

    /// The key of an action that is shown first, by name; `no key` where it has none.
    #[must_use]
    pub fn name(&self, context: Context, action: Action, ascii: bool) -> String {
        let first = self.keys(context, action).first();
        first.map_or_else(|| "no key".to_owned(), |key| key.name(ascii))
    }
}

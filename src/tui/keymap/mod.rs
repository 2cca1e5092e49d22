//! The one table of keys: dispatch, footer, help and documentation all read it.
//!
//! Owns which key does what, where, under which name, and why not now. It must not do anything by itself:
//! [`super::update`] acts.

mod table;

use std::fmt::Write as _;

use super::{
    key::{Code, Key},
    model::Model,
};

pub use table::TABLE;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave, asking when something is unsaved.
    Quit,
    /// Leave as Ctrl-C does.
    Interrupt,
    /// Stop the process; the shell's `fg` brings it back.
    Suspend,
    /// Show all keys.
    Help,
    /// Save.
    Save,
    /// Save under another name.
    SaveAs,
    /// Open another profile.
    Open,
    /// Give the profile a title.
    Rename,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Another set of evidence.
    Evidence,
    /// Tables in place of charts, and back.
    Table,
    /// The screen with this number.
    Screen(u8),
    /// The next screen.
    NextScreen,
    /// The screen before.
    PreviousScreen,
    /// Choose a question from the list of all.
    Jump,
    /// To the open question that is most worth answering.
    WorthAsking,
    /// One up.
    Up,
    /// One down.
    Down,
    /// More of it.
    More,
    /// Less of it.
    Less,
    /// Much more of it.
    MuchMore,
    /// Much less of it.
    MuchLess,
    /// Take it as the answer, and on.
    Take,
    /// To the question before.
    Back,
    /// To the next question, leaving this one.
    Skip,
    /// Write a note.
    Note,
    /// Answer that it is not known yet.
    DontKnow,
    /// Take the answer, the weight or the score back.
    Clear,
    /// Another chart beside the question.
    NextChart,
    /// The guide's page behind what is shown.
    GuidePage,
    /// One left.
    Left,
    /// One right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the top.
    Top,
    /// To the bottom.
    Bottom,
    /// Edit the matrix.
    Edit,
    /// Search.
    Search,
    /// Close, drop, go back.
    Close,
    /// Save, then go on.
    SaveFirst,
    /// Drop the changes, then go on.
    Discard,
    /// Read the file again.
    Reload,
    /// Write over it.
    Overwrite,
    /// Show only questions of another state.
    Filter,
}

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Always.
    Everywhere,
    /// Any screen, no popup before it.
    Program,
    /// Any question.
    Question,
    /// A question with choices.
    Choice,
    /// A question for a number.
    Number,
    /// The weights.
    Points,
    /// Something is being typed into a question or a cell.
    Typing,
    /// A screen that is only read.
    Reading,
    /// The verdict screen.
    Verdict,
    /// The matrix of the verdict screen.
    Matrix,
    /// The scenarios screen.
    Scenarios,
    /// What would change the winner.
    Flip,
    /// Strategies over time.
    Path,
    /// The guide.
    Guide,
    /// The guide's search is being typed.
    Searching,
    /// A list of profiles to open.
    OpenList,
    /// The list of questions.
    JumpList,
    /// A line of text is being typed into a popup: note, title, path.
    Prompt,
    /// Leave, or open another profile, with unsaved answers?
    Unsaved,
    /// The file changed since it was opened.
    Conflict,
    /// There is a file of this name.
    Exists,
    /// Something to be read.
    Message,
    /// The list of keys.
    HelpList,
}

impl Context {
    /// Heading in help and documentation.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Program => "On every screen",
            Self::Question => "On every question",
            Self::Choice => "Choosing",
            Self::Number => "A number",
            Self::Points => "Sharing out points",
            Self::Typing => "While typing a number",
            Self::Reading => "Reading a screen",
            Self::Verdict => "Verdict",
            Self::Matrix => "In the matrix",
            Self::Scenarios => "Scenarios",
            Self::Flip => "What would flip it",
            Self::Path => "Path",
            Self::Guide => "Guide",
            Self::Searching => "Searching the guide",
            Self::OpenList => "Opening a profile",
            Self::JumpList => "List of questions",
            Self::Prompt => "Typing a line",
            Self::Unsaved => "Unsaved answers",
            Self::Conflict => "The file changed on disk",
            Self::Exists => "The file exists",
            Self::Message => "A message",
            Self::HelpList => "All keys",
        }
    }

    /// Contexts in the order of help and documentation.
    pub const ALL: [Self; 23] = [
        Self::Choice,
        Self::Number,
        Self::Points,
        Self::Typing,
        Self::Question,
        Self::Verdict,
        Self::Matrix,
        Self::Scenarios,
        Self::Flip,
        Self::Path,
        Self::Guide,
        Self::Searching,
        Self::Reading,
        Self::Program,
        Self::OpenList,
        Self::JumpList,
        Self::Prompt,
        Self::Unsaved,
        Self::Conflict,
        Self::Exists,
        Self::Message,
        Self::HelpList,
        Self::Everywhere,
    ];

    /// Whether a line of text is being typed here.
    #[must_use]
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Typing | Self::Searching | Self::OpenList | Self::JumpList | Self::Prompt
        )
    }

    /// Whether a key is text here, and never a key of the table.
    #[must_use]
    pub fn takes(self, key: Key) -> bool {
        let edits = [
            Code::Left,
            Code::Right,
            Code::Home,
            Code::End,
            Code::Backspace,
            Code::Delete,
        ];
        match self {
            _ if self.types() => key.typed().is_some() || edits.contains(&key.code),
            Self::Number | Self::Points | Self::Matrix => {
                key.typed().is_some_and(|c| c.is_ascii_digit() || "$€£¥.".contains(c))
            }
            _ => false,
        }
    }
}

/// How a binding stands in the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footer {
    /// Not at all.
    No,
    /// Its key and label; lower ranks stay longer when there is little room.
    Yes(u8),
    /// Together with the key of this other action: `↑↓ choose`.
    With(Action, u8),
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, the one to show first.
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
        if let Some(binding) = TABLE.iter().find(|b| b.context == context && b.keys.contains(&key)) {
            return match (binding.enabled)(model) {
                Ok(()) => Meaning::Do(binding.action),
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
        for binding in TABLE.iter().filter(|b| b.context == context) {
            let hidden = |key: &Key| {
                found.iter().any(|f| f.binding.keys.contains(key)) || contexts[..=depth].iter().any(|c| c.takes(*key))
            };
            let keys: Vec<Key> = binding.keys.iter().copied().filter(|k| !hidden(k)).collect();
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
    let all = reachable(model);
    let name = |reach: &Reach| reach.keys.first().map_or(String::new(), |k| k.name(ascii));
    let mut hints: Vec<Hint> = Vec::new();
    for reach in all.iter().filter(|r| (r.binding.enabled)(model).is_ok()) {
        let (keys, rank) = match reach.binding.footer {
            Footer::No => continue,
            Footer::Yes(rank) => (name(reach), rank),
            Footer::With(action, rank) => {
                let other = all
                    .iter()
                    .find(|r| r.binding.context == reach.binding.context && r.binding.action == action)
                    .map_or(String::new(), name);
                let joint = if ascii && !other.is_empty() { "/" } else { "" };
                (format!("{}{joint}{other}", name(reach)), rank)
            }
        };
        hints.push(Hint {
            keys,
            label: reach.binding.label,
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
         A key of a narrower place hides the same key of a wider one. Where something is typed, characters are text.\n",
    );
    for context in Context::ALL {
        let mut bindings = TABLE.iter().filter(|b| b.context == context).peekable();
        if bindings.peek().is_none() {
            continue;
        }
        let _ = write!(text, "\n## {}\n\n| key | what it does |\n|---|---|\n", context.title());
        for binding in bindings {
            let keys: Vec<String> = binding
                .keys
                .iter()
                .map(|k| format!("`{}`", k.name(false).replace('|', "\\|")))
                .collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), binding.help);
        }
    }
    text
}

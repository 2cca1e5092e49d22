//! Popups: what each remembers while it is open. They stand on a stack; the topmost has the keys.

mod compare;
mod explain;
mod numbers;
mod record;
mod recovery;

use std::path::PathBuf;

use super::{field::Field, keymap::Context};
use crate::{catalog::Catalog, profile::Difference};

pub use compare::Compare;
pub use explain::{Basis, Entry, Explain, Step};
pub use numbers::{Group, place};
pub use record::{Drafts, RecordForm};
pub use recovery::{Busy, Offer};

/// One popup.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// Profiles to open.
    Open(OpenList),
    /// All questions.
    Jump(JumpList),
    /// Where numbers come from.
    Explain(Box<Explain>),
    /// A decision record about to be written.
    Record(Box<RecordForm>),
    /// Two profiles side by side.
    Compare(Box<Compare>),
    /// A line of text.
    Prompt(Prompt),
    /// There are unsaved changes.
    Unsaved(Then),
    /// The file is not as it was when it was opened.
    Conflict(Conflict),
    /// There is a file of that name already.
    Exists(PathBuf),
    /// Another program has the profile open.
    Busy(Busy),
    /// Answers that an earlier session did not save.
    Recovery(Box<Offer>),
    /// Something to be read.
    Message(Text),
    /// All keys.
    Help {
        /// Rows scrolled down.
        scroll: u16,
    },
}

impl Layer {
    /// Where its keys are in the table.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Open(_) => Context::OpenList,
            Self::Jump(_) => Context::JumpList,
            Self::Explain(popup) if popup.inside => Context::Explain,
            Self::Explain(_) => Context::NumberList,
            Self::Record(_) => Context::Record,
            Self::Compare(_) => Context::Compare,
            Self::Prompt(_) => Context::Prompt,
            Self::Unsaved(_) => Context::Unsaved,
            Self::Conflict(_) => Context::Conflict,
            Self::Exists(_) => Context::Exists,
            Self::Busy(_) => Context::Busy,
            Self::Recovery(_) => Context::Recovery,
            Self::Message(_) => Context::Message,
            Self::Help { .. } => Context::HelpList,
        }
    }
}

/// What happens once unsaved changes are saved or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Leave with this exit code.
    Leave(u8),
    /// Open this.
    Open(Source),
}

/// What can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Nothing: a new profile.
    New,
    /// A file.
    File(PathBuf),
    /// A scenario of the catalog, by index.
    Scenario(usize),
}

/// The list of what can be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenList {
    /// Whether it greets at the start; closing it then means a new profile.
    pub welcome: bool,
    /// Whether what is chosen is compared with what is open, and not opened.
    pub compares: bool,
    /// What can be opened.
    pub entries: Vec<Source>,
    /// The entry under the cursor.
    pub cursor: usize,
    /// A path being typed: it goes before the entries.
    pub path: Field,
}

impl OpenList {
    /// New, the recent files, the catalog's scenarios.
    #[must_use]
    pub fn new(welcome: bool, recent: &[PathBuf], catalog: &Catalog) -> Self {
        let entries = std::iter::once(Source::New)
            .chain(recent.iter().cloned().map(Source::File))
            .chain((0..catalog.scenarios.len()).map(Source::Scenario))
            .collect();
        Self {
            welcome,
            compares: false,
            entries,
            cursor: 0,
            path: Field::default(),
        }
    }

    /// What can be compared with: the recent files, the catalog's scenarios.
    #[must_use]
    pub fn comparing(recent: &[PathBuf], catalog: &Catalog) -> Self {
        let mut list = Self::new(false, recent, catalog);
        list.compares = true;
        list.entries.retain(|entry| *entry != Source::New);
        list
    }

    /// What Enter opens.
    #[must_use]
    pub fn chosen(&self) -> Option<Source> {
        let path = self.path.text().trim();
        if path.is_empty() {
            self.entries.get(self.cursor).cloned()
        } else {
            Some(Source::File(PathBuf::from(path)))
        }
    }
}

/// The list of questions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JumpList {
    /// Place in the list as filtered.
    pub cursor: usize,
    /// Words that titles must hold.
    pub filter: Field,
    /// State that questions must have.
    pub only: Only,
}

/// Which questions a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All.
    #[default]
    All,
    /// Those without an answer.
    Open,
    /// Those with a note.
    Noted,
}

impl Only {
    /// The next in turn.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::All => Self::Open,
            Self::Open => Self::Noted,
            Self::Noted => Self::All,
        }
    }

    /// Word for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Noted => "with a note",
        }
    }
}

/// A line being typed into a popup.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    /// What for.
    pub what: Asked,
    /// The line.
    pub field: Field,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// What a prompt asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A note on this question.
    Note(usize),
    /// The profile's title.
    Title,
    /// Where to save.
    Path,
}

/// The file changed since it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The file.
    pub path: PathBuf,
    /// What happened to it, as a sentence.
    pub what: String,
    /// What else than saving under another name may be offered.
    pub way_out: WayOut,
    /// What writing over the file would change in it, where it can be read.
    pub differences: Vec<Difference>,
}

/// Ways out of a conflict, beside saving under another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOut {
    /// Another content: read it, or write over it.
    ReloadOrOverwrite,
    /// The file is gone: write it again.
    Overwrite,
    /// What is there cannot be read, and so is not written over.
    Neither,
}

/// Something to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Title.
    pub title: String,
    /// Text, already in lines.
    pub text: String,
    /// Rows scrolled down.
    pub scroll: u16,
}

//! Where keys go.

use crate::tui::key::{Code, Key};

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
    /// The weights, by points.
    Points,
    /// The weights, by swing.
    Swing,
    /// A trade-off that checks weights by swing.
    TradeOff,
    /// The weights, by rank.
    Rank,
    /// The weights, in whatever way.
    Weights,
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
    /// A decision record about to be written.
    Record,
    /// Two profiles side by side.
    Compare,
    /// The list of a screen's numbers.
    NumberList,
    /// Where a number comes from.
    Explain,
    /// Presenting.
    Stage,
    /// A line of text is being typed into a popup: note, title, path.
    Prompt,
    /// Leave, or open another profile, with unsaved answers?
    Unsaved,
    /// The file changed since it was opened.
    Conflict,
    /// There is a file of this name.
    Exists,
    /// Another program has the profile open.
    Busy,
    /// Answers that an earlier session did not save.
    Recovery,
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
            Self::Swing => "Rating swings",
            Self::TradeOff => "Checking a trade-off",
            Self::Rank => "Putting criteria in order",
            Self::Weights => "Weights in any way",
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
            Self::Record => "Writing a decision record",
            Self::Compare => "Comparing profiles",
            Self::NumberList => "Numbers to explain",
            Self::Explain => "Where a number comes from",
            Self::Stage => "Presenting",
            Self::Prompt => "Typing a line",
            Self::Unsaved => "Unsaved answers",
            Self::Conflict => "The file changed on disk",
            Self::Exists => "The file exists",
            Self::Busy => "Open in another program",
            Self::Recovery => "Answers that were not saved",
            Self::Message => "A message",
            Self::HelpList => "All keys",
        }
    }

    /// Its name in configuration files; it never changes.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Program => "program",
            Self::Question => "question",
            Self::Choice => "choice",
            Self::Number => "number",
            Self::Points => "points",
            Self::Swing => "swing",
            Self::TradeOff => "trade-off",
            Self::Rank => "rank",
            Self::Weights => "weights",
            Self::Typing => "typing",
            Self::Reading => "reading",
            Self::Verdict => "verdict",
            Self::Matrix => "matrix",
            Self::Scenarios => "scenarios",
            Self::Flip => "flip",
            Self::Path => "path",
            Self::Guide => "guide",
            Self::Searching => "searching",
            Self::OpenList => "open-list",
            Self::JumpList => "jump-list",
            Self::Record => "record",
            Self::Compare => "compare",
            Self::NumberList => "number-list",
            Self::Explain => "explain",
            Self::Stage => "presenting",
            Self::Prompt => "prompt",
            Self::Unsaved => "unsaved",
            Self::Conflict => "conflict",
            Self::Exists => "exists",
            Self::Busy => "busy",
            Self::Recovery => "recovery",
            Self::Message => "message",
            Self::HelpList => "help-list",
        }
    }

    /// Contexts in the order of help and documentation.
    pub const ALL: [Self; 34] = [
        Self::Choice,
        Self::Number,
        Self::Points,
        Self::Swing,
        Self::TradeOff,
        Self::Rank,
        Self::Weights,
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
        Self::Stage,
        Self::OpenList,
        Self::JumpList,
        Self::NumberList,
        Self::Explain,
        Self::Record,
        Self::Compare,
        Self::Prompt,
        Self::Unsaved,
        Self::Conflict,
        Self::Exists,
        Self::Busy,
        Self::Recovery,
        Self::Message,
        Self::HelpList,
        Self::Everywhere,
    ];

    /// Whether keys that it does not know go on to those of every screen ([`Context::Program`]); popups keep them.
    #[must_use]
    pub const fn passes_on(self) -> bool {
        matches!(
            self,
            Self::Question
                | Self::Choice
                | Self::Number
                | Self::Points
                | Self::Swing
                | Self::TradeOff
                | Self::Rank
                | Self::Weights
                | Self::Typing
                | Self::Reading
                | Self::Verdict
                | Self::Matrix
                | Self::Scenarios
                | Self::Flip
                | Self::Path
                | Self::Guide
                | Self::Searching
                | Self::Stage
        )
    }

    /// Whether [`super::Action::Close`] is the only way out of here.
    #[must_use]
    pub const fn is_left_by_closing(self) -> bool {
        let outermost = matches!(self, Self::Everywhere | Self::Program);
        (!self.passes_on() && !outermost) || self.types() || matches!(self, Self::Matrix | Self::TradeOff)
    }

    /// Whether a line of text is being typed here.
    #[must_use]
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Typing
                | Self::Searching
                | Self::OpenList
                | Self::JumpList
                | Self::NumberList
                | Self::Record
                | Self::Prompt
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
            Self::Number | Self::Points | Self::Swing | Self::Matrix => {
                key.typed().is_some_and(|c| c.is_ascii_digit() || "$€£¥.".contains(c))
            }
            _ => false,
        }
    }
}

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

    /// Contexts in the order of help and documentation.
    pub const ALL: [Self; 33] = [
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

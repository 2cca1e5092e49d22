//! What keys can ask for.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave, asking when something is unsaved.
    Quit,
    /// Leave as Ctrl-C does.
    Interrupt,
    /// Stop the process; the shell's `fg` brings it back.
    Suspend,
    /// Listen to the mouse, or leave it to the terminal.
    Mouse,
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
    /// The next theme.
    Theme,
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
    /// Another way to set the weights.
    Way,
    /// Name the criterion that one would move first.
    First,
    /// Check the ratings by a trade-off.
    Check,
    /// As important as the one above, or not any more.
    Tie,
    /// State the order as it stands.
    State,
    /// Take back all weights set by hand.
    Release,
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
    /// Say where numbers come from.
    Explain,
    /// Write a decision record.
    Record,
    /// Compare with another profile.
    Compare,
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
    /// Read the file again, and keep the changes made here.
    Merge,
    /// Bring answers back that were not saved.
    Restore,
    /// Open a copy.
    OpenCopy,
    /// Open it to read.
    OpenReadOnly,
    /// Show only questions of another state.
    Filter,
}

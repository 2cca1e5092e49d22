//! What keys can ask for.
//!
//! Owns the actions and the names that they have in configuration files.

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
    /// Show the settings and what is wrong with them.
    Settings,
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
    /// Begin or end presenting.
    Present,
    /// The next slide.
    NextSlide,
    /// The slide before.
    PreviousSlide,
    /// Show nothing, and again.
    Blank,
    /// Show the ruler that the font is set by.
    Ruler,
    /// Start or stop the clock.
    Clock,
    /// Set the clock back; then take it away.
    ResetClock,
    /// A minute more on the clock.
    MoreTime,
    /// A minute less on the clock.
    LessTime,
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

impl Action {
    /// Its name in configuration files; it never changes.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Quit => "quit",
            Self::Interrupt => "interrupt",
            Self::Suspend => "suspend",
            Self::Help => "help",
            Self::Settings => "settings",
            Self::Save => "save",
            Self::SaveAs => "save-as",
            Self::Open => "open",
            Self::Rename => "rename",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Evidence => "evidence",
            Self::Table => "table",
            Self::Theme => "theme",
            Self::NextScreen => "next-screen",
            Self::PreviousScreen => "previous-screen",
            Self::Jump => "jump",
            Self::WorthAsking => "worth-asking",
            Self::Up => "up",
            Self::Down => "down",
            Self::More => "more",
            Self::Less => "less",
            Self::MuchMore => "much-more",
            Self::MuchLess => "much-less",
            Self::Take => "take",
            Self::Back => "back",
            Self::Skip => "skip",
            Self::Note => "note",
            Self::DontKnow => "dont-know",
            Self::Clear => "clear",
            Self::Way => "way",
            Self::First => "first",
            Self::Check => "check",
            Self::Tie => "tie",
            Self::State => "state",
            Self::Release => "release",
            Self::NextChart => "next-chart",
            Self::GuidePage => "guide-page",
            Self::Left => "left",
            Self::Right => "right",
            Self::PageUp => "page-up",
            Self::PageDown => "page-down",
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::Explain => "explain",
            Self::Record => "record",
            Self::Compare => "compare",
            Self::Mouse => "mouse",
            Self::Present => "present",
            Self::NextSlide => "next-slide",
            Self::PreviousSlide => "previous-slide",
            Self::Blank => "blank",
            Self::Ruler => "ruler",
            Self::Clock => "clock",
            Self::ResetClock => "reset-clock",
            Self::MoreTime => "more-time",
            Self::LessTime => "less-time",
            Self::Edit => "edit",
            Self::Search => "search",
            Self::Close => "close",
            Self::SaveFirst => "save-first",
            Self::Discard => "discard",
            Self::Reload => "reload",
            Self::Overwrite => "overwrite",
            Self::Filter => "filter",
            Self::Merge => "merge",
            Self::Restore => "restore",
            Self::OpenCopy => "open-copy",
            Self::OpenReadOnly => "open-read-only",
            Self::Screen(1) => "screen-1",
            Self::Screen(2) => "screen-2",
            Self::Screen(3) => "screen-3",
            Self::Screen(4) => "screen-4",
            Self::Screen(5) => "screen-5",
            Self::Screen(6) => "screen-6",
            Self::Screen(7) => "screen-7",
            Self::Screen(8) => "screen-8",
            Self::Screen(_) => "screen",
        }
    }
}

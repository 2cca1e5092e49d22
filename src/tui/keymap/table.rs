//! The table itself.

use super::{Action, Binding, Context, Footer};
use crate::{
    profile::WeightsBy,
    tui::{
        key::{Code, Key},
        layer::{Layer, WayOut},
        model::{Model, Screen, Target},
    },
};

const ENTER: Key = Key::plain(Code::Enter);
const ESC: Key = Key::plain(Code::Esc);
const UP: Key = Key::plain(Code::Up);
const DOWN: Key = Key::plain(Code::Down);
const LEFT: Key = Key::plain(Code::Left);
const RIGHT: Key = Key::plain(Code::Right);
const TAB: Key = Key::plain(Code::Tab);
const PAGE_UP: Key = Key::plain(Code::PageUp);
const PAGE_DOWN: Key = Key::plain(Code::PageDown);
const HOME: Key = Key::plain(Code::Home);
const END: Key = Key::plain(Code::End);
const BACKSPACE: Key = Key::plain(Code::Backspace);
const DELETE: Key = Key::plain(Code::Delete);

/// A line of the table that is always enabled and not in the footer.
const fn bind(
    context: Context,
    keys: &'static [Key],
    action: Action,
    label: &'static str,
    help: &'static str,
) -> Binding {
    Binding {
        context,
        keys,
        action,
        label,
        help,
        footer: Footer::No,
        enabled: always,
    }
}

impl Binding {
    const fn footer(self, rank: u8) -> Self {
        Self {
            footer: Footer::Yes(rank),
            ..self
        }
    }

    const fn footer_while(self, condition: fn(&Model) -> bool, rank: u8) -> Self {
        Self {
            footer: Footer::While(condition, rank),
            ..self
        }
    }

    const fn with(self, action: Action, rank: u8) -> Self {
        Self {
            footer: Footer::With(action, rank),
            ..self
        }
    }

    const fn when(self, enabled: fn(&Model) -> Result<(), &'static str>) -> Self {
        Self { enabled, ..self }
    }
}

/// Every key of the program. One line each, so that it can be read as a table.
#[rustfmt::skip]
pub static TABLE: &[Binding] = {
    use Action as A;
    use Context as C;
    &[
        // A question with choices.
        bind(C::Choice, &[UP], A::Up, "choose", "the choice above; charts preview it").with(A::Down, 1),
        bind(C::Choice, &[DOWN], A::Down, "choose", "the choice below; charts preview it"),
        bind(C::Choice, &[ENTER, Key::char(' ')], A::Take, "answer", "take the choice under the cursor, and on").footer(1),
        bind(C::Choice, &[ESC], A::Close, "as it was", "put the cursor back on the answer"),
        // A number.
        bind(C::Typing, &[ENTER], A::Take, "take", "take what was typed, and on").footer(1),
        bind(C::Typing, &[ESC], A::Close, "drop", "forget what was typed").footer(2),
        bind(C::Number, &[UP], A::More, "step", "a step up; charts preview it").with(A::Less, 1),
        bind(C::Number, &[DOWN], A::Less, "step", "a step down; charts preview it"),
        bind(C::Number, &[ENTER], A::Take, "answer", "take the number, and on").footer(1),
        // The weights.
        bind(C::Points, &[UP], A::Up, "criterion", "the criterion above").with(A::Down, 1),
        bind(C::Points, &[DOWN], A::Down, "criterion", "the criterion below"),
        bind(C::Points, &[LEFT, Key::char('-')], A::Less, "points", "a point less, set by hand").with(A::More, 1),
        bind(C::Points, &[RIGHT, Key::char('+')], A::More, "points", "a point more, set by hand"),
        bind(C::Points, &[LEFT.shifted(), PAGE_DOWN], A::MuchLess, "five less", "five points less"),
        bind(C::Points, &[RIGHT.shifted(), PAGE_UP], A::MuchMore, "five more", "five points more"),
        bind(C::Points, &[Key::char('x'), DELETE, BACKSPACE], A::Clear, "release", "the weight follows the answers again")
            .footer(3)
            .when(pinned),
        bind(C::Points, &[ENTER], A::Take, "on", "on to the next question").footer(2),
        bind(C::Swing, &[UP], A::Up, "criterion", "the criterion above").with(A::Down, 1),
        bind(C::Swing, &[DOWN], A::Down, "criterion", "the criterion below"),
        bind(C::Swing, &[ENTER], A::Take, "take", "move this first; then take the rating shown, and on to the next").footer(1),
        bind(C::Swing, &[LEFT, Key::char('-')], A::Less, "rate", "five points less").with(A::More, 1).when(swung),
        bind(C::Swing, &[RIGHT, Key::char('+')], A::More, "rate", "five points more").when(swung),
        bind(C::Swing, &[LEFT.shifted(), PAGE_DOWN], A::MuchLess, "one less", "one point less").when(swung),
        bind(C::Swing, &[RIGHT.shifted(), PAGE_UP], A::MuchMore, "one more", "one point more").when(swung),
        bind(C::Swing, &[Key::char('f')], A::First, "first", "move this first: it has 100, the others are rated against it").footer(3),
        bind(C::Swing, &[Key::char('x'), DELETE, BACKSPACE], A::Clear, "release", "take the rating back").footer(4).when(pinned),
        bind(C::Swing, &[Key::char('k')], A::Check, "check", "check the ratings by a trade-off").footer(3).when(checkable),
        bind(C::TradeOff, &[LEFT, DOWN, Key::char('-')], A::Less, "how far", "a twentieth of the range less").with(A::More, 1),
        bind(C::TradeOff, &[RIGHT, UP, Key::char('+')], A::More, "how far", "a twentieth of the range more"),
        bind(C::TradeOff, &[LEFT.shifted(), PAGE_DOWN], A::MuchLess, "less", "a hundredth of the range less"),
        bind(C::TradeOff, &[RIGHT.shifted(), PAGE_UP], A::MuchMore, "more", "a hundredth of the range more"),
        bind(C::TradeOff, &[Key::char('x'), DELETE, BACKSPACE], A::Clear, "take back", "take the answer back")
            .footer(3)
            .when(traded),
        bind(C::TradeOff, &[ENTER], A::Take, "on", "on to the next trade-off, then to the next question").footer(1),
        bind(C::TradeOff, &[ESC], A::Close, "ratings", "back to the ratings").footer(2),
        bind(C::Rank, &[UP], A::Up, "criterion", "the criterion above").with(A::Down, 1),
        bind(C::Rank, &[DOWN], A::Down, "criterion", "the criterion below"),
        bind(C::Rank, &[Key::char('+'), UP.shifted(), PAGE_UP], A::More, "move", "more important: up in the order").with(A::Less, 1),
        bind(C::Rank, &[Key::char('-'), DOWN.shifted(), PAGE_DOWN], A::Less, "move", "less important: down in the order"),
        bind(C::Rank, &[Key::char('t')], A::Tie, "tie", "as important as the one above; again: not any more").footer(2),
        bind(C::Rank, &[Key::char(' ')], A::State, "state", "state the order as it stands").footer(3).when(not_ranked),
        bind(C::Rank, &[ENTER], A::Take, "on", "on to the next question").footer(2),
        bind(C::Weights, &[Key::char('w')], A::Way, "way", "another way to set the weights: points, swing, rank").footer(2),
        bind(C::Weights, &[Key::char('r')], A::Release, "release all", "the weights follow the answers again, all of them")
            .footer(6)
            .when(by_hand),
        // Every question.
        bind(C::Question, &[LEFT, Key::char('[')], A::Back, "back", "the question before").footer(3).when(not_first),
        bind(C::Question, &[RIGHT, Key::char(']')], A::Skip, "skip", "the next question; this one keeps its answer").footer(3),
        bind(C::Question, &[Key::char('d')], A::DontKnow, "don't know", "answer: don't know yet").footer(7).when(answerable),
        bind(C::Question, &[Key::char('x'), DELETE, BACKSPACE], A::Clear, "clear", "take the answer back")
            .footer(8)
            .when(answered),
        bind(C::Question, &[Key::char('n')], A::Note, "note", "write a note on this question").footer(5),
        bind(C::Question, &[Key::char('c')], A::NextChart, "chart", "another chart beside the question")
            .footer(4)
            .when(narrow),
        bind(C::Question, &[Key::char('g')], A::GuidePage, "guide", "the guide's page behind this question")
            .footer(6)
            .when(has_page),
        // Screens.
        bind(C::Matrix, &[UP], A::Up, "row", "the criterion above").with(A::Down, 1),
        bind(C::Matrix, &[DOWN], A::Down, "row", "the criterion below"),
        bind(C::Matrix, &[LEFT], A::Left, "column", "the column to the left").with(A::Right, 1),
        bind(C::Matrix, &[RIGHT], A::Right, "column", "the column to the right"),
        bind(C::Matrix, &[Key::char('+')], A::More, "change", "a point more, or a score one higher").with(A::Less, 2),
        bind(C::Matrix, &[Key::char('-')], A::Less, "change", "a point less, or a score one lower"),
        bind(C::Matrix, &[Key::char('x'), DELETE, BACKSPACE], A::Clear, "release", "take back what was set by hand")
            .footer(2)
            .when(own_cell),
        bind(C::Matrix, &[ENTER], A::Explain, "explain", "where the cell's number comes from").footer(2),
        bind(C::Matrix, &[ESC, Key::char('m')], A::Close, "done", "leave the matrix").footer(1),
        bind(C::Verdict, &[Key::char('m')], A::Edit, "edit matrix", "set weights and scores by hand, cell by cell").footer(1),
        bind(C::Scenarios, &[UP], A::Up, "scenario", "the scenario above").with(A::Down, 1),
        bind(C::Scenarios, &[DOWN], A::Down, "scenario", "the scenario below"),
        bind(C::Scenarios, &[Key::char('g')], A::GuidePage, "guide", "the guide's page behind this scenario")
            .footer(2)
            .when(has_page),
        bind(C::Flip, &[UP], A::Up, "question", "the question above").with(A::Down, 1),
        bind(C::Flip, &[DOWN], A::Down, "question", "the question below"),
        bind(C::Flip, &[Key::char('a')], A::Take, "answer it", "go to the question under the cursor, to answer it").footer(1),
        bind(C::Path, &[LEFT, Key::char('-')], A::Less, "move", "the switch a month earlier, or less of the traffic")
            .with(A::More, 1)
            .when(has_lever),
        bind(C::Path, &[RIGHT, Key::char('+')], A::More, "move", "the switch a month later, or more of the traffic").when(has_lever),
        bind(C::Path, &[LEFT.shifted()], A::MuchLess, "move far", "half a year earlier, or much less of the traffic").when(has_lever),
        bind(C::Path, &[RIGHT.shifted()], A::MuchMore, "move far", "half a year later, or much more of the traffic").when(has_lever),
        bind(C::Path, &[UP], A::Up, "which", "the lever above").with(A::Down, 2),
        bind(C::Path, &[DOWN], A::Down, "which", "the lever below"),
        bind(C::Path, &[Key::char('x'), DELETE, BACKSPACE], A::Clear, "take back", "take the answer back; the assumed value counts again")
            .footer(3)
            .when(answered_lever),
        bind(C::Searching, &[ENTER], A::Take, "keep", "keep the pages found").footer(1),
        bind(C::Searching, &[ESC], A::Close, "all pages", "forget the search").footer(1),
        bind(C::Searching, &[UP], A::Up, "page", "the page before").with(A::Down, 2),
        bind(C::Searching, &[DOWN], A::Down, "page", "the next page"),
        bind(C::Guide, &[LEFT, Key::char('[')], A::Left, "page", "the page before").with(A::Right, 1),
        bind(C::Guide, &[RIGHT, Key::char(']')], A::Right, "page", "the next page"),
        bind(C::Guide, &[Key::char('/')], A::Search, "search", "find the pages that hold some words").footer(1),
        bind(C::Guide, &[ESC], A::Close, "back", "forget the search; else back to where the guide was opened from").footer(2),
        bind(C::Reading, &[ENTER], A::Explain, "explain", "where the numbers of this screen come from").footer(1).when(has_numbers),
        bind(C::Reading, &[UP], A::Up, "scroll", "scroll up").with(A::Down, 2).when(scrolls),
        bind(C::Reading, &[DOWN], A::Down, "scroll", "scroll down").when(scrolls),
        bind(C::Reading, &[PAGE_UP], A::PageUp, "page", "a screenful up").when(scrolls),
        bind(C::Reading, &[PAGE_DOWN, Key::char(' ')], A::PageDown, "page", "a screenful down").when(scrolls),
        bind(C::Reading, &[HOME], A::Top, "top", "to the top").when(scrolls),
        bind(C::Reading, &[END], A::Bottom, "bottom", "to the bottom").when(scrolls),
        // Presenting.
        bind(C::Stage, &[RIGHT, PAGE_DOWN], A::NextSlide, "slides", "the next slide; first takes ruler or blank away"),
        bind(C::Stage, &[LEFT, PAGE_UP], A::PreviousSlide, "slides", "the slide before").with(A::NextSlide, 1),
        bind(C::Stage, &[Key::char('b')], A::Blank, "blank", "show nothing, so that the room looks at each other; and again").footer(2),
        bind(C::Stage, &[Key::char('c')], A::Clock, "clock", "start the clock, or stop it").footer(2),
        bind(C::Stage, &[Key::char('>')], A::MoreTime, "a minute more", "a minute more on the clock"),
        bind(C::Stage, &[Key::char('<')], A::LessTime, "a minute less", "a minute less on the clock"),
        bind(C::Stage, &[Key::char('z')], A::ResetClock, "reset clock", "set the clock back; once more takes it away").footer(6),
        bind(C::Stage, &[Key::char('r')], A::Ruler, "ruler", "the ruler that the font is set by").footer(5),
        bind(C::Stage, &[ESC, Key::char('p')], A::Present, "leave", "back to the screens").footer(1),
        // The program.
        bind(C::Program, &[Key::char('p')], A::Present, "present", "one question or chart at a time, large, for a room").footer(7),
        bind(C::Program, &[Key::char('j')], A::Jump, "jump", "the list of all questions").footer(4).when(has_questions),
        bind(C::Program, &[Key::char('i')], A::Explain, "explain", "where the numbers that are shown come from")
            .footer(6)
            .when(has_numbers),
        bind(C::Program, &[Key::char('a')], A::WorthAsking, "worth asking", "the open question that is most worth answering next")
            .footer(4)
            .when(worth_asking),
        bind(C::Program, &[Key::char('u')], A::Undo, "undo", "undo the last change").footer(5).when(undoable),
        bind(C::Program, &[Key::ctrl('r')], A::Redo, "redo", "do again what was undone").footer(8).when(redoable),
        bind(C::Program, &[Key::char('#')], A::Table, "table", "tables in place of charts, and back").footer(6),
        bind(C::Program, &[Key::char('M')], A::Mouse, "mouse", "leave the mouse to the terminal, so that it selects text, and back; with shift held most do so at any time"),
        bind(C::Program, &[Key::char('T')], A::Theme, "theme", "the next theme: auto, dark, light, high-contrast, colour-blind, mono"),
        bind(C::Program, &[Key::char('v')], A::Evidence, "evidence", "another set of evidence").footer(7).when(has_evidence),
        bind(C::Program, &[Key::char('1'), Key::alt('1')], A::Screen(1), "questions", "the questions"),
        bind(C::Program, &[Key::char('2'), Key::alt('2')], A::Screen(2), "verdict", "the verdict and its matrix"),
        bind(C::Program, &[Key::char('3'), Key::alt('3')], A::Screen(3), "cost", "the cost"),
        bind(C::Program, &[Key::char('4'), Key::alt('4')], A::Screen(4), "latency", "the latency"),
        bind(C::Program, &[Key::char('5'), Key::alt('5')], A::Screen(5), "scenarios", "the scenarios"),
        bind(C::Program, &[Key::char('6'), Key::alt('6')], A::Screen(6), "flip", "what would change the winner"),
        bind(C::Program, &[Key::char('7'), Key::alt('7')], A::Screen(7), "path", "strategies over time"),
        bind(C::Program, &[Key::char('8'), Key::alt('8')], A::Screen(8), "guide", "the guide"),
        bind(C::Program, &[TAB], A::NextScreen, "screen", "the next screen; also where digits are typed").footer(4),
        bind(C::Program, &[TAB.shifted()], A::PreviousScreen, "screen before", "the screen before"),
        bind(C::Program, &[Key::ctrl('s')], A::Save, "save", "save the profile").footer(2),
        bind(C::Program, &[Key::char('S')], A::SaveAs, "save as", "save under another name").footer(9),
        bind(C::Program, &[Key::char('o'), Key::ctrl('o')], A::Open, "open", "open a profile, a recent one or a scenario").footer(8),
        bind(C::Program, &[Key::char('e')], A::Record, "record", "write a decision record of what is answered").footer(7),
        bind(C::Program, &[Key::char('=')], A::Compare, "compare", "compare with another profile, a recent one or a scenario").footer(9),
        bind(C::Program, &[Key::char('t')], A::Rename, "title", "give the profile a title").footer(9),
        bind(C::Program, &[Key::char('?'), Key::plain(Code::Function(1))], A::Help, "all keys", "all keys that work here").footer(0),
        bind(C::Program, &[Key::char('!'), Key::plain(Code::Function(9))], A::Settings, "settings", "the settings, where each comes from, and what is wrong with them")
            .footer_while(troubled, 1),
        bind(C::Program, &[Key::char('q')], A::Quit, "quit", "leave; asks when something is unsaved").footer(7),
        // Popups.
        bind(C::OpenList, &[UP], A::Up, "choose", "the line above").with(A::Down, 1),
        bind(C::OpenList, &[DOWN], A::Down, "choose", "the line below"),
        bind(C::OpenList, &[ENTER], A::Take, "open", "open what the cursor is on, or the path that was typed").footer(1),
        bind(C::OpenList, &[Key::plain(Code::Function(9))], A::Settings, "settings", "the settings, and what is wrong with them")
            .footer_while(troubled, 2),
        bind(C::OpenList, &[ESC], A::Close, "close", "close").footer(1),
        bind(C::JumpList, &[UP], A::Up, "choose", "the question above").with(A::Down, 1),
        bind(C::JumpList, &[DOWN], A::Down, "choose", "the question below"),
        bind(C::JumpList, &[PAGE_UP], A::PageUp, "page", "a page up"),
        bind(C::JumpList, &[PAGE_DOWN], A::PageDown, "page", "a page down"),
        bind(C::JumpList, &[TAB], A::Filter, "all, open, noted", "show all questions, the open ones, those with a note").footer(2),
        bind(C::JumpList, &[ENTER], A::Take, "go", "go to the question").footer(1),
        bind(C::JumpList, &[ESC], A::Close, "close", "close").footer(1),
        bind(C::NumberList, &[UP], A::Up, "choose", "the number above").with(A::Down, 1),
        bind(C::NumberList, &[DOWN], A::Down, "choose", "the number below"),
        bind(C::NumberList, &[PAGE_UP], A::PageUp, "page", "a page up"),
        bind(C::NumberList, &[PAGE_DOWN], A::PageDown, "page", "a page down"),
        bind(C::NumberList, &[ENTER, TAB], A::Take, "its inputs", "go to what the number is computed from").footer(1),
        bind(C::NumberList, &[ESC], A::Close, "close", "close").footer(1),
        bind(C::Explain, &[UP], A::Up, "input", "the input above").with(A::Down, 1),
        bind(C::Explain, &[DOWN], A::Down, "input", "the input below"),
        bind(C::Explain, &[ENTER, RIGHT], A::Take, "explain it", "where this input comes from").footer(1),
        bind(C::Explain, &[LEFT, BACKSPACE, TAB], A::Back, "back", "back to what it is an input of; from the first to the list").footer(1),
        bind(C::Explain, &[Key::char('g')], A::GuidePage, "guide", "the guide's page behind the input")
            .footer(2)
            .when(explained_page),
        bind(C::Explain, &[PAGE_UP], A::PageUp, "scroll", "scroll up"),
        bind(C::Explain, &[PAGE_DOWN, Key::char(' ')], A::PageDown, "scroll", "scroll down").footer(3),
        bind(C::Explain, &[ESC, Key::char('q'), Key::char('i')], A::Close, "close", "close").footer(1),
        bind(C::Record, &[ENTER], A::Take, "write", "write the record into the folder; no file is ever overwritten").footer(1),
        bind(C::Record, &[TAB], A::Filter, "format", "another format: MADR, Nygard, Y-statement").footer(1),
        bind(C::Record, &[UP], A::Up, "scroll", "scroll up").with(A::Down, 2),
        bind(C::Record, &[DOWN], A::Down, "scroll", "scroll down"),
        bind(C::Record, &[PAGE_UP], A::PageUp, "page", "a page up"),
        bind(C::Record, &[PAGE_DOWN], A::PageDown, "page", "a page down"),
        bind(C::Record, &[ESC], A::Close, "close", "close; nothing is written").footer(1),
        bind(C::Compare, &[UP], A::Up, "scroll", "scroll up").with(A::Down, 2),
        bind(C::Compare, &[DOWN], A::Down, "scroll", "scroll down"),
        bind(C::Compare, &[PAGE_UP], A::PageUp, "page", "a page up"),
        bind(C::Compare, &[PAGE_DOWN, Key::char(' ')], A::PageDown, "page", "a page down"),
        bind(C::Compare, &[ESC, ENTER, Key::char('q'), Key::char('=')], A::Close, "close", "close").footer(1),
        bind(C::Prompt, &[ENTER], A::Take, "take", "take the line").footer(1),
        bind(C::Prompt, &[ESC], A::Close, "drop", "forget what was typed").footer(1),
        bind(C::Unsaved, &[Key::char('s'), ENTER, Key::ctrl('s')], A::SaveFirst, "save", "save, then go on").footer(1),
        bind(C::Unsaved, &[Key::char('d')], A::Discard, "discard", "forget the changes, then go on").footer(1),
        bind(C::Unsaved, &[ESC, Key::char('q')], A::Close, "stay", "stay here").footer(1),
        bind(C::Conflict, &[Key::char('r')], A::Reload, "reload", "read the file again; the changes made here are dropped")
            .footer(1)
            .when(reloadable),
        bind(C::Conflict, &[Key::char('m')], A::Merge, "merge", "read the file again, and put the changes made here on top")
            .footer(1)
            .when(reloadable),
        bind(C::Conflict, &[Key::char('a'), Key::char('S')], A::SaveAs, "save as", "save under another name").footer(1),
        bind(C::Conflict, &[Key::char('o')], A::Overwrite, "overwrite", "write over what is on disk")
            .footer(1)
            .when(overwritable),
        bind(C::Conflict, &[ESC], A::Close, "neither", "leave both as they are").footer(1),
        bind(C::Exists, &[Key::char('r')], A::Overwrite, "replace", "write over the file").footer(1),
        bind(C::Exists, &[Key::char('a')], A::SaveAs, "another name", "choose another name").footer(1),
        bind(C::Exists, &[ESC], A::Close, "neither", "do not save").footer(1),
        bind(C::Busy, &[Key::char('c')], A::OpenCopy, "open a copy", "its answers as a new profile, without a file yet").footer(1),
        bind(C::Busy, &[Key::char('r')], A::OpenReadOnly, "read only", "open it to read; it can be saved under another name").footer(1),
        bind(C::Busy, &[ESC], A::Close, "give up", "do not open it").footer(1),
        bind(C::Recovery, &[Key::char('r'), ENTER], A::Restore, "restore", "bring the answers back, as unsaved changes")
            .footer(1)
            .when(restorable),
        bind(C::Recovery, &[Key::char('d')], A::Discard, "drop", "drop the answers for good").footer(1),
        bind(C::Recovery, &[ESC], A::Close, "later", "decide at the next start").footer(1),
        bind(C::Recovery, &[UP], A::Up, "scroll", "scroll up").with(A::Down, 2),
        bind(C::Recovery, &[DOWN], A::Down, "scroll", "scroll down"),
        bind(C::Recovery, &[PAGE_UP], A::PageUp, "page", "a page up"),
        bind(C::Recovery, &[PAGE_DOWN, Key::char(' ')], A::PageDown, "page", "a page down"),
        bind(C::Message, &[UP], A::Up, "scroll", "scroll up").with(A::Down, 2),
        bind(C::Message, &[DOWN], A::Down, "scroll", "scroll down"),
        bind(C::Message, &[ESC, ENTER, Key::char('q')], A::Close, "close", "close").footer(1),
        bind(C::HelpList, &[UP], A::Up, "scroll", "scroll up").with(A::Down, 2),
        bind(C::HelpList, &[DOWN], A::Down, "scroll", "scroll down"),
        bind(C::HelpList, &[PAGE_UP], A::PageUp, "page", "a page up"),
        bind(C::HelpList, &[PAGE_DOWN, Key::char(' ')], A::PageDown, "page", "a page down"),
        bind(C::HelpList, &[ESC, ENTER, Key::char('q'), Key::char('?'), Key::plain(Code::Function(1))], A::Close, "close", "close")
            .footer(1),
        bind(C::Everywhere, &[Key::ctrl('c')], A::Interrupt, "leave", "leave at once; asks first when something is unsaved"),
        bind(C::Everywhere, &[Key::alt('m')], A::Mouse, "mouse", "leave the mouse to the terminal, and back; also where characters are typed"),
        bind(C::Everywhere, &[Key::ctrl('z')], A::Suspend, "stop", "stop the program; the shell's fg brings it back"),
    ]
};

#[expect(clippy::unnecessary_wraps, reason = "as all conditions of the table")]
fn always(_: &Model) -> Result<(), &'static str> {
    Ok(())
}

fn only(condition: bool, why: &'static str) -> Result<(), &'static str> {
    if condition { Ok(()) } else { Err(why) }
}

fn troubled(model: &Model) -> bool {
    !model.troubles.is_empty()
}

fn undoable(model: &Model) -> Result<(), &'static str> {
    only(model.history.can_undo(), "nothing to undo")
}

fn redoable(model: &Model) -> Result<(), &'static str> {
    only(model.history.can_redo(), "nothing to do again")
}

fn has_evidence(model: &Model) -> Result<(), &'static str> {
    only(model.catalog.evidence.len() > 1, "this catalog has one set of evidence")
}

fn has_questions(model: &Model) -> Result<(), &'static str> {
    only(model.question().is_some(), "this catalog asks no questions")
}

fn worth_asking(model: &Model) -> Result<(), &'static str> {
    match (&model.sure, model.worth_asking()) {
        (_, Some(_)) => Ok(()),
        (None, None) => Err("not known yet: the draws are being made"),
        (Some(_), None) if model.assessment.unanswered.is_empty() => Err("every question is answered"),
        (Some(_), None) => Err("no answer to an open question alone can change the winner"),
    }
}

fn has_lever(model: &Model) -> Result<(), &'static str> {
    let levers = model.levers();
    match levers.get(model.lever) {
        None => Err("this catalog has no strategy to move"),
        Some(lever) => only(
            lever.asked,
            "its question is not asked: other answers make it pointless",
        ),
    }
}

fn answered_lever(model: &Model) -> Result<(), &'static str> {
    let answered = matches!(model.target(), Some(Target::Answer(q)) if model.answer(q).is_some());
    only(answered, "it has no answer to take back")
}

fn not_first(model: &Model) -> Result<(), &'static str> {
    only(model.neighbour(false).is_some(), "this is the first question")
}

fn answerable(model: &Model) -> Result<(), &'static str> {
    only(
        matches!(model.target(), Some(Target::Answer(_))),
        "points are shared out, not answered",
    )
}

fn answered(model: &Model) -> Result<(), &'static str> {
    let given = model
        .question()
        .is_some_and(|q| model.profile.answers.contains_key(&model.catalog.questions[q].id));
    only(given, "this question has no answer")
}

fn pinned(model: &Model) -> Result<(), &'static str> {
    let first = model
        .criterion_here()
        .is_some_and(|criterion| model.only_first(criterion));
    match (model.pinned_here(), model.way()) {
        (true, _) => Ok(()),
        (false, WeightsBy::Swing) if first => {
            Err("the others are rated against this one: make another the first, or release all")
        }
        (false, WeightsBy::Swing) => Err("this swing is not rated"),
        (false, WeightsBy::Rank) => Err("an order is released as a whole, in the question for the weights"),
        (false, WeightsBy::Catalog | WeightsBy::Points) => Err("this weight is not set by hand"),
    }
}

fn swung(model: &Model) -> Result<(), &'static str> {
    let swung = model.profile.weights_by() == WeightsBy::Swing;
    only(swung, "first choose what you would move first from worst to best")
}

fn checkable(model: &Model) -> Result<(), &'static str> {
    only(
        !model.trade_offs().is_empty(),
        "rate two swings before they can be checked",
    )
}

fn traded(model: &Model) -> Result<(), &'static str> {
    let answered = model.trade_off().is_some_and(|asked| asked.answer.is_some());
    only(answered, "this trade-off has no answer")
}

fn not_ranked(model: &Model) -> Result<(), &'static str> {
    let stated = model.profile.weights_by() == WeightsBy::Rank;
    only(!stated, "the order is stated already")
}

fn by_hand(model: &Model) -> Result<(), &'static str> {
    let released = model.profile.weights_by() == WeightsBy::Catalog;
    only(!released, "no weight is set by hand")
}

fn own_cell(model: &Model) -> Result<(), &'static str> {
    only(model.own_cell(), "this cell is not set by hand")
}

fn narrow(model: &Model) -> Result<(), &'static str> {
    only(!model.shows_all_charts(), "all charts are shown")
}

fn has_page(model: &Model) -> Result<(), &'static str> {
    only(model.page_behind().is_some(), "the guide has no page on this")
}

fn has_numbers(model: &Model) -> Result<(), &'static str> {
    only(
        model.screen != Screen::Guide,
        "the guide is words: there is nothing to compute",
    )
}

fn explained_page(model: &Model) -> Result<(), &'static str> {
    let page = match model.layers.last() {
        Some(Layer::Explain(popup)) => popup.page(),
        _ => None,
    };
    only(page.is_some(), "the guide has no page on this")
}

fn scrolls(model: &Model) -> Result<(), &'static str> {
    only(model.scroll_room() > 0, "all of it is shown")
}

fn overwritable(model: &Model) -> Result<(), &'static str> {
    only(
        model.way_out() != Some(WayOut::Neither),
        "the file cannot be read, and is not written over",
    )
}

fn reloadable(model: &Model) -> Result<(), &'static str> {
    only(
        model.way_out() == Some(WayOut::ReloadOrOverwrite),
        "there is nothing to read",
    )
}

fn restorable(model: &Model) -> Result<(), &'static str> {
    let fits = matches!(model.layers.last(), Some(Layer::Recovery(offer)) if offer.content.is_ok());
    only(fits, "these answers do not fit the catalog in use")
}

//! The commands, in one table: their words, what follows them, and what they do. Help and documentation are written from it.

use crate::{
    catalog::{Question, QuestionKind},
    diagnostic,
};

/// What a command asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// An answer, whatever word it begins with.
    Answer,
    /// The next question.
    Next,
    /// The question before.
    Back,
    /// Another question.
    Jump,
    /// The open question that is most worth answering.
    Worth,
    /// The same question again.
    Again,
    /// Why the question matters.
    Why,
    /// All questions.
    Questions,
    /// Take the answer back.
    Clear,
    /// A note on the question.
    Note,
    /// The profile's title.
    Title,
    /// Undo.
    Undo,
    /// Do again what was undone.
    Redo,
    /// All weights.
    Weights,
    /// A weight in points.
    Weight,
    /// The rating of a swing.
    Swing,
    /// A trade-off that checks ratings.
    TradeOff,
    /// The order of the criteria.
    Rank,
    /// All weights follow the catalog again.
    Release,
    /// All scores.
    Scores,
    /// A score by hand.
    Score,
    /// The set of evidence.
    Evidence,
    /// The verdict.
    Verdict,
    /// The whole report.
    Report,
    /// A decision record.
    Record,
    /// Save.
    Save,
    /// Save over a file that changed.
    Overwrite,
    /// Read a file that changed again.
    Reload,
    /// Put the changes on top of a file that changed.
    Merge,
    /// What runs that are gone left unsaved.
    Kept,
    /// Go on with it.
    Restore,
    /// Drop it.
    Forget,
    /// All commands.
    Help,
    /// Leave.
    Quit,
}

/// What may follow a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Something(&'static str),
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it asks for.
    pub command: Command,
    /// Its words; each does.
    pub words: &'static [&'static str],
    follows: Follows,
    /// What it does, as a sentence without a full stop.
    pub help: &'static str,
}

impl Entry {
    /// How it is written: `jump QUESTION`.
    #[must_use]
    pub fn usage(&self) -> String {
        let words = self.words.join(" or ");
        match self.follows {
            Follows::Nothing => words,
            Follows::Something(what) => format!("{words} {what}"),
        }
    }
}

const fn alone(command: Command, words: &'static [&'static str], help: &'static str) -> Entry {
    Entry {
        command,
        words,
        follows: Follows::Nothing,
        help,
    }
}

const fn with(command: Command, words: &'static [&'static str], what: &'static str, help: &'static str) -> Entry {
    Entry {
        command,
        words,
        follows: Follows::Something(what),
        help,
    }
}

/// All commands, in groups, in the order of help.
pub const TABLE: &[(&str, &[Entry])] = &[
    (
        "Going from question to question",
        &[
            alone(
                Command::Next,
                &["next", "skip"],
                "goes to the next question; an empty line does too",
            ),
            alone(Command::Back, &["back"], "goes to the question before"),
            with(
                Command::Jump,
                &["jump"],
                "QUESTION",
                "goes to a question by its number, its id or the beginning of its title, or to the first of a section",
            ),
            alone(
                Command::Worth,
                &["worth"],
                "goes to the open question that is most worth answering",
            ),
            alone(Command::Again, &["again"], "asks the present question again"),
            alone(
                Command::Why,
                &["why"],
                "says why the question matters, and where to read on",
            ),
            with(
                Command::Questions,
                &["questions"],
                "[open]",
                "lists the questions with their answers, and which open ones could still change the winner",
            ),
        ],
    ),
    (
        "Answering",
        &[
            with(
                Command::Answer,
                &["answer"],
                "TEXT",
                "answers the question; needed only where the answer begins with the word of a command",
            ),
            alone(Command::Clear, &["clear"], "takes the answer back"),
            with(
                Command::Note,
                &["note"],
                "[TEXT]",
                "writes a note on the question; a minus sign takes it back; alone it reads the note",
            ),
            with(
                Command::Title,
                &["title"],
                "[TEXT]",
                "names the profile; a minus sign takes the title back; alone it reads it",
            ),
            with(
                Command::Evidence,
                &["evidence"],
                "[ID]",
                "chooses the set of evidence; alone it lists the sets",
            ),
            alone(Command::Undo, &["undo"], "undoes the last change"),
            alone(Command::Redo, &["redo"], "does again what was undone"),
        ],
    ),
    (
        "Weights and scores by hand",
        &[
            alone(
                Command::Weights,
                &["weights"],
                "lists the weights and how they came about",
            ),
            with(
                Command::Weight,
                &["weight"],
                "CRITERION POINTS",
                "gives a criterion points of 100, the others share the rest; a minus sign takes them back",
            ),
            with(
                Command::Swing,
                &["swing"],
                "[CRITERION RATING]",
                "rates the move from worst to best: 100 for the one you would move first, the others against it; a minus sign takes \
                 a rating back; alone it lists what each move is",
            ),
            with(
                Command::TradeOff,
                &["trade-off"],
                "[NUMBER GAIN]",
                "checks the ratings: the points of the score, up to 10, that would make up for a loss; a minus sign takes the answer \
                 back; alone it asks",
            ),
            with(
                Command::Rank,
                &["rank"],
                "CRITERION > CRITERION = CRITERION …",
                "states the order of importance alone; those left out come last",
            ),
            alone(Command::Release, &["release"], "takes back all weights set by hand"),
            alone(
                Command::Scores,
                &["scores"],
                "lists the scores and where they come from",
            ),
            with(
                Command::Score,
                &["score"],
                "OPTION CRITERION SCORE",
                "sets a score, 0 to 10, by hand; a minus sign takes it back",
            ),
        ],
    ),
    (
        "The result",
        &[
            alone(
                Command::Verdict,
                &["verdict"],
                "says who wins, how sure that is, and what would change it",
            ),
            alone(
                Command::Report,
                &["report"],
                "says everything: arithmetic, gates, latency, cost, scenarios",
            ),
            with(
                Command::Record,
                &["record"],
                "[FORMAT] [FOLDER]",
                "writes the decision record; formats are madr, nygard and y-statement",
            ),
        ],
    ),
    (
        "The file",
        &[
            with(
                Command::Save,
                &["save"],
                "[PATH]",
                "saves the profile to its file, or to another one",
            ),
            alone(
                Command::Overwrite,
                &["overwrite"],
                "right after a refused save: saves over the file that is there",
            ),
            alone(
                Command::Reload,
                &["reload"],
                "right after a refused save: drops the changes and reads the file again",
            ),
            alone(
                Command::Merge,
                &["merge"],
                "right after a refused save: takes what the file says now, with the changes on top",
            ),
            alone(
                Command::Kept,
                &["kept"],
                "lists the answers of runs that ended before saving, and what they would change",
            ),
            with(Command::Restore, &["restore"], "[NUMBER]", "goes on with such answers"),
            with(Command::Forget, &["forget"], "[NUMBER]", "drops such answers"),
            alone(Command::Help, &["help"], "lists the commands"),
            alone(
                Command::Quit,
                &["quit"],
                "leaves; asks first where something is not saved",
            ),
        ],
    ),
];

/// All commands, one after the other.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().flat_map(|(_, entries)| entries.iter())
}

/// A line that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'t> {
    /// Nothing.
    Empty,
    /// A command with what follows it.
    Command(Command, &'t str),
    /// The word behind a `/` or `:` is no command.
    NoCommand(&'t str),
    /// Anything else: an answer.
    Text(&'t str),
}

/// Understands a line without blanks around it, while `question` is asked.
///
/// `/` or `:` before a word makes it a command in any case. Without, a line that is the id or title of a choice is that choice, and else a
/// line that begins with the word of a command is the command, unless something follows where nothing may.
#[must_use]
pub fn read<'t>(line: &'t str, question: Option<&Question>) -> Line<'t> {
    if line.is_empty() {
        return Line::Empty;
    }
    let marked = line.strip_prefix(['/', ':']);
    let (word, rest) = split(marked.unwrap_or(line));
    let entry = all().find(|entry| entry.words.iter().any(|known| known.eq_ignore_ascii_case(word)));
    match (marked, entry) {
        (Some(_), None) => Line::NoCommand(word),
        (None, Some(_)) if question.is_some_and(|question| names_choice(question, line)) => Line::Text(line),
        (_, Some(entry)) if rest.is_empty() || entry.follows != Follows::Nothing => Line::Command(entry.command, rest),
        (Some(_), Some(entry)) => Line::Command(entry.command, ""),
        (None, _) => Line::Text(line),
    }
}

/// The first word, and what follows it.
#[must_use]
pub fn split(line: &str) -> (&str, &str) {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim())
}

/// The last word, and what stands before it.
#[must_use]
pub fn split_last(line: &str) -> Option<(&str, &str)> {
    let (rest, word) = line.trim().rsplit_once(char::is_whitespace)?;
    Some((rest.trim(), word))
}

/// Whether a line is the id or the title of a choice.
#[must_use]
pub fn names_choice(question: &Question, line: &str) -> bool {
    let QuestionKind::Choice(choices) = &question.kind else {
        return false;
    };
    let same = |name: &str| name.trim().to_lowercase() == line.to_lowercase();
    choices.iter().any(|choice| same(&choice.id) || same(&choice.title))
}

/// The command whose word is near to this one.
#[must_use]
pub fn nearest(word: &str) -> Option<&'static str> {
    diagnostic::nearest(word, all().flat_map(|entry| entry.words.iter().copied()))
}

/// The commands as Markdown, one table a group.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    for (title, entries) in TABLE {
        out.push_str("### ");
        out.push_str(title);
        out.push_str("\n\n| command | what it does |\n|---|---|\n");
        for entry in *entries {
            let words: Vec<String> = entry.words.iter().map(|word| format!("`{word}`")).collect();
            let usage = match entry.follows {
                Follows::Nothing => words.join(" "),
                Follows::Something(what) => format!("`{} {what}`", entry.words.join(" ")),
            };
            for part in ["| ", &usage, " | ", entry.help, " |\n"] {
                out.push_str(part);
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_one_command() {
        let mut words: Vec<&str> = all().flat_map(|entry| entry.words.iter().copied()).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }

    #[test]
    fn a_line_is_a_command_only_where_it_can_be_one() {
        assert_eq!(read("", None), Line::Empty);
        assert_eq!(read("Back", None), Line::Command(Command::Back, ""));
        assert_eq!(read("/skip", None), Line::Command(Command::Next, ""));
        assert_eq!(read(":jump  7 ", None), Line::Command(Command::Jump, "7"));
        assert_eq!(read("next year", None), Line::Text("next year"));
        assert_eq!(read("12k", None), Line::Text("12k"));
        assert_eq!(read("backwards", None), Line::Text("backwards"));
        assert_eq!(read("/nex", None), Line::NoCommand("nex"));
        assert_eq!(
            read("answer next year", None),
            Line::Command(Command::Answer, "next year")
        );
    }
}

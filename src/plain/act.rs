//! What each line does.

use std::io;

use super::{
    Ended, by_hand, called,
    command::{self, Command, Line},
    console::{Console, Read},
    file::{self, Files, Refused},
    find, question,
    state::State,
    tell,
};
use crate::{
    catalog::QuestionKind,
    profile::{Answer, edit::Target, format_answer_in},
    weigh::Assessment,
};

/// A run: what is open, and the streams.
pub(super) struct Run<'a> {
    pub(super) state: State<'a>,
    pub(super) files: Files<'a>,
    pub(super) console: Console<'a>,
    /// A save that the last line asked for and that was refused.
    pub(super) refused: Option<Refused>,
}

/// Whether it goes on.
pub(super) type Goes = Option<Ended>;

impl Run<'_> {
    /// Asks until the input ends or it is left.
    pub(super) fn converse(&mut self) -> io::Result<Ended> {
        if let Some(holder) = self.files.take(self.state.path()) {
            self.console.say(format!(
                "This file is open in {holder}. It is not saved to before it is closed there; `save PATH` saves elsewhere."
            ));
        }
        self.mention_left();
        self.start()?;
        loop {
            self.files.keeper.keep(&self.state);
            if let Some(why) = self.files.keeper.failure() {
                self.console.complain(&why)?;
            }
            match self.console.read()? {
                Read::End => {
                    if let Some(ended) = self.input_ended()? {
                        self.console.flush()?;
                        return Ok(ended);
                    }
                }
                Read::Unfit(why) => self.console.say(format!("Not taken: {why}.")),
                Read::Line(line) => {
                    if let Some(ended) = self.line(&line)? {
                        self.console.flush()?;
                        return Ok(ended);
                    }
                }
            }
        }
    }

    /// Says what is open, and asks.
    fn start(&mut self) -> io::Result<()> {
        self.greet()?;
        question::ask(&self.state, &mut self.console);
        Ok(())
    }

    fn greet(&mut self) -> io::Result<()> {
        self.console.gap();
        let name = match &self.state.profile.title {
            Some(title) => format!("{title}, {}", called(self.state.path())),
            None => called(self.state.path()),
        };
        self.console.say(format!("Open: {name}. `help` lists the commands."));
        self.warnings()?;
        self.console.say(tell::standing(&self.state));
        let open = tell::open(&mut self.state);
        if !open.is_empty() {
            self.console.say(open);
        }
        Ok(())
    }

    /// What the reader should know about the file.
    fn warnings(&mut self) -> io::Result<()> {
        let warnings = self.state.opened.as_ref().map(|opened| &opened.warnings);
        match warnings.filter(|warnings| !warnings.items.is_empty()) {
            Some(warnings) => {
                let text = warnings.render(false);
                self.console.complain(&text)
            }
            None => Ok(()),
        }
    }

    fn line(&mut self, line: &str) -> io::Result<Goes> {
        let refused = self.refused.take();
        match command::read(line, self.state.asked()) {
            Line::Empty => self.go_on(),
            Line::Text(text) => self.answer(text),
            Line::NoCommand(word) => {
                let near = command::nearest(word).map_or_else(
                    || "`help` lists them".to_owned(),
                    |near| format!("did you mean `/{near}`? `help` lists them all"),
                );
                self.not_taken(&format!("there is no command `{word}`; {near}"));
            }
            Line::Command(command, rest) => return self.command(command, rest, refused),
        }
        Ok(None)
    }

    fn command(&mut self, command: Command, rest: &str, refused: Option<Refused>) -> io::Result<Goes> {
        match command {
            Command::Answer => self.answer(rest),
            Command::Next => self.go_on(),
            Command::Back => {
                if self.state.back() {
                    question::ask(&self.state, &mut self.console);
                } else {
                    self.console.say("This is the first question.");
                }
            }
            Command::Jump => self.jump(rest),
            Command::Worth => self.worth(),
            Command::Again => question::ask(&self.state, &mut self.console),
            Command::Why => question::why(&self.state, &mut self.console),
            Command::Questions => match rest {
                "" => question::list(&mut self.state, false, &mut self.console),
                "open" => question::list(&mut self.state, true, &mut self.console),
                _ => self.not_taken("write `questions`, or `questions open`"),
            },
            Command::Clear => self.clear(),
            Command::Note => self.note(rest),
            Command::Title => self.title(rest),
            Command::Evidence => self.evidence(rest),
            Command::Undo => self.step(true),
            Command::Redo => self.step(false),
            Command::Weights => tell::weights(&self.state, &mut self.console),
            Command::Weight => self.by_hand(by_hand::weight(&self.state, rest)),
            Command::Swing if rest.is_empty() => tell::swings(&self.state, &mut self.console),
            Command::Swing => self.by_hand(by_hand::swing(&self.state, rest)),
            Command::TradeOff if rest.is_empty() => self.trade_offs(),
            Command::TradeOff => self.by_hand(by_hand::trade_off(&self.state, rest)),
            Command::Rank => self.by_hand(by_hand::rank(&self.state, rest)),
            Command::Release => self.by_hand(Ok(by_hand::release())),
            Command::Scores => tell::scores(&self.state, &mut self.console),
            Command::Score => self.by_hand(by_hand::score(&self.state, rest)),
            Command::Verdict | Command::Report => {
                let found = tell::sampled(&self.state, self.files.draws);
                tell::verdict(&self.state, &found, command == Command::Report, &mut self.console);
            }
            Command::Record => self.files.record(&self.state, rest, &mut self.console),
            Command::Save => {
                self.refused = self
                    .files
                    .save(&mut self.state, rest, &mut self.console)
                    .err()
                    .flatten();
            }
            Command::Overwrite => {
                let saved = self.files.overwrite(&mut self.state, refused, &mut self.console);
                self.refused = saved.err().flatten();
            }
            Command::Reload => {
                if let Some(opened) = file::again(self.state.catalog, refused, &mut self.console) {
                    self.state = State::new(self.state.catalog, Some(opened));
                    self.start()?;
                }
            }
            Command::Merge => self.merge(refused)?,
            Command::Kept => self.kept(),
            Command::Restore => {
                if self.restore(rest) {
                    self.start()?;
                }
            }
            Command::Forget => self.forget(rest),
            Command::Help => self.help(),
            Command::Quit => return self.quit(),
        }
        Ok(None)
    }

    fn not_taken(&mut self, why: &str) {
        self.console.say(format!("Not taken: {}.", why.trim_end_matches('.')));
    }

    fn go_on(&mut self) {
        self.state.next();
        question::ask(&self.state, &mut self.console);
    }

    fn answer(&mut self, text: &str) {
        let Some((question, index)) = self.state.asked().zip(self.state.here) else {
            let near = command::nearest(command::split(text).0);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return self.not_taken(&format!(
                "no question is asked now: `jump` goes to one, `help` lists the commands{near}"
            ));
        };
        if question.kind == QuestionKind::Points {
            return self.by_hand(by_hand::weight(&self.state, text));
        }
        match question::answer(&self.state, question, text) {
            Ok(answer) => {
                let currency = &self.state.assessment.currency;
                let words = match &answer {
                    Answer::Unknown => "not known yet".to_owned(),
                    answer => format_answer_in(question, answer, currency),
                };
                let target = Target::Answer(index);
                let catalog = self.state.catalog;
                let way = self.state.profile.weights_by();
                let before = self.state.change(target.label(catalog), Some(target), |profile| {
                    target.set(catalog, profile, way, &answer);
                });
                let said = format!("{}: {words}", question.title);
                self.changed(&said, before);
                // The question may have become pointless by its own answer; then another one is asked already.
                if self.state.here == Some(index) {
                    self.state.next();
                }
                question::ask(&self.state, &mut self.console);
            }
            Err(why) => {
                let near = command::nearest(command::split(text).0)
                    .map_or_else(String::new, |near| format!(". The command is `{near}`"));
                self.not_taken(&format!("{}{near}", why.trim_end_matches('.')));
            }
        }
    }

    /// Says what was changed and what that did.
    fn changed(&mut self, said: &str, before: Option<Assessment>) {
        match before {
            Some(before) => {
                self.console.say(format!("{}.", said.trim_end_matches('.')));
                tell::changed(&mut self.state, &before, &mut self.console);
            }
            None => self.console.say(format!("{}, as it was.", said.trim_end_matches('.'))),
        }
    }

    fn by_hand(&mut self, change: Result<by_hand::Change, String>) {
        match change {
            Ok(change) => {
                let before = self.state.change(change.label, change.target, change.edit);
                self.changed(&change.said, before);
            }
            Err(why) => self.not_taken(&why),
        }
    }

    fn trade_offs(&mut self) {
        let all = by_hand::trade_offs(&self.state);
        if all.is_empty() {
            self.console
                .say("There is nothing to check before two swings are rated: see `swing`.");
        }
        for (index, asked) in all.iter().enumerate() {
            let mark = format!("{}. ", index + 1);
            self.console.item(&mark, by_hand::trade_off_asked(asked));
        }
        for finding in &self.state.assessment.elicited.trade_offs {
            self.console.say(&finding.sentence);
        }
    }

    fn jump(&mut self, rest: &str) {
        if rest.is_empty() {
            return self.not_taken("write where to, for instance `jump 3`; `questions` lists them");
        }
        match question::find(&self.state, rest) {
            Ok(found) => {
                self.state.here = Some(found);
                question::ask(&self.state, &mut self.console);
            }
            Err(why) => self.not_taken(&why),
        }
    }

    fn worth(&mut self) {
        let next = self.state.exact().next_question().map(|worth| worth.question);
        if let Some(found) = next {
            self.state.here = Some(found);
            return question::ask(&self.state, &mut self.console);
        }
        let open = tell::open(&mut self.state);
        self.console.say(open);
    }

    fn clear(&mut self) {
        let Some((question, index)) = self.state.asked().zip(self.state.here) else {
            return self.not_taken("no question is asked now");
        };
        if question.kind == QuestionKind::Points {
            return self.not_taken("`weight CRITERION -` takes one weight back, `release` all of them");
        }
        let (catalog, way) = (self.state.catalog, self.state.profile.weights_by());
        let target = Target::Answer(index);
        let before = self.state.change(target.label(catalog), Some(target), |profile| {
            target.clear(catalog, profile, way);
        });
        match before {
            Some(before) => self.changed(&format!("Taken back: {}", question.title), Some(before)),
            None => self.console.say("There is no answer to take back."),
        }
    }

    fn note(&mut self, rest: &str) {
        let Some((question, index)) = self.state.asked().zip(self.state.here) else {
            return self.not_taken("no question is asked now");
        };
        if rest.is_empty() {
            let note = self.state.profile.notes.get(&question.id);
            let note = note.map_or_else(
                || "There is no note.".to_owned(),
                |note| format!("Your note: \"{note}\""),
            );
            return self.console.say(note);
        }
        let text = if rest == "-" { "" } else { rest };
        let label = format!("note on {}", question.title);
        self.state.change(label, Some(Target::Answer(index)), |profile| {
            profile.set_note(question, text);
        });
        self.console.say(if text.is_empty() {
            "No note on this question."
        } else {
            "Noted."
        });
    }

    fn title(&mut self, rest: &str) {
        if rest.is_empty() {
            let title = self.state.profile.title.as_deref();
            let title = title.map_or_else(
                || "The profile has no title.".to_owned(),
                |title| format!("Title: {title}."),
            );
            return self.console.say(title);
        }
        let text = if rest == "-" { "" } else { rest };
        self.state
            .change("title".to_owned(), None, |profile| profile.set_title(text));
        self.console.say(if text.is_empty() {
            "The profile has no title now.".to_owned()
        } else {
            format!("Title: {text}.")
        });
    }

    fn evidence(&mut self, rest: &str) {
        if rest.is_empty() {
            return tell::evidence(&self.state, &mut self.console);
        }
        let (catalog, said) = (self.state.catalog, self.state.said_evidence());
        match find::find(&find::evidence(catalog), rest, "set of evidence") {
            Ok(set) => {
                let before = self.state.change("evidence".to_owned(), None, |profile| {
                    profile.set_evidence(catalog, set, said);
                });
                self.changed(&format!("Evidence: {}", catalog.evidence[set].title), before);
            }
            Err(why) => self.not_taken(&why),
        }
    }

    fn step(&mut self, undo: bool) {
        match self.state.step(undo) {
            Some((label, before)) => {
                let what = if undo { "Undone" } else { "Done again" };
                self.changed(&format!("{what}: {label}"), Some(before));
                question::ask(&self.state, &mut self.console);
            }
            None if undo => self.console.say("There is nothing to undo."),
            None => self.console.say("There is nothing to do again."),
        }
    }

    fn help(&mut self) {
        self.console.say(
            "Write an answer as you would say it: `12k`, `1.5M/day`, `$95/h`, a choice by its number, its id or the beginning of its title, \
             `unknown` if you do not know yet. Or a command; `/` before it makes sure that it is one.",
        );
        for (title, entries) in command::TABLE {
            self.console.gap();
            self.console.say(format!("{title}:"));
            for entry in *entries {
                self.console.item("- ", format!("{}: {}.", entry.usage(), entry.help));
            }
        }
    }

    /// What the file of a refused save says now, with the changes on top.
    fn merge(&mut self, refused: Option<Refused>) -> io::Result<()> {
        let Some(there) = file::again(self.state.catalog, refused, &mut self.console) else {
            return Ok(());
        };
        let (there, merged) = file::merged(&self.state, there);
        let clean = there.profile.clone();
        self.state = State::on(self.state.catalog, Some(there), clean);
        self.state
            .change("merging with the file".to_owned(), None, |now| *now = merged);
        self.console.say("Merged, and not saved yet.");
        self.start()
    }
}

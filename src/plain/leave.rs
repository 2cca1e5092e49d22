//! Leaving: nothing is lost without having been said.

use std::io;

use super::{
    Ended,
    act::{Goes, Run},
    command,
    console::Read,
    question,
};

impl Run<'_> {
    /// Leaves; asks first where something is not saved.
    pub(super) fn quit(&mut self) -> io::Result<Goes> {
        if !self.state.unsaved() {
            return Ok(Some(Ended::Done));
        }
        self.console
            .say(format!("{} has changes that are not saved:", self.state.name()));
        for change in self.state.changes() {
            self.console.item("- ", change);
        }
        self.ask_whether()
    }

    /// Asks what becomes of unsaved changes.
    fn ask_whether(&mut self) -> io::Result<Goes> {
        loop {
            self.console.say("`save`, `save PATH`, `drop` or `stay`?");
            let line = match self.console.read()? {
                Read::End => return self.lost(),
                Read::Unfit(_) => continue,
                Read::Line(line) => line,
            };
            let (word, rest) = command::split(line.trim_start_matches(['/', ':']));
            match (word.to_lowercase().as_str(), rest) {
                ("save", path) => {
                    return match self.files.save(&mut self.state, path, &mut self.console) {
                        Ok(()) => Ok(Some(Ended::Done)),
                        Err(refused) => {
                            self.refused = refused;
                            self.console.say("Nothing was left.");
                            Ok(None)
                        }
                    };
                }
                ("drop", "") => {
                    self.files.keeper.forget();
                    return Ok(Some(Ended::Done));
                }
                ("stay", "") => {
                    question::ask(&self.state, &mut self.console);
                    return Ok(None);
                }
                _ => {}
            }
        }
    }

    /// The input ended. Somebody who types may have pressed the key for it by mistake, and is asked.
    pub(super) fn input_ended(&mut self) -> io::Result<Goes> {
        match (self.state.unsaved(), self.console.prompts()) {
            (false, _) => Ok(Some(Ended::Done)),
            (true, true) => {
                self.console.gap();
                self.quit()
            }
            (true, false) => self.lost(),
        }
    }

    /// Says what is in no file.
    fn lost(&mut self) -> io::Result<Goes> {
        let mut text = format!("{}: the input ended before `save`; not saved:\n", self.state.source());
        for change in self.state.changes() {
            for part in ["- ", &change, "\n"] {
                text.push_str(part);
            }
        }
        self.files.keeper.keep(&self.state);
        match self.files.keeper.finish() {
            Some(why) => text.push_str(&why),
            None => text.push_str("They are kept: the next start offers them."),
        }
        self.console.complain(&text)?;
        Ok(Some(Ended::Unsaved))
    }
}

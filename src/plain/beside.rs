//! What is said beside answers: taking one back, notes, the title, the evidence.

use super::{act::Run, find, tell};
use crate::{catalog::QuestionKind, profile::edit::Target};

impl Run<'_> {
    pub(super) fn clear(&mut self) {
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

    pub(super) fn note(&mut self, rest: &str) {
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

    pub(super) fn title(&mut self, rest: &str) {
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

    pub(super) fn evidence(&mut self, rest: &str) {
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
}

//! Popups.

use super::{change, explain, file, question, record, recovery, show};
use crate::tui::{
    field::Field,
    keymap::Action,
    layer::{Asked, JumpList, Layer, Only, OpenList, Prompt, Source, Then},
    message::Effect,
    model::{Model, Screen},
};

impl Prompt {
    /// For the note on a question.
    pub(super) fn note(model: &Model, question: usize) -> Self {
        Self {
            what: Asked::Note(question),
            field: Field::new(model.note(question).unwrap_or_default()),
            error: None,
        }
    }

    /// For the profile's title.
    pub(super) fn title(model: &Model) -> Self {
        Self {
            what: Asked::Title,
            field: Field::new(model.profile.title.as_deref().unwrap_or_default()),
            error: None,
        }
    }
}

impl JumpList {
    /// The list with the cursor on the question asked now.
    pub(super) fn at(model: &Model) -> Self {
        let mut list = Self::default();
        let here = model.asking.question;
        list.cursor = list.questions(model).iter().position(|q| Some(*q) == here).unwrap_or(0);
        list
    }

    /// Questions that the list shows, in order.
    #[must_use]
    pub fn questions(&self, model: &Model) -> Vec<usize> {
        let words: Vec<String> = self.filter.text().split_whitespace().map(str::to_lowercase).collect();
        model
            .visible()
            .filter(|&q| {
                let question = &model.catalog.questions[q];
                let section = model
                    .catalog
                    .sections
                    .get(question.section)
                    .map_or("", |s| s.title.as_str());
                let text = format!("{section} {} {}", question.title, question.ask).to_lowercase();
                let state = match self.only {
                    Only::All => true,
                    Only::Open => model.assessment.unanswered.contains(&q),
                    Only::Noted => model.note(q).is_some(),
                };
                state && words.iter().all(|word| text.contains(word))
            })
            .collect()
    }
}

/// What a key does to the topmost popup.
pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let Some(layer) = model.layers.pop() else { return };
    // Those that stay open go back onto the stack.
    match layer {
        Layer::Open(list) => open_list(model, list, action, effects),
        Layer::Jump(list) => jump_list(model, list, action),
        Layer::Record(form) => record::act(model, form, action, effects),
        Layer::Compare(mut popup) => {
            if action != Action::Close {
                let room = crate::tui::view::layer::compare_room(model, &popup);
                popup.scroll = scrolled(popup.scroll, action).min(room);
                model.layers.push(Layer::Compare(popup));
            }
        }
        Layer::Explain(popup) => explain::act(model, popup, action),
        Layer::Prompt(prompt) => {
            if action == Action::Take {
                take_line(model, prompt, effects);
            } else {
                model.after_save = None;
            }
        }
        Layer::Unsaved(then) => unsaved(model, then, action, effects),
        Layer::Conflict(conflict) => match action {
            Action::Reload => {
                model.after_save = None;
                effects.push(Effect::Open(Source::File(conflict.path)));
            }
            Action::Merge => recovery::merge(model, conflict.path, effects),
            Action::SaveAs => file::ask_where(model),
            Action::Overwrite => file::save_over(model, conflict.path, effects),
            _ => model.after_save = None,
        },
        Layer::Exists(path) => match action {
            Action::Overwrite => file::save_over(model, path, effects),
            Action::SaveAs => file::ask_where(model),
            _ => model.after_save = None,
        },
        Layer::Busy(busy) => recovery::busy(model, busy, action, effects),
        Layer::Recovery(offer) => recovery::act(model, offer, action, effects),
        Layer::Message(mut text) => {
            if action != Action::Close {
                let last = u16::try_from(text.text.lines().count())
                    .unwrap_or(u16::MAX)
                    .saturating_sub(1);
                text.scroll = scrolled(text.scroll, action).min(last);
                model.layers.push(Layer::Message(text));
            }
        }
        Layer::Help { scroll } => {
            if action != Action::Close {
                let scroll = scrolled(scroll, action).min(crate::tui::view::layer::help_room(model));
                model.layers.push(Layer::Help { scroll });
            }
        }
    }
}

pub(super) fn scrolled(from: u16, action: Action) -> u16 {
    match action {
        Action::Up => from.saturating_sub(1),
        Action::Down => from.saturating_add(1),
        Action::PageUp => from.saturating_sub(10),
        Action::PageDown => from.saturating_add(10),
        _ => from,
    }
}

fn open_list(model: &mut Model, mut list: OpenList, action: Action, effects: &mut Vec<Effect>) {
    let rows = list.entries.len().max(1);
    match action {
        Action::Close => return,
        Action::Up => list.cursor = (list.cursor + rows - 1) % rows,
        Action::Down => list.cursor = (list.cursor + 1) % rows,
        Action::Take => {
            let Some(source) = list.chosen() else { return };
            if list.compares {
                model.layers.push(Layer::Open(list));
                return effects.push(Effect::Fetch(source));
            }
            let untouched = list.welcome && !model.unsaved() && model.file.is_none();
            if source == Source::New && untouched {
                return;
            }
            model.layers.push(Layer::Open(list));
            return file::leave(model, Then::Open(source), effects);
        }
        _ => {}
    }
    model.layers.push(Layer::Open(list));
}

fn jump_list(model: &mut Model, mut list: JumpList, action: Action) {
    let questions = list.questions(model);
    let rows = questions.len().max(1);
    match action {
        Action::Close => return,
        Action::Up => list.cursor = (list.cursor + rows - 1) % rows,
        Action::Down => list.cursor = (list.cursor + 1) % rows,
        Action::PageUp => list.cursor = list.cursor.saturating_sub(10),
        Action::PageDown => list.cursor = (list.cursor + 10).min(rows - 1),
        Action::Filter => {
            list.only = list.only.next();
            list.cursor = 0;
        }
        Action::Take => {
            if let Some(&question) = questions.get(list.cursor) {
                show(model, Screen::Questions);
                question::go_to(model, question);
                return;
            }
        }
        _ => {}
    }
    model.layers.push(Layer::Jump(list));
}

fn unsaved(model: &mut Model, then: Then, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::SaveFirst => {
            model.after_save = Some(then);
            file::save(model, effects);
        }
        Action::Discard => {
            if matches!(then, Then::Leave(_)) {
                effects.push(Effect::Forget);
            }
            file::go_on(model, then, effects);
        }
        _ => {}
    }
}

fn take_line(model: &mut Model, mut prompt: Prompt, effects: &mut Vec<Effect>) {
    let line = prompt.field.text().trim().to_owned();
    match prompt.what {
        Asked::Note(index) => {
            let question = &model.catalog.questions[index];
            let label = format!("note on {}", question.title);
            let target = Some(crate::tui::model::Target::Answer(index));
            change::change(model, label, target, false, |profile| profile.set_note(question, &line));
        }
        Asked::Title => change::change(model, "title".into(), None, false, |profile| {
            profile.set_title(&line);
        }),
        Asked::Path if line.is_empty() => {
            prompt.error = Some("type the name of a file".into());
            model.layers.push(Layer::Prompt(prompt));
        }
        Asked::Path => file::save_as(model, line.into(), effects),
    }
}

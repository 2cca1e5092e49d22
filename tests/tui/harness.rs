//! A program under test: pressed, and looked at.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use ratatui::{buffer::Buffer, layout::Rect};
use tempfile::TempDir;
use weighbridge::{
    catalog::{self, Catalog},
    profile::{Answer, Profile},
    tui::{
        files::{self, Files},
        key::{Code, Key},
        message::{Effect, Message},
        model::Model,
        terminal::Event,
        theme::Theme,
        update::{update, welcome},
        view::frame,
    },
    weigh::robustness,
};

pub(crate) struct Program {
    pub(crate) model: Model,
    pub(crate) folder: TempDir,
    files: Files,
}

/// The shipped catalog.
pub(crate) fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

/// A catalog on another subject, with three options.
pub(crate) fn databases() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let text = include_str!("../data/catalogs/analytics-database.toml");
        catalog::load("analytics-database.toml", text, &|_| None).expect("the catalog loads")
    })
}

/// A catalog without questions.
pub(crate) fn matrix() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let text = include_str!("../data/catalogs/plain-matrix.toml");
        catalog::load("plain-matrix.toml", text, &|_| None).expect("the catalog loads")
    })
}

impl Program {
    /// On a new profile of the shipped catalog, the greeting closed.
    pub(crate) fn new(size: (u16, u16)) -> Self {
        Self::of(shipped(), size)
    }

    pub(crate) fn of(catalog: &'static Catalog, size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self {
            model: Model::new(catalog, files::new_profile(catalog), Theme::default(), size),
            files: Files::new(catalog, Some(folder.path().join("state"))).drawing(1_000),
            folder,
        }
    }

    /// As it starts without a profile.
    pub(crate) fn greeting(size: (u16, u16)) -> Self {
        let mut program = Self::new(size);
        welcome(&mut program.model);
        program
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder and opens it.
    pub(crate) fn open(&mut self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        let message = self.files.open(&path).expect("a profile");
        self.happen(message);
        path
    }

    pub(crate) fn happen(&mut self, message: Message) {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in update(&mut self.model, message) {
                assert_ne!(effect, Effect::Suspend, "nothing here suspends");
                messages.extend(self.files.carry_out(effect));
            }
        }
    }

    /// Does what the worker does, at once: says how sure the verdict on what is shown is.
    pub(crate) fn sure(&mut self) -> &mut Self {
        let model = &self.model;
        let assessment = model.preview.as_ref().unwrap_or(&model.assessment);
        let found = robustness(model.catalog, &model.shown, assessment, 10_000);
        let generation = model.generation;
        self.happen(Message::Sure {
            generation,
            robustness: Box::new(found),
        });
        self
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.happen(Message::Event(Event::Key(key)));
    }

    /// Presses keys by name (`down`, `enter`, `ctrl-s`); anything else is typed.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            match named(word) {
                Some(key) => self.key(key),
                None => word.chars().for_each(|c| self.key(Key::char(c))),
            }
        }
        self
    }

    /// Types a text into the field that has the keys, over what is in it.
    pub(crate) fn fill(&mut self, text: &str) -> &mut Self {
        self.key(Key::plain(Code::End));
        self.key(Key::ctrl('u'));
        self.happen(Message::Event(Event::Paste(text.to_owned())));
        self
    }

    /// Goes to the question with this id.
    pub(crate) fn ask(&mut self, id: &str) -> &mut Self {
        let question = self.model.catalog.question(id).expect(id);
        let title = self.model.catalog.questions[question].title.clone();
        self.press("esc");
        if self.model.digits_are_text() && self.model.typing.is_some() {
            self.press("esc");
        }
        self.key(Key::char('j'));
        self.fill(&title);
        self.press("enter");
        assert_eq!(self.model.question(), Some(question), "{id}");
        self
    }

    /// Moves the cursor to a choice.
    pub(crate) fn over(&mut self, choice: &str) -> &mut Self {
        use weighbridge::catalog::QuestionKind;
        let question = self.model.asked().expect("a question");
        let QuestionKind::Choice(choices) = &question.kind else {
            panic!("{} has no choices", question.id)
        };
        let row = choices.iter().position(|c| c.id == choice).expect(choice);
        while self.model.asking.cursor != Some(row) {
            self.press("down");
        }
        self
    }

    pub(crate) fn answer(&self, id: &str) -> Option<&Answer> {
        self.model.profile.answers.get(id)
    }

    pub(crate) fn asked(&self) -> &str {
        self.model.asked().map_or("", |q| q.id.as_str())
    }

    pub(crate) fn drawn(&self) -> Buffer {
        drawn(&self.model)
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        text(&self.drawn())
    }

    pub(crate) fn saved(&self, path: &Path) -> Profile {
        let text = std::fs::read_to_string(path).expect("a file");
        weighbridge::profile::read("saved", &text, self.model.catalog)
            .expect("a profile")
            .0
    }
}

pub(crate) fn drawn(model: &Model) -> Buffer {
    let (width, height) = model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    frame::draw(model, buffer.area, &mut buffer);
    buffer
}

pub(crate) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

pub(crate) fn named(word: &str) -> Option<Key> {
    let plain = |code| Some(Key::plain(code));
    if let Some(rest) = word.strip_prefix("ctrl-") {
        return rest.chars().next().map(Key::ctrl);
    }
    if let Some(rest) = word.strip_prefix("alt-") {
        return rest.chars().next().map(Key::alt);
    }
    if let Some(rest) = word.strip_prefix("shift-") {
        return named(rest).map(Key::shifted);
    }
    match word {
        "up" => plain(Code::Up),
        "down" => plain(Code::Down),
        "left" => plain(Code::Left),
        "right" => plain(Code::Right),
        "enter" => plain(Code::Enter),
        "esc" => plain(Code::Esc),
        "tab" => plain(Code::Tab),
        "backspace" => plain(Code::Backspace),
        "pgup" => plain(Code::PageUp),
        "pgdn" => plain(Code::PageDown),
        "home" => plain(Code::Home),
        "end" => plain(Code::End),
        _ => None,
    }
}

/// For closures that press keys and give nothing back.
pub(crate) fn done(_: &mut Program) {}

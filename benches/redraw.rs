//! What a moved weight costs until the screen shows it: `cargo bench --bench redraw`.
//!
//! One thread does what the program's loop and its worker do between them: the key, the scores anew, the flip points anew, 10,000
//! draws, and the frame at 200x55 as bytes for a terminal that swallows them. The aim is 2 ms for all of it; the parts are
//! measured by themselves too.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a benchmark stops and prints"
)]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up should stop")]

use std::io;

use divan::Bencher;
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use weighbridge::{
    catalog::{self, Catalog},
    profile,
    tui::{
        key::{Code, Key},
        message::Message,
        model::{Model, Screen},
        terminal::Event,
        theme::Theme,
        update::update,
        view::frame,
    },
    weigh::{Effort, Prepared, Robustness},
};

const SIZE: (u16, u16) = (200, 55);
/// Draws while a key is held.
const DRAWS: u32 = 10_000;

fn main() {
    divan::main();
}

/// A program with a profile that leaves a good part of the questions open, its matrix being edited.
struct Program {
    model: Model,
    terminal: Terminal<CrosstermBackend<io::Sink>>,
    prepared: Prepared,
    up: bool,
}

impl Program {
    fn new(screen: Screen) -> Self {
        let catalog: &'static Catalog = catalog::built_in().unwrap();
        let text = &catalog.scenarios[1].profile.text;
        let profile = profile::read("scenario", text, catalog).unwrap().0;
        let prepared = Prepared::new(catalog, &profile);
        let mut model = Model::new(catalog, profile, Theme::default(), SIZE);
        model.screen = Screen::Verdict;
        press(&mut model, Key::char('m'));
        assert!(model.cell.is_some(), "the matrix is edited");
        model.screen = screen;
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1)),
        };
        let terminal = Terminal::with_options(CrosstermBackend::new(io::sink()), options).unwrap();
        let mut program = Self {
            model,
            terminal,
            prepared,
            up: true,
        };
        program.draw();
        // The first time everything is made: worlds, and the text of the screen.
        let found = program.flip(DRAWS);
        program.told(found);
        program.draw();
        program
    }

    /// A point more, a point less: the key, and the scores anew.
    fn key(&mut self) {
        let screen = std::mem::replace(&mut self.model.screen, Screen::Verdict);
        let generation = self.model.generation;
        press(&mut self.model, Key::plain(Code::Char(if self.up { '+' } else { '-' })));
        self.up = !self.up;
        self.model.screen = screen;
        assert_ne!(self.model.generation, generation, "the weight was moved");
    }

    /// The flip points anew, with so many draws.
    fn flip(&mut self, draws: u32) -> Robustness {
        let model = &self.model;
        let assessment = model.preview.as_ref().unwrap_or(&model.assessment);
        let effort = Effort {
            draws,
            threads: 1,
            keep_going: &|| true,
        };
        let found = self
            .prepared
            .robustness(model.catalog, &model.shown, assessment, &effort);
        found.unwrap()
    }

    fn told(&mut self, found: Robustness) {
        let generation = self.model.generation;
        let robustness = Box::new(found);
        update(&mut self.model, Message::Sure { generation, robustness });
    }

    fn draw(&mut self) {
        let model = &self.model;
        let drawn = self.terminal.draw(|frame| {
            let area = frame.area();
            frame::draw(model, area, frame.buffer_mut());
        });
        drawn.unwrap();
    }
}

fn press(model: &mut Model, key: Key) {
    update(model, Message::Event(Event::Key(key)));
}

#[divan::bench]
fn key_and_scores(bencher: Bencher) {
    let mut program = Program::new(Screen::Verdict);
    bencher.bench_local(|| program.key());
}

#[divan::bench(args = [0, DRAWS])]
fn flips_and_draws(bencher: Bencher, draws: u32) {
    let mut program = Program::new(Screen::Verdict);
    bencher.bench_local(|| program.flip(draws));
}

#[divan::bench(args = Screen::ALL)]
fn frame_at_200x55(bencher: Bencher, screen: Screen) {
    let mut program = Program::new(screen);
    bencher.bench_local(|| program.draw());
}

/// All of it, one after the other: the key, the scores, the flip points, the draws, and the frame that shows what was found.
#[divan::bench(args = [Screen::Verdict, Screen::Flip])]
fn moved_weight_and_its_frame(bencher: Bencher, screen: Screen) {
    let mut program = Program::new(screen);
    bencher.bench_local(|| {
        program.key();
        let found = program.flip(DRAWS);
        program.told(found);
        program.draw();
    });
}

/// The same with the frame that the key brings at once as well, which the program draws while its worker is at work.
#[divan::bench(args = [Screen::Verdict, Screen::Flip])]
fn moved_weight_and_both_frames(bencher: Bencher, screen: Screen) {
    let mut program = Program::new(screen);
    bencher.bench_local(|| {
        program.key();
        program.draw();
        let found = program.flip(DRAWS);
        program.told(found);
        program.draw();
    });
}

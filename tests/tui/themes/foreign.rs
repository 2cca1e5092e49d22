//! Texts from elsewhere: wide, combining, turned around, or meant to command the terminal.

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
};
use weighbridge::tui::theme::{ColourDepth, Theme};

use crate::{
    harness::{Program, drawn},
    screen::shown,
};

/// Titles that have broken terminals, and what of them must be seen.
const TITLES: [(&str, &str); 8] = [
    ("\u{1b}[31mred", "\u{fffd}[31mred"),
    ("\u{202e}abc", "\u{fffd}abc"),
    ("日本語のサービス", "日本語のサービス"),
    ("e\u{301}tude", "e\u{301}tude"),
    ("👩\u{200d}👩\u{200d}👧 family", "family"),
    ("a\u{200b}b\u{feff}c", "a\u{fffd}b\u{fffd}c"),
    ("שלום עולם", "שלום"),
    ("\u{9b}31m\u{7}bell", "\u{fffd}31m\u{fffd}bell"),
];

/// What no cell may hold: a terminal would obey it, or turn the row around.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn titled(title: &str, size: (u16, u16)) -> Program {
    let mut program = Program::new(size);
    let quoted: String = title.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    let profile = format!(
        "schema = 1\ntitle = \"{quoted}\"\n[answers]\nrust_experience = \"some\"\n[notes]\nrust_experience = \"{quoted}\"\n"
    );
    program.open("foreign.toml", &profile);
    program.press("esc");
    program.ask("rust_experience");
    program
}

/// The row, a character for each cell.
fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

/// The screen as it is read: the second halves of wide characters are no blanks.
fn read(buffer: &Buffer) -> String {
    let mut read = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            read.push_str(symbol);
            x += symbol.cell_width().max(1);
        }
        read.push('\n');
    }
    read
}

#[test]
fn foreign_titles_and_notes_move_nothing_and_command_nothing() {
    let size = (80, 24);
    let plain = titled("plain", size).drawn();
    for (title, seen) in TITLES {
        let mut program = titled(title, size);
        let buffer = program.drawn();
        for cell in buffer.content() {
            assert!(!cell.symbol().chars().any(commands), "{title:?}");
        }
        assert!(read(&buffer).contains(seen), "{title:?}");
        // All below the title is where it is under a plain one, but for the note itself.
        for y in 1..size.1 {
            let (a, b) = (row(&plain, y), row(&buffer, y));
            assert!(a == b || a.contains("plain"), "{title:?}\n{a}\n{b}");
        }
        // What divides the screen stands in the same column also beside the note.
        let pillar = |buffer: &Buffer, y: u16| (0..size.0).find(|x| buffer[(*x, y)].symbol() == "│");
        for y in 2..size.1 - 1 {
            assert_eq!(pillar(&plain, y), pillar(&buffer, y), "{title:?}, row {y}");
        }
        for keys in ["t", "esc n", "esc j", "esc q", "esc o", "esc alt-2 e", "esc ="] {
            program.press(keys);
            for cell in program.drawn().content() {
                assert!(!cell.symbol().chars().any(commands), "{title:?} after {keys}");
            }
        }
    }
}

#[test]
fn what_foreign_titles_look_like() {
    let mut all = Buffer::empty(Rect::new(0, 0, 120, 2 * TITLES.len() as u16));
    for (at, (title, _)) in TITLES.iter().enumerate() {
        let buffer = titled(title, (120, 40)).drawn();
        let note = (0..40).find(|y| row(&buffer, *y).contains("Note")).expect("a note");
        for (y, from) in [(0, 0), (1, note)] {
            for x in 0..120 {
                all[(x, 2 * at as u16 + y)] = buffer[(x, from)].clone();
            }
        }
    }
    insta::assert_snapshot!("foreign_titles", shown(&all));
}

#[test]
fn in_ascii_foreign_titles_are_marks_of_the_same_width() {
    for (title, _) in TITLES {
        let mut program = titled(title, (80, 24));
        let unicode = drawn(&program.model);
        program.model.theme = Theme::new(ColourDepth::None, false);
        let ascii = drawn(&program.model);
        for cell in ascii.content() {
            assert!(cell.symbol().is_ascii(), "{title:?}: {:?}", cell.symbol());
        }
        let end = |buffer: &Buffer| {
            row(buffer, 0)
                .find("Leaning")
                .or_else(|| row(buffer, 0).find("first in"))
        };
        assert_eq!(end(&ascii).is_some(), end(&unicode).is_some(), "{title:?}");
    }
}

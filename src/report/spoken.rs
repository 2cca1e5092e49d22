//! Text for reading aloud, or letter by letter on a braille line: sentences in at most [`WIDTH`] columns.
//!
//! Nothing is said by where it stands: each row of a table is a sentence of its own that repeats the heads of the columns. Nothing
//! is drawn, and whatever comes out of a file is printable.

use unicode_width::UnicodeWidthStr as _;

use super::{
    document::{Align, Block, Document, Table, harmless},
    text::wrap,
};

/// Columns that are used at most (a single word that is longer stays whole).
pub const WIDTH: usize = 80;

/// A document as lines; ends with a line break.
#[must_use]
pub fn draw(document: &Document) -> String {
    let mut out = String::new();
    let mut after_heading = false;
    for block in &document.blocks {
        if !out.is_empty() && !after_heading {
            out.push('\n');
        }
        after_heading = matches!(block, Block::Heading(_));
        match block {
            Block::Title(text) | Block::Paragraph(text) => paragraph(&mut out, text),
            Block::Heading(text) => paragraph(&mut out, &with_colon(text)),
            Block::Quote { text, place } => paragraph(&mut out, &format!("\"{text}\" ({place})")),
            Block::List(items) => items.iter().for_each(|item| hanging(&mut out, "- ", item)),
            Block::Table(table) => rows(&mut out, table),
        }
    }
    out
}

/// A paragraph, wrapped at words; an empty one is an empty line.
pub fn paragraph(out: &mut String, text: &str) {
    hanging(out, "", text);
}

/// A paragraph behind a mark, such as a number; further lines hang below its text.
pub fn hanging(out: &mut String, mark: &str, text: &str) {
    let indent = " ".repeat(mark.width());
    for (index, line) in wrap(text, WIDTH.saturating_sub(mark.width())).iter().enumerate() {
        out.push_str(if index == 0 { mark } else { &indent });
        out.push_str(line);
        out.push('\n');
    }
}

/// Lines as they are, but for what a terminal would obey.
pub fn verbatim(out: &mut String, text: &str) {
    for line in text.lines() {
        out.extend(line.chars().map(harmless));
        out.push('\n');
    }
}

/// A heading says what follows; a dot or a colon that it has already is enough.
fn with_colon(heading: &str) -> String {
    let heading = heading.trim_end();
    if heading.ends_with([':', '.', '?']) {
        heading.to_owned()
    } else {
        format!("{heading}:")
    }
}

/// One sentence a row: `one. Rank: 1; Total (0-10): 7.50.`
fn rows(out: &mut String, table: &Table) {
    for row in &table.rows {
        let mut cells = table.columns.iter().zip(row);
        let Some((column, first)) = cells.next() else { continue };
        // A number alone does not say what it is a number of.
        let name = match column.align {
            Align::Left => first.clone(),
            Align::Right => format!("{} {first}", column.title),
        };
        let rest: Vec<String> = cells
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(column, cell)| {
                let separator = if column.title.is_empty() { "" } else { ": " };
                format!("{}{separator}{}", column.title, cell.trim_end_matches('.'))
            })
            .collect();
        let mut line = name;
        if !rest.is_empty() {
            line.push_str(". ");
            line.push_str(&rest.join("; "));
        }
        if !line.ends_with(['.', '?']) {
            line.push('.');
        }
        hanging(out, "- ", &line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(build: impl FnOnce(&mut Document)) -> String {
        let mut document = Document::default();
        build(&mut document);
        draw(&document)
    }

    #[test]
    fn a_row_is_a_sentence_that_names_its_columns() {
        let mut table = Table::new("Option").numbers("Rank").words("Gates");
        table.row(["one".into(), "1".into(), "passes both".into()]);
        table.row(["two".into(), "2".into(), String::new()]);
        let text = drawn(|document| {
            document.heading("Options");
            document.table(table);
        });
        assert_eq!(text, "Options:\n- one. Rank: 1; Gates: passes both.\n- two. Rank: 2.\n");
    }

    #[test]
    fn a_row_that_begins_with_a_number_says_of_what() {
        let mut table = Table::default().numbers("Load (req/s)").numbers("p99 (ms)");
        table.row(["100".into(), "7".into()]);
        assert_eq!(drawn(|d| d.table(table)), "- Load (req/s) 100. p99 (ms): 7.\n");
    }

    #[test]
    fn no_line_is_wider_and_no_control_character_is_left() {
        let long = "words \u{1b}[31m and \u{9b}2J ".repeat(20);
        let mut text = drawn(|document| {
            document.paragraph(&long);
            document.list([long.clone()]);
        });
        verbatim(&mut text, "a\u{7}\tb\r\nc");
        assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
}

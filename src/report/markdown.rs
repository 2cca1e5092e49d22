//! Markdown, with tables as GitHub reads them.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{
    Entry, content,
    document::{Align, Block, Document, Table, harmless},
};
use crate::catalog::Catalog;

/// Columns of a cell beyond which its column is not padded.
const WIDEST: usize = 48;

/// A rule has three dashes at least; a colon counts as one.
const NARROWEST: usize = 4;

/// The assessments, one after the other, each under its own title.
#[must_use]
pub fn render(catalog: &Catalog, entries: &[Entry<'_>]) -> String {
    let all: Vec<String> = entries.iter().map(|e| draw(&content::assessment(catalog, e))).collect();
    all.join("\n")
}

/// A document as Markdown; ends with a line break.
#[must_use]
pub fn draw(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Title(text) => line(&mut out, "# ", text),
            Block::Heading(text) => line(&mut out, "## ", text),
            Block::Paragraph(text) => line(&mut out, "", text),
            Block::Quote { text, place } => {
                line(&mut out, "> ", text);
                out.push_str(">\n");
                line(&mut out, "> — ", place);
            }
            Block::List(items) => items.iter().for_each(|item| line(&mut out, "- ", item)),
            Block::Table(table) => draw_table(&mut out, table),
        }
    }
    out
}

fn line(out: &mut String, mark: &str, text: &str) {
    out.push_str(mark);
    out.push_str(&escape(text));
    out.push('\n');
}

/// Adds a table.
pub(super) fn draw_table(out: &mut String, table: &Table) {
    let heads: Vec<String> = table.columns.iter().map(|c| escape(&c.title)).collect();
    let mut rows = vec![heads];
    for (index, row) in table.rows.iter().enumerate() {
        let strong = table.totalled && index + 1 == table.rows.len();
        let cells = row.iter().map(|cell| match escape(cell) {
            cell if strong && !cell.is_empty() => format!("**{cell}**"),
            cell => cell,
        });
        rows.push(cells.collect());
    }
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| width(&rows, at)).collect();
    for (index, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&table.columns).zip(&widths);
        let cells: Vec<String> = cells
            .map(|((cell, column), width)| padded(cell, column.align, *width))
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
        if index == 0 {
            let rules = table
                .columns
                .iter()
                .zip(&widths)
                .map(|(column, width)| match column.align {
                    Align::Left => "-".repeat(*width),
                    Align::Right => format!("{}:", "-".repeat(width - 1)),
                });
            let _ = writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
        }
    }
}

/// Columns that a column is padded to, so that the text reads as a table too: its widest cell, but not where that is a sentence.
fn width(rows: &[Vec<String>], at: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width());
    match cells.max().unwrap_or(0) {
        widest if widest > WIDEST => rows
            .first()
            .and_then(|head| head.get(at))
            .map_or(0, |cell| cell.width())
            .max(NARROWEST),
        widest => widest.max(NARROWEST),
    }
}

fn padded(cell: &str, align: Align, width: usize) -> String {
    let pad = " ".repeat(width.saturating_sub(cell.width()));
    match align {
        Align::Left => format!("{cell}{pad}"),
        Align::Right => format!("{pad}{cell}"),
    }
}

/// Words as Markdown that reads the same: what has a meaning there is escaped, line breaks become spaces.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut before = None;
        let mut letters = word.chars().peekable();
        while let Some(c) = letters.next() {
            let after = letters.peek().copied();
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let means_something = match c {
                '\\' | '`' | '*' | '<' | '|' | '[' | ']' | '~' => true,
                // Within a word it is a sign like any other; before or after one it marks a heading.
                '#' => before.is_none(),
                '_' => !(is_letter(before) && is_letter(after)),
                '&' => is_letter(after) || after == Some('#'),
                _ => false,
            };
            if means_something {
                out.push('\\');
            }
            out.push(harmless(c));
            before = Some(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_break_its_table() {
        let mut document = Document::default();
        let mut table = Table::new("a").numbers("b");
        table.row(["x | y\nz".into(), "1".into()]);
        document.table(table);
        assert_eq!(
            draw(&document),
            "| a        |    b |\n| -------- | ---: |\n| x \\| y z |    1 |\n"
        );
    }
}

//! Plain text in at most [`WIDTH`] columns: aligned tables, wrapped sentences, no colours.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::{
    Entry, content,
    document::{Align, Block, Document, Table, harmless},
};
use crate::catalog::Catalog;

/// Columns that are used at most (a single word that is longer stays whole).
pub const WIDTH: usize = 100;
const INDENT: usize = 2;
const GAP: usize = 2;
const NARROWEST: usize = 16;
const HEAD_LINES: usize = 2;

/// What is read first of each assessment, one after the other, a rule between them.
#[must_use]
pub fn brief(catalog: &Catalog, entries: &[Entry<'_>]) -> String {
    ruled(
        entries
            .iter()
            .map(|e| draw(&content::brief(catalog, e, "With --full:"))),
    )
}

/// The whole assessments, one after the other, a rule between them.
#[must_use]
pub fn render(catalog: &Catalog, entries: &[Entry<'_>]) -> String {
    ruled(entries.iter().map(|e| draw(&content::assessment(catalog, e))))
}

fn ruled(reports: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = reports.collect();
    all.join(&format!("\n{}\n\n", "=".repeat(WIDTH)))
}

/// A document as text; ends with a line break.
#[must_use]
pub fn draw(document: &Document) -> String {
    let mut out = String::new();
    let mut after_heading = false;
    for block in &document.blocks {
        if !out.is_empty() && !after_heading {
            out.push('\n');
        }
        after_heading = false;
        match block {
            Block::Title(text) => paragraph(&mut out, "", "", text),
            Block::Heading(text) => {
                paragraph(&mut out, "", "", text);
                after_heading = true;
            }
            Block::Paragraph(text) => paragraph(&mut out, "  ", "  ", text),
            Block::Quote { text, place } => {
                paragraph(&mut out, "  \"", "   ", &format!("{text}\""));
                paragraph(&mut out, "   (", "    ", &format!("{place})"));
            }
            Block::List(items) => items.iter().for_each(|item| paragraph(&mut out, "  - ", "    ", item)),
            Block::Table(table) => draw_table(&mut out, table),
        }
    }
    out
}

fn paragraph(out: &mut String, first: &str, rest: &str, text: &str) {
    for (index, line) in wrap(text, WIDTH - rest.width()).iter().enumerate() {
        out.push_str(if index == 0 { first } else { rest });
        out.push_str(line);
        out.push('\n');
    }
}

/// Breaks at spaces so that no line is wider than `width`, save for words that are.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let word = if is_plain(word) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.chars().map(harmless).collect::<String>())
        };
        let long = columns_of(&word);
        if used > 0 && used + 1 + long > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(&word);
            used += long;
        }
    }
    lines
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(columns_of).max().unwrap_or(0)
}

/// Whether all of it is printable ASCII, as most of it is: then a byte is a column, and nothing needs looking up.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn columns_of(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Draws a table; one that is too wide is drawn in pieces, each with the first column.
fn draw_table(out: &mut String, table: &Table) {
    let widths = column_widths(table);
    let mut from = 1.min(widths.len());
    let mut first_piece = true;
    loop {
        let mut used = INDENT + widths.first().copied().unwrap_or(0);
        let mut to = from;
        while to < widths.len() && (to == from || used + GAP + widths[to] <= WIDTH) {
            used += GAP + widths[to];
            to += 1;
        }
        if !first_piece {
            out.push('\n');
        }
        let columns: Vec<usize> = std::iter::once(0).chain(from..to).collect();
        draw_piece(out, table, &columns, &widths);
        first_piece = false;
        if to >= widths.len() {
            break;
        }
        from = to;
    }
}

/// As wide as the cells and the head's words ask for; columns of words give way where the table is too wide.
fn column_widths(table: &Table) -> Vec<usize> {
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(c, column)| {
            let cells = table.rows.iter().map(|r| columns_of(&r[c])).max().unwrap_or(0);
            cells.max(longest_word(&column.title))
        })
        .collect();
    let total = |widths: &[usize]| INDENT + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    // Heads of more than two lines are given room where there is some.
    for (c, column) in table.columns.iter().enumerate() {
        while wrap(&column.title, widths[c]).len() > HEAD_LINES && total(&widths) < WIDTH {
            widths[c] += 1;
        }
    }
    let mut excess = total(&widths).saturating_sub(WIDTH);
    while excess > 0 {
        let widest = (0..widths.len())
            .filter(|&c| table.columns[c].align == Align::Left && widths[c] > NARROWEST)
            .max_by_key(|&c| widths[c]);
        let Some(widest) = widest else { break };
        let longest = table.rows.iter().map(|r| longest_word(&r[widest])).max().unwrap_or(0);
        let least = NARROWEST.max(longest).max(longest_word(&table.columns[widest].title));
        if least >= widths[widest] {
            break;
        }
        let others = (0..widths.len())
            .filter(|&c| c != widest && table.columns[c].align == Align::Left)
            .map(|c| widths[c])
            .max()
            .unwrap_or(0);
        // Take from the widest until it is as wide as the next one, so that no column is starved for another.
        let step = (widths[widest].saturating_sub(others)).clamp(1, excess);
        let step = step.min(widths[widest] - least);
        widths[widest] -= step;
        excess -= step;
    }
    widths
}

fn draw_piece(out: &mut String, table: &Table, columns: &[usize], widths: &[usize]) {
    let heads: Vec<Vec<String>> = columns
        .iter()
        .map(|&c| wrap(&table.columns[c].title, widths[c]))
        .collect();
    let height = heads.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let cells = heads.iter().map(|head| {
            // Heads stand on the rule: a short one is empty above.
            let empty = height - head.len();
            line.checked_sub(empty).map_or("", |i| head[i].as_str())
        });
        draw_line(out, table, columns, widths, cells);
    }
    draw_rule(out, columns, widths);
    for (index, row) in table.rows.iter().enumerate() {
        if table.totalled && index + 1 == table.rows.len() {
            draw_rule(out, columns, widths);
        }
        let cells: Vec<Vec<String>> = columns.iter().map(|&c| wrap(&row[c], widths[c])).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let texts = cells.iter().map(|cell| cell.get(line).map_or("", String::as_str));
            draw_line(out, table, columns, widths, texts);
        }
    }
}

fn draw_rule(out: &mut String, columns: &[usize], widths: &[usize]) {
    let rules: Vec<String> = columns.iter().map(|&c| "-".repeat(widths[c])).collect();
    out.push_str(&" ".repeat(INDENT));
    out.push_str(&rules.join(&" ".repeat(GAP)));
    out.push('\n');
}

fn draw_line<'t>(
    out: &mut String,
    table: &Table,
    columns: &[usize],
    widths: &[usize],
    cells: impl Iterator<Item = &'t str>,
) {
    let mut line = " ".repeat(INDENT);
    for (index, (&c, cell)) in columns.iter().zip(cells).enumerate() {
        if index > 0 {
            line.push_str(&" ".repeat(GAP));
        }
        let pad = " ".repeat(widths[c].saturating_sub(columns_of(cell)));
        match table.columns[c].align {
            Align::Left => line.extend([cell, &pad]),
            Align::Right => line.extend([pad.as_str(), cell]),
        }
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widest(text: &str) -> usize {
        text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
    }

    #[test]
    fn columns_are_aligned_by_width_and_not_by_bytes() {
        let mut table = Table::new("name").numbers("points");
        table.row(["é日".into(), "1.5".into()]);
        table.row(["plain".into(), "10.0".into()]);
        let mut document = Document::default();
        document.table(table);
        assert_eq!(
            draw(&document),
            "  name   points\n  -----  ------\n  é日       1.5\n  plain    10.0\n"
        );
    }

    #[test]
    fn a_table_of_many_columns_is_drawn_in_pieces_that_fit() {
        let titles: Vec<String> = (0..30).map(|i| format!("option-{i}")).collect();
        let mut table = Table::new("criterion").numbers_for(titles.iter().map(String::as_str));
        table.row((0..31).map(|i| i.to_string()));
        let mut document = Document::default();
        document.table(table);
        let text = draw(&document);
        assert!(widest(&text) <= WIDTH, "{text}");
        assert!(titles.iter().all(|t| text.contains(t)), "{text}");
        assert!(text.matches("criterion").count() > 1, "{text}");
    }

    #[test]
    fn a_title_cannot_command_the_terminal() {
        let mut document = Document::default();
        document.title("bad \u{1b}[31m title\u{7}");
        assert_eq!(draw(&document), "bad \u{fffd}[31m title\u{fffd}\n");
    }

    #[test]
    fn long_words_columns_give_way() {
        let long = "a sentence of many words that goes on ".repeat(8);
        let mut table = Table::new("gate").words("state").words("reason");
        table.row(["p99".into(), "pass".into(), long]);
        let mut document = Document::default();
        document.table(table);
        let text = draw(&document);
        assert!(widest(&text) <= WIDTH, "{text}");
    }
}

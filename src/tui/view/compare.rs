//! Two profiles side by side, drawn from the same document as the comparison in files.
//!
//! Owns how that document becomes rows of a screen: tables as tables where they have room, else row by row.

use ratatui::text::{Line, Span};

use crate::{
    report::document::{Align, Block, Document, Table},
    tui::{
        theme::{Role, Theme},
        widget::text,
    },
};

/// Columns between two columns of a table.
const GAP: u16 = 2;

/// The document in lines of at most `width` columns. Its title is left out: the frame says it.
#[must_use]
pub(super) fn lines(theme: &Theme, document: &Document, width: u16) -> Vec<Line<'static>> {
    let mut out = Lines {
        theme,
        width,
        lines: Vec::new(),
    };
    for block in &document.blocks {
        match block {
            Block::Title(_) => continue,
            Block::Heading(words) => {
                out.air();
                out.wrapped(words, Role::Title);
                continue;
            }
            _ => out.air(),
        }
        match block {
            Block::Title(_) | Block::Heading(_) => {}
            Block::Paragraph(words) => out.wrapped(words, Role::Text),
            Block::Quote { text, place } => {
                out.wrapped(text, Role::Text);
                out.wrapped(place, Role::Dim);
            }
            Block::List(items) => {
                for item in items {
                    out.hanging(&format!("{} ", theme.glyphs.bullet), item, Role::Text);
                }
            }
            Block::Table(table) => out.table(table),
        }
    }
    out.lines
}

struct Lines<'a> {
    theme: &'a Theme,
    width: u16,
    lines: Vec<Line<'static>>,
}

impl Lines<'_> {
    fn span(&self, words: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(words.into(), self.theme.style(role))
    }

    /// An empty row, but not at the top.
    fn air(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    fn wrapped(&mut self, words: &str, role: Role) {
        self.hanging("", words, role);
    }

    /// Wrapped words behind a start that stands once.
    fn hanging(&mut self, start: &str, words: &str, role: Role) {
        let indent = text::width(start);
        for (at, row) in text::wrap(words, self.width.saturating_sub(indent))
            .into_iter()
            .enumerate()
        {
            let start = if at == 0 {
                start.to_owned()
            } else {
                " ".repeat(usize::from(indent))
            };
            self.lines
                .push(Line::from(vec![self.span(start, Role::Dim), self.span(row, role)]));
        }
    }

    fn table(&mut self, table: &Table) {
        let widths: Vec<u16> = (0..table.columns.len()).map(|column| natural(table, column)).collect();
        let gaps = GAP.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
        let needed = widths.iter().fold(gaps, |sum, w| sum.saturating_add(*w));
        if needed <= self.width {
            self.in_columns(table, &widths);
        } else {
            self.row_by_row(table);
        }
    }

    fn in_columns(&mut self, table: &Table, widths: &[u16]) {
        let heads: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
        self.row(table, &heads, widths, Role::Dim);
        for (at, row) in table.rows.iter().enumerate() {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let role = if is_total(table, at) { Role::Strong } else { Role::Text };
            self.row(table, &cells, widths, role);
        }
    }

    fn row(&mut self, table: &Table, cells: &[&str], widths: &[u16], role: Role) {
        let mut line = String::new();
        for ((cell, width), column) in cells.iter().zip(widths).zip(&table.columns) {
            if !line.is_empty() {
                line.push_str(&" ".repeat(usize::from(GAP)));
            }
            let fill = " ".repeat(usize::from(width.saturating_sub(text::width(cell))));
            match column.align {
                Align::Left => line.extend([*cell, fill.as_str()]),
                Align::Right => line.extend([fill.as_str(), *cell]),
            }
        }
        let line = self.span(line.trim_end().to_owned(), role);
        self.lines.push(Line::from(line));
    }

    /// Each row on its own: its name, and below it what stands in the columns.
    fn row_by_row(&mut self, table: &Table) {
        let heads = table.columns.iter().skip(1).map(|c| text::width(&c.title));
        let heads = heads.max().unwrap_or(0).min(self.width / 3);
        for (at, row) in table.rows.iter().enumerate() {
            let Some((name, cells)) = row.split_first() else {
                continue;
            };
            let role = if is_total(table, at) { Role::Strong } else { Role::Text };
            self.wrapped(name, Role::Strong);
            for (cell, column) in cells.iter().zip(table.columns.iter().skip(1)) {
                if !cell.is_empty() {
                    let head = text::truncate(&column.title, heads, self.theme.glyphs.ellipsis);
                    let start = format!("  {}  ", text::pad(&head, heads));
                    self.hanging(&start, cell, role);
                }
            }
        }
    }
}

fn natural(table: &Table, column: usize) -> u16 {
    let head = table.columns.get(column).map_or(0, |c| text::width(&c.title));
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    cells.map(|cell| text::width(cell)).fold(head, u16::max)
}

fn is_total(table: &Table, row: usize) -> bool {
    table.totalled && row + 1 == table.rows.len()
}

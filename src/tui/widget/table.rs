//! Tables: columns as wide as they need, numbers at the right, the least needed column left out where there is no room.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{Painter, text};
use crate::tui::theme::{Role, Theme};

/// On which side of its column a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head, with the unit.
    pub head: String,
    /// Side.
    pub align: Align,
    /// Columns with higher numbers are left out first; 0: never.
    pub spare: u8,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            align: Align::Left,
            spare: 0,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(head: impl Into<String>) -> Self {
        Self {
            align: Align::Right,
            ..Self::words(head)
        }
    }

    /// The same, left out where there is no room; higher numbers first.
    #[must_use]
    pub fn spare(mut self, spare: u8) -> Self {
        self.spare = spare;
        self
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Its style.
    pub style: Style,
}

impl Cell {
    /// A cell with a style.
    #[must_use]
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text, Style::new())
    }
}

/// A row of cells, one for each column; missing ones are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Cells.
    pub cells: Vec<Cell>,
    /// Whether a line is drawn above it: sums.
    pub ruled: bool,
}

impl<C: Into<Cell>> FromIterator<C> for Row {
    fn from_iter<I: IntoIterator<Item = C>>(cells: I) -> Self {
        Self {
            cells: cells.into_iter().map(Into::into).collect(),
            ruled: false,
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<'a> {
    /// What it shows; empty: no title.
    pub title: &'a str,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

/// Columns between two columns.
const GAP: u16 = 2;

impl Table<'_> {
    /// Rows that it takes in full.
    #[must_use]
    pub fn height(&self) -> u16 {
        let lines = self.rows.iter().map(|r| 1 + usize::from(r.ruled)).sum::<usize>();
        let head = usize::from(self.has_heads()) + usize::from(!self.title.is_empty());
        super::short(lines + head)
    }

    fn has_heads(&self) -> bool {
        self.columns.iter().any(|c| !c.head.is_empty())
    }

    /// Which columns are drawn, and how wide.
    fn layout(&self, width: u16) -> Vec<(usize, u16)> {
        let wanted = |column: usize| {
            let head = text::width(&self.columns[column].head);
            let cells = self.rows.iter().filter_map(|r| r.cells.get(column));
            cells.map(|c| text::width(&c.text)).max().unwrap_or(0).max(head)
        };
        let mut shown: Vec<(usize, u16)> = (0..self.columns.len()).map(|c| (c, wanted(c))).collect();
        let total = |shown: &[(usize, u16)]| {
            let cells: u32 = shown.iter().map(|(_, w)| u32::from(*w)).sum();
            cells + u32::from(GAP) * u32::try_from(shown.len().saturating_sub(1)).unwrap_or(0)
        };
        while total(&shown) > u32::from(width) {
            let worst = shown
                .iter()
                .enumerate()
                .filter(|(_, (c, _))| self.columns[*c].spare > 0)
                .max_by_key(|(at, (c, _))| (self.columns[*c].spare, *at));
            let Some((at, _)) = worst else { break };
            shown.remove(at);
        }
        // What is still too much is taken from the widest column of words.
        let excess = u16::try_from(total(&shown).saturating_sub(u32::from(width))).unwrap_or(u16::MAX);
        let widest = shown
            .iter_mut()
            .filter(|(c, _)| self.columns[*c].align == Align::Left)
            .max_by_key(|(_, w)| *w);
        if let Some((_, wide)) = widest {
            *wide = wide.saturating_sub(excess).max((*wide).min(8));
        }
        shown
    }
}

impl Widget for &Table<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut painter = Painter::new(area, buf);
        let (width, g) = (painter.width(), self.theme.glyphs);
        let layout = self.layout(width);
        let mut y = 0;
        if !self.title.is_empty() {
            painter.text(
                0,
                0,
                &text::truncate(self.title, width, g.ellipsis),
                self.theme.style(Role::Title),
            );
            y = 1;
        }
        let line = |painter: &mut Painter<'_>, y: u16, cell: &dyn Fn(usize) -> Option<Cell>| {
            let mut x = 0_u16;
            for (column, columns) in &layout {
                if let Some(Cell { text: content, style }) = cell(*column) {
                    let content = text::truncate(&content, *columns, g.ellipsis);
                    let indent = match self.columns[*column].align {
                        Align::Left => 0,
                        Align::Right => columns.saturating_sub(text::width(&content)),
                    };
                    painter.text(x.saturating_add(indent), y, &content, style);
                }
                x = x.saturating_add(*columns).saturating_add(GAP);
            }
        };
        if self.has_heads() {
            let style = self.theme.style(Role::Dim);
            line(&mut painter, y, &|c| {
                Some(Cell::new(self.columns[c].head.clone(), style))
            });
            y += 1;
        }
        for row in &self.rows {
            if row.ruled {
                let used = layout
                    .iter()
                    .map(|(_, w)| w.saturating_add(GAP))
                    .fold(0_u16, u16::saturating_add);
                painter.run(0, y, used.saturating_sub(GAP), g.rule, self.theme.style(Role::Border));
                y = y.saturating_add(1);
            }
            line(&mut painter, y, &|c| row.cells.get(c).cloned());
            y = y.saturating_add(1);
        }
    }
}

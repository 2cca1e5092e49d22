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
    /// Rows that it takes in full at this width.
    #[must_use]
    pub fn height(&self, width: u16) -> u16 {
        let lines = self.rows.iter().map(|r| 1 + usize::from(r.ruled)).sum::<usize>();
        let head = usize::from(!self.title.is_empty());
        super::short(lines + head).saturating_add(self.heads(&self.layout(width)))
    }

    /// Rows of the heads in this layout.
    fn heads(&self, layout: &[(usize, u16)]) -> u16 {
        if !self.has_heads() {
            return 0;
        }
        let rows = layout.iter().map(|(c, w)| text::wrap(&self.columns[*c].head, *w).len());
        super::short(rows.max().unwrap_or(1)).max(1)
    }

    fn has_heads(&self) -> bool {
        self.columns.iter().any(|c| !c.head.is_empty())
    }

    /// Which columns are drawn, and how wide.
    fn layout(&self, width: u16) -> Vec<(usize, u16)> {
        let cells_of = |column: usize| {
            let cells = self.rows.iter().filter_map(|r| r.cells.get(column));
            cells.map(|c| text::width(&c.text)).max().unwrap_or(0)
        };
        let wanted = |column: usize| cells_of(column).max(text::width(&self.columns[column].head));
        let mut shown: Vec<(usize, u16)> = (0..self.columns.len()).map(|c| (c, wanted(c))).collect();
        let total = |shown: &[(usize, u16)]| {
            let cells: u32 = shown.iter().map(|(_, w)| u32::from(*w)).sum();
            cells + u32::from(GAP) * u32::try_from(shown.len().saturating_sub(1)).unwrap_or(0)
        };
        // Heads give way first: they can stand in several rows.
        while total(&shown) > u32::from(width) {
            let least = |c: usize| {
                let longest = self.columns[c]
                    .head
                    .split_whitespace()
                    .map(text::width)
                    .max()
                    .unwrap_or(0);
                cells_of(c).max(longest)
            };
            let widest = shown
                .iter_mut()
                .filter(|(c, w)| *w > least(*c))
                .max_by_key(|(c, w)| *w - least(*c));
            let Some((_, columns)) = widest else { break };
            *columns -= 1;
        }
        while total(&shown) > u32::from(width) {
            let worst = shown
                .iter()
                .enumerate()
                .filter(|(_, (c, _))| self.columns[*c].spare > 0)
                .max_by_key(|(at, (c, _))| (self.columns[*c].spare, *at));
            let Some((at, _)) = worst else { break };
            shown.remove(at);
        }
        // What is still too much is taken from words, down to eight columns each, and at last from whatever is widest.
        for least in [8, 1] {
            while total(&shown) > u32::from(width) {
                let can = |c: usize, w: u16| w > least && (least == 1 || self.columns[c].align == Align::Left);
                let widest = shown.iter_mut().filter(|(c, w)| can(*c, *w)).max_by_key(|(_, w)| *w);
                let Some((_, columns)) = widest else { break };
                *columns -= 1;
            }
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
        let heads = self.heads(&layout);
        let style = self.theme.style(Role::Dim);
        for row in 0..heads {
            // Heads of fewer rows stand at the bottom, next to their column.
            line(&mut painter, y, &|c| {
                let columns = layout.iter().find(|(at, _)| *at == c).map_or(0, |(_, w)| *w);
                let lines = text::wrap(&self.columns[c].head, columns);
                let first = heads.saturating_sub(super::short(lines.len()));
                let words = lines.get(usize::from(row.checked_sub(first)?))?;
                Some(Cell::new(words.clone(), style))
            });
            y = y.saturating_add(1);
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

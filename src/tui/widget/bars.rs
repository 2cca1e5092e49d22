//! Stacked bars: rows of parts that add up, told apart by pattern, with totals and changes at the right.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{
    Painter, cells, format,
    legend::{self, Entry},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar<'a> {
    /// Name.
    pub name: &'a str,
    /// Parts, from the left; not negative.
    pub parts: &'a [f64],
    /// Sum of the parts.
    pub total: f64,
    /// The total before, where something changed or may change.
    pub before: Option<f64>,
    /// Colour.
    pub index: usize,
    /// Best of all.
    pub winner: bool,
    /// Out of the race: dimmed, with a mark and these words.
    pub out: Option<&'a str>,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct StackedBars<'a> {
    /// What is shown, with unit or range.
    pub title: &'a str,
    /// Bars, top to bottom.
    pub bars: Vec<Bar<'a>>,
    /// Names of the parts, in the order of [`Bar::parts`].
    pub parts: Vec<&'a str>,
    /// End of the scale, which starts at 0.
    pub high: f64,
    /// Rows of one bar, at least 1.
    pub thickness: u16,
    /// Whether a scale is drawn under the bars.
    pub scale: bool,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

/// Columns of a chart.
struct Columns {
    /// Whether names stand in rows of their own, above their bars.
    above: bool,
    /// First column of the bars.
    bar: u16,
    /// Columns of the bars.
    width: u16,
    /// Column after the totals.
    total: u16,
    /// Columns of the changes after them.
    change: u16,
}

/// Where a part of a bar stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which of [`StackedBars::bars`].
    pub bar: usize,
    /// Which of [`StackedBars::parts`].
    pub part: usize,
    /// Its cells.
    pub area: Rect,
}

impl Widget for &StackedBars<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

impl StackedBars<'_> {
    /// Draws the chart; where the parts of the bars stand comes back.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<Part> {
        let mut places = Vec::new();
        let mut painter = Painter::new(area, buf);
        let (width, height) = (painter.width(), painter.height());
        if width == 0 || height == 0 {
            return places;
        }
        let count = short(self.bars.len());
        let thickness = self.thickness.max(1);
        let columns = self.columns(width, height.saturating_sub(1), count);
        let rows_of = |thick: u16| count.saturating_mul(thick + u16::from(columns.above));
        let title = self.theme.style(Role::Title);
        let spare = height.saturating_sub(1 + rows_of(1)).min(3);
        let used = legend::heading(
            &mut painter,
            self.title,
            title,
            &self.legend(),
            spare,
            self.theme.glyphs.ellipsis,
        );
        let room = height.saturating_sub(used);
        let thick = (1..=thickness).rev().find(|t| rows_of(*t) <= room).unwrap_or(1);
        let mut y = used;
        for (at, bar) in self.bars.iter().enumerate() {
            if y >= height {
                return places;
            }
            let parts = self.draw_bar(&mut painter, bar, &columns, y, thick);
            places.extend(
                parts
                    .into_iter()
                    .enumerate()
                    .map(|(part, area)| Part { bar: at, part, area }),
            );
            y += thick + u16::from(columns.above);
        }
        if self.scale && y < height && columns.width >= 12 {
            self.draw_scale(&mut painter, &columns, y);
        }
        places
    }

    fn legend(&self) -> Vec<Entry> {
        let text = self.theme.style(Role::Text);
        let dim = self.theme.style(Role::Dim);
        self.parts
            .iter()
            .enumerate()
            .map(|(part, name)| Entry {
                sample: self.theme.glyphs.fill(part).to_string(),
                style: text,
                name: (*name).to_owned(),
                name_style: dim,
            })
            .collect()
    }

    fn columns(&self, width: u16, rows: u16, count: u16) -> Columns {
        let names = self.bars.iter().map(|b| text::width(b.name)).max().unwrap_or(0);
        let totals = self
            .bars
            .iter()
            .map(|b| text::width(&format::points(b.total)))
            .max()
            .unwrap_or(0);
        let changes = self
            .bars
            .iter()
            .filter_map(|b| self.change(b))
            .map(|(t, _)| text::width(&t))
            .max();
        let words = self.bars.iter().filter_map(|b| b.out).map(text::width).max();
        let mut change = changes.map_or(0, |w| w + 1);
        // Words of what is out stand beside the total where there is plenty of room, else in the row of the name.
        if width >= 70 {
            change = change.max(words.map_or(0, |w| w + 1));
        }
        let after = totals + 1 + change;
        let beside = width.saturating_sub(2 + names + 1 + after);
        let wants_words = words.is_some() && change <= changes.map_or(0, |w| w + 1);
        let above = (beside < 24 || wants_words) && rows >= count.saturating_mul(2) && beside < 40;
        let bar = if above {
            2
        } else {
            2 + names.min(width.saturating_sub(2 + after) / 2) + 1
        };
        Columns {
            above,
            bar,
            width: width.saturating_sub(bar + after),
            total: width.saturating_sub(change),
            change,
        }
    }

    /// The change of a bar in words, and its role.
    fn change(&self, bar: &Bar<'_>) -> Option<(String, Role)> {
        let g = self.theme.glyphs;
        let change = bar.total - bar.before?;
        Some(match format::fixed(change.abs(), 2) {
            nothing if nothing == "0.00" => ("=".into(), Role::Dim),
            amount if change > 0.0 => (format!("{} {amount}", g.up), Role::Good),
            amount => (format!("{} {amount}", g.down), Role::Bad),
        })
    }

    fn draw_bar(&self, painter: &mut Painter<'_>, bar: &Bar<'_>, columns: &Columns, y: u16, thick: u16) -> Vec<Rect> {
        let g = self.theme.glyphs;
        let (mark, name_role) = match (bar.out, bar.winner) {
            (Some(_), _) => (g.fail, Role::Dim),
            (None, true) => (g.winner, Role::Strong),
            (None, false) => (' ', Role::Text),
        };
        let name_style = self.theme.style(name_role);
        let mark_style = self
            .theme
            .style(if bar.out.is_some() { Role::Bad } else { Role::Accent });
        let middle = if columns.above { y } else { y + (thick - 1) / 2 };
        painter.glyph(0, middle, mark, mark_style);
        let first = if columns.above {
            let end = painter.text(
                2,
                y,
                &text::truncate(bar.name, painter.width().saturating_sub(2), g.ellipsis),
                name_style,
            );
            if let Some(words) = bar.out
                && end + 2 + text::width(words) <= painter.width()
            {
                painter.text(end + 2, y, words, self.theme.style(Role::Bad));
            }
            y + 1
        } else {
            let room = columns.bar.saturating_sub(3);
            painter.text(
                2,
                y + (thick - 1) / 2,
                &text::truncate(bar.name, room, g.ellipsis),
                name_style,
            );
            y
        };
        let mut places: Vec<Rect> = Vec::new();
        for row in first..first + thick {
            let parts = self.draw_parts(painter, bar, columns, row);
            if places.is_empty() {
                places = parts;
            } else {
                // An empty place would grow to the origin.
                let grown = places.iter_mut().zip(parts).filter(|(_, part)| !part.is_empty());
                grown.for_each(|(place, part)| *place = place.union(part));
            }
        }
        // Words stand in the middle of a thick bar.
        let first = first + (thick - 1) / 2;
        let total_style = self
            .theme
            .style(if bar.out.is_some() { Role::Dim } else { Role::Strong });
        painter.right(columns.total, first, &format::points(bar.total), total_style);
        let words = bar.out.filter(|w| !columns.above && text::width(w) < columns.change);
        if let Some(words) = words {
            painter.text(columns.total + 1, first, words, self.theme.style(Role::Bad));
        } else if let Some((change, role)) = self.change(bar) {
            painter.text(columns.total + 1, first, &change, self.theme.style(role));
        }
        places
    }

    fn draw_parts(&self, painter: &mut Painter<'_>, bar: &Bar<'_>, columns: &Columns, y: u16) -> Vec<Rect> {
        let g = self.theme.glyphs;
        let place = |value: f64| cells(value.max(0.0) / self.high * f64::from(columns.width)).min(columns.width);
        let style = if bar.out.is_some() {
            self.theme.faded(bar.index)
        } else {
            self.theme.series(bar.index)
        };
        let mut sum = 0.0;
        let mut from = 0;
        let mut places = Vec::with_capacity(bar.parts.len());
        for (part, amount) in bar.parts.iter().enumerate() {
            sum += amount.max(0.0);
            let to = place(sum);
            painter.run(columns.bar + from, y, to.saturating_sub(from), g.fill(part), style);
            places.push(painter.place(columns.bar + from, y, to.saturating_sub(from)));
            from = to;
        }
        let Some(before) = bar.before else { return places };
        if format::points(before) == format::points(bar.total) {
            return places;
        }
        let ghost: Style = self.theme.style(Role::Ghost);
        let at = place(before);
        painter.run(columns.bar + from, y, at.saturating_sub(from), g.dot, ghost);
        if at < columns.width {
            painter.glyph(columns.bar + at, y, g.ghost, self.theme.style(Role::Strong));
        }
        places
    }

    fn draw_scale(&self, painter: &mut Painter<'_>, columns: &Columns, y: u16) {
        let style = self.theme.style(Role::Axis);
        for part in [0.0, 0.5, 1.0] {
            let at = columns.bar + cells(part * f64::from(columns.width));
            let label = format::number(self.high * part);
            let label = label.as_str();
            let start = at.saturating_sub(if part > 0.0 { text::width(label) } else { 0 });
            painter.text(start, y, label, style);
        }
    }
}

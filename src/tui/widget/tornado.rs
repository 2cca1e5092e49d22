//! Tornado: how far each input alone moves one number, widest first, against the place where something changes.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    Axis, Painter, format,
    raster::{Raster, centred, tick_count},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// An end of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoEnd<'a> {
    /// The number there.
    pub at: f64,
    /// What the input is there.
    pub label: &'a str,
}

/// One input.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoBar<'a> {
    /// Name.
    pub name: &'a str,
    /// The end with the least number.
    pub least: TornadoEnd<'a>,
    /// The end with the greatest number.
    pub most: TornadoEnd<'a>,
    /// What changes, where something does: stands at the end of the row.
    pub changes: Option<String>,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado<'a> {
    /// What is shown, with the unit.
    pub title: &'a str,
    /// Bars, top to bottom.
    pub bars: Vec<TornadoBar<'a>>,
    /// The number now.
    pub now: f64,
    /// What stands at zero.
    pub zero: &'a str,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

/// Where the parts of a row stand.
struct Layout {
    names: u16,
    /// First column of the plot, room for a label before it included in what is left of it.
    plot: u16,
    width: u16,
    /// Room for labels beyond each end of the plot.
    gutter: u16,
    /// First column and columns of what changes; 0: only marked.
    words: (u16, u16),
}

impl Tornado<'_> {
    /// Rows that it takes in full: title, marks, bars, scale.
    #[must_use]
    pub fn height(&self) -> u16 {
        short(self.bars.len()).saturating_add(3)
    }

    fn axis(&self) -> Axis {
        let ends = self.bars.iter().flat_map(|b| [b.least.at, b.most.at]);
        let all = ends.chain([0.0, self.now]);
        let (low, high) = all.fold((0.0_f64, 0.0_f64), |(low, high), x| (low.min(x), high.max(x)));
        let air = (high - low) * 0.02;
        Axis::linear(low - if low < 0.0 { air } else { 0.0 }, high + air, "")
    }

    fn layout(&self, width: u16) -> Layout {
        let longest = |of: &dyn Fn(&TornadoBar<'_>) -> u16| self.bars.iter().map(of).max().unwrap_or(0);
        let names = longest(&|b| text::width(b.name)).min((width / 3).max(10));
        let changes = longest(&|b| b.changes.as_deref().map_or(0, text::width));
        let labels = longest(&|b| text::width(b.least.label).max(text::width(b.most.label)));
        // A mark, the name, then the plot with its gutters, then what changes.
        let start = 2 + names + 1;
        let rest = width.saturating_sub(start);
        let words = if changes > 0 && rest >= changes + 2 + 44 {
            changes + 2
        } else {
            0
        };
        let rest = rest - words;
        let gutter = (labels + 1).min(rest / 4);
        Layout {
            names,
            plot: start + gutter,
            width: rest.saturating_sub(2 * gutter),
            gutter,
            words: (start + rest + 2, words.saturating_sub(2)),
        }
    }
}

impl Widget for &Tornado<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

impl Tornado<'_> {
    /// Draws the chart; gives the row of each bar that has room, where it can be read.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<Rect> {
        let mut rows = Vec::with_capacity(self.bars.len());
        let mut painter = Painter::new(area, buf);
        let (width, height, g) = (painter.width(), painter.height(), self.theme.glyphs);
        let title = self.theme.style(Role::Title);
        painter.text(0, 0, &text::truncate(self.title, width, g.ellipsis), title);
        let layout = self.layout(width);
        if layout.width < 8 || height < 4 {
            return rows;
        }
        let axis = self.axis();
        let raster = Raster::new(layout.width, 1);
        let column = |x: f64| axis.place(x).and_then(|p| raster.column(p)).unwrap_or(0);
        let (zero, now) = (column(0.0), column(self.now));
        self.draw_marks(&mut painter, &layout, zero, now);
        let room = usize::from(height - 3);
        for (bar, y) in self.bars.iter().take(room).zip(2..) {
            self.draw_bar(
                &mut painter,
                bar,
                &layout,
                (column(bar.least.at), column(bar.most.at)),
                (zero, now),
                y,
            );
            rows.push(painter.place(0, y, width));
        }
        let drawn = rows.len();
        self.draw_scale(&mut painter, &axis, &layout, short(drawn) + 2, self.bars.len() - drawn);
        rows
    }

    /// What zero and the number now are, over their columns.
    fn draw_marks(&self, painter: &mut Painter<'_>, layout: &Layout, zero: u16, now: u16) {
        let words = format!("now {}", format::points(self.now));
        let end = painter.width();
        let strong = self.theme.style(Role::Strong);
        let target = self.theme.style(Role::Target);
        let now_at = centred(layout.plot + now, text::width(&words), end);
        let zero_at = centred(layout.plot + zero, text::width(self.zero), end);
        painter.text(now_at, 1, &words, strong);
        if zero_at + text::width(self.zero) + 2 <= now_at || now_at + text::width(&words) + 2 <= zero_at {
            painter.text(zero_at, 1, self.zero, target);
        } else if layout.plot + zero > text::width(self.zero) && zero <= now {
            painter.right(
                (layout.plot + zero + 1).min(now_at.saturating_sub(2)),
                1,
                self.zero,
                target,
            );
        }
    }

    fn draw_bar(
        &self,
        painter: &mut Painter<'_>,
        bar: &TornadoBar<'_>,
        layout: &Layout,
        (from, to): (u16, u16),
        (zero, now): (u16, u16),
        y: u16,
    ) {
        let g = self.theme.glyphs;
        let (plain, dim, bad) = (
            self.theme.style(Role::Text),
            self.theme.style(Role::Dim),
            self.theme.style(Role::Bad),
        );
        if bar.changes.is_some() {
            painter.glyph(0, y, g.crossing, bad);
        }
        painter.text(2, y, &text::truncate(bar.name, layout.names, g.ellipsis), plain);
        let at = |column: u16| layout.plot + column;
        painter.glyph(at(zero), y, g.limit_y, self.theme.style(Role::Target));
        for column in from..=to {
            // Beyond zero the pattern is another one, not only the colour.
            let beyond = column < zero || (column == zero && bar.least.at < 0.0);
            let (glyph, style) = if beyond {
                (g.fill(1), bad)
            } else {
                (g.bar, self.theme.style(Role::Accent))
            };
            painter.glyph(at(column), y, glyph, style);
        }
        if (from..=to).contains(&now) && to > from {
            painter.glyph(at(now), y, g.line(0).down, self.theme.style(Role::Strong));
        }
        let left = text::truncate(bar.least.label, layout.gutter.saturating_sub(1) + from, g.ellipsis);
        let end = at(from).saturating_sub(1);
        let free = text::width(&left) + 2 + layout.names < end;
        if free {
            painter.right(end, y, &left, dim);
        }
        let room = (layout.gutter + layout.width).saturating_sub(to + 2);
        painter.text(at(to) + 2, y, &text::truncate(bar.most.label, room, g.ellipsis), dim);
        if let (Some(changes), (start, columns @ 1..)) = (&bar.changes, layout.words) {
            painter.text_within(start, y, columns, changes, plain);
        }
    }

    fn draw_scale(&self, painter: &mut Painter<'_>, axis: &Axis, layout: &Layout, y: u16, left_out: usize) {
        let (style, dim) = (self.theme.style(Role::Axis), self.theme.style(Role::Dim));
        let raster = Raster::new(layout.width, 1);
        let mut free = layout.plot.saturating_sub(layout.gutter);
        for (x, label) in axis.ticks(tick_count(layout.width, 10)) {
            let Some(column) = axis.place(x).and_then(|p| raster.column(p)) else {
                continue;
            };
            let start = centred(layout.plot + column, text::width(&label), painter.width());
            if start >= free {
                painter.text(start, y, &label, style);
                free = start + text::width(&label) + 2;
            }
        }
        if left_out > 0 {
            let words = format!("{left_out} more, narrower");
            painter.text_within(2, y, layout.names + layout.gutter, &words, dim);
        }
    }
}

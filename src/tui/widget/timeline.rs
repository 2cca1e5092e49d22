//! A time line: lanes with stretches over months, each with what it is in words.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    Axis, Painter,
    raster::{Raster, centred, tick_count},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// One lane: a stretch from one time to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane<'a> {
    /// Name.
    pub name: &'a str,
    /// Whether it belongs to the lane above it: its name is indented.
    pub part: bool,
    /// Whether it stands out.
    pub strong: bool,
    /// The stretch; none for a heading over parts.
    pub stretch: Option<Stretch>,
    /// What stands after the plot: mark and role.
    pub mark: Option<(char, Role)>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its start.
    pub from: f64,
    /// Its end.
    pub to: f64,
    /// Line and colour.
    pub index: usize,
    /// What it is, the longest words first; the longest that has room is written.
    pub words: Vec<String>,
    /// Whether something is paid at its start.
    pub paid: bool,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeLine<'a> {
    /// What is shown.
    pub title: &'a str,
    /// Time.
    pub axis: Axis,
    /// Lanes, top to bottom.
    pub lanes: Vec<Lane<'a>>,
    /// What the mark at the start of a stretch is.
    pub paid: &'a str,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

impl TimeLine<'_> {
    /// Rows that it takes: title, lanes, axis with its numbers.
    #[must_use]
    pub fn height(&self) -> u16 {
        short(self.lanes.len()).saturating_add(3)
    }

    /// Draws the chart; gives the row of each lane that has room, where it can be read.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<Rect> {
        let mut rows = Vec::with_capacity(self.lanes.len());
        let mut painter = Painter::new(area, buf);
        let (width, height, g) = (painter.width(), painter.height(), self.theme.glyphs);
        let entry = [super::legend::Entry {
            sample: g.point(2).to_string(),
            style: self.theme.style(Role::Strong),
            name: self.paid.to_owned(),
            name_style: self.theme.style(Role::Dim),
        }];
        let entries = if self.paid.is_empty() { &[][..] } else { &entry[..] };
        let title = self.theme.style(Role::Title);
        let mut y = super::legend::heading(&mut painter, self.title, title, entries, 0, g.ellipsis).max(1);
        let indent = |lane: &Lane<'_>| if lane.part { 2 } else { 0 };
        let names = self
            .lanes
            .iter()
            .map(|l| text::width(l.name) + indent(l))
            .max()
            .unwrap_or(0);
        let names = names.min(width / 3);
        let marks = if self.lanes.iter().any(|l| l.mark.is_some()) {
            2
        } else {
            0
        };
        let plot = (names + 1, width.saturating_sub(names + 1 + marks));
        if plot.1 < 8 {
            return rows;
        }
        for lane in &self.lanes {
            if y + 2 >= height.max(3) && height > 3 {
                break;
            }
            let style = self.theme.style(if lane.strong { Role::Strong } else { Role::Text });
            let name = text::truncate(lane.name, names.saturating_sub(indent(lane)), g.ellipsis);
            painter.text(indent(lane), y, &name, style);
            if let Some(stretch) = &lane.stretch {
                self.draw_stretch(&mut painter, stretch, plot, y);
            }
            if let Some((glyph, role)) = lane.mark {
                painter.glyph(plot.0 + plot.1 + 1, y, glyph, self.theme.style(role));
            }
            rows.push(painter.place(0, y, width));
            y += 1;
        }
        self.draw_axis(&mut painter, plot, y);
        rows
    }

    fn draw_stretch(&self, painter: &mut Painter<'_>, stretch: &Stretch, (left, width): (u16, u16), y: u16) {
        let g = self.theme.glyphs;
        let raster = Raster::new(width, 1);
        let column = |x: f64| {
            self.axis
                .place(x.clamp(self.axis.low, self.axis.high))
                .and_then(|p| raster.column(p))
        };
        let (Some(from), Some(to)) = (column(stretch.from), column(stretch.to)) else {
            return;
        };
        // Dots lead the eye to the stretch; in ASCII some lines are dots themselves.
        if g.unicode {
            painter.run(left, y, width, g.dot, self.theme.style(Role::Dim));
        }
        let series = self.theme.series(stretch.index);
        let length = (to + 1).saturating_sub(from);
        painter.run(left + from, y, length, g.line(stretch.index).across, series);
        let lead = u16::from(stretch.paid);
        if stretch.paid {
            painter.glyph(left + from, y, g.point(2), self.theme.style(Role::Strong));
        }
        let plain = self.theme.style(Role::Text);
        for words in &stretch.words {
            let needs = text::width(words) + 2;
            let padded = format!(" {words} ");
            // Inside, with some of the line on both sides; else after it; else before it.
            if needs + 3 + lead <= length {
                painter.text(left + from + lead + 1, y, &padded, plain);
            } else if to + 1 + needs <= width {
                painter.text(left + to + 1, y, &padded, plain);
            } else if needs <= from {
                painter.text(left + from - needs, y, &padded, plain);
            } else {
                continue;
            }
            return;
        }
    }

    fn draw_axis(&self, painter: &mut Painter<'_>, (left, width): (u16, u16), y: u16) {
        let (g, style) = (self.theme.glyphs, self.theme.style(Role::Axis));
        let raster = Raster::new(width, 1);
        painter.run(left, y, width, g.axis_x, style);
        let label = text::width(&self.axis.label);
        let end = left + width;
        let limit = if label > 0 { end.saturating_sub(label + 1) } else { end };
        painter.right(end, y + 1, &self.axis.label, style);
        let mut free = 0;
        for (x, words) in self.axis.ticks(tick_count(width, 9)) {
            let Some(column) = self.axis.place(x).and_then(|p| raster.column(p)) else {
                continue;
            };
            painter.glyph(left + column, y, g.tick_x, style);
            let start = centred(left + column, text::width(&words), end);
            if start >= free && start + text::width(&words) <= limit {
                painter.text(start, y + 1, &words, style);
                free = start + text::width(&words) + 1;
            }
        }
    }
}

impl Widget for &TimeLine<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

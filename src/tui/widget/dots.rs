//! A dot plot: rows on one logarithmic or linear axis, a dot a series, ranges and a target line.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    Axis, Painter, format,
    legend::{self, Entry},
    raster::{Raster, centred, tick_count},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// A number with its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Where the dot is.
    pub likely: f64,
    /// Upper end.
    pub high: f64,
}

/// One row: a dot for each series that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct DotRow<'a> {
    /// Name.
    pub name: &'a str,
    /// Per series of [`DotPlot::series`].
    pub dots: Vec<Option<Range>>,
    /// Dots before, or of another set: dim.
    pub ghosts: Vec<Option<f64>>,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct DotPlot<'a> {
    /// What is shown, with the unit.
    pub title: &'a str,
    /// The axis.
    pub axis: Axis,
    /// Names and indices (marker, colour) of the series.
    pub series: Vec<(&'a str, usize)>,
    /// Rows, top to bottom.
    pub rows: Vec<DotRow<'a>>,
    /// An upright line: where, and its label.
    pub target: Option<(f64, String)>,
    /// What the dim dots are.
    pub ghost_note: Option<&'a str>,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

impl Widget for &DotPlot<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

impl DotPlot<'_> {
    /// Draws the chart; where its rows stand comes back, for those that have room.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<Rect> {
        let mut places = Vec::with_capacity(self.rows.len());
        let mut painter = Painter::new(area, buf);
        let (width, height) = (painter.width(), painter.height());
        if width == 0 || height == 0 {
            return places;
        }
        let g = self.theme.glyphs;
        let rows = short(self.rows.len());
        let spare = height.saturating_sub(rows + 3).min(3);
        let title = self.theme.style(Role::Title);
        let used = legend::heading(&mut painter, self.title, title, &self.legend(), spare, g.ellipsis);
        let left = self.rows.iter().map(|r| text::width(r.name)).max().unwrap_or(0) + 2;
        let values = self.values_width();
        let right = if width >= 70 && width > left + values + 40 {
            values
        } else {
            0
        };
        let plot = width.saturating_sub(left + right + 1);
        let room = height.saturating_sub(used);
        if plot < 6 || room < 2 {
            return places;
        }
        // A row for each series where there is room; else one row a line of dots.
        let lanes = short(self.series.len()).max(1);
        let axis_rows = if room > rows + 1 { 2 } else { u16::from(room > rows) };
        let label_row = u16::from(self.target.is_some() && room > rows + axis_rows);
        let body = room.saturating_sub(axis_rows + label_row);
        let split = lanes > 1 && rows > 0 && body >= rows.saturating_mul(lanes);
        let airy = u16::from(body >= rows.saturating_mul(lanes + 1));
        let step = if split { lanes + airy } else { 1 };
        let drawn = body.min(rows.saturating_mul(step));
        let top = used + label_row;
        self.draw_target(&mut painter, left, plot, used, top, drawn);
        for (index, row) in self.rows.iter().enumerate() {
            let y = short(index).saturating_mul(step);
            if y >= drawn {
                break;
            }
            self.draw_row(&mut painter, row, (left, plot), top + y, split);
            if right > 0 {
                self.draw_values(&mut painter, row, left + plot + 1, top + y, split);
            }
            let place = painter.place(0, top + y, width);
            let last = painter.place(0, top + drawn.min(y.saturating_add(step)).saturating_sub(1), width);
            places.push(place.union(last));
        }
        if axis_rows > 0 {
            self.draw_axis(&mut painter, left, plot, top + drawn, axis_rows == 2);
        }
        places
    }

    fn legend(&self) -> Vec<Entry> {
        let g = self.theme.glyphs;
        let mut entries: Vec<Entry> = self
            .series
            .iter()
            .map(|(name, index)| Entry {
                sample: g.point(*index).to_string(),
                style: self.theme.series(*index),
                name: (*name).to_owned(),
                name_style: self.theme.style(Role::Text),
            })
            .collect();
        let dim = self.theme.style(Role::Dim);
        if self.coincide() {
            entries.push(Entry {
                sample: g.together.to_string(),
                style: self.theme.style(Role::Text),
                name: "together".into(),
                name_style: dim,
            });
        }
        if let Some(note) = self.ghost_note {
            entries.push(Entry {
                sample: self.shadows(),
                style: dim,
                name: note.to_owned(),
                name_style: dim,
            });
        }
        entries
    }

    /// The small markers that are drawn somewhere.
    fn shadows(&self) -> String {
        let drawn = |series: usize| {
            self.rows
                .iter()
                .any(|r| r.ghosts.get(series).is_some_and(Option::is_some))
        };
        let series = self.series.iter().enumerate().filter(|(at, _)| drawn(*at));
        series.map(|(_, (_, index))| self.theme.glyphs.shadow(*index)).collect()
    }

    /// Whether dots of one row are so near that they share a cell at most widths.
    fn coincide(&self) -> bool {
        self.rows.iter().any(|row| {
            let places: Vec<f64> = row
                .dots
                .iter()
                .flatten()
                .filter_map(|d| self.axis.place(d.likely))
                .collect();
            places
                .iter()
                .enumerate()
                .any(|(i, a)| places[i + 1..].iter().any(|b| (a - b).abs() < 0.02))
        })
    }

    fn values_width(&self) -> u16 {
        let all = self.rows.iter().flat_map(|r| &r.dots);
        let widest = all.map(|d| text::width(&Self::value(*d))).max().unwrap_or(0);
        // Two columns apart, and a marker where values of several series share a row.
        (widest + 4).saturating_mul(short(self.series.len()))
    }

    fn value(dot: Option<Range>) -> String {
        dot.map_or_else(|| "-".into(), |d| format::number(d.likely))
    }

    fn draw_target(&self, painter: &mut Painter<'_>, left: u16, plot: u16, label_y: u16, top: u16, rows: u16) {
        let Some((at, label)) = &self.target else { return };
        let raster = Raster::new(plot, 1);
        let Some(column) = self.axis.place(*at).and_then(|p| raster.column(p)) else {
            return;
        };
        let style = self.theme.style(Role::Target);
        for y in top..top + rows {
            painter.glyph(left + column, y, self.theme.glyphs.limit_y, style);
        }
        let width = text::width(label);
        if label_y < top && width <= painter.width() {
            let start = centred(left + column, width, painter.width());
            painter.text(start, label_y, label, style);
        }
    }

    fn draw_row(&self, painter: &mut Painter<'_>, row: &DotRow<'_>, plot: (u16, u16), y: u16, split: bool) {
        let (left, width) = plot;
        let g = self.theme.glyphs;
        let raster = Raster::new(width, 1);
        let column = |value: f64| self.axis.place(value).and_then(|p| raster.column(p));
        let dim = self.theme.style(Role::Dim);
        painter.text(0, y, row.name, self.theme.style(Role::Text));
        let lane = |series: usize| if split { y.saturating_add(short(series)) } else { y };
        if !split {
            let columns = || row.dots.iter().flatten().filter_map(|d| column(d.likely));
            if let (Some(from), Some(to)) = (columns().min(), columns().max()) {
                painter.run(left + from, y, to - from, g.dot, dim);
            }
        }
        for (series, before) in row.ghosts.iter().enumerate() {
            let index = self.series.get(series).map_or(series, |s| s.1);
            if let Some(at) = before.and_then(column) {
                let style = self.theme.faded(index);
                painter.glyph(left + at, lane(series), g.shadow(index), style);
            }
        }
        let mut taken: Vec<(u16, u16)> = Vec::new();
        for (series, dot) in row.dots.iter().enumerate() {
            let Some(dot) = dot else { continue };
            let index = self.series.get(series).map_or(series, |s| s.1);
            let style = self.theme.series(index);
            let y = lane(series);
            if let (Some(from), Some(to)) = (column(dot.low.max(self.axis.low)), column(dot.high.min(self.axis.high)))
                && to > from
            {
                painter.run(left + from, y, to - from + 1, g.range, self.theme.faded(index));
            }
            let Some(at) = column(dot.likely) else { continue };
            if taken.contains(&(at, y)) {
                painter.glyph(left + at, y, g.together, self.theme.style(Role::Text));
            } else {
                painter.glyph(left + at, y, g.point(index), style);
                taken.push((at, y));
            }
        }
    }

    fn draw_values(&self, painter: &mut Painter<'_>, row: &DotRow<'_>, from: u16, y: u16, split: bool) {
        let each = self.values_width() / short(self.series.len()).max(1);
        for (series, dot) in row.dots.iter().enumerate() {
            let index = self.series.get(series).map_or(series, |s| s.1);
            let style = self.theme.series(index);
            let (end, y) = if split {
                (from + each, y.saturating_add(short(series)))
            } else {
                (from + each.saturating_mul(short(series) + 1), y)
            };
            let value = Self::value(*dot);
            let value = if split {
                value
            } else {
                format!("{} {value}", self.theme.glyphs.point(index))
            };
            painter.right(end, y, &value, style);
        }
    }

    fn draw_axis(&self, painter: &mut Painter<'_>, left: u16, plot: u16, y: u16, labels: bool) {
        let g = self.theme.glyphs;
        let style = self.theme.style(Role::Axis);
        let raster = Raster::new(plot, 1);
        painter.run(left, y, plot, g.axis_x, style);
        let end = painter.width();
        let label_width = text::width(&self.axis.label);
        if labels && label_width < left {
            painter.text(0, y + 1, &self.axis.label, style);
        }
        let mut free = if label_width < left { label_width + 1 } else { 0 };
        for (value, label) in self.axis.ticks(tick_count(plot, 8)) {
            let Some(column) = self.axis.place(value).and_then(|p| raster.column(p)) else {
                continue;
            };
            let width = text::width(&label);
            let start = centred(left + column, width, end);
            if labels && start < free {
                continue;
            }
            painter.glyph(left + column, y, g.tick_x, style);
            if labels {
                painter.text(start, y + 1, &label, style);
            }
            free = start + width + 1;
        }
    }
}

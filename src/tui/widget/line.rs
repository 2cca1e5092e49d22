//! A line chart that replaces cells: linear and logarithmic axes with ticks and units, limits, marks, ghosts.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{
    Axis, Painter, Scale,
    legend::{self, Entry},
    raster::{Raster, centred, spread, tick_count},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// The series itself.
    Solid,
    /// Another set of evidence: the same line, broken and dim, only where nothing else is.
    Faint,
    /// The series before a preview: the same line, more broken still, only where nothing else is.
    Ghost,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// Name in the legend and at the curve's end; faint and ghost curves are named by the chart's notes instead.
    pub name: &'a str,
    /// Points; straight between them on the axes' own scales.
    pub points: &'a [(f64, f64)],
    /// Line, marker and colour.
    pub index: usize,
    /// How it is drawn.
    pub trace: Trace,
    /// Whether its points are marked: for few figures with nothing known between them.
    pub dotted: bool,
}

/// A marker line across the plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Where, on the axis.
    pub at: f64,
    /// What it is: `target 10 ms`, `your peak`.
    pub label: String,
    /// Its style.
    pub role: Role,
}

/// A marked point.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: (f64, f64),
    /// What it is; stands above the plot.
    pub label: String,
    /// Its glyph.
    pub glyph: char,
    /// Its style.
    pub role: Role,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart<'a> {
    /// What is shown, with the unit of the upright axis.
    pub title: &'a str,
    /// Level axis; its label is drawn at its end.
    pub x: Axis,
    /// Upright axis; its label belongs into the title.
    pub y: Axis,
    /// Curves; where two lie on each other they take turns.
    pub series: Vec<Series<'a>>,
    /// Upright lines: walls, the own peak. Labelled above the plot.
    pub across: Vec<Marker>,
    /// Level lines: targets. Labelled at the right, or in the legend where it is narrow.
    pub level: Vec<Marker>,
    /// Marked points: the break-even.
    pub marks: Vec<Mark>,
    /// What is said in the legend beside the series: a sample, and what it is.
    pub notes: Vec<(String, &'a str)>,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

/// Where the parts of a chart stand; rows and columns relative to its area.
struct Frame {
    /// Columns of the labels of the upright axis, and the axis.
    left: u16,
    /// First row of labels above the plot.
    labels: u16,
    /// First row of the plot.
    top: u16,
    width: u16,
    height: u16,
    /// Columns right of the plot.
    right: u16,
}

/// A place of the level axis where some curve has a point.
#[derive(Debug, Clone, PartialEq)]
pub struct LineStop {
    /// The columns that are nearer to it than to any other, over the height of the plot.
    pub area: Rect,
    /// Its own column in the buffer.
    pub column: u16,
    /// Where it is, on the axis.
    pub at: f64,
    /// Which of [`LineChart::series`] have a point there, and its height.
    pub values: Vec<(usize, f64)>,
}

impl Widget for &LineChart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

impl Trace {
    /// How a line of this kind looks in a legend.
    #[must_use]
    pub fn sample(self, theme: &Theme) -> String {
        let g = theme.glyphs;
        match self {
            Self::Solid => g.line(0).across.to_string().repeat(2),
            Self::Faint => format!("{0} {0}", g.line(0).across),
            Self::Ghost => format!("{0}   {0}", g.line(0).across),
        }
    }
}

impl LineChart<'_> {
    /// Draws the chart; where its curves have points comes back, from left to right.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<LineStop> {
        let mut painter = Painter::new(area, buf);
        if painter.width() == 0 || painter.height() == 0 {
            return Vec::new();
        }
        let frame = self.frame(&mut painter);
        if frame.width < 4 || frame.height < 2 {
            return Vec::new();
        }
        self.draw_axes(&mut painter, &frame);
        self.draw_lines(&mut painter, &frame);
        self.draw_labels_above(&mut painter, &frame);
        self.draw_gutter(&mut painter, &frame);
        self.stops(&painter, &frame)
    }

    /// Points of solid curves, by column; of those in one column the last.
    fn stops(&self, painter: &Painter<'_>, frame: &Frame) -> Vec<LineStop> {
        let raster = Raster::new(frame.width, frame.height);
        let mut at: Vec<(u16, f64)> = self
            .solid()
            .flat_map(|series| series.points)
            .filter_map(|point| Some((self.x.place(point.0).and_then(|p| raster.column(p))?, point.0)))
            .collect();
        at.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        at.dedup_by_key(|(column, _)| *column);
        let top = painter.place(frame.left, frame.top, frame.width);
        let plot = Rect {
            height: frame.height,
            ..top
        };
        let middle = |left: u16, right: u16| left + (right - left).div_ceil(2);
        let mut stops = Vec::with_capacity(at.len());
        for (place, &(column, x)) in at.iter().enumerate() {
            let from = place.checked_sub(1).map_or(0, |before| middle(at[before].0, column));
            let to = at.get(place + 1).map_or(frame.width, |after| middle(column, after.0));
            let near = |point: &&(f64, f64)| (point.0 - x).abs() <= x.abs() * 1e-9;
            let solid = self.series.iter().enumerate().filter(|(_, s)| s.trace == Trace::Solid);
            stops.push(LineStop {
                area: Rect::new(plot.x + from, plot.y, to - from, plot.height).intersection(plot),
                column: plot.x + column,
                at: x,
                values: solid
                    .filter_map(|(at, series)| Some((at, series.points.iter().find(near)?.1)))
                    .collect(),
            });
        }
        stops
    }

    /// Draws the heading and divides what is left.
    fn frame(&self, painter: &mut Painter<'_>) -> Frame {
        let (width, height) = (painter.width(), painter.height());
        let solid = self.series.iter().filter(|s| s.trace == Trace::Solid).count();
        let names = self.solid().map(|s| text::width(s.name));
        let limits = self.level.iter().map(|m| text::width(&m.label));
        let widest = names.chain(limits).max().unwrap_or(0);
        // Labels at the ends of curves: where they leave the plot at least three quarters of the chart.
        let gutter = widest > 0
            && u32::from(width) >= (u32::from(widest) + 2) * 4
            && solid + self.level.len() + 4 <= usize::from(height);
        let spare = height.saturating_sub(6) / 2;
        let entries = self.legend(!gutter);
        let g = self.theme.glyphs;
        let title = self.theme.style(Role::Title);
        let used = legend::heading(painter, self.title, title, &entries, spare, g.ellipsis);
        let labelled = self.across.len() + self.marks.iter().filter(|m| !m.label.is_empty()).count();
        let above = short(labelled)
            .min(height.saturating_sub(used + 7))
            .min(if height >= 12 { 3 } else { 1 });
        let rows = height.saturating_sub(used + above + 2);
        let ticks = self.y.ticks(self.y_ticks(rows));
        let left = ticks.iter().map(|(_, l)| text::width(l)).max().unwrap_or(0) + 1;
        let right = if gutter { widest + 1 } else { 0 };
        Frame {
            left,
            labels: used,
            top: used + above,
            width: width.saturating_sub(left + right),
            height: rows,
            right,
        }
    }

    /// Decades are few: their labels may stand closer.
    fn y_ticks(&self, rows: u16) -> usize {
        tick_count(rows, if self.y.scale == Scale::Log { 2 } else { 3 }).max(2)
    }

    fn solid(&self) -> impl Iterator<Item = &Series<'_>> {
        self.series.iter().filter(|s| s.trace == Trace::Solid)
    }

    /// How a curve looks in a legend.
    #[must_use]
    pub fn sample(&self, series: &Series<'_>) -> String {
        let g = self.theme.glyphs;
        let across = g.line(series.index).across;
        if series.dotted {
            format!("{across}{}{across}", g.point(series.index))
        } else {
            format!("{across}{across}")
        }
    }

    fn legend(&self, limits: bool) -> Vec<Entry> {
        let g = self.theme.glyphs;
        let dim = self.theme.style(Role::Dim);
        let mut entries: Vec<Entry> = self
            .solid()
            .map(|series| Entry {
                sample: self.sample(series),
                style: self.theme.series(series.index),
                name: series.name.to_owned(),
                name_style: self.theme.style(Role::Text),
            })
            .collect();
        entries.extend(self.notes.iter().map(|(sample, note)| Entry {
            sample: sample.clone(),
            style: dim,
            name: (*note).to_owned(),
            name_style: dim,
        }));
        if limits {
            entries.extend(self.level.iter().map(|limit| Entry {
                sample: g.limit_x.to_string().repeat(2),
                style: self.theme.style(limit.role),
                name: limit.label.clone(),
                name_style: self.theme.style(limit.role),
            }));
        }
        entries
    }

    fn draw_axes(&self, painter: &mut Painter<'_>, frame: &Frame) {
        let g = self.theme.glyphs;
        let style = self.theme.style(Role::Axis);
        let raster = Raster::new(frame.width, frame.height);
        let axis = frame.left;
        for row in 0..frame.height {
            painter.glyph(axis - 1, frame.top + row, g.axis_y, style);
        }
        for (value, label) in self.y.ticks(self.y_ticks(frame.height)) {
            if let Some(row) = self.y.place(value).and_then(|p| raster.row(p)) {
                painter.glyph(axis - 1, frame.top + row, g.tick_y, style);
                painter.right(axis - 1, frame.top + row, &label, style);
            }
        }
        let bottom = frame.top + frame.height;
        painter.glyph(axis - 1, bottom, g.origin, style);
        painter.run(axis, bottom, frame.width, g.axis_x, style);
        // The label of the axis has the end of the last row; ticks have what is left of it.
        let end = axis + frame.width + frame.right;
        let label_width = text::width(&self.x.label);
        let label_fits = label_width > 0 && label_width + 8 <= end;
        // Beside the axis where the gutter has room for it, else at the end of the row of the ticks.
        let beside = label_width < frame.right;
        let limit = if label_fits && !beside {
            end - label_width - 1
        } else {
            end
        };
        if beside {
            painter.text(axis + frame.width + 1, bottom, &self.x.label, style);
        } else if label_fits {
            painter.right(end, bottom + 1, &self.x.label, style);
        }
        let mut free = 0;
        for (value, label) in self.x.ticks(tick_count(frame.width, 9)) {
            let Some(column) = self.x.place(value).and_then(|p| raster.column(p)) else {
                continue;
            };
            let width = text::width(&label);
            let start = centred(axis + column, width, limit.max(width));
            // A label that would have to leave its tick to fit is no label.
            if start < free || start + width > limit || axis + column >= start + width {
                continue;
            }
            painter.glyph(axis + column, bottom, g.tick_x, style);
            painter.text(start, bottom + 1, &label, style);
            free = start + width + 1;
        }
    }

    fn draw_lines(&self, painter: &mut Painter<'_>, frame: &Frame) {
        let g = self.theme.glyphs;
        let mut raster = Raster::new(frame.width, frame.height);
        for limit in &self.level {
            if let Some(row) = self.y.place(limit.at).and_then(|p| raster.row(p)) {
                let style = self.theme.style(limit.role);
                painter.run(frame.left, frame.top + row, frame.width, g.limit_x, style);
            }
        }
        for wall in &self.across {
            if let Some(column) = self.x.place(wall.at).and_then(|p| raster.column(p)) {
                let style = self.theme.style(wall.role);
                for row in 0..frame.height {
                    painter.glyph(frame.left + column, frame.top + row, g.limit_y, style);
                }
            }
        }
        // The first series is drawn last: it is on top where lines cross.
        for (at, series) in self
            .series
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, s)| s.trace == Trace::Solid)
        {
            let rows = raster.trace(series.points, &self.x, &self.y);
            raster.connected(&rows, g.line(series.index), at);
            if series.dotted || series.points.len() == 1 {
                for (x, y) in series.points {
                    let column = self.x.place(*x).and_then(|p| raster.column(p));
                    let row = self.y.place(*y).and_then(|p| raster.row(p));
                    if let (Some(column), Some(row)) = (column, row) {
                        raster.set(column, row, g.point(series.index), at);
                    }
                }
            }
        }
        for (at, series) in self.series.iter().enumerate() {
            let rows = raster.trace(series.points, &self.x, &self.y);
            match series.trace {
                Trace::Solid => {}
                // In columns that never meet; the series' own character says whose it is.
                Trace::Faint => raster.broken(&rows, g.line(series.index).across, at, (0, 2)),
                Trace::Ghost => raster.broken(&rows, g.line(series.index).across, at, (1, 4)),
            }
        }
        for y in 0..frame.height {
            for x in 0..frame.width {
                if let Some((glyph, at)) = raster.get(x, y) {
                    let style = self.series_style(at);
                    painter.glyph(frame.left + x, frame.top + y, glyph, style);
                }
            }
        }
        for mark in &self.marks {
            let column = self.x.place(mark.at.0).and_then(|p| raster.column(p));
            let row = self.y.place(mark.at.1).and_then(|p| raster.row(p));
            if let (Some(column), Some(row)) = (column, row) {
                let style = self.theme.style(mark.role);
                painter.glyph(frame.left + column, frame.top + row, mark.glyph, style);
            }
        }
    }

    fn series_style(&self, at: usize) -> Style {
        let series = &self.series[at];
        match series.trace {
            Trace::Solid => self.theme.series(series.index),
            Trace::Faint | Trace::Ghost => self.theme.faded(series.index),
        }
    }

    /// Labels of upright lines and marks, in the row above the plot; one without room is left out.
    fn draw_labels_above(&self, painter: &mut Painter<'_>, frame: &Frame) {
        if frame.top == frame.labels {
            return;
        }
        let raster = Raster::new(frame.width, frame.height);
        let end = frame.left + frame.width + frame.right;
        let marks = self.marks.iter().map(|m| (m.at.0, &m.label, m.role));
        let walls = self.across.iter().map(|m| (m.at, &m.label, m.role));
        let mut taken: Vec<(u16, u16, u16)> = Vec::new();
        for (at, label, role) in marks.chain(walls) {
            let Some(column) = self.x.place(at).and_then(|p| raster.column(p)) else {
                continue;
            };
            let width = text::width(label);
            if width == 0 || width > end {
                continue;
            }
            let start = centred(frame.left + column, width, end);
            let free = |y: u16| {
                !taken
                    .iter()
                    .any(|(row, from, to)| *row == y && start < to + 2 && *from < start + width + 2)
            };
            // The row next to the plot first.
            let Some(y) = (frame.labels..frame.top).rev().find(|y| free(*y)) else {
                continue;
            };
            painter.text(start, y, label, self.theme.style(role));
            taken.push((y, start, start + width));
        }
    }

    /// Names at the ends of curves, and of level lines.
    fn draw_gutter(&self, painter: &mut Painter<'_>, frame: &Frame) {
        if frame.right == 0 {
            return;
        }
        let raster = Raster::new(frame.width, frame.height);
        let mut labels: Vec<(u16, &str, Style)> = Vec::new();
        for limit in &self.level {
            if let Some(row) = self.y.place(limit.at).and_then(|p| raster.row(p)) {
                labels.push((row, &limit.label, self.theme.style(limit.role)));
            }
        }
        for (at, series) in self.series.iter().enumerate().filter(|(_, s)| s.trace == Trace::Solid) {
            let rows = raster.trace(series.points, &self.x, &self.y);
            if let Some(row) = rows.iter().rev().find_map(|r| *r) {
                labels.push((row, series.name, self.series_style(at)));
            }
        }
        let wishes: Vec<u16> = labels.iter().map(|(row, ..)| *row).collect();
        let Some(rows) = spread(&wishes, frame.height) else {
            return;
        };
        for ((_, label, style), row) in labels.iter().zip(rows) {
            painter.text(frame.left + frame.width + 1, frame.top + row, label, *style);
        }
    }
}

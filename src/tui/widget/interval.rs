//! Interval bars: how far each number may move before something else happens, with the number now marked on it.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    Axis, Painter, format,
    legend::{self, Entry},
    raster::{Raster, centred, tick_count},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// One number with the interval in which nothing changes.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalRow<'a> {
    /// Name.
    pub name: &'a str,
    /// The share now, 0-1.
    pub now: f64,
    /// What happens below the interval: where it ends, and who then takes over. `None`: nothing, down to 0.
    pub below: Option<(f64, &'a str)>,
    /// What happens above it. `None`: nothing, up to 1.
    pub above: Option<(f64, &'a str)>,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalBars<'a> {
    /// What is shown.
    pub title: &'a str,
    /// Rows, top to bottom.
    pub rows: Vec<IntervalRow<'a>>,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

/// Columns of one percentage.
const PERCENT: u16 = 5;

/// Where the parts of a row stand.
struct Layout {
    names: u16,
    /// First column of the track.
    track: u16,
    width: u16,
    /// Columns of the words after the upper end; 0: none.
    words: u16,
}

impl IntervalBars<'_> {
    /// Rows that it takes: title, numbers, scale.
    #[must_use]
    pub fn height(&self) -> u16 {
        short(self.rows.len()).saturating_add(2)
    }

    /// The end of the scale: beyond every end and every number, in tenths.
    fn axis(&self) -> Axis {
        let ends = |row: &IntervalRow<'_>| row.above.map_or(row.now * 1.5, |(at, _)| at * 1.1);
        let most = self.rows.iter().map(ends).fold(0.3, f64::max);
        Axis::linear(0.0, ((most * 10.0 - 1e-9).ceil() / 10.0).min(1.0), "")
    }

    fn layout(&self, width: u16) -> Layout {
        let names = self.rows.iter().map(|r| text::width(r.name)).max().unwrap_or(0);
        let names = names.min(width / 3);
        // Name, share now, lower end, track, upper end, words.
        let fixed = names + 1 + PERCENT + 1 + PERCENT + 1 + 1 + PERCENT;
        let wanted = self
            .rows
            .iter()
            .map(|r| self.words(r, u16::MAX))
            .map(|w| text::width(&w));
        let wanted = wanted.max().unwrap_or(0).saturating_add(2);
        let room = width.saturating_sub(fixed);
        // The track keeps a third, and twelve columns.
        let words = if wanted <= 2 {
            0
        } else {
            wanted.min(room.saturating_sub((room / 3).max(12)))
        };
        Layout {
            names,
            track: names + 1 + PERCENT + 1 + PERCENT + 1,
            width: room.saturating_sub(words),
            words: if words < 8 { 0 } else { words },
        }
    }

    /// Who takes over on which side, in at most `room` columns.
    fn words(&self, row: &IntervalRow<'_>, room: u16) -> String {
        let g = self.theme.glyphs;
        let ends = [(row.below, g.down), (row.above, g.up)];
        let ends: Vec<_> = ends
            .iter()
            .filter_map(|(end, mark)| Some((end.as_ref()?.1, mark)))
            .collect();
        match ends.as_slice() {
            [(below, _), (above, _)] if below == above => {
                text::truncate(&format!("{}{} {below}", g.down, g.up), room, g.ellipsis)
            }
            ends => {
                let each = room.saturating_sub(2) / short(ends.len().max(1));
                let all: Vec<String> = ends
                    .iter()
                    .map(|(who, mark)| text::truncate(&format!("{mark} {who}"), each.max(4), g.ellipsis))
                    .collect();
                let joined: Vec<String> = ends.iter().map(|(who, mark)| format!("{mark} {who}")).collect();
                let joined = joined.join("  ");
                if text::width(&joined) <= room {
                    joined
                } else {
                    all.join("  ")
                }
            }
        }
    }
}

impl Widget for &IntervalBars<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut painter = Painter::new(area, buf);
        let (width, g) = (painter.width(), self.theme.glyphs);
        let entries = [
            (g.point(0).to_string(), "now"),
            (format!("{}{}", g.down, g.up), "who takes over below, above"),
        ]
        .map(|(sample, name)| Entry {
            sample,
            style: self.theme.style(Role::Strong),
            name: name.to_owned(),
            name_style: self.theme.style(Role::Dim),
        });
        let title = self.theme.style(Role::Title);
        let mut y = legend::heading(&mut painter, self.title, title, &entries, 0, g.ellipsis).max(1);
        let layout = self.layout(width);
        if layout.width < 4 {
            return;
        }
        let axis = self.axis();
        for row in &self.rows {
            self.draw_row(&mut painter, row, &axis, &layout, y);
            y = y.saturating_add(1);
        }
        self.draw_scale(&mut painter, &axis, &layout, y);
    }
}

impl IntervalBars<'_> {
    fn draw_row(&self, painter: &mut Painter<'_>, row: &IntervalRow<'_>, axis: &Axis, layout: &Layout, y: u16) {
        let g = self.theme.glyphs;
        let (plain, dim) = (self.theme.style(Role::Text), self.theme.style(Role::Dim));
        let strong = self.theme.style(Role::Strong);
        painter.text(0, y, &text::truncate(row.name, layout.names, g.ellipsis), plain);
        let now_end = layout.names + 1 + PERCENT;
        painter.right(now_end, y, &whole(row.now), strong);
        let raster = Raster::new(layout.width, 1);
        let last = layout.width - 1;
        let column = |share: f64| axis.place(share).and_then(|p| raster.column(p));
        let low = row.below.and_then(|(at, _)| column(at));
        let high = row.above.and_then(|(at, _)| column(at));
        painter.run(layout.track, y, layout.width, g.dot, dim);
        let from = low.unwrap_or(0);
        let to = high.unwrap_or(last);
        let accent = self.theme.style(Role::Accent);
        painter.run(layout.track + from, y, (to + 1).saturating_sub(from), g.done, accent);
        for end in [low, high].into_iter().flatten() {
            painter.glyph(layout.track + end, y, g.line(0).down, strong);
        }
        if let Some(now) = column(row.now) {
            painter.glyph(layout.track + now, y, g.point(0), strong);
        }
        if let Some((at, _)) = row.below {
            painter.right(layout.track.saturating_sub(1), y, &whole(at), plain);
        }
        let after = layout.track + layout.width + 1;
        if let Some((at, _)) = row.above {
            painter.right(after + PERCENT, y, &whole(at), plain);
        }
        if layout.words > 0 {
            let words = self.words(row, layout.words.saturating_sub(2));
            painter.text(after + PERCENT + 2, y, &words, plain);
        }
    }

    fn draw_scale(&self, painter: &mut Painter<'_>, axis: &Axis, layout: &Layout, y: u16) {
        let style = self.theme.style(Role::Axis);
        let raster = Raster::new(layout.width, 1);
        painter.right(layout.names + 1 + PERCENT, y, "now", style);
        let end = layout.track + layout.width + 1;
        let mut free = 0;
        for (share, _) in axis.ticks(tick_count(layout.width, 9)) {
            let Some(column) = axis.place(share).and_then(|p| raster.column(p)) else {
                continue;
            };
            let label = whole(share);
            let start = centred(layout.track + column, text::width(&label), end);
            if start >= free {
                painter.text(start, y, &label, style);
                free = start + text::width(&label) + 1;
            }
        }
        let label = whole(axis.high);
        if end.saturating_sub(text::width(&label)) > free {
            painter.right(end, y, &label, style);
        }
    }
}

/// A share in whole percent; below ten with a decimal where it has one, so that an end does not read as the number now.
fn whole(share: f64) -> String {
    let percent = share * 100.0;
    if percent < 9.95 && (percent - percent.round()).abs() >= 0.05 {
        format!("{} %", format::fixed(percent, 1))
    } else {
        format!("{} %", format::fixed(percent, 0))
    }
}

//! Shares of a whole as stacked bars: parts told apart by pattern, one number in words after each bar.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    Painter, cells, format,
    legend::{self, Entry},
    short, text,
};
use crate::tui::theme::{Role, Theme};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareBar<'a> {
    /// Name.
    pub name: &'a str,
    /// Parts, 0-1, from the left; what they leave of the whole stays empty.
    pub parts: &'a [f64],
    /// What stands after the bar.
    pub words: String,
    /// Colour.
    pub index: usize,
    /// Best of all.
    pub winner: bool,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareBars<'a> {
    /// What is shown.
    pub title: &'a str,
    /// Bars, top to bottom.
    pub bars: Vec<ShareBar<'a>>,
    /// Names of the parts, in the order of [`ShareBar::parts`].
    pub parts: Vec<String>,
    /// Name of what the parts leave; empty: none is said.
    pub rest: &'a str,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

impl ShareBars<'_> {
    fn legend(&self) -> Vec<Entry> {
        let g = self.theme.glyphs;
        let entry = |sample: char, name: &str| Entry {
            sample: sample.to_string(),
            style: self.theme.style(Role::Text),
            name: name.to_owned(),
            name_style: self.theme.style(Role::Dim),
        };
        let parts = self.parts.iter().enumerate();
        let mut entries: Vec<Entry> = parts.map(|(part, name)| entry(g.fill(part), name)).collect();
        if !self.rest.is_empty() {
            entries.push(entry(g.dot, self.rest));
        }
        entries
    }

    /// Rows that it takes at this width: title, legend, bars, scale.
    #[must_use]
    pub fn height(&self, width: u16) -> u16 {
        let legend = legend::rows(&self.legend(), width);
        let beside = legend.len() == 1
            && legend
                .iter()
                .all(|l| text::width(self.title) + 3 + short(l.width()) <= width);
        let legend = if beside { 0 } else { short(legend.len()) };
        short(self.bars.len()).saturating_add(2 + legend)
    }

    /// Draws the chart; gives the row of each bar, where it can be read.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<Rect> {
        let mut rows = Vec::with_capacity(self.bars.len());
        let mut painter = Painter::new(area, buf);
        let (width, height, g) = (painter.width(), painter.height(), self.theme.glyphs);
        let count = short(self.bars.len());
        let spare = height.saturating_sub(count + 1).min(3);
        let title = self.theme.style(Role::Title);
        let mut y = legend::heading(&mut painter, self.title, title, &self.legend(), spare, g.ellipsis);
        let longest = |of: &dyn Fn(&ShareBar<'_>) -> u16| self.bars.iter().map(of).max().unwrap_or(0);
        let names = longest(&|b| text::width(b.name)).min(width / 3);
        let words = longest(&|b| text::width(&b.words));
        let bar_at = 2 + names + 1;
        let track = width.saturating_sub(bar_at + 1 + words);
        if track < 4 {
            return rows;
        }
        for bar in &self.bars {
            let role = if bar.winner { Role::Strong } else { Role::Text };
            let style = self.theme.style(role);
            if bar.winner {
                painter.glyph(0, y, g.winner, self.theme.style(Role::Accent));
            }
            painter.text(2, y, &text::truncate(bar.name, names, g.ellipsis), style);
            painter.run(bar_at, y, track, g.dot, self.theme.style(Role::Dim));
            let (mut sum, mut from) = (0.0, 0);
            for (part, share) in bar.parts.iter().enumerate() {
                sum += share.max(0.0);
                let to = cells(sum * f64::from(track)).min(track);
                painter.run(
                    bar_at + from,
                    y,
                    to.saturating_sub(from),
                    g.fill(part),
                    self.theme.series(bar.index),
                );
                from = to.max(from);
            }
            painter.right(width, y, &bar.words, style);
            rows.push(painter.place(0, y, width));
            y = y.saturating_add(1);
        }
        let axis = self.theme.style(Role::Axis);
        for part in [0.0, 0.5, 1.0] {
            let label = format::percent(part);
            let at = bar_at + cells(part * f64::from(track));
            painter.text(
                at.saturating_sub(if part > 0.0 { text::width(&label) } else { 0 }),
                y,
                &label,
                axis,
            );
        }
        rows
    }
}

impl Widget for &ShareBars<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

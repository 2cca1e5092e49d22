//! Bars of percentages, and a progress line.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Painter, cells, format, short, text};
use crate::tui::theme::{Role, Theme};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct FitBar<'a> {
    /// Name.
    pub name: &'a str,
    /// Share, 0-1; `None`: not known.
    pub share: Option<f64>,
    /// Share before a preview.
    pub before: Option<f64>,
    /// What stands after the bar.
    pub words: String,
    /// Whether it is the selected one.
    pub selected: bool,
    /// Whether it is the one that counts.
    pub strong: bool,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct FitBars<'a> {
    /// What is shown.
    pub title: &'a str,
    /// Bars, top to bottom.
    pub bars: Vec<FitBar<'a>>,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

impl Widget for &FitBars<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut painter = Painter::new(area, buf);
        let (width, g) = (painter.width(), self.theme.glyphs);
        if !self.title.is_empty() {
            painter.text(
                0,
                0,
                &text::truncate(self.title, width, g.ellipsis),
                self.theme.style(Role::Title),
            );
        }
        let names = self.bars.iter().map(|b| text::width(b.name)).max().unwrap_or(0);
        let words = self.bars.iter().map(|b| text::width(&b.words)).max().unwrap_or(0);
        let marked = u16::from(self.bars.iter().any(|b| b.selected)) * 2;
        let number = 6;
        let names = names.min(width.saturating_sub(marked + 1 + number + 10).max(width / 2));
        // The bar gives way to the words, and the words to a bar of ten columns.
        let fixed = marked + names + 1 + number;
        let words = if width >= fixed + 8 + words + 2 { words + 2 } else { 0 };
        let track = width.saturating_sub(fixed + words).min(60);
        for (at, bar) in self.bars.iter().enumerate() {
            let y = self.above().saturating_add(short(at));
            let style = self.theme.style(if bar.strong { Role::Strong } else { Role::Text });
            if bar.selected {
                painter.glyph(0, y, g.selected, self.theme.style(Role::Accent));
            }
            painter.text(marked, y, &text::truncate(bar.name, names, g.ellipsis), style);
            let start = marked + names + 1;
            let place = |share: f64| cells(share.clamp(0.0, 1.0) * f64::from(track)).min(track);
            if track >= 4 {
                let full = place(bar.share.unwrap_or(0.0));
                let colour = self.theme.style(if bar.strong { Role::Accent } else { Role::Dim });
                painter.run(start, y, full, g.bar, colour);
                painter.run(start + full, y, track - full, g.track, self.theme.style(Role::Dim));
                if let Some(before) = bar.before.map(place).filter(|at| *at != full && *at < track) {
                    painter.glyph(start + before, y, g.ghost, self.theme.style(Role::Strong));
                }
            }
            let share = bar.share.map_or_else(|| "-".into(), format::percent);
            painter.right((start + track + number).min(width), y, &share, style);
            if words > 0 {
                painter.text(start + track + number + 2, y, &bar.words, style);
            }
        }
    }
}

impl FitBars<'_> {
    /// Rows above the first bar.
    fn above(&self) -> u16 {
        u16::from(!self.title.is_empty())
    }

    /// Where a bar stands, its name and number included.
    #[must_use]
    pub fn row(&self, area: Rect, at: usize) -> Rect {
        let y = area.y.saturating_add(self.above()).saturating_add(short(at));
        Rect { y, height: 1, ..area }.intersection(area)
    }
}

/// A line that is done up to a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProgressLine<'a> {
    /// Steps done.
    pub done: usize,
    /// All steps.
    pub of: usize,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

impl Widget for &ProgressLine<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut painter = Painter::new(area, buf);
        let (width, g) = (painter.width(), self.theme.glyphs);
        let share = if self.of == 0 {
            1.0
        } else {
            f64::from(short(self.done)) / f64::from(short(self.of))
        };
        let full = cells(share.min(1.0) * f64::from(width)).min(width);
        painter.run(0, 0, width, g.left, self.theme.style(Role::Dim));
        painter.run(0, 0, full, g.done, self.theme.style(Role::Accent));
        if full > 0 && full < width {
            painter.glyph(full - 1, 0, g.done_end, self.theme.style(Role::Accent));
        }
    }
}

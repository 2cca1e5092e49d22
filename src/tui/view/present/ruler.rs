//! The ruler: how many columns and rows there are, so that the font can be made large enough for the last row of seats.

use ratatui::{buffer::Buffer, layout::Rect};

use super::large;
use crate::tui::{
    model::Model,
    theme::Role,
    view::frame::SMALLEST,
    widget::{Painter, short, text},
};

/// Columns between two marks.
const STEP: u16 = 10;
/// Rows between two marks.
const ROWS: u16 = 5;

pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let g = theme.glyphs;
    let axis = theme.style(Role::Axis);
    let mut painter = Painter::new(area, buf);
    painter.run(0, 0, area.width, g.rule, axis);
    for x in (STEP..area.width).step_by(usize::from(STEP)) {
        painter.glyph(x - 1, 0, g.pillar, axis);
        painter.right(x, 1, &x.to_string(), axis);
    }
    for y in (ROWS..area.height.saturating_sub(1)).step_by(usize::from(ROWS)) {
        painter.text(0, y - 1, &y.to_string(), axis);
    }
    let (columns, rows) = SMALLEST;
    let width = area.width.saturating_sub(10).min(90);
    let x = area.width.saturating_sub(width) / 2;
    let lines = [
        "Go to the back of the room. Make the font of the terminal larger until this line is read with ease, then come back.",
        &format!(
            "There are {} columns and {} rows now. Down to {columns} by {rows} everything is still shown.",
            area.width, area.height
        ),
    ];
    let y = area.height.saturating_sub(14) / 2;
    let taken = large(model, "Weighbridge", Role::Accent, (x, y), (width, 4), area, buf);
    let mut at = y + taken + 2;
    let mut painter = Painter::new(area, buf);
    for (index, line) in lines.iter().enumerate() {
        let role = if index == 0 { Role::Strong } else { Role::Text };
        let wrapped = text::wrap(line, width);
        for (row, line) in wrapped.iter().enumerate() {
            painter.text(x, at + short(row), line, theme.style(role));
        }
        at += short(wrapped.len()) + 1;
    }
}

//! Two profiles side by side.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{lines, width};
use crate::{
    report::document::Block,
    tui::{
        layer::Compare,
        model::Model,
        view::{compare, frame},
        widget::short,
    },
};

/// Columns of the popup at most.
const WIDTH: u16 = 150;

/// Draws the popup.
pub(super) fn draw(model: &Model, popup: &Compare, body: Rect, buf: &mut Buffer) {
    let columns = width(body, WIDTH);
    let content = compare::lines(&model.theme, &popup.document, columns.saturating_sub(4));
    let title = match popup.document.blocks.first() {
        Some(Block::Title(title)) => title.as_str(),
        _ => "Comparison",
    };
    lines(model, title, columns, &content, popup.scroll, body, buf);
}

/// Rows that it can be scrolled at most.
#[must_use]
pub fn room(model: &Model, popup: &Compare) -> u16 {
    let body = frame::places(model.size).body;
    let columns = width(body, WIDTH).saturating_sub(4);
    let rows = short(compare::lines(&model.theme, &popup.document, columns).len());
    rows.saturating_sub(body.height.saturating_sub(2))
}

//! Popups, over the body of whatever screen is shown.

mod ask;
mod compare;
mod explain;
mod help;
mod jump;
mod open;
mod record;
mod recovery;

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use crate::tui::{
    hit::{Spot, Wheel},
    layer::Layer,
    model::Model,
    theme::{Role, Theme},
    widget::{Painter, short, text},
};

pub use compare::room as compare_room;
pub use help::room as help_room;
pub use record::room as record_room;
pub use recovery::room as recovery_room;

/// Draws all popups, the topmost last.
pub fn draw(model: &Model, body: Rect, buf: &mut Buffer) {
    // Only the topmost: boxes over boxes say nothing.
    let Some(layer) = model.layers.last() else { return };
    if matches!(
        layer,
        Layer::Help { .. } | Layer::Message(_) | Layer::Compare(_) | Layer::Record(_)
    ) {
        model.hits.add(body, Spot::Wheel(Wheel::Popup));
    }
    match layer {
        Layer::Open(list) => open::draw(model, list, body, buf),
        Layer::Jump(list) => jump::draw(model, list, body, buf),
        Layer::Help { scroll } => help::draw(model, *scroll, body, buf),
        Layer::Explain(popup) => explain::draw(model, popup, body, buf),
        Layer::Record(form) => record::draw(model, form, body, buf),
        Layer::Compare(popup) => compare::draw(model, popup, body, buf),
        Layer::Prompt(prompt) => ask::prompt(model, prompt, body, buf),
        Layer::Unsaved(then) => ask::unsaved(model, then, body, buf),
        Layer::Conflict(conflict) => ask::conflict(model, conflict, body, buf),
        Layer::Exists(path) => ask::exists(model, path, body, buf),
        Layer::Busy(busy) => recovery::busy(model, busy, body, buf),
        Layer::Recovery(offer) => recovery::draw(model, offer, body, buf),
        Layer::Message(text) => ask::message(model, text, body, buf),
    }
}

/// A box of at most `width` x `height` (the frame included) in the middle of `body`; its inside comes back.
fn popup(theme: &Theme, title: &str, (width, height): (u16, u16), body: Rect, buf: &mut Buffer) -> Rect {
    let width = width.min(body.width.saturating_sub(4));
    let height = height.min(body.height);
    let area = Rect::new(
        body.x + (body.width - width) / 2,
        body.y + (body.height - height) / 2,
        width,
        height,
    );
    let g = theme.glyphs;
    let corners = g.line(1);
    let border = theme.style(Role::Border);
    // One column of air beside the frame, so that what is under it does not run into it.
    // Where it takes all the width there is, nothing of what is under it is left at its sides.
    let cleared = if width + 4 >= body.width {
        Rect {
            x: body.x,
            width: body.width,
            ..area
        }
    } else {
        Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 2,
            ..area
        }
    };
    clear(cleared.intersection(body), buf);
    let mut painter = Painter::new(area, buf);
    let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
    painter.run(1, 0, width.saturating_sub(2), g.rule, border);
    painter.run(1, bottom, width.saturating_sub(2), g.rule, border);
    for y in 1..bottom {
        painter.glyph(0, y, g.pillar, border);
        painter.glyph(right, y, g.pillar, border);
    }
    painter.glyph(0, 0, corners.down_right, border);
    painter.glyph(right, 0, corners.down_left, border);
    painter.glyph(0, bottom, corners.up_right, border);
    painter.glyph(right, bottom, corners.up_left, border);
    let title = text::truncate(title, width.saturating_sub(6), g.ellipsis);
    painter.text(2, 0, &format!(" {title} "), theme.style(Role::Title));
    Rect::new(
        area.x + 2,
        area.y + 1,
        width.saturating_sub(4),
        height.saturating_sub(2),
    )
}

/// Empties cells: no character, no style.
fn clear(area: Rect, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].reset();
        }
    }
    // A wide character that began left of the area would reach into it.
    if area.left() > buf.area.left() {
        for y in area.top()..area.bottom() {
            let cell = &mut buf[(area.left() - 1, y)];
            if text::width(cell.symbol()) > 1 {
                cell.set_symbol(" ");
            }
        }
    }
}

/// A popup with lines, as high as they need; scrolled down by `scroll`.
fn lines(
    model: &Model,
    title: &str,
    width: u16,
    content: &[Line<'_>],
    scroll: u16,
    body: Rect,
    buf: &mut Buffer,
) -> Rect {
    let inner = popup(&model.theme, title, (width, short(content.len()) + 2), body, buf);
    let mut painter = Painter::new(inner, buf);
    for (y, line) in content
        .iter()
        .skip(usize::from(scroll))
        .take(usize::from(inner.height))
        .enumerate()
    {
        painter.line(0, short(y), line);
    }
    more(model, inner, scroll, content.len(), buf);
    inner
}

/// Says in the frame that there is more above or below.
fn more(model: &Model, inner: Rect, scroll: u16, rows: usize, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let frame = Rect::new(inner.x, inner.y.saturating_sub(1), inner.width + 1, inner.height + 2);
    let mut painter = Painter::new(frame, buf);
    let edge = inner.width.saturating_sub(3);
    if scroll > 0 {
        painter.text(edge, 0, &format!(" {} ", g.up), theme.style(Role::Accent));
    }
    if rows > usize::from(scroll) + usize::from(inner.height) {
        painter.text(
            edge,
            inner.height + 1,
            &format!(" {} ", g.down),
            theme.style(Role::Accent),
        );
    }
}

/// Columns that a popup may use.
fn width(body: Rect, wish: u16) -> u16 {
    wish.min(body.width.saturating_sub(4))
}

//! All keys that work here, from the table.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{lines, width};
use crate::tui::{
    keymap::{self, Context},
    model::Model,
    theme::Role,
    view::frame,
    widget::{short, text},
};

const WIDTH: u16 = 84;

/// Draws the list, scrolled down by `scroll`.
pub(super) fn draw(model: &Model, scroll: u16, body: Rect, buf: &mut Buffer) {
    let columns = width(body, WIDTH);
    let content = content(model, columns.saturating_sub(4));
    lines(model, "All keys that work here", columns, &content, scroll, body, buf);
}

/// Rows that the list can be scrolled at most.
#[must_use]
pub fn room(model: &Model) -> u16 {
    let body = frame::places(model.size).body;
    let rows = short(content(model, width(body, WIDTH).saturating_sub(4)).len());
    rows.saturating_sub(body.height.saturating_sub(2))
}

fn content(model: &Model, columns: u16) -> Vec<Line<'static>> {
    const KEYS: u16 = 16;
    let theme = &model.theme;
    // Under the help itself: what the screen below it knows.
    let mut below = model.clone();
    below.layers.clear();
    let mut content = Vec::new();
    let mut last: Option<Context> = None;
    for keymap::Reach { binding, keys } in keymap::reachable(&below) {
        if last != Some(binding.context) {
            if last.is_some() {
                content.push(Line::default());
            }
            content.push(Line::styled(binding.context.title(), theme.style(Role::Title)));
            last = Some(binding.context);
        }
        let names: Vec<String> = keys.iter().map(|k| k.name(!theme.glyphs.unicode)).collect();
        let (role, words) = match (binding.enabled)(&below) {
            Ok(()) => (Role::Text, binding.help.to_owned()),
            Err(why) => (Role::Dim, format!("{} (not now: {why})", binding.help)),
        };
        let mut wrapped = text::wrap(&words, columns.saturating_sub(KEYS)).into_iter();
        content.push(Line::from(vec![
            Span::styled(text::pad(&names.join(" "), KEYS), theme.style(Role::Key)),
            Span::styled(wrapped.next().unwrap_or_default(), theme.style(role)),
        ]));
        for line in wrapped {
            content.push(Line::from(vec![
                Span::raw(" ".repeat(usize::from(KEYS))),
                Span::styled(line, theme.style(role)),
            ]));
        }
    }
    content
}

//! All keys that work here, each with the name that a configuration file calls it by.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
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

const WIDTH: u16 = 96;

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

/// A heading, and at the right edge its name in configuration files.
fn named(title: Span<'static>, name: String, columns: u16, style: Style) -> Line<'static> {
    let gap = usize::from(columns).saturating_sub(title.width() + name.len());
    Line::from(vec![title, Span::raw(" ".repeat(gap)), Span::styled(name, style)])
}

fn content(model: &Model, columns: u16) -> Vec<Line<'static>> {
    const KEYS: u16 = 16;
    // As wide as the longest name of an action.
    const ID: u16 = 16;
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
            content.push(named(
                Span::styled(binding.context.title(), theme.style(Role::Title)),
                format!("[keys.{}]", binding.context.id()),
                columns,
                theme.style(Role::Dim),
            ));
            last = Some(binding.context);
        }
        let names: Vec<String> = keys.iter().map(|k| k.name(!theme.glyphs.unicode)).collect();
        let mut names = names.join(" ");
        // Keys of the user's own may be many: then they have a line for themselves.
        if text::width(&names) >= KEYS {
            content.push(Line::styled(names, theme.style(Role::Key)));
            names = String::new();
        }
        let (role, words) = match (binding.enabled)(&below) {
            Ok(()) => (Role::Text, binding.help.to_owned()),
            Err(why) => (Role::Dim, format!("{} (not now: {why})", binding.help)),
        };
        let room = columns.saturating_sub(KEYS + ID);
        let mut wrapped = text::wrap(&words, room).into_iter();
        content.push(Line::from(vec![
            Span::styled(text::pad(&names, KEYS), theme.style(Role::Key)),
            Span::styled(text::pad(&wrapped.next().unwrap_or_default(), room), theme.style(role)),
            Span::styled(
                format!(" {:>1$}", binding.action.id(), usize::from(ID) - 1),
                theme.style(Role::Dim),
            ),
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

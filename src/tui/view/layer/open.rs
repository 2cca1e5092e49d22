//! The list of what can be opened; at the start it greets.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{more, popup, width};
use crate::tui::{
    hit::{Spot, Wheel},
    layer::{OpenList, Source},
    model::Model,
    theme::Role,
    view::field,
    widget::{Painter, short, text},
};

/// Draws the list.
pub(super) fn draw(model: &Model, list: &OpenList, body: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let columns = width(body, 72);
    let room = columns.saturating_sub(4);
    let greeting = if list.welcome {
        text::wrap(&model.catalog.ask, room)
    } else {
        Vec::new()
    };
    let head = if greeting.is_empty() {
        0
    } else {
        short(greeting.len()) + 1
    };
    let rows = rows(list);
    // Greeting, entries with headings, a blank, the path.
    let height = head + short(rows.len()) + 2 + 2;
    let title = match (list.welcome, list.compares) {
        (true, _) => "Weighbridge",
        (false, true) => "Compare with",
        (false, false) => "Open",
    };
    let inner = popup(theme, title, (columns, height), body, buf);
    model.hits.add(inner, Spot::Wheel(Wheel::Cursor));
    let mut painter = Painter::new(inner, buf);
    for (y, line) in greeting.iter().enumerate() {
        painter.text(0, short(y), line, theme.style(Role::Strong));
    }
    let space = inner.height.saturating_sub(head + 2);
    let typed = !list.path.is_empty();
    let cursor = rows
        .iter()
        .position(|r| matches!(r, Row::Entry(i) if *i == list.cursor))
        .unwrap_or(0);
    // The heading over the first entry comes back into sight with it.
    let first = (cursor + 1).saturating_sub(usize::from(space));
    let first = if cursor <= 1 { 0 } else { first };
    for (y, row) in rows.iter().enumerate().skip(first).take(usize::from(space)) {
        let y = head + short(y - first);
        match row {
            Row::Heading(words) => {
                painter.text(0, y, words, theme.style(Role::Dim));
            }
            Row::Entry(index) => {
                let here = *index == list.cursor && !typed;
                model.hits.add(painter.place(0, y, room), Spot::Entry(*index));
                let role = match (here, typed) {
                    (true, _) => Role::Selection,
                    (false, true) => Role::Dim,
                    (false, false) => Role::Text,
                };
                if here {
                    painter.glyph(0, y, g.selected, theme.style(Role::Focus));
                    painter.run(2, y, room.saturating_sub(2), ' ', theme.style(Role::Selection));
                }
                let (words, aside) = words(model, &list.entries[*index]);
                let end = painter.text(
                    2,
                    y,
                    &text::truncate(&words, room.saturating_sub(2), g.ellipsis),
                    theme.style(role),
                );
                if text::width(&aside) + end + 2 <= room {
                    painter.right(room, y, &aside, theme.style(if here { role } else { Role::Dim }));
                }
            }
        }
    }
    let y = inner.height.saturating_sub(1);
    let mark = if typed { Role::Focus } else { Role::Dim };
    let at = painter.text(
        2,
        y,
        "or a file: ",
        theme.style(if typed { Role::Text } else { Role::Dim }),
    );
    if typed {
        painter.glyph(0, y, g.selected, theme.style(mark));
    }
    let place = Rect::new(
        inner.x + at,
        inner.y + y,
        inner.width.saturating_sub(at),
        1.min(inner.height),
    );
    field::draw(&list.path, theme, place, buf);
    let list_area = Rect {
        y: inner.y + head,
        height: space,
        ..inner
    };
    if rows.len() > usize::from(space) {
        more(model, list_area, short(first), rows.len(), buf);
    }
}

enum Row {
    Heading(&'static str),
    Entry(usize),
}

fn rows(list: &OpenList) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut last = 0;
    for (index, entry) in list.entries.iter().enumerate() {
        let (group, heading) = match entry {
            Source::New => (0, ""),
            Source::File(_) => (1, "Lately"),
            Source::Scenario(_) => (2, "Start from a scenario"),
        };
        if group != last {
            rows.push(Row::Heading(heading));
            last = group;
        }
        rows.push(Row::Entry(index));
    }
    rows
}

/// What an entry says, and what it says at the right.
fn words(model: &Model, source: &Source) -> (String, String) {
    match source {
        Source::New => ("A new profile".into(), String::new()),
        Source::File(path) => {
            let name = path
                .file_name()
                .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            let folder = path.parent().map_or_else(String::new, |p| p.display().to_string());
            (name, folder)
        }
        Source::Scenario(index) => model
            .catalog
            .scenarios
            .get(*index)
            .map_or_else(Default::default, |scenario| {
                let choice: Vec<&str> = scenario
                    .choice
                    .iter()
                    .filter_map(|o| Some(model.catalog.options.get(*o)?.title.as_str()))
                    .collect();
                (scenario.title.clone(), choice.join(" or "))
            }),
    }
}

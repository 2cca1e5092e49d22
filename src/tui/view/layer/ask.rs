//! Popups that ask one thing, or say one.

use std::path::Path;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{lines, popup, recovery::lines_of, width};
use crate::tui::{
    layer::{Asked, Conflict, Prompt, Text, Then},
    model::Model,
    theme::Role,
    view::field,
    widget::{Painter, short, text},
};

/// Columns of these popups.
const WIDTH: u16 = 68;

/// A line of text.
pub(super) fn prompt(model: &Model, prompt: &Prompt, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let (title, hint, rows) = match prompt.what {
        Asked::Note(index) => {
            let title = model.catalog.questions.get(index).map_or("", |q| q.title.as_str());
            (
                format!("Note on {title}"),
                "Why this answer? Who said so, and when? Empty: no note.",
                4,
            )
        }
        Asked::Title => (
            "Title of the profile".to_owned(),
            "What is being decided for. Empty: none.",
            1,
        ),
        Asked::Path => (
            "Save as".to_owned(),
            "A file name ends in .toml; folders must exist.",
            2,
        ),
    };
    let columns = width(body, WIDTH);
    let said = prompt.error.as_deref().unwrap_or(hint);
    let said_lines = text::wrap(said, columns.saturating_sub(4));
    let inner = popup(theme, &title, (columns, rows + 3 + short(said_lines.len())), body, buf);
    field::draw(
        &prompt.field,
        theme,
        Rect {
            height: rows.min(inner.height),
            ..inner
        },
        buf,
    );
    let role = if prompt.error.is_some() { Role::Error } else { Role::Dim };
    let mut painter = Painter::new(inner, buf);
    for (y, line) in said_lines.iter().enumerate() {
        painter.text(0, rows + 1 + short(y), line, theme.style(role));
    }
}

/// There are unsaved changes.
pub(super) fn unsaved(model: &Model, then: &Then, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let columns = width(body, WIDTH);
    let room = columns.saturating_sub(4);
    let what = match then {
        Then::Leave(_) => "Leave?".to_owned(),
        Then::Open(source) => format!("Open {}?", source.describe(model)),
    };
    let mut content = vec![
        Line::styled(
            format!("{} has changes that are not saved:", model.name()),
            theme.style(Role::Text),
        ),
        Line::default(),
    ];
    let changes = model.changes();
    let shown = 6;
    for change in changes.iter().take(shown) {
        let words = text::truncate(change, room.saturating_sub(2), theme.glyphs.ellipsis);
        content.push(Line::from(vec![
            Span::styled(format!("{} ", theme.glyphs.bullet), theme.style(Role::Dim)),
            Span::styled(words, theme.style(Role::Text)),
        ]));
    }
    if changes.len() > shown {
        let more = format!("and {} more", changes.len() - shown);
        content.push(Line::styled(more, theme.style(Role::Dim)));
    }
    content.push(Line::default());
    content.push(keys(model));
    lines(model, &what, columns, &content, 0, body, buf);
}

/// The file changed since it was opened.
pub(super) fn conflict(model: &Model, conflict: &Conflict, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let columns = width(body, WIDTH);
    let room = columns.saturating_sub(4);
    let mut content = Vec::new();
    let mut say = |words: &str, role: Role| {
        content.extend(
            text::wrap(words, room)
                .into_iter()
                .map(|l| Line::styled(l, theme.style(role))),
        );
    };
    say(&conflict.what, Role::Text);
    content.push(Line::default());
    let mut say = |words: &str, role: Role| {
        content.extend(
            text::wrap(words, room)
                .into_iter()
                .map(|l| Line::styled(l, theme.style(role))),
        );
    };
    say("Nothing was written. Your answers are still here.", Role::Text);
    content.push(Line::default());
    if !conflict.differences.is_empty() {
        let style = theme.style(Role::Text);
        content.push(Line::styled("Writing over the file would change in it:", style));
        let all = conflict.differences.iter().map(|d| lines_of(model, d, room));
        // The keys must stay in sight: frame, keys and a line that says how many are left out.
        let space = usize::from(body.height).saturating_sub(content.len() + 6);
        let mut left = conflict.differences.len();
        let mut used = 0;
        for lines in all {
            used += lines.len();
            if used > space {
                break;
            }
            left -= 1;
            content.extend(lines);
        }
        if left > 0 {
            content.push(Line::styled(format!("and {left} more"), theme.style(Role::Dim)));
        }
        content.push(Line::default());
    }
    content.push(keys(model));
    lines(model, "The file changed on disk", columns, &content, 0, body, buf);
}

/// There is a file of that name already.
pub(super) fn exists(model: &Model, path: &Path, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let columns = width(body, WIDTH);
    let words = format!(
        "{} is there already, and is not the file that was opened.",
        path.display()
    );
    let mut content: Vec<Line<'_>> = text::wrap(&words, columns.saturating_sub(4))
        .into_iter()
        .map(|l| Line::styled(l, theme.style(Role::Text)))
        .collect();
    content.push(Line::default());
    content.push(keys(model));
    lines(model, "Replace it?", columns, &content, 0, body, buf);
}

/// Something to be read: lines are kept as they are, because carets stand under what they point at.
pub(super) fn message(model: &Model, message: &Text, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let longest = message.text.lines().map(text::width).max().unwrap_or(0);
    let columns = width(body, (longest + 4).clamp(WIDTH, 110));
    let mut content = Vec::new();
    for line in message.text.lines() {
        if text::width(line) <= columns.saturating_sub(4) || line.contains('|') || line.contains('^') {
            content.push(Line::styled(line.to_owned(), theme.style(Role::Text)));
        } else {
            let wrapped = text::wrap(line, columns.saturating_sub(4));
            content.extend(wrapped.into_iter().map(|l| Line::styled(l, theme.style(Role::Text))));
        }
    }
    lines(model, &message.title, columns, &content, message.scroll, body, buf);
}

/// The keys that answer, in the popup itself: this is no time to look for them.
pub(super) fn keys(model: &Model) -> Line<'static> {
    let theme = &model.theme;
    let mut spans = Vec::new();
    for hint in crate::tui::keymap::footer(model, usize::from(WIDTH) - 4) {
        if !spans.is_empty() {
            spans.push(Span::raw("   "));
        }
        spans.push(Span::styled(hint.keys, theme.style(Role::Key)));
        spans.push(Span::styled(format!(" {}", hint.label), theme.style(Role::Text)));
    }
    Line::from(spans)
}

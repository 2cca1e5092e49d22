//! The decision record about to be written: format, folder, and all of its text.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{popup, width};
use crate::{
    report::record::Format,
    tui::{
        layer::RecordForm,
        model::Model,
        theme::{Role, Theme},
        view::{field, frame},
        widget::{Painter, short, text},
    },
};

/// Columns of the popup: those of a page, and the frame.
const WIDTH: u16 = 100;
/// Columns of the labels.
const LABEL: u16 = 8;
/// Rows over the preview: format, folder, file, line.
const HEAD: u16 = 4;

/// Draws the popup.
pub(super) fn draw(model: &Model, form: &RecordForm, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let columns = width(body, WIDTH);
    let inner = popup(theme, "Decision record", (columns, body.height), body, buf);
    let mut painter = Painter::new(inner, buf);
    for (y, label) in ["format", "folder", "file"].into_iter().enumerate() {
        painter.text(0, short(y), label, theme.style(Role::Dim));
    }
    let mut at = LABEL;
    for format in Format::ALL {
        let role = if format == form.format {
            Role::Selection
        } else {
            Role::Text
        };
        at = painter.text(at, 0, &format!(" {} ", title(format)), theme.style(role)) + 1;
    }
    let (words, role) = match &form.place {
        Ok(place) => (place.path.display().to_string(), Role::Text),
        Err(why) => (why.clone(), Role::Error),
    };
    let room = inner.width.saturating_sub(LABEL);
    // The end of a path says more than its beginning.
    let words = match &form.place {
        Ok(_) => tail(&words, room, theme),
        Err(_) => text::truncate(&words, room, theme.glyphs.ellipsis),
    };
    painter.text(LABEL, 2, &words, theme.style(role));
    painter.run(0, HEAD - 1, inner.width, theme.glyphs.rule, theme.style(Role::Border));
    let place = Rect::new(inner.x + LABEL, inner.y + 1, room, 1.min(inner.height));
    field::draw(&form.folder, theme, place, buf);
    let area = Rect {
        y: inner.y + HEAD,
        height: inner.height.saturating_sub(HEAD),
        ..inner
    };
    let lines = preview(theme, form, area.width);
    let mut painter = Painter::new(area, buf);
    let space = usize::from(area.height);
    for (y, line) in lines.iter().skip(usize::from(form.scroll)).take(space).enumerate() {
        painter.line(0, short(y), line);
    }
    super::more(model, inner, form.scroll, lines.len() + usize::from(HEAD), buf);
}

/// Rows that the preview can be scrolled at most.
#[must_use]
pub fn room(model: &Model, form: &RecordForm) -> u16 {
    let body = frame::places(model.size).body;
    let columns = width(body, WIDTH).saturating_sub(4);
    let rows = body.height.saturating_sub(2 + HEAD);
    short(preview(&model.theme, form, columns).len()).saturating_sub(rows)
}

const fn title(format: Format) -> &'static str {
    match format {
        Format::Madr => "MADR 4.0.0",
        Format::Nygard => "Nygard",
        Format::YStatement => "Y-statement",
    }
}

/// The end of a text that is too long.
fn tail(words: &str, columns: u16, theme: &Theme) -> String {
    if text::width(words) <= columns {
        return words.to_owned();
    }
    let mut kept = words;
    while text::width(kept) + 1 > columns {
        let mut rest = kept.chars();
        if rest.next().is_none() {
            break;
        }
        kept = rest.as_str();
    }
    format!("{}{kept}", theme.glyphs.ellipsis)
}

/// The record's text as it will be written, long lines wrapped.
fn preview(theme: &Theme, form: &RecordForm, columns: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if form.plan().is_open() {
        let words = "The weighing does not settle it: the record claims no choice.";
        for line in text::wrap(words, columns) {
            lines.push(Line::from(Span::styled(line, theme.style(Role::Warn))));
        }
        lines.push(Line::default());
    }
    for line in form.text().lines() {
        let role = if line.starts_with('#') { Role::Title } else { Role::Text };
        let indent = line.len() - line.trim_start().len();
        let start = line.get(..indent).unwrap_or_default();
        let wrapped = text::wrap(line, columns.saturating_sub(text::width(start)));
        if wrapped.is_empty() {
            lines.push(Line::default());
        }
        for row in wrapped {
            lines.push(Line::from(Span::styled(format!("{start}{row}"), theme.style(role))));
        }
    }
    lines
}

//! Answers that were not saved, and profiles that another program has.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{ask::keys, more, popup, width};
use crate::{
    profile::Difference,
    tui::{
        layer::{Busy, Offer},
        model::Model,
        theme::Role,
        view::frame,
        widget::{Painter, short, text},
    },
};

/// Columns of these popups.
const WIDTH: u16 = 76;
/// Rows under the list: a blank and the keys.
const BELOW: u16 = 2;

/// Answers that an earlier session did not save.
pub(super) fn draw(model: &Model, offer: &Offer, body: Rect, buf: &mut Buffer) {
    let columns = width(body, WIDTH);
    let content = content(model, offer, columns.saturating_sub(4));
    let rows = short(content.len()) + BELOW;
    let inner = popup(
        &model.theme,
        "Answers that were not saved",
        (columns, rows + 2),
        body,
        buf,
    );
    let list = Rect {
        height: inner.height.saturating_sub(BELOW),
        ..inner
    };
    let mut painter = Painter::new(list, buf);
    let shown = content
        .iter()
        .skip(usize::from(offer.scroll))
        .take(usize::from(list.height));
    for (y, line) in shown.enumerate() {
        painter.line(0, short(y), line);
    }
    Painter::new(inner, buf).line(0, inner.height.saturating_sub(1), &keys(model));
    more(model, list, offer.scroll, content.len(), buf);
}

/// Rows that the offer can be scrolled at most.
#[must_use]
pub fn room(model: &Model, offer: &Offer) -> u16 {
    let body = frame::places(model.size).body;
    let content = content(model, offer, width(body, WIDTH).saturating_sub(4));
    let height = body.height.saturating_sub(2 + BELOW);
    short(content.len()).saturating_sub(height)
}

/// Another program has the profile.
pub(super) fn busy(model: &Model, busy: &Busy, body: Rect, buf: &mut Buffer) {
    let columns = width(body, WIDTH);
    let room = columns.saturating_sub(4);
    let mut content = Vec::new();
    let path = busy.path.display();
    say(
        model,
        &mut content,
        &format!("{path} is open in {}.", busy.holder),
        room,
    );
    content.push(Line::default());
    say(
        model,
        &mut content,
        "Two that save one file would lose answers: open its answers as a copy, or the file to read.",
        room,
    );
    content.push(Line::default());
    content.push(keys(model));
    super::lines(model, "Open in another program", columns, &content, 0, body, buf);
}

fn content(model: &Model, offer: &Offer, room: u16) -> Vec<Line<'static>> {
    let mut content = Vec::new();
    let whose = match &offer.file {
        Some(file) => format!(
            "Weighbridge ended without saving changes of {file}; the last is from {}.",
            offer.when
        ),
        None => format!(
            "Weighbridge ended without saving a new profile; its last change is from {}.",
            offer.when
        ),
    };
    say(model, &mut content, &whose, room);
    for sentence in &offer.said {
        say(model, &mut content, sentence, room);
    }
    content.push(Line::default());
    match &offer.content {
        Ok(differences) => {
            say(model, &mut content, "Restoring changes:", room);
            content.extend(differences.iter().flat_map(|d| lines_of(model, d, room)));
        }
        Err(why) => say(
            model,
            &mut content,
            &format!("They cannot be restored here: {why}."),
            room,
        ),
    }
    if offer.others > 0 {
        content.push(Line::default());
        let others = match offer.others {
            1 => "Answers of one other session wait behind these.".to_owned(),
            n => format!("Answers of {n} other sessions wait behind these."),
        };
        say(model, &mut content, &others, room);
    }
    content
}

fn say(model: &Model, content: &mut Vec<Line<'static>>, words: &str, room: u16) {
    let style = model.theme.style(Role::Text);
    content.extend(
        text::wrap(words, room)
            .into_iter()
            .map(|line| Line::styled(line, style)),
    );
}

/// One difference, in as many lines as it needs: what, and from what to what.
pub(super) fn lines_of(model: &Model, difference: &Difference, room: u16) -> Vec<Line<'static>> {
    let theme = &model.theme;
    let arrow = if theme.glyphs.unicode { '\u{2192}' } else { '>' };
    let Difference { what, was, now } = difference;
    let words = text::wrap(&format!("{what}: {was} {arrow} {now}"), room.saturating_sub(2));
    let mark = |first: bool| {
        if first {
            format!("{} ", theme.glyphs.bullet)
        } else {
            "  ".into()
        }
    };
    words
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            Line::from(vec![
                Span::styled(mark(at == 0), theme.style(Role::Dim)),
                Span::styled(line, theme.style(Role::Text)),
            ])
        })
        .collect()
}

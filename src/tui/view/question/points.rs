//! The question for the weights, in each of the ways to set them.

mod check;
mod rank;
mod swing;

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    catalog::{Criterion, Question, QuestionKind},
    profile::WeightsBy,
    tui::{
        hit::Spot,
        model::{Model, Target},
        theme::Role,
        view::field,
        widget::{Painter, format, short, text},
    },
    weigh::Assessment,
};

/// The ways to set weights, as they stand beside each other.
const WAYS: [WeightsBy; 3] = [WeightsBy::Points, WeightsBy::Swing, WeightsBy::Rank];

/// What is asked, by the way in which weights are set; other questions ask what the catalog says.
pub(super) fn ask<'m>(model: &'m Model, question: &'m Question) -> Cow<'m, str> {
    if !matches!(question.kind, QuestionKind::Points) {
        return Cow::Borrowed(&question.ask);
    }
    if let Some(asked) = model.trade_off() {
        return Cow::Owned(asked.ask);
    }
    match model.way() {
        WeightsBy::Catalog | WeightsBy::Points => Cow::Borrowed(&question.ask),
        WeightsBy::Swing => Cow::Owned(swing::ask(model)),
        WeightsBy::Rank => Cow::Borrowed("In which order do the criteria matter?"),
    }
}

/// Rows that the input would like.
pub(super) fn rows(model: &Model, width: u16) -> u16 {
    let criteria = short(model.catalog.criteria.len());
    // The ways, and the titles of the columns.
    let head = 2;
    if let Some(asked) = model.trade_off() {
        return check::rows(model, &asked, width);
    }
    head + criteria
        + match model.way() {
            WeightsBy::Catalog | WeightsBy::Points => 3,
            WeightsBy::Swing => 1 + swing::note_rows(model, width),
            WeightsBy::Rank => 1 + rank::note_rows(model, width),
        }
}

/// Draws the input.
pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    if let Some(asked) = model.trade_off() {
        return check::draw(model, &asked, area, buf);
    }
    let mut painter = Painter::new(area, buf);
    let words = ways(model);
    painter.line(0, 0, &words);
    hit_ways(model, &painter, &words);
    let below = Rect {
        y: area.y + 1.min(area.height),
        height: area.height.saturating_sub(1),
        ..area
    };
    match model.way() {
        WeightsBy::Catalog | WeightsBy::Points => shared_out(model, below, buf),
        WeightsBy::Swing => swing::draw(model, below, buf),
        WeightsBy::Rank => rank::draw(model, below, buf),
    }
}

/// The ways, the present one marked.
fn ways(model: &Model) -> Line<'static> {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let mut spans = vec![Span::raw("  ")];
    for (place, way) in WAYS.into_iter().enumerate() {
        if place > 0 {
            spans.push(Span::raw("   "));
        }
        let here = way == model.way();
        let mark = if here { g.chosen } else { g.open };
        let role = if here { Role::Strong } else { Role::Dim };
        spans.push(Span::styled(format!("{mark} {}", way.words()), theme.style(role)));
    }
    Line::from(spans)
}

/// Publishes where the ways stand: after the first span, every other one is a way.
fn hit_ways(model: &Model, painter: &Painter<'_>, words: &Line<'_>) {
    let mut x = 0;
    for (at, span) in words.spans.iter().enumerate() {
        let width = short(span.width());
        if let (1, Some(way)) = (at % 2, WAYS.get(at / 2)) {
            model.hits.add(painter.place(x, 0, width), Spot::Way(*way));
        }
        x = x.saturating_add(width);
    }
}

/// Publishes a bar whose places stand for numbers from 0 to `most`.
fn hit_bar(model: &Model, painter: &Painter<'_>, (x, y, width): (u16, u16, u16), criterion: usize, most: f64) {
    for column in 0..width {
        let value = (most * f64::from(column) / f64::from(width.saturating_sub(1).max(1))).round();
        let place = painter.place(x + column, y, 1);
        model.hits.add(place, Spot::Set(Target::Weight(criterion), value));
    }
}

/// The assessment that is shown: with what is being typed, where there is such a thing.
fn now(model: &Model) -> &Assessment {
    model.preview.as_ref().unwrap_or(&model.assessment)
}

/// A criterion's title, or its short one where that is too long.
fn name(model: &Model, criterion: &Criterion, columns: u16) -> String {
    let title = if text::width(&criterion.title) <= columns {
        &criterion.title
    } else {
        &criterion.short
    };
    text::truncate(title, columns, model.theme.glyphs.ellipsis)
}

/// The mark of the row under the cursor, over these columns; and the row's styles for text and for what is less important.
fn row(model: &Model, painter: &mut Painter<'_>, y: u16, end: u16, here: bool) -> (Role, Role) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    if !here {
        return (Role::Text, Role::Dim);
    }
    painter.run(2, y, end.saturating_sub(2), ' ', theme.style(Role::Selection));
    painter.glyph(0, y, g.selected, theme.style(Role::Focus));
    (Role::Selection, Role::Selection)
}

/// Wrapped lines below the rows.
fn notes(model: &Model, painter: &mut Painter<'_>, mut y: u16, width: u16, notes: &[(String, Role)]) {
    for (words, role) in notes {
        for line in text::wrap(words, width.saturating_sub(2)) {
            painter.text(2, y, &line, model.theme.style(*role));
            y += 1;
        }
    }
}

fn rows_of(notes: &[(String, Role)], width: u16) -> u16 {
    let rows = notes
        .iter()
        .map(|(words, _)| text::wrap(words, width.saturating_sub(2)).len());
    short(rows.sum())
}

/// What is wrong with what is typed.
fn mistyped(model: &Model) -> Option<String> {
    let typing = model.typing.as_ref()?;
    let why = typing.parsed.as_ref().err()?;
    (!typing.field.text().trim().is_empty()).then(|| why.clone())
}

/// The weights: base, what the answers make of it, what is set by hand, and the share that follows.
fn shared_out(model: &Model, area: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let now = now(model);
    let mut painter = Painter::new(area, buf);
    let width = area.width;
    // Where it is narrow, what is asked and what comes of it stay; where the points come from is left out.
    let arithmetic = width >= 50;
    let (from, hand) = if arithmetic { (14, 23) } else { (0, 8) };
    let share = hand + 8;
    let bar_room = if width >= 62 { width - 58 } else { 0 };
    let names = width.saturating_sub(share + bar_room + 4).clamp(6, 24);
    let columns = |n: u16| 3 + names + 1 + n;
    let mut titles = vec![(hand, "by hand"), (share, "share")];
    if arithmetic {
        titles.extend([(5, "base"), (from, "answers")]);
    }
    for (end, title) in titles {
        painter.right(columns(end), 0, title, theme.style(Role::Dim));
    }
    let cursor = model.asking.cursor.unwrap_or(0);
    for (row, (criterion, weight)) in model.catalog.criteria.iter().zip(&now.weights).enumerate() {
        let y = short(row) + 1;
        model.hits.add(painter.place(0, y, width), Spot::Criterion(row));
        let here = row == cursor;
        let role = if here { Role::Selection } else { Role::Text };
        let dim = if here { Role::Selection } else { Role::Dim };
        if here {
            let end = columns(share + 1).min(width);
            painter.run(2, y, end.saturating_sub(2), ' ', theme.style(Role::Selection));
            painter.glyph(0, y, g.selected, theme.style(Role::Focus));
        }
        let title = if text::width(&criterion.title) <= names {
            &criterion.title
        } else {
            &criterion.short
        };
        painter.text(3, y, &text::truncate(title, names, g.ellipsis), theme.style(role));
        if arithmetic {
            let factor: f64 = weight.stress.iter().map(|t| t.factor).product();
            painter.right(columns(5), y, &format::number(weight.base), theme.style(dim));
            if !weight.stress.is_empty() {
                let words = format!("{}{}", g.times, format::number(factor));
                painter.right(columns(from), y, &words, theme.style(dim));
            }
        }
        let typed = model.typing.as_ref().filter(|_| here);
        if typed.is_none() {
            let own = weight.pinned.filter(|_| now.weights_by == WeightsBy::Points);
            let pinned = own.map_or_else(|| g.dot.to_string(), format::number);
            painter.right(columns(hand), y, &pinned, theme.style(role));
        }
        painter.right(columns(share), y, &format::percent(weight.share), theme.style(role));
        if bar_room > 2 {
            let full = f64::from(bar_room - 2);
            let length = crate::tui::widget::cells(weight.share * full * 2.0).min(bar_room - 2);
            painter.run(columns(share + 2), y, length, g.bar, theme.style(Role::Accent));
            hit_bar(model, &painter, (columns(share + 2), y, bar_room - 2), row, 50.0);
        }
    }
    let y = short(model.catalog.criteria.len()) + 1;
    let by_hand: f64 = model.profile.weights.values().sum();
    let (words, role) = match model.typing.as_ref().map(|t| &t.parsed) {
        Some(Err(why)) if !model.typing.as_ref().is_some_and(|t| t.field.is_empty()) => (why.clone(), Role::Error),
        _ if matches!(model.profile.weights_by(), WeightsBy::Swing | WeightsBy::Rank) => (
            format!(
                "The weights are set {}; points for one of them take that back.",
                model.profile.weights_by().words()
            ),
            Role::Dim,
        ),
        _ if model.profile.weights.is_empty() => ("All weights follow the answers.".to_owned(), Role::Dim),
        _ => (
            format!(
                "{} of 100 points by hand; the others share the rest.",
                format::number(by_hand)
            ),
            Role::Dim,
        ),
    };
    for (row, line) in text::wrap(&words, width.saturating_sub(2)).iter().take(2).enumerate() {
        painter.text(2, y + 1 + short(row), line, theme.style(role));
    }
    if let Some(typing) = &model.typing {
        let x = columns(hand).saturating_sub(7);
        let place = Rect::new(area.x + x, area.y + 1 + short(cursor), 7, 1).intersection(area);
        field::draw(&typing.field, theme, place, buf);
    }
}

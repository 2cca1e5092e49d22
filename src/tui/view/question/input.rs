//! The part of a question that is answered: choices, a number, points.

use ratatui::{buffer::Buffer, layout::Rect};

use super::points;
use crate::{
    catalog::{Choice, Question, QuestionKind, Scale},
    profile::{Answer, format_answer_in},
    tui::{
        hit::{Spot, Wheel},
        model::{Model, Target},
        theme::Role,
        view::field,
        widget::{Painter, format, short, text},
    },
};

/// Rows that the input would like.
pub(super) fn rows(model: &Model, width: u16) -> u16 {
    match model.asked().map(|q| &q.kind) {
        Some(QuestionKind::Choice(choices)) => short(choices.len()) + 1 + details(choices, width),
        Some(QuestionKind::Number { .. }) => 5,
        Some(QuestionKind::Points) => points::rows(model, width),
        None => 0,
    }
}

/// Draws the input.
pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    let Some(question) = model.asked() else { return };
    match &question.kind {
        QuestionKind::Choice(choices) => choose(model, choices, area, buf),
        QuestionKind::Number { .. } => number(model, question, area, buf),
        QuestionKind::Points => points::draw(model, area, buf),
    }
}

/// Rows for what a choice means: as many as the longest takes, so that nothing moves with the cursor.
fn details(choices: &[Choice], width: u16) -> u16 {
    let details = choices.iter().filter_map(|c| c.detail.as_deref());
    let rows = details.map(|d| text::wrap(d, width.saturating_sub(4)).len());
    short(rows.max().unwrap_or(0))
}

/// The choices with *don't know yet* after them; a window of them around the cursor where there is little room.
fn choose(model: &Model, choices: &[Choice], area: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let index = model.asking.question.unwrap_or(0);
    let taken = match model.answer(index) {
        Some(Answer::Choice(id)) => choices.iter().position(|c| c.id == *id),
        Some(Answer::Unknown) => Some(choices.len()),
        _ => None,
    };
    let rows = choices.len() + 1;
    // Choices come before what they mean, where there is not room for both.
    let room = usize::from(area.height.saturating_sub(details(choices, area.width)));
    let room = room.max(rows.min(usize::from(area.height))).max(1);
    let cursor = model.asking.cursor;
    let first = cursor
        .unwrap_or(0)
        .saturating_sub(room - 1)
        .min(rows.saturating_sub(room));
    let mut painter = Painter::new(area, buf);
    model.hits.add(area, Spot::Wheel(Wheel::Cursor));
    let mut y = 0;
    for row in first..rows.min(first + room) {
        model.hits.add(painter.place(0, y, area.width), Spot::Choice(row));
        let title = choices.get(row).map_or("Don't know yet", |c| c.title.as_str());
        let here = cursor == Some(row);
        let mark = if taken == Some(row) { g.chosen } else { g.open };
        let role = match (here, row == choices.len()) {
            (true, _) => Role::Selection,
            (false, true) => Role::Dim,
            (false, false) => Role::Text,
        };
        if here {
            painter.run(2, y, area.width.saturating_sub(2), ' ', theme.style(Role::Selection));
            painter.glyph(0, y, g.selected, theme.style(Role::Focus));
        }
        let mark_role = if taken == Some(row) && !here {
            Role::Accent
        } else {
            role
        };
        painter.glyph(2, y, mark, theme.style(mark_role));
        let title = text::truncate(title, area.width.saturating_sub(5), g.ellipsis);
        painter.text(4, y, &title, theme.style(role));
        y += 1;
    }
    let meant = cursor
        .and_then(|row| choices.get(row)?.detail.as_deref())
        .unwrap_or_default();
    for line in text::wrap(meant, area.width.saturating_sub(4)) {
        painter.text(4, y, &line, theme.style(Role::Dim));
        y += 1;
    }
}

/// The number with its unit, where it stands in its range, and what may be typed.
fn number(model: &Model, question: &Question, area: Rect, buf: &mut Buffer) {
    let QuestionKind::Number {
        unit,
        min,
        max,
        scale,
        example,
        ..
    } = &question.kind
    else {
        return;
    };
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let index = model.asking.question.unwrap_or(0);
    let given = model.answer(index);
    let unit = unit.replace("currency", &model.assessment.currency);
    let unit = if unit == "1" { "" } else { unit.as_str() };
    let mut painter = Painter::new(area, buf);
    let mut shown = None;
    painter.glyph(0, 0, g.selected, theme.style(Role::Focus));
    if let Some(typing) = &model.typing {
        let room = area.width.saturating_sub(3 + text::width(unit)).clamp(8, 16);
        field::draw(
            &typing.field,
            theme,
            Rect::new(area.x + 2, area.y, room.min(area.width), 1),
            buf,
        );
        painter = Painter::new(area, buf);
        painter.text(3 + room, 0, unit, theme.style(Role::Dim));
        match &typing.parsed {
            Ok(answer) => {
                if let Answer::Number(x) = answer {
                    shown = Some(*x);
                }
                let words = format!("= {}", format_answer_in(question, answer, &model.assessment.currency));
                painter.text(
                    2,
                    1,
                    &text::truncate(&words, area.width.saturating_sub(2), g.ellipsis),
                    theme.style(Role::Good),
                );
            }
            Err(_) if typing.field.text().trim().is_empty() => {}
            Err(why) => {
                painter.glyph(0, 1, g.fail, theme.style(Role::Error));
                for (y, line) in text::wrap(why, area.width.saturating_sub(2)).iter().take(2).enumerate() {
                    painter.text(2, 1 + short(y), line, theme.style(Role::Error));
                }
            }
        }
    } else {
        let (words, role) = match given {
            Some(Answer::Unknown) => ("don't know yet".to_owned(), Role::Text),
            Some(answer) => (
                format_answer_in(question, answer, &model.assessment.currency),
                Role::Strong,
            ),
            None => ("no answer yet".to_owned(), Role::Dim),
        };
        painter.glyph(2, 0, if given.is_some() { g.chosen } else { g.open }, theme.style(role));
        painter.text(4, 0, &words, theme.style(role));
        if let (None | Some(Answer::Unknown), Some(default)) = (given, &question.default) {
            let value = format_answer_in(question, &Answer::Number(default.value), &model.assessment.currency);
            let (kind, room) = (default.kind.id(), area.width.saturating_sub(4));
            let ways = [
                format!("until then {value} is used ({kind})"),
                format!("until then {value} ({kind})"),
                format!("until then {value}"),
            ];
            painter.text(4, 1, &text::longest(ways, room, g.ellipsis), theme.style(Role::Dim));
        }
    }
    let taken = match given {
        Some(&Answer::Number(x)) => Some(x),
        _ => None,
    };
    slider(model, (*min, *max, *scale), taken, shown, area, buf);
    let mut painter = Painter::new(area, buf);
    let range = format!("{} to {} {unit}", format::number(*min), format::number(*max));
    let (range, room) = (range.trim_end(), area.width.saturating_sub(2));
    // As many of the examples as fit, each whole.
    let examples: Vec<&str> = example.split(", ").collect();
    let ways = (0..=examples.len()).rev().map(|count| match count {
        0 => range.to_owned(),
        count => format!("{range}, such as {}", examples[..count].join(", ")),
    });
    let words = text::longest(ways, room, g.ellipsis);
    painter.text(2, 4, &words, theme.style(Role::Dim));
}

/// Where the number stands between its ends: taken, and typed.
fn slider(
    model: &Model,
    (min, max, scale): (f64, f64, Scale),
    taken: Option<f64>,
    typed: Option<f64>,
    area: Rect,
    buf: &mut Buffer,
) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let width = area.width.saturating_sub(4).min(48);
    // A logarithmic range may begin at zero: one unit is then its lower end.
    let low = if min > 0.0 { min } else { 1.0 };
    let at = |share: f64| match scale {
        _ if share <= 0.0 => min,
        _ if share >= 1.0 => max,
        Scale::Linear => min + share * (max - min),
        Scale::Logarithmic => low * (max / low).powf(share),
    };
    let mut painter = Painter::new(area, buf);
    painter.run(2, 3, width, g.left, theme.style(Role::Axis));
    if let Some(question) = model.asking.question {
        let last = f64::from(width.saturating_sub(1).max(1));
        for column in 0..width {
            let value = at(f64::from(column) / last);
            let place = painter.place(2 + column, 3, 1);
            model.hits.add(place, Spot::Set(Target::Answer(question), value));
        }
    }
    let place = |x: f64| {
        let share = match scale {
            Scale::Linear => (x - min) / (max - min),
            Scale::Logarithmic => (x.max(low) / low).ln() / (max / low).ln(),
        };
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        2 + crate::tui::widget::cells(share * f64::from(width.saturating_sub(1)))
    };
    if let Some(x) = taken {
        let (glyph, role) = if typed.is_some() {
            (g.open, Role::Ghost)
        } else {
            (g.chosen, Role::Accent)
        };
        painter.glyph(place(x), 3, glyph, theme.style(role));
    }
    if let Some(x) = typed {
        painter.glyph(place(x), 3, g.chosen, theme.style(Role::Accent));
    }
}

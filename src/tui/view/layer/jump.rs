//! The list of all questions: what is answered, open, noted.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{more, popup, width};
use crate::{
    profile::{Answer, format_answer_in},
    tui::{
        hit::{Spot, Wheel},
        layer::{JumpList, Only},
        model::Model,
        theme::Role,
        view::field,
        widget::{Painter, short, text},
    },
};

/// Draws the list.
pub(super) fn draw(model: &Model, list: &JumpList, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let columns = width(body, 84);
    let questions = list.questions(model);
    let all = model.visible().count();
    let height = short(all) + 5;
    let title = match list.only {
        Only::All => format!("Questions, {} of {all} open", model.assessment.unanswered.len()),
        only => format!("Questions, {}", only.title()),
    };
    let inner = popup(theme, &title, (columns, height), body, buf);
    let mut painter = Painter::new(inner, buf);
    model.hits.add(inner, Spot::Wheel(Wheel::Cursor));
    let at = painter.text(0, 0, "find ", theme.style(Role::Dim));
    let place = Rect::new(
        inner.x + at,
        inner.y,
        inner.width.saturating_sub(at).min(30),
        1.min(inner.height),
    );
    field::draw(&list.filter, theme, place, buf);
    let space = inner.height.saturating_sub(3);
    let mut painter = Painter::new(inner, buf);
    if questions.is_empty() {
        painter.text(2, 2, "No question like that.", theme.style(Role::Dim));
    }
    let first = (list.cursor + 1).saturating_sub(usize::from(space));
    let mut last = None;
    for (row, &index) in questions.iter().enumerate().skip(first).take(usize::from(space)) {
        let section = model.catalog.questions[index].section;
        let named = last != Some(section);
        last = Some(section);
        let here = row == list.cursor;
        let y = 2 + short(row - first);
        model.hits.add(painter.place(0, y, inner.width), Spot::Entry(row));
        line(model, index, (here, named), y, &mut painter);
    }
    let area = Rect {
        y: inner.y + 2,
        height: space,
        ..inner
    };
    if questions.len() > usize::from(space) {
        more(
            model,
            Rect {
                height: space + 1,
                ..area
            },
            short(first),
            questions.len() + 1,
            buf,
        );
    }
}

/// One question: its section (where that is another than the one above), its mark, title, answer, and whether it has a note.
fn line(model: &Model, index: usize, (here, named): (bool, bool), y: u16, painter: &mut Painter<'_>) {
    const TITLE: u16 = 28;
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let room = painter.width();
    let question = &model.catalog.questions[index];
    let all = &model.catalog.sections;
    let sections = all.iter().map(|s| text::width(&s.title)).max().unwrap_or(0).min(16);
    let style = |role: Role| theme.style(if here { Role::Selection } else { role });
    if here {
        painter.glyph(0, y, g.selected, theme.style(Role::Focus));
        painter.run(2, y, room.saturating_sub(2), ' ', theme.style(Role::Selection));
    }
    if named {
        let title = all.get(question.section).map_or("", |s| s.title.as_str());
        painter.text(2, y, &text::truncate(title, sections, g.ellipsis), style(Role::Dim));
    }
    let passed = model.asking.passed.get(index).copied().unwrap_or(false);
    let (mark, role, words) = match model.answer(index) {
        Some(Answer::Unknown) => (g.unknown, Role::Warn, "don't know yet".to_owned()),
        Some(answer) => {
            let words = format_answer_in(question, answer, &model.assessment.currency);
            (g.chosen, Role::Text, words)
        }
        None if !model.assessment.unanswered.contains(&index) => (g.chosen, Role::Text, String::new()),
        None if passed => (g.open, Role::Dim, "passed by".to_owned()),
        None => (g.open, Role::Dim, String::new()),
    };
    let x = 2 + sections + 1;
    painter.glyph(x, y, mark, style(role));
    let title = text::truncate(&question.title, TITLE, g.ellipsis);
    painter.text(x + 2, y, &title, style(Role::Text));
    if model.note(index).is_some() {
        painter.right(room, y, "note", style(Role::Accent));
    }
    let left = x + 2 + TITLE + 1;
    let words = text::truncate(&words, room.saturating_sub(left + 6), g.ellipsis);
    painter.text(left, y, &words, style(role));
}

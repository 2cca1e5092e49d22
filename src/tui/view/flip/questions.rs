//! Open questions by what their answers are worth.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::title;
use crate::{
    tui::{
        hit::Spot,
        theme::Role,
        view::{Scene, page::Block, say},
        widget::{Painter, short, text},
    },
    weigh::{Robustness, robustness::QuestionValue, words},
};

/// The list, a window of `rows` (least, most) of it around the cursor.
pub(super) fn block<'a>(scene: &'a Scene<'a>, sure: &'a Robustness, width: u16, rows: (u16, u16)) -> Block<'a> {
    let head = heading(scene, sure);
    let above = say::height(std::slice::from_ref(&head), width);
    let count = short(sure.questions.len());
    let need = |rows: u16| above + count.min(rows);
    Block::flexible(need(rows.0), need(rows.1), move |area, buf| {
        say::paragraphs(std::slice::from_ref(&head), area, buf);
        let rest = Rect {
            y: area.y + above.min(area.height),
            height: area.height.saturating_sub(above),
            ..area
        };
        list(scene, sure, rest, buf);
    })
}

/// What the list is, and what follows from it.
fn heading(scene: &Scene<'_>, sure: &Robustness) -> Line<'static> {
    let words = title(scene, "Worth asking next");
    let mut line = Line::from(Span::styled(words, scene.theme.style(Role::Title)));
    let said = match (sure.questions.is_empty(), sure.could_change) {
        (true, _) => "  every question is answered",
        (false, 0) => "  none can change the winner alone",
        (false, _) => "  worth in points; who would be first",
    };
    line.push_span(Span::styled(said, scene.theme.style(Role::Dim)));
    line
}

fn list(scene: &Scene<'_>, sure: &Robustness, area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let (width, rows) = (painter.width(), usize::from(painter.height()));
    let all = &sure.questions;
    // The window follows the cursor.
    let first = (scene.selected + 1)
        .saturating_sub(rows)
        .min(all.len().saturating_sub(rows));
    let titles = all.iter().map(|q| text::width(super::question(scene, q.question)));
    let names = titles.max().unwrap_or(0).min(width / 2);
    let left = all.len().saturating_sub(first + rows);
    let more = format!("{left} more {}", scene.theme.glyphs.down);
    for ((at, value), y) in all.iter().enumerate().skip(first).take(rows).zip(0..) {
        let last = left > 0 && usize::from(y) + 1 == rows;
        let taken = if last { text::width(&more) + 2 } else { 0 };
        let columns = Columns {
            names,
            end: width.saturating_sub(taken),
        };
        row(scene, sure, &mut painter, (at, value), columns, y);
        if last {
            painter.right(width, y, &more, scene.theme.style(Role::Dim));
        }
    }
}

/// Where the parts of a row stand.
#[derive(Clone, Copy)]
struct Columns {
    names: u16,
    /// Column after the last.
    end: u16,
}

fn row(
    scene: &Scene<'_>,
    sure: &Robustness,
    painter: &mut Painter<'_>,
    (at, value): (usize, &QuestionValue),
    columns: Columns,
    y: u16,
) {
    let g = scene.theme.glyphs;
    let names = columns.names;
    let style = scene
        .theme
        .style(if value.can_change { Role::Strong } else { Role::Text });
    scene.hit(painter.place(0, y, columns.end), Spot::Open(at));
    if at == scene.selected {
        painter.glyph(0, y, g.selected, scene.theme.style(Role::Accent));
    }
    let title = text::truncate(super::question(scene, value.question), names, g.ellipsis);
    painter.text(2, y, &title, style);
    let worth = if value.value < 0.005 {
        "-".into()
    } else {
        words::fixed(value.value, 2)
    };
    painter.right(2 + names + 6, y, &worth, style);
    let (words, role) = if value.can_change {
        (others(scene, sure, value), Role::Text)
    } else {
        ("no change".to_owned(), Role::Dim)
    };
    let from = 2 + names + 8;
    let room = columns.end.saturating_sub(from);
    painter.text(
        from,
        y,
        &text::truncate(&words, room, g.ellipsis),
        scene.theme.style(role),
    );
}

/// `Winner if "10 ms"`: the first answer that puts somebody else first, likely ones before others.
fn others(scene: &Scene<'_>, sure: &Robustness, value: &QuestionValue) -> String {
    let winner = sure.verdict.winner;
    let mut answers: Vec<_> = value.answers.iter().filter(|answer| answer.winner != winner).collect();
    answers.sort_by_key(|answer| !answer.likely);
    // Where it changes something without changing the winner, options were level.
    let Some(first) = answers.first() else {
        return "settles the tie".into();
    };
    let who = first.winner.map_or("none passes", |option| scene.option(option));
    format!("{who} if {}", first.label)
}

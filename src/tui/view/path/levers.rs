//! The answers that shape strategies, movable in place.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    catalog::QuestionKind,
    profile::Answer,
    tui::{
        hit::Spot,
        model::{Lever, Target, levers},
        theme::Role,
        view::{Scene, page::Block},
        widget::{Painter, cells, short, text},
    },
    weigh::words,
};

/// Columns of the rail on which a lever moves, least and most: where there is little room the names come first.
const RAIL: (u16, u16) = (13, 25);

/// A row for each lever.
pub(super) fn block<'a>(scene: &'a Scene<'a>) -> Block<'a> {
    let all = levers(scene.catalog, scene.now);
    Block::fixed(short(all.len()), move |area, buf| draw(scene, &all, area, buf))
}

fn draw(scene: &Scene<'_>, all: &[Lever], area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let title = |lever: &Lever| {
        scene
            .catalog
            .questions
            .get(lever.question)
            .map_or("", |q| q.title.as_str())
    };
    let names = all
        .iter()
        .map(|lever| text::width(title(lever)))
        .max()
        .unwrap_or(0)
        .min(painter.width() * 2 / 5);
    let track = painter.width().saturating_sub(2 + names + 13).clamp(RAIL.0, RAIL.1);
    for ((at, lever), y) in all.iter().enumerate().zip(0..) {
        let g = scene.theme.glyphs;
        scene.hit(painter.place(0, y, painter.width()), Spot::Lever(at));
        let selected = at == scene.selected;
        let style = scene.theme.style(if selected { Role::Strong } else { Role::Text });
        if selected {
            painter.glyph(0, y, g.selected, scene.theme.style(Role::Accent));
        }
        painter.text(2, y, &text::truncate(title(lever), names, g.ellipsis), style);
        let value = value(scene, lever);
        painter.right(2 + names + 11, y, &value, style);
        let from = 2 + names + 13;
        rail(scene, &mut painter, lever, (from, track), y);
        let room = painter.width().saturating_sub(from + track + 2);
        // Words that have no room for half of them are better left out.
        let forms = standing(scene, lever);
        let fits = forms.iter().find(|form| text::width(form) <= room.saturating_mul(2));
        if let Some(words) = fits.or(forms.last()) {
            let words = text::truncate(words, room, g.ellipsis);
            painter.text(from + track + 2, y, &words, scene.theme.style(Role::Dim));
        }
    }
}

/// What is answered, else what is in force.
fn number(scene: &Scene<'_>, lever: &Lever) -> Option<f64> {
    let id = &scene.catalog.questions.get(lever.question)?.id;
    match scene.profile.answers.get(id) {
        Some(Answer::Number(x)) => Some(*x),
        _ => lever.at,
    }
}

fn value(scene: &Scene<'_>, lever: &Lever) -> String {
    match number(scene, lever) {
        Some(x) if lever.month => format!("month {}", words::number(x)),
        Some(x) => format!("{} %", words::number(x)),
        None => "-".into(),
    }
}

/// Where it stands between its ends: the months of the horizon, or nothing and all of the traffic.
fn rail(scene: &Scene<'_>, painter: &mut Painter<'_>, lever: &Lever, (from, track): (u16, u16), y: u16) {
    let g = scene.theme.glyphs;
    let end = if lever.month {
        f64::from(scene.now.horizon_months)
    } else {
        100.0
    };
    painter.run(from, y, track, g.left, scene.theme.style(Role::Dim));
    if lever.asked {
        for column in 0..track {
            let value = (end * f64::from(column) / f64::from(track - 1)).round();
            let place = painter.place(from + column, y, 1);
            scene.hit(place, Spot::Set(Target::Answer(lever.question), value));
        }
    }
    let Some(x) = number(scene, lever).filter(|_| end > 0.0) else {
        return;
    };
    let at = cells((x / end).clamp(0.0, 1.0) * f64::from(track - 1)).min(track - 1);
    painter.run(from, y, at, g.done, scene.theme.style(Role::Accent));
    painter.glyph(from + at, y, g.chosen, scene.theme.style(Role::Strong));
}

/// Whether it is answered, assumed, or counts for nothing; the longest words first.
fn standing(scene: &Scene<'_>, lever: &Lever) -> Vec<String> {
    let Some(question) = scene.catalog.questions.get(lever.question) else {
        return Vec::new();
    };
    let answered = matches!(scene.profile.answers.get(&question.id), Some(Answer::Number(_)));
    if !lever.asked {
        return vec!["not asked: other answers make it pointless".into(), "not asked".into()];
    }
    let of = words::name(scene.option(lever.option));
    match (&question.default, &question.kind, answered) {
        (_, _, true) => vec![format!("your answer; shapes {of}"), "your answer".into()],
        (Some(default), QuestionKind::Number { .. }, false) => {
            let kind = default.kind.id();
            vec![
                format!("{kind}, from {}; shapes {of}", default.source),
                format!("{kind}; shapes {of}"),
                kind.into(),
            ]
        }
        _ => vec![format!("assumed: the middle; shapes {of}"), "assumed".into()],
    }
}

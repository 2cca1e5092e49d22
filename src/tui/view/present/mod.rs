//! Presenting: one question or chart at a time, in sizes that read across a room.
//!
//! Owns where things stand on a slide. It shows less than the screens do, never something else: numbers and sentences are
//! those of the assessment, charts those of the screens.

mod chart;
mod question;
mod ruler;

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use super::{frame, say};
use crate::tui::{
    model::{Cover, Model, Screen, Slide, slides},
    theme::Role,
    widget::{BigSize, Painter, big_size, big_text, short, text},
};

/// Draws the slide over the whole terminal.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    let stage = &model.stage;
    match stage.cover {
        Cover::Blank => return clock_alone(model, area, buf),
        Cover::Ruler => {
            ruler::draw(model, area, buf);
            return foot(model, area, buf);
        }
        Cover::Off => {}
    }
    let Some(slide) = shown(model) else { return };
    let inner = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(3),
    };
    let taken = head(model, slide, inner, buf);
    let body = Rect {
        y: inner.y + taken,
        height: inner.height.saturating_sub(taken),
        ..inner
    };
    if slide == Slide::Question {
        question::draw(model, body, buf);
    } else {
        chart::draw(model, slide, body, buf);
    }
    foot(model, area, buf);
}

/// The slide that is shown.
fn shown(model: &Model) -> Option<Slide> {
    let all = slides(model.screen);
    all.get(model.stage.part).or(all.first()).copied()
}

/// Where the slide is among all: its place and how many there are.
fn place(model: &Model) -> (usize, usize) {
    let questions: Vec<usize> = model.visible().collect();
    let others = || Screen::ALL.into_iter().filter(|screen| *screen != Screen::Questions);
    let count = |screen: Screen| slides(screen).len();
    let all = questions.len() + others().map(count).sum::<usize>();
    let at = if model.screen == Screen::Questions {
        questions
            .iter()
            .position(|q| Some(*q) == model.asking.question)
            .unwrap_or(0)
    } else {
        let before = others()
            .filter(|screen| *screen < model.screen)
            .map(count)
            .sum::<usize>();
        questions.len() + before + model.stage.part
    };
    (at + 1, all)
}

/// What the slide is about, and the clock; the rows taken come back.
fn head(model: &Model, slide: Slide, area: Rect, buf: &mut Buffer) -> u16 {
    let theme = &model.theme;
    let clock = clock(model, area, buf);
    let mut painter = Painter::new(area, buf);
    let (at, all) = place(model);
    let mut words = format!("{at} of {all}");
    if slide == Slide::Question {
        let section = model.asked().and_then(|q| model.catalog.sections.get(q.section));
        if let Some(section) = section {
            words = format!("{words} {} {}", theme.glyphs.separator, section.title);
        }
    }
    painter.text(0, 0, &words, theme.style(Role::Dim));
    let title = title(model, slide);
    let room = area.width.saturating_sub(clock.0);
    // A slide in a small window has better use for its rows.
    let rows = match title {
        Some(title) if area.height >= 28 => 2 + large(model, &title, Role::Title, (0, 2), (room, 4), area, buf),
        Some(title) => {
            Painter::new(area, buf).text(0, 1, &title, theme.style(Role::Title));
            2
        }
        None => 1,
    };
    rows.max(clock.1) + 1
}

/// The words over a chart; questions and the verdict speak for themselves.
fn title(model: &Model, slide: Slide) -> Option<String> {
    let words = match slide {
        Slide::Question | Slide::Verdict => return None,
        Slide::Scores => "Scores",
        Slide::Reasons => return Some(why(model)),
        Slide::Sure => "How sure",
        Slide::Cost => "Cost",
        Slide::Latency => "Latency",
        Slide::Load => "Latency under load",
        Slide::Fit => "Which scenario",
        Slide::Weights => "What if it mattered more",
        Slide::Path => "Step by step",
    };
    let mark = if model.preview.is_some() { " (preview)" } else { "" };
    Some(format!("{words}{mark}"))
}

/// `Why this option`.
fn why(model: &Model) -> String {
    let scene = model.scene();
    let winner = scene.weighing().winner;
    winner.map_or_else(|| "Why".to_owned(), |winner| format!("Why {}", scene.option(winner)))
}

/// Text in the largest letters in which it fits, words kept whole; else in one or more plain lines; the rows taken come back.
fn large(
    model: &Model,
    words: &str,
    role: Role,
    (x, y): (u16, u16),
    (width, height): (u16, u16),
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let unicode = model.theme.glyphs.unicode;
    let style = model.theme.style(role);
    let mut painter = Painter::new(area, buf);
    for size in BigSize::ALL {
        let Some((columns, rows)) = size.cells(unicode) else {
            continue;
        };
        let lines = text::wrap(words, width / columns);
        let taken = short(lines.len()).saturating_mul(rows);
        let fits = |line: &String| big_size(line, width, rows, unicode).is_some();
        if width >= columns * 4 && taken <= height && lines.iter().all(fits) {
            for (at, line) in (y..).step_by(usize::from(rows)).zip(&lines) {
                big_text(&mut painter, x, at, line, size, unicode, style);
            }
            return taken;
        }
    }
    let lines = text::wrap(words, width);
    for (row, line) in lines.iter().enumerate() {
        painter.text(x, y + short(row), line, model.theme.style(Role::Strong));
    }
    short(lines.len())
}

/// The clock in the upper right corner; columns and rows taken come back.
fn clock(model: &Model, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let clock = &model.stage.clock;
    if !clock.shown {
        return (0, 0);
    }
    let unicode = model.theme.glyphs.unicode;
    let text = clock.text();
    // A third of the width: the slide is about something else.
    let size = big_size(&text, area.width / 3, 4, unicode);
    let columns = size
        .and_then(|size| size.cells(unicode))
        .map_or(1, |(columns, _)| columns);
    let width = short(text.chars().count()).saturating_mul(columns);
    let x = area.width.saturating_sub(width);
    let rows = draw_clock(model, size, (x, 0), area, buf);
    (width + 2, rows)
}

/// Nothing but the clock, and that only where it is shown.
fn clock_alone(model: &Model, area: Rect, buf: &mut Buffer) {
    if !model.stage.clock.shown {
        return;
    }
    let unicode = model.theme.glyphs.unicode;
    let text = model.stage.clock.text();
    let size = big_size(&text, area.width, area.height, unicode);
    let (columns, rows) = size.and_then(|size| size.cells(unicode)).unwrap_or((1, 1));
    let width = short(text.chars().count()).saturating_mul(columns);
    let x = area.width.saturating_sub(width) / 2;
    let y = area.height.saturating_sub(rows) / 2;
    draw_clock(model, size, (x, y), area, buf);
}

fn draw_clock(model: &Model, size: Option<BigSize>, (x, y): (u16, u16), area: Rect, buf: &mut Buffer) -> u16 {
    let (clock, unicode) = (&model.stage.clock, model.theme.glyphs.unicode);
    let role = match (clock.left() < 0, clock.running) {
        (true, _) => Role::Bad,
        (false, true) => Role::Strong,
        (false, false) => Role::Dim,
    };
    let style = model.theme.style(role);
    let mut painter = Painter::new(area, buf);
    let rows = if let Some(size) = size {
        big_text(&mut painter, x, y, &clock.text(), size, unicode, style);
        size.cells(unicode).map_or(1, |(_, rows)| rows)
    } else {
        painter.text(x, y, &clock.text(), style);
        1
    };
    // Colour and sign are not all that says so.
    let state = match (clock.left() < 0, clock.running) {
        (true, _) => "over",
        (false, true) => return rows,
        (false, false) => "stopped",
    };
    let end = x + text::width(&clock.text()).saturating_mul(size.and_then(|s| s.cells(unicode)).map_or(1, |(c, _)| c));
    painter.right(end, y + rows, state, style);
    rows + 1
}

/// The keys, or what there is to say.
fn foot(model: &Model, area: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let mut painter = Painter::new(area, buf);
    let row = area.height.saturating_sub(1);
    if let Some(notice) = &model.notice {
        let role = if notice.bad { Role::Error } else { Role::Strong };
        let words = text::truncate(&notice.text, area.width.saturating_sub(4), theme.glyphs.ellipsis);
        painter.text(2, row, &words, theme.style(role));
        return;
    }
    frame::hints(model, &mut painter, row, (Role::Dim, Role::Dim));
}

/// Lines with air between them, as far as they fit.
fn spaced(lines: &[Line<'static>], area: Rect, buf: &mut Buffer) {
    let mut y = 0;
    let needed = say::height(lines, area.width) + short(lines.len());
    let gap = u16::from(needed <= area.height);
    for line in lines {
        let one = std::slice::from_ref(line);
        let rows = say::height(one, area.width);
        if y + rows > area.height {
            break;
        }
        let place = Rect {
            y: area.y + y,
            height: rows,
            ..area
        };
        say::paragraphs(one, place, buf);
        y += rows + gap;
    }
}

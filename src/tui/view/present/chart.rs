//! The slides that are not questions: the verdict in large letters, and one chart each.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{large, spaced};
use crate::{
    tui::{
        model::{Model, Slide},
        theme::Role,
        view::{Scene, flip, panel, path, say},
        widget::{BigSize, Painter, big_size, big_text, cells, short, text},
    },
    weigh::{MarginPart, VerdictKind, words},
};

pub(super) fn draw(model: &Model, slide: Slide, area: Rect, buf: &mut Buffer) {
    let scene = model.scene();
    match slide {
        Slide::Question => {}
        Slide::Verdict => verdict(model, &scene, area, buf),
        Slide::Scores => scores(&scene, area, buf),
        Slide::Reasons => reasons(&scene, area, buf),
        Slide::Sure => sure(model, &scene, area, buf),
        Slide::Cost => panel::cost(&scene, area, buf),
        Slide::Latency => panel::latency(&scene, area, buf),
        Slide::Load => panel::load(&scene, area, buf),
        Slide::Fit => panel::fit(&scene, area, buf),
        Slide::Weights => flip::draw_weights(&scene, area, buf),
        Slide::Path => path::draw_phases(&scene, area, buf),
    }
}

/// The winner's name as large as it goes, how it stands, and how sure that is.
fn verdict(model: &Model, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let verdict = scene.verdict();
    let weighing = scene.weighing();
    let (before, name) = match (weighing.winner, verdict.kind) {
        (None, _) | (_, VerdictKind::NoGoodOption) => ("", "No good option".to_owned()),
        (Some(_), VerdictKind::TooClose) => ("", "Too close to call".to_owned()),
        (Some(winner), VerdictKind::Leaning) => ("leaning to", scene.option(winner).to_owned()),
        (Some(winner), VerdictKind::Clear) => ("clearly", scene.option(winner).to_owned()),
        (Some(winner), VerdictKind::Dominant) => ("in every respect", scene.option(winner).to_owned()),
    };
    let mut y = 0;
    if !before.is_empty() {
        Painter::new(area, buf).text(0, y, before, theme.style(Role::Text));
        y += 2;
    }
    let tall = if area.height >= 20 { 8 } else { 4 };
    y += large(model, &name, Role::Accent, (0, y), (area.width, tall), area, buf) + 1;
    let standing = standing(scene);
    if !standing.is_empty() && area.height >= 24 {
        y += large(model, &standing, Role::Strong, (0, y), (area.width, 4), area, buf) + 1;
    } else if !standing.is_empty() {
        Painter::new(area, buf).text(0, y, &standing, theme.style(Role::Strong));
        y += 2;
    }
    let mut lines = vec![say::styled(&scene.sentence(), theme.style(Role::Text))];
    if let Some(winner) = weighing.winner
        && let Some((share, _)) = scene
            .sure
            .filter(|_| scene.fresh)
            .and_then(|sure| sure.first_share(winner))
    {
        let words = format!("first in {} % of the draws", words::fixed(share * 100.0, 0));
        if area.height >= y + 10 {
            y += large(model, &words, Role::Text, (0, y), (area.width, 4), area, buf) + 1;
        } else {
            lines.push(say::styled(&words::sentence_case(&words), theme.style(Role::Text)));
        }
    }
    let rest = Rect {
        y: area.y + y.min(area.height),
        height: area.height.saturating_sub(y),
        width: area.width.min(100),
        ..area
    };
    spaced(&lines, rest, buf);
}

/// `7.6 against 6.0`.
fn standing(scene: &Scene<'_>) -> String {
    let weighing = scene.weighing();
    let total = |option: usize| weighing.options.get(option).map_or(0.0, |o| o.total);
    match (weighing.winner, weighing.runner_up) {
        (Some(winner), Some(second)) => {
            let (own, others) = words::apart(total(winner), total(second));
            format!("{own} against {others}")
        }
        (Some(winner), None) => words::fixed(total(winner), 1),
        _ => String::new(),
    }
}

/// A thick bar an option, with its total in large digits.
fn scores(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (theme, g) = (scene.theme, scene.theme.glyphs);
    let weighing = scene.weighing();
    let count = short(weighing.options.len()).max(1);
    // The last row is the scale's.
    let each = (area.height.saturating_sub(1) / count).clamp(2, 7);
    let digits = |total: f64| words::fixed(total, 1);
    let size = big_size("10.0", area.width / 4, each.saturating_sub(1), g.unicode);
    let columns = size
        .and_then(|size| size.cells(g.unicode))
        .map_or(1, |(columns, _)| columns);
    let room = columns * 4 + 2;
    let bars = area.width.saturating_sub(room);
    let mut painter = Painter::new(area, buf);
    for (option, assessed) in weighing.options.iter().enumerate() {
        let y = short(option) * each;
        let winner = weighing.winner == Some(option);
        let out = assessed.ruled_out();
        let role = match (winner, out) {
            (true, _) => Role::Strong,
            (_, true) => Role::Dim,
            _ => Role::Text,
        };
        let mark = if winner {
            g.winner
        } else if out {
            g.fail
        } else {
            ' '
        };
        let words = if out { ", ruled out" } else { "" };
        painter.glyph(0, y, mark, theme.style(if out { Role::Bad } else { Role::Accent }));
        painter.text(2, y, &format!("{}{words}", scene.option(option)), theme.style(role));
        let style = if out {
            theme.style(Role::Dim)
        } else {
            theme.series(option)
        };
        let length = cells(assessed.total / 10.0 * f64::from(bars));
        let thick = each.saturating_sub(2).clamp(1, 4);
        for row in 0..thick {
            painter.run(0, y + 1 + row, length, g.bar, style);
        }
        if let Some(before) = scene.before().and_then(|b| b.options.get(option)) {
            let at = cells(before.total / 10.0 * f64::from(bars));
            painter.glyph(at, y + 1, g.ghost, theme.style(Role::Strong));
        }
        let total = digits(assessed.total);
        let width = text::width(&total) * columns;
        let at = area.width.saturating_sub(width);
        match size {
            Some(size) => {
                big_text(&mut painter, at, y + 1, &total, size, g.unicode, theme.style(role));
            }
            None => painter.right(area.width, y + 1, &total, theme.style(role)),
        }
    }
    let row = count * each;
    let axis = theme.style(Role::Axis);
    painter.text(0, row, "0", axis);
    painter.right(bars, row, "10", axis);
    let middle = bars / 2;
    painter.text(middle, row, "5", axis);
}

/// What speaks for the winner and against it.
fn reasons(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let verdict = scene.verdict();
    let (theme, g) = (scene.theme, scene.theme.glyphs);
    if large_reasons(scene, area, buf) {
        return;
    }
    let sides = [
        (&verdict.reasons_for, g.pass, Role::Good),
        (&verdict.reasons_against, g.fail, Role::Bad),
    ];
    let mut lines = Vec::new();
    for (reasons, mark, role) in sides {
        for reason in reasons {
            let words = words::sentence_case(&say::plain(scene, reason));
            lines.push(Line::from(vec![
                Span::styled(format!("{mark} "), theme.style(role)),
                Span::styled(words, theme.style(Role::Text)),
            ]));
        }
    }
    if lines.is_empty() {
        lines.push(say::styled(&scene.sentence(), theme.style(Role::Text)));
    }
    if let Some(more) = &verdict.for_the_rival {
        lines.push(say::styled(&say::plain(scene, more), theme.style(Role::Strong)));
    }
    spaced(&lines, area, buf);
}

/// What the margin is made of, the largest parts first, in large letters; whether they fit.
fn large_reasons(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> bool {
    let (theme, g) = (scene.theme, scene.theme.glyphs);
    let Some((columns, rows)) = BigSize::Narrow.cells(g.unicode) else {
        return false;
    };
    let mut parts = scene.weighing().margin_parts.clone();
    parts.retain(|part| part.points.abs() >= 0.05);
    parts.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    parts.truncate(usize::from(area.height / (rows + 1)).min(5));
    let words = |part: &MarginPart| {
        let title = scene
            .catalog
            .criteria
            .get(part.criterion)
            .map_or("", |c| c.title.as_str());
        format!("{} {title}", words::signed(part.points))
    };
    let fits = |part: &MarginPart| {
        let words = words(part);
        big_size(&words, area.width.saturating_sub(4), rows, g.unicode).is_some()
            && text::width(&words).saturating_mul(columns) <= area.width.saturating_sub(4)
    };
    if parts.len() < 2 || !parts.iter().all(fits) {
        return false;
    }
    let mut painter = Painter::new(area, buf);
    for (part, y) in parts.iter().zip((0..).step_by(usize::from(rows) + 1)) {
        let (mark, role) = if part.points > 0.0 {
            (g.pass, Role::Good)
        } else {
            (g.fail, Role::Bad)
        };
        painter.glyph(0, y + rows / 2, mark, theme.style(role));
        big_text(
            &mut painter,
            4,
            y,
            &words(part),
            BigSize::Narrow,
            g.unicode,
            theme.style(role),
        );
    }
    true
}

/// In how many draws the winner is first, in large digits; what would change that; what to ask next.
fn sure(model: &Model, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let share = scene
        .weighing()
        .winner
        .and_then(|winner| Some((winner, scene.sure?.first_share(winner)?.0)));
    let Some((winner, share)) = share else {
        let words = if scene.sure.is_some() {
            "Nothing passes, so there is no winner to be sure of."
        } else {
            "The draws are being made."
        };
        Painter::new(area, buf).text(0, 0, words, theme.style(Role::Text));
        return;
    };
    let digits = format!("{} %", words::fixed(share * 100.0, 0));
    let rows = large(model, &digits, Role::Accent, (0, 0), (area.width, 8), area, buf);
    let mark = if scene.fresh {
        String::new()
    } else {
        format!(" {}", theme.glyphs.ellipsis)
    };
    let words = format!("of the draws have {} first{mark}", words::name(scene.option(winner)));
    Painter::new(area, buf).text(0, rows, &words, theme.style(Role::Strong));
    let verdict = scene.verdict();
    let more = verdict.sureness.iter().skip(1).chain(&verdict.next);
    let lines: Vec<Line<'static>> = more
        .map(|sentence| say::styled(&say::plain(scene, sentence), theme.style(Role::Text)))
        .collect();
    let shares = short(scene.catalog.options.len()) + 6;
    let y = rows + 2;
    let left = area.height.saturating_sub(y);
    let wants = say::height(&lines, area.width.min(100)) + short(lines.len());
    let bars = if left >= wants + shares { shares } else { 0 };
    let place = Rect {
        y: area.y + y.min(area.height),
        height: left.saturating_sub(bars),
        width: area.width.min(100),
        ..area
    };
    spaced(&lines, place, buf);
    if bars > 0 {
        let place = Rect {
            y: area.bottom() - bars,
            height: bars,
            ..area
        };
        flip::draw_shares(scene, place, buf);
    }
}

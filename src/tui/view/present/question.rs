//! A question as a slide: the question, its choices far apart, and what the totals are.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::large;
use crate::{
    catalog::{Choice, Question, QuestionKind},
    profile::{Answer, format_answer_in},
    tui::{
        model::Model,
        theme::Role,
        view::{panel, question},
        widget::{BigSize, Painter, big_size, big_text, short, text},
    },
};

/// Rows of a large choice, with the one between two.
const LARGE: u16 = 5;

pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    let Some(asked) = model.asked() else {
        let words = "This catalog asks no questions.";
        Painter::new(area, buf).text(0, 0, words, model.theme.style(Role::Text));
        return;
    };
    let below = standing_rows(model, area);
    let above = area.height.saturating_sub(below);
    let width = area.width.min(120);
    let input = question::input_rows(model, width);
    let words = question::words(model, asked);
    // The question may take what its answers leave.
    let room = above.saturating_sub(input + 1);
    // Large choices are worth more than a larger question.
    let wish = match &asked.kind {
        QuestionKind::Choice(choices) => above.saturating_sub(short(choices.len() + 1) * LARGE + 1).clamp(8, 12),
        QuestionKind::Number { .. } => above.saturating_sub(input + 10).clamp(8, 12),
        QuestionKind::Points => 4,
    };
    let taken = if room >= 8 {
        large(
            model,
            &words,
            Role::Strong,
            (0, 0),
            (area.width, room.min(wish)),
            area,
            buf,
        )
    } else {
        let lines = text::wrap(&words, width);
        for (row, line) in lines.iter().enumerate() {
            Painter::new(area, buf).text(0, short(row), line, model.theme.style(Role::Strong));
        }
        short(lines.len())
    };
    let place = Rect {
        x: area.x,
        y: area.y + taken + 1,
        width,
        height: above.saturating_sub(taken + 1),
    };
    match &asked.kind {
        QuestionKind::Choice(choices) => choose(model, asked, choices, place, buf),
        QuestionKind::Number { .. } => number(model, asked, place, buf),
        QuestionKind::Points => question::draw_input(model, place, buf),
    }
    let standing = Rect {
        y: area.y + above,
        height: below,
        ..area
    };
    stand(model, standing, buf);
}

/// The number as it is taken or typed, in large digits where there is room, over the field.
fn number(model: &Model, asked: &Question, area: Rect, buf: &mut Buffer) {
    let typed = model.typing.as_ref().and_then(|typing| typing.parsed.as_ref().ok());
    let value = typed.or_else(|| model.profile.answers.get(&asked.id));
    let words = value
        .filter(|value| matches!(value, Answer::Number(_)))
        .map(|value| format_answer_in(asked, value, &model.assessment.currency));
    let room = area.height.saturating_sub(7).min(8);
    let taken = match words {
        Some(words) if room >= 4 => 1 + large(model, &words, Role::Accent, (0, 0), (area.width, room), area, buf),
        _ => 0,
    };
    let place = Rect {
        y: area.y + taken,
        height: area.height.saturating_sub(taken),
        ..area
    };
    question::draw_input(model, place, buf);
}

/// The choices in letters that are read from the last row of seats; whether they fit.
fn choose_large(model: &Model, choices: &[Choice], taken: Option<usize>, area: Rect, buf: &mut Buffer) -> bool {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let title = |row: usize| choices.get(row).map_or("Don't know yet", |c| c.title.as_str());
    let unicode = g.unicode;
    let size = BigSize::Narrow;
    let Some((columns, rows)) = size.cells(unicode) else {
        return false;
    };
    let each = rows + 1;
    let room = area.width.saturating_sub(8);
    let fits = |row: usize| {
        let letters = text::width(title(row));
        letters.saturating_mul(columns) <= room && big_size(title(row), room, rows, unicode).is_some()
    };
    if area.height < each * (short(choices.len()) + 1) || !(0..=choices.len()).all(fits) {
        return false;
    }
    let mut painter = Painter::new(area, buf);
    for (row, y) in (0..=choices.len()).zip((0..).step_by(usize::from(each))) {
        let here = model.asking.cursor == Some(row);
        let role = match (here, taken == Some(row)) {
            (true, _) => Role::Focus,
            (_, true) => Role::Strong,
            _ => Role::Text,
        };
        let style = theme.style(role);
        if here {
            // A bar beside the letters: reversed, quarter blocks would be hard to read.
            for line in 0..rows {
                painter.run(0, y + line, 2, g.bar, theme.style(Role::Focus));
            }
        }
        let mark = if taken == Some(row) { g.chosen } else { g.open };
        painter.glyph(4, y + rows / 2, mark, style);
        big_text(&mut painter, 8, y, title(row), size, unicode, style);
    }
    true
}

/// The choices, with air between them where there is room, and the words of the one under the cursor.
fn choose(model: &Model, asked: &Question, choices: &[Choice], area: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let count = short(choices.len()) + 1;
    if area.height < count + 1 {
        return question::draw_input(model, area, buf);
    }
    let each = if area.height >= count * 2 + 2 { 2 } else { 1 };
    let taken = match model.profile.answers.get(&asked.id) {
        Some(Answer::Choice(id)) => choices.iter().position(|c| c.id == *id),
        Some(Answer::Unknown) => Some(choices.len()),
        _ => None,
    };
    if choose_large(model, choices, taken, area, buf) {
        return;
    }
    let mut painter = Painter::new(area, buf);
    for (row, y) in (0..=choices.len()).zip((0..).step_by(usize::from(each))) {
        let title = choices.get(row).map_or("Don't know yet", |c| c.title.as_str());
        let here = model.asking.cursor == Some(row);
        if here {
            painter.run(2, y, area.width.saturating_sub(2), ' ', theme.style(Role::Selection));
            painter.glyph(0, y, g.selected, theme.style(Role::Focus));
        }
        let mark = if taken == Some(row) { g.chosen } else { g.open };
        let role = if here {
            Role::Selection
        } else if taken == Some(row) {
            Role::Strong
        } else {
            Role::Text
        };
        painter.glyph(3, y, mark, theme.style(role));
        let title = text::truncate(title, area.width.saturating_sub(7), g.ellipsis);
        painter.text(6, y, &title, theme.style(role));
    }
    let meant = model.asking.cursor.and_then(|row| choices.get(row)?.detail.as_deref());
    let meant = text::wrap(meant.unwrap_or_default(), area.width.saturating_sub(6));
    for (y, line) in (count * each..).zip(&meant) {
        painter.text(6, y, line, theme.style(Role::Text));
    }
}

/// Rows for how it stands: bars where there is room, else one line.
fn standing_rows(model: &Model, area: Rect) -> u16 {
    let bars = short(model.catalog.options.len()) + 3;
    if area.height >= bars + 20 { bars } else { 2 }
}

/// How it stands with what the cursor is on.
fn stand(model: &Model, area: Rect, buf: &mut Buffer) {
    let scene = model.scene();
    if area.height > 2 {
        return panel::scores(&scene, area, buf);
    }
    let theme = &model.theme;
    let weighing = scene.weighing();
    let mut order: Vec<usize> = (0..weighing.options.len()).collect();
    order.sort_by(|a, b| weighing.options[*b].total.total_cmp(&weighing.options[*a].total));
    let mut line = Line::default();
    for option in order {
        let assessed = &weighing.options[option];
        let role = if weighing.winner == Some(option) {
            Role::Strong
        } else {
            Role::Text
        };
        let out = if assessed.ruled_out() { ", ruled out" } else { "" };
        let before = scene.before().and_then(|b| b.options.get(option)).map(|o| o.total);
        let change = match before.map(|before| assessed.total - before) {
            Some(x) if x > 0.004_9 => format!(" {}", theme.glyphs.up),
            Some(x) if x < -0.004_9 => format!(" {}", theme.glyphs.down),
            _ => String::new(),
        };
        let words = format!("{} {:.1}{out}{change}", scene.option(option), assessed.total);
        if short(line.width()) + text::width(&words) + 3 > area.width {
            break;
        }
        if line.width() > 0 {
            line.push_span(Span::raw("   "));
        }
        line.push_span(Span::styled(words, theme.style(role)));
    }
    Painter::new(area, buf).line(0, area.height.saturating_sub(1), &line);
}

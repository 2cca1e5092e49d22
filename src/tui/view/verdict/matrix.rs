//! The matrix: weights and scores, the cells that are edited in place.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Span};

use crate::{
    tui::{
        hit::Spot,
        model::Target,
        theme::Role,
        view::{MatrixCell, Scene},
        widget::{Painter, cells, short, text},
    },
    weigh::{Origin, robustness::Stability, words},
};

/// Columns of the matrix at a width.
struct Layout {
    /// Columns of the criteria's names, and whether they are the short ones.
    names: u16,
    short: bool,
    /// Columns of the bar of the weight; 0: none.
    bar: u16,
    /// Columns of one option.
    each: u16,
    /// Rows of the options' names.
    heads: u16,
    /// Whether an option's column says the points of the total beside the score.
    points: bool,
}

/// Columns of the weight in numbers: points and share.
const WEIGHT: u16 = 14;

fn layout(scene: &Scene<'_>, width: u16) -> Layout {
    let criteria = &scene.catalog.criteria;
    let long = criteria.iter().map(|c| text::width(&c.title)).max().unwrap_or(0).max(9);
    let brief = criteria.iter().map(|c| text::width(&c.short)).max().unwrap_or(0).max(9);
    let count = short(scene.catalog.options.len()).max(1);
    let rest = |names: u16| width.saturating_sub(2 + names + 1 + WEIGHT);
    let is_short = rest(long) < count.saturating_mul(16);
    let names = if is_short { brief } else { long };
    let room = rest(names);
    let bar = room.saturating_sub(count.saturating_mul(16)).min(24);
    let bar = if bar < 6 { 0 } else { bar };
    let each = (room.saturating_sub(bar) / count).min(26);
    let heads = (0..scene.catalog.options.len()).map(|option| head(scene, each, option).len());
    Layout {
        names,
        short: is_short,
        bar,
        each,
        heads: short(heads.max().unwrap_or(1)).clamp(1, 4),
        points: each >= 13,
    }
}

/// An option's name in the rows above its column; the winner's leaves room for its mark. A word that is too long is cut, not
/// broken; where columns are narrow each has but the gap to the one before.
fn head(scene: &Scene<'_>, each: u16, option: usize) -> Vec<String> {
    let aside = match (scene.weighing().winner == Some(option), each < 10) {
        (true, false) => 3,
        (false, false) => 2,
        (_, true) => 1,
    };
    let room = each.saturating_sub(aside);
    let ellipsis = scene.theme.glyphs.ellipsis;
    let words = scene.option(option).split_whitespace();
    let words: Vec<String> = words.map(|word| text::truncate(word, room, ellipsis)).collect();
    text::wrap(&words.join(" "), room)
}

/// Rows that the matrix takes.
pub(super) fn height(scene: &Scene<'_>, width: u16) -> u16 {
    let layout = layout(scene, width);
    short(scene.catalog.criteria.len()) + layout.heads + 4
}

/// Draws the matrix.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let layout = layout(scene, painter.width());
    draw_heads(scene, &mut painter, &layout);
    let mut y = layout.heads;
    for criterion in 0..scene.catalog.criteria.len() {
        draw_row(scene, &mut painter, &layout, criterion, y);
        y = y.saturating_add(1);
    }
    let end = options_from(&layout) + layout.each.saturating_mul(short(scene.catalog.options.len()));
    let rule = scene.theme.glyphs.rule;
    painter.run(2, y, end.saturating_sub(2), rule, scene.theme.style(Role::Border));
    draw_totals(scene, &mut painter, &layout, y.saturating_add(1));
    draw_legend(scene, &mut painter, &layout, y.saturating_add(3));
}

/// First column of the options.
fn options_from(layout: &Layout) -> u16 {
    2 + layout.names + 1 + WEIGHT + layout.bar
}

fn draw_heads(scene: &Scene<'_>, painter: &mut Painter<'_>, layout: &Layout) {
    let dim = scene.theme.style(Role::Dim);
    let last = layout.heads.saturating_sub(1);
    painter.text(2, last, "Criterion", dim);
    let from = 2 + layout.names + 1;
    painter.right(from + 6, last, "Points", dim);
    painter.right(from + 13, last, "Weight", dim);
    let weighing = scene.weighing();
    for option in 0..weighing.options.len() {
        let end = option_end(layout, option);
        let lines = head(scene, layout.each, option);
        let winner = weighing.winner == Some(option);
        let style = scene.theme.style(if winner { Role::Strong } else { Role::Text });
        let first = layout.heads.saturating_sub(short(lines.len()));
        for (row, line) in (first..).zip(&lines) {
            painter.right(end, row, line, style);
        }
        if winner
            && let Some(line) = lines.last()
            && text::width(line) + 3 <= layout.each
        {
            let at = end.saturating_sub(text::width(line) + 2);
            painter.glyph(at, last, scene.theme.glyphs.winner, scene.theme.style(Role::Accent));
        }
    }
}

fn option_end(layout: &Layout, option: usize) -> u16 {
    options_from(layout).saturating_add(layout.each.saturating_mul(short(option + 1)))
}

fn draw_row(scene: &Scene<'_>, painter: &mut Painter<'_>, layout: &Layout, criterion: usize, y: u16) {
    let g = scene.theme.glyphs;
    let known = &scene.catalog.criteria[criterion];
    let name = if layout.short {
        words::sentence_case(&known.short)
    } else {
        known.title.clone()
    };
    let on_row = scene.cell.is_some_and(|c| c.criterion == criterion);
    if on_row {
        painter.glyph(0, y, g.selected, scene.theme.style(Role::Accent));
    }
    let weight = MatrixCell {
        criterion,
        option: None,
    };
    scene.hit(painter.place(0, y, 2 + layout.names), Spot::Cell(weight));
    painter.text(
        2,
        y,
        &text::truncate(&name, layout.names, g.ellipsis),
        scene.theme.style(Role::Text),
    );
    let from = 2 + layout.names + 1;
    if let Some(weight) = scene.now.weights.get(criterion) {
        let mark = if weight.pinned.is_some() {
            Origin::Own.mark()
        } else {
            ' '
        };
        let here = MatrixCell {
            criterion,
            option: None,
        };
        let points = words::fixed(weight.points, 1);
        draw_cell(scene, painter, here, from, y, 6, &points);
        painter.glyph(from + 7, y, mark, scene.theme.style(Role::Dim));
        painter.right(
            from + 13,
            y,
            &format!("{} %", words::fixed(weight.share * 100.0, 0)),
            scene.theme.style(Role::Text),
        );
        let track = layout.bar.saturating_sub(3);
        let place = |share: f64| cells(share * 2.0 * f64::from(track)).min(track);
        if track > 0 {
            let full = place(weight.share);
            painter.run(from + WEIGHT, y, full, g.bar, scene.theme.style(Role::Accent));
            for column in 0..=track {
                // Twice the track is the whole of the weights.
                let points = (50.0 * f64::from(column) / f64::from(track)).round();
                let place = painter.place(from + WEIGHT + column, y, 1);
                scene.hit(place, Spot::Set(Target::Weight(criterion), points));
            }
            let before = scene
                .ghost
                .and_then(|a| a.weights.get(criterion))
                .map(|w| place(w.share));
            if let Some(stability) = scene.sure.and_then(|sure| sure.stability.get(criterion)) {
                draw_bounds(scene, painter, stability, from + WEIGHT, (full, track), y);
            }
            if let Some(before) = before.filter(|b| *b != full) {
                painter.glyph(from + WEIGHT + before, y, g.ghost, scene.theme.style(Role::Strong));
            }
        }
    }
    for (option, assessed) in scene.weighing().options.iter().enumerate() {
        let Some(score) = assessed.scores.get(criterion) else {
            continue;
        };
        let end = option_end(layout, option);
        let here = MatrixCell {
            criterion,
            option: Some(option),
        };
        let value = words::fixed(score.value, 1);
        let points = if layout.points { 6 } else { 0 };
        let at = end.saturating_sub(points + 7);
        draw_cell(scene, painter, here, at, y, 5, &value);
        painter.glyph(at + 6, y, score.origin.mark(), scene.theme.style(Role::Dim));
        if layout.points {
            let part = assessed.contributions.get(criterion).copied().unwrap_or(0.0);
            let role = if assessed.ruled_out() { Role::Dim } else { Role::Text };
            painter.right(end, y, &words::fixed(part, 2), scene.theme.style(role));
        }
    }
}

/// Between which shares the winner stays the winner: a notch in the bar where it would not below, a line beyond the bar to
/// where it would not above; a line to the end where nothing above takes over, or only beyond the end of the scale.
fn draw_bounds(
    scene: &Scene<'_>,
    painter: &mut Painter<'_>,
    stability: &Stability,
    from: u16,
    (full, track): (u16, u16),
    y: u16,
) {
    let g = scene.theme.glyphs;
    let place = |share: f64| cells(share * 2.0 * f64::from(track));
    let (dim, strong) = (scene.theme.style(Role::Dim), scene.theme.style(Role::Strong));
    let end = match stability.high_winner {
        Some(_) => place(stability.high).min(track),
        None => track,
    };
    painter.run(from + full, y, end.saturating_sub(full), g.rule, dim);
    if stability.high_winner.is_some() && end < track {
        painter.glyph(from + end.max(full), y, g.bound, strong);
    }
    if stability.low_winner.is_some() {
        let at = place(stability.low).min(full.saturating_sub(1));
        let style = scene.theme.style(Role::Accent);
        painter.glyph(from + at, y, g.notch, style);
    }
}

/// A number that can be edited: at the right of its columns; where selected, marked and reversed, with what is being typed.
fn draw_cell(scene: &Scene<'_>, painter: &mut Painter<'_>, here: MatrixCell, x: u16, y: u16, width: u16, value: &str) {
    scene.hit(painter.place(x, y, width + 1), Spot::Cell(here));
    let selected = scene.cell == Some(here);
    let typed = scene.typed.filter(|_| selected);
    let shown = typed.map_or_else(|| value.to_owned(), |t| format!("{t}_"));
    let style = if selected {
        scene.theme.style(Role::Selection)
    } else {
        Style::new()
    };
    if selected {
        painter.glyph(x, y, scene.theme.glyphs.selected, scene.theme.style(Role::Accent));
    }
    let room = width.saturating_sub(1);
    // What is typed keeps its end in view.
    let mut visible = shown.as_str();
    while text::width(visible) > room {
        let mut rest = visible.chars();
        rest.next();
        visible = rest.as_str();
    }
    let padded = format!(
        "{}{visible}",
        " ".repeat(usize::from(room.saturating_sub(text::width(visible))))
    );
    painter.text_within(x + 1, y, room, &padded, style);
}

fn draw_totals(scene: &Scene<'_>, painter: &mut Painter<'_>, layout: &Layout, y: u16) {
    let strong = scene.theme.style(Role::Strong);
    painter.text(2, y, "Total", strong);
    for (option, assessed) in scene.weighing().options.iter().enumerate() {
        let end = option_end(layout, option);
        painter.right(end, y, &words::fixed(assessed.total, 2), strong);
        let (standing, role) = match assessed.rank {
            Some(rank) => (format!("rank {rank}"), Role::Dim),
            None => (format!("{} ruled out", scene.theme.glyphs.fail), Role::Bad),
        };
        let width = text::width(&standing);
        let style = scene.theme.style(role);
        if layout.each >= width + 8 {
            painter.right(end - 7, y, &standing, style);
        } else {
            painter.right(
                end,
                y + 1,
                &text::truncate(&standing, layout.each.saturating_sub(1), scene.theme.glyphs.ellipsis),
                style,
            );
        }
    }
}

/// What the letters mean: those that are there.
fn draw_legend(scene: &Scene<'_>, painter: &mut Painter<'_>, layout: &Layout, y: u16) {
    let all = [
        (Origin::Catalog, "the source's"),
        (Origin::Answer(0), "by an answer"),
        (Origin::Model(0), "from the model"),
        (Origin::Composed, "of its parts"),
        (Origin::Own, "yours"),
    ];
    let pinned = scene.now.weights.iter().any(|w| w.pinned.is_some());
    let options = &scene.weighing().options;
    let there = |mark: char| options.iter().flat_map(|o| &o.scores).any(|s| s.origin.mark() == mark);
    let dim = scene.theme.style(Role::Dim);
    let columns = if layout.points {
        "score 0 to 10, origin, points of the total"
    } else {
        "score 0 to 10, origin"
    };
    let mut line = ratatui::text::Line::from(Span::styled(columns.to_owned(), dim));
    for (origin, words) in all {
        let mark = origin.mark();
        if there(mark) || (pinned && mark == Origin::Own.mark()) {
            line.push_span(Span::styled("  ", dim));
            line.push_span(Span::styled(mark.to_string(), scene.theme.style(Role::Strong)));
            line.push_span(Span::styled(format!(" {words}"), dim));
        }
    }
    let stability = scene.sure.iter().flat_map(|sure| &sure.stability);
    let bounds = layout.bar > 0
        && stability
            .clone()
            .any(|s| s.low_winner.is_some() || s.high_winner.is_some());
    if bounds {
        line.push_span(Span::styled("  ", dim));
        line.push_span(Span::styled(
            scene.theme.glyphs.bound.to_string(),
            scene.theme.style(Role::Strong),
        ));
        line.push_span(Span::styled(" where another option takes over", dim));
    }
    if short(line.width()) + 2 > painter.width() {
        line.spans.remove(0);
        line.spans.remove(0);
    }
    painter.line(2, y, &line);
}

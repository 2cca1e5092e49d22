//! The question screen: what is asked, what each answer would do, and charts beside it.

mod input;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{frame, panel};
use crate::{
    catalog::{Catalog, QuestionKind},
    tui::{
        model::{Chart, Model},
        theme::Role,
        widget::{Painter, short, text},
    },
    weigh::Assessment,
};

/// Rows of a chart beside the question, at least.
const CHART: u16 = 8;

/// The column of the line between question and charts; none where the charts stand below, or nowhere.
#[must_use]
pub fn split(model: &Model, body: Rect) -> Option<u16> {
    (model.asking.question.is_some() && body.width >= 76).then(|| match body.width {
        160.. => body.width * 2 / 5,
        _ => body.width * 12 / 25,
    })
}

/// Whether all charts but the gates stand beside the question on a terminal of this size.
#[must_use]
pub fn shows_all_charts(size: (u16, u16)) -> bool {
    let body = frame::places(size).body;
    body.width >= 76 && grid(body) == Grid::All
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grid {
    /// Scores and this many charts, one below the other.
    Some(u16),
    /// Scores, cost, latency, fit.
    All,
}

fn grid(body: Rect) -> Grid {
    // Scores take six rows with their line; each chart its own with one.
    let charts = body.height.saturating_sub(6) / (CHART + 1);
    if charts >= 3 {
        Grid::All
    } else {
        Grid::Some(charts.max(1))
    }
}

/// Draws the screen.
pub fn draw(model: &Model, body: Rect, buf: &mut Buffer) {
    if let Some(at) = split(model, body) {
        let left = Rect { width: at, ..body };
        ask(model, left, buf);
        let theme = &model.theme;
        let mut painter = Painter::new(body, buf);
        for y in 0..body.height {
            painter.glyph(at, y, theme.glyphs.pillar, theme.style(Role::Border));
        }
        let right = Rect {
            x: body.x + at + 1,
            width: body.width - at - 1,
            ..body
        };
        charts(model, right, buf);
    } else {
        let scores = short(model.catalog.options.len()) + 2;
        let below = if body.height >= 15 + scores { scores } else { 0 };
        let top = Rect {
            height: body.height - below,
            ..body
        };
        ask(model, top, buf);
        if below > 0 {
            let area = Rect::new(1, body.bottom() - below + 1, body.width.saturating_sub(2), below - 1);
            panel::scores(&model.scene(), area, buf);
        }
    }
}

/// The charts beside the question, each with a line over it.
fn charts(model: &Model, area: Rect, buf: &mut Buffer) {
    let options = short(model.catalog.options.len());
    let inner = |area: Rect| Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let scene = model.scene();
    let draw = |chart: Chart, area: Rect, buf: &mut Buffer| match chart {
        Chart::Cost => panel::cost(&scene, inner(area), buf),
        Chart::Latency => panel::latency(&scene, inner(area), buf),
        Chart::Fit => panel::fit(&scene, inner(area), buf),
        Chart::Gates => panel::gates(&scene, inner(area), buf),
    };
    let scores = (options + 2).clamp(3, (area.height / 3).max(3));
    let top = Rect {
        height: scores.min(area.height),
        ..area
    };
    panel::scores(&scene, inner(top), buf);
    let first = model.asking.chart;
    let shown: Vec<Chart> = match grid(area) {
        Grid::All => vec![Chart::Cost, Chart::Latency, Chart::Fit],
        Grid::Some(1) => vec![first],
        Grid::Some(_) => vec![first, first.next()],
    };
    let rest = area.height.saturating_sub(top.height);
    let rows = heights(model, &shown, rest);
    let mut y = top.bottom();
    for (chart, height) in shown.into_iter().zip(rows) {
        branch(model, Rect::new(area.x - 1, y, area.width + 1, 1), buf);
        let place = Rect::new(area.x, y + 1, area.width, height.saturating_sub(1));
        draw(chart, place, buf);
        y += height;
    }
}

/// Rows for each chart, the line over it included: those with a row an item get what they need, the others share the rest.
fn heights(model: &Model, shown: &[Chart], rows: u16) -> Vec<u16> {
    let scenarios = short(model.catalog.scenarios.len());
    let wish = |chart: &Chart| match chart {
        Chart::Cost => 14,
        Chart::Latency => 10,
        Chart::Fit => scenarios + 2,
        Chart::Gates => short(model.catalog.gates.len()) + 3,
    };
    let mut given: Vec<u16> = shown.iter().map(wish).collect();
    let sum: u16 = given.iter().sum();
    if sum > rows {
        // Each gives way by the same part; what rounding leaves goes to the first.
        for height in &mut given {
            *height = short(usize::from(*height) * usize::from(rows) / usize::from(sum.max(1)));
        }
    }
    let left = rows.saturating_sub(given.iter().sum());
    let grows: Vec<usize> = (0..shown.len())
        .filter(|&i| matches!(shown[i], Chart::Cost | Chart::Latency))
        .collect();
    let count = short(grows.len()).max(1);
    for (place, &i) in grows.iter().enumerate() {
        given[i] += left / count + if place == 0 { left % count } else { 0 };
    }
    given
}

/// A line that grows out of the one between question and charts.
fn branch(model: &Model, row: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let mut painter = Painter::new(row, buf);
    painter.run(0, 0, row.width, g.rule, theme.style(Role::Border));
    painter.glyph(0, 0, g.branch_right, theme.style(Role::Border));
}

/// The question itself, top to bottom; what has no room at the end is left out.
fn ask(model: &Model, area: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let width = area.width.saturating_sub(2).min(76);
    let (Some(question), Some(index)) = (model.asked(), model.asking.question) else {
        return nothing_asked(model, area, buf);
    };
    // Rows over the input, and what comes below it, in order of importance.
    let mut head = vec![progress(model, index, width), Line::default()];
    head.extend(
        text::wrap(&question.ask, width)
            .into_iter()
            .map(|l| Line::styled(l, theme.style(Role::Strong))),
    );
    head.push(Line::default());
    let small = area.height < 26;
    let effects = if small { 3 } else { 5 };
    let mut below = vec![Line::default()];
    let mut change = effect(model, width);
    change.truncate(effects);
    change.resize(effects, Line::default());
    below.extend(change);
    below.push(Line::default());
    below.extend(labelled(model, "Why it matters", &question.why, width, Role::Text));
    if let Some(page) = question.page.and_then(|p| model.catalog.pages.get(p)) {
        below.extend(labelled(
            model,
            "Guide",
            &page.heading.replace(" > ", ", "),
            width,
            Role::Dim,
        ));
    }
    if let Some(note) = model.note(index) {
        below.push(Line::default());
        below.extend(labelled(model, "Note", &format!("\"{note}\""), width, Role::Text));
    }
    let room = area.height.saturating_sub(short(head.len()));
    // The input keeps at least two thirds of the room, where it needs it.
    let wanted = input::rows(model, width);
    let input = wanted.min(room);
    let mut painter = Painter::new(area, buf);
    let mut y = 0;
    for line in &head {
        painter.line(1, y, line);
        y += 1;
    }
    drop(painter);
    let place = Rect::new(area.x + 1, area.y + y.min(area.height), width, input);
    input::draw(model, place, buf);
    y += input;
    let mut painter = Painter::new(area, buf);
    for line in below {
        if y >= area.height {
            break;
        }
        painter.line(1, y, &line);
        y += 1;
    }
}

fn nothing_asked(model: &Model, area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let words = "This catalog asks nothing: it is a decision matrix. Weights and scores are on the verdict screen (2).";
    for (y, line) in text::wrap(words, area.width.saturating_sub(2)).iter().enumerate() {
        painter.text(1, short(y), line, model.theme.style(Role::Text));
    }
}

/// `Team ▸ 7 of 19 ━━━╸───`: a stretch for each section, as long as it has questions.
fn progress(model: &Model, index: usize, width: u16) -> Line<'static> {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let visible: Vec<usize> = model.visible().collect();
    let place = visible.iter().position(|&q| q == index).map_or(0, |p| p + 1);
    let section = model.catalog.questions[index].section;
    let title = model.catalog.sections.get(section).map_or("", |s| s.title.as_str());
    let words = format!("{place} of {}", visible.len());
    let mut spans = vec![
        Span::styled(title.to_owned(), theme.style(Role::Accent)),
        Span::styled(format!(" {} ", g.selected), theme.style(Role::Dim)),
        Span::styled(words, theme.style(Role::Text)),
        Span::raw("  "),
    ];
    let used: u16 = spans.iter().map(|s| short(s.width())).sum();
    let room = usize::from(width.saturating_sub(used));
    let count = visible.len().max(1);
    let sections = model.catalog.sections.len().max(1);
    // A blank between sections; as many columns a question as there is room for, three at most.
    let each = (room.saturating_sub(sections) / count).min(3);
    if each == 0 {
        return Line::from(spans);
    }
    let mut last = section_of(model.catalog, visible.first().copied());
    for question in visible {
        let here = section_of(model.catalog, Some(question));
        if here != last {
            spans.push(Span::raw(" "));
            last = here;
        }
        let answered = !model.assessment.unanswered.contains(&question);
        let glyph = if answered { g.done } else { g.left };
        let mut bar: String = std::iter::repeat_n(glyph, each).collect();
        let role = match (question == index, answered) {
            (true, _) => Role::Focus,
            (false, true) => Role::Text,
            (false, false) => Role::Border,
        };
        if question == index {
            // The mark of the place, whatever the colours.
            bar = std::iter::once(g.chosen).chain(bar.chars().skip(1)).collect();
        }
        spans.push(Span::styled(bar, theme.style(role)));
    }
    Line::from(spans)
}

fn section_of(catalog: &Catalog, question: Option<usize>) -> Option<usize> {
    Some(catalog.questions.get(question?)?.section)
}

/// A heading in front of a wrapped text.
fn labelled(model: &Model, label: &str, words: &str, width: u16, role: Role) -> Vec<Line<'static>> {
    let theme = &model.theme;
    let mut lines = text::wrap(&format!("{label}  {words}"), width).into_iter();
    let mut out = Vec::new();
    if let Some(first) = lines.next() {
        // Wrapping joins with one blank; the label keeps its own style.
        let rest = first.strip_prefix(label).unwrap_or("").trim_start().to_owned();
        out.push(Line::from(vec![
            Span::styled(label.to_owned(), theme.style(Role::Accent)),
            Span::raw("  "),
            Span::styled(rest, theme.style(role)),
        ]));
    }
    out.extend(lines.map(|l| Line::styled(l, theme.style(role))));
    out
}

/// What the previewed answer would change: weights, scores, totals; the largest changes first.
fn effect(model: &Model, width: u16) -> Vec<Line<'static>> {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let Some(preview) = &model.preview else {
        let hint = match model.asked().map(|q| &q.kind) {
            Some(QuestionKind::Choice(_)) => "Move over a choice to see what it would change.",
            Some(QuestionKind::Number { .. }) => "Type a number, or step with the arrows, to see what it would change.",
            Some(QuestionKind::Points) | None => return Vec::new(),
        };
        let taken = taken(model);
        if taken.is_empty() {
            return text::wrap(hint, width)
                .into_iter()
                .map(|l| Line::styled(l, theme.style(Role::Dim)))
                .collect();
        }
        return taken;
    };
    let mut changes = differences(model.catalog, &model.assessment, preview, g.arrow);
    if changes.is_empty() {
        return vec![Line::styled(
            "This would change no weight, score or total.",
            theme.style(Role::Dim),
        )];
    }
    changes.sort_by(|a, b| b.size.total_cmp(&a.size));
    changes
        .into_iter()
        .map(|change| {
            let words = text::truncate(&change.words, width.saturating_sub(10), g.ellipsis);
            Line::from(vec![
                Span::styled(text::pad(change.what, 8), theme.style(Role::Dim)),
                Span::styled(words, theme.style(Role::Text)),
            ])
        })
        .collect()
}

/// What the answer that is taken does to the weights.
fn taken(model: &Model) -> Vec<Line<'static>> {
    let theme = &model.theme;
    let terms = model.catalog.criteria.iter().zip(&model.assessment.weights);
    let words: Vec<String> = terms
        .flat_map(|(criterion, weight)| {
            let own = weight
                .stress
                .iter()
                .filter(|t| Some(t.question) == model.asking.question);
            own.map(move |t| format!("{} {}{}", criterion.short, theme.glyphs.times, t.factor))
        })
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    vec![Line::from(vec![
        Span::styled(text::pad("weights", 9), theme.style(Role::Dim)),
        Span::styled(words.join(", "), theme.style(Role::Text)),
    ])]
}

struct Difference {
    what: &'static str,
    words: String,
    size: f64,
}

fn differences(catalog: &Catalog, now: &Assessment, then: &Assessment, arrow: char) -> Vec<Difference> {
    let mut found = Vec::new();
    for (criterion, (a, b)) in catalog.criteria.iter().zip(now.weights.iter().zip(&then.weights)) {
        let moved = (b.share - a.share).abs();
        if moved >= 0.005 {
            found.push(Difference {
                what: "weight",
                words: format!(
                    "{} {:.0} {arrow} {:.0} %",
                    criterion.short,
                    a.share * 100.0,
                    b.share * 100.0
                ),
                size: moved * 10.0,
            });
        }
    }
    let options = catalog
        .options
        .iter()
        .zip(now.chosen().options.iter().zip(&then.chosen().options));
    for (option, (a, b)) in options {
        let moved = (b.total - a.total).abs();
        if moved >= 0.005 {
            found.push(Difference {
                what: "total",
                words: format!("{} {:.2} {arrow} {:.2}", option.title, a.total, b.total),
                // Totals are what all the rest is for.
                size: 100.0 + moved,
            });
        }
        if option.strategy.is_some() {
            continue;
        }
        for (criterion, (a, b)) in catalog.criteria.iter().zip(a.scores.iter().zip(&b.scores)) {
            let moved = (b.value - a.value).abs();
            if moved >= 0.05 {
                found.push(Difference {
                    what: "score",
                    words: format!(
                        "{}, {} {:.1} {arrow} {:.1}",
                        option.title, criterion.short, a.value, b.value
                    ),
                    size: moved,
                });
            }
        }
    }
    found
}

//! The question screen: what is asked, what each answer would do, and charts beside it.

mod effect;
mod input;
mod points;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{frame, panel};
use crate::{
    catalog::{Catalog, Question, QuestionKind},
    tui::{
        model::{Chart, Model},
        theme::Role,
        widget::{Painter, short, text},
    },
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

/// The words of a question, as it is asked now.
pub(in crate::tui::view) fn words(model: &Model, question: &Question) -> String {
    points::ask(model, question).into_owned()
}

/// Rows that the part which is answered would like at this width.
pub(in crate::tui::view) fn input_rows(model: &Model, width: u16) -> u16 {
    input::rows(model, width)
}

/// Draws the part which is answered.
pub(in crate::tui::view) fn draw_input(model: &Model, area: Rect, buf: &mut Buffer) {
    input::draw(model, area, buf);
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
    // A title, the bars, their scale; where there is room, a legend.
    let wish = if area.height >= 30 { options + 3 } else { options + 2 };
    let scores = wish.clamp(3, (area.height / 3).max(3));
    let top = Rect {
        height: scores.min(area.height),
        ..area
    };
    panel::scores(&scene, inner(top), buf);
    let first = model.asking.chart;
    let shown: Vec<Chart> = match grid(area) {
        Grid::All if area.height >= 46 => vec![Chart::Cost, Chart::Latency, Chart::Fit, Chart::Gates],
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
        Chart::Cost => 12,
        Chart::Latency => 11,
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
        .filter(|&i| shown[i] == Chart::Cost || (shown[i] == Chart::Latency && shown.len() < 3))
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
    let width = area.width.saturating_sub(3).min(76);
    let (Some(question), Some(index)) = (model.asked(), model.asking.question) else {
        return nothing_asked(model, area, buf);
    };
    // Rows over the input, and what comes below it, in order of importance.
    let mut head = vec![progress(model, index, width), Line::default()];
    head.extend(
        text::wrap(&points::ask(model, question), width)
            .into_iter()
            .map(|l| Line::styled(l, theme.style(Role::Strong))),
    );
    head.push(Line::default());
    let small = area.height < 26;
    let effects = if small { 3 } else { 5 };
    let mut below = vec![Line::default()];
    let mut change = effect::lines(model, width);
    change.truncate(effects);
    // Always as many rows, so that nothing below moves with the cursor.
    if !matches!(question.kind, QuestionKind::Points) {
        change.resize(effects, Line::default());
    }
    if !change.is_empty() {
        change.push(Line::default());
    }
    below.extend(change);
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
    if let Some(words) = worth_asking(model, index) {
        below.extend(labelled(model, "Worth asking", &words, width, Role::Text));
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
        spans.extend(share_answered(model, visible.len(), room));
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

/// Where there is no room for a column a question: one bar, as long as there are answers.
fn share_answered(model: &Model, visible: usize, room: usize) -> Vec<Span<'static>> {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let answered = visible.saturating_sub(model.assessment.unanswered.len());
    let done = room * answered / visible.max(1);
    vec![
        Span::styled(g.done.to_string().repeat(done), theme.style(Role::Text)),
        Span::styled(g.left.to_string().repeat(room - done), theme.style(Role::Border)),
    ]
}

fn section_of(catalog: &Catalog, question: Option<usize>) -> Option<usize> {
    Some(catalog.questions.get(question?)?.section)
}

/// Which open question is most worth answering, or that none can change the winner; nothing before that is known.
fn worth_asking(model: &Model, here: usize) -> Option<String> {
    let sure = &model.sure.as_ref()?.robustness;
    if model.assessment.unanswered.is_empty() {
        return None;
    }
    match model.worth_asking() {
        Some(next) if next == here => Some("this one: its answer could change the winner most".into()),
        Some(next) => Some(format!("{}, next (a)", model.catalog.questions[next].title)),
        None if sure.could_change == 0 => {
            Some("no open answer alone can change the winner; the verdict is on screen 2".into())
        }
        None => None,
    }
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

//! Where numbers come from: the list of a screen's numbers, and the explanation of the one under the cursor.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::popup;
use crate::{
    tui::{
        hit::{Spot, Wheel},
        layer::{Explain, Step},
        model::Model,
        theme::{Role, Theme},
        view::field,
        widget::{Painter, short, text},
    },
    weigh::explain::{Source, SourceKind},
};

/// Columns of the popup at most: longer lines are hard to follow.
const WIDEST: u16 = 156;
/// Columns of the inside from which on list and explanation stand side by side.
const BESIDE: u16 = 96;
/// Rows of the explanation under the list, where they do not: list, line, explanation.
const BELOW: u16 = 9;

/// Draws the popup.
pub(super) fn draw(model: &Model, explain: &Explain, body: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let title = format!("Where the numbers come from: {}", explain.screen.title());
    let inner = popup(theme, &title, (WIDEST, body.height), body, buf);
    model.hits.add(inner, Spot::Wheel(Wheel::Cursor));
    if inner.width >= BESIDE {
        let left = (inner.width * 2 / 5).min(58);
        let rule = inner.x + left + 1;
        let mut painter = Painter::new(inner, buf);
        for y in 0..inner.height {
            painter.glyph(left + 1, y, theme.glyphs.pillar, theme.style(Role::Border));
        }
        list(model, explain, Rect { width: left, ..inner }, buf);
        let right = Rect {
            x: rule + 2,
            width: (inner.x + inner.width).saturating_sub(rule + 2),
            ..inner
        };
        explanation(model, explain, right, buf);
    } else if explain.inside {
        explanation(model, explain, inner, buf);
    } else {
        let below = BELOW.min(inner.height / 2);
        let above = inner.height.saturating_sub(below + 1);
        list(model, explain, Rect { height: above, ..inner }, buf);
        let mut painter = Painter::new(inner, buf);
        painter.run(0, above, inner.width, theme.glyphs.rule, theme.style(Role::Border));
        let area = Rect {
            y: inner.y + above + 1,
            height: below,
            ..inner
        };
        explanation(model, explain, area, buf);
    }
}

/// A line of the list.
enum Row {
    Heading(&'static str),
    /// Place among the entries found, a line of its name, and its value behind the first of them.
    Entry(usize, String, String),
}

/// The words searched for, and the numbers that hold them.
fn list(model: &Model, explain: &Explain, area: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let g = theme.glyphs;
    let mut painter = Painter::new(area, buf);
    let at = painter.text(0, 0, "find ", theme.style(Role::Dim));
    let found = explain.found();
    let count = format!("{} of {}", found.len(), explain.entries.len());
    painter.right(area.width, 0, &count, theme.style(Role::Dim));
    let room = area.width.saturating_sub(at + text::width(&count) + 2);
    let place = Rect::new(area.x + at, area.y, room.min(30), 1.min(area.height));
    field::draw(&explain.filter, theme, place, buf);
    let mut rows = Vec::with_capacity(found.len() + 8);
    let mut last = None;
    for (place, &index) in found.iter().enumerate() {
        let group = explain.entries[index].group;
        if last != Some(group) {
            rows.push(Row::Heading(group.title()));
            last = Some(group);
        }
        let entry = &explain.entries[index];
        let value = text::truncate(&entry.value, area.width / 2, g.ellipsis);
        let room = area.width.saturating_sub(text::width(&value) + 4);
        let mut value = Some(value);
        // Names that differ only in their end must be told apart: none is cut.
        for line in text::wrap(&entry.title, room) {
            rows.push(Row::Entry(place, line, value.take().unwrap_or_default()));
        }
    }
    let area = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let mut painter = Painter::new(area, buf);
    if rows.is_empty() {
        painter.text(2, 0, "No number like that.", theme.style(Role::Dim));
        return;
    }
    let cursor = rows
        .iter()
        .position(|row| matches!(row, Row::Entry(place, ..) if *place == explain.cursor))
        .unwrap_or(0);
    let space = usize::from(area.height);
    // The cursor in the middle, where there is a middle: neighbours on both sides stay in sight.
    let first = cursor.saturating_sub(space / 2).min(rows.len().saturating_sub(space));
    for (y, row) in rows.iter().skip(first).take(space).enumerate() {
        let y = short(y);
        match row {
            Row::Heading(words) => {
                painter.text(0, y, words, theme.style(Role::Dim));
            }
            Row::Entry(place, words, value) => {
                model.hits.add(painter.place(0, y, area.width), Spot::Entry(*place));
                let here = *place == explain.cursor;
                let role = if here && !explain.inside {
                    Role::Selection
                } else {
                    Role::Text
                };
                if here {
                    if !value.is_empty() {
                        painter.glyph(0, y, g.selected, theme.style(Role::Focus));
                    }
                    painter.run(2, y, area.width.saturating_sub(2), ' ', theme.style(role));
                }
                let indent = if value.is_empty() { 4 } else { 2 };
                painter.text(indent, y, words, theme.style(role));
                painter.right(area.width, y, value, theme.style(role));
            }
        }
    }
    more_beside(theme, area, (first, rows.len()), buf);
}

/// Marks in the last column that there is more above or below.
fn more_beside(theme: &Theme, area: Rect, (first, rows): (usize, usize), buf: &mut Buffer) {
    let mut painter = Painter::new(
        Rect {
            width: area.width + 1,
            ..area
        },
        buf,
    );
    if first > 0 {
        painter.glyph(area.width, 0, theme.glyphs.up, theme.style(Role::Accent));
    }
    if first + usize::from(area.height) < rows {
        let last = area.height.saturating_sub(1);
        painter.glyph(area.width, last, theme.glyphs.down, theme.style(Role::Accent));
    }
}

/// The number under the cursor.
fn explanation(model: &Model, explain: &Explain, area: Rect, buf: &mut Buffer) {
    let theme = &model.theme;
    let Some(step) = explain.step() else { return };
    let mut rows = Rows {
        theme,
        width: area.width,
        lines: Vec::new(),
        inputs: Vec::new(),
    };
    rows.way(explain);
    rows.number(step);
    let selected = rows.inputs(step, explain.inside);
    rows.notes(step);
    let (lines, inputs) = (rows.lines, rows.inputs);
    let space = usize::from(area.height);
    // Just so far that the input under the cursor is seen whole; further where it was scrolled.
    let needed = selected.end.saturating_sub(space).min(selected.start);
    let most = lines.len().saturating_sub(space);
    let first = (needed + usize::from(step.scroll)).min(most.max(needed));
    let mut painter = Painter::new(area, buf);
    for (y, line) in lines.iter().skip(first).take(space).enumerate() {
        painter.line(0, short(y), line);
        if let Some(input) = inputs.iter().position(|rows| rows.contains(&(first + y))) {
            model
                .hits
                .add(painter.place(0, short(y), area.width), Spot::Input(input));
        }
    }
    more_beside(theme, area, (first, lines.len()), buf);
}

/// The explanation in lines.
struct Rows<'a> {
    theme: &'a Theme,
    width: u16,
    lines: Vec<Line<'static>>,
    /// Which lines each input takes.
    inputs: Vec<std::ops::Range<usize>>,
}

impl Rows<'_> {
    /// Columns of the labels at the left.
    const LABEL: u16 = 7;

    fn span(&self, words: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(words.into(), self.theme.style(role))
    }

    /// Wrapped words behind a label that stands once.
    fn labelled(&mut self, label: &str, words: &str, role: Role) {
        let room = self.width.saturating_sub(Self::LABEL);
        for (at, line) in text::wrap(words, room).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            self.lines.push(Line::from(vec![
                self.span(text::pad(label, Self::LABEL), Role::Dim),
                self.span(line, role),
            ]));
        }
    }

    /// What was gone down from.
    fn way(&mut self, explain: &Explain) {
        let above = explain.trail.len().saturating_sub(1);
        for (depth, step) in explain.trail.iter().take(above).enumerate() {
            let indent = short(depth).min(6);
            let words = format!("{} {}", step.explanation.title, step.explanation.value);
            let room = self.width.saturating_sub(indent + 2);
            let words = text::truncate(&words, room, self.theme.glyphs.ellipsis);
            let start = " ".repeat(usize::from(indent));
            let line = format!("{start}{} {words}", self.theme.glyphs.up);
            self.lines.push(Line::from(self.span(line, Role::Dim)));
        }
    }

    /// Name, value, formula, arithmetic.
    fn number(&mut self, step: &Step) {
        let it = &step.explanation;
        let room = self.width.saturating_sub(text::width(&it.value) + 2);
        let mut title = text::wrap(&it.title, room.max(self.width / 3)).into_iter();
        let first = title.next().unwrap_or_default();
        let gap = self.width.saturating_sub(text::width(&first) + text::width(&it.value));
        if gap >= 2 {
            self.lines.push(Line::from(vec![
                self.span(first, Role::Strong),
                Span::raw(" ".repeat(usize::from(gap))),
                self.span(it.value.clone(), Role::Strong),
            ]));
            let rest: Vec<String> = title.collect();
            for line in rest {
                self.lines.push(Line::from(self.span(line, Role::Strong)));
            }
        } else {
            // A value as long as a sentence: under the name.
            for line in std::iter::once(first)
                .chain(title)
                .chain(text::wrap(&it.value, self.width))
            {
                self.lines.push(Line::from(self.span(line, Role::Strong)));
            }
        }
        self.lines.push(Line::default());
        self.labelled("how", &it.formula, Role::Text);
        if it.arithmetic != it.value {
            self.labelled("", &it.arithmetic, Role::Accent);
        }
    }

    /// What it is computed from; the rows of the input under the cursor come back.
    fn inputs(&mut self, step: &Step, inside: bool) -> std::ops::Range<usize> {
        let inputs = &step.explanation.inputs;
        if inputs.is_empty() {
            return 0..0;
        }
        self.lines.push(Line::default());
        let values = inputs
            .iter()
            .map(|i| text::width(&i.value))
            .max()
            .unwrap_or(0)
            .min(self.width / 3);
        let mut selected = 0..0;
        for (index, input) in inputs.iter().enumerate() {
            let start = self.lines.len();
            let here = inside && index == step.cursor;
            self.input(input, index == 0, here, values);
            let rows = start..self.lines.len();
            if here {
                selected = rows.clone();
            }
            self.inputs.push(rows);
        }
        selected
    }

    /// Name, value, kind; below it the source, where it is not computed.
    fn input(&mut self, input: &Source, first: bool, here: bool, values: u16) {
        const KIND: u16 = 12;
        let g = self.theme.glyphs;
        let role = if here { Role::Selection } else { Role::Text };
        let mark = if here { g.selected } else { ' ' };
        let label = if first { "from" } else { "" };
        // Label, then name, value and kind, with two columns between them.
        let room = self.width.saturating_sub(Self::LABEL + values + KIND + 2);
        let mut names = text::wrap(&input.name, room).into_iter();
        let value = text::truncate(&input.value, values, g.ellipsis);
        let fill = values.saturating_sub(text::width(&value));
        let kind = if input.kind == SourceKind::Computed {
            format!("{} {}", input.kind.id(), g.arrow)
        } else {
            input.kind.id().to_owned()
        };
        let name = text::pad(&names.next().unwrap_or_default(), room);
        self.lines.push(Line::from(vec![
            self.span(text::pad(label, Self::LABEL - 2), Role::Dim),
            self.span(format!("{mark} "), if here { Role::Focus } else { Role::Text }),
            self.span(name, role),
            self.span(format!("  {}{value}", " ".repeat(usize::from(fill))), role),
            self.span("  ", role),
            self.span(
                text::pad(&kind, KIND - 2),
                if here { role } else { kind_role(input.kind) },
            ),
        ]));
        let indent = " ".repeat(usize::from(Self::LABEL));
        let rest: Vec<String> = names.collect();
        for line in rest {
            self.lines
                .push(Line::from(vec![Span::raw(indent.clone()), self.span(line, role)]));
        }
        for line in text::wrap(&input.source, self.width.saturating_sub(Self::LABEL + 2)) {
            self.lines.push(Line::from(vec![
                Span::raw(format!("{indent}  ")),
                self.span(line, Role::Dim),
            ]));
        }
    }

    /// What should be said beside it.
    fn notes(&mut self, step: &Step) {
        for (at, note) in step.explanation.notes.iter().enumerate() {
            if at == 0 {
                self.lines.push(Line::default());
            }
            self.labelled(if at == 0 { "note" } else { "" }, note, Role::Text);
        }
    }
}

/// What stands out: numbers that nobody wrote down anywhere.
const fn kind_role(kind: SourceKind) -> Role {
    match kind {
        SourceKind::Assumed | SourceKind::Default => Role::Warn,
        SourceKind::Answered | SourceKind::Own => Role::Good,
        SourceKind::Computed => Role::Accent,
        SourceKind::Quoted | SourceKind::Measured | SourceKind::Declared | SourceKind::Drawn => Role::Dim,
    }
}

//! Results of the gates.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use crate::{
    tui::{
        theme::Role,
        view::{Scene, say},
        widget::{Cell, Column, Row, Table},
    },
    weigh::{GateResult, GateState},
};

/// Each gate that applies and what each option does there; then the reasons of all that is not passed.
pub fn gates(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (table, reasons) = parts(scene, area.width);
    let Some(table) = table else {
        say::paragraphs(&reasons, area, buf);
        return;
    };
    let used = table.height(area.width).min(area.height);
    (&table).render(area, buf);
    let rest = Rect::new(area.x, area.y + used, area.width, area.height - used);
    say::paragraphs(&reasons, rest, buf);
}

/// Rows that the panel takes in full.
pub(in crate::tui::view) fn height(scene: &Scene<'_>, width: u16) -> u16 {
    let (table, reasons) = parts(scene, width);
    table
        .map_or(0, |t| t.height(width))
        .saturating_add(say::height(&reasons, width))
}

fn parts<'a>(scene: &Scene<'a>, width: u16) -> (Option<Table<'a>>, Vec<Line<'static>>) {
    let weighing = scene.weighing();
    let applies: Vec<usize> = (0..scene.catalog.gates.len())
        .filter(|gate| weighing.options.iter().any(|o| o.gates.iter().any(|r| r.gate == *gate)))
        .collect();
    if applies.is_empty() {
        let lines = vec![
            say::styled("Must-haves", scene.theme.style(Role::Title)),
            say::styled("None applies to these answers.", scene.theme.style(Role::Dim)),
        ];
        return (None, lines);
    }
    let mut columns = vec![Column::words("")];
    columns.extend((0..weighing.options.len()).map(|o| Column::words(scene.option(o))));
    let result = |option: usize, gate: usize| weighing.options[option].gates.iter().find(|r| r.gate == gate);
    // The mark alone says it where the words have no room; the reasons below name what is not passed.
    let worded = usize::from(width) >= 24 + 12 * weighing.options.len();
    let rows = applies.iter().map(|gate| {
        let title = scene.catalog.gates[*gate].title.clone();
        let cells = (0..weighing.options.len()).map(|option| {
            result(option, *gate).map_or_else(
                || Cell::from("-"),
                |r| {
                    let (glyph, role) = mark(scene, r.state);
                    let said = if worded {
                        format!("{glyph} {}", r.state.id())
                    } else {
                        glyph.to_string()
                    };
                    Cell::new(said, scene.theme.style(role))
                },
            )
        });
        Row {
            cells: std::iter::once(Cell::from(title)).chain(cells).collect(),
            ruled: false,
        }
    });
    let mut reasons = Vec::new();
    for state in [GateState::Fail, GateState::Unknown] {
        for option in 0..weighing.options.len() {
            for result in weighing.options[option].gates.iter().filter(|r| r.state == state) {
                reasons.push(line(scene, option, result));
            }
        }
    }
    let table = Table {
        title: "Must-haves",
        columns,
        rows: rows.collect(),
        theme: scene.theme,
    };
    (Some(table), reasons)
}

/// A result in a sentence: its mark, the option, the reason.
pub(in crate::tui::view) fn line(scene: &Scene<'_>, option: usize, result: &GateResult) -> Line<'static> {
    let (glyph, role) = mark(scene, result.state);
    Line::from(vec![
        Span::styled(format!("{glyph} "), scene.theme.style(role)),
        Span::styled(format!("{}: ", scene.option(option)), scene.theme.style(Role::Strong)),
        Span::styled(result.reason.clone(), scene.theme.style(Role::Text)),
    ])
}

fn mark(scene: &Scene<'_>, state: GateState) -> (char, Role) {
    let g = scene.theme.glyphs;
    match state {
        GateState::Pass => (g.pass, Role::Good),
        GateState::Fail => (g.fail, Role::Bad),
        GateState::Unknown => (g.unknown, Role::Warn),
    }
}

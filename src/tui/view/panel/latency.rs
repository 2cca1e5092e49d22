//! Latency by percentile.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use super::nothing;
use crate::{
    catalog::{Percentile, Quantity},
    tui::{
        hit::ChartId,
        theme::Role,
        view::{Scene, read},
        widget::{Axis, Cell, Column, DotPlot, DotRow, Range, Row, Table, readout},
    },
    weigh::{Weighing, words},
};

/// Latency at the own load by percentile, with the target; before a preview, or under another set of evidence, dim.
pub fn latency(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let weighing = scene.weighing();
    let title = scene.now.peak_rps.map_or_else(
        || "Latency, ms (log)".to_owned(),
        |peak| format!("Latency at {} req/s, ms (log)", words::compact(peak.value)),
    );
    if weighing.options.iter().all(|o| o.latency.iter().all(Option::is_none)) {
        let why = if scene.catalog.latency.is_empty() {
            "The catalog has no figures of latency."
        } else {
            "No option has a figure of latency at this load."
        };
        nothing(scene, &title, why, area, buf);
        return;
    }
    if scene.table {
        table(scene, &title, area, buf);
        return;
    }
    let other = scene.others().next();
    let (ghost, ghost_note) = match (scene.before(), other) {
        (Some(before), _) => (Some(before), Some("before")),
        (None, Some(other)) => (Some(other.weighing), Some(other.title)),
        (None, None) => (None, None),
    };
    // A strategy is as quick as its parts: where there is no lane for each option its dots would only cover theirs.
    let count = weighing.options.len();
    let lanes = usize::from(area.height) >= count * Percentile::ALL.len() + 6;
    let plain = |option: &usize| scene.catalog.options.get(*option).is_some_and(|o| o.strategy.is_none());
    let drawn: Vec<usize> = (0..count).filter(|o| lanes || plain(o)).collect();
    // Options without any figure have no dot anywhere: their legend says so.
    let names: Vec<String> = drawn
        .iter()
        .map(|&option| {
            let has = weighing.options[option].latency.iter().any(Option::is_some);
            let name = scene.option(option);
            if has {
                name.to_owned()
            } else {
                format!("{name}: no figure at this load")
            }
        })
        .collect();
    let rows: Vec<DotRow<'_>> = Percentile::ALL
        .iter()
        .map(|percentile| DotRow {
            name: percentile.label(),
            dots: drawn
                .iter()
                .map(|o| weighing.options[*o].latency[*percentile as usize])
                .map(|span| {
                    span.map(|s| Range {
                        low: s.low,
                        likely: s.likely,
                        high: s.high,
                    })
                })
                .collect(),
            ghosts: ghost.map_or_else(Vec::new, |g| drawn.iter().map(|o| likely(g, *o, *percentile)).collect()),
        })
        .collect();
    let target = target(scene, Percentile::P99);
    let dots = rows
        .iter()
        .flat_map(|r| r.dots.iter().flatten())
        .flat_map(|d| [d.low, d.high]);
    let ghosts = rows.iter().flat_map(|r| r.ghosts.iter().flatten()).copied();
    let axis = Axis::decades(dots.chain(ghosts).chain(target), "ms");
    let has_ghosts = rows.iter().any(|r| r.ghosts.iter().any(Option::is_some));
    let chart = DotPlot {
        title: &title,
        axis,
        series: names.iter().map(String::as_str).zip(drawn.iter().copied()).collect(),
        rows,
        target: target.map(|ms| (ms, format!("your p99 target {} ms", words::number(ms)))),
        ghost_note: ghost_note.filter(|_| has_ghosts),
        theme: scene.theme,
    };
    let rows = chart.draw(area, buf);
    read::publish(scene, ChartId::Latency, rows.iter().copied());
    let Some((stop, place)) = read::under(scene, ChartId::Latency).and_then(|stop| Some((stop, rows.get(stop)?)))
    else {
        return;
    };
    let row = &chart.rows[stop];
    let mut line = Line::from(Span::styled(row.name, scene.theme.style(Role::Strong)));
    for (dot, (_, index)) in row.dots.iter().zip(&chart.series) {
        let Some(dot) = dot else { continue };
        let range = if dot.low < dot.high {
            format!(" ({} to {})", words::number(dot.low), words::number(dot.high))
        } else {
            String::new()
        };
        let marker = scene.theme.glyphs.point(*index);
        line.push_span(Span::styled(format!("  {marker}"), scene.theme.series(*index)));
        let value = format!(" {} ms{range}", words::number(dot.likely));
        line.push_span(Span::styled(value, scene.theme.style(Role::Text)));
    }
    readout(&line, place.x + place.width / 2, area, buf);
}

fn likely(weighing: &Weighing, option: usize, percentile: Percentile) -> Option<f64> {
    weighing.options.get(option)?.latency[percentile as usize].map(|s| s.likely)
}

/// The limit of the gate on this percentile, where one applies.
pub(super) fn target(scene: &Scene<'_>, percentile: Percentile) -> Option<f64> {
    let on_latency = |gate: usize| {
        scene
            .catalog
            .gates
            .get(gate)
            .is_some_and(|g| g.quantity == Quantity::Latency(percentile))
    };
    let options = scene.weighing().options.iter();
    options
        .flat_map(|o| &o.gates)
        .find(|r| on_latency(r.gate))
        .and_then(|r| r.limit)
}

fn table(scene: &Scene<'_>, title: &str, area: Rect, buf: &mut Buffer) {
    let weighing = scene.weighing();
    let mut columns = vec![Column::words("")];
    columns.extend((0..weighing.options.len()).map(|o| Column::numbers(scene.option(o))));
    let target = target(scene, Percentile::P99);
    columns.push(Column::numbers("target").spare(1));
    let wide = usize::from(area.width) >= 18 + weighing.options.len() * 24;
    let rows = Percentile::ALL.iter().map(|percentile| {
        let target = target.filter(|_| *percentile == Percentile::P99);
        let cells = weighing.options.iter().map(|o| {
            o.latency[*percentile as usize].map_or_else(
                || "no figure".to_owned(),
                |s| {
                    if s.low < s.high && wide {
                        format!(
                            "{} ({} to {})",
                            words::number(s.likely),
                            words::number(s.low),
                            words::number(s.high)
                        )
                    } else {
                        words::number(s.likely)
                    }
                },
            )
        });
        let mut row: Row = std::iter::once(percentile.label().to_owned()).chain(cells).collect();
        let target = target.map_or_else(String::new, words::number);
        row.cells.push(Cell::new(target, scene.theme.style(Role::Target)));
        row
    });
    let table = Table {
        title,
        columns,
        rows: rows.collect(),
        theme: scene.theme,
    };
    table.render(area, buf);
}

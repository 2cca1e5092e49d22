//! Curves of options over a logarithmic range, with walls and own points: load and memory share them.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Scene, read, say};
use crate::{
    tui::{
        hit::ChartId,
        theme::Role,
        widget::{Axis, Cell, Column, LineChart, Mark, Marker, Row, Series, Table, Trace},
    },
    weigh::{Curve, Weighing, words},
};

/// What differs between such charts.
pub(super) struct Curves {
    pub(super) title: &'static str,
    /// Which chart it is.
    pub(super) id: ChartId,
    /// Unit of the upright axis.
    pub(super) y_unit: &'static str,
    /// What is said where there is no curve.
    pub(super) none: &'static str,
    /// Label of the level axis.
    pub(super) x_label: &'static str,
    /// Head of its column in the table.
    pub(super) x_head: &'static str,
    /// Level lines.
    pub(super) level: Vec<Marker>,
    /// Which curves.
    pub(super) of: fn(&Weighing) -> &Vec<Option<Curve>>,
}

/// Draws the chart, or its table twin.
pub(super) fn draw(scene: &Scene<'_>, curves: &Curves, area: Rect, buf: &mut Buffer) {
    let now = (curves.of)(scene.weighing());
    if now.iter().all(Option::is_none) {
        let lines = [
            say::styled(curves.title, scene.theme.style(Role::Title)),
            say::styled(curves.none, scene.theme.style(Role::Dim)),
        ];
        say::paragraphs(&lines, area, buf);
        return;
    }
    if scene.table {
        table(scene, curves, now, area, buf);
        return;
    }
    // A preview has enough to show with what was before.
    let other = scene.others().next().filter(|_| scene.ghost.is_none());
    let faint = other.map(|o| (curves.of)(o.weighing).as_slice()).unwrap_or_default();
    let ghost = scene.before().map(|w| (curves.of)(w).as_slice()).unwrap_or_default();
    let mut series = Vec::new();
    for (trace, all) in [
        (Trace::Solid, now.as_slice()),
        (Trace::Ghost, ghost),
        (Trace::Faint, faint),
    ] {
        for (option, curve) in all.iter().enumerate() {
            let Some(curve) = curve else { continue };
            // The curves of another preview rarely differ: only their own points do.
            if trace == Trace::Ghost
                && now
                    .get(option)
                    .and_then(Option::as_ref)
                    .is_some_and(|n| n.points == curve.points)
            {
                continue;
            }
            series.push(Series {
                name: scene.option(option),
                points: &curve.points,
                index: option,
                trace,
                dotted: trace == Trace::Solid && curve.points.len() <= 8,
            });
        }
    }
    let own: Vec<(usize, (f64, f64))> = now
        .iter()
        .enumerate()
        .filter_map(|(option, curve)| Some((option, curve.as_ref()?.own?)))
        .collect();
    let points = || {
        series
            .iter()
            .flat_map(|s| s.points)
            .copied()
            .chain(own.iter().map(|o| o.1))
    };
    let walls = now.iter().flatten().filter_map(|c| c.wall);
    let x = Axis::decades(points().map(|p| p.0).chain(walls), curves.x_label);
    let y = Axis::decades(points().map(|p| p.1).chain(curves.level.iter().map(|m| m.at)), "");
    let across = now.iter().enumerate().filter_map(|(option, curve)| {
        let wall = curve.as_ref()?.wall?;
        Some(Marker {
            at: wall,
            label: format!("{} full at {}", scene.option(option), words::compact(wall)),
            role: Role::series(option),
        })
    });
    let mut notes = Vec::new();
    if !own.is_empty() {
        notes.push((scene.theme.glyphs.together.to_string(), "your peak"));
    }
    if series.iter().any(|s| s.trace == Trace::Ghost) {
        notes.push((Trace::Ghost.sample(scene.theme), "before"));
    }
    if let Some(other) = other.filter(|_| series.iter().any(|s| s.trace == Trace::Faint)) {
        notes.push((Trace::Faint.sample(scene.theme), other.title));
    }
    let marks = own.iter().map(|(option, at)| Mark {
        at: *at,
        label: String::new(),
        glyph: scene.theme.glyphs.together,
        role: Role::series(*option),
    });
    let chart = LineChart {
        title: curves.title,
        x,
        y,
        marks: marks.collect(),
        across: across.collect(),
        series,
        level: curves.level.clone(),
        notes,
        theme: scene.theme,
    };
    let at = |x: f64| format!("{} {}", words::compact(x), curves.x_label);
    let value = |y: f64| format!("{} {}", words::number(y), curves.y_unit);
    read::line_chart(scene, curves.id, &chart, (&at, &value), area, buf);
}

/// Each option's own printed points, one below the other; a load that one has and the other lacks stays empty there.
fn table(scene: &Scene<'_>, curves: &Curves, now: &[Option<Curve>], area: Rect, buf: &mut Buffer) {
    let mut at: Vec<f64> = now
        .iter()
        .flatten()
        .flat_map(|c| c.points.iter().map(|p| p.0))
        .collect();
    at.sort_by(f64::total_cmp);
    at.dedup_by(|a, b| (*a - *b).abs() <= b.abs() * 1e-9);
    let drawn: Vec<(usize, &Curve)> = now
        .iter()
        .enumerate()
        .filter_map(|(o, c)| Some((o, c.as_ref()?)))
        .collect();
    let mut columns = vec![Column::numbers(curves.x_head)];
    columns.extend(drawn.iter().map(|(o, _)| Column::numbers(scene.option(*o))));
    // The own point stands in the last row: the others are thinned out until it is seen.
    let room = usize::from(area.height).saturating_sub(5).max(1);
    let every = at.len().div_ceil(room).max(1);
    let mut rows: Vec<Row> = Vec::new();
    for x in at.into_iter().step_by(every) {
        let cells = drawn.iter().map(|(_, curve)| {
            let point = curve.points.iter().find(|p| (p.0 - x).abs() <= x.abs() * 1e-9);
            point.map_or_else(String::new, |p| words::number(p.1))
        });
        rows.push(std::iter::once(words::number(x)).chain(cells).collect());
    }
    let own = drawn.iter().map(|(_, curve)| {
        let at = |(x, y)| format!("{} at {}", words::number(y), words::number(x));
        curve.own.map_or_else(String::new, at)
    });
    let style = scene.theme.style(Role::Strong);
    rows.push(Row {
        cells: std::iter::once("your peak".to_owned())
            .chain(own)
            .map(|t| Cell::new(t, style))
            .collect(),
        ruled: true,
    });
    let table = Table {
        title: curves.title,
        columns,
        rows,
        theme: scene.theme,
    };
    table.render(area, buf);
}

//! Totals as stacked contributions.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use crate::{
    tui::{
        hit::ChartId,
        theme::Role,
        view::{Scene, read},
        widget::{Bar, Cell, Column, Row, StackedBars, Table, readout, short},
    },
    weigh::words,
};

/// Totals, best 10, as bars of contributions; against the totals before a preview where there is one.
pub fn scores(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if scene.table {
        table(scene, area, buf);
        return;
    }
    let weighing = scene.weighing();
    let before = scene.before();
    let bars = weighing.options.iter().enumerate().map(|(option, assessed)| Bar {
        name: scene.option(option),
        parts: &assessed.contributions,
        total: assessed.total,
        before: before.and_then(|b| b.options.get(option)).map(|o| o.total),
        index: option,
        winner: weighing.winner == Some(option),
        out: assessed.ruled_out().then_some("ruled out"),
    });
    let count = short(weighing.options.len()).max(1);
    // Thicker only where that leaves the legend its rows.
    let thickness = (area.height.saturating_sub(3) / count).clamp(1, 3);
    let chart = StackedBars {
        title: "Score, 0 to 10",
        bars: bars.collect(),
        parts: scene.catalog.criteria.iter().map(|c| c.short.as_str()).collect(),
        high: 10.0,
        thickness,
        scale: true,
        theme: scene.theme,
    };
    let parts = chart.draw(area, buf);
    read::publish(scene, ChartId::Scores, parts.iter().map(|part| part.area));
    let Some(part) = read::under(scene, ChartId::Scores).and_then(|stop| parts.get(stop)) else {
        return;
    };
    let (bar, criterion) = (&chart.bars[part.bar], scene.catalog.criteria.get(part.part));
    let line = Line::from(vec![
        Span::styled(bar.name, scene.theme.style(Role::Strong)),
        Span::styled(
            format!(
                ": {} brings {} of {}",
                criterion.map_or("", |c| c.title.as_str()),
                words::fixed(bar.parts.get(part.part).copied().unwrap_or(0.0), 2),
                words::fixed(bar.total, 2)
            ),
            scene.theme.style(Role::Text),
        ),
    ]);
    readout(&line, part.area.x, area, buf);
}

fn table(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let weighing = scene.weighing();
    let strong = scene.theme.style(Role::Strong);
    let mut columns = vec![Column::words("Points of the total"), Column::numbers("Weight").spare(1)];
    columns.extend((0..weighing.options.len()).map(|o| Column::numbers(scene.option(o))));
    let mut rows: Vec<Row> = scene
        .catalog
        .criteria
        .iter()
        .enumerate()
        .map(|(c, criterion)| {
            let weight = scene
                .now
                .weights
                .get(c)
                .map_or_else(String::new, |w| words::percent(w.share));
            let parts = weighing
                .options
                .iter()
                .map(|o| words::fixed(o.contributions.get(c).copied().unwrap_or(0.0), 2));
            [criterion.title.clone(), weight].into_iter().chain(parts).collect()
        })
        .collect();
    let totals = weighing.options.iter().map(|o| words::fixed(o.total, 2));
    let total = ["Total".to_owned(), "100 %".to_owned()].into_iter().chain(totals);
    rows.push(Row {
        cells: total.map(|text| Cell::new(text, strong)).collect(),
        ruled: true,
    });
    let table = Table {
        title: "Score, 0 to 10",
        columns,
        rows,
        theme: scene.theme,
    };
    table.render(area, buf);
}

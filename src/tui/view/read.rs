//! Charts read where the pointer is: their stops are published, and the numbers of the one under it are said.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::Scene;
use crate::tui::{
    hit::{ChartId, Reading, Spot},
    theme::Role,
    widget::{LineChart, LineStop, hairline, readout},
};

/// Draws a line chart into `area`, publishes its stops, and says the values at the one under the pointer: `x` and `y` put
/// numbers into words.
pub(super) fn line_chart(
    scene: &Scene<'_>,
    id: ChartId,
    chart: &LineChart<'_>,
    (x, y): (&dyn Fn(f64) -> String, &dyn Fn(f64) -> String),
    area: Rect,
    buf: &mut Buffer,
) {
    let stops = chart.draw(area, buf);
    publish(scene, id, stops.iter().map(|stop| stop.area));
    let Some(LineStop {
        area,
        column,
        at,
        values,
    }) = under(scene, id).and_then(|stop| stops.get(stop))
    else {
        return;
    };
    let mut line = Line::from(Span::styled(x(*at), scene.theme.style(Role::Strong)));
    for (series, value) in values {
        let name = &chart.series[*series];
        line.push_span(Span::raw("  "));
        line.push_span(Span::styled(chart.sample(name), scene.theme.series(name.index)));
        line.push_span(Span::styled(format!(" {}", y(*value)), scene.theme.style(Role::Text)));
    }
    let plot = Rect {
        y: area.y,
        height: area.height,
        ..stops.iter().fold(*area, |all, stop| all.union(stop.area))
    };
    readout(&line, *column, plot, buf);
    let style = scene.theme.style(Role::Ghost);
    hairline(*column, scene.theme.glyphs.limit_y, style, plot, buf);
}

/// Publishes the rows of a chart, and says what `words` make of the one under the pointer: a name, and what there is to say of it,
/// the longest way first: the first that has room is taken.
pub(super) fn rows(
    scene: &Scene<'_>,
    id: ChartId,
    rows: &[Rect],
    words: impl Fn(usize) -> Option<(String, Vec<String>)>,
    area: Rect,
    buf: &mut Buffer,
) {
    publish(scene, id, rows.iter().copied());
    let Some((row, (name, ways))) = under(scene, id).and_then(|stop| Some((rows.get(stop)?, words(stop)?))) else {
        return;
    };
    for said in ways {
        let line = Line::from(vec![
            Span::styled(name.clone(), scene.theme.style(Role::Strong)),
            Span::styled(format!(": {said}"), scene.theme.style(Role::Text)),
        ]);
        if readout(&line, row.x + row.width / 2, area, buf) {
            return;
        }
    }
}

/// Publishes the stops of a chart.
pub(super) fn publish(scene: &Scene<'_>, chart: ChartId, areas: impl Iterator<Item = Rect>) {
    for (stop, area) in areas.enumerate() {
        scene.hit(area, Spot::Reading(Reading { chart, stop }));
    }
}

/// The stop of this chart that the pointer is on.
pub(super) fn under(scene: &Scene<'_>, chart: ChartId) -> Option<usize> {
    scene
        .reading
        .filter(|reading| reading.chart == chart)
        .map(|reading| reading.stop)
}

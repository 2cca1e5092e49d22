//! Start-up and warm-up.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::nothing;
use crate::{
    tui::{
        view::Scene,
        widget::{Column, Row, Table, format},
    },
    weigh::{Span, words},
};

const TITLE: &str = "Start-up and warm-up";

/// A row for each time that any option has a figure of, a column for each option.
pub fn startup(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let table = table(scene);
    if table.rows.is_empty() {
        nothing(scene, TITLE, "The catalog has no figures of start-up.", area, buf);
        return;
    }
    (&table).render(area, buf);
}

/// Rows that the panel takes in full.
pub(in crate::tui::view) fn height(scene: &Scene<'_>, width: u16) -> u16 {
    table(scene).height(width).max(2)
}

fn table<'a>(scene: &Scene<'a>) -> Table<'a> {
    let weighing = scene.weighing();
    let names = ["first answer", "cold start", "peak speed", "full throughput"];
    let mut columns = vec![Column::words("")];
    // A strategy starts as its parts do: its column is the first to go.
    columns.extend(
        scene
            .catalog
            .options
            .iter()
            .map(|o| Column::numbers(o.title.as_str()).spare(u8::from(o.strategy.is_some()))),
    );
    let rows = names
        .iter()
        .enumerate()
        .filter(|(at, _)| weighing.options.iter().any(|o| o.startup[*at].is_some()))
        .map(|(at, name)| {
            let times = weighing
                .options
                .iter()
                .map(|o| o.startup[at].map_or_else(|| "-".to_owned(), time));
            std::iter::once((*name).to_owned()).chain(times).collect::<Row>()
        });
    Table {
        title: TITLE,
        columns,
        rows: rows.collect(),
        theme: scene.theme,
    }
}

fn time(span: Span) -> String {
    if span.low >= span.high {
        return format::duration(span.likely);
    }
    if span.low >= 1000.0 {
        format!(
            "{} to {} s",
            words::number(span.low / 1000.0),
            words::number(span.high / 1000.0)
        )
    } else {
        let low = if span.high < 1000.0 {
            words::number(span.low)
        } else {
            format::duration(span.low)
        };
        format!("{low} to {}", format::duration(span.high))
    }
}

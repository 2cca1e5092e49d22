//! How far each weight may move alone.

use ratatui::widgets::Widget;

use super::{table_block, title};
use crate::{
    tui::{
        view::{Scene, page::Block},
        widget::{Column, IntervalBars, IntervalRow, Row, Table},
    },
    weigh::{Robustness, robustness::Stability, words},
};

/// The intervals drawn on each weight, or their table twin.
pub(super) fn block<'a>(scene: &'a Scene<'a>, sure: &'a Robustness, width: u16) -> Block<'a> {
    if scene.table {
        return table_block(table(scene, sure), width);
    }
    let rows = if sure.stability.is_empty() {
        0
    } else {
        bars(scene, sure, "").height()
    };
    Block::fixed(rows, move |area, buf| {
        let words = title(
            scene,
            "How far each weight may move alone before another option is first",
        );
        let brief = title(scene, "How far each weight may move alone");
        let words = if area.width >= 110 { words } else { brief };
        bars(scene, sure, &words).render(area, buf);
    })
}

/// Who takes over below and above; `None` where nobody does.
fn ends<'a>(scene: &Scene<'a>, stability: &Stability) -> [Option<(f64, &'a str)>; 2] {
    let end = |at: f64, who: Option<usize>| who.map(|who| (at, scene.option(who)));
    [
        end(stability.low, stability.low_winner),
        end(stability.high, stability.high_winner),
    ]
}

fn bars<'a>(scene: &'a Scene<'a>, sure: &Robustness, title: &'a str) -> IntervalBars<'a> {
    let rows = sure.stability.iter().filter_map(|stability| {
        let [below, above] = ends(scene, stability);
        Some(IntervalRow {
            name: &scene.catalog.criteria.get(stability.criterion)?.title,
            now: stability.share,
            below,
            above,
        })
    });
    IntervalBars {
        title,
        rows: rows.collect(),
        theme: scene.theme,
    }
}

fn table<'a>(scene: &'a Scene<'a>, sure: &Robustness) -> Table<'a> {
    let rows = sure.stability.iter().filter_map(|stability| {
        let criterion = scene.catalog.criteria.get(stability.criterion)?;
        let [below, above] = ends(scene, stability);
        let at = |end: &Option<(f64, &str)>| end.map_or_else(|| "-".to_owned(), |(at, _)| words::percent(at));
        let who = |end: &Option<(f64, &str)>| end.map_or("nobody", |(_, who)| who).to_owned();
        let cells = [
            criterion.title.clone(),
            words::percent(stability.share),
            at(&below),
            who(&below),
            at(&above),
            who(&above),
        ];
        Some(cells.into_iter().collect::<Row>())
    });
    Table {
        title: "How far each weight may move alone",
        columns: vec![
            Column::words("Weight of"),
            Column::numbers("Now"),
            Column::numbers("First down to"),
            Column::words("Below it"),
            Column::numbers("First up to"),
            Column::words("Above it"),
        ],
        rows: rows.collect(),
        theme: scene.theme,
    }
}

//! Fit to the scenarios.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::nothing;
use crate::{
    tui::{
        view::Scene,
        widget::{Column, FitBar, FitBars, Row, Table},
    },
    weigh::words,
};

/// Fit to the scenarios, best first, with the source's choice for each.
pub fn fit(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let title = "Fit to the scenarios";
    if scene.catalog.scenarios.is_empty() {
        nothing(scene, title, "The catalog has no scenarios.", area, buf);
        return;
    }
    if scene.table {
        table(scene, title, area, buf);
        return;
    }
    let before = |scenario: usize| scene.ghost?.fit.iter().find(|f| f.scenario == scenario)?.percent;
    let bars = scene.now.fit.iter().enumerate().map(|(at, fit)| FitBar {
        name: scene
            .catalog
            .scenarios
            .get(fit.scenario)
            .map_or("", |s| s.title.as_str()),
        share: fit.percent.map(|p| p / 100.0),
        before: before(fit.scenario).map(|p| p / 100.0),
        words: choices(scene, fit.scenario),
        selected: false,
        strong: at == 0 && fit.percent.is_some(),
    });
    let chart = FitBars {
        title,
        bars: bars.collect(),
        theme: scene.theme,
    };
    chart.render(area, buf);
}

/// What the source chooses for a scenario: one option, or either of several.
pub(in crate::tui::view) fn choices(scene: &Scene<'_>, scenario: usize) -> String {
    let Some(scenario) = scene.catalog.scenarios.get(scenario) else {
        return String::new();
    };
    let titles: Vec<String> = scenario.choice.iter().map(|o| words::name(scene.option(*o))).collect();
    words::either(&titles)
}

/// A fit in words.
pub(in crate::tui::view) fn percent(percent: Option<f64>) -> String {
    percent.map_or_else(|| "-".to_owned(), |p| format!("{} %", words::fixed(p, 0)))
}

fn table(scene: &Scene<'_>, title: &str, area: Rect, buf: &mut Buffer) {
    let rows = scene.now.fit.iter().map(|fit| -> Row {
        let title = scene
            .catalog
            .scenarios
            .get(fit.scenario)
            .map_or("", |s| s.title.as_str());
        [
            title.to_owned(),
            percent(fit.percent),
            fit.compared.to_string(),
            choices(scene, fit.scenario),
        ]
        .into_iter()
        .collect()
    });
    let table = Table {
        title,
        columns: vec![
            Column::words("Scenario"),
            Column::numbers("Fit"),
            Column::numbers("Answers compared").spare(1),
            Column::words("Its choice"),
        ],
        rows: rows.collect(),
        theme: scene.theme,
    };
    table.render(area, buf);
}

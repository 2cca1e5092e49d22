//! Who has which rank in how many draws.

use ratatui::layout::Rect;

use super::{table_block, title};
use crate::{
    tui::{
        hit::ChartId,
        theme::Role,
        view::{Scene, page::Block, read, say},
        widget::{Column, Row, ShareBar, ShareBars, Table},
    },
    weigh::{
        Robustness,
        robustness::{Sampled, WeightSetKind},
        words,
    },
};

/// Shares of ranks of each option, or their table twin, and what was drawn.
pub(super) fn block<'a>(scene: &'a Scene<'a>, sure: &'a Robustness, width: u16) -> Block<'a> {
    let Some(sampled) = &sure.sampled else {
        return Block::fixed(0, |_, _| {});
    };
    let note = say::styled(&drawn(scene, sampled), scene.theme.style(Role::Dim));
    let below = say::height(std::slice::from_ref(&note), width);
    if scene.table {
        return table_block(table(scene, sampled), width);
    }
    let rows = bars(scene, sampled, "First in the draws").height(width);
    Block::fixed(rows + below, move |area, buf| {
        let words = title(scene, "First in the draws");
        let chart = Rect {
            height: rows.min(area.height),
            ..area
        };
        let drawn = bars(scene, sampled, &words).draw(chart, buf);
        let rest = Rect {
            y: area.y + rows.min(area.height),
            height: area.height.saturating_sub(rows),
            ..area
        };
        say::paragraphs(std::slice::from_ref(&note), rest, buf);
        // Last, for it takes what the others leave blank.
        let ranks = |option| Some((scene.option(option).to_owned(), ranks(sampled, option)?));
        read::rows(scene, ChartId::Ranks, &drawn, ranks, area, buf);
    })
}

/// What was drawn, and how often.
fn drawn(scene: &Scene<'_>, sampled: &Sampled) -> String {
    let worlds = if sampled.worlds > 1 {
        ", open questions answered at random"
    } else {
        ""
    };
    let none = if sampled.none > 0.0 {
        format!(
            " Nothing passes in {} of the combinations of answers; they are left out.",
            words::percent(sampled.none)
        )
    } else {
        String::new()
    };
    format!(
        "{} draws (seed {}), {} standard error; {}, uncertain scores within their ranges{worlds}.{none}",
        words::number(f64::from(sampled.draws)),
        sampled.seed,
        scene.theme.glyphs.give,
        sampled.set.words(),
    )
}

/// `78.2 % ± 0.1`.
fn share(give: &str, share: f64, error: f64) -> String {
    let share = words::fixed(share * 100.0, 1);
    format!("{share} % {give} {}", words::fixed(error * 100.0, 1))
}

fn rank(at: usize) -> String {
    match at {
        0 => "first".into(),
        1 => "second".into(),
        2 => "third".into(),
        3 => "fourth".into(),
        4 => "fifth".into(),
        n => format!("{}th", n + 1),
    }
}

/// How often an option has which rank, all of them or as many as have room: `first 79 %, second 21 %`.
fn ranks(sampled: &Sampled, option: usize) -> Option<Vec<String>> {
    let shares = sampled.rank_acceptability.get(option)?.iter().enumerate();
    let ranks = shares.map(|(at, share)| (rank(at), *share));
    let out = sampled
        .ruled_out
        .get(option)
        .map(|share| ("ruled out".to_owned(), *share));
    let there = ranks.chain(out).filter(|(_, share)| *share > 0.0);
    let words: Vec<String> = there
        .map(|(what, share)| format!("{what} {}", words::percent(share)))
        .collect();
    Some((1..=words.len()).rev().map(|count| words[..count].join(", ")).collect())
}

fn bars<'a>(scene: &'a Scene<'a>, sampled: &'a Sampled, title: &'a str) -> ShareBars<'a> {
    let options = sampled.rank_acceptability.iter().enumerate();
    let bars = options.map(|(option, ranks)| ShareBar {
        name: scene.option(option),
        parts: ranks,
        words: share(
            scene.theme.glyphs.give,
            ranks.first().copied().unwrap_or(0.0),
            sampled.first_error.get(option).copied().unwrap_or(0.0),
        ),
        index: option,
        winner: scene.weighing().winner == Some(option),
    });
    let out = sampled.ruled_out.iter().any(|share| *share > 0.0);
    ShareBars {
        title,
        bars: bars.collect(),
        parts: (0..sampled.rank_acceptability.len()).map(rank).collect(),
        rest: if out { "ruled out" } else { "" },
        theme: scene.theme,
    }
}

fn table<'a>(scene: &'a Scene<'a>, sampled: &Sampled) -> Table<'a> {
    let ranks = sampled.rank_acceptability.len();
    let mut columns = vec![Column::words("Share of the draws")];
    columns.extend((0..ranks).map(|at| Column::numbers(words::sentence_case(&rank(at)))));
    columns.push(Column::numbers("Ruled out"));
    columns.push(Column::numbers("Standard error of the first").spare(1));
    let rows = sampled.rank_acceptability.iter().enumerate().map(|(option, shares)| {
        let of = |list: &[f64]| list.get(option).copied().unwrap_or(0.0);
        std::iter::once(scene.option(option).to_owned())
            .chain(shares.iter().map(|share| words::percent(*share)))
            .chain([
                words::percent(of(&sampled.ruled_out)),
                words::percent(of(&sampled.first_error)),
            ])
            .collect::<Row>()
    });
    Table {
        title: "Ranks in the draws",
        columns,
        rows: rows.collect(),
        theme: scene.theme,
    }
}

/// How freely weights are drawn, in few words.
const fn freedom(set: WeightSetKind) -> &'static str {
    match set {
        WeightSetKind::Any => "Any at all",
        WeightSetKind::Ordered => "In the present order",
        WeightSetKind::Band => "Half to twice",
    }
}

/// First ranks over wider and narrower sets of weights; without draws over any weights, exactly, where that can be had.
pub(super) fn sets<'a>(scene: &'a Scene<'a>, sure: &'a Robustness, width: u16) -> Block<'a> {
    if sure.sets.is_empty() {
        return Block::fixed(0, |_, _| {});
    }
    let options = scene.catalog.options.len();
    let mut columns = vec![Column::words("Weights drawn")];
    columns.extend((0..options).map(|option| Column::numbers(scene.option(option))));
    let mut rows: Vec<Row> = Vec::new();
    for set in &sure.sets {
        let shares = set.first.iter().map(|share| words::percent(*share));
        rows.push(std::iter::once(freedom(set.set).to_owned()).chain(shares).collect());
    }
    let table = Table {
        title: "First, by how freely the weights are drawn",
        columns,
        rows,
        theme: scene.theme,
    };
    table_block(table, width)
}

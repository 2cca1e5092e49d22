//! Who has which rank in how many draws.

use ratatui::widgets::Widget;

use super::{table_block, title};
use crate::{
    tui::{
        theme::Role,
        view::{Scene, page::Block, say, verdict::paragraph},
        widget::{Column, Row, ShareBar, ShareBars, Table, short},
    },
    weigh::{Robustness, robustness::Sampled, words},
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
        bars(scene, sampled, &words).render(
            ratatui::layout::Rect {
                height: rows.min(area.height),
                ..area
            },
            buf,
        );
        let rest = ratatui::layout::Rect {
            y: area.y + rows.min(area.height),
            height: area.height.saturating_sub(rows),
            ..area
        };
        say::paragraphs(std::slice::from_ref(&note), rest, buf);
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
        "{} draws (seed {}), {} standard error: {}, uncertain scores within their ranges{worlds}.{none}",
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
        n => format!("{}th", n + 1),
    }
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
    columns.push(Column::numbers("Ruled out").spare(1));
    columns.push(Column::numbers("Standard error of the first").spare(2));
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

/// First ranks over wider and narrower sets of weights.
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
        rows.push(
            std::iter::once(words::sentence_case(set.set.words()))
                .chain(shares)
                .collect(),
        );
    }
    let table = Table {
        title: "First, by how freely the weights are drawn",
        columns,
        rows,
        theme: scene.theme,
    };
    let _ = short(options);
    let mut lines = Vec::new();
    if let Some(exact) = sure.closed_form {
        let words = format!("Exactly, over any weights at all: {}.", words::percent(exact));
        lines.push(say::styled(&words, scene.theme.style(Role::Dim)));
    }
    if lines.is_empty() {
        table_block(table, width)
    } else {
        let height = table.height(width);
        let note = paragraph(lines, width);
        let _ = note;
        Block::fixed(height, move |area, buf| (&table).render(area, buf))
    }
}

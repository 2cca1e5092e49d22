//! Choosing over the scenarios without saying how likely each is.

use super::table_block;
use crate::{
    tui::{
        theme::Role,
        view::{Scene, page::Block},
        widget::{Cell, Column, Row, Table},
    },
    weigh::{Robustness, words},
};

/// Least total and greatest regret of each option over the scenarios; the best of each stands out and is marked.
pub(super) fn block<'a>(scene: &'a Scene<'a>, sure: &'a Robustness, width: u16) -> Block<'a> {
    let Some(regret) = &sure.regret else {
        return Block::fixed(0, |_, _| {});
    };
    let best = |list: &[usize], option: usize, number: f64| {
        let number = words::fixed(number, 2);
        if list.contains(&option) {
            let text = format!("{} {number}", scene.theme.glyphs.winner);
            Cell::new(text, scene.theme.style(Role::Strong))
        } else {
            Cell::from(number)
        }
    };
    let rows = regret.worst.iter().zip(&regret.max_regret).enumerate();
    let rows = rows.map(|(option, (worst, most))| Row {
        cells: vec![
            Cell::from(scene.option(option).to_owned()),
            best(&regret.maximin, option, *worst),
            best(&regret.minimax_regret, option, *most),
        ],
        ruled: false,
    });
    let table = Table {
        title: "If it could be any of the scenarios",
        columns: vec![
            Column::words("Option"),
            Column::numbers("Total at worst"),
            Column::numbers("Most behind the best"),
        ],
        rows: rows.collect(),
        theme: scene.theme,
    };
    table_block(table, width)
}

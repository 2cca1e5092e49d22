//! What each uncertain input alone does to the lead.

use super::{name, table_block, title};
use crate::{
    tui::{
        hit::ChartId,
        theme::Role,
        view::{Scene, page::Block, read, say, verdict::paragraph},
        widget::{Column, Row, Table, Tornado, TornadoBar, TornadoEnd, short},
    },
    weigh::{
        Robustness,
        robustness::{Swing, SwingEnd},
        words,
    },
};

/// The tornado with at most so many bars where the screen is full, or its table twin.
pub(super) fn block<'a>(scene: &'a Scene<'a>, sure: &'a Robustness, width: u16, bars: u16) -> Block<'a> {
    let (Some(winner), Some(margin)) = (scene.weighing().winner, scene.weighing().margin) else {
        return Block::fixed(0, |_, _| {});
    };
    if sure.tornado.is_empty() {
        let head = say::styled("What each uncertain input alone does", scene.theme.style(Role::Title));
        let none = "Nothing uncertain moves the lead.";
        return paragraph(vec![head, say::styled(none, scene.theme.style(Role::Dim))], width);
    }
    if scene.table {
        return table_block(table(scene, sure, usize::from(bars)), width);
    }
    let all = short(sure.tornado.len());
    Block::flexible(all.min(bars) + 3, all + 3, move |area, buf| {
        let words = title(
            scene,
            &format!(
                "Lead of {}, points, as each uncertain input alone goes from low to high",
                name(scene, winner)
            ),
        );
        let brief = title(
            scene,
            &format!("Lead of {} as each input alone varies", name(scene, winner)),
        );
        let tornado = Tornado {
            title: if area.width >= 100 { &words } else { &brief },
            bars: sure.tornado.iter().map(|swing| bar(scene, sure, swing)).collect(),
            now: margin,
            zero: "tie",
            theme: scene.theme,
        };
        let drawn = tornado.draw(area, buf);
        let lead = |at: usize| {
            let swing = sure.tornado.get(at)?;
            let ends = ends(swing);
            let [least, most] = ends.map(|end| words::fixed(end.margin, 2));
            let [worst, best] = ends.map(|end| &end.label);
            let ways = vec![
                format!("lead {least} at {worst}, {most} at {best}"),
                format!("lead {least} to {most}"),
            ];
            Some((swing.title.clone(), ways))
        };
        read::rows(scene, ChartId::Swings, &drawn, lead, area, buf);
    })
}

/// The ends by their margins: least first.
fn ends(swing: &Swing) -> [&SwingEnd; 2] {
    if swing.low.margin <= swing.high.margin {
        [&swing.low, &swing.high]
    } else {
        [&swing.high, &swing.low]
    }
}

fn bar<'a>(scene: &Scene<'_>, sure: &Robustness, swing: &'a Swing) -> TornadoBar<'a> {
    let [least, most] = ends(swing);
    let end = |end: &'a SwingEnd| TornadoEnd {
        at: end.margin,
        label: &end.label,
    };
    TornadoBar {
        name: &swing.title,
        least: end(least),
        most: end(most),
        changes: swing.flips.then(|| changes(scene, sure, swing)),
    }
}

/// Who comes first where somebody else does.
fn changes(scene: &Scene<'_>, sure: &Robustness, swing: &Swing) -> String {
    let other = ends(swing).into_iter().find(|end| end.winner != sure.verdict.winner);
    match other.map(|end| end.winner) {
        Some(Some(option)) => format!("{} {} first", scene.theme.glyphs.arrow, scene.option(option)),
        Some(None) => format!("{} none passes", scene.theme.glyphs.arrow),
        None => format!("{} changes between", scene.theme.glyphs.arrow),
    }
}

fn table<'a>(scene: &'a Scene<'a>, sure: &Robustness, most: usize) -> Table<'a> {
    let rows = sure.tornado.iter().take(most).map(|swing| -> Row {
        let [least, greatest] = ends(swing);
        let flips = if swing.flips {
            changes(scene, sure, swing)
        } else {
            String::new()
        };
        [
            swing.title.clone(),
            least.label.clone(),
            words::fixed(least.margin, 2),
            greatest.label.clone(),
            words::fixed(greatest.margin, 2),
            flips,
        ]
        .into_iter()
        .collect()
    });
    Table {
        title: "What each uncertain input alone does to the lead, points",
        columns: vec![
            Column::words("Input"),
            Column::words("At worst for it").spare(1),
            Column::numbers("Lead"),
            Column::words("At best for it").spare(2),
            Column::numbers("Lead"),
            Column::words("Changes"),
        ],
        rows: rows.collect(),
        theme: scene.theme,
    }
}

//! Paths: strategies as phases over the months, what each option has cost by when, and the answers that shape them.

mod levers;
mod phases;

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use super::{
    Class, Scene,
    page::{Block, Column, Page, totals},
    panel, say,
    verdict::paragraph,
};
use crate::{
    catalog::StrategyKind,
    tui::{theme::Role, widget::Marker},
    weigh::{OptionAssessment, inside, words},
};

/// Rows that the screen would like in this area; more than there are: it scrolls.
#[must_use]
pub fn height(scene: &Scene<'_>, area: Rect) -> u16 {
    page(scene, area).height()
}

/// Draws the screen into `area` (the screen without header and footer). The selected row is that of the levers.
pub fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    page(scene, area).draw(area, buf, scene.scroll, scene.theme, scene.hits);
}

/// The time line, and nothing else.
pub(super) fn draw_phases(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let page = Page {
        head: Column::new(
            1,
            vec![phases::block(scene, area.width), paragraph(answer(scene), area.width)],
        ),
        columns: Vec::new(),
    };
    page.draw(area, buf, 0, scene.theme, None);
}

fn page<'a>(scene: &'a Scene<'a>, area: Rect) -> Page<'a> {
    let width = area.width;
    let answer = paragraph(answer(scene), width);
    if strategies(scene).next().is_none() {
        return Page {
            head: Column::new(1, vec![answer]),
            columns: Vec::new(),
        };
    }
    let cost = |least: u16| {
        let some = scene.weighing().options.iter().any(|o| o.cost.is_some());
        let least = if some { least } else { 0 };
        Block::flexible(least, if some { 60 } else { 0 }, |area, buf| {
            panel::cost_with(scene, switches(scene), area, buf);
        })
    };
    if Class::of(area) == Class::Small {
        return Page {
            head: Column::new(
                1,
                vec![
                    answer,
                    levers::block(scene),
                    phases::block(scene, width),
                    cost(12),
                    paragraph(phases::gates(scene), width),
                ],
            ),
            columns: Vec::new(),
        };
    }
    let left = width.saturating_sub(3) * 11 / 20;
    let right = width.saturating_sub(3).saturating_sub(left);
    let mut beside = vec![paragraph(phases::gates(scene), right)];
    if Class::of(area) == Class::Large {
        // Where each path ends up, beside what it costs.
        beside.push(totals(scene));
    }
    Page {
        head: Column::new(1, vec![answer, levers::block(scene), phases::block(scene, width)]),
        columns: vec![Column::new(11, vec![cost(12)]), Column::new(9, beside)],
    }
}

/// Options that are made of others.
fn strategies<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (usize, &'a OptionAssessment)> {
    let known = scene.catalog.options.iter();
    let assessed = scene.weighing().options.iter().enumerate();
    known
        .zip(assessed)
        .filter(|(known, _)| known.strategy.is_some())
        .map(|(_, assessed)| assessed)
}

/// Where each path stands, what it is, what it costs: a sentence each.
fn answer(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let (strong, text) = (scene.theme.style(Role::Strong), scene.theme.style(Role::Text));
    let mut all: Vec<(usize, &OptionAssessment)> = strategies(scene).collect();
    if all.is_empty() {
        return vec![say::styled(
            "This catalog has no strategy: nothing is staged or shared.",
            strong,
        )];
    }
    // The best path first; those that are ruled out last.
    all.sort_by(|a, b| {
        let rank = |o: &OptionAssessment| o.rank.unwrap_or(usize::MAX);
        rank(a.1).cmp(&rank(b.1))
    });
    let sentence = |(option, assessed): &(usize, &OptionAssessment)| sentence(scene, *option, assessed);
    let mut lines = Vec::new();
    for (at, path) in all.iter().enumerate() {
        lines.push(say::styled(&sentence(path), if at == 0 { strong } else { text }));
    }
    lines
}

fn sentence(scene: &Scene<'_>, option: usize, assessed: &OptionAssessment) -> String {
    let name = words::name(scene.option(option));
    let standing = if let Some(rank) = assessed.rank {
        format!("{name} is {} with {}", ordinal(rank), words::fixed(assessed.total, 2))
    } else {
        let gate = assessed.felled_by();
        let gate = gate.and_then(|result| scene.catalog.gates.get(result.gate));
        let title = gate.map_or_else(String::new, |gate| inside(scene.catalog, &gate.title));
        format!("{name} is ruled out ({title})")
    };
    let mut parts = Vec::new();
    parts.extend(phases::in_words(scene, option, assessed));
    if let Some(cost) = &assessed.cost {
        parts.push(format!(
            "{} over {} months",
            words::money(cost.total.likely, &scene.now.currency),
            scene.now.horizon_months
        ));
    }
    if parts.is_empty() {
        format!("{standing}.")
    } else {
        format!("{standing}: {}.", parts.join("; "))
    }
}

fn ordinal(rank: usize) -> String {
    match rank {
        1 => "first".into(),
        2 => "second".into(),
        3 => "third".into(),
        4 => "fourth".into(),
        n => format!("{n}th"),
    }
}

/// The months at which staged strategies switch, for the cost chart.
fn switches(scene: &Scene<'_>) -> Vec<Marker> {
    let mut markers: Vec<Marker> = Vec::new();
    for (option, assessed) in strategies(scene) {
        let staged = scene.catalog.options[option]
            .strategy
            .as_ref()
            .is_some_and(|s| matches!(s.kind, StrategyKind::Staged { .. }));
        if let (true, [first, _]) = (staged, assessed.phases.as_slice()) {
            markers.push(Marker {
                at: f64::from(first.to_month),
                label: format!("switch, month {}", first.to_month),
                role: Role::series(option),
            });
        }
    }
    markers
}

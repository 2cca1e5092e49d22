//! Latency: how long requests take, up to which load, with how much memory, and how soon after a start.

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use super::{
    Class, Scene,
    page::{Block, Column, Page},
    panel, say,
    verdict::paragraph,
};
use crate::{
    catalog::{Percentile, Quantity},
    tui::{theme::Role, widget::short},
    weigh::{GateState, words},
};

/// Rows that the screen would like in this area; more than there are: it scrolls.
#[must_use]
pub fn height(scene: &Scene<'_>, area: Rect) -> u16 {
    page(scene, area).height()
}

/// Draws the screen into `area` (the screen without header and footer).
pub fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    page(scene, area).draw(area, buf, scene.scroll, scene.theme, scene.hits);
}

fn page<'a>(scene: &'a Scene<'a>, area: Rect) -> Page<'a> {
    let answer = paragraph(vec![answer(scene)], area.width);
    let lanes = short(scene.catalog.options.len()).saturating_add(1);
    let dots = Block::flexible(10, 6 + lanes.saturating_mul(5), |area, buf| {
        panel::latency(scene, area, buf);
    });
    let load = |least: u16| Block::flexible(least, 40, |area, buf| panel::load(scene, area, buf));
    let memory = |least: u16| Block::flexible(least, 40, |area, buf| panel::memory(scene, area, buf));
    let start = |width: u16| {
        Block::fixed(panel::startup_height(scene, width), |area, buf| {
            panel::startup(scene, area, buf);
        })
    };
    let evidence = |width: u16| paragraph(evidence(scene), width);
    if Class::of(area) == Class::Small {
        let width = area.width;
        let blocks = vec![answer, dots, load(12), memory(11), start(width), evidence(width)];
        return Page {
            head: Column::new(1, blocks),
            columns: Vec::new(),
        };
    }
    let half = area.width.saturating_sub(3) / 2;
    Page {
        head: Column::new(1, vec![answer]),
        columns: vec![
            Column::new(1, vec![dots, start(half), evidence(half)]),
            Column::new(1, vec![load(13), memory(11)]),
        ],
    }
}

/// Who meets the target; without one, who is quickest at the own load.
fn answer(scene: &Scene<'_>) -> Line<'static> {
    let strong = scene.theme.style(Role::Strong);
    let weighing = scene.weighing();
    let p99 = |option: usize| {
        weighing
            .options
            .get(option)
            .and_then(|o| o.latency[Percentile::P99 as usize])
    };
    let gate = scene
        .catalog
        .gates
        .iter()
        .position(|g| g.quantity == Quantity::Latency(Percentile::P99));
    let results: Vec<(usize, GateState, Option<f64>)> = weighing
        .options
        .iter()
        .enumerate()
        .filter_map(|(o, a)| {
            a.gates
                .iter()
                .find(|r| Some(r.gate) == gate)
                .map(|r| (o, r.state, r.limit))
        })
        .collect();
    if let Some(limit) = results.iter().find_map(|(.., limit)| *limit) {
        let of = |state: GateState| -> Vec<String> {
            results
                .iter()
                .filter(|r| r.1 == state)
                .map(|r| words::name(scene.option(r.0)))
                .collect()
        };
        let (pass, fail, open) = (of(GateState::Pass), of(GateState::Fail), of(GateState::Unknown));
        let mut sentence = format!("The p99 target of {} ms: ", words::number(limit));
        let mut parts = Vec::new();
        if pass.len() == weighing.options.len() {
            parts.push("met by every option".to_owned());
        } else if !pass.is_empty() {
            parts.push(format!("met by {}", words::list(&pass)));
        }
        if !fail.is_empty() {
            parts.push(format!("missed by {}", words::list(&fail)));
        }
        if !open.is_empty() {
            parts.push(format!("open for {}", words::list(&open)));
        }
        sentence.push_str(&parts.join("; "));
        sentence.push('.');
        return say::styled(&sentence, strong);
    }
    let quickest = (0..weighing.options.len())
        .filter_map(|o| Some((o, p99(o)?)))
        .min_by(|a, b| a.1.likely.total_cmp(&b.1.likely));
    let sentence = match (quickest, scene.now.peak_rps) {
        (Some((option, span)), Some(peak)) => format!(
            "Quickest at {} req/s is {}: 99 of 100 requests within {} ms.",
            words::compact(peak.value),
            scene.option(option),
            words::number(span.likely)
        ),
        (Some((option, span)), None) => {
            format!(
                "Quickest is {}: 99 of 100 requests within {} ms.",
                scene.option(option),
                words::number(span.likely)
            )
        }
        (None, _) if scene.catalog.latency.is_empty() => {
            "Latency is not computed: the catalog has no figures of it.".into()
        }
        (None, _) => "No option has a figure of latency at this load.".into(),
    };
    say::styled(&sentence, strong)
}

/// Under which conditions the figures were obtained.
fn evidence(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let dim = scene.theme.style(Role::Dim);
    let chosen = scene.catalog.evidence.get(scene.now.evidence);
    let mut lines = Vec::new();
    if let Some(set) = chosen.filter(|s| !s.conditions.is_empty()) {
        lines.push(say::styled(&format!("Shown: {}. {}", set.title, set.conditions), dim));
    }
    for other in scene.others() {
        lines.push(say::styled(
            &format!("Small marks and broken lines: {}.", other.title),
            dim,
        ));
    }
    lines
}

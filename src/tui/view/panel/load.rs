//! p99 over the load of one instance.

use ratatui::{buffer::Buffer, layout::Rect};

use super::latency::target;
use crate::{
    catalog::Percentile,
    tui::{
        hit::ChartId,
        theme::Role,
        view::{
            Scene,
            curves::{Curves, draw},
        },
        widget::Marker,
    },
    weigh::words,
};

/// p99 over load with each option's wall, the target and the own load.
pub fn load(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let level = target(scene, Percentile::P99).map(|ms| Marker {
        at: ms,
        label: format!("target {} ms", words::number(ms)),
        role: Role::Target,
    });
    let curves = Curves {
        title: "p99 over load of one instance, ms (log)",
        id: ChartId::Load,
        y_unit: "ms",
        none: "The catalog has no figures of latency over load.",
        x_label: "req/s",
        x_head: "Load, req/s",
        level: level.into_iter().collect(),
        of: |weighing| &weighing.latency_over_load,
    };
    draw(scene, &curves, area, buf);
}

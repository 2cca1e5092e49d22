//! Memory over the connections of one instance.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::tui::{
    hit::ChartId,
    view::{
        Scene,
        curves::{Curves, draw},
    },
};

/// Memory over connections with the own number of them.
pub fn memory(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let curves = Curves {
        title: "Memory of one instance, MB (log)",
        id: ChartId::Memory,
        y_unit: "MB",
        none: "The catalog has no figures of memory.",
        x_label: "connections",
        x_head: "Connections",
        level: Vec::new(),
        of: |weighing| &weighing.memory_over_connections,
    };
    draw(scene, &curves, area, buf);
}

//! Panels: one chart with its title, drawn from a scene. Screens and the question screen put them together.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;

/// Scores: stacked bars of contributions, totals, change against the ghost.
pub fn scores(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Cumulative cost over the horizon with the break-even.
pub fn cost(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Latency by percentile with the target.
pub fn latency(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// p99 over load with wall, target and own load.
pub fn load(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Memory over connections.
pub fn memory(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Fit to the scenarios.
pub fn fit(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Results of the gates.
pub fn gates(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Start-up and warm-up.
pub fn startup(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

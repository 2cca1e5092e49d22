//! The verdict screen.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;

/// Rows that the screen would like at this width; more than there are: it scrolls.
#[must_use]
pub fn height(_scene: &Scene<'_>, _width: u16) -> u16 {
    0
}

/// Draws the screen into `area` (the screen without header and footer).
pub fn draw(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

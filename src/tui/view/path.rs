//! Paths: strategies as phases over the months, what they cost by when, and the answers that shape them.
use ratatui::{buffer::Buffer, layout::Rect};
use super::Scene;
/// Rows.
#[must_use]
pub fn height(_: &Scene<'_>, _: u16) -> u16 { 0 }
/// Draws.
pub fn draw(_: &Scene<'_>, _: Rect, _: &mut Buffer) {}

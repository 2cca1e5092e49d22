//! One file a screen, and the panels that screens share. Draws from a [`Scene`] only.
//!
//! Owns where things stand on a screen and which fields of an assessment they show. It computes nothing about the decision
//! and changes no state; what a screen would like to say and the assessment does not is missing there, not here.

pub mod cost;
mod field;
pub mod frame;
pub mod guide;
pub mod latency;
pub mod layer;
pub mod panel;
pub mod question;
pub mod scenarios;
mod scene;
pub mod verdict;

pub use scene::{Class, Evidence, GuideState, MatrixCell, Scene};

use ratatui::text::Line;

/// The verdict in one line that fits `width`: kind, winner, totals. For the top of every screen.
#[must_use]
pub fn headline(_scene: &Scene<'_>, _width: u16) -> Line<'static> {
    Line::default()
}

//! One file a screen, and the panels that screens share. Draws from a [`Scene`] only.
//!
//! Owns where things stand on a screen and which fields of an assessment they show. It computes nothing about the decision
//! and changes no state; what a screen would like to say and the assessment does not is missing there, not here.

mod compare;
pub mod cost;
mod curves;
mod field;
pub mod flip;
pub mod frame;
pub mod guide;
mod headline;
pub mod latency;
pub mod layer;
mod page;
pub mod panel;
pub mod path;
pub mod present;
pub mod question;
mod read;
mod say;
pub mod scenarios;
mod scene;
pub mod verdict;

pub use headline::headline;
pub use scene::{Class, Evidence, GuideState, MatrixCell, Scene};

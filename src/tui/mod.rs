//! The terminal program.
//!
//! Owns what is drawn and what a key does. It computes nothing about the decision: screens show fields of
//! [`crate::weigh::Assessment`]. Only [`theme`] knows colours; [`widget`] knows plain numbers, labels and styles, and
//! nothing of catalogs; [`view`] puts an assessment into widgets.

pub mod picture;
pub mod theme;
pub mod view;
pub mod widget;

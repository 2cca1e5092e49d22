//! The terminal program.
//!
//! Owns what is drawn and what a key does. It computes nothing about the decision: screens show fields of
//! [`crate::weigh::Assessment`]. A key goes through [`keymap`] to a [`message`], [`update`] changes the [`model`] and asks for
//! effects, [`view`] draws. Only [`theme`] knows colours; [`widget`] knows plain numbers, labels and styles, and nothing of
//! catalogs; only [`terminal`] talks to the terminal, and only `files` to the disk.

pub mod field;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod message;
pub mod model;
pub mod picture;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;

//! Weighbridge: a terminal advisor that weighs technology choices in the open.
//!
//! The map of the house, in the direction the data goes:
//!
//! - [`diagnostic`]: what is wrong with a file, and where;
//! - [`catalog`]: what is known about one decision;
//! - [`profile`]: what one team answered;
//! - [`weigh`]: from both, an [`weigh::Assessment`]: every computation about the decision, and the only place for one.
//! - [`config`]: what the user wishes of the program, and where each wish was said;
//! - [`report`]: the assessment as text, tables, JSON and decision records;
//! - [`records`]: the folder that decision records are kept in;
//! - [`plain`]: the same questions as lines of text, where there is no screen, or none that can be read;
//! - [`tui`]: the terminal program; draws assessments, computes nothing about a decision.

#![warn(unreachable_pub)]

pub mod catalog;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod plain;
pub mod profile;
pub mod records;
pub mod report;
pub mod tui;
pub mod weigh;

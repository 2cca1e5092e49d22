//! The program in lines of text: what is typed goes in, what is said comes out.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]

mod files;
mod harmless;
mod kept;
mod pages;
mod questions;
mod random;
#[expect(dead_code, reason = "the harness of the screens can do more than is needed here")]
#[path = "../tui/harness.rs"]
mod screens;
mod streams;
mod talk;
mod terminal;
mod twins;

//! The terminal program without a terminal: keys go in, the real update and draw code runs, screens come out.

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

mod themes;

mod compare;
#[path = "../support/disk.rs"]
mod disk;
mod explain;
mod flows;
mod harness;
mod keys;
mod layouts;
mod mouse;
mod picture;
mod present;
mod random;
mod rebind;
mod record;
#[path = "../support/screen.rs"]
mod screen;
mod sizes;

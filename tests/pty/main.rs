//! The real program on a pseudo-terminal: from the first frame to a terminal that is as it was.

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
#![cfg(unix)]

mod exits;
mod frames;
mod jobs;
mod session;
mod settings;
mod themes;
mod use_it;

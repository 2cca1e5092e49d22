//! The terminal program without a terminal: keys go in, the real update and draw code runs, screens come out.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod explain;
mod flows;
mod harness;
mod keys;
mod layouts;
mod picture;
mod random;
#[path = "../support/screen.rs"]
mod screen;

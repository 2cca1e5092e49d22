//! The terminal program without a terminal: keys go in, the real update and draw code runs, screens come out.

mod flows;
mod harness;
mod keys;
mod layouts;
mod picture;
mod random;
#[path = "../support/screen.rs"]
mod screen;

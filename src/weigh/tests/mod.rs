//! The engine on a small catalog built by hand; the shipped one has its own tests.

mod claims;
mod decision;
mod quantities;
mod support;

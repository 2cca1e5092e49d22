//! The engine on a small catalog built by hand; the shipped one has its own tests.

#![expect(clippy::float_cmp, reason = "numbers chosen so that they come out exactly")]

mod claims;
mod decision;
mod quantities;
mod support;

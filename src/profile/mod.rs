//! What one team answered: the profile, its TOML file, checking it against a catalog, and saving it without loss.
//!
//! Owns the [`Profile`] type, reading and checking ([`read()`]), answers as typed ([`parse_answer`]), writing with comments
//! and order kept ([`write()`]), the [`store`] (atomic save, change detection), the [`journal`] of unsaved answers and the [`lock`]
//! of an open profile. It must not weigh anything, know a screen, or decide what a number means.

mod by_hand;
mod decided;
mod differences;
pub mod edit;
pub mod journal;
mod layout;
pub mod lock;
mod measure;
mod merge;
mod number;
mod parse;
mod quantity;
mod read;
pub mod recent;
pub mod state;
pub mod store;
mod types;
mod write;

pub use by_hand::{WeightsBy, ranges_differ};
pub use differences::{Difference, differences};
pub use merge::merge;
pub use number::format_number;
pub use parse::{Typed, check_number, format_answer, format_answer_in, parse_answer, parse_typed};
pub use read::{SCHEMA, read};
pub use types::{Answer, Profile};
pub use write::{NotMergeable, Original, write};

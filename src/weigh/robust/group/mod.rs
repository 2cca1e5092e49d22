//! A group of people: how much they agree, what they want together, and who stands with whom.
//!
//! One row a person throughout. No function here decides for a group: it says what the ballots say, the spread always
//! beside the mean.

pub mod aggregate;
pub mod ballots;
pub mod concordance;

//! What is known about one decision: options, criteria, questions, figures, scenarios and guide pages.
//!
//! Owns the types of a catalog, and reading and checking one from TOML. A [`Catalog`] that exists has been checked: every
//! index in it is in range, every number finite, every weight sum positive. It must not weigh anything, know a profile's
//! answers, draw, or touch the network. Every number about the world that the program uses is in a catalog, none in Rust.

mod built_in;
mod decision;
mod export;
mod figure;
mod guide;
mod load;
mod open;
mod question;

pub use built_in::{built_in, built_in_profile, built_in_text};
pub use decision::{
    Catalog, Compose, Criterion, DecisionOption, Evidence, Gate, Limit, Percentile, Quantity, RuleKind, ScoreRule,
    Shape, Strategy, StrategyKind, Thresholds, ValueFunction,
};
pub use export::export;
pub use figure::{Amount, ByAnswer, Dimension, Figure, FigureValue, Kind, LatencyCurve, LatencyPoint, Role, Unit};
pub use guide::{Assertion, Claim, ClaimKind, Page, Quote, Sample, Scenario, ScenarioAnswers, Tier};
pub use load::load;
pub use open::{LARGEST_FILE, OpenError, open, read_text};
pub use question::{Choice, Condition, ConditionTest, Fact, Question, QuestionKind, Scale, Section, Stress};

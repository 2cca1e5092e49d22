//! The engine: `weigh(&Catalog, &Profile) -> Assessment`, pure, deterministic and total.
//!
//! Owns every computation about a decision: weights, scores, totals, gates, capacity, latency, memory, time, cost, fit,
//! tiers, agreement and the verdict's words. It does no input or output, reads no clock and holds no global; randomness
//! comes from the profile's seed. Reports and screens show fields of [`Assessment`] and compute nothing themselves.

mod assessment;
pub mod robust;

pub use assessment::{
    Agreement, Assessment, BreakEven, Cost, CostParts, Curve, EvidenceWinner, Fit, GateResult, GateState, Input,
    Launch, MarginPart, OptionAssessment, Origin, Phase, Score, Sizing, Span, StressTerm, Verdict, VerdictKind,
    Weighing, Weight,
};

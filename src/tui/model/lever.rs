//! Levers: the answers that say when a strategy switches, and how it shares the traffic.

use crate::{
    catalog::{Catalog, StrategyKind},
    weigh::Assessment,
};

/// An answer that shapes a strategy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// The question.
    pub question: usize,
    /// The first strategy that it shapes.
    pub option: usize,
    /// Month of the switch (true), or percent of the traffic on the second part.
    pub month: bool,
    /// What is in force: answered, or assumed; `None` where nothing is modelled.
    pub at: Option<f64>,
    /// Whether the question is asked; else its answer counts for nothing.
    pub asked: bool,
}

/// One lever for each question that a strategy names, in catalog order.
#[must_use]
pub fn levers(catalog: &Catalog, assessment: &Assessment) -> Vec<Lever> {
    let mut levers: Vec<Lever> = Vec::new();
    for (option, known) in catalog.options.iter().enumerate() {
        let Some(strategy) = &known.strategy else { continue };
        let phases = assessment.chosen().options.get(option).map(|o| o.phases.as_slice());
        let phases = phases.unwrap_or_default();
        let (question, month, at) = match strategy.kind {
            StrategyKind::Staged { switch } => (switch, true, phases.first().map(|p| f64::from(p.to_month))),
            StrategyKind::Split { share } => (share, false, phases.get(1).map(|p| p.share * 100.0)),
        };
        if levers.iter().all(|lever| lever.question != question) {
            levers.push(Lever {
                question,
                option,
                month,
                at,
                asked: assessment.visible.get(question).copied().unwrap_or(true),
            });
        }
    }
    levers
}

//! What of the model is asked for: everything for an assessment, and for a bare outcome only what scores and gates read.

use super::{gates::Standing, inputs::Inputs};
use crate::catalog::{Quantity, RuleKind};

/// Parts of the model that may be left out where nobody reads them. Each is computed as ever or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Latency at the load of one instance, by percentile.
    pub(super) latency: [bool; 5],
    /// Time to the first launch.
    pub(super) launch: bool,
    /// Costs over the horizon.
    pub(super) cost: bool,
    /// Costs month by month, and their present value.
    pub(super) by_month: bool,
}

impl Wanted {
    /// Everything: what is shown.
    pub(super) const ALL: Self = Self {
        latency: [true; 5],
        launch: true,
        cost: true,
        by_month: true,
    };

    /// What the scores under these answers, and the gates that stand, may read.
    pub(super) fn by_scores_and_gates(inputs: &Inputs, standing: &[Standing]) -> Self {
        let mut wanted = Self {
            latency: [false; 5],
            launch: false,
            cost: false,
            by_month: false,
        };
        for rule in inputs.catalog.criteria.iter().flat_map(|criterion| &criterion.rules) {
            if let RuleKind::Value { quantity, .. } = &rule.kind
                && rule.needs.iter().all(|question| inputs.answered(*question))
            {
                wanted.add(quantity);
            }
        }
        for standing in standing {
            wanted.add(&standing.gate.quantity);
        }
        wanted
    }

    fn add(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Latency(percentile) => self.latency[*percentile as usize] = true,
            Quantity::WeeksToLaunch => self.launch = true,
            Quantity::Development | Quantity::MonthlyInfrastructure | Quantity::TotalCost => self.cost = true,
            Quantity::PresentCost => {
                self.cost = true;
                self.by_month = true;
            }
            Quantity::Instances | Quantity::PeakLoad | Quantity::Figure(_) => {}
        }
    }
}

//! What of the model is asked for: everything for an assessment, and for a bare outcome only what scores and gates read.

use super::{gates::Standing, inputs::Inputs};
use crate::catalog::{Quantity, RuleKind};

/// Parts of the model that may be left out where nobody reads them. Each is computed as ever or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part is asked for or not, whatever the others are"
)]
pub(super) struct Wanted {
    /// Latency at the load of one instance, by percentile.
    pub(super) latency: [bool; 5],
    /// Time to the first launch.
    pub(super) launch: bool,
    /// Costs over the horizon.
    pub(super) cost: bool,
    /// Ends of what is paid month by month, beside its likely value: only gates look at them.
    pub(super) ranges: bool,
    /// Costs month by month, and their present value.
    pub(super) by_month: bool,
    /// What is shown and nothing else: sizing in detail, and the phases of a strategy.
    pub(super) shown: bool,
}

impl Wanted {
    /// Everything: what is shown.
    pub(super) const ALL: Self = Self {
        latency: [true; 5],
        launch: true,
        cost: true,
        ranges: true,
        by_month: true,
        shown: true,
    };

    /// What the scores under these answers, and the gates that stand, may read.
    pub(super) fn by_scores_and_gates(inputs: &Inputs, standing: &[Standing]) -> Self {
        let mut wanted = Self {
            latency: [false; 5],
            launch: false,
            cost: false,
            ranges: false,
            by_month: false,
            shown: false,
        };
        for rule in inputs.catalog.criteria.iter().flat_map(|criterion| &criterion.rules) {
            if let RuleKind::Value { quantity, .. } = &rule.kind
                && rule.needs.iter().all(|question| inputs.answered(*question))
            {
                wanted.add(quantity);
            }
        }
        for standing in standing {
            let quantity = &standing.gate.quantity;
            wanted.ranges |= matches!(
                quantity,
                Quantity::MonthlyInfrastructure | Quantity::TotalCost | Quantity::PresentCost
            );
            wanted.add(quantity);
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

//! What the model computes for one option: sizing, latency, time, cost. Strategies are put together in `strategy`.

use super::{
    Launch, Phase, Sizing, Span,
    capacity::Capacity,
    cost::{self, Bill, Settled},
    latency::{self, Percentiles},
    launch,
    setting::Setting,
};
use crate::catalog::{Quantity, Role};

/// Everything modelled for one option under one evidence set.
#[derive(Default)]
pub(super) struct Modelled {
    pub(super) sizing: Option<Sizing>,
    pub(super) instances: Option<Span>,
    pub(super) latency: Percentiles,
    pub(super) launch: Option<Launch>,
    pub(super) bill: Option<Bill>,
    pub(super) settled: Option<Settled>,
    /// Greatest peak load over the time at work.
    pub(super) peak: Option<Span>,
    /// Milliseconds to start, to start cold, to warm up, to reach maximum throughput.
    pub(super) startup: [Option<Span>; 4],
    /// A strategy's parts at work; empty for other options.
    pub(super) legs: Vec<Leg>,
    /// A strategy's time line; empty for other options.
    pub(super) phases: Vec<Phase>,
}

/// One part of a strategy at work: what gates test in each phase, or of each share of the traffic.
pub(super) struct Leg {
    pub(super) option: usize,
    pub(super) when: When,
    pub(super) latency: Percentiles,
    pub(super) instances: Option<Span>,
    pub(super) peak: Option<Span>,
}

/// When a part of a strategy is at work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum When {
    /// All the time, on all traffic.
    Throughout,
    /// Until this month.
    Until(u32),
    /// From this month on.
    From(u32),
    /// With this share of the traffic, 0-1.
    Share(f64),
}

/// Models an option that is not a strategy, carrying a share of the traffic (0-1) over the whole horizon.
pub(super) fn option(setting: &Setting, option: usize, share: f64) -> Modelled {
    let mut modelled = unsettled(setting, option, share);
    modelled.settled = modelled.bill.as_ref().map(|bill| cost::settle_one(setting, bill));
    modelled
}

/// The same before its costs are laid over time: what a strategy needs of its parts.
pub(super) fn unsettled(setting: &Setting, option: usize, share: f64) -> Modelled {
    let wanted = setting.wanted;
    let capacity = Capacity::of(setting, option, share);
    let work = Work::of(setting, option, share, capacity.as_ref(), (0, setting.inputs.horizon));
    Modelled {
        sizing: work.sizing,
        instances: work.instances,
        latency: work.latency,
        launch: wanted.launch.then(|| launch::launch(setting, option)).flatten(),
        bill: wanted
            .cost
            .then(|| cost::bill(setting, option, capacity.as_ref()))
            .flatten(),
        peak: work.peak,
        startup: [Role::Startup, Role::ColdStart, Role::Warmup, Role::PeakTime].map(|role| setting.of(option, role)),
        ..Modelled::default()
    }
}

/// What the greatest load of a time asks of an option.
#[derive(Default)]
pub(super) struct Work {
    pub(super) sizing: Option<Sizing>,
    pub(super) instances: Option<Span>,
    pub(super) latency: Percentiles,
    pub(super) peak: Option<Span>,
}

impl Work {
    /// For an option that carries a share of the traffic (0-1) from the end of one month to the end of another.
    pub(super) fn of(
        setting: &Setting,
        option: usize,
        share: f64,
        capacity: Option<&Capacity>,
        (from, to): (u32, u32),
    ) -> Self {
        let peak = setting.peak_over(from, to);
        let mut work = Self {
            peak: peak.map(|peak| peak.scaled(share)),
            ..Self::default()
        };
        if let (Some(capacity), Some(peak), Some(first)) = (capacity, peak, setting.peak_in(1)) {
            if setting.wanted.shown {
                work.sizing = Some(capacity.sizing(peak, first));
            }
            work.instances = Some(capacity.instances(peak));
            work.latency = latency::at(setting, option, capacity.load(peak));
        }
        work
    }
}

impl Modelled {
    /// A quantity, in the unit that its documentation names; figures are looked up by the caller.
    pub(super) fn quantity(&self, quantity: &Quantity) -> Option<Span> {
        match quantity {
            Quantity::Latency(percentile) => self.latency[*percentile as usize],
            Quantity::WeeksToLaunch => Some(self.launch?.weeks),
            Quantity::Development => Some(self.settled.as_ref()?.cost.development),
            Quantity::MonthlyInfrastructure => Some(self.settled.as_ref()?.monthly),
            Quantity::TotalCost => Some(self.settled.as_ref()?.cost.total),
            Quantity::PresentCost => Some(self.settled.as_ref()?.present),
            Quantity::Instances => self.instances,
            Quantity::PeakLoad => self.peak,
            Quantity::Figure(_) => None,
        }
    }
}

impl Leg {
    /// A quantity that differs between the parts at work.
    pub(super) fn quantity(&self, quantity: &Quantity) -> Option<Span> {
        match quantity {
            Quantity::Latency(percentile) => self.latency[*percentile as usize],
            Quantity::Instances => self.instances,
            Quantity::PeakLoad => self.peak,
            _ => None,
        }
    }
}

/// Quantities of money, which a strategy pays for all of its parts.
pub(super) const fn is_cost(quantity: &Quantity) -> bool {
    matches!(
        quantity,
        Quantity::Development | Quantity::MonthlyInfrastructure | Quantity::TotalCost | Quantity::PresentCost
    )
}

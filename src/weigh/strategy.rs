//! Strategies: options made of two others, one after the other or side by side.

use super::{
    Phase, Sizing,
    capacity::Capacity,
    cost,
    inputs::Inputs,
    latency, launch,
    model::{self, Leg, Modelled, When, Work},
    setting::Setting,
    span::months,
};
use crate::catalog::{Strategy, StrategyKind};

/// How far each part of a strategy is in force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Division {
    /// Month of the switch, for staged ones; the horizon where it is never reached.
    pub(super) switch: Option<u32>,
    /// Weight of the first and second part: of time for staged, of traffic for split.
    pub(super) shares: [f64; 2],
}

/// Switch month or share of a strategy: answered, or the catalog's default, or in the middle where there is neither.
pub(super) fn division(inputs: &Inputs, strategy: &Strategy) -> Division {
    let answer = |question| inputs.number_or_default(question).map(|span| span.likely);
    match strategy.kind {
        StrategyKind::Staged { switch } => {
            let horizon = inputs.horizon;
            let month = answer(switch).map_or(horizon / 2, |x| months(x, horizon));
            let first = if horizon == 0 {
                1.0
            } else {
                f64::from(month) / f64::from(horizon)
            };
            Division {
                switch: Some(month),
                shares: [first, 1.0 - first],
            }
        }
        StrategyKind::Split { share } => {
            let second = answer(share).map_or(0.5, |percent| (percent / 100.0).clamp(0.0, 1.0));
            Division {
                switch: None,
                shares: [1.0 - second, second],
            }
        }
    }
}

/// Models a strategy from its parts, already modelled for all traffic over the whole horizon.
pub(super) fn model(setting: &Setting, option: usize, strategy: &Strategy, parts: [&Modelled; 2]) -> Modelled {
    let division = division(setting.inputs, strategy);
    let mut modelled = match division.switch {
        Some(month) if month >= setting.inputs.horizon => only_first(setting, option, strategy, parts[0]),
        Some(month) => staged(setting, option, strategy, parts, month),
        None => split(setting, option, strategy, division.shares),
    };
    for (at, slot) in modelled.startup.iter_mut().enumerate() {
        *slot = parts[0].startup[at].zip(parts[1].startup[at]).map(|(a, b)| a.larger(b));
    }
    modelled
}

/// The phases of a strategy, where anything is shown.
fn phases(setting: &Setting, all: impl FnOnce() -> Vec<Phase>) -> Vec<Phase> {
    if setting.wanted.shown { all() } else { Vec::new() }
}

/// An option at work from the end of one month to the end of another, with this share of the traffic.
fn phase(setting: &Setting, option: usize, (from, to): (u32, u32), share: f64, sizing: Option<Sizing>) -> Phase {
    Phase {
        option,
        from_month: from,
        to_month: to,
        busiest_month: setting.busiest(from, to),
        share,
        instances: sizing.map(|sizing| sizing.instances),
    }
}

/// The switch lies beyond the horizon: the second part is neither run nor paid within it.
fn only_first(setting: &Setting, option: usize, strategy: &Strategy, first: &Modelled) -> Modelled {
    let horizon = setting.inputs.horizon;
    let leg = Leg {
        option: strategy.parts[0],
        when: When::Throughout,
        latency: first.latency,
        instances: first.instances,
        peak: first.peak,
    };
    let settled = first.bill.as_ref().and_then(|bill| {
        let (fees, operations) = cost::upkeep(setting, option)?;
        let [fees, operations] = bill.upkeep(fees, operations);
        Some(cost::settle(setting, bill.parts, &[(0, bill.development)], |month| {
            [bill.machines_in(month), fees, operations]
        }))
    });
    Modelled {
        sizing: first.sizing,
        instances: first.instances,
        latency: first.latency,
        launch: first.launch,
        settled,
        peak: first.peak,
        legs: vec![leg],
        phases: phases(setting, || {
            vec![phase(setting, strategy.parts[0], (0, horizon), 1.0, first.sizing)]
        }),
        ..Modelled::default()
    }
}

/// The first part until the switch, the second after it; both developments, the second's at the switch.
fn staged(setting: &Setting, option: usize, strategy: &Strategy, parts: [&Modelled; 2], switch: u32) -> Modelled {
    let horizon = setting.inputs.horizon;
    let [first, second] = parts;
    let during = |part: usize, time| {
        let capacity = Capacity::of(setting, part, 1.0);
        Work::of(setting, part, 1.0, capacity.as_ref(), time)
    };
    let until = during(strategy.parts[0], (0, switch));
    let from = if setting.falls() {
        during(strategy.parts[1], (switch, horizon))
    } else {
        // The greatest load of the whole horizon comes last.
        Work {
            sizing: second.sizing,
            instances: second.instances,
            latency: second.latency,
            peak: second.peak,
        }
    };
    let legs = vec![
        Leg {
            option: strategy.parts[0],
            when: When::Until(switch),
            latency: until.latency,
            instances: until.instances,
            peak: until.peak,
        },
        Leg {
            option: strategy.parts[1],
            when: When::From(switch),
            latency: from.latency,
            instances: from.instances,
            peak: from.peak,
        },
    ];
    let settled = first.bill.as_ref().zip(second.bill.as_ref()).and_then(|(a, b)| {
        let (fees, operations) = cost::upkeep(setting, option)?;
        let paid = [(0, a.development), (switch, b.development)];
        let [before, after] = [a, b].map(|bill| (bill, bill.upkeep(fees, operations)));
        Some(cost::settle(setting, a.parts.plus(b.parts), &paid, |month| {
            let (bill, [fees, operations]) = if month <= switch as usize { before } else { after };
            [bill.machines_in(month), fees, operations]
        }))
    });
    Modelled {
        sizing: from.sizing.map(|last| Sizing {
            at_start: if switch == 0 {
                last.at_start
            } else {
                until.sizing.map_or(last.at_start, |first| first.at_start)
            },
            ..last
        }),
        instances: from.instances,
        latency: latency::worse(until.latency, from.latency),
        launch: first.launch,
        settled,
        peak: from.peak,
        legs,
        phases: phases(setting, || {
            vec![
                phase(setting, strategy.parts[0], (0, switch), 1.0, until.sizing),
                phase(setting, strategy.parts[1], (switch, horizon), 1.0, from.sizing),
            ]
        }),
        ..Modelled::default()
    }
}

/// Both at once, each with its share of the traffic, both developed and run from the start.
fn split(setting: &Setting, option: usize, strategy: &Strategy, shares: [f64; 2]) -> Modelled {
    let horizon = setting.inputs.horizon;
    let first = model::unsettled(setting, strategy.parts[0], shares[0]);
    let second = model::unsettled(setting, strategy.parts[1], shares[1]);
    let leg = |at: usize, part: &Modelled| Leg {
        option: strategy.parts[at],
        when: When::Share(shares[at]),
        latency: part.latency,
        instances: part.instances,
        peak: part.peak,
    };
    let settled = first.bill.as_ref().zip(second.bill.as_ref()).and_then(|(a, b)| {
        let (fees, operations) = cost::upkeep(setting, option)?;
        let paid = [(0, a.development.plus(b.development))];
        let (fees, operations) = (
            a.fees.plus(b.fees).plus(fees),
            a.operations.plus(b.operations).plus(operations),
        );
        Some(cost::settle(setting, a.parts.plus(b.parts), &paid, |month| {
            [a.machines_in(month).plus(b.machines_in(month)), fees, operations]
        }))
    });
    Modelled {
        sizing: first.sizing.zip(second.sizing).map(|(a, b)| together(a, b)),
        instances: first.instances.zip(second.instances).map(|(a, b)| a.plus(b)),
        latency: latency::worse(first.latency, second.latency),
        launch: first.launch.zip(second.launch).map(|(a, b)| launch::both(a, b)),
        settled,
        peak: setting.peak_over(0, horizon),
        legs: vec![leg(0, &first), leg(1, &second)],
        phases: phases(setting, || {
            vec![
                phase(setting, strategy.parts[0], (0, horizon), shares[0], first.sizing),
                phase(setting, strategy.parts[1], (0, horizon), shares[1], second.sizing),
            ]
        }),
        ..Modelled::default()
    }
}

/// Sums of instances; the larger of the loads of one.
fn together(a: Sizing, b: Sizing) -> Sizing {
    Sizing {
        instances: a.instances.saturating_add(b.instances),
        by_throughput: a.by_throughput.saturating_add(b.by_throughput),
        by_memory: a.by_memory.saturating_add(b.by_memory),
        by_availability: a.by_availability.saturating_add(b.by_availability),
        load_per_instance: a.load_per_instance.max(b.load_per_instance),
        memory_per_instance: a.memory_per_instance.max(b.memory_per_instance),
        at_start: a.at_start.saturating_add(b.at_start),
    }
}

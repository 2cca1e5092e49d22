//! Money: development, infrastructure by month, totals, net present value and break-even.

use super::{
    BreakEven, Cost, CostParts, Span,
    capacity::Capacity,
    robust::money::{self, Crossing},
    setting::Setting,
    span::{TIE, bounded},
};
use crate::catalog::{Fact, Role};

/// What money a month from now is worth today, at a rate of so many percent a year.
///
/// A rate of -100 % or less, which has no value, counts as nearly that.
pub(super) fn monthly_discount(percent: f64) -> f64 {
    let rate = money::monthly_rate(percent / 100.0).unwrap_or(-1.0);
    1.0 / (1.0 + rate).max(1e-9)
}

/// Where two options' cumulative costs cross; `None` where they cost the same today.
pub(super) fn break_even(a: (usize, &Cost), b: (usize, &Cost)) -> Option<BreakEven> {
    let today = |cost: &Cost| cost.by_month.first().copied();
    let gap = today(a.1)? - today(b.1)?;
    if gap.abs() < TIE {
        return None;
    }
    let (dearer, cheaper) = if gap > 0.0 { (a, b) } else { (b, a) };
    let (line, other) = (&dearer.1.by_month, &cheaper.1.by_month);
    let (month, beyond) = match money::crossing(line, other) {
        Ok(Crossing::Within(month)) => (Some(month), None),
        Ok(Crossing::Beyond(month)) => (None, Some(bounded(month))),
        Ok(Crossing::Never | Crossing::Same) | Err(_) => (None, None),
    };
    Some(BreakEven {
        dearer: dearer.0,
        cheaper: cheaper.0,
        month,
        beyond,
    })
}

/// What one option costs before its costs are laid over time.
#[derive(Clone)]
pub(super) struct Bill {
    /// Development once, by part (likely).
    pub(super) parts: CostParts,
    /// Development once.
    pub(super) development: Span,
    /// Instances of month `m + 1`, a month.
    pub(super) machines: Vec<Span>,
    /// Fees a month.
    pub(super) fees: Span,
    /// Extra operations work a month.
    pub(super) operations: Span,
}

/// Development of an option: learning a developer; set-up, build and training a team; at the rate of such developers.
fn development(setting: &Setting, option: usize, rate: Option<Span>) -> Option<(CostParts, Span)> {
    let mut learning = Span::default();
    if let Some(hours) = setting.of(option, Role::Learning) {
        learning = hours.times(setting.inputs.fact(Fact::Developers)?).times(rate?);
    }
    let days = |role| match setting.of(option, role) {
        Some(days) => Some(days.times(setting.decision(Role::HoursPerDay)?).times(rate?)),
        None => Some(Span::default()),
    };
    let (setup, build, training) = (days(Role::Setup)?, days(Role::Build)?, days(Role::Training)?);
    let parts = CostParts {
        learning: learning.likely,
        setup: setup.likely,
        build: build.likely,
        training: training.likely,
        ..CostParts::default()
    };
    Some((parts, learning.plus(setup).plus(build).plus(training)))
}

/// Fees and extra operations work a month, of an option or of a strategy itself.
pub(super) fn upkeep(setting: &Setting, option: usize) -> Option<(Span, Span)> {
    let operations = match setting.of(option, Role::Operations) {
        Some(hours) => hours.times(rate(setting, option)?),
        None => Span::default(),
    };
    Some((setting.of(option, Role::MonthlyFee).unwrap_or_default(), operations))
}

/// Hourly rate of the option's developers.
fn rate(setting: &Setting, option: usize) -> Option<Span> {
    let factor = setting.of(option, Role::RateFactor).unwrap_or(Span::point(1.0));
    Some(setting.inputs.fact(Fact::HourlyRate)?.times(factor))
}

/// The bill of an option that is not a strategy; `None` where something that it needs is not known, or where the catalog
/// has no cost of it at all.
pub(super) fn bill(setting: &Setting, option: usize, capacity: Option<&Capacity>) -> Option<Bill> {
    const COSTS: [Role; 7] = [
        Role::Learning,
        Role::Setup,
        Role::Build,
        Role::Training,
        Role::Operations,
        Role::MonthlyFee,
        Role::Capacity,
    ];
    if COSTS.iter().all(|role| setting.of(option, *role).is_none()) {
        return None;
    }
    let (parts, development) = development(setting, option, rate(setting, option))?;
    let (fees, operations) = upkeep(setting, option)?;
    let horizon = setting.inputs.horizon as usize;
    let machines = if setting.has_capacity(option) {
        let capacity = capacity?;
        let price = setting.inputs.fact(Fact::InstancePrice)?;
        // A month is sized for the peak within it.
        let mut known: Option<(Span, Span)> = None;
        setting.peak_at(0)?;
        let peaks = (1..=setting.inputs.horizon).filter_map(|month| setting.peak_in(month));
        let machines = |peak: Span| {
            if setting.wanted.ranges {
                capacity.instances(peak).times(price)
            } else {
                Span::point(bounded(capacity.likely_instances(peak.likely) * price.likely))
            }
        };
        peaks
            .map(|peak| match known {
                // A load that stays costs what it did.
                Some((before, cost)) if before == peak => cost,
                _ => {
                    let cost = machines(peak);
                    known = Some((peak, cost));
                    cost
                }
            })
            .collect()
    } else {
        vec![Span::default(); horizon]
    };
    Some(Bill {
        parts,
        development,
        machines,
        fees,
        operations,
    })
}

/// A bill laid over time.
pub(super) struct Settled {
    pub(super) cost: Cost,
    /// Net present value with its range.
    pub(super) present: Span,
    /// First month's flow with its range.
    pub(super) monthly: Span,
}

/// Lays costs over the horizon: `paid` once at the end of months (0 is today), `flows` by month.
pub(super) fn settle(
    setting: &Setting,
    mut parts: CostParts,
    paid: &[(u32, Span)],
    flow: impl Fn(usize) -> [Span; 3],
) -> Settled {
    if !setting.wanted.ranges && !setting.wanted.by_month {
        return settle_likely(setting, parts, paid, flow);
    }
    let horizon = setting.inputs.horizon as usize;
    // Money later is worth less: the favourable end of the rate is the high one.
    let yearly = setting.inputs.fact(Fact::DiscountRate).unwrap_or_default();
    let factor = Span {
        low: yearly.high,
        likely: yearly.likely,
        high: yearly.low,
    }
    .each(monthly_discount);

    let mut total = Span::default();
    let mut present = Span::default();
    let mut discount = Span::point(1.0);
    let mut by_month = Vec::with_capacity(if setting.wanted.by_month { horizon + 1 } else { 0 });
    let mut monthly = Span::default();
    for month in 0..=horizon {
        let mut out = Span::default();
        for (when, amount) in paid {
            if *when as usize == month {
                out = out.plus(*amount);
            }
        }
        if month > 0 {
            let [machines, fees, operations] = flow(month);
            let month_flow = machines.plus(fees).plus(operations);
            parts.infrastructure += machines.likely;
            parts.fees += fees.likely;
            parts.operations += operations.likely;
            if month == 1 {
                monthly = month_flow;
            }
            out = out.plus(month_flow);
        }
        total = total.plus(out);
        if setting.wanted.by_month {
            present = present.plus(out.times(discount));
            discount = discount.times(factor);
            by_month.push(total.likely);
        }
    }
    Settled {
        cost: Cost {
            parts,
            development: development_of(paid),
            monthly_infrastructure: monthly.likely,
            total,
            npv: present.likely,
            by_month,
        },
        present: Span::around(present.low, present.likely, present.high),
        monthly,
    }
}

/// Likely values only, by the same steps: what scores ask of costs over time.
fn settle_likely(
    setting: &Setting,
    parts: CostParts,
    paid: &[(u32, Span)],
    flow: impl Fn(usize) -> [Span; 3],
) -> Settled {
    let (mut total, mut monthly) = (0.0, 0.0);
    for month in 0..=setting.inputs.horizon as usize {
        let mut out = 0.0;
        for (when, amount) in paid {
            if *when as usize == month {
                out = bounded(out + amount.likely);
            }
        }
        if month > 0 {
            let [machines, fees, operations] = flow(month).map(|span| span.likely);
            let month_flow = bounded(bounded(machines + fees) + operations);
            if month == 1 {
                monthly = month_flow;
            }
            out = bounded(out + month_flow);
        }
        total = bounded(total + out);
    }
    Settled {
        cost: Cost {
            parts,
            development: development_of(paid),
            monthly_infrastructure: monthly,
            total: Span::point(total),
            npv: 0.0,
            by_month: Vec::new(),
        },
        present: Span::default(),
        monthly: Span::point(monthly),
    }
}

/// What is paid once, whenever.
fn development_of(paid: &[(u32, Span)]) -> Span {
    paid.iter().fold(Span::default(), |sum, (_, amount)| sum.plus(*amount))
}

/// An option's own bill from today on.
pub(super) fn settle_one(setting: &Setting, bill: &Bill) -> Settled {
    settle(setting, bill.parts, &[(0, bill.development)], |month| {
        [bill.machines_in(month), bill.fees, bill.operations]
    })
}

impl Bill {
    /// What the instances of a month cost, from 1.
    pub(super) fn machines_in(&self, month: usize) -> Span {
        let machines = month.checked_sub(1).and_then(|at| self.machines.get(at));
        machines.copied().unwrap_or_default()
    }

    /// Fees and operations a month, with those of a strategy itself.
    pub(super) fn upkeep(&self, fees: Span, operations: Span) -> [Span; 2] {
        [self.fees.plus(fees), self.operations.plus(operations)]
    }
}

impl CostParts {
    /// Part by part.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            learning: self.learning + other.learning,
            setup: self.setup + other.setup,
            build: self.build + other.build,
            training: self.training + other.training,
            infrastructure: self.infrastructure + other.infrastructure,
            fees: self.fees + other.fees,
            operations: self.operations + other.operations,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_make_a_year_at_any_rate() {
        assert!((monthly_discount(8.0).powi(12) * 1.08 - 1.0).abs() < 1e-12);
        for percent in [-100.0, -500.0, f64::NAN] {
            assert!(monthly_discount(percent).is_finite());
        }
    }
}

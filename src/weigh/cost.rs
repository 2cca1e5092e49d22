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
    let machines = if setting.has_capacity(option) {
        machines(setting, capacity?)?
    } else {
        vec![Span::default(); setting.inputs.horizon as usize]
    };
    Some(Bill {
        parts,
        development,
        machines,
        fees,
        operations,
    })
}

/// What an option's instances cost in each month of the horizon; `None` where load or price is not known.
fn machines(setting: &Setting, capacity: &Capacity) -> Option<Vec<Span>> {
    let price = setting.inputs.fact(Fact::InstancePrice)?;
    setting.peak_at(0)?;
    let horizon = setting.inputs.horizon;
    // A month is sized for the peak within it.
    let cost = |month: u32| {
        let peak = setting.peak_in(month).unwrap_or_default();
        if setting.wanted.ranges {
            capacity.instances(peak).times(price)
        } else {
            Span::point(bounded(capacity.likely_instances(peak.likely) * price.likely))
        }
    };
    let mut all = vec![Span::default(); horizon as usize];
    if let [first, .., last] = &mut all[..] {
        (*first, *last) = (cost(1), cost(horizon));
    } else if let [only] = &mut all[..] {
        *only = cost(1);
    }
    fill_between(&mut all, 1, &cost);
    Some(all)
}

/// Fills the months between the first, which has this number, and the last.
///
/// Each end of the load only grows or only falls, and instances with it: where a time begins and ends at the same cost there is no
/// other in between. Instances come whole, so that this is most of the time.
fn fill_between(all: &mut [Span], number: u32, cost: &impl Fn(u32) -> Span) {
    let [first, between @ .., last] = all else { return };
    if first == last {
        between.fill(*first);
    } else if !between.is_empty() {
        let half = between.len().div_ceil(2);
        let middle = number.saturating_add(u32::try_from(half).unwrap_or(u32::MAX));
        all[half] = cost(middle);
        fill_between(&mut all[..=half], number, cost);
        fill_between(&mut all[half..], middle, cost);
    }
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
    fn months_between_are_those_of_each_by_itself() {
        type Step = fn(f64) -> f64;
        let near = |x: f64| Span::around(x.floor(), x.ceil(), (x * 1.5).ceil());
        let steps: [(&str, Step); 4] = [
            ("none", |_| 2.0),
            ("rises", |month| (month / 7.0).powi(2)),
            ("falls", |month| 40.0 / month),
            ("each month", |month| 3.0 * month),
        ];
        for (what, step) in steps {
            for months in 0..40_u32 {
                let cost = |month: u32| near(step(f64::from(month)));
                let each: Vec<Span> = (1..=months).map(cost).collect();
                let mut all = vec![Span::default(); each.len()];
                if let (Some(first), Some(last)) = (each.first(), each.last()) {
                    (all[0], all[each.len() - 1]) = (*first, *last);
                }
                let asked = std::cell::Cell::new(0);
                fill_between(&mut all, 1, &|month| {
                    asked.set(asked.get() + 1);
                    cost(month)
                });
                assert_eq!(all, each, "{what}, {months} months");
                assert!(what != "none" || asked.get() == 0);
            }
        }
    }

    #[test]
    fn twelve_months_make_a_year_at_any_rate() {
        assert!((monthly_discount(8.0).powi(12) * 1.08 - 1.0).abs() < 1e-12);
        for percent in [-100.0, -500.0, f64::NAN] {
            assert!(monthly_discount(percent).is_finite());
        }
    }
}

//! Who is at work when, and what that costs: the numbers between the figures and what the assessment keeps of them, from the
//! engine's own functions.

use super::{
    teller::Teller,
    types::{CostPart, Place, Running},
};
use crate::{
    catalog::{Fact, Role, StrategyKind},
    weigh::{
        Span,
        capacity::Capacity,
        cost::monthly_discount,
        latency,
        span::{bounded, from_count},
        strategy::{Division, division},
    },
};

/// An option at work for a while: the option itself, or a part of a strategy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Duty {
    /// Option at work; never a strategy.
    pub(super) part: usize,
    /// Share of the traffic, 0-1.
    pub(super) share: f64,
    /// It works in the months after this one …
    pub(super) from: u32,
    /// … up to this one.
    pub(super) to: u32,
}

/// Several months of one number of instances, or of one flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    /// Phase at work.
    pub(super) phase: usize,
    /// First month.
    pub(super) from: u32,
    /// Last month.
    pub(super) to: u32,
    /// What stays the same.
    pub(super) value: f64,
}

impl Run {
    pub(super) fn months(&self) -> f64 {
        f64::from(self.to + 1 - self.from)
    }
}

impl Teller<'_> {
    pub(super) fn horizon(&self) -> u32 {
        self.inputs().horizon
    }

    pub(super) fn division(&self, option: usize) -> Option<Division> {
        let strategy = self.catalog.options.get(option)?.strategy.as_ref()?;
        Some(division(self.inputs(), strategy))
    }

    /// Who is at work for an option, in order.
    pub(super) fn duties(&self, option: usize) -> Vec<Duty> {
        let horizon = self.horizon();
        let duty = |part, share, from, to| Duty { part, share, from, to };
        let Some(strategy) = self.catalog.options.get(option).and_then(|o| o.strategy.as_ref()) else {
            return vec![duty(option, 1.0, 0, horizon)];
        };
        let [first, second] = strategy.parts;
        let division = division(self.inputs(), strategy);
        match division.switch {
            Some(month) if month >= horizon => vec![duty(first, 1.0, 0, horizon)],
            Some(month) => vec![duty(first, 1.0, 0, month), duty(second, 1.0, month, horizon)],
            None => vec![
                duty(first, division.shares[0], 0, horizon),
                duty(second, division.shares[1], 0, horizon),
            ],
        }
    }

    /// Whether all of an option's duties are done at the same time.
    pub(super) fn side_by_side(&self, option: usize) -> bool {
        self.catalog
            .options
            .get(option)
            .and_then(|o| o.strategy.as_ref())
            .is_some_and(|strategy| matches!(strategy.kind, StrategyKind::Split { .. }))
    }

    pub(super) fn duty(&self, option: usize, phase: usize) -> Option<Duty> {
        self.duties(option).get(phase).copied()
    }

    /// The month of a phase for which it is sized: the busiest.
    pub(super) fn place(&self, option: usize, phase: usize) -> Option<Place> {
        let duty = self.duty(option, phase)?;
        Some(Place {
            option,
            phase,
            month: self.setting.busiest(duty.from, duty.to),
        })
    }

    /// A number of a part at work.
    pub(super) fn running(&self, place: Place, number: Running) -> Option<f64> {
        let duty = self.duty(place.option, place.phase)?;
        let peak = self.setting.peak_in(place.month)?;
        if number == Running::Peak {
            return Some(peak.likely * duty.share);
        }
        let capacity = Capacity::of(self.setting, duty.part, duty.share)?;
        if number == Running::Instances {
            return Some(capacity.instances(peak).likely);
        }
        let sizing = capacity.sizing(peak, peak);
        Some(match number {
            Running::Peak | Running::Instances => return None,
            Running::ByThroughput => from_count(sizing.by_throughput),
            Running::ByMemory => from_count(sizing.by_memory),
            Running::ByAvailability => from_count(sizing.by_availability),
            Running::LoadPerInstance => sizing.load_per_instance,
            Running::MemoryPerInstance => sizing.memory_per_instance,
            Running::Latency(percentile) => {
                latency::at(self.setting, duty.part, capacity.load(peak))[percentile as usize]?.likely
            }
        })
    }

    /// What one instance is planned to carry.
    pub(super) fn planned(&self, option: usize) -> Option<f64> {
        let headroom = self.setting.decision(Role::Headroom).unwrap_or(Span::point(1.0));
        Some(self.setting.capacity(option)?.times(headroom).likely)
    }

    /// Hourly rate of an option's developers.
    pub(super) fn rate(&self, option: usize) -> Option<f64> {
        let factor = self.setting.of(option, Role::RateFactor).unwrap_or(Span::point(1.0));
        Some(self.inputs().fact(Fact::HourlyRate)?.times(factor).likely)
    }

    /// One kind of running costs of one duty, or of a strategy itself (`None`), in a month.
    fn paid_for(&self, option: usize, phase: Option<usize>, part: CostPart, month: u32) -> Option<f64> {
        let worker = match phase {
            Some(phase) => self.duty(option, phase)?.part,
            None => option,
        };
        match (part, phase) {
            (CostPart::Infrastructure, Some(phase)) if self.setting.has_capacity(worker) => {
                let place = Place { option, phase, month };
                let price = self.inputs().fact(Fact::InstancePrice)?.likely;
                Some(bounded(self.running(place, Running::Instances)? * price))
            }
            (CostPart::Fees, _) => Some(self.setting.of(worker, Role::MonthlyFee).map_or(0.0, |fee| fee.likely)),
            (CostPart::Operations, _) => match self.setting.of(worker, Role::Operations) {
                Some(hours) => Some(hours.likely * self.rate(worker)?),
                None => Some(0.0),
            },
            _ => Some(0.0),
        }
    }

    /// Phases at work in a month, and the strategy itself (`None`) where it is one.
    pub(super) fn payers(&self, option: usize, month: u32) -> Vec<Option<usize>> {
        let duties = self.duties(option);
        let mut payers: Vec<Option<usize>> = duties
            .iter()
            .enumerate()
            .filter(|(_, duty)| duty.from < month && month <= duty.to)
            .map(|(phase, _)| Some(phase))
            .collect();
        if self.division(option).is_some() {
            payers.push(None);
        }
        payers
    }

    /// One kind of running costs of a month.
    pub(super) fn month_of(&self, option: usize, part: CostPart, month: u32) -> Option<f64> {
        let payers = self.payers(option, month).into_iter();
        let each: Option<Vec<f64>> = payers.map(|phase| self.paid_for(option, phase, part, month)).collect();
        Some(each?.iter().sum())
    }

    /// Running costs of a month.
    pub(super) fn flow(&self, option: usize, month: u32) -> Option<f64> {
        let each: Option<Vec<f64>> = CostPart::MONTHLY
            .iter()
            .map(|part| self.month_of(option, *part, month))
            .collect();
        Some(each?.iter().sum())
    }

    /// One kind of running costs over months.
    pub(super) fn spent(&self, option: usize, part: CostPart, from: u32, to: u32) -> Option<f64> {
        (from..=to).map(|month| self.month_of(option, part, month)).sum()
    }

    /// Present value of the running costs of months.
    pub(super) fn present(&self, option: usize, from: u32, to: u32) -> Option<f64> {
        (from..=to)
            .map(|month| Some(self.flow(option, month)? * self.discount(month)))
            .sum()
    }

    /// What one unit of money at the end of a month is worth today.
    pub(super) fn discount(&self, month: u32) -> f64 {
        let percent = self.inputs().fact(Fact::DiscountRate).unwrap_or_default().likely;
        monthly_discount(percent).powf(f64::from(month))
    }

    /// Runs of months with the same number of instances, phase by phase.
    pub(super) fn instance_runs(&self, option: usize, from: u32, to: u32) -> Option<Vec<Run>> {
        let mut runs: Vec<Run> = Vec::new();
        for (phase, duty) in self.duties(option).into_iter().enumerate() {
            if !self.setting.has_capacity(duty.part) {
                continue;
            }
            for month in from.max(duty.from + 1)..=to.min(duty.to) {
                let place = Place { option, phase, month };
                let value = self.running(place, Running::Instances)?;
                grow(
                    &mut runs,
                    Run {
                        phase,
                        from: month,
                        to: month,
                        value,
                    },
                );
            }
        }
        Some(runs)
    }

    /// Runs of months with the same running costs.
    pub(super) fn flow_runs(&self, option: usize, from: u32, to: u32) -> Option<Vec<Run>> {
        let mut runs: Vec<Run> = Vec::new();
        for month in from..=to {
            let value = self.flow(option, month)?;
            grow(
                &mut runs,
                Run {
                    phase: 0,
                    from: month,
                    to: month,
                    value,
                },
            );
        }
        Some(runs)
    }

    /// Developments that an option pays for: the option developed, and the month in which it is paid.
    pub(super) fn developments(&self, option: usize) -> Vec<(usize, u32)> {
        let duties = self.duties(option);
        duties.iter().map(|duty| (duty.part, duty.from)).collect()
    }
}

fn grow(runs: &mut Vec<Run>, next: Run) {
    match runs.last_mut() {
        #[expect(clippy::float_cmp, reason = "a run is what comes out the same to the bit")]
        Some(last) if last.phase == next.phase && last.value == next.value && last.to + 1 == next.from => {
            last.to = next.to;
        }
        _ => runs.push(next),
    }
}

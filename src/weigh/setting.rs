//! One evidence set under one profile: the figures in force, in base units, and the load over time.

use super::{
    Span,
    inputs::Inputs,
    span::{LIMIT, bounded},
    wanted::Wanted,
};
use crate::catalog::{Catalog, Dimension, Fact, Figure, Role};

/// Seconds of a day: requests a day to requests a second.
const SECONDS_A_DAY: f64 = 86_400.0;

/// Figures by role; `None` where there is none. In base units, never negative.
type Roles = [Option<Span>; Role::COUNT];

/// What the model computes from: inputs and the figures of one evidence set.
pub(super) struct Setting<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) evidence: usize,
    /// What of the model is asked for.
    pub(super) wanted: Wanted,
    decision: Roles,
    options: Vec<Roles>,
    /// Capacity of one instance, req/s, per option.
    capacity: Vec<Option<Span>>,
    /// Peak load at the end of month `m`, req/s; empty where it is not known.
    peaks: Vec<Span>,
    /// Whether some end of the load falls over time.
    falls: bool,
}

impl<'a> Setting<'a> {
    pub(super) fn new(inputs: &'a Inputs<'a>, evidence: usize) -> Self {
        Self::wanting(inputs, evidence, Wanted::ALL)
    }

    /// The same for a part of the model only.
    pub(super) fn wanting(inputs: &'a Inputs<'a>, evidence: usize, wanted: Wanted) -> Self {
        let catalog = inputs.catalog;
        let mut decision: Roles = [None; Role::COUNT];
        for (role, at) in catalog.decision_roles.get(evidence).into_iter().flatten().enumerate() {
            decision[role] = at.and_then(|at| {
                let figure = catalog.figures.get(at)?;
                let span = inputs.span(figure.value.as_ref()?, figure.unit.factor);
                Some(span.within(0.0, LIMIT))
            });
        }
        let options: Vec<Roles> = (0..catalog.options.len())
            .map(|option| {
                let mut roles: Roles = [None; Role::COUNT];
                let indices = catalog.option_roles.get(evidence).and_then(|all| all.get(option));
                for (role, at) in indices.into_iter().flatten().enumerate() {
                    roles[role] = at.and_then(|at| of_option(inputs, catalog.figures.get(at)?, option));
                }
                roles
            })
            .collect();
        let capacity = (0..catalog.options.len())
            .map(|option| {
                let span = options[option][Role::Capacity as usize]?;
                let at = (*catalog
                    .option_roles
                    .get(evidence)?
                    .get(option)?
                    .get(Role::Capacity as usize)?)?;
                match catalog.figures.get(at)?.unit.dimension {
                    Dimension::RatePerCore => Some(span.times(decision[Role::InstanceCores as usize]?)),
                    _ => Some(span),
                }
            })
            .collect();
        let mut setting = Self {
            inputs,
            evidence,
            wanted,
            decision,
            options,
            capacity,
            peaks: Vec::new(),
            falls: inputs.growth.last().is_some_and(|growth| growth.low < 1.0),
        };
        if let Some((peak, _)) = setting.peak_today() {
            setting.peaks = inputs.growth.iter().map(|growth| peak.times(*growth)).collect();
        }
        setting
    }

    pub(super) fn catalog(&self) -> &'a Catalog {
        self.inputs.catalog
    }

    /// A figure of an option, in base units.
    pub(super) fn of(&self, option: usize, role: Role) -> Option<Span> {
        *self.options.get(option)?.get(role as usize)?
    }

    /// A figure of the decision, in base units.
    pub(super) fn decision(&self, role: Role) -> Option<Span> {
        self.decision.get(role as usize).copied().flatten()
    }

    /// What one instance sustains, req/s.
    pub(super) fn capacity(&self, option: usize) -> Option<Span> {
        *self.capacity.get(option)?
    }

    /// Whether the option is known by its capacity at all; one that is not needs no instances.
    pub(super) fn has_capacity(&self, option: usize) -> bool {
        self.of(option, Role::Capacity).is_some()
    }

    /// Today's peak load, req/s, and whether it was answered itself: else implied by the answered requests a day, else
    /// the catalog's default.
    pub(super) fn peak_today(&self) -> Option<(Span, bool)> {
        if self.inputs.fact_answered(Fact::PeakRps) {
            return Some((self.inputs.fact(Fact::PeakRps)?, true));
        }
        if self.inputs.fact_answered(Fact::RequestsPerDay)
            && let Some(daily) = self.inputs.fact(Fact::RequestsPerDay)
            && let Some(factor) = self.decision(Role::PeakFactor)
        {
            return Some((daily.scaled(1.0 / SECONDS_A_DAY).times(factor), false));
        }
        Some((self.inputs.fact(Fact::PeakRps)?, false))
    }

    /// Peak load at the end of a month; of month 0, today.
    pub(super) fn peak_at(&self, month: u32) -> Option<Span> {
        self.peaks.get(month as usize).or(self.peaks.last()).copied()
    }

    /// Greatest peak load from the end of one month to the end of another. Load only grows or only falls, so it is at one of
    /// the two.
    pub(super) fn peak_over(&self, from: u32, to: u32) -> Option<Span> {
        let end = self.peak_at(to)?;
        if self.falls {
            Some(end.larger(self.peak_at(from)?))
        } else {
            Some(end)
        }
    }

    /// Greatest peak load within a month, from 1; of month 0, today's.
    pub(super) fn peak_in(&self, month: u32) -> Option<Span> {
        self.peak_over(month.saturating_sub(1), month)
    }

    /// Whether the load may fall over time; else it is greatest at the end of any time.
    pub(super) const fn falls(&self) -> bool {
        self.falls
    }

    /// The month, of those after `from` up to `to`, in which the likely load is greatest: the last one unless it falls.
    pub(super) fn busiest(&self, from: u32, to: u32) -> u32 {
        if self.likely_falls(from, to) { from + 1 } else { to }
    }

    /// The month at whose end the likely load of a month is greatest: its own, or the one before where it falls.
    pub(super) fn peak_of(&self, month: u32) -> u32 {
        let before = month.saturating_sub(1);
        if self.likely_falls(before, month) {
            before
        } else {
            month
        }
    }

    fn likely_falls(&self, from: u32, to: u32) -> bool {
        let likely = |month| self.peak_at(month).map_or(0.0, |peak| peak.likely);
        from < to && likely(from) > likely(to)
    }

    /// A figure by id, for one option: in the figure's own unit. The decision's own number where the option has none.
    pub(super) fn figure(&self, id: &str, option: usize) -> Option<Span> {
        let (at, of_option) = self.find(id, option)?;
        let figure = self.catalog().figures.get(at)?;
        let value = if of_option {
            figure.of.get(option)?.as_ref()
        } else {
            figure.value.as_ref()
        };
        Some(self.plain(value?))
    }

    /// Index of the figure that [`Self::figure`] takes, and whether it is the option's number (else the decision's).
    pub(super) fn find(&self, id: &str, option: usize) -> Option<(usize, bool)> {
        let mut general = None;
        for (at, figure) in self.catalog().figures.iter().enumerate().filter(|(_, f)| f.id == id) {
            let own = figure.of.get(option).is_some_and(Option::is_some);
            let found = (own || figure.value.is_some()).then_some((at, own));
            match figure.evidence {
                Some(set) if set == self.evidence && found.is_some() => return found,
                None => general = general.or(found),
                Some(_) => {}
            }
        }
        general
    }

    fn plain(&self, value: &crate::catalog::FigureValue) -> Span {
        self.inputs.span(value, 1.0)
    }
}

fn of_option(inputs: &Inputs, figure: &Figure, option: usize) -> Option<Span> {
    let value = figure.of.get(option)?.as_ref()?;
    Some(inputs.span(value, bounded(figure.unit.factor)).within(0.0, LIMIT))
}

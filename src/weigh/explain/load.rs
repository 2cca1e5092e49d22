//! Load, capacity, instances, memory and starts.

use super::{
    teller::{Draft, Teller},
    term::Term,
    types::{Place, Running, Start, Subject},
    unit::Unit,
};
use crate::{
    catalog::{Fact, Role},
    weigh::span::whole_up,
};

/// Seconds of a day.
const SECONDS_A_DAY: f64 = 86_400.0;
/// From here on a load decides nothing any more; the model stops growing it.
const MOST_GROWTH: f64 = 1e12;

impl Teller<'_> {
    pub(super) fn tell_load(&self, subject: &Subject) -> Option<Draft> {
        match *subject {
            Subject::Peak => self.peak(),
            Subject::Load(month) => self.load(month),
            Subject::Connections => Some(self.connections()),
            Subject::Capacity(option) => self.capacity(option),
            Subject::Planned(option) => self.planned_load(option),
            Subject::Instances(option) => self.over_phases(option, Running::Instances),
            Subject::InstancesAtStart(option) => self.at_start(option),
            Subject::LoadPerInstance(option) => self.over_phases(option, Running::LoadPerInstance),
            Subject::MemoryPerInstance(option) => self.over_phases(option, Running::MemoryPerInstance),
            Subject::ConnectionsPerInstance(option) => self.connections_each(option),
            Subject::Latency { option, percentile } => self.over_phases(option, Running::Latency(percentile)),
            Subject::AtWork { place, number } => self.at_work(place, number),
            Subject::LatencyCurve { option, at } => self.latency_curve(option, at),
            Subject::MemoryCurve { option, at } => self.memory_curve(option, at),
            Subject::Startup { option, start } => self.startup(option, start),
            _ => None,
        }
    }

    fn peak(&self) -> Option<Draft> {
        let (_, answered) = self.setting.peak_today()?;
        let implied = !answered && self.inputs().fact_answered(Fact::RequestsPerDay);
        if let (true, Some(factor)) = (implied, self.decision(Role::PeakFactor)) {
            let mut draft = Draft::new("requests a day / 86,400 seconds x peak over the mean");
            let daily = draft.take(self.fact(Fact::RequestsPerDay));
            let term = daily / Term::number(SECONDS_A_DAY) * draft.take(factor);
            return Some(draft.comes_to(term));
        }
        let mut draft = Draft::new(if answered {
            "as answered"
        } else {
            "the catalog's default, while the question is open"
        });
        let term = draft.take(self.fact(Fact::PeakRps));
        Some(draft.comes_to(term))
    }

    fn load(&self, month: u32) -> Option<Draft> {
        let mut draft = Draft::new("peak load today x (1 + yearly growth)^(month / 12)");
        let month = month.min(self.horizon());
        let peak = draft.take(self.computed(Subject::Peak)?);
        let yearly = draft.take(self.fact(Fact::YearlyGrowth));
        let years = Term::number(f64::from(month)) / Term::number(12.0);
        let growth = (Term::number(1.0) + yearly).power(years);
        let growth = if growth.value() > MOST_GROWTH {
            Term::smallest(vec![Term::number(MOST_GROWTH), growth])
        } else {
            growth
        };
        Some(draft.comes_to(peak * growth))
    }

    fn connections(&self) -> Draft {
        let answered = self.inputs().fact_answered(Fact::Connections);
        let mut draft = Draft::new(if answered {
            "as answered"
        } else {
            "the catalog's default, while the question is open"
        });
        let term = draft.take(self.fact(Fact::Connections));
        draft.comes_to(term)
    }

    /// Capacity as one term: a figure of an instance, or of a core times its cores.
    fn capacity(&self, option: usize) -> Option<Draft> {
        let figure = self.figure(option, Role::Capacity)?;
        let mut draft = Draft::new("the figure of one instance");
        let mut term = draft.take(figure);
        if self.is_per_core(option) {
            "the figure of one core x cores of an instance".clone_into(&mut draft.formula);
            term = term * draft.take(self.decision(Role::InstanceCores)?);
        }
        Some(draft.comes_to(term))
    }

    pub(super) fn is_per_core(&self, option: usize) -> bool {
        use crate::catalog::Dimension;
        let figure = || {
            let roles = self.catalog.option_roles.get(self.setting.evidence)?.get(option)?;
            self.catalog.figures.get((*roles.get(Role::Capacity as usize)?)?)
        };
        figure().is_some_and(|figure| figure.unit.dimension == Dimension::RatePerCore)
    }

    fn planned_load(&self, option: usize) -> Option<Draft> {
        let mut draft = Draft::new("capacity of one instance x share of it that is planned with");
        let capacity = draft.take(self.computed(Subject::Capacity(option))?);
        let term = match self.decision(Role::Headroom) {
            Some(headroom) => capacity * draft.take(headroom),
            None => capacity,
        };
        Some(draft.comes_to(term))
    }

    /// A number of an option from its parts at work: of one that is no strategy its own; of a staged one the last part's, for
    /// latency the worse; of a split one the sum of the instances, else the larger.
    fn over_phases(&self, option: usize, number: Running) -> Option<Draft> {
        let duties = self.duties(option);
        if self.catalog.options.get(option)?.strategy.is_none() {
            return self.at_work(self.place(option, 0)?, number);
        }
        let parts: Option<Vec<Subject>> = (0..duties.len())
            .map(|phase| {
                let place = self.place(option, phase)?;
                Some(Subject::AtWork { place, number })
            })
            .collect();
        let parts = parts?;
        let latency = matches!(number, Running::Latency(_));
        let side_by_side = self.side_by_side(option);
        let (formula, used) = match (latency, side_by_side, number) {
            (true, _, _) => ("the worse of its parts at work", &parts[..]),
            (_, true, Running::Instances) => ("sum over its parts, each with its share of the traffic", &parts[..]),
            (_, true, _) => (
                "the larger of its parts, each with its share of the traffic",
                &parts[..],
            ),
            (_, false, _) => ("that of its last part at work", parts.last().map(std::slice::from_ref)?),
        };
        let mut draft = Draft::new(formula);
        let mut terms = Vec::new();
        for subject in used {
            terms.push(draft.take(self.computed(subject.clone())?));
        }
        let term = if number == Running::Instances {
            Term::sum(terms)
        } else {
            Term::largest(terms)
        };
        Some(draft.comes_to(term))
    }

    fn at_start(&self, option: usize) -> Option<Draft> {
        let month = 1.min(self.horizon());
        let phases: Vec<usize> = if self.side_by_side(option) {
            (0..self.duties(option).len()).collect()
        } else {
            // A switch today leaves the first part no month.
            let duties = self.duties(option);
            let first = duties.iter().position(|duty| duty.to > duty.from).unwrap_or(0);
            vec![first]
        };
        let mut draft = Draft::new("instances for the peak load at the end of the first month");
        let mut terms = Vec::new();
        for phase in phases {
            let place = Place { option, phase, month };
            terms.push(draft.take(self.computed(Subject::AtWork {
                place,
                number: Running::Instances,
            })?));
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn at_work(&self, place: Place, number: Running) -> Option<Draft> {
        let duty = self.duty(place.option, place.phase)?;
        let work = |number| Subject::AtWork { place, number };
        match number {
            Running::Peak => {
                let mut draft = Draft::new("peak load of the month");
                let load = match self.setting.peak_of(place.month) {
                    // A load that falls is at its peak as the month begins, the first month's today.
                    0 if place.month > 0 => Subject::Peak,
                    month => Subject::Load(month),
                };
                let term = draft.take(self.computed(load)?);
                let term = self.with_share(&mut draft, place, term)?;
                Some(draft.comes_to(term))
            }
            Running::ByThroughput => {
                let mut draft = Draft::new("peak load / load that one instance is planned for, rounded up");
                let peak = draft.take(self.computed(work(Running::Peak))?);
                let planned = draft.take(self.computed(Subject::Planned(duty.part))?);
                Some(draft.comes_to((peak / planned).up(whole_up)))
            }
            Running::ByMemory => self.by_memory(place),
            Running::ByAvailability => {
                let mut draft = Draft::new("the least number asked for, at least 1, rounded up");
                let least = draft.take(self.fact(Fact::MinInstances));
                let term = Term::largest(vec![Term::number(1.0), least.up(whole_up)]);
                Some(draft.comes_to(term))
            }
            Running::Instances => {
                let mut draft = Draft::new("the largest of what throughput, memory and availability ask for");
                let mut terms = Vec::new();
                for number in [Running::ByThroughput, Running::ByMemory, Running::ByAvailability] {
                    terms.push(draft.take(self.computed(work(number))?));
                }
                Some(draft.comes_to(Term::largest(terms)))
            }
            Running::LoadPerInstance => {
                let mut draft = Draft::new("peak load / instances");
                let peak = draft.take(self.computed(work(Running::Peak))?);
                let instances = draft.take(self.computed(work(Running::Instances))?);
                Some(draft.comes_to(peak / instances))
            }
            Running::MemoryPerInstance => {
                let mut draft = Draft::new("memory of an idle instance + connections x memory of one / instances");
                let base = self.memory_base(&mut draft, duty.part);
                let term = match self.connected(&mut draft, place)? {
                    Some(connected) => {
                        let instances = draft.take(self.computed(work(Running::Instances))?);
                        base + connected / instances
                    }
                    None => base,
                };
                Some(draft.comes_to(term))
            }
            Running::Latency(percentile) => self.latency(place, percentile),
        }
    }

    /// Times the part's share of the traffic, where it does not carry all.
    fn with_share(&self, draft: &mut Draft, place: Place, term: Term) -> Option<Term> {
        if !self.side_by_side(place.option) {
            return Some(term);
        }
        draft.formula.push_str(" x share of the traffic");
        let share = self.computed(Subject::PartShare {
            option: place.option,
            part: place.phase,
        })?;
        Some(term * draft.take(share))
    }

    #[expect(clippy::single_match_else, reason = "both cases matter alike")]
    fn memory_base(&self, draft: &mut Draft, part: usize) -> Term {
        match self.figure(part, Role::MemoryBase) {
            Some(leaf) => draft.take(leaf),
            None => {
                let name = format!("Memory of an idle instance of {}", self.option(part));
                let none = self.declared(
                    name,
                    0.0,
                    Unit::Plain,
                    "The catalog has no figure: it counts as nothing",
                );
                draft.take(none)
            }
        }
    }

    /// Memory of all connections; `None` where there is no figure of one.
    #[expect(
        clippy::option_option,
        reason = "an input that is missing, and one that is not needed"
    )]
    fn connected(&self, draft: &mut Draft, place: Place) -> Option<Option<Term>> {
        let duty = self.duty(place.option, place.phase)?;
        let each = self.figure(duty.part, Role::MemoryPerConnection);
        let (Some(each), Some(_)) = (each, self.inputs().fact(Fact::Connections)) else {
            draft.note("The catalog has no memory of a connection here: connections count as nothing.");
            return Some(None);
        };
        let connections = draft.take(self.fact(Fact::Connections));
        let connections = if self.side_by_side(place.option) {
            let share = self.computed(Subject::PartShare {
                option: place.option,
                part: place.phase,
            })?;
            connections * draft.take(share)
        } else {
            connections
        };
        Some(Some(connections * draft.take(each)))
    }

    fn by_memory(&self, place: Place) -> Option<Draft> {
        let duty = self.duty(place.option, place.phase)?;
        let mut draft = Draft::new(
            "connections x memory of one / (memory of an instance - memory of an idle instance), rounded up",
        );
        let Some(memory) = self.decision(Role::InstanceMemory) else {
            let name = "Memory of an instance";
            let none = self.declared(
                name,
                0.0,
                Unit::Plain,
                "The catalog has no figure: memory asks for no instance",
            );
            let term = draft.take(none);
            return Some(draft.comes_to(term));
        };
        let Some(connected) = self.connected(&mut draft, place)? else {
            draft.mention(memory.source);
            let none = self.declared(
                format!("Memory of a connection of {}", self.option(duty.part)),
                0.0,
                Unit::Plain,
                "The catalog has no figure: connections ask for no instance",
            );
            let term = draft.take(none);
            return Some(draft.comes_to(term));
        };
        let memory = draft.take(memory);
        let base = self.memory_base(&mut draft, duty.part);
        Some(draft.comes_to((connected / (memory - base)).up(whole_up)))
    }

    fn connections_each(&self, option: usize) -> Option<Draft> {
        let mut draft = Draft::new("concurrent connections / instances");
        let connections = draft.take(self.fact(Fact::Connections));
        let instances = draft.take(self.computed(Subject::Instances(option))?);
        Some(draft.comes_to(connections / instances))
    }

    fn startup(&self, option: usize, start: Start) -> Option<Draft> {
        let role = match start {
            Start::First => Role::Startup,
            Start::Cold => Role::ColdStart,
            Start::Warm => Role::Warmup,
            Start::Peak => Role::PeakTime,
        };
        if let Some(strategy) = &self.catalog.options.get(option)?.strategy {
            let mut draft = Draft::new("the longer of its parts");
            let mut terms = Vec::new();
            for part in strategy.parts {
                terms.push(draft.take(self.computed(Subject::Startup { option: part, start })?));
            }
            return Some(draft.comes_to(Term::largest(terms)));
        }
        let mut draft = Draft::new("the figure");
        let term = draft.take(self.figure(option, role)?);
        Some(draft.comes_to(term))
    }
}

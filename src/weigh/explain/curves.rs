//! Latency between printed points, and the curves of charts.

use super::{
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::{CurvePoint, Place, Running, Subject},
    unit::Unit,
};
use crate::{
    catalog::{Amount, Fact, LatencyCurve, Percentile, Role},
    weigh::words,
};

impl Teller<'_> {
    /// Latency of a part at work: at its load of one instance, between the printed points about it.
    pub(super) fn latency(&self, place: Place, percentile: Percentile) -> Option<Draft> {
        let duty = self.duty(place.option, place.phase)?;
        let mut draft = Draft::new(String::new());
        let load = draft.take(self.computed(Subject::AtWork {
            place,
            number: Running::LoadPerInstance,
        })?);
        let curve = self.catalog.latency_curve(self.setting.evidence, duty.part)?;
        let load = if curve.per_core {
            load / draft.take(self.decision(Role::InstanceCores)?)
        } else {
            load
        };
        let term = self.on_curve(&mut draft, curve, percentile, load)?;
        Some(draft.comes_to(term))
    }

    /// A printed latency.
    fn printed(&self, curve: &LatencyCurve, percentile: Percentile, (load, amount): (f64, &Amount)) -> Leaf {
        let per = if curve.per_core { "req/s a core" } else { "req/s" };
        let name = format!(
            "{} of {} at {} {per}",
            words::sentence_case(&super::names::latency(percentile)),
            self.option(curve.option),
            words::precise(load)
        );
        self.amount(name, amount, amount.value, Unit::Named("ms"), curve.page)
    }

    /// The latency at a load in the curve's terms: on a straight line between two points, on logarithmic axes.
    fn on_curve(&self, draft: &mut Draft, curve: &LatencyCurve, percentile: Percentile, load: Term) -> Option<Term> {
        let points: Vec<(f64, &Amount)> = curve
            .points
            .iter()
            .filter_map(|point| Some((point.load, point.ms[percentile as usize].as_ref()?)))
            .collect();
        let (first, last) = (*points.first()?, *points.last()?);
        let single = |draft: &mut Draft, formula: &str, point| {
            formula.clone_into(&mut draft.formula);
            draft.take(self.printed(curve, percentile, point))
        };
        if load.value() <= first.0 {
            let term = single(
                draft,
                "that of the lowest load with a figure, below which it stays",
                first,
            );
            draft.note(format!("The load is {}.", words::precise(load.value())));
            return Some(term);
        }
        let Some(pair) = points.windows(2).find(|pair| load.value() <= pair[1].0) else {
            return Some(single(draft, "that of the highest load with a figure", last));
        };
        let (a, b) = (pair[0], pair[1]);
        #[expect(clippy::float_cmp, reason = "exactly at a point there is nothing between points")]
        if load.value() == b.0 {
            return Some(single(draft, "the figure at this load", b));
        }
        let (low, high) = (
            draft.take(self.printed(curve, percentile, a)),
            draft.take(self.printed(curve, percentile, b)),
        );
        let (from, to) = (Term::number(a.0), Term::number(b.0));
        if a.0 > 0.0 && a.1.value > 0.0 && b.1.value > 0.0 {
            "a x (b / a)^(ln(load / load of a) / ln(load of b / load of a)), \
             a straight line between the figures a and b on logarithmic axes"
                .clone_into(&mut draft.formula);
            let way = (load / from.clone()).ln() / (to / from).ln();
            return Some(low.clone() * (high / low).power(way));
        }
        "a + (b - a) x (load - load of a) / (load of b - load of a), a straight line between the figures a and b"
            .clone_into(&mut draft.formula);
        Some(low.clone() + (high - low) * (load - from.clone()) / (to - from))
    }

    pub(super) fn latency_curve(&self, option: usize, at: CurvePoint) -> Option<Draft> {
        let curve = self.catalog.latency_curve(self.setting.evidence, option)?;
        match at {
            CurvePoint::Own => {
                let mut draft = Draft::new("p99 latency at the load of one instance");
                let load = self.computed(Subject::LoadPerInstance(option))?;
                draft.mention(load.source);
                let term = draft.take(self.computed(self.own_p99(option)?)?);
                Some(draft.comes_to(term))
            }
            CurvePoint::Wall => {
                let mut draft = Draft::new("the most that one instance sustains: the high end of the figure");
                let mut term = draft.take(self.figure_high(option, Role::Capacity)?);
                if self.is_per_core(option) {
                    draft.formula.push_str(" of a core x the high end of the cores");
                    term = term * draft.take(self.decision_high(Role::InstanceCores)?);
                }
                Some(draft.comes_to(term))
            }
            CurvePoint::At(at) => {
                let known = self.weighing.latency_over_load.get(option)?.as_ref()?;
                let load = known.points.get(at)?.0;
                let unit = self.loads_per_unit(option)?;
                let mut draft = Draft::new("the figure at this load");
                draft.note(format!("At {} req/s of one instance.", words::precise(load)));
                if curve.per_core {
                    draft.mention(self.decision(Role::InstanceCores)?.source);
                }
                let p99 = Percentile::P99;
                let printed = curve
                    .points
                    .iter()
                    .filter_map(|point| Some((point.load, point.ms[p99 as usize].as_ref()?)))
                    .nth(at);
                // The last point may stand where the instance ends, between figures.
                let term = match printed {
                    Some(point) if (point.0 * unit - load).abs() <= 1e-9 * load => {
                        draft.take(self.printed(curve, p99, point))
                    }
                    _ => {
                        draft.mention(
                            self.computed(Subject::LatencyCurve {
                                option,
                                at: CurvePoint::Wall,
                            })?
                            .source,
                        );
                        self.on_curve(&mut draft, curve, p99, Term::number(load / unit))?
                    }
                };
                Some(draft.comes_to(term))
            }
        }
    }

    pub(super) fn memory_curve(&self, option: usize, at: CurvePoint) -> Option<Draft> {
        let known = self.weighing.memory_over_connections.get(option)?.as_ref()?;
        match at {
            CurvePoint::Own => {
                let mut draft = Draft::new("memory of one instance with its connections");
                draft.mention(self.computed(Subject::ConnectionsPerInstance(option))?.source);
                let term = draft.take(self.computed(Subject::MemoryPerInstance(option))?);
                Some(draft.comes_to(term))
            }
            CurvePoint::Wall => {
                let mut draft =
                    Draft::new("(memory of an instance - memory of an idle instance) / memory of a connection");
                let memory = draft.take(self.decision(Role::InstanceMemory)?);
                let base = self.base_or_nothing(&mut draft, option);
                let each = draft.take(self.figure(option, Role::MemoryPerConnection)?);
                Some(draft.comes_to((memory - base) / each))
            }
            CurvePoint::At(at) => {
                let connections = known.points.get(at)?.0;
                let mut draft = Draft::new("memory of an idle instance + connections x memory of one");
                let base = self.base_or_nothing(&mut draft, option);
                let each = draft.take(self.figure(option, Role::MemoryPerConnection)?);
                let last = at + 1 == known.points.len();
                let connections = match (last, known.wall) {
                    (true, Some(_)) => draft.take(self.computed(Subject::MemoryCurve {
                        option,
                        at: CurvePoint::Wall,
                    })?),
                    (true, None) => {
                        let most = self
                            .catalog
                            .fact(Fact::Connections)
                            .and_then(|q| self.catalog.questions.get(q));
                        let source = most.map_or("", |asked| asked.title.as_str());
                        let leaf = self.declared(
                            "Most connections that may be answered",
                            connections,
                            Unit::Plain,
                            format!("The range of the question {}", words::name(source)),
                        );
                        draft.take(leaf)
                    }
                    (false, _) => {
                        let leaf = self.declared(
                            "Connections at this point",
                            connections,
                            Unit::Plain,
                            "The chart's steps: four points a factor of ten",
                        );
                        draft.take(leaf)
                    }
                };
                Some(draft.comes_to(base + each * connections))
            }
        }
    }

    fn base_or_nothing(&self, draft: &mut Draft, option: usize) -> Term {
        self.figure(option, Role::MemoryBase)
            .map_or_else(|| Term::number(0.0), |leaf| draft.take(leaf))
    }
}

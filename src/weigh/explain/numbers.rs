//! What each subject comes to: read from the assessment where it keeps it, else computed as the engine does.

use super::{
    teller::{Shown, Teller},
    types::{CurvePoint, LaunchPart, Subject},
    unit::Unit,
};
use crate::{
    catalog::{Fact, Percentile},
    weigh::{
        Cost, Launch, Sizing, fit,
        inputs::Given,
        latency::loads_per_unit,
        span::{from_count, from_len},
        words,
    },
};

impl Teller<'_> {
    /// A subject's value; `None` where there is none.
    pub(super) fn shown(&self, subject: &Subject) -> Option<Shown> {
        if let Some(words) = self.words(subject) {
            return Some(Shown::Words(words));
        }
        let number = |x, unit| Some(Shown::Number(x, unit));
        match *subject {
            Subject::Total(_)
            | Subject::Rank(_)
            | Subject::Margin
            | Subject::MarginPart(_)
            | Subject::Points(_)
            | Subject::Stressed(_)
            | Subject::Share(_)
            | Subject::Rating(_)
            | Subject::TradeOff { .. }
            | Subject::Score { .. }
            | Subject::Contribution { .. } => self.score_number(subject),
            Subject::Peak
            | Subject::Load(_)
            | Subject::Connections
            | Subject::Capacity(_)
            | Subject::Planned(_)
            | Subject::Instances(_)
            | Subject::InstancesAtStart(_)
            | Subject::LoadPerInstance(_)
            | Subject::MemoryPerInstance(_)
            | Subject::ConnectionsPerInstance(_)
            | Subject::Latency { .. }
            | Subject::AtWork { .. }
            | Subject::LatencyCurve { .. }
            | Subject::MemoryCurve { .. }
            | Subject::Startup { .. } => self.load_number(subject),
            Subject::Launch { .. }
            | Subject::Rate(_)
            | Subject::CostPart { .. }
            | Subject::Development(_)
            | Subject::MonthlyInfrastructure(_)
            | Subject::Flow { .. }
            | Subject::Spent { .. }
            | Subject::Cumulative { .. }
            | Subject::TotalCost(_)
            | Subject::Npv(_)
            | Subject::Present { .. }
            | Subject::Discount(_)
            | Subject::Annuity { .. }
            | Subject::BreakEven
            | Subject::Horizon
            | Subject::SwitchMonth(_)
            | Subject::PartShare { .. } => self.money_number(subject),
            Subject::Fit(scenario) => {
                let fit = self.assessment.fit.iter().find(|fit| fit.scenario == scenario)?;
                number(fit.percent?, Unit::Hundredths)
            }
            Subject::Distance { scenario, question } => {
                let answers = &self.catalog.scenarios.get(scenario)?.profile.answers;
                let own = match *self.inputs().given.get(question)? {
                    Given::Open => return None,
                    Given::Number(x) => x,
                    Given::Choice(choice) => from_len(choice),
                };
                let asked = self.catalog.questions.get(question)?;
                number(fit::distance(asked, own, (*answers.get(question)?)?)?, Unit::Percent)
            }
            Subject::Verdict
            | Subject::Gate { .. }
            | Subject::PhaseGate { .. }
            | Subject::Drawing(_)
            | Subject::Tier
            | Subject::EvidenceWinner(_)
            | Subject::In { .. } => None,
            _ => self.sure_number(subject),
        }
    }

    /// A subject's number.
    pub(super) fn number(&self, subject: &Subject) -> Option<f64> {
        match self.shown(subject)? {
            Shown::Number(x, _) => Some(x),
            Shown::Words(_) => None,
        }
    }

    /// Subjects that are words.
    fn words(&self, subject: &Subject) -> Option<String> {
        match *subject {
            Subject::Verdict => {
                let verdict = self.robustness.map_or(&self.assessment.verdict, |sure| &sure.verdict);
                Some(verdict.kind.words().to_owned())
            }
            Subject::Gate { option, gate } => {
                let result = self.of(option)?.gates.iter().find(|result| result.gate == gate)?;
                Some(result.state.id().to_owned())
            }
            Subject::PhaseGate { option, phase, gate } => {
                let result = self.phase_result(option, phase, gate)?;
                Some(result.state.id().to_owned())
            }
            Subject::Drawing(set) => {
                let sure = self.robustness?;
                sure.sampled.as_ref()?;
                (self.case.is_none() && sure.sets.iter().any(|found| found.set == set)).then(|| set.words().to_owned())
            }
            Subject::Rank(option) if self.of(option)?.rank.is_none() => Some("ruled out".to_owned()),
            Subject::Tier => {
                let tier = self.catalog.tiers.get(self.assessment.tier?)?;
                Some(tier.title.clone())
            }
            Subject::EvidenceWinner(evidence) => {
                let weighing = self.assessment.weighings.iter().find(|w| w.evidence == evidence)?;
                let mut leaders = weighing.winner.iter().chain(&weighing.tied).peekable();
                if leaders.peek().is_none() {
                    return Some("no option".to_owned());
                }
                let names: Vec<String> = leaders.map(|option| self.option(*option)).collect();
                Some(words::list(&names))
            }
            Subject::BreakEven => {
                let even = self.weighing.break_even?;
                (even.month.is_none() && even.beyond.is_none()).then(|| "never".to_owned())
            }
            _ => None,
        }
    }

    fn score_number(&self, subject: &Subject) -> Option<Shown> {
        let (x, unit) = match *subject {
            Subject::Total(option) => (self.of(option)?.total, Unit::Plain),
            Subject::Rank(option) => (from_len(self.of(option)?.rank?), Unit::Plain),
            Subject::Margin => (self.weighing.margin?, Unit::Plain),
            Subject::MarginPart(criterion) => {
                let parts = &self.weighing.margin_parts;
                let part = parts.iter().find(|part| part.criterion == criterion)?;
                (part.points, Unit::Signed)
            }
            Subject::Points(criterion) => (self.assessment.weights.get(criterion)?.points, Unit::Plain),
            Subject::Stressed(criterion) => (self.assessment.weights.get(criterion)?.stressed, Unit::Plain),
            Subject::Rating(criterion) => (self.assessment.elicited.swings.get(criterion)?.points, Unit::Plain),
            Subject::TradeOff { at, gap } => {
                let found = self.assessment.elicited.trade_offs.get(at)?;
                if gap {
                    (found.gap, Unit::Signed)
                } else {
                    (found.implied_points, Unit::Plain)
                }
            }
            Subject::Share(criterion) => (self.assessment.weights.get(criterion)?.share, Unit::Percent),
            Subject::Score { option, criterion } => (self.of(option)?.scores.get(criterion)?.value, Unit::Plain),
            Subject::Contribution { option, criterion } => {
                (*self.of(option)?.contributions.get(criterion)?, Unit::Plain)
            }
            _ => return None,
        };
        Some(Shown::Number(x, unit))
    }

    fn sizing(&self, option: usize) -> Option<Sizing> {
        self.of(option)?.sizing
    }

    fn load_number(&self, subject: &Subject) -> Option<Shown> {
        const RATE: Unit = Unit::Named("req/s");
        const INSTANCES: Unit = Unit::Named("instances");
        const MEMORY: Unit = Unit::Named("MB");
        const TIME: Unit = Unit::Named("ms");
        let (x, unit) = match *subject {
            Subject::Peak => (self.assessment.peak_rps?.value, RATE),
            Subject::Load(month) => (self.setting.peak_at(month)?.likely, RATE),
            Subject::Connections => (
                self.inputs().fact(Fact::Connections)?.likely,
                Unit::Named("connections"),
            ),
            Subject::Capacity(option) => (self.setting.capacity(option)?.likely, RATE),
            Subject::Planned(option) => (self.planned(option)?, RATE),
            Subject::Instances(option) => (from_count(self.sizing(option)?.instances), INSTANCES),
            Subject::InstancesAtStart(option) => (from_count(self.sizing(option)?.at_start), INSTANCES),
            Subject::LoadPerInstance(option) => (self.sizing(option)?.load_per_instance, RATE),
            Subject::MemoryPerInstance(option) => (self.sizing(option)?.memory_per_instance, MEMORY),
            Subject::ConnectionsPerInstance(option) => {
                self.weighing.memory_over_connections.get(option)?.as_ref()?;
                let connections = self.inputs().fact(Fact::Connections)?.likely;
                let instances = from_count(self.sizing(option)?.instances).max(1.0);
                (connections / instances, Unit::Named("connections"))
            }
            Subject::Latency { option, percentile } => (self.of(option)?.latency[percentile as usize]?.likely, TIME),
            Subject::AtWork { place, number } => {
                use super::types::Running as R;
                let unit = match number {
                    R::Peak | R::LoadPerInstance => RATE,
                    R::ByThroughput | R::ByMemory | R::ByAvailability | R::Instances => INSTANCES,
                    R::MemoryPerInstance => MEMORY,
                    R::Latency(_) => TIME,
                };
                (self.running(place, number)?, unit)
            }
            Subject::LatencyCurve { option, at } => {
                let curve = self.weighing.latency_over_load.get(option)?.as_ref()?;
                match at {
                    CurvePoint::At(at) => (curve.points.get(at)?.1, TIME),
                    CurvePoint::Wall => (curve.wall?, RATE),
                    CurvePoint::Own => (curve.own?.1, TIME),
                }
            }
            Subject::MemoryCurve { option, at } => {
                let curve = self.weighing.memory_over_connections.get(option)?.as_ref()?;
                match at {
                    CurvePoint::At(at) => (curve.points.get(at)?.1, MEMORY),
                    CurvePoint::Wall => (curve.wall?, Unit::Named("connections")),
                    CurvePoint::Own => (curve.own?.1, MEMORY),
                }
            }
            Subject::Startup { option, start } => (self.of(option)?.startup[start as usize]?.likely, TIME),
            _ => return None,
        };
        Some(Shown::Number(x, unit))
    }

    fn money_number(&self, subject: &Subject) -> Option<Shown> {
        const MONTHLY: Unit = Unit::MoneyPer(" a month");
        let cost = |option: usize| -> Option<&Cost> { self.of(option)?.cost.as_ref() };
        let (x, unit) = match *subject {
            Subject::Launch { option, part } => (launch_part(self.of(option)?.launch?, part), Unit::Named("weeks")),
            Subject::Rate(option) => (self.rate(option)?, Unit::MoneyPer("/h")),
            Subject::CostPart { option, part } => {
                use super::types::CostPart as P;
                let parts = cost(option)?.parts;
                let x = match part {
                    P::Learning => parts.learning,
                    P::Setup => parts.setup,
                    P::Build => parts.build,
                    P::Training => parts.training,
                    P::Infrastructure => parts.infrastructure,
                    P::Fees => parts.fees,
                    P::Operations => parts.operations,
                };
                (x, Unit::Money)
            }
            Subject::Development(option) => (cost(option)?.development.likely, Unit::Money),
            Subject::MonthlyInfrastructure(option) => (cost(option)?.monthly_infrastructure, MONTHLY),
            Subject::Flow { option, month } => (cost(option).and_then(|_| self.flow(option, month))?, MONTHLY),
            Subject::Spent { option, part, from, to } => (
                cost(option).and_then(|_| self.spent(option, part, from, to))?,
                Unit::Money,
            ),
            Subject::Cumulative { option, month } => (*cost(option)?.by_month.get(month as usize)?, Unit::Money),
            Subject::TotalCost(option) => (cost(option)?.total.likely, Unit::Money),
            Subject::Npv(option) => (cost(option)?.npv, Unit::Money),
            Subject::Present { option, from, to } => {
                (cost(option).and_then(|_| self.present(option, from, to))?, Unit::Money)
            }
            Subject::Discount(month) => (self.discount(month), Unit::Fine),
            Subject::Annuity { from, to } => ((from..=to).map(|month| self.discount(month)).sum(), Unit::Fine),
            Subject::BreakEven => {
                let even = self.weighing.break_even?;
                (even.month.or(even.beyond)?, Unit::Named("months"))
            }
            Subject::Horizon => (f64::from(self.horizon()), Unit::Named("months")),
            Subject::SwitchMonth(option) => (f64::from(self.division(option)?.switch?), Unit::Named("months")),
            Subject::PartShare { option, part } => (*self.division(option)?.shares.get(part)?, Unit::Percent),
            _ => return None,
        };
        Some(Shown::Number(x, unit))
    }

    /// Load of an instance that stands for one unit of its curve's load.
    pub(super) fn loads_per_unit(&self, option: usize) -> Option<f64> {
        loads_per_unit(self.setting, self.catalog.latency_curve(self.setting.evidence, option)?)
    }

    /// p99 of an option at its own load.
    pub(super) fn own_p99(&self, option: usize) -> Option<Subject> {
        let percentile = Percentile::P99;
        self.of(option)?.latency[percentile as usize]?;
        Some(Subject::Latency { option, percentile })
    }
}

fn launch_part(launch: Launch, part: LaunchPart) -> f64 {
    match part {
        LaunchPart::Learning => launch.learning.likely,
        LaunchPart::Setup => launch.setup.likely,
        LaunchPart::Build => launch.build.likely,
        LaunchPart::Weeks => launch.weeks.likely,
    }
}

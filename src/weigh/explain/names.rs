//! Names of subjects, inside a sentence: "total of" an option.

use super::{
    teller::Teller,
    types::{Case, CostPart, CurvePoint, LaunchPart, Place, Running, Start, Subject},
};
use crate::{
    catalog::{Percentile, StrategyKind},
    weigh::{robustness::WeightSetKind, sentences, words},
};

impl Teller<'_> {
    pub(super) fn name(&self, subject: &Subject) -> String {
        let option = |option: &usize| self.option(*option);
        let criterion = |criterion: &usize| self.criterion(*criterion);
        match subject {
            Subject::Verdict => "verdict".to_owned(),
            Subject::Total(o) => format!("total of {}", option(o)),
            Subject::Rank(o) => format!("rank of {}", option(o)),
            Subject::Margin => match (self.weighing.winner, self.weighing.runner_up) {
                (Some(winner), Some(second)) => format!("margin of {} over {}", option(&winner), option(&second)),
                _ => "margin".to_owned(),
            },
            Subject::MarginPart(c) => format!("{} in the margin", criterion(c)),
            Subject::Points(c) => format!("points of {}", criterion(c)),
            Subject::Stressed(c) => format!("points of {} before scaling", criterion(c)),
            Subject::Rating(c) => format!("rating of the swing of {}", criterion(c)),
            Subject::TradeOff { at, gap } => {
                let a = self.assessment.elicited.trade_offs.get(*at).map_or(0, |found| found.a);
                let what = if *gap { "gap to its points" } else { "points" };
                format!("{what} of {} by trade-off {}", criterion(&a), at + 1)
            }
            Subject::Share(c) => format!("share of {}", criterion(c)),
            Subject::Score {
                option: o,
                criterion: c,
            } => format!("score of {} on {}", option(o), criterion(c)),
            Subject::Contribution {
                option: o,
                criterion: c,
            } => format!("{} in the total of {}", criterion(c), option(o)),
            Subject::Gate { option: o, gate } => format!("{}, {}", self.gate_title(*gate), option(o)),
            Subject::PhaseGate { option: o, phase, gate } => {
                let part = self.duty(*o, *phase).map_or(*o, |duty| duty.part);
                format!("{}, {} within {}", self.gate_title(*gate), option(&part), option(o))
            }
            Subject::Fit(scenario) => format!("fit to {}", self.scenario(*scenario)),
            Subject::Distance { scenario, question } => {
                format!(
                    "distance to {} on {}",
                    self.scenario(*scenario),
                    self.question_title(*question)
                )
            }
            Subject::Tier => "size tier".to_owned(),
            Subject::EvidenceWinner(evidence) => {
                let set = self
                    .catalog
                    .evidence
                    .get(*evidence)
                    .map_or("", |set| set.title.as_str());
                format!("first with {set}")
            }
            Subject::In { case, number } => self.in_case(self.name(number), Some(*case)),
            _ => self
                .load_name(subject)
                .or_else(|| self.money_name(subject))
                .unwrap_or_else(|| self.sure_name(subject)),
        }
    }

    /// A name with the case in which it is meant.
    pub(super) fn in_case(&self, name: String, case: Option<Case>) -> String {
        match case {
            None => name,
            Some(Case::Evidence(evidence)) => {
                let set = self.catalog.evidence.get(evidence).map_or("", |set| set.title.as_str());
                format!("{name}, with {set}")
            }
            Some(Case::Scenario(scenario)) => format!("{name}, in {}", self.scenario(scenario)),
            Some(Case::Answer { question, answer }) => {
                let known = self.robustness.and_then(|sure| {
                    let question = sure.questions.iter().find(|value| value.question == question)?;
                    question.answers.get(answer)
                });
                let label = known.map_or("", |answer| answer.label.as_str());
                format!("{name}, if {} is {}", self.question_title(question), words::name(label))
            }
            Some(Case::Swing { swing, high }) => {
                let known = self.robustness.and_then(|sure| sure.tornado.get(swing));
                let (title, label) = known.map_or(("", ""), |known| {
                    let end = if high { &known.high } else { &known.low };
                    (known.title.as_str(), end.label.as_str())
                });
                {
                    let label = words::name(label);
                    format!("{name}, with {} at {label}", sentences::inside(self.catalog, title))
                }
            }
        }
    }

    pub(super) fn scenario(&self, scenario: usize) -> String {
        let known = self.catalog.scenarios.get(scenario);
        known.map_or_else(String::new, |known| words::name(&known.title))
    }

    fn gate_title(&self, gate: usize) -> String {
        let known = self.catalog.gates.get(gate);
        known.map_or_else(String::new, |known| sentences::inside(self.catalog, &known.title))
    }

    pub(super) fn question_title(&self, question: usize) -> String {
        let asked = self.catalog.questions.get(question);
        asked.map_or_else(String::new, |asked| sentences::inside(self.catalog, &asked.title))
    }

    fn load_name(&self, subject: &Subject) -> Option<String> {
        let option = |option: &usize| self.option(*option);
        Some(match subject {
            Subject::Peak => "peak load today".to_owned(),
            Subject::Load(month) => format!("peak load at the end of month {month}"),
            Subject::Connections => "concurrent connections".to_owned(),
            Subject::Capacity(o) => format!("load that one instance of {} sustains", option(o)),
            Subject::Planned(o) => format!("load that one instance of {} is planned for", option(o)),
            Subject::Instances(o) => format!("instances of {}", option(o)),
            Subject::InstancesAtStart(o) => format!("instances of {} in the first month", option(o)),
            Subject::LoadPerInstance(o) => format!("load of one instance of {}", option(o)),
            Subject::MemoryPerInstance(o) => format!("memory of one instance of {}", option(o)),
            Subject::ConnectionsPerInstance(o) => format!("connections of one instance of {}", option(o)),
            Subject::Latency { option: o, percentile } => format!("{} of {}", latency(*percentile), option(o)),
            Subject::AtWork { place, number } => self.work_name(*place, *number),
            Subject::LatencyCurve { option: o, at } => match at {
                CurvePoint::At(_) => format!("p99 latency of {} on its curve", option(o)),
                CurvePoint::Wall => format!("load at which one instance of {} ends", option(o)),
                CurvePoint::Own => format!("p99 latency of {} at the own load", option(o)),
            },
            Subject::MemoryCurve { option: o, at } => match at {
                CurvePoint::At(_) => format!("memory of one instance of {} on its curve", option(o)),
                CurvePoint::Wall => format!("connections at which the memory of {} ends", option(o)),
                CurvePoint::Own => format!("memory of one instance of {} with its connections", option(o)),
            },
            Subject::Startup { option: o, start } => {
                let what = match start {
                    Start::First => "start",
                    Start::Cold => "cold start",
                    Start::Warm => "warm-up",
                    Start::Peak => "time to maximum throughput",
                };
                format!("{what} of {}", option(o))
            }
            _ => return None,
        })
    }

    fn work_name(&self, place: Place, number: Running) -> String {
        let part = self
            .duty(place.option, place.phase)
            .map_or(place.option, |duty| duty.part);
        let of = self.option(part);
        let what = match number {
            Running::Peak => format!("peak load that {of} carries"),
            Running::ByThroughput => format!("instances of {of} for the peak load"),
            Running::ByMemory => format!("instances of {of} for memory"),
            Running::ByAvailability => format!("instances of {of} for availability"),
            Running::Instances => format!("instances of {of}"),
            Running::LoadPerInstance => format!("load of one instance of {of}"),
            Running::MemoryPerInstance => format!("memory of one instance of {of}"),
            Running::Latency(percentile) => format!("{} of {of}", latency(percentile)),
        };
        let within = if part == place.option {
            String::new()
        } else {
            format!(" within {}", self.option(place.option))
        };
        format!("{what}{within} in month {}", place.month)
    }

    fn money_name(&self, subject: &Subject) -> Option<String> {
        let option = |option: &usize| self.option(*option);
        Some(match subject {
            Subject::Launch { option: o, part } => {
                let what = match part {
                    LaunchPart::Learning => "weeks of learning",
                    LaunchPart::Setup => "weeks of setting up",
                    LaunchPart::Build => "weeks of building",
                    LaunchPart::Weeks => "weeks to the first launch",
                };
                format!("{what}, {}", option(o))
            }
            Subject::Rate(o) => format!("hour of a developer, {}", option(o)),
            Subject::CostPart { option: o, part } => format!("{}, {}", cost_part(*part), option(o)),
            Subject::Development(o) => format!("development of {}", option(o)),
            Subject::MonthlyInfrastructure(o) => format!("running costs of the first month, {}", option(o)),
            Subject::Flow { option: o, month } => format!("running costs of month {month}, {}", option(o)),
            Subject::Spent {
                option: o,
                part,
                from,
                to,
            } => format!("{} {}, {}", cost_part(*part), months(*from, *to), option(o)),
            Subject::Cumulative { option: o, month } => format!("spent on {} by the end of month {month}", option(o)),
            Subject::TotalCost(o) => format!("cost of {} over the horizon", option(o)),
            Subject::Npv(o) => format!("net present value of the cost of {}", option(o)),
            Subject::Present { option: o, from, to } => {
                format!(
                    "present value of the running costs {}, {}",
                    months(*from, *to),
                    option(o)
                )
            }
            Subject::Discount(month) => format!("worth today of money at the end of month {month}"),
            Subject::Annuity { from, to } => format!("worth today of one a month {}", months(*from, *to)),
            Subject::BreakEven => match self.weighing.break_even {
                Some(even) => format!(
                    "break-even of {} against {}",
                    option(&even.dearer),
                    option(&even.cheaper)
                ),
                None => "break-even".to_owned(),
            },
            Subject::Horizon => "horizon".to_owned(),
            Subject::SwitchMonth(o) => format!("switch of {}", option(o)),
            Subject::PartShare { option: o, part } => {
                let strategy = self.catalog.options.get(*o)?.strategy.as_ref()?;
                let what = match strategy.kind {
                    StrategyKind::Staged { .. } => "time",
                    StrategyKind::Split { .. } => "traffic",
                };
                format!(
                    "share of the {what} of {} within {}",
                    option(strategy.parts.get(*part)?),
                    option(o)
                )
            }
            _ => return None,
        })
    }

    fn sure_name(&self, subject: &Subject) -> String {
        let option = |option: &usize| self.option(*option);
        let criterion = |criterion: &usize| self.criterion(*criterion);
        match subject {
            Subject::Stability { criterion: c, high } => {
                let end = if *high { "greatest" } else { "least" };
                format!("{end} share of {} at which the winner stays first", criterion(c))
            }
            Subject::LeadOver(o) => format!("lead of the winner over {}", option(o)),
            Subject::LeadWithout { criterion: c, rival } => {
                format!("lead of the winner over {} without {}", option(rival), criterion(c))
            }
            Subject::JointMove => "smallest change of weights that makes a tie".to_owned(),
            Subject::Moved(c) => {
                let joint = self.robustness.and_then(|sure| sure.joint_move.as_ref());
                let what = if joint.is_some_and(|found| found.to == *c) {
                    "takes"
                } else {
                    "gives"
                };
                format!("what {} {what} in the smallest change of weights", criterion(c))
            }
            Subject::ScoreToTie {
                option: o,
                criterion: c,
            } => format!("what {} must gain on {} to tie", option(o), criterion(c)),
            Subject::Swing { swing, high } => {
                let found = self.robustness.and_then(|sure| sure.tornado.get(*swing));
                let (title, label) = found.map_or(("", ""), |found| {
                    let end = if *high { &found.high } else { &found.low };
                    (found.title.as_str(), end.label.as_str())
                });
                format!(
                    "margin with {} at {}",
                    sentences::inside(self.catalog, title),
                    words::name(label)
                )
            }
            Subject::RankShare { option: o, rank } => {
                format!("share of draws in which {} is {}", option(o), ordinal(*rank))
            }
            Subject::Drawing(_) => "what is drawn".to_owned(),
            Subject::RuledOutShare(o) => format!("share of draws in which {} is ruled out", option(o)),
            Subject::NoneShare => "share of possible answers with which no option passes".to_owned(),
            Subject::StandardError(o) => format!("standard error of the share of {}", option(o)),
            Subject::Pairwise { option: o, rival } => {
                format!("share of draws in which {} is above {}", option(o), option(rival))
            }
            Subject::CentralWeight {
                option: o,
                criterion: c,
            } => format!("central weight of {} for {}", criterion(c), option(o)),
            Subject::Confidence(o) => format!("confidence factor of {}", option(o)),
            Subject::SetShare { set, option: o } => {
                format!("share of {} in which {} is first", set.words(), option(o))
            }
            Subject::SetError { set, option: o } => {
                format!("standard error of the share of {} over {}", option(o), set.words())
            }
            Subject::ClosedForm => format!("share of {} for which the winner is ahead", WeightSetKind::Any.words()),
            Subject::QuestionValue(question) => format!("value of knowing {}", self.question_title(*question)),
            Subject::CouldChange => "open questions that could change the winner".to_owned(),
            Subject::Payoff { option: o, scenario } => format!("{} in {}", option(o), self.scenario(*scenario)),
            Subject::Regret { option: o, scenario } => {
                format!("regret of {} in {}", option(o), self.scenario(*scenario))
            }
            Subject::WorstPayoff(o) => format!("least total of {} over the scenarios", option(o)),
            Subject::MaxRegret(o) => format!("greatest regret of {}", option(o)),
            Subject::Correlation(overlap) => match self.robustness.and_then(|sure| sure.overlaps.get(*overlap)) {
                Some(found) => format!("correlation of {} and {}", criterion(&found.a), criterion(&found.b)),
                None => "correlation".to_owned(),
            },
            Subject::MarginWithout { overlap, second } => {
                let found = self.robustness.and_then(|sure| sure.overlaps.get(*overlap));
                let left_out = found.map_or(0, |found| if *second { found.b } else { found.a });
                format!("margin without {}", criterion(&left_out))
            }
            _ => String::new(),
        }
    }
}

pub(super) fn latency(percentile: Percentile) -> String {
    match percentile {
        Percentile::Max => "largest latency".to_owned(),
        percentile => format!("{} latency", percentile.label()),
    }
}

const fn cost_part(part: CostPart) -> &'static str {
    match part {
        CostPart::Learning => "learning",
        CostPart::Setup => "setting up",
        CostPart::Build => "building",
        CostPart::Training => "training",
        CostPart::Infrastructure => "infrastructure",
        CostPart::Fees => "licences and services",
        CostPart::Operations => "extra operations",
    }
}

fn months(from: u32, to: u32) -> String {
    if from == to {
        format!("in month {from}")
    } else {
        format!("in months {from} to {to}")
    }
}

fn ordinal(rank: usize) -> String {
    match rank {
        0 => "first".to_owned(),
        1 => "second".to_owned(),
        2 => "third".to_owned(),
        n => format!("in place {}", n + 1),
    }
}

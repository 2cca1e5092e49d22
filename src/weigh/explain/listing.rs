//! Every number that the screens of an assessment show.

use super::types::{CostPart, CurvePoint, LaunchPart, Start, Subject};
use crate::{
    catalog::{Catalog, Percentile},
    profile::WeightsBy,
    weigh::{Assessment, Curve, OptionAssessment, Robustness, Weighing, robustness::WeightSetKind},
};

/// Every number on the verdict, cost, latency, scenarios, flip and path screens: under the profile's evidence, and what these
/// screens show beside it of the other evidence sets. Each can be explained.
#[must_use]
pub fn subjects(catalog: &Catalog, assessment: &Assessment, robustness: Option<&Robustness>) -> Vec<Subject> {
    let mut all = vec![Subject::Verdict];
    weights(catalog, assessment, &mut all);
    weighed(catalog, assessment.chosen(), &mut all);
    advice(assessment, &mut all);
    for weighing in &assessment.weighings {
        if weighing.evidence != assessment.evidence {
            let mut others = Vec::new();
            weighed(catalog, weighing, &mut others);
            let case = super::Case::Evidence(weighing.evidence);
            all.extend(others.into_iter().map(|subject| subject.within(case)));
        }
    }
    if let Some(robustness) = robustness {
        sure(robustness, &mut all);
    }
    all
}

/// What is the same under every set of evidence.
fn weights(catalog: &Catalog, assessment: &Assessment, all: &mut Vec<Subject>) {
    let stated = matches!(assessment.weights_by, WeightsBy::Swing | WeightsBy::Rank);
    for criterion in 0..catalog.criteria.len() {
        if !stated {
            all.push(Subject::Stressed(criterion));
        }
        all.extend([Subject::Points(criterion), Subject::Share(criterion)]);
    }
    all.extend((0..assessment.elicited.swings.len()).map(Subject::Rating));
    for at in 0..assessment.elicited.trade_offs.len() {
        all.extend([false, true].map(|gap| Subject::TradeOff { at, gap }));
    }
    all.extend(assessment.peak_rps.map(|_| Subject::Peak));
    all.extend(assessment.connections.map(|_| Subject::Connections));
    all.push(Subject::Horizon);
}

fn weighed(catalog: &Catalog, weighing: &Weighing, all: &mut Vec<Subject>) {
    let criteria = 0..catalog.criteria.len();
    if weighing.margin.is_some() {
        all.push(Subject::Margin);
        all.extend(
            weighing
                .margin_parts
                .iter()
                .map(|part| Subject::MarginPart(part.criterion)),
        );
    }
    for (option, assessed) in weighing.options.iter().enumerate() {
        all.extend([Subject::Total(option), Subject::Rank(option)]);
        for criterion in criteria.clone() {
            all.extend([
                Subject::Score { option, criterion },
                Subject::Contribution { option, criterion },
            ]);
        }
        let gates = assessed.gates.iter();
        all.extend(gates.map(|result| Subject::Gate {
            option,
            gate: result.gate,
        }));
        modelled(option, assessed, all);
        money(catalog, option, assessed, all);
        let latency = weighing.latency_over_load.get(option).and_then(Option::as_ref);
        all.extend(points(latency).map(|at| Subject::LatencyCurve { option, at }));
        let memory = weighing.memory_over_connections.get(option).and_then(Option::as_ref);
        all.extend(points(memory).map(|at| Subject::MemoryCurve { option, at }));
        if memory.is_some_and(|curve| curve.own.is_some()) {
            all.push(Subject::ConnectionsPerInstance(option));
        }
    }
    all.extend(weighing.break_even.map(|_| Subject::BreakEven));
}

fn modelled(option: usize, assessed: &OptionAssessment, all: &mut Vec<Subject>) {
    if assessed.sizing.is_some() {
        all.extend([
            Subject::Instances(option),
            Subject::InstancesAtStart(option),
            Subject::LoadPerInstance(option),
            Subject::MemoryPerInstance(option),
        ]);
    }
    let latency = Percentile::ALL
        .into_iter()
        .filter(|p| assessed.latency[*p as usize].is_some());
    all.extend(latency.map(|percentile| Subject::Latency { option, percentile }));
    let starts = Start::ALL
        .into_iter()
        .filter(|s| assessed.startup[*s as usize].is_some());
    all.extend(starts.map(|start| Subject::Startup { option, start }));
    if assessed.launch.is_some() {
        all.extend(LaunchPart::ALL.map(|part| Subject::Launch { option, part }));
    }
}

fn money(catalog: &Catalog, option: usize, assessed: &OptionAssessment, all: &mut Vec<Subject>) {
    use super::types::{Place, Running};
    use crate::catalog::StrategyKind;
    if let Some(cost) = &assessed.cost {
        all.extend(CostPart::ALL.map(|part| Subject::CostPart { option, part }));
        all.extend([
            Subject::Development(option),
            Subject::MonthlyInfrastructure(option),
            Subject::TotalCost(option),
            Subject::Npv(option),
        ]);
        let months = u32::try_from(cost.by_month.len()).unwrap_or(u32::MAX);
        all.extend((0..months).map(|month| Subject::Cumulative { option, month }));
    }
    let Some(strategy) = &catalog.options[option].strategy else {
        return;
    };
    if matches!(strategy.kind, StrategyKind::Staged { .. }) {
        all.push(Subject::SwitchMonth(option));
    }
    all.extend([0, 1].map(|part| Subject::PartShare { option, part }));
    for (phase, results) in assessed.phase_gates.iter().enumerate() {
        all.extend(results.iter().map(|result| Subject::PhaseGate {
            option,
            phase,
            gate: result.gate,
        }));
    }
    for (phase, known) in assessed.phases.iter().enumerate() {
        if known.instances.is_some() {
            all.push(Subject::AtWork {
                place: Place {
                    option,
                    phase,
                    month: known.busiest_month,
                },
                number: Running::Instances,
            });
        }
    }
}

fn points(curve: Option<&Curve>) -> impl Iterator<Item = CurvePoint> {
    let at = curve.map_or(0, |curve| curve.points.len());
    let wall = curve.and_then(|curve| curve.wall).map(|_| CurvePoint::Wall);
    let own = curve.and_then(|curve| curve.own).map(|_| CurvePoint::Own);
    (0..at).map(CurvePoint::At).chain(wall).chain(own)
}

fn advice(assessment: &Assessment, all: &mut Vec<Subject>) {
    for fit in assessment.fit.iter().filter(|fit| fit.percent.is_some()) {
        let scenario = fit.scenario;
        all.push(Subject::Fit(scenario));
        all.extend(fit.apart.iter().map(|(question, _)| Subject::Distance {
            scenario,
            question: *question,
        }));
    }
    all.extend(assessment.tier.map(|_| Subject::Tier));
    let winners = assessment.evidence_winners.iter();
    all.extend(winners.map(|winner| Subject::EvidenceWinner(winner.evidence)));
}

fn sure(robustness: &Robustness, all: &mut Vec<Subject>) {
    for found in &robustness.stability {
        let criterion = found.criterion;
        all.extend([false, true].map(|high| Subject::Stability { criterion, high }));
    }
    if let Some(found) = &robustness.joint_move {
        all.push(Subject::JointMove);
        all.extend(found.from.iter().map(|(criterion, _)| Subject::Moved(*criterion)));
        if !found.from.is_empty() {
            all.push(Subject::Moved(found.to));
        }
    }
    for (option, row) in robustness.score_to_tie.iter().enumerate() {
        let cells = row.iter().enumerate().filter(|(_, cell)| cell.is_some());
        all.extend(cells.map(|(criterion, _)| Subject::ScoreToTie { option, criterion }));
    }
    for swing in 0..robustness.tornado.len() {
        all.extend([false, true].map(|high| Subject::Swing { swing, high }));
    }
    drawn(robustness, all);
    all.extend(robustness.closed_form.map(|_| Subject::ClosedForm));
    for value in &robustness.questions {
        all.push(Subject::QuestionValue(value.question));
        for (answer, effect) in value.answers.iter().enumerate() {
            let case = super::Case::Answer {
                question: value.question,
                answer,
            };
            let options = 0..effect.totals.len();
            all.extend(options.map(|option| Subject::Total(option).within(case)));
            if effect.margin.is_some() {
                all.push(Subject::Margin.within(case));
            }
        }
    }
    all.push(Subject::CouldChange);
    if let Some(regret) = &robustness.regret {
        for (option, row) in regret.payoffs.iter().enumerate() {
            for scenario in 0..row.len() {
                all.extend([
                    Subject::Payoff { option, scenario },
                    Subject::Regret { option, scenario },
                ]);
            }
            all.extend([Subject::WorstPayoff(option), Subject::MaxRegret(option)]);
        }
    }
    for (at, overlap) in robustness.overlaps.iter().enumerate() {
        all.extend(overlap.correlation.map(|_| Subject::Correlation(at)));
        for second in [false, true] {
            if overlap.without[usize::from(second)].margin.is_some() {
                all.push(Subject::MarginWithout { overlap: at, second });
            }
        }
    }
}

fn drawn(robustness: &Robustness, all: &mut Vec<Subject>) {
    let Some(sampled) = &robustness.sampled else { return };
    let options = sampled.rank_acceptability.len();
    all.push(Subject::NoneShare);
    for option in 0..options {
        let ranks = 0..sampled.rank_acceptability[option].len();
        all.extend(ranks.map(|rank| Subject::RankShare { option, rank }));
        all.extend([Subject::RuledOutShare(option), Subject::StandardError(option)]);
        all.extend(
            (0..options)
                .filter(|r| *r != option)
                .map(|rival| Subject::Pairwise { option, rival }),
        );
        if let Some(weights) = &sampled.central_weights[option] {
            all.extend((0..weights.len()).map(|criterion| Subject::CentralWeight { option, criterion }));
        }
        all.extend(sampled.confidence[option].map(|_| Subject::Confidence(option)));
        if option == 0 {
            all.extend(robustness.sets.iter().map(|found| Subject::Drawing(found.set)));
        }
        let sets = robustness.sets.iter().map(|found| found.set);
        for set in sets.filter(|set| WeightSetKind::ALL.contains(set)) {
            all.extend([Subject::SetShare { set, option }, Subject::SetError { set, option }]);
        }
    }
}

//! The numbers of an assessment by their subjects, read by a second way.

use weighbridge::{
    catalog::Catalog,
    profile::{Answer, Profile},
    weigh::{
        Assessment, Case, CostPart, CurvePoint, LaunchPart, Robustness, Running, Subject, Weighing, robustness::Swung,
        weigh,
    },
};

/// What the assessment or the robustness has for a subject; `None` for words and for steps between.
pub fn field(
    catalog: &Catalog,
    profile: &Profile,
    assessment: &Assessment,
    sure: &Robustness,
    subject: &Subject,
) -> Option<f64> {
    match subject {
        Subject::In { case, number } => match case {
            Case::Evidence(evidence) => {
                let weighing = assessment.weighings.iter().find(|w| w.evidence == *evidence)?;
                weighed(assessment, weighing, number)
            }
            // Weighing anew takes its time: totals and margins hold everything else in them.
            Case::Answer { .. } | Case::Swing { .. } if !matches!(**number, Subject::Total(_) | Subject::Margin) => {
                None
            }
            Case::Answer { question, answer } => {
                let value = sure.questions.iter().find(|value| value.question == *question)?;
                let answer = &value.answers[*answer].answer;
                let mut varied = profile.clone();
                varied
                    .answers
                    .insert(catalog.questions[*question].id.clone(), answer.clone());
                let there = weigh(catalog, &varied);
                weighed(&there, there.chosen(), number)
            }
            Case::Swing { swing, high } => {
                // Answers and scores can be swung in a profile; figures cannot.
                let found = &sure.tornado[*swing];
                let Swung::Answered { question } = found.what else {
                    return None;
                };
                let id = &catalog.questions[question].id;
                let Some(Answer::Number(x)) = profile.answers.get(id) else {
                    return None;
                };
                let mut varied = profile.clone();
                let x = if *high { x * 2.0 } else { x / 2.0 };
                varied.answers.insert(id.clone(), Answer::Number(x));
                let catalog::QuestionKind::Number { whole: false, .. } = catalog.questions[question].kind else {
                    return None;
                };
                let there = weigh(catalog, &varied);
                weighed(&there, there.chosen(), number)
            }
            Case::Scenario(_) => None,
        },
        own => weighed(assessment, assessment.chosen(), own).or_else(|| robust(sure, own)),
    }
}

use weighbridge::catalog;

fn weighed(assessment: &Assessment, weighing: &Weighing, subject: &Subject) -> Option<f64> {
    let of = |option: usize| &weighing.options[option];
    let cost = |option: usize| weighing.options[option].cost.as_ref();
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let count = |n: u64| n as f64;
    Some(match *subject {
        Subject::Total(option) => of(option).total,
        Subject::Rank(option) => count(of(option).rank? as u64),
        Subject::Margin => weighing.margin?,
        Subject::MarginPart(criterion) => weighing.margin_parts[criterion].points,
        Subject::Points(criterion) => assessment.weights[criterion].points,
        Subject::Stressed(criterion) => assessment.weights[criterion].stressed,
        Subject::Rating(criterion) => assessment.elicited.swings[criterion].points,
        Subject::TradeOff { at, gap } => {
            let found = &assessment.elicited.trade_offs[at];
            if gap { found.gap } else { found.implied_points }
        }
        Subject::Share(criterion) => assessment.weights[criterion].share,
        Subject::Score { option, criterion } => of(option).scores[criterion].value,
        Subject::Contribution { option, criterion } => of(option).contributions[criterion],
        Subject::Peak => assessment.peak_rps?.value,
        Subject::Connections => assessment.connections?.value,
        Subject::Instances(option) => count(of(option).sizing?.instances),
        Subject::InstancesAtStart(option) => count(of(option).sizing?.at_start),
        Subject::LoadPerInstance(option) => of(option).sizing?.load_per_instance,
        Subject::MemoryPerInstance(option) => of(option).sizing?.memory_per_instance,
        Subject::ConnectionsPerInstance(option) => weighing.memory_over_connections[option].as_ref()?.own?.0,
        Subject::Latency { option, percentile } => of(option).latency[percentile as usize]?.likely,
        Subject::AtWork { place, number } => {
            let phase = of(place.option).phases.get(place.phase)?;
            if number != Running::Instances || phase.busiest_month != place.month {
                return None;
            }
            count(phase.instances?)
        }
        Subject::LatencyCurve { option, at } => {
            let curve = weighing.latency_over_load[option].as_ref()?;
            match at {
                CurvePoint::At(at) => curve.points[at].1,
                CurvePoint::Wall => curve.wall?,
                CurvePoint::Own => curve.own?.1,
            }
        }
        Subject::MemoryCurve { option, at } => {
            let curve = weighing.memory_over_connections[option].as_ref()?;
            match at {
                CurvePoint::At(at) => curve.points[at].1,
                CurvePoint::Wall => curve.wall?,
                CurvePoint::Own => curve.own?.1,
            }
        }
        Subject::Startup { option, start } => of(option).startup[start as usize]?.likely,
        Subject::Launch { option, part } => {
            let launch = of(option).launch?;
            match part {
                LaunchPart::Learning => launch.learning.likely,
                LaunchPart::Setup => launch.setup.likely,
                LaunchPart::Build => launch.build.likely,
                LaunchPart::Weeks => launch.weeks.likely,
            }
        }
        Subject::CostPart { option, part } => {
            let parts = cost(option)?.parts;
            match part {
                CostPart::Learning => parts.learning,
                CostPart::Setup => parts.setup,
                CostPart::Build => parts.build,
                CostPart::Training => parts.training,
                CostPart::Infrastructure => parts.infrastructure,
                CostPart::Fees => parts.fees,
                CostPart::Operations => parts.operations,
            }
        }
        Subject::Development(option) => cost(option)?.development.likely,
        Subject::MonthlyInfrastructure(option) => cost(option)?.monthly_infrastructure,
        Subject::Flow { option, month: 1 } => cost(option)?.monthly_infrastructure,
        Subject::Cumulative { option, month } => cost(option)?.by_month[month as usize],
        Subject::TotalCost(option) => cost(option)?.total.likely,
        Subject::Npv(option) => cost(option)?.npv,
        Subject::BreakEven => {
            let even = weighing.break_even?;
            even.month.or(even.beyond)?
        }
        Subject::Horizon => f64::from(assessment.horizon_months),
        Subject::SwitchMonth(option) => f64::from(of(option).phases.first()?.to_month),
        Subject::Fit(scenario) => assessment.fit.iter().find(|fit| fit.scenario == scenario)?.percent?,
        Subject::Distance { scenario, question } => {
            let fit = assessment.fit.iter().find(|fit| fit.scenario == scenario)?;
            let apart = fit.apart.iter().find(|(q, _)| *q == question);
            apart.map_or(0.0, |(_, distance)| *distance)
        }
        _ => return None,
    })
}

fn robust(sure: &Robustness, subject: &Subject) -> Option<f64> {
    let sampled = sure.sampled.as_ref();
    Some(match *subject {
        Subject::Stability { criterion, high } => {
            let found = &sure.stability[criterion];
            if high { found.high } else { found.low }
        }
        Subject::JointMove => sure.joint_move.as_ref()?.l1,
        Subject::Moved(criterion) => {
            let found = sure.joint_move.as_ref()?;
            (found.shares[criterion] - sure.stability[criterion].share).abs()
        }
        Subject::ScoreToTie { option, criterion } => sure.score_to_tie[option][criterion]?.gain,
        Subject::Swing { swing, high } => {
            let found = &sure.tornado[swing];
            if high { found.high.margin } else { found.low.margin }
        }
        Subject::RankShare { option, rank } => sampled?.rank_acceptability[option][rank],
        Subject::RuledOutShare(option) => sampled?.ruled_out[option],
        Subject::NoneShare => sampled?.none,
        Subject::StandardError(option) => sampled?.first_error[option],
        Subject::Pairwise { option, rival } => sampled?.pairwise[option][rival],
        Subject::CentralWeight { option, criterion } => sampled?.central_weights[option].as_ref()?[criterion],
        Subject::Confidence(option) => sampled?.confidence[option]?,
        Subject::SetShare { set, option } => sure.sets.iter().find(|found| found.set == set)?.first[option],
        Subject::SetError { set, option } => sure.sets.iter().find(|found| found.set == set)?.error[option],
        Subject::ClosedForm => sure.closed_form?,
        Subject::QuestionValue(question) => sure.questions.iter().find(|value| value.question == question)?.value,
        Subject::CouldChange => {
            #[expect(clippy::cast_precision_loss, reason = "a small count")]
            let count = sure.could_change as f64;
            count
        }
        Subject::Payoff { option, scenario } => sure.regret.as_ref()?.payoffs[option][scenario],
        Subject::Regret { option, scenario } => sure.regret.as_ref()?.regrets[option][scenario],
        Subject::WorstPayoff(option) => sure.regret.as_ref()?.worst[option],
        Subject::MaxRegret(option) => sure.regret.as_ref()?.max_regret[option],
        Subject::Correlation(overlap) => sure.overlaps[overlap].correlation?,
        Subject::MarginWithout { overlap, second } => sure.overlaps[overlap].without[usize::from(second)].margin?,
        _ => return None,
    })
}

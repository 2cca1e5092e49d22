//! The engine: `weigh(&Catalog, &Profile) -> Assessment`, pure, deterministic and total.
//!
//! Owns every computation about a decision: weights, scores, totals, gates, capacity, latency, memory, time, cost, fit,
//! tiers, agreement and the verdict's words. It does no input or output, reads no clock and holds no global; randomness
//! comes from the profile's seed. Reports and screens show fields of [`Assessment`] and compute nothing themselves.
//!
//! One module a subject, in the order of the computation: `inputs` (what counts of the profile), `weights` (with [`elicit`]: those set by hand), then for each
//! evidence set `setting` (its figures, the load over time), `model` (`capacity`, `latency`, `launch`, `cost`, `strategy`),
//! `scores` by [`value`](fn@value) functions, `gates`, `ranking`, `curves`; at last `fit`, `agreement` and `verdict`.
//! [`robustness`](fn@robustness) says how sure the verdict is, with the mathematics of [`robust`].
//! [`audit`](fn@audit) recomputes the source's claims with the [`expression`] language; [`words`] writes numbers.

mod agreement;
mod assessment;
mod audit;
pub mod batch;
mod capacity;
mod compare;
mod cost;
mod curves;
pub mod elicit;
pub mod explain;
pub mod expression;
mod fit;
mod gates;
mod inputs;
mod judge;
mod latency;
mod launch;
mod model;
pub mod names;
mod outcome;
mod ranking;
pub mod robustness;
mod scores;
pub mod sentences;
mod setting;
mod span;
mod strategy;
mod value;
mod verdict;
mod wanted;
mod weights;
pub mod words;

#[cfg(test)]
mod tests;

pub use assessment::{
    Agreement, Assessment, BreakEven, Cost, CostParts, Curve, Elicited, EvidenceWinner, Fit, GateResult, GateState,
    Input, Launch, MarginPart, OptionAssessment, Origin, OverOrder, Phase, RangeChange, Score, Sizing, Span,
    StressTerm, SwingRating, TradeOffFinding, Verdict, VerdictKind, Weighing, Weight,
};
pub use audit::{Finding, TestResult, audit, check_claims};
pub use compare::{Comparison, Contrast, Difference, Matter, Pair, Side, compare};
pub use explain::{
    Case, CostPart, CurvePoint, Explainer, Explanation, LaunchPart, Place, Running, Source, SourceKind, Start, Subject,
    explain, subjects,
};
pub use outcome::Outcome;
pub use ranking::difference;
pub use robustness::{Effort, Prepared, Robustness, Sampled, Swung, WeightSetKind, robustness};
pub use sentences::inside;
pub use value::value;
pub use verdict::sentence as verdict_sentence;
pub use weighbridge_robust as robust;

use inputs::Inputs;
use model::Modelled;
use setting::Setting;

use crate::{
    catalog::{Catalog, Fact, QuestionKind},
    profile::Profile,
};

pub use crate::profile::WeightsBy;
pub use elicit::declared_range;

/// Weighs a decision: everything that any screen or report shows.
///
/// Total: unknown ids, numbers that are not finite and answers out of range do not fail; they count as open, or are kept
/// in range. The same inputs give the same assessment to the bit.
#[must_use]
pub fn weigh(catalog: &Catalog, profile: &Profile) -> Assessment {
    weigh_inputs(&Inputs::new(catalog, profile))
}

/// [`weigh`] from inputs that may be varied.
fn weigh_inputs(inputs: &Inputs) -> Assessment {
    let catalog = inputs.catalog;
    let weights = weights::weights(inputs);
    // A catalog has at least one set of evidence; one without would still be weighed by its fixed scores.
    let settings: Vec<Setting> = (0..catalog.evidence.len().max(1))
        .map(|evidence| Setting::new(inputs, evidence))
        .collect();
    let weighings: Vec<Weighing> = settings.iter().map(|setting| weighing(setting, &weights)).collect();
    let elicited = elicit::elicited(inputs, &weights);
    let setting = &settings[inputs.evidence];
    let chosen = &weighings[inputs.evidence];

    let fit = fit::fits(inputs);
    let tier = agreement::tier(inputs, setting);
    let agreement = agreement::agreement(inputs, chosen, &fit, tier);
    let verdict = verdict::verdict(inputs, &weights, &weighings, chosen, &fit, &agreement);
    let evidence_winners: Vec<EvidenceWinner> = weighings
        .iter()
        .map(|weighing| EvidenceWinner {
            evidence: weighing.evidence,
            winner: weighing.winner,
            margin: weighing.margin,
        })
        .collect();
    Assessment {
        evidence: inputs.evidence,
        evidence_matters: evidence_winners.iter().any(|e| e.winner != evidence_winners[0].winner),
        evidence_winners,
        fit,
        tier,
        agreement,
        verdict,
        unanswered: unanswered(inputs),
        currency: inputs.currency.to_owned(),
        horizon_months: inputs.horizon,
        peak_rps: setting.peak_today().map(|(peak, answered)| Input {
            value: peak.likely,
            answered,
        }),
        connections: inputs.fact(Fact::Connections).map(|connections| Input {
            value: connections.likely,
            answered: inputs.fact_answered(Fact::Connections),
        }),
        warnings: warnings(inputs, &elicited),
        weights_by: inputs.stated.by(),
        weights,
        elicited,
        weighings,
        visible: inputs.visible.clone(),
    }
}

/// Which questions are asked under a profile, per question: the one place that decides it.
///
/// A condition on an open question, or on one that is not asked itself, holds.
#[must_use]
pub fn visible(catalog: &Catalog, profile: &Profile) -> Vec<bool> {
    inputs::visible(catalog, profile)
}

fn weighing(setting: &Setting, weights: &[Weight]) -> Weighing {
    let catalog = setting.catalog();
    let modelled = model_all(setting);
    let scores = scores::scores(setting, &modelled);
    let standing = gates::standing(setting);
    let mut latency_over_load = Vec::with_capacity(modelled.len());
    let mut memory_over_connections = Vec::with_capacity(modelled.len());
    let mut options: Vec<OptionAssessment> = Vec::with_capacity(modelled.len());
    for (option, (modelled, scores)) in modelled.into_iter().zip(scores).enumerate() {
        let contributions: Vec<f64> = weights.iter().zip(&scores).map(|(w, s)| w.share * s.value).collect();
        let tested = gates::test(setting, &standing, option, &modelled);
        let p99 = modelled.latency[crate::catalog::Percentile::P99 as usize];
        latency_over_load.push(curves::latency_over_load(setting, option, modelled.sizing, p99));
        memory_over_connections.push(curves::memory_over_connections(setting, option, modelled.sizing));
        options.push(OptionAssessment {
            total: contributions.iter().sum(),
            rank: None,
            scores,
            contributions,
            gates: tested.all,
            sizing: modelled.sizing,
            latency: modelled.latency,
            launch: modelled.launch,
            cost: modelled.settled.map(|settled| settled.cost),
            startup: modelled.startup,
            phases: modelled.phases,
            phase_gates: tested.by_leg,
        });
    }
    let ranking = ranking::rank(&mut options);
    let over_order = elicit::over_order(setting.inputs, &options, &ranking.order);
    Weighing {
        evidence: setting.evidence,
        winner: ranking.order.first().copied(),
        runner_up: ranking.order.get(1).copied(),
        ranking: ranking.order,
        tied: ranking.tied,
        margin: ranking.margin,
        margin_parts: ranking.parts,
        over_order,
        break_even: break_even(catalog, &options),
        latency_over_load,
        memory_over_connections,
        options,
    }
}

/// Models all options: first those that are not strategies, then strategies from them.
fn model_all(setting: &Setting) -> Vec<Modelled> {
    let options = &setting.catalog().options;
    let mut modelled: Vec<Modelled> = options
        .iter()
        .enumerate()
        .map(|(at, option)| match option.strategy {
            None => model::option(setting, at, 1.0),
            Some(_) => Modelled::default(),
        })
        .collect();
    for (at, option) in options.iter().enumerate() {
        if let Some(strategy) = &option.strategy
            && let [Some(first), Some(second)] = strategy.parts.map(|part| modelled.get(part))
        {
            modelled[at] = strategy::model(setting, at, strategy, [first, second]);
        }
    }
    modelled
}

/// Break-even of the two best options that are not strategies.
fn break_even(catalog: &Catalog, options: &[OptionAssessment]) -> Option<BreakEven> {
    let mut plain: Vec<usize> = (0..options.len())
        .filter(|o| catalog.options[*o].strategy.is_none())
        .collect();
    plain.sort_by(|a, b| options[*b].total.total_cmp(&options[*a].total).then(a.cmp(b)));
    let [a, b, ..] = plain[..] else { return None };
    cost::break_even((a, options[a].cost.as_ref()?), (b, options[b].cost.as_ref()?))
}

fn unanswered(inputs: &Inputs) -> Vec<usize> {
    let questions = inputs.catalog.questions.iter().enumerate();
    questions
        .filter(|(at, question)| {
            inputs.visible[*at] && !inputs.answered(*at) && !matches!(question.kind, QuestionKind::Points)
        })
        .map(|(at, _)| at)
        .collect()
}

fn warnings(inputs: &Inputs, elicited: &Elicited) -> Vec<String> {
    let catalog = inputs.catalog;
    let mut warnings = elicit::warnings(inputs, elicited);
    if inputs.currency != catalog.currency {
        warnings.push(format!(
            "Money is not converted: the profile's answers are taken as {}, the catalog's own figures are in {}.",
            inputs.currency, catalog.currency
        ));
    }
    warnings
}

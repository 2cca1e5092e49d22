//! The source's other advice, nearest scenario and size tier, and whether the scores agree with it.

use super::{Agreement, Fit, Weighing, inputs::Inputs, ranking, sentences, setting::Setting, words};
use crate::catalog::Fact;

/// Size tier of the load that was answered, or that the answered requests a day imply; `None` while neither is.
pub(super) fn tier(inputs: &Inputs, setting: &Setting) -> Option<usize> {
    let catalog = inputs.catalog;
    let question = catalog.tier_question?;
    let load = inputs.number(question).or_else(|| {
        let implied = catalog.fact(Fact::PeakRps) == Some(question) && inputs.fact_answered(Fact::RequestsPerDay);
        if implied {
            setting.peak_today().map(|(peak, _)| peak.likely)
        } else {
            None
        }
    })?;
    catalog
        .tiers
        .iter()
        .position(|tier| tier.below.is_none_or(|below| load < below))
}

/// Whether scores, nearest scenario and size tier name the same option, and where not, why.
pub(super) fn agreement(inputs: &Inputs, weighing: &Weighing, fit: &[Fit], tier: Option<usize>) -> Agreement {
    let catalog = inputs.catalog;
    let nearest = fit.first().filter(|fit| fit.percent.is_some());
    let scenario = nearest.map(|fit| fit.scenario);
    let scenario_choice = scenario.map(|at| catalog.scenarios[at].choice.as_slice());
    let tier_choice = tier.map(|at| catalog.tiers[at].choice);

    let mut reasons = Vec::new();
    let mut agree = true;
    let advice = [
        nearest.zip(scenario_choice).map(|(fit, choice)| {
            let scenario = &catalog.scenarios[fit.scenario];
            let percent = words::fixed(fit.percent.unwrap_or(0.0), 0);
            let who = format!("The nearest scenario, {} ({percent} %)", words::name(&scenario.title));
            (who, choice)
        }),
        tier.map(|at| {
            let tier = &catalog.tiers[at];
            let who = format!("The size tier, {}", words::name(&tier.title));
            (who, std::slice::from_ref(&tier.choice))
        }),
    ];
    for (who, choice) in advice.into_iter().flatten().filter(|(_, choice)| !choice.is_empty()) {
        let mut leaders = weighing.winner.iter().chain(&weighing.tied);
        if !leaders.any(|leader| choice.contains(leader)) {
            agree = false;
            reasons.push(disagreement(inputs, weighing, &who, choice));
        }
    }
    if let (Some(choice), Some(tier)) = (scenario_choice, tier_choice)
        && !choice.contains(&tier)
        && !choice.is_empty()
    {
        agree = false;
    }
    Agreement {
        matrix: weighing.winner,
        scenario,
        tier,
        agree,
        reasons,
    }
}

fn disagreement(inputs: &Inputs, weighing: &Weighing, who: &str, choice: &[usize]) -> String {
    let catalog = inputs.catalog;
    let name = |option: usize| words::name(&catalog.options[option].title);
    let names: Vec<String> = choice.iter().map(|option| name(*option)).collect();
    let chosen = words::either(&names);
    let Some(winner) = weighing.winner else {
        return format!("{who}, points to {chosen}, but no option passes its gates.");
    };
    // Of several that it would take, the one that comes nearest.
    let Some(rival) = choice
        .iter()
        .copied()
        .max_by(|a, b| weighing.options[*a].total.total_cmp(&weighing.options[*b].total))
    else {
        return format!("{who}, points elsewhere.");
    };
    if let Some(gate) = weighing.options[rival].felled_by() {
        return format!(
            "{who}, points to {chosen}, which fails {} here.",
            sentences::gate(catalog, gate.gate)
        );
    }
    let parts = ranking::difference(&weighing.options[winner], &weighing.options[rival]);
    let ahead = sentences::leading(catalog, &parts, 1.0, 2);
    let uses_it = catalog.options[winner]
        .strategy
        .as_ref()
        .is_some_and(|strategy| strategy.parts.contains(&rival));
    let mut because = Vec::new();
    if uses_it {
        because.push("makes use of it".to_owned());
    }
    if !ahead.is_empty() {
        because.push(format!("is ahead on {}", words::list(&ahead)));
    }
    let because = if because.is_empty() {
        String::new()
    } else {
        format!(", which {}", because.join(" and "))
    };
    format!(
        "{who}, points to {chosen}; the scores point to {}{because}.",
        name(winner)
    )
}

//! Kinds about a group of people.

use super::{Fields, Outcome, Wrong, fields::table, matrix::Decision, put};
use serde_json::{Map, Value, json};
use weighbridge::weigh::robust::{
    group::{aggregate, ballots, concordance},
    wsm,
};

/// Ranks as given, or from scores of which more is better.
fn ranks(inputs: &Fields) -> Result<Vec<Vec<f64>>, Wrong> {
    inputs.mention(&["items", "judges", "people", "options"]);
    match inputs.get(&["ranks", "rankings"]) {
        Some(ranks) => table(ranks),
        None => Ok(concordance::ranks_from_scores(&table(
            inputs.need(&["scores", "ratings"])?,
        )?)?),
    }
}

pub(crate) fn kendall(inputs: &Fields) -> Outcome {
    let ranks = ranks(inputs)?;
    let found = concordance::kendall(&ranks)?;
    let mut into = Map::new();
    put(&mut into, &["w", "W"], json!(found.map(|found| found.w)));
    put(
        &mut into,
        &["chi2", "chi_squared"],
        json!(found.map(|found| found.chi_squared)),
    );
    put(&mut into, &["df", "degrees"], json!(found.map(|found| found.degrees)));
    put(&mut into, &["p_value", "p"], json!(found.map(|found| found.p_value)));
    put(
        &mut into,
        &["mean_rank", "mean_ranks"],
        json!(concordance::mean_ranks(&ranks)?),
    );
    put(&mut into, &["ranks"], json!(ranks));
    Ok(Value::Object(into))
}

pub(crate) fn kendall_limits(inputs: &Fields) -> Outcome {
    let mut found = Map::new();
    for name in inputs.keys() {
        if let Some(ranks) = inputs.get(&[name]) {
            let w = concordance::kendall(&table(ranks)?)?.map(|found| found.w);
            found.insert(name.clone(), json!(w));
        }
    }
    Ok(Value::Object(found))
}

/// Aggregates of weights with their spread, the camps that people fall into, and what each would choose.
pub(crate) fn weights(inputs: &Fields) -> Outcome {
    inputs.mention(&["people", "judges", "options", "criteria"]);
    let weights = table(inputs.need(&["weights", "ballots", "points"])?)?;
    let arithmetic = aggregate::arithmetic(&weights)?;
    let spreads = aggregate::spreads(&weights)?;
    let camps = ballots::camps(&weights)?;
    let split = camps.groups.len() > 1;
    let each = |of: fn(&aggregate::Spread) -> f64| json!(spreads.iter().map(of).collect::<Vec<f64>>());
    let mut found = Map::new();
    put(&mut found, &["arithmetic", "mean", "mean_weights"], json!(arithmetic));
    // A criterion to which each gave 0 somewhere leaves no geometric mean.
    put(&mut found, &["geometric"], json!(aggregate::geometric(&weights).ok()));
    let median = json!(aggregate::median(&weights).ok());
    put(&mut found, &["median_normalised", "median_normalized"], median);
    put(
        &mut found,
        &["median", "median_per_criterion"],
        each(|spread| spread.median),
    );
    put(
        &mut found,
        &["sd_per_criterion", "sd", "spread"],
        each(|spread| spread.sd),
    );
    put(&mut found, &["min", "min_per_criterion"], each(|spread| spread.min));
    put(&mut found, &["max", "max_per_criterion"], each(|spread| spread.max));
    put(
        &mut found,
        &["lower_quartile", "q1"],
        each(|spread| spread.lower_quartile),
    );
    put(
        &mut found,
        &["upper_quartile", "q3"],
        each(|spread| spread.upper_quartile),
    );
    put(
        &mut found,
        &["range", "range_per_criterion"],
        each(|spread| spread.max - spread.min),
    );
    put(&mut found, &["consensus"], json!(aggregate::consensus(&weights)?));
    put(&mut found, &["camps", "clusters", "groups"], json!(camps.groups));
    put(
        &mut found,
        &["camp_count", "number_of_camps", "n_camps", "n_clusters"],
        json!(camps.groups.len()),
    );
    put(&mut found, &["silhouette"], json!(camps.silhouette));
    put(&mut found, &["apart", "distance_between_camps"], json!(camps.apart));
    put(
        &mut found,
        &["polarised", "polarized", "bimodal", "split"],
        json!(split),
    );
    if let Some(within) = inputs.number(&["within"])? {
        put(
            &mut found,
            &["like_minded"],
            json!(ballots::like_minded(&weights, within)?),
        );
    }
    if inputs.get(&["values", "scores", "raw"]).is_some() {
        let decision = Decision::read_values(inputs)?;
        let values = decision.values()?;
        let winners = ballots::winners(&values, &weights)?;
        let own: Vec<Value> = winners.iter().map(|tied| json!(decision.named(tied))).collect();
        let first: Vec<Option<usize>> = winners.iter().map(|tied| tied.first().copied()).collect();
        let votes: Vec<usize> = (0..values.len())
            .map(|option| first.iter().filter(|winner| **winner == Some(option)).count())
            .collect();
        let best = |totals: &[f64]| json!(decision.named(&wsm::ranking(totals)[0]));
        let totals = wsm::totals(&values, &arithmetic)?;
        let mut of_camps = Vec::new();
        for camp in &camps.groups {
            let own: Vec<Vec<f64>> = camp.iter().map(|&person| weights[person].clone()).collect();
            of_camps.push(best(&wsm::totals(&values, &aggregate::arithmetic(&own)?)?));
        }
        let changes = first
            .iter()
            .any(|winner| winner.is_some_and(|winner| !wsm::ranking(&totals)[0].contains(&winner)));
        put(
            &mut found,
            &["winners", "individual_winners", "own_winners", "winner_per_person"],
            json!(own),
        );
        put(&mut found, &["votes", "first_choices"], json!(votes));
        put(&mut found, &["totals", "mean_totals", "group_totals"], json!(totals));
        put(
            &mut found,
            &[
                "winner",
                "group_winner",
                "mean_winner",
                "winner_of_mean",
                "winner_of_the_mean",
                "aggregate_winner",
            ],
            best(&totals),
        );
        put(&mut found, &["camp_winners", "cluster_winners"], json!(of_camps));
        put(
            &mut found,
            &["disagreement_changes_winner", "disagreement_matters"],
            json!(changes),
        );
    }
    Ok(Value::Object(found))
}

pub(crate) fn borda(inputs: &Fields) -> Outcome {
    let ranks = ranks(inputs)?;
    let borda = concordance::borda(&ranks)?;
    let named = |item: usize| match inputs.names(&["items", "options"]) {
        Ok(Some(names)) => json!(names[item]),
        _ => json!(item),
    };
    let ranking: Vec<Vec<Value>> = wsm::ranking(&borda)
        .iter()
        .map(|group| group.iter().map(|&item| named(item)).collect())
        .collect();
    let mut found = Map::new();
    put(
        &mut found,
        &["mean_rank", "mean_ranks"],
        json!(concordance::mean_ranks(&ranks)?),
    );
    put(&mut found, &["borda_winner", "winner"], json!(ranking[0]));
    put(&mut found, &["ranking", "borda_ranking"], json!(ranking));
    put(&mut found, &["borda"], json!(borda));
    put(
        &mut found,
        &["majority", "majorities"],
        json!(concordance::majorities(&ranks)?),
    );
    put(
        &mut found,
        &["condorcet", "condorcet_winner"],
        json!(concordance::condorcet(&ranks)?.map(named)),
    );
    Ok(Value::Object(found))
}

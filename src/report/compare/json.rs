//! A comparison as one JSON object; the fields are documented in `docs/json.md`.

use serde::Serialize;

use super::Compared;
use crate::{
    catalog::Catalog,
    profile::Answer,
    report::{
        json,
        number::round,
        view::{Keyed, SCHEMA},
    },
    weigh::{Comparison, Contrast, Difference, Matter, Side},
};

/// As one object. `profiles` are those of the comparison, in its order.
///
/// # Errors
///
/// Where the serialiser fails, which plain data in memory does not make it do.
pub fn json(
    catalog: &Catalog,
    profiles: &[Compared<'_>],
    comparison: &Comparison,
) -> Result<String, serde_json::Error> {
    let sides = profiles.iter().zip(&comparison.sides);
    json::pretty(&ComparisonView {
        schema: SCHEMA,
        catalog: &catalog.id,
        pair: comparison.pair.map(|pair| PairView {
            ahead: option(catalog, pair.ahead),
            behind: option(catalog, pair.behind),
            both_pass: pair.both_pass,
        }),
        profiles: sides.map(|(compared, side)| profile(catalog, compared, side)).collect(),
        contrasts: comparison
            .contrasts
            .iter()
            .map(|contrast| contrast_view(catalog, profiles, contrast))
            .collect(),
    })
}

#[derive(Serialize)]
struct ComparisonView<'a> {
    schema: u32,
    catalog: &'a str,
    pair: Option<PairView<'a>>,
    profiles: Vec<ProfileView<'a>>,
    contrasts: Vec<ContrastView<'a>>,
}

#[derive(Serialize)]
struct PairView<'a> {
    ahead: &'a str,
    behind: &'a str,
    both_pass: bool,
}

/// One profile of the comparison.
#[derive(Serialize)]
pub(super) struct ProfileView<'a> {
    pub(super) profile: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) evidence: &'a str,
    pub(super) currency: &'a str,
    pub(super) winner: Option<&'a str>,
    pub(super) tied: Vec<&'a str>,
    pub(super) runner_up: Option<&'a str>,
    pub(super) margin: Option<f64>,
    pub(super) lead: f64,
    pub(super) lead_parts: Keyed<f64>,
    pub(super) weights: Keyed<f64>,
    pub(super) total: Keyed<f64>,
    pub(super) rank: Keyed<Option<usize>>,
}

#[derive(Serialize)]
struct ContrastView<'a> {
    first: &'a str,
    other: &'a str,
    change: f64,
    interaction: f64,
    changes_winner: bool,
    differences: Vec<DifferenceView<'a>>,
}

#[derive(Serialize)]
struct DifferenceView<'a> {
    kind: &'static str,
    question: Option<&'a str>,
    option: Option<&'a str>,
    criterion: Option<&'a str>,
    first: ValueView<'a>,
    other: ValueView<'a>,
    effect: f64,
    winners_alone: Vec<&'a str>,
    changes_winner: bool,
    rules_out: Vec<RuledOutView<'a>>,
    lets_in: Vec<&'a str>,
    asked: [bool; 2],
}

#[derive(Serialize)]
struct RuledOutView<'a> {
    option: &'a str,
    gate: &'a str,
}

/// A number, a text, or nothing.
#[derive(Serialize)]
#[serde(untagged)]
enum ValueView<'a> {
    Number(f64),
    Text(&'a str),
    None,
}

/// Id of an option.
pub(super) fn option(catalog: &Catalog, at: usize) -> &str {
    catalog.options.get(at).map_or("", |o| o.id.as_str())
}

fn options<'a>(catalog: &'a Catalog, all: &[usize]) -> Vec<&'a str> {
    all.iter().map(|at| option(catalog, *at)).collect()
}

/// Points without the noise of addition.
pub(super) fn points(x: f64) -> f64 {
    round(x, 9)
}

pub(super) fn profile<'a>(catalog: &'a Catalog, compared: &Compared<'a>, side: &'a Side) -> ProfileView<'a> {
    let assessment = &side.assessment;
    let chosen = assessment.chosen();
    let by_criterion = |values: &mut dyn Iterator<Item = f64>| {
        Keyed(catalog.criteria.iter().map(|c| c.id.clone()).zip(values).collect())
    };
    let ids = || catalog.options.iter().map(|o| o.id.clone());
    ProfileView {
        profile: compared.name,
        title: compared.profile.title.as_deref(),
        evidence: catalog.evidence.get(assessment.evidence).map_or("", |e| &e.id),
        currency: &assessment.currency,
        winner: chosen.winner.map(|o| option(catalog, o)),
        tied: options(catalog, &chosen.tied),
        runner_up: chosen.runner_up.map(|o| option(catalog, o)),
        margin: chosen.margin.map(points),
        lead: points(side.lead),
        lead_parts: by_criterion(&mut side.parts.iter().map(|x| points(*x))),
        weights: by_criterion(&mut assessment.weights.iter().map(|w| w.share)),
        total: Keyed(ids().zip(chosen.options.iter().map(|o| points(o.total))).collect()),
        rank: Keyed(ids().zip(chosen.options.iter().map(|o| o.rank)).collect()),
    }
}

fn contrast_view<'a>(catalog: &'a Catalog, profiles: &[Compared<'a>], contrast: &Contrast) -> ContrastView<'a> {
    let name = |at: usize| profiles.get(at).map_or("", |p| p.name);
    ContrastView {
        first: name(0),
        other: name(contrast.other),
        change: points(contrast.whole),
        interaction: points(contrast.interaction),
        changes_winner: contrast.flips,
        differences: contrast
            .differences
            .iter()
            .map(|difference| difference_view(catalog, profiles, contrast.other, difference))
            .collect(),
    }
}

fn difference_view<'a>(
    catalog: &'a Catalog,
    profiles: &[Compared<'a>],
    other: usize,
    difference: &Difference,
) -> DifferenceView<'a> {
    let value = |at: usize| {
        let said = profiles.get(at).and_then(|p| value(catalog, p, difference.subject));
        said.unwrap_or(ValueView::None)
    };
    let criterion = |at: usize| catalog.criteria.get(at).map(|c| c.id.as_str());
    let (kind, question, of, on) = match difference.subject {
        Matter::Evidence => ("evidence", None, None, None),
        Matter::Answer(at) => ("answer", catalog.questions.get(at).map(|q| q.id.as_str()), None, None),
        Matter::Weights => ("weights", None, None, None),
        Matter::Weight(at) => ("weight", None, None, criterion(at)),
        Matter::Score {
            option: of,
            criterion: on,
        } => ("score", None, Some(option(catalog, of)), criterion(on)),
    };
    DifferenceView {
        kind,
        question,
        option: of,
        criterion: on,
        first: value(0),
        other: value(other),
        effect: points(difference.effect),
        winners_alone: options(catalog, &difference.leaders),
        changes_winner: difference.flips,
        rules_out: difference
            .rules_out
            .iter()
            .map(|(at, gate)| RuledOutView {
                option: option(catalog, *at),
                gate: catalog.gates.get(*gate).map_or("", |g| &g.id),
            })
            .collect(),
        lets_in: options(catalog, &difference.lets_in),
        asked: difference.asked,
    }
}

/// What a profile says of it; `None` where it says nothing.
fn value<'a>(catalog: &'a Catalog, compared: &Compared<'a>, subject: Matter) -> Option<ValueView<'a>> {
    let profile = compared.profile;
    Some(match subject {
        Matter::Evidence => {
            let set = profile.evidence.as_deref().and_then(|id| catalog.evidence_set(id));
            ValueView::Text(&catalog.evidence.get(set.unwrap_or(catalog.default_evidence))?.id)
        }
        Matter::Answer(at) => match profile.answers.get(&catalog.questions.get(at)?.id)? {
            Answer::Number(x) => ValueView::Number(*x),
            Answer::Choice(id) => ValueView::Text(id),
            Answer::Unknown => ValueView::Text("unknown"),
        },
        Matter::Weights => ValueView::Text(profile.weights_by().id()),
        Matter::Weight(at) => ValueView::Number(*profile.weights.get(&catalog.criteria.get(at)?.id)?),
        Matter::Score { option, criterion } => {
            let scores = profile.scores.get(&catalog.options.get(option)?.id)?;
            ValueView::Number(*scores.get(&catalog.criteria.get(criterion)?.id)?)
        }
    })
}

//! A comparison as one table, a row a profile: CSV and JSON lines. `docs/json.md` names the fields.

use serde::Serialize;

use super::{
    Compared,
    json::{ProfileView, option, points, profile},
};
use crate::{
    catalog::Catalog,
    report::{
        csv, json,
        view::{Keyed, SCHEMA},
    },
    weigh::{Comparison, Contrast, Matter, Side},
};

#[derive(Serialize)]
struct Row<'a> {
    schema: u32,
    catalog: &'a str,
    #[serde(flatten)]
    profile: ProfileView<'a>,
    verdict: &'static str,
    ruled_out: Keyed<Option<&'a str>>,
    change: Option<f64>,
    changes_winner: Option<bool>,
    differs: Vec<String>,
    flips_alone: Vec<String>,
}

/// An object a line, a line a profile. `profiles` are those of the comparison, in its order.
///
/// # Errors
///
/// Where the serialiser fails, which plain data in memory does not make it do.
pub fn jsonl(
    catalog: &Catalog,
    profiles: &[Compared<'_>],
    comparison: &Comparison,
) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    for row in rows(catalog, profiles, comparison) {
        out.push_str(&json::line(&row)?);
    }
    Ok(out)
}

/// A header, then a row a profile. `profiles` are those of the comparison, in its order.
#[must_use]
pub fn csv(catalog: &Catalog, profiles: &[Compared<'_>], comparison: &Comparison) -> String {
    let mut out = String::new();
    csv::line(&mut out, &header(catalog));
    for row in rows(catalog, profiles, comparison) {
        csv::line(&mut out, &cells(row));
    }
    out
}

fn header(catalog: &Catalog) -> Vec<String> {
    let plain = [
        "profile",
        "title",
        "evidence",
        "currency",
        "verdict",
        "winner",
        "tied",
        "runner_up",
        "margin",
        "lead",
        "change",
        "changes_winner",
        "differs",
        "flips_alone",
    ];
    let mut names: Vec<String> = plain.map(str::to_owned).to_vec();
    for kind in ["total", "rank", "ruled_out"] {
        names.extend(catalog.options.iter().map(|o| format!("{kind}.{}", o.id)));
    }
    names.extend(catalog.criteria.iter().map(|c| format!("weight.{}", c.id)));
    names
}

fn cells(row: Row<'_>) -> Vec<String> {
    let side = row.profile;
    let mut cells = vec![
        side.profile.to_owned(),
        side.title.unwrap_or_default().to_owned(),
        side.evidence.to_owned(),
        side.currency.to_owned(),
        row.verdict.to_owned(),
        side.winner.unwrap_or_default().to_owned(),
        side.tied.join(" "),
        side.runner_up.unwrap_or_default().to_owned(),
        csv::maybe(side.margin),
        side.lead.to_string(),
        csv::maybe(row.change),
        csv::maybe(row.changes_winner),
        row.differs.join(" "),
        row.flips_alone.join(" "),
    ];
    cells.extend(side.total.0.iter().map(|(_, total)| total.to_string()));
    cells.extend(side.rank.0.iter().map(|(_, rank)| csv::maybe(*rank)));
    cells.extend(row.ruled_out.0.iter().map(|(_, gate)| csv::maybe(*gate)));
    cells.extend(side.weights.0.iter().map(|(_, share)| share.to_string()));
    cells
}

fn rows<'a>(
    catalog: &'a Catalog,
    profiles: &'a [Compared<'a>],
    comparison: &'a Comparison,
) -> impl Iterator<Item = Row<'a>> {
    let sides = profiles.iter().zip(&comparison.sides).enumerate();
    sides.map(move |(at, (compared, side))| {
        let contrast = comparison.contrasts.iter().find(|contrast| contrast.other == at);
        Row {
            schema: SCHEMA,
            catalog: &catalog.id,
            profile: profile(catalog, compared, side),
            verdict: side.assessment.verdict.kind.id(),
            ruled_out: ruled_out(catalog, side),
            change: contrast.map(|c| points(c.whole)),
            changes_winner: contrast.map(|c| c.flips),
            differs: matters(catalog, contrast, false),
            flips_alone: matters(catalog, contrast, true),
        }
    })
}

/// The gate that rules each option out.
fn ruled_out<'a>(catalog: &'a Catalog, side: &Side) -> Keyed<Option<&'a str>> {
    let options = side.assessment.chosen().options.iter().enumerate();
    let gate = |at: usize| catalog.gates.get(at).map(|gate| gate.id.as_str());
    Keyed(
        options
            .map(|(at, o)| {
                let felled = o.felled_by().and_then(|result| gate(result.gate));
                (option(catalog, at).to_owned(), felled)
            })
            .collect(),
    )
}

/// What differs from the first profile, largest effect first, or only what alone changes what comes first.
fn matters(catalog: &Catalog, contrast: Option<&Contrast>, flips: bool) -> Vec<String> {
    let differences = contrast.map_or(&[][..], |contrast| &contrast.differences);
    let wanted = differences.iter().filter(|difference| !flips || difference.flips);
    wanted.map(|difference| id(catalog, difference.subject)).collect()
}

/// As the columns of `batch` are called: a question's id, `weight.CRITERION`, `score.OPTION.CRITERION`, `weights`, `evidence`.
fn id(catalog: &Catalog, subject: Matter) -> String {
    let criterion = |at: usize| catalog.criteria.get(at).map_or("", |c| c.id.as_str());
    match subject {
        Matter::Evidence => "evidence".to_owned(),
        Matter::Answer(at) => catalog.questions.get(at).map_or_else(String::new, |q| q.id.clone()),
        Matter::Weights => "weights".to_owned(),
        Matter::Weight(at) => format!("weight.{}", criterion(at)),
        Matter::Score {
            option: of,
            criterion: on,
        } => format!("score.{}.{}", option(catalog, of), criterion(on)),
    }
}

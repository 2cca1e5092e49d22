//! Scenarios: the requirement sets, from a profile beside the catalog or from the catalog itself.

use std::{
    fmt::Write as _,
    path::{Component, Path},
};

use super::{
    keys::{text_or, texts},
    names::{Answers, Names},
};
use crate::{
    catalog::{Scenario, ScenarioAnswers},
    diagnostic::{Document, Problems, TableReader},
};

/// Weights set by hand, in points.
const POINTS: (f64, f64) = (0.0, 100.0);

/// What scenarios are read with.
pub(super) struct Around<'a, 'd> {
    /// The catalog's id, for profiles that name it.
    pub(super) catalog: &'a str,
    /// The catalog's text, from which answers are copied as they are written.
    pub(super) text: &'a str,
    /// All ids.
    pub(super) names: &'a Names<'d>,
    /// The text of a profile by its file name.
    pub(super) profiles: &'a dyn Fn(&str) -> Option<String>,
}

/// Reads one scenario.
pub(super) fn scenario(
    mut table: TableReader<'_, '_>,
    id: &str,
    around: &Around<'_, '_>,
    problems: &mut Problems,
) -> Option<Scenario> {
    let title = text_or(&mut table, "title", id, problems);
    if table.get("choice").is_none() {
        table.missing("choice", problems);
    }
    let choice = around.names.options.list(&mut table, "choice", problems);
    if let Some(list) = table.get("choice")
        && list.as_array().is_some_and(|a| a.is_empty())
    {
        problems
            .error(list.span, format!("`choice` of {} is empty", table.what))
            .help("name at least one option");
    }
    let reasons = texts(&mut table, "reasons", problems);
    let page = around.names.page(&mut table, problems);
    let inline = table.get("answers").is_some() || table.get("weights").is_some();
    let profile = match (table.get("profile"), inline) {
        (Some(_), false) => from_file(&mut table, around, problems),
        (None, true) => Some(from_catalog(&mut table, &title, around, problems)),
        (profile, _) => {
            let span = profile.as_ref().map_or(table.span.clone(), |v| v.span.clone());
            let which = if profile.is_some() {
                "both `profile` and"
            } else {
                "neither `profile` nor"
            };
            problems
                .error(span, format!("{} has {which} `answers`", table.what))
                .help("name a profile in the folder profiles/ beside the catalog, or write the answers here");
            table.get("answers");
            table.get("weights");
            None
        }
    };
    table.refuse_unknown(problems);
    Some(Scenario {
        id: id.to_owned(),
        title,
        choice,
        reasons,
        page,
        profile: profile?,
    })
}

/// The requirement set of a profile's file; its problems are reported where the catalog names it.
fn from_file(
    table: &mut TableReader<'_, '_>,
    around: &Around<'_, '_>,
    problems: &mut Problems,
) -> Option<ScenarioAnswers> {
    let file = table.required_str("profile", problems)?;
    let span = table.get("profile")?.span;
    if !is_inside(file) {
        problems
            .error(span, format!("`{file}` is not a file of the folder profiles/"))
            .help("name it relative to profiles/ beside the catalog, without `..` and without a leading `/`");
        return None;
    }
    let Some(text) = (around.profiles)(file) else {
        problems
            .error(span, format!("there is no profile `{file}`"))
            .help("scenario profiles are text files in the folder profiles/ beside the catalog");
        return None;
    };
    let mut inner = Problems::new(file, text.as_str());
    let answers = Document::parse(&text, &mut inner).map(|document| {
        let mut root = document.root();
        check_catalog(&mut root, around, &mut inner);
        for way in ["swing", "rank"] {
            if let Some(span) = root.key_span(way) {
                inner
                    .error(span, format!("weights by `{way}` are not read from a scenario"))
                    .help("write the points of each criterion under [weights]");
            }
        }
        requirement_set(&mut root, around.names, &mut inner)
    });
    inner.sort();
    for problem in inner
        .items
        .iter()
        .filter(|p| p.severity == crate::diagnostic::Severity::Error)
    {
        let (line, column) = inner.position(problem);
        let reported = problems.error(
            span.clone(),
            format!(
                "profile `{file}` is wrong at line {line}, column {column}: {}",
                problem.message
            ),
        );
        if let Some(help) = &problem.help {
            reported.help(help.clone());
        }
    }
    let (answers, weights) = answers.filter(|_| !inner.has_errors())?;
    Some(ScenarioAnswers {
        file: Some(file.to_owned()),
        text,
        answers,
        weights,
    })
}

/// The requirement set that stands in the catalog itself, also written as a profile.
fn from_catalog(
    table: &mut TableReader<'_, '_>,
    title: &str,
    around: &Around<'_, '_>,
    problems: &mut Problems,
) -> ScenarioAnswers {
    let mut text = format!(
        "schema = 1\ncatalog = {}\ntitle = {}\n",
        toml_edit::Value::from(around.catalog),
        toml_edit::Value::from(title)
    );
    for section in ["answers", "weights"] {
        let Some(mut inner) = table.get(section).and_then(|v| v.as_table(section)) else {
            continue;
        };
        let _ = write!(text, "\n[{section}]\n");
        for (key, _, value) in inner.entries() {
            // The key is an id, which needs no quotes, or the catalog is refused.
            let _ = writeln!(text, "{key} = {}", around.text.get(value.span).unwrap_or_default());
        }
    }
    let (answers, weights) = requirement_set(table, around.names, problems);
    ScenarioAnswers {
        file: None,
        text,
        answers,
        weights,
    }
}

fn check_catalog(root: &mut TableReader<'_, '_>, around: &Around<'_, '_>, problems: &mut Problems) {
    if let Some(named) = root.str("catalog", problems)
        && named != around.catalog
        && !named.is_empty()
    {
        let span = root.get("catalog").map_or(0..0, |v| v.span);
        problems.error(
            span,
            format!("it answers the catalog `{named}`, not `{}`", around.catalog),
        );
    }
}

/// Answers per question as numbers, choices as their index; points per criterion.
type Requirements = (Vec<Option<f64>>, Vec<Option<f64>>);

/// Checks and returns `answers` and `weights`.
fn requirement_set(table: &mut TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Requirements {
    let mut answers = vec![None; names.questions.len()];
    let mut weights = vec![None; names.criteria.len()];
    if let Some(mut inner) = table.table("answers", "`answers`", problems) {
        for (id, span, _) in inner.entries() {
            let Some(at) = names.questions.find(id, span.clone(), problems) else {
                continue;
            };
            answers[at] = match &names.answers[at] {
                Answers::Choice(choices) => choice(&mut inner, id, choices, problems),
                Answers::Number { min, max, whole, .. } => number(&mut inner, id, (*min, *max), *whole, problems),
                Answers::Points => {
                    problems
                        .error(span, format!("question `{id}` is answered in `weights`"))
                        .help("write the points of each criterion there");
                    None
                }
                Answers::Broken => None,
            };
        }
    }
    if let Some(mut inner) = table.table("weights", "`weights`", problems) {
        for (id, span, _) in inner.entries() {
            if let Some(at) = names.criteria.find(id, span, problems) {
                weights[at] = super::keys::number_within(&mut inner, id, POINTS, problems);
            }
        }
    }
    (answers, weights)
}

fn choice<'d>(
    table: &mut TableReader<'d, '_>,
    id: &'d str,
    choices: &super::names::Index<'_>,
    problems: &mut Problems,
) -> Option<f64> {
    let word = table.str(id, problems)?;
    if word == "unknown" {
        return None;
    }
    let span = table.get(id)?.span;
    let at = choices.find(word, span, problems)?;
    u32::try_from(at).ok().map(f64::from)
}

fn number<'d>(
    table: &mut TableReader<'d, '_>,
    id: &'d str,
    bounds: (f64, f64),
    whole: bool,
    problems: &mut Problems,
) -> Option<f64> {
    let value = table.get(id)?;
    if value.as_str() == Some("unknown") {
        return None;
    }
    let number = super::keys::number_within(table, id, bounds, problems)?;
    if whole && number.fract() != 0.0 {
        problems.error(value.span, format!("`{id}` must be a whole number"));
        return None;
    }
    Some(number)
}

/// Whether a path stays inside the folder that it is relative to.
fn is_inside(file: &str) -> bool {
    !file.contains(['\\', '\0', ':'])
        && Path::new(file)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

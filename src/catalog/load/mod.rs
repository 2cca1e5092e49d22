//! Reading and checking a catalog: all of its mistakes at once, each with its place.
//!
//! First every id is collected ([`names`]), so that anything may refer to anything else in any order; then each part is read
//! by its own module. Reading never stops at a mistake: a part that cannot be read is left out, and with any error nothing is
//! returned, so that no placeholder ever leaves this module.

mod amounts;
mod conditions;
mod criteria;
mod figures;
mod gates;
mod guide;
mod keys;
mod latency;
mod names;
mod options;
mod questions;
mod scenarios;
mod units;
mod values;

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    path::Path,
};

use self::{
    keys::{plain, text_or},
    names::{Answers, Index, Names, check_id, is_id},
};
use super::{Catalog, Claim, Criterion, Evidence, Gate, Limit, Quantity, RuleKind, Section};
use crate::diagnostic::{Document, Problems, TableReader};

/// The version of the format that this program reads.
const SCHEMA: f64 = 1.0;

/// The most of each list that is read; more is not a decision any more, and tables of all by all must fit into memory.
const MOST: [(&str, usize); 14] = [
    ("evidence", 16),
    ("options", 64),
    ("criteria", 64),
    ("sections", 100),
    ("questions", 500),
    ("gates", 200),
    ("figures", 5000),
    ("latency", 500),
    ("scenarios", 200),
    ("pages", 5000),
    ("quotes", 1000),
    ("claims", 1000),
    ("rules", 16),
    ("points", 1000),
];

/// Reads a catalog from its text and checks it.
///
/// `name` is shown with problems: a path, or `<stdin>`. `profiles` gives the text of a scenario's profile by its file name,
/// relative to the folder `profiles/`; it is never asked for a path that leaves that folder.
///
/// # Errors
///
/// All mistakes of the text, in order of their places.
pub fn load(name: &str, text: &str, profiles: &dyn Fn(&str) -> Option<String>) -> Result<Catalog, Problems> {
    let mut problems = Problems::new(name, text);
    let catalog = Document::parse(text, &mut problems)
        .and_then(|document| Reading::of(document.root(), &mut problems).catalog(text, profiles, &mut problems));
    match catalog {
        Some(catalog) if !problems.has_errors() => Ok(catalog),
        _ => {
            if !problems.has_errors() {
                // Something was left out without a word, which would be a mistake of the loader itself.
                problems.error(0..0, "this catalog cannot be read");
            }
            problems.sort();
            Err(problems)
        }
    }
}

/// Reads the part of a catalog that has nothing but claims: nothing refers to them, and they refer to nothing.
///
/// # Errors
///
/// All mistakes of the text, in order of their places.
pub(super) fn load_claims(name: &str, text: &str) -> Result<Vec<Claim>, Problems> {
    let mut problems = Problems::new(name, text);
    let read = Document::parse(text, &mut problems).map(|document| {
        let mut root = document.root();
        let claims = claims(&mut root, &mut problems);
        root.refuse_unknown(&mut problems);
        claims
    });
    match read {
        Some(claims) if !problems.has_errors() => Ok(claims),
        _ => {
            problems.sort();
            Err(problems)
        }
    }
}

/// The tables of a text whose ids have been collected.
struct Reading<'d, 't> {
    root: TableReader<'d, 't>,
    id: String,
    names: Names<'d>,
    sections: Index<'d>,
    section_of: Vec<usize>,
    evidence: Vec<TableReader<'d, 't>>,
    section_tables: Vec<TableReader<'d, 't>>,
    options: Vec<TableReader<'d, 't>>,
    criteria: Vec<TableReader<'d, 't>>,
    questions: Vec<TableReader<'d, 't>>,
    figures: Vec<TableReader<'d, 't>>,
    pages: Vec<TableReader<'d, 't>>,
}

impl<'d, 't> Reading<'d, 't> {
    /// Collects every id.
    fn of(mut root: TableReader<'d, 't>, problems: &mut Problems) -> Self {
        check_schema(&mut root, problems);
        let stem = Path::new(&problems.file)
            .file_stem()
            .and_then(|s| s.to_str())
            .unwrap_or_default();
        let default_id = if is_id(stem) {
            stem.to_owned()
        } else {
            "catalog".to_owned()
        };
        let id = match root.str("id", problems) {
            Some(id) => {
                let span = root.get("id").map_or(0..0, |v| v.span);
                check_id(id, span, problems);
                id.to_owned()
            }
            None => default_id,
        };
        let currency = currency(&mut root, problems);

        let mut evidence = list(&mut root, "evidence", "evidence", problems);
        let mut options = list(&mut root, "options", "option", problems);
        let mut criteria = list(&mut root, "criteria", "criterion", problems);
        let mut section_tables = list(&mut root, "sections", "section", problems);
        let mut questions = list(&mut root, "questions", "question", problems);
        let mut figures = list(&mut root, "figures", "figure", problems);
        let mut pages = list(&mut root, "pages", "page", problems);
        at_least(&mut root, "options", 2, options.len(), problems);
        at_least(&mut root, "criteria", 1, criteria.len(), problems);

        let sections = Index::of("section", &mut section_tables, problems);
        let mut placed: Vec<(usize, TableReader<'d, 't>)> = questions
            .drain(..)
            .map(|mut table| (questions::section_of(&mut table, &sections, problems), table))
            .collect();
        placed.sort_by_key(|(section, _)| *section);
        let section_of = placed.iter().map(|(section, _)| *section).collect();
        questions.extend(placed.into_iter().map(|(_, table)| table));

        let question_ids = Index::of("question", &mut questions, problems);
        let answers: Vec<Answers<'d>> = questions
            .iter_mut()
            .map(|table| questions::outline(table, problems))
            .collect();
        questions::check_points(&mut questions, &answers, problems);
        let mut figure_ids = BTreeMap::new();
        for table in &mut figures {
            figures::outline(table, &mut figure_ids, problems);
        }
        let mut evidence_ids = Index::of("evidence", &mut evidence, problems);
        if evidence.is_empty() {
            evidence_ids.add_default("catalog");
        }
        let names = Names {
            currency,
            evidence: evidence_ids,
            options: Index::of("option", &mut options, problems),
            is_strategy: options
                .iter_mut()
                .map(|table| table.get("strategy").is_some())
                .collect(),
            criteria: Index::of("criterion", &mut criteria, problems),
            questions: question_ids,
            answers,
            pages: Index::of("page", &mut pages, problems),
            figures: figure_ids,
        };
        Self {
            root,
            id,
            names,
            sections,
            section_of,
            evidence,
            section_tables,
            options,
            criteria,
            questions,
            figures,
            pages,
        }
    }

    /// Reads every part.
    fn catalog(
        self,
        text: &str,
        profiles: &dyn Fn(&str) -> Option<String>,
        problems: &mut Problems,
    ) -> Option<Catalog> {
        let Self {
            mut root, id, names, ..
        } = self;
        let title = text_or(&mut root, "title", &id, problems);
        let ask = text_or(&mut root, "ask", "Which of them?", problems);
        let summary = text_or(&mut root, "summary", "", problems);
        let default_evidence = names.evidence.find_key(&mut root, "default_evidence", problems);
        let verdict = root.table("verdict", "`verdict`", problems);
        let thresholds = criteria::thresholds(verdict, problems);

        let evidence = evidence(self.evidence, &names, &title, problems);
        let options = each(self.options, |at, table| options::option(table, at, &names, problems));
        let criteria = each(self.criteria, |at, table| {
            criteria::criterion(table, at, &names, problems)
        });
        criteria::check_weights(&criteria, root.place("criteria"), problems);

        let mut sections = each(self.section_tables, |at, table| {
            questions::section(table, at, &self.sections, problems)
        });
        if sections.is_empty() && !self.questions.is_empty() {
            sections.push(Section {
                id: "questions".to_owned(),
                title: "Questions".to_owned(),
            });
        }
        let questions = read_questions(self.questions, &self.section_of, &names, problems);
        let facts = questions::facts(&names.questions, &names.answers);

        let gates = identified(&mut root, "gates", "gate", problems, |table, id, problems| {
            gates::gate(table, id, &names, problems)
        });
        let figures = read_figures(self.figures, &figures_in_use(&criteria, &gates), &names, problems);
        let latency = read_latency(&mut root, &names, problems);

        let pages = each(self.pages, |at, table| guide::page(table, at, &names, problems));
        let around = scenarios::Around {
            catalog: &id,
            text,
            names: &names,
            profiles,
        };
        let scenarios = identified(&mut root, "scenarios", "scenario", problems, |table, id, problems| {
            scenarios::scenario(table, id, &around, problems)
        });
        let size = root.table("size", "`size`", problems);
        let (tier_question, tiers) = guide::size(size, &names, problems);
        let quotes = list(&mut root, "quotes", "quote", problems)
            .into_iter()
            .filter_map(|table| guide::quote(table, &names, problems))
            .collect();
        let claims = claims(&mut root, problems).into();
        root.refuse_unknown(problems);
        if problems.has_errors() {
            return None;
        }

        let (option_roles, decision_roles) = figures::roles(&figures, evidence.len(), options.len());
        let latency_of = latency::curves_of(&latency, evidence.len(), options.len());
        Some(Catalog {
            id,
            title,
            ask,
            summary,
            currency: names.currency,
            evidence,
            default_evidence: default_evidence.unwrap_or(0),
            options,
            criteria,
            sections,
            questions,
            gates,
            figures,
            latency,
            scenarios,
            tier_question,
            tiers,
            pages,
            quotes,
            claims,
            thresholds,
            option_roles,
            decision_roles,
            latency_of,
            facts,
        })
    }
}

/// The tables of the list `key`; of a list that is too long, only as many as are read.
fn list<'d, 't>(
    root: &mut TableReader<'d, 't>,
    key: &'static str,
    what: &'static str,
    problems: &mut Problems,
) -> Vec<TableReader<'d, 't>> {
    let mut tables = root.tables(key, what, problems);
    let most = MOST
        .iter()
        .find(|(name, _)| *name == key)
        .map_or(usize::MAX, |(_, most)| *most);
    if tables.len() > most {
        let span = tables[most].span.clone();
        problems
            .error(span, format!("{} `{key}` are too many", tables.len()))
            .label(format!("at most {most} are read"));
        tables.truncate(most);
    }
    tables
}

/// Reads the tables of a list that nothing else refers to, each with its own id.
fn identified<'d, 't, T>(
    root: &mut TableReader<'d, 't>,
    key: &'static str,
    what: &'static str,
    problems: &mut Problems,
    mut read: impl FnMut(TableReader<'d, 't>, &'d str, &mut Problems) -> Option<T>,
) -> Vec<T> {
    let mut tables = list(root, key, what, problems);
    let index = Index::of(what, &mut tables, problems);
    tables
        .into_iter()
        .zip(&index.ids)
        .filter_map(|(table, id)| read(table, id, problems))
        .collect()
}

fn claims(root: &mut TableReader<'_, '_>, problems: &mut Problems) -> Vec<Claim> {
    identified(root, "claims", "claim", problems, guide::claim)
}

fn each<'d, 't, T>(tables: Vec<TableReader<'d, 't>>, mut read: impl FnMut(usize, TableReader<'d, 't>) -> T) -> Vec<T> {
    tables
        .into_iter()
        .enumerate()
        .map(|(at, table)| read(at, table))
        .collect()
}

fn read_questions(
    tables: Vec<TableReader<'_, '_>>,
    section_of: &[usize],
    names: &Names<'_>,
    problems: &mut Problems,
) -> Vec<super::Question> {
    let mut when = vec![Vec::new(); tables.len()];
    let mut places = Vec::with_capacity(tables.len());
    let mut questions = Vec::with_capacity(tables.len());
    for (at, (table, section)) in tables.into_iter().zip(section_of).enumerate() {
        places.push(table.place("when"));
        let (question, conditions) = questions::question(table, at, *section, names, problems);
        when[at] = conditions.iter().map(|condition| condition.question).collect();
        questions.extend(question);
    }
    conditions::check_circles(&when, &places, &names.questions.ids, problems);
    questions
}

/// The figures that rules and gates read.
fn figures_in_use<'a>(criteria: &'a [Criterion], gates: &'a [Gate]) -> HashSet<&'a str> {
    let rules = criteria.iter().flat_map(|criterion| &criterion.rules);
    let of_rules = rules.filter_map(|rule| match &rule.kind {
        RuleKind::Value { quantity, .. } => Some(quantity),
        RuleKind::Table { .. } => None,
    });
    let limits = gates.iter().filter_map(|gate| match &gate.limit {
        Limit::Below(figure) => Some(figure.as_str()),
        Limit::Answer(_) => None,
    });
    of_rules
        .chain(gates.iter().map(|gate| &gate.quantity))
        .filter_map(|quantity| match quantity {
            Quantity::Figure(figure) => Some(figure.as_str()),
            _ => None,
        })
        .chain(limits)
        .collect()
}

fn read_figures(
    tables: Vec<TableReader<'_, '_>>,
    used: &HashSet<&str>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Vec<super::Figure> {
    let spans: Vec<Range<usize>> = tables.iter().map(|table| table.span.clone()).collect();
    let figures: Vec<_> = tables
        .into_iter()
        .map(|table| figures::figure(table, names, problems))
        .collect();
    figures::check_duplicates(&figures, &spans, used, names, problems);
    figures.into_iter().flatten().collect()
}

fn read_latency(
    root: &mut TableReader<'_, '_>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Vec<super::LatencyCurve> {
    let tables = list(root, "latency", "latency curve", problems);
    let spans: Vec<Range<usize>> = tables.iter().map(|table| table.span.clone()).collect();
    let curves: Vec<_> = tables
        .into_iter()
        .map(|table| latency::curve(table, names, problems))
        .collect();
    latency::check_duplicates(&curves, &spans, names, problems);
    curves.into_iter().flatten().collect()
}

fn evidence(
    tables: Vec<TableReader<'_, '_>>,
    names: &Names<'_>,
    title: &str,
    problems: &mut Problems,
) -> Vec<Evidence> {
    if tables.is_empty() {
        return names
            .evidence
            .ids
            .iter()
            .map(|id| Evidence {
                id: (*id).to_owned(),
                title: title.to_owned(),
                conditions: String::new(),
            })
            .collect();
    }
    each(tables, |at, mut table| {
        let id = names.evidence.ids[at];
        let title = text_or(&mut table, "title", id, problems);
        let conditions = text_or(&mut table, "conditions", "", problems);
        table.refuse_unknown(problems);
        Evidence {
            id: id.to_owned(),
            title,
            conditions,
        }
    })
}

fn check_schema(root: &mut TableReader<'_, '_>, problems: &mut Problems) {
    let Some(schema) = root.number("schema", problems) else {
        return;
    };
    if schema.total_cmp(&SCHEMA).is_ne() {
        let span = root.place("schema");
        problems
            .error(
                span,
                format!("schema {} is not one that this program reads", plain(schema)),
            )
            .help(format!("it reads schema {SCHEMA}; a newer program may read this file"));
    }
}

fn currency(root: &mut TableReader<'_, '_>, problems: &mut Problems) -> String {
    let code = text_or(root, "currency", "USD", problems);
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        let span = root.place("currency");
        problems
            .error(span, format!("`{code}` is not the code of a currency"))
            .help("three capital letters of ISO 4217, for instance USD, EUR, JPY");
        return "USD".to_owned();
    }
    code
}

fn at_least(root: &mut TableReader<'_, '_>, key: &'static str, least: usize, count: usize, problems: &mut Problems) {
    let is_list = root.get(key).is_none_or(|v| v.as_array().is_some());
    if count < least && is_list {
        let span = root.place(key);
        let message = match count {
            0 => format!("there are no `{key}`"),
            n => format!("there are only {n} `{key}`"),
        };
        problems
            .error(span, message)
            .help(format!("a decision needs at least {least}: add `[[{key}]]`"));
    }
}

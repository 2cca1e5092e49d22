//! The audit of a catalog's source, in three formats: what is printed, where, and what the catalog's own figures give.

use serde::Serialize;

use super::{document::Document, json, markdown, text, view::SCHEMA, words};
use crate::{
    catalog::{Catalog, Claim},
    weigh::{Finding, TestResult, words as say},
};

/// As plain text.
#[must_use]
pub fn text(catalog: &Catalog, findings: &[Finding]) -> String {
    text::draw(&document(catalog, findings))
}

/// As Markdown.
#[must_use]
pub fn markdown(catalog: &Catalog, findings: &[Finding]) -> String {
    markdown::draw(&document(catalog, findings))
}

/// As one JSON object.
///
/// # Errors
///
/// Where the serialiser fails, which plain data in memory does not make it do.
pub fn json(catalog: &Catalog, findings: &[Finding]) -> Result<String, serde_json::Error> {
    let of = |holds: bool| with_claims(catalog, findings).filter(move |(_, f)| f.holds == holds);
    json::pretty(&AuditView {
        schema: SCHEMA,
        catalog: &catalog.id,
        claims: findings.len(),
        findings: of(false).map(|(claim, finding)| view(claim, finding)).collect(),
        holding: of(true).map(|(claim, finding)| view(claim, finding)).collect(),
    })
}

fn with_claims<'a>(
    catalog: &'a Catalog,
    findings: &'a [Finding],
) -> impl Iterator<Item = (&'a Claim, &'a Finding)> + use<'a> {
    findings.iter().filter_map(|f| Some((catalog.claims.get(f.claim)?, f)))
}

fn document(catalog: &Catalog, findings: &[Finding]) -> Document {
    let mut out = Document::default();
    let refuted: Vec<_> = with_claims(catalog, findings).filter(|(_, f)| !f.holds).collect();
    out.title(format!("Audit of \"{}\"", catalog.title));
    out.paragraph(format!(
        "{} of {} do not follow from the catalog's own figures. Everything below is recomputed from them.",
        refuted.len(),
        words::counted(findings.len(), "claim", "claims"),
    ));
    for (number, (claim, finding)) in refuted.iter().enumerate() {
        out.heading(format!(
            "{}. {}: {} ({})",
            number + 1,
            say::sentence_case(claim.kind.id()),
            claim.place,
            claim.id
        ));
        out.list(items(catalog, claim, finding));
        out.paragraph(claim.remark.clone().unwrap_or_default());
    }
    let holding: Vec<String> = with_claims(catalog, findings)
        .filter(|(_, f)| f.holds)
        .map(|(claim, finding)| {
            let tests: Vec<String> = finding.tests.iter().map(|t| test(catalog, t)).collect();
            format!("{}: \"{}\". {}", claim.place, claim.printed, tests.join("; "))
        })
        .collect();
    if !holding.is_empty() {
        out.heading("Claims that hold");
    }
    out.list(holding);
    out
}

fn items(catalog: &Catalog, claim: &Claim, finding: &Finding) -> Vec<String> {
    let mut items = vec![format!("printed: \"{}\"", claim.printed)];
    if let Some((place, printed)) = &claim.against {
        items.push(format!("but under {place}: \"{printed}\""));
    }
    items.extend(finding.tests.iter().map(|t| {
        let mark = if t.holds { " (holds)" } else { "" };
        format!("{}{mark}", test(catalog, t))
    }));
    items.extend(finding.error.iter().map(|e| format!("could not be recomputed: {e}")));
    items
}

/// `weighted total: 20 x 10 + … = 7.5 points, printed 7.1`.
fn test(catalog: &Catalog, test: &TestResult) -> String {
    let unit = words::unit(&test.unit, &catalog.currency);
    let printed = test
        .printed_arithmetic
        .clone()
        .unwrap_or_else(|| say::precise(test.printed));
    let recomputed = words::with_unit(&test.arithmetic, &unit);
    match test.relation.as_str() {
        "=" | "" => format!("{}: {recomputed}, printed {printed}", test.label),
        relation => format!("{}: {recomputed}, would have to be {relation} {printed}", test.label),
    }
}

#[derive(Serialize)]
struct AuditView<'a> {
    schema: u32,
    catalog: &'a str,
    claims: usize,
    findings: Vec<FindingView<'a>>,
    holding: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    id: &'a str,
    kind: &'static str,
    place: &'a str,
    printed: &'a str,
    against: Option<AgainstView<'a>>,
    tests: Vec<TestView<'a>>,
    error: Option<&'a str>,
    remark: Option<&'a str>,
}

#[derive(Serialize)]
struct AgainstView<'a> {
    place: &'a str,
    printed: &'a str,
}

#[derive(Serialize)]
struct TestView<'a> {
    label: &'a str,
    recomputed: f64,
    arithmetic: &'a str,
    relation: &'a str,
    printed: f64,
    printed_arithmetic: Option<&'a str>,
    unit: &'a str,
    holds: bool,
}

fn view<'a>(claim: &'a Claim, finding: &'a Finding) -> FindingView<'a> {
    FindingView {
        id: &claim.id,
        kind: claim.kind.id(),
        place: &claim.place,
        printed: &claim.printed,
        against: claim
            .against
            .as_ref()
            .map(|(place, printed)| AgainstView { place, printed }),
        tests: finding
            .tests
            .iter()
            .map(|t| TestView {
                label: &t.label,
                recomputed: super::number::round(t.recomputed, 9),
                arithmetic: &t.arithmetic,
                relation: if t.relation.is_empty() { "=" } else { &t.relation },
                printed: super::number::round(t.printed, 9),
                printed_arithmetic: t.printed_arithmetic.as_deref(),
                unit: &t.unit,
                holds: t.holds,
            })
            .collect(),
        error: finding.error.as_deref(),
        remark: claim.remark.as_deref(),
    }
}

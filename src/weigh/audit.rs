//! The audit: each claim of the source, recomputed from the catalog's own figures. Nothing in it is a pasted result.

use super::{
    expression::{self, Evaluated},
    span::TIE,
    words,
};
use crate::catalog::{Assertion, Catalog, Claim, ClaimKind};

/// One claim, recomputed.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Index in `catalog.claims`.
    pub claim: usize,
    /// Whether the claim holds: all its tests do, and all could be computed.
    pub holds: bool,
    /// Its tests, in order.
    pub tests: Vec<TestResult>,
    /// What kept a test from being computed.
    pub error: Option<String>,
}

/// One test of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct TestResult {
    /// What is recomputed, in words.
    pub label: String,
    /// The printed value.
    pub printed: f64,
    /// How the printed value comes about, where it is more than a number: `92 - 107.2 = -15.2`.
    pub printed_arithmetic: Option<String>,
    /// The recomputed value.
    pub recomputed: f64,
    /// The recomputation with its numbers: `20 x 10 + 15 x 8 = 320`.
    pub arithmetic: String,
    /// Relation that must hold between recomputed and printed: `=`, `<`, `<=`, `>`, `>=`.
    pub relation: String,
    /// Whether it does.
    pub holds: bool,
    /// Unit of both.
    pub unit: String,
}

/// Recomputes all claims: in catalog order, those that another evidence set refutes last.
#[must_use]
pub fn audit(catalog: &Catalog) -> Vec<Finding> {
    let mut findings: Vec<Finding> = catalog
        .claims
        .iter()
        .enumerate()
        .map(|(at, claim)| finding(catalog, at, claim))
        .collect();
    findings.sort_by_key(|finding| catalog.claims[finding.claim].kind == ClaimKind::Measured);
    findings
}

/// Everything that keeps a claim from being recomputed: `(claim, test, message)` by index. Empty for a good catalog.
#[must_use]
pub fn check_claims(catalog: &Catalog) -> Vec<(usize, usize, String)> {
    let mut wrong = Vec::new();
    for (at, claim) in catalog.claims.iter().enumerate() {
        for (test, assertion) in claim.assertions.iter().enumerate() {
            if let Err(message) = expression::check(&assertion.expression, catalog) {
                wrong.push((at, test, format!("`expression`: {message}")));
            }
            if let Err(message) = expression::check(&assertion.printed, catalog) {
                wrong.push((at, test, format!("`printed`: {message}")));
            }
            if compare(&assertion.relation, 0.0, 0.0, 0.0).is_none() {
                wrong.push((at, test, no_relation(&assertion.relation)));
            }
        }
    }
    wrong
}

fn finding(catalog: &Catalog, at: usize, claim: &Claim) -> Finding {
    let mut tests = Vec::with_capacity(claim.assertions.len());
    let mut errors = Vec::new();
    for assertion in &claim.assertions {
        match test(catalog, assertion) {
            Ok(result) => tests.push(result),
            Err(error) => errors.push(format!("{}: {error}", assertion.label)),
        }
    }
    Finding {
        claim: at,
        holds: errors.is_empty() && tests.iter().all(|test| test.holds),
        tests,
        error: (!errors.is_empty()).then(|| errors.join("; ")),
    }
}

fn test(catalog: &Catalog, assertion: &Assertion) -> Result<TestResult, String> {
    let recomputed = expression::evaluate(&assertion.expression, catalog)?;
    let printed = expression::evaluate(&assertion.printed, catalog)?;
    let holds = compare(
        &assertion.relation,
        recomputed.value,
        printed.value,
        assertion.tolerance,
    )
    .ok_or_else(|| no_relation(&assertion.relation))?;
    Ok(TestResult {
        label: assertion.label.clone(),
        printed: printed.value,
        printed_arithmetic: with_result(&printed),
        arithmetic: with_result(&recomputed).unwrap_or(recomputed.arithmetic),
        recomputed: recomputed.value,
        relation: assertion.relation.clone(),
        holds,
        unit: assertion.unit.clone(),
    })
}

/// The arithmetic with its result; `None` where it is nothing but the result.
fn with_result(evaluated: &Evaluated) -> Option<String> {
    let result = words::precise(evaluated.value);
    (evaluated.arithmetic != result).then(|| format!("{} = {result}", evaluated.arithmetic))
}

fn compare(relation: &str, recomputed: f64, printed: f64, tolerance: f64) -> Option<bool> {
    let equal = (recomputed - printed).abs() <= tolerance.max(0.0) + TIE;
    let noise = (recomputed - printed).abs() <= TIE;
    Some(match relation {
        "=" | "" => equal,
        "<" => recomputed < printed && !noise,
        "<=" => recomputed <= printed || noise,
        ">" => recomputed > printed && !noise,
        ">=" => recomputed >= printed || noise,
        _ => return None,
    })
}

fn no_relation(relation: &str) -> String {
    format!("`relation`: `{relation}` is none of =, <, <=, > and >=")
}

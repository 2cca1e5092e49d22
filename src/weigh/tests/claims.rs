//! Expressions and the audit.

use super::support::*;
use crate::{
    catalog::{Assertion, Claim, ClaimKind, Evidence, Percentile},
    weigh::{
        audit, check_claims,
        expression::{check, evaluate},
    },
};

fn value(text: &str) -> f64 {
    evaluate(text, &catalog())
        .unwrap_or_else(|e| panic!("{text}: {e}"))
        .value
}

fn wrong(text: &str) -> String {
    check(text, &catalog()).expect_err(text)
}

#[test]
fn arithmetic_binds_as_it_should() {
    for (text, expected) in [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("10 - 4 - 3", 3.0),
        ("2 / 4 / 2", 0.25),
        ("-2 * -3", 6.0),
        ("1 - -1", 2.0),
        ("1_000.5 + .0 * 0", 1000.5),
    ] {
        if text.contains(" .0") {
            assert!(check(text, &catalog()).is_err(), "a number begins with a digit");
        } else {
            assert_eq!(value(text), expected, "{text}");
        }
    }
    assert_eq!(value("min(3, 1, 2) + max(1, 5)"), 6.0);
    assert_eq!(value("ceil(2.1) + floor(2.9) + abs(-1)"), 6.0);
    assert_eq!(value("ceil(0.1 * 30)"), 3.0);
}

#[test]
fn names_read_figures_weights_scores_and_latencies() {
    assert_eq!(value("capacity_rps.fast / capacity_rps.simple"), 10.0);
    assert_eq!(value("hours_per_day * days_per_week@book"), 40.0);
    assert_eq!(value("weight(performance) + score(timeline, simple)"), 59.0);
    assert_eq!(value("latency(simple, book, 10000, p99)"), 8.0);
    assert_eq!(value("learning_hours.fast.high - learning_hours.fast@book.low"), 0.0);
}

#[test]
fn the_arithmetic_is_shown_with_its_numbers() {
    let total = evaluate("total(fast) - total(simple)", &catalog()).unwrap();
    assert!((total.value - (7.7 - 6.7)).abs() < 1e-12);
    assert_eq!(
        total.arithmetic,
        "(50 x 10 + 30 x 3 + 20 x 9) / 100 - (50 x 6 + 30 x 9 + 20 x 5) / 100"
    );
    let ratio = evaluate("1 / total(fast)", &catalog()).unwrap();
    assert_eq!(ratio.arithmetic, "1 / ((50 x 10 + 30 x 3 + 20 x 9) / 100)");
    let hours = evaluate(
        "learning_hours.fast + (setup_days.fast + 30) * hours_per_day",
        &catalog(),
    )
    .unwrap();
    assert_eq!(hours.arithmetic, "200 + (7 + 30) x 8");
}

#[test]
fn a_figure_of_another_set_is_read_where_it_is_named() {
    let mut catalog = catalog();
    catalog.evidence.push(Evidence {
        id: "own-run".into(),
        title: "our run".into(),
        conditions: String::new(),
    });
    let mut measured = catalog.figures[0].clone();
    measured.evidence = Some(1);
    measured.of[FAST].as_mut().unwrap().amount = range(1.0, 2.0, 3.0);
    catalog.figures.push(measured);
    let value = |text: &str| evaluate(text, &catalog).unwrap().value;
    assert_eq!(value("capacity_rps.fast"), 50_000.0);
    assert_eq!(value("capacity_rps.fast@own-run"), 2.0);
    assert_eq!(value("capacity_rps.fast@own-run.low - 1"), 0.0);
    assert_eq!(
        value("setup_days.fast@own-run"),
        7.0,
        "what holds in every set holds in this one"
    );
}

#[test]
fn every_mistake_is_a_sentence() {
    for (text, part) in [
        ("", "empty"),
        ("1 +", "ends where"),
        ("1 2", "not expected"),
        ("(1", "`)`"),
        ("1 / (2 - 2)", "division by (2 - 2), which is zero"),
        ("capacity_rp.fast", "did you mean `capacity_rps`"),
        ("capacity_rps.fats", "did you mean `fast`"),
        ("capacity_rps", "no number of the decision"),
        ("memory_base.staged", "no number for Simple, then Fast"),
        ("capacity_rps.fast@other", "no evidence `other`"),
        ("capacity_rps.fast.middle", "neither `.low` nor `.high`"),
        ("total(staged)", "no fixed score"),
        ("score(fast, timeline)", "no criterion `fast`"),
        ("median(1, 2)", "no function"),
        ("latency(fast, book, 77, p99)", "no p99 of Fast at 77"),
        ("latency(fast, book, 100, p98)", "none of p50"),
        ("2 ^ 3", "not expected"),
        ("é", "neither a number nor a name"),
    ] {
        let message = wrong(text);
        assert!(message.contains(part), "{text}: {message}");
    }
    let deep = format!("{}1{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(wrong(&deep).contains("deeper"));
    let long = vec!["1"; 20_000].join(" + ");
    assert_eq!(value(&long), 20_000.0);
    assert_eq!(value(&format!("{}1", "-".repeat(20_000))), 1.0);
    let huge = vec!["999999999999999999999"; 40].join(" * ");
    assert!(wrong(&huge).contains("finite"));
}

fn claim(id: &str, kind: ClaimKind, expression: &str, printed: &str, relation: &str) -> Claim {
    Claim {
        id: id.into(),
        kind,
        place: "a page".into(),
        printed: printed.into(),
        against: None,
        assertions: vec![Assertion {
            label: "what it comes to".into(),
            expression: expression.into(),
            unit: "points".into(),
            printed: printed.into(),
            relation: relation.into(),
            tolerance: 0.05,
        }],
        remark: None,
    }
}

#[test]
fn the_audit_recomputes_each_claim_and_puts_measured_ones_last() {
    let mut catalog = catalog();
    let mut claims = vec![
        claim("refuted", ClaimKind::Measured, "1", "2", "="),
        claim("wrong-sum", ClaimKind::Arithmetic, "total(fast)", "7.1", "="),
        claim("right", ClaimKind::Conflict, "setup_days.fast", "10 - 3", "<="),
        claim("broken", ClaimKind::Conflict, "nothing.at.all", "1", "="),
    ];
    catalog.claims = claims.clone().into();
    let findings = audit(&catalog);
    let order: Vec<_> = findings.iter().map(|f| (f.claim, f.holds)).collect();
    assert_eq!(order, [(1, false), (2, true), (3, false), (0, false)]);
    let test = &findings[0].tests[0];
    assert_eq!(test.arithmetic, "(50 x 10 + 30 x 3 + 20 x 9) / 100 = 7.7");
    assert_eq!(test.printed_arithmetic, None);
    assert_eq!(findings[1].tests[0].printed_arithmetic.as_deref(), Some("10 - 3 = 7"));
    assert!(findings[2].error.is_some());
    assert_eq!(check_claims(&catalog).len(), 1);
    claims[0].assertions[0].relation = "~".into();
    catalog.claims = claims.into();
    assert_eq!(
        check_claims(&catalog)[0].2,
        "`relation`: `~` is none of =, <, <=, > and >="
    );
    assert_eq!(Percentile::P999.label(), "p99.9");
}

//! The engine on the shipped catalog: the guide's own numbers come out, and its choices follow.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]

use weighbridge::{
    catalog::{self, Catalog, Percentile},
    profile::{Answer, Profile},
    weigh::{Assessment, GateState, OptionAssessment, VerdictKind, audit, check_claims, weigh},
};

/// The profile of a scenario of the shipped catalog.
fn scenario(catalog: &Catalog, id: &str) -> Profile {
    let scenario = catalog.scenarios.iter().find(|s| s.id == id).expect(id);
    read(&scenario.profile.text)
}

/// A profile from TOML that is known to be right; read here, so that the engine is tested without the program's reader.
fn read(text: &str) -> Profile {
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    let number = |item: &toml_edit::Item| item.as_float().or(item.as_integer().map(|n| n as f64));
    let document: toml_edit::DocumentMut = text.parse().expect("TOML");
    let mut profile = Profile::default();
    for (key, item) in document.get("answers").and_then(|t| t.as_table()).into_iter().flatten() {
        let answer = match (number(item), item.as_str()) {
            (Some(x), _) => Answer::Number(x),
            (None, Some("unknown")) => Answer::Unknown,
            (None, choice) => Answer::Choice(choice.expect("a number or a choice").to_owned()),
        };
        profile.answers.insert(key.to_owned(), answer);
    }
    for (key, item) in document.get("weights").and_then(|t| t.as_table()).into_iter().flatten() {
        profile.weights.insert(key.to_owned(), number(item).expect("points"));
    }
    profile.evidence = document.get("evidence").and_then(|e| e.as_str()).map(str::to_owned);
    profile
}

/// The shipped catalog.
fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

fn option<'a>(catalog: &Catalog, assessment: &'a Assessment, id: &str) -> &'a OptionAssessment {
    &assessment.chosen().options[catalog.option(id).expect(id)]
}

fn winner<'c>(catalog: &'c Catalog, assessment: &Assessment) -> Option<&'c str> {
    assessment
        .chosen()
        .winner
        .map(|option| catalog.options[option].id.as_str())
}

#[test]
fn an_empty_profile_gives_the_guides_own_inputs() {
    let catalog = shipped();
    let a = weigh(catalog, &Profile::default());
    close(option(catalog, &a, "axum").total, 7.5);
    close(option(catalog, &a, "starlette").total, 6.2);
    close(a.chosen().margin.unwrap(), 1.3);
    assert_eq!(winner(catalog, &a), Some("axum"));
    let shares: Vec<f64> = a.weights.iter().map(|w| w.share).collect();
    assert_eq!(shares, [0.2, 0.15, 0.15, 0.15, 0.1, 0.15, 0.1]);
    assert_eq!(a.evidence_winners.len(), 2);
    assert!(!a.evidence_matters);
}

#[test]
fn a_team_of_four_comes_near_the_guides_totals() {
    let catalog = shipped();
    let a = weigh(catalog, &read("[answers]\ndevelopers = 4\n"));
    let development = |id: &str| option(catalog, &a, id).cost.as_ref().unwrap().development.likely;
    close(development("starlette"), 14_400.0);
    close(development("axum"), 117_600.0);
    close(development("starlette-then-axum"), 132_000.0);
    close(option(catalog, &a, "axum").launch.unwrap().weeks.likely, 12.4);
}

#[test]
fn the_guides_choices_for_its_scenarios_come_out() {
    let catalog = shipped();
    for scenario_of in &catalog.scenarios {
        let a = weigh(catalog, &scenario(catalog, &scenario_of.id));
        let leaders: Vec<usize> = a.chosen().winner.iter().chain(&a.chosen().tied).copied().collect();
        assert!(
            leaders.iter().any(|leader| scenario_of.choice.contains(leader)),
            "{}: {}",
            scenario_of.id,
            a.verdict.sentence
        );
        let nearest = &catalog.scenarios[a.fit[0].scenario];
        assert_eq!(nearest.id, scenario_of.id, "a scenario is nearest to itself");
        close(a.fit[0].percent.unwrap(), 100.0);
        if scenario_of.choice.len() > 1 {
            assert_eq!(a.verdict.kind, VerdictKind::TooClose, "{}", a.verdict.sentence);
        }
    }
}

#[test]
fn the_guides_choices_by_size_come_out() {
    let catalog = shipped();
    for (peak, tier, choice) in [
        (100.0, "small", "starlette"),
        (9_999.0, "small", "starlette"),
        (10_000.0, "medium", "starlette"),
        (49_999.0, "medium", "starlette"),
        (50_000.0, "large", "axum"),
        (2_000_000.0, "extreme", "axum"),
    ] {
        let a = weigh(catalog, &read(&format!("[answers]\npeak_rps = {peak}\n")));
        let found = &catalog.tiers[a.tier.expect("a tier")];
        assert_eq!(
            (found.id.as_str(), catalog.options[found.choice].id.as_str()),
            (tier, choice)
        );
    }
    assert_eq!(weigh(catalog, &Profile::default()).tier, None);
}

#[test]
fn evidence_changes_instances_latency_and_gates_but_not_the_guides_matrix() {
    let catalog = shipped();
    let mut profile = scenario(catalog, "gaming");
    let guide = weigh(catalog, &profile);
    profile.evidence = Some("measured".into());
    let measured = weigh(catalog, &profile);
    let instances = |a: &Assessment| option(catalog, a, "starlette").sizing.unwrap().instances;
    assert_ne!(instances(&guide), instances(&measured));
    let p99 = |a: &Assessment| {
        option(catalog, a, "starlette").latency[Percentile::P99 as usize]
            .unwrap()
            .likely
    };
    assert!(p99(&measured) > p99(&guide));
    assert_eq!(measured.evidence, catalog.evidence_set("measured").unwrap());
    assert_eq!(guide.weighings, measured.weighings, "both sets are weighed either way");
    profile.evidence = Some("hearsay".into());
    assert_eq!(weigh(catalog, &profile).evidence, catalog.default_evidence);
}

#[test]
fn every_sentence_is_whole() {
    let catalog = shipped();
    let mut profiles: Vec<Profile> = catalog.scenarios.iter().map(|s| scenario(catalog, &s.id)).collect();
    profiles.push(Profile::default());
    profiles.push(read("[answers]\ndeadline_weeks = 1\n"));
    profiles.push(read(
        "[answers]\ndeadline_weeks = 8\npeak_rps = 30000\nyearly_growth = 100\n",
    ));
    for profile in &mut profiles {
        for evidence in ["guide", "measured"] {
            profile.evidence = Some(evidence.into());
            let a = weigh(catalog, profile);
            let all = std::iter::once(&a.verdict.sentence)
                .chain(&a.verdict.remarks)
                .chain(&a.agreement.reasons);
            for sentence in all {
                assert!(sentence.ends_with('.'), "{sentence}");
                assert!(
                    !sentence.contains("  ") && !sentence.contains(" ,") && !sentence.contains(".."),
                    "{sentence}"
                );
                assert!(
                    !sentence.contains("ahead on ,") && !sentence.contains("ahead on:"),
                    "{sentence}"
                );
                assert!(!sentence.contains("NaN") && !sentence.contains("inf "), "{sentence}");
            }
        }
    }
}

#[test]
fn a_deadline_and_a_load_that_neither_meets_alone_are_met_in_stages() {
    let catalog = shipped();
    let profile = read("[answers]\ndeadline_weeks = 6\npeak_rps = 30000\nyearly_growth = 100\nhorizon_months = 36\n");
    let a = weigh(catalog, &profile);
    assert_eq!(
        winner(catalog, &a),
        Some("starlette-then-axum"),
        "{}",
        a.verdict.sentence
    );
    let failed = |id: &str| option(catalog, &a, id).gates.iter().any(|g| g.state == GateState::Fail);
    assert!(failed("axum") && failed("starlette"));
    assert!(
        a.verdict
            .remarks
            .iter()
            .any(|remark| remark.contains("owes its place to the gates")),
        "{:?}",
        a.verdict.remarks
    );
}

#[test]
fn all_claims_can_be_recomputed_and_the_matrix_sums_are_wrong() {
    let catalog = shipped();
    assert_eq!(check_claims(catalog), []);
    let findings = audit(catalog);
    assert_eq!(findings.len(), catalog.claims.len());
    assert!(findings.iter().all(|finding| finding.error.is_none()));
    let test = |id: &str| {
        let finding = findings.iter().find(|f| catalog.claims[f.claim].id == id).expect(id);
        (finding.holds, finding.tests[0].clone())
    };
    let (holds, axum) = test("matrix-axum");
    assert!(!holds);
    close(axum.printed, 7.1);
    close(axum.recomputed, 7.5);
    assert!(axum.arithmetic.contains("20 x 10 + 15 x 8"), "{}", axum.arithmetic);
    let (_, starlette) = test("matrix-starlette");
    close(starlette.printed, 6.1);
    close(starlette.recomputed, 6.2);
}

#[test]
fn another_subject_and_a_plain_matrix_are_weighed_too() {
    let load = |text: &str| catalog::load("test.toml", text, &|_| None).expect("a good catalog");
    let matrix = load(include_str!("data/catalogs/plain-matrix.toml"));
    let a = weigh(&matrix, &Profile::default());
    assert!(a.chosen().winner.is_some());
    for option in &a.chosen().options {
        assert_eq!(option.cost, None, "nothing is known of its cost");
        assert_eq!((option.sizing, option.launch), (None, None));
    }
    let analytics = load(include_str!("data/catalogs/analytics-database.toml"));
    let a = weigh(
        &analytics,
        &read("[answers]\npeak_rps = 25\np95_target_ms = 2000\noperations = \"none\"\n"),
    );
    assert_eq!(a.chosen().ranking.len(), 3);
    assert_eq!(a.currency, "EUR");
    for option in &a.chosen().options {
        assert!(option.sizing.unwrap().instances >= 1 && option.cost.is_some());
        assert!(option.latency[Percentile::P95 as usize].is_some());
    }
}

#[test]
fn the_same_inputs_give_the_same_assessment() {
    let catalog = shipped();
    let profile = scenario(catalog, "ecommerce");
    assert_eq!(weigh(catalog, &profile), weigh(catalog, &profile));
}

//! What must hold of the engine for every profile of the shipped catalog.

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

use proptest::prelude::*;
use weighbridge::{
    catalog::{self, Catalog, QuestionKind},
    profile::{Answer, Profile},
    weigh::{Assessment, Span, audit, visible, weigh},
};

/// The shipped catalog.
fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

/// An answer of the right kind, sometimes none, sometimes out of range or absurd.
fn answer(kind: &QuestionKind) -> BoxedStrategy<Option<Answer>> {
    match kind {
        QuestionKind::Choice(choices) => {
            let ids: Vec<String> = choices.iter().map(|c| c.id.clone()).collect();
            prop_oneof![
                4 => Just(None),
                5 => proptest::sample::select(ids).prop_map(|id| Some(Answer::Choice(id))),
                1 => Just(Some(Answer::Unknown)),
                1 => Just(Some(Answer::Choice("nonsense".into()))),
            ]
            .boxed()
        }
        QuestionKind::Number { min, max, .. } => {
            let (min, max) = (*min, *max);
            // Even over the decades of the range as well as over the range.
            let decades = (0.0..=1.0_f64).prop_map(move |t| min + (max - min + 1.0).powf(t) - 1.0);
            prop_oneof![
                4 => Just(None),
                4 => decades.prop_map(|x| Some(Answer::Number(x))),
                2 => (min..=max).prop_map(|x| Some(Answer::Number(x))),
                1 => Just(Some(Answer::Number(min))),
                1 => Just(Some(Answer::Number(max))),
                1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-1e300), Just(1e300), Just(1e-300)]
                    .prop_map(|x| Some(Answer::Number(x))),
                1 => Just(Some(Answer::Choice("nonsense".into()))),
            ]
            .boxed()
        }
        QuestionKind::Points => Just(None).boxed(),
    }
}

fn points() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        6 => Just(None),
        3 => (0.0..=100.0_f64).prop_map(Some),
        1 => prop_oneof![Just(0.0), Just(1e-320), Just(100.0), Just(f64::NAN), Just(-5.0), Just(1e300)].prop_map(Some),
    ]
}

fn profiles() -> impl Strategy<Value = Profile> {
    let catalog = shipped();
    let answers: Vec<_> = catalog.questions.iter().map(|q| answer(&q.kind)).collect();
    let weights: Vec<_> = catalog.criteria.iter().map(|_| points()).collect();
    let cells = catalog.options.len() * catalog.criteria.len();
    let scores = prop_oneof![
        2 => Just(vec![None; cells]),
        1 => proptest::collection::vec(
            prop_oneof![5 => Just(None), 3 => (0.0..=10.0_f64).prop_map(Some), 1 => Just(Some(f64::NAN))],
            cells,
        ),
    ];
    let evidence = proptest::sample::select(vec![None, Some("guide"), Some("measured"), Some("hearsay")]);
    (answers, weights, scores, evidence).prop_map(move |(answers, weights, scores, evidence)| {
        let mut profile = Profile {
            evidence: evidence.map(str::to_owned),
            ..Profile::default()
        };
        for (question, answer) in catalog.questions.iter().zip(answers) {
            if let Some(answer) = answer {
                profile.answers.insert(question.id.clone(), answer);
            }
        }
        for (criterion, points) in catalog.criteria.iter().zip(weights) {
            if let Some(points) = points {
                profile.weights.insert(criterion.id.clone(), points);
            }
        }
        for (at, score) in scores.into_iter().enumerate() {
            if let Some(score) = score {
                let option = &catalog.options[at / catalog.criteria.len()].id;
                let criterion = &catalog.criteria[at % catalog.criteria.len()].id;
                profile
                    .scores
                    .entry(option.clone())
                    .or_default()
                    .insert(criterion.clone(), score);
            }
        }
        profile
    })
}

fn with_number(profile: &Profile, question: &str, x: f64) -> Profile {
    let mut profile = profile.clone();
    profile.answers.insert(question.to_owned(), Answer::Number(x));
    profile
}

fn with_choice(profile: &Profile, question: &str, choice: &str) -> Profile {
    let mut profile = profile.clone();
    profile
        .answers
        .insert(question.to_owned(), Answer::Choice(choice.to_owned()));
    profile
}

fn total(catalog: &Catalog, assessment: &Assessment, id: &str) -> f64 {
    assessment.chosen().options[catalog.option(id).expect(id)].total
}

fn finite(span: Span) -> bool {
    span.low.is_finite() && span.high.is_finite() && span.low <= span.likely && span.likely <= span.high
}

/// Every number of an assessment that could be wrong.
fn check_numbers(a: &Assessment) {
    let shares: f64 = a.weights.iter().map(|w| w.share).sum();
    assert!((shares - 1.0).abs() < 1e-12, "shares sum to {shares}");
    assert!(
        a.weights
            .iter()
            .all(|w| w.points.is_finite() && (0.0..=1.0 + 1e-12).contains(&w.share))
    );
    for weighing in &a.weighings {
        for option in &weighing.options {
            assert!((-1e-9..=10.0 + 1e-9).contains(&option.total), "total {}", option.total);
            for score in &option.scores {
                assert!(finite(score.span) && (0.0..=10.0).contains(&score.value));
                assert!(score.span.low >= 0.0 && score.span.high <= 10.0);
                assert!(score.quantity.is_none_or(finite));
            }
            assert!(option.latency.iter().flatten().all(|span| finite(*span)));
            assert!(option.startup.iter().flatten().all(|span| finite(*span)));
            assert!(option.launch.is_none_or(|l| finite(l.weeks) && finite(l.learning)));
            assert!(
                option
                    .gates
                    .iter()
                    .all(|g| g.quantity.is_none_or(finite) && !g.reason.is_empty())
            );
            if let Some(sizing) = option.sizing {
                assert!(sizing.load_per_instance.is_finite() && sizing.memory_per_instance.is_finite());
                assert!(sizing.instances >= sizing.by_availability.max(sizing.by_memory).max(1));
            }
            if let Some(cost) = &option.cost {
                assert_eq!(cost.by_month.len(), a.horizon_months as usize + 1);
                assert!(finite(cost.total) && finite(cost.development) && cost.npv.is_finite());
                assert!(cost.by_month.windows(2).all(|pair| pair[0] <= pair[1]));
                assert_eq!(cost.by_month.last(), Some(&cost.total.likely));
                assert!(cost.npv <= cost.total.likely * (1.0 + 1e-9) + 1e-6);
            }
        }
        for curve in weighing
            .latency_over_load
            .iter()
            .chain(&weighing.memory_over_connections)
            .flatten()
        {
            assert!(curve.points.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
            assert!(curve.points.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
        if let Some(even) = weighing.break_even {
            assert!(
                even.month
                    .is_none_or(|m| (0.0..=f64::from(a.horizon_months)).contains(&m))
            );
            assert!(
                even.beyond
                    .is_none_or(|m| m.is_finite() && m >= f64::from(a.horizon_months))
            );
        }
    }
    assert!(
        a.fit
            .iter()
            .all(|f| f.percent.is_none_or(|p| (-1e-9..=100.0 + 1e-9).contains(&p)))
    );
}

fn check_sums(a: &Assessment) {
    for weighing in &a.weighings {
        for option in &weighing.options {
            let sum: f64 = option.contributions.iter().sum();
            assert!((sum - option.total).abs() < 1e-12);
        }
        if let (Some(margin), Some(winner), Some(second)) = (weighing.margin, weighing.winner, weighing.runner_up) {
            let parts: f64 = weighing.margin_parts.iter().map(|p| p.points).sum();
            assert!((parts - margin).abs() < 1e-12);
            let totals = weighing.options[winner].total - weighing.options[second].total;
            assert!((totals - margin).abs() < 1e-9, "{totals} and {margin}");
            assert!(margin > -1e-9);
        }
        let ranked = weighing.options.iter().filter(|o| o.rank.is_some()).count();
        assert_eq!(ranked, weighing.ranking.len());
        assert!(weighing.options.iter().all(|o| o.rank.is_none() == o.ruled_out()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_every_number_is_finite_and_adds_up(profile in profiles()) {
        let catalog = shipped();
        let a = weigh(catalog, &profile);
        check_numbers(&a);
        check_sums(&a);
        prop_assert_eq!(&a.visible, &visible(catalog, &profile));
        let asked = a.unanswered.iter().all(|q| a.visible[*q]);
        prop_assert!(asked);
        prop_assert!(a.verdict.sentence.ends_with('.'), "{}", a.verdict.sentence);
        prop_assert_eq!(weigh(catalog, &profile), a);
    }

    #[test]
    fn more_rust_experience_never_lowers_axums_total(profile in profiles()) {
        let catalog = shipped();
        let mut before = f64::NEG_INFINITY;
        for choice in ["none", "learning", "some", "expert"] {
            let now = total(catalog, &weigh(catalog, &with_choice(&profile, "rust_experience", choice)), "axum");
            prop_assert!(now >= before - 1e-9, "{choice}: {now} after {before}");
            before = now;
        }
    }

    #[test]
    fn a_tighter_deadline_never_raises_the_slower_options_total(profile in profiles(), a in 1.0..260.0_f64, b in 1.0..260.0_f64) {
        let catalog = shipped();
        let loose = weigh(catalog, &with_number(&profile, "deadline_weeks", a.max(b)));
        let tight = weigh(catalog, &with_number(&profile, "deadline_weeks", a.min(b)));
        let weeks = |id: &str| loose.chosen().options[catalog.option(id).expect(id)].launch.map_or(0.0, |l| l.weeks.likely);
        let slower = if weeks("axum") >= weeks("starlette") { "axum" } else { "starlette" };
        prop_assert!(total(catalog, &tight, slower) <= total(catalog, &loose, slower) + 1e-9);
    }

    #[test]
    fn a_lower_latency_target_never_raises_the_slower_options_total(profile in profiles(), a in 0.1..1000.0_f64, b in 0.1..1000.0_f64) {
        let catalog = shipped();
        let loose = weigh(catalog, &with_number(&profile, "p99_target_ms", a.max(b)));
        let tight = weigh(catalog, &with_number(&profile, "p99_target_ms", a.min(b)));
        let p99 = |id: &str| loose.chosen().options[catalog.option(id).expect(id)].latency[2].map_or(0.0, |s| s.likely);
        let slower = if p99("axum") > p99("starlette") { "axum" } else { "starlette" };
        prop_assert!(total(catalog, &tight, slower) <= total(catalog, &loose, slower) + 1e-9);
    }

    #[test]
    fn a_higher_peak_never_needs_fewer_instances(profile in profiles(), a in 0.0..7.0_f64, b in 0.0..7.0_f64) {
        let catalog = shipped();
        let (low, high) = (10.0_f64.powf(a.min(b)), 10.0_f64.powf(a.max(b)));
        let few = weigh(catalog, &with_number(&profile, "peak_rps", low));
        let many = weigh(catalog, &with_number(&profile, "peak_rps", high));
        for (few, many) in few.weighings.iter().zip(&many.weighings) {
            for (few, many) in few.options.iter().zip(&many.options) {
                let instances = |o: &weighbridge::weigh::OptionAssessment| o.sizing.map(|s| s.instances);
                prop_assert!(instances(few) <= instances(many));
            }
        }
    }
}

#[test]
fn the_audit_is_the_same_every_time() {
    assert_eq!(audit(shipped()), audit(shipped()));
}

//! Weights, scores, gates, ranking, fit and the verdict.

use super::support::*;
use crate::{
    catalog::{Condition, ConditionTest, QuestionKind, Scenario, ScenarioAnswers, Stress, Tier},
    profile::{Answer, Profile},
    weigh::{GateState, Origin, VerdictKind, visible, weigh},
};

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9, "{a} is not {b}");
}

fn shares(profile: &Profile) -> Vec<f64> {
    weigh(&catalog(), profile).weights.iter().map(|w| w.share).collect()
}

fn pins(points: &[(&str, f64)]) -> Profile {
    let mut profile = Profile::default();
    for (id, x) in points {
        profile.weights.insert((*id).into(), *x);
    }
    profile
}

#[test]
fn pinned_weights_keep_their_points_and_the_rest_share_what_is_left() {
    assert_eq!(shares(&pins(&[("performance", 60.0)])), [0.6, 0.24, 0.16]);
    assert_eq!(shares(&pins(&[("performance", 0.0)])), [0.0, 0.6, 0.4]);
}

#[test]
fn too_many_points_are_scaled_and_none_at_all_are_equal() {
    assert_eq!(
        shares(&pins(&[("performance", 100.0), ("cost", 100.0)])),
        [0.5, 0.0, 0.5]
    );
    let all = pins(&[("performance", 10.0), ("timeline", 20.0), ("cost", 20.0)]);
    assert_eq!(shares(&all), [0.2, 0.4, 0.4]);
    let none = pins(&[("performance", 0.0), ("timeline", 0.0), ("cost", 0.0)]);
    for share in shares(&none) {
        close(share, 1.0 / 3.0);
    }
    assert_eq!(
        shares(&pins(&[("performance", f64::NAN), ("nonsense", 40.0)])),
        [0.5, 0.3, 0.2]
    );
}

#[test]
fn an_answer_stresses_weights_and_keeps_its_arithmetic() {
    let mut catalog = catalog();
    let QuestionKind::Choice(choices) = &mut catalog.questions[question("skill")].kind else {
        panic!("skill is a choice");
    };
    choices[1].stress.push(Stress {
        criterion: 1,
        factor: 3.0,
    });
    let a = weigh(&catalog, &choose(Profile::default(), "skill", "some"));
    assert_eq!(a.weights[1].stress[0].choice, 1);
    close(a.weights[1].points, 90.0 / 160.0 * 100.0);
    close(a.weights.iter().map(|w| w.share).sum(), 1.0);
}

#[test]
fn the_first_score_that_applies_is_taken_and_named() {
    let catalog = catalog();
    let of = |profile: &Profile| weigh(&catalog, profile).chosen().options[FAST].scores[1];
    let fixed = of(&Profile::default());
    assert_eq!((fixed.value, fixed.origin), (3.0, Origin::Catalog));
    // No entry for this answer: the fixed score stays.
    assert_eq!(of(&choose(Profile::default(), "skill", "some")).origin, Origin::Catalog);
    let table = of(&choose(Profile::default(), "skill", "expert"));
    assert_eq!(
        (table.value, table.origin, table.span.low),
        (8.0, Origin::Answer(1), 6.0)
    );
    let mut both = choose(profile(&[("deadline", 12.4)]), "skill", "expert");
    let model = of(&both);
    close(model.value, 5.0);
    assert_eq!(model.origin, Origin::Model(0));
    close(model.quantity.unwrap().likely, 1.0);
    both.scores.insert("fast".into(), [("timeline".to_owned(), 7.5)].into());
    let own = of(&both);
    assert_eq!((own.value, own.origin), (7.5, Origin::Own));
    // An answer of zero cannot divide.
    assert_eq!(of(&profile(&[("deadline", 0.0)])).origin, Origin::Catalog);
}

#[test]
fn strategies_compose_and_never_beat_their_better_part_on_cost() {
    let catalog = catalog();
    let a = weigh(&catalog, &profile(&[("switch_month", 9.0), ("fast_share", 25.0)]));
    let scores = |option: usize| -> Vec<f64> { a.chosen().options[option].scores.iter().map(|s| s.value).collect() };
    assert_eq!(scores(STAGED), [0.25 * 6.0 + 0.75 * 10.0, 9.0, 5.0]);
    assert_eq!(scores(SPLIT), [0.75 * 6.0 + 0.25 * 10.0, 3.0, 5.0]);

    let a = weigh(&catalog, &profile(&[("developers", 4.0)]));
    let options = &a.chosen().options;
    assert_eq!(options[SPLIT].scores[2].origin, Origin::Model(0));
    assert!(options[SPLIT].scores[2].value < options[FAST].scores[2].value);
    let mut own = profile(&[("developers", 4.0)]);
    own.scores.insert("fast".into(), [("cost".to_owned(), 1.0)].into());
    own.scores.insert("simple".into(), [("cost".to_owned(), 2.0)].into());
    assert_eq!(weigh(&catalog, &own).chosen().options[SPLIT].scores[2].value, 2.0);
}

#[test]
fn a_gate_exists_once_its_question_is_answered_and_says_by_how_much() {
    assert!(
        weigh(&catalog(), &Profile::default()).chosen().options[FAST]
            .gates
            .is_empty()
    );
    let a = weigh(&catalog(), &profile(&[("deadline", 8.0)]));
    let fast = &a.chosen().options[FAST];
    assert_eq!(fast.gates[0].state, GateState::Fail);
    assert_eq!(fast.gates[0].reason, "12.4 weeks against 8: 4.4 weeks late");
    assert_eq!(fast.rank, None);
    assert!(fast.total > 0.0);
    assert_eq!(
        a.chosen().options[SIMPLE].gates[0].reason,
        "2.6 weeks against 8: 5.4 weeks to spare"
    );
    // Staged launches with its first part.
    assert_eq!(a.chosen().options[STAGED].gates[0].state, GateState::Pass);
    assert_eq!(a.chosen().options[SPLIT].gates[0].state, GateState::Fail);
}

#[test]
fn strategies_are_tested_in_each_phase_and_with_each_share() {
    let loads = [
        ("peak_rps", 40_000.0),
        ("yearly_growth", 100.0),
        ("horizon_months", 24.0),
    ];
    let with = |more: &[(&str, f64)]| {
        let all: Vec<_> = loads.iter().chain(more).copied().collect();
        weigh(&catalog(), &profile(&all))
    };
    let a = with(&[("switch_month", 3.0)]);
    let states: Vec<_> = a.chosen().options.iter().map(|o| o.gates[0].state).collect();
    // 160K at the end, 47.6K at the switch; 80 % of the traffic is 128K.
    assert_eq!(
        states,
        [GateState::Pass, GateState::Fail, GateState::Pass, GateState::Fail]
    );
    let a = with(&[("switch_month", 12.0), ("fast_share", 90.0)]);
    let states: Vec<_> = a.chosen().options.iter().map(|o| o.gates[0].state).collect();
    assert_eq!(
        states,
        [GateState::Pass, GateState::Fail, GateState::Fail, GateState::Pass]
    );
    assert_eq!(
        a.chosen().options[STAGED].gates[0].reason,
        "Simple until month 12: 80K req/s against 50K: 30K req/s beyond it"
    );
}

#[test]
fn contributions_add_up_to_totals_and_parts_to_the_margin() {
    let a = weigh(&catalog(), &Profile::default());
    let w = a.chosen();
    assert_eq!(w.ranking, [STAGED, FAST, SIMPLE, SPLIT]);
    for option in &w.options {
        close(option.contributions.iter().sum(), option.total);
    }
    let parts: f64 = w.margin_parts.iter().map(|p| p.points).sum();
    close(parts, w.margin.unwrap());
    close(w.margin.unwrap(), w.options[STAGED].total - w.options[FAST].total);
}

#[test]
fn equal_totals_are_a_tie_in_catalog_order() {
    let mut tie = Profile::default();
    for option in ["fast", "simple"] {
        let scores = ["performance", "timeline", "cost"].map(|c| (c.to_owned(), 7.0));
        tie.scores.insert(option.into(), scores.into());
    }
    let a = weigh(&catalog(), &tie);
    let w = a.chosen();
    assert_eq!((w.winner, w.runner_up), (Some(FAST), Some(SIMPLE)));
    assert_eq!(w.tied.first(), Some(&SIMPLE));
    assert_eq!(w.options[SIMPLE].rank, Some(1));
    assert_eq!(a.verdict.kind, VerdictKind::TooClose);
    assert!(
        a.verdict.sentence.starts_with("Too close to call: Fast, Simple"),
        "{}",
        a.verdict.sentence
    );
}

/// The small catalog without its strategies.
fn plain() -> crate::catalog::Catalog {
    let mut catalog = catalog();
    catalog.options.truncate(2);
    catalog
}

#[test]
fn verdicts_go_from_dominant_to_too_close_as_the_lead_shrinks() {
    let mut catalog = plain();
    let mut verdict = |fast: [f64; 3], simple: [f64; 3]| {
        for (at, criterion) in catalog.criteria.iter_mut().enumerate() {
            criterion.scores = vec![Some(point(fast[at])), Some(point(simple[at]))];
        }
        weigh(&catalog, &Profile::default()).verdict
    };
    let dominant = verdict([9.0, 8.0, 5.0], [6.0, 8.0, 5.0]);
    assert_eq!(dominant.kind, VerdictKind::Dominant);
    assert_eq!(
        dominant.sentence,
        "Fast, because Simple scores higher on no criterion: 7.9 against 6.4."
    );
    // Margin 1.4; moved from performance (+4) to timeline (-4): 1.4 / 8 x 2 = 0.35.
    let clear = verdict([10.0, 5.0, 8.0], [6.0, 9.0, 5.0]);
    assert_eq!(clear.kind, VerdictKind::Clear);
    assert_eq!(
        clear.sentence,
        "Fast, because it is ahead on performance (+2.0) and cost (+0.6), though behind on timeline (-1.2): 8.1 against 6.7 for Simple."
    );
    let leaning = verdict([10.0, 5.0, 5.0], [6.0, 9.0, 6.0]);
    assert_eq!(leaning.kind, VerdictKind::Leaning);
    assert_eq!(
        leaning.sentence,
        "Leaning to Fast, 7.5 against 6.9 for Simple: it is ahead on performance (+2.0), behind on timeline (-1.2) and cost (-0.2)."
    );
    let close = verdict([10.0, 5.0, 3.0], [6.0, 9.0, 6.0]);
    assert_eq!(close.kind, VerdictKind::TooClose);
    assert_eq!(
        close.sentence,
        "Too close to call between Fast (7.1) and Simple (6.9): Fast is ahead on performance (+2.0), Simple on timeline (+1.2) and cost (+0.6)."
    );
}

#[test]
fn gates_alone_may_decide_and_the_verdict_says_so() {
    let a = weigh(&plain(), &profile(&[("deadline", 8.0)]));
    assert_eq!(a.verdict.kind, VerdictKind::Clear);
    assert!(a.decided_by_gates());
    assert_eq!(
        a.verdict.sentence,
        "Simple, because it is the only option that no gate rules out; it scores 6.5."
    );
    assert_eq!(
        a.verdict.remarks[0],
        "Fast is ruled out by the deadline gate (12.4 weeks against 8: 4.4 weeks late)."
    );
    let a = weigh(&plain(), &profile(&[("deadline", 1.0)]));
    assert_eq!((a.verdict.kind, a.verdict.winner), (VerdictKind::NoGoodOption, None));
    assert_eq!(a.chosen().margin, None);
}

#[test]
fn a_strategy_that_wins_says_what_it_owes_it_to() {
    let a = weigh(
        &catalog(),
        &profile(&[
            ("deadline", 8.0),
            ("peak_rps", 40_000.0),
            ("yearly_growth", 50.0),
            ("switch_month", 3.0),
        ]),
    );
    assert_eq!(a.verdict.winner, Some(STAGED));
    let remark = a.verdict.remarks.iter().find(|r| r.contains("owes")).unwrap();
    assert_eq!(
        remark,
        "\"Simple, then Fast\" owes its place to the gates: Simple alone fails the capacity gate and Fast alone fails the deadline gate."
    );
}

#[test]
fn a_question_whose_condition_fails_is_not_asked_and_does_not_count() {
    let mut catalog = catalog();
    let on = |id: &str, test| Condition {
        question: question(id),
        test,
    };
    catalog.questions[question("skill")].when = vec![on("developers", ConditionTest::Above(1.0))];
    // Asked only of experts; the question is not asked where skill is not.
    catalog.questions[question("deadline")].when = vec![on("skill", ConditionTest::Is(vec![2]))];
    let answers = |developers: f64, skill: &str| {
        choose(
            profile(&[("developers", developers), ("deadline", 8.0)]),
            "skill",
            skill,
        )
    };
    let seen = |profile: &Profile| {
        let visible = visible(&catalog, profile);
        (visible[question("skill")], visible[question("deadline")])
    };
    assert_eq!(seen(&answers(5.0, "expert")), (true, true));
    assert_eq!(seen(&answers(5.0, "none")), (true, false));
    assert_eq!(
        seen(&answers(1.0, "none")),
        (false, true),
        "a condition on a question not asked holds"
    );
    assert_eq!(seen(&Profile::default()), (true, true), "and one on an open question");
    let a = weigh(&catalog, &answers(5.0, "none"));
    assert!(a.chosen().options[FAST].gates.is_empty());
    assert!(!a.unanswered.contains(&question("deadline")));
}

#[test]
fn answers_that_are_none_count_as_open_and_numbers_stay_in_range() {
    let mut odd = choose(
        profile(&[("peak_rps", f64::NAN), ("developers", 1e9), ("nobody", 1.0)]),
        "skill",
        "wizard",
    );
    odd.answers.insert("deadline".into(), Answer::Choice("soon".into()));
    odd.answers.insert("budget".into(), Answer::Unknown);
    let a = weigh(&catalog(), &odd);
    close(a.peak_rps.unwrap().value, 50.0);
    close(
        a.chosen().options[FAST].cost.as_ref().unwrap().parts.learning,
        200.0 * 1000.0 * 100.0,
    );
    for id in ["skill", "deadline", "budget", "peak_rps"] {
        assert!(a.unanswered.contains(&question(id)), "{id}");
    }
}

#[test]
fn fit_counts_only_what_both_answered() {
    let mut catalog = catalog();
    let scenario = |id: &str, deadline: Option<f64>, skill: Option<f64>, choice: usize| {
        let mut answers = vec![None; catalog.questions.len()];
        answers[question("deadline")] = deadline;
        answers[question("skill")] = skill;
        Scenario {
            id: id.into(),
            title: id.into(),
            choice: vec![choice],
            reasons: Vec::new(),
            page: None,
            profile: ScenarioAnswers {
                file: None,
                text: String::new(),
                answers,
                weights: Vec::new(),
            },
        }
    };
    catalog.scenarios = vec![
        scenario("far", Some(90.0), Some(0.0), SIMPLE),
        scenario("near", Some(20.0), None, SIMPLE),
        scenario("silent", None, None, SIMPLE),
    ];
    catalog.tier_question = Some(question("peak_rps"));
    catalog.tiers = [Some(100.0), None]
        .map(|below| Tier {
            id: "t".into(),
            title: "Any, at all".into(),
            below,
            choice: SIMPLE,
            reasons: Vec::new(),
            page: None,
        })
        .into();
    let answered = choose(profile(&[("deadline", 40.0)]), "skill", "some");
    let a = weigh(&catalog, &answered);
    let order: Vec<_> = a.fit.iter().map(|f| (f.scenario, f.compared)).collect();
    assert_eq!(order, [(1, 1), (0, 2), (2, 0)]);
    close(a.fit[0].percent.unwrap(), 80.0);
    close(a.fit[1].percent.unwrap(), 50.0);
    assert_eq!(a.fit[2].percent, None);
    assert_eq!(a.fit[1].apart[0].0, question("deadline"));
    assert_eq!(a.tier, None, "the load is not answered");
    let a = weigh(&catalog, &profile(&[("requests_per_day", 86_400.0 * 30.0)]));
    assert_eq!(a.tier, Some(1), "four times the mean of 30");
}

#[test]
fn disagreement_with_the_nearest_scenario_is_explained() {
    let mut catalog = plain();
    let mut answers = vec![None; catalog.questions.len()];
    answers[question("peak_rps")] = Some(100.0);
    catalog.scenarios = vec![Scenario {
        id: "shop".into(),
        title: "Shop".into(),
        choice: vec![SIMPLE],
        reasons: Vec::new(),
        page: None,
        profile: ScenarioAnswers {
            file: None,
            text: String::new(),
            answers,
            weights: Vec::new(),
        },
    }];
    let a = weigh(&catalog, &profile(&[("peak_rps", 100.0)]));
    assert_eq!(a.verdict.winner, Some(FAST));
    assert!(!a.agreement.agree);
    assert_eq!(
        a.agreement.reasons,
        [
            "The nearest scenario, Shop (100 %), points to Simple; the scores point to Fast, which is ahead on performance (+2.0) and cost (+0.8)."
        ]
    );
    catalog.scenarios[0].choice = vec![FAST];
    let a = weigh(&catalog, &profile(&[("peak_rps", 100.0)]));
    assert!(a.agreement.agree);
    assert!(
        a.verdict
            .remarks
            .contains(&"The nearest scenario, Shop (100 %), points to Fast too.".to_owned())
    );
}

#[test]
fn another_currency_is_not_converted_and_the_reader_is_told() {
    let profile = Profile {
        currency: Some("EUR".into()),
        ..Profile::default()
    };
    let a = weigh(&catalog(), &profile);
    assert_eq!(a.currency, "EUR");
    assert!(a.warnings[0].contains("not converted"));
    assert!(weigh(&catalog(), &Profile::default()).warnings.is_empty());
}

#[test]
fn absurd_catalog_numbers_still_give_finite_ones() {
    let mut catalog = catalog();
    for figure in &mut catalog.figures {
        for value in figure.of.iter_mut().flatten().chain(&mut figure.value) {
            value.amount = range(0.0, 1e-300, 1e300);
        }
    }
    let a = weigh(
        &catalog,
        &profile(&[("peak_rps", 1e9), ("yearly_growth", 1000.0), ("horizon_months", 120.0)]),
    );
    for option in &a.chosen().options {
        assert!(option.total.is_finite());
        assert!(
            option
                .cost
                .iter()
                .all(|c| c.by_month.iter().all(|x| x.is_finite()) && c.total.high.is_finite())
        );
    }
}

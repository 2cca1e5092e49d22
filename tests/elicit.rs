//! Weights by points, by swing and by rank: in files, in the engine, in reports.

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

use std::collections::BTreeMap;

use proptest::prelude::*;
use weighbridge::{
    catalog::{self, Catalog, Criterion, RuleKind},
    diagnostic::{Problems, Severity},
    profile::{Answer, Original, Profile, WeightsBy, read, write},
    report::{Entry, view},
    weigh::{
        Assessment, VerdictKind, declared_range,
        elicit::{LOSS, order_of, quantity_at, reached, trade_off_questions},
        robust::{ordinal, set::WeightSet, weights::rank_order_centroid},
        weigh,
    },
};

fn shipped() -> &'static Catalog {
    catalog::built_in().unwrap()
}

fn good(text: &str) -> (Profile, Problems) {
    read("test.toml", text, shipped()).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

fn profile(text: &str) -> Profile {
    let (profile, warnings) = good(&format!("schema = 1\n{text}"));
    assert!(warnings.items.is_empty(), "{warnings}");
    profile
}

fn weighed(text: &str) -> Assessment {
    weigh(shipped(), &profile(text))
}

/// Every problem of a text: line, column, message and next step.
fn problems(text: &str) -> Vec<(usize, usize, String, String)> {
    let problems = match read("test.toml", text, shipped()) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    let each = problems.items.iter().map(|problem| {
        let (line, column) = problems.position(problem);
        let help = problem.help.clone().unwrap_or_default();
        (line, column, problem.message.clone(), help)
    });
    each.collect()
}

fn shares(assessment: &Assessment) -> Vec<f64> {
    assessment.weights.iter().map(|weight| weight.share).collect()
}

fn at(id: &str) -> usize {
    shipped().criterion(id).unwrap()
}

const SWING: &str = "
[swing]
cost = 100
performance = 80
timeline = 60
team_experience = 40
maintenance = 40
ecosystem = 20
team_size = 10
";

const RANK: &str = "rank = [[\"performance\"], [\"timeline\", \"cost\"]]\n";

// ---------------------------------------------------------------------------------------------------------------- files

#[test]
fn each_way_is_read_and_says_which_it_is() {
    assert_eq!(profile("").weights_by(), WeightsBy::Catalog);
    assert_eq!(profile("[weights]\ncost = 30\n").weights_by(), WeightsBy::Points);
    let swing = profile(SWING);
    assert_eq!(
        (swing.weights_by(), swing.swing["performance"]),
        (WeightsBy::Swing, 80.0)
    );
    let rank = profile(RANK);
    assert_eq!(rank.weights_by(), WeightsBy::Rank);
    assert_eq!(rank.rank, [vec!["performance"], vec!["timeline", "cost"]]);
    let short = profile("rank = [\"performance\", [\"timeline\", \"cost\"]]\n");
    assert_eq!(short.rank, rank.rank, "one criterion alone needs no brackets");
}

#[test]
fn two_ways_in_one_file_are_an_error_at_the_second_with_the_next_step() {
    let found = problems("schema = 1\n[weights]\ncost = 30\n\n[swing]\ncost = 100\n");
    assert_eq!(found.len(), 1, "{found:?}");
    let (line, column, message, help) = &found[0];
    assert_eq!((*line, *column), (5, 2));
    assert_eq!(
        message,
        "weights are set by `swing` here and by `weights` above: one way at a time"
    );
    assert!(help.starts_with("keep one, and delete `weights` or `swing`"), "{help}");
    let all = problems(&format!("schema = 1\n{RANK}[weights]\ncost = 30\n{SWING}"));
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all.iter().all(|(.., message, _)| message.contains("by `rank` above")));
    // What says nothing does not count.
    assert_eq!(profile(&format!("[weights]\n{SWING}")).weights_by(), WeightsBy::Swing);
}

#[test]
fn mistakes_in_swings_orders_and_trade_offs_are_named_with_place_and_next_step() {
    for (text, line, column, message) in [
        ("[swing]\ncots = 100\n", 3, 1, "there is no criterion `cots`"),
        ("[swing]\ncost = 120\n", 3, 8, "`cost`: 120 is not a swing in points"),
        (
            "[swing]\ncost = 0\n",
            3,
            8,
            "all swings are 0: nothing is left to weigh by",
        ),
        ("rank = \"cost\"\n", 2, 8, "`rank` must be a list of groups of criteria"),
        ("rank = []\n", 2, 8, "the order names no criterion"),
        ("rank = [[\"cost\"], []]\n", 2, 19, "this group of the order is empty"),
        (
            "rank = [[\"cost\", 3]]\n",
            2,
            18,
            "`rank` must be a list of groups of criteria",
        ),
        ("rank = [[\"cots\"]]\n", 2, 10, "there is no criterion `cots`"),
        (
            "rank = [[\"cost\"], [\"timeline\", \"cost\"]]\n",
            2,
            32,
            "`cost` has two places in the order",
        ),
        (
            "[swing]\ncost = 100\n[swing_ranges]\ncost = [5, 5]\n",
            5,
            8,
            "`cost` must be a range: its worst and its best end",
        ),
        ("[trade_off.cost]\ncost = 2\n", 3, 1, "`cost` cannot make up for itself"),
        (
            "[trade_off.cost]\ntimeline = 0\n",
            3,
            12,
            "a gain of 0 on `timeline` makes up for nothing",
        ),
        (
            "[trade_off.cost]\ntimeline = 11\n",
            3,
            12,
            "`timeline`: 11 is not a gain in points of the score",
        ),
        ("[trade_off]\ncost = 3\n", 3, 8, "`cost` must be a table"),
        ("[swnig]\ncost = 100\n", 2, 2, "a profile has no key `swnig`"),
    ] {
        let found = problems(&format!("schema = 1\n{text}"));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let (at_line, at_column, said, help) = &found[0];
        assert_eq!((*at_line, *at_column, said.as_str()), (line, column, message), "{text}");
        assert!(!help.is_empty(), "{text} has no next step");
    }
}

#[test]
fn a_swing_without_a_hundred_is_a_warning_and_weighs_the_same() {
    let (profile, warnings) = good("schema = 1\n[swing]\ncost = 50\nperformance = 40\n");
    assert_eq!(warnings.items.len(), 1);
    assert_eq!(warnings.items[0].severity, Severity::Warning);
    let (full, _) = good("schema = 1\n[swing]\ncost = 100\nperformance = 80\n");
    let (a, b) = (weigh(shipped(), &profile), weigh(shipped(), &full));
    for (a, b) in shares(&a).iter().zip(shares(&b)) {
        assert!((a - b).abs() < 1e-12);
    }
}

const COMMENTED: &str = "# ours
schema = 1
title = \"Checkout\" # for people

[answers]
peak_rps = 12000 # measured

# what matters
[swing]       # agreed on 3 May
cost = 100    # the board's
timeline = 40 # ours
";

#[test]
fn comments_stay_when_weights_change_from_one_way_to_another_and_back() {
    let (before, _) = good(COMMENTED);
    let original = Original {
        text: COMMENTED,
        profile: &before,
    };
    let mut ranked = before.clone();
    ranked.set_rank(vec![vec!["cost".into()], vec!["timeline".into(), "performance".into()]]);
    let text = write(Some(original), &ranked).unwrap();
    assert_eq!(good(&text).0, ranked, "{text}");
    assert!(
        text.contains("rank = [[\"cost\"], [\"timeline\", \"performance\"]]\n"),
        "{text}"
    );
    for comment in [
        "# ours",
        "# for people",
        "# measured",
        "# what matters",
        "# agreed on 3 May",
        "# the board's",
    ] {
        assert!(text.contains(comment), "{comment} is lost in\n{text}");
    }
    let back = write(
        Some(Original {
            text: &text,
            profile: &ranked,
        }),
        &before,
    )
    .unwrap();
    assert_eq!(good(&back).0, before, "{back}");
    assert!(!back.contains("rank"), "{back}");
    let mut rated = before.clone();
    rated.rate_swing("timeline", 45.0, Some((2.0, 0.2)));
    let text = write(Some(original), &rated).unwrap();
    assert!(text.contains("timeline = 45 # ours\n"), "{text}");
    assert!(text.contains("[swing_ranges]\ntimeline = [2, 0.2]\n"), "{text}");
    assert_eq!(good(&text).0, rated);
}

#[test]
fn one_way_at_a_time_whatever_is_set() {
    let mut profile = profile(SWING);
    profile
        .trade_offs
        .insert("timeline".into(), BTreeMap::from([("cost".into(), 3.0)]));
    profile.set_points("cost", 30.0);
    assert_eq!((profile.weights_by(), profile.swing.len()), (WeightsBy::Points, 0));
    assert!(profile.trade_offs.is_empty(), "a check of swings goes with them");
    profile.set_rank(vec![vec!["cost".into()]]);
    assert_eq!((profile.weights_by(), profile.weights.len()), (WeightsBy::Rank, 0));
    profile.move_first("cost", Some((1e6, 1e4)));
    assert_eq!((profile.weights_by(), profile.rank.len()), (WeightsBy::Swing, 0));
    profile.unrate_swing("cost");
    assert_eq!(profile, Profile::default());
}

#[test]
fn a_scenario_does_not_take_weights_by_swing() {
    let text = include_str!("data/catalogs/analytics-database.toml");
    let text = format!(
        "{text}\n[[scenarios]]\nid = \"swung\"\ntitle = \"Swung\"\nprofile = \"swung.toml\"\nchoice = [\"{}\"]\nreasons = [\"x\"]\npage = \"x\"\n",
        "x"
    );
    let found = catalog::load("c.toml", &text, &|_| Some("schema = 1\n[swing]\nx = 100\n".into())).unwrap_err();
    assert!(
        format!("{found}").contains("weights by `swing` are not read from a scenario"),
        "{found}"
    );
}

// --------------------------------------------------------------------------------------------------------------- engine

#[test]
fn swings_are_divided_by_their_sum_and_answers_do_not_move_them() {
    let plain = weighed(SWING);
    assert_eq!(plain.weights_by, WeightsBy::Swing);
    assert!((shares(&plain)[at("cost")] - 100.0 / 350.0).abs() < 1e-12);
    assert!((shares(&plain)[at("team_size")] - 10.0 / 350.0).abs() < 1e-12);
    let stressed = weighed(&format!(
        "[answers]\nerror_cost = \"critical\"\nhiring = \"most\"\n{SWING}"
    ));
    assert_eq!(shares(&stressed), shares(&plain));
    assert!(stressed.weights.iter().all(|weight| weight.stress.is_empty()));
    let said = stressed.elicited.sentences.join(" ");
    assert!(said.contains("cost 100, performance 80"), "{said}");
    assert!(said.contains("the answers do not move them"), "{said}");
}

#[test]
fn a_swing_that_is_not_rated_stands_in_the_catalogs_proportion_and_is_named() {
    let assessment = weighed("[swing]\nperformance = 100\ncost = 50\n");
    let swings = &assessment.elicited.swings;
    // The catalog gives performance 20, timeline 15 and ecosystem 10.
    assert!((swings[at("timeline")].points - 75.0).abs() < 1e-12 && !swings[at("timeline")].rated);
    assert!((swings[at("ecosystem")].points - 50.0).abs() < 1e-12);
    assert!((swings[at("cost")].points - 50.0).abs() < 1e-12 && swings[at("cost")].rated);
    let said = assessment.elicited.sentences.join(" ");
    assert!(
        said.contains("Not rated yet") && said.contains("timeline (75)"),
        "{said}"
    );
    // Nothing is worth more than the most.
    let least_first = weighed("[swing]\necosystem = 100\n");
    assert!(
        least_first
            .elicited
            .swings
            .iter()
            .all(|swing| (swing.points - 100.0).abs() < 1e-12)
    );
}

#[test]
fn an_order_gives_the_rank_order_centroid_and_those_left_out_come_last_together() {
    let full = weighed(
        "rank = [[\"cost\"], [\"performance\"], [\"timeline\"], [\"team_experience\"], [\"maintenance\"], [\"team_size\"], [\"ecosystem\"]]\n",
    );
    let expected = rank_order_centroid(7);
    for (id, expected) in [
        "cost",
        "performance",
        "timeline",
        "team_experience",
        "maintenance",
        "team_size",
        "ecosystem",
    ]
    .iter()
    .zip(expected)
    {
        assert!((shares(&full)[at(id)] - expected).abs() < 1e-12, "{id}");
    }
    let part = weighed(RANK);
    assert_eq!(
        part.elicited.order,
        [
            vec![at("performance")],
            vec![at("timeline"), at("cost")],
            vec![
                at("team_experience"),
                at("maintenance"),
                at("team_size"),
                at("ecosystem")
            ],
        ]
    );
    assert_eq!(order_of(&shares(&part)), {
        let mut order = part.elicited.order.clone();
        order.iter_mut().for_each(|group| group.sort_unstable());
        order
    });
    assert_eq!(part.weight_set(), Some(WeightSet::Ordered(part.elicited.order.clone())));
    assert_eq!(weighed(SWING).weight_set(), None);
}

#[test]
fn what_an_order_decides_alone_is_dominant_and_the_sentence_says_so() {
    let catalog = shipped();
    let assessment = weighed("rank = [[\"performance\"], [\"maintenance\"], [\"cost\"], [\"team_experience\"]]\n");
    let chosen = assessment.chosen();
    let over = chosen.over_order.as_ref().unwrap();
    let axum = catalog.option("axum").unwrap();
    assert_eq!(chosen.winner, Some(axum));
    assert!(over.decides(axum), "{over:?}");
    assert_eq!(assessment.verdict.kind, VerdictKind::Dominant);
    assert!(
        assessment
            .verdict
            .sentence
            .contains("comes first for every weight in the stated order"),
        "{}",
        assessment.verdict.sentence
    );
    assert_eq!(over.sentence, "Axum comes first for every weight in the stated order.");
    // The timeline first: there the other option is better, and the order alone does not decide.
    let open = weighed("rank = [[\"timeline\"], [\"performance\"]]\n");
    let over = open.chosen().over_order.as_ref().unwrap();
    assert!(over.always_best.is_empty() && over.contenders.len() > 1, "{over:?}");
    assert_ne!(open.verdict.kind, VerdictKind::Dominant);
    assert!(
        over.sentence.starts_with("The stated order alone does not decide"),
        "{}",
        over.sentence
    );
    assert!(weighed(SWING).chosen().over_order.is_none());
}

#[test]
fn ranges_are_said_with_their_units_in_every_question() {
    let catalog = shipped();
    let range = |text: &str, id: &str| declared_range(catalog, &profile(text), at(id));
    assert_eq!(
        range("", "performance"),
        "p99 latency from 10 times the p99 target to a tenth of it"
    );
    assert_eq!(
        range("[answers]\np99_target_ms = 10\n", "performance"),
        "p99 latency from 10 times the p99 target to a tenth of it (100 to 1 ms)"
    );
    assert_eq!(range("", "cost"), "cost over the horizon from 1,000,000 to 10,000 USD");
    assert_eq!(
        range("currency = \"EUR\"\n", "cost"),
        "cost over the horizon from 1,000,000 to 10,000 EUR"
    );
    assert_eq!(
        range("", "timeline"),
        "time to launch from twice the weeks to launch to a fifth of them"
    );
    assert_eq!(range("", "ecosystem"), "from score 0 to 10");
    assert_eq!(declared_range(catalog, &Profile::default(), 99), "from score 0 to 10");
    assert_eq!(
        reached(catalog, &Profile::default(), at("cost"), 0.0, 5.0),
        "cost over the horizon from 1,000,000 to 100,000 USD"
    );
    assert_eq!(
        reached(catalog, &Profile::default(), at("ecosystem"), 0.0, 5.0),
        "from score 0 to 5"
    );
}

/// The shipped catalog with another range of the cost.
fn with_cost_range(worst: f64, best: f64) -> Catalog {
    let mut catalog = shipped().clone();
    let criterion = &mut catalog.criteria[at("cost")];
    for rule in &mut criterion.rules {
        if let RuleKind::Value { function, .. } = &mut rule.kind {
            (function.worst, function.best) = (worst, best);
        }
    }
    catalog
}

#[test]
fn a_changed_range_asks_again_and_offers_what_keeps_the_worth_of_a_step() {
    let text = "schema = 1\n[swing]\ncost = 100\nperformance = 50\n[swing_ranges]\ncost = [1000000, 10000]\n";
    let (profile, warnings) = good(text);
    assert!(warnings.items.is_empty());
    let same = weigh(shipped(), &profile);
    assert!(same.elicited.changed_ranges.is_empty() && same.elicited.rescaled.is_none());
    assert!(same.warnings.is_empty(), "{:?}", same.warnings);

    // Half as many decades: half as much worth.
    let narrower = with_cost_range(100_000.0, 10_000.0);
    let changed = weigh(&narrower, &profile);
    assert_eq!(changed.elicited.changed_ranges.len(), 1);
    let rescaled = changed.elicited.rescaled.as_ref().unwrap();
    let ratio = rescaled[at("cost")] / rescaled[at("performance")];
    assert!((ratio - 1.0).abs() < 1e-9, "{rescaled:?}");
    assert!(
        changed.warnings[0].starts_with(
            "The swing of cost was rated on another range, cost over the horizon from 1,000,000 to 10,000 USD; it is cost over the \
             horizon from 100,000 to 10,000 USD now. Rate it again"
        ),
        "{}",
        changed.warnings[0]
    );
    assert_eq!(shares(&changed), shares(&same), "a warning changes no weight");
    let (_, warnings) = read("test.toml", text, &narrower).unwrap();
    assert_eq!(warnings.items.len(), 1);
    assert_eq!(warnings.position(&warnings.items[0]), (6, 8));
}

#[test]
fn a_trade_off_is_checked_against_the_weights_with_the_gap_and_a_next_step() {
    // Rated 60 to 100; by the trade-off 3 points of cost make up for 5 of the timeline: the same.
    let fine = weighed(&format!("{SWING}[trade_off.timeline]\ncost = 3\n"));
    let found = &fine.elicited.trade_offs;
    assert_eq!(found.len(), 1);
    assert!(found[0].gap.abs() < 1e-9 && (found[0].implied_ratio - 0.6).abs() < 1e-12);
    assert!(
        found[0].sentence.contains("agrees with the weights"),
        "{}",
        found[0].sentence
    );
    let off = weighed(&format!("{SWING}[trade_off.timeline]\ncost = 1.5\n"));
    let found = &off.elicited.trade_offs[0];
    assert_eq!((found.a, found.b), (at("timeline"), at("cost")));
    assert!((found.implied_ratio - 0.3).abs() < 1e-12);
    assert!((found.stated_ratio.unwrap() - 0.6).abs() < 1e-12);
    // 160 of 350 together; timeline 3/13 of it in place of 3/8.
    let implied = 100.0 * 160.0 / 350.0 * 3.0 / 13.0;
    assert!((found.implied_points - implied).abs() < 1e-9);
    assert!((found.gap - (implied - 100.0 * 60.0 / 350.0)).abs() < 1e-9);
    assert!(found.sentence.contains("6.6 points less"), "{}", found.sentence);
    assert!(
        found.sentence.contains("A rating of 30 for timeline would agree"),
        "{}",
        found.sentence
    );
}

#[test]
fn trade_off_questions_hold_the_next_and_the_least_against_the_first() {
    let catalog = shipped();
    let questions = trade_off_questions(catalog, &profile(SWING));
    let pairs: Vec<_> = questions.iter().map(|q| (q.a, q.b, q.answer)).collect();
    assert_eq!(
        pairs,
        [
            (at("performance"), at("cost"), None),
            (at("team_size"), at("cost"), None)
        ]
    );
    assert_eq!(
        questions[0].ask,
        "Say performance gets worse by half of its range: p99 latency from a tenth of the p99 target to all of it. How far would cost \
         have to come up from its worst end to make up for that?"
    );
    let answered = trade_off_questions(
        catalog,
        &profile(&format!("{SWING}[trade_off.performance]\ncost = 4\n")),
    );
    assert_eq!(answered[0].answer, Some(4.0));
    assert!(trade_off_questions(catalog, &profile("[swing]\ncost = 100\n")).is_empty());
    assert!(trade_off_questions(catalog, &profile(RANK)).is_empty());
}

#[test]
fn what_names_nothing_counts_as_not_stated() {
    let mut nonsense = Profile::default();
    nonsense.swing.insert("nonsense".into(), 100.0);
    assert_eq!(weigh(shipped(), &nonsense).weights_by, WeightsBy::Catalog);
    let mut nonsense = Profile::default();
    nonsense.swing.insert("cost".into(), f64::NAN);
    assert_eq!(weigh(shipped(), &nonsense).weights_by, WeightsBy::Catalog);
    let nonsense = Profile {
        rank: vec![vec!["nonsense".into()], vec![]],
        ..Profile::default()
    };
    assert_eq!(weigh(shipped(), &nonsense).weights_by, WeightsBy::Catalog);
}

// -------------------------------------------------------------------------------------------------------------- reports

fn report(profile: &Profile) -> (String, serde_json::Value) {
    let assessment = weigh(shipped(), profile);
    let robustness = weighbridge::weigh::robustness(shipped(), profile, &assessment, 0);
    let entry = Entry {
        name: "test.toml",
        profile,
        assessment: &assessment,
        robustness: &robustness,
    };
    let text = weighbridge::report::text::render(shipped(), &[entry]);
    let json = serde_json::to_value(view::view(shipped(), &entry)).unwrap();
    (text, json)
}

#[test]
fn text_and_json_say_in_which_way_the_weights_were_set() {
    let (text, json) = report(&profile(&format!("{SWING}[trade_off.timeline]\ncost = 1.5\n")));
    assert_eq!(json["weights_by"], "swing");
    assert_eq!(json["weights_arithmetic"]["performance"]["swing"], 80.0);
    assert_eq!(json["trade_offs"][0]["lost_on"], "timeline");
    insta::assert_snapshot!("text_by_swing", section(&text, "Weights"));
    let (text, json) = report(&profile(RANK));
    assert_eq!(json["weights_by"], "rank");
    assert_eq!(json["weights_order"][1], serde_json::json!(["timeline", "cost"]));
    assert!(json["over_order"]["contenders"].is_array());
    insta::assert_snapshot!("text_by_rank", section(&text, "Weights"));
    let (text, json) = report(&profile("[weights]\ncost = 30\n"));
    assert_eq!(json["weights_by"], "points");
    assert!(
        text.contains("The weights are set by points: 30 of 100 by hand"),
        "{text}"
    );
    assert_eq!(report(&Profile::default()).1["weights_by"], "catalog");
}

/// A section of a report.
fn section(text: &str, heading: &str) -> String {
    let start = text.find(&format!("\n{heading}\n")).unwrap();
    let rest = &text[start..];
    let end = rest[1..].find("\nScores").map_or(rest.len(), |end| end + 1);
    rest[..end].to_owned()
}

// ----------------------------------------------------------------------------------------------------------- properties

fn ids() -> Vec<String> {
    shipped().criteria.iter().map(|c| c.id.clone()).collect()
}

fn swings() -> impl Strategy<Value = Profile> {
    let rated = prop_oneof![2 => Just(None), 3 => (0.0..=100.0_f64).prop_map(Some)];
    (0..7_usize, prop::collection::vec(rated, 7)).prop_map(|(first, rated)| {
        let mut profile = Profile::default();
        for (criterion, points) in shipped().criteria.iter().zip(&rated) {
            if let Some(points) = points {
                profile.rate_swing(&criterion.id, *points, criterion.declared_ends());
            }
        }
        let first = &shipped().criteria[first];
        profile.move_first(&first.id, first.declared_ends());
        profile
    })
}

fn orders() -> impl Strategy<Value = Profile> {
    (
        Just(ids()).prop_shuffle(),
        1..=7_usize,
        prop::collection::vec(any::<bool>(), 7),
    )
        .prop_map(|(order, named, joined)| {
            let mut groups: Vec<Vec<String>> = Vec::new();
            for (id, joined) in order.into_iter().take(named).zip(joined) {
                match groups.last_mut().filter(|_| joined) {
                    Some(group) => group.push(id),
                    None => groups.push(vec![id]),
                }
            }
            Profile {
                rank: groups,
                ..Profile::default()
            }
        })
}

fn answers() -> impl Strategy<Value = BTreeMap<String, Answer>> {
    let choices = ["rust_experience", "error_cost", "hiring", "ecosystem_needs"];
    let all: Vec<_> = choices
        .iter()
        .map(|id| {
            let question = &shipped().questions[shipped().question(id).unwrap()];
            let catalog::QuestionKind::Choice(choices) = &question.kind else {
                panic!("{id}")
            };
            let ids: Vec<String> = choices.iter().map(|c| c.id.clone()).collect();
            (Just((*id).to_owned()), prop::option::of(prop::sample::select(ids)))
        })
        .collect();
    all.prop_map(|all| {
        all.into_iter()
            .filter_map(|(id, choice)| Some((id, Answer::Choice(choice?))))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn shares_sum_to_one_and_keep_the_order_of_the_ratings(mut profile in swings(), answers in answers()) {
        let plain = weigh(shipped(), &profile);
        profile.answers = answers;
        let assessment = weigh(shipped(), &profile);
        let shares = shares(&assessment);
        prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let swings = &assessment.elicited.swings;
        for (a, share) in shares.iter().enumerate() {
            prop_assert!(*share >= 0.0 && swings[a].points <= 100.0);
            for (b, other) in shares.iter().enumerate() {
                if swings[a].points > swings[b].points {
                    prop_assert!(share > other);
                }
            }
        }
        for (a, b) in shares.iter().zip(plain.weights) {
            prop_assert_eq!(*a, b.share, "answers move no stated weight");
        }
    }

    #[test]
    fn shares_by_rank_sum_to_one_fall_from_group_to_group_and_are_equal_inside(profile in orders()) {
        let assessment = weigh(shipped(), &profile);
        let shares = shares(&assessment);
        prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let order = &assessment.elicited.order;
        prop_assert_eq!(order.iter().map(Vec::len).sum::<usize>(), 7);
        for group in order {
            for pair in group.windows(2) {
                prop_assert!((shares[pair[0]] - shares[pair[1]]).abs() < 1e-15);
            }
        }
        for pair in order.windows(2) {
            prop_assert!(shares[pair[0][0]] > shares[pair[1][0]]);
        }
        // The point lies in the set: whoever is always best is best there, and nobody who is dominated is.
        let chosen = assessment.chosen();
        let over = chosen.over_order.as_ref().unwrap();
        if let [only] = over.always_best[..] {
            prop_assert_eq!(chosen.winner, Some(only));
        }
        for (option, _) in &over.dominated {
            prop_assert_ne!(chosen.winner, Some(*option));
        }
        prop_assert!(chosen.winner.is_none_or(|winner| over.contenders.contains(&winner)));
        // And the engine's words on dominance are those of the mathematics.
        let values: Vec<Vec<f64>> = chosen.ranking.iter()
            .map(|o| chosen.options[*o].scores.iter().map(|s| s.value).collect()).collect();
        let found = ordinal::dominance(&values, &assessment.weight_set().unwrap()).unwrap().unwrap();
        let mut best: Vec<usize> = found.always_best.iter().map(|o| chosen.ranking[*o]).collect();
        best.sort_unstable();
        let mut said = over.always_best.clone();
        said.sort_unstable();
        prop_assert_eq!(said, best);
    }

    #[test]
    fn files_with_comments_go_round(before in prop_oneof![swings(), orders()], after in prop_oneof![swings(), orders()]) {
        let tidy = write(None, &before).unwrap();
        let text: String = tidy.lines().map(|line| {
            if line.is_empty() { "# between\n".to_owned() } else { format!("{line} # beside\n") }
        }).collect();
        let (again, warnings) = good(&text);
        prop_assert_eq!(&again, &before);
        prop_assert!(warnings.items.is_empty(), "{}", warnings);
        let original = Original { text: &text, profile: &again };
        prop_assert_eq!(&write(Some(original), &again).unwrap(), &text);
        let written = write(Some(original), &after).unwrap();
        prop_assert_eq!(&good(&written).0, &after, "{}", written);
        for comment in ["# between", "# beside"] {
            prop_assert_eq!(written.matches(comment).count(), text.matches(comment).count(), "{}", written);
        }
    }

    #[test]
    fn a_trade_off_that_follows_from_the_weights_shows_no_gap(mut profile in swings()) {
        let questions = trade_off_questions(shipped(), &profile);
        let before = weigh(shipped(), &profile);
        for question in &questions {
            let ratio = before.weights[question.a].share / before.weights[question.b].share;
            let [a, b] = [question.a, question.b].map(|c| shipped().criteria[c].id.clone());
            profile.trade_offs.entry(a).or_default().insert(b, LOSS * ratio);
        }
        let after = weigh(shipped(), &profile);
        prop_assert_eq!(after.elicited.trade_offs.len(), questions.len());
        for finding in &after.elicited.trade_offs {
            prop_assert!(finding.gap.abs() < 1e-9, "{:?}", finding);
            prop_assert!(finding.sentence.contains("agrees"));
        }
    }

    #[test]
    fn a_quantity_read_back_from_a_value_has_it(value in 0.0..=1.0_f64) {
        for function in shipped().criteria.iter().filter_map(Criterion::value_rule).map(|(.., f)| f) {
            let x = quantity_at(function, value).unwrap();
            prop_assert!((weighbridge::weigh::value(function, x) - value).abs() < 1e-9);
        }
    }
}

//! `compare`: what differs between profiles, and what each difference does to the margin; exactly.

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

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use proptest::prelude::*;
use serde_json::Value;
use weighbridge::{
    catalog::{self, Catalog, QuestionKind},
    profile::{Answer, Profile},
    weigh::{Comparison, Matter, compare, weigh},
};

fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

fn answer(kind: &QuestionKind) -> BoxedStrategy<Option<Answer>> {
    match kind {
        QuestionKind::Choice(choices) => {
            let ids: Vec<String> = choices.iter().map(|c| c.id.clone()).collect();
            prop_oneof![2 => Just(None), 3 => proptest::sample::select(ids).prop_map(|id| Some(Answer::Choice(id))), 1 => Just(Some(Answer::Unknown))]
                .boxed()
        }
        QuestionKind::Number { min, max, .. } => {
            let (min, max) = (*min, *max);
            let decades =
                (0.0..=1.0_f64).prop_map(move |t| Some(Answer::Number(min + (max - min + 1.0).powf(t) - 1.0)));
            prop_oneof![2 => Just(None), 3 => decades].boxed()
        }
        QuestionKind::Points => Just(None).boxed(),
    }
}

fn profiles() -> impl Strategy<Value = Profile> {
    let catalog = shipped();
    let answers: Vec<_> = catalog.questions.iter().map(|q| answer(&q.kind)).collect();
    let weight = prop_oneof![4 => Just(None), 1 => (0.0..=40.0_f64).prop_map(Some)];
    let weights = proptest::collection::vec(weight, catalog.criteria.len());
    let evidence = proptest::sample::select(vec![None, Some("guide"), Some("measured")]);
    let score = proptest::option::weighted(
        0.3,
        (0..catalog.options.len(), 0..catalog.criteria.len(), 0.0..=10.0_f64),
    );
    (answers, weights, evidence, score).prop_map(move |(answers, weights, evidence, score)| {
        let mut profile = Profile {
            evidence: evidence.map(str::to_owned),
            ..Profile::default()
        };
        for (question, answer) in catalog.questions.iter().zip(answers) {
            profile
                .answers
                .extend(answer.map(|answer| (question.id.clone(), answer)));
        }
        for (criterion, points) in catalog.criteria.iter().zip(weights) {
            profile
                .weights
                .extend(points.map(|points| (criterion.id.clone(), points)));
        }
        if let Some((option, criterion, score)) = score {
            let scores = profile.scores.entry(catalog.options[option].id.clone()).or_default();
            scores.insert(catalog.criteria[criterion].id.clone(), score);
        }
        profile
    })
}

/// How far one option is ahead of another in a profile, from its assessment.
fn lead(catalog: &Catalog, profile: &Profile, comparison: &Comparison) -> f64 {
    let pair = comparison.pair.expect("a pair");
    let assessment = weigh(catalog, profile);
    let options = &assessment.chosen().options;
    options[pair.ahead].total - options[pair.behind].total
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn effects_and_interaction_add_up_to_the_whole_difference(first in profiles(), other in profiles(), third in profiles()) {
        let catalog = shipped();
        let comparison = compare(catalog, &[&first, &other, &third]);
        prop_assert_eq!(comparison.contrasts.len(), 2);
        for contrast in &comparison.contrasts {
            let sum: f64 = contrast.differences.iter().map(|d| d.effect).sum();
            prop_assert!((sum + contrast.interaction - contrast.whole).abs() < 1e-12);
            let (a, b) = (&comparison.sides[0], &comparison.sides[contrast.other]);
            prop_assert!((b.lead - a.lead - contrast.whole).abs() < 1e-12);
            prop_assert!(contrast.differences.iter().all(|d| comparison.differing.contains(&d.subject)));
            prop_assert!(contrast.differences.windows(2).all(|w| w[0].effect.abs() >= w[1].effect.abs()));
        }
        for (side, profile) in comparison.sides.iter().zip([&first, &other, &third]) {
            prop_assert!((side.lead - lead(catalog, profile, &comparison)).abs() < 1e-9);
            prop_assert!((side.parts.iter().sum::<f64>() - side.lead).abs() < 1e-12);
        }
    }

    #[test]
    fn one_answer_that_differs_is_the_whole_difference_to_the_bit(first in profiles(), from in profiles(), at in 0..64_usize) {
        let catalog = shipped();
        let asked: Vec<_> = catalog.questions.iter().enumerate().filter(|(_, q)| q.kind != QuestionKind::Points).collect();
        let (index, question) = asked[at % asked.len()];
        let mut other = first.clone();
        other.answers.remove(&question.id);
        other.answers.extend(from.answers.get(&question.id).map(|a| (question.id.clone(), a.clone())));
        let comparison = compare(catalog, &[&first, &other]);
        let contrast = &comparison.contrasts[0];
        if let [difference] = &contrast.differences[..] {
            prop_assert_eq!(difference.subject, Matter::Answer(index));
            prop_assert_eq!(difference.effect.to_bits(), contrast.whole.to_bits());
            prop_assert_eq!(contrast.interaction, 0.0);
            prop_assert_eq!(difference.flips, contrast.flips);
            let chosen = comparison.sides[1].assessment.chosen();
            let leaders: Vec<usize> = chosen.winner.iter().chain(&chosen.tied).copied().collect();
            prop_assert_eq!(&difference.leaders, &leaders);
            if let Some(margin) = comparison.sides[0].assessment.chosen().margin {
                prop_assert_eq!(comparison.sides[0].lead.to_bits(), margin.to_bits());
            }
        } else {
            prop_assert!(contrast.differences.is_empty(), "an open answer against none: {:?}", contrast.differences);
            prop_assert_eq!(contrast.whole, 0.0);
        }
    }

    #[test]
    fn a_profile_does_not_differ_from_itself(profile in profiles()) {
        let comparison = compare(shipped(), &[&profile, &profile]);
        prop_assert_eq!(&comparison.differing, &[]);
        prop_assert_eq!(&comparison.contrasts[0].differences, &[]);
        prop_assert!(!comparison.contrasts[0].flips);
    }
}

#[test]
fn none_and_one_profile_can_be_compared_too() {
    let none = compare(shipped(), &[]);
    assert_eq!((none.sides.len(), none.pair, none.contrasts.len()), (0, None, 0));
    let one = compare(shipped(), &[&Profile::default()]);
    assert_eq!((one.sides.len(), one.contrasts.len()), (1, 0));
    assert!((one.sides[0].lead - 1.3).abs() < 1e-9, "the guide's own inputs");
}

#[test]
fn titles_notes_seeds_and_an_open_answer_are_no_differences() {
    let mut other = Profile {
        title: Some("Other".into()),
        seed: Some(7),
        currency: Some("EUR".into()),
        evidence: Some(shipped().evidence[shipped().default_evidence].id.clone()),
        ..Profile::default()
    };
    other.answers.insert("developers".into(), Answer::Unknown);
    other.notes.insert("developers".into(), "ask again".into());
    assert_eq!(compare(shipped(), &[&Profile::default(), &other]).differing, []);
}

// -------------------------------------------------------------------------------------------------------- the command itself

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        Self {
            folder: tempfile::TempDir::new().expect("a folder"),
        }
    }

    fn profile(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, format!("schema = 1\n{text}")).expect("a file");
        path
    }

    fn compare(&self, args: &[&str]) -> Output {
        Command::new(cargo_bin!("weighbridge"))
            .arg("compare")
            .args(args)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    }
}

fn stdout(output: &Output) -> String {
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).expect("one JSON document")
}

#[test]
fn one_answer_is_named_with_its_exact_effect() {
    let folder = Folder::new();
    folder.profile("a.toml", "[answers]\nhiring = \"nobody\"\ndevelopers = 4\n");
    folder.profile("b.toml", "[answers]\nhiring = \"most\"\ndevelopers = 4\n");
    let found = json(&folder.compare(&["a.toml", "b.toml", "--format", "json"]));
    let contrast = &found["contrasts"][0];
    let differences = contrast["differences"].as_array().expect("differences");
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0]["question"], "hiring");
    assert_eq!(
        (&differences[0]["first"], &differences[0]["other"]),
        (&"nobody".into(), &"most".into())
    );
    assert_eq!(differences[0]["effect"], contrast["change"]);
    assert_eq!(contrast["interaction"], 0.0);

    // By hand: the weight of the team's size goes from 10 of 100 to 15 of 105, its scores from 7 and 8 to 3 and 9.
    let base: f64 = [20.0 * 4.0, 15.0 * 6.0, 15.0 * -6.0, 15.0 * 2.0, 15.0 * 4.0, 10.0 * -1.0]
        .iter()
        .sum();
    let (before, after) = ((base + 10.0 * -1.0) / 100.0, (base + 15.0 * -6.0) / 105.0);
    let effect = differences[0]["effect"].as_f64().expect("a number");
    assert!(
        (effect - (after - before)).abs() < 1e-9,
        "{effect} is not {}",
        after - before
    );
    let said = stdout(&folder.compare(&["a.toml", "b.toml"]));
    insta::assert_snapshot!("one_answer", said);
}

/// The assessment of a profile as `advise` prints it.
fn advised(folder: &Folder, file: &str) -> Value {
    let output = Command::new(cargo_bin!("weighbridge"))
        .args(["advise", file, "--format", "json", "--draws", "0"])
        .current_dir(folder.folder.path())
        .output()
        .expect("the program runs");
    json(&output)
}

#[test]
fn the_effect_of_one_answer_is_the_difference_of_the_margins_that_advise_prints() {
    let folder = Folder::new();
    let base =
        "title = \"Before\"\n[answers]\ndevelopers = 4\nrust_experience = \"none\"\npython_experience = \"expert\"\n";
    folder.profile("before.toml", base);
    let before = advised(&folder, "before.toml");
    let (ahead, behind) = (before["verdict"]["winner"].as_str(), before["runner_up"].as_str());
    let pair = (
        ahead.expect("a winner").to_owned(),
        behind.expect("a runner-up").to_owned(),
    );
    let total = |object: &Value, option: &str| {
        let options = object["options"].as_array().expect("options");
        let found = options.iter().find(|o| o["id"] == option).expect("the option");
        found["total"].as_f64().expect("a total")
    };
    let mut same_pair = 0;
    for (question, answer) in [
        ("peak_rps", "40000"),
        ("deadline_weeks", "30"),
        ("deadline_weeks", "5"),
        ("error_cost", "\"critical\""),
        ("expected_life", "\"decade\""),
        ("ecosystem_needs", "\"python_data\""),
        ("p99_target_ms", "10"),
        ("hourly_rate", "150"),
    ] {
        folder.profile("after.toml", &format!("{base}{question} = {answer}\n"));
        let after = advised(&folder, "after.toml");
        let found = json(&folder.compare(&["before.toml", "after.toml", "--format", "json"]));
        let contrast = &found["contrasts"][0];
        let [difference] = &contrast["differences"].as_array().expect("differences")[..] else {
            panic!("{question} alone differs: {contrast}");
        };
        assert_eq!(difference["question"], question);
        let effect = difference["effect"].as_f64().expect("an effect");
        let lead = |object: &Value| total(object, &pair.0) - total(object, &pair.1);
        // Each number is rounded to 1e-9 as it is printed, none is computed anew.
        assert!(
            (effect - (lead(&after) - lead(&before))).abs() < 2.5e-9,
            "{question}: {effect}"
        );
        if after["verdict"]["winner"] == pair.0.as_str() && after["runner_up"] == pair.1.as_str() {
            same_pair += 1;
            let margin = |object: &Value| object["margin"].as_f64().expect("a margin");
            assert!(
                (effect - (margin(&after) - margin(&before))).abs() < 1.6e-9,
                "{question}: {effect}"
            );
        }
        let printed = stdout(&folder.compare(&["before.toml", "after.toml"]));
        let title = &shipped()
            .questions
            .iter()
            .find(|q| q.id == question)
            .expect("the question")
            .title;
        assert!(printed.contains(&format!("{title} is all that differs.")), "{printed}");
    }
    assert!(same_pair >= 4, "{same_pair}");
}

#[test]
fn a_portfolio_is_a_table_with_a_row_a_profile() {
    let folder = Folder::new();
    folder.profile(
        "a.toml",
        "title = \"A, the first\"\n[answers]\ndeadline_weeks = 60\ndevelopers = 4\n",
    );
    folder.profile("b.toml", "[answers]\ndeadline_weeks = 3\ndevelopers = 4\n");
    folder.profile(
        "c.toml",
        "evidence = \"measured\"\n[answers]\ndeadline_weeks = 60\ndevelopers = 9\n[weights]\ncost = 20\n",
    );
    folder.profile("wrong.toml", "[answers]\ndevelopers = -4\n");
    let files = ["a.toml", "wrong.toml", "b.toml", "c.toml"];
    let run = |format: &str| {
        let output = folder.compare(&[&files[..], &["--format", format]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("wrong.toml:"), "{said}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    insta::assert_snapshot!("portfolio_csv", run("csv"));
    let rows: Vec<Value> = run("jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    let whole: Value = serde_json::from_str(&run("json")).expect("JSON");
    assert_eq!(rows.len(), 3);
    for (at, row) in rows.iter().enumerate() {
        for (key, value) in whole["profiles"][at].as_object().expect("a profile") {
            assert_eq!(&row[key], value, "{key}");
        }
        assert_eq!(
            (&row["schema"], &row["catalog"]),
            (&1.into(), &"axum-vs-starlette".into())
        );
    }
    assert_eq!(
        (&rows[0]["change"], &rows[0]["changes_winner"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(rows[1]["differs"], serde_json::json!(["deadline_weeks"]));
    assert_eq!(rows[1]["change"], whole["contrasts"][0]["change"]);
    assert_eq!(rows[1]["ruled_out"]["axum"], "deadline");
    let differs: Vec<&str> = rows[2]["differs"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for wanted in ["evidence", "developers", "weight.cost"] {
        assert!(differs.contains(&wanted), "{differs:?}");
    }
}

#[test]
fn one_is_counted_in_the_singular() {
    let folder = Folder::new();
    folder.profile("one.toml", "[answers]\ndevelopers = 1\n");
    folder.profile("two.toml", "[answers]\ndevelopers = 2\n");
    let said = stdout(&folder.compare(&["one.toml", "two.toml"]));
    assert!(
        said.contains(" 1 developer ") && said.contains(" 2 developers "),
        "{said}"
    );
}

#[test]
fn standard_input_line_ends_and_a_byte_order_mark_make_no_difference() {
    let folder = Folder::new();
    let text = "schema = 1\n[answers]\ndevelopers = 4\n[notes]\ndevelopers = \"one\"\n";
    folder.profile("plain.toml", text.strip_prefix("schema = 1\n").expect("it"));
    for other in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        let mut child = Command::new(cargo_bin!("weighbridge"))
            .args(["compare", "plain.toml", "-"])
            .current_dir(folder.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("standard input");
        input.write_all(other.as_bytes()).expect("it reads");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        assert!(stdout(&output).contains("Nothing that counts differs."), "{output:?}");
    }
}

#[test]
fn every_profile_that_cannot_be_read_has_its_own_message() {
    let folder = Folder::new();
    folder.profile("a.toml", "");
    folder.profile("b.toml", "");
    let at = |name: &str| folder.folder.path().join(name);
    fs::create_dir(at("folder")).expect("a folder");
    fs::write(at("empty.toml"), "").expect("a file");
    fs::write(at("binary.toml"), [0, 1, 2]).expect("a file");
    let files = [
        "folder",
        "a.toml",
        "empty.toml",
        "binary.toml",
        "missing.toml",
        "b.toml",
        "-",
    ];
    let output = folder.compare(&files);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    for wanted in [
        "cannot open `folder`: it is a folder",
        "cannot open `empty.toml`: the file is empty",
        "cannot open `binary.toml`: it is not text",
        "cannot open `missing.toml`: there is no such file",
        "cannot open `<stdin>`: the file is empty",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("Comparison of a and b\n"));
    let twice = folder.compare(&["-", "-"]);
    assert_eq!(twice.status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_comparison_that_cannot_be_written_is_a_failure_and_a_reader_that_went_away_is_none() {
    let folder = Folder::new();
    folder.profile("a.toml", "");
    folder.profile("b.toml", "[answers]\ndevelopers = 2\n");
    for format in ["text", "markdown", "json", "jsonl", "csv"] {
        let mut command = Command::new(cargo_bin!("weighbridge"));
        command
            .args(["compare", "a.toml", "b.toml", "--format", format])
            .current_dir(folder.folder.path())
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let output = command.stdout(full).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{format}: {said}");
        assert!(said.contains("the result could not be written"), "{said}");
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{format}");
    }
}

#[test]
fn several_differences_read_well_in_text_and_markdown() {
    let folder = Folder::new();
    folder.profile(
        "checkout.toml",
        "title = \"Checkout\"\n[answers]\npeak_rps = 12000\ndevelopers = 5\nrust_experience = \"some\"\ndeadline_weeks = 30\n",
    );
    folder.profile(
        "search.toml",
        "title = \"Search\"\nevidence = \"measured\"\ncurrency = \"EUR\"\n[answers]\npeak_rps = 12000\ndevelopers = 5\nrust_experience = \"none\"\ndeadline_weeks = 6\n[weights]\ncost = 30\n[scores.axum]\necosystem = 4\n",
    );
    folder.profile("empty.toml", "");
    insta::assert_snapshot!("several", stdout(&folder.compare(&["checkout.toml", "search.toml"])));
    let three = &["checkout.toml", "search.toml", "empty.toml", "--format", "markdown"];
    insta::assert_snapshot!("three_markdown", stdout(&folder.compare(three)));
}

#[test]
fn the_same_file_twice_has_no_differences() {
    let folder = Folder::new();
    folder.profile("a.toml", "");
    let said = stdout(&folder.compare(&["a.toml", "a.toml"]));
    assert!(said.contains("Nothing that counts differs."), "{said}");
    assert!(said.contains("a.toml (2)"), "{said}");
}

#[test]
fn every_files_errors_are_reported_and_the_rest_is_compared() {
    let folder = Folder::new();
    folder.profile("a.toml", "[answers]\ndevelopers = 4\n");
    folder.profile("wrong.toml", "[answers]\ndevelopers = -4\npeak_rsp = 3\n");
    folder.profile("b.toml", "[answers]\ndevelopers = 9\n");
    let output = folder.compare(&["a.toml", "wrong.toml", "missing.toml", "b.toml", "--format", "json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert_eq!(
        said.matches("wrong.toml:").count(),
        3,
        "two errors and their number: {said}"
    );
    assert!(said.contains("missing.toml"), "{said}");
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found["profiles"].as_array().map(Vec::len), Some(2));
    assert_eq!(found["contrasts"][0]["other"], "b.toml");

    let output = folder.compare(&["a.toml", "wrong.toml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("fewer than two profiles"));
    assert_eq!(folder.compare(&["a.toml"]).status.code(), Some(2));
}

#[test]
fn a_gate_that_makes_the_difference_is_named() {
    let folder = Folder::new();
    folder.profile("a.toml", "[answers]\ndeadline_weeks = 60\ndevelopers = 4\n");
    folder.profile("b.toml", "[answers]\ndeadline_weeks = 3\ndevelopers = 4\n");
    let found = json(&folder.compare(&["a.toml", "b.toml", "--format", "json"]));
    let difference = &found["contrasts"][0]["differences"][0];
    assert_eq!(difference["question"], "deadline_weeks");
    let out: Vec<&Value> = difference["rules_out"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| &r["option"])
        .collect();
    assert!(out.contains(&&Value::from("axum")), "{difference}");
    assert_eq!(difference["rules_out"][0]["gate"], "deadline");
    assert!(stdout(&folder.compare(&["a.toml", "b.toml"])).contains("Axum fails Deadline"));
}

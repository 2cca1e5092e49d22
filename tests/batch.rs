//! `batch`: a table of profiles in, a row for each out; and that a row is what the profile's own assessment is.

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
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use proptest::prelude::*;
use serde_json::Value;
use weighbridge::{
    catalog::{self, Catalog, QuestionKind},
    profile::{Answer, Profile},
    weigh::{
        Outcome,
        batch::{Row, Weigher, outcome},
        weigh,
    },
};

fn batch(args: &[&str], table: &[u8]) -> Output {
    let mut child = Command::new(cargo_bin!("weighbridge"))
        .args(args)
        .env("NO_COLOR", "1")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    // Written beside, so that a full pipe of results blocks nobody.
    let table = table.to_vec();
    let writing = std::thread::spawn(move || {
        let _ = stdin.write_all(&table);
    });
    let output = child.wait_with_output().expect("the program ends");
    writing.join().expect("the input is written");
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code, not a signal")
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8 on standard output");
    text.lines().map(str::to_owned).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on standard error")
}

fn objects(table: &str) -> Vec<Value> {
    let output = batch(&["batch", "-", "--format", "jsonl"], table.as_bytes());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let objects = lines(&output).into_iter();
    objects
        .map(|line| serde_json::from_str(&line).expect("an object a line"))
        .collect()
}

const MATRIX: &str = "tests/data/catalogs/plain-matrix.toml";

#[test]
fn a_table_of_weights_gives_a_row_each_in_the_same_order() {
    let table = "name,weight.rent,weight.commute,weight.light\nno wishes,,,\nlight,0,0,100\n\"far, away\",10,80,10\n";
    let output = batch(&["--catalog", MATRIX, "batch", "-"], table.as_bytes());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!(lines(&output).join("\n"), @r#"
    name,winner,verdict,margin,total.north,total.harbour,total.old-mill,rank.north,rank.harbour,rank.old-mill,ruled_out.north,ruled_out.harbour,ruled_out.old-mill
    no wishes,north,too-close-to-call,0.250000,6.350000,6.100000,5.750000,1,2,3,,,
    light,north,too-close-to-call,0.000000,7.000000,7.000000,5.000000,1,1,3,,,
    "far, away",harbour,clear,2.300000,4.700000,8.200000,5.900000,3,1,2,,,
    "#);
}

#[test]
fn cells_are_understood_as_answers_are_typed() {
    let same = |a: &str, b: &str| {
        let with = |cells: &str| {
            objects(&format!(
                "name,peak_rps,hourly_rate,rust_experience,deadline_weeks,evidence\nx,{cells}\n"
            ))
        };
        assert_eq!(with(a), with(b), "{a} and {b}");
    };
    same("12k,$95/h,expert,12,guide", "12000,95,expert,12,");
    same("\"12,000 req/s\",95,Expert,3 months,guide", "12000,95,expert,13,");
    same(",?,unknown,,", ",,,,");
    same("\" 12000 \",95,4,12,measured", "12000,95,expert,12,measured");
}

#[test]
fn an_empty_row_of_cells_is_a_profile_and_an_empty_row_is_none() {
    let all = objects("name,peak_rps,developers\nnothing said,,\n,,\n\n  ,,\nlast,,3\n");
    let names: Vec<&str> = all.iter().filter_map(|o| o["name"].as_str()).collect();
    assert_eq!(names, ["nothing said", "last"]);
    let axum = all[0]["total"]["axum"].as_f64().expect("a total");
    assert!((axum - 7.5).abs() < 1e-9, "the guide's own inputs: {axum}");
}

#[test]
fn rows_without_a_name_are_called_by_their_line() {
    let all = objects("peak_rps\n100\n\n200\n");
    let names: Vec<&str> = all.iter().filter_map(|o| o["name"].as_str()).collect();
    assert_eq!(names, ["line 2", "line 4"]);
}

#[test]
fn a_wrong_row_is_told_with_line_and_column_and_the_rest_is_done() {
    let table = "name,peak_rps,rust_experience,weight.performance,weight.cost\n\
        good,100,some,30,\n\
        checkout,12 cows,exprt,,\n\
        \"two\nlines\",-5,,130,\n\
        short,1\n\
        long,1,some,,,more\n\
        heavy,,,70,40\n\
        also good,200,none,,10\n";
    let output = batch(&["batch", "-"], table.as_bytes());
    let said = stderr(&output);
    assert_eq!(code(&output), 3, "{said}");
    let names: Vec<String> = lines(&output)
        .iter()
        .map(|l| l.split(',').next().unwrap_or("").to_owned())
        .collect();
    assert_eq!(names, ["name", "good", "also good"], "order kept");
    insta::assert_snapshot!("wrong_rows", said);
}

#[test]
fn every_mistake_of_a_header_is_named_before_any_row() {
    let table = "name,peak_rsp,weight.preformance,performance,weights,developers,developers\nx,1,2,3,4,5,6\n";
    let output = batch(&["batch", "-"], table.as_bytes());
    assert_eq!(code(&output), 3);
    assert_eq!(lines(&output), Vec::<String>::new());
    insta::assert_snapshot!("wrong_header", stderr(&output));
}

#[test]
fn line_ends_marks_semicolons_and_quotes_change_nothing() {
    let plain = objects("name,peak_rps,developers\n\"a\",1000,4\nb,2000.5,5\n");
    for other in [
        "\u{feff}name,peak_rps,developers\r\na,1000,4\r\nb,2000.5,5",
        "name;peak_rps;developers\na;1000;4\nb;2000,5;5\n",
        "\"name\",\"peak_rps\",\"developers\"\n\"a\",\"1,000\",\"4\"\n\"b\",\"2000.5\",\"5\"\n",
        "name,peak_rps,developers,,\na,1000,4,,\nb,2000.5,5,,\n",
        "developers,name,peak_rps\n4,a,1000\n5,b,2000.5\n",
    ] {
        assert_eq!(objects(other), plain, "{other}");
    }
}

#[test]
fn a_quote_that_is_never_closed_spoils_its_row_only() {
    let output = batch(&["batch", "-"], b"name,developers\na,1\n\"b,2\nc,3\n");
    assert_eq!(code(&output), 3);
    assert_eq!(lines(&output).len(), 3);
    assert!(stderr(&output).contains("<stdin>:3:1"), "{}", stderr(&output));
}

#[test]
fn what_is_no_table_has_its_own_message() {
    for (bytes, why) in [
        (&b""[..], "nothing in it"),
        (b"\n\n", "nothing in it"),
        (b"\xff\xfen\0a\0m\0e\0", "UTF-16"),
        (b"PK\x03\x04rest", "spreadsheet's own file"),
        (b"name\0,x\n", "not text"),
        (b"name\nx\n", "no column holds an answer or a weight"),
    ] {
        let output = batch(&["batch", "-"], bytes);
        let said = stderr(&output);
        assert_eq!(code(&output), 3, "{said}");
        assert!(said.contains(why), "{why}: {said}");
        assert_eq!(lines(&output), Vec::<String>::new());
    }
    for (path, why) in [("no-such.csv", "no such file"), ("tests", "a folder")] {
        let output = batch(&["batch", path], b"");
        assert_eq!(code(&output), 3);
        assert!(stderr(&output).contains(why), "{}", stderr(&output));
    }
}

#[test]
fn cells_that_are_no_text_are_told_and_the_rest_is_done() {
    let output = batch(&["batch", "-"], b"name,developers\nab\xe4,\xff\nc,3\n");
    assert_eq!(code(&output), 3);
    assert_eq!(lines(&output).len(), 2);
    assert_eq!(stderr(&output).matches("not UTF-8").count(), 2, "{}", stderr(&output));
}

#[test]
fn a_thousand_wrong_rows_are_all_told() {
    let table = format!("name,developers\n{}", "x,none of them\n".repeat(1000));
    let output = batch(&["batch", "-"], table.as_bytes());
    let said = stderr(&output);
    assert_eq!(code(&output), 3);
    for line in [2, 500, 1001] {
        assert!(said.contains(&format!("<stdin>:{line}:3")), "line {line}");
    }
    assert!(
        said.contains("1000 of 1000 rows are wrong"),
        "{}",
        said.lines().last().unwrap_or("")
    );
}

#[test]
fn money_of_another_currency_is_warned_of_once_a_column() {
    let output = batch(&["batch", "-"], "name,hourly_rate\na,€95/h\nb,€100/h\n".as_bytes());
    assert_eq!(code(&output), 0);
    assert_eq!(
        stderr(&output).matches("nothing is converted").count(),
        1,
        "{}",
        stderr(&output)
    );
    assert_eq!(lines(&output).len(), 3);
}

#[test]
fn weights_of_every_criterion_count_by_their_ratios() {
    let header = "name,weight.rent,weight.commute,weight.light\n";
    let output = batch(
        &["--catalog", MATRIX, "batch", "-"],
        format!("{header}a,80,70,50\nb,40,35,25\n").as_bytes(),
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let rows = lines(&output);
    assert_eq!(rows[1].strip_prefix('a'), rows[2].strip_prefix('b'));
    let none = batch(
        &["--catalog", MATRIX, "batch", "-"],
        format!("{header}a,0,0,0\n").as_bytes(),
    );
    assert_eq!(code(&none), 3);
    assert!(stderr(&none).contains("all weights are 0"), "{}", stderr(&none));
}

#[test]
fn batch_and_advise_agree() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let profile = folder.path().join("p.toml");
    fs::write(
        &profile,
        "schema = 1\nevidence = \"measured\"\n[answers]\npeak_rps = 30000\ndeadline_weeks = 6\ndevelopers = 5\nexpected_life = \"decade\"\n[weights]\ncost = 25\n",
    )
    .expect("a file");
    let advised = Command::new(cargo_bin!("weighbridge"))
        .args(["advise", "--format", "json"])
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .arg(&profile)
        .output()
        .expect("the program runs");
    let advised: Value = serde_json::from_slice(&advised.stdout).expect("JSON");
    let row = &objects(
        "evidence,name,peak_rps,deadline_weeks,developers,expected_life,weight.cost\nmeasured,p,30k,6,5,decade,25\n",
    )[0];
    assert_eq!(row["winner"], advised["verdict"]["winner"]);
    for option in advised["options"].as_array().expect("options") {
        let id = option["id"].as_str().expect("an id");
        let (a, b) = (
            option["total"].as_f64().expect("a total"),
            row["total"][id].as_f64().expect("a total"),
        );
        assert!((a - b).abs() < 1e-6, "{id}: {a} and {b}");
        assert_eq!(option["rank"], row["rank"][id], "{id}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn rows_that_cannot_be_written_are_a_failure_with_its_cause() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let table = folder.path().join("services.csv");
    std::fs::write(&table, "name,developers\na,4\nb,5\n").expect("a table");
    for format in ["csv", "jsonl"] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("/dev/full");
        let output = Command::new(cargo_bin!("weighbridge"))
            .args(["batch", "services.csv", "--format", format])
            .current_dir(folder.path())
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("the program runs");
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        assert!(
            stderr(&output).contains("the result could not be written"),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let mut child = Command::new(cargo_bin!("weighbridge"))
        .args(["batch", "-"])
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("its input");
    let _ = stdin.write_all(format!("name,developers\n{}", "x,3\n".repeat(5000)).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

// ------------------------------------------------------------------------------------------ a row is what an assessment is

/// A random answer to each question, weight of each criterion and set of evidence, as a profile and as a row.
#[derive(Debug, Clone)]
struct Said {
    answers: Vec<Option<Answer>>,
    weights: Vec<Option<f64>>,
    evidence: usize,
}

fn said(catalog: &'static Catalog) -> impl Strategy<Value = Said> {
    let answers: Vec<_> = catalog
        .questions
        .iter()
        .map(|question| match &question.kind {
            QuestionKind::Choice(choices) => {
                let ids: Vec<String> = choices.iter().map(|c| c.id.clone()).collect();
                let some = proptest::sample::select(ids).prop_map(|id| Some(Answer::Choice(id)));
                prop_oneof![1 => Just(None), 2 => some].boxed()
            }
            QuestionKind::Number { min, max, .. } => {
                let (min, max) = (*min, *max);
                let decades = (0.0..=1.0_f64).prop_map(move |t| min + (max - min + 1.0).powf(t) - 1.0);
                let edges = prop_oneof![Just(min), Just(max), Just(f64::NAN), Just(1e300), Just(-1e300)];
                prop_oneof![3 => Just(None), 5 => decades.prop_map(|x| Some(Answer::Number(x))), 1 => edges.prop_map(|x| Some(Answer::Number(x)))]
                    .boxed()
            }
            QuestionKind::Points => Just(None).boxed(),
        })
        .collect();
    let weight = prop_oneof![4 => Just(None), 2 => (0.0..=100.0_f64).prop_map(Some), 1 => Just(Some(0.0))];
    let weights = proptest::collection::vec(weight, catalog.criteria.len());
    (answers, weights, 0..catalog.evidence.len()).prop_map(|(answers, weights, evidence)| Said {
        answers,
        weights,
        evidence,
    })
}

fn profile(catalog: &Catalog, said: &Said) -> Profile {
    let mut profile = Profile {
        evidence: Some(catalog.evidence[said.evidence].id.clone()),
        ..Profile::default()
    };
    for (question, answer) in catalog.questions.iter().zip(&said.answers) {
        profile
            .answers
            .extend(answer.clone().map(|answer| (question.id.clone(), answer)));
    }
    for (criterion, points) in catalog.criteria.iter().zip(&said.weights) {
        profile
            .weights
            .extend(points.map(|points| (criterion.id.clone(), points)));
    }
    profile
}

fn fill(catalog: &Catalog, said: &Said, row: &mut Row<'_>) {
    row.clear();
    row.evidence(said.evidence);
    for (at, (question, answer)) in catalog.questions.iter().zip(&said.answers).enumerate() {
        match (answer, &question.kind) {
            (Some(Answer::Number(x)), _) => row.number(at, *x),
            (Some(Answer::Choice(id)), QuestionKind::Choice(choices)) => {
                row.choice(at, choices.iter().position(|c| c.id == *id).expect("a choice"));
            }
            _ => {}
        }
    }
    for (at, points) in said.weights.iter().enumerate() {
        if let Some(points) = points {
            row.weight(at, *points);
        }
    }
}

/// To the bit, not nearly.
fn same(outcome: &Outcome, catalog: &Catalog, profile: &Profile) -> Result<(), TestCaseError> {
    let assessment = weigh(catalog, profile);
    let chosen = assessment.chosen();
    let bits = |x: f64| x.to_bits();
    let shares: Vec<f64> = assessment.weights.iter().map(|w| w.share).collect();
    prop_assert_eq!(&outcome.shares, &shares);
    for (at, option) in chosen.options.iter().enumerate() {
        prop_assert_eq!(bits(outcome.totals[at]), bits(option.total), "option {}", at);
        prop_assert_eq!(outcome.ranks()[at], option.rank);
        prop_assert_eq!(outcome.felled_by[at], option.felled_by().map(|gate| gate.gate));
        for (criterion, score) in option.scores.iter().enumerate() {
            prop_assert_eq!(bits(outcome.score(at, criterion)), bits(score.value));
        }
    }
    prop_assert_eq!(outcome.ranking(), &chosen.ranking[..]);
    prop_assert_eq!(outcome.winner(), chosen.winner);
    let leaders: Vec<usize> = chosen.winner.iter().chain(&chosen.tied).copied().collect();
    prop_assert_eq!(outcome.leaders(), &leaders[..]);
    prop_assert_eq!(outcome.margin.map(bits), chosen.margin.map(bits));
    prop_assert_eq!(outcome.verdict, assessment.verdict.kind);
    Ok(())
}

fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

fn matrix() -> &'static Catalog {
    use std::sync::OnceLock;
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| catalog::open(MATRIX.as_ref()).expect("the matrix loads"))
}

fn database() -> &'static Catalog {
    use std::sync::OnceLock;
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        catalog::open("tests/data/catalogs/analytics-database.toml".as_ref()).expect("the catalog loads")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_of_the_shipped_catalog_are_its_assessments(all in proptest::collection::vec(said(shipped()), 1..5)) {
        rows_are_assessments(shipped(), &all)?;
    }

    #[test]
    fn rows_of_a_plain_matrix_are_its_assessments(all in proptest::collection::vec(said(matrix()), 1..5)) {
        rows_are_assessments(matrix(), &all)?;
    }

    #[test]
    fn rows_of_another_catalog_are_its_assessments(all in proptest::collection::vec(said(database()), 1..5)) {
        rows_are_assessments(database(), &all)?;
    }
}

/// One weigher for all of them: nothing of a row may be left for the next.
fn rows_are_assessments(catalog: &Catalog, all: &[Said]) -> Result<(), TestCaseError> {
    let mut weigher = Weigher::new(catalog);
    let mut row = Row::new(catalog);
    for said in all {
        let profile = profile(catalog, said);
        fill(catalog, said, &mut row);
        same(weigher.weigh(&row), catalog, &profile)?;
        same(&outcome(catalog, &profile), catalog, &profile)?;
    }
    Ok(())
}

#[test]
fn scores_set_by_hand_count_in_a_bare_outcome_too() {
    let catalog = matrix();
    let mut profile = Profile::default();
    profile
        .scores
        .entry("harbour".into())
        .or_default()
        .insert("rent".into(), 9.0);
    same(&outcome(catalog, &profile), catalog, &profile).expect("the same");
}

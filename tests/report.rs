//! Each format, golden, and what must hold of every report.

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

use std::{fs, path::Path};

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;
use weighbridge::{
    catalog::{self, Catalog},
    profile::{self, Profile},
    report::{self, Entry},
    weigh::{self, Assessment, Robustness},
};

const SCENARIOS: [&str; 5] = ["startup", "ecommerce", "gaming", "trading", "learning"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the built-in catalog has no mistakes")
}

fn other(file: &str) -> Catalog {
    let path = format!("tests/data/catalogs/{file}");
    catalog::load(&path, &read(&path), &|_| None).expect("a catalog without mistakes")
}

struct Case {
    name: String,
    profile: Profile,
    assessment: Assessment,
    robustness: Robustness,
}

impl Case {
    fn new(catalog: &Catalog, name: &str, text: &str) -> Self {
        let (profile, _) = profile::read(name, text, catalog).expect("a profile without mistakes");
        let assessment = weigh::weigh(catalog, &profile);
        Self {
            name: name.to_owned(),
            robustness: weigh::robustness(catalog, &profile, &assessment, 10_000),
            assessment,
            profile,
        }
    }

    fn scenario(name: &str) -> Self {
        let path = format!("profiles/{name}.toml");
        Self::new(shipped(), &path, &read(&path))
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            name: &self.name,
            profile: &self.profile,
            assessment: &self.assessment,
            robustness: &self.robustness,
        }
    }
}

const DATABASE: &str = r#"schema = 1
title = "Product analytics"
[answers]
peak_rps = 40
data_size = "medium"
p95_target_ms = 800
developers = 4
weeks = "unknown"
[notes]
peak_rps = "Counted in October, before the new dashboards"
"#;

#[test]
fn what_is_read_first_of_each_scenario() {
    for name in SCENARIOS {
        let case = Case::scenario(name);
        insta::assert_snapshot!(format!("brief_{name}"), report::text::brief(shipped(), &[case.entry()]));
    }
    let empty = Case::new(shipped(), "empty.toml", "schema = 1\n");
    insta::assert_snapshot!("brief_empty", report::text::brief(shipped(), &[empty.entry()]));
}

#[test]
fn what_is_read_first_fits_on_two_screens_and_says_what_decides() {
    let mut cases: Vec<Case> = SCENARIOS.iter().map(|s| Case::scenario(s)).collect();
    cases.push(Case::new(shipped(), "empty.toml", "schema = 1\n"));
    cases.push(Case::new(
        shipped(),
        "none.toml",
        "schema = 1\n[answers]\np99_target_ms = 0.1\n",
    ));
    for case in &cases {
        let text = report::text::brief(shipped(), &[case.entry()]);
        let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = text.lines().count();
        assert!(lines <= 80, "{}: {lines} lines", case.name);
        let verdict = &case.robustness.verdict;
        let said = [
            &verdict.sureness,
            &verdict.reasons_for,
            &verdict.reasons_against,
            &verdict.remarks,
        ];
        let said = said
            .into_iter()
            .flatten()
            .chain(&verdict.for_the_rival)
            .chain(&verdict.next);
        for sentence in said.chain([&verdict.sentence, &format!("Verdict: {}.", verdict.kind.words())]) {
            assert!(words.contains(sentence.as_str()), "{}: {sentence}", case.name);
        }
        let whole = report::text::render(shipped(), &[case.entry()]);
        assert!(whole.lines().count() > 2 * lines, "{}", case.name);
    }
}

#[test]
fn what_is_read_first_of_a_plain_matrix_names_no_figures_that_it_has_not() {
    let catalog = other("plain-matrix.toml");
    let case = Case::new(&catalog, "flat.toml", "schema = 1\n[weights]\nlight = 50\n");
    insta::assert_snapshot!("brief_plain_matrix", report::text::brief(&catalog, &[case.entry()]));
}

#[test]
fn text_of_a_scenario() {
    insta::assert_snapshot!(report::text::render(shipped(), &[Case::scenario("startup").entry()]));
}

#[test]
fn markdown_of_a_scenario() {
    insta::assert_snapshot!(report::markdown::render(shipped(), &[Case::scenario("gaming").entry()]));
}

#[test]
fn json_of_a_scenario() {
    let text = report::json::object(shipped(), &Case::scenario("trading").entry()).expect("JSON");
    insta::assert_snapshot!(text);
}

#[test]
fn csv_of_all_scenarios() {
    let cases: Vec<Case> = SCENARIOS.iter().map(|s| Case::scenario(s)).collect();
    let entries: Vec<Entry<'_>> = cases.iter().map(Case::entry).collect();
    insta::assert_snapshot!(report::csv::render(shipped(), &entries));
}

#[test]
fn text_of_another_subject_with_three_options() {
    let catalog = other("analytics-database.toml");
    let case = Case::new(&catalog, "analytics.toml", DATABASE);
    insta::assert_snapshot!(report::text::render(&catalog, &[case.entry()]));
}

#[test]
fn text_of_a_plain_matrix_is_short() {
    let catalog = other("plain-matrix.toml");
    let case = Case::new(&catalog, "flat.toml", "schema = 1\n[weights]\nlight = 50\n");
    insta::assert_snapshot!(report::text::render(&catalog, &[case.entry()]));
}

#[test]
fn overview_of_a_catalog() {
    let catalog = other("analytics-database.toml");
    insta::assert_snapshot!(report::text::draw(&report::overview::document(&catalog)));
}

#[test]
fn no_line_of_text_is_wider_than_promised() {
    let shipped = shipped();
    let mut texts = vec![
        report::audit::text(shipped, &weigh::audit(shipped)),
        report::text::draw(&report::overview::document(shipped)),
    ];
    for case in SCENARIOS.map(Case::scenario) {
        texts.push(report::text::render(shipped, &[case.entry()]));
        texts.push(report::text::brief(shipped, &[case.entry()]));
    }
    for text in texts {
        for line in text.lines() {
            assert!(line.width() <= report::text::WIDTH, "{} columns: {line}", line.width());
            assert_eq!(line, line.trim_end(), "no blanks at the end");
        }
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    let object = value.as_object().expect("an object");
    object.values().map(|v| v.as_f64().expect("a number")).collect()
}

#[test]
fn the_numbers_of_the_json_add_up() {
    for scenario in SCENARIOS {
        let text = report::json::object(shipped(), &Case::scenario(scenario).entry()).expect("JSON");
        let object: Value = serde_json::from_str(&text).expect("JSON that reads back");
        assert!((numbers(&object["weights"]).iter().sum::<f64>() - 1.0).abs() < 1e-9);
        if let Some(margin) = object["margin"].as_f64() {
            assert!((numbers(&object["margin_parts"]).iter().sum::<f64>() - margin).abs() < 1e-7);
        }
        for option in object["options"].as_array().expect("options") {
            let total = option["total"].as_f64().expect("a total");
            assert!((numbers(&option["contributions"]).iter().sum::<f64>() - total).abs() < 1e-7);
            let cost = &option["cost"];
            let whole = cost["total"].as_f64().expect("a cost");
            assert!(
                (numbers(&cost["parts"]).iter().sum::<f64>() - whole).abs() < 1e-6,
                "{cost}"
            );
            let months = cost["by_month"].as_array().expect("months");
            assert_eq!(
                months.len() as u64,
                object["horizon_months"].as_u64().expect("a horizon") + 1
            );
            assert_eq!(months.last(), Some(&cost["total"]));
            // A strategy may pay for its second part later.
            if option["phases"].as_array().is_some_and(Vec::is_empty) {
                assert_eq!(months.first(), Some(&cost["development"]));
            }
        }
    }
}

#[test]
fn the_json_has_every_field_that_its_documentation_names() {
    let documentation = read("docs/json.md");
    let text = report::json::object(shipped(), &Case::scenario("gaming").entry()).expect("JSON");
    let object: Value = serde_json::from_str(&text).expect("JSON");
    let option = &object["options"][0];
    let robustness = &object["robustness"];
    for key in object
        .as_object()
        .expect("an object")
        .keys()
        .chain(option.as_object().expect("an option").keys())
        .chain(robustness.as_object().expect("a robustness").keys())
        .chain(robustness["sampled"].as_object().expect("draws").keys())
        .chain(object["verdict"].as_object().expect("a verdict").keys())
    {
        assert!(
            documentation.contains(&format!("`{key}`")),
            "docs/json.md does not name `{key}`"
        );
    }
    for line in documentation.lines().filter(|l| l.starts_with("| `")) {
        let names = line.split('|').nth(1).expect("a first cell");
        for name in names.split('`').skip(1).step_by(2) {
            let there = [&object, option, robustness].iter().any(|at| at.get(name).is_some());
            assert!(there, "docs/json.md names `{name}`, which is not there");
        }
    }
}

#[test]
fn the_csv_has_a_row_a_profile_and_option_each_as_wide_as_the_header() {
    let cases: Vec<Case> = SCENARIOS.iter().map(|s| Case::scenario(s)).collect();
    let entries: Vec<Entry<'_>> = cases.iter().map(Case::entry).collect();
    let csv = report::csv::render(shipped(), &entries);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + SCENARIOS.len() * shipped().options.len());
    let width = lines[0].split(',').count();
    for line in &lines[1..] {
        // A comma counts outside quotes only.
        let plain: String = line.split('"').step_by(2).collect();
        assert_eq!(plain.split(',').count(), width, "{line}");
    }
}

#[test]
fn markdown_and_text_say_the_same_words() {
    let case = Case::scenario("trading");
    let words = |text: &str| -> Vec<String> {
        let kept = |c: char| c.is_alphanumeric();
        text.split(|c| !kept(c))
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut text = words(&report::text::render(shipped(), &[case.entry()]));
    let mut markdown = words(&report::markdown::render(shipped(), &[case.entry()]));
    text.sort();
    text.dedup();
    markdown.sort();
    markdown.dedup();
    assert_eq!(text, markdown);
}

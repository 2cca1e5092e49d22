//! The catalog's reader from outside: what it accepts, and that it names every mistake with its place.

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

use std::{fmt::Write as _, fs, path::Path};

use proptest::prelude::*;
use weighbridge::{
    catalog::{self, Catalog, Role},
    diagnostic::Problems,
};

const MATRIX: &str = include_str!("data/catalogs/plain-matrix.toml");
const ANALYTICS: &str = include_str!("data/catalogs/analytics-database.toml");

fn load(text: &str) -> Result<Catalog, Problems> {
    catalog::load("test.toml", text, &|_| None)
}

fn loaded(text: &str) -> Catalog {
    load(text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn a_plain_decision_matrix_is_a_catalog() {
    let catalog = loaded(MATRIX);
    assert_eq!(catalog.options.len(), 3);
    assert_eq!(catalog.id, "test");
    assert_eq!(catalog.criteria[1].scores[1].as_ref().map(|s| s.value), Some(9.0));
    assert!(catalog.questions.is_empty() && catalog.figures.is_empty());
    assert_eq!(catalog.evidence.len(), 1);
}

#[test]
fn the_smallest_catalog_of_the_documentation_is_one() {
    let documentation = include_str!("../docs/catalog.md");
    let block = documentation
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let catalog = loaded(block.expect("an example"));
    assert_eq!((catalog.options.len(), catalog.criteria.len()), (2, 2));
}

#[test]
fn the_built_in_catalog_has_no_mistake() {
    if let Err(problems) = catalog::built_in() {
        panic!("{problems}");
    }
}

#[test]
fn a_catalog_on_another_subject_loads_whole() {
    let catalog = loaded(ANALYTICS);
    assert_eq!(catalog.options.len(), 3);
    assert_eq!(catalog.scenarios.len(), 3);
    assert_eq!(catalog.tiers.len(), 3);
    assert_eq!(catalog.gates.len(), 2);
    assert_eq!(catalog.currency, "EUR");
    for role in [Role::Capacity, Role::Learning, Role::Build] {
        for option in 0..3 {
            assert!(
                catalog.option_figure(0, option, role).is_some(),
                "{} of {option}",
                role.id()
            );
        }
    }
}

/// A profile that a scenario of the wrong catalog names.
const BESIDE: &str = "catalog = \"another\"\n\n[answers]\ncolour = \"drak\"\nsize = 3\n";

fn wrong() -> Problems {
    let text = include_str!("data/catalogs/wrong.toml");
    let profiles = |file: &str| {
        assert!(!file.contains(".."), "asked for a file outside of the folder");
        (file == "beside.toml").then(|| BESIDE.to_owned())
    };
    catalog::load("wrong.toml", text, &profiles).expect_err("this catalog is wrong")
}

#[test]
fn every_mistake_of_a_wrong_catalog_is_named_at_once() {
    let problems = wrong();
    insta::assert_snapshot!(problems.render(false));
}

#[test]
fn mistakes_are_placed_by_line_and_column() {
    let problems = wrong();
    let at = |message: &str| {
        let problem = problems.items.iter().find(|p| p.message.contains(message));
        let problem = problem.unwrap_or_else(|| panic!("no problem says {message:?}"));
        problems.position(problem)
    };
    assert_eq!(at("has no key `sumary`"), (4, 1));
    assert_eq!(at("two options have the id `red`"), (24, 6));
    assert_eq!(at("there is no option `bleu`"), (53, 52));
    assert_eq!(
        at("the conditions go in a circle: colour -> amount -> feel -> colour"),
        (85, 8)
    );
    assert_eq!(at("`capacity_rps` cannot be in `ms`"), (155, 8));
    assert_eq!(at("p99 of point 1"), (224, 7));
    let order: Vec<usize> = problems.items.iter().map(|p| p.span.start).collect();
    assert!(order.is_sorted(), "problems are not in order of the text");
}

#[test]
fn weights_that_sum_to_zero_are_refused() {
    let text = MATRIX
        .replace("weight = 40", "weight = 0")
        .replace("weight = 35", "weight = 0")
        .replace("weight = 25", "weight = 0");
    let problems = load(&text).expect_err("no criterion has a weight");
    assert_eq!(problems.items.len(), 1);
    assert_eq!(problems.items[0].message, "the weights sum to zero");
}

#[test]
fn a_decision_needs_two_options_and_a_criterion() {
    let problems = load("[[options]]\nid = \"only\"\n").expect_err("this is no decision");
    let messages: Vec<&str> = problems.items.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(messages, ["there are no `criteria`", "there are only 1 `options`"]);
}

#[test]
fn a_value_that_is_not_toml_does_not_hide_the_other_mistakes() {
    let text = MATRIX
        .replace("weight = 40", "weight = 4O")
        .replace("commute", "Commute")
        .replace("light", "rent");
    let problems = load(&text).expect_err("three mistakes");
    let found: Vec<(usize, usize)> = problems.items.iter().map(|p| problems.position(p)).collect();
    assert_eq!(found, [(14, 10), (18, 6), (23, 6)], "{problems}");
}

#[test]
fn an_open_bracket_is_the_only_thing_that_is_said() {
    let problems =
        load(&MATRIX.replace("[[options]]\nid = \"harbour\"", "[[options\nid = \"harbour\"")).expect_err("open");
    assert!(
        problems.items.iter().all(|p| p.message.starts_with("this is not TOML")),
        "{problems}"
    );
}

#[test]
fn a_file_cannot_move_the_cursor_of_who_reads_its_problems() {
    let problems = load("\"\\u001b[2J\" = 1\n").expect_err("an unknown key");
    assert!(!problems.render(false).contains('\u{1b}'), "{problems:?}");
}

#[test]
fn figures_of_one_set_win_over_figures_of_every_set() {
    let text = format!(
        "{}{}",
        ANALYTICS.replace(
            "# --- what matters",
            "[[evidence]]\nid = \"trial\"\ntitle = \"our trial\"\n\n# --- what matters"
        ),
        "[[figures]]\nid = \"capacity_rps\"\nunit = \"req/s\"\nevidence = \"trial\"\nkind = \"measured\"\nsource = \"a trial\"\nof = { cluster = 99 }\n"
    );
    let catalog = loaded(&text);
    let capacity = |set, option| {
        catalog
            .option_figure(set, option, Role::Capacity)
            .map(|f| f.amount.value)
    };
    assert_eq!(capacity(0, 1), Some(15.0));
    assert_eq!(capacity(1, 1), Some(99.0));
    assert_eq!(
        capacity(1, 0),
        Some(20.0),
        "options that the set does not name keep the figure of every set"
    );
}

#[test]
fn the_export_says_the_same_without_other_files() {
    let text = catalog::built_in_text();
    let profiles = |file: &str| catalog::built_in_profile(file).map(str::to_owned);
    let exported = catalog::export(text, &profiles);
    let original = catalog::built_in().expect("the built-in catalog is right");
    let mut copy = catalog::load("exported.toml", &exported, &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(copy.scenarios.len(), original.scenarios.len());
    for (copy, original) in copy.scenarios.iter_mut().zip(&original.scenarios) {
        assert_eq!(copy.profile.answers, original.profile.answers, "{}", original.id);
        copy.profile.clone_from(&original.profile);
    }
    assert_eq!(&copy, original);
}

#[test]
fn an_export_keeps_answers_of_profiles_and_every_comment() {
    let text = format!(
        "{ANALYTICS}\n[[scenarios]]\nid = \"night\"\nprofile = \"night.toml\" # by hand\nchoice = [\"cluster\"]\n"
    );
    let profiles = |_: &str| {
        Some("[answers]\n# On a Monday.\npeak_rps = 40\noperations = \"some\"\n[weights]\ncost = 12.5\n".to_owned())
    };
    let original = catalog::load("test.toml", &text, &profiles).unwrap_or_else(|problems| panic!("{problems}"));
    let exported = catalog::export(&text, &profiles);
    let copy = loaded(&exported);
    assert_eq!(copy.scenarios[3].profile.answers, original.scenarios[3].profile.answers);
    assert!(copy.scenarios[3].profile.text.contains("cost = 12.5"));
    for comment in text
        .lines()
        .filter(|line| line.starts_with('#'))
        .chain(["# by hand", "# On a Monday."])
    {
        assert!(exported.contains(comment), "{comment} is lost");
    }
}

#[test]
fn inline_answers_are_a_profile_as_they_stand() {
    let catalog = loaded(ANALYTICS);
    let clinic = &catalog.scenarios[1].profile;
    assert_eq!(clinic.file, None);
    assert_eq!(
        clinic.text,
        "schema = 1\ncatalog = \"analytics-database\"\ntitle = \"Group of clinics\"\n\n[answers]\ndata_size = \"medium\"\n\
         regulated = \"own\"\ndevelopers = 8\noperations = \"dedicated\"\nhorizon_months = 60\n\n[weights]\ncontrol = 35\n"
    );
}

#[test]
fn no_rust_outside_of_tests_knows_what_the_built_in_catalog_decides() {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source file").to_lowercase();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                // The one line that names the folder of the data, to compile it in.
                let lines = code
                    .lines()
                    .filter(|line| !line.trim().starts_with("include_str!(concat!("));
                let knows = lines.filter(|line| line.contains("axum") || line.contains("starlette"));
                found.extend(knows.map(|line| format!("{}: {line}", path.display())));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_second_catalog_has_no_word_of_the_first() {
    let text = ANALYTICS.to_lowercase();
    for word in ["axum", "starlette", "rust", "python", "framework"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_flood_of_mistakes_is_counted_and_not_kept() {
    let mut text = String::new();
    for line in 0..102_000 {
        let _ = writeln!(text, "key{line} = {}", if line < 1000 { "1" } else { "12k" });
    }
    let problems = load(&text).expect_err("nothing in it is known");
    assert!(problems.is_full());
    assert!(problems.errors() > 100_000, "{}", problems.errors());
    assert!(problems.render(false).lines().count() < 10_000);
}

/// The second catalog with some bytes exchanged and perhaps its end cut off.
fn damaged() -> impl Strategy<Value = String> {
    let bytes = prop::collection::vec((0..ANALYTICS.len(), any::<u8>()), 1..12);
    (bytes, prop::option::of(0..ANALYTICS.len())).prop_map(|(changes, end)| {
        let mut text = ANALYTICS.as_bytes().to_vec();
        for (at, byte) in changes {
            text[at] = byte;
        }
        text.truncate(end.unwrap_or(text.len()));
        String::from_utf8_lossy(&text).into_owned()
    })
}

/// The second catalog with one line removed, doubled or exchanged with another, so that it is mostly still TOML.
fn rearranged() -> impl Strategy<Value = String> {
    let lines = ANALYTICS.lines().count();
    (0..lines, 0..lines, 0..3_u8).prop_map(|(a, b, how)| {
        let mut text: Vec<&str> = ANALYTICS.lines().collect();
        match how {
            0 => drop(text.remove(a)),
            1 => text.insert(a, text[b]),
            _ => text.swap(a, b),
        }
        text.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_damaged_catalog_never_panics(text in damaged()) {
        if let Err(problems) = load(&text) {
            prop_assert!(!problems.items.is_empty());
            prop_assert!(!problems.render(true).is_empty());
        }
    }

    #[test]
    fn a_rearranged_catalog_is_right_or_says_why_not(text in rearranged()) {
        if let Err(problems) = load(&text) {
            prop_assert!(problems.has_errors());
            prop_assert!(!problems.render(false).is_empty());
        }
    }
}

//! Profiles: reading them with all their problems, and writing them without touching what did not change.

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

mod profile_support;

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use weighbridge::{
    catalog::{self, Catalog},
    diagnostic::{Problems, nearest},
    profile::{Answer, Original, Profile, format_answer_in, parse_answer, read, write},
};

static CATALOG: LazyLock<Catalog> = LazyLock::new(profile_support::catalog);

fn good(text: &str) -> (Profile, Problems) {
    read("test.toml", text, &CATALOG).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

fn bad(text: &str) -> Problems {
    match read("test.toml", text, &CATALOG) {
        Ok((profile, _)) => panic!("accepted: {profile:?}"),
        Err(problems) => problems,
    }
}

/// The one error of a text, as line, column and message.
fn error(text: &str) -> (usize, usize, String) {
    let problems = bad(text);
    assert_eq!(problems.errors(), 1, "{problems}");
    let error = problems
        .items
        .iter()
        .find(|p| p.severity == weighbridge::diagnostic::Severity::Error)
        .unwrap();
    let (line, column) = problems.position(error);
    (line, column, error.message.clone())
}

const EVERYTHING: &str = include_str!("data/profiles/everything.toml");

#[test]
fn a_schema_alone_is_a_profile_without_answers() {
    let (profile, warnings) = good("schema = 1\n");
    assert_eq!(profile, Profile::default());
    assert!(warnings.items.is_empty());
}

#[test]
fn every_key_is_read() {
    let (profile, warnings) = good(EVERYTHING);
    assert_eq!(profile.catalog, "bridges");
    assert_eq!(profile.evidence.as_deref(), Some("built"));
    assert_eq!(profile.title.as_deref(), Some("Crossing \"at the mill\" ✓"));
    assert_eq!(
        profile.answers,
        BTreeMap::from([
            ("peak_rps".into(), Answer::Number(17.361_111_111_111_1)),
            ("soil".into(), Answer::Choice("sand".into())),
            ("hourly_rate".into(), Answer::Number(95.5)),
            ("deadline_weeks".into(), Answer::Unknown),
        ])
    );
    assert_eq!(profile.weights, BTreeMap::from([("strength".into(), 40.0)]));
    assert_eq!(
        profile.scores["arch"],
        BTreeMap::from([("strength".into(), 9.0), ("beauty".into(), 8.5)])
    );
    assert_eq!(profile.scores["cable-stayed"], BTreeMap::from([("beauty".into(), 7.0)]));
    let unknown: Vec<&str> = warnings.items.iter().map(|p| &warnings.text[p.span.clone()]).collect();
    assert_eq!(unknown, ["owner", "team"], "unknown keys of the top level are warnings");
    assert_eq!(warnings.errors(), 0);
}

#[test]
fn five_mistakes_give_five_errors_with_line_and_column() {
    let problems = bad(include_str!("data/profiles/five-mistakes.toml"));
    assert_eq!(problems.errors(), 5);
    let places: Vec<_> = problems.items.iter().map(|p| problems.position(p)).collect();
    assert_eq!(places, [(4, 12), (7, 1), (8, 9), (9, 8), (10, 15)]);
    insta::assert_snapshot!(problems.render(false));
}

#[test]
fn mistakes_of_sense_are_named_beside_mistakes_of_syntax() {
    insta::assert_snapshot!(bad(include_str!("data/profiles/syntax-and-sense.toml")).render(false));
}

#[test]
fn an_empty_text_is_refused() {
    for text in ["", "\n \n", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(error(text), (1, 1, "the file is empty".into()), "{text:?}");
    }
    assert_eq!(
        error("# only\n\n# this\n"),
        (1, 1, "the file holds nothing but comments".into())
    );
}

#[test]
fn each_key_of_the_head_is_checked() {
    for (line, column, message) in [
        ("schema = 2", 10, "schema 2 is not known here"),
        ("schema = \"1\"", 10, "`schema` of the top level must be the number 1"),
        (
            "catalog = \"tunnels\"",
            11,
            "the profile answers the catalog `tunnels`, not `bridges`",
        ),
        ("evidence = \"guessed\"", 12, "there is no evidence `guessed`"),
        ("title = 3", 9, "`title` of the top level must be text in quotes"),
        ("currency = \"euro\"", 12, "`euro` is not the code of a currency"),
        ("currency = \"eur\"", 12, "`eur` is not the code of a currency"),
        (
            "seed = -1",
            8,
            "`seed` must be a whole number from 0 to 9223372036854775807",
        ),
        (
            "seed = 1.5",
            8,
            "`seed` must be a whole number from 0 to 9223372036854775807",
        ),
        (
            "seed = 9223372036854775808",
            8,
            "`seed` must be a whole number from 0 to 9223372036854775807",
        ),
        ("answer = 3", 1, "a profile has no key `answer`"),
        ("answers = 3", 11, "`answers` of the top level must be a table"),
        ("stranger = 99999999999999999999", 12, "this is not TOML"),
    ] {
        let (l, c, found) = error(line);
        assert_eq!((l, c), (1, column), "{line}: {found}");
        assert!(found.starts_with(message), "{line}: {found}");
    }
}

#[test]
fn each_answer_is_checked_against_its_question() {
    for (line, column, message) in [
        ("lane = 3", 1, "there is no question `lane`"),
        ("lanes = 13", 9, "`lanes`: 13 lanes is too high"),
        ("lanes = 0", 9, "`lanes`: 0 lanes is too low"),
        ("lanes = 2.5", 9, "`lanes`: 2.5 lanes is not a whole number"),
        ("lanes = nan", 9, "`lanes`: this is not a finite number"),
        ("lanes = -inf", 9, "`lanes`: this is not a finite number"),
        ("lanes = []", 9, "`lanes` must be a number, or text such as \"12k\""),
        ("lanes = \"many\"", 9, "`lanes`: `many` is not a number"),
        (
            "deadline_weeks = \"6 years\"",
            18,
            "`deadline_weeks`: `6 years` is 312 wk, which is too high",
        ),
        ("soil = \"Rock\"", 8, "`soil` has no choice `Rock`"),
        ("soil = 1", 8, "`soil` must be the id of a choice in quotes"),
        (
            "importance = 3",
            1,
            "`importance` is answered by weights, not by one answer",
        ),
    ] {
        let found = error(&format!("schema = 1\n[answers]\n{line}"));
        assert_eq!(found, (3, column, message.into()), "{line}");
    }
}

#[test]
fn weights_scores_and_notes_are_checked() {
    for (lines, at, message) in [
        ("[weights]\nstrenght = 3", (2, 1), "there is no criterion `strenght`"),
        (
            "[weights]\nstrength = -3",
            (2, 12),
            "`strength`: -3 is not a weight in points",
        ),
        (
            "[weights]\nstrength = 101",
            (2, 12),
            "`strength`: 101 is not a weight in points",
        ),
        (
            "[weights]\nstrength = nan",
            (2, 12),
            "`strength` is not a finite number",
        ),
        (
            "[weights]\nstrength = 60\nprice = 50",
            (3, 9),
            "the weights set by hand add up to 110, more than 100",
        ),
        (
            "[weights]\nstrength = 0\nprice = 0\nbeauty = 0",
            (4, 10),
            "all weights are 0: nothing is left to weigh by",
        ),
        ("[scores.arc]\nprice = 3", (1, 9), "there is no option `arc`"),
        ("[scores.arch]\nprise = 3", (2, 1), "there is no criterion `prise`"),
        ("[scores]\narch = 3", (2, 8), "`arch` must be a table"),
        ("[scores]\narch.price = 10.5", (2, 14), "`price`: 10.5 is not a score"),
        ("[notes]\nlanse = \"?\"", (2, 1), "there is no question `lanse`"),
        ("[notes]\nlanes = 3", (2, 9), "`lanes` must be text in quotes"),
    ] {
        let (line, column, found) = error(lines);
        assert_eq!(((line, column), found.as_str()), (at, message), "{lines}");
    }
}

#[test]
fn numbers_may_be_written_as_people_do() {
    let (profile, warnings) = good(
        "schema = 1\ncurrency = \"EUR\"\n[answers]\npeak_rps = \"12k\"\nlanes = \"?\"\ndeadline_weeks = \"3 months\"\n\
         hourly_rate = \"€80\"\ndelta = -1e300\n",
    );
    let number = |id: &str| profile.answers[id].clone();
    assert_eq!(number("peak_rps"), Answer::Number(12_000.0));
    assert_eq!(number("lanes"), Answer::Unknown);
    assert_eq!(number("deadline_weeks"), Answer::Number(13.0));
    assert_eq!(number("hourly_rate"), Answer::Number(80.0));
    assert_eq!(number("delta"), Answer::Number(-1e300));
    assert!(warnings.items.is_empty(), "{warnings}");
}

#[test]
fn money_in_another_currency_is_a_warning() {
    let (_, warnings) = good("schema = 1\n[answers]\nhourly_rate = \"€80\"");
    assert_eq!(warnings.items.len(), 1);
    assert_eq!(
        warnings.items[0].message,
        "`hourly_rate` is in €, the profile in USD; nothing is converted"
    );
    assert!(
        good("schema = 1\ncurrency = \"CAD\"\n[answers]\nhourly_rate = \"$80\"")
            .1
            .items
            .is_empty()
    );
}

#[test]
fn a_missing_schema_is_a_warning() {
    let (_, warnings) = good("[answers]\nlanes = 4");
    assert_eq!(warnings.items.len(), 1);
    assert!(warnings.items[0].message.starts_with("there is no `schema`"));
}

#[test]
fn hostile_texts_are_refused_in_good_time() {
    let start = std::time::Instant::now();
    let flood: String = (0..20_000).map(|n| format!("q{n} = {n}\n")).collect();
    let problems = bad(&format!("schema = 1\n[answers]\n{flood}"));
    assert_eq!(problems.items.len(), 101);
    assert!(
        problems.items[100].message.contains("19900 more problems"),
        "{}",
        problems.items[100].message
    );
    assert!(!problems.render(false).is_empty());
    for text in [
        "[".repeat(50_000),
        "a = ".to_owned() + &"[".repeat(50_000),
        "a.".repeat(50_000),
        "a = {".repeat(20_000),
        "\"".repeat(50_000),
        "\u{0}".repeat(20_000),
        "= \n".repeat(20_000),
        "a = b\n".repeat(20_000),
        "lanes = 1\n".repeat(20_000),
    ] {
        let _ = bad(&text).render(false);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// The shipped catalog, and the five profiles that ship with it, by file name.
fn shipped() -> (&'static Catalog, Vec<(String, String)>) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles");
    let texts: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    assert_eq!(texts.len(), 5);
    (catalog::built_in().unwrap(), texts)
}

#[test]
fn the_shipped_profiles_are_read_without_a_word() {
    let (catalog, texts) = shipped();
    for (name, text) in texts {
        let (profile, warnings) = read(&name, &text, catalog).unwrap_or_else(|p| panic!("{p}"));
        assert!(warnings.items.is_empty(), "{warnings}");
        assert_eq!(profile.catalog, catalog.id);
        assert!(!profile.answers.is_empty());
    }
}

#[test]
fn shipped_profiles_keep_their_comments_when_an_answer_changes() {
    let (catalog, texts) = shipped();
    for (name, text) in texts {
        let (before, _) = read(&name, &text, catalog).unwrap();
        let mut after = before.clone();
        after.answers.insert("discount_rate".into(), Answer::Number(7.0));
        let written = write(
            Some(Original {
                text: &text,
                profile: &before,
            }),
            &after,
        )
        .unwrap();
        assert_eq!(read(&name, &written, catalog).unwrap().0, after);
        let rest: Vec<&str> = written.lines().filter(|l| !l.starts_with("discount_rate")).collect();
        let before: Vec<&str> = text.lines().filter(|l| !l.starts_with("discount_rate")).collect();
        assert_eq!(rest, before);
    }
}

#[test]
fn every_shipped_question_understands_its_own_example_and_shows_its_ends() {
    let (catalog, _) = shipped();
    for question in &catalog.questions {
        let examples = match &question.kind {
            catalog::QuestionKind::Number { example, min, max, .. } => {
                let ends = [*min, *max].map(|x| format_answer_in(question, &Answer::Number(x), &catalog.currency));
                example.split(", or ").map(str::to_owned).chain(ends).collect()
            }
            catalog::QuestionKind::Choice(choices) => {
                choices.iter().flat_map(|c| [c.id.clone(), c.title.clone()]).collect()
            }
            catalog::QuestionKind::Points => Vec::new(),
        };
        for example in examples {
            let understood = parse_answer(question, &example);
            assert!(understood.is_ok(), "{}: {example}: {understood:?}", question.id);
        }
    }
}

fn rewrite(text: &str, change: impl FnOnce(&mut Profile)) -> String {
    let (before, _) = good(text);
    let mut after = before.clone();
    change(&mut after);
    let written = write(Some(Original { text, profile: &before }), &after).unwrap();
    assert_eq!(good(&written).0, after, "{written}");
    written
}

fn set(profile: &mut Profile, id: &str, x: f64) {
    profile.answers.insert(id.into(), Answer::Number(x));
}

#[test]
fn a_new_file_is_tidy() {
    let (profile, _) = good(EVERYTHING);
    insta::assert_snapshot!(write(None, &profile).unwrap());
}

#[test]
fn an_unchanged_profile_leaves_every_byte() {
    assert_eq!(rewrite(EVERYTHING, |_| ()), EVERYTHING);
    let crlf = EVERYTHING.replace('\n', "\r\n");
    assert_eq!(rewrite(&crlf, |_| ()), crlf);
}

#[test]
fn only_what_changed_is_written() {
    let written = rewrite(EVERYTHING, |p| {
        set(p, "hourly_rate", 120.0);
        set(p, "lanes", 4.0);
        p.answers.remove("peak_rps");
        p.answers.remove("deadline_weeks");
        p.title = Some("New".into());
        p.currency = Some("EUR".into());
        p.notes.insert("lanes".into(), "a \"note\"".into());
        p.weights.insert("price".into(), 12.5);
        p.scores.get_mut("arch").unwrap().remove("beauty");
        p.scores.get_mut("arch").unwrap().insert("price".into(), 3.0);
        p.scores.get_mut("cable-stayed").unwrap().insert("price".into(), 4.0);
    });
    insta::assert_snapshot!(written);
}

#[test]
fn line_ends_and_a_missing_last_one_are_respected() {
    let written = rewrite("schema = 1\r\n[answers]\r\nlanes = 4\r\n# end\r\n", |p| {
        set(p, "delta", 2.0);
    });
    assert_eq!(
        written,
        "schema = 1\r\n[answers]\r\nlanes = 4\r\ndelta = 2\r\n# end\r\n"
    );
    let written = rewrite("schema = 1\n[answers]\nlanes = 4 # four", |p| set(p, "delta", 2.0));
    assert_eq!(written, "schema = 1\n[answers]\nlanes = 4 # four\ndelta = 2\n");
    let written = rewrite("\u{feff}[answers]\n", |p| p.title = Some("t".into()));
    assert_eq!(written, "\u{feff}title = \"t\"\n\n[answers]\n");
}

#[test]
fn every_way_to_write_a_table_is_kept() {
    let add = |p: &mut Profile| {
        set(p, "delta", 2.0);
        p.scores.entry("arch".into()).or_default().insert("price".into(), 1.0);
    };
    for (text, wanted) in [
        (
            "schema = 1\nanswers.lanes = 4\nscores.cable-stayed.price = 2\ntitle = \"t\"\n",
            "schema = 1\nanswers.lanes = 4\nanswers.delta = 2\nscores.cable-stayed.price = 2\nscores.arch.price = 1\n\
             title = \"t\"\n",
        ),
        (
            "answers = { lanes = 4 }\nscores = { cable-stayed = { price = 2 } }\nschema = 1\n",
            "answers = { lanes = 4, delta = 2 }\nscores = { cable-stayed = { price = 2 }, arch.price = 1 }\nschema = 1\n",
        ),
        (
            "schema = 1\nanswers = {}\n[scores]\n  arch = {beauty = 1}\n",
            "schema = 1\nanswers = { delta = 2 }\n[scores]\n  arch = {beauty = 1, price = 1}\n",
        ),
        (
            "schema = 1\n[scores.cable-stayed]\nprice = 2\n[answers]\n  lanes = 4\n\n",
            "schema = 1\n[scores.cable-stayed]\nprice = 2\n[answers]\n  lanes = 4\n  delta = 2\n\n[scores.arch]\nprice = 1\n",
        ),
        (
            "schema = 1\n[scores]\n",
            "schema = 1\n[scores]\n\n[answers]\ndelta = 2\n\n[scores.arch]\nprice = 1\n",
        ),
    ] {
        let written = rewrite(text, add);
        assert_eq!(written, wanted, "from {text}");
    }
}

#[test]
fn entries_leave_inline_tables_with_their_commas() {
    let text = |inside: &str| format!("schema = 1\nanswers = {inside}\n");
    let full = text("{ lanes = 4, delta = 2, soil = \"sand\" }");
    let without = |ids: &[&str]| {
        rewrite(&full, |p| {
            for id in ids {
                p.answers.remove(*id);
            }
        })
    };
    assert_eq!(without(&["lanes"]), text("{ delta = 2, soil = \"sand\" }"));
    assert_eq!(without(&["delta"]), text("{ lanes = 4, soil = \"sand\" }"));
    assert_eq!(without(&["soil"]), text("{ lanes = 4, delta = 2 }"));
    assert_eq!(without(&["delta", "soil"]), text("{ lanes = 4 }"));
    assert_eq!(without(&["lanes", "delta", "soil"]), text("{  }"));
    let changed = rewrite(&full, |p| {
        p.answers.remove("soil");
        set(p, "peak_rps", 1.0);
    });
    assert_eq!(changed, text("{ lanes = 4, delta = 2, peak_rps = 1 }"));
}

#[test]
fn those_who_decided_are_read_and_written() {
    let read_one = |text: &str| {
        read(
            "p.toml",
            &format!("schema = 1\ncatalog = \"bridges\"\n{text}\n"),
            &CATALOG,
        )
    };
    for text in [
        "decided_by = [\"Ana\", \"Ben\"]\ndecided_on = \"2026-11-20\"",
        "decided_by = [\"Ana\", \"Ben\"]\ndecided_on = 2026-11-20",
    ] {
        let (profile, warnings) = read_one(text).unwrap();
        assert_eq!(profile.decided_by, ["Ana", "Ben"]);
        assert_eq!(profile.decided_on, Some(date(2026, 11, 20)));
        assert_eq!(warnings.items.len(), 0);
    }
    assert_eq!(read_one("decided_by = \"Ana\"").unwrap().0.decided_by, ["Ana"]);
    assert_eq!(read_one("decided_by = []").unwrap().0.decided_by.len(), 0);
    let (_, warnings) = read_one("decided_on = 2026-11-20").unwrap();
    assert!(warnings.items[0].message.contains("without `decided_by`"));
    let kept = rewrite(
        "schema = 1\ndecided_by = [\"Ana\"] # for now\n[answers]\nlanes = 4\n",
        |p| {
            p.decided_by.push("Ben".into());
            p.decided_on = Some(date(2026, 11, 20));
        },
    );
    assert_eq!(
        kept,
        "schema = 1\ndecided_by = [\"Ana\", \"Ben\"] # for now\ndecided_on = \"2026-11-20\"\n[answers]\nlanes = 4\n"
    );
}

#[test]
fn a_decision_by_nobody_or_on_no_day_is_refused() {
    for (text, message) in [
        ("decided_by = [\"\"]", "no name on one line"),
        ("decided_by = [\"Ana\\nstatus: accepted\"]", "no name on one line"),
        ("decided_by = [\"Ana\", 7]", "must be a list of names"),
        ("decided_by = true", "must be a list of names"),
        ("decided_by = \"Ana\"\ndecided_on = \"20261120\"", "must be a date"),
        ("decided_by = \"Ana\"\ndecided_on = \"2026-02-30\"", "must be a date"),
        (
            "decided_by = \"Ana\"\ndecided_on = \"2026-11-20T10:00\"",
            "must be a date",
        ),
        (
            "decided_by = \"Ana\"\ndecided_on = 2026-11-20T10:00:00",
            "must be a date",
        ),
        ("decided_by = \"Ana\"\ndecided_on = 20261120", "must be a date"),
    ] {
        let problems = bad(&format!("schema = 1\n{text}\n"));
        assert!(
            problems.items[0].message.contains(message),
            "{text}: {}",
            problems.items[0].message
        );
    }
}

#[test]
fn a_text_that_is_not_toml_is_not_merged_into() {
    let (before, after) = (
        Profile::default(),
        Profile {
            title: Some("x".into()),
            ..Profile::default()
        },
    );
    let original = Original {
        text: "schema = = 1",
        profile: &before,
    };
    assert!(write(Some(original), &after).is_err());
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[\"'\\\\#=\\[\\]{}, a\n\r\t]{0,12}",
        proptest::collection::vec(any::<char>(), 0..8).prop_map(|c| c.into_iter().collect()),
    ]
}

fn any_answers() -> impl Strategy<Value = BTreeMap<String, Answer>> {
    let number =
        |range: std::ops::Range<f64>| prop_oneof![4 => range.prop_map(Answer::Number), 1 => Just(Answer::Unknown)];
    let maybe = proptest::option::weighted(0.6, number(0.0..1e7));
    let lanes = proptest::option::weighted(0.6, (1..12).prop_map(|n| Answer::Number(f64::from(n))));
    let delta = proptest::option::weighted(0.6, prop_oneof![number(-1e300..1e300), number(-1e-300..1e-9)]);
    let soil = proptest::option::weighted(
        0.6,
        prop_oneof![
            prop::sample::select(vec!["rock", "sand", "clay"]).prop_map(|c| Answer::Choice(c.into())),
            Just(Answer::Unknown)
        ],
    );
    (maybe, lanes, delta, soil).prop_map(|(peak, lanes, delta, soil)| {
        [("peak_rps", peak), ("lanes", lanes), ("delta", delta), ("soil", soil)]
            .into_iter()
            .filter_map(|(id, answer)| Some((id.to_owned(), answer?)))
            .collect()
    })
}

/// Weights by points, by swing or by rank, or none; for swings also trade-offs.
fn any_by_hand() -> impl Strategy<Value = Profile> {
    let criteria = ["strength", "price", "beauty"];
    let ids = move || prop::sample::select(criteria.to_vec()).prop_map(String::from);
    let others = proptest::collection::btree_map(ids(), 0.0..=100.0, 0..3);
    let trade_offs = proptest::option::of((0..3_usize, 1..3_usize, 0.1..=10.0));
    let swing = (ids(), others, trade_offs).prop_map(move |(first, mut swing, trade_off)| {
        swing.insert(first, 100.0);
        let said = trade_off.map(|(a, step, gain)| {
            let gains = BTreeMap::from([(criteria[(a + step) % 3].to_owned(), gain)]);
            (criteria[a].to_owned(), gains)
        });
        Profile {
            swing,
            trade_offs: said.into_iter().collect(),
            ..Profile::default()
        }
    });
    let order = Just(criteria.map(String::from).to_vec()).prop_shuffle();
    let rank = (order, 1..=3_usize, any::<bool>()).prop_map(|(order, named, tied)| {
        let named = &order[..named];
        let rank = if tied {
            vec![named.to_vec()]
        } else {
            named.iter().map(|id| vec![id.clone()]).collect()
        };
        Profile {
            rank,
            ..Profile::default()
        }
    });
    let points = proptest::collection::btree_map(ids(), 1.0..33.0, 0..3).prop_map(|weights| Profile {
        weights,
        ..Profile::default()
    });
    prop_oneof![2 => points, 1 => swing, 1 => rank]
}

fn any_decision() -> impl Strategy<Value = (Vec<String>, Option<Date>)> {
    let names = proptest::collection::vec("[\\PC&&[^ ]]{1,3}", 0..3);
    let day = (1..=28_i8, 1..=12_i8, 0..=9999_i16).prop_map(|(day, month, year)| date(year, month, day));
    (names, proptest::option::of(day)).prop_map(|(names, day)| {
        let names: Vec<String> = names
            .iter()
            .map(|n| n.trim().to_owned())
            .filter(|n| !n.is_empty())
            .collect();
        // A day alone would be warned of.
        let day = day.filter(|_| !names.is_empty());
        (names, day)
    })
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let ids = |ids: &'static [&'static str]| prop::sample::select(ids).prop_map(String::from);
    let questions = &["peak_rps", "lanes", "soil", "importance"];
    let criteria = &["strength", "price", "beauty"];
    let scores = proptest::collection::btree_map(ids(criteria), 0.0..=10.0, 1..3);
    (
        (
            prop::sample::select(vec!["", "bridges"]),
            proptest::option::of(prop::sample::select(vec!["drawn", "built"])),
            proptest::option::of(any_text()),
            proptest::option::of("[A-Z]{3}"),
            proptest::option::of(0..=i64::MAX.cast_unsigned()),
            any_decision(),
        ),
        any_answers(),
        proptest::collection::btree_map(ids(questions), any_text(), 0..3),
        any_by_hand(),
        proptest::collection::btree_map(ids(&["arch", "cable-stayed"]), scores, 0..3),
    )
        .prop_map(
            |(
                (catalog, evidence, title, currency, seed, (decided_by, decided_on)),
                answers,
                notes,
                by_hand,
                scores,
            )| Profile {
                catalog: catalog.into(),
                evidence: evidence.map(Into::into),
                title,
                currency,
                seed,
                decided_by,
                decided_on,
                answers,
                notes,
                scores,
                ..by_hand
            },
        )
}

/// A text for the profile in one of TOML's styles, strewn with comments and unknown keys.
fn styled(profile: &Profile, style: usize, unknown: &[String], crlf: bool) -> String {
    let tidy = write(None, profile).unwrap();
    let mut out = String::from("# first\n");
    match style {
        0 => out.push_str(&tidy),
        1 => {
            let table: toml_edit::DocumentMut = tidy.parse().unwrap();
            for (key, item) in table.iter() {
                let inline = item.clone().into_value().unwrap();
                out.push_str(&format!("{key} = {} # beside {key}\n", inline.to_string().trim()));
            }
        }
        _ => {
            let mut prefix = String::new();
            for line in tidy.lines() {
                if let Some(header) = line.strip_prefix('[') {
                    prefix = format!("{}.", header.trim_end_matches(']'));
                } else if !line.is_empty() {
                    out.push_str(&format!("# above\n  {prefix}{line} # beside\n"));
                }
            }
        }
    }
    // After the line of the schema, which is never within a title or a note as what follows may be.
    let split = out
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .find(|at| out[..*at].contains("schema = 1"));
    let split = split.unwrap_or(out.len());
    let keys: String = unknown
        .iter()
        .map(|k| format!("\n\"{k}\" = [1, 2] # unknown\n"))
        .collect();
    out.insert_str(split, &keys);
    out.push_str("\n[zzz] # unknown\nxyz = { a = 1 }\n# last");
    if crlf { out.replace('\n', "\r\n") } else { out }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_new_file_reads_back_the_same(profile in any_profile()) {
        let text = write(None, &profile).unwrap();
        let (again, warnings) = good(&text);
        prop_assert_eq!(again, profile);
        prop_assert!(warnings.items.is_empty());
    }

    #[test]
    fn saving_keeps_comments_and_unknown_keys(
        before in any_profile(),
        after in any_profile(),
        style in 0..3_usize,
        unknown in proptest::collection::btree_set("x[a-z0-9 ]{4,8}", 0..3),
        crlf in any::<bool>(),
    ) {
        // Line styles need one line an entry.
        let one_line = |p: &Profile| style == 0 || !format!("{p:?}").contains("\\n");
        prop_assume!(one_line(&before));
        prop_assume!(unknown.iter().all(|k| nearest(k, KNOWN).is_none()));
        let unknown: Vec<String> = unknown.into_iter().collect();
        let text = styled(&before, style, &unknown, crlf);
        let (read_before, _) = good(&text);
        if !crlf {
            prop_assert_eq!(&read_before, &before, "{}", text);
        }
        let same = write(Some(Original { text: &text, profile: &read_before }), &read_before).unwrap();
        prop_assert_eq!(&same, &text);
        let written = write(Some(Original { text: &text, profile: &read_before }), &after).unwrap();
        prop_assert_eq!(&good(&written).0, &after, "{}\n became \n{}", text, written);
        for comment in ["# first", "# beside", "# above", "# unknown", "# last"] {
            let count = |text: &str| text.matches(comment).count();
            // Notes and titles may hold the same words.
            if !format!("{before:?}{after:?}").contains('#') {
                prop_assert_eq!(count(&text), count(&written), "{}\n became \n{}", text, written);
            }
        }
        let document: toml_edit::DocumentMut = written.parse().unwrap();
        for key in &unknown {
            prop_assert!(document.contains_key(key));
        }
        prop_assert!(document["zzz"]["xyz"]["a"].is_integer());
        // And back again: the same answers as at first.
        let back = write(Some(Original { text: &written, profile: &after }), &read_before).unwrap();
        prop_assert_eq!(&good(&back).0, &read_before);
    }

    #[test]
    fn no_text_panics(text in "([a-z]{1,6}|\\[|\\]|=|\"|\\{|\\}|,|\\.|\n|#| |[0-9]){0,60}|.{0,60}") {
        let _ = read("test.toml", &text, &CATALOG).map_err(|p| p.render(false));
        let _ = read("test.toml", &format!("{EVERYTHING}{text}"), &CATALOG).map_err(|p| p.render(false));
    }
}

const KNOWN: [&str; 16] = [
    "decided_by",
    "decided_on",
    "schema",
    "catalog",
    "evidence",
    "title",
    "currency",
    "seed",
    "rank",
    "answers",
    "notes",
    "weights",
    "swing",
    "swing_ranges",
    "trade_off",
    "scores",
];

#[test]
fn a_profile_of_which_nothing_is_left_is_still_one_that_can_be_read() {
    for text in [
        "title = \"x\"\n",
        "\u{feff}title = \"x\"",
        "\n title = \"x\"\r\n",
        "# ours\ntitle = \"x\" # the first",
    ] {
        let before = good(text).0;
        let profile = &before;
        let written = write(Some(Original { text, profile }), &Profile::default()).expect("it is written");
        assert_eq!(good(&written).0, Profile::default(), "{written:?}");
        assert_eq!(written.contains("# ours"), text.contains("# ours"));
    }
}

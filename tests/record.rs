//! Decision records: read as the tools that keep them read them, and written where nothing can be lost.

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
    path::Path,
    process::{Command, Output, Stdio},
    sync::LazyLock,
};

use assert_cmd::cargo::cargo_bin;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tempfile::TempDir;
use weighbridge::{
    catalog::{self, Catalog},
    profile::{self, Profile},
    records::{self, Place, RecordError},
    report::record::{self, Format, Plan, Source},
    weigh::{self, Assessment, Robustness},
};

const SCENARIOS: [&str; 5] = ["startup", "ecommerce", "gaming", "trading", "learning"];

const TODAY: Date = date(2026, 11, 20);

/// Enough to see that shares are shown; tests are many.
const DRAWS: u32 = 10_000;

fn text_of(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn shipped() -> &'static Catalog {
    catalog::built_in().unwrap()
}

fn other(file: &str) -> Catalog {
    let path = format!("tests/data/catalogs/{file}");
    catalog::load(&path, &text_of(&path), &|_| None).unwrap()
}

fn planned(catalog: &Catalog, name: &str, text: &str, format: Format, draws: u32) -> Plan {
    let (profile, _) = profile::read(name, text, catalog).unwrap_or_else(|problems| panic!("{problems}"));
    let assessment = weigh::weigh(catalog, &profile);
    let robustness = weigh::robustness(catalog, &profile, &assessment, draws);
    let source = Source {
        catalog,
        name,
        profile: &profile,
        assessment: &assessment,
        robustness: &robustness,
    };
    record::plan(&source, TODAY, format)
}

fn scenario(name: &str, format: Format) -> Plan {
    let path = format!("profiles/{name}.toml");
    planned(shipped(), &path, &text_of(&path), format, DRAWS)
}

/// What a tool knows of a record that it has read.
#[derive(Debug)]
struct Read {
    number: u32,
    title: String,
    status: String,
    date: String,
    deciders: Option<String>,
    headings: Vec<(usize, String)>,
    body: String,
}

/// Reads a record as the tools do: `\d{4}-.+\.md`; front matter between two lines of three dashes, where `status: ` and `date: ` go to
/// the end of their line; headings after it.
fn read(file: &str, text: &str) -> Read {
    let stem = file.strip_suffix(".md").expect("Markdown");
    let (number, slug) = stem.split_at(stem.find('-').expect("a dash after the number"));
    assert!(
        number.len() >= 4 && number.bytes().all(|b| b.is_ascii_digit()),
        "{file}"
    );
    assert!(
        slug.len() > 1
            && slug
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
        "{file}"
    );
    assert!(!slug[1..].contains("--") && !slug.ends_with('-'), "{file}");
    // Readers that know no YAML split at the line, wherever it stands.
    let mut parts = text.splitn(3, "---\n");
    assert_eq!(parts.next(), Some(""), "the front matter stands first");
    let front = parts.next().expect("front matter");
    let body = parts.next().expect("an end of the front matter");
    let value = |key: &str| {
        let mut lines = front.lines().filter_map(|line| line.strip_prefix(&format!("{key}: ")));
        let value = lines.next().map(str::to_owned);
        assert_eq!(lines.next(), None, "one `{key}`");
        value
    };
    let keys = ["status: ", "date: ", "decision-makers: "];
    assert!(front.lines().all(|l| keys.iter().any(|k| l.starts_with(k))), "{front}");
    let headings: Vec<(usize, String)> = body
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let level = line.bytes().take_while(|b| *b == b'#').count();
            let title = line[level..].strip_prefix(' ').expect("a blank after the signs");
            (level, title.to_owned())
        })
        .collect();
    assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1, "one title");
    Read {
        number: number.parse().unwrap(),
        title: headings[0].1.clone(),
        status: value("status").expect("a status"),
        date: value("date").expect("a date"),
        deciders: value("decision-makers"),
        headings,
        body: body.to_owned(),
    }
}

/// The template of MADR 4.0.0, with the options of the catalog where it has its own.
fn template(title: &str, catalog: &Catalog) -> Vec<(usize, String)> {
    let mut all = vec![(1, title.to_owned())];
    for (level, heading) in [
        (2, "Context and Problem Statement"),
        (2, "Decision Drivers"),
        (2, "Considered Options"),
        (2, "Decision Outcome"),
        (3, "Consequences"),
        (3, "Confirmation"),
        (2, "Pros and Cons of the Options"),
    ] {
        all.push((level, heading.to_owned()));
    }
    all.extend(catalog.options.iter().map(|o| (3, o.title.clone())));
    all.push((2, "More Information".to_owned()));
    all
}

/// What stands under a heading.
fn section<'b>(body: &'b str, heading: &str) -> &'b str {
    let start = body.find(&format!("\n{heading}\n")).expect("the heading") + heading.len() + 2;
    let rest = &body[start..];
    let level = heading.bytes().take_while(|b| *b == b'#').count();
    let end = (1..=level)
        .filter_map(|n| rest.find(&format!("\n{} ", "#".repeat(n))))
        .min();
    &rest[..end.unwrap_or(rest.len())]
}

fn bullets(section: &str) -> Vec<&str> {
    section.lines().filter_map(|line| line.strip_prefix("* ")).collect()
}

/// A profile in which a gate rules out the highest total.
const RULED_OUT: &str =
    "schema = 1\ntitle = \"Checkout\"\n[answers]\ndeadline_weeks = 3\n[weights]\nperformance = 60\nmaintenance = 30\n";

/// A profile of which no option passes.
const IMPOSSIBLE: &str = "schema = 1\n[answers]\np99_target_ms = 0.1\n";

/// Cells of a row of a table: between bars that are not escaped.
fn cells_of(line: &str) -> usize {
    let bytes = line.as_bytes();
    let bars = (0..bytes.len()).filter(|at| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\'));
    bars.count() - 1
}

/// Every table has a head, a rule, and rows with as many cells each.
fn assert_tables(body: &str) {
    let lines: Vec<&str> = body.lines().collect();
    let mut blocks = 0;
    for block in lines
        .split(|line| !line.starts_with('|'))
        .filter(|block| !block.is_empty())
    {
        blocks += 1;
        assert!(block.len() > 2, "{block:?}");
        assert!(block[1].chars().all(|c| "|-: ".contains(c)), "{block:?}");
        let width = cells_of(block[0]);
        for row in block {
            assert!(row.ends_with('|') && cells_of(row) == width, "{row} in {block:#?}");
        }
    }
    assert_eq!(seen(body).tables, blocks, "{body}");
}

#[test]
fn the_record_of_every_kind_of_case_is_read_by_tools() {
    let database = other("analytics-database.toml");
    let matrix = other("plain-matrix.toml");
    let mut cases: Vec<(&Catalog, String, String)> = SCENARIOS
        .iter()
        .map(|name| format!("profiles/{name}.toml"))
        .map(|path| (shipped(), path.clone(), text_of(&path)))
        .collect();
    let decided = format!("{DATABASE}[weights]\nupkeep = 70\n");
    let more = [
        (shipped(), "empty.toml", "schema = 1\n"),
        (shipped(), "ruled-out.toml", RULED_OUT),
        (shipped(), "impossible.toml", IMPOSSIBLE),
        (&database, "analytics.toml", DATABASE),
        (&database, "<stdin>", &decided),
        (&database, "tie.toml", "schema = 1\n"),
        (&matrix, "flat.toml", "schema = 1\n"),
    ];
    cases.extend(more.map(|(catalog, name, text)| (catalog, name.to_owned(), text.to_owned())));
    let mut open = Vec::new();
    for (catalog, name, profile) in &cases {
        let plan = planned(catalog, name, profile, Format::Madr, DRAWS);
        let text = plan.text(7);
        let read = read(&plan.file_name(7), &text);
        let decided = profile.contains("decided_by") && !plan.is_open();
        let expected = if decided {
            ("accepted", "2026-10-02")
        } else {
            ("proposed", "2026-11-20")
        };
        assert_eq!(
            (read.number, read.status.as_str(), read.date.as_str()),
            (7, expected.0, expected.1),
            "{name}"
        );
        assert_eq!(read.headings, template(&read.title, catalog), "{name}");
        assert_eq!(read.title, plan.title(), "{name}");
        // A choice is claimed in the title where one is in the outcome, and nowhere else.
        let outcome = section(&read.body, "## Decision Outcome");
        let chosen = outcome.lines().find_map(|line| line.strip_prefix("Chosen option: \""));
        assert_eq!(
            chosen.is_some(),
            read.title.to_lowercase().contains("choose "),
            "{outcome}"
        );
        assert_eq!(chosen.is_none(), plan.is_open(), "{outcome}");
        open.extend(plan.is_open().then_some(name.as_str()));
        assert_tables(&read.body);
        for line in text.lines() {
            assert_eq!(line, line.trim_end(), "{name}: nothing but what is seen");
            let other_bullet = ["- ", "+ ", "\t"].iter().any(|mark| line.starts_with(mark));
            assert!(!other_bullet, "{name}: {line}");
        }
        assert!(
            !text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"),
            "{name}"
        );
        // Every sentence that is a line ends as one; items are clauses.
        for line in read.body.lines().filter(|l| l.starts_with(char::is_uppercase)) {
            assert!(line.ends_with(['.', ':', '?']), "{name}: {line}");
        }
    }
    let expected = [
        "profiles/learning.toml",
        "empty.toml",
        "impossible.toml",
        "analytics.toml",
        "tie.toml",
        "flat.toml",
    ];
    assert_eq!(open, expected);
}

#[test]
fn the_record_of_each_scenario_is_read_by_tools() {
    for name in SCENARIOS {
        let plan = scenario(name, Format::Madr);
        let read = read(&plan.file_name(7), &plan.text(7));
        assert_eq!(read.deciders, None);
        let titles: Vec<&str> = shipped().options.iter().map(|o| o.title.as_str()).collect();
        assert_eq!(bullets(section(&read.body, "## Considered Options")), titles);
        let outcome = section(&read.body, "## Decision Outcome");
        let chosen = outcome.lines().find_map(|line| line.strip_prefix("Chosen option: \""));
        assert_eq!(chosen.is_none(), plan.is_open(), "{outcome}");
        if let Some((title, because)) = chosen.and_then(|rest| rest.split_once("\", because ")) {
            assert!(titles.contains(&title), "{title}");
            assert!(because.ends_with('.'), "{because}");
        }
        let mut arguments = bullets(section(&read.body, "### Consequences"));
        for title in titles {
            let own = bullets(section(&read.body, &format!("### {title}")));
            assert!(!own.is_empty(), "{title} has arguments");
            arguments.extend(own);
        }
        for argument in arguments {
            let words = ["Good, because ", "Neutral, because ", "Bad, because "];
            assert!(words.iter().any(|w| argument.starts_with(w)), "{argument}");
        }
    }
}

#[test]
fn records_of_scenarios_read_well() {
    for name in SCENARIOS {
        insta::assert_snapshot!(format!("madr_{name}"), scenario(name, Format::Madr).text(1));
    }
    for (name, text) in [
        ("empty", "schema = 1\n"),
        ("ruled_out", RULED_OUT),
        ("impossible", IMPOSSIBLE),
    ] {
        let plan = planned(shipped(), &format!("{name}.toml"), text, Format::Madr, DRAWS);
        insta::assert_snapshot!(format!("madr_{name}"), plan.text(1));
    }
    insta::assert_snapshot!("nygard", scenario("ecommerce", Format::Nygard).text(12));
    let statements: Vec<String> = SCENARIOS
        .iter()
        .map(|s| scenario(s, Format::YStatement).text(1))
        .collect();
    insta::assert_snapshot!("y_statements", statements.join("\n\n"));
}

const DATABASE: &str = r#"schema = 1
title = "Product analytics"
decided_by = ["Ana Silva", "Ben O'Neill"]
decided_on = 2026-10-02
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
fn the_record_of_a_decision_on_another_subject_reads_well() {
    let catalog = other("analytics-database.toml");
    insta::assert_snapshot!(planned(&catalog, "analytics.toml", DATABASE, Format::Madr, DRAWS).text(1));
}

#[test]
fn the_record_of_a_plain_matrix_reads_well() {
    let catalog = other("plain-matrix.toml");
    let text = "schema = 1\n[weights]\nlight = 50\n";
    insta::assert_snapshot!(planned(&catalog, "flat.toml", text, Format::Madr, DRAWS).text(1));
}

#[test]
fn what_the_gates_cost_is_said_where_they_rule_out_the_highest_total() {
    let text = planned(shipped(), "p.toml", RULED_OUT, Format::Madr, DRAWS).text(1);
    let consequences = section(&text, "### Consequences");
    assert!(
        consequences.contains("\n* Bad, because Axum, which a gate rules out, would be ahead on performance (+"),
        "{consequences}"
    );
    assert!(text.contains("Chosen option: \"Starlette\""), "{text}");
}

#[test]
fn what_could_change_the_outcome_is_named_wherever_it_is_listed() {
    for name in SCENARIOS {
        for format in Format::ALL {
            let text = scenario(name, format).text(1);
            assert!(!text.contains("above)") && !text.contains("As above"), "{text}");
        }
    }
    let statement = scenario("ecommerce", Format::YStatement).text(1);
    assert!(
        statement.contains("* \"Cost of an error\" is answered: that could change who comes first\n"),
        "{statement}"
    );
    let several = scenario("learning", Format::Nygard).text(1);
    assert!(
        several.contains("* One of these is answered, which could change who comes first: "),
        "{several}"
    );
}

#[test]
fn what_follows_from_one_event_stands_together() {
    let text = scenario("ecommerce", Format::Madr).text(1);
    assert_eq!(text.matches("Peak load reaches 50,000 req/s").count(), 1, "{text}");
}

#[test]
fn a_record_says_how_the_weights_were_set() {
    let drivers = |by_hand: &str| {
        let text = format!("schema = 1\n{by_hand}\n");
        let plan = planned(shipped(), "p.toml", &text, Format::Madr, DRAWS);
        let read = read(&plan.file_name(1), &plan.text(1));
        section(&read.body, "## Decision Drivers").to_owned()
    };
    let points = drivers("[weights]\nperformance = 40");
    assert!(
        points.contains("* Performance: 40 % of the weight, set by hand\n"),
        "{points}"
    );
    let swing = drivers("[swing]\nperformance = 100\ncost = 50");
    assert!(swing.contains(", set by swing\n"), "{swing}");
    let rank = drivers("rank = [[\"performance\"], [\"cost\"]]");
    assert!(rank.contains(", set by rank\n"), "{rank}");
}

#[test]
fn a_record_without_draws_says_nothing_of_draws() {
    for name in SCENARIOS {
        let path = format!("profiles/{name}.toml");
        let plan = planned(shipped(), &path, &text_of(&path), Format::Madr, 0);
        let text = plan.text(1);
        assert_eq!(read(&plan.file_name(1), &text).headings.len(), 13);
        assert!(!text.contains(" draws with "), "{text}");
    }
}

#[test]
fn a_record_is_accepted_only_where_the_profile_names_who_decided() {
    let named = |by: &str, scenario: &str| {
        let text = text_of(&format!("profiles/{scenario}.toml")).replace("[answers]", &format!("{by}\n[answers]"));
        let plan = planned(shipped(), "p.toml", &text, Format::Madr, DRAWS);
        (read(&plan.file_name(1), &plan.text(1)), plan)
    };
    let (nobody, _) = named("", "trading");
    assert_eq!(
        (nobody.status.as_str(), nobody.date.as_str()),
        ("proposed", "2026-11-20")
    );
    let (only_a_day, _) = named("decided_on = 2026-10-02", "trading");
    assert_eq!(
        (only_a_day.status.as_str(), only_a_day.date.as_str()),
        ("proposed", "2026-11-20")
    );
    let (ana, _) = named("decided_by = [\"Ana\"]", "trading");
    assert_eq!((ana.status.as_str(), ana.date.as_str()), ("accepted", "2026-11-20"));
    assert_eq!(ana.deciders.as_deref(), Some("Ana"));
    assert!(section(&ana.body, "## Decision Outcome").contains("Decided by Ana."));
    let (both, _) = named("decided_by = [\"Ana\", \"Ben\"]\ndecided_on = 2026-10-02", "trading");
    assert_eq!((both.status.as_str(), both.date.as_str()), ("accepted", "2026-10-02"));
    assert_eq!(both.deciders.as_deref(), Some("Ana, Ben"));
    assert!(section(&both.body, "## Decision Outcome").contains("Decided by Ana and Ben on 2026-10-02."));
    // The profile does not say which of two that are level they decided for.
    let (open, plan) = named("decided_by = [\"Ana\", \"Ben\"]\ndecided_on = 2026-10-02", "learning");
    assert!(plan.is_open());
    assert_eq!((open.status.as_str(), open.date.as_str()), ("proposed", "2026-11-20"));
    assert_eq!(open.deciders.as_deref(), Some("Ana, Ben"));
    let outcome = section(&open.body, "## Decision Outcome");
    assert!(
        outcome.contains("names who decided (Ana and Ben)") && !outcome.contains("Chosen option"),
        "{outcome}"
    );
}

#[test]
fn no_choice_is_claimed_where_nothing_passes() {
    let text = "schema = 1\n[answers]\np99_target_ms = 0.1\n";
    for format in Format::ALL {
        let plan = planned(shipped(), "impossible.toml", text, format, DRAWS);
        let text = plan.text(1);
        assert!(plan.is_open());
        assert_eq!(plan.title(), "impossible: no option passes every must-have");
        assert!(text.contains("every option fails a"), "{text}");
        for claim in ["Chosen option", "We choose", "we decided for", "accepted"] {
            assert!(!text.contains(claim), "{claim}: {text}");
        }
    }
}

#[test]
fn the_other_formats_have_their_own_parts() {
    let nygard = scenario("gaming", Format::Nygard);
    let text = nygard.text(31);
    assert!(
        text.starts_with(
            "# 31. Real-time gaming backend: choose Axum\n\nDate: 2026-11-20\n\n## Status\n\nProposed\n\n"
        )
    );
    let headings: Vec<&str> = text.lines().filter(|l| l.starts_with('#')).skip(1).collect();
    assert_eq!(headings, ["## Status", "## Context", "## Decision", "## Consequences"]);
    let statement = scenario("gaming", Format::YStatement);
    let read = read(&statement.file_name(1), &statement.text(1));
    assert_eq!(read.status, "proposed");
    let sentence = read.body.lines().find(|l| l.starts_with("In the context of ")).unwrap();
    let mut at = 0;
    for part in [
        "In the context of ",
        ", facing ",
        ", we decided for ",
        " and neglected ",
        ", to achieve ",
        ", accepting that ",
        ", because ",
    ] {
        let found = sentence[at..]
            .find(part)
            .unwrap_or_else(|| panic!("{part}: {sentence}"));
        at += found + part.len();
    }
}

const HOSTILE: [&str; 9] = [
    "# Title\n---\nstatus: accepted\n---\n## Decision Outcome",
    "| a | b |\n|---|---|",
    "*bold* _under_ `code` <script>alert(1)</script> [x](javascript:1) &lt; ~~no~~",
    "\u{1b}[31mred\u{7}",
    "\u{202e}gnp.exe \u{2066}x",
    "- item\n- item\n1. one",
    "../../../etc/passwd",
    "---",
    "שלום עולם 决定 \u{feff}",
];

/// The record of a profile with this text wherever text may stand.
fn hostile(text: &str, format: Format) -> Plan {
    static WEIGHED: LazyLock<(Profile, Assessment, Robustness)> = LazyLock::new(|| {
        let (profile, _) = profile::read("p.toml", "schema = 1\n[answers]\npeak_rps = 1000\n", shipped()).unwrap();
        let assessment = weigh::weigh(shipped(), &profile);
        let robustness = weigh::robustness(shipped(), &profile, &assessment, 0);
        (profile, assessment, robustness)
    });
    let (profile, assessment, robustness) = &*WEIGHED;
    let mut profile = profile.clone();
    profile.title = Some(text.to_owned());
    for question in ["peak_rps", "developers"] {
        profile.notes.insert(question.to_owned(), text.to_owned());
    }
    let source = Source {
        catalog: shipped(),
        name: "p.toml",
        profile: &profile,
        assessment,
        robustness,
    };
    record::plan(&source, TODAY, format)
}

/// What a reader of Markdown sees of a record that was made without markup of its own but headings, lists, tables and strong sums.
struct Seen {
    headings: Vec<(usize, String)>,
    items: Vec<String>,
    tables: usize,
}

fn seen(text: &str) -> Seen {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut seen = Seen {
        headings: Vec::new(),
        items: Vec::new(),
        tables: 0,
    };
    let mut words = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Item) => words.clear(),
            Event::End(TagEnd::Heading(level)) => seen.headings.push((level as usize, words.clone())),
            Event::End(TagEnd::Item) => seen.items.push(words.clone()),
            Event::Start(Tag::Table(_)) => seen.tables += 1,
            Event::Text(text) => words.push_str(&text),
            Event::Start(
                Tag::Paragraph
                | Tag::List(None)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::Strong
                | Tag::MetadataBlock(_),
            )
            | Event::End(_) => {}
            other => panic!("{other:?} in a record\n{text}"),
        }
    }
    seen
}

fn words_of(text: &str) -> String {
    let kept = |c: &char| c.is_whitespace() || !(c.is_control() || "\u{feff}\u{61c}\u{200e}\u{200f}".contains(*c));
    let kept: String = text.chars().filter(kept).filter(|c| !is_turning(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn assert_harmless(text: &str) {
    for format in Format::ALL {
        let plan = hostile(text, format);
        let record = plan.text(1);
        assert!(
            record.chars().all(|c| c == '\n' || !(c.is_control() || is_turning(c))),
            "{record}"
        );
        let tame = hostile("tame", format).text(1);
        let (seen, expected) = (seen(&record), seen(&tame));
        assert_eq!(seen.tables, expected.tables, "{record}");
        assert_eq!(seen.headings.len(), expected.headings.len(), "{record}");
        assert_eq!(seen.headings[1..], expected.headings[1..], "{record}");
        // An empty note is an empty item.
        assert_eq!(seen.items.len(), expected.items.len(), "{record}");
        let words = words_of(text);
        if format != Format::YStatement && !words.is_empty() {
            assert!(
                seen.items.contains(&format!("Peak load: {words}")),
                "{words} in {:?}",
                seen.items
            );
            assert!(
                seen.headings[0].1.ends_with(&format!("{words}: choose Axum")),
                "{:?}",
                seen.headings[0]
            );
        }
        if format != Format::Nygard {
            assert!(
                record.starts_with("---\nstatus: proposed\ndate: 2026-11-20\n---\n\n# "),
                "{record}"
            );
        }
        if format == Format::Madr {
            read(&plan.file_name(1), &record);
        }
    }
}

#[test]
fn hostile_text_is_only_text() {
    for text in HOSTILE {
        assert_harmless(text);
    }
    let plan = hostile(HOSTILE[0], Format::Madr);
    assert_eq!(
        plan.title(),
        "# Title --- status: accepted --- ## Decision Outcome: choose Axum"
    );
    assert_eq!(
        plan.file_name(3),
        "0003-title-status-accepted-decision-outcome-choose-axum.md"
    );
    assert!(
        plan.text(3)
            .contains("\n# \\# Title --- status: accepted --- \\## Decision Outcome: choose Axum\n")
    );
}

#[test]
fn a_profile_without_a_title_goes_by_the_name_of_its_file() {
    let title = |name: &str, text: &str| planned(shipped(), name, text, Format::Madr, 0).title().to_owned();
    assert_eq!(title("teams/checkout.toml", "schema = 1\n"), "checkout: choose Axum");
    assert_eq!(title("<stdin>", "schema = 1\n"), "Choose Axum");
    assert_eq!(
        title("checkout.toml", "schema = 1\ntitle = \" \\u202e \"\n"),
        "checkout: choose Axum"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_a_record(text in "\\PC{0,40}|[#|*_`<>\\-=+\n\r\t &;.0-9]{0,40}") {
        assert_harmless(&text);
    }
}

// The folder.

fn plan() -> Plan {
    planned(
        shipped(),
        "p.toml",
        "schema = 1\ntitle = \"Checkout\"\n",
        Format::Madr,
        0,
    )
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_next_number_follows_the_highest_whatever_wrote_it() {
    let folder = TempDir::new().unwrap();
    let stored = |present: &str| {
        fs::write(folder.path().join(present), "kept").unwrap();
        let Place { path, number } = records::store(folder.path(), &plan()).unwrap();
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), plan().file_name(number));
        number
    };
    assert_eq!(stored("README.md"), 1);
    assert_eq!(stored("2026-11-20-by-date.md"), 2);
    assert_eq!(stored("0041-nygard.md"), 42);
    assert_eq!(stored("0007-gap-below.md"), 43);
    assert_eq!(stored("adr-0100-prefixed.md"), 101);
    assert_eq!(stored("9999-last-of-four-digits.md"), 10_000);
    assert_eq!(stored("notes.txt"), 10_001);
    assert!(names(folder.path()).contains(&"10001-checkout-choose-axum.md".to_owned()));
    for kept in ["README.md", "0041-nygard.md", "9999-last-of-four-digits.md"] {
        assert_eq!(fs::read_to_string(folder.path().join(kept)).unwrap(), "kept");
    }
}

#[test]
fn nothing_is_ever_overwritten_and_many_at_once_get_numbers_of_their_own() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("docs/decisions");
    let threads: Vec<_> = (0..8)
        .map(|at| {
            let dir = dir.clone();
            std::thread::spawn(move || {
                let text = format!("schema = 1\ntitle = \"Service {at}\"\n");
                let plan = planned(shipped(), "p.toml", &text, Format::Nygard, 0);
                let mut numbers = Vec::new();
                for _ in 0..4 {
                    let place = records::store(&dir, &plan).unwrap();
                    let written = fs::read_to_string(&place.path).unwrap();
                    assert!(written.starts_with(&format!("# {}. Service {at}: ", place.number)));
                    numbers.push(place.number);
                }
                numbers
            })
        })
        .collect();
    let mut numbers: Vec<u32> = threads.into_iter().flat_map(|t| t.join().unwrap()).collect();
    numbers.sort_unstable();
    let mut unique = numbers.clone();
    unique.dedup();
    assert_eq!(numbers, unique, "no number twice");
    assert_eq!(
        names(&dir).len(),
        32,
        "and nothing else is left behind: {:?}",
        names(&dir)
    );
}

#[test]
fn a_folder_that_cannot_be_one_is_said_so() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for dir in [file.clone(), file.join("below")] {
        let error = records::store(&dir, &plan()).unwrap_err();
        assert!(matches!(error, RecordError::NotAFolder { .. }), "{error:?}");
        assert!(error.to_string().contains("is a file"), "{error}");
        assert!(records::next(&dir, &plan()).is_err());
    }
    fs::write(folder.path().join("4294967295-last.md"), "").unwrap();
    assert_eq!(
        records::next(folder.path(), &plan()).unwrap().number,
        1,
        "a number that long is no count"
    );
}

#[test]
fn a_look_at_the_next_place_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("not/yet");
    let place = records::next(&dir, &plan()).unwrap();
    assert_eq!(
        (place.number, place.path),
        (1, dir.join("0001-checkout-choose-axum.md"))
    );
    assert_eq!(names(folder.path()).len(), 0);
}

// The command.

fn run(folder: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(cargo_bin!("weighbridge"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that does not read its input closes it: that is no failure of the test.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const CHECKOUT: &str = "schema = 1\ntitle = \"Checkout\"\n[answers]\np99_target_ms = 1\n";

#[test]
fn the_command_writes_the_record_and_prints_its_path() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("checkout.toml"), CHECKOUT).unwrap();
    let first = run(folder.path(), &["record", "checkout.toml"], "");
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    assert_eq!(stderr(&first), "");
    assert_eq!(stdout(&first), "docs/decisions/0001-checkout-choose-axum.md\n");
    let text = fs::read_to_string(folder.path().join(stdout(&first).trim())).unwrap();
    let read = read("0001-checkout-choose-axum.md", &text);
    assert_eq!(read.date, records::today().to_string());
    let second = run(
        folder.path(),
        &["record", "-", "--format", "nygard", "--dir", "docs/decisions"],
        CHECKOUT,
    );
    assert_eq!(stdout(&second), "docs/decisions/0002-checkout-choose-axum.md\n");
    let after = fs::read_to_string(folder.path().join("docs/decisions/0001-checkout-choose-axum.md")).unwrap();
    assert_eq!(after, text);
}

#[test]
fn a_record_names_no_folder_of_the_machine_that_wrote_it() {
    let folder = TempDir::new().unwrap();
    let here = folder.path().canonicalize().unwrap();
    fs::create_dir(here.join("services")).unwrap();
    fs::create_dir(here.join("work")).unwrap();
    fs::write(here.join("services/checkout.toml"), CHECKOUT).unwrap();
    let absolute = here.join("services/checkout.toml");
    let args = ["record", absolute.to_str().unwrap(), "--dry-run"];
    let inside = stdout(&run(&here, &args, ""));
    assert!(
        inside.contains(" from the profile services/checkout.toml with "),
        "{inside}"
    );
    let outside = stdout(&run(&here.join("work"), &args, ""));
    assert!(outside.contains(" from the profile checkout.toml with "), "{outside}");
    for text in [inside, outside] {
        assert!(!text.contains(here.to_str().unwrap()), "{text}");
    }
    let piped = stdout(&run(&here, &["record", "-", "--dry-run"], CHECKOUT));
    assert!(piped.contains(" from a profile on standard input with "), "{piped}");
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing_in_a_record() {
    let folder = TempDir::new().unwrap();
    let text = |input: &str| {
        let output = run(folder.path(), &["record", "-", "--dry-run"], input);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    let plain = text(CHECKOUT);
    assert_eq!(text(&CHECKOUT.replace('\n', "\r\n")), plain);
    assert_eq!(text(&format!("\u{feff}{CHECKOUT}")), plain);
}

#[test]
fn every_profile_that_cannot_be_read_has_its_own_message_and_leaves_no_record() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    fs::write(folder.path().join("empty.toml"), "").unwrap();
    fs::write(folder.path().join("binary.toml"), [0x7f, b'E', 0, 0xff]).unwrap();
    let before = names(folder.path());
    for (file, wanted) in [
        ("missing.toml", "cannot open `missing.toml`: there is no such file"),
        ("folder", "cannot open `folder`: it is a folder"),
        ("empty.toml", "cannot open `empty.toml`: the file is empty"),
        ("binary.toml", "cannot open `binary.toml`: it is not text"),
        ("-", "cannot open `<stdin>`: the file is empty"),
    ] {
        let output = run(folder.path(), &["record", file], "");
        assert_eq!(output.status.code(), Some(3), "{file}");
        assert!(
            stderr(&output).starts_with(&format!("error: {wanted}")),
            "{}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "");
    }
    assert_eq!(names(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_said_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().unwrap();
    let secret = folder.path().join("secret.toml");
    fs::write(&secret, CHECKOUT).unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may read and write everything.
    if fs::read(&secret).is_err() {
        let output = run(folder.path(), &["record", "secret.toml"], "");
        assert_eq!(output.status.code(), Some(3));
        assert!(stderr(&output).contains("you may not read it"), "{}", stderr(&output));
        let output = run(folder.path(), &["record", "-", "--dir", "closed"], CHECKOUT);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            stderr(&output).contains("nothing may be written in `closed`"),
            "{}",
            stderr(&output)
        );
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_record_whose_path_cannot_be_printed_is_written_all_the_same() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("checkout.toml"), CHECKOUT).unwrap();
    let full = |args: &[&str]| {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(cargo_bin!("weighbridge"));
        command
            .args(args)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stdout(full);
        command.output().unwrap()
    };
    let dry = full(&["record", "checkout.toml", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(1));
    assert!(
        stderr(&dry).contains("the result could not be written"),
        "{}",
        stderr(&dry)
    );
    assert_eq!(names(folder.path()), ["checkout.toml"]);
    let kept = full(&["record", "checkout.toml", "--dir", "."]);
    assert_eq!(kept.status.code(), Some(1));
    let note = "note: the record is written: ./0001-checkout-choose-axum.md";
    assert!(stderr(&kept).contains(note), "{}", stderr(&kept));
    assert!(folder.path().join("0001-checkout-choose-axum.md").is_file());
}

#[test]
fn a_reader_of_a_record_may_go_away() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("checkout.toml"), CHECKOUT).unwrap();
    let mut child = Command::new(cargo_bin!("weighbridge"))
        .args(["record", "checkout.toml", "--dry-run"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "docs/decisions/0001-checkout-choose-axum.md\n");
}

#[test]
fn a_dry_run_prints_the_record_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let output = run(folder.path(), &["record", "-", "--dry-run"], CHECKOUT);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "docs/decisions/0001-checkout-choose-axum.md\n");
    read("0001-checkout-choose-axum.md", &stdout(&output));
    assert_eq!(names(folder.path()).len(), 0);
}

#[test]
fn the_command_says_where_it_claims_no_choice() {
    let folder = TempDir::new().unwrap();
    let output = run(
        folder.path(),
        &["record", "-", "--dir", "."],
        "schema = 1\n[answers]\np99_target_ms = 0.1\n",
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), "./0001-no-option-passes-every-must-have.md\n");
    assert!(stderr(&output).contains("claims no choice"), "{}", stderr(&output));
}

#[test]
fn a_wrong_profile_or_folder_leaves_everything_as_it_was() {
    let folder = TempDir::new().unwrap();
    let wrong = run(folder.path(), &["record", "-"], "schema = 1\n[answers]\npeak_rsp = 4\n");
    assert_eq!(wrong.status.code(), Some(3));
    assert_eq!(names(folder.path()).len(), 0);
    fs::write(folder.path().join("file"), "kept").unwrap();
    let refused = run(folder.path(), &["record", "-", "--dir", "file"], CHECKOUT);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("is a file, not a folder"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(names(folder.path()), ["file"]);
    let usage = run(folder.path(), &["record"], "");
    assert_eq!(usage.status.code(), Some(2));
}

//! Nothing that is said is obeyed by a terminal.

use std::sync::OnceLock;

use unicode_width::UnicodeWidthStr;
use weighbridge::catalog::{self, Catalog};

use crate::{
    screens::{matrix, shipped},
    talk::{Said, Talk},
};

/// Everything that says something.
const EVERYTHING: &str = "help\nwhy\nquestions\nquestions open\nweights\nswing\ntrade-off\nscores\nevidence\nworth\nagain\nback\nverdict\nreport\n";

#[track_caller]
fn harmless(said: &Said) {
    for text in [&said.out, &said.err] {
        let bad = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(bad, None, "{text:?}");
        // What is drawn is not read aloud.
        let drawn = text.chars().find(|c| ('\u{2500}'..='\u{28ff}').contains(c));
        assert_eq!(drawn, None, "{text}");
    }
    for line in said.out.lines().filter(|line| line.width() > 80) {
        assert_eq!(line.split_whitespace().count(), 1, "a line could be broken: {line}");
    }
}

#[test]
fn the_empty_profile_and_the_five_are_told_without_a_control_character() {
    harmless(&Talk::new().answer(EVERYTHING));
    for scenario in &shipped().scenarios {
        let talk = Talk::new().on("a.toml", &scenario.profile.text);
        harmless(&talk.say(&format!("{EVERYTHING}jump 1\nunknown\nundo\n")));
    }
    harmless(&Talk::of(matrix()).answer(EVERYTHING));
}

/// A catalog in which every text wants to command the terminal.
fn hostile() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let text = include_str!("../data/catalogs/analytics-database.toml");
        let mut document: toml_edit::DocumentMut = text.parse().expect("TOML");
        poison(document.as_item_mut());
        catalog::load("hostile.toml", &document.to_string(), &|_| None).expect("the catalog loads")
    })
}

/// Puts an escape sequence before, and others behind, every text for people.
fn poison(item: &mut toml_edit::Item) {
    const FOR_PEOPLE: [&str; 7] = ["title", "ask", "why", "summary", "detail", "source", "text"];
    let poisoned = |text: &str| format!("\u{1b}[2J\u{1b}]0;x\u{7}{text}\u{9b}31m\u{8}\r\u{202e}");
    if let Some(tables) = item.as_array_of_tables_mut() {
        for table in tables.iter_mut() {
            for (key, value) in table.iter_mut() {
                if let (true, Some(text)) = (FOR_PEOPLE.contains(&key.get()), value.as_str()) {
                    *value = toml_edit::value(poisoned(text));
                } else {
                    poison(value);
                }
            }
        }
    } else if let Some(table) = item.as_table_like_mut() {
        for (key, value) in table.iter_mut() {
            if let (true, Some(text)) = (FOR_PEOPLE.contains(&key.get()), value.as_str()) {
                *value = toml_edit::value(poisoned(text));
            } else {
                poison(value);
            }
        }
    } else if let Some(array) = item.as_array_mut() {
        for table in array.iter_mut().filter_map(toml_edit::Value::as_inline_table_mut) {
            for (key, value) in table.iter_mut() {
                if let (true, Some(text)) = (FOR_PEOPLE.contains(&key.get()), value.as_str()) {
                    *value = poisoned(text).into();
                }
            }
        }
    }
}

#[test]
fn hostile_titles_and_notes_reach_no_terminal() {
    let hostile = hostile();
    let poison = hostile.questions.iter().filter(|q| q.title.contains('\u{1b}')).count();
    assert!(poison > 0, "the catalog has teeth");
    let profile = "schema = 1\ntitle = \"\\u001b[31mred\\u0007\"\n[notes]\n".to_owned()
        + &format!("{} = \"\\u001b]52;c;x\\u0007\"\n", hostile.questions[0].id);
    let talk = Talk::of(hostile).on("a\u{1b}[7m.toml", &profile);
    let all =
        format!("{EVERYTHING}jump 1\nnote\ntitle\n1\nunknown\nundo\nnote \u{1b}[2J\nsave {{}}/x\u{9b}.toml\nquit\n");
    let said = talk.say(&all);
    harmless(&said);
    said.has("\u{fffd}[31mred");
}

#[test]
fn keys_that_send_escapes_are_named_and_do_nothing() {
    let said = Talk::new().answer("\u{1b}[A\n");
    said.has("holds a control character (U+001B); arrow keys and the like do nothing here");
    harmless(&said);
}

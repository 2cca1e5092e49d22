//! Keys that the user gave in place of the table's.

use std::{collections::BTreeMap, path::Path};

use proptest::{prelude::*, strategy::ValueTree as _};
use weighbridge::{
    config,
    tui::{
        key::Key,
        keymap::{self, Action, Context, Keymap, Meaning, TABLE},
        update::tell_troubles,
    },
};

use crate::{harness::Program, keys::states};

/// The keymap that a configuration file makes, or what is wrong with it.
fn keymap(text: &str) -> Result<Keymap, String> {
    let mut file = config::read(Path::new("config.toml"), text);
    let map = Keymap::rebound(&file.wishes.keys, &mut file.problems);
    file.problems.sort();
    if file.problems.has_errors() {
        Err(file.problems.render(false))
    } else {
        Ok(map)
    }
}

fn program(text: &str) -> Program {
    let mut program = Program::new((120, 40));
    program.model.keymap = keymap(text).expect("keys without a conflict");
    program
}

fn refused(text: &str) -> String {
    keymap(text).expect_err("keys that are refused")
}

#[test]
fn a_key_that_was_given_does_it_and_the_tables_own_no_longer_does() {
    let mut program = program("[keys.program]\nundo = [\"f7\", \"alt-u\"]\nhelp = \"f2\"\n");
    program.ask("rust_experience").over("some").press("enter");
    let answered = program.model.profile.clone();
    program.press("u");
    assert_eq!(program.model.profile, answered, "the old key is free");
    program.press("alt-u");
    assert_ne!(program.model.profile, answered);
    assert_eq!(keymap::meaning(&program.model, Key::char('?')), Meaning::Nothing);
    let help = Key::parse("f2").expect("a key");
    assert_eq!(keymap::meaning(&program.model, help), Meaning::Do(Action::Help));
}

#[test]
fn footer_and_help_show_the_keys_that_were_given() {
    let mut program =
        program("[keys.program]\nhelp = [\"f2\", \"?\"]\n[keys.choice]\nup = \"alt-k\"\ndown = \"alt-j\"\n");
    program.ask("rust_experience");
    let footer = program.text().lines().last().unwrap_or_default().to_owned();
    assert!(footer.contains("F2 all keys"), "{footer}");
    assert!(
        footer.contains("alt-kalt-j choose") || footer.contains("alt-k/alt-j choose"),
        "{footer}"
    );
    program.press("?");
    let help = program.text();
    assert!(help.contains("alt-k "), "{help}");
    assert!(help.contains("[keys.choice]") && help.contains(" up"), "{help}");
}

#[test]
fn sentences_name_the_keys_that_were_given() {
    let mut program =
        program("[keys.swing]\ntake = \"f4\"\n[keys.rank]\nstate = \"f6\"\n[keys.weights]\nway = [\"w\", \"f8\"]\n");
    program.ask("weights").press("w 5");
    let text = program.text();
    assert!(text.contains("(F4)"), "{text}");
    program.press("esc w");
    let text = program.text();
    assert!(text.contains("or F6, states an order"), "{text}");
}

#[test]
fn an_action_can_go_without_a_key() {
    let program = program("[keys.program]\ntable = []\n");
    assert_eq!(keymap::meaning(&program.model, Key::char('#')), Meaning::Nothing);
    assert!(
        keymap::reachable(&program.model)
            .iter()
            .all(|r| r.binding.action != Action::Table)
    );
}

#[test]
fn one_key_for_two_actions_of_a_place_is_refused_with_both_names_and_both_places() {
    insta::assert_snapshot!(
        "conflicts",
        refused(
            "[keys.program]\nhelp = [\"f1\", \"f2\"]\nsave = \"f2\"\nundo = \"ctrl-r\"\n\n[keys.message]\nup = [\"k\", \"k\"]\nclose = \"pgup\"\n\
             [keys.compare]\nup = \"pgup\"\n"
        )
    );
}

#[test]
fn taking_a_key_over_is_possible_where_the_other_action_gets_another_or_none() {
    let text = "[keys.program]\nhelp = [\"f1\", \"h\"]\nundo = \"ctrl-r\"\nredo = []\n";
    assert!(keymap(text).is_ok());
    let text = "[keys.program]\nundo = \"ctrl-r\"\nredo = \"u\"\n";
    assert!(keymap(text).is_ok(), "two can be swapped");
}

#[test]
fn keys_that_are_none_or_never_arrive_are_refused_with_the_nearest_or_the_reason() {
    insta::assert_snapshot!(
        "no_keys",
        refused(
            "[keys.program]\nhelp = [\"f1\", \"entr\"]\nsave = [\"ctrl+s\", \"ctrl-i\", \"shift-s\"]\nsvae = \"f2\"\ntake = \"f3\"\n\n\
             [keys.number]\nmore = \"5\"\n\n[keys.prompt]\ntake = [\"enter\", \"y\"]\n\n[keys.chioce]\nup = \"k\"\ndown = \"j\"\n"
        )
    );
}

#[test]
fn nobody_is_locked_in() {
    insta::assert_snapshot!(
        "locked_in",
        refused(
            "[keys.program]\nhelp = []\nquit = \"x\"\n\n[keys.choice]\nup = [\"f1\", \"up\"]\n\n[keys.everywhere]\n\
             interrupt = \"x\"\n\n[keys.message]\nclose = []\n\n[keys.unsaved]\nclose = []\n"
        )
    );
    let hidden = refused("[keys.choice]\nup = [\"q\", \"up\"]\n");
    assert!(
        hidden.contains("`quit` of `program` (by default) is hidden by `up` of `choice` (in line 2, column 7)"),
        "{hidden}"
    );
    let taken = refused("[keys.explain]\ndown = [\"down\", \"ctrl-c\"]\n");
    assert!(taken.contains("`interrupt` of `everywhere`"), "{taken}");
    assert!(keymap("[keys.choice]\nup = [\"q\", \"up\"]\n[keys.program]\nquit = [\"q\", \"ctrl-q\"]\n").is_ok());
    assert!(keymap("[keys.choice]\nclose = []\n").is_ok(), "a question is no prison");
}

#[test]
fn every_action_can_be_given_another_key() {
    for binding in TABLE {
        let (context, action) = (binding.context.id(), binding.action.id());
        let map = keymap(&format!("[keys.{context}]\n{action} = \"ctrl-alt-f9\"\n")).expect(action);
        let key = Key::parse("ctrl-alt-f9").expect("a key");
        assert_eq!(map.keys(binding.context, binding.action), [key], "{context} {action}");
    }
}

#[test]
fn the_tables_own_keys_can_be_written_out_and_change_nothing() {
    let mut text = String::new();
    for context in Context::ALL {
        text.push_str(&format!("[keys.{}]\n", context.id()));
        for binding in TABLE.iter().filter(|b| b.context == context) {
            let keys: Vec<String> = binding.keys.iter().map(|k| format!("{:?}", k.name(false))).collect();
            text.push_str(&format!("{} = [{}]\n", binding.action.id(), keys.join(", ")));
        }
    }
    let map = keymap(&text).expect("no conflict");
    for (line, binding) in map.lines().iter().zip(TABLE) {
        assert_eq!(line.keys, binding.keys);
    }
}

/// Keys for some lines of the table.
fn given() -> impl Strategy<Value = Vec<(usize, Vec<&'static str>)>> {
    let keys = vec!["q", "esc", "f1", "?", "x", "ctrl-c", "up", "f5"];
    prop::collection::vec((0..TABLE.len(), prop::sample::subsequence(keys, 0..3)), 1..5)
}

/// Whatever is given: it is refused, or in every state what is open can be closed, and else there is help and a way out.
#[test]
fn whatever_keys_are_accepted_there_is_help_and_a_way_out() {
    let mut states = states();
    let mut accepted = 0;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..200 {
        let lines = given().new_tree(&mut runner).expect("keys").current();
        let mut tables = BTreeMap::<&str, BTreeMap<&str, Vec<&str>>>::new();
        for (line, keys) in lines {
            let binding = &TABLE[line];
            tables
                .entry(binding.context.id())
                .or_default()
                .insert(binding.action.id(), keys);
        }
        let mut text = String::new();
        for (context, actions) in tables {
            text.push_str(&format!("[keys.{context}]\n"));
            for (action, keys) in actions {
                text.push_str(&format!("{action} = {keys:?}\n"));
            }
        }
        let Ok(map) = keymap(&text) else { continue };
        accepted += 1;
        for (name, model) in &mut states {
            model.keymap = map.clone();
            let reachable = keymap::reachable(model);
            let does = |action| reachable.iter().any(|r| r.binding.action == action);
            assert!(does(Action::Interrupt), "{name}\n{text}");
            let presents = model.stage.on && does(Action::Present);
            assert!(
                presents || does(Action::Close) || (does(Action::Help) && does(Action::Quit)),
                "{name}\n{text}"
            );
        }
    }
    assert!(accepted > 20, "only {accepted} of 200 were accepted: nothing is shown");
}

fn troubled() -> Program {
    let mut program = Program::new((100, 30));
    let text = "theme = \"drak\"\n[keys.program]\nsave = \"q\"\n";
    let mut file = config::read(Path::new("config.toml"), text);
    let _ = Keymap::rebound(&file.wishes.keys, &mut file.problems);
    program.model.troubles = vec![config::Trouble::Wrong(Box::new(file.problems))];
    tell_troubles(&mut program.model);
    program
}

#[test]
fn a_wrong_configuration_is_told_in_the_status_line_and_shown_in_full_by_a_key() {
    let mut program = troubled();
    let last = |program: &Program| program.text().lines().last().unwrap_or_default().trim().to_owned();
    assert_eq!(
        last(&program),
        "✗ ! shows it: the configuration has 2 errors and is not used"
    );
    program.press("tab");
    assert!(
        last(&program).contains("! settings"),
        "the way to it stays: {}",
        last(&program)
    );
    program.press("!");
    insta::assert_snapshot!("troubles", program.text());
    program.press("esc");
    assert!(program.model.layers.is_empty());
}

#[test]
fn over_the_greeting_another_key_shows_it_because_characters_are_text_there() {
    let mut program = troubled();
    let last = |program: &Program| program.text().lines().last().unwrap_or_default().trim().to_owned();
    weighbridge::tui::update::welcome(&mut program.model);
    tell_troubles(&mut program.model);
    assert!(last(&program).starts_with("✗ F9 shows it"), "{}", last(&program));
    program.key(Key::parse("f9").expect("a key"));
    assert!(program.text().contains("there is no theme"), "{}", program.text());
    program.press("esc");
    assert!(program.text().contains("A new profile"), "the greeting is still there");
    assert!(last(&program).contains("F9 settings"), "{}", last(&program));
}

#[test]
fn the_key_for_settings_shows_them_where_nothing_is_wrong_too() {
    let mut program = Program::new((100, 30));
    let footer = |program: &Program| program.text().lines().last().unwrap_or_default().to_owned();
    assert!(!footer(&program).contains("! settings"));
    program.press("T ! ");
    let text = program.text();
    assert!(
        text.contains("theme       dark           chosen by key; auto at the start (default)"),
        "{text}"
    );
    assert!(text.contains("recent      10             default"), "{text}");
}

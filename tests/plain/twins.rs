//! The same answers in lines and on screens: the same file and the same verdict.

use std::{path::Path, process::Command};

use assert_cmd::cargo::cargo_bin;
use weighbridge::{
    catalog::{Catalog, QuestionKind},
    plain::Ended,
};

use crate::{
    screens::{Program, databases, shipped},
    talk::{Talk, read},
};

/// One answer: the question's id, and what is said; a choice by its id.
type Answers = &'static [(&'static str, &'static str)];

const CHECKOUT: Answers = &[
    ("peak_rps", "12k"),
    ("connections", "5k"),
    ("yearly_growth", "30"),
    ("p99_target_ms", "50"),
    ("fast_share", "unknown"),
    ("developers", "4"),
    ("rust_experience", "learning"),
    ("python_experience", "some"),
    ("deadline_weeks", "3 months"),
    ("hourly_rate", "$95/h"),
    ("development_budget", "150k"),
    ("horizon_months", "36"),
    ("error_cost", "high"),
    ("expected_life", "unknown"),
];

/// What `check` says with `--format json` of a file, from its own folder, so that it is called the same.
fn advised(folder: &Path) -> String {
    let output = Command::new(cargo_bin!("weighbridge"))
        .args(["advise", "x.toml", "--format", "json", "--draws", "1000"])
        .current_dir(folder)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn kind(catalog: &'static Catalog, id: &str) -> &'static QuestionKind {
    &catalog.questions[catalog.question(id).expect(id)].kind
}

/// Gives the answers on screens, a note with the first.
fn on_screens(program: &mut Program, answers: Answers) {
    let catalog = program.model.catalog;
    for (index, (id, answer)) in answers.iter().enumerate() {
        program.ask(id);
        match (kind(catalog, id), *answer) {
            (_, "unknown") => program.press("d"),
            (QuestionKind::Choice(_), choice) => program.over(choice).press("enter"),
            (_, number) => program.fill(number).press("enter"),
        };
        if index == 0 {
            program
                .ask(id)
                .press("n")
                .fill("from the load balancer, \"Black Friday\"")
                .press("enter");
        }
    }
}

/// The same as lines.
fn in_lines(answers: Answers) -> String {
    let mut lines = String::new();
    for (index, (id, answer)) in answers.iter().enumerate() {
        lines.push_str(&format!("jump {id}\n{answer}\n"));
        if index == 0 {
            lines.push_str(&format!("jump {id}\nnote from the load balancer, \"Black Friday\"\n"));
        }
    }
    lines
}

fn save(program: &mut Program) {
    let path = program.path("x.toml");
    program
        .press("esc")
        .happen(weighbridge::tui::message::Message::Recent(Vec::new()));
    program.key(weighbridge::tui::key::Key::char('S'));
    program.fill(&path.display().to_string()).press("enter");
    assert!(!program.model.unsaved());
}

#[track_caller]
fn same(program: &Program, talk: &Talk) {
    assert_eq!(read(&talk.path("x.toml")), read(&program.path("x.toml")));
}

#[test]
fn a_new_profile_answered_in_lines_is_the_same_file_and_the_same_verdict() {
    let mut program = Program::new((120, 40));
    on_screens(&mut program, CHECKOUT);
    program.press("t").fill("Checkout service").press("enter");
    // Points for two weights, a score, the other evidence; an answer undone and another changed.
    program.ask("weights").press("30 enter down 25 enter");
    program.press("tab m right 4.5 enter esc v");
    program.ask("developers").fill("9").press("enter").press("u");
    program.ask("connections").fill("8k").press("enter");
    save(&mut program);

    let (first, second) = (&shipped().criteria[0].id, &shipped().criteria[1].id);
    let option = &shipped().options[0].id;
    let talk = Talk::new();
    let mut lines = in_lines(CHECKOUT);
    lines.push_str("title Checkout service\n");
    lines.push_str(&format!(
        "jump weights\n{first} 30\nweight {second} 25\nscore {option} {first} 4.5\n"
    ));
    lines.push_str("evidence measured\njump developers\n9\nundo\njump connections\n8k\nsave {}/x.toml\nquit\n");
    let said = talk.answer(&lines);
    assert_eq!(said.ended, Ended::Done, "{}", said.out);
    same(&program, &talk);
    assert_eq!(advised(talk.folder.path()), advised(program.folder.path()));
}

#[test]
fn every_scenario_changed_in_lines_keeps_its_comments_as_on_screens() {
    for scenario in &shipped().scenarios {
        let text = &scenario.profile.text;
        let mut program = Program::new((120, 40));
        program.open("x.toml", text);
        program.ask("developers").fill("11").press("enter");
        program.ask("horizon_months").press("x");
        program.press("ctrl-s");
        let talk = Talk::new().on("x.toml", text);
        let said = talk.say("jump developers\n11\njump horizon_months\nclear\nsave\n");
        assert_eq!(said.ended, Ended::Done, "{}", said.out);
        same(&program, &talk);
    }
}

#[test]
fn swings_and_an_order_are_the_same_file_too() {
    let ids: Vec<&str> = shipped().criteria.iter().map(|c| c.id.as_str()).collect();
    let mut program = Program::new((120, 40));
    // By swing: the first moves first, the second is rated 60.
    program.ask("weights").press("w enter 60 enter");
    save(&mut program);
    let talk = Talk::new();
    let said = talk.answer(&format!(
        "swing {} 100\nswing {} 60\nsave {{}}/x.toml\n",
        ids[0], ids[1]
    ));
    assert_eq!(said.ended, Ended::Done, "{}", said.out);
    same(&program, &talk);
}

#[test]
fn another_catalog_is_answered_the_same() {
    let catalog = databases();
    let mut program = Program::of(catalog, (120, 40));
    let talk = Talk::of(catalog);
    let mut lines = String::new();
    for question in &catalog.questions {
        let visible = program.model.visible().any(|q| catalog.questions[q].id == question.id);
        if !visible {
            continue;
        }
        match &question.kind {
            QuestionKind::Choice(choices) => {
                let choice = &choices[choices.len() - 1];
                program.ask(&question.id).over(&choice.id).press("enter");
                lines.push_str(&format!("jump {}\n{}\n", question.id, choices.len()));
            }
            QuestionKind::Number { max, .. } => {
                program.ask(&question.id).fill(&max.to_string()).press("enter");
                lines.push_str(&format!("jump {}\n{max}\n", question.id));
            }
            QuestionKind::Points => {}
        }
    }
    save(&mut program);
    let said = talk.answer(&format!("{lines}save {{}}/x.toml\n"));
    assert_eq!(said.ended, Ended::Done, "{}", said.out);
    same(&program, &talk);
}

//! Where the numbers of a screen come from.

use std::collections::HashSet;

use weighbridge::{
    tui::{
        layer::{Explain, Layer, place},
        model::Screen,
    },
    weigh::{
        Subject,
        explain::{Explainer, SourceKind},
    },
};

use crate::{
    harness::{Program, databases, done, matrix, shipped},
    screen::{self, SIZES, shown},
};

fn popup(program: &Program) -> &Explain {
    match program.model.layers.last() {
        Some(Layer::Explain(popup)) => popup,
        other => panic!("no explanation, but {other:?}"),
    }
}

/// The profiles of all scenarios, opened, and an empty one of each catalog.
fn programs() -> Vec<(String, Program)> {
    let mut programs = Vec::new();
    for scenario in &shipped().scenarios {
        let mut program = Program::new((120, 40));
        program.open("service.toml", &scenario.profile.text);
        programs.push((scenario.title.clone(), program));
    }
    for catalog in [shipped(), databases(), matrix()] {
        programs.push((catalog.id.clone(), Program::of(catalog, (120, 40))));
    }
    programs
}

fn screens() -> impl Iterator<Item = Screen> {
    Screen::ALL.into_iter().filter(|s| (2..=7).contains(&s.number()))
}

fn show(program: &mut Program, screen: Screen) {
    program.press("esc esc");
    while program.model.screen != screen {
        program.press("tab");
    }
}

#[test]
fn enter_explains_the_numbers_of_every_screen_and_i_those_of_the_charts() {
    let mut program = Program::new((120, 40));
    for screen in screens() {
        show(&mut program, screen);
        program.press("enter");
        assert_eq!(popup(&program).screen, screen);
        assert!(!popup(&program).inside);
        program.press("esc");
        assert!(program.model.layers.is_empty());
    }
    program.ask("rust_experience").press("i");
    assert_eq!(popup(&program).screen, Screen::Questions);
}

#[test]
fn every_number_of_every_screen_of_every_scenario_leads_down_to_where_it_comes_from() {
    for (name, mut program) in programs() {
        let mut seen: HashSet<String> = HashSet::new();
        program.sure();
        for screen in screens() {
            show(&mut program, screen);
            program.press("enter");
            let Some(Layer::Explain(first)) = program.model.layers.last() else {
                // A matrix without questions has neither costs nor latencies to explain.
                assert!(program.model.catalog.questions.is_empty(), "{name}: {screen:?}");
                continue;
            };
            let mut popup = first.clone();
            let basis = popup.basis.clone();
            let mut explainer = basis.explainer();
            for at in 0..popup.entries.len() {
                popup.cursor = at;
                popup.look();
                let entry = &popup.entries[at];
                let name = format!("{name}, {screen:?}: {}", entry.title);
                let opened = popup.step().expect(&name);
                assert_eq!(opened.explanation.title, entry.title);
                walk(&mut explainer, &entry.subject, &mut seen, &name, 0);
            }
            program.press("esc");
        }
    }
}

/// Goes down into every input that was not seen yet.
fn walk(explainer: &mut Explainer<'_>, subject: &Subject, seen: &mut HashSet<String>, name: &str, depth: usize) {
    if !seen.insert(format!("{subject:?}")) {
        return;
    }
    assert!(depth < 40, "{name} has no end: {subject:?}");
    let explanation = explainer.explain(subject).expect(name);
    assert!(!explanation.title.is_empty() && !explanation.value.is_empty(), "{name}");
    for input in &explanation.inputs {
        if let Some(subject) = &input.subject {
            walk(explainer, subject, seen, name, depth + 1);
        } else {
            assert_ne!(input.kind, SourceKind::Computed, "{name}: {} leads nowhere", input.name);
            assert!(!input.source.is_empty(), "{name}: {} has no source", input.name);
        }
    }
}

#[test]
fn every_number_that_can_be_asked_for_is_on_a_screen() {
    for (name, mut program) in programs() {
        program.sure();
        let (model, robustness) = (&program.model, program.model.robustness());
        for subject in weighbridge::weigh::subjects(model.catalog, &model.assessment, robustness) {
            let listed = place(&subject).1.iter().any(|number| (2..=7).contains(number));
            assert!(listed, "{name}: {subject:?}");
        }
    }
}

#[test]
fn the_list_is_in_the_order_of_its_headings() {
    for (name, mut program) in programs() {
        show(&mut program, Screen::Verdict);
        program.press("enter");
        let groups: Vec<_> = popup(&program).entries.iter().map(|e| e.group).collect();
        assert!(groups.is_sorted(), "{name}");
    }
}

#[test]
fn typing_finds_a_number_and_what_is_found_is_explained() {
    let mut program = Program::new((120, 40));
    program.press("tab enter");
    let all = popup(&program).entries.len();
    program.fill("total starlette");
    let popup = popup(&program);
    let found = popup.found();
    assert!(!found.is_empty() && found.len() < all);
    let entry = &popup.entries[found[0]];
    assert_eq!(popup.step().expect("explained").explanation.title, entry.title);
    program.fill("xyzzy");
    assert!(program.text().contains("No number like that"));
    program.press("enter enter down esc");
    assert!(program.model.layers.is_empty());
}

#[test]
fn a_cell_of_the_matrix_is_explained_and_what_is_typed_is_taken_first() {
    let mut program = Program::new((120, 40));
    program.press("tab m right down enter");
    let option = 0;
    assert!(popup(&program).inside);
    let at = popup(&program).cursor;
    assert_eq!(
        popup(&program).entries[at].subject,
        Subject::Score { option, criterion: 1 }
    );
    program.press("esc");
    assert!(program.model.cell.is_some(), "the matrix keeps the keys");
    program.press("7.5 enter");
    assert!(program.model.layers.is_empty(), "Enter takes what was typed");
    assert_eq!(program.model.profile.scores.len(), 1);
    program.press("esc");
    assert_eq!(program.model.cell, None);
}

#[test]
fn an_input_is_gone_down_to_and_back_up_from() {
    let mut program = Program::new((120, 40));
    program.press("tab enter total enter");
    let first = popup(&program).step().expect("a number").clone();
    program.press("enter");
    assert_eq!(popup(&program).trail.len(), 2);
    assert!(
        program.text().contains(&first.explanation.title),
        "the way down is shown"
    );
    program.press("left");
    assert_eq!(popup(&program).step(), Some(&first));
    program.press("backspace");
    assert!(!popup(&program).inside, "back in the list");
}

#[test]
fn the_guide_opens_at_the_page_behind_an_input_and_comes_back() {
    let mut program = Program::new((120, 40));
    program.press("tab enter enter");
    crate::keys::go_to_page(&mut program);
    let page = popup(&program).page().expect("a page");
    program.press("g");
    assert!(program.model.layers.is_empty());
    assert_eq!((program.model.screen, program.model.guide.page), (Screen::Guide, page));
    program.press("esc");
    assert_eq!(program.model.screen, Screen::Verdict);
}

#[test]
fn explaining_changes_nothing() {
    let mut program = Program::new((120, 40));
    program.ask("rust_experience").over("some").press("enter tab tab");
    let (profile, history) = (program.model.profile.clone(), program.model.history.clone());
    program.press("enter cost enter enter down enter backspace esc");
    assert_eq!(program.model.profile, profile);
    assert_eq!(program.model.history, history);
}

#[test]
fn what_is_previewed_is_what_is_explained() {
    let mut program = Program::new((120, 40));
    program.ask("rust_experience").over("none");
    let shown = program.model.preview.clone().expect("a preview");
    program.press("i total");
    let popup = popup(&program);
    let entry = &popup.entries[popup.found()[0]];
    let Subject::Total(option) = entry.subject else {
        panic!("{entry:?}")
    };
    let explained = popup.step().expect("explained").explanation.result.expect("a number");
    assert!((explained - shown.chosen().options[option].total).abs() < 1e-9);
}

#[test]
fn the_popup_at_every_size() {
    type Prepare = fn(&mut Program);
    let states: [(&str, Prepare); 4] = [
        ("list", |p| done(p.press("2 enter down"))),
        ("found", |p| {
            p.press("3 enter").fill("over the horizon");
        }),
        ("inside", |p| done(p.press("2 enter total enter down"))),
        ("far_down", |p| {
            p.press("2 enter total enter");
            crate::keys::go_to_page(p);
        }),
    ];
    for (name, prepare) in states {
        for size in SIZES {
            let mut program = Program::new(size);
            program.open("checkout.toml", include_str!("../../profiles/ecommerce.toml"));
            program.ask("rust_experience").sure();
            prepare(&mut program);
            let name = format!("explain_{name}");
            let buffer = screen::drawn(&name, size, |area, buf| {
                weighbridge::tui::view::frame::draw(&program.model, area, buf);
            });
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}
#[test]
fn zz_time() {
    let mut program = Program::new((120, 40));
    program.open("checkout.toml", include_str!("../../profiles/ecommerce.toml"));
    program.sure();
    for screen in screens() {
        show(&mut program, screen);
        let t = std::time::Instant::now();
        program.press("enter");
        eprintln!("TIME {screen:?} {:?} {}", t.elapsed(), popup(&program).entries.len());
    }
}

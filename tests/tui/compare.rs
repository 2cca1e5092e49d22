//! Two profiles side by side.

use weighbridge::tui::{
    layer::{Compare, Layer, Source},
    view::frame,
};

use crate::{
    harness::{Program, done, shipped},
    screen::{self, SIZES, shown},
};

fn popup(program: &Program) -> &Compare {
    match program.model.layers.last() {
        Some(Layer::Compare(popup)) => popup,
        other => panic!("no comparison, but {other:?}"),
    }
}

fn shop(size: (u16, u16)) -> Program {
    let mut program = Program::new(size);
    program.open("checkout.toml", include_str!("../../profiles/ecommerce.toml"));
    program
}

#[test]
fn a_file_is_compared_with_and_what_is_open_stays_open() {
    let mut program = shop((120, 40));
    let other = program.path("other.toml");
    let text = include_str!("../../profiles/ecommerce.toml");
    std::fs::write(&other, text).expect("a file");
    let (file, profile) = (program.model.file.clone(), program.model.profile.clone());
    program.ask("rust_experience").over("learning").press("enter");
    let asked = program.model.question();
    program.press("=").fill(&other.display().to_string()).press("enter");
    let said = program.text();
    assert!(said.contains("is all that differs"), "{said}");
    let title = &shipped().questions[shipped().question("rust_experience").expect("it")].title;
    assert!(said.contains(title.as_str()), "{said}");
    program.press("esc");
    assert_eq!(program.model.question(), asked);
    assert_eq!(program.model.file, file);
    program.press("u");
    assert_eq!(program.model.profile, profile);
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_can_be_corrected() {
    let mut program = shop((120, 40));
    program.press("=").fill("no-such-file.toml").press("enter");
    assert!(program.text().contains("no-such-file.toml cannot be opened"));
    program.press("esc");
    let Some(Layer::Open(list)) = program.model.layers.last() else {
        panic!("the list is gone")
    };
    assert_eq!(list.path.text(), "no-such-file.toml");
}

#[test]
fn there_is_always_something_to_compare_with() {
    let mut program = shop((120, 40));
    program.model.recent.clear();
    program.press("=");
    let Some(Layer::Open(list)) = program.model.layers.last() else {
        panic!("no list")
    };
    assert!(!list.entries.contains(&Source::New));
    assert_eq!(list.entries.len(), shipped().scenarios.len());
}

#[test]
fn nothing_is_cut_off_however_narrow_it_is() {
    for width in [60, 80, 100, 120, 200] {
        let mut program = shop((width, 24));
        program.model.recent.clear();
        program.press("= down down enter");
        let document = popup(&program).document.clone();
        let words: Vec<&str> = document.blocks.iter().flat_map(words).collect();
        let mut seen = String::new();
        for _ in 0..400 {
            seen.push_str(&program.text());
            program.press("down");
        }
        for word in words {
            assert!(seen.contains(word), "{word} at {width}");
        }
    }
}

fn words(block: &weighbridge::report::document::Block) -> Vec<&str> {
    use weighbridge::report::document::Block as B;
    let texts: Vec<&str> = match block {
        B::Title(_) | B::Quote { .. } => Vec::new(),
        B::Heading(text) | B::Paragraph(text) => vec![text.as_str()],
        B::List(items) => items.iter().map(String::as_str).collect(),
        B::Table(table) => table.rows.iter().flatten().map(String::as_str).collect(),
    };
    texts.into_iter().flat_map(str::split_whitespace).collect()
}

#[test]
fn the_popup_at_every_size() {
    type Prepare = fn(&mut Program);
    let states: [(&str, Prepare); 2] = [
        ("list", |p| done(p.press("= down"))),
        ("scenario", |p| done(p.press("= down down enter"))),
    ];
    for (name, prepare) in states {
        for size in SIZES {
            let mut program = shop(size);
            program.model.recent.clear();
            prepare(&mut program);
            let name = format!("compare_{name}");
            let buffer = screen::drawn(&name, size, |area, buf| frame::draw(&program.model, area, buf));
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}

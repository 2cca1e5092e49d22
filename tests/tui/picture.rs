//! The pictures of the README, drawn by the program's own code: when a screen changes, they are out of date and say so.

use weighbridge::tui::picture;

use crate::harness::Program;

/// Asserts that `docs/NAME.svg` is what the program draws; writes it where `UPDATE_DOCS` is set.
fn is_current(name: &str, title: &str, program: &Program) {
    let path = format!("{}/docs/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    let drawn = picture::svg(&program.drawn(), title);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &drawn).expect("a picture");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "docs/{name}.svg is out of date: run UPDATE_DOCS=1 cargo test --test tui picture"
    );
}

/// The e-commerce scenario with one answer more under the cursor than taken.
fn shop() -> Program {
    let mut program = Program::new((120, 40));
    program.open("checkout.toml", include_str!("../../profiles/ecommerce.toml"));
    program.ask("rust_experience").over("some").sure();
    program
}

#[test]
fn the_picture_of_the_question_screen_is_current() {
    is_current(
        "question",
        "Weighbridge asks how much Rust the team knows; charts preview the answer",
        &shop(),
    );
}

#[test]
fn the_picture_of_the_verdict_is_current() {
    let mut program = shop();
    program.press("esc 2").sure();
    is_current(
        "verdict",
        "Weighbridge shows its verdict with the matrix that adds up to it",
        &program,
    );
}

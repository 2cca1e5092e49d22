//! Presenting: one question or chart at a time, for a room.

use weighbridge::{
    profile::Answer,
    tui::{
        message::Message,
        model::{Cover, Screen, Slide, slides},
        theme::{ColourDepth, Theme},
    },
};

use crate::{
    harness::{Program, databases, drawn, matrix},
    screen::{self, SIZES, shown},
};

fn presenting(size: (u16, u16), screen: &str) -> Program {
    let mut program = Program::new(size);
    program.open("checkout.toml", include_str!("../../profiles/ecommerce.toml"));
    program.sure();
    program.press("tab");
    program.press(screen);
    // The ruler comes first.
    program.press("p");
    assert!(program.model.stage.on);
    assert_eq!(program.model.stage.cover, Cover::Ruler);
    program.press("right");
    assert_eq!(program.model.stage.cover, Cover::Off);
    program
}

#[test]
fn slides_of_a_verdict_read_across_a_room() {
    for size in SIZES {
        let mut program = presenting(size, "2");
        for slide in ["verdict", "scores", "reasons"] {
            let name = format!("present_{slide}_{}x{}", size.0, size.1);
            insta::assert_snapshot!(name, shown(&drawn(&program.model)));
            program.press("right");
        }
        assert_eq!(program.model.screen, Screen::Cost);
    }
}

#[test]
fn a_question_is_answered_on_its_slide() {
    for size in SIZES {
        let mut program = presenting(size, "1");
        program.press("esc");
        program.ask("rust_experience");
        program.press("p down down");
        let name = format!("present_question_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, shown(&drawn(&program.model)));
        program.press("enter");
        assert_ne!(program.asked(), "rust_experience", "on to the next");
        assert!(matches!(program.answer("rust_experience"), Some(Answer::Choice(_))));
        program.press("left u");
        assert!(program.model.stage.on);
    }
}

#[test]
fn the_ruler_the_clock_and_the_blank() {
    let mut program = presenting((120, 40), "2");
    program.press("r");
    insta::assert_snapshot!("present_ruler", shown(&drawn(&program.model)));
    program.press("c");
    program.happen(Message::Tick(13));
    assert!(program.model.changed);
    insta::assert_snapshot!("present_clock", shown(&drawn(&program.model)));
    program.press("b");
    let blank = program.text();
    assert!(!blank.contains("Starlette"), "{blank}");
    program.press("c z z");
    assert_eq!(program.text().trim(), "", "a blank without a clock is blank");
    program.press("b < < < < < c");
    program.happen(Message::Tick(72));
    assert_eq!(program.model.stage.clock.text(), "-0:12");
    assert!(program.text().contains("over"));
}

#[test]
fn seconds_change_nothing_while_the_clock_stands() {
    let mut program = presenting((80, 24), "3");
    program.happen(Message::Tick(1));
    assert!(!program.model.changed);
    assert_eq!(program.model.stage.clock.passed, 0);
}

#[test]
fn arrows_lead_through_every_slide_and_back() {
    for catalog in [None, Some(databases()), Some(matrix())] {
        let mut program = catalog.map_or_else(|| Program::new((80, 24)), |catalog| Program::of(catalog, (80, 24)));
        program.sure();
        program.press("p right");
        let mut seen = Vec::new();
        loop {
            let stage = program.model.stage;
            let here = (program.model.screen, program.model.asking.question, stage.part);
            if seen.last() == Some(&here) {
                break;
            }
            assert!(!program.text().trim().is_empty());
            seen.push(here);
            program.press("right");
        }
        let parts: usize = Screen::ALL[1..].iter().map(|screen| slides(*screen).len()).sum();
        assert_eq!(seen.len(), program.model.visible().count() + parts);
        assert_eq!(slides(program.model.screen).last(), Some(&Slide::Path));
        for _ in 1..seen.len() {
            program.press("left");
        }
        let here = (
            program.model.screen,
            program.model.asking.question,
            program.model.stage.part,
        );
        assert_eq!(Some(&here), seen.first());
        program.press("esc");
        assert!(!program.model.stage.on);
    }
}

#[test]
fn without_blocks_and_colours_slides_still_read() {
    let mut program = presenting((120, 40), "2");
    program.model.theme = Theme::new(ColourDepth::None, false);
    insta::assert_snapshot!("present_ascii", shown(&drawn(&program.model)));
    assert!(program.text().is_ascii());
}

#[test]
fn every_size_has_a_slide() {
    for width in (60..=220).step_by(13) {
        for height in (18..=60).step_by(7) {
            let mut program = presenting((width, height), "1");
            program.press("c");
            for _ in 0..8 {
                let _ = screen::shown(&drawn(&program.model));
                program.press("pgdn");
            }
            program.press("6");
            let _ = screen::shown(&drawn(&program.model));
        }
    }
}

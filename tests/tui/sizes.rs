//! Any size at all, and pastes anywhere.

use weighbridge::tui::{
    layer::{Layer, Then},
    message::Message,
    model::Screen,
    terminal::Event,
    view::frame::SMALLEST,
};

use crate::{
    harness::{Program, drawn, text},
    keys::states,
    random::check,
};

/// From nothing to more than there is, on both sides of every size at which something changes.
const GRID: [(u16, u16); 15] = [
    (0, 0),
    (0, 30),
    (80, 0),
    (3, 1),
    (59, 18),
    (60, 17),
    (60, 18),
    (75, 30),
    (99, 29),
    (100, 30),
    (159, 43),
    (172, 46),
    (200, 55),
    (500, 20),
    (60, 200),
];

#[test]
fn every_state_draws_at_every_size_and_nothing_outside() {
    for (_, mut model) in states() {
        for size in GRID {
            model.size = size;
            check(&model);
        }
    }
}

#[test]
fn every_screen_draws_on_the_largest_terminal() {
    for screen in Screen::ALL {
        let mut program = Program::new((500, 200));
        program.press(&format!("alt-{}", screen.number()));
        check(&program.model);
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so_in_one_line_and_loses_nothing() {
    for (name, model) in states() {
        let mut program = Program::of(model.catalog, model.size);
        program.model = model;
        let (width, height) = program.model.size;
        let before = drawn(&program.model);
        for (w, h) in [(59, 17), (3, 1), (0, 0), (40, 12)] {
            program.happen(Message::Event(Event::Resize(w, h)));
            let screen = text(&program.drawn());
            let lines = screen.lines().filter(|line| !line.trim().is_empty()).count();
            assert!(lines <= 1, "{name} at {w}x{h}\n{screen}");
            if w >= 20 {
                assert!(screen.contains(&format!("{}x{}", SMALLEST.0, SMALLEST.1)), "{name}");
            }
        }
        program.happen(Message::Event(Event::Resize(width, height)));
        assert_eq!(drawn(&program.model), before, "{name}");
    }
}

#[test]
fn a_paste_of_several_lines_goes_into_a_field_as_one() {
    let mut program = Program::new((120, 40));
    program.press("n");
    program.happen(Message::Event(Event::Paste(
        "Black Friday\r\nfrom \u{1b}[31mthe log\u{7}\n".into(),
    )));
    program.press("enter");
    let note = program.model.profile.notes.values().next().expect("a note");
    assert_eq!(note, "Black Friday from [31mthe log");
    program.ask("peak_rps");
    program.happen(Message::Event(Event::Paste("12k\n".into())));
    assert!(program.answer("peak_rps").is_none(), "an end of line is no Enter");
    assert!(program.model.typing.as_ref().is_some_and(|t| t.parsed.is_ok()));
}

#[test]
fn a_paste_where_nothing_is_typed_runs_no_key() {
    for keys in ["alt-2", "alt-3", "alt-6", "alt-7", "alt-8", "alt-2 ?", "alt-2 = enter"] {
        let mut program = Program::new((120, 40));
        program.press(keys);
        let before = program.model.clone();
        program.happen(Message::Event(Event::Paste("q\r\nd3m+x\u{3}y".into())));
        let after = &program.model;
        assert_eq!(after.leaving, None, "{keys}");
        assert_eq!(after.profile, before.profile, "{keys}");
        assert_eq!(
            (after.screen, &after.layers, after.cell),
            (before.screen, &before.layers, before.cell),
            "{keys}"
        );
    }
    let mut program = Program::new((120, 40));
    program.ask("rust_experience").over("some").press("enter");
    program.model.layers.push(Layer::Unsaved(Then::Leave(0)));
    program.happen(Message::Event(Event::Paste("d".into())));
    assert_eq!(program.model.leaving, None, "a pasted letter discards nothing");
}

//! What the question screen and the popups look like, text and styles, at every size.

use std::collections::HashSet;

use ratatui::{buffer::Buffer, layout::Rect};
use weighbridge::{
    catalog::built_in_text,
    profile::{
        Difference,
        journal::{Since, Unfit},
    },
    tui::{
        layer::{Busy, Conflict, Layer, Offer, Text, Then, WayOut},
        message::Message,
        model::{Model, Screen},
        terminal::Event,
        theme::{ColourDepth, Theme},
        update::update,
        view::frame,
    },
};

use crate::{
    harness::{Program, done, drawn, text},
    keys::states,
    screen::{self, SIZES, shown},
};

/// Brings the program into the state to look at.
type Prepare = Box<dyn Fn(&mut Program)>;

fn questions() -> Vec<(&'static str, Prepare)> {
    vec![
        ("number_open", Box::new(|p| done(p.ask("connections")))),
        (
            "number_previewed",
            Box::new(|p| done(p.ask("peak_rps").press("20k enter left 80k"))),
        ),
        ("number_wrong", Box::new(|p| done(p.ask("peak_rps").press("20 apples")))),
        (
            "choice_previewed",
            Box::new(|p| done(p.ask("rust_experience").over("learning"))),
        ),
        (
            "choice_taken_with_a_note",
            Box::new(|p| {
                p.ask("rust_experience").over("some").press("enter left n");
                p.fill("Ana and Ben did the pilot in 2025").press("enter");
            }),
        ),
        (
            "points",
            Box::new(|p| done(p.ask("weights").press("right right down down 30"))),
        ),
    ]
}

/// Words without the marks around them.
fn bare(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c.is_whitespace() || ('\u{2500}'..='\u{259f}').contains(&c));
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[test]
fn no_word_is_cut_without_a_mark() {
    let standing: Vec<(&str, Model)> = states()
        .into_iter()
        .filter(|(_, model)| model.layers.is_empty())
        .collect();
    let drawn_at = |model: &Model, size: (u16, u16)| {
        let mut model = model.clone();
        update(&mut model, Message::Event(Event::Resize(size.0, size.1)));
        text(&drawn(&model))
    };
    let wide: Vec<String> = standing
        .iter()
        .flat_map(|(_, model)| [(120, 90), (160, 90), (200, 55)].map(|size| drawn_at(model, size)))
        .collect();
    let known: HashSet<&str> = wide
        .iter()
        .flat_map(|text| bare(text))
        .chain(bare(built_in_text()))
        .collect();
    for (name, model) in &standing {
        for width in (60..100).step_by(3) {
            let drawn = drawn_at(model, (width, 24));
            // What is cut is cut at the end of a pane.
            for pane in drawn.lines().flat_map(|line| line.split(['│', '├', '┤'])) {
                let last = pane.trim_end().rsplit(' ').next().unwrap_or_default();
                let number = last.ends_with(|c: char| c.is_ascii_digit());
                if !last.contains('…') && !number {
                    let cut = bare(last).last().filter(|word| !known.contains(word));
                    assert_eq!(cut, None, "{name} at {width} columns:\n{drawn}");
                }
            }
        }
    }
}

#[test]
fn what_an_answer_would_change_is_said_in_whole_words() {
    for width in 60..=120 {
        let mut program = Program::new((width, 24));
        program.ask("connections").press("2");
        assert!(program.model.preview.is_some());
        let text = program.text();
        let words: Vec<&str> = text.split_whitespace().collect();
        for word in "This would change nothing that is shown.".split(' ') {
            assert!(words.contains(&word), "{word} at {width} columns:\n{text}");
        }
    }
}

#[test]
fn the_question_screen_at_every_size() {
    for (name, prepare) in questions() {
        for size in SIZES {
            let mut program = Program::new(size);
            prepare(&mut program);
            let name = format!("question_{name}");
            let buffer = screen::drawn(&name, size, |area, buf| frame::draw(&program.model, area, buf));
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}

fn differences() -> Vec<Difference> {
    let difference = |what: &str, was: &str, now: &str| Difference {
        what: what.into(),
        was: was.into(),
        now: now.into(),
    };
    vec![
        difference("Peak load", "500 req/s", "12,000 req/s"),
        difference("Rust experience", "open", "Learning it"),
        difference(
            "note on Peak load",
            "none",
            "\"Black Friday 2025, from the load balancer, as the operators counted it\"",
        ),
    ]
}

fn layers() -> Vec<(&'static str, Prepare)> {
    let push = |layer: Layer| -> Prepare { Box::new(move |p| p.model.layers.push(layer.clone())) };
    vec![
        ("open", Box::new(|p| {
            p.model.recent = vec!["/srv/profiles/checkout.toml".into(), "/home/ana/search.toml".into()];
            p.press("o down");
        })),
        ("open_a_path", Box::new(|p| done(p.press("o ../profiles/sear")))),
        ("jump", Box::new(|p| done(p.ask("peak_rps").press("12k enter j down")))),
        ("jump_filtered", Box::new(|p| done(p.press("j time")))),
        ("note", Box::new(|p| done(p.press("n Black Friday")))),
        ("title", Box::new(|p| done(p.press("t Checkout")))),
        ("save_as", Box::new(|p| done(p.press("S")))),
        ("unsaved", Box::new(|p| {
            p.ask("peak_rps").press("12k enter").ask("rust_experience").over("some").press("enter v q");
        })),
        ("help", Box::new(|p| done(p.press("?")))),
        ("conflict", push(Layer::Conflict(Conflict {
            path: "/home/ana/checkout.toml".into(),
            what: "it changed on disk since it was opened; reload it, save under another name, or overwrite it".into(),
            way_out: WayOut::ReloadOrOverwrite,
            differences: differences(),
        }))),
        ("conflict_unreadable", push(Layer::Conflict(Conflict {
            path: "/home/ana/checkout.toml".into(),
            what: "the file that is there cannot be read".into(),
            way_out: WayOut::Neither,
            differences: Vec::new(),
        }))),
        ("exists", push(Layer::Exists("/home/ana/checkout.toml".into()))),
        ("message", push(Layer::Message(Text {
            title: "checkout.toml cannot be opened".into(),
            text: "error: this catalog has no question `peak_rsp`\n --> checkout.toml:3:1\n  |\n3 | peak_rsp = 5\n  | ^^^^^^^^\n".into(),
            scroll: 0,
        }))),
        ("busy", push(Layer::Busy(Busy {
            path: "/home/ana/checkout.toml".into(),
            holder: "another weighbridge (process 4242) since 14:05".into(),
        }))),
        ("recovery", push(Layer::Recovery(Box::new(Offer {
            file: Some("/home/ana/checkout.toml".into()),
            when: "2026-11-20 14:05".into(),
            said: vec![Since::Changed.to_string()],
            content: Ok(differences()),
            others: 1,
            scroll: 0,
        })))),
        ("recovery_of_another_catalog", push(Layer::Recovery(Box::new(Offer {
            file: None,
            when: "14:05".into(),
            said: Vec::new(),
            content: Err(Unfit::OtherCatalog { wanted: "brokers".into(), used: "axum-vs-starlette".into() }.to_string()),
            others: 0,
            scroll: 0,
        })))),
        ("leave", push(Layer::Unsaved(Then::Leave(0)))),
    ]
}

/// The part of the screen that differs, and the footer.
fn popup(before: &Buffer, after: &Buffer) -> Buffer {
    let area = after.area;
    let body = Rect {
        height: area.height - 1,
        ..area
    };
    let differs: Vec<_> = body.positions().filter(|&p| before[p] != after[p]).collect();
    let (left, right) = (
        differs.iter().map(|p| p.x).min().unwrap_or(0),
        differs.iter().map(|p| p.x).max().unwrap_or(0),
    );
    let (top, bottom) = (
        differs.iter().map(|p| p.y).min().unwrap_or(0),
        differs.iter().map(|p| p.y).max().unwrap_or(0),
    );
    let mut part = Buffer::empty(Rect::new(0, 0, area.width, bottom - top + 2));
    for y in top..=bottom {
        for x in left..=right {
            part[(x - left, y - top)] = after[(x, y)].clone();
        }
    }
    for x in 0..area.width {
        part[(x, bottom - top + 1)] = after[(x, area.height - 1)].clone();
    }
    part
}

#[test]
fn every_popup_at_every_size() {
    for (name, prepare) in layers() {
        for size in SIZES {
            let mut program = Program::new(size);
            prepare(&mut program);
            let after = program.drawn();
            program.model.layers.clear();
            let before = drawn(&program.model);
            insta::assert_snapshot!(
                format!("popup_{name}_{}x{}", size.0, size.1),
                shown(&popup(&before, &after))
            );
        }
    }
}

#[test]
fn the_greeting() {
    for size in SIZES {
        insta::assert_snapshot!(
            format!("greeting_{}x{}", size.0, size.1),
            shown(&Program::greeting(size).drawn())
        );
    }
}

#[test]
fn without_colours_and_without_unicode_the_question_still_says_where_the_cursor_is() {
    let mut program = Program::new((80, 24));
    program.ask("rust_experience").over("learning");
    program.model.theme = Theme::new(ColourDepth::None, false);
    insta::assert_snapshot!("question_ascii_80x24", shown(&program.drawn()));
}

#[test]
fn below_the_smallest_size_one_line_says_what_is_needed_and_nothing_is_lost() {
    let mut program = Program::new((120, 40));
    program.ask("peak_rps").press("12k");
    for (width, height) in [(59, 18), (60, 17), (20, 5), (6, 1), (3, 2), (1, 1), (0, 0)] {
        program.model.size = (width, height);
        let text = program.text();
        let said: Vec<&str> = text.lines().filter(|l| !l.is_empty()).collect();
        assert!(said.len() <= 1, "{text}");
        if width >= 6 && height > 0 {
            assert!(said[0].contains("60x18"), "{text}");
        }
    }
    program.model.size = (120, 40);
    assert!(program.text().contains("12k"));
}

#[test]
fn a_chart_key_switches_the_one_chart_of_a_narrow_screen() {
    let mut program = Program::new((80, 24));
    program.ask("rust_experience");
    let mut seen = Vec::new();
    for _ in 0..4 {
        let text = program.text();
        assert!(!seen.contains(&text));
        seen.push(text);
        program.press("c");
    }
    assert_eq!(program.text(), seen[0]);
    let mut wide = Program::new((120, 40));
    wide.ask("rust_experience").press("c");
    assert!(wide.text().contains("all charts are shown"));
}

#[test]
fn nothing_below_the_choices_moves_with_the_cursor() {
    let mut program = Program::new((120, 40));
    program.ask("error_cost");
    let row = |program: &Program| program.text().lines().position(|l| l.contains("Why it matters"));
    let mut rows = Vec::new();
    for _ in 0..6 {
        rows.push(row(&program));
        program.press("down");
    }
    assert!(rows.iter().all(Option::is_some));
    assert!(rows.windows(2).all(|pair| pair[0] == pair[1]), "{rows:?}");
}

#[test]
fn a_title_of_wide_combining_and_control_characters_breaks_nothing() {
    let mut program = Program::new((80, 24));
    program
        .press("t")
        .fill("決定\u{1b}[31mé\u{301}\u{202e}שלום")
        .press("enter");
    let buffer = program.drawn();
    for cell in buffer.content() {
        assert!(!cell.symbol().chars().any(char::is_control));
    }
}

#[test]
fn every_state_draws_at_every_size_inside_its_area() {
    for (name, mut model) in states() {
        for size in [
            (60, 18),
            (61, 19),
            (75, 20),
            (76, 24),
            (99, 30),
            (100, 30),
            (159, 45),
            (160, 45),
            (250, 70),
        ] {
            model.size = size;
            let area = Rect::new(0, 0, size.0, size.1);
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.0 + 9, size.1 + 9));
            weighbridge::tui::view::frame::draw(&model, area, &mut buffer);
            for position in buffer.area.positions().filter(|p| !area.contains(*p)) {
                assert_eq!(
                    buffer[position],
                    ratatui::buffer::Cell::EMPTY,
                    "{name} at {size:?}, {position}"
                );
            }
        }
    }
}

#[test]
fn a_screen_can_be_scrolled_by_what_is_out_of_sight_at_every_size() {
    for size in SIZES {
        for screen in Screen::ALL {
            let mut program = Program::new(size);
            program.sure();
            program.model.screen = screen;
            let text = program.text();
            let out_of_sight = text.split("rows 1 to ").nth(1).map(|rest| {
                let (seen, all) = rest.split_once(" of ").expect("seen and all");
                let number = |words: &str| words.split_whitespace().next().and_then(|n| n.parse().ok());
                let (seen, all): (Option<u16>, Option<u16>) = (number(seen), number(all));
                all.expect("a number") - seen.expect("a number")
            });
            assert_eq!(
                program.model.scroll_room(),
                out_of_sight.unwrap_or(0),
                "{screen:?} at {size:?}\n{text}"
            );
        }
    }
}

//! What the screens that say how sure the verdict is look like in the whole program, text and styles, at every size.

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

#[path = "support/screen.rs"]
mod screen;
mod support;

use std::{collections::BTreeMap, sync::Mutex};

use ratatui::{buffer::Buffer, style::Color};
use screen::{SIZES, shown};
use weighbridge::{
    catalog::{self, Catalog},
    profile::{Answer, Profile},
    tui::{
        key::{Code, Key},
        message::Message,
        model::{Model, Screen},
        terminal::Event,
        theme::{ColourDepth, Theme},
        update::update,
        view::{MatrixCell, frame},
    },
    weigh::{robustness, weigh},
};

const SCREENS: [(&str, Screen); 3] = [
    ("flip", Screen::Flip),
    ("path", Screen::Path),
    ("verdict", Screen::Verdict),
];

fn profile(catalog: &Catalog, name: &str) -> Profile {
    if name == "empty" {
        Profile::default()
    } else {
        support::scenario(catalog, name)
    }
}

/// A program on this profile, for which the worker has done its work.
fn program(name: &str, theme: Theme, size: (u16, u16)) -> Model {
    let catalog = support::shipped();
    let mut model = Model::new(catalog, profile(catalog, name), theme, size);
    sure(&mut model);
    model
}

/// What the worker says of what is shown.
fn sure(model: &mut Model) {
    let assessment = weigh(model.catalog, &model.shown);
    let found = robustness(model.catalog, &model.shown, &assessment, 10_000);
    let message = Message::Sure {
        generation: model.generation,
        robustness: Box::new(found),
    };
    update(model, message);
}

/// The same, drawn lots for only once a profile: for tests that draw often.
fn program_once(name: &str, size: (u16, u16)) -> Model {
    static MADE: Mutex<BTreeMap<String, Model>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().expect("no test panicked in here");
    let model = made
        .entry(name.to_owned())
        .or_insert_with(|| program(name, Theme::default(), size));
    let mut model = model.clone();
    update(&mut model, Message::Event(Event::Resize(size.0, size.1)));
    model
}

fn text(buffer: &Buffer) -> String {
    let all = shown(buffer);
    all.split("--- styles").next().unwrap_or_default().to_owned()
}

fn press(model: &mut Model, code: Code) {
    update(model, Message::Event(Event::Key(Key::plain(code))));
}

fn drawn(name: &str, model: &Model) -> Buffer {
    screen::drawn(name, model.size, |area, buf| frame::draw(model, area, buf))
}

#[test]
fn every_screen_at_every_size() {
    for (name, screen) in SCREENS {
        for size in SIZES {
            let mut model = program("ecommerce", Theme::default(), size);
            model.screen = screen;
            let buffer = drawn(&format!("{name}-ecommerce"), &model);
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}

#[test]
fn other_profiles_say_what_their_numbers_say() {
    for profile in ["empty", "startup", "gaming", "trading", "learning"] {
        for (name, screen) in &SCREENS[..2] {
            let mut model = program(profile, Theme::default(), (120, 40));
            model.screen = *screen;
            let buffer = drawn(&format!("{name}-{profile}"), &model);
            insta::assert_snapshot!(format!("{profile}_{name}"), text(&buffer));
        }
    }
}

#[test]
fn every_chart_has_a_table_twin() {
    for (name, screen) in &SCREENS[..2] {
        let mut model = program("gaming", Theme::default(), (120, 40));
        model.screen = *screen;
        model.table = true;
        let buffer = drawn(&format!("{name}-table"), &model);
        insta::assert_snapshot!(format!("table_{name}"), text(&buffer));
    }
}

#[test]
fn without_colours_and_in_ascii_nothing_is_lost() {
    for (name, screen) in SCREENS {
        let mut model = program("gaming", Theme::mono(), (120, 40));
        model.screen = screen;
        let buffer = drawn(&format!("{name}-mono"), &model);
        insta::assert_snapshot!(format!("mono_{name}"), shown(&buffer));
        let colour = |colour: Color| colour != Color::Reset;
        assert!(
            buffer.content.iter().all(|cell| !colour(cell.fg) && !colour(cell.bg)),
            "{name}"
        );

        for size in [(80, 24), (120, 40)] {
            let mut model = program("gaming", Theme::new(ColourDepth::Ansi16, false), size);
            model.screen = screen;
            let buffer = drawn(&format!("{name}-ascii"), &model);
            insta::assert_snapshot!(format!("ascii_{name}_{}x{}", size.0, size.1), text(&buffer));
            for cell in &buffer.content {
                assert!(cell.symbol().is_ascii(), "{name}: {}", cell.symbol());
            }
        }
    }
}

#[test]
fn catalogs_without_strategies_or_questions_have_these_screens_too() {
    let databases = include_str!("data/catalogs/analytics-database.toml");
    let matrix = include_str!("data/catalogs/plain-matrix.toml");
    for (catalog, source) in [("databases", databases), ("matrix", matrix)] {
        let known: &'static Catalog = Box::leak(Box::new(
            catalog::load(catalog, source, &|_| None).expect("the catalog loads"),
        ));
        for (name, screen) in SCREENS {
            let mut model = Model::new(known, Profile::default(), Theme::default(), (80, 24));
            sure(&mut model);
            model.screen = screen;
            let buffer = drawn(&format!("{name}-{catalog}"), &model);
            insta::assert_snapshot!(format!("{catalog}_{name}"), text(&buffer));
        }
    }
}

#[test]
fn the_last_picture_stays_marked_until_the_new_one_is_there() {
    let mut model = program("ecommerce", Theme::default(), (120, 40));
    model.screen = Screen::Flip;
    let before = text(&drawn("fresh", &model));
    assert!(!before.lines().nth(1).expect("a headline").contains('…'));

    model.screen = Screen::Path;
    press(&mut model, Code::Right);
    model.screen = Screen::Flip;
    let stale = text(&drawn("stale", &model));
    assert!(stale.lines().nth(1).expect("a headline").contains("first in 80 %…"));
    assert!(stale.contains("First in the draws …"));

    sure(&mut model);
    let after = text(&drawn("fresh-again", &model));
    assert!(!after.contains("First in the draws …"));
}

#[test]
fn the_sentence_always_has_the_numbers_that_are_shown() {
    let mut model = program("gaming", Theme::default(), (120, 40));
    model.screen = Screen::Verdict;
    model.cell = Some(MatrixCell::default());
    for _ in 0..20 {
        press(&mut model, Code::Char('+'));
    }
    let scene = model.scene();
    assert!(!scene.fresh);
    let total = scene.weighing().options[0].total;
    let stale = scene.sentence();
    assert!(stale.contains(&format!("{total:.1} against")), "{stale}");
    sure(&mut model);
    assert_eq!(model.scene().sentence(), stale, "only how sure it is was yet to come");
}

#[test]
fn what_was_found_of_something_else_is_dropped() {
    let mut model = program("ecommerce", Theme::default(), (120, 40));
    let old = model.sure.clone().expect("found");
    model.screen = Screen::Path;
    press(&mut model, Code::Right);
    assert!(model.generation > old.generation);
    model.changed = false;
    let late = Message::Sure {
        generation: old.generation,
        robustness: Box::new(old.robustness.clone()),
    };
    update(&mut model, late);
    assert!(!model.changed, "a late result is not worth a frame");
    assert!(model.robustness().is_none());
}

#[test]
fn the_most_valuable_question_is_one_key_away_and_so_is_any_other() {
    let mut model = program("empty", Theme::default(), (120, 40));
    model.screen = Screen::Flip;
    let best = model.worth_asking().expect("a question");
    press(&mut model, Code::Down);
    press(&mut model, Code::Down);
    let third = model.robustness().expect("known").questions[2].question;
    press(&mut model, Code::Char('a'));
    assert_eq!((model.screen, model.question()), (Screen::Questions, Some(third)));
    model.screen = Screen::Verdict;
    press(&mut model, Code::Char('a'));
    assert_eq!((model.screen, model.question()), (Screen::Questions, Some(best)));
}

#[test]
fn when_no_answer_can_change_the_winner_the_key_says_so() {
    let mut model = program("startup", Theme::default(), (120, 40));
    assert_eq!(model.robustness().expect("known").could_change, 0);
    model.screen = Screen::Verdict;
    press(&mut model, Code::Char('a'));
    assert_eq!(model.screen, Screen::Verdict);
    let said = model.notice.expect("a notice").text;
    assert!(said.contains("can change the winner"), "{said}");
}

#[test]
fn the_switch_and_the_share_move_with_keys_and_back_with_one_undo() {
    let mut model = program("ecommerce", Theme::default(), (120, 40));
    model.screen = Screen::Path;
    let before = model.profile.clone();
    for _ in 0..3 {
        press(&mut model, Code::Right);
    }
    assert_eq!(model.profile.answers.get("switch_month"), Some(&Answer::Number(7.0)));
    let phases = &model.assessment.chosen().options[2].phases;
    assert_eq!((phases[0].to_month, phases[1].from_month), (7, 7));
    press(&mut model, Code::Char('u'));
    assert_eq!(model.profile, before);

    press(&mut model, Code::Down);
    press(&mut model, Code::Left);
    assert_eq!(model.profile.answers.get("fast_share"), Some(&Answer::Number(15.0)));
    press(&mut model, Code::Char('x'));
    assert_eq!(model.profile, before);
}

#[test]
fn a_switch_beyond_the_horizon_is_said_to_be_one() {
    let mut model = program("ecommerce", Theme::default(), (120, 40));
    model.screen = Screen::Path;
    let key = Key::plain(Code::Right).shifted();
    for _ in 0..7 {
        update(&mut model, Message::Event(Event::Key(key)));
    }
    assert_eq!(model.profile.answers.get("switch_month"), Some(&Answer::Number(42.0)));
    assert!(text(&drawn("path-beyond", &model)).contains("beyond the horizon"));
}

#[test]
fn these_screens_draw_at_any_size_and_stay_inside_it() {
    for profile in ["empty", "trading"] {
        for (_, screen) in SCREENS {
            for width in [60, 61, 75, 79, 100, 109, 131, 169, 171, 240] {
                for height in [18, 23, 29, 31, 43, 60] {
                    for table in [false, true] {
                        let mut model = program_once(profile, (width, height));
                        model.screen = screen;
                        model.table = table;
                        model.scroll = [7; Screen::ALL.len()];
                        drawn("any", &model);
                    }
                }
            }
        }
    }
}

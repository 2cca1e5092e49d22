//! The mouse on the screen: where something is drawn, a click does what it says.

use proptest::prelude::*;
use ratatui::layout::Rect;
use weighbridge::{
    catalog::QuestionKind,
    profile::{Answer, WeightsBy},
    tui::{
        hit::{ChartId, Reading, Spot},
        keymap,
        layer::Layer,
        message::Message,
        model::{Screen, Target},
        pointer::{Motion, Pointer},
        terminal::Event,
        update::update,
        view::MatrixCell,
    },
};

use crate::{
    harness::{Program, databases, drawn, matrix, text},
    keys::states,
};

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (120, 40), (200, 55)];

impl Program {
    fn mouse(&mut self, motion: Motion, x: u16, y: u16) -> &mut Self {
        self.happen(Message::Event(Event::Pointer(Pointer { motion, x, y })));
        self
    }

    /// Presses and lets go where a frame has just been drawn.
    fn click_at(&mut self, x: u16, y: u16) -> &mut Self {
        self.drawn();
        self.mouse(Motion::Press, x, y).mouse(Motion::Release, x, y)
    }

    /// The place of something on the screen as it is drawn now.
    fn find(&self, spot: Spot) -> (u16, u16) {
        self.drawn();
        let all = self.model.hits.all();
        let found = all.iter().find(|(_, there)| *there == spot);
        let (area, _) = found.unwrap_or_else(|| panic!("{spot:?} is not on the screen\n{}", self.text()));
        (area.x + area.width / 2, area.y)
    }

    fn click(&mut self, spot: Spot) -> &mut Self {
        let (x, y) = self.find(spot);
        self.click_at(x, y)
    }

    /// Places of a slider, from left to right.
    fn slider(&self, target: Target) -> Vec<(u16, u16, f64)> {
        self.drawn();
        let of = |(area, spot): (Rect, Spot)| match spot {
            Spot::Set(of, value) if of == target => Some((area.x, area.y, value)),
            _ => None,
        };
        self.model.hits.all().into_iter().filter_map(of).collect()
    }

    /// Where a text stands on the screen.
    fn place_of(&self, words: &str) -> (u16, u16) {
        let screen = self.text();
        let found = screen.lines().enumerate().find_map(|(y, line)| {
            let at = line.find(words)?;
            Some((line[..at].chars().count() as u16, y as u16))
        });
        found.unwrap_or_else(|| panic!("{words} is not on the screen\n{screen}"))
    }
}

#[test]
fn every_tab_opens_its_screen_at_every_size() {
    for size in SIZES {
        for screen in Screen::ALL {
            let mut program = Program::new(size);
            program.click(Spot::Screen(screen));
            assert_eq!(program.model.screen, screen, "{size:?}");
        }
        // Where its title stands, too.
        let mut program = Program::new(size);
        program.press("alt-3");
        let (x, y) = program.place_of("3 Cost");
        program.press("alt-1").drawn();
        let tab = program.model.hits.click(x, y);
        assert!(matches!(tab, Some(Spot::Screen(_))), "{tab:?}");
    }
}

#[test]
fn a_choice_is_previewed_by_a_click_and_taken_by_another() {
    for size in [(60, 18), (120, 40)] {
        for id in shipped_choices() {
            let mut program = Program::new(size);
            let question = program.model.catalog.question(&id).expect("known");
            if !program.model.visible().any(|q| q == question) {
                continue;
            }
            program.ask(&id);
            let QuestionKind::Choice(choices) = &program.model.catalog.questions[question].kind else {
                panic!("{id} has choices")
            };
            for row in 0..=choices.len() {
                program.drawn();
                let all = program.model.hits.all();
                if !all.iter().any(|(_, spot)| *spot == Spot::Choice(row)) {
                    // A window of the choices, where there is little room: the wheel brings the others.
                    assert!(size.1 < 24, "{id} {row} {size:?}");
                    continue;
                }
                program.click(Spot::Choice(row));
                assert_eq!(program.model.asking.cursor, Some(row), "{id}");
                assert!(program.answer(&id).is_none(), "{id}: looked at, not taken");
                program.click(Spot::Choice(row));
                let expected = choices
                    .get(row)
                    .map_or(Answer::Unknown, |choice| Answer::Choice(choice.id.clone()));
                assert_eq!(program.answer(&id), Some(&expected), "{id}");
                program.press("alt-1 u");
                assert_eq!(program.model.question(), Some(question));
            }
        }
    }
}

fn shipped_choices() -> Vec<String> {
    let catalog = crate::harness::shipped();
    let choices = catalog
        .questions
        .iter()
        .filter(|q| matches!(q.kind, QuestionKind::Choice(_)));
    choices.map(|q| q.id.clone()).collect()
}

#[test]
fn every_hint_of_the_footer_is_as_good_as_its_key() {
    for (name, model) in states() {
        let hints = keymap::footer(&model, usize::from(model.size.0) - 2);
        for hint in hints {
            for key in hint.presses {
                let (mut clicked, mut pressed) = (model.clone(), model.clone());
                clicked.notice = None;
                pressed.notice = None;
                drawn(&clicked);
                let all = clicked.hits.all();
                let place = all
                    .iter()
                    .find(|(_, spot)| *spot == Spot::Key(key))
                    .map(|(area, _)| *area);
                let area = place.unwrap_or_else(|| panic!("{name}: {} is not there", hint.label));
                // Of two keys the first has its name, the last all that follows.
                let (x, y) = (area.right() - 1, area.y);
                let pointer = Pointer {
                    motion: Motion::Press,
                    x,
                    y,
                };
                let by_click = update(&mut clicked, Message::Event(Event::Pointer(pointer)));
                let by_key = update(&mut pressed, Message::Event(Event::Key(key)));
                assert_eq!(by_click, by_key, "{name}: {}", hint.label);
                let same = (
                    &clicked.profile,
                    &clicked.layers,
                    &clicked.typing,
                    &clicked.notice,
                    clicked.screen,
                ) == (
                    &pressed.profile,
                    &pressed.layers,
                    &pressed.typing,
                    &pressed.notice,
                    pressed.screen,
                );
                assert!(same, "{name}: {}", hint.label);
            }
        }
    }
}

#[test]
fn a_weight_of_the_matrix_follows_the_pointer_and_is_one_step_to_undo() {
    let mut program = Program::new((200, 55));
    program.press("alt-2");
    let target = Target::Weight(3);
    let slider = program.slider(target);
    let (x, y, value) = slider[slider.len() / 3];
    program.mouse(Motion::Press, x, y);
    let id = program.model.catalog.criteria[3].id.clone();
    assert_eq!(program.model.profile.weights.get(&id), Some(&value));
    let last = slider[slider.len() - 1];
    program.drawn();
    program.mouse(Motion::Drag, x + 2, y).mouse(Motion::Drag, 199, 0);
    assert_eq!(program.model.profile.weights.get(&id), Some(&last.2), "beyond its end");
    // Where it was drawn is where it stands now.
    program.mouse(Motion::Release, 199, 0);
    let share = program.model.assessment.weights[3].share;
    assert!((share * 100.0 - last.2).abs() < 1e-6, "{share}");
    program.press("esc u");
    assert!(program.model.profile.weights.is_empty(), "one drag is one change");
}

#[test]
fn a_score_of_the_matrix_is_clicked_and_typed() {
    let mut program = Program::new((120, 40));
    program.press("alt-2");
    let cell = MatrixCell {
        criterion: 2,
        option: Some(1),
    };
    program.click(Spot::Cell(cell));
    assert_eq!(program.model.cell, Some(cell));
    program.press("9").click(Spot::Cell(MatrixCell {
        criterion: 4,
        option: None,
    }));
    let option = &program.model.catalog.options[1].id;
    assert_eq!(program.model.profile.scores[option].len(), 1, "taken along the way");
    program.click(Spot::Cell(MatrixCell {
        criterion: 4,
        option: None,
    }));
    assert!(
        matches!(program.model.layers.last(), Some(Layer::Explain(_))),
        "as Enter"
    );
}

#[test]
fn switch_month_and_share_of_traffic_are_moved_by_hand() {
    for size in SIZES {
        let mut program = Program::new(size);
        program.press("alt-7");
        for (at, lever) in program.model.levers().into_iter().enumerate() {
            let target = Target::Answer(lever.question);
            let slider = program.slider(target);
            if slider.is_empty() {
                assert!(size.1 < 24, "{size:?}");
                continue;
            }
            let (x, y, value) = slider[slider.len() / 2];
            program.click_at(x, y);
            let id = &program.model.catalog.questions[lever.question].id;
            assert_eq!(program.model.profile.answers.get(id), Some(&Answer::Number(value)));
            assert_eq!(program.model.lever, at);
            // What is drawn at the value is where the click was.
            let drawn = program.drawn();
            assert_eq!(drawn[(x, y)].symbol(), program.model.theme.glyphs.chosen.to_string());
        }
    }
}

#[test]
fn the_slider_of_a_number_types_it_and_enter_takes_it() {
    let mut program = Program::new((120, 40));
    program.ask("peak_rps");
    let question = program.model.question().expect("asked");
    let slider = program.slider(Target::Answer(question));
    let (x, y, _) = slider[slider.len() / 2];
    program.click_at(x, y);
    assert!(program.answer("peak_rps").is_none(), "typed, not taken");
    let typed = program.model.typing.clone().expect("typed");
    let drawn = program.drawn();
    let chosen = program.model.theme.glyphs.chosen.to_string();
    let near = (x.saturating_sub(1)..=x + 1).any(|x| drawn[(x, y)].symbol() == chosen);
    assert!(near, "the mark is where the click was\n{}", text(&drawn));
    program.press("enter");
    assert_eq!(program.answer("peak_rps"), typed.parsed.as_ref().ok());
}

#[test]
fn criteria_ways_and_bars_of_the_question_for_the_weights_are_clicked() {
    let mut program = Program::new((200, 55));
    program.ask("weights").click(Spot::Criterion(4));
    assert_eq!(program.model.asking.cursor, Some(4));
    let slider = program.slider(Target::Weight(5));
    assert!(!slider.is_empty());
    let (x, y, points) = slider[6];
    program.click_at(x, y);
    let id = program.model.catalog.criteria[5].id.clone();
    assert_eq!(program.model.profile.weights.get(&id), Some(&points));
    for way in [WeightsBy::Swing, WeightsBy::Rank, WeightsBy::Points] {
        program.click(Spot::Way(way));
        assert_eq!(program.model.way(), way);
    }
    program
        .click(Spot::Way(WeightsBy::Swing))
        .click(Spot::Criterion(1))
        .press("enter");
    let slider = program.slider(Target::Weight(2));
    let (x, y, rating) = slider[slider.len() / 2];
    program.click_at(x, y);
    assert_eq!(program.model.rated(2), Some(rating));
}

#[test]
fn scenarios_open_questions_and_pages_are_chosen_by_a_click() {
    let mut program = Program::new((120, 40));
    program.press("alt-5").click(Spot::Scenario(3));
    assert_eq!(program.model.scenario, 3);
    program.sure().press("alt-6").click(Spot::Open(2));
    assert_eq!((program.model.worth, program.model.screen), (2, Screen::Flip));
    program.click(Spot::Open(2));
    assert_eq!(program.model.screen, Screen::Questions, "as the key that answers it");
    program.press("alt-8").click(Spot::Page(5));
    assert_eq!(program.model.guide.page, 5);
}

#[test]
fn lists_in_popups_are_chosen_by_a_click_and_taken_by_another() {
    let mut program = Program::greeting((120, 40));
    program.click(Spot::Entry(2));
    assert!(!program.model.layers.is_empty());
    program.click(Spot::Entry(2));
    assert!(program.model.layers.is_empty(), "opened");
    program.press("j").click(Spot::Entry(3)).click(Spot::Entry(3));
    assert!(program.model.layers.is_empty(), "gone to");
    program.press("alt-2 i").click(Spot::Entry(4)).click(Spot::Entry(4));
    let Some(Layer::Explain(popup)) = program.model.layers.last() else {
        panic!("explained")
    };
    assert!(popup.inside && popup.cursor == 4);
    program.drawn();
    let input = program.model.hits.all().iter().find_map(|(_, spot)| match spot {
        Spot::Input(input) => Some(*input),
        _ => None,
    });
    program.click(Spot::Input(input.expect("an input")));
}

#[test]
fn under_a_popup_nothing_can_be_reached() {
    let mut program = Program::new((120, 40));
    let (x, y) = program.find(Spot::Screen(Screen::Cost));
    program.press("?").click_at(x, y);
    assert_eq!(program.model.screen, Screen::Questions);
    assert_eq!(program.model.layers.len(), 1);
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_stops_at_the_ends() {
    let mut program = Program::new((80, 24));
    program.press("alt-2").drawn();
    program.mouse(Motion::WheelDown, 40, 12);
    assert_eq!(program.model.scrolled(), 3);
    program.mouse(Motion::WheelUp, 40, 12).mouse(Motion::WheelUp, 40, 12);
    assert_eq!(program.model.scrolled(), 0);
    assert!(!program.model.changed, "already at the top: nothing to draw");
    for _ in 0..200 {
        program.mouse(Motion::WheelDown, 40, 12);
    }
    assert_eq!(program.model.scrolled(), program.model.scroll_room());
    // Choices: to the last one and no further.
    program.ask("rust_experience");
    let (x, y) = program.find(Spot::Choice(1));
    for _ in 0..20 {
        program.mouse(Motion::WheelDown, x, y);
    }
    let QuestionKind::Choice(choices) = &program.model.asked().expect("asked").kind else {
        panic!("choices")
    };
    assert_eq!(program.model.asking.cursor, Some(choices.len()));
    program.press("?").drawn();
    program.mouse(Motion::WheelDown, 40, 12);
    assert!(matches!(program.model.layers.last(), Some(Layer::Help { scroll: 3 })));
}

#[test]
fn a_chart_is_read_where_the_pointer_rests_and_nothing_else_moves() {
    for (screen, chart, said) in [
        ("alt-3", ChartId::Cost, "month 12"),
        ("alt-4", ChartId::Load, "req/s"),
        ("alt-4", ChartId::Latency, "p95"),
        ("alt-2", ChartId::Scores, "brings"),
        ("alt-6", ChartId::Swings, "lead "),
        ("alt-6", ChartId::Ranks, "Starlette: first"),
        ("alt-7", ChartId::Phases, "months 0 to 36"),
    ] {
        let mut program = Program::new((200, 55));
        program.sure().press(screen);
        let stop = if chart == ChartId::Cost { 12 } else { 1 };
        let before = program.drawn();
        let (x, y) = program.find(Spot::Reading(Reading { chart, stop }));
        program.mouse(Motion::Move, x, y + 1);
        program.mouse(Motion::Move, x, y);
        assert!(program.model.changed || program.model.reading.is_some());
        let after = program.drawn();
        assert!(text(&after).contains(said), "{chart:?}\n{}", text(&after));
        for position in before.area.positions() {
            let (was, is) = (&before[position], &after[position]);
            assert!(
                was == is || was.symbol() == " ",
                "{chart:?} at {position}: {was:?} gave way"
            );
        }
        program.mouse(Motion::Move, x, y);
        assert!(!program.model.changed, "{chart:?}: the same place again");
        program.mouse(Motion::Move, 0, 0);
        assert_eq!(program.drawn(), before, "{chart:?}: gone with the pointer");
    }
}

#[test]
fn moving_over_what_cannot_be_read_draws_nothing() {
    let mut program = Program::new((120, 40));
    program.press("alt-5").drawn();
    for (x, y) in [(0, 0), (5, 5), (60, 20), (119, 39), (500, 500)] {
        program.mouse(Motion::Move, x, y);
        assert!(!program.model.changed);
    }
}

#[test]
fn a_key_leaves_the_mouse_to_the_terminal_and_takes_it_back() {
    let mut program = Program::new((120, 40));
    program.press("M");
    assert!(!program.model.mouse);
    assert!(program.text().contains("selects text"));
    program.drawn();
    let (x, y) = program.find(Spot::Screen(Screen::Cost));
    program.mouse(Motion::Press, x, y);
    assert_eq!(
        program.model.screen,
        Screen::Questions,
        "what still comes is not for the program"
    );
    program.press("M");
    assert!(program.model.mouse);
    // Where characters are typed, with alt.
    program.press("j alt-m");
    assert!(!program.model.mouse);
    program.press("esc ?");
    assert!(program.text().contains("M") && program.text().contains("All keys"));
}

fn anywhere() -> impl Strategy<Value = Pointer> {
    let motion = prop_oneof![
        4 => Just(Motion::Press),
        2 => Just(Motion::Drag),
        1 => Just(Motion::Release),
        2 => Just(Motion::Move),
        1 => Just(Motion::WheelUp),
        2 => Just(Motion::WheelDown),
    ];
    (motion, 0_u16..210, 0_u16..60).prop_map(|(motion, x, y)| Pointer { motion, x, y })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_mouse_anywhere_panics_and_places_stay_on_the_screen(
        pointers in prop::collection::vec((anywhere(), any::<bool>(), any::<prop::sample::Index>()), 1..60),
        which in 0..3_usize,
        size in (0_u16..210, 0_u16..60),
    ) {
        let catalog = [crate::harness::shipped(), databases(), matrix()][which];
        let mut program = Program::of(catalog, size);
        let area = Rect::new(0, 0, size.0, size.1);
        for (pointer, aimed, index) in pointers {
            drawn(&program.model);
            let all = program.model.hits.all();
            for (place, spot) in &all {
                prop_assert!(area.union(*place) == area, "{spot:?} at {place} of {area}");
            }
            // Half of the time at something, or it would hardly ever hit.
            let (x, y) = match all.is_empty() || !aimed {
                true => (pointer.x, pointer.y),
                false => {
                    let (place, _) = all[index.index(all.len())];
                    (place.x, place.y)
                }
            };
            if program.model.leaving.is_some() {
                break;
            }
            // Stopping is for the loop; opening and saving for the disk.
            let pointer = Pointer { x, y, ..pointer };
            drop(update(&mut program.model, Message::Event(Event::Pointer(pointer))));
        }
        drawn(&program.model);
    }
}

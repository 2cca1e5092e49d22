//! Whatever is pressed, at whatever size.

use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};
use weighbridge::{
    catalog::{Catalog, QuestionKind},
    profile::{Answer, Profile},
    tui::{
        files,
        key::{Code, Key},
        model::Model,
        pointer::{Motion, Pointer},
        terminal::Event,
        theme::{ColourDepth, Theme},
        update::welcome,
        view::frame,
    },
};

use crate::{
    disk::happen,
    harness::{databases, matrix, shipped},
};

fn key() -> impl Strategy<Value = Key> {
    let codes = prop::sample::select(vec![
        Code::Enter,
        Code::Enter,
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Down,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Right,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
        Code::Function(1),
        Code::Function(5),
    ]);
    prop_oneof![
        4 => codes.prop_map(Key::plain),
        4 => prop::char::range(' ', '~').prop_map(Key::char),
        2 => prop::char::range('0', '9').prop_map(Key::char),
        1 => prop::sample::select(vec!['s', 'r', 'o', 'u', 'w', 'a']).prop_map(Key::ctrl),
        1 => prop::sample::select(vec!['€', '決', '\u{301}', 'é', '\u{202e}']).prop_map(Key::char),
        1 => prop::sample::select(vec![Code::Left, Code::Right, Code::Tab]).prop_map(|c| Key::plain(c).shifted()),
    ]
}

fn pointer() -> impl Strategy<Value = Pointer> {
    let motions = [
        Motion::Press,
        Motion::Drag,
        Motion::Release,
        Motion::Move,
        Motion::WheelUp,
        Motion::WheelDown,
    ];
    let motion = prop::sample::select(motions.to_vec());
    (motion, 0_u16..230, 0_u16..70).prop_map(|(motion, x, y)| Pointer { motion, x, y })
}

/// Mostly sizes that people have; sometimes any at all.
fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![8 => (0_u16..230, 0_u16..70), 1 => (0_u16..=500, 0_u16..=200)]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        30 => key().prop_map(Event::Key),
        1 => any::<String>().prop_map(Event::Paste),
        2 => size().prop_map(|(w, h)| Event::Resize(w, h)),
        8 => pointer().prop_map(Event::Pointer),
    ]
}

/// Nothing is drawn outside, and the question asked is one that counts.
pub(crate) fn check(model: &Model) {
    let (width, height) = model.size;
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width + 3, height + 3));
    frame::draw(model, area, &mut buffer);
    for position in buffer.area.positions().filter(|p| !area.contains(*p)) {
        assert_eq!(buffer[position], Cell::EMPTY, "outside at {position}");
    }
    if let Some(question) = model.question() {
        assert!(
            model.visible().any(|q| q == question),
            "asks a question that is pointless"
        );
    }
}

/// How many are tried: a few with every change, and as many as `WEIGHBRIDGE_RANDOM` says.
fn cases() -> u32 {
    std::env::var("WEIGHBRIDGE_RANDOM").map_or(64, |count| count.parse().expect("a number"))
}

/// A profile with about two of three questions answered at random, as far as there are numbers to answer them with.
fn answered(catalog: &Catalog, said: &[u32]) -> Profile {
    let mut profile = files::new_profile(catalog);
    for (question, &number) in catalog.questions.iter().zip(said) {
        let place = f64::from(number / 3 % 1_000) / 999.0;
        let answer = match &question.kind {
            _ if number.is_multiple_of(3) => continue,
            QuestionKind::Choice(choices) => Answer::Choice(choices[number as usize / 3 % choices.len()].id.clone()),
            QuestionKind::Number { min, max, whole, .. } => {
                // More small numbers than large ones, as in life.
                let x = min + (max - min) * place.powi(4);
                Answer::Number(if *whole { x.round() } else { x })
            }
            QuestionKind::Points => continue,
        };
        profile.answers.insert(question.id.clone(), answer);
    }
    profile
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn no_stream_of_keys_panics_or_draws_outside(
        events in prop::collection::vec(event(), 1..60),
        size in size(),
        which in 0..3_usize,
        said in prop::collection::vec(any::<u32>(), 0..40),
        ascii: bool,
        theme in prop::sample::select(weighbridge::config::ThemeName::ALL.to_vec()),
    ) {
        let catalog = [shipped(), databases(), matrix()][which];
        let theme = Theme::new(if ascii { ColourDepth::None } else { ColourDepth::Ansi16 }, !ascii).with_name(theme);
        let mut model = Model::new(catalog, answered(catalog, &said), theme, size);
        welcome(&mut model);
        for (turn, event) in events.into_iter().enumerate() {
            happen(&mut model, event, turn);
            if turn.is_multiple_of(8) {
                check(&model);
            }
        }
        check(&model);
    }

    #[test]
    fn undoing_everything_gives_the_first_profile_and_redoing_everything_the_last(
        keys in prop::collection::vec(key(), 1..80),
    ) {
        let catalog = shipped();
        let first = files::new_profile(catalog);
        let mut model = Model::new(catalog, first.clone(), Theme::default(), (120, 40));
        let opens = |key: &Key| matches!(key.code, Code::Char('o' | 'u' | 'r')) || key.ctrl;
        for key in keys.into_iter().filter(|k| !opens(k)) {
            happen(&mut model, Event::Key(key), 4);
        }
        model.layers.clear();
        model.typing = None;
        model.cell = None;
        model.guide.searching = false;
        let last = model.profile.clone();
        while model.history.can_undo() {
            happen(&mut model, Event::Key(Key::char('u')), 4);
        }
        prop_assert_eq!(&model.profile, &first);
        while model.history.can_redo() {
            happen(&mut model, Event::Key(Key::ctrl('r')), 4);
        }
        prop_assert_eq!(&model.profile, &last);
    }
}

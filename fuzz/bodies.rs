//! What is done with fuzzed bytes. The fuzzer runs these without end; `tests/fuzz.rs` runs them over the corpus, so that what
//! was found once stays found. A body panics where something is wrong, and returns where the bytes are merely no good.

use std::{env, fs, process, str};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};
use weighbridge::{
    catalog::{self, Catalog},
    cli, profile,
    profile::{Original, Profile},
    report::{self, Entry},
    tui::{
        files,
        key::{Code, Key},
        model::Model,
        terminal::Event,
        theme::{ColourDepth, Theme},
        update::welcome,
        view::frame,
    },
    weigh::{robustness, weigh},
};

use crate::disk::happen;

fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

/// Assesses the profile and prints all of it; nothing may be NaN or infinite.
fn weighed(catalog: &Catalog, profile: &Profile) {
    let assessment = weigh(catalog, profile);
    // Seldom with draws: they take many times as long as all the rest.
    let robustness = robustness(
        catalog,
        profile,
        &assessment,
        u32::from(profile.answers.len() % 8 == 3) * 64,
    );
    let entry = Entry {
        name: "fuzzed.toml",
        profile,
        assessment: &assessment,
        robustness: &robustness,
    };
    for option in &assessment.chosen().options {
        assert!(
            option.total.is_finite() && (0.0..=10.0).contains(&option.total),
            "{}",
            option.total
        );
    }
    let json = report::json::object(catalog, &entry).expect("JSON");
    assert!(!json.is_empty());
    let text = report::text::render(catalog, &[entry]);
    assert!(
        !text.contains("NaN") && !text.contains(" inf\n") && !text.contains(" inf ") && !text.contains('\u{1b}'),
        "{text}"
    );
}

/// A catalog: refused with a picture of each problem, or good for a whole assessment.
pub fn catalog(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match catalog::load("fuzzed.toml", text, &|_| None) {
        Ok(catalog) => weighed(&catalog, &Profile::default()),
        Err(problems) => assert!(!problems.render(false).is_empty()),
    }
}

/// A profile: refused, or weighed; and saved without a change of its bytes or of its answers.
pub fn profile(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let catalog = shipped();
    match profile::read("fuzzed.toml", text, catalog) {
        Ok((read, warnings)) => {
            let _ = warnings.render(false);
            let same = profile::write(Some(Original { text, profile: &read }), &read).expect("it was read");
            assert_eq!(same, text);
            let fresh = profile::write(None, &read).expect("a new text");
            assert_eq!(
                profile::read("fresh.toml", &fresh, catalog)
                    .expect("what was written is read")
                    .0,
                read
            );
            // Another answer, and back.
            let empty = Profile::default();
            if let Ok(emptied) = profile::write(Some(Original { text, profile: &read }), &empty) {
                assert_eq!(
                    profile::read("emptied.toml", &emptied, catalog)
                        .expect("what was written is read")
                        .0,
                    empty
                );
            }
            weighed(catalog, &read);
        }
        Err(problems) => assert!(!problems.render(false).is_empty()),
    }
}

/// A table of profiles, as the command reads it. What it prints goes to the process's own output.
pub fn batch(data: &[u8]) {
    let path = env::temp_dir().join(format!("weighbridge-fuzz-{}.csv", process::id()));
    fs::write(&path, data).expect("a temporary file");
    let args = ["weighbridge".into(), "batch".into(), path.clone().into_os_string()];
    let _ = cli::run(args);
    fs::remove_file(path).expect("the temporary file");
}

/// A stream of keys, sizes and pastes, on the real update and draw code. The first bytes choose catalog, theme and size.
pub fn keys(data: &[u8]) {
    let [which, theme, width, height, events @ ..] = data else {
        return;
    };
    let theme = match theme % 3 {
        0 => Theme::new(ColourDepth::None, false),
        1 => Theme::new(ColourDepth::Ansi16, true),
        _ => Theme::new(ColourDepth::True, true),
    };
    let catalog = catalogs()[usize::from(*which) % 3];
    let mut model = Model::new(
        catalog,
        files::new_profile(catalog),
        theme,
        (u16::from(*width), u16::from(*height) / 3),
    );
    welcome(&mut model);
    for (turn, byte) in events.iter().take(128).enumerate() {
        happen(&mut model, event(*byte, turn), turn);
        if turn % 16 == 0 {
            drawn(&model);
        }
        if model.leaving.is_some() {
            model.leaving = None;
        }
    }
    drawn(&model);
}

/// The shipped catalog, one on another subject, and one without questions; read once.
fn catalogs() -> [&'static Catalog; 3] {
    static OTHERS: std::sync::OnceLock<[Catalog; 2]> = std::sync::OnceLock::new();
    let others = OTHERS.get_or_init(|| {
        [
            include_str!("../tests/data/catalogs/analytics-database.toml"),
            include_str!("../tests/data/catalogs/plain-matrix.toml"),
        ]
        .map(|text| catalog::load("catalog.toml", text, &|_| None).expect("the catalog loads"))
    });
    [shipped(), &others[0], &others[1]]
}

fn event(byte: u8, turn: usize) -> Event {
    let plain = |code| Event::Key(Key::plain(code));
    match byte {
        b' '..=b'~' => Event::Key(Key::char(char::from(byte))),
        0 => plain(Code::Enter),
        1 => plain(Code::Esc),
        2 => plain(Code::Tab),
        3 => plain(Code::Up),
        4 => plain(Code::Down),
        5 => plain(Code::Left),
        6 => plain(Code::Right),
        7 => plain(Code::PageUp),
        8 => plain(Code::Backspace),
        9 => plain(Code::PageDown),
        10 => plain(Code::Home),
        11 => plain(Code::End),
        12 => plain(Code::Delete),
        13 => Event::Key(Key::ctrl('s')),
        14 => Event::Key(Key::ctrl('r')),
        15 => Event::Key(Key::ctrl('o')),
        16 => Event::Key(Key::plain(Code::Left).shifted()),
        17 => Event::Key(Key::plain(Code::Right).shifted()),
        18 => Event::Paste("1.5M/day\n\u{1b}[31m\u{202e}e\u{301}\u{65e5}\u{672c}".into()),
        19 => Event::Key(Key::char('\u{301}')),
        20 => Event::Key(Key::char('\u{65e5}')),
        // Sizes from nothing to more than any screen.
        21..=31 | 127 => Event::Resize((turn * 37 % 230) as u16, (turn * 13 % 70) as u16),
        _ => Event::Resize(u16::from(byte - 128) * 2, u16::from(byte - 128) / 2),
    }
}

fn drawn(model: &Model) {
    let (width, height) = model.size;
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width + 2, height + 2));
    frame::draw(model, area, &mut buffer);
    for position in buffer.area.positions().filter(|p| !area.contains(*p)) {
        assert_eq!(buffer[position], Cell::EMPTY, "outside at {position}");
    }
    for cell in &buffer.content {
        assert!(!cell.symbol().chars().any(char::is_control), "{:?}", cell.symbol());
    }
}

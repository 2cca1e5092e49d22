//! A whole use of the program: answered, saved, opened again.

use std::path::Path;

use crate::session::{Session, modes};

#[test]
fn from_the_first_frame_through_answers_and_saving_to_a_clean_leave() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    assert_ne!(modes(session.master.as_ref()), session.cooked, "raw while it runs");
    session.press("\r");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("12k");
    session.says("= 12,000 req/s");
    session.press("\r");
    session.says("2 of 2");
    // A choice, by the list of questions.
    session.press("j");
    session.says("find");
    session.press("rust exp\r");
    session.says("How much Rust");
    session.press("\x1b[B");
    session.says("total");
    session.press("\r");
    session.says("Python has the team");
    session.press("\x13");
    session.says("Save as");
    session.press("\x15first.toml\r");
    session.says("saved to first.toml");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let text = std::fs::read_to_string(session.path("first.toml")).expect("it was saved");
    assert!(text.contains("peak_rps = 12000"), "{text}");
    assert!(text.contains("rust_experience = "), "{text}");
    assert!(Path::new(&session.path(".local/state/weighbridge/recent.toml")).exists());
}

#[test]
fn without_colours_the_selection_is_still_seen() {
    let mut session = Session::start(&[], &[("NO_COLOR", "1")]);
    session.says("A new profile");
    session.until("the selected line is reversed", |screen| {
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        (0..rows).any(|row| {
            let line = screen.contents_between(row, 0, row, columns);
            let selected = line.contains("A new profile");
            let reversed = |x: u16| screen.cell(row, x).is_some_and(vt100::Cell::inverse);
            selected && (0..columns).filter(|x| reversed(*x)).count() > 40
        })
    });
    let coloured = |screen: &vt100::Screen| {
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        (0..rows).any(|row| {
            (0..columns).any(|column| {
                screen
                    .cell(row, column)
                    .is_some_and(|c| c.fgcolor() != vt100::Color::Default || c.bgcolor() != vt100::Color::Default)
            })
        })
    };
    session.until("no cell has a colour", |screen| !coloured(screen));
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn a_profile_opens_is_changed_and_keeps_its_comments() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "# ours\nschema = 1\ntitle = \"Checkout\"\n[answers]\npeak_rps = 500 # from the log\n";
    std::fs::write(folder.path().join("checkout.toml"), text).expect("a profile");
    let mut session = Session::start_in(folder, &["checkout.toml"], &[]);
    session.says("Checkout");
    session.press("j");
    session.says("find");
    session.press("peak\r");
    session.says("How many requests a second");
    session.press("750\r");
    session.says("●");
    session.press("\x13");
    session.says("saved to checkout.toml");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let saved = std::fs::read_to_string(session.path("checkout.toml")).expect("a profile");
    assert_eq!(saved, text.replace("500", "750"));
}

/// Presses and lets go of the left button on the first cell of a text.
fn click(session: &mut Session, words: &str) {
    let screen = session.seen().parser.screen().contents();
    let found = screen.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(words)?;
        Some((line[..at].chars().count() + 1, y + 1))
    });
    let (x, y) = found.expect(words);
    session.press(&format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
}

#[test]
fn the_mouse_opens_a_tab_and_a_key_leaves_it_to_the_terminal() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x1b");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    let reported = |s: &vt100::Screen| {
        s.mouse_protocol_mode() == vt100::MouseProtocolMode::AnyMotion
            && s.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
    };
    session.until("the mouse is reported", reported);
    click(&mut session, "3 Cost");
    session.says("Of what");
    session.press("M");
    session.until("the mouse is the terminal's", |s| {
        s.mouse_protocol_mode() == vt100::MouseProtocolMode::None && s.contents().contains("selects text")
    });
    session.press("M");
    session.until("the mouse is reported again", reported);
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn movement_over_nothing_writes_nothing() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x1b");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("\t\t\t\t");
    session.says("Size tiers");
    // What the worker finds is drawn before anything is counted: it says so in the first lines.
    session.says("first in");
    let before = session.bytes().len();
    for n in 1..100 {
        session.press(&format!("\x1b[<35;{n};{}M", n % 40 + 1));
    }
    session.press("M");
    session.says("selects text");
    let bytes = session.bytes();
    let frames = crate::session::count(&bytes[before..], b"\x1b[?2026h");
    assert!(frames <= 2, "{frames} frames for the key, and the last draws");
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn pasted_keys_are_not_pressed() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x1b");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("\t\x1b[200~q\r\x03y\x1b[201~");
    session.says("nothing to paste into");
    session.press("q");
    assert_eq!(session.ended(), 0);
}

//! Colours and foreign texts, as a terminal gets them.

use crate::session::{Session, contains};

#[test]
fn without_colours_the_selection_moves_and_is_reversed_on_every_line() {
    for no_colour in [("NO_COLOR", "1"), ("CLICOLOR", "0")] {
        let mut session = Session::start(&[], &[no_colour]);
        session.says("A new profile");
        for turn in 1..4 {
            session.press("\x1b[B");
            session.until("one line is reversed, further down each time", |screen| {
                let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
                let first = (0..rows).find(|row| {
                    screen
                        .contents_between(*row, 0, *row, columns)
                        .contains("A new profile")
                });
                let reversed = |row: u16| {
                    (0..columns)
                        .filter(|x| screen.cell(row, *x).is_some_and(vt100::Cell::inverse))
                        .count()
                        > 40
                };
                let rows: Vec<u16> = (2..rows).filter(|row| reversed(*row)).collect();
                rows.len() == 1 && first.is_some_and(|first| rows[0] >= first + turn)
            });
        }
        session.press("\x03");
        assert_eq!(session.ended(), 130);
    }
}

#[test]
fn a_key_paints_the_whole_screen_in_the_colours_that_the_terminal_has() {
    for (env, ground) in [
        (vec![("COLORTERM", "truecolor")], &b"48;2;20;23;28"[..]),
        (vec![], &b"48;5;234"[..]),
    ] {
        let mut session = Session::start(&[], &env);
        session.says("A new profile");
        session.press("\rT");
        session.says("theme: dark");
        session.until("every cell has a ground", |screen| {
            let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
            (0..rows).all(|row| {
                (0..columns).all(|column| {
                    screen
                        .cell(row, column)
                        .is_some_and(|c| c.bgcolor() != vt100::Color::Default || c.inverse())
                })
            })
        });
        session.press("\x03");
        session.ended();
        assert!(contains(&session.bytes(), ground));
    }
}

#[test]
fn what_a_title_holds_never_commands_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "schema = 1\ntitle = \"\\u001B[31mred\\u001B]0;owned\\u0007\\u009B7m\\u202Eabc\"\n";
    std::fs::write(folder.path().join("foreign.toml"), text).expect("a profile");
    let mut session = Session::start_in(folder, &["foreign.toml"], &[]);
    // The emulator of these tests draws no replacement character; terminals do.
    session.says("[31mred]0;owned");
    session.press("\x03");
    assert_eq!(session.ended(), 130);
    let bytes = session.bytes();
    for command in ["\u{1b}[31mred", "\u{1b}]0;owned", "\u{7}", "\u{9b}", "\u{202e}"] {
        assert!(!contains(&bytes, command.as_bytes()), "{command:?} was written");
    }
}

//! Settings, and where lines are asked instead of screens.

use crate::session::{Session, contains};

#[test]
fn a_wrong_configuration_is_told_on_the_screen_and_the_program_starts_with_defaults() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.toml");
    std::fs::write(&file, "theme = \"drak\"\n\n[keys.program]\nquit = \"ctrl-s\"\n").expect("a file");
    std::fs::write(folder.path().join("p.toml"), "schema = 1\n").expect("a file");
    let mut session = Session::start_in(folder, &["--config", "config.toml", "p.toml"], &[]);
    session.says("the configuration has 2 errors and is not used");
    session.press("!");
    session.says("there is no theme \"drak\"");
    session.says("`save` has it by default");
    session.press("\x1b");
    session.says("! settings");
    session.press("q");
    assert_eq!(session.ended(), 0, "the key of the table quits");
}

#[test]
fn keys_of_the_configuration_are_the_keys_and_the_defaults_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("config.toml"),
        "[keys.program]\nquit = \"ctrl-q\"\nhelp = \"f2\"\n",
    )
    .expect("a file");
    std::fs::write(folder.path().join("p.toml"), "schema = 1\n").expect("a file");
    let config = ("WEIGHBRIDGE_CONFIG", "config.toml");
    let mut session = Session::start_in(folder, &["p.toml"], &[config]);
    session.says("F2 all keys");
    session.press("q\x1b[12~");
    session.says("[keys.program]");
    session.press("\x1b");
    session.until("help goes", |s| !s.contents().contains("[keys.program]"));
    session.press("\x11");
    assert_eq!(session.ended(), 0);
}

#[test]
fn in_lines_a_wrong_configuration_is_warned_of_without_an_escape() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("config.toml"), "accessible = 1\n").expect("a file");
    let args = ["--accessible", "--color", "always", "--config", "config.toml"];
    let mut session = Session::start_in(folder, &args, &[]);
    session.says("`accessible` of the configuration must be true or false");
    session.says("A new profile");
    session.press("\x04");
    session.ended();
    assert!(!contains(&session.bytes(), b"\x1b"));
}

#[test]
fn where_the_mouse_is_not_wanted_none_is_asked_for() {
    for (args, env) in [
        (&["--no-mouse"][..], None),
        (&[][..], Some(("WEIGHBRIDGE_MOUSE", "false"))),
    ] {
        let mut session = Session::start(args, env.as_slice());
        session.says("A new profile");
        session.press("\x03");
        assert_eq!(session.ended(), 130);
        assert!(!contains(&session.bytes(), b"\x1b[?1003h"), "{args:?}");
    }
}

//! Switching themes while the program runs.

use weighbridge::{
    config::ThemeName,
    tui::theme::{ColourDepth, Theme},
};

use crate::harness::Program;

#[test]
fn one_key_goes_through_all_themes_and_says_their_names() {
    let mut program = Program::new((120, 40));
    program.press("alt-2");
    let text = program.text();
    for name in ThemeName::ALL.iter().cycle().skip(1).take(ThemeName::ALL.len()) {
        program.press("T");
        assert_eq!(program.model.theme.name(), *name);
        let last = program.text().lines().last().unwrap_or_default().to_owned();
        assert!(last.contains(&format!("theme: {}", name.name())), "{last}");
    }
    program.press("alt-2");
    assert_eq!(program.text(), text, "all else is as it was");
    assert!(!program.model.unsaved(), "a theme is not an answer");
}

#[test]
fn without_colours_the_key_says_why_nothing_changes() {
    let mut program = Program::new((120, 40));
    program.model.theme = Theme::mono();
    program.press("alt-2 T");
    assert!(program.text().contains("theme: dark, without colours"));
    assert_eq!(program.model.theme.colours, ColourDepth::None);
}

#[test]
fn where_a_title_is_typed_the_key_is_a_letter() {
    let mut program = Program::new((120, 40));
    program.press("alt-2 t Team enter");
    assert_eq!(program.model.theme.name(), ThemeName::Auto);
    assert_eq!(program.model.name(), "Team");
}

//! Themes: what every screen looks like in each of them, and that nothing depends on colours.

mod colour;
mod contrast;
mod docs;
mod foreign;
mod keys;
mod looks;
mod mono;
mod shown;

use weighbridge::{
    config::ThemeName,
    tui::theme::{ColourDepth, Theme},
};

/// Themes that bring a ground of their own, and whether the terminal says that its own is light.
const PAINTED: [(ThemeName, bool); 5] = [
    (ThemeName::Dark, false),
    (ThemeName::Light, false),
    (ThemeName::HighContrast, false),
    (ThemeName::ColourBlind, false),
    (ThemeName::ColourBlind, true),
];

/// Depths at which a theme's colours are the same everywhere.
const EXACT: [ColourDepth; 2] = [ColourDepth::True, ColourDepth::Ansi256];

fn on((name, light): (ThemeName, bool), depth: ColourDepth) -> Theme {
    Theme::new(depth, true).with_name(name).on_light(light)
}

/// The theme's name, and its side where it has two.
fn called((name, light): (ThemeName, bool)) -> String {
    match (name, light) {
        (ThemeName::ColourBlind, true) => "colour-blind, light".to_owned(),
        (ThemeName::ColourBlind, false) => "colour-blind, dark".to_owned(),
        (name, _) => name.name().to_owned(),
    }
}

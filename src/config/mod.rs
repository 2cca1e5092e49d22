//! What the user wishes of the program, and where each wish was said.
//!
//! Owns the settings, their names and values, the configuration file and the order in which its layers count: default,
//! file, environment, flag. A wish that cannot be understood is a [`Trouble`], never a failure. It must not know the terminal, nor
//! what is drawn; which keys there are to rebind is known by [`crate::tui::keymap`].

mod environment;
mod file;
mod place;
mod settings;
mod trouble;
mod types;

pub use environment::{VARIABLES, of_environment};
pub use file::{File, Rebound, Spoken, read};
pub use place::{NONE, Place, place, text};
pub use settings::{MOST_RECENT, Origin, Setting, Settings, Shown, Wish, Wishes};
pub use trouble::Trouble;
pub use types::{ColourWish, GlyphWish, ThemeName, ThemeWish};

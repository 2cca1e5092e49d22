//! What the user wishes of the program, and where each wish was said.
//!
//! Owns the settings, their names and their values. It must not know the terminal, nor what is drawn.

mod types;

pub use types::{ColourWish, GlyphWish, ThemeName, ThemeWish};

//! The settings that have a name for each of their values.

/// How the screens are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeName {
    /// The terminal's own foreground, background and sixteen colours.
    #[default]
    Auto,
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// The greatest contrast there is, for tired eyes and weak projectors.
    HighContrast,
    /// Series that can be told apart with any kind of colour vision.
    ColourBlind,
    /// No colour at all: attributes, glyphs and words.
    Mono,
}

/// Whether colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ColourWish {
    /// As far as the terminal shows them, and none where the environment asks for none.
    #[default]
    Auto,
    /// Whatever the environment says.
    Always,
    /// None.
    Never,
}

/// Which characters charts and marks are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum GlyphWish {
    /// Unicode where the locale says UTF-8, else ASCII.
    #[default]
    Auto,
    /// Unicode.
    Unicode,
    /// ASCII alone.
    Ascii,
}

macro_rules! named {
    ($kind:ident, $($value:ident = $name:literal),+) => {
        impl $kind {
            /// All values, in the order of help and of the key that goes through them.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The name in files, on the command line and on screens.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name),+
                }
            }

            /// The value of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named!(
    ThemeName,
    Auto = "auto",
    Dark = "dark",
    Light = "light",
    HighContrast = "high-contrast",
    ColourBlind = "colour-blind",
    Mono = "mono"
);
named!(ColourWish, Auto = "auto", Always = "always", Never = "never");
named!(GlyphWish, Auto = "auto", Unicode = "unicode", Ascii = "ascii");

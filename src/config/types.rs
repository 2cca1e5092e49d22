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

/// What is wished of colours and characters, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ThemeWish {
    /// Which theme.
    pub name: ThemeName,
    /// Whether it may be coloured.
    pub colours: ColourWish,
    /// What its marks are made of.
    pub glyphs: GlyphWish,
}

impl ColourWish {
    /// What the environment wishes, in this order: `NO_COLOR` (not empty) none; `CLICOLOR_FORCE` (neither empty nor `0`)
    /// always; `CLICOLOR=0` none.
    #[must_use]
    pub fn of_environment(env: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        if set("NO_COLOR").is_some() {
            Self::Never
        } else if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
            Self::Always
        } else if set("CLICOLOR").is_some_and(|value| value == "0") {
            Self::Never
        } else {
            Self::Auto
        }
    }
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

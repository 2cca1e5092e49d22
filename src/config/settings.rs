//! Settings, and the layers that they come from.

use std::{fmt, path::PathBuf};

use super::{ColourWish, GlyphWish, ThemeName, ThemeWish, file::Rebound};

/// Profiles that are remembered at most, whatever is wished.
pub const MOST_RECENT: u16 = 100;

/// Profiles that are remembered unless something else is wished.
const RECENT: u16 = 10;

/// Where the value of a setting was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// Nowhere.
    #[default]
    Default,
    /// In the configuration file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// In the environment variable of this name.
    Variable(&'static str),
    /// By the flag of this name on the command line.
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// The value of a setting, and where it was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was said.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// What counts where nothing is said.
    #[must_use]
    pub const fn default_of(value: T) -> Self {
        Self {
            value,
            origin: Origin::Default,
        }
    }

    fn heed(&mut self, wish: Wish<T>) {
        if let Some(wish) = wish {
            *self = wish;
        }
    }
}

/// What one layer says of one setting.
pub type Wish<T> = Option<Setting<T>>;

/// What one layer says: the file, the environment, or the command line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// [`Settings::theme`].
    pub theme: Wish<ThemeName>,
    /// [`Settings::color`].
    pub color: Wish<ColourWish>,
    /// [`Settings::glyphs`].
    pub glyphs: Wish<GlyphWish>,
    /// [`Settings::mouse`].
    pub mouse: Wish<bool>,
    /// [`Settings::accessible`].
    pub accessible: Wish<bool>,
    /// [`Settings::recent`].
    pub recent: Wish<u16>,
    /// [`Settings::keys`].
    pub keys: Vec<Rebound>,
}

/// What counts, once all layers have been heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How the screens are coloured.
    pub theme: Setting<ThemeName>,
    /// Whether colours are written.
    pub color: Setting<ColourWish>,
    /// Which characters charts and marks are drawn with.
    pub glyphs: Setting<GlyphWish>,
    /// Whether the screens listen to the mouse.
    pub mouse: Setting<bool>,
    /// Whether questions are asked in plain lines instead of on screens.
    pub accessible: Setting<bool>,
    /// How many profiles are remembered and offered; 0: none, and the list is neither read nor written.
    pub recent: Setting<u16>,
    /// The keys that were rebound, in the order of the file.
    pub keys: Vec<Rebound>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Setting::default(),
            color: Setting::default(),
            glyphs: Setting::default(),
            mouse: Setting::default_of(true),
            accessible: Setting::default_of(false),
            recent: Setting::default_of(RECENT),
            keys: Vec::new(),
        }
    }
}

impl Settings {
    /// The defaults with these layers upon them, the last one counting most.
    #[must_use]
    pub fn of(layers: impl IntoIterator<Item = Wishes>) -> Self {
        let mut settings = Self::default();
        for wishes in layers {
            settings.theme.heed(wishes.theme);
            settings.color.heed(wishes.color);
            settings.glyphs.heed(wishes.glyphs);
            settings.mouse.heed(wishes.mouse);
            settings.accessible.heed(wishes.accessible);
            settings.recent.heed(wishes.recent);
            settings.keys.extend(wishes.keys);
        }
        settings
    }

    /// What is wished of colours and characters.
    #[must_use]
    pub const fn theme_wish(&self) -> ThemeWish {
        ThemeWish {
            name: self.theme.value,
            colours: self.color.value,
            glyphs: self.glyphs.value,
        }
    }

    /// Every setting that is not a key: its name in the file, its value, where it was said; in the order of documentation.
    #[must_use]
    pub fn listed(&self) -> [(&'static str, Shown, &Origin); 6] {
        [
            ("theme", Shown::Name(self.theme.value.name()), &self.theme.origin),
            ("color", Shown::Name(self.color.value.name()), &self.color.origin),
            ("glyphs", Shown::Name(self.glyphs.value.name()), &self.glyphs.origin),
            ("mouse", Shown::Switch(self.mouse.value), &self.mouse.origin),
            (
                "accessible",
                Shown::Switch(self.accessible.value),
                &self.accessible.origin,
            ),
            ("recent", Shown::Count(self.recent.value), &self.recent.origin),
        ]
    }
}

/// A value as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// One of some names.
    Name(&'static str),
    /// True or false.
    Switch(bool),
    /// A number.
    Count(u16),
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Switch(on) => write!(f, "{on}"),
            Self::Count(count) => write!(f, "{count}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(value: ThemeName, origin: Origin) -> Wishes {
        Wishes {
            theme: Some(Setting { value, origin }),
            ..Wishes::default()
        }
    }

    #[test]
    fn the_last_layer_that_says_something_counts() {
        let file = theme(
            ThemeName::Dark,
            Origin::File {
                path: "config.toml".into(),
                line: 3,
            },
        );
        let variable = theme(ThemeName::Light, Origin::Variable("WEIGHBRIDGE_THEME"));
        let flag = theme(ThemeName::Mono, Origin::Flag("--theme"));
        let of = |layers: &[&Wishes]| Settings::of(layers.iter().map(|l| (*l).clone())).theme;
        assert_eq!(of(&[]).value, ThemeName::Auto);
        assert_eq!(of(&[&file]).origin.to_string(), "config.toml:3");
        assert_eq!(of(&[&file, &variable, &Wishes::default()]).value, ThemeName::Light);
        assert_eq!(of(&[&file, &variable, &flag]).origin, Origin::Flag("--theme"));
        assert_eq!(of(&[&file, &Wishes::default(), &flag]).value, ThemeName::Mono);
    }
}

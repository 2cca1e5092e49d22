//! Roles to styles, by what the terminal can do.
//!
//! Owns every colour and every glyph of the program. A widget names a [`Role`] and a field of [`Glyphs`], never a colour or
//! a character of its own, so that monochrome and ASCII terminals lose nothing: what a colour says, a glyph, a word or an
//! attribute says too. It reads no environment by itself ([`Theme::of`] is handed one) and writes nothing.

mod detect;
mod glyphs;
mod nearest;
mod palette;

pub use glyphs::{Glyphs, LineGlyphs};

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
};

use self::palette::Palette;
use crate::config::ThemeName;

/// What a piece of the screen is for. Styles follow from roles only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that may be overlooked: sources, hints, units.
    Dim,
    /// Text that must not be overlooked: totals, the winner.
    Strong,
    /// The one accent colour.
    Accent,
    /// Headings.
    Title,
    /// The selected row or cell; a glyph marks it too.
    Selection,
    /// The part of the screen that keys go to.
    Focus,
    /// Passed, better, saved.
    Good,
    /// Failed, ruled out, worse.
    Bad,
    /// Unknown, unsaved, needs a look.
    Warn,
    /// Lines between things.
    Border,
    /// Axes, ticks and their labels.
    Axis,
    /// A target or limit, and the profile's own point.
    Target,
    /// The value before a preview, and the other set of evidence.
    Ghost,
    /// A key in the footer and in help.
    Key,
    /// An error message.
    Error,
    /// A match of a search.
    Match,
    /// A word of a programming language, in samples.
    Keyword,
    /// Text and numbers, in samples.
    Literal,
    /// A comment, in samples.
    Comment,
    /// A series of a chart: an option, by index. Glyphs and patterns differ too.
    Series(u8),
    /// The same where it is only there to compare with: ruled out, before a preview, of other evidence.
    Faded(u8),
}

impl Role {
    /// Every role once, series of all colours among them.
    pub const ALL: [Self; 32] = [
        Self::Text,
        Self::Dim,
        Self::Strong,
        Self::Accent,
        Self::Title,
        Self::Selection,
        Self::Focus,
        Self::Good,
        Self::Bad,
        Self::Warn,
        Self::Border,
        Self::Axis,
        Self::Target,
        Self::Ghost,
        Self::Key,
        Self::Error,
        Self::Match,
        Self::Keyword,
        Self::Literal,
        Self::Comment,
        Self::Series(0),
        Self::Series(1),
        Self::Series(2),
        Self::Series(3),
        Self::Series(4),
        Self::Series(5),
        Self::Faded(0),
        Self::Faded(1),
        Self::Faded(2),
        Self::Faded(3),
        Self::Faded(4),
        Self::Faded(5),
    ];

    /// The role of the series at `index` where it is only there to compare with.
    #[must_use]
    pub fn faded(index: usize) -> Self {
        Self::Faded(u8::try_from(index % SERIES.len()).unwrap_or(0))
    }

    /// The role of the series at `index`; colours repeat after the last.
    #[must_use]
    pub fn series(index: usize) -> Self {
        Self::Series(u8::try_from(index % SERIES.len()).unwrap_or(0))
    }
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColourDepth {
    /// None, or none wanted.
    None,
    /// The sixteen of the terminal's own palette.
    Ansi16,
    /// The 256 of xterm.
    Ansi256,
    /// 24 bits.
    True,
}

/// Styles and glyphs for one terminal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The theme that is asked for.
    name: ThemeName,
    /// Whether the terminal says that its ground is light.
    light: bool,
    /// Colours that may be used.
    pub colours: ColourDepth,
    /// Characters that may be used.
    pub glyphs: &'static Glyphs,
}

/// Colours of series in the terminal's own palette: readable on dark and on light.
const SERIES: [Color; 6] = [
    Color::LightBlue,
    Color::Yellow,
    Color::Magenta,
    Color::Green,
    Color::LightRed,
    Color::Cyan,
];

impl Default for Theme {
    fn default() -> Self {
        Self::new(ColourDepth::Ansi16, true)
    }
}

impl Theme {
    /// The terminal's own colours, this many of them, with Unicode glyphs or ASCII ones.
    #[must_use]
    pub fn new(colours: ColourDepth, unicode: bool) -> Self {
        Self {
            name: ThemeName::Auto,
            light: false,
            colours,
            glyphs: if unicode { &Glyphs::UNICODE } else { &Glyphs::ASCII },
        }
    }

    /// The theme without colours.
    #[must_use]
    pub fn mono() -> Self {
        Self::new(ColourDepth::None, true)
    }

    /// The same terminal in another theme.
    #[must_use]
    pub fn with_name(self, name: ThemeName) -> Self {
        Self { name, ..self }
    }

    /// The same theme on a terminal whose ground is light. Only a theme that has both a dark and a light side minds.
    #[must_use]
    pub fn on_light(self, light: bool) -> Self {
        Self { light, ..self }
    }

    /// The theme that is asked for. Without colours all of them look the same.
    #[must_use]
    pub fn name(&self) -> ThemeName {
        self.name
    }

    /// The theme after this one, and after the last the first.
    #[must_use]
    pub fn next_name(&self) -> ThemeName {
        let all = ThemeName::ALL;
        let here = all.iter().position(|name| *name == self.name).unwrap_or(0);
        all[(here + 1) % all.len()]
    }

    /// Whether the theme brings a ground of its own, over the whole screen.
    #[must_use]
    pub fn paints(&self) -> bool {
        self.palette().is_some()
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        if let Some(palette) = self.palette() {
            return palette.style(role, self.colours);
        }
        if self.colours == ColourDepth::None || self.name == ThemeName::Mono {
            mono(role)
        } else {
            ansi(role)
        }
    }

    /// The style of the series at `index`.
    #[must_use]
    pub fn series(&self, index: usize) -> Style {
        self.style(Role::series(index))
    }

    /// The style of the series at `index` where it is only there to compare with.
    #[must_use]
    pub fn faded(&self, index: usize) -> Style {
        self.style(Role::faded(index))
    }

    /// Gives every cell of a drawn screen that has no colour of its own the theme's ink and ground. Nothing where the theme
    /// leaves them to the terminal.
    pub fn paint(&self, area: Rect, buf: &mut Buffer) {
        let Some(palette) = self.palette() else { return };
        let (ink, ground) = palette.base(self.colours);
        for position in area.intersection(buf.area).positions() {
            let cell = &mut buf[position];
            if cell.fg == Color::Reset {
                cell.fg = ink;
            }
            if cell.bg == Color::Reset {
                cell.bg = ground;
            }
        }
    }

    fn palette(&self) -> Option<&'static Palette> {
        if self.colours == ColourDepth::None {
            return None;
        }
        match self.name {
            ThemeName::Auto | ThemeName::Mono => None,
            ThemeName::Dark => Some(&palette::DARK),
            ThemeName::Light => Some(&palette::LIGHT),
            ThemeName::HighContrast => Some(&palette::HIGH_CONTRAST),
            ThemeName::ColourBlind if self.light => Some(&palette::COLOUR_BLIND_ON_LIGHT),
            ThemeName::ColourBlind => Some(&palette::COLOUR_BLIND),
        }
    }
}

/// The terminal's own foreground and background, and its sixteen colours.
fn ansi(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text => plain,
        Role::Dim | Role::Border | Role::Axis | Role::Ghost => plain.add_modifier(Modifier::DIM),
        Role::Comment => plain.add_modifier(Modifier::DIM | Modifier::ITALIC),
        Role::Strong | Role::Title | Role::Keyword => plain.add_modifier(Modifier::BOLD),
        Role::Accent | Role::Target | Role::Literal => plain.fg(Color::Cyan),
        Role::Focus | Role::Key => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Selection => plain.add_modifier(Modifier::REVERSED),
        Role::Good => plain.fg(Color::Green),
        Role::Bad => plain.fg(Color::Red),
        Role::Warn => plain.fg(Color::Yellow),
        Role::Error => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Match => plain.fg(Color::Black).bg(Color::Yellow),
        Role::Series(index) => plain.fg(SERIES[usize::from(index) % SERIES.len()]),
        Role::Faded(index) => ansi(Role::Series(index)).add_modifier(Modifier::DIM),
    }
}

/// Attributes only. No cell may carry a colour, not even a reset one in between: with `NO_COLOR` crossterm answers every
/// change of colour with a reset of all attributes, which would wipe the reverse video of a selection.
fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Good | Role::Series(_) | Role::Literal => plain,
        Role::Dim | Role::Border | Role::Axis | Role::Ghost | Role::Faded(_) => plain.add_modifier(Modifier::DIM),
        Role::Comment => plain.add_modifier(Modifier::DIM | Modifier::ITALIC),
        Role::Strong
        | Role::Title
        | Role::Accent
        | Role::Key
        | Role::Bad
        | Role::Warn
        | Role::Target
        | Role::Keyword => plain.add_modifier(Modifier::BOLD),
        Role::Focus | Role::Match | Role::Error => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Selection => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(pairs: &[(&str, &str)]) -> Theme {
        Theme::detect(&|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn no_color_takes_every_colour_but_keeps_selection_visible() {
        let theme = detected(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor"), ("LANG", "en_GB.UTF-8")]);
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!(
                (style.fg, style.bg, style.underline_color),
                (None, None, None),
                "{role:?}"
            );
        }
        let selected = theme.style(Role::Selection).add_modifier;
        assert!(selected.contains(Modifier::REVERSED));
        assert!(theme.glyphs.unicode);
    }

    #[test]
    fn an_empty_no_color_is_no_wish() {
        assert_eq!(
            detected(&[("NO_COLOR", ""), ("TERM", "xterm-256color")]).colours,
            ColourDepth::Ansi256
        );
    }

    #[test]
    fn the_locale_decides_on_glyphs_and_the_first_variable_that_is_set_wins() {
        assert!(!detected(&[]).glyphs.unicode);
        assert!(detected(&[("LANG", "de_DE.utf8")]).glyphs.unicode);
        assert!(!detected(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]).glyphs.unicode);
        assert!(!detected(&[("TERM", "linux"), ("LANG", "de_DE.UTF-8")]).glyphs.unicode);
    }

    #[test]
    fn colours_are_used_only_as_far_as_the_terminal_says() {
        assert_eq!(detected(&[("TERM", "xterm")]).colours, ColourDepth::Ansi16);
        assert_eq!(detected(&[("TERM", "dumb")]).colours, ColourDepth::None);
        assert_eq!(
            detected(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]).colours,
            ColourDepth::True
        );
    }

    #[test]
    fn the_default_theme_keeps_the_terminals_own_colours_for_text() {
        let style = Theme::default().style(Role::Text);
        assert_eq!((style.fg, style.bg), (None, None));
    }
}

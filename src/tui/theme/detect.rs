//! What a terminal can do, from its environment and what is wished. Nothing is asked of the terminal itself: a silent one
//! would be waited for.

use super::{ColourDepth, Theme};
use crate::config::{ColourWish, GlyphWish, ThemeWish};

type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Theme {
    /// The theme for a wish on a terminal with this environment.
    ///
    /// Colours: a wish for `always` or `never` decides; else `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR`
    /// ([`ColourWish::of_environment`]); else there are none where `is_terminal` is false or `TERM` is `dumb`. How many is said
    /// by `COLORTERM` (`truecolor`, `24bit`) and `TERM` (`*256color`, `*-direct`). Glyphs: where nothing else is wished, the
    /// locale (`LC_ALL`, `LC_CTYPE`, `LANG`: the first that is set) says whether they may be Unicode. `COLORFGBG` says whether
    /// the ground is light.
    #[must_use]
    pub fn of(wish: &ThemeWish, env: Env<'_>, is_terminal: bool) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let asked = match wish.colours {
            ColourWish::Auto => ColourWish::of_environment(env),
            said => said,
        };
        let coloured = match asked {
            ColourWish::Always => true,
            ColourWish::Never => false,
            ColourWish::Auto => is_terminal && term != "dumb",
        };
        let colours = if coloured {
            depth(&term, set("COLORTERM").as_deref())
        } else {
            ColourDepth::None
        };
        let unicode = match wish.glyphs {
            GlyphWish::Auto => speaks_unicode(&term, env),
            GlyphWish::Unicode => true,
            GlyphWish::Ascii => false,
        };
        Self::new(colours, unicode)
            .with_name(wish.name)
            .on_light(set("COLORFGBG").is_some_and(|said| light_ground(&said)))
    }

    /// The theme where nothing is wished, on a terminal with this environment.
    #[must_use]
    pub fn detect(env: Env<'_>) -> Self {
        Self::of(&ThemeWish::default(), env, true)
    }
}

fn depth(term: &str, colorterm: Option<&str>) -> ColourDepth {
    if colorterm.is_some_and(|said| said == "truecolor" || said == "24bit") || term.ends_with("-direct") {
        ColourDepth::True
    } else if term.contains("256color") {
        ColourDepth::Ansi256
    } else {
        ColourDepth::Ansi16
    }
}

fn speaks_unicode(term: &str, env: Env<'_>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env(name).filter(|value| !value.is_empty()))
        .unwrap_or_default()
        .to_ascii_lowercase();
    // The console of Linux has 512 glyphs, and half of ours are not among them.
    (locale.contains("utf-8") || locale.contains("utf8")) && term != "linux" && term != "dumb"
}

/// `COLORFGBG` is `ink;ground` or `ink;something;ground`, in numbers of the sixteen colours: 7 and 9 to 15 are light.
fn light_ground(said: &str) -> bool {
    let ground = said
        .rsplit(';')
        .next()
        .and_then(|ground| ground.trim().parse::<u8>().ok());
    matches!(ground, Some(7 | 9..=15))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ThemeName;

    fn of(wish: ThemeWish, pairs: &[(&str, &str)], is_terminal: bool) -> Theme {
        let env = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        Theme::of(&wish, &env, is_terminal)
    }

    fn colours(wish: ColourWish, pairs: &[(&str, &str)], is_terminal: bool) -> ColourDepth {
        let wish = ThemeWish {
            colours: wish,
            ..ThemeWish::default()
        };
        of(wish, pairs, is_terminal).colours
    }

    const XTERM: (&str, &str) = ("TERM", "xterm-256color");

    #[test]
    fn a_wish_goes_over_the_environment_and_the_environment_over_the_terminal() {
        use ColourDepth::{Ansi16, Ansi256, None};
        for (wish, pairs, is_terminal, expected) in [
            (ColourWish::Auto, vec![XTERM], true, Ansi256),
            (ColourWish::Auto, vec![XTERM], false, None),
            (ColourWish::Auto, vec![("TERM", "dumb")], true, None),
            (ColourWish::Auto, vec![XTERM, ("NO_COLOR", "1")], true, None),
            (ColourWish::Auto, vec![XTERM, ("NO_COLOR", "")], true, Ansi256),
            (ColourWish::Auto, vec![XTERM, ("CLICOLOR", "0")], true, None),
            (ColourWish::Auto, vec![XTERM, ("CLICOLOR", "1")], true, Ansi256),
            (ColourWish::Auto, vec![XTERM, ("CLICOLOR_FORCE", "1")], false, Ansi256),
            (ColourWish::Auto, vec![XTERM, ("CLICOLOR_FORCE", "0")], false, None),
            (
                ColourWish::Auto,
                vec![XTERM, ("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")],
                true,
                Ansi256,
            ),
            (
                ColourWish::Auto,
                vec![XTERM, ("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
                true,
                None,
            ),
            (ColourWish::Always, vec![XTERM, ("NO_COLOR", "1")], true, Ansi256),
            (ColourWish::Always, vec![], false, Ansi16),
            (ColourWish::Never, vec![XTERM, ("CLICOLOR_FORCE", "1")], true, None),
        ] {
            assert_eq!(
                colours(wish, &pairs, is_terminal),
                expected,
                "{wish:?} {pairs:?} {is_terminal}"
            );
        }
    }

    #[test]
    fn true_colour_only_where_the_terminal_says_so() {
        for (pairs, expected) in [
            (vec![("TERM", "xterm")], ColourDepth::Ansi16),
            (vec![("TERM", "xterm"), ("COLORTERM", "yes")], ColourDepth::Ansi16),
            (vec![XTERM, ("COLORTERM", "truecolor")], ColourDepth::True),
            (vec![XTERM, ("COLORTERM", "24bit")], ColourDepth::True),
            (vec![("TERM", "xterm-direct")], ColourDepth::True),
            (vec![("TERM", "tmux-256color")], ColourDepth::Ansi256),
        ] {
            assert_eq!(colours(ColourWish::Auto, &pairs, true), expected, "{pairs:?}");
        }
    }

    #[test]
    fn glyphs_follow_the_wish_and_else_the_locale() {
        let glyphs = |wish, pairs: &[(&str, &str)]| {
            let wish = ThemeWish {
                glyphs: wish,
                ..ThemeWish::default()
            };
            of(wish, pairs, true).glyphs.unicode
        };
        let utf8 = [("LANG", "en_GB.UTF-8")];
        assert!(glyphs(GlyphWish::Auto, &utf8));
        assert!(!glyphs(GlyphWish::Auto, &[]));
        assert!(!glyphs(GlyphWish::Ascii, &utf8));
        assert!(glyphs(GlyphWish::Unicode, &[("TERM", "linux")]));
    }

    #[test]
    fn the_colour_blind_theme_is_light_only_where_the_terminal_says_that_its_ground_is() {
        let ground = |said: &'static str| {
            let wish = ThemeWish {
                name: ThemeName::ColourBlind,
                ..ThemeWish::default()
            };
            of(wish, &[XTERM, ("COLORFGBG", said)], true)
        };
        let (dark, light) = (ground(""), ground("0;15"));
        assert_ne!(dark, light);
        for said in ["15;0", "15;default", "12;8", "nonsense", "7;999"] {
            assert_eq!(ground(said), dark, "{said}");
        }
        for said in ["0;default;15", "0;7"] {
            assert_eq!(ground(said), light, "{said}");
        }
    }
}

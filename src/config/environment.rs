//! What environment variables say.

use super::{
    Origin, Setting, Trouble, Wishes,
    settings::{MOST_RECENT, Wish},
    types::{ColourWish, GlyphWish, ThemeName},
};

/// Variables that say something about settings, each with the setting; where two speak of one setting the first one counts.
pub const VARIABLES: [(&str, &str); 10] = [
    ("WEIGHBRIDGE_THEME", "theme"),
    ("WEIGHBRIDGE_COLOR", "color"),
    ("NO_COLOR", "color"),
    ("CLICOLOR_FORCE", "color"),
    ("CLICOLOR", "color"),
    ("WEIGHBRIDGE_GLYPHS", "glyphs"),
    ("WEIGHBRIDGE_MOUSE", "mouse"),
    ("WEIGHBRIDGE_ACCESSIBLE", "accessible"),
    ("ACCESSIBLE", "accessible"),
    ("WEIGHBRIDGE_RECENT", "recent"),
];

/// Names of a switch's values.
const SWITCH: [(&str, bool); 6] = [
    ("true", true),
    ("false", false),
    ("1", true),
    ("0", false),
    ("yes", true),
    ("no", false),
];

/// What the environment says; an empty variable says nothing. A value that means nothing is one more of `troubles`, and the
/// layers below count.
pub fn of_environment(env: &dyn Fn(&str) -> Option<String>, troubles: &mut Vec<Trouble>) -> Wishes {
    let mut reader = Reader { env, troubles };
    let color = reader
        .named("WEIGHBRIDGE_COLOR", ColourWish::ALL, ColourWish::name)
        .or_else(|| reader.set("NO_COLOR").map(|_| said("NO_COLOR", ColourWish::Never)))
        .or_else(|| {
            let force = reader.set("CLICOLOR_FORCE").filter(|value| value != "0");
            force.map(|_| said("CLICOLOR_FORCE", ColourWish::Always))
        })
        .or_else(|| {
            let none = reader.set("CLICOLOR").filter(|value| value == "0");
            none.map(|_| said("CLICOLOR", ColourWish::Never))
        });
    let accessible = reader.switch("WEIGHBRIDGE_ACCESSIBLE").or_else(|| {
        // Other programs take anything as a yes, so this variable is never wrong.
        let value = reader.set("ACCESSIBLE")?;
        Some(said(
            "ACCESSIBLE",
            !["0", "false", "no"].contains(&value.to_ascii_lowercase().as_str()),
        ))
    });
    Wishes {
        theme: reader.named("WEIGHBRIDGE_THEME", ThemeName::ALL, ThemeName::name),
        color,
        glyphs: reader.named("WEIGHBRIDGE_GLYPHS", GlyphWish::ALL, GlyphWish::name),
        mouse: reader.switch("WEIGHBRIDGE_MOUSE"),
        accessible,
        recent: reader.count("WEIGHBRIDGE_RECENT", MOST_RECENT),
        keys: Vec::new(),
    }
}

const fn said<T>(name: &'static str, value: T) -> Setting<T> {
    Setting {
        value,
        origin: Origin::Variable(name),
    }
}

struct Reader<'e, 't> {
    env: &'e dyn Fn(&str) -> Option<String>,
    troubles: &'t mut Vec<Trouble>,
}

impl Reader<'_, '_> {
    fn set(&self, name: &str) -> Option<String> {
        (self.env)(name).filter(|value| !value.is_empty())
    }

    fn named<T: Copy>(&mut self, name: &'static str, all: &[T], of: fn(T) -> &'static str) -> Wish<T> {
        let value = self.set(name)?;
        let found = all.iter().copied().find(|v| of(*v) == value);
        if found.is_none() {
            self.refuse(name, value, &all.iter().map(|v| of(*v)).collect::<Vec<_>>());
        }
        found.map(|v| said(name, v))
    }

    fn switch(&mut self, name: &'static str) -> Wish<bool> {
        let value = self.set(name)?;
        let lower = value.to_ascii_lowercase();
        let found = SWITCH.iter().find(|(word, _)| *word == lower);
        if found.is_none() {
            self.refuse(name, value, &SWITCH.map(|(word, _)| word));
        }
        found.map(|(_, on)| said(name, *on))
    }

    fn count(&mut self, name: &'static str, most: u16) -> Wish<u16> {
        let value = self.set(name)?;
        let found = value.trim().parse().ok().filter(|count| *count <= most);
        if found.is_none() {
            self.troubles.push(Trouble::Variable {
                name,
                value,
                help: format!("a whole number from 0 to {most} is wanted"),
            });
        }
        found.map(|count| said(name, count))
    }

    fn refuse(&mut self, name: &'static str, value: String, valid: &[&str]) {
        let help = crate::diagnostic::nearest(&value, valid.iter().copied()).map_or_else(
            || format!("valid here: {}", valid.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.troubles.push(Trouble::Variable { name, value, help });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(pairs: &[(&str, &str)]) -> (Wishes, Vec<String>) {
        let mut troubles = Vec::new();
        let env = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let wishes = of_environment(&env, &mut troubles);
        (wishes, troubles.iter().map(Trouble::summary).collect())
    }

    #[test]
    fn colour_is_asked_for_by_the_programs_own_variable_then_no_color_then_clicolor_force() {
        let color = |pairs: &[(&str, &str)]| heard(pairs).0.color.map(|c| (c.value, c.origin.to_string()));
        let said = |wish, name: &str| Some((wish, name.to_owned()));
        let all = [
            ("CLICOLOR_FORCE", "1"),
            ("NO_COLOR", "1"),
            ("WEIGHBRIDGE_COLOR", "auto"),
        ];
        assert_eq!(color(&all), said(ColourWish::Auto, "WEIGHBRIDGE_COLOR"));
        assert_eq!(color(&all[..2]), said(ColourWish::Never, "NO_COLOR"));
        assert_eq!(color(&all[..1]), said(ColourWish::Always, "CLICOLOR_FORCE"));
        assert_eq!(color(&[("CLICOLOR_FORCE", "0"), ("NO_COLOR", "")]), None);
        assert_eq!(color(&[("CLICOLOR", "0")]), said(ColourWish::Never, "CLICOLOR"));
        assert_eq!(color(&[("CLICOLOR", "1")]), None);
    }

    #[test]
    fn accessible_is_asked_for_by_anything_but_a_no() {
        let accessible = |value| heard(&[("ACCESSIBLE", value)]).0.accessible.map(|a| a.value);
        assert_eq!(accessible("1"), Some(true));
        assert_eq!(accessible("please"), Some(true));
        assert_eq!(accessible("0"), Some(false));
        assert_eq!(accessible(""), None);
        let both = [("ACCESSIBLE", "1"), ("WEIGHBRIDGE_ACCESSIBLE", "no")];
        assert_eq!(heard(&both).0.accessible.map(|a| a.value), Some(false));
    }

    #[test]
    fn a_value_that_means_nothing_is_told_with_the_nearest_word_and_not_heard() {
        let (wishes, troubles) = heard(&[
            ("WEIGHBRIDGE_THEME", "drak"),
            ("WEIGHBRIDGE_GLYPHS", "sevenbit"),
            ("WEIGHBRIDGE_MOUSE", "sometimes"),
            ("WEIGHBRIDGE_RECENT", "-1"),
        ]);
        assert_eq!(wishes, Wishes::default());
        assert_eq!(
            troubles,
            [
                "WEIGHBRIDGE_THEME is `drak`, which is no value of it: did you mean `dark`?",
                "WEIGHBRIDGE_GLYPHS is `sevenbit`, which is no value of it: valid here: auto, unicode, ascii",
                "WEIGHBRIDGE_MOUSE is `sometimes`, which is no value of it: valid here: true, false, 1, 0, yes, no",
                "WEIGHBRIDGE_RECENT is `-1`, which is no value of it: a whole number from 0 to 100 is wanted",
            ]
        );
    }

    #[test]
    fn every_variable_that_is_heard_is_listed() {
        for (name, _) in VARIABLES {
            let says = |value| {
                let (wishes, troubles) = heard(&[(name, value)]);
                wishes != Wishes::default() || !troubles.is_empty()
            };
            assert!(says("1") || says("0"), "{name}");
        }
    }
}

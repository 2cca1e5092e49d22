//! Keys by name, as help shows them and as configuration files write them.

use super::{Code, Key};
use crate::diagnostic::nearest;

/// Names of keys that are no character, each beside the key; the first name of a key is the one to suggest.
const NAMES: [(&str, Code); 26] = [
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("⏎", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("del", Code::Delete),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("↑", Code::Up),
    ("down", Code::Down),
    ("↓", Code::Down),
    ("left", Code::Left),
    ("←", Code::Left),
    ("right", Code::Right),
    ("→", Code::Right),
    ("pgup", Code::PageUp),
    ("pageup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("pgdown", Code::PageDown),
    ("pagedown", Code::PageDown),
    ("home", Code::Home),
    ("end", Code::End),
    ("space", Code::Char(' ')),
    ("spacebar", Code::Char(' ')),
];

/// The highest function key that terminals send.
const FUNCTIONS: u8 = 20;

impl Key {
    /// The key of this name: `s`, `S`, `?`, `space`, `f5`, `⏎` or `enter`, `pgup`; before it `ctrl-`, `alt-` and `shift-`, in
    /// any order. Names of more than one character may be written in capitals.
    ///
    /// # Errors
    ///
    /// The next step, where there is no such key: the nearest name, or how names are written.
    pub fn parse(name: &str) -> Result<Self, String> {
        let (held, bare) = modifiers(name);
        match code(bare) {
            Some(code) => Ok(Self { code, ..held }),
            None => Err(suggestion(name, bare)),
        }
    }

    /// Whether a terminal can send this key, and no other one for it.
    ///
    /// # Errors
    ///
    /// Why it cannot, as the rest of a sentence that begins with the key's name.
    pub fn arrives(self) -> Result<(), &'static str> {
        match self.code {
            Code::Char(c) if c.is_control() => Err("is no character that can be typed"),
            Code::Char(_) if self.shift => Err("is a character of its own: write the one that shift gives"),
            Code::Char(c) if self.ctrl => match c {
                'i' => Err("cannot be told from tab"),
                'm' => Err("cannot be told from enter"),
                'a'..='z' | ' ' | '4'..='7' => Ok(()),
                'A'..='Z' => Err("cannot be told from the small letter: write that"),
                '[' => Err("cannot be told from esc"),
                _ => Err("is not sent by terminals: ctrl goes with letters, space and arrows"),
            },
            Code::Char('[' | 'O') if self.alt => Err("begins what terminals send for other keys"),
            Code::Tab if self.ctrl || self.alt => Err("is not sent by terminals"),
            Code::Esc if self.ctrl || self.alt || self.shift => Err("is not sent by terminals"),
            Code::Enter | Code::Backspace if self.ctrl || self.shift => Err("is not sent by terminals"),
            Code::Function(n) if n == 0 || n > FUNCTIONS => Err("is not sent by terminals: the highest is f20"),
            _ => Ok(()),
        }
    }
}

/// What is held, in a key of no meaning, and the name without it.
fn modifiers(name: &str) -> (Key, &str) {
    let mut held = Key::plain(Code::Esc);
    let mut rest = name;
    loop {
        let lower = rest.to_ascii_lowercase();
        let prefix = if lower.starts_with("ctrl-") && !held.ctrl {
            held.ctrl = true;
            "ctrl-"
        } else if lower.starts_with("alt-") && !held.alt {
            held.alt = true;
            "alt-"
        } else if lower.starts_with("shift-") && !held.shift {
            held.shift = true;
            "shift-"
        } else {
            return (held, rest);
        };
        rest = rest.get(prefix.len()..).unwrap_or_default();
    }
}

fn code(bare: &str) -> Option<Code> {
    let lower = bare.to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(*code);
    }
    let mut characters = bare.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        return Some(Code::Char(c));
    }
    let number = lower
        .strip_prefix('f')
        .filter(|n| n.bytes().all(|b| b.is_ascii_digit()))?;
    number.parse().ok().map(Code::Function)
}

fn suggestion(name: &str, bare: &str) -> String {
    // Other programs write a plus.
    let dashed = name
        .replace('+', "-")
        .replace("control-", "ctrl-")
        .replace("Control-", "ctrl-");
    if dashed != name && Key::parse(&dashed).is_ok() {
        return format!("did you mean `{dashed}`?");
    }
    let before = name.strip_suffix(bare).unwrap_or_default();
    let known = NAMES.iter().map(|(name, _)| *name).filter(|name| name.is_ascii());
    match nearest(bare, known) {
        Some(near) => format!("did you mean `{before}{near}`?"),
        None => "a key is one character, or enter, esc, tab, space, backspace, del, up, down, left, right, pgup, pgdn, home, \
                 end, f1 to f20; before it may stand ctrl-, alt- or shift-"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_key() -> impl Strategy<Value = Key> {
        let plain: Vec<Code> = NAMES.iter().map(|(_, code)| *code).collect();
        let code = prop_oneof![
            prop::sample::select(plain),
            any::<u8>().prop_map(Code::Function),
            any::<char>()
                .prop_filter("signs of other keys", |c| !"⏎↑↓←→".contains(*c))
                .prop_map(Code::Char),
            (b' '..=b'~').prop_map(|c| Code::Char(c.into())),
        ];
        (code, any::<[bool; 3]>()).prop_map(|(code, [ctrl, alt, shift])| Key { code, ctrl, alt, shift })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn the_name_of_every_key_is_that_key(key in any_key(), ascii: bool) {
            prop_assert_eq!(Key::parse(&key.name(ascii)), Ok(key));
        }

        #[test]
        fn no_text_at_all_breaks_the_reader(text in ".{0,12}") {
            let _ = Key::parse(&text).map(Key::arrives);
        }
    }

    #[test]
    fn keys_are_written_as_help_shows_them() {
        for (name, key) in [
            ("S", Key::char('S')),
            ("-", Key::char('-')),
            ("ctrl--", Key::ctrl('-')),
            ("space", Key::char(' ')),
            ("F5", Key::plain(Code::Function(5))),
            ("f12", Key::plain(Code::Function(12))),
            ("PgUp", Key::plain(Code::PageUp)),
            ("⏎", Key::plain(Code::Enter)),
            ("Alt-X", Key::alt('X')),
            ("shift-←", Key::plain(Code::Left).shifted()),
            (
                "shift-ctrl-up",
                Key {
                    ctrl: true,
                    ..Key::plain(Code::Up).shifted()
                },
            ),
        ] {
            assert_eq!(Key::parse(name), Ok(key), "{name}");
        }
    }

    #[test]
    fn what_is_no_key_gets_the_nearest_one() {
        let wrong = |name: &str| Key::parse(name).unwrap_err();
        assert_eq!(wrong("entr"), "did you mean `enter`?");
        assert_eq!(wrong("alt-spce"), "did you mean `alt-space`?");
        assert_eq!(wrong("ctrl+s"), "did you mean `ctrl-s`?");
        assert!(wrong("").starts_with("a key is one character"));
        assert!(wrong("hyper-x").starts_with("a key is one character"));
        assert!(wrong("f1000").starts_with("a key is one character"));
    }

    #[test]
    fn keys_that_no_terminal_tells_apart_are_known() {
        let why = |name: &str| Key::parse(name).unwrap().arrives().unwrap_err();
        assert_eq!(why("ctrl-i"), "cannot be told from tab");
        assert_eq!(why("ctrl-m"), "cannot be told from enter");
        assert_eq!(why("ctrl-S"), "cannot be told from the small letter: write that");
        assert_eq!(
            why("shift-a"),
            "is a character of its own: write the one that shift gives"
        );
        assert_eq!(why("shift-enter"), "is not sent by terminals");
        assert_eq!(why("f21"), "is not sent by terminals: the highest is f20");
        for name in [
            "ctrl-q",
            "alt-enter",
            "shift-tab",
            "ctrl-left",
            "ctrl-space",
            "é",
            "f20",
        ] {
            assert_eq!(Key::parse(name).unwrap().arrives(), Ok(()), "{name}");
        }
    }
}

//! A key as the program sees it, whatever terminal library read it.

mod parse;

use std::fmt;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed: shift is in it.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// F1 and on.
    Function(u8),
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held; never set for characters.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with control.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(c)
        }
    }

    /// A character with alt.
    #[must_use]
    pub const fn alt(c: char) -> Self {
        Self {
            alt: true,
            ..Self::char(c)
        }
    }

    /// The same with shift.
    #[must_use]
    pub const fn shifted(self) -> Self {
        Self { shift: true, ..self }
    }

    /// The character that typing this key gives, if it gives one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// Name as shown: `⏎`, `ctrl-s`, `?`. In plain ASCII where `ascii`: `enter`, `up`.
    #[must_use]
    pub fn name(self, ascii: bool) -> String {
        let mut name = String::new();
        for (held, prefix) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                name.push_str(prefix);
            }
        }
        let pick = |sign: &'static str, word: &'static str| if ascii { word } else { sign };
        match self.code {
            Code::Char(' ') => name.push_str("space"),
            Code::Char(c) => name.push(c),
            Code::Function(n) => {
                name.push('F');
                name.push_str(&n.to_string());
            }
            Code::Enter => name.push_str(pick("⏎", "enter")),
            Code::Up => name.push_str(pick("↑", "up")),
            Code::Down => name.push_str(pick("↓", "down")),
            Code::Left => name.push_str(pick("←", "left")),
            Code::Right => name.push_str(pick("→", "right")),
            Code::Esc => name.push_str("esc"),
            Code::Tab => name.push_str("tab"),
            Code::Backspace => name.push_str("backspace"),
            Code::Delete => name.push_str("del"),
            Code::PageUp => name.push_str("pgup"),
            Code::PageDown => name.push_str("pgdn"),
            Code::Home => name.push_str("home"),
            Code::End => name.push_str("end"),
        }
        name
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name(false))
    }
}

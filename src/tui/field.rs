//! A line of text being typed.

use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};

use super::key::{Code, Key};

/// Most characters that a field takes: more is a paste gone wrong.
const LONGEST: usize = 2000;

/// A text field of one logical line; long texts wrap where they are drawn.
#[derive(Debug, Clone, Default)]
pub struct Field {
    area: TextArea<'static>,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.cursor() == other.cursor()
    }
}

impl Field {
    /// A field that holds `text`, the cursor behind it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut field = Self::default();
        field.paste(text);
        field
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Characters before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.area.cursor().1
    }

    /// Gives a key to the field. True where the field took it.
    pub fn key(&mut self, key: Key) -> bool {
        if key.typed().is_some() && self.text().chars().count() >= LONGEST {
            return true;
        }
        let code = match key.code {
            Code::Char(c) => AreaKey::Char(c),
            Code::Backspace => AreaKey::Backspace,
            Code::Delete => AreaKey::Delete,
            Code::Left => AreaKey::Left,
            Code::Right => AreaKey::Right,
            Code::Home => AreaKey::Home,
            Code::End => AreaKey::End,
            _ => return false,
        };
        // As a shell has it; the text area would undo.
        if key == Key::ctrl('u') {
            return self.area.delete_line_by_head();
        }
        // None that would make a second line, or undo what is not on the screen any more.
        let allowed = "abdefhkw";
        if let (AreaKey::Char(c), true) = (code, key.ctrl)
            && !allowed.contains(c)
        {
            return false;
        }
        let before = (self.text().to_owned(), self.cursor());
        self.area.input(Input {
            key: code,
            ctrl: key.ctrl,
            alt: key.alt,
            shift: key.shift,
        });
        key.typed().is_some() || (self.text(), self.cursor()) != (before.0.as_str(), before.1)
    }

    /// Inserts text at the cursor; line ends and tabs become spaces, other control characters are dropped.
    pub fn paste(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let clean: String = text
            .trim_end_matches(['\n', '\r'])
            .replace("\r\n", "\n")
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
            .filter(|c| !c.is_control())
            .take(room)
            .collect();
        self.area.insert_str(clean);
    }

    /// Replaces everything.
    pub fn set(&mut self, text: &str) {
        *self = Self::new(text);
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Puts the cursor first or last.
    pub fn to_end(&mut self) {
        self.area.move_cursor(CursorMove::End);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stays_on_one_line_whatever_is_pasted() {
        let mut field = Field::default();
        field.paste("12\n000\t\u{1b}[31m\r\n");
        assert_eq!(field.text(), "12 000 [31m");
        assert!(!field.key(Key::plain(Code::Enter)));
        assert!(!field.key(Key::ctrl('m')));
        assert_eq!(field.text(), "12 000 [31m");
    }

    #[test]
    fn editing_happens_at_the_cursor_by_whole_characters() {
        let mut field = Field::new("añb");
        field.key(Key::plain(Code::Left));
        field.key(Key::plain(Code::Backspace));
        assert_eq!((field.text(), field.cursor()), ("ab", 1));
        field.key(Key::char('é'));
        assert_eq!(field.text(), "aéb");
    }

    #[test]
    fn a_key_that_changes_nothing_is_passed_on() {
        let mut field = Field::default();
        assert!(!field.key(Key::plain(Code::Left)));
        assert!(!field.key(Key::plain(Code::Up)));
        assert!(field.key(Key::char('x')));
    }
}

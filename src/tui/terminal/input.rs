//! From the terminal's events to the program's.

use std::sync::mpsc::Sender;

use ratatui::crossterm::event::{self, Event as Raw, KeyCode, KeyEventKind, KeyModifiers};

use crate::tui::key::{Code, Key};

/// What can come from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed (or repeats).
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// A signal asks the program to end.
    Signal(i32),
    /// Nothing can be read any more.
    Closed,
}

/// Tells the loop when reading ends, however it ends.
struct Closing<'s, M: From<Event>>(&'s Sender<M>);

impl<M: From<Event>> Drop for Closing<'_, M> {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Closed.into());
    }
}

/// Reads until nobody listens or nothing can be read. Blocks: nothing happens while nothing happens.
pub(super) fn read<M: From<Event>>(sender: &Sender<M>) {
    let closing = Closing(sender);
    while let Ok(raw) = event::read() {
        if let Some(event) = translate(raw)
            && closing.0.send(event.into()).is_err()
        {
            break;
        }
    }
}

fn translate(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) if key.kind != KeyEventKind::Release => {
            let code = match key.code {
                KeyCode::Char(c) => Code::Char(c),
                KeyCode::Enter => Code::Enter,
                KeyCode::Esc => Code::Esc,
                KeyCode::Tab | KeyCode::BackTab => Code::Tab,
                KeyCode::Backspace => Code::Backspace,
                KeyCode::Delete => Code::Delete,
                KeyCode::Up => Code::Up,
                KeyCode::Down => Code::Down,
                KeyCode::Left => Code::Left,
                KeyCode::Right => Code::Right,
                KeyCode::PageUp => Code::PageUp,
                KeyCode::PageDown => Code::PageDown,
                KeyCode::Home => Code::Home,
                KeyCode::End => Code::End,
                KeyCode::F(n) => Code::Function(n),
                _ => return None,
            };
            // A character says by itself whether shift was held.
            let shift = key.code == KeyCode::BackTab
                || (key.modifiers.contains(KeyModifiers::SHIFT) && !matches!(code, Code::Char(_)));
            Some(Event::Key(Key {
                code,
                ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
                alt: key.modifiers.contains(KeyModifiers::ALT),
                shift,
            }))
        }
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::Resize(width, height) => Some(Event::Resize(width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn a_key_keeps_its_modifiers_and_a_character_says_shift_by_itself() {
        let key = |code, modifiers| translate(Raw::Key(KeyEvent::new(code, modifiers)));
        assert_eq!(
            key(KeyCode::Char('S'), KeyModifiers::SHIFT),
            Some(Event::Key(Key::char('S')))
        );
        assert_eq!(
            key(KeyCode::BackTab, KeyModifiers::SHIFT),
            Some(Event::Key(Key::plain(Code::Tab).shifted()))
        );
        assert_eq!(
            key(KeyCode::Char('s'), KeyModifiers::CONTROL),
            Some(Event::Key(Key::ctrl('s')))
        );
        assert_eq!(key(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }
}

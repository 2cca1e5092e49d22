//! From bytes to events: keys, pastes and the mouse, however the bytes are cut up.
//!
//! Owns what a terminal sends. It must not read, wait or know what a key means. Whatever comes, it neither fails nor grows
//! without bound.

use super::Event;
use crate::tui::{
    key::{Code, Key},
    pointer::{Motion, Pointer},
};

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Longer ones are noise.
const LONGEST_SEQUENCE: usize = 64;
/// Bytes of a paste that are kept; no field takes as many.
const LONGEST_PASTE: usize = 1 << 20;

/// Turns bytes into events; keeps what is not whole yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the bytes at the front are.
enum Front {
    /// The beginning of something.
    Part,
    /// So many bytes that mean this, or nothing.
    Whole(usize, Option<Event>),
    /// So many bytes after which a paste begins.
    PasteBegins(usize),
}

impl Decoder {
    /// Takes bytes; gives what they mean.
    pub(super) fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        self.pending.extend_from_slice(bytes);
        let mut at = 0;
        while at < self.pending.len() {
            let rest = &self.pending[at..];
            if let Some(paste) = &mut self.paste {
                let (taken, ended) = match find(rest, PASTE_END) {
                    Some(end) => (end, true),
                    // The end may be cut in two.
                    None => (rest.len().saturating_sub(PASTE_END.len() - 1), false),
                };
                let room = LONGEST_PASTE.saturating_sub(paste.len());
                paste.extend_from_slice(&rest[..taken.min(room)]);
                at += taken;
                if !ended {
                    break;
                }
                at += PASTE_END.len();
                events.extend(self.pasted());
                continue;
            }
            match front(rest) {
                Front::Part => break,
                Front::Whole(length, event) => {
                    at += length;
                    events.extend(event);
                }
                Front::PasteBegins(length) => {
                    at += length;
                    self.paste = Some(Vec::new());
                }
            }
        }
        self.pending.drain(..at);
    }

    /// Whether something has begun and is not whole.
    pub(super) fn waits(&self) -> bool {
        self.paste.is_some() || !self.pending.is_empty()
    }

    /// Whether a paste has begun and not ended.
    pub(super) fn pastes(&self) -> bool {
        self.paste.is_some()
    }

    /// Nothing more comes: what has begun is taken as it is. A lone escape is the key.
    pub(super) fn give_up(&mut self, events: &mut Vec<Event>) {
        let pending = std::mem::take(&mut self.pending);
        if let Some(paste) = &mut self.paste {
            paste.extend_from_slice(&pending);
            return events.extend(self.pasted());
        }
        events.extend(match pending.as_slice() {
            [ESC] => Some(Event::Key(Key::plain(Code::Esc))),
            [ESC, c @ (b'[' | b'O')] => Some(Event::Key(Key::alt(char::from(*c)))),
            _ => None,
        });
    }

    fn pasted(&mut self) -> Option<Event> {
        let bytes = self.paste.take()?;
        Some(Event::Paste(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn key(length: usize, key: Key) -> Front {
    Front::Whole(length, Some(Event::Key(key)))
}

fn front(bytes: &[u8]) -> Front {
    match bytes {
        [] | [ESC] | [ESC, b'O'] => Front::Part,
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b'O', last, ..] => Front::Whole(3, named(*last, 1).map(Event::Key)),
        [ESC, ESC, ..] => key(1, Key::plain(Code::Esc)),
        [ESC, rest @ ..] => match character(rest) {
            Front::Whole(length, Some(Event::Key(held))) => key(length + 1, Key { alt: true, ..held }),
            Front::Whole(length, event) => Front::Whole(length + 1, event),
            other => other,
        },
        _ => character(bytes),
    }
}

/// A character, or a control character for the key that sends it.
fn character(bytes: &[u8]) -> Front {
    let Some(&first) = bytes.first() else {
        return Front::Part;
    };
    let code = match first {
        b'\r' => Code::Enter,
        b'\t' => Code::Tab,
        0x7f => Code::Backspace,
        0 => return key(1, Key::ctrl(' ')),
        0x01..=0x1a => return key(1, Key::ctrl(char::from(first - 1 + b'a'))),
        0x1c..=0x1f => return key(1, Key::ctrl(char::from(first - 0x1c + b'4'))),
        0x20..=0x7e => Code::Char(char::from(first)),
        _ => return many_bytes(bytes, first),
    };
    key(1, Key::plain(code))
}

fn many_bytes(bytes: &[u8], first: u8) -> Front {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Front::Whole(1, None),
    };
    let here = &bytes[..bytes.len().min(length)];
    match std::str::from_utf8(here) {
        Ok(text) => Front::Whole(length, text.chars().next().map(|c| Event::Key(Key::char(c)))),
        Err(error) if error.error_len().is_none() => Front::Part,
        Err(_) => Front::Whole(1, None),
    }
}

/// What follows `ESC [`: parameters, then the byte that says what it is.
fn control_sequence(rest: &[u8]) -> Front {
    const BEFORE: usize = 2;
    match rest {
        // The function keys of the Linux console.
        [b'['] => return Front::Part,
        [b'[', last, ..] => {
            let number = last.checked_sub(b'A').filter(|n| *n < 5);
            return Front::Whole(
                BEFORE + 2,
                number.map(|n| Event::Key(Key::plain(Code::Function(n + 1)))),
            );
        }
        // The mouse in the first of its encodings, which nobody asked for: three bytes that are no keys.
        [b'M', ..] if rest.len() < 4 => return Front::Part,
        [b'M', ..] => return Front::Whole(BEFORE + 4, None),
        _ => {}
    }
    let mut head = rest.iter().take(LONGEST_SEQUENCE);
    let Some(end) = head.position(|b| !(0x20..=0x3f).contains(b)) else {
        return if rest.len() < LONGEST_SEQUENCE {
            Front::Part
        } else {
            Front::Whole(BEFORE + LONGEST_SEQUENCE, None)
        };
    };
    let last = rest[end];
    if !(0x40..=0x7e).contains(&last) {
        // Broken off: what breaks it off is read by itself.
        return Front::Whole(BEFORE + end, None);
    }
    let length = BEFORE + end + 1;
    let parameters = &rest[..end];
    if let Some(mouse) = parameters.strip_prefix(b"<") {
        return Front::Whole(length, pointer(mouse, last).map(Event::Pointer));
    }
    if parameters.iter().any(|b| !b"0123456789;:".contains(b)) {
        // An answer to a question that nobody asked.
        return Front::Whole(length, None);
    }
    let numbers = Numbers::of(parameters);
    // Kitty's protocol would tell when a key is let go.
    if numbers.kind == 3 {
        return Front::Whole(length, None);
    }
    let event = match (last, numbers.all[0]) {
        (b'~', 200) => return Front::PasteBegins(length),
        (b'~', 27) => coded(numbers.all[2], numbers.modifiers()),
        (b'~', number) => special(number).map(|code| numbers.held(code)),
        (b'u', number) => coded(number, numbers.modifiers()),
        (last, 0 | 1) => named(last, numbers.modifiers()),
        // The place of the cursor looks like a key else.
        _ => None,
    };
    Front::Whole(length, event.map(Event::Key))
}

/// The parameters of a sequence, as far as keys have them.
struct Numbers {
    all: [u32; 3],
    kind: u32,
}

impl Numbers {
    fn of(parameters: &[u8]) -> Self {
        let number = |digits: &[u8]| {
            digits.iter().fold(0_u32, |sum, b| {
                sum.saturating_mul(10)
                    .saturating_add(u32::from(b.wrapping_sub(b'0').min(9)))
            })
        };
        let mut all = [0; 3];
        let mut kind = 1;
        for (place, part) in parameters.split(|b| *b == b';').take(3).enumerate() {
            let mut parts = part.split(|b| *b == b':');
            all[place] = number(parts.next().unwrap_or_default());
            if place == 1
                && let Some(second) = parts.next()
            {
                kind = number(second);
            }
        }
        Self { all, kind }
    }

    fn modifiers(&self) -> u32 {
        self.all[1].max(1)
    }

    fn held(&self, code: Code) -> Key {
        with(code, self.modifiers())
    }
}

/// A key with the modifiers of a sequence: one more than a mask.
fn with(code: Code, modifiers: u32) -> Key {
    let mask = modifiers.saturating_sub(1);
    let shift = mask & 1 != 0;
    let code = match code {
        Code::Char(c) if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        code => code,
    };
    Key {
        code,
        shift: shift && !matches!(code, Code::Char(_)),
        alt: mask & 2 != 0,
        ctrl: mask & 4 != 0,
    }
}

/// Keys that the last byte names.
fn named(last: u8, modifiers: u32) -> Option<Key> {
    let code = match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P'..=b'S' => Code::Function(last - b'P' + 1),
        b'M' => Code::Enter,
        b'Z' => return Some(Key::plain(Code::Tab).shifted()),
        _ => return None,
    };
    Some(with(code, modifiers))
}

/// Keys that a number names.
fn special(number: u32) -> Option<Code> {
    let function = |before: u32| Code::Function(u8::try_from(number - before).unwrap_or(0));
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        _ => return None,
    })
}

/// Keys that are sent as the number of their character.
fn coded(number: u32, modifiers: u32) -> Option<Key> {
    let code = match number {
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        _ => Code::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    };
    Some(with(code, modifiers))
}

/// What the mouse did: `button;column;row`, from 1, and whether the button is let go.
fn pointer(parameters: &[u8], last: u8) -> Option<Pointer> {
    const MOTION: u16 = 32;
    const WHEEL: u16 = 64;
    const HELD: u16 = 4 | 8 | 16;
    let text = std::str::from_utf8(parameters).ok()?;
    let mut numbers = text.split(';').map(str::parse::<u16>);
    let mut next = || numbers.next()?.ok();
    let (button, x, y) = (next()? & !HELD, next()?, next()?);
    let motion = match (button, last) {
        (0, b'M') => Motion::Press,
        (0, b'm') => Motion::Release,
        (MOTION, b'M') => Motion::Drag,
        // No button: the third of three.
        (35, _) => Motion::Move,
        (WHEEL, b'M') => Motion::WheelUp,
        (65, b'M') => Motion::WheelDown,
        _ => return None,
    };
    Some(Pointer {
        motion,
        x: x.checked_sub(1)?,
        y: y.checked_sub(1)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        decoder.feed(bytes, &mut events);
        decoder.give_up(&mut events);
        events
    }

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let key = |event| match event {
            Event::Key(key) => key,
            other => panic!("{other:?}"),
        };
        events(bytes).into_iter().map(key).collect()
    }

    #[test]
    fn characters_and_control_characters_are_keys() {
        assert_eq!(keys(b"aS?"), ['a', 'S', '?'].map(Key::char));
        assert_eq!(keys("é決".as_bytes()), ['é', '決'].map(Key::char));
        assert_eq!(keys(b"\x03\x13\x1a"), ['c', 's', 'z'].map(Key::ctrl));
        assert_eq!(
            keys(b"\r\t\x7f\x1b"),
            [Code::Enter, Code::Tab, Code::Backspace, Code::Esc].map(Key::plain)
        );
        assert_eq!(
            keys(b"\x1bx\x1b\x1b"),
            [Key::alt('x'), Key::plain(Code::Esc), Key::plain(Code::Esc)]
        );
    }

    #[test]
    fn sequences_are_keys_with_their_modifiers() {
        let arrows = [Code::Up, Code::Down, Code::Right, Code::Left].map(Key::plain);
        assert_eq!(keys(b"\x1b[A\x1b[B\x1b[C\x1b[D"), arrows);
        assert_eq!(keys(b"\x1bOA\x1bOB\x1bOC\x1bOD"), arrows);
        assert_eq!(
            keys(b"\x1b[1;2C\x1b[Z"),
            [Code::Right, Code::Tab].map(|c| Key::plain(c).shifted())
        );
        assert_eq!(
            keys(b"\x1b[1;5D"),
            [Key {
                ctrl: true,
                ..Key::plain(Code::Left)
            }]
        );
        let pages = [Code::PageUp, Code::PageDown, Code::Home, Code::End, Code::Delete];
        assert_eq!(keys(b"\x1b[5~\x1b[6~\x1b[1~\x1b[4~\x1b[3~"), pages.map(Key::plain));
        let functions = [1, 1, 1, 5, 12].map(|n| Key::plain(Code::Function(n)));
        assert_eq!(keys(b"\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[24~"), functions);
        assert_eq!(keys(b"\x1b[115;5u\x1b[97;2u"), [Key::ctrl('s'), Key::char('A')]);
        assert_eq!(keys(b"\x1b[27;5;115~"), [Key::ctrl('s')]);
        assert_eq!(keys(b"\x1b[97;1:3u"), [], "a key let go is no key");
    }

    #[test]
    fn answers_that_nobody_asked_for_are_no_keys() {
        assert_eq!(events(b"\x1b[?62;4c\x1b[12;40R\x1b[I\x1b[O\x1b[?1u"), []);
        assert_eq!(events(b"\x1b[M !!"), []);
        assert_eq!(events(b"\xff\xfe\xc3\x28"), [Event::Key(Key::char('('))]);
        assert_eq!(
            events(&[b"\x1b[".as_slice(), &[b'1'; 200]].concat()).len(),
            200 - LONGEST_SEQUENCE
        );
    }

    #[test]
    fn a_paste_is_one_event_and_never_keys() {
        assert_eq!(
            events(b"\x1b[200~q\r\x03\x1b[A\x1b[201~x"),
            [Event::Paste("q\r\x03\x1b[A".into()), Event::Key(Key::char('x'))]
        );
        assert_eq!(events(b"\x1b[200~cut off"), [Event::Paste("cut off".into())]);
    }

    #[test]
    fn the_mouse_is_read_from_any_column() {
        let at = |motion, x, y| Event::Pointer(Pointer { motion, x, y });
        assert_eq!(
            events(b"\x1b[<0;1;1M\x1b[<0;300;60m"),
            [at(Motion::Press, 0, 0), at(Motion::Release, 299, 59)]
        );
        assert_eq!(
            events(b"\x1b[<35;5;6M\x1b[<32;5;6M\x1b[<64;2;3M\x1b[<65;2;3M"),
            [
                at(Motion::Move, 4, 5),
                at(Motion::Drag, 4, 5),
                at(Motion::WheelUp, 1, 2),
                at(Motion::WheelDown, 1, 2)
            ]
        );
        assert_eq!(events(b"\x1b[<2;1;1M\x1b[<0;0;0M\x1b[<0;99999999;1M\x1b[<M"), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_bytes_cut_up_anyhow_give_the_same_events(
            bytes in proptest::collection::vec(prop_oneof![
                any::<u8>(),
                proptest::sample::select(b"\x1b[O<;0129~mMA\xc3".as_slice()),
            ], 0..60),
            cuts in proptest::collection::vec(0_usize..60, 0..6),
        ) {
            let whole = events(&bytes);
            let mut decoder = Decoder::default();
            let mut found = Vec::new();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(bytes.len())).collect();
            cuts.push(0);
            cuts.push(bytes.len());
            cuts.sort_unstable();
            for pair in cuts.windows(2) {
                decoder.feed(&bytes[pair[0]..pair[1]], &mut found);
            }
            decoder.give_up(&mut found);
            prop_assert_eq!(found, whole);
        }
    }
}

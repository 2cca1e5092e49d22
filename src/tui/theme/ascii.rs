//! Texts from elsewhere on a terminal that shows ASCII alone.
//!
//! Bytes beyond ASCII are not only unreadable there: some of them are commands to a terminal of eight bits.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr as _;

/// What stands for what cannot be spelled.
const UNKNOWN: char = '?';

/// Spells every cell in ASCII, in the columns that it has.
pub(super) fn spell(area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let symbol = buf[(x, y)].symbol();
            if symbol.is_ascii() {
                x += 1;
                continue;
            }
            let columns = u16::try_from(symbol.width()).unwrap_or(1).max(1);
            let letter = letter(symbol);
            let style = buf[(x, y)].style();
            for column in x..x.saturating_add(columns).min(area.right()) {
                buf[(column, y)].set_char(letter).set_style(style);
            }
            x = x.saturating_add(columns);
        }
    }
}

/// The ASCII character that reads most like it: the letter without its accent, the plain form of a mark.
fn letter(symbol: &str) -> char {
    let Some(first) = symbol.chars().next() else {
        return UNKNOWN;
    };
    match first {
        first if first.is_ascii_graphic() => first,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        'À'..='Å' => 'A',
        'Ç' => 'C',
        'È'..='Ë' => 'E',
        'Ì'..='Ï' => 'I',
        'Ñ' => 'N',
        'Ò'..='Ö' | 'Ø' => 'O',
        'Ù'..='Ü' => 'U',
        'Ý' => 'Y',
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' | 'µ' | 'μ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ß' => 's',
        '×' => 'x',
        '÷' => '/',
        '±' | '≈' | '∼' | '…' => '~',
        '‐'..='―' | '−' | '─' => '-',
        '‘'..='‛' | '′' => '\'',
        '“'..='‟' | '″' => '"',
        '·' | '•' => '.',
        '≤' | '←' => '<',
        '≥' | '→' => '>',
        '≠' => '!',
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;

    #[test]
    fn every_column_is_spelled_in_the_style_that_it_had() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 14, 1));
        let bold = Style::new().add_modifier(Modifier::BOLD);
        buffer.set_string(0, 0, "日本 e\u{301}té – 9", bold);
        spell(buffer.area, &mut buffer);
        let text: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(text, "???? ete - 9  ");
        assert!(
            buffer.content()[..12]
                .iter()
                .all(|cell| cell.modifier == Modifier::BOLD)
        );
    }

    #[test]
    fn nothing_outside_the_area_is_touched() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        buffer.set_string(0, 0, "日本", Style::new());
        spell(Rect::new(0, 0, 1, 1), &mut buffer);
        assert_eq!(buffer[(0, 0)].symbol(), "?");
        assert_eq!(buffer[(2, 0)].symbol(), "本");
    }
}

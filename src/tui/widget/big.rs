//! Letters of many cells, to be read across a room.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts};
use ratatui::style::Style;

use super::{Painter, short};

/// Dots of a letter, in each direction.
const DOTS: u16 = 8;

/// How many cells a letter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BigSize {
    /// 16 columns and 8 rows.
    Huge,
    /// 8 columns and 4 rows; without half blocks 8 rows.
    Large,
    /// 4 columns and 4 rows; only with quarter blocks.
    Narrow,
}

impl BigSize {
    /// All, the largest first.
    pub const ALL: [Self; 3] = [Self::Huge, Self::Large, Self::Narrow];

    /// Columns and rows of a letter; none where it cannot be drawn with these characters.
    #[must_use]
    pub const fn cells(self, unicode: bool) -> Option<(u16, u16)> {
        match (self, unicode) {
            (Self::Huge, _) => Some((2 * DOTS, DOTS)),
            (Self::Large, true) => Some((DOTS, DOTS / 2)),
            (Self::Large, false) => Some((DOTS, DOTS)),
            (Self::Narrow, true) => Some((DOTS / 2, DOTS / 2)),
            (Self::Narrow, false) => None,
        }
    }
}

/// The largest size in which the text fits into so many columns and rows; none where it does not, or has letters that there
/// are no dots for.
#[must_use]
pub fn big_size(text: &str, width: u16, height: u16, unicode: bool) -> Option<BigSize> {
    if text.is_empty() || text.chars().any(|c| dots(c).is_none()) {
        return None;
    }
    let letters = short(text.chars().count());
    BigSize::ALL.into_iter().find(|size| {
        size.cells(unicode)
            .is_some_and(|(columns, rows)| letters.saturating_mul(columns) <= width && rows <= height)
    })
}

/// Draws the text with its upper left corner there; the column after it comes back.
pub fn big_text(
    painter: &mut Painter<'_>,
    x: u16,
    y: u16,
    text: &str,
    size: BigSize,
    unicode: bool,
    style: Style,
) -> u16 {
    let Some((columns, rows)) = size.cells(unicode) else {
        return x;
    };
    let mut at = x;
    for letter in text.chars() {
        let dots = dots(letter).unwrap_or_default();
        for row in 0..rows {
            for column in 0..columns {
                let glyph = match (size, unicode) {
                    (BigSize::Huge, true) => block(dots.on(column / 2, row)),
                    (BigSize::Huge, false) => sharp(dots.on(column / 2, row)),
                    (BigSize::Large, false) => sharp(dots.on(column, row)),
                    (BigSize::Large, true) => half(dots.on(column, row * 2), dots.on(column, row * 2 + 1)),
                    (BigSize::Narrow, _) => quarter([
                        dots.on(column * 2, row * 2),
                        dots.on(column * 2 + 1, row * 2),
                        dots.on(column * 2, row * 2 + 1),
                        dots.on(column * 2 + 1, row * 2 + 1),
                    ]),
                };
                if glyph != ' ' {
                    painter.glyph(at.saturating_add(column), y.saturating_add(row), glyph, style);
                }
            }
        }
        at = at.saturating_add(columns);
    }
    at
}

/// A letter's dots, a byte a row, the lowest bit at the left.
#[derive(Clone, Copy, Default)]
struct Dots([u8; 8]);

impl Dots {
    fn on(self, x: u16, y: u16) -> bool {
        self.0.get(usize::from(y)).is_some_and(|row| row >> x & 1 == 1)
    }
}

fn dots(letter: char) -> Option<Dots> {
    let found = BASIC_FONTS.get(letter).or_else(|| LATIN_FONTS.get(letter));
    found.filter(|_| !letter.is_control()).map(Dots)
}

const fn block(on: bool) -> char {
    if on { '\u{2588}' } else { ' ' }
}

const fn sharp(on: bool) -> char {
    if on { '#' } else { ' ' }
}

const fn half(upper: bool, lower: bool) -> char {
    match (upper, lower) {
        (true, true) => '\u{2588}',
        (true, false) => '\u{2580}',
        (false, true) => '\u{2584}',
        (false, false) => ' ',
    }
}

/// Upper left, upper right, lower left, lower right.
fn quarter(on: [bool; 4]) -> char {
    const GLYPHS: [char; 16] = [
        ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
    ];
    let index = on
        .iter()
        .enumerate()
        .filter(|(_, on)| **on)
        .map(|(bit, _)| 1 << bit)
        .sum::<usize>();
    GLYPHS[index & 15]
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect};

    use super::*;

    fn drawn(text: &str, size: BigSize, unicode: bool) -> String {
        let area = Rect::new(0, 0, 16, 8);
        let mut buffer = Buffer::empty(area);
        big_text(
            &mut Painter::new(area, &mut buffer),
            0,
            0,
            text,
            size,
            unicode,
            Style::new(),
        );
        let rows = (0..8).map(|y| (0..16).map(|x| buffer[(x, y)].symbol()).collect::<String>());
        rows.map(|row| row.trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
            .trim_end()
            .to_owned()
    }

    #[test]
    fn letters_are_drawn_of_whole_half_and_quarter_blocks_or_of_plain_characters() {
        insta::assert_snapshot!(
            [
                drawn("1", BigSize::Huge, true),
                drawn("Ax", BigSize::Large, true),
                drawn("Axum", BigSize::Narrow, true),
                drawn("A1", BigSize::Large, false),
            ]
            .join("\n---\n")
        );
    }

    #[test]
    fn the_largest_size_that_fits_is_chosen_and_what_has_no_dots_is_not_drawn() {
        assert_eq!(big_size("Axum", 64, 8, true), Some(BigSize::Huge));
        assert_eq!(big_size("Axum", 63, 8, true), Some(BigSize::Large));
        assert_eq!(big_size("Axum", 31, 8, true), Some(BigSize::Narrow));
        assert_eq!(big_size("Axum", 15, 8, true), None);
        assert_eq!(big_size("Axum", 31, 8, false), None);
        assert_eq!(big_size("日本", 200, 50, true), None);
        assert_eq!(big_size("", 200, 50, true), None);
    }
}

//! A text field: the text around its cursor, in one row or wrapped in several.

use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::tui::{
    field::Field,
    theme::{Role, Theme},
    widget::{Painter, text},
};

/// Draws the field into `area`, underlined, so that it is seen where it is empty; the cell of the cursor stands out.
pub(super) fn draw(field: &Field, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let (width, height) = (painter.width(), painter.height());
    if width == 0 || height == 0 {
        return;
    }
    let style = theme.style(Role::Strong).add_modifier(Modifier::UNDERLINED);
    for y in 0..height {
        painter.run(0, y, width, ' ', style);
    }
    let (rows, at) = rows(field, width);
    let first = at.1.saturating_sub(usize::from(height) - 1);
    for (y, row) in (0..height).zip(rows.iter().skip(first)) {
        painter.text(0, y, row, style);
    }
    let under: String = field.text().chars().skip(field.cursor()).take(1).collect();
    let cell = text::width(&under).max(1);
    let y = u16::try_from(at.1 - first).unwrap_or(0);
    painter.style(at.0.min(width.saturating_sub(1)), y, cell, theme.style(Role::Selection));
}

/// Rows of at most `width` columns, and column and row of the cursor.
fn rows(field: &Field, width: u16) -> (Vec<String>, (u16, usize)) {
    let mut rows = vec![String::new()];
    let mut at = (0, 0);
    let mut used = 0;
    let mut characters = 0;
    for grapheme in field.text().graphemes(true) {
        let columns = text::width(grapheme);
        // One column stays free for the cursor behind the last character.
        if used + columns > width.saturating_sub(1) && used > 0 {
            rows.push(String::new());
            used = 0;
        }
        if characters <= field.cursor() {
            at = (used, rows.len() - 1);
        }
        characters += grapheme.chars().count();
        if let Some(row) = rows.last_mut() {
            row.push_str(grapheme);
        }
        used += columns;
        if characters <= field.cursor() {
            at = (used, rows.len() - 1);
        }
    }
    (rows, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{Code, Key};

    #[test]
    fn the_row_with_the_cursor_is_shown() {
        let field = Field::new("abcdefghij");
        let mut buf = Buffer::empty(Rect::new(0, 0, 5, 1));
        draw(&field, &Theme::default(), buf.area, &mut buf);
        assert_eq!(buf, {
            let mut expected = buf.clone();
            expected.set_string(0, 0, "ij   ", ratatui::style::Style::new());
            expected
        });
        assert_eq!(rows(&field, 5).1, (2, 2));
    }

    #[test]
    fn a_wide_character_under_the_cursor_stands_out_whole() {
        let mut field = Field::new("決定");
        field.key(Key::plain(Code::Home));
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        draw(&field, &Theme::default(), buf.area, &mut buf);
        assert!(buf[(0, 0)].modifier.contains(Modifier::REVERSED));
        assert!(!buf[(2, 0)].modifier.contains(Modifier::REVERSED));
    }
}

//! Text by columns: widths, cutting with an ellipsis, wrapping at words, and what may not reach a terminal.
//!
//! All text is drawn by [`super::Painter`], which cleans it; everything here measures it as it will be drawn.

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::short;

/// What is drawn for a character that must not be: it would command the terminal, turn the row around, or hide.
pub const HIDDEN: char = '\u{fffd}';

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> u16 {
    if plain(text) {
        return short(text.len());
    }
    let columns: usize = text.graphemes(true).map(columns_of).sum();
    short(columns)
}

/// The text as it is drawn: control characters, those that change the direction of what follows, and those that cannot be
/// seen are [`HIDDEN`]. What joins with the character before it (accents, parts of an emoji) stays.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if plain(text) || text.graphemes(true).all(|grapheme| seen(grapheme).is_ok()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        match seen(grapheme) {
            Ok(()) => out.push_str(grapheme),
            Err(Some(first)) => out.extend([first, HIDDEN]),
            Err(None) => out.push(HIDDEN),
        }
    }
    Cow::Owned(out)
}

/// Whether every byte is a printable character of ASCII, as nearly all are: then each is a column.
pub(super) fn plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Columns of one grapheme as it is drawn.
fn columns_of(grapheme: &str) -> usize {
    match seen(grapheme) {
        Ok(()) => usize::from(grapheme.cell_width()),
        Err(first) => 1 + first.and_then(UnicodeWidthChar::width).unwrap_or(0),
    }
}

/// Whether a grapheme may be drawn as it is; else what of it may be, before the mark for the rest.
fn seen(grapheme: &str) -> Result<(), Option<char>> {
    let mut characters = grapheme.chars();
    let first = characters.next().filter(|c| !commands(*c) && !invisible(*c));
    // Where characters of one column are joined, nobody would see the joiner.
    let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}') && grapheme.cell_width() < 2;
    let latin = first.is_some_and(|c| c.is_ascii());
    match first {
        None => Err(None),
        Some(first) if characters.any(|c| commands(c) || (latin && joins(c))) => Err(Some(first)),
        Some(_) if grapheme.cell_width() == 0 => Err(None),
        Some(_) => Ok(()),
    }
}

/// Characters that a terminal obeys or that change where the following ones stand.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
}

/// Characters that take no room, or room with nothing in it, so that two texts look the same and are not.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// The text in at most `columns`; what is cut ends in the ellipsis, at a word where that costs less than a third.
#[must_use]
pub fn truncate(text: &str, columns: u16, ellipsis: char) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let head = head(text, columns - 1);
    let at_word = head
        .trim_end_matches(|c: char| c.is_alphanumeric())
        .trim_end_matches([' ', ',', ';', ':']);
    let cut_inside = text[head.len()..].starts_with(char::is_alphanumeric);
    let kept = if cut_inside && u32::from(width(at_word)) * 3 >= u32::from(columns) * 2 {
        at_word
    } else {
        head.trim_end()
    };
    format!("{kept}{ellipsis}")
}

/// The first of several ways to say something, longest first, that fits whole; the last of them cut where none does.
#[must_use]
pub fn longest(ways: impl IntoIterator<Item = String>, columns: u16, ellipsis: char) -> String {
    let mut last = String::new();
    for way in ways {
        if width(&way) <= columns {
            return way;
        }
        last = way;
    }
    truncate(&last, columns, ellipsis)
}

/// The longest start of the text in at most `columns`.
#[must_use]
pub fn head(text: &str, columns: u16) -> &str {
    if plain(text) {
        return &text[..text.len().min(usize::from(columns))];
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += columns_of(grapheme);
        if used > usize::from(columns) {
            return &text[..at];
        }
    }
    text
}

/// The text in lines of at most `columns`, broken at spaces; a word that is longer is broken where it must be. Line breaks
/// are kept. At zero columns: none.
#[must_use]
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let mut lines = Vec::new();
    if columns == 0 {
        return lines;
    }
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let gap = u16::from(!line.is_empty());
            if width(&line).saturating_add(gap).saturating_add(width(word)) <= columns {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut rest = word;
            while width(rest) > columns {
                let part = head(rest, columns);
                if part.is_empty() {
                    // One character wider than the column: it cannot be shown.
                    rest = "";
                    break;
                }
                lines.push(part.to_owned());
                rest = &rest[part.len()..];
            }
            line.push_str(rest);
        }
        lines.push(line);
    }
    lines
}

/// The text and spaces after it to fill `columns`.
#[must_use]
pub fn pad(text: &str, columns: u16) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(usize::from(missing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_left_alone() {
        assert_eq!(truncate("Axum", 4, '…'), "Axum");
    }

    #[test]
    fn a_long_text_is_cut_at_a_word_where_that_costs_little() {
        assert_eq!(truncate("Starlette, then Axum", 18, '…'), "Starlette, then…");
        assert_eq!(truncate("Starlette", 5, '…'), "Star…");
        assert_eq!(truncate("Starlette", 1, '…'), "…");
        assert_eq!(truncate("Starlette", 0, '…'), "");
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(truncate("決定の記録", 6, '…'), "決定…");
        assert!(wrap("決定の記録", 3).iter().all(|l| width(l) <= 3));
        assert_eq!(wrap("決", 1), vec![String::new()]);
    }

    #[test]
    fn what_commands_turns_around_or_hides_is_shown_as_a_mark() {
        for (text, drawn) in [
            ("plain", "plain"),
            ("\u{1b}[31mred", "�[31mred"),
            ("a\u{9b}31m", "a�31m"),
            ("\u{202e}abc", "�abc"),
            ("a\u{2066}b\u{2069}", "a�b�"),
            ("a\u{200b}b", "a�b"),
            ("a\u{200d}b", "a�b"),
            ("\u{feff}x\u{ad}", "�x�"),
            ("\u{301}x", "�x"),
            ("a\tb\r\n\u{7f}", "a�b��"),
            ("日本語のサービス", "日本語のサービス"),
            ("e\u{301}tude", "e\u{301}tude"),
            ("👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"),
            ("שלום", "שלום"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(clean(text), drawn, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_text_is_as_wide_as_it_is_drawn(text in ".{0,40}") {
            let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 200, 1));
            let mut painter = crate::tui::widget::Painter::new(buffer.area, &mut buffer);
            let end = painter.text(0, 0, &text, ratatui::style::Style::new());
            proptest::prop_assert_eq!(end, width(&text));
            for cell in buffer.content() {
                proptest::prop_assert!(!cell.symbol().chars().any(commands));
            }
        }

        #[test]
        fn the_head_and_the_lines_of_a_text_are_never_wider_than_asked(text in ".{0,40}", columns in 1_u16..30) {
            proptest::prop_assert!(width(head(&text, columns)) <= columns);
            proptest::prop_assert!(width(&truncate(&text, columns, '…')) <= columns);
            for line in wrap(&text, columns) {
                proptest::prop_assert!(width(&line) <= columns);
            }
        }
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_keeps_paragraphs() {
        assert_eq!(wrap("one two three\nfour", 8), ["one two", "three", "four"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert!(wrap("one", 0).is_empty());
    }
}

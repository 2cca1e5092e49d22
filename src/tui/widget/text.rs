//! Text by columns: widths, cutting with an ellipsis, wrapping at words.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::short;

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> u16 {
    short(text.width())
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

/// The longest start of the text in at most `columns`.
#[must_use]
pub fn head(text: &str, columns: u16) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
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
    fn wrapping_breaks_at_spaces_and_keeps_paragraphs() {
        assert_eq!(wrap("one two three\nfour", 8), ["one two", "three", "four"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert!(wrap("one", 0).is_empty());
    }
}

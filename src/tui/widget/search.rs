//! Matches of a search in a text, marked wherever the text is drawn.

use ratatui::{style::Style, text::Span};

use crate::tui::theme::{Role, Theme};

/// A text as spans, with every occurrence of a word of the query marked (any case).
#[must_use]
pub fn marked(content: &str, style: Style, query: &str, theme: &Theme) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = found(content, from, query) {
        if start > from {
            spans.push(Span::styled(content[from..start].to_owned(), style));
        }
        spans.push(Span::styled(
            content[start..end].to_owned(),
            style.patch(theme.style(Role::Match)),
        ));
        from = end;
    }
    if from < content.len() {
        spans.push(Span::styled(content[from..].to_owned(), style));
    }
    spans
}

/// Bytes of the first occurrence of a word of the query at or after `from`.
fn found(content: &str, from: usize, query: &str) -> Option<(usize, usize)> {
    query
        .split_whitespace()
        .filter_map(|word| {
            content[from..].char_indices().find_map(|(at, _)| {
                let start = from + at;
                starts_with(&content[start..], word).map(|length| (start, start + length))
            })
        })
        .min_by_key(|(start, end)| (*start, usize::MAX - end))
}

/// Bytes of `word` at the start of `content`, in any case.
fn starts_with(content: &str, word: &str) -> Option<usize> {
    let mut rest = content.char_indices();
    for wanted in word.chars() {
        let (_, c) = rest.next()?;
        if !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.next().map_or(content.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_of_a_search_are_marked_in_any_case() {
        let theme = Theme::default();
        let spans = marked("Latency and LATENCY", Style::new(), "latency", &theme);
        let hits = spans.iter().filter(|s| s.style == theme.style(Role::Match)).count();
        assert_eq!(hits, 2);
        assert_eq!(
            spans.iter().map(|s| s.content.as_ref()).collect::<String>(),
            "Latency and LATENCY"
        );
    }
}

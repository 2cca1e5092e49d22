//! Sentences on screens: paragraphs of styled words, and the few phrases that several screens say.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::Scene;
use crate::{
    catalog::QuestionKind,
    tui::widget::{Painter, short, text},
    weigh::words,
};

/// A paragraph of one style.
pub(super) fn styled(content: &str, style: Style) -> Line<'static> {
    Line::from(Span::styled(content.to_owned(), style))
}

/// A sentence in the characters that the terminal has.
pub(super) fn plain(scene: &Scene<'_>, sentence: &str) -> String {
    sentence.replace('\u{b1}', scene.theme.glyphs.give)
}

/// Paragraphs in rows of at most this width, wrapped at words.
pub(super) fn rows(lines: &[Line<'_>], width: u16) -> Vec<Line<'static>> {
    lines.iter().flat_map(|line| wrapped(line, width)).collect()
}

/// Rows that paragraphs take at this width.
pub(super) fn height(lines: &[Line<'_>], width: u16) -> u16 {
    short(rows(lines, width).len())
}

/// Draws paragraphs, wrapped at words; rows beyond the area are left out.
pub(super) fn paragraphs(lines: &[Line<'_>], area: Rect, buf: &mut Buffer) {
    draw_rows(&rows(lines, area.intersection(buf.area).width), area, buf);
}

/// Draws rows that were wrapped before; those beyond the area are left out.
pub(super) fn draw_rows(rows: &[Line<'_>], area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    for (y, row) in (0..painter.height()).zip(rows) {
        painter.line(0, y, row);
    }
}

/// A line of spans in rows of at most `width` columns, broken at spaces; continued rows hang below the text where the line
/// starts with a mark of two columns.
fn wrapped(line: &Line<'_>, width: u16) -> Vec<Line<'static>> {
    if width == 0 {
        return Vec::new();
    }
    let hang = line
        .spans
        .first()
        .is_some_and(|s| text::width(&s.content) == 2 && s.content.ends_with(' '));
    let hang = if hang && width > 10 { 2 } else { 0 };
    let mut rows: Vec<Line<'static>> = vec![Line::default()];
    let mut used = 0;
    for span in &line.spans {
        let style = line.style.patch(span.style);
        for word in span.content.split_inclusive(' ') {
            let bare = text::width(word.trim_end());
            if used + bare > width && used > hang {
                rows.push(Line::from(Span::raw(" ".repeat(usize::from(hang)))));
                used = hang;
            }
            let mut rest = word;
            while used + text::width(rest.trim_end()) > width {
                let part = text::head(rest, width - used);
                if part.is_empty() {
                    rest = "";
                    break;
                }
                push(&mut rows, part, style);
                rest = &rest[part.len()..];
                rows.push(Line::default());
                used = 0;
            }
            // The space at the end of a row is dropped by the edge.
            push(&mut rows, rest, style);
            used += text::width(rest);
        }
    }
    rows
}

fn push(rows: &mut [Line<'static>], part: &str, style: Style) {
    let Some(row) = rows.last_mut() else { return };
    match row.spans.last_mut() {
        _ if part.is_empty() => {}
        // Words of one style are one span: each is drawn by itself.
        Some(span) if span.style == style => span.content.to_mut().push_str(part),
        _ => row.push_span(Span::styled(part.to_owned(), style)),
    }
}

/// An answer of a scenario or profile in words: a choice's title, or the number with its unit.
pub(super) fn answer(scene: &Scene<'_>, question: usize, value: f64) -> String {
    let Some(question) = scene.catalog.questions.get(question) else {
        return words::number(value);
    };
    match &question.kind {
        QuestionKind::Choice(choices) => choices
            .iter()
            .zip(0_u32..)
            .find(|(_, at)| (f64::from(*at) - value).abs() < 0.5)
            .map_or_else(|| words::number(value), |(choice, _)| choice.title.clone()),
        QuestionKind::Number { unit, .. } => amount(scene, value, unit),
        QuestionKind::Points => words::number(value),
    }
}

/// A number with its unit; money in the profile's currency.
pub(super) fn amount(scene: &Scene<'_>, value: f64, unit: &str) -> String {
    let currency = scene.now.currency.as_str();
    match unit {
        "currency" => words::money(value, currency),
        "K currency" => words::money(value * 1000.0, currency),
        unit => match unit.strip_prefix("currency/") {
            Some(per) => format!("{}/{per}", words::money(value, currency)),
            None => words::quantity(value, unit),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_wrap_and_hang_below_their_mark() {
        let line = Line::from(vec![Span::raw("✗ "), Span::raw("one two three four")]);
        let rows: Vec<String> = wrapped(&line, 11)
            .iter()
            .map(|r| r.to_string().trim_end().to_owned())
            .collect();
        assert_eq!(rows, ["✗ one two", "  three", "  four"]);
        assert_eq!(height(&[line], 11), 3);
    }

    #[test]
    fn a_word_that_is_longer_than_the_row_is_broken() {
        let rows = wrapped(&Line::from("abcdefgh ij"), 3);
        assert!(rows.iter().all(|r| text::width(r.to_string().trim_end()) <= 3));
    }
}

//! The Markdown of guide pages: headings, paragraphs, lists, tables fitted to the width, fences, bold, inline code.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{Code, search::marked, short, text};
use crate::tui::theme::{Role, Theme};

/// One word or gap with its style.
type Piece = (String, Style);

/// The lines of a page at this width, with the words of `query` marked.
#[must_use]
pub fn lines(body: &str, width: u16, query: &str, theme: &Theme) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    if width < 4 {
        return out;
    }
    let mut page = Page {
        width,
        query,
        theme,
        out: &mut out,
    };
    let source: Vec<&str> = body.trim().lines().collect();
    let mut at = 0;
    while at < source.len() {
        at += page.block(&source[at..]);
    }
    while out.last().is_some_and(|l| l.spans.is_empty()) {
        out.pop();
    }
    out
}

struct Page<'a> {
    width: u16,
    query: &'a str,
    theme: &'a Theme,
    out: &'a mut Vec<Line<'static>>,
}

impl Page<'_> {
    /// Writes the block at the start of `source`; returns the lines it took.
    fn block(&mut self, source: &[&str]) -> usize {
        let first = source[0].trim();
        if first.is_empty() {
            self.gap();
            return 1;
        }
        if let Some(language) = first.strip_prefix("```") {
            return self.fence(&source[1..], language.trim()) + 1;
        }
        if first.starts_with('|') {
            let rows = source.iter().take_while(|l| l.trim().starts_with('|')).count();
            self.table(&source[..rows]);
            return rows;
        }
        if first.starts_with('#') {
            self.gap();
            let heading = first.trim_start_matches('#').trim();
            let pieces = pieces(heading, self.theme.style(Role::Title), self.theme);
            self.wrap(&pieces, "", "");
            return 1;
        }
        if first.len() >= 3 && first.chars().all(|c| c == '-' || c == '*') {
            let rule = self.theme.glyphs.rule.to_string().repeat(usize::from(self.width));
            self.out
                .push(Line::from(Span::styled(rule, self.theme.style(Role::Border))));
            return 1;
        }
        let more = |line: &&&str| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with(['|', '#']) && !line.starts_with("```") && item(line).is_none()
        };
        let rows = 1 + source[1..].iter().take_while(more).count();
        let joined = source[..rows].iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
        let indent = source[0].len() - source[0].trim_start().len();
        let text = self.theme.style(Role::Text);
        if let Some((mark, rest)) = item(&joined) {
            let mark = mark.map_or_else(|| self.theme.glyphs.bullet.to_string(), str::to_owned);
            let lead = format!("{}{mark} ", " ".repeat(indent.min(8)));
            let hang = " ".repeat(usize::from(text::width(&lead)));
            self.wrap(&pieces(rest, text, self.theme), &lead, &hang);
        } else if let Some(quote) = joined.strip_prefix("> ") {
            let lead = format!("{} ", self.theme.glyphs.pillar);
            self.wrap(&pieces(quote, self.theme.style(Role::Dim), self.theme), &lead, &lead);
        } else {
            self.wrap(&pieces(&joined, text, self.theme), "", "");
        }
        rows
    }

    fn gap(&mut self) {
        if self.out.last().is_some_and(|l| !l.spans.is_empty()) {
            self.out.push(Line::default());
        }
    }

    /// Code between fences; returns the lines it took after the opening one.
    fn fence(&mut self, source: &[&str], language: &str) -> usize {
        let rows = source.iter().take_while(|l| !l.trim_start().starts_with("```")).count();
        let code = source[..rows].join("\n");
        let sample = Code {
            title: "",
            title_style: Style::new(),
            code: &code,
            language,
            scroll: 0,
            query: self.query,
            theme: self.theme,
        };
        self.out.extend(sample.lines(self.width));
        (rows + 1).min(source.len())
    }

    /// Words into lines, broken at spaces.
    fn wrap(&mut self, pieces: &[Piece], lead: &str, hang: &str) {
        let start = self.out.len();
        let lines = wrap(pieces, self.width.saturating_sub(text::width(hang)).max(1));
        for (row, line) in lines.into_iter().enumerate() {
            let lead = if row == 0 { lead } else { hang };
            let mut spans = vec![Span::styled(lead.to_owned(), self.theme.style(Role::Text))];
            for (word, style) in line {
                spans.extend(marked(&word, style, self.query, self.theme));
            }
            self.out.push(Line::from(spans));
        }
        if self.out.len() == start {
            self.out.push(Line::default());
        }
    }

    /// A table with columns as wide as they need; where that is too much, cells wrap.
    fn table(&mut self, source: &[&str]) {
        let is_rule = |line: &str| line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let right: Vec<bool> = source
            .iter()
            .find(|l| is_rule(l))
            .map(|l| {
                cells(l)
                    .iter()
                    .map(|c| c.ends_with(':') && !c.starts_with(':'))
                    .collect()
            })
            .unwrap_or_default();
        let rows: Vec<Vec<&str>> = source.iter().filter(|l| !is_rule(l)).map(|l| cells(l)).collect();
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let has_head = source.get(1).is_some_and(|l| is_rule(l));
        let widths = self.widths(&rows, count);
        for (at, row) in rows.iter().enumerate() {
            let base = self
                .theme
                .style(if at == 0 && has_head { Role::Strong } else { Role::Text });
            let columns: Vec<Vec<Vec<Piece>>> = (0..count)
                .map(|c| wrap(&pieces(row.get(c).unwrap_or(&""), base, self.theme), widths[c].max(1)))
                .collect();
            let height = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
            for line in 0..height {
                let mut spans = Vec::new();
                for (c, column) in columns.iter().enumerate() {
                    let words = column.get(line).map_or(&[][..], Vec::as_slice);
                    let used: u16 = words.iter().map(|(w, _)| text::width(w)).sum();
                    let missing = " ".repeat(usize::from(widths[c].saturating_sub(used)));
                    let at_right = right.get(c).copied().unwrap_or(false);
                    if at_right {
                        spans.push(Span::raw(missing.clone()));
                    }
                    for (word, style) in words {
                        spans.extend(marked(word, *style, self.query, self.theme));
                    }
                    if !at_right {
                        spans.push(Span::raw(missing));
                    }
                    spans.push(Span::raw("  "));
                }
                self.out.push(Line::from(spans));
            }
            if at == 0 && has_head {
                let total = widths
                    .iter()
                    .map(|w| w + 2)
                    .sum::<u16>()
                    .saturating_sub(2)
                    .min(self.width);
                let rule = self.theme.glyphs.rule.to_string().repeat(usize::from(total));
                self.out
                    .push(Line::from(Span::styled(rule, self.theme.style(Role::Border))));
            }
        }
    }

    /// Widths of the columns: the widest are narrowed until all fit.
    fn widths(&self, rows: &[Vec<&str>], count: usize) -> Vec<u16> {
        let plain = |cell: &str| {
            pieces(cell, Style::new(), self.theme)
                .iter()
                .map(|(w, _)| text::width(w))
                .sum::<u16>()
        };
        let mut widths: Vec<u16> = (0..count)
            .map(|c| {
                rows.iter()
                    .filter_map(|r| r.get(c))
                    .map(|cell| plain(cell))
                    .max()
                    .unwrap_or(0)
            })
            .map(|w| w.min(self.width))
            .collect();
        let gaps = short(count.saturating_sub(1)).saturating_mul(2);
        let room = u32::from(self.width.saturating_sub(gaps));
        while widths.iter().map(|w| u32::from(*w)).sum::<u32>() > room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > 3 => *widest -= 1,
                _ => break,
            }
        }
        widths
    }
}

/// Cells of a line of a table.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split('|').map(str::trim).collect()
}

/// The number of a list item (none for a bullet) and its text.
fn item(line: &str) -> Option<(Option<&str>, &str)> {
    if let Some(rest) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((None, rest));
    }
    let digits = line
        .find(|c: char| !c.is_ascii_digit())
        .filter(|d| (1..=3).contains(d))?;
    let rest = line[digits..].strip_prefix(". ")?;
    Some((Some(&line[..=digits]), rest))
}

/// Text with `**bold**` and `` `code` `` as words and gaps with styles.
fn pieces(content: &str, base: Style, theme: &Theme) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = content;
    while !rest.is_empty() {
        let next = [("**", Role::Strong), ("`", Role::Literal)]
            .into_iter()
            .filter_map(|(mark, role)| {
                let start = rest.find(mark)?;
                let inner = start + mark.len();
                let end = inner + rest[inner..].find(mark)?;
                (end > inner).then_some((start, inner, end, mark, role))
            })
            .min_by_key(|(start, ..)| *start);
        let Some((start, inner, end, mark, role)) = next else {
            words(rest, base, &mut found);
            break;
        };
        words(&rest[..start], base, &mut found);
        words(&rest[inner..end], base.patch(theme.style(role)), &mut found);
        rest = &rest[end + mark.len()..];
    }
    found
}

fn words(content: &str, style: Style, found: &mut Vec<Piece>) {
    for word in content.split_inclusive(' ') {
        found.push((word.to_owned(), style));
    }
}

/// Pieces into lines of at most `width`, broken after spaces.
fn wrap(pieces: &[Piece], width: u16) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    let mut start_of_word = true;
    for (piece, style) in pieces {
        let bare = text::width(piece.trim_end());
        if used + bare > width && used > 0 {
            // A word may have several styles: it moves to the next line as a whole, where it is not longer than one.
            let mut moved = Vec::new();
            if !start_of_word && let Some(line) = lines.last_mut() {
                let from = line.iter().rposition(|(w, _)| w.ends_with(' ')).map_or(0, |at| at + 1);
                if from > 0 {
                    moved = line.split_off(from);
                }
            }
            used = moved.iter().map(|(w, _)| text::width(w)).sum();
            lines.push(moved);
        }
        let mut rest = piece.as_str();
        while used + text::width(rest.trim_end()) > width {
            let part = text::head(rest, width - used.min(width));
            if part.is_empty() && used == 0 {
                break;
            }
            push(&mut lines, part, *style);
            rest = &rest[part.len()..];
            lines.push(Vec::new());
            used = 0;
        }
        if used + text::width(rest.trim_end()) <= width {
            used += text::width(rest);
            push(&mut lines, rest, *style);
        }
        start_of_word = piece.ends_with(' ');
    }
    for line in &mut lines {
        if let Some((last, _)) = line.last_mut() {
            last.truncate(last.trim_end().len());
        }
    }
    lines
}

fn push(lines: &mut [Vec<Piece>], word: &str, style: Style) {
    if let Some(line) = lines.last_mut()
        && !word.is_empty()
    {
        line.push((word.to_owned(), style));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(body: &str, width: u16) -> Vec<String> {
        lines(body, width, "", &Theme::default())
            .iter()
            .map(|l| l.to_string().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn paragraphs_wrap_at_words_and_marks_take_no_room() {
        assert_eq!(
            plain("One **bold** word and `code`\non two lines.", 14),
            ["One bold word", "and code on", "two lines."]
        );
    }

    #[test]
    fn a_word_of_several_styles_is_not_torn_apart() {
        assert_eq!(plain("aaa **bbb**, ccc", 7), ["aaa", "bbb,", "ccc"]);
    }

    #[test]
    fn list_items_hang() {
        assert_eq!(
            plain("- one two three\n- four\n\n1. five six", 9),
            ["• one two", "  three", "• four", "", "1. five", "   six"]
        );
    }

    #[test]
    fn tables_fit_the_width_and_numbers_keep_their_side() {
        let table = "| a | b |\n|---|--:|\n| word | 1 |\n| longer words here | 20 |";
        assert_eq!(
            plain(table, 40),
            [
                "a                   b",
                "─────────────────────",
                "word                1",
                "longer words here  20"
            ]
        );
        for width in 4..40 {
            for line in plain(table, width) {
                assert!(text::width(&line) <= width.max(8), "{width}: {line:?}");
            }
        }
    }
}

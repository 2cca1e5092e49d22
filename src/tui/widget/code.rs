//! Code samples: a small tokenizer of comments, texts, numbers and keywords, and a view that wraps.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};

use super::{Painter, short, text};
use crate::tui::theme::{Role, Theme};

const RUST: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn",
    "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "Self",
    "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while",
];
const PYTHON: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "False", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "None", "nonlocal", "not", "or",
    "pass", "raise", "return", "True", "try", "while", "with", "yield",
];
const SHELL: &[&str] = &[
    "case",
    "do",
    "done",
    "elif",
    "else",
    "esac",
    "export",
    "fi",
    "for",
    "function",
    "if",
    "in",
    "local",
    "return",
    "then",
    "until",
    "while",
    "FROM",
    "RUN",
    "COPY",
    "CMD",
    "WORKDIR",
    "ENV",
    "EXPOSE",
    "ENTRYPOINT",
];

/// What a language's comments and words look like.
struct Language {
    comment: &'static str,
    keywords: &'static [&'static str],
    /// Characters that open and close a text.
    quotes: &'static [char],
    /// Whether texts may be opened by three quotes and go over lines.
    triple: bool,
}

fn language(name: &str) -> Option<Language> {
    Some(match name {
        "rust" => Language {
            comment: "//",
            keywords: RUST,
            quotes: &['"'],
            triple: false,
        },
        "python" => Language {
            comment: "#",
            keywords: PYTHON,
            quotes: &['"', '\''],
            triple: true,
        },
        "sh" | "bash" | "shell" | "dockerfile" | "toml" | "yaml" => Language {
            comment: "#",
            keywords: SHELL,
            quotes: &['"', '\''],
            triple: false,
        },
        _ => return None,
    })
}

/// The pieces of a text of code with their roles, one list a line. An unknown language is plain text.
#[must_use]
pub fn highlight<'c>(code: &'c str, name: &str) -> Vec<Vec<(Role, &'c str)>> {
    let Some(language) = language(name) else {
        return code.lines().map(|line| vec![(Role::Text, line)]).collect();
    };
    let mut open: Option<&'static str> = None;
    code.lines().map(|line| pieces(line, &language, &mut open)).collect()
}

fn pieces<'c>(line: &'c str, language: &Language, open: &mut Option<&'static str>) -> Vec<(Role, &'c str)> {
    let mut found: Vec<(Role, &str)> = Vec::new();
    let mut rest = line;
    if let Some(end) = *open {
        let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
        if length < rest.len() || rest.ends_with(end) {
            *open = None;
        }
        found.push((Role::Literal, &rest[..length]));
        rest = &rest[length..];
    }
    while let Some(first) = rest.chars().next() {
        let (role, length) = piece(rest, first, language, open);
        let (head, tail) = rest.split_at(length.max(first.len_utf8()).min(rest.len()));
        found.push((role, head));
        rest = tail;
    }
    found
}

/// Role and bytes of the piece at the start of `rest`.
fn piece(rest: &str, first: char, language: &Language, open: &mut Option<&'static str>) -> (Role, usize) {
    if rest.starts_with(language.comment) {
        return (Role::Comment, rest.len());
    }
    if language.triple {
        for quotes in ["\"\"\"", "'''"] {
            if let Some(inner) = rest.strip_prefix(quotes) {
                let Some(end) = inner.find(quotes) else {
                    *open = Some(quotes);
                    return (Role::Literal, rest.len());
                };
                return (Role::Literal, end + 6);
            }
        }
    }
    if language.quotes.contains(&first) {
        return (Role::Literal, quoted(rest, first));
    }
    if first.is_ascii_digit() {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.');
        return (Role::Literal, end.unwrap_or(rest.len()));
    }
    if first.is_alphabetic() || first == '_' {
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let role = if language.keywords.contains(&&rest[..end]) {
            Role::Keyword
        } else {
            Role::Text
        };
        return (role, end);
    }
    let plain = |c: char| !c.is_alphanumeric() && c != '_' && !language.quotes.contains(&c);
    let mut end = rest.find(|c: char| !plain(c)).unwrap_or(rest.len());
    if let Some(at) = rest[..end].find(language.comment) {
        end = at;
    }
    (Role::Text, end)
}

/// Bytes of a text in quotes, to the end of the line where it is not closed.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// A sample with its caption, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Code<'a> {
    /// Caption above it; empty: none.
    pub title: &'a str,
    /// Style of the caption.
    pub title_style: Style,
    /// The code.
    pub code: &'a str,
    /// Its language: `rust`, `python`, `sh`; anything else is plain.
    pub language: &'a str,
    /// Lines left out at the top.
    pub scroll: u16,
    /// Words to mark.
    pub query: &'a str,
    /// Styles and glyphs.
    pub theme: &'a Theme,
}

impl Code<'_> {
    /// The lines at this width, the caption first.
    #[must_use]
    pub fn lines(&self, width: u16) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        if width < 4 {
            return lines;
        }
        let g = self.theme.glyphs;
        if !self.title.is_empty() {
            let title = text::truncate(self.title, width, g.ellipsis);
            lines.push(Line::from(Span::styled(title, self.title_style)));
        }
        for pieces in highlight(self.code.trim_end(), self.language) {
            self.wrapped(&pieces, width - 2, &mut lines);
        }
        lines
    }

    /// A line of code behind a thin rule; what is too long goes on behind a mark.
    fn wrapped(&self, pieces: &[(Role, &str)], width: u16, lines: &mut Vec<Line<'static>>) {
        let g = self.theme.glyphs;
        let border = self.theme.style(Role::Border);
        let mut line = Line::from(Span::styled(format!("{} ", g.pillar), border));
        let mut used = 0;
        for (role, piece) in pieces {
            let mut rest = piece.replace('\t', "    ");
            let columns = text::width(&rest);
            if *role == Role::Comment && used > 0 && columns > width - used && columns <= width {
                // A comment that does not fit beside its code stands below it, whole.
                let next = Line::from(Span::styled(format!("{} ", g.wrapped), border));
                lines.push(std::mem::replace(&mut line, next));
                used = 0;
            }
            while !rest.is_empty() {
                let fits = fitting(&rest, width - used);
                if fits > 0 {
                    let tail = rest.split_off(fits);
                    used += text::width(&rest);
                    line.spans.extend(super::search::marked(
                        &rest,
                        self.theme.style(*role),
                        self.query,
                        self.theme,
                    ));
                    rest = tail;
                }
                if !rest.is_empty() {
                    if fits == 0 && used <= 1 {
                        // One character wider than the column: it cannot be shown.
                        break;
                    }
                    let next = Line::from(Span::styled(format!("{} ", g.wrapped), border));
                    lines.push(std::mem::replace(&mut line, next));
                    used = 0;
                }
            }
        }
        lines.push(line);
    }
}

/// Bytes of the start that fits in `columns`: to the end of a word where that wastes less than half of them.
fn fitting(rest: &str, columns: u16) -> usize {
    let head = text::head(rest, columns);
    if head.len() == rest.len() {
        return rest.len();
    }
    let at_word = head.rfind(' ').map_or(0, |at| at + 1);
    if text::width(&head[..at_word]) * 2 > columns && !head[..at_word].trim().is_empty() {
        at_word
    } else {
        head.len()
    }
}

impl Widget for &Code<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut painter = Painter::new(area, buf);
        let lines = self.lines(painter.width());
        for (row, line) in lines.iter().skip(usize::from(self.scroll)).enumerate() {
            painter.line(0, short(row), line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(code: &str, name: &str) -> String {
        let lines: Vec<String> = highlight(code, name)
            .iter()
            .map(|line| line.iter().map(|(_, piece)| *piece).collect())
            .collect();
        lines.join("\n")
    }

    #[test]
    fn highlighting_loses_no_character() {
        for code in [
            "async fn users() -> Json<'a> { \"x\\\"y\" } // ok",
            "def f():\n    \"\"\"doc\n    more\"\"\"\n    return {'a': 1}  # note",
            "\"unclosed\n'''open",
            "é = 'ü' # ö",
        ] {
            for name in ["rust", "python", "sh", "text"] {
                assert_eq!(joined(code, name), code);
            }
        }
    }

    #[test]
    fn comments_texts_and_keywords_are_told_apart() {
        let lines = highlight("let x = \"a // b\"; // c", "rust");
        assert!(lines[0].contains(&(Role::Keyword, "let")));
        assert!(lines[0].contains(&(Role::Literal, "\"a // b\"")));
        assert!(lines[0].contains(&(Role::Comment, "// c")));
    }

    #[test]
    fn a_text_over_lines_ends_where_it_ends() {
        let lines = highlight("\"\"\"one\ntwo\"\"\" x\nif", "python");
        assert_eq!(lines[1][0], (Role::Literal, "two\"\"\""));
        assert_eq!(lines[2][0], (Role::Keyword, "if"));
    }
}

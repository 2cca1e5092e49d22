//! Markdown of a record: headings, paragraphs, `*` bullets, tables. Whatever text comes in, only its words come out.

use crate::report::{document::Table, markdown};

/// A record as it grows.
#[derive(Debug, Default)]
pub(super) struct Page {
    out: String,
}

impl Page {
    /// Starts with the front matter that tools read: one `key: value` a line, no quotes around status and date.
    pub(super) fn with_front_matter(pairs: &[(&str, String)]) -> Self {
        let mut out = String::from("---\n");
        for (key, value) in pairs {
            for part in [key, ": ", value, "\n"] {
                out.push_str(part);
            }
        }
        out.push_str("---\n");
        Self { out }
    }

    /// Adds a heading of this level, 1 to 6.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}\n", "#".repeat(level), inline(text)));
    }

    /// Adds running text; nothing where there is none.
    pub(super) fn paragraph(&mut self, text: impl AsRef<str>) {
        let text = block(text.as_ref());
        if !text.is_empty() {
            self.block(&format!("{text}\n"));
        }
    }

    /// Adds items; nothing where there are none.
    pub(super) fn bullets(&mut self, items: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = items.into_iter().map(|item| format!("* {}\n", block(&item))).collect();
        if !lines.is_empty() {
            self.block(&lines.concat());
        }
    }

    /// Adds an introduced table; nothing where it has no rows.
    pub(super) fn table(&mut self, introduction: &str, mut table: Table) {
        if table.rows.is_empty() {
            return;
        }
        for cell in table.rows.iter_mut().flatten() {
            *cell = plain(cell);
        }
        self.paragraph(introduction);
        let mut text = String::new();
        markdown::draw_table(&mut text, &table);
        self.block(&text);
    }

    /// Adds items under a sentence that introduces them; nothing where there are none.
    pub(super) fn list(&mut self, introduction: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.paragraph(introduction);
            self.bullets(items);
        }
    }

    /// The text; ends with a line break.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn block(&mut self, text: &str) {
        self.out.push('\n');
        self.out.push_str(text);
    }
}

/// Words on one line: control characters and marks that turn the direction of reading are gone, white space is one space.
pub(super) fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|c| c.is_whitespace() || is_harmless(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_harmless(c: char) -> bool {
    !matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Words inside a line that began already.
pub(super) fn inline(text: &str) -> String {
    markdown::escape(&plain(text))
}

/// Words at the beginning of a line, where more signs have a meaning.
fn block(text: &str) -> String {
    let text = inline(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with(['-', '+', '=', '>']) {
        format!("\\{text}")
    } else if digits > 0 && text[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text
    }
}

/// A value of the front matter: bare where YAML reads it as text, else in double quotes.
pub(super) fn yaml(text: &str) -> String {
    let text = plain(text);
    let starts_well = text.chars().next().is_some_and(char::is_alphabetic);
    let is_bare = |c: char| c.is_alphanumeric() || " ,.()/+_-".contains(c);
    let means_something = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = !means_something.contains(&text.to_lowercase().as_str());
    // Three dashes end the front matter for readers that do not know YAML.
    if starts_well && is_word && text.chars().all(is_bare) && !text.contains("---") {
        return text;
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_at_the_beginning_of_a_line() {
        let mut page = Page::default();
        for text in [
            "---",
            "- item",
            "+ item",
            "> quote",
            "=== under",
            "1. one",
            "12) twelve",
            "# head",
            "\n\n## x",
        ] {
            page.paragraph(text);
        }
        assert_eq!(
            page.finish(),
            "\n\\---\n\n\\- item\n\n\\+ item\n\n\\> quote\n\n\\=== under\n\n1\\. one\n\n12\\) twelve\n\n\\# head\n\n\\## x\n"
        );
    }

    #[test]
    fn control_characters_and_turned_directions_are_gone() {
        assert_eq!(
            plain("a\u{1b}[31m\u{0}b\r\nc\u{202e}d\u{2066}e\u{2069} שלום"),
            "a[31mb cde שלום"
        );
    }

    #[test]
    fn the_front_matter_cannot_be_broken_out_of() {
        assert_eq!(yaml("Ana, Ben (ops)"), "Ana, Ben (ops)");
        assert_eq!(yaml("a: b"), "\"a: b\"");
        assert_eq!(yaml("x\n---\nstatus: accepted"), "\"x --- status: accepted\"");
        assert_eq!(yaml("say \"hi\" \\"), "\"say \\\"hi\\\" \\\\\"");
        assert_eq!(yaml("a---"), "\"a---\"");
        assert_eq!(yaml("null"), "\"null\"");
    }
}

//! Where things stand in a TOML text, and where new ones belong: the places that [`super::write()`] edits.
//!
//! Knows TOML's ways to write one thing (headers, dotted keys, inline tables) and nothing of profiles, but for one rule: tables
//! may be two deep.

use std::{collections::BTreeMap, ops::Range};

use toml_edit::{Document, InlineTable, Item, Table, Value};

use super::write::{Edit, line};

/// The tables of a text, with the places of their entries.
pub(super) struct Layout<'t> {
    text: &'t str,
    newline: &'static str,
    bodies: Vec<Body>,
}

/// A run of entries that belong to one table.
struct Body {
    path: Vec<String>,
    place: Place,
    /// In order of the text.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first header.
    Root,
    /// Under a header, whose line ends here.
    Header(usize),
    /// Between braces; the byte after the opening one.
    Inline(usize),
}

/// One `key = value`.
struct Slot {
    /// All keys, from the top.
    path: Vec<String>,
    /// First byte of the key as written.
    start: usize,
    /// Bytes of the value.
    value: Range<usize>,
}

impl<'t> Layout<'t> {
    /// Finds the places of a text; the error is what is wrong with it as TOML.
    pub(super) fn read(text: &'t str) -> Result<Self, String> {
        let document = Document::parse(text).map_err(|e| e.message().to_owned())?;
        let mut layout = Self {
            text,
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            bodies: Vec::new(),
        };
        layout.table(document.as_table(), &mut Vec::new());
        Ok(layout)
    }

    fn table(&mut self, table: &Table, path: &mut Vec<String>) {
        let place = if path.is_empty() {
            Some(Place::Root)
        } else if table.is_dotted() || table.is_implicit() {
            None
        } else {
            table.span().map(|header| Place::Header(self.next_line(header.end)))
        };
        if let Some(place) = place {
            self.body(path, place, table.get_values());
        }
        for (key, item) in table {
            if let Item::Table(child) = item {
                path.push(key.to_owned());
                self.table(child, path);
                path.pop();
            }
        }
    }

    fn inline(&mut self, table: &InlineTable, path: &[String]) {
        if let Some(span) = table.span() {
            self.body(path, Place::Inline(span.start + 1), table.get_values());
        }
    }

    fn body(&mut self, path: &[String], place: Place, mut values: Vec<(Vec<&toml_edit::Key>, &Value)>) {
        values.sort_by_key(|(_, value)| value.span().map_or(0, |s| s.start));
        let mut slots = Vec::new();
        let mut after_previous = match place {
            Place::Inline(open) => open,
            Place::Root | Place::Header(_) => 0,
        };
        for (keys, value) in &values {
            let (Some(span), Some(key)) = (value.span(), keys.last().and_then(|k| k.span())) else {
                continue;
            };
            let full: Vec<String> = path
                .iter()
                .cloned()
                .chain(keys.iter().map(|k| k.get().to_owned()))
                .collect();
            let start = match place {
                Place::Inline(_) => self.skip_trivia(after_previous, ","),
                Place::Root | Place::Header(_) => self.after_indent(key.start),
            };
            after_previous = span.end;
            if let Value::InlineTable(table) = value {
                self.inline(table, &full);
            }
            slots.push(Slot {
                path: full,
                start,
                value: span,
            });
        }
        self.bodies.push(Body {
            path: path.to_vec(),
            place,
            slots,
        });
    }

    /// Bytes of the value at `path`.
    pub(super) fn value(&self, path: &[String]) -> Option<Range<usize>> {
        let mut slots = self.bodies.iter().flat_map(|b| &b.slots);
        slots.find(|s| s.path == path).map(|s| s.value.clone())
    }

    /// Edits that remove the entries at `removed` and add `added` (path and value as TOML).
    pub(super) fn change(&self, removed: &[&[String]], added: &[(&[String], String)], edits: &mut Vec<Edit>) {
        let mut lines: BTreeMap<usize, String> = BTreeMap::new();
        let mut inline: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut sections = String::new();
        let mut section: &[String] = &[];
        for (path, value) in added {
            if let Some((index, after)) = self.home(path) {
                let body = &self.bodies[index];
                let entry = line(&path[body.path.len()..], value);
                if matches!(body.place, Place::Inline(_)) {
                    inline.entry(index).or_default().push(entry);
                } else {
                    let (at, indent) = self.place_for_line(body, after);
                    let text = lines.entry(at).or_default();
                    for part in [indent, &entry, self.newline] {
                        text.push_str(part);
                    }
                }
            } else {
                let (parents, key) = path.split_at(path.len().saturating_sub(1));
                if parents != section {
                    section = parents;
                    sections
                        .push_str(&self.header(parents, sections.is_empty() && !lines.contains_key(&self.text.len())));
                }
                sections.push_str(&line(key, value));
                sections.push_str(self.newline);
            }
        }
        let end = self.text.len();
        if !sections.is_empty() {
            lines.entry(end).or_default().push_str(&sections);
        }
        for (at, text) in lines {
            let follows_open_line = at > 0 && !self.text[..at].ends_with(['\n', '\u{feff}']);
            let stands_above_tables =
                at == self.line_start(0) && at < end && !self.text[at..].starts_with(['\r', '\n']);
            let before = if follows_open_line { self.newline } else { "" };
            let after = if stands_above_tables { self.newline } else { "" };
            edits.push(Edit {
                range: at..at,
                text: format!("{before}{text}{after}"),
            });
        }
        for (index, body) in self.bodies.iter().enumerate() {
            let is_removed = |slot: &Slot| removed.contains(&slot.path.as_slice());
            match body.place {
                Place::Inline(open) => {
                    let added = inline.remove(&index).unwrap_or_default();
                    self.change_inline(body, open, is_removed, &added, edits);
                }
                Place::Root | Place::Header(_) => {
                    edits.extend(
                        body.slots
                            .iter()
                            .filter(|s| is_removed(s))
                            .map(|s| self.without_line(s)),
                    );
                }
            }
        }
    }

    /// The body that a new entry belongs to, and the slot that it should follow (else the last).
    fn home(&self, path: &[String]) -> Option<(usize, Option<usize>)> {
        let parent = path.split_last()?.1;
        if let Some(index) = self.bodies.iter().position(|b| b.path == parent) {
            return Some((index, None));
        }
        if let Some(home) = self.beside(parent) {
            return Some(home);
        }
        // A new table inside a table that is written inline or with dotted keys.
        let grandparent = parent.split_last()?.1;
        if grandparent.is_empty() {
            return None;
        }
        let is_inline = |b: &Body| b.path == grandparent && matches!(b.place, Place::Inline(_));
        self.bodies
            .iter()
            .position(is_inline)
            .map(|index| (index, None))
            .or_else(|| self.beside(grandparent))
    }

    /// The last entry of the table at `path`, where it is written with dotted keys in a table further out.
    fn beside(&self, path: &[String]) -> Option<(usize, Option<usize>)> {
        self.bodies.iter().enumerate().find_map(|(index, body)| {
            let slot = body
                .slots
                .iter()
                .rposition(|s| s.path.starts_with(path) && s.path.len() > path.len())?;
            (path.starts_with(&body.path)).then_some((index, Some(slot)))
        })
    }

    /// Where a new line goes, and its indentation.
    fn place_for_line(&self, body: &Body, after: Option<usize>) -> (usize, &'t str) {
        let slot = after.map_or_else(|| body.slots.last(), |index| body.slots.get(index));
        match (slot, body.place) {
            (Some(slot), _) => (
                self.next_line(slot.value.end),
                &self.text[self.line_start(slot.start)..slot.start],
            ),
            (None, Place::Header(end)) => (end, ""),
            (None, _) => (self.line_start(0), ""),
        }
    }

    fn header(&self, path: &[String], is_first: bool) -> String {
        let has_gap = self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("\n\r\n");
        let gap = if is_first && has_gap { "" } else { self.newline };
        format!("{gap}[{}]{}", super::write::dotted(path), self.newline)
    }

    /// Takes a line out, but for a comment at its end.
    fn without_line(&self, slot: &Slot) -> Edit {
        let next = self.next_line(slot.value.end);
        let rest = &self.text[slot.value.end..next];
        let range = match rest.find('#') {
            Some(comment) => slot.start..slot.value.end + comment,
            None => self.line_start(slot.start)..next,
        };
        Edit {
            range,
            text: String::new(),
        }
    }

    fn change_inline(
        &self,
        body: &Body,
        open: usize,
        is_removed: impl Fn(&Slot) -> bool,
        added: &[String],
        edits: &mut Vec<Edit>,
    ) {
        let comma_after = |slot: &Slot| {
            let at = self.skip_trivia(slot.value.end, "");
            self.text[at..].starts_with(',').then_some(at)
        };
        let after_comma = |comma: usize| {
            let after = &self.text[comma + 1..];
            comma + 1 + after.len() - after.trim_start_matches([' ', '\t']).len()
        };
        let kept = body.slots.iter().rposition(|s| !is_removed(s));
        let mut cut = |range: Range<usize>| {
            edits.push(Edit {
                range,
                text: String::new(),
            });
        };
        for slot in body.slots.iter().filter(|s| is_removed(s)) {
            let before = self.text[open..slot.start].trim_end_matches([' ', '\t']).len() + open;
            match comma_after(slot) {
                None => cut(before..slot.value.end),
                Some(comma) if self.text[slot.value.end..comma].trim().is_empty() => {
                    cut(slot.start..after_comma(comma));
                }
                Some(comma) => {
                    cut(slot.start..slot.value.end);
                    cut(comma..comma + 1);
                }
            }
        }
        let trailing_comma = body.slots.last().and_then(comma_after);
        if let Some(last) = kept.map(|k| &body.slots[k])
            && kept.is_some_and(|k| k + 1 < body.slots.len())
            && trailing_comma.is_none()
            && let Some(comma) = comma_after(last)
        {
            cut(comma..after_comma(comma));
        }
        if added.is_empty() {
            return;
        }
        let (at, text) = match kept.map(|k| &body.slots[k]) {
            Some(slot) => (slot.value.end, format!(", {}", added.join(", "))),
            None => (open, format!(" {} ", added.join(", "))),
        };
        edits.push(Edit { range: at..at, text });
    }

    fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let mark = if start == 0 && self.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        start + mark
    }

    fn after_indent(&self, at: usize) -> usize {
        let start = self.line_start(at);
        let line = &self.text[start..];
        start + line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |i| at + i + 1)
    }

    /// The next byte that is neither blank, nor in a comment, nor one of `also`.
    fn skip_trivia(&self, mut at: usize, also: &str) -> usize {
        while let Some(c) = self.text[at..].chars().next() {
            if c == '#' {
                at = self.next_line(at);
            } else if c.is_whitespace() || also.contains(c) {
                at += c.len_utf8();
            } else {
                break;
            }
        }
        at
    }
}

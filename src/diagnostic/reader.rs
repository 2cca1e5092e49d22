//! Reading TOML with places: every value knows its bytes, every unknown key is noticed.

use std::{collections::BTreeSet, ops::Range};

use toml::de::DeTable;

use super::{
    Problems, What,
    tree::{Node, Spanned, Table},
};

/// A parsed TOML text.
pub struct Document<'t> {
    root: Table<'t>,
}

impl<'t> Document<'t> {
    /// Parses, adding every syntax error to `problems`.
    ///
    /// Where each error stays within its line (a value without quotes, a key given twice), the rest of the text can be relied
    /// on and is returned, so that its problems are found at the same time; the damaged lines are skipped. `None` where an
    /// error may have swallowed other lines (an open bracket, an open block of text).
    pub fn parse(text: &'t str, problems: &mut Problems) -> Option<Self> {
        if let Some(root) = Table::read(text) {
            return Some(Self { root });
        }
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut local = true;
        let mut reported = BTreeSet::new();
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().trim();
            local &= stays_in_line(text, &span, message);
            // The parser may report one place twice, in two words.
            if !reported.insert((span.start, span.end)) {
                continue;
            }
            let (message, help) = in_words(message);
            let problem = problems.error(span, format!("this is not TOML: {message}"));
            if let Some(help) = help {
                problem.help(help);
            }
        }
        for error in &errors {
            problems.damage(&error.span().unwrap_or(0..0));
        }
        local.then(|| Self {
            root: root.into_inner().into(),
        })
    }

    /// The top table.
    #[must_use]
    pub fn root(&self) -> TableReader<'_, 't> {
        TableReader::new(&self.root, 0..0, "the top level".into())
    }
}

/// Whether a syntax error leaves the other lines as they were meant: it is not in a table's header, and no bracket or block of
/// text stays open.
fn stays_in_line(text: &str, span: &Range<usize>, message: &str) -> bool {
    let before = text.get(..span.start).unwrap_or(text);
    let line = &before[before.rfind('\n').map_or(0, |i| i + 1)..];
    let harmless = ["duplicate key", "key with no value, expected `=`"].contains(&message);
    let swallows = ["array", "multi-line", "table", "key"]
        .iter()
        .any(|word| message.contains(word));
    !line.trim_start().starts_with('[') && (harmless || !swallows)
}

/// The parser's message in words for people, and the next step where it is known.
fn in_words(message: &str) -> (&str, Option<&'static str>) {
    match message {
        "string values must be quoted, expected literal string" => (
            "a value that is neither a number nor text in quotes",
            Some("write numbers as digits (12000, 0.5) and text in double quotes"),
        ),
        "duplicate key" => ("this key is given twice", Some("keep one of the two")),
        "key with no value, expected `=`" => ("a key without a value", Some("write `key = value`")),
        "invalid basic string, expected `\"`" => ("text that does not end", Some("close it with a double quote")),
        other => (other, None),
    }
}

/// A value with its place.
#[derive(Clone)]
pub struct Value<'d, 't> {
    value: &'d Node<'t>,
    /// Bytes of the value.
    pub span: Range<usize>,
}

impl<'d, 't> Value<'d, 't> {
    /// Name of its type: `string`, `integer`, `float`, `boolean`, `array`, `table`, `datetime`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Node::Text(_) => "string",
            Node::Integer(_) => "integer",
            Node::Float(_) => "float",
            Node::Boolean(_) => "boolean",
            Node::Datetime => "datetime",
            Node::Array(_) => "array",
            Node::Table(_) => "table",
        }
    }

    fn of(value: &'d Spanned<Node<'t>>) -> Self {
        Self {
            value: &value.is,
            span: value.span.clone(),
        }
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> Option<&'d str> {
        match self.value {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// As a truth value.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Node::Boolean(is) => Some(*is),
            _ => None,
        }
    }

    /// As a number; integers count. May be NaN or infinite where the text says so.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self.value {
            Node::Integer(n) => *n,
            Node::Float(x) => *x,
            _ => None,
        }
    }

    /// As a list.
    #[must_use]
    pub fn as_array(&self) -> Option<Vec<Value<'d, 't>>> {
        match self.value {
            Node::Array(values) => Some(values.iter().map(Value::of).collect()),
            _ => None,
        }
    }

    /// As a table; `what` names it in messages.
    #[must_use]
    pub fn as_table(&self, what: impl Into<What<'d>>) -> Option<TableReader<'d, 't>> {
        match self.value {
            Node::Table(table) => Some(TableReader::new(table, self.span.clone(), what.into())),
            _ => None,
        }
    }
}

/// Keys that most tables have, or could have.
const KEYS: usize = 16;

/// A table that remembers which keys were asked for, so that the rest can be refused.
pub struct TableReader<'d, 't> {
    table: &'d Table<'t>,
    /// Bytes of the table (of its header, for `[tables]`).
    pub span: Range<usize>,
    /// Name in messages, for instance `question "peak_rps"`.
    pub what: What<'d>,
    /// Keys that were asked for, some more than once: a few dozen at most, so a list is quicker than a set.
    asked: Vec<&'d str>,
    /// Whether all were asked for at once.
    all: bool,
}

impl<'d, 't> TableReader<'d, 't> {
    fn new(table: &'d Table<'t>, span: Range<usize>, what: What<'d>) -> Self {
        Self {
            table,
            span,
            what,
            asked: Vec::new(),
            all: false,
        }
    }

    /// The value of `key`, if present.
    pub fn get(&mut self, key: &'d str) -> Option<Value<'d, 't>> {
        // Keys are often asked for twice in a row: whether there is one, and what it says.
        if !self.all && self.asked.last() != Some(&key) {
            if self.asked.is_empty() {
                self.asked.reserve(KEYS);
            }
            self.asked.push(key);
        }
        self.table.get(key).map(|entry| Value::of(&entry.value))
    }

    /// Whether there is such a key; does not count as asking for it.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Bytes of the key itself, if present.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).map(|entry| entry.key.span.clone())
    }

    /// Bytes of the value of `key`, or of the table where there is none; does not count as asking for it.
    #[must_use]
    pub fn place(&self, key: &str) -> Range<usize> {
        self.table
            .get(key)
            .map_or(&self.span, |entry| &entry.value.span)
            .clone()
    }

    /// All entries: key, bytes of the key, value. Marks them as asked for.
    pub fn entries(&mut self) -> Vec<(&'d str, Range<usize>, Value<'d, 't>)> {
        let entries = self.table.entries.iter();
        let mut all: Vec<_> = entries
            .map(|entry| (&*entry.key.is, entry.key.span.clone(), Value::of(&entry.value)))
            .collect();
        all.sort_by_key(|(_, span, _)| span.start);
        self.all = true;
        all
    }

    /// Text of `key`; an error where it has another type.
    pub fn str(&mut self, key: &'d str, problems: &mut Problems) -> Option<&'d str> {
        let value = self.get(key)?;
        let text = value.as_str();
        if text.is_none() {
            self.wrong_type(key, "text in quotes", &value, problems);
        }
        text
    }

    /// Text of `key`; an error where it is missing, empty or has another type.
    pub fn required_str(&mut self, key: &'d str, problems: &mut Problems) -> Option<&'d str> {
        if self.get(key).is_none() {
            self.missing(key, problems);
            return None;
        }
        let text = self.str(key, problems)?;
        if text.trim().is_empty() {
            let span = self.get(key).map_or(self.span.clone(), |v| v.span);
            problems.error(span, format!("`{key}` of {} is empty", self.what));
            return None;
        }
        Some(text)
    }

    /// Finite number of `key`; an error where it has another type, or is NaN or infinite.
    pub fn number(&mut self, key: &'d str, problems: &mut Problems) -> Option<f64> {
        let value = self.get(key)?;
        match value.as_f64() {
            Some(x) if x.is_finite() => Some(x),
            Some(_) => {
                problems
                    .error(value.span, format!("`{key}` of {} is not a finite number", self.what))
                    .help("write an ordinary number");
                None
            }
            None => {
                self.wrong_type(key, "a number", &value, problems);
                None
            }
        }
    }

    /// Truth value of `key`; an error where it has another type.
    pub fn bool(&mut self, key: &'d str, problems: &mut Problems) -> Option<bool> {
        let value = self.get(key)?;
        let truth = value.as_bool();
        if truth.is_none() {
            self.wrong_type(key, "true or false", &value, problems);
        }
        truth
    }

    /// List of `key`, empty where missing; an error where it has another type.
    pub fn array(&mut self, key: &'d str, problems: &mut Problems) -> Vec<Value<'d, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        value.as_array().unwrap_or_else(|| {
            self.wrong_type(key, "a list", &value, problems);
            Vec::new()
        })
    }

    /// Tables of the list `key` (`[[key]]`), each named in messages by `what` and its `id` where it has one.
    pub fn tables(&mut self, key: &'d str, what: &'static str, problems: &mut Problems) -> Vec<TableReader<'d, 't>> {
        let values = self.array(key, problems);
        let mut tables = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            match value.as_table(What::Numbered(what, index + 1)) {
                Some(mut table) => {
                    if let Some(id) = table.get("id").and_then(|v| v.as_str()) {
                        table.what = What::Named(what, id);
                    }
                    tables.push(table);
                }
                None => self.wrong_type(key, "a list of tables", &value, problems),
            }
        }
        tables
    }

    /// Table of `key`; an error where it has another type.
    pub fn table(
        &mut self,
        key: &'d str,
        what: impl Into<What<'d>>,
        problems: &mut Problems,
    ) -> Option<TableReader<'d, 't>> {
        let value = self.get(key)?;
        let table = value.as_table(what);
        if table.is_none() {
            self.wrong_type(key, "a table", &value, problems);
        }
        table
    }

    /// Reports that `key` is missing.
    pub fn missing(&self, key: &str, problems: &mut Problems) {
        problems
            .error(self.span.clone(), format!("{} has no `{key}`", self.what))
            .help(format!("add `{key} = …`"));
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&self, key: &str, wanted: &str, value: &Value<'_, '_>, problems: &mut Problems) {
        problems
            .error(value.span.clone(), format!("`{key}` of {} must be {wanted}", self.what))
            .label(format!("this is {}", with_article(value.kind())));
    }

    /// Keys that nobody asked for, with their bytes, in order of the text.
    #[must_use]
    pub fn unknown(&self) -> Vec<(&'d str, Range<usize>)> {
        if self.all {
            return Vec::new();
        }
        let mut unknown: Vec<_> = self
            .table
            .entries
            .iter()
            .map(|entry| (&*entry.key.is, entry.key.span.clone()))
            .filter(|(k, _)| !self.asked.contains(k))
            .collect();
        unknown.sort_by_key(|(_, span)| span.start);
        unknown
    }

    /// Refuses every key that nobody asked for, with the nearest one that somebody did.
    pub fn refuse_unknown(&self, problems: &mut Problems) {
        let unknown = self.unknown();
        if unknown.is_empty() {
            return;
        }
        let mut valid: Vec<&str> = Vec::with_capacity(self.asked.len());
        for key in &self.asked {
            if !valid.contains(key) {
                valid.push(key);
            }
        }
        for (key, span) in unknown {
            if problems.is_full() {
                // Counted, without looking for what was meant.
                problems.error(span, "");
                continue;
            }
            problems
                .error(span, format!("{} has no key `{key}`", self.what))
                .nearest(key, valid.iter().copied());
        }
    }
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}

//! The tree of a TOML text, with places, as small as it can be.
//!
//! Reading a catalog is the longest part of a start, and most of that is memory that is touched for the first time. So a text without
//! a mistake goes straight from the parser's events into this tree. It stops at the first thing that is wrong or unusual, and says
//! nothing: the `toml` crate then parses the text anew, knows what is wrong, and recovers from it. Where both read a text they
//! agree, which a test holds.

use std::{borrow::Cow, ops::Range};

use toml::de::{DeTable, DeValue};
use toml_parser::{
    ErrorSink, ParseError, Raw, Source, Span,
    decoder::{Encoding, ScalarKind},
    lexer::TokenKind,
    parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document},
};

/// Tables with more keys than this are left to the `toml` crate, whose tables do not grow slower with their size.
const MOST_KEYS: usize = 64;

/// Tokens after which a line that ends is parsed with those before it.
const PIECE: usize = 500;

/// As deep as the `toml` crate goes.
const DEEPEST: u32 = 80;

/// A value.
#[derive(Debug, PartialEq)]
pub(super) enum Node<'t> {
    Text(Cow<'t, str>),
    /// `None` where it is too large.
    Integer(Option<f64>),
    Float(Option<f64>),
    Boolean(bool),
    Datetime,
    Array(Vec<Spanned<Node<'t>>>),
    Table(Table<'t>),
}

/// Something, and its bytes.
#[derive(Debug, PartialEq)]
pub(super) struct Spanned<T> {
    pub(super) is: T,
    pub(super) span: Range<usize>,
}

/// Keys and their values.
#[derive(Debug, Default)]
pub(super) struct Table<'t> {
    pub(super) entries: Vec<Entry<'t>>,
    /// Whether the entries are in order of their keys; else of the text.
    sorted: bool,
    made: Made,
}

/// How a table came to be, which says whether more may be put into it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Made {
    /// By its header.
    #[default]
    Standing,
    /// By the header of a table in it.
    Implied,
    /// In braces.
    Inline,
}

/// A key and its value.
#[derive(Debug, PartialEq)]
pub(super) struct Entry<'t> {
    pub(super) key: Spanned<Cow<'t, str>>,
    pub(super) value: Spanned<Node<'t>>,
}

impl<'t> Table<'t> {
    /// The tree of a text in which nothing is wrong or unusual.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let source = Source::new(text);
        let mut error: Option<ParseError> = None;
        let mut builder = Builder {
            source,
            root: Self::default(),
            current: Self::default(),
            header: None,
            heading: false,
            path: Vec::new(),
            open: Vec::new(),
            unusual: false,
        };
        let mut checked = ValidateWhitespace::new(&mut builder, source);
        let mut guarded = RecursionGuard::new(&mut checked, DEEPEST);
        // A few lines at a time, so that what the lexer finds stays in the cache.
        let mut tokens = Vec::with_capacity(PIECE + PIECE / 8);
        let mut depth = 0_usize;
        for token in source.lex() {
            match token.kind() {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
                _ => {}
            }
            tokens.push(token);
            if tokens.len() >= PIECE && depth == 0 && token.kind() == TokenKind::Newline {
                parse_document(&tokens, &mut guarded, &mut error);
                tokens.clear();
                if error.is_some() {
                    return None;
                }
            }
        }
        parse_document(&tokens, &mut guarded, &mut error);
        builder.finish_table();
        (error.is_none() && !builder.unusual).then_some(builder.root)
    }

    /// The entry with this key.
    pub(super) fn get(&self, key: &str) -> Option<&Entry<'t>> {
        if self.sorted {
            let at = self.entries.binary_search_by(|entry| (*entry.key.is).cmp(key)).ok()?;
            self.entries.get(at)
        } else {
            self.entries.iter().find(|entry| entry.key.is == key)
        }
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Entry<'t>> {
        self.entries.iter_mut().find(|entry| entry.key.is == key)
    }

    /// The table with this key, the last of several, or a new one; `None` where there is something else.
    fn step(&mut self, key: Spanned<Cow<'t, str>>) -> Option<&mut Self> {
        let known = self.entries.iter().position(|entry| entry.key.is == key.is);
        let at = known.unwrap_or(self.entries.len());
        if known.is_none() {
            let implied = Spanned {
                is: Node::Table(Self {
                    made: Made::Implied,
                    ..Self::default()
                }),
                span: key.span.clone(),
            };
            self.add(key, implied)?;
        }
        let found = match &mut self.entries.get_mut(at)?.value.is {
            Node::Array(values) => &mut values.last_mut()?.is,
            found => found,
        };
        match found {
            // One in braces is closed.
            Node::Table(table) if table.made != Made::Inline => Some(table),
            _ => None,
        }
    }

    /// Adds an entry; `None` where there is one, or where there are too many.
    fn add(&mut self, key: Spanned<Cow<'t, str>>, value: Spanned<Node<'t>>) -> Option<()> {
        if self.entries.len() >= MOST_KEYS || self.get(&key.is).is_some() {
            return None;
        }
        self.entries.push(Entry { key, value });
        Some(())
    }
}

impl PartialEq for Table<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self
                .entries
                .iter()
                .all(|entry| other.get(&entry.key.is).is_some_and(|there| there == entry))
    }
}

/// A table's header.
struct Header<'t> {
    path: Vec<Spanned<Cow<'t, str>>>,
    array: bool,
    span: Range<usize>,
}

/// A value in brackets or braces that is not closed yet.
enum Open<'t> {
    Array(Vec<Spanned<Node<'t>>>, usize),
    Table(Table<'t>, Option<Spanned<Cow<'t, str>>>, usize),
}

/// Builds the tree from events.
struct Builder<'t> {
    source: Source<'t>,
    root: Table<'t>,
    /// The table that keys go to, put into the tree when it ends.
    current: Table<'t>,
    header: Option<Header<'t>>,
    /// Between the brackets of a header.
    heading: bool,
    /// The keys of a header, or the one that waits for its value.
    path: Vec<Spanned<Cow<'t, str>>>,
    open: Vec<Open<'t>>,
    unusual: bool,
}

impl<'t> Builder<'t> {
    /// What `None` means: left to the `toml` crate.
    fn must(&mut self, done: Option<()>) {
        self.unusual |= done.is_none();
    }

    fn start_header(&mut self, span: Span, array: bool) {
        self.finish_table();
        self.header = Some(Header {
            path: Vec::new(),
            array,
            span: span.start()..span.end(),
        });
        self.heading = true;
    }

    fn end_header(&mut self, span: Span) {
        self.heading = false;
        let path = std::mem::take(&mut self.path);
        if let Some(header) = &mut self.header {
            header.path = path;
            header.span.end = span.end();
        }
    }

    /// Puts the table that ends into the tree.
    fn finish_table(&mut self) {
        let table = std::mem::take(&mut self.current);
        let done = match self.header.take() {
            None => {
                self.root = table;
                Some(())
            }
            Some(header) => self.place(header, table),
        };
        self.must(done);
    }

    fn place(&mut self, mut header: Header<'t>, table: Table<'t>) -> Option<()> {
        let key = header.path.pop()?;
        let mut parent = &mut self.root;
        for step in header.path {
            parent = parent.step(step)?;
        }
        let table = Spanned {
            is: Node::Table(table),
            span: header.span.clone(),
        };
        if !header.array {
            return parent.add(key, table);
        }
        match parent.get_mut(&key.is) {
            None => {
                let tables = Spanned {
                    is: Node::Array(vec![table]),
                    span: header.span,
                };
                parent.add(key, tables)
            }
            Some(entry) => match &mut entry.value.is {
                // An array in brackets is closed; only tables that stand by themselves can have been put into one like this.
                Node::Array(tables) if tables.first().is_some_and(|first| is_standing(&first.is)) => {
                    tables.push(table);
                    Some(())
                }
                _ => None,
            },
        }
    }

    /// A value is whole: it goes to what is open, or to its key.
    fn value(&mut self, value: Node<'t>, span: Range<usize>) -> Option<()> {
        let value = Spanned { is: value, span };
        match self.open.last_mut() {
            Some(Open::Array(values, _)) => {
                values.push(value);
                Some(())
            }
            Some(Open::Table(table, key, _)) => table.add(key.take()?, value),
            None => {
                let key = self.path.pop()?;
                self.current.add(key, value)
            }
        }
    }

    fn close(&mut self, span: Span) -> Option<()> {
        let (value, start) = match self.open.pop()? {
            Open::Array(values, start) => (Node::Array(values), start),
            Open::Table(table, None, start) => (Node::Table(table), start),
            Open::Table(..) => return None,
        };
        self.value(value, start..span.end())
    }

    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Option<Raw<'t>> {
        let text = self.source.input().get(span.start()..span.end())?;
        Some(Raw::new_unchecked(text, encoding, span))
    }

    fn key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Option<()> {
        let mut key = Cow::Borrowed("");
        self.raw(span, encoding)?.decode_key(&mut key, error);
        let key = Spanned {
            is: key,
            span: span.start()..span.end(),
        };
        match self.open.last_mut() {
            Some(Open::Table(_, waiting @ None, _)) => *waiting = Some(key),
            None if self.heading || self.path.is_empty() => self.path.push(key),
            _ => return None,
        }
        Some(())
    }

    fn read_scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Option<()> {
        let mut text = Cow::Borrowed("");
        let value = match self.raw(span, encoding)?.decode_scalar(&mut text, error) {
            ScalarKind::String => Node::Text(text),
            ScalarKind::Boolean(is) => Node::Boolean(is),
            ScalarKind::Integer(radix) => integer(&text, radix.value()),
            ScalarKind::Float => Node::Float(text.parse().ok()),
            // Whether there is such a day is another's to say.
            ScalarKind::DateTime => return None,
        };
        self.value(value, span.start()..span.end())
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a number of a file; 53 bits are what is promised"
)]
fn integer<'t>(digits: &str, radix: u32) -> Node<'t> {
    Node::Integer(i128::from_str_radix(digits, radix).ok().map(|n| n as f64))
}

fn is_standing(node: &Node<'_>) -> bool {
    matches!(node, Node::Table(table) if table.made == Made::Standing)
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.start_header(span, false);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.start_header(span, true);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let table = Table {
            made: Made::Inline,
            ..Table::default()
        };
        self.open.push(Open::Table(table, None, span.start()));
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let done = self.close(span);
        self.must(done);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::Array(Vec::new(), span.start()));
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let done = self.close(span);
        self.must(done);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let done = self.key(span, encoding, error);
        self.must(done);
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let done = self.read_scalar(span, encoding, error);
        self.must(done);
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.unusual = true;
    }
}

impl<'t> From<DeTable<'t>> for Table<'t> {
    fn from(table: DeTable<'t>) -> Self {
        let entries = table.into_iter().map(|(key, value)| Entry {
            key: Spanned {
                span: key.span(),
                is: key.into_inner(),
            },
            value: value.into(),
        });
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by(|a, b| a.key.is.cmp(&b.key.is));
        Self {
            entries,
            sorted: true,
            made: Made::Standing,
        }
    }
}

impl<'t> From<toml::Spanned<DeValue<'t>>> for Spanned<Node<'t>> {
    fn from(value: toml::Spanned<DeValue<'t>>) -> Self {
        let span = value.span();
        let is = match value.into_inner() {
            DeValue::String(text) => Node::Text(text),
            DeValue::Integer(n) => integer(n.as_str(), n.radix()),
            DeValue::Float(x) => Node::Float(x.as_str().parse().ok()),
            DeValue::Boolean(is) => Node::Boolean(is),
            DeValue::Datetime(_) => Node::Datetime,
            DeValue::Array(values) => Node::Array(values.into_iter().map(Into::into).collect()),
            DeValue::Table(table) => Node::Table(table.into()),
        };
        Self { is, span }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the `toml` crate reads, where it finds nothing wrong.
    fn reference(text: &str) -> Option<Table<'_>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        errors.is_empty().then(|| root.into_inner().into())
    }

    #[test]
    fn the_texts_of_the_program_are_read_without_help_and_alike() {
        for text in [
            include_str!("../../profiles/startup.toml"),
            include_str!("../../profiles/ecommerce.toml"),
            include_str!("../../tests/data/catalogs/analytics-database.toml"),
            include_str!("../../tests/data/catalogs/plain-matrix.toml"),
        ] {
            let read = Table::read(text);
            assert!(read.is_some());
            assert_eq!(read, reference(text));
        }
    }

    #[test]
    fn what_is_wrong_or_unusual_is_left_to_the_other() {
        for text in [
            "a = 1\na = 2",
            "a.b = 1",
            "a = { b.c = 1 }",
            "[a.b]\nc = 1\n[a]",
            "[a]\n[a]",
            "a = [1]\n[[a]]",
            "a = []\n[[a]]",
            "a = [{ b = 1 }]\n[[a]]",
            "a = [{ b = 1 }]\n[a.c]",
            "a = { b = 1 }\n[a.c]",
            "[[a]]\n[a]",
            "[a]\n[[a]]",
            "a = 2024-02-30",
            "a = 12k",
            "a = \"b",
            "a = \"\\q\"",
            "a = [1, 2",
            "[a",
            "a = 1 b = 2",
            "a = 1 # \u{1}",
        ] {
            assert_eq!(Table::read(text), None, "{text}");
        }
        let deep = format!("a = {}{}", "[".repeat(100), "]".repeat(100));
        assert_eq!(Table::read(&deep), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        /// Lines that fit together now and then, and now and then do not.
        #[test]
        fn a_text_that_is_read_here_is_read_alike_there(lines in prop::collection::vec(prop::sample::select(vec![
            "a = 1", "b = 0x1F", "c = 1.5e3", "d = true", "e = \"x\\ty\"", "f = 'l'", "g = \"\"\"\nm\n\"\"\"", "\"h i\" = -inf",
            "i = [1, [2, \"z\"], { k = 3 }]", "j = { k = [1], l = { m = 2 } }", "k = 99999999999999999999999999999999999999999",
            "[t]", "[t.u]", "[t.v]", "[w]", "[[x]]", "[[x.y]]", "[x.z]", "[[ 'q' . r ]]", "# comment", "", "a.b = 1", "n = 1979-05-27", "o = [",
        ]), 0..14)) {
            let text = lines.join("\n");
            if let Some(read) = Table::read(&text) {
                prop_assert_eq!(Some(read), reference(&text));
            }
        }
    }
}

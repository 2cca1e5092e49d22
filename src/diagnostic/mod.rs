//! Problems in files: where, what, why, and the next step; collected, never one at a time.
//!
//! Owns positions (line and column), the nearest valid word, and the picture of a problem with its caret. Knows nothing of
//! what the files mean: [`crate::catalog`] and [`crate::profile`] say that.

mod reader;
mod tree;
mod what;

pub use reader::{Document, TableReader, Value};
pub use what::What;

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    ops::Range,
};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Whether a text is read the short way, without the `toml` crate.
#[cfg(test)]
pub(crate) fn reads_plainly(text: &str) -> bool {
    tree::Table::read(text).is_some()
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is used; the reader should know.
    Warning,
}

/// One problem at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What to say at the caret.
    pub label: String,
    /// The next step.
    pub help: Option<String>,
    /// Bytes of the text that are wrong.
    pub span: Range<usize>,
}

impl Problem {
    /// Adds what to say at the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = printable(label.into());
        self
    }

    /// Adds the next step.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(printable(help.into()));
        self
    }

    /// Adds "did you mean" where a valid word is near, else lists the valid words.
    pub fn nearest<'w>(&mut self, word: &str, valid: impl IntoIterator<Item = &'w str>) -> &mut Self {
        let valid: Vec<&str> = valid.into_iter().collect();
        self.help = nearest(word, valid.iter().copied()).map_or_else(
            || match valid.len() {
                0 => None,
                1..=12 => Some(format!("valid here: {}", valid.join(", "))),
                n => Some(format!("valid here: {}, … ({n} in all)", valid[..10].join(", "))),
            },
            |near| Some(format!("did you mean `{near}`?")),
        );
        self
    }
}

/// Words longer than this are not compared: nobody means them, and the comparison takes time of their length squared.
const LONGEST_WORD: usize = 100;

/// The valid word nearest to `word`, if any is near enough to be meant.
#[must_use]
pub fn nearest<'w>(word: &str, valid: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let lower = word.to_lowercase();
    valid
        .into_iter()
        .filter(|v| v.len() <= LONGEST_WORD)
        .map(|v| (strsim::jaro_winkler(&lower, &v.to_lowercase()), v))
        .filter(|(likeness, _)| *likeness >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, v)| v)
}

/// All problems of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// Name to show: a path, or `<stdin>`.
    pub file: String,
    /// The text.
    pub text: String,
    /// The problems, in order of finding.
    pub items: Vec<Problem>,
    /// Line of the file that the text begins with, from 1.
    first_line: usize,
    /// Lines that are not TOML, from their first byte to their end: what is said about their values besides would only be a
    /// consequence. They do not overlap: a damaged text may have as many as lines, and each problem is looked up here.
    damaged: BTreeMap<usize, usize>,
    /// Where problems go that are not kept.
    dropped: Option<Box<Problem>>,
    /// Errors that were found when [`KEPT`] problems had been kept.
    further: usize,
}

/// More problems than this are counted but not kept: a large file that is something else altogether may have millions.
const KEPT: usize = 100_000;

/// More problems than this are counted but not drawn: nobody reads them, and drawing takes time.
const DRAWN: usize = 500;

impl Problems {
    /// None yet.
    #[must_use]
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            text: text.into(),
            items: Vec::new(),
            first_line: 1,
            damaged: BTreeMap::new(),
            dropped: None,
            further: 0,
        }
    }

    /// For a text that is a part of its file: the line, from 1, that it begins with.
    #[must_use]
    pub fn from_line(mut self, line: usize) -> Self {
        self.first_line = line.max(1);
        self
    }

    /// Says that the line around this place is not TOML and has been reported: further problems on it are dropped, because
    /// they would only follow from that one.
    pub(crate) fn damage(&mut self, span: &Range<usize>) {
        let start = floor_boundary(&self.text, span.start);
        let end = floor_boundary(&self.text, span.end).max(start);
        if self.is_damaged(start) && self.is_damaged(end) {
            return;
        }
        let from = self.text[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = self.text[end..].find('\n').map_or(self.text.len(), |i| end + i);
        self.damaged.insert(from, to);
    }

    fn is_damaged(&self, at: usize) -> bool {
        self.damaged.range(..=at).next_back().is_some_and(|(_, to)| at <= *to)
    }

    /// Adds an error.
    pub fn error(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Problem {
        self.add(Severity::Error, span, message)
    }

    /// Adds a warning.
    pub fn warning(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Problem {
        self.add(Severity::Warning, span, message)
    }

    fn add(&mut self, severity: Severity, span: Range<usize>, message: impl Into<String>) -> &mut Problem {
        let end = floor_boundary(&self.text, span.end);
        let start = floor_boundary(&self.text, span.start).min(end);
        let problem = Problem {
            severity,
            message: printable(message.into()),
            label: String::new(),
            help: None,
            span: start..end,
        };
        if end > 0 && self.is_damaged(start) {
            return self.dropped.insert(Box::new(problem));
        }
        if self.is_full() {
            self.further += usize::from(severity == Severity::Error);
            return self.dropped.insert(Box::new(problem));
        }
        self.items.push(problem);
        let last = self.items.len() - 1;
        &mut self.items[last]
    }

    /// Whether further problems are counted but not kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.items.len() >= KEPT
    }

    /// Whether the file must be refused.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// Number of errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.items.iter().filter(|p| p.severity == Severity::Error).count() + self.further
    }

    /// Sorts by place.
    pub fn sort(&mut self) {
        self.items.sort_by_key(|p| (p.span.start, p.span.end, p.severity));
    }

    /// Line and column of a problem, from 1; the column counts characters.
    #[must_use]
    pub fn position(&self, problem: &Problem) -> (usize, usize) {
        let (line, column) = position(&self.text, problem.span.start);
        (line + self.first_line - 1, column)
    }

    /// All problems as text with carets; `styled` adds colours.
    #[must_use]
    pub fn render(&self, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let lines = LineStarts::of(&self.text);
        let mut out = String::new();
        for problem in self.items.iter().take(DRAWN) {
            let level = match problem.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
            };
            // Only the line of the problem goes to the renderer, which reads all that it is given; a value of many lines is
            // marked on its first.
            let (number, line) = lines.line(&self.text, problem.span.start);
            let text = self.text[line.clone()].trim_end_matches(['\n', '\r']);
            let start = problem.span.start.min(line.start + text.len()) - line.start;
            let end = problem.span.end.min(line.start + text.len()).max(line.start + start) - line.start;
            let mut annotation = AnnotationKind::Primary.span(start..end);
            if !problem.label.is_empty() {
                annotation = annotation.label(&problem.label);
            }
            let snippet = Snippet::source(text)
                .path(&self.file)
                .line_start(number + self.first_line - 1)
                .annotation(annotation);
            let mut group = Group::with_title(level.primary_title(&problem.message)).element(snippet);
            if let Some(help) = &problem.help {
                group = group.element(Level::HELP.message(help));
            }
            out.push_str(&renderer.render(&[group]));
            out.push('\n');
        }
        let more = self.items.len().saturating_sub(DRAWN) + self.further;
        if more > 0 {
            let _ = writeln!(out, "… and {more} more problems");
        }
        out
    }
}

/// Where the lines of a text begin, so that finding many lines does not read the text many times.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        Self(
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(i, _)| i + 1))
                .collect(),
        )
    }

    /// Number from 1 and bytes, with its line feed, of the line around this byte.
    fn line(&self, text: &str, offset: usize) -> (usize, Range<usize>) {
        let number = self.0.partition_point(|start| *start <= offset).max(1);
        let start = self.0.get(number - 1).copied().unwrap_or(0);
        let end = self.0.get(number).copied().unwrap_or(text.len());
        (number, start..end)
    }
}

/// The text with control characters written out: a file must not be able to move the cursor of whoever reads its problems.
fn printable(text: String) -> String {
    if text.chars().any(char::is_control) {
        text.chars()
            .flat_map(|c| {
                if c.is_control() {
                    c.escape_default().collect::<Vec<_>>()
                } else {
                    vec![c]
                }
            })
            .collect()
    } else {
        text
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

/// Line and column of a byte offset, from 1; the column counts characters.
#[must_use]
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor_boundary(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

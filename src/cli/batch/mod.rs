//! `batch`: a table of profiles in, a row of numbers out for each, in the same order.
//!
//! Reads and writes in pieces: memory does not grow with the table. A row that is wrong is told with its line and column and
//! left out; the others are done.

mod cells;
mod columns;
mod records;

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use super::{
    args::{Batch, BatchFormat},
    input, knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    catalog::Catalog,
    diagnostic::{Problems, Severity},
    report::{
        batch::{Format, Rows},
        words,
    },
    weigh::batch::{Row, Weigher},
};
use columns::{Columns, Wrong};
use records::{Next, Record, Records};

/// Bytes of results that are written at once.
const CHUNK: usize = 64 * 1024;

/// Problems beyond this number take one line each: their picture would only bury the first ones.
const PICTURES: usize = 50;

/// Why a table was not done to its end.
enum Stopped {
    /// All was said.
    Wrong,
    Reading(io::Error),
    Writing(io::Error),
}

pub(super) fn run(args: &Batch, catalog: Option<&Path>) -> Status {
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    let name = input::name(&args.table);
    let format = match args.format {
        BatchFormat::Csv => Format::Csv,
        BatchFormat::Jsonl => Format::Jsonl,
    };
    let mut telling = Telling::new(&name);
    let out = io::stdout().lock();
    let done = if input::is_stdin(&args.table) {
        table(io::stdin().lock(), out, &catalog, format, &mut telling)
    } else {
        File::open(&args.table)
            .map_err(Stopped::Reading)
            .and_then(|file| table(file, out, &catalog, format, &mut telling))
    };
    let rows = telling.close();
    match done {
        Ok(()) => rows,
        Err(Stopped::Wrong) => Status::Wrong,
        Err(Stopped::Reading(error)) => {
            unreadable(&name, &error);
            Status::Wrong
        }
        Err(Stopped::Writing(error)) => rows.or(output::outcome(Err(error))),
    }
}

/// Weighs a whole table.
fn table(
    source: impl Read,
    mut out: impl Write,
    catalog: &Catalog,
    format: Format,
    telling: &mut Telling<'_>,
) -> Result<(), Stopped> {
    let mut records = Records::new(source).map_err(Stopped::Reading)?;
    if let Some(why) = no_table(records.beginning()) {
        Complaint::new(format!("{}: {why}", telling.file))
            .help("save the table as CSV in UTF-8: the first row names the columns, each other row is a profile")
            .print();
        return Err(Stopped::Wrong);
    }
    let mut columns = match records.advance().map_err(Stopped::Reading)? {
        Next::Record => Columns::read(telling.file, &records.record(), catalog).map_err(|problems| {
            output::problems(&problems);
            Stopped::Wrong
        })?,
        Next::Unclosed | Next::End => {
            telling.tell(&records.record(), Severity::Error, &[unclosed()]);
            return Err(Stopped::Wrong);
        }
    };
    let rows = Rows::new(catalog, format);
    let mut weigher = Weigher::new(catalog);
    let mut row = Row::new(catalog);
    let mut written = Vec::with_capacity(CHUNK + CHUNK / 4);
    let (mut wrong, mut doubts) = (Vec::new(), Vec::new());
    rows.head(&mut written);
    loop {
        let next = records.advance().map_err(Stopped::Reading)?;
        let record = records.record();
        match next {
            Next::End => break,
            Next::Unclosed => wrong.push(unclosed()),
            // Spreadsheets end with rows of nothing but commas.
            Next::Record if record.cells().all(|cell| cell.trim_ascii().is_empty()) => continue,
            Next::Record => {
                let name = columns.row(&record, &mut row, &mut wrong, &mut doubts);
                if wrong.is_empty() {
                    if name.is_empty() {
                        rows.row(&format!("line {}", record.line), weigher.weigh(&row), &mut written);
                    } else {
                        rows.row(name, weigher.weigh(&row), &mut written);
                    }
                }
            }
        }
        if !doubts.is_empty() {
            telling.tell(&record, Severity::Warning, &doubts);
            doubts.clear();
        }
        telling.rows += 1;
        if !wrong.is_empty() {
            telling.tell(&record, Severity::Error, &wrong);
            telling.wrong += 1;
            wrong.clear();
        }
        if written.len() >= CHUNK {
            out.write_all(&written).map_err(Stopped::Writing)?;
            written.clear();
        }
    }
    out.write_all(&written)
        .and_then(|()| out.flush())
        .map_err(Stopped::Writing)
}

/// Why these bytes do not begin a table.
fn no_table(beginning: &[u8]) -> Option<&'static str> {
    if beginning.starts_with(&[0xff, 0xfe]) || beginning.starts_with(&[0xfe, 0xff]) {
        Some("this is UTF-16")
    } else if beginning.starts_with(b"PK\x03\x04") {
        Some("this is a spreadsheet's own file (or another archive), not CSV")
    } else if beginning.contains(&0) {
        Some("this is not text")
    } else if beginning.trim_ascii().is_empty() || beginning.trim_ascii() == b"\xef\xbb\xbf" {
        Some("there is nothing in it")
    } else {
        None
    }
}

fn unclosed() -> Wrong {
    Wrong {
        cell: 0,
        message: "a quote is opened on this line and never closed".to_owned(),
        help: Some("close it, or double it where it is meant as a sign".to_owned()),
    }
}

fn unreadable(name: &str, error: &io::Error) {
    let (why, help) = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ("there is no such file", "check the name"),
        io::ErrorKind::IsADirectory => ("it is a folder", "name the table in it"),
        io::ErrorKind::PermissionDenied => (
            "you may not read it",
            "ask its owner, or run `chmod u+r` if it is yours",
        ),
        _ => {
            let complaint = Complaint::new(format!("cannot read `{name}`: {error}"));
            return complaint.help("try again, or copy the file elsewhere").print();
        }
    };
    Complaint::new(format!("cannot read `{name}`: {why}"))
        .help(help)
        .print();
}

/// Tells what is wrong with rows, and counts them.
struct Telling<'f> {
    file: &'f str,
    rows: usize,
    wrong: usize,
    pictures: usize,
}

impl<'f> Telling<'f> {
    const fn new(file: &'f str) -> Self {
        Self {
            file,
            rows: 0,
            wrong: 0,
            pictures: 0,
        }
    }

    /// Says what is wrong with cells of a record: line, column, the text and a caret; later only line, column and message.
    fn tell(&mut self, record: &Record<'_>, severity: Severity, wrong: &[Wrong]) {
        // Bytes that are no text are shown as one sign each, which moves the cells behind them: those are placed anew.
        let text = String::from_utf8_lossy(record.raw);
        let mut problems = Problems::new(self.file, text.clone()).from_line(record.line);
        for wrong in wrong {
            let place = record.place(wrong.cell);
            let place = shown(record.raw, place.start)..shown(record.raw, place.end);
            let problem = match severity {
                Severity::Error => problems.error(place, &wrong.message),
                Severity::Warning => problems.warning(place, &wrong.message),
            };
            if let Some(help) = &wrong.help {
                problem.help(help);
            }
        }
        if self.pictures < PICTURES {
            self.pictures += wrong.len();
            output::pictures(&problems);
        } else {
            for problem in &problems.items {
                let (line, column) = problems.position(problem);
                output::say(format_args!("{}:{line}:{column}: {}", self.file, problem.message));
            }
        }
    }

    /// Says how many rows were left out.
    fn close(&self) -> Status {
        if self.wrong == 0 {
            return Status::Done;
        }
        let rows = words::counted(self.rows, "row", "rows");
        let (are, they) = if self.wrong == 1 {
            ("is", "it is")
        } else {
            ("are", "they are")
        };
        output::say(format_args!(
            "{}: {} of {rows} {are} wrong and left out; {they} told above",
            self.file, self.wrong
        ));
        Status::Wrong
    }
}

/// Where a byte of a text stands once the text is made UTF-8.
fn shown(raw: &[u8], at: usize) -> usize {
    String::from_utf8_lossy(raw.get(..at).unwrap_or(raw)).len()
}

//! Records of a CSV stream, one at a time: its cells, its text as it stands, and its line.
//!
//! Knows quotes, delimiters and line ends, not what cells mean. Holds one record and what was read with it, never the file: a
//! quote that is opened and never closed would make one record of all that follows, so that is told apart, and reading goes on with
//! the next line.

use std::{
    io::{self, Read},
    ops::Range,
};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// A record that is longer than this holds a quote that was never closed.
const LONGEST: usize = 1 << 20;

/// The mark that some programs put before UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A stream of records.
pub(super) struct Records<R> {
    source: R,
    parser: Reader,
    delimiter: u8,
    buffer: Vec<u8>,
    /// Where the record at hand begins in the buffer, how far it was parsed, and how far the buffer is filled.
    start: usize,
    parsed: usize,
    filled: usize,
    ended: bool,
    /// Cells of the record at hand, without quotes, one after the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// Line of the first byte in the buffer that belongs to no record yet.
    line: usize,
    after_return: bool,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A record.
    Record,
    /// A line whose quote is never closed: it is skipped.
    Unclosed,
    /// Nothing.
    End,
}

/// A record, or a line that was skipped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    /// As it stands, without the end of its line.
    pub(super) raw: &'r [u8],
    /// Line that it begins on, from 1.
    pub(super) line: usize,
    cells: &'r [u8],
    ends: &'r [usize],
    delimiter: u8,
}

impl<R: Read> Records<R> {
    /// Begins to read: finds the delimiter, a comma unless the first line has none and has semicolons or tabs.
    ///
    /// # Errors
    ///
    /// Where reading fails.
    pub(super) fn new(source: R) -> io::Result<Self> {
        let mut records = Self {
            source,
            parser: Reader::new(),
            delimiter: b',',
            buffer: vec![0; CHUNK],
            start: 0,
            parsed: 0,
            filled: 0,
            ended: false,
            cells: vec![0; 1024],
            ends: vec![0; 64],
            count: 0,
            line: 1,
            after_return: false,
        };
        while !records.ended && records.filled < CHUNK && !records.buffer[..records.filled].contains(&b'\n') {
            records.fill()?;
        }
        if records.buffer[..records.filled].starts_with(BOM) {
            (records.start, records.parsed) = (BOM.len(), BOM.len());
        }
        let text = &records.buffer[records.start..records.filled];
        let first = text
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r'))
            .map_or(text, |end| &text[..end]);
        if !first.contains(&b',') {
            records.delimiter = [b';', b'\t'].into_iter().find(|d| first.contains(d)).unwrap_or(b',');
        }
        records.parser = parser(records.delimiter);
        Ok(records)
    }

    /// The bytes at the very beginning, for a look at what kind of file this is.
    pub(super) fn beginning(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    /// Reads on to the end of the next record.
    ///
    /// # Errors
    ///
    /// Where reading fails.
    pub(super) fn advance(&mut self) -> io::Result<Next> {
        self.leave();
        let mut written = 0;
        self.count = 0;
        loop {
            if self.parsed == self.filled && !self.ended {
                if self.filled - self.start >= LONGEST {
                    return Ok(self.skip_line());
                }
                self.fill()?;
                continue;
            }
            let (result, read, wrote, ended) = self.parser.read_record(
                &self.buffer[self.parsed..self.filled],
                &mut self.cells[written..],
                &mut self.ends[self.count..],
            );
            self.parsed += read;
            written += wrote;
            self.count += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    // A quote that is still open ends with the file only.
                    let is_last = self.parsed == self.filled && self.ended;
                    if is_last && is_open(&self.buffer[self.start..self.parsed], self.delimiter) {
                        return Ok(self.skip_line());
                    }
                    self.enter();
                    return Ok(Next::Record);
                }
                ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    /// The record at hand; after [`Next::Unclosed`] the line that is skipped, which has no cells.
    pub(super) fn record(&self) -> Record<'_> {
        let raw = &self.buffer[self.start..self.parsed];
        let end = raw
            .iter()
            .rposition(|b| !matches!(b, b'\n' | b'\r'))
            .map_or(0, |last| last + 1);
        Record {
            raw: &raw[..end],
            line: self.line,
            cells: &self.cells,
            ends: &self.ends[..self.count],
            delimiter: self.delimiter,
        }
    }

    /// Leaves the record at hand behind.
    fn leave(&mut self) {
        let length = self.parsed - self.start;
        let kept = self.count.checked_sub(1).and_then(|last| self.ends.get(last));
        if kept.is_some_and(|kept| kept + self.count == length) {
            // Nothing was taken off but a byte after each cell: there are no quotes, and only the last of these ends a line.
            self.after_return = false;
            self.count_lines(self.parsed - 1..self.parsed);
        } else {
            self.count_lines(self.start..self.parsed);
        }
        self.start = self.parsed;
    }

    /// Leaves the ends of lines before the record behind, so that it begins with itself.
    fn enter(&mut self) {
        let raw = &self.buffer[self.start..self.parsed];
        let blank = raw
            .iter()
            .position(|b| !matches!(b, b'\n' | b'\r'))
            .unwrap_or(raw.len());
        self.count_lines(self.start..self.start + blank);
        self.start += blank;
    }

    fn count_lines(&mut self, range: Range<usize>) {
        for byte in &self.buffer[range] {
            // The line feed after a carriage return ends the same line.
            self.line += usize::from(*byte == b'\r' || (*byte == b'\n' && !self.after_return));
            self.after_return = *byte == b'\r';
        }
    }

    /// Gives up the record at hand, and goes on with the line after the one that it began on.
    fn skip_line(&mut self) -> Next {
        self.enter();
        let text = &self.buffer[self.start..self.filled];
        let end = text.iter().position(|b| *b == b'\n').map_or(text.len(), |end| end + 1);
        self.parsed = self.start + end;
        self.count = 0;
        self.parser = parser(self.delimiter);
        Next::Unclosed
    }

    /// Reads more; makes room before.
    fn fill(&mut self) -> io::Result<()> {
        if self.filled == self.buffer.len() {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.filled, 0);
                self.parsed -= self.start;
                self.filled -= self.start;
                self.start = 0;
            } else {
                self.buffer.resize(self.buffer.len() * 2, 0);
            }
        }
        loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}

impl<'r> Record<'r> {
    /// Number of cells.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// All cells, as written but for their quotes.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'r [u8]> + use<'r> {
        let cells = self.cells;
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let cell = cells.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }

    /// Where a cell stands in the text of the record, its quotes included; at its end where there is none.
    pub(super) fn place(&self, at: usize) -> Range<usize> {
        let mut cell = 0;
        let mut start = 0;
        let mut quoted = Quoted::default();
        for (index, byte) in self.raw.iter().enumerate() {
            if quoted.see(*byte, self.delimiter) {
                if cell == at {
                    return start..index;
                }
                cell += 1;
                start = index + 1;
            }
        }
        if cell == at {
            start..self.raw.len()
        } else {
            self.raw.len()..self.raw.len()
        }
    }
}

/// Follows quotes through a record as the parser does.
#[derive(Default)]
struct Quoted {
    inside: bool,
    /// Whether anything but the beginning of the cell was seen.
    begun: bool,
}

impl Quoted {
    /// Whether this byte ends a cell.
    fn see(&mut self, byte: u8, delimiter: u8) -> bool {
        if byte == b'"' && (self.inside || !self.begun) {
            // A doubled quote closes and opens again.
            self.inside = !self.inside;
            return false;
        }
        let ends = byte == delimiter && !self.inside;
        self.begun = !ends;
        ends
    }
}

/// Whether a quote is open at the end of a record.
fn is_open(raw: &[u8], delimiter: u8) -> bool {
    let mut quoted = Quoted::default();
    for byte in raw {
        quoted.see(*byte, delimiter);
    }
    quoted.inside
}

fn parser(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time: every boundary is met.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = usize::from(!self.0.is_empty() && !buffer.is_empty());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    /// `line: cell|cell`, or `line: ?text` for a line that is skipped.
    fn all(text: &str) -> Vec<String> {
        let read = |source: &mut dyn Read| {
            let mut records = Records::new(source).unwrap();
            let mut out = Vec::new();
            loop {
                let next = records.advance().unwrap();
                let record = records.record();
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                match next {
                    Next::End => return out,
                    Next::Unclosed => out.push(format!("{}: ?{}", record.line, text(record.raw))),
                    Next::Record => {
                        let cells: Vec<String> = record.cells().map(text).collect();
                        for (at, cell) in cells.iter().enumerate() {
                            let place = text(&record.raw[record.place(at)]);
                            assert_eq!(place.trim_matches('"').replace("\"\"", "\""), cell.trim_matches('"'));
                        }
                        out.push(format!("{}: {}", record.line, cells.join("|")));
                    }
                }
            }
        };
        let whole = read(&mut text.as_bytes());
        assert_eq!(whole, read(&mut Drops(text.as_bytes())), "{text:?}");
        whole
    }

    #[test]
    fn quotes_line_ends_and_marks_are_understood() {
        assert_eq!(all("a,b\n1,2\n"), ["1: a|b", "2: 1|2"]);
        assert_eq!(all("\u{feff}a,b\r\n1,2\r\n\r\n3,4"), ["1: a|b", "2: 1|2", "4: 3|4"]);
        assert_eq!(all("a\rb\rc"), ["1: a", "2: b", "3: c"]);
        assert_eq!(all("a,\"b,\"\"c\"\"\nd\",e\nf\n"), ["1: a|b,\"c\"\nd|e", "3: f"]);
        assert_eq!(all("a;b\n1,5;2\n"), ["1: a|b", "2: 1,5|2"]);
        assert_eq!(all("a\tb\n1\t2\n"), ["1: a|b", "2: 1|2"]);
        assert_eq!(all("a,b,\n,,\n"), ["1: a|b|", "2: ||"]);
        assert_eq!(all(""), Vec::<String>::new());
        assert_eq!(all("\n\n"), Vec::<String>::new());
    }

    #[test]
    fn a_quote_that_is_never_closed_spoils_its_own_line_only() {
        assert_eq!(all("a,b\n\"1,2\n3,4\n5,6"), ["1: a|b", "2: ?\"1,2", "3: 3|4", "4: 5|6"]);
        assert_eq!(all("a\n\"1"), ["1: a", "2: ?\"1"]);
        let long = format!("a,b\n\"1,2\n{}", "3,4\n".repeat(LONGEST / 2));
        let read = all_of(&long);
        assert_eq!(read.len(), 2 + LONGEST / 2);
        assert_eq!(read[1], "2: ?\"1,2");
        assert_eq!(read.last().unwrap(), &format!("{}: 3|4", 2 + LONGEST / 2));
    }

    /// As [`all`], without the slow source.
    fn all_of(text: &str) -> Vec<String> {
        let mut records = Records::new(text.as_bytes()).unwrap();
        let mut out = Vec::new();
        loop {
            match records.advance().unwrap() {
                Next::End => return out,
                Next::Unclosed => out.push(format!(
                    "{}: ?{}",
                    records.record().line,
                    String::from_utf8_lossy(records.record().raw)
                )),
                Next::Record => {
                    let cells: Vec<_> = records
                        .record()
                        .cells()
                        .map(String::from_utf8_lossy)
                        .map(String::from)
                        .collect();
                    out.push(format!("{}: {}", records.record().line, cells.join("|")));
                }
            }
            assert!(records.buffer.len() <= 4 * LONGEST, "the buffer is bounded");
        }
    }

    #[test]
    fn long_cells_and_many_cells_find_room() {
        let cells: Vec<String> = (0..300).map(|n| "x".repeat(n)).collect();
        let text = format!("{}\n1\n", cells.join(","));
        assert_eq!(all(&text), [format!("1: {}", cells.join("|")), "2: 1".to_owned()]);
    }
}

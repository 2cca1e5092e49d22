//! Lines in and out.
//!
//! Owns the streams: what comes out is wrapped and printable, what comes in is one line of text or the reason why it is none.

use std::io::{self, BufRead, Write};

use crate::report::{document::Document, spoken};

/// Longest line that is read, in bytes: much longer than a note.
const LONGEST: usize = 64 * 1024;

/// The streams of a run.
pub(super) struct Console<'a> {
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Whether somebody types the lines: then they are asked for with `> `.
    prompts: bool,
    text: String,
    /// Whether what was written last ends with an empty line, or nothing was.
    parted: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Read {
    /// A line, without its end and without blanks around it.
    Line(String),
    /// A line that cannot be taken; why.
    Unfit(String),
    /// There is no more.
    End,
}

impl<'a> Console<'a> {
    pub(super) fn new(
        input: &'a mut dyn BufRead,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
        prompts: bool,
    ) -> Self {
        Self {
            input,
            out,
            err,
            prompts,
            text: String::new(),
            parted: true,
        }
    }

    /// Whether somebody types the lines.
    pub(super) fn prompts(&self) -> bool {
        self.prompts
    }

    /// Says a paragraph.
    pub(super) fn say(&mut self, text: impl AsRef<str>) {
        spoken::paragraph(&mut self.text, text.as_ref());
    }

    /// Says a paragraph behind a mark.
    pub(super) fn item(&mut self, mark: &str, text: impl AsRef<str>) {
        spoken::hanging(&mut self.text, mark, text.as_ref());
    }

    /// Leaves a line empty; never two of them.
    pub(super) fn gap(&mut self) {
        let parted = if self.text.is_empty() {
            self.parted
        } else {
            self.text.ends_with("\n\n")
        };
        if !parted {
            self.text.push('\n');
        }
    }

    /// Says lines as they are.
    pub(super) fn lines(&mut self, text: &str) {
        spoken::verbatim(&mut self.text, text);
    }

    /// Says a whole document.
    pub(super) fn document(&mut self, document: &Document) {
        self.text.push_str(&spoken::draw(document));
    }

    /// Writes what was said.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.parted = text == "\n" || text.ends_with("\n\n");
        }
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Writes lines to the stream for complaints, after all that was said.
    pub(super) fn complain(&mut self, lines: &str) -> io::Result<()> {
        self.flush()?;
        let mut text = String::new();
        spoken::verbatim(&mut text, lines);
        self.err.write_all(text.as_bytes())?;
        self.err.flush()
    }

    /// Writes what was said, and reads a line.
    pub(super) fn read(&mut self) -> io::Result<Read> {
        self.flush()?;
        if self.prompts {
            self.out.write_all(b"> ")?;
            self.out.flush()?;
        }
        let mut bytes = Vec::new();
        let mut too_long = false;
        loop {
            // A stream that fails (a terminal that is gone) has no more to say.
            let mut found = Vec::new();
            let limit = (LONGEST + 1 - bytes.len().min(LONGEST)) as u64;
            let read = io::Read::take(&mut *self.input, limit).read_until(b'\n', &mut found);
            let ended = !matches!(read, Ok(1..));
            let whole = found.ends_with(b"\n");
            bytes.append(&mut found);
            if ended || whole {
                if bytes.is_empty() && !too_long {
                    return Ok(Read::End);
                }
                break;
            }
            if bytes.len() > LONGEST {
                too_long = true;
                bytes.clear();
            }
        }
        Ok(if too_long {
            Read::Unfit("that line is longer than any answer or note can be".to_owned())
        } else {
            line(bytes)
        })
    }
}

fn line(bytes: Vec<u8>) -> Read {
    let Ok(text) = String::from_utf8(bytes) else {
        return Read::Unfit("that line is not text in UTF-8".to_owned());
    };
    let text = text.trim();
    // What a key such as an arrow sends, among others. A tab is a blank.
    if let Some(found) = text.chars().find(|c| c.is_control() && *c != '\t') {
        return Read::Unfit(format!(
            "that line holds a control character (U+{:04X}); arrow keys and the like do nothing here",
            u32::from(found)
        ));
    }
    Read::Line(text.replace('\t', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(mut input: &[u8]) -> Vec<Read> {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::new(&mut input, &mut out, &mut err, false);
        let mut all = Vec::new();
        loop {
            match console.read().unwrap() {
                Read::End => return all,
                read => all.push(read),
            }
        }
    }

    fn is_unfit(read: &Read) -> bool {
        matches!(read, Read::Unfit(_))
    }

    #[test]
    fn lines_come_one_by_one_whatever_ends_them() {
        let line = |text: &str| Read::Line(text.to_owned());
        assert_eq!(
            read_all(b" 12k \r\n\nnote a\tb\nlast"),
            [line("12k"), line(""), line("note a b"), line("last")]
        );
        assert_eq!(read_all(b""), []);
    }

    #[test]
    fn what_is_no_text_or_endless_is_one_unfit_line() {
        let mut input = b"\xff\xfe\n\x08A\n".to_vec();
        input.extend(std::iter::repeat_n(b'x', 3 * LONGEST));
        input.extend(b"\nnext\n");
        let all = read_all(&input);
        assert!(all[..3].iter().all(is_unfit), "{all:?}");
        assert_eq!(all[3..], [Read::Line("next".to_owned())]);
    }

    #[test]
    fn a_prompt_stands_only_where_somebody_types() {
        for (prompts, wanted) in [(true, "hello\n> > "), (false, "hello\n")] {
            let mut input: &[u8] = b"a\n";
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut console = Console::new(&mut input, &mut out, &mut err, prompts);
            console.say("hello");
            while console.read().unwrap() != Read::End {}
            assert_eq!(String::from_utf8(out).unwrap(), wanted);
        }
    }
}

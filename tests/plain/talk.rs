//! Talking to the program without a process.

use std::{
    cell::RefCell,
    io::{self, BufRead, Read, Write},
    path::{Path, PathBuf},
    rc::Rc,
};

use tempfile::TempDir;
use weighbridge::{
    catalog::Catalog,
    plain::{self, Ended, Options, Streams},
};

use crate::screens::shipped;

/// Draws behind verdicts here: as few as give one.
const DRAWS: u32 = 1_000;

/// What came of a talk.
pub(crate) struct Said {
    pub(crate) ended: Ended,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// What was said last, from a question on.
    #[track_caller]
    pub(crate) fn has(&self, words: &str) {
        // Lines may be broken anywhere between words.
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat(&self.out).contains(&flat(words)),
            "not said: {words}\n{}",
            self.out
        );
    }

    #[track_caller]
    pub(crate) fn has_not(&self, words: &str) {
        let flat = self.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!flat.contains(words), "said: {words}\n{}", self.out);
    }
}

/// A place for files, and how the program is started there.
pub(crate) struct Talk {
    pub(crate) folder: TempDir,
    catalog: &'static Catalog,
    profile: Option<PathBuf>,
    prompts: bool,
}

impl Talk {
    /// On the shipped catalog.
    pub(crate) fn new() -> Self {
        Self::of(shipped())
    }

    pub(crate) fn of(catalog: &'static Catalog) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            catalog,
            profile: None,
            prompts: false,
        }
    }

    /// As if somebody typed.
    pub(crate) fn typed(mut self) -> Self {
        self.prompts = true;
        self
    }

    /// On a profile with this text.
    pub(crate) fn on(mut self, name: &str, text: &str) -> Self {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        self.profile = Some(path);
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn options(&self) -> Options<'static> {
        Options {
            catalog: self.catalog,
            profile: self.profile.clone(),
            state: Some(self.folder.path().join("state")),
            prompts: self.prompts,
            draws: DRAWS,
        }
    }

    /// Says these lines; `{}` in them is the folder.
    pub(crate) fn say(&self, lines: &str) -> Said {
        let lines = lines.replace("{}", &self.folder.path().display().to_string());
        self.say_bytes(lines.as_bytes())
    }

    /// On a new profile: chooses it first where none was named.
    pub(crate) fn answer(&self, lines: &str) -> Said {
        match self.profile {
            Some(_) => self.say(lines),
            None => self.say(&format!("new\n{lines}")),
        }
    }

    pub(crate) fn say_bytes(&self, mut input: &[u8]) -> Said {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            input: &mut input,
            out: &mut out,
            err: &mut err,
        };
        let ended = plain::run(&self.options(), &mut streams).expect("it runs");
        Said {
            ended,
            out: String::from_utf8(out).expect("UTF-8"),
            err: String::from_utf8(err).expect("UTF-8"),
        }
    }

    /// Everything as it stands on a terminal: what is typed stands behind the prompt that asked for it.
    pub(crate) fn transcript(&self, lines: &str) -> String {
        let shared = Rc::new(RefCell::new(Vec::new()));
        let mut input = Echo {
            lines: lines.lines().map(|line| format!("{line}\n").into_bytes()).collect(),
            line: Vec::new(),
            at: 0,
            into: Rc::clone(&shared),
        };
        let mut out = Shared(Rc::clone(&shared));
        let mut err = Shared(Rc::clone(&shared));
        let mut streams = Streams {
            input: &mut input,
            out: &mut out,
            err: &mut err,
        };
        plain::run(&self.options(), &mut streams).expect("it runs");
        let bytes = shared.borrow().clone();
        String::from_utf8(bytes).expect("UTF-8")
    }
}

/// Lines that are seen when they are read.
struct Echo {
    lines: std::collections::VecDeque<Vec<u8>>,
    line: Vec<u8>,
    at: usize,
    into: Rc<RefCell<Vec<u8>>>,
}

impl Read for Echo {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Echo {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.line.len() {
            self.line = self.lines.pop_front().unwrap_or_default();
            self.at = 0;
            self.into.borrow_mut().extend(&self.line);
        }
        Ok(&self.line[self.at..])
    }

    fn consume(&mut self, read: usize) {
        self.at += read;
    }
}

struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a file says.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

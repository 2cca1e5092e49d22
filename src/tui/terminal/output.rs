//! Writing frames: what is written is gathered and leaves in one piece.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Write},
    os::fd::AsFd as _,
    rc::Rc,
};

use super::modes;

/// Standard output without its lock and its line buffer. Clones write to the same place.
#[derive(Clone)]
pub(super) struct Output(Rc<RefCell<Inner>>);

struct Inner {
    file: File,
    gathered: Vec<u8>,
    held: bool,
}

impl Output {
    /// A second handle on standard output.
    pub(super) fn to_stdout() -> io::Result<Self> {
        Ok(Self(Rc::new(RefCell::new(Inner {
            file: unlocked_stdout()?,
            gathered: Vec::with_capacity(32 * 1024),
            held: false,
        }))))
    }

    /// From now on flushing does nothing: drawing flushes at each step, and half a frame must not be seen.
    pub(super) fn hold(&self) {
        self.0.borrow_mut().held = true;
    }

    /// Sends what was gathered.
    pub(super) fn release(&self) -> io::Result<()> {
        let mut inner = self.0.borrow_mut();
        inner.held = false;
        inner.send()
    }
}

impl Inner {
    fn send(&mut self) -> io::Result<()> {
        // A frame must not follow what gave the terminal back: a panic elsewhere, a signal that the loop did not hear.
        let sent = if modes::has_screen() {
            self.file.write_all(&self.gathered)
        } else {
            Ok(())
        };
        self.gathered.clear();
        sent
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().gathered.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut inner = self.0.borrow_mut();
        if inner.held { Ok(()) } else { inner.send() }
    }
}

/// Standard output as a file of its own: writing to it waits for no lock that another thread may hold.
pub(super) fn unlocked_stdout() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

//! The drawing side: ratatui's own, except that nothing is asked. The size is the one that was told last.

use std::io;

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use super::output::Output;

/// Draws into [`Output`].
pub(super) struct Drawing {
    inner: CrosstermBackend<Output>,
    size: Size,
}

impl Drawing {
    pub(super) fn new(output: Output, size: (u16, u16)) -> Self {
        Self {
            inner: CrosstermBackend::new(output),
            size: size.into(),
        }
    }

    /// The terminal has this size from now on.
    pub(super) fn resized(&mut self, size: (u16, u16)) {
        self.size = size.into();
    }
}

impl Backend for Drawing {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // Hidden as a mode, once; not with each frame.
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking would mean waiting for an answer that may never come.
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

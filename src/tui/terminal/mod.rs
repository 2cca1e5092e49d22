//! The terminal: the only place that talks to crossterm.
//!
//! Owns the modes the terminal is put in and their undoing, writing frames, and turning bytes and signals into [`Event`]s.
//! It must not know what is drawn, what a key means, or what a profile is.

mod backend;
mod decode;
mod input;
mod modes;
mod output;
mod signals;
mod tty;

use std::{io, sync::mpsc, thread};

use signal_hook::iterator::Signals;

use ratatui::{Terminal, TerminalOptions, Viewport, buffer::Buffer, layout::Rect};

use self::{backend::Drawing, modes::Modes, output::Output};

pub use input::Event;

/// The terminal, put into the program's modes for as long as this lives.
pub struct Screen {
    terminal: Terminal<Drawing>,
    output: Output,
    signals: Option<Signals>,
    mouse: bool,
    // Dropped last, so that nothing is written after the modes are undone.
    modes: Modes,
}

impl Screen {
    /// Takes the terminal over, with the mouse where that is wanted. Asks it nothing: no cursor position, no colours, no
    /// capabilities.
    ///
    /// # Errors
    ///
    /// Where there is no terminal, or it refuses raw mode.
    pub fn enter(size: (u16, u16), mouse: bool) -> io::Result<Self> {
        let signals = signals::catch()?;
        let modes = Modes::enter_raw()?;
        let output = Output::to_stdout()?;
        // Held until the first frame: modes and frame leave in one write.
        output.hold();
        modes.enter_screen(mouse, &mut output.clone())?;
        let terminal = Terminal::with_options(
            Drawing::new(output.clone(), size),
            TerminalOptions {
                viewport: Viewport::Fullscreen,
            },
        )?;
        Ok(Self {
            terminal,
            output,
            signals: Some(signals),
            mouse,
            modes,
        })
    }

    /// Draws one frame of this size, in one write, inside a synchronised update.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, size: (u16, u16), render: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        self.output.hold();
        self.modes.begin_update(&mut self.output)?;
        self.terminal.backend_mut().resized(size);
        self.terminal.draw(|frame| render(frame.area(), frame.buffer_mut()))?;
        self.modes.end_update(&mut self.output)?;
        self.output.release()?;
        self.modes.updated();
        Ok(())
    }

    /// Starts listening to keys and signals, and sends what happens. Call it after the first frame.
    ///
    /// # Errors
    ///
    /// Where a thread or a signal handler cannot be had.
    pub fn listen<M: From<Event> + Send + 'static>(&mut self, sender: &mpsc::Sender<M>) -> io::Result<()> {
        if let Some(signals) = self.signals.take() {
            signals::listen(signals, sender.clone())?;
        }
        let sender = sender.clone();
        thread::Builder::new()
            .name("input".into())
            .spawn(move || input::read(&sender))?;
        Ok(())
    }

    /// Has the terminal report the mouse, or not; then it selects text itself.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        if self.mouse != on {
            self.mouse = on;
            self.output.hold();
            self.modes.mouse(on, &mut self.output)?;
            self.output.release()?;
        }
        Ok(())
    }

    /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal over again when it is continued.
    /// False, and nothing done, where nobody could continue it.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be had back.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if !tty::has_a_shell() {
            return Ok(false);
        }
        modes::restore();
        signals::stop()?;
        self.take_over()?;
        Ok(true)
    }

    /// Takes the terminal over again after the process was stopped without having given it back.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be had back.
    pub fn take_over(&mut self) -> io::Result<()> {
        signals::stop_in_the_background()?;
        self.output.hold();
        self.modes.make_raw()?;
        self.modes.enter_screen(self.mouse, &mut self.output)?;
        self.repaint(size()?)
    }

    /// Has the next frame draw every cell, on a terminal of this size: what it shows now is not known.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn repaint(&mut self, size: (u16, u16)) -> io::Result<()> {
        self.output.hold();
        self.terminal.backend_mut().resized(size);
        self.terminal.resize(Rect::new(0, 0, size.0, size.1))
    }
}

/// Whether standard input and output are both a terminal.
#[must_use]
pub fn is_terminal() -> bool {
    use std::io::IsTerminal as _;
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Columns and rows of the terminal; those of the smallest usual one where it does not say.
///
/// # Errors
///
/// Where there is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    tty::size()
}

/// Whether the terminal is gone: nothing that goes wrong with it then is news.
#[must_use]
pub fn is_gone() -> bool {
    tty::hung_up()
}

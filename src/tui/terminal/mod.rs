//! The terminal: the only place that talks to crossterm.
//!
//! Owns the modes the terminal is put in and their undoing, writing frames, and turning bytes and signals into [`Event`]s.
//! It must not know what is drawn, what a key means, or what a profile is.

mod input;
mod modes;
mod output;
mod signals;

use std::{io, sync::mpsc, thread};

use signal_hook::iterator::Signals;

use ratatui::{Frame, Terminal, TerminalOptions, Viewport, backend::CrosstermBackend};

use self::{modes::Modes, output::Output};

pub use input::Event;

/// The terminal, put into the program's modes for as long as this lives.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Output>>,
    output: Output,
    signals: Option<Signals>,
    // Dropped last, so that nothing is written after the modes are undone.
    modes: Modes,
}

impl Screen {
    /// Takes the terminal over. Asks it nothing: no cursor position, no colours, no capabilities.
    ///
    /// # Errors
    ///
    /// Where there is no terminal, or it refuses raw mode.
    pub fn enter() -> io::Result<Self> {
        let signals = signals::catch()?;
        let modes = Modes::enter_raw()?;
        let output = Output::to_stdout()?;
        // Held until the first frame: modes and frame leave in one write.
        output.hold();
        modes.enter_screen(&mut output.clone())?;
        let terminal = Terminal::with_options(
            CrosstermBackend::new(output.clone()),
            TerminalOptions {
                viewport: Viewport::Fullscreen,
            },
        )?;
        Ok(Self {
            terminal,
            output,
            signals: Some(signals),
            modes,
        })
    }

    /// Draws one frame, in one write, inside a synchronised update.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.output.hold();
        self.modes.begin_update(&mut self.output)?;
        self.terminal.draw(render)?;
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

    /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal over again when it is continued.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be had back.
    pub fn suspend(&mut self) -> io::Result<()> {
        modes::restore();
        signals::stop()?;
        self.output.hold();
        self.modes = Modes::enter_raw()?;
        self.modes.enter_screen(&mut self.output)?;
        // Everything is drawn anew: what the screen shows now is not ours.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }
}

/// Whether standard input and output are both a terminal.
#[must_use]
pub fn is_terminal() -> bool {
    use std::io::IsTerminal as _;
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Columns and rows of the terminal.
///
/// # Errors
///
/// Where there is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    ratatui::crossterm::terminal::size()
}

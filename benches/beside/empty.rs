//! A program that does nothing: what the probe measures beside ours, so that what the libraries and the machine cost is known.
//!
//! The same modes as ours, no query to the terminal, one line, frames in synchronised updates; it waits for keys, shows the last
//! one, and leaves with `q`.

#![allow(clippy::pedantic, reason = "not a part of the program")]

use std::io::{self, Write as _};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        cursor::{Hide, Show},
        event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode},
        execute, queue,
        terminal::{
            BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
            disable_raw_mode, enable_raw_mode,
        },
    },
};

fn main() -> io::Result<()> {
    enable_raw_mode()?;
    queue!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut line = String::from("nothing happens here");
    loop {
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        terminal.draw(|frame| frame.render_widget(line.as_str(), frame.area()))?;
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        match event::read()? {
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            Event::Key(key) => line = format!("{:?}", key.code),
            _ => {}
        }
    }
    execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    io::stdout().flush()?;
    disable_raw_mode()
}

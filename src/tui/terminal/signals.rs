//! Signals. Those that end the program are told to the loop, which leaves in good order; a loop that does not answer is left.
//! Another size is told too: the library that reads keys also tells it, but listens from its first read on only.

use std::{io, process, sync::mpsc::Sender, thread, time::Duration};

use signal_hook::{
    consts::signal::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level,
};

use super::{Event, modes};

/// How long the loop has for leaving in good order.
const PATIENCE: Duration = Duration::from_secs(2);

/// Catches signals from now on: before the terminal is changed, or one that comes early would leave it so.
pub(super) fn catch() -> io::Result<Signals> {
    Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH])
}

/// Tells of signals on a thread of its own, also of those that were caught before.
pub(super) fn listen<M: From<Event> + Send + 'static>(mut signals: Signals, sender: Sender<M>) -> io::Result<()> {
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            if signal == SIGWINCH {
                if let Ok((width, height)) = super::size() {
                    let _ = sender.send(Event::Resize(width, height).into());
                }
                continue;
            }
            let _ = sender.send(Event::Signal(signal).into());
            thread::sleep(PATIENCE);
            modes::restore();
            process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Stops the process until it is continued.
pub(super) fn stop() -> io::Result<()> {
    low_level::emulate_default_handler(SIGTSTP)
}

//! Reading: from the tty's bytes to the program's events, and the end of them.

use std::{sync::mpsc::Sender, thread, time::Duration};

use super::{decode::Decoder, tty};
use crate::tui::{fault, key::Key, pointer::Pointer};

/// How long an escape may be the beginning of something: long enough for a slow line, too short to be felt.
const PATIENCE: Duration = Duration::from_millis(25);
/// How long a paste may pause before it is over without having ended.
const PASTE_PATIENCE: Duration = Duration::from_millis(500);

/// How long to wait before looking again whose the terminal is.
const IN_THE_BACKGROUND: Duration = Duration::from_millis(100);

/// What can come from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed (or repeats).
    Key(Key),
    /// The mouse did something.
    Pointer(Pointer),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// A signal asks the program to end.
    Signal(i32),
    /// A signal asks the program to stop until it is continued.
    Stop,
    /// The program was stopped without being asked, and goes on: the terminal may be in any state.
    Continued,
    /// The terminal is gone: nothing can be read any more.
    Closed,
}

/// Tells the loop when reading ends, however it ends.
struct Closing<'s, M: From<Event>>(&'s Sender<M>);

impl<M: From<Event>> Drop for Closing<'_, M> {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Closed.into());
    }
}

/// Reads until nobody listens or nothing can be read. Blocks: nothing happens while nothing happens.
pub(super) fn read<M: From<Event>>(sender: &Sender<M>) {
    let closing = Closing(sender);
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let patience = match (decoder.waits(), decoder.pastes()) {
            (false, _) => None,
            (true, false) => Some(PATIENCE),
            (true, true) => Some(PASTE_PATIENCE),
        };
        if !tty::has_input(patience) {
            decoder.give_up(&mut events);
        } else if !tty::is_ours() {
            // Others read there now; reading would stop the process before it hears that it is to end.
            thread::sleep(IN_THE_BACKGROUND);
        } else {
            match tty::read(&mut chunk) {
                // A terminal that is gone reads as empty, or not at all: reading on would never end.
                Ok(0) | Err(_) => return,
                Ok(read) => {
                    fault::panic_in("input");
                    decoder.feed(&chunk[..read], &mut events);
                }
            }
        }
        for event in events.drain(..) {
            if closing.0.send(event.into()).is_err() {
                return;
            }
        }
    }
}

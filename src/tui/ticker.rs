//! The seconds of the presenter's clock: the only timer there is, and only while that clock runs.

use std::{
    sync::mpsc::{Receiver, RecvError, RecvTimeoutError},
    time::{Duration, Instant},
};

use super::message::Message;

const SECOND: Duration = Duration::from_secs(1);

/// Counts whole seconds while it is asked to.
#[derive(Debug, Default)]
pub(super) struct Ticker {
    /// Where the second began that is running.
    since: Option<Instant>,
}

impl Ticker {
    /// Waits for a message; while the clock runs, no longer than to its next second, which is a message too.
    ///
    /// # Errors
    ///
    /// Where nobody can send any more.
    pub(super) fn next(&mut self, messages: &Receiver<Message>, running: bool) -> Result<Message, RecvError> {
        if !running {
            self.since = None;
            return messages.recv();
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        let left = SECOND.saturating_sub(since.elapsed());
        match messages.recv_timeout(left) {
            Ok(message) => Ok(message),
            Err(RecvTimeoutError::Disconnected) => Err(RecvError),
            Err(RecvTimeoutError::Timeout) => {
                // Stopped for a while, the process wakes to more than one.
                let seconds = u32::try_from(since.elapsed().as_secs()).unwrap_or(u32::MAX).max(1);
                self.since = since.checked_add(SECOND.saturating_mul(seconds));
                Ok(Message::Tick(seconds))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn seconds_come_only_while_the_clock_runs_and_other_messages_do_not_move_them() {
        let (sender, messages) = mpsc::channel();
        let mut ticker = Ticker::default();
        let start = Instant::now();
        assert_eq!(sender.send(Message::Recent(Vec::new())), Ok(()));
        assert_eq!(ticker.next(&messages, true), Ok(Message::Recent(Vec::new())));
        assert!(matches!(ticker.next(&messages, true), Ok(Message::Tick(_))));
        assert!(start.elapsed() >= SECOND);
        drop(sender);
        assert_eq!(ticker.next(&messages, false), Err(RecvError));
        assert_eq!(ticker.since, None);
    }
}

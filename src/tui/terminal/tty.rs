//! The tty: raw mode, size, hang-up, whose turn it is. All of it is asked of the system, nothing of the terminal itself.

use std::{
    io,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, retry_on_intr},
    process::{getpgrp, getppid, getsid},
    stdio::{stdin, stdout},
    termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr},
};

/// The size of a terminal that does not say its own.
const ASSUMED: (u16, u16) = (80, 24);

/// How the tty was set before raw mode; none where it is as it was.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// Keys come one by one, unechoed, and none of them is a signal.
///
/// # Errors
///
/// Where standard input is no terminal, or is gone.
pub(super) fn make_raw() -> io::Result<()> {
    let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
    // A shell that took the terminal meanwhile may have set it anew: what is there now is what is to come back.
    let found = match before.take() {
        Some(kept) => kept,
        None => retry_on_intr(|| tcgetattr(stdin()))?,
    };
    let mut raw = found.clone();
    raw.make_raw();
    *before = Some(found);
    retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, &raw))?;
    Ok(())
}

/// The tty as it was. What is not ours any more is left alone: touching it from the background would stop the process.
pub(super) fn make_cooked() {
    let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = before.take()
        && is_ours()
    {
        let _ = retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, &found));
    }
}

/// Forgets what was sent and not read: reports of the mouse would end up on the shell's command line.
pub(super) fn forget_input() {
    if is_ours() {
        let _ = tcflush(stdin(), QueueSelector::IFlush);
    }
}

/// Whether the terminal belongs to this process: it is in the foreground, or there are no jobs on this terminal, or it is
/// gone.
pub(super) fn is_ours() -> bool {
    tcgetpgrp(stdin()).map_or(true, |foreground| foreground == getpgrp())
}

/// Whether there is a shell that could continue this process once it is stopped.
pub(super) fn has_a_shell() -> bool {
    let Ok(session) = getsid(None) else { return false };
    // In the group of the session's first process nobody has a parent who looks after jobs.
    getpgrp() != session && getsid(getppid()).is_ok_and(|parents| parents == session)
}

/// Columns and rows of the terminal; those of the smallest usual one where it does not say.
///
/// # Errors
///
/// Where there is no terminal.
pub(super) fn size() -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(stdout()).or_else(|_| tcgetwinsize(stdin()))?;
    match (size.ws_col, size.ws_row) {
        (0, _) | (_, 0) => Ok(ASSUMED),
        said => Ok(said),
    }
}

/// Whether the terminal behind standard input is gone.
pub(super) fn hung_up() -> bool {
    let stdin = stdin();
    let mut polled = [PollFd::new(&stdin, PollFlags::empty())];
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    poll(&mut polled, Some(&Timespec::default())).is_ok() && polled[0].revents().intersects(gone)
}

/// Whether what is written leaves at once: nobody stopped the output.
pub(super) fn takes_output() -> bool {
    let stdout = stdout();
    let mut polled = [PollFd::new(&stdout, PollFlags::OUT)];
    poll(&mut polled, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// Waits for something to read, for so long at most; none waits for ever. Whether there is something, if only an end.
pub(super) fn has_input(patience: Option<Duration>) -> bool {
    let stdin = stdin();
    let mut polled = [PollFd::new(&stdin, PollFlags::IN)];
    let patience = patience.and_then(|p| Timespec::try_from(p).ok());
    // Interrupted or refused: reading says what is the matter.
    poll(&mut polled, patience.as_ref()).map_or(true, |ready| ready > 0)
}

/// Reads what there is; nothing means that there will never be anything any more.
///
/// # Errors
///
/// Where the terminal is gone.
pub(super) fn read(into: &mut [u8]) -> io::Result<usize> {
    loop {
        match rustix::io::read(stdin(), &mut *into) {
            Err(Errno::INTR) => {}
            // Who shares the terminal may have set it to wait for nothing.
            Err(Errno::AGAIN) => {
                has_input(None);
            }
            outcome => return Ok(outcome?),
        }
    }
}

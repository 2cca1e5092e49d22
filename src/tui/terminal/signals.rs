//! Signals. Those that end the program are told to the loop, which leaves in good order; a loop that does not answer is left.
//! Stopping is the loop's to do as well: the terminal is given back before, and taken again after.

use std::{
    io, process,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

use rustix::process::{Signal, kill_current_process_group};
use signal_hook::{
    consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level,
};

use super::{Event, modes, tty};
use crate::tui::fault;

/// How long the loop has for leaving in good order.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a terminal that nobody reads has for taking what undoes its modes.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// How long a process that was continued in the background waits for the signal that may have come with it.
const SETTLING: Duration = Duration::from_millis(100);

/// Whether the next stop signal is our own, sent to the whole job.
static OWN_STOP: AtomicBool = AtomicBool::new(false);
/// Whether the next continuation is the one that [`stop`] waits for.
static OWN_CONTINUATION: AtomicBool = AtomicBool::new(false);

/// Catches signals from now on: before the terminal is changed, or one that comes early would leave it so.
pub(super) fn catch() -> io::Result<Signals> {
    Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT])
}

/// Tells of signals on a thread of its own, also of those that were caught before.
pub(super) fn listen<M: From<Event> + Send + 'static>(mut signals: Signals, sender: Sender<M>) -> io::Result<()> {
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            fault::panic_in("signals");
            let event = match signal {
                SIGWINCH => tty::size().ok().map(|(width, height)| Event::Resize(width, height)),
                SIGTSTP => (!OWN_STOP.swap(false, Ordering::SeqCst)).then_some(Event::Stop),
                SIGCONT => (!OWN_CONTINUATION.swap(false, Ordering::SeqCst)).then_some(Event::Continued),
                ending => end(ending, &sender),
            };
            if let Some(event) = event {
                let _ = sender.send(event.into());
            }
        }
    })?;
    Ok(())
}

/// Has the program ended: by its loop, or without it.
fn end<M: From<Event>>(signal: i32, sender: &Sender<M>) -> ! {
    // A loop that waits to be continued, or was left behind by a panic, does not listen.
    if modes::has_screen() && tty::is_ours() {
        let _ = sender.send(Event::Signal(signal).into());
        thread::sleep(PATIENCE);
    }
    // Writing may wait for ever, where the terminal's output is stopped.
    let (done, finished) = mpsc::channel();
    let undoing = thread::Builder::new().spawn(move || {
        modes::restore();
        let _ = done.send(());
    });
    if undoing.is_ok() {
        let _ = finished.recv_timeout(LAST_WORDS);
    }
    process::exit(128 + signal)
}

/// Stops the whole job, as the terminal's own key would, until it is continued in the foreground.
pub(super) fn stop() -> io::Result<()> {
    OWN_STOP.store(true, Ordering::SeqCst);
    kill_current_process_group(Signal::TSTP)?;
    stop_alone()?;
    stop_in_the_background()
}

/// Stops for as long as the terminal belongs to others: there is nothing to do without it. A signal that came with the
/// continuation is heard before.
pub(super) fn stop_in_the_background() -> io::Result<()> {
    while !tty::is_ours() {
        thread::sleep(SETTLING);
        if !tty::is_ours() {
            stop_alone()?;
        }
    }
    Ok(())
}

fn stop_alone() -> io::Result<()> {
    OWN_CONTINUATION.store(true, Ordering::SeqCst);
    low_level::raise(SIGSTOP)
}

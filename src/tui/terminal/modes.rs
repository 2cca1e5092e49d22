//! The modes that the terminal is put in: each is recorded when set, and undone on its own.
//!
//! What is recorded is global, because those who must undo it share nothing else: the guard's drop, the panic hook and the
//! thread that waits for signals. Undoing twice does nothing the second time.

use std::{
    io::{self, Write},
    panic,
    sync::{
        Once,
        atomic::{AtomicU8, Ordering},
    },
};

use ratatui::crossterm::{
    Command,
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    style::{Attribute, SetAttribute, force_color_output},
    terminal::{
        BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
        enable_raw_mode,
    },
};

use super::output::unlocked_stdout;

const RAW: u8 = 1;
const ALTERNATE_SCREEN: u8 = 1 << 1;
const PASTE: u8 = 1 << 2;
const HIDDEN_CURSOR: u8 = 1 << 3;
const UPDATE: u8 = 1 << 4;

/// The modes that are set now.
static SET: AtomicU8 = AtomicU8::new(0);

/// Undoes the modes when dropped.
pub(super) struct Modes(());

impl Modes {
    /// Raw mode, and the panic hook that undoes it.
    pub(super) fn enter_raw() -> io::Result<Self> {
        undo_on_panic();
        // Whether there are colours is the theme's to say. Left alone, crossterm answers NO_COLOR by writing empty
        // sequences, which terminals read as "reset": bold and reverse would vanish, and the selection with them.
        force_color_output(true);
        // Recorded first: being undone without having been set is harmless, the reverse is not.
        SET.fetch_or(RAW, Ordering::SeqCst);
        let guard = Self(());
        enable_raw_mode()?;
        Ok(guard)
    }

    /// Alternate screen, bracketed paste, no cursor.
    pub(super) fn enter_screen(&self, to: &mut impl Write) -> io::Result<()> {
        self.set(ALTERNATE_SCREEN, EnterAlternateScreen, to)?;
        self.set(PASTE, EnableBracketedPaste, to)?;
        self.set(HIDDEN_CURSOR, Hide, to)
    }

    /// What follows is shown at once, when the update ends.
    pub(super) fn begin_update(&self, to: &mut impl Write) -> io::Result<()> {
        self.set(UPDATE, BeginSynchronizedUpdate, to)
    }

    /// The end of what is shown at once.
    #[expect(clippy::unused_self, reason = "only who set the modes may write them")]
    pub(super) fn end_update(&self, to: &mut impl Write) -> io::Result<()> {
        queue!(to, EndSynchronizedUpdate)
    }

    /// The end of the update has left for the terminal.
    #[expect(clippy::unused_self, reason = "only who set the modes may change the record")]
    pub(super) fn updated(&self) {
        SET.fetch_and(!UPDATE, Ordering::SeqCst);
    }

    #[expect(clippy::unused_self, reason = "only who holds the guard may set a mode")]
    fn set(&self, mode: u8, command: impl Command, to: &mut impl Write) -> io::Result<()> {
        SET.fetch_or(mode, Ordering::SeqCst);
        queue!(to, command)
    }
}

impl Drop for Modes {
    fn drop(&mut self) {
        restore();
    }
}

/// Undoes every mode that is set. What fails does not keep the others from being undone.
pub(super) fn restore() {
    let set = SET.swap(0, Ordering::SeqCst);
    if set == 0 {
        return;
    }
    // First, because it needs nobody to read what is written.
    if set & RAW != 0 {
        let _ = disable_raw_mode();
    }
    let Ok(mut to) = unlocked_stdout() else { return };
    if set & UPDATE != 0 {
        undo(&mut to, EndSynchronizedUpdate);
    }
    if set & PASTE != 0 {
        undo(&mut to, DisableBracketedPaste);
    }
    undo(&mut to, SetAttribute(Attribute::Reset));
    if set & ALTERNATE_SCREEN != 0 {
        undo(&mut to, LeaveAlternateScreen);
    }
    if set & HIDDEN_CURSOR != 0 {
        undo(&mut to, Show);
    }
}

fn undo(to: &mut impl Write, command: impl Command) {
    let mut text = String::new();
    if command.write_ansi(&mut text).is_ok() {
        let _ = to.write_all(text.as_bytes());
    }
}

/// A panic's message must reach a terminal that can show it.
fn undo_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore();
            previous(info);
        }));
    });
}

//! The modes that the terminal is put in: each is recorded when set, and undone on its own.
//!
//! What is recorded is global, because those who must undo it share nothing else: the guard's drop, the panic hook and the
//! thread that waits for signals. Undoing twice does nothing the second time.

use std::{
    fmt,
    io::{self, Write},
    panic, process,
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
    terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen},
};

use super::{output::unlocked_stdout, tty};

const RAW: u8 = 1;
const ALTERNATE_SCREEN: u8 = 1 << 1;
const PASTE: u8 = 1 << 2;
const HIDDEN_CURSOR: u8 = 1 << 3;
const UPDATE: u8 = 1 << 4;
const MOUSE: u8 = 1 << 5;

/// How a process that panicked ends.
const PANICKED: i32 = 101;

/// The modes that are set now.
static SET: AtomicU8 = AtomicU8::new(0);

/// Whether the screen is the program's: else nothing may be drawn.
pub(super) fn has_screen() -> bool {
    SET.load(Ordering::SeqCst) & ALTERNATE_SCREEN != 0
}

/// Undoes the modes when dropped.
pub(super) struct Modes(());

impl Modes {
    /// Raw mode, and the panic hook that undoes it.
    pub(super) fn enter_raw() -> io::Result<Self> {
        undo_on_panic();
        // Whether there are colours is the theme's to say. Left alone, crossterm answers NO_COLOR by writing empty
        // sequences, which terminals read as "reset": bold and reverse would vanish, and the selection with them.
        force_color_output(true);
        let guard = Self(());
        guard.make_raw()?;
        Ok(guard)
    }

    /// Raw mode, also where it was set and somebody undid it.
    #[expect(clippy::unused_self, reason = "only who holds the guard may set a mode")]
    pub(super) fn make_raw(&self) -> io::Result<()> {
        // Recorded first: being undone without having been set is harmless, the reverse is not.
        SET.fetch_or(RAW, Ordering::SeqCst);
        tty::make_raw()
    }

    /// Alternate screen, bracketed paste, no cursor, and the mouse where it is wanted.
    pub(super) fn enter_screen(&self, mouse: bool, to: &mut impl Write) -> io::Result<()> {
        self.set(ALTERNATE_SCREEN, EnterAlternateScreen, to)?;
        self.set(PASTE, EnableBracketedPaste, to)?;
        self.set(HIDDEN_CURSOR, Hide, to)?;
        if mouse { self.mouse(true, to) } else { Ok(()) }
    }

    /// Reports of the mouse, or none: then the terminal selects text itself.
    pub(super) fn mouse(&self, on: bool, to: &mut impl Write) -> io::Result<()> {
        if on {
            self.set(MOUSE, Mouse(true), to)
        } else if SET.fetch_and(!MOUSE, Ordering::SeqCst) & MOUSE == 0 {
            Ok(())
        } else {
            queue!(to, Mouse(false))
        }
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

/// Reports of the mouse: buttons, movement with and without a button, columns beyond the 223rd.
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l"
        })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Undoes every mode that is set. What fails does not keep the others from being undone.
pub(super) fn restore() {
    let set = SET.swap(0, Ordering::SeqCst);
    if set == 0 {
        return;
    }
    let mut bytes = String::new();
    let mut undo = |mode: u8, command: &dyn Fn(&mut String) -> fmt::Result| {
        if mode == 0 || set & mode != 0 {
            let _ = command(&mut bytes);
        }
    };
    undo(UPDATE, &|to| EndSynchronizedUpdate.write_ansi(to));
    undo(MOUSE, &|to| Mouse(false).write_ansi(to));
    undo(PASTE, &|to| DisableBracketedPaste.write_ansi(to));
    undo(ALTERNATE_SCREEN, &|to| SetAttribute(Attribute::Reset).write_ansi(to));
    undo(ALTERNATE_SCREEN, &|to| LeaveAlternateScreen.write_ansi(to));
    undo(HIDDEN_CURSOR, &|to| Show.write_ansi(to));
    let write = || {
        if let Ok(mut to) = unlocked_stdout() {
            let _ = to.write_all(bytes.as_bytes());
        }
    };
    // Raw mode last, lest what the mouse still reports be echoed; first where nobody reads what is written.
    if tty::takes_output() {
        write();
        if set & MOUSE != 0 {
            tty::forget_input();
        }
        tty::make_cooked();
    } else {
        tty::make_cooked();
        write();
    }
}

/// A panic's message must reach a terminal that can show it; and a program that lost a thread must not go on as if it had all.
/// So the process ends here, in the hook: a release does not unwind, and nothing may depend on the profile.
fn undo_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore();
            previous(info);
            process::exit(PANICKED);
        }));
    });
}

//! The mouse as the program sees it, whatever terminal sent it.

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    /// The left button went down.
    Press,
    /// It moved with the left button held.
    Drag,
    /// The left button was let go.
    Release,
    /// It moved with no button held.
    Move,
    /// The wheel was turned away from the user.
    WheelUp,
    /// The wheel was turned towards the user.
    WheelDown,
}

/// What the mouse did, and over which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pointer {
    /// What it did.
    pub motion: Motion,
    /// Column, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
}

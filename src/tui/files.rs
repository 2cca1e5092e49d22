//! What must be done outside the model: opening, saving, remembering recent files.
//!
//! The only part of the terminal program that touches files.

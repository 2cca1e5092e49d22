//! Failing on purpose, so that tests of the program can see what follows. A release has none of it.

/// Panics where the environment of a debug build asks for it: `WEIGHBRIDGE_PANIC=PLACE`.
#[cfg(debug_assertions)]
pub(in crate::tui) fn panic_in(place: &str) {
    let asked = std::env::var_os("WEIGHBRIDGE_PANIC").is_some_and(|asked| asked == place);
    assert!(!asked, "a panic was asked for: {place}");
}

/// Nothing.
#[cfg(not(debug_assertions))]
#[inline]
pub(in crate::tui) const fn panic_in(_: &str) {}

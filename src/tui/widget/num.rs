//! The casts of this module, named.

/// Cells for a length: rounded, within 0 to 65,535; NaN is 0.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of the type; NaN casts to 0"
)]
pub fn cells(length: f64) -> u16 {
    length.round().clamp(0.0, 65_535.0) as u16
}

/// A count as cells: at most 65,535.
#[must_use]
pub fn short(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// A whole number of decades or steps as an exponent: within -400 to 400; NaN is 0.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to the range of the type; NaN casts to 0"
)]
pub(super) fn exponent(x: f64) -> i32 {
    x.clamp(-400.0, 400.0) as i32
}

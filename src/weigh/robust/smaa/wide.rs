//! The widest vector instructions that the processor has.
//!
//! Owns the choice of them, made once. What is done with them is the same arithmetic in the same order, only for more draws at a
//! time: the bits do not depend on it.

use fearless_simd::Level;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
use fearless_simd::Simd;
use std::sync::LazyLock;

/// What the processor has.
#[inline]
pub(super) fn level() -> Level {
    static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);
    *LEVEL
}

/// Does the work, compiled for vectors of four numbers where there are such, as far as it is inlined into it.
///
/// Two versions of it, where [`fearless_simd::dispatch`] makes five: for small functions that is better, for large ones it is too much.
#[inline(always)]
pub(super) fn widest<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(avx2) = level().as_avx2() {
        return avx2.vectorize(work);
    }
    work()
}

//! Streams of uniform random numbers, in blocks.

use super::wide::level;
use fearless_simd::{dispatch, f64x8, prelude::*, u64x8};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus};

/// Draws handled side by side, so that the compiler can use vector instructions.
pub(super) const STRIP: usize = 8;
/// Strips in a block.
pub(super) const STRIPS: usize = 16;
/// Draws in a block. A block of seven weights and four totals stays within the first-level cache.
pub(super) const BLOCK: usize = STRIP * STRIPS;
/// One number for each draw of a block.
pub(super) type Lanes = [[f64; STRIP]; STRIPS];
/// A block of zeros.
pub(super) const ZERO: Lanes = [[0.0; STRIP]; STRIPS];

/// The stream that gives the weights; uncertain cells have the streams after it.
pub(super) const WEIGHTS: u64 = 0;

/// A stream of random numbers, given by seed, number of the stream and chunk.
#[derive(Debug, Clone)]
pub(super) struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// Begins the stream. The three numbers are mixed into one by the finalising function of `SplitMix64`, which is a bijection
    /// for each of them, and that one seeds the generator.
    pub(super) fn new(seed: u64, stream: u64, chunk: u32) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(key(seed, stream, chunk)))
    }

    /// Fills a block with uniform numbers from the open interval (0, 1).
    #[inline(always)]
    pub(super) fn fill(&mut self, lanes: &mut Lanes) {
        // In two steps: the second can be done for several numbers at once.
        let mut drawn = [0; BLOCK];
        for bits in &mut drawn {
            *bits = self.0.next_u64();
        }
        for (x, bits) in lanes.as_flattened_mut().iter_mut().zip(drawn) {
            *x = unit(bits);
        }
    }
}

/// Streams that are drawn side by side.
pub(super) const SIDE: usize = 8;

/// Several streams at once: the very numbers that each [`Stream`] alone gives, but a step of all of them is one step of vector
/// instructions, and none waits for the one before.
#[derive(Debug, Clone)]
pub(super) struct Streams([[u64; SIDE]; 4]);

impl Streams {
    /// Begins streams with these numbers, at most [`SIDE`].
    pub(super) fn new(seed: u64, streams: impl Iterator<Item = u64>, chunk: u32) -> Self {
        let mut state = [[0; SIDE]; 4];
        for (at, stream) in streams.enumerate().take(SIDE) {
            let mut words = SplitMix64::seed_from_u64(key(seed, stream, chunk));
            for word in &mut state {
                word[at] = words.next_u64();
            }
        }
        Self(state)
    }

    /// Fills a block for each of the first streams with uniform numbers from the open interval (0, 1).
    pub(super) fn fill(&mut self, blocks: &mut [Lanes]) {
        dispatch!(level(), simd => fill(simd, &mut self.0, blocks));
    }
}

/// xoshiro256++ (Blackman and Vigna 2021) of [`SIDE`] states side by side.
#[inline(always)]
fn fill<S: Simd>(simd: S, state: &mut [[u64; SIDE]; 4], blocks: &mut [Lanes]) {
    let mut rows = [[0.0; SIDE]; BLOCK];
    let [mut a, mut b, mut c, mut d] = state.map(|word| u64x8::simd_from(simd, word));
    for row in &mut rows {
        let bits = turned(a + d, 23) + a;
        let numbers = f64x8::from_bits((bits >> 12) | ONE) - ODD;
        *row = numbers.into();
        let shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = turned(d, 45);
    }
    *state = [a, b, c, d].map(Into::into);
    for (at, lanes) in blocks.iter_mut().enumerate().take(SIDE) {
        for (x, row) in lanes.as_flattened_mut().iter_mut().zip(&rows) {
            *x = row[at];
        }
    }
}

#[inline(always)]
fn turned<S: Simd>(x: u64x8<S>, by: u32) -> u64x8<S> {
    (x << by) | (x >> (64 - by))
}

/// Bits of 1: with 52 bits drawn beside them, a number between 1 and 2.
const ONE: u64 = 0x3FF0_0000_0000_0000;
/// What makes of that an odd multiple of `2^-53`.
const ODD: f64 = 1.0 - f64::EPSILON / 2.0;

/// `(2j + 1) / 2^53` with `j` the upper 52 bits: never 0 or 1, and differences of two are exact.
#[inline(always)]
fn unit(bits: u64) -> f64 {
    f64::from_bits((bits >> 12) | ONE) - ODD
}

/// What a stream's generator is seeded with.
const fn key(seed: u64, stream: u64, chunk: u32) -> u64 {
    mix(mix(mix(seed) ^ stream) ^ chunk as u64)
}

/// The finalising function of `SplitMix64` (Steele, Lea and Flood 2014).
const fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use fearless_simd::Level;

    use super::*;

    #[test]
    fn uniform_numbers_are_never_zero_or_one() {
        assert!(unit(0) > 0.0 && unit(u64::MAX) < 1.0);
        assert_eq!((unit(0) + unit(u64::MAX)).to_bits(), 1.0_f64.to_bits());
        assert!((unit(1 << 63) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn streams_side_by_side_are_those_of_each_alone() {
        for count in [1, 3, SIDE] {
            let numbers = || (0..count as u64).map(|at| 7 * at + 1);
            let mut together = Streams::new(9, numbers(), 4);
            let mut alone: Vec<Stream> = numbers().map(|number| Stream::new(9, number, 4)).collect();
            for _ in 0..3 {
                let mut blocks = vec![ZERO; count];
                // With what every processor has, too.
                let mut plainly = (together.clone(), blocks.clone());
                dispatch!(Level::baseline(), simd => fill(simd, &mut plainly.0.0, &mut plainly.1));
                together.fill(&mut blocks);
                assert_eq!((&together.0, &blocks), (&plainly.0.0, &plainly.1));
                for (block, stream) in blocks.iter().zip(&mut alone) {
                    let mut lanes = ZERO;
                    stream.fill(&mut lanes);
                    assert_eq!(*block, lanes);
                }
            }
        }
    }

    #[test]
    fn streams_and_chunks_differ() {
        let first = |seed, stream, chunk| {
            let mut lanes = ZERO;
            Stream::new(seed, stream, chunk).fill(&mut lanes);
            lanes
        };
        assert_eq!(first(1, 2, 3), first(1, 2, 3));
        assert_ne!(first(1, 2, 3), first(2, 2, 3));
        assert_ne!(first(1, 2, 3), first(1, 3, 3));
        assert_ne!(first(1, 2, 3), first(1, 3, 2));
    }
}

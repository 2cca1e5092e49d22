//! Streams of uniform random numbers, in blocks.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

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
        let key = mix(mix(mix(seed) ^ stream) ^ u64::from(chunk));
        Self(Xoshiro256PlusPlus::seed_from_u64(key))
    }

    /// Fills a block with uniform numbers from the open interval (0, 1).
    pub(super) fn fill(&mut self, lanes: &mut Lanes) {
        for x in lanes.as_flattened_mut() {
            *x = unit(self.0.next_u64());
        }
    }
}

/// `(2j + 1) / 2^53` with `j` the upper 52 bits: never 0 or 1, and differences of two are exact.
fn unit(bits: u64) -> f64 {
    const ONE: u64 = 0x3FF0_0000_0000_0000;
    f64::from_bits(bits >> 12 | ONE) - (1.0 - f64::EPSILON / 2.0)
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
    use super::*;

    #[test]
    fn uniform_numbers_are_never_zero_or_one() {
        assert!(unit(0) > 0.0 && unit(u64::MAX) < 1.0);
        assert_eq!((unit(0) + unit(u64::MAX)).to_bits(), 1.0_f64.to_bits());
        assert!((unit(1 << 63) - 0.5).abs() < 1e-15);
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

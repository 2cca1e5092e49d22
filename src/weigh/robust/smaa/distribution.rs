//! Distributions by their quantile functions, and what becomes of a quantity that was drawn.

use super::super::elementary::{exp, normal_quantile};
use super::problem::{Scale, Score};
use super::stream::{BLOCK, Lanes, STRIP, STRIPS};

impl Scale {
    /// The value of a quantity that is known.
    pub(super) fn value(self, x: f64) -> f64 {
        let mut lanes = [[x; STRIP]; STRIPS];
        self.apply(&mut lanes);
        lanes[0][0]
    }

    /// Turns quantities into values.
    #[inline(always)]
    pub(super) fn apply(self, lanes: &mut Lanes) {
        match self {
            Self::AsDrawn => {}
            Self::Clip { low, high } => each(lanes, |x| x.clamp(low, high)),
            Self::Declared { worst, best } => each(lanes, |x| ((x - worst) / (best - worst)).clamp(0.0, 1.0)),
        }
    }
}

/// A distribution by its quantile function.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    Point(f64),
    Uniform {
        low: f64,
        width: f64,
    },
    /// `turn`: probability of lying below the likely value; `rise` and `fall`: `width x (likely - low)` and `width x (high - likely)`.
    Triangular {
        low: f64,
        high: f64,
        turn: f64,
        rise: f64,
        fall: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    LogNormal {
        mean: f64,
        sd: f64,
    },
}

impl Shape {
    /// `None` for composed scores.
    pub(super) fn of(score: &Score) -> Option<Self> {
        if let Score::Along(own, _) = score {
            return Self::of(own);
        }
        Some(match *score {
            Score::Point(x) => Self::Point(x),
            Score::Uniform { low, high } if low < high => Self::Uniform { low, width: high - low },
            Score::Triangular { low, likely, high } if low < high => {
                let width = high - low;
                let (below, above) = (likely - low, high - likely);
                Self::Triangular {
                    low,
                    high,
                    turn: below / width,
                    rise: width * below,
                    fall: width * above,
                }
            }
            Score::Uniform { low, .. } | Score::Triangular { low, .. } => Self::Point(low),
            Score::Normal { mean, sd } if sd > 0.0 => Self::Normal { mean, sd },
            Score::LogNormal { mean, sd } if sd > 0.0 => Self::LogNormal { mean, sd },
            Score::Normal { mean, .. } => Self::Point(mean),
            Score::LogNormal { mean, .. } => Self::Point(exp(mean)),
            Score::Blend(_) | Score::Worst(_) | Score::Along(..) => return None,
        })
    }

    /// Turns uniform numbers from (0, 1) into draws, by the quantile function.
    #[inline(always)]
    pub(super) fn apply(self, lanes: &mut Lanes) {
        match self {
            Self::Point(x) => lanes.as_flattened_mut().fill(x),
            Self::Uniform { low, width } => each(lanes, |u| low + width * u),
            // In two steps and without branches: which side a draw falls on cannot be foreseen.
            Self::Triangular {
                low,
                high,
                turn,
                rise,
                fall,
            } => {
                let lanes = lanes.as_flattened_mut();
                let mut roots = [0.0; BLOCK];
                for (root, u) in roots.iter_mut().zip(&*lanes) {
                    let (below, above) = (u * rise, (1.0 - u) * fall);
                    *root = either(mask(*u < turn), below, above).sqrt();
                }
                // `low + root` below the turn, `high - root` above it: the root's sign is turned by its bit.
                for (root, u) in roots.iter().zip(lanes) {
                    let below = mask(*u < turn);
                    let sign = !below & SIGN;
                    *u = either(below, low, high) + f64::from_bits(root.to_bits() ^ sign);
                }
            }
            Self::Normal { mean, sd } => each(lanes, |u| mean + sd * normal_quantile(u)),
            Self::LogNormal { mean, sd } => each(lanes, |u| exp(mean + sd * normal_quantile(u))),
        }
    }
}

/// The bit of the sign.
const SIGN: u64 = 1 << 63;

/// All bits where it is true, none where it is not.
#[inline(always)]
fn mask(it: bool) -> u64 {
    u64::from(it).wrapping_neg()
}

/// The first where the mask is set, else the second: no branch, which would be foreseen half of the time.
#[inline(always)]
const fn either(mask: u64, yes: f64, no: f64) -> f64 {
    f64::from_bits((yes.to_bits() & mask) | (no.to_bits() & !mask))
}

#[inline(always)]
fn each(lanes: &mut Lanes, f: impl Fn(f64) -> f64) {
    for x in lanes.as_flattened_mut() {
        *x = f(*x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(score: &Score, u: f64) -> f64 {
        let mut lanes = [[u; STRIP]; STRIPS];
        Shape::of(score).unwrap().apply(&mut lanes);
        lanes[0][0]
    }

    fn moments(score: &Score) -> (f64, f64) {
        let (n, mut sum, mut squares) = (5000, 0.0, 0.0);
        for i in 0..n {
            let x = at(score, (f64::from(i) + 0.5) / f64::from(n));
            sum += x;
            squares += x * x;
        }
        let mean = sum / f64::from(n);
        (mean, squares / f64::from(n) - mean * mean)
    }

    #[test]
    fn distributions_have_their_means_and_variances() {
        let (mean, variance) = moments(&Score::Triangular {
            low: 1.0,
            likely: 2.0,
            high: 6.0,
        });
        assert!((mean - 3.0).abs() < 1e-4 && (variance - 21.0 / 18.0).abs() < 1e-3);
        let (mean, variance) = moments(&Score::Uniform { low: -1.0, high: 5.0 });
        assert!((mean - 2.0).abs() < 1e-9 && (variance - 3.0).abs() < 1e-5);
        let (mean, variance) = moments(&Score::Normal { mean: 4.0, sd: 2.0 });
        assert!((mean - 4.0).abs() < 1e-9 && (variance - 4.0).abs() < 1e-2);
        let (mean, _) = moments(&Score::LogNormal { mean: 0.0, sd: 0.5 });
        assert!((mean - f64::exp(0.125)).abs() < 1e-3);
    }

    #[test]
    fn a_peak_at_an_end_is_fine() {
        let falling = Score::Triangular {
            low: 1.0,
            likely: 1.0,
            high: 2.0,
        };
        assert!((at(&falling, 0.75) - 1.5).abs() < 1e-12);
        let rising = Score::Triangular {
            low: 1.0,
            likely: 2.0,
            high: 2.0,
        };
        assert!((at(&rising, 0.25) - 1.5).abs() < 1e-12);
    }
}

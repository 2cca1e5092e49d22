//! Functions that the standard library leaves to the platform (`ln`, `exp`), and those that it has not (normal
//! distribution, incomplete gamma).
//!
//! They use only additions, multiplications, divisions and square roots in a fixed order, all of which IEEE 754 defines to
//! the last bit: sampled results are the same in debug and release and on every platform. Sources are named at each
//! function; errors are stated and tested.

use std::f64::consts::{FRAC_1_SQRT_2, LOG2_E, PI, SQRT_2};

/// High part of ln 2: its low 32 bits are zero, so that `k x` it is exact for the exponents that occur.
const LN_2_HIGH: f64 = f64::from_bits(0x3FE6_2E42_FEE0_0000);
/// What is missing from it.
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Natural logarithm; `-inf` at 0, NaN below. Relative error below 4e-16 (2 units in the last place).
///
/// `x = 2^k m` with `m` in `[1/sqrt 2, sqrt 2)`; `ln m = 2 artanh s = 2 (s + s^3/3 + …)`, `s = (m - 1) / (m + 1)`.
#[must_use]
pub fn ln(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    // Subnormal numbers have no implicit leading bit: lift them first.
    let (x, lifted) = if x < f64::MIN_POSITIVE {
        (x * 18_014_398_509_481_984.0, 54.0)
    } else {
        (x, 0.0)
    };
    let bits = x.to_bits();
    let mut exponent = exponent_of(bits) - lifted;
    let mut mantissa = f64::from_bits((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
    if mantissa >= SQRT_2 {
        mantissa *= 0.5;
        exponent += 1.0;
    }
    let step = mantissa - 1.0;
    let s = step / (mantissa + 1.0);
    let square = s * s;
    let mut series = 0.0;
    for odd in [23.0, 21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0] {
        series = series * square + 1.0 / odd;
    }
    // 2 s = step - s step: the large part is exact, the rest small.
    let small = s * (2.0 * square * series - step);
    exponent * LN_2_HIGH + (step + (small + exponent * LN_2_LOW))
}

fn exponent_of(bits: u64) -> f64 {
    let biased = u32::try_from(bits >> 52).unwrap_or(0);
    f64::from(biased) - 1023.0
}

/// `e^x`; 0 below -745, infinite above 709.78. Relative error below 4e-16 (2 units in the last place).
///
/// `x = k ln 2 + r`, `|r| <= ln 2 / 2`; Taylor series of `e^r` to the thirteenth power.
#[must_use]
pub fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > 709.78 {
        return f64::INFINITY;
    }
    if x < -745.2 {
        return 0.0;
    }
    let k = (x * LOG2_E + 0.5).floor();
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    let power = 1.0 + r * quotient(r);
    // In two steps, so that neither factor leaves the range of exponents.
    let half = (k * 0.5).floor();
    power * two_to(half) * two_to(k - half)
}

/// `(e^r - 1) / r` for `|r|` up to `ln 2 / 2`.
fn quotient(r: f64) -> f64 {
    let mut series = 1.0;
    for n in [13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0] {
        series = 1.0 + series * r / n;
    }
    series
}

/// `e^x - 1` without the loss of digits near 0.
#[must_use]
pub fn exp_m1(x: f64) -> f64 {
    if x.abs() <= 0.34 { x * quotient(x) } else { exp(x) - 1.0 }
}

/// `2^k` for whole `k` from -1022 to 1023.
fn two_to(k: f64) -> f64 {
    // 2^52 + biased exponent: its low bits are the exponent, which then only has to be shifted into place.
    let biased = (k + 1023.0 + 4_503_599_627_370_496.0).to_bits() & 0x7FF;
    f64::from_bits(biased << 52)
}

/// Density of the standard normal distribution.
#[must_use]
pub fn normal_density(x: f64) -> f64 {
    exp(-0.5 * x * x) / (2.0 * PI).sqrt()
}

/// Distribution function of the standard normal distribution: `erfc(-x / sqrt 2) / 2`, with `erfc(z) = Q(1/2, z^2)`.
///
/// Relative error below 1e-13, also far out on the left.
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    let z = x * FRAC_1_SQRT_2;
    let (lower, upper) = incomplete_gamma(0.5, z * z);
    if x < 0.0 { 0.5 * upper } else { 0.5 + 0.5 * lower }
}

/// Quantile of the standard normal distribution; `-inf` at 0, `inf` at 1, NaN outside.
///
/// Wichura's rational approximations (Algorithm AS 241, routine PPND16, *Applied Statistics* 37, 1988, 477-484), relative
/// error about 1e-16.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * horner(&CENTRE.0, r) / horner(&CENTRE.1, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 || tail.is_nan() {
        return if tail == 0.0 {
            f64::INFINITY.copysign(q)
        } else {
            f64::NAN
        };
    }
    let r = (-ln(tail)).sqrt();
    let (table, r) = if r <= 5.0 { (&MIDDLE, r - 1.6) } else { (&FAR, r - 5.0) };
    (horner(&table.0, r) / horner(&table.1, r)).copysign(q)
}

/// Polynomial by Horner's rule, highest power first.
fn horner(coefficients: &[f64; 8], x: f64) -> f64 {
    let mut sum = 0.0;
    for c in coefficients {
        sum = sum * x + c;
    }
    sum
}

/// Numerator and denominator, highest power first.
type Quotient = ([f64; 8], [f64; 8]);

#[expect(clippy::excessive_precision, reason = "the digits as published")]
const CENTRE: Quotient = (
    [
        2.509_080_928_730_122_672_7e3,
        3.343_057_558_358_812_810_5e4,
        6.726_577_092_700_870_085_3e4,
        4.592_195_393_154_987_145_7e4,
        1.373_169_376_550_946_112_5e4,
        1.971_590_950_306_551_442_7e3,
        1.331_416_678_917_843_774_5e2,
        3.387_132_872_796_366_608,
    ],
    [
        5.226_495_278_852_854_561e3,
        2.872_908_573_572_194_267_4e4,
        3.930_789_580_009_271_061e4,
        2.121_379_430_158_659_586_7e4,
        5.394_196_021_424_751_107_7e3,
        6.871_870_074_920_579_083e2,
        4.231_333_070_160_091_125_2e1,
        1.0,
    ],
);

#[expect(clippy::excessive_precision, reason = "the digits as published")]
const MIDDLE: Quotient = (
    [
        7.745_450_142_783_414_076_4e-4,
        2.272_384_498_926_918_458_33e-2,
        2.417_807_251_774_506_117_7e-1,
        1.270_458_252_452_368_382_58,
        3.647_848_324_763_204_605_04,
        5.769_497_221_460_691_405_5,
        4.630_337_846_156_545_295_9,
        1.423_437_110_749_683_577_34,
    ],
    [
        1.050_750_071_644_416_843_24e-9,
        5.475_938_084_995_344_946e-4,
        1.519_866_656_361_645_719_66e-2,
        1.481_039_764_274_800_745_9e-1,
        6.897_673_349_851_000_045_5e-1,
        1.676_384_830_183_803_849_4,
        2.053_191_626_637_758_821_87,
        1.0,
    ],
);

#[expect(clippy::excessive_precision, reason = "the digits as published")]
const FAR: Quotient = (
    [
        2.010_334_399_292_288_132_65e-7,
        2.711_555_568_743_487_578_15e-5,
        1.242_660_947_388_078_438_6e-3,
        2.653_218_952_657_612_309_3e-2,
        2.965_605_718_285_048_912_3e-1,
        1.784_826_539_917_291_335_8,
        5.463_784_911_164_114_369_9,
        6.657_904_643_501_103_777_2,
    ],
    [
        2.044_263_103_389_939_785_64e-15,
        1.421_511_758_316_445_888_7e-7,
        1.846_318_317_510_054_681_8e-5,
        7.868_691_311_456_132_591e-4,
        1.487_536_129_085_061_485_25e-2,
        1.369_298_809_227_358_053_1e-1,
        5.998_322_065_558_879_376_9e-1,
        1.0,
    ],
);

/// Natural logarithm of the gamma function for `x > 0`: Lanczos' approximation with g = 7 and nine terms, error about 1e-15.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let mut sum = 0.999_999_999_999_809_9;
    let mut at = x;
    for term in TERMS {
        at += 1.0;
        sum += term / at;
    }
    let t = x + 7.5;
    0.5 * ln(2.0 * PI) + (x + 0.5) * ln(t) - t + ln(sum)
}

/// Regularised incomplete gamma functions `P(a, x)` and `Q(a, x) = 1 - P`, for `a > 0` and `x >= 0`.
///
/// Series below `a + 1`, continued fraction by Lentz's method above (Abramowitz and Stegun 6.5.29 and 6.5.31); absolute error
/// below 1e-13 for the degrees of freedom that occur, relative error of the smaller one as good.
#[must_use]
#[expect(clippy::many_single_char_names, reason = "the names of Lentz's method")]
pub fn incomplete_gamma(a: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x.is_infinite() {
        return (1.0, 0.0);
    }
    let front = exp(a * ln(x) - x - ln_gamma(a));
    if x < a + 1.0 {
        let mut term = 1.0 / a;
        let mut sum = term;
        let mut at = a;
        for _ in 0..10_000 {
            at += 1.0;
            term *= x / at;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = (front * sum).min(1.0);
        (lower, 1.0 - lower)
    } else {
        const TINY: f64 = 1e-300;
        let mut b = x + 1.0 - a;
        let mut c = 1.0 / TINY;
        let mut d = 1.0 / b;
        let mut fraction = d;
        let mut n = 0.0;
        for _ in 0..10_000 {
            n += 1.0;
            let numerator = -n * (n - a);
            b += 2.0;
            d = 1.0 / away_from_zero(numerator * d + b, TINY);
            c = away_from_zero(b + numerator / c, TINY);
            let factor = d * c;
            fraction *= factor;
            if (factor - 1.0).abs() < 1e-16 {
                break;
            }
        }
        let upper = (front * fraction).min(1.0);
        (1.0 - upper, upper)
    }
}

fn away_from_zero(x: f64, tiny: f64) -> f64 {
    if x.abs() < tiny { tiny } else { x }
}

/// Probability that a chi-squared variable with `degrees` degrees of freedom exceeds `x`: `Q(degrees / 2, x / 2)`.
#[must_use]
pub fn chi_squared_above(x: f64, degrees: f64) -> f64 {
    incomplete_gamma(degrees * 0.5, x * 0.5).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: f64, b: f64, relative: f64) -> bool {
        (a - b).abs() <= relative * b.abs().max(f64::MIN_POSITIVE)
    }

    proptest! {
        #[test]
        fn the_logarithm_is_the_platforms_to_the_last_digits(exponent in -1000.0..1000.0f64, m in 1.0..2.0f64) {
            let x = m * exponent.floor().exp2();
            prop_assert!(close(ln(x), x.ln(), 5e-16), "{} {}", ln(x), x.ln());
        }

        #[test]
        fn the_logarithm_holds_near_one(step in -0.4..0.4f64) {
            let x = 1.0 + step * step * step;
            prop_assert!(close(ln(x), x.ln(), 5e-16), "{} {}", ln(x), x.ln());
        }

        #[test]
        fn the_exponential_is_the_platforms_to_the_last_digits(x in -700.0..709.0f64) {
            prop_assert!(close(exp(x), x.exp(), 8e-16), "{} {}", exp(x), x.exp());
        }

        #[test]
        fn quantile_and_distribution_function_undo_each_other(x in -7.0..5.0f64) {
            prop_assert!((normal_quantile(normal_cdf(x)) - x).abs() < 1e-9);
        }
    }

    #[test]
    fn an_exponential_near_nothing_keeps_its_digits() {
        for x in [1e-300, 1e-12, -1e-9, 3e-5, -0.2, 0.339, 0.341, 1.5, -20.0] {
            assert!(close(exp_m1(x), f64::exp_m1(x), 4e-15), "{x}");
        }
        assert_eq!(exp_m1(0.0).to_bits(), 0);
    }

    #[test]
    fn ends_of_the_range_are_where_they_belong() {
        assert_eq!(ln(1.0).to_bits(), 0);
        assert_eq!(ln(0.0).to_bits(), f64::NEG_INFINITY.to_bits());
        assert!(ln(-1.0).is_nan());
        assert!(close(ln(5e-324), 5e-324_f64.ln(), 1e-15));
        assert_eq!(exp(0.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(exp(-1000.0).to_bits(), 0);
        assert_eq!(exp(1000.0).to_bits(), f64::INFINITY.to_bits());
        assert!(exp(-744.0) > 0.0);
        assert_eq!(normal_quantile(0.0).to_bits(), f64::NEG_INFINITY.to_bits());
        assert_eq!(normal_quantile(1.0).to_bits(), f64::INFINITY.to_bits());
        assert!(normal_quantile(1.5).is_nan());
    }

    #[test]
    fn known_values_of_the_normal_distribution_are_met() {
        // Quantiles as printed in tables of the standard normal distribution.
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
        assert!((normal_quantile(1e-10) + 6.361_340_902_404_056).abs() < 1e-13);
        assert!((normal_quantile(1e-20) + 9.262_340_089_798_408).abs() < 1e-12);
        assert!((normal_cdf(1.0) - 0.841_344_746_068_542_9).abs() < 1e-15);
        assert!(close(normal_cdf(-10.0), 7.619_853_024_160_527e-24, 1e-12));
        assert!((normal_cdf(0.0) - 0.5).abs() < 1e-16);
    }

    #[test]
    fn known_values_of_the_gamma_functions_are_met() {
        assert!((ln_gamma(0.5) - PI.sqrt().ln()).abs() < 1e-14);
        assert!((ln_gamma(11.0) - 3_628_800_f64.ln()).abs() < 1e-13);
        // For two degrees of freedom the upper tail is exp(-x / 2).
        for x in [0.0, 0.1, 1.0, 5.0, 40.0] {
            assert!(close(chi_squared_above(x, 2.0), f64::exp(-x / 2.0), 1e-13), "{x}");
        }
        // Four: (1 + x / 2) exp(-x / 2).
        assert!(close(chi_squared_above(9.0, 4.0), 5.5 * f64::exp(-4.5), 1e-13));
    }
}

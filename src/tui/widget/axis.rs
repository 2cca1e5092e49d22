//! Axes: from a number to a place, and ticks that people read.

use super::{format, num::exponent};

/// How an axis is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// By differences; ticks at 1, 2 or 5 times a power of ten.
    Linear,
    /// By differences, in months; ticks at parts and multiples of a year.
    Months,
    /// By ratios; ticks at powers of ten. Only for positive numbers.
    Log,
}

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// How it is divided.
    pub scale: Scale,
    /// Its start; positive on a logarithmic axis.
    pub low: f64,
    /// Its end, above the start.
    pub high: f64,
    /// What it measures, with the unit: `months`, `req/s`.
    pub label: String,
}

impl Axis {
    /// A linear axis; ends that are equal, reversed or not finite are mended.
    #[must_use]
    pub fn linear(low: f64, high: f64, label: impl Into<String>) -> Self {
        let low = if low.is_finite() { low } else { 0.0 };
        let high = if high.is_finite() && high > low {
            high
        } else {
            low + 1.0
        };
        Self {
            scale: Scale::Linear,
            low,
            high,
            label: label.into(),
        }
    }

    /// An axis of months from today.
    #[must_use]
    pub fn months(end: f64) -> Self {
        Self {
            scale: Scale::Months,
            ..Self::linear(0.0, end, "months")
        }
    }

    /// A linear axis whose end is moved up to the next tick.
    #[must_use]
    pub fn rounded(low: f64, high: f64, label: impl Into<String>) -> Self {
        let mut axis = Self::linear(low, high, label);
        let step = step(axis.high - axis.low, 5);
        if step > 0.0 {
            axis.high = (axis.high / step).ceil() * step;
        }
        axis
    }

    /// A logarithmic axis from the decade at or below the smallest to the one at or above the largest of the positive
    /// numbers; 1 to 10 where there is none.
    #[must_use]
    pub fn decades(values: impl IntoIterator<Item = f64>, label: impl Into<String>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        for value in values.into_iter().filter(|v| v.is_finite() && *v > 0.0) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (1.0, 10.0);
        }
        // A hair's breadth of tolerance: 1000 must not count as above its own decade.
        let start = (low.log10() + 1e-9).floor();
        let end = (high.log10() - 1e-9).ceil().max(start + 1.0);
        Self {
            scale: Scale::Log,
            low: 10_f64.powf(start),
            high: 10_f64.powf(end),
            label: label.into(),
        }
    }

    /// Where a number lies: 0 at the start, 1 at the end, beyond them outside. `None` where it has no place.
    #[must_use]
    pub fn place(&self, x: f64) -> Option<f64> {
        let place = match self.scale {
            Scale::Linear | Scale::Months => (x - self.low) / (self.high - self.low),
            Scale::Log if x > 0.0 => (x / self.low).log10() / (self.high / self.low).log10(),
            Scale::Log => return None,
        };
        place.is_finite().then_some(place)
    }

    /// The number at a place.
    #[must_use]
    pub fn at(&self, place: f64) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Months => self.low + place * (self.high - self.low),
            Scale::Log => self.low * (self.high / self.low).powf(place),
        }
    }

    /// At most about `count` ticks, rising, each with its label.
    #[must_use]
    pub fn ticks(&self, count: usize) -> Vec<(f64, String)> {
        if count == 0 {
            return Vec::new();
        }
        match self.scale {
            Scale::Linear => self.linear_ticks(count, step(self.high - self.low, count)),
            Scale::Months => self.linear_ticks(count, month_step(self.high - self.low, count)),
            Scale::Log => self.log_ticks(count),
        }
    }

    fn linear_ticks(&self, count: usize, step: f64) -> Vec<(f64, String)> {
        if step <= 0.0 {
            return Vec::new();
        }
        let first = (self.low / step - 1e-9).ceil();
        (0..=count + 1)
            .map(|i| (first + index(i)) * step)
            .take_while(|x| *x <= self.high + step * 1e-6)
            .map(|x| (x, format::number(x)))
            .collect()
    }

    fn log_ticks(&self, count: usize) -> Vec<(f64, String)> {
        let (first, last) = (self.low.log10(), self.high.log10());
        let (first, last) = (exponent((first - 1e-9).ceil()), exponent((last + 1e-9).floor()));
        let decades = usize::try_from(last - first).unwrap_or(0) + 1;
        let every = decades.div_ceil(count).max(1);
        (first..=last)
            .step_by(every)
            .map(|e| 10_f64.powi(e))
            .map(|x| (x, format::number(x)))
            .collect()
    }
}

/// A step of 1, 2 or 5 times a power of ten that divides `length` into at most `count` parts.
fn step(length: f64, count: usize) -> f64 {
    let rough = length / index(count.max(1));
    if !rough.is_finite() || rough <= 0.0 {
        return 0.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    let lead = rough / power;
    let lead = [1.0, 2.0, 5.0].into_iter().find(|l| lead <= l + 1e-9).unwrap_or(10.0);
    lead * power
}

/// A step of a part or a multiple of a year that divides so many months into at most `count` parts.
fn month_step(months: f64, count: usize) -> f64 {
    let rough = months / index(count.max(1));
    let steps = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 36.0, 60.0];
    steps
        .into_iter()
        .find(|s| rough <= s + 1e-9)
        .unwrap_or_else(|| (rough / 120.0).ceil() * 120.0)
}

/// A small count as a number.
pub(super) fn index(i: usize) -> f64 {
    f64::from(u32::try_from(i).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis, count: usize) -> Vec<String> {
        axis.ticks(count).into_iter().map(|(_, l)| l).collect()
    }

    #[test]
    fn linear_ticks_are_one_two_or_five_times_a_power_of_ten() {
        assert_eq!(labels(&Axis::linear(0.0, 36.0, ""), 4), ["0", "10", "20", "30"]);
        assert_eq!(labels(&Axis::linear(0.0, 120_000.0, ""), 3), ["0", "50K", "100K"]);
        assert_eq!(
            labels(&Axis::linear(0.0, 1.0, ""), 5),
            ["0", "0.2", "0.4", "0.6", "0.8", "1"]
        );
    }

    #[test]
    fn ticks_of_months_are_parts_of_years() {
        assert_eq!(labels(&Axis::months(36.0), 6), ["0", "6", "12", "18", "24", "30", "36"]);
        assert_eq!(labels(&Axis::months(36.0), 3), ["0", "12", "24", "36"]);
        assert_eq!(labels(&Axis::months(5.0), 6), ["0", "1", "2", "3", "4", "5"]);
    }

    #[test]
    fn logarithmic_ticks_are_decades() {
        let axis = Axis::decades([0.2, 50.0], "ms");
        assert_eq!(labels(&axis, 9), ["0.1", "1", "10", "100"]);
        assert_eq!(labels(&axis, 2), ["0.1", "10"]);
        assert_eq!(axis.place(0.1), Some(0.0));
        assert_eq!(axis.place(0.0), None);
        assert!((Axis::decades([1000.0], "").low - 1000.0).abs() < 1e-9);
    }

    #[test]
    fn a_place_and_its_number_are_inverse() {
        for axis in [Axis::linear(-5.0, 20.0, ""), Axis::decades([3.0, 70_000.0], "")] {
            for place in [0.0, 0.3, 1.0] {
                let back = axis.place(axis.at(place)).unwrap();
                assert!((back - place).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn axes_without_a_range_are_mended() {
        for (low, high) in [(5.0, 5.0), (5.0, 1.0), (f64::NAN, f64::INFINITY)] {
            let axis = Axis::linear(low, high, "");
            assert!(axis.high > axis.low && axis.low.is_finite() && axis.high.is_finite());
            assert!(axis.ticks(5).len() < 20);
        }
        assert!(Axis::decades([], "").high > Axis::decades([], "").low);
        assert!((Axis::rounded(0.0, 83_000.0, "").high - 100_000.0).abs() < 1e-6);
    }
}

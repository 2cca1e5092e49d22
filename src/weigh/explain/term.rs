//! Arithmetic that is written down while it is done: every term is its digits and its value.

use std::ops::{Add, Div, Mul, Sub};

use crate::weigh::words;

/// A part of an arithmetic: what is written, and what it comes to.
#[derive(Debug, Clone)]
pub(super) struct Term {
    digits: String,
    value: f64,
    binding: Binding,
    /// Whether anything was computed.
    computed: bool,
}

/// How tightly what is written holds together.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Sum,
    Product,
    Power,
    Atom,
}

impl Term {
    /// A number written like this.
    pub(super) fn shown(digits: impl Into<String>, value: f64) -> Self {
        let digits = digits.into();
        // A minus sign must not follow another sign, nor be drawn into a power.
        let binding = if digits.starts_with('-') {
            Binding::Sum
        } else {
            Binding::Atom
        };
        Self {
            digits,
            value,
            binding,
            computed: false,
        }
    }

    /// A number that is its own explanation: a count, a unit's factor.
    pub(super) fn number(value: f64) -> Self {
        Self::shown(words::precise(value), value)
    }

    pub(super) const fn value(&self) -> f64 {
        self.value
    }

    /// What is written, and whether anything is computed in it.
    pub(super) fn written(&self) -> (&str, bool) {
        (&self.digits, self.computed)
    }

    fn held(&self, least: Binding) -> String {
        if self.binding < least {
            format!("({})", self.digits)
        } else {
            self.digits.clone()
        }
    }

    fn made(digits: String, value: f64, binding: Binding) -> Self {
        Self {
            digits,
            value,
            binding,
            computed: true,
        }
    }

    /// Sum of all; 0 of none.
    pub(super) fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        let mut terms = terms.into_iter();
        let Some(first) = terms.next() else {
            return Self::number(0.0);
        };
        terms.fold(first, |sum, term| sum + term)
    }

    #[expect(clippy::needless_pass_by_value, reason = "terms are moved into terms")]
    pub(super) fn power(self, exponent: Self) -> Self {
        let digits = format!("{}^{}", self.held(Binding::Atom), exponent.held(Binding::Atom));
        Self::made(digits, self.value.powf(exponent.value), Binding::Power)
    }

    fn call(name: &str, terms: &[Self], value: f64) -> Self {
        let inside: Vec<&str> = terms.iter().map(|term| term.digits.as_str()).collect();
        Self::made(format!("{name}({})", inside.join(", ")), value, Binding::Atom)
    }

    pub(super) fn ln(self) -> Self {
        let value = self.value.ln();
        Self::call("ln", &[self], value)
    }

    pub(super) fn exp(self) -> Self {
        let value = self.value.exp();
        Self::call("exp", &[self], value)
    }

    pub(super) fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        Self::call("sqrt", &[self], value)
    }

    pub(super) fn abs(self) -> Self {
        let value = self.value.abs();
        Self::call("abs", &[self], value)
    }

    /// Rounded up to a whole number, by the model's own rule.
    pub(super) fn up(self, rule: impl Fn(f64) -> f64) -> Self {
        let value = rule(self.value);
        Self::call("ceil", &[self], value)
    }

    /// Rounded to the nearest whole number; only written where it makes a difference.
    pub(super) fn rounded(self) -> Self {
        self.whole("round", f64::round)
    }

    /// Rounded down; only written where it makes a difference.
    pub(super) fn down(self) -> Self {
        self.whole("floor", f64::floor)
    }

    fn whole(self, name: &str, rule: impl Fn(f64) -> f64) -> Self {
        let value = rule(self.value);
        if (value - self.value).abs() > 0.0 {
            Self::call(name, &[self], value)
        } else {
            self
        }
    }

    /// The largest of all; of one only that, of none 0.
    pub(super) fn largest(terms: Vec<Self>) -> Self {
        Self::extreme("max", terms, f64::max)
    }

    /// The smallest of all; of one only that, of none 0.
    pub(super) fn smallest(terms: Vec<Self>) -> Self {
        Self::extreme("min", terms, f64::min)
    }

    fn extreme(name: &str, mut terms: Vec<Self>, of: impl Fn(f64, f64) -> f64) -> Self {
        let Some(value) = terms.iter().map(Self::value).reduce(of) else {
            return Self::number(0.0);
        };
        if terms.len() == 1
            && let Some(only) = terms.pop()
        {
            return only;
        }
        Self::call(name, &terms, value)
    }

    /// Kept between two numbers; only written where it makes a difference.
    pub(super) fn clipped(self, low: f64, high: f64) -> Self {
        if self.value < low {
            Self::largest(vec![Self::number(low), self])
        } else if self.value > high {
            Self::smallest(vec![Self::number(high), self])
        } else {
            self
        }
    }
}

impl Add for Term {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let digits = match other.digits.strip_prefix('-') {
            Some(positive) if !other.computed => format!("{} - {positive}", self.digits),
            Some(_) => format!("{} + ({})", self.digits, other.digits),
            None => format!("{} + {}", self.digits, other.digits),
        };
        Self::made(digits, self.value + other.value, Binding::Sum)
    }
}

impl Sub for Term {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let digits = format!("{} - {}", self.digits, other.held(Binding::Product));
        Self::made(digits, self.value - other.value, Binding::Sum)
    }
}

impl Mul for Term {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let digits = format!("{} x {}", self.held(Binding::Product), other.held(Binding::Product));
        Self::made(digits, self.value * other.value, Binding::Product)
    }
}

impl Div for Term {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let digits = format!("{} / {}", self.held(Binding::Product), other.held(Binding::Power));
        Self::made(digits, self.value / other.value, Binding::Product)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(x: f64) -> Term {
        Term::number(x)
    }

    #[test]
    fn what_is_written_means_what_is_computed() {
        let cases = [
            ((n(1.0) + n(2.0)) * n(3.0), "(1 + 2) x 3", 9.0),
            (n(8.0) / (n(2.0) * n(2.0)), "8 / (2 x 2)", 2.0),
            (n(9.0) - (n(4.0) - n(2.0)), "9 - (4 - 2)", 7.0),
            (n(9.0) + n(-4.0), "9 - 4", 5.0),
            (n(9.0) + n(-4.0) * n(2.0), "9 + (-4) x 2", 1.0),
            (n(-3.0).power(n(2.0)), "(-3)^2", 9.0),
            ((n(1.0) + n(1.0)).power(n(6.0) / n(3.0)), "(1 + 1)^(6 / 3)", 4.0),
            (n(2.2).up(f64::ceil), "ceil(2.2)", 3.0),
            (Term::largest(vec![n(2.0), n(5.0)]), "max(2, 5)", 5.0),
            (Term::largest(vec![n(2.0)]), "2", 2.0),
            (n(12.0).clipped(0.0, 10.0), "min(10, 12)", 10.0),
            (n(7.0).clipped(0.0, 10.0), "7", 7.0),
        ];
        for (term, digits, value) in cases {
            assert_eq!(term.written().0, digits);
            assert!((term.value() - value).abs() < 1e-12, "{digits}");
        }
    }

    #[test]
    fn a_number_alone_computes_nothing() {
        assert!(!n(5.0).written().1);
        assert!(!n(-5.0).written().1);
        assert!(n(5.0).abs().written().1);
        assert!((n(5.0) - n(2.0)).written().1);
        assert!(!Term::shown("CHF 500", 500.0).written().1);
    }
}

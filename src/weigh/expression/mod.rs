//! The language of claims: arithmetic over the catalog's figures. Every mistake is a value, and nesting is bounded.
//!
//! An expression is evaluated while it is read; beside its value it yields its arithmetic, the same text with numbers in
//! place of names. `docs/catalog.md` describes the language.

mod terms;
mod text;

use super::{span::TIE, words};
use crate::catalog::Catalog;
use text::excerpt;

/// Deepest nesting of parentheses and calls.
const DEEPEST: usize = 32;

/// Result of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// Its value, finite.
    pub value: f64,
    /// The expression with numbers in place of names: `20 x 10 + 15 x 8`.
    pub arithmetic: String,
}

/// Evaluates an expression over the catalog's own figures.
///
/// # Errors
///
/// What is wrong with it, in words: its syntax, a name that the catalog does not have, or a value that is not finite.
pub fn evaluate(text: &str, catalog: &Catalog) -> Result<Evaluated, String> {
    let mut parser = Parser {
        catalog,
        rest: text.trim(),
        depth: 0,
    };
    if parser.rest.is_empty() {
        return Err("the expression is empty".to_owned());
    }
    let result = parser.sum()?;
    if parser.rest.is_empty() {
        Ok(result)
    } else {
        Err(format!("`{}` is not expected here", excerpt(parser.rest)))
    }
}

/// Checks that an expression can be evaluated.
///
/// # Errors
///
/// As [`evaluate`].
pub fn check(text: &str, catalog: &Catalog) -> Result<(), String> {
    evaluate(text, catalog).map(|_| ())
}

struct Parser<'c, 't> {
    catalog: &'c Catalog,
    rest: &'t str,
    depth: usize,
}

impl Parser<'_, '_> {
    /// Terms added and subtracted.
    fn sum(&mut self) -> Result<Evaluated, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("the expression nests deeper than {DEEPEST} levels"));
        }
        let mut left = self.product()?;
        while let Some(sign) = self.one_of(&['+', '-']) {
            let right = self.product()?;
            let value = if sign == '+' {
                left.value + right.value
            } else {
                left.value - right.value
            };
            left = left.joined(sign, &right.arithmetic, value)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// Factors multiplied and divided.
    fn product(&mut self) -> Result<Evaluated, String> {
        let mut left = self.signed()?;
        while let Some(sign) = self.one_of(&['*', '/']) {
            let right = self.signed()?;
            if sign == '*' {
                let value = left.value * right.value;
                left = left.joined('x', &right.arithmetic, value)?;
            } else if right.value == 0.0 {
                return Err(format!("division by {}, which is zero", excerpt(&right.arithmetic)));
            } else {
                let value = left.value / right.value;
                left = if divides(&right.arithmetic) {
                    left.joined('/', &format!("({})", right.arithmetic), value)?
                } else {
                    left.joined('/', &right.arithmetic, value)?
                };
            }
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Evaluated, String> {
        // A loop, so that a row of signs nests nothing.
        let mut negative = false;
        while let Some(sign) = self.one_of(&['-', '+']) {
            negative ^= sign == '-';
        }
        let atom = self.atom()?;
        Ok(if negative {
            Evaluated {
                value: -atom.value,
                arithmetic: format!("-{}", atom.arithmetic),
            }
        } else {
            atom
        })
    }

    fn atom(&mut self) -> Result<Evaluated, String> {
        match self.rest.chars().next() {
            None => Err("the expression ends where a number or a name is expected".to_owned()),
            Some('(') => {
                self.expect('(')?;
                let inner = self.sum()?;
                self.expect(')')?;
                Ok(Evaluated {
                    value: inner.value,
                    arithmetic: format!("({})", inner.arithmetic),
                })
            }
            Some(c) if c.is_ascii_digit() => {
                let value = self.number()?;
                finite(value, words::precise(value))
            }
            Some(c) if c.is_ascii_lowercase() || c == '_' => self.named(),
            Some(_) => Err(format!("`{}` is neither a number nor a name", excerpt(self.rest))),
        }
    }

    /// A function or a figure.
    fn named(&mut self) -> Result<Evaluated, String> {
        let name = self.word()?;
        if !self.rest.starts_with('(') {
            return self.figure(name);
        }
        match name {
            "min" | "max" => self.extreme(name),
            "ceil" | "floor" | "abs" => {
                self.expect('(')?;
                let inner = self.sum()?;
                self.expect(')')?;
                let value = match name {
                    // A hair of rounding must not cost a whole unit.
                    "ceil" => (inner.value - TIE).ceil(),
                    "floor" => (inner.value + TIE).floor(),
                    _ => inner.value.abs(),
                };
                finite(value, format!("{name}({})", inner.arithmetic))
            }
            "total" => self.total(),
            "weight" => {
                let [criterion] = self.names()?;
                let criterion = self.criterion(criterion)?;
                number(self.catalog.criteria[criterion].weight)
            }
            "score" => {
                let [criterion, option] = self.names()?;
                let (criterion, option) = (self.criterion(criterion)?, self.option(option)?);
                number(self.fixed_score(criterion, option)?)
            }
            "latency" => self.latency(),
            other => Err(format!(
                "there is no function `{other}`; there are min, max, ceil, floor, abs, total, weight, score and latency"
            )),
        }
    }

    fn extreme(&mut self, name: &str) -> Result<Evaluated, String> {
        self.expect('(')?;
        let first = self.sum()?;
        let mut value = first.value;
        let mut arithmetic = format!("{name}({}", first.arithmetic);
        while self.one_of(&[',']).is_some() {
            let next = self.sum()?;
            value = if name == "min" {
                value.min(next.value)
            } else {
                value.max(next.value)
            };
            arithmetic.push_str(", ");
            arithmetic.push_str(&next.arithmetic);
        }
        self.expect(')')?;
        finite(value, format!("{arithmetic})"))
    }
}

impl Evaluated {
    /// Joined with another by a sign.
    fn joined(mut self, sign: char, other: &str, value: f64) -> Result<Self, String> {
        self.arithmetic.extend([' ', sign, ' ']);
        self.arithmetic.push_str(other);
        finite(value, self.arithmetic)
    }
}

/// Whether the text divides outside of parentheses: as a divisor it needs its own.
fn divides(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|b| {
        match b {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        b == b'/' && depth == 0
    })
}

fn number(value: f64) -> Result<Evaluated, String> {
    finite(value, words::precise(value))
}

fn finite(value: f64, arithmetic: String) -> Result<Evaluated, String> {
    if value.is_finite() {
        Ok(Evaluated { value, arithmetic })
    } else {
        Err(format!("{} is not a finite number", excerpt(&arithmetic)))
    }
}

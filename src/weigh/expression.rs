//! The language of claims: arithmetic over the catalog's figures. Every mistake is a value, and nesting is bounded.
//!
//! An expression is evaluated while it is read; beside its value it yields its arithmetic, the same text with numbers in
//! place of names. `docs/catalog.md` describes the language.

use super::{span::TIE, words};
use crate::catalog::{Amount, Catalog, Figure, Percentile};

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

/// Which end of a range is meant.
#[derive(Clone, Copy)]
enum End {
    Low,
    Likely,
    High,
}

impl End {
    fn of(self, amount: &Amount) -> f64 {
        match self {
            Self::Low => amount.low,
            Self::Likely => amount.value,
            Self::High => amount.high,
        }
    }
}

impl<'t> Parser<'_, 't> {
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
            left = finite(value, format!("{} {sign} {}", left.arithmetic, right.arithmetic))?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// Factors multiplied and divided.
    fn product(&mut self) -> Result<Evaluated, String> {
        let mut left = self.signed()?;
        while let Some(sign) = self.one_of(&['*', '/']) {
            let right = self.signed()?;
            left = if sign == '*' {
                finite(
                    left.value * right.value,
                    format!("{} x {}", left.arithmetic, right.arithmetic),
                )?
            } else if right.value == 0.0 {
                return Err(format!("{} / {} divides by zero", left.arithmetic, right.arithmetic));
            } else {
                let divisor = if divides(&right.arithmetic) {
                    format!("({})", right.arithmetic)
                } else {
                    right.arithmetic
                };
                finite(left.value / right.value, format!("{} / {divisor}", left.arithmetic))?
            };
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

    fn number(&mut self) -> Result<f64, String> {
        let mut seen_point = false;
        let end = self
            .rest
            .char_indices()
            .find(|(at, c)| {
                let point = *c == '.' && !seen_point && self.rest[at + 1..].starts_with(|d: char| d.is_ascii_digit());
                seen_point |= point;
                !(c.is_ascii_digit() || *c == '_' || point)
            })
            .map_or(self.rest.len(), |(at, _)| at);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        text.replace('_', "")
            .parse()
            .map_err(|_| format!("`{}` is not a number", excerpt(text)))
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
            arithmetic = format!("{arithmetic}, {}", next.arithmetic);
        }
        self.expect(')')?;
        finite(value, format!("{arithmetic})"))
    }

    /// Weighted total of the fixed scores with the base weights, 0-10.
    fn total(&mut self) -> Result<Evaluated, String> {
        let [option] = self.names()?;
        let option = self.option(option)?;
        let mut sum = 0.0;
        let mut weights = 0.0;
        let mut terms = Vec::with_capacity(self.catalog.criteria.len());
        for (at, criterion) in self.catalog.criteria.iter().enumerate() {
            let score = self.fixed_score(at, option)?;
            sum += criterion.weight * score;
            weights += criterion.weight;
            terms.push(format!(
                "{} x {}",
                words::precise(criterion.weight),
                words::precise(score)
            ));
        }
        if weights <= 0.0 {
            return Err("the weights sum to zero".to_owned());
        }
        finite(
            sum / weights,
            format!("({}) / {}", terms.join(" + "), words::precise(weights)),
        )
    }

    /// A printed latency: `latency(option, evidence, load, percentile)`.
    fn latency(&mut self) -> Result<Evaluated, String> {
        self.expect('(')?;
        let option = self.word()?;
        self.expect(',')?;
        let evidence = self.word()?;
        self.expect(',')?;
        let load = self.number()?;
        self.expect(',')?;
        let percentile = self.word()?;
        self.expect(')')?;
        let end = self.end()?;
        let option = self.option(option)?;
        let set = self.evidence(evidence)?;
        let percentile = Percentile::ALL
            .into_iter()
            .find(|p| p.id() == percentile)
            .ok_or_else(|| format!("`{percentile}` is none of p50, p95, p99, p999 and max"))?;
        let title = &self.catalog.options[option].title;
        let curve = self
            .catalog
            .latency
            .iter()
            .find(|curve| curve.option == option && curve.evidence == Some(set))
            .or_else(|| self.catalog.latency_curve(set, option))
            .ok_or_else(|| format!("there is no latency of {title} in `{evidence}`"))?;
        let amount = curve
            .points
            .iter()
            .find(|point| (point.load - load).abs() <= load.abs() * TIE)
            .and_then(|point| point.ms[percentile as usize].as_ref())
            .ok_or_else(|| {
                format!(
                    "there is no {} of {title} at {load} in `{evidence}`",
                    percentile.label()
                )
            })?;
        number(end.of(amount))
    }

    /// A figure: `id`, `id.option`, either with `@evidence`, and `.low` or `.high` at the end.
    fn figure(&mut self, id: &str) -> Result<Evaluated, String> {
        let mut option = None;
        let mut evidence = None;
        let mut end = End::Likely;
        if self.rest.starts_with('.') && !self.at_end() {
            self.expect('.')?;
            let name = self.word()?;
            option = Some(self.option(name)?);
        }
        if self.rest.starts_with('@') {
            self.expect('@')?;
            let name = self.word()?;
            evidence = Some(self.evidence(name)?);
        }
        if self.rest.starts_with('.') {
            end = self.end()?;
        }
        let entries: Vec<&Figure> = self.catalog.figures.iter().filter(|figure| figure.id == id).collect();
        if entries.is_empty() {
            let near = crate::diagnostic::nearest(id, self.catalog.figures.iter().map(|figure| figure.id.as_str()));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no figure `{id}`{hint}"));
        }
        let amount = |figure: &'_ Figure| -> Option<f64> {
            let value = match option {
                Some(option) => figure.of.get(option)?.as_ref()?,
                None => figure.value.as_ref()?,
            };
            Some(end.of(&value.amount))
        };
        let wanted = evidence.unwrap_or(self.catalog.default_evidence);
        let sets = [Some(wanted), None];
        let found = sets
            .iter()
            .find_map(|set| entries.iter().filter(|f| f.evidence == *set).find_map(|f| amount(f)));
        found.map_or_else(
            || {
                let of = option.map_or("of the decision as a whole".to_owned(), |option| {
                    format!("for {}", self.catalog.options[option].title)
                });
                let set = self.catalog.evidence.get(wanted).map_or("", |set| set.id.as_str());
                Err(format!("figure `{id}` has no number {of} in `{set}`"))
            },
            number,
        )
    }

    /// `.low`, `.high` or nothing.
    fn end(&mut self) -> Result<End, String> {
        if !self.rest.starts_with('.') {
            return Ok(End::Likely);
        }
        self.expect('.')?;
        match self.word()? {
            "low" => Ok(End::Low),
            "high" => Ok(End::High),
            other => Err(format!("`.{other}` is neither `.low` nor `.high`")),
        }
    }

    /// Whether `.low` or `.high` follows, not an option.
    fn at_end(&self) -> bool {
        let after = &self.rest[1..];
        let word = &after[..word_length(after)];
        matches!(word, "low" | "high") && self.catalog.option(word).is_none()
    }

    /// Names between parentheses.
    fn names<const N: usize>(&mut self) -> Result<[&'t str; N], String> {
        let mut names = [""; N];
        self.expect('(')?;
        for (at, name) in names.iter_mut().enumerate() {
            if at > 0 {
                self.expect(',')?;
            }
            *name = self.word()?;
        }
        self.expect(')')?;
        Ok(names)
    }

    fn word(&mut self) -> Result<&'t str, String> {
        let (word, rest) = self.rest.split_at(word_length(self.rest));
        if word.is_empty() {
            return Err(if rest.is_empty() {
                "the expression ends where a name is expected".to_owned()
            } else {
                format!("`{}` is not a name", excerpt(rest))
            });
        }
        self.rest = rest.trim_start();
        Ok(word)
    }

    fn one_of(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.rest.chars().next().filter(|c| signs.contains(c))?;
        self.rest = self.rest[sign.len_utf8()..].trim_start();
        Some(sign)
    }

    fn expect(&mut self, sign: char) -> Result<(), String> {
        self.one_of(&[sign]).map(|_| ()).ok_or_else(|| {
            if self.rest.is_empty() {
                format!("the expression ends where `{sign}` is expected")
            } else {
                format!("`{sign}` is expected, not `{}`", excerpt(self.rest))
            }
        })
    }

    fn option(&self, id: &str) -> Result<usize, String> {
        self.catalog
            .option(id)
            .ok_or_else(|| unknown("option", id, self.catalog.options.iter().map(|o| o.id.as_str())))
    }

    fn criterion(&self, id: &str) -> Result<usize, String> {
        self.catalog
            .criterion(id)
            .ok_or_else(|| unknown("criterion", id, self.catalog.criteria.iter().map(|c| c.id.as_str())))
    }

    fn evidence(&self, id: &str) -> Result<usize, String> {
        self.catalog
            .evidence_set(id)
            .ok_or_else(|| unknown("evidence", id, self.catalog.evidence.iter().map(|e| e.id.as_str())))
    }

    fn fixed_score(&self, criterion: usize, option: usize) -> Result<f64, String> {
        let scores = &self.catalog.criteria[criterion].scores;
        scores
            .get(option)
            .and_then(Option::as_ref)
            .map(|amount| amount.value)
            .ok_or_else(|| format!("{} has no fixed score", self.catalog.options[option].title))
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

fn unknown<'c>(what: &str, id: &str, valid: impl IntoIterator<Item = &'c str>) -> String {
    let near = crate::diagnostic::nearest(id, valid);
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no {what} `{id}`{hint}")
}

/// Bytes of the name at the beginning: lower-case letters, digits, `_`, and `-` where a letter or digit follows.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let plain = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_';
    let mut length = 0;
    while let Some(b) = bytes.get(length) {
        let dash = *b == b'-' && length > 0 && bytes.get(length + 1).is_some_and(plain);
        if !plain(b) && !dash {
            break;
        }
        length += 1;
    }
    length
}

fn excerpt(text: &str) -> String {
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(24).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

//! Reads an arithmetic as a person with a calculator would, who knows that written numbers are rounded: every number is a range, and
//! what is written on both sides of a sign must agree within these ranges.

/// All numbers that round to what is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    fn of(ends: impl IntoIterator<Item = f64>) -> Self {
        let mut range = Self {
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
        };
        for end in ends {
            if end.is_nan() {
                return Self::ANY;
            }
            range.low = range.low.min(end);
            range.high = range.high.max(end);
        }
        range
    }

    const ANY: Self = Self {
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    };

    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self::of([
            f(self.low, other.low),
            f(self.low, other.high),
            f(self.high, other.low),
            f(self.high, other.high),
        ])
    }

    fn each(self, f: impl Fn(f64) -> f64) -> Self {
        Self::of([f(self.low), f(self.high)])
    }

    /// Whether a number may be meant; with room for rounding errors of the reader's own.
    pub fn holds(self, x: f64) -> bool {
        let room = 1e-9 * (1.0 + x.abs());
        self.low - room <= x && x <= self.high + room
    }

    fn meets(self, other: Self) -> bool {
        let room = 1e-9 * (1.0 + self.low.abs().min(self.high.abs()));
        self.low <= other.high + room && other.low <= self.high + room
    }
}

/// Checks every sign between two expressions: `=`, `<`, `<=`, `>`, `>=`. Ends with the range of the last expression; `None` for
/// words.
pub fn check(text: &str) -> Result<Option<Range>, String> {
    let mut last = None;
    for part in text.split("; ").flat_map(|part| part.split(", but ")) {
        last = compare(part)?;
    }
    Ok(last)
}

fn compare(text: &str) -> Result<Option<Range>, String> {
    let mut before: Option<(Range, &str)> = None;
    let mut rest = text;
    loop {
        let (expression, sign, after) = next_sign(rest);
        let Some(range) = expression_of(expression)? else {
            return Ok(None);
        };
        if let Some((left, sign)) = before {
            let holds = match sign {
                "=" => left.meets(range),
                "<" | "<=" => left.low <= range.high,
                _ => left.high >= range.low,
            };
            if !holds {
                return Err(format!("{left:?} {sign} {range:?} does not hold in `{text}`"));
            }
        }
        if sign.is_empty() {
            return Ok(Some(range));
        }
        before = Some((range, sign));
        rest = after;
    }
}

fn next_sign(text: &str) -> (&str, &str, &str) {
    let signs = [" <= ", " >= ", " < ", " > ", " = "];
    let found = signs.iter().filter_map(|sign| Some((text.find(sign)?, *sign))).min();
    match found {
        Some((at, sign)) => (&text[..at], sign.trim(), &text[at + sign.len()..]),
        None => (text, "", ""),
    }
}

/// `Ok(None)` for words.
fn expression_of(text: &str) -> Result<Option<Range>, String> {
    let text = text.trim().trim_start_matches('+');
    if !text.contains(|c: char| c.is_ascii_digit()) || text.starts_with("one ") || text.starts_with("no ") {
        return Ok(None);
    }
    let mut reader = Reader { rest: text };
    let range = reader.sum()?;
    // A unit may follow the last number.
    let rest = reader.rest.trim_start();
    let is_unit = rest.is_empty() || rest.starts_with('/') || rest.chars().next().is_some_and(char::is_alphabetic);
    if is_unit {
        Ok(Some(range))
    } else {
        Err(format!("`{rest}` is not understood in `{text}`"))
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn take(&mut self, token: &str) -> bool {
        let found = self.rest.strip_prefix(token);
        if let Some(rest) = found {
            self.rest = rest;
        }
        found.is_some()
    }

    fn sum(&mut self) -> Result<Range, String> {
        let mut left = self.product()?;
        loop {
            if self.take(" + ") {
                left = left.with(self.product()?, |a, b| a + b);
            } else if self.take(" - ") {
                left = left.with(self.product()?, |a, b| a - b);
            } else {
                return Ok(left);
            }
        }
    }

    fn product(&mut self) -> Result<Range, String> {
        let mut left = self.power()?;
        loop {
            if self.take(" x ") {
                left = left.with(self.power()?, |a, b| a * b);
            } else if self.take(" / ") {
                let right = self.power()?;
                left = if right.low < 0.0 && right.high > 0.0 {
                    Range::ANY
                } else {
                    left.with(right, |a, b| a / b)
                };
            } else {
                return Ok(left);
            }
        }
    }

    fn power(&mut self) -> Result<Range, String> {
        let base = self.atom()?;
        if !self.take("^") {
            return Ok(base);
        }
        let exponent = self.atom()?;
        if base.low < 0.0 && base.high > 0.0 {
            // Squares of small differences.
            let most = base.low.abs().max(base.high);
            return Ok(Range::of([0.0, most.powf(exponent.low), most.powf(exponent.high)]));
        }
        let base = if base.high <= 0.0 { base.each(f64::abs) } else { base };
        Ok(base.with(exponent, f64::powf))
    }

    fn atom(&mut self) -> Result<Range, String> {
        if self.take("(") {
            let inside = self.sum()?;
            return self.closed(inside);
        }
        for name in ["ceil", "ln", "exp", "sqrt", "abs", "max", "min", "round", "floor"] {
            if self.rest.starts_with(name) && self.take(name) {
                return self.call(name);
            }
        }
        self.number()
    }

    fn closed(&mut self, range: Range) -> Result<Range, String> {
        if self.take(")") {
            Ok(range)
        } else {
            Err(format!("`)` is missing before `{}`", self.rest))
        }
    }

    fn call(&mut self, name: &str) -> Result<Range, String> {
        if !self.take("(") {
            return Err(format!("`(` is missing after `{name}`"));
        }
        let mut inside = vec![self.sum()?];
        while self.take(", ") {
            inside.push(self.sum()?);
        }
        let first = inside[0];
        let range = match name {
            // A hair above a whole number counts as that number.
            "ceil" => first.each(|x| (x * (1.0 - 1e-12)).ceil()),
            "ln" if first.low <= 0.0 => Range::ANY,
            "ln" => first.each(f64::ln),
            "exp" => first.each(f64::exp),
            "sqrt" => first.each(|x| x.max(0.0).sqrt()),
            "abs" if first.low < 0.0 && first.high > 0.0 => Range::of([0.0, first.low.abs(), first.high]),
            "abs" => first.each(f64::abs),
            "round" => first.each(f64::round),
            "floor" => first.each(f64::floor),
            "max" => inside.into_iter().reduce(|a, b| a.with(b, f64::max)).unwrap_or(first),
            _ => inside.into_iter().reduce(|a, b| a.with(b, f64::min)).unwrap_or(first),
        };
        self.closed(range)
    }

    /// A number as it is written for people, with a currency before it and `%` after it.
    fn number(&mut self) -> Result<Range, String> {
        let text = self.rest;
        let negative = self.take("-");
        let money = ["$", "€", "£", "¥"].iter().any(|sign| self.take(sign)) || self.code();
        let mut digits = String::new();
        let mut end = 0;
        let letters: Vec<char> = self.rest.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            let next_is_digit = letters.get(at + 1).is_some_and(char::is_ascii_digit);
            match letter {
                '0'..='9' => digits.push(*letter),
                '.' if next_is_digit => digits.push('.'),
                // A comma between digits separates thousands.
                ',' if next_is_digit => {}
                'e' if next_is_digit && !digits.is_empty() => digits.push('e'),
                _ => break,
            }
            end = at + 1;
        }
        let value: f64 = digits.parse().map_err(|_| format!("`{text}` is no number"))?;
        self.rest = &self.rest[end..];
        let percent = self.take(" %");
        let half = half_a_step(&digits, value, money);
        let sign = if negative { -1.0 } else { 1.0 };
        let scale = if percent { 0.01 } else { 1.0 };
        Ok(Range::of([value - half, value + half].map(|x| x * sign * scale)))
    }

    /// A currency's code: `CHF `.
    fn code(&mut self) -> bool {
        let code = self.rest.len() > 4 && self.rest.as_bytes()[..3].iter().all(u8::is_ascii_uppercase);
        if code && self.rest.as_bytes()[3] == b' ' {
            self.rest = &self.rest[4..];
            return true;
        }
        false
    }
}

/// Half of the last digit that a number is rounded to.
fn half_a_step(digits: &str, value: f64, money: bool) -> f64 {
    if digits.contains('e') {
        return value * 0.05;
    }
    let shown = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let rule: i32 = if money {
        if value >= 99.995 { 0 } else { 2 }
    } else if value >= 999.5 {
        1
    } else {
        // Four significant digits.
        let before = if value >= 1.0 {
            value.log10().floor() as i32 + 1
        } else if value > 0.0 {
            value.log10().floor() as i32 + 1
        } else {
            0
        };
        (4 - before).max(0)
    };
    0.500_001 * 10.0_f64.powi(-rule.max(shown as i32))
}

#[test]
fn a_reader_with_a_calculator_agrees_or_does_not() {
    for right in [
        "20 % x 10 + 15 % x 8 = 3.2",
        "$95 x 8 x 4 = $3,040",
        "ceil(12,000 / 3,500) = 4 instances",
        "max(1, 4, 2) = 4 instances",
        "0.5 x (1 / 0.5)^(ln(350 / 100) / ln(1,000 / 100)) = 0.7291 ms",
        "12.4 > 8",
        "(1 - 0.993596^36) / (1 - 0.993596) = 32.2",
        "78.2 % < 95 %; 78.2 % >= 70 %",
        "-$1,000 + $2,000 = $1,000",
        "no figure to compare",
    ] {
        assert!(check(right).is_ok(), "{right}: {:?}", check(right));
    }
    for wrong in ["2 x 3 = 7", "12.4 <= 8", "ceil(3.2) = 3", "1 + = 2", "2 x (3 = 6"] {
        assert!(check(wrong).is_err(), "{wrong}");
    }
}

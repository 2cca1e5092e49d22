//! Units as people write them: what one means, and how many of another it is.
//!
//! Knows spellings and conversions only. It must not know questions, ranges or numbers about the world: a year is twelve
//! months, 52 weeks or 365 days because that is how people plan.

/// A period of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// Counted in nanoseconds: nanosecond to week.
    Nanoseconds(u64),
    /// Counted in months: month, quarter, year.
    Months(u64),
}

const SECOND: u64 = 1_000_000_000;
const HOUR: u64 = 3600 * SECOND;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;

impl Period {
    /// The period of this (lower-case) name.
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "ns" | "nanosecond" | "nanoseconds" => Self::Nanoseconds(1),
            "us" | "µs" | "μs" | "microsecond" | "microseconds" => Self::Nanoseconds(1000),
            "ms" | "msec" | "millisecond" | "milliseconds" | "millis" => Self::Nanoseconds(SECOND / 1000),
            "s" | "sec" | "secs" | "second" | "seconds" => Self::Nanoseconds(SECOND),
            "min" | "mins" | "minute" | "minutes" => Self::Nanoseconds(60 * SECOND),
            "h" | "hr" | "hrs" | "hour" | "hours" => Self::Nanoseconds(HOUR),
            "d" | "day" | "days" => Self::Nanoseconds(DAY),
            "w" | "wk" | "wks" | "week" | "weeks" => Self::Nanoseconds(WEEK),
            "mo" | "mos" | "mth" | "month" | "months" => Self::Months(1),
            "quarter" | "quarters" => Self::Months(3),
            "y" | "yr" | "yrs" | "year" | "years" | "annum" => Self::Months(12),
            _ => return None,
        })
    }

    /// How many of `other` are in one of this, as a fraction.
    fn over(self, other: Self) -> Ratio {
        match (self, other) {
            (Self::Nanoseconds(a), Self::Nanoseconds(b)) | (Self::Months(a), Self::Months(b)) => Ratio::of(a, b),
            (Self::Months(a), Self::Nanoseconds(b)) => Ratio::of(a * year_beside(b), 12 * b),
            (Self::Nanoseconds(a), Self::Months(b)) => Ratio::of(12 * a, b * year_beside(a)),
        }
    }

    /// Whether work and running time differ in it: nobody works around the clock.
    fn is_of_the_clock(self) -> bool {
        matches!(self, Self::Nanoseconds(n) if n < WEEK)
    }
}

/// Length of a year beside this period: 52 weeks where weeks are counted (so that a quarter is 13 of them), else 365 days.
fn year_beside(nanoseconds: u64) -> u64 {
    if nanoseconds == WEEK { 52 * WEEK } else { 365 * DAY }
}

/// A positive conversion factor. A power of ten is kept apart, so that a decimal number is converted without rounding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ratio {
    /// `10^n`.
    PowerOfTen(i64),
    /// Anything else.
    Factor(f64),
}

impl Ratio {
    pub(super) const ONE: Self = Self::PowerOfTen(0);

    /// `a / b`, both positive.
    fn of(a: u64, b: u64) -> Self {
        let power = |large: u64, small: u64| {
            large.is_multiple_of(small).then(|| large / small).and_then(|n| {
                let power = n.checked_ilog10()?;
                (10_u64.checked_pow(power)? == n).then_some(i64::from(power))
            })
        };
        if let Some(n) = power(a, b) {
            return Self::PowerOfTen(n);
        }
        if let Some(n) = power(b, a) {
            return Self::PowerOfTen(-n);
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a conversion between units; the result is rounded to 15 digits"
        )]
        let factor = a as f64 / b as f64;
        Self::Factor(factor)
    }

    fn times(self, other: Self) -> Self {
        match (self, other) {
            (Self::PowerOfTen(a), Self::PowerOfTen(b)) => Self::PowerOfTen(a + b),
            (a, b) => Self::Factor(a.factor() * b.factor()),
        }
    }

    fn factor(self) -> f64 {
        match self {
            Self::PowerOfTen(n) => 10_f64.powi(i32::try_from(n).unwrap_or(0)),
            Self::Factor(x) => x,
        }
    }
}

/// What is counted, before any "per".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Counted {
    /// Nothing was said.
    Nothing,
    /// Requests, queries, calls.
    Requests,
    /// Time.
    Time(Period),
    /// Money, in this many currency units.
    Money(u64),
    /// Hundredths.
    Percent,
    /// Memory, in bytes.
    Memory(u64),
    /// Any other word.
    Word(String),
}

/// A unit as written: what is counted, per which period, per what else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) counted: Counted,
    per: Option<Period>,
    per_other: Vec<String>,
    /// Currency that was named, as written.
    pub(super) currency: Option<String>,
}

/// Why two units do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// They measure different things.
    Different,
    /// Money an hour (or a day) against money a month: that depends on how many hours are worked or run.
    HoursOfWork,
    /// Growth in one period is not growth in another.
    Growth,
}

impl Measure {
    /// Reads a unit. `money`: three letters are a currency code.
    pub(super) fn read(text: &str, money: bool) -> Self {
        let mut measure = Self {
            counted: Counted::Nothing,
            per: None,
            per_other: Vec::new(),
            currency: None,
        };
        if text.trim() == "1" {
            return measure;
        }
        let mut padded = format!(" {} ", text.trim().to_lowercase());
        for word in [" per ", " a ", " an ", " each ", " every "] {
            padded = padded.replace(word, "/");
        }
        let mut parts = padded.split('/').map(str::trim);
        let counted = parts.next().unwrap_or_default();
        measure.counted = measure.read_counted(counted, money);
        for part in parts {
            match Period::named(part) {
                Some(period) if measure.per.is_none() => measure.per = Some(period),
                _ if part.is_empty() => {}
                _ => measure.per_other.push(part.to_owned()),
            }
        }
        measure
    }

    fn read_counted(&mut self, text: &str, money: bool) -> Counted {
        let per = |seconds: u64| Some(Period::Nanoseconds(seconds * SECOND));
        match text {
            "" => return Counted::Nothing,
            "%" | "percent" | "per cent" | "pct" => return Counted::Percent,
            "req" | "reqs" | "request" | "requests" | "r" | "hits" | "calls" | "queries" => return Counted::Requests,
            "rps" | "qps" | "tps" => self.per = per(1),
            "rpm" | "qpm" => self.per = per(60),
            "rph" => self.per = per(3600),
            "rpd" => self.per = per(24 * 3600),
            // `% of traffic`
            _ if text.starts_with("% of ") => return Counted::Percent,
            _ => {}
        }
        if self.per.is_some() {
            return Counted::Requests;
        }
        if let Some(period) = Period::named(text) {
            return Counted::Time(period);
        }
        if let Some(bytes) = memory(text) {
            return Counted::Memory(bytes);
        }
        let (thousands, name) = match text.split_once(' ') {
            Some(("k", name)) => (1000, name.trim()),
            Some(("m", name)) => (1_000_000, name.trim()),
            _ => (1, text),
        };
        if let Some(currency) = currency_name(name, money) {
            self.currency = currency;
            return Counted::Money(thousands);
        }
        Counted::Word(text.to_owned())
    }

    /// Whether no unit was written at all.
    pub(super) fn is_empty(&self) -> bool {
        self.counted == Counted::Nothing && self.per.is_none() && self.per_other.is_empty()
    }

    /// How many of `wanted` one of this is.
    pub(super) fn over(&self, wanted: &Self) -> Result<Ratio, Misfit> {
        let counted = match (&self.counted, &wanted.counted) {
            (Counted::Nothing, _) => Ratio::ONE,
            (Counted::Time(a), Counted::Time(b)) => a.over(*b),
            (Counted::Money(a), Counted::Money(b)) | (Counted::Memory(a), Counted::Memory(b)) => Ratio::of(*a, *b),
            (Counted::Word(a), Counted::Word(b)) if singular(a) == singular(b) => Ratio::ONE,
            (a, b) if a == b => Ratio::ONE,
            _ => return Err(Misfit::Different),
        };
        let is_percent = wanted.counted == Counted::Percent;
        let per = match (self.per, wanted.per) {
            (None, _) => Ratio::ONE,
            (Some(a), Some(b)) if a == b => Ratio::ONE,
            (Some(Period::Months(12)), None) if is_percent => Ratio::ONE,
            (Some(_), _) if is_percent => return Err(Misfit::Growth),
            (Some(_), None) => return Err(Misfit::Different),
            (Some(a), Some(b)) => {
                let is_money = matches!(wanted.counted, Counted::Money(_));
                if is_money && a.is_of_the_clock() != b.is_of_the_clock() {
                    return Err(Misfit::HoursOfWork);
                }
                b.over(a)
            }
        };
        if !self.per_other.is_empty() && self.per_other != wanted.per_other {
            return Err(Misfit::Different);
        }
        Ok(counted.times(per))
    }
}

fn memory(text: &str) -> Option<u64> {
    Some(match text {
        "b" | "byte" | "bytes" => 1,
        "kb" => 1000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return None,
    })
}

/// Whether the (lower-case) text names money, and which currency if it says.
#[expect(
    clippy::option_option,
    reason = "is it money, and if so does it name a currency: two questions, no third type worth a name"
)]
fn currency_name(text: &str, money: bool) -> Option<Option<String>> {
    let is_code = text.len() == 3 && text.chars().all(|c| c.is_ascii_alphabetic());
    let is_symbol = text.chars().any(is_currency_symbol) && text.chars().count() <= 3;
    match text {
        "currency" | "money" => Some(None),
        "usd" | "eur" | "gbp" | "chf" | "jpy" => Some(Some(text.to_uppercase())),
        "dollar" | "dollars" => Some(Some("$".into())),
        "euro" | "euros" => Some(Some("€".into())),
        _ if is_symbol || (money && is_code) => Some(Some(text.to_uppercase())),
        _ => None,
    }
}

/// Whether the character is a currency's sign.
pub(super) fn is_currency_symbol(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '₹' | '฿') || ('\u{20a0}'..='\u{20c0}').contains(&c)
}

/// Whether a currency as typed may be the one with this code: `$` is the sign of many dollars.
pub(super) fn may_mean(typed: &str, code: &str) -> bool {
    let is = |codes: &[&str]| codes.contains(&code);
    match typed {
        "$" => is(&[
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "ARS", "CLP", "COP",
        ]),
        "US$" => code == "USD",
        "€" => code == "EUR",
        "£" => is(&["GBP", "EGP", "FKP", "GIP"]),
        "¥" => is(&["JPY", "CNY"]),
        "₹" => code == "INR",
        "₩" => code == "KRW",
        "₺" => code == "TRY",
        "₽" => code == "RUB",
        "₴" => code == "UAH",
        "₪" => code == "ILS",
        "฿" => code == "THB",
        // Another sign than those above may mean anything.
        _ => typed == code || !typed.chars().all(|c| c.is_ascii_alphabetic()),
    }
}

/// A word without its plural `s`.
pub(super) fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(typed: &str, wanted: &str) -> Result<f64, Misfit> {
        let wanted = Measure::read(wanted, false);
        Measure::read(typed, true).over(&wanted).map(Ratio::factor)
    }

    #[test]
    fn a_plan_has_52_weeks_or_12_months_or_365_days_a_year() {
        assert_eq!(ratio("year", "weeks"), Ok(52.0));
        assert_eq!(ratio("quarter", "wk"), Ok(13.0));
        assert_eq!(ratio("years", "months"), Ok(12.0));
        assert_eq!(ratio("year", "d"), Ok(365.0));
        assert_eq!(ratio("weeks", "months").map(|x| x * 52.0), Ok(12.0));
    }

    #[test]
    fn rates_convert_by_their_periods() {
        assert_eq!(ratio("/day", "req/s").map(|x| (x * 86400.0).round()), Ok(1.0));
        assert_eq!(ratio("rps", "requests/day"), Ok(86400.0));
        assert_eq!(ratio("req per minute", "req/h"), Ok(60.0));
        assert_eq!(ratio("a day", "req/day"), Ok(1.0));
    }

    #[test]
    fn powers_of_ten_are_exact() {
        let exact = |a: &str, b: &str| Measure::read(a, true).over(&Measure::read(b, false));
        assert_eq!(exact("s", "ms"), Ok(Ratio::PowerOfTen(3)));
        assert_eq!(exact("µs", "ms"), Ok(Ratio::PowerOfTen(-3)));
        assert_eq!(exact("$", "K currency"), Ok(Ratio::PowerOfTen(-3)));
        assert_eq!(exact("GB", "MB"), Ok(Ratio::PowerOfTen(3)));
    }

    #[test]
    fn what_cannot_be_converted_is_refused() {
        assert_eq!(ratio("ms", "req/s"), Err(Misfit::Different));
        assert_eq!(ratio("%", "1"), Err(Misfit::Different));
        assert_eq!(ratio("$/h", "currency/month"), Err(Misfit::HoursOfWork));
        assert_eq!(ratio("%/month", "%"), Err(Misfit::Growth));
        assert_eq!(ratio("% a year", "%"), Ok(1.0));
        assert_eq!(ratio("$/year", "currency/month").map(|x| x * 12.0), Ok(1.0));
    }
}

//! Must-haves on ranges: pass, fail, unknown.

use super::Error;

/// A limit on a quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// Not above.
    AtMost(f64),
    /// Not below.
    AtLeast(f64),
    /// Neither below the first nor above the second.
    Between(f64, f64),
}

/// State of a must-have, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The whole range is within the limit (its ends may lie on it).
    Pass,
    /// The range straddles the limit, or nothing is known.
    Unknown,
    /// The whole range is beyond the limit.
    Fail,
}

/// Tests a range `(low, high)` against a limit; no range is unknown.
///
/// # Errors
///
/// A range or limit that is NaN, or whose ends are the wrong way round.
pub fn test(range: Option<(f64, f64)>, limit: Limit) -> Result<State, Error> {
    let (least, most) = match limit {
        Limit::AtMost(most) => (f64::NEG_INFINITY, most),
        Limit::AtLeast(least) => (least, f64::INFINITY),
        Limit::Between(least, most) => (least, most),
    };
    check_ends("a limit", least, most)?;
    let Some((low, high)) = range else {
        return Ok(State::Unknown);
    };
    check_ends("a range", low, high)?;
    Ok(if low >= least && high <= most {
        State::Pass
    } else if low > most || high < least {
        State::Fail
    } else {
        State::Unknown
    })
}

fn check_ends(what: &'static str, low: f64, high: f64) -> Result<(), Error> {
    if low <= high {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            what,
            rule: "two numbers, the lower first",
        })
    }
}

/// State of an option: any fail is a fail, else any unknown is unknown, else (also without must-haves) it passes.
#[must_use]
pub fn overall(states: &[State]) -> State {
    states.iter().copied().max().unwrap_or(State::Pass)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_touches_its_limit_passes_and_one_that_straddles_it_is_open() {
        let limit = Limit::AtMost(100.0);
        assert_eq!(test(Some((18.0, 100.0)), limit), Ok(State::Pass));
        assert_eq!(test(Some((100.0, 100.1)), limit), Ok(State::Unknown));
        assert_eq!(test(Some((100.1, 101.0)), limit), Ok(State::Fail));
        assert_eq!(test(None, limit), Ok(State::Unknown));
        assert_eq!(test(Some((1.0, 2.0)), Limit::AtLeast(3.0)), Ok(State::Fail));
        assert_eq!(test(Some((0.0, 9.0)), Limit::Between(3.0, 5.0)), Ok(State::Unknown));
        assert!(test(Some((2.0, 1.0)), limit).is_err());
        assert!(test(Some((f64::NAN, 1.0)), limit).is_err());
    }

    #[test]
    fn one_fail_decides_over_all_that_is_open() {
        assert_eq!(overall(&[State::Pass, State::Fail, State::Unknown]), State::Fail);
        assert_eq!(overall(&[State::Pass, State::Unknown]), State::Unknown);
        assert_eq!(overall(&[]), State::Pass);
    }
}

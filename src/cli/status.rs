//! What a command came to, and the exit code that says so.

use std::process::ExitCode;

/// What a command came to; the worst of several parts counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Everything was done.
    Done,
    /// An audit has findings, or something could not be done (a result that could not be written).
    Findings,
    /// The command line makes no sense.
    Usage,
    /// A profile, catalog or configuration is wrong or cannot be read.
    Wrong,
    /// A winner does not lead by the margin that was required.
    TooClose,
}

impl Status {
    /// The exit code.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Wrong => 3,
            Self::TooClose => 4,
        }
    }

    /// The one of both that a script must hear about first: usage, wrong files, failures, closeness.
    pub(super) const fn or(self, other: Self) -> Self {
        if self.urgency() >= other.urgency() { self } else { other }
    }

    const fn urgency(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::TooClose => 1,
            Self::Findings => 2,
            Self::Wrong => 3,
            Self::Usage => 4,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_profile_is_heard_before_one_that_is_too_close() {
        assert_eq!(Status::TooClose.or(Status::Wrong), Status::Wrong);
        assert_eq!(Status::Wrong.or(Status::TooClose), Status::Wrong);
        assert_eq!(Status::Done.or(Status::TooClose), Status::TooClose);
    }
}

//! Presenting: which slide is shown, and the clock beside it.

use super::Screen;

/// What the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stage {
    /// Whether the program is presenting.
    pub on: bool,
    /// Which slide of the screen, by its place among [`slides`].
    pub part: usize,
    /// What is shown in place of it.
    pub cover: Cover,
    /// Whether the ruler was shown before.
    pub ruled: bool,
    /// The clock.
    pub clock: Clock,
}

/// What is shown in place of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cover {
    /// Nothing is: the slide itself is seen.
    #[default]
    Off,
    /// An empty screen, so that the room looks at each other.
    Blank,
    /// The ruler that the font is set by.
    Ruler,
}

/// A clock that counts down; it goes on below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Seconds it was set to.
    pub set: u32,
    /// Seconds that have passed since it was started, pauses left out.
    pub passed: u32,
    /// Whether it runs.
    pub running: bool,
    /// Whether it is shown.
    pub shown: bool,
}

impl Clock {
    /// Seconds in a minute, the step in which it is set.
    pub const MINUTE: u32 = 60;
    /// Most minutes that it can be set to.
    pub const LONGEST: u32 = 99;

    /// Seconds left; negative once it is over.
    #[must_use]
    pub const fn left(&self) -> i64 {
        self.set as i64 - self.passed as i64
    }

    /// `4:07`, or `-0:12` once it is over.
    #[must_use]
    pub fn text(&self) -> String {
        let left = self.left();
        let sign = if left < 0 { "-" } else { "" };
        let left = left.unsigned_abs();
        format!("{sign}{}:{:02}", left / 60, left % 60)
    }
}

impl Default for Clock {
    /// Five minutes: enough for a question that a room disagrees on.
    fn default() -> Self {
        Self {
            set: 5 * Self::MINUTE,
            passed: 0,
            running: false,
            shown: false,
        }
    }
}

/// One slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slide {
    /// The question that is asked.
    Question,
    /// Who wins.
    Verdict,
    /// The totals.
    Scores,
    /// What speaks for the winner and against it.
    Reasons,
    /// How sure it is.
    Sure,
    /// Cost over time.
    Cost,
    /// Latency at the load.
    Latency,
    /// Latency over the load.
    Load,
    /// Fit to the scenarios.
    Fit,
    /// How far each weight may move.
    Weights,
    /// Strategies over time.
    Path,
}

/// The slides of a screen, in order.
#[must_use]
pub const fn slides(screen: Screen) -> &'static [Slide] {
    match screen {
        Screen::Questions => &[Slide::Question],
        Screen::Verdict => &[Slide::Verdict, Slide::Scores, Slide::Reasons],
        Screen::Cost => &[Slide::Cost],
        Screen::Latency => &[Slide::Latency, Slide::Load],
        Screen::Scenarios => &[Slide::Fit],
        Screen::Flip => &[Slide::Sure, Slide::Weights],
        Screen::Path => &[Slide::Path],
        Screen::Guide => &[],
    }
}

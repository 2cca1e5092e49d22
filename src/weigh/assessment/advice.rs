//! What is said of an assessment: the verdict, and whether what else there is agrees with it.

/// Winner under one evidence set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvidenceWinner {
    /// Evidence set.
    pub evidence: usize,
    /// Winner, if any option passes its gates.
    pub winner: Option<usize>,
    /// Margin.
    pub margin: Option<f64>,
}

/// Fit to a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Scenario.
    pub scenario: usize,
    /// 0-100 over the questions that both answered; `None` where there is none.
    pub percent: Option<f64>,
    /// Questions that pull it apart, farthest first: `(question, distance 0-1)`, distances above zero only.
    pub apart: Vec<(usize, f64)>,
    /// Number of questions compared.
    pub compared: usize,
}

/// Whether the matrix, the nearest scenario and the size tier agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The matrix's winner.
    pub matrix: Option<usize>,
    /// Choice of the nearest scenario (index of the scenario), where any was comparable.
    pub scenario: Option<usize>,
    /// Size tier.
    pub tier: Option<usize>,
    /// True where those that exist name the same option (or the scenario either, or one of several that tie).
    pub agree: bool,
    /// A sentence on each disagreement, with the reason.
    pub reasons: Vec<String>,
}

/// The verdict in words.
///
/// The verdict of an [`crate::weigh::Assessment`] knows what the scores say; the one of a [`crate::weigh::Robustness`] is the same completed
/// by how sure that is, and is the one to show where there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Its kind.
    pub kind: VerdictKind,
    /// Winner, where there is one.
    pub winner: Option<usize>,
    /// One sentence: "X, because …".
    pub sentence: String,
    /// What speaks for the winner against the runner-up, weightiest first; at most three phrases that end a sentence as they
    /// stand, without a full stop. Empty without a runner-up.
    pub reasons_for: Vec<String>,
    /// What speaks for the runner-up, weightiest first; at most two.
    pub reasons_against: Vec<String>,
    /// What would have to be true for the runner-up to come first: a sentence. `None` without one, and before the robustness
    /// is known.
    pub for_the_rival: Option<String>,
    /// How sure the winner is: sentences. Empty before the robustness is known.
    pub sureness: Vec<String>,
    /// The next question worth answering, or that none can change the winner: a sentence. `None` before the robustness is known.
    pub next: Option<String>,
    /// Further sentences: what ruled options out, evidence that changes the winner, the guide's words.
    pub remarks: Vec<String>,
    /// A sentence of the source that applies: index in `catalog.quotes`.
    pub quote: Option<usize>,
}

/// Kind of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictKind {
    /// Best for every admissible weight.
    Dominant,
    /// Robustly ahead.
    Clear,
    /// Ahead.
    Leaning,
    /// Not ahead enough.
    TooClose,
    /// Every option fails a gate.
    NoGoodOption,
}

impl VerdictKind {
    /// Word in files: `dominant`, `clear`, `leaning`, `too-close-to-call`, `no-good-option`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dominant => "dominant",
            Self::Clear => "clear",
            Self::Leaning => "leaning",
            Self::TooClose => "too-close-to-call",
            Self::NoGoodOption => "no-good-option",
        }
    }

    /// Words for people: "too close to call".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Dominant => "dominant",
            Self::Clear => "clear",
            Self::Leaning => "leaning",
            Self::TooClose => "too close to call",
            Self::NoGoodOption => "no good option",
        }
    }
}

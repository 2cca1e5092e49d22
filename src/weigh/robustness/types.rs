//! What the robustness layer returns. Indices are the catalog's; shares are 0-1; points are of the total, 0-10.
//!
//! No number here is NaN or infinite.

use crate::{profile::Answer, weigh::Verdict};

/// How sure the verdict is, under the profile's evidence.
///
/// Everything but [`Self::sampled`] and [`Self::sets`] is exact and there without draws. Where nothing passes the gates there is no
/// winner to be sure of: then all lists about one are empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// How far each weight may move alone; one entry per criterion, in order. Empty without a winner.
    pub stability: Vec<Stability>,
    /// The least change of several weights at once that makes a tie; `None`: no weights make one, or there is no rival.
    pub joint_move: Option<JointMove>,
    /// What each option must gain on each criterion, alone, to tie with the winner: `[option][criterion]`.
    ///
    /// `None` for the winner, for options that a gate rules out, and where the weight is zero.
    pub score_to_tie: Vec<Vec<Option<ScoreToTie>>>,
    /// What each uncertain input alone does to the margin, widest first; inputs that do not move it are left out.
    pub tornado: Vec<Swing>,
    /// Shares over many draws of weights, uncertain scores and open questions; `None` where none were asked for.
    pub sampled: Option<Sampled>,
    /// First ranks over wider and narrower sets of weights; empty where no draws were asked for.
    pub sets: Vec<SetShares>,
    /// Share of all weights (any at all) for which the winner beats the one rival, exactly: where two options are left by the
    /// gates and no score is uncertain and no open question can change one.
    pub closed_form: Option<f64>,
    /// Open questions that are asked, most valuable first.
    pub questions: Vec<QuestionValue>,
    /// How many of them could still change the winner, each alone.
    pub could_change: usize,
    /// Choosing over the catalog's scenarios; `None` without scenarios.
    pub regret: Option<Regret>,
    /// Criteria that may count the same thing twice.
    pub overlaps: Vec<Overlap>,
    /// The verdict, completed: kind by the catalog's thresholds, sentences.
    pub verdict: Verdict,
}

impl Robustness {
    /// The next question worth answering: the most valuable one that could change the winner.
    #[must_use]
    pub fn next_question(&self) -> Option<&QuestionValue> {
        self.questions.iter().find(|question| question.can_change)
    }

    /// Share of draws in which the option is first, with its standard error; `None` without draws.
    #[must_use]
    pub fn first_share(&self, option: usize) -> Option<(f64, f64)> {
        let sampled = self.sampled.as_ref()?;
        let share = sampled.rank_acceptability.get(option)?.first()?;
        Some((*share, *sampled.first_error.get(option)?))
    }
}

/// How far one weight may move, the others keeping their ratios, before another option comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stability {
    /// The criterion.
    pub criterion: usize,
    /// Its share now.
    pub share: f64,
    /// Least share at which the winner still is first or tied: 0 where it never flips on this side.
    pub low: f64,
    /// Who comes first below; `None`: nobody.
    pub low_winner: Option<usize>,
    /// Greatest share at which the winner still is first or tied: 1 where it never flips on this side.
    pub high: f64,
    /// Who comes first above; `None`: nobody.
    pub high_winner: Option<usize>,
}

/// The least change of weights after which a rival ties with the winner.
#[derive(Debug, Clone, PartialEq)]
pub struct JointMove {
    /// Sum of the absolute changes of the shares, 0-2; half of it is what changes hands.
    pub l1: f64,
    /// Who then ties with the winner.
    pub rival: usize,
    /// Criteria that give, and how much of a share each, most first.
    pub from: Vec<(usize, f64)>,
    /// The criterion that takes it all.
    pub to: usize,
    /// Shares after the move; they sum to 1.
    pub shares: Vec<f64>,
}

/// What an option must gain in one score to tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreToTie {
    /// Points of the score, not negative.
    pub gain: f64,
    /// False where the score would have to exceed 10.
    pub possible: bool,
}

/// What one uncertain input alone does to the margin.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// The input.
    pub what: Swung,
    /// The input for people: "Performance of Axum", "Hiring", "Peak load".
    pub title: String,
    /// At its low end; for choices the answer with the least margin.
    pub low: SwingEnd,
    /// At its high end; for choices the answer with the greatest margin.
    pub high: SwingEnd,
    /// True where another option comes first at an end or between (for open questions: at some answer); for scores, figures and
    /// answered numbers also where none passes its gates.
    pub flips: bool,
}

impl Swing {
    /// Least margin, points.
    #[must_use]
    pub const fn least(&self) -> f64 {
        self.low.margin.min(self.high.margin)
    }

    /// Greatest margin, points.
    #[must_use]
    pub const fn most(&self) -> f64 {
        self.low.margin.max(self.high.margin)
    }
}

/// An input of the tornado.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swung {
    /// An uncertain score, within its range.
    Score {
        /// The option.
        option: usize,
        /// The criterion.
        criterion: usize,
    },
    /// A figure behind scores or gates, within its range.
    Figure {
        /// Index in `catalog.figures`.
        figure: usize,
        /// The option, where it is one option's.
        option: Option<usize>,
    },
    /// An open question, over its answers.
    Open {
        /// The question.
        question: usize,
    },
    /// A number that was answered, half to twice.
    Answered {
        /// The question.
        question: usize,
    },
}

/// One end of a swing.
#[derive(Debug, Clone, PartialEq)]
pub struct SwingEnd {
    /// The input's value here, for people: "4.0", "12 weeks", "Nobody".
    pub label: String,
    /// The winner's total less the best other that the gates leave (or less the best other, where they leave none), points.
    pub margin: f64,
    /// Who comes first here; `None`: no option passes its gates.
    pub winner: Option<usize>,
}

/// A set of weights to draw from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeightSetKind {
    /// Any weights at all: the whole simplex.
    Any,
    /// Any weights in the present order of importance.
    Ordered,
    /// Each weight between half and twice what it is, then normalised. The default.
    Band,
}

impl WeightSetKind {
    /// All, widest first.
    pub const ALL: [Self; 3] = [Self::Any, Self::Ordered, Self::Band];

    /// Word in files: `any`, `ordered`, `band`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Ordered => "ordered",
            Self::Band => "band",
        }
    }

    /// Words for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Any => "any weights",
            Self::Ordered => "weights in the present order",
            Self::Band => "weights between half and twice the present ones",
        }
    }
}

/// Shares over many draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// Draws made.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
    /// Set of weights drawn from.
    pub set: WeightSetKind,
    /// Combinations of answers to the open questions among which the draws are shared out; 1 where no open question matters.
    pub worlds: u32,
    /// `[option][rank from 0]`: share of draws. A row and [`Self::ruled_out`] sum to 1; the first column and [`Self::none`] do.
    pub rank_acceptability: Vec<Vec<f64>>,
    /// Per option: share of draws in which a gate rules it out.
    pub ruled_out: Vec<f64>,
    /// Share of draws in which no option passes its gates.
    pub none: f64,
    /// Per option: mean shares of the weights with which it is first; `None` where it never is. Each sums to 1.
    pub central_weights: Vec<Option<Vec<f64>>>,
    /// `[a][b]`: share of draws in which `a` is above `b`, a tie being half; one that is ruled out is below all that pass, and two
    /// that are ruled out are not compared. 0 on the diagonal.
    pub pairwise: Vec<Vec<f64>>,
    /// Per option: share of draws (of everything but the weights) in which it is first at its own central weights.
    pub confidence: Vec<Option<f64>>,
    /// Per option: standard error of the share of first ranks, the spread between answers to open questions included.
    pub first_error: Vec<f64>,
    /// Per option: share of first ranks with open questions left open, so that only weights and uncertain scores are drawn: what of
    /// the doubt is not for want of answers. The same as the first ranks where [`Self::worlds`] is 1.
    pub left_open: Vec<f64>,
    /// Per option: its standard error.
    pub left_open_error: Vec<f64>,
}

/// First ranks over one set of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct SetShares {
    /// The set.
    pub set: WeightSetKind,
    /// Draws made.
    pub draws: u32,
    /// Per option: share of draws in which it is first.
    pub first: Vec<f64>,
    /// Per option: its standard error.
    pub error: Vec<f64>,
}

/// What answering an open question is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionValue {
    /// The question.
    pub question: usize,
    /// Expected value of perfect information, points of the total: how much better the choice would be on average if the answer
    /// were known first, all answers looked at being equally likely. An option that a gate rules out counts as 0 then.
    pub value: f64,
    /// Whether some answer alone changes who comes first.
    pub can_change: bool,
    /// The answers looked at: each choice; for numbers a few over the likely range.
    pub answers: Vec<AnswerEffect>,
}

/// What one answer would do.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerEffect {
    /// The answer.
    pub answer: Answer,
    /// For people.
    pub label: String,
    /// Whether it counts in [`QuestionValue::value`]; the others are looked at only for whether they change the winner.
    pub likely: bool,
    /// Who would come first; `None`: no option would pass its gates.
    pub winner: Option<usize>,
    /// That one's margin over the next; `None` without a next.
    pub margin: Option<f64>,
    /// Totals per option, points.
    pub totals: Vec<f64>,
    /// Options that a gate would rule out.
    pub ruled_out: Vec<bool>,
}

/// Choosing over the scenarios without saying how likely each is.
#[derive(Debug, Clone, PartialEq)]
pub struct Regret {
    /// `[option][scenario]`: total in the scenario, points, whether or not a gate rules the option out there.
    pub payoffs: Vec<Vec<f64>>,
    /// `[option][scenario]`: whether a gate rules it out there.
    pub ruled_out: Vec<Vec<bool>>,
    /// `[option][scenario]`: how much the best option there is ahead, points.
    pub regrets: Vec<Vec<f64>>,
    /// Per option: least payoff.
    pub worst: Vec<f64>,
    /// Per option: greatest regret.
    pub max_regret: Vec<f64>,
    /// Options whose least payoff is greatest.
    pub maximin: Vec<usize>,
    /// Options whose greatest regret is least.
    pub minimax_regret: Vec<usize>,
}

/// Two criteria that may count the same thing twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// The first criterion.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// Correlation of their scores over the options, -1 to 1, where there are more than two options and both vary.
    pub correlation: Option<f64>,
    /// What both rest on, where their scores come from the same quantity or figure: "the cost over the horizon".
    pub shared: Option<String>,
    /// The result without the first, and without the second.
    pub without: [Without; 2],
    /// A sentence.
    pub sentence: String,
}

/// The result with one criterion left out, the others keeping their ratios.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// The criterion left out.
    pub criterion: usize,
    /// Who then is first.
    pub winner: Option<usize>,
    /// That one's margin over the next.
    pub margin: Option<f64>,
    /// Whether that is somebody else than now.
    pub changes: bool,
}

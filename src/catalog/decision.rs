//! The decision itself: what can be chosen, on what it is scored, and by which rules.

use super::{
    Amount, Claim, Fact, Figure, FigureValue, LatencyCurve, Page, Question, Quote, Role, Scenario, Section, Tier,
};

/// The knowledge of one decision, checked.
///
/// Everything refers to everything else by index into these vectors; the loader has resolved and checked the ids. Vectors
/// "per option", "per criterion" and so on have exactly as many entries as `options`, `criteria` and so on.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    /// Identifier that a profile names, for instance `message-broker`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The decision as a question.
    pub ask: String,
    /// One paragraph on what is decided.
    pub summary: String,
    /// Currency of the catalog's money figures: an ISO 4217 code.
    pub currency: String,
    /// Sets of evidence; at least one (a catalog that names none has one called `catalog`).
    pub evidence: Vec<Evidence>,
    /// Index of the evidence used unless a profile says otherwise.
    pub default_evidence: usize,
    /// What can be chosen, at least two.
    pub options: Vec<DecisionOption>,
    /// What options are scored on, at least one.
    pub criteria: Vec<Criterion>,
    /// Sections of the questions, in order of asking.
    pub sections: Vec<Section>,
    /// Questions, in order of asking (grouped by section).
    pub questions: Vec<Question>,
    /// Must-haves.
    pub gates: Vec<Gate>,
    /// Figures, as written: one entry an id and evidence set.
    pub figures: Vec<Figure>,
    /// Latency over load, at most one curve an option and evidence set.
    pub latency: Vec<LatencyCurve>,
    /// Named requirement sets with the source's own choice.
    pub scenarios: Vec<Scenario>,
    /// Question whose answer decides the size tier.
    pub tier_question: Option<usize>,
    /// Size tiers, smallest first.
    pub tiers: Vec<Tier>,
    /// Pages of the source, in order.
    pub pages: Vec<Page>,
    /// Sentences of the source that a verdict may quote; the first whose conditions hold applies.
    pub quotes: Vec<Quote>,
    /// Claims of the source, recomputed by `audit`.
    pub claims: Vec<Claim>,
    /// When a verdict is called what.
    pub thresholds: Thresholds,
    /// `roles[evidence][option][role as usize]`: index into `figures`, for figures of one option.
    pub option_roles: Vec<Vec<[Option<usize>; Role::COUNT]>>,
    /// `roles[evidence][role as usize]`: index into `figures`, for figures of the decision as a whole.
    pub decision_roles: Vec<[Option<usize>; Role::COUNT]>,
    /// `latency_of[evidence][option]`: index into `latency`.
    pub latency_of: Vec<Vec<Option<usize>>>,
    /// `facts[fact as usize]`: index of the question that gives this input of the model.
    pub facts: [Option<usize>; Fact::COUNT],
}

impl Catalog {
    /// Index of the option with this id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|o| o.id == id)
    }

    /// Index of the criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<usize> {
        self.criteria.iter().position(|c| c.id == id)
    }

    /// Index of the question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|q| q.id == id)
    }

    /// Index of the evidence set with this id.
    #[must_use]
    pub fn evidence_set(&self, id: &str) -> Option<usize> {
        self.evidence.iter().position(|e| e.id == id)
    }

    /// Index of the page with this id.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<usize> {
        self.pages.iter().position(|p| p.id == id)
    }

    /// The figure that plays `role` for `option` under `evidence`.
    #[must_use]
    pub fn option_figure(&self, evidence: usize, option: usize, role: Role) -> Option<&FigureValue> {
        let at = *self.option_roles.get(evidence)?.get(option)?.get(role as usize)?;
        self.figures.get(at?)?.of.get(option)?.as_ref()
    }

    /// The figure that plays `role` for the decision as a whole under `evidence`.
    #[must_use]
    pub fn decision_figure(&self, evidence: usize, role: Role) -> Option<&FigureValue> {
        let at = *self.decision_roles.get(evidence)?.get(role as usize)?;
        self.figures.get(at?)?.value.as_ref()
    }

    /// The latency curve of `option` under `evidence`.
    #[must_use]
    pub fn latency_curve(&self, evidence: usize, option: usize) -> Option<&LatencyCurve> {
        self.latency.get((*self.latency_of.get(evidence)?.get(option)?)?)
    }

    /// Index of the question that gives `fact`.
    #[must_use]
    pub fn fact(&self, fact: Fact) -> Option<usize> {
        self.facts.get(fact as usize).copied().flatten()
    }
}

/// A named set of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Identifier used in profiles.
    pub id: String,
    /// Title for people, for instance "the guide's figures".
    pub title: String,
    /// Where, when and how the figures were obtained.
    pub conditions: String,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionOption {
    /// Identifier.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// One sentence on what it is.
    pub summary: String,
    /// Set when the option is made of other options.
    pub strategy: Option<Strategy>,
}

/// An option made of two others.
#[derive(Debug, Clone, PartialEq)]
pub struct Strategy {
    /// How the parts share the work.
    pub kind: StrategyKind,
    /// Options it is made of, in order (first phase first; remaining traffic first). Never strategies themselves.
    pub parts: [usize; 2],
    /// How scores compose, per criterion.
    pub compose: Vec<Compose>,
}

/// How the parts of a strategy share the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrategyKind {
    /// The first part until the month that this question answers, the second after it.
    Staged {
        /// Question for the switch month (months from the start).
        switch: usize,
    },
    /// Both at once; this question answers the share of traffic on the second part (percent).
    Split {
        /// Question for the share (percent).
        share: usize,
    },
}

/// How a strategy's score on a criterion follows from its parts'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compose {
    /// The first part's score.
    First,
    /// The last part's score.
    Last,
    /// Mean weighted by months in each phase over the horizon.
    TimeWeighted,
    /// Mean weighted by the share of traffic.
    TrafficWeighted,
    /// The lowest of the parts' scores.
    Worst,
}

/// What options are scored on.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Identifier.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// At most twelve columns, for legends.
    pub short: String,
    /// What a high score means.
    pub description: String,
    /// Base weight in points; not negative; the sum over criteria is positive.
    pub weight: f64,
    /// Where the weight comes from.
    pub source: String,
    /// Page behind it.
    pub page: Option<usize>,
    /// Rules for scores, first that applies to an option.
    pub rules: Vec<ScoreRule>,
    /// Fixed scores per option, 0-10; `None` for strategies (they compose) and only there.
    pub scores: Vec<Option<Amount>>,
}

impl Criterion {
    /// What the criterion's range is declared by: its first value rule, whether or not the answers make it apply. `None` where
    /// scores come from tables and fixed numbers alone; the range is then the score's, 0 to 10.
    ///
    /// Gives the quantity, the question whose answer divides it, and the value function.
    #[must_use]
    pub fn value_rule(&self) -> Option<(&Quantity, Option<usize>, &ValueFunction)> {
        self.rules.iter().find_map(|rule| match &rule.kind {
            RuleKind::Value {
                quantity,
                per,
                function,
            } => Some((quantity, *per, function)),
            RuleKind::Table { .. } => None,
        })
    }

    /// Worst and best end of [`Self::value_rule`].
    #[must_use]
    pub fn declared_ends(&self) -> Option<(f64, f64)> {
        self.value_rule().map(|(.., function)| (function.worst, function.best))
    }
}

/// A rule that gives scores on one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRule {
    /// Questions that must be answered (and visible) before the rule applies.
    pub needs: Vec<usize>,
    /// What it does.
    pub kind: RuleKind,
    /// Why these numbers.
    pub source: String,
}

/// What a score rule does.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleKind {
    /// A table by the answer to a choice question: `scores[option][choice]`, 0-10. Applies where an entry exists.
    Table {
        /// The choice question.
        question: usize,
        /// Scores per option and choice.
        scores: Vec<Vec<Option<Amount>>>,
    },
    /// A value function of a modelled quantity, divided by an answer where `per` is given.
    Value {
        /// What is measured.
        quantity: Quantity,
        /// Question whose (positive) answer divides the quantity.
        per: Option<usize>,
        /// From quantity to value.
        function: ValueFunction,
    },
}

/// A quantity that the model computes for an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// Latency at the option's own per-instance load, ms.
    Latency(Percentile),
    /// Weeks to the first launch.
    WeeksToLaunch,
    /// Cost of development, currency.
    Development,
    /// Infrastructure in the first month, currency a month.
    MonthlyInfrastructure,
    /// Cost over the horizon, currency.
    TotalCost,
    /// Net present value of the cost over the horizon, currency.
    PresentCost,
    /// Instances at the greatest load over the horizon.
    Instances,
    /// Greatest load over the horizon (or the phase), requests a second.
    PeakLoad,
    /// A figure of the catalog, by id, in the figure's own unit.
    Figure(String),
}

/// Percentiles that latency figures are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Percentile {
    /// Median.
    P50,
    /// 95th.
    P95,
    /// 99th.
    P99,
    /// 99.9th.
    P999,
    /// Largest seen.
    Max,
}

impl Percentile {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::P50, Self::P95, Self::P99, Self::P999, Self::Max];

    /// Name in files: `p50` … `max`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::P50 => "p50",
            Self::P95 => "p95",
            Self::P99 => "p99",
            Self::P999 => "p999",
            Self::Max => "max",
        }
    }

    /// Name on screens: `p50`, `p99.9`, `max`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::P999 => "p99.9",
            other => other.id(),
        }
    }
}

/// A declared range and a shape: from a quantity to a value 0-1; a score is ten times the value.
///
/// Worst and best are declared, never taken from the options present, so that adding an option cannot reverse the others.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFunction {
    /// Quantity of value 0.
    pub worst: f64,
    /// Quantity of value 1; differs from `worst`.
    pub best: f64,
    /// Shape between them.
    pub shape: Shape,
}

/// Shape of a value function; all are clipped to 0-1.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `(x - worst) / (best - worst)`.
    Linear,
    /// `(ln x - ln worst) / (ln best - ln worst)`; both ends positive.
    Logarithmic,
    /// `1 / (1 + exp(-steepness (x - midpoint)))`, rescaled to 0 at worst and 1 at best.
    Logistic {
        /// Steepness a unit, not zero.
        steepness: f64,
        /// Quantity at the steepest point.
        midpoint: f64,
    },
    /// `(1 - exp(-curvature t)) / (1 - exp(-curvature))` with `t` the linear value; curvature not zero.
    Exponential {
        /// Positive: quick gains first.
        curvature: f64,
    },
    /// Straight lines between points `(quantity, value)`, quantities rising.
    Piecewise(Vec<(f64, f64)>),
    /// Steps: the value of the first level whose quantity is not below x, the last one's beyond; quantities rising.
    Levels(Vec<(f64, f64)>),
}

/// A must-have.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Identifier.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// What is tested.
    pub quantity: Quantity,
    /// Against what.
    pub limit: Limit,
    /// Questions that must be answered before the gate exists at all.
    pub needs: Vec<usize>,
    /// Page behind it.
    pub page: Option<usize>,
}

/// The limit of a gate: the quantity must be at most (or below) it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// At most the answer to this question.
    Answer(usize),
    /// Strictly below this figure of the option, by figure id; an option without that figure has no limit and passes.
    Below(String),
}

/// When a verdict is called what; from the catalog and printed with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Share of draws for *clear*, 0-1.
    pub clear_share: f64,
    /// Smallest joint move of weights (L1, 0-2) for *clear*.
    pub clear_move: f64,
    /// Smallest joint move of weights (L1, 0-2) for *leaning* where no draws were made.
    pub leaning_move: f64,
    /// Share of draws for *leaning*, 0-1.
    pub leaning_share: f64,
}

//! What the profile says, resolved against the catalog: which questions are asked, which answers count, which numbers the
//! model starts from. An answer that cannot be one (not finite, an unknown choice) counts as open; numbers are kept in
//! the question's range.

use super::{
    Span,
    elicit::{Beside, Stated},
    span::{LIMIT, bounded, from_len, months},
};
use crate::{
    catalog::{Amount, Catalog, Condition, ConditionTest, Fact, FigureValue, Question, QuestionKind},
    profile::{Answer, Profile},
};

/// Longest horizon that is modelled: a hundred years.
const MOST_MONTHS: u32 = 1200;

/// An answer that counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Given {
    /// Not answered, not asked, or not an answer.
    Open,
    /// A number in the question's range.
    Number(f64),
    /// A choice, by index.
    Choice(usize),
}

/// A profile resolved against a catalog.
#[derive(Clone)]
pub(super) struct Inputs<'a> {
    pub(super) catalog: &'a Catalog,
    /// Answers as said, also to questions that are not asked.
    said: Vec<Given>,
    /// Answers that count, per question.
    pub(super) given: Vec<Given>,
    /// Questions that are asked.
    pub(super) visible: Vec<bool>,
    /// Months of the horizon.
    pub(super) horizon: u32,
    /// Yearly growth behind [`Self::growth`], percent.
    yearly: Span,
    /// Growth of the load since today at the end of month `m`, from 0 to the horizon.
    pub(super) growth: Vec<Span>,
    /// Own scores, per option and criterion; empty where the profile has none.
    pub(super) own_scores: Vec<Vec<Option<f64>>>,
    /// What was stated on the weights by hand.
    pub(super) stated: Stated,
    /// What was said beside it.
    pub(super) beside: Beside,
    /// Points set by hand, per criterion; all of them where weights are set by swing or by rank.
    pub(super) pinned: Vec<Option<f64>>,
    /// Evidence set that the profile chose.
    pub(super) evidence: usize,
    /// Currency of the money answers.
    pub(super) currency: &'a str,
    /// A figure taken at one end of its range instead of its likely value: `true` for the high end.
    swung: Option<(&'a FigureValue, bool)>,
    /// True where defaults count as if they were certain, so that ranges are the figures' alone.
    settled: bool,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(catalog: &'a Catalog, profile: &'a Profile) -> Self {
        let stated = Stated::of(catalog, profile);
        let mut inputs = Self {
            catalog,
            said: catalog.questions.iter().map(|q| answer(q, profile)).collect(),
            given: Vec::new(),
            visible: Vec::new(),
            horizon: 0,
            yearly: Span::default(),
            growth: Vec::new(),
            own_scores: own_scores(catalog, profile),
            pinned: stated.pinned(catalog.criteria.len()),
            stated,
            beside: Beside::of(catalog, profile),
            evidence: profile
                .evidence
                .as_deref()
                .and_then(|id| catalog.evidence_set(id))
                .unwrap_or(catalog.default_evidence)
                .min(catalog.evidence.len().saturating_sub(1)),
            currency: profile
                .currency
                .as_deref()
                .filter(|c| !c.trim().is_empty())
                .unwrap_or(&catalog.currency),
            swung: None,
            settled: false,
        };
        inputs.resolve();
        inputs
    }

    /// What follows from the answers as said: which questions are asked, which answers count, horizon and growth.
    fn resolve(&mut self) {
        visibility(self.catalog, &self.said, &mut self.visible);
        self.given.clear();
        self.given.extend(
            self.said
                .iter()
                .zip(&self.visible)
                .map(|(said, visible)| if *visible { *said } else { Given::Open }),
        );
        let horizon = self.horizon;
        self.horizon = self
            .fact(Fact::HorizonMonths)
            .map_or(0, |span| months(span.likely, MOST_MONTHS));
        let yearly = self.fact(Fact::YearlyGrowth).unwrap_or_default();
        if self.growth.is_empty() || horizon != self.horizon || yearly != self.yearly {
            self.yearly = yearly;
            growth_by_month(yearly, self.horizon, &mut self.growth);
        }
    }

    /// Other answers, points set by hand and evidence in place of these.
    pub(super) fn replace(&mut self, said: &[Given], pinned: &[Option<f64>], evidence: usize) {
        self.said.clear();
        self.said.extend_from_slice(said);
        self.pinned.clear();
        self.pinned.extend_from_slice(pinned);
        self.evidence = evidence.min(self.catalog.evidence.len().saturating_sub(1));
        self.resolve();
    }

    /// The same with other answers.
    pub(super) fn answering(&self, answers: impl IntoIterator<Item = (usize, Given)>) -> Self {
        let mut inputs = self.clone();
        for (question, given) in answers {
            if let Some(said) = inputs.said.get_mut(question) {
                *said = given;
            }
        }
        inputs.resolve();
        inputs
    }

    /// The same with another answer to every question, and other points set by hand.
    pub(super) fn instead(&self, said: Vec<Given>, pinned: Vec<Option<f64>>) -> Self {
        let mut inputs = Self {
            said,
            stated: Stated::by_points(&pinned),
            beside: Beside::default(),
            pinned,
            ..self.clone()
        };
        inputs.resolve();
        inputs
    }

    /// The same with a scenario's answers and points in place of the profile's; evidence and own scores stay.
    pub(super) fn in_scenario(&self, scenario: usize) -> Option<Self> {
        let known = &self.catalog.scenarios.get(scenario)?.profile;
        let mut pinned = known.weights.clone();
        pinned.resize(self.catalog.criteria.len(), None);
        let answers = known.answers.iter().zip(&self.catalog.questions);
        let mut said: Vec<Given> = answers.map(|(answer, question)| numbered(*answer, question)).collect();
        said.resize(self.catalog.questions.len(), Given::Open);
        let mut inputs = self.instead(said, pinned);
        // Nothing that was said on the profile's own weights holds for a scenario's.
        inputs.stated = Stated::Points(inputs.pinned.clone());
        inputs.beside = Beside::default();
        Some(inputs)
    }

    /// The same with a score set by hand.
    pub(super) fn scoring(&self, option: usize, criterion: usize, score: f64) -> Self {
        let mut inputs = self.clone();
        if inputs.own_scores.is_empty() {
            inputs.own_scores = vec![vec![None; self.catalog.criteria.len()]; self.catalog.options.len()];
        }
        inputs.own_scores[option][criterion] = Some(score);
        inputs
    }

    /// The same with a figure at one end of its range.
    pub(super) fn swinging(&self, figure: &'a FigureValue, high: bool) -> Self {
        Self {
            swung: Some((figure, high)),
            ..self.clone()
        }
    }

    /// The same with defaults that count as certain.
    pub(super) fn settled(&self) -> Self {
        let mut inputs = Self {
            settled: true,
            ..self.clone()
        };
        inputs.resolve();
        inputs
    }

    /// Whether the question is asked and answered.
    pub(super) fn answered(&self, question: usize) -> bool {
        !matches!(self.given.get(question), None | Some(Given::Open))
    }

    /// The number that answers the question.
    pub(super) fn number(&self, question: usize) -> Option<f64> {
        match self.given.get(question) {
            Some(Given::Number(x)) => Some(*x),
            _ => None,
        }
    }

    /// The choice that answers the question.
    pub(super) fn choice(&self, question: usize) -> Option<usize> {
        match self.given.get(question) {
            Some(Given::Choice(choice)) => Some(*choice),
            _ => None,
        }
    }

    /// The number that answers the question, or the catalog's default for it.
    pub(super) fn number_or_default(&self, question: usize) -> Option<Span> {
        self.number(question).map(Span::point).or_else(|| {
            let default = Span::of(self.catalog.questions.get(question)?.default.as_ref()?, 1.0);
            Some(if self.settled {
                Span::point(default.likely)
            } else {
                default
            })
        })
    }

    /// An input of the model: answered, or the catalog's default. Never negative, but for growth and the discount rate.
    pub(super) fn fact(&self, fact: Fact) -> Option<Span> {
        let span = self.number_or_default(self.catalog.fact(fact)?)?;
        Some(match fact {
            Fact::YearlyGrowth | Fact::DiscountRate => span.within(-100.0, LIMIT),
            _ => span.within(0.0, LIMIT),
        })
    }

    /// Whether an input of the model was answered.
    pub(super) fn fact_answered(&self, fact: Fact) -> bool {
        self.catalog.fact(fact).is_some_and(|q| self.answered(q))
    }

    /// The amount of a figure that the answers choose.
    pub(super) fn amount<'f>(&self, figure: &'f FigureValue) -> &'f Amount {
        figure
            .by
            .as_ref()
            .and_then(|by| by.cases.get(self.choice(by.question)?)?.as_ref())
            .unwrap_or(&figure.amount)
    }

    /// Its number with its range, times `factor`.
    pub(super) fn span(&self, figure: &FigureValue, factor: f64) -> Span {
        let amount = self.amount(figure);
        match self.swung {
            Some((swung, high)) if std::ptr::eq(swung, figure) => {
                Span::point(bounded(if high { amount.high } else { amount.low } * factor))
            }
            _ => Span::of(amount, factor),
        }
    }

    /// The profile's own score.
    pub(super) fn own_score(&self, option: usize, criterion: usize) -> Option<f64> {
        *self.own_scores.get(option)?.get(criterion)?
    }
}

/// Growth since today at the end of each month from 0 to the horizon.
fn growth_by_month(yearly: Span, horizon: u32, all: &mut Vec<Span>) {
    // Beyond a thousand billion times today's load nothing is decided any more.
    const MOST: f64 = 1e12;
    let monthly = yearly.each(|percent| (1.0 + percent / 100.0).max(0.0).powf(1.0 / 12.0));
    let mut factor = Span::point(1.0);
    all.clear();
    for _ in 0..=horizon {
        all.push(factor);
        factor = factor.with(monthly, |a, b| (a * b).min(MOST));
    }
}

/// Which questions are asked: their conditions hold. A condition on an open question, or on one that is not asked, holds.
pub(super) fn visible(catalog: &Catalog, profile: &Profile) -> Vec<bool> {
    let given: Vec<Given> = catalog.questions.iter().map(|q| answer(q, profile)).collect();
    let mut visible = Vec::new();
    visibility(catalog, &given, &mut visible);
    visible
}

/// Conditions may reach back through several questions (never in a circle), so they are followed until nothing changes.
fn visibility(catalog: &Catalog, given: &[Given], visible: &mut Vec<bool>) {
    visible.clear();
    visible.resize(catalog.questions.len(), true);
    for _ in 0..=catalog.questions.len() {
        let mut changed = false;
        for (at, question) in catalog.questions.iter().enumerate() {
            let asked = question.when.iter().all(|condition| {
                let given = if visible.get(condition.question).copied().unwrap_or(false) {
                    given.get(condition.question).copied().unwrap_or(Given::Open)
                } else {
                    Given::Open
                };
                holds(condition, given).unwrap_or(true)
            });
            changed |= visible[at] != asked;
            visible[at] = asked;
        }
        if !changed {
            break;
        }
    }
}

/// Whether a condition holds; `None` while its question is open.
pub(super) fn holds(condition: &Condition, given: Given) -> Option<bool> {
    match (given, &condition.test) {
        (Given::Open, _) => None,
        (Given::Choice(choice), ConditionTest::Is(choices)) => Some(choices.contains(&choice)),
        (Given::Number(x), ConditionTest::Above(limit)) => Some(x > *limit),
        (Given::Number(x), ConditionTest::Below(limit)) => Some(x < *limit),
        _ => Some(false),
    }
}

fn answer(question: &Question, profile: &Profile) -> Given {
    match (profile.answers.get(&question.id), &question.kind) {
        (Some(Answer::Number(x)), _) => in_range(question, *x),
        (Some(Answer::Choice(id)), QuestionKind::Choice(choices)) => choices
            .iter()
            .position(|choice| choice.id == *id)
            .map_or(Given::Open, Given::Choice),
        _ => Given::Open,
    }
}

/// A number as an answer: open where it cannot be one, else kept in the question's range.
pub(super) fn in_range(question: &Question, x: f64) -> Given {
    match &question.kind {
        QuestionKind::Number { min, max, .. } if x.is_finite() => Given::Number(x.max(*min).min(*max)),
        _ => Given::Open,
    }
}

/// A scenario's answer; choices are numbered.
fn numbered(answer: Option<f64>, question: &Question) -> Given {
    match (answer, &question.kind) {
        (Some(x), QuestionKind::Number { .. }) => Given::Number(x),
        (Some(x), QuestionKind::Choice(choices)) => {
            let at = (0..choices.len()).find(|at| (from_len(*at) - x).abs() < 0.5);
            at.map_or(Given::Open, Given::Choice)
        }
        _ => Given::Open,
    }
}

fn own_scores(catalog: &Catalog, profile: &Profile) -> Vec<Vec<Option<f64>>> {
    if profile.scores.is_empty() {
        return Vec::new();
    }
    let mut grid = vec![vec![None; catalog.criteria.len()]; catalog.options.len()];
    for (option, scores) in &profile.scores {
        let Some(option) = catalog.option(option) else { continue };
        for (criterion, score) in scores {
            if let Some(criterion) = catalog.criterion(criterion)
                && score.is_finite()
            {
                grid[option][criterion] = Some(score.clamp(0.0, 10.0));
            }
        }
    }
    grid
}

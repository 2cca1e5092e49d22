//! Inputs that end a way down: answers, figures, scores, and what catalog and profile declare.

use super::{
    answer::{Source, SourceKind},
    teller::{Leaf, Teller},
    types::Case,
    unit::{self, Unit},
};
use crate::{
    catalog::{Amount, Fact, Figure, FigureValue, Question, QuestionKind, Role},
    profile::{self, Answer},
    weigh::{inputs::Given, robustness::Swung, words},
};

impl Teller<'_> {
    /// Page with this heading.
    pub(super) fn page(&self, source: &str, otherwise: Option<usize>) -> Option<usize> {
        let pages = &self.catalog.pages;
        pages.iter().position(|page| page.heading == source).or(otherwise)
    }

    /// A rule of the computation.
    pub(super) fn declared(&self, name: impl Into<String>, number: f64, unit: Unit, source: impl Into<String>) -> Leaf {
        let source = source.into();
        Leaf {
            digits: unit.digits(number, self.currency()),
            source: Source {
                name: name.into(),
                value: unit.text(number, self.currency()),
                kind: SourceKind::Declared,
                page: self.page(&source, None),
                source,
                subject: None,
                number: Some(number),
            },
            note: None,
        }
    }

    /// A number that the profile sets by hand.
    pub(super) fn own(&self, name: impl Into<String>, number: f64, unit: Unit) -> Leaf {
        let mut leaf = self.declared(name, number, unit, "Set by hand in the profile");
        leaf.source.kind = SourceKind::Own;
        leaf
    }

    /// An input of the model: its answer, the catalog's default, or the zero that stands for neither.
    pub(super) fn fact(&self, fact: Fact) -> Leaf {
        let used = self.inputs().fact(fact);
        match (self.catalog.fact(fact), used) {
            (Some(question), Some(used)) => {
                let share = matches!(fact, Fact::YearlyGrowth | Fact::DiscountRate);
                self.question_as(question, used.likely, share)
            }
            _ => self.nothing(fact),
        }
    }

    fn nothing(&self, fact: Fact) -> Leaf {
        let title = self.catalog.fact(fact).and_then(|q| self.catalog.questions.get(q));
        let name = title.map_or_else(|| fact.id().replace('_', " "), |question| question.title.clone());
        self.declared(
            words::sentence_case(&name),
            0.0,
            Unit::Plain,
            "Neither answered nor given by the catalog: it counts as nothing",
        )
    }

    /// The number that answers a question, in the question's own unit.
    pub(super) fn answer(&self, question: usize) -> Option<Leaf> {
        let used = self.inputs().number_or_default(question)?;
        Some(self.question_as(question, used.likely, false))
    }

    /// The same, of one that is answered in percent, as a share.
    pub(super) fn answer_as_share(&self, question: usize) -> Option<Leaf> {
        let used = self.inputs().number_or_default(question)?;
        Some(self.question_as(question, used.likely, true))
    }

    fn question_as(&self, question: usize, number: f64, share: bool) -> Leaf {
        let asked = &self.catalog.questions[question];
        let unit = match &asked.kind {
            _ if share => Unit::Percent,
            QuestionKind::Number { unit, .. } if unit.contains("currency") => Unit::Money,
            _ => Unit::Plain,
        };
        let used = if share { number / 100.0 } else { number };
        let (kind, source, page, range) = self.behind(question, asked);
        let text = profile::format_answer_in(asked, &Answer::Number(number), self.currency());
        Leaf {
            source: Source {
                name: asked.title.clone(),
                value: format!("{text}{range}"),
                kind,
                source,
                page,
                subject: None,
                number: Some(used),
            },
            digits: unit.digits(used, self.currency()),
            note: self.note_on(asked),
        }
    }

    /// Kind, source, page and range of the number that a question gives.
    fn behind(&self, question: usize, asked: &Question) -> (SourceKind, String, Option<usize>, String) {
        let none = String::new();
        if self.inputs().answered(question) {
            let (kind, source) = self.said(question, asked);
            return (kind, source, asked.page, none);
        }
        let Some(default) = &asked.default else {
            return (SourceKind::Declared, asked.ask.clone(), asked.page, none);
        };
        (
            SourceKind::Default,
            format!("{}: {}", default.kind.id(), default.source),
            self.page(&default.source, asked.page),
            range(default),
        )
    }

    /// Kind and source of an answer that is given.
    fn said(&self, question: usize, asked: &Question) -> (SourceKind, String) {
        match self.case {
            Some(Case::Scenario(scenario)) => {
                let title = self.catalog.scenarios.get(scenario).map_or("", |s| s.title.as_str());
                (
                    SourceKind::Answered,
                    format!("As in the scenario {}", words::name(title)),
                )
            }
            _ if self.varied_question() == Some(question) => (
                SourceKind::Declared,
                format!("Looked at in place of the answer: {}", asked.ask),
            ),
            _ => (SourceKind::Answered, asked.ask.clone()),
        }
    }

    fn note_on(&self, asked: &Question) -> Option<String> {
        let note = self.profile.notes.get(&asked.id)?;
        let own = !matches!(self.case, Some(Case::Scenario(_)));
        (own && !note.trim().is_empty()).then(|| format!("{}: {}", asked.title, note.trim()))
    }

    /// The choice that answers a question.
    pub(super) fn choice(&self, question: usize) -> Option<Leaf> {
        let Given::Choice(choice) = *self.inputs().given.get(question)? else {
            return None;
        };
        let asked = self.catalog.questions.get(question)?;
        let QuestionKind::Choice(choices) = &asked.kind else {
            return None;
        };
        let (kind, source) = self.said(question, asked);
        Some(Leaf {
            source: Source {
                name: asked.title.clone(),
                value: choices.get(choice)?.title.clone(),
                kind,
                source,
                page: asked.page,
                subject: None,
                number: None,
            },
            digits: String::new(),
            note: self.note_on(asked),
        })
    }

    /// The question that is answered otherwise in this case.
    fn varied_question(&self) -> Option<usize> {
        match self.case? {
            Case::Answer { question, .. } => Some(question),
            Case::Swing { swing, .. } => match self.robustness?.tornado.get(swing)?.what {
                Swung::Open { question } | Swung::Answered { question } => Some(question),
                Swung::Score { .. } | Swung::Figure { .. } => None,
            },
            Case::Evidence(_) | Case::Scenario(_) => None,
        }
    }

    /// The input that is swung in this case, and whether to its high end.
    pub(super) fn swung(&self) -> Option<(Swung, bool)> {
        match self.case? {
            Case::Swing { swing, high } => Some((self.robustness?.tornado.get(swing)?.what, high)),
            _ => None,
        }
    }

    /// A figure of an option in a role, in base units.
    pub(super) fn figure(&self, option: usize, role: Role) -> Option<Leaf> {
        let number = self.setting.of(option, role)?.likely;
        self.figure_as(self.figure_of(option, role)?, Some(option), number, true, None)
    }

    fn figure_of(&self, option: usize, role: Role) -> Option<usize> {
        *self
            .catalog
            .option_roles
            .get(self.setting.evidence)?
            .get(option)?
            .get(role as usize)?
    }

    /// The high end of a figure of an option in a role, in base units.
    pub(super) fn figure_high(&self, option: usize, role: Role) -> Option<Leaf> {
        let number = self.setting.of(option, role)?.high;
        self.figure_as(self.figure_of(option, role)?, Some(option), number, true, Some(true))
    }

    /// The high end of a figure of the decision in a role, in base units.
    pub(super) fn decision_high(&self, role: Role) -> Option<Leaf> {
        let number = self.setting.decision(role)?.high;
        let at = *self
            .catalog
            .decision_roles
            .get(self.setting.evidence)?
            .get(role as usize)?;
        self.figure_as(at?, None, number, true, Some(true))
    }

    /// A figure of the decision in a role, in base units.
    pub(super) fn decision(&self, role: Role) -> Option<Leaf> {
        let number = self.setting.decision(role)?.likely;
        let at = *self
            .catalog
            .decision_roles
            .get(self.setting.evidence)?
            .get(role as usize)?;
        self.figure_as(at?, None, number, true, None)
    }

    /// A figure by its id, in its own unit.
    pub(super) fn figure_by_id(&self, id: &str, option: usize) -> Option<Leaf> {
        let (at, of_option) = self.setting.find(id, option)?;
        let number = self.setting.figure(id, option)?.likely;
        self.figure_as(at, of_option.then_some(option), number, false, None)
    }

    /// A figure at its likely value, or at an end of its range.
    fn figure_as(
        &self,
        at: usize,
        option: Option<usize>,
        number: f64,
        in_base: bool,
        high: Option<bool>,
    ) -> Option<Leaf> {
        let figure = self.catalog.figures.get(at)?;
        let value = option.map_or(figure.value.as_ref(), |option| figure.of.get(option)?.as_ref())?;
        let amount = self.inputs().amount(value);
        let of = option.map_or_else(String::new, |option| format!(", {}", self.option(option)));
        let this = Swung::Figure { figure: at, option };
        let swung = self.swung().filter(|(what, _)| *what == this).map(|(_, high)| high);
        let (x, range) = match swung.or(high) {
            Some(high) if !amount.is_point() => {
                let (end, x) = if high {
                    ("high", amount.high)
                } else {
                    ("low", amount.low)
                };
                (x, format!(", the {end} end of its range"))
            }
            _ => (amount.value, range(amount)),
        };
        let text = unit::in_own_unit(x, &figure.unit, self.currency());
        let converted = match unit::base(figure.unit.dimension) {
            Some(base) if in_base && (figure.unit.factor - 1.0).abs() > f64::EPSILON => {
                format!(" = {} {base}", words::precise(number))
            }
            _ => String::new(),
        };
        let unit = if in_base {
            unit::of(figure.unit.dimension)
        } else {
            Unit::Plain
        };
        Some(Leaf {
            source: Source {
                name: format!("{}{of}{}", figure.title, self.chosen_by(figure, value)),
                value: format!("{text}{converted}{range}"),
                kind: amount.kind.into(),
                page: self.page(&amount.source, figure.page),
                source: amount.source.clone(),
                subject: None,
                number: Some(number),
            },
            digits: unit.digits(number, self.currency()),
            note: amount.note.as_ref().map(|note| format!("{}{of}: {note}", figure.title)),
        })
    }

    /// The answer that chose this number among the figure's, in brackets.
    fn chosen_by(&self, figure: &Figure, value: &FigureValue) -> String {
        let chosen = || {
            let by = value.by.as_ref()?;
            let choice = self.inputs().choice(by.question)?;
            by.cases.get(choice)?.as_ref()?;
            let asked = self.catalog.questions.get(by.question)?;
            let QuestionKind::Choice(choices) = &asked.kind else {
                return None;
            };
            // A title that says so already need not repeat it.
            (figure.title != asked.title).then(|| format!(" ({}: {})", asked.title, choices[choice].title))
        };
        chosen().unwrap_or_default()
    }

    /// A number of the catalog about options: a score, a latency.
    pub(super) fn amount(
        &self,
        name: impl Into<String>,
        amount: &Amount,
        number: f64,
        unit: Unit,
        page: Option<usize>,
    ) -> Leaf {
        let name = name.into();
        Leaf {
            source: Source {
                value: format!("{}{}", unit.text(number, self.currency()), range(amount)),
                kind: amount.kind.into(),
                source: amount.source.clone(),
                page: self.page(&amount.source, page),
                subject: None,
                number: Some(number),
                name: name.clone(),
            },
            digits: unit.digits(number, self.currency()),
            note: amount.note.as_ref().map(|note| format!("{name}: {note}")),
        }
    }
}

/// The range of an amount beside its value: `, 2 to 3`; nothing for a point.
fn range(amount: &Amount) -> String {
    if amount.is_point() {
        String::new()
    } else {
        format!(", {} to {}", words::precise(amount.low), words::precise(amount.high))
    }
}

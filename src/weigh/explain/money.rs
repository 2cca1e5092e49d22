//! Time to launch, development, running costs, totals, present value and break-even.

use super::{
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::{CostPart, LaunchPart, Subject},
    unit::Unit,
};
use crate::{
    catalog::{Fact, Role, StrategyKind},
    weigh::words,
};

/// Most terms of a sum over months; a longer one is broken into parts.
pub(super) const MOST_TERMS: usize = 8;

impl Teller<'_> {
    pub(super) fn tell_money(&self, subject: &Subject) -> Option<Draft> {
        match *subject {
            Subject::Launch { option, part } => self.launch(option, part),
            Subject::Rate(option) => self.hour(option),
            Subject::CostPart { option, part } => self.cost_part(option, part),
            Subject::Development(option) => self.development(option),
            Subject::MonthlyInfrastructure(option) => self.running_costs(option, 1),
            Subject::Flow { option, month } => self.running_costs(option, month),
            Subject::Spent { option, part, from, to } => self.spending(option, part, from, to),
            Subject::Cumulative { option, month } => self.cumulative(option, month),
            Subject::TotalCost(option) => self.total_cost(option),
            Subject::Npv(option) => self.npv(option),
            Subject::Present { option, from, to } => self.present_value(option, from, to),
            Subject::Discount(month) => Some(self.discounting(month)),
            Subject::Annuity { from, to } => self.annuity(from, to),
            Subject::BreakEven => self.break_even(),
            Subject::Horizon => Some(self.horizon_draft()),
            Subject::SwitchMonth(option) => self.switch(option),
            Subject::PartShare { option, part } => self.part_share(option, part),
            _ => None,
        }
    }

    /// A figure that an option may lack, then counting as nothing.
    fn figure_or_nothing(&self, option: usize, role: Role, what: &str) -> Leaf {
        self.figure(option, role).unwrap_or_else(|| {
            self.declared(
                format!("{what} of {}", self.option(option)),
                0.0,
                Unit::Plain,
                "The catalog has no figure: it counts as nothing",
            )
        })
    }

    fn launch(&self, option: usize, part: LaunchPart) -> Option<Draft> {
        let piece = |option, part| Subject::Launch { option, part };
        let strategy = self.catalog.options.get(option)?.strategy.as_ref();
        if part == LaunchPart::Weeks {
            let mut draft = Draft::new("learning + setting up + building");
            let mut terms = Vec::new();
            for part in [LaunchPart::Learning, LaunchPart::Setup, LaunchPart::Build] {
                terms.push(draft.take(self.computed(piece(option, part))?));
            }
            return Some(draft.comes_to(Term::sum(terms)));
        }
        if let Some(strategy) = strategy {
            let parts = match strategy.kind {
                StrategyKind::Staged { .. } => &strategy.parts[..1],
                StrategyKind::Split { .. } => &strategy.parts[..],
            };
            let mut draft = Draft::new(match strategy.kind {
                StrategyKind::Staged { .. } => "that of its first part, which is launched",
                StrategyKind::Split { .. } => "the longer of its parts, which are made at the same time",
            });
            let mut terms = Vec::new();
            for other in parts {
                terms.push(draft.take(self.computed(piece(*other, part))?));
            }
            return Some(draft.comes_to(Term::largest(terms)));
        }
        let (role, what, formula) = match part {
            LaunchPart::Learning => (
                Role::Learning,
                "Learning",
                "hours a developer / (working days a week x hours a day); everyone learns at the same time",
            ),
            LaunchPart::Setup => (Role::Setup, "Setting up", "days / working days a week"),
            _ => (Role::Build, "Building", "days / working days a week"),
        };
        let mut draft = Draft::new(formula);
        let work = draft.take(self.figure_or_nothing(option, role, what));
        let days = draft.take(self.decision(Role::DaysPerWeek)?);
        let term = match (part, self.decision(Role::HoursPerDay)) {
            (LaunchPart::Learning, Some(hours)) => work / (days * draft.take(hours)),
            // Without hours nobody learns: then there are none to learn.
            (LaunchPart::Learning, None) => work,
            _ => work / days,
        };
        Some(draft.comes_to(term))
    }

    fn hour(&self, option: usize) -> Option<Draft> {
        let mut draft = Draft::new("hourly rate x factor for such developers");
        let rate = draft.take(self.fact(Fact::HourlyRate));
        let term = match self.figure(option, Role::RateFactor) {
            Some(factor) => rate * draft.take(factor),
            None => rate,
        };
        self.rate(option)?;
        Some(draft.comes_to(term))
    }

    fn cost_part(&self, option: usize, part: CostPart) -> Option<Draft> {
        if CostPart::MONTHLY.contains(&part) {
            return self.spending(option, part, 1, self.horizon());
        }
        if self.catalog.options.get(option)?.strategy.is_some() {
            let mut draft = Draft::new("sum over the parts that are developed within the horizon");
            let mut terms = Vec::new();
            for (developed, _) in self.developments(option) {
                terms.push(draft.take(self.computed(Subject::CostPart {
                    option: developed,
                    part,
                })?));
            }
            return Some(draft.comes_to(Term::sum(terms)));
        }
        let (role, what) = match part {
            CostPart::Learning => (Role::Learning, "Learning"),
            CostPart::Setup => (Role::Setup, "Setting up"),
            CostPart::Build => (Role::Build, "Building"),
            _ => (Role::Training, "Training"),
        };
        let learning = part == CostPart::Learning;
        let mut draft = Draft::new(if learning {
            "hours a developer x developers x cost of an hour"
        } else {
            "days of the team x hours a day x cost of an hour"
        });
        let Some(work) = self.figure(option, role) else {
            let none = draft.take(self.figure_or_nothing(option, role, what));
            return Some(draft.comes_to(none));
        };
        let work = draft.take(work);
        let times = if learning {
            draft.take(self.fact(Fact::Developers))
        } else {
            draft.take(self.decision(Role::HoursPerDay)?)
        };
        let hour = draft.take(self.computed(Subject::Rate(option))?);
        Some(draft.comes_to(work * times * hour))
    }

    fn development(&self, option: usize) -> Option<Draft> {
        let cost = self.of(option)?.cost.as_ref()?;
        let mut draft = Draft::new("learning + setting up + building + training");
        let mut terms = Vec::new();
        for part in CostPart::ONCE {
            terms.push(draft.take(self.computed(Subject::CostPart { option, part })?));
        }
        self.range_of(&mut draft, cost.development);
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn range_of(&self, draft: &mut Draft, span: crate::weigh::Span) {
        if !span.is_point() {
            draft.note(format!(
                "Range: {} to {}, with every input that has a range at its favourable end, and at the other.",
                words::money_in_full(span.low, self.currency()),
                words::money_in_full(span.high, self.currency())
            ));
        }
    }

    fn cumulative(&self, option: usize, month: u32) -> Option<Draft> {
        let mut draft = Draft::new("developments paid so far + running costs so far");
        let mut terms = Vec::new();
        for (developed, paid) in self.developments(option) {
            if paid <= month {
                terms.push(draft.take(self.computed(Subject::Development(developed))?));
            }
        }
        if month > 0 {
            for part in CostPart::MONTHLY {
                let subject = Subject::Spent {
                    option,
                    part,
                    from: 1,
                    to: month,
                };
                terms.push(draft.take(self.computed(subject)?));
            }
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn total_cost(&self, option: usize) -> Option<Draft> {
        let cost = self.of(option)?.cost.as_ref()?;
        let mut draft = Draft::new("development + infrastructure + licences and services + extra operations");
        let mut terms = vec![draft.take(self.computed(Subject::Development(option))?)];
        for part in CostPart::MONTHLY {
            terms.push(draft.take(self.computed(Subject::CostPart { option, part })?));
        }
        self.range_of(&mut draft, cost.total);
        draft.mention(self.computed(Subject::Horizon)?.source);
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn npv(&self, option: usize) -> Option<Draft> {
        let mut draft = Draft::new(
            "sum over the months of what is paid x its worth today; development is paid today, or at the switch",
        );
        let mut terms = Vec::new();
        for (developed, month) in self.developments(option) {
            let term = draft.take(self.computed(Subject::Development(developed))?);
            terms.push(if month == 0 {
                term
            } else {
                term * draft.take(self.computed(Subject::Discount(month))?)
            });
        }
        let to = self.horizon();
        if to > 0 {
            terms.push(draft.take(self.computed(Subject::Present { option, from: 1, to })?));
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn present_value(&self, option: usize, from: u32, to: u32) -> Option<Draft> {
        let runs = self.flow_runs(option, from, to)?;
        if runs.len() > MOST_TERMS {
            return self.in_pieces(from, to, |from, to| Subject::Present { option, from, to });
        }
        let mut draft = Draft::new("running costs of a month x worth today of one a month");
        let mut terms = Vec::new();
        for run in runs {
            let flow = draft.take(self.computed(Subject::Flow {
                option,
                month: run.from,
            })?);
            let worth = draft.take(self.computed(Subject::Annuity {
                from: run.from,
                to: run.to,
            })?);
            terms.push(flow * worth);
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn discounting(&self, month: u32) -> Draft {
        let mut draft = Draft::new("1 / (1 + discount rate a year)^(month / 12)");
        let rate = draft.take(self.fact(Fact::DiscountRate));
        let years = Term::number(f64::from(month)) / Term::number(12.0);
        let one = || Term::number(1.0);
        draft.comes_to(one() / (one() + rate).power(years))
    }

    fn annuity(&self, from: u32, to: u32) -> Option<Draft> {
        let q = self.computed(Subject::Discount(1))?;
        let months = f64::from(to + 1 - from);
        if q.source.number.is_none_or(|q| (1.0 - q).abs() < 1e-9) {
            let mut draft = Draft::new("number of months, as money later is worth no less");
            draft.mention(q.source);
            return Some(draft.comes_to(Term::number(months)));
        }
        let mut draft = Draft::new("sum of q^month = (q^first - q^(last + 1)) / (1 - q), q the worth after one month");
        let q = draft.take(q);
        let power = |month: u32| q.clone().power(Term::number(f64::from(month)));
        Some(draft.comes_to((power(from) - power(to + 1)) / (Term::number(1.0) - q.clone())))
    }

    fn break_even(&self) -> Option<Draft> {
        let even = self.weighing.break_even?;
        let last = self.horizon();
        let spent = |draft: &mut Draft, month: u32| {
            let dearer = draft.take(self.computed(Subject::Cumulative {
                option: even.dearer,
                month,
            })?);
            let cheaper = draft.take(self.computed(Subject::Cumulative {
                option: even.cheaper,
                month,
            })?);
            Some(dearer - cheaper)
        };
        if let Some(crossing) = even.month {
            // Within the month that ends with the first one in which the dearer is no dearer.
            let after = (0..=last).find(|month| f64::from(*month) >= crossing)?.max(1);
            let before = after - 1;
            let mut draft = Draft::new(
                "month before + gap then / (gap then - gap a month later); gap: what the dearer has cost more by then",
            );
            let gap = spent(&mut draft, before)?;
            let next = spent(&mut draft, after)?;
            let start = Term::number(f64::from(before));
            return Some(draft.comes_to(start + gap.clone() / (gap - next)));
        }
        let mut draft = Draft::new("last month + gap then / gap closed in that month, if it went on like that");
        let before = spent(&mut draft, last.checked_sub(1)?)?;
        let gap = spent(&mut draft, last)?;
        draft.note("Not within the horizon.");
        if even.beyond.is_some() {
            let start = Term::number(f64::from(last));
            return Some(draft.comes_to(start + gap.clone() / (before - gap)));
        }
        "the gap does not close: the dearer saves nothing a month".clone_into(&mut draft.formula);
        let closed = before - gap;
        let (digits, _) = closed.written();
        let arithmetic = format!(
            "{digits} = {} <= 0",
            words::money_in_full(closed.value(), self.currency())
        );
        Some(draft.compares(arithmetic))
    }

    fn horizon_draft(&self) -> Draft {
        let mut draft = Draft::new("rounded to whole months");
        let term = draft.take(self.fact(Fact::HorizonMonths));
        draft.comes_to(term.rounded())
    }

    fn switch(&self, option: usize) -> Option<Draft> {
        let strategy = self.catalog.options.get(option)?.strategy.as_ref()?;
        let StrategyKind::Staged { switch } = strategy.kind else {
            return None;
        };
        let horizon = self.computed(Subject::Horizon)?;
        if let Some(answer) = self.answer(switch) {
            let mut draft = Draft::new("the month answered, at most the horizon");
            let month = draft.take(answer);
            let horizon = draft.take(horizon);
            return Some(draft.comes_to(Term::smallest(vec![month.rounded(), horizon])));
        }
        let mut draft = Draft::new("the middle of the horizon, as nothing else is known");
        let horizon = draft.take(horizon);
        Some(draft.comes_to((horizon / Term::number(2.0)).down()))
    }

    fn part_share(&self, option: usize, part: usize) -> Option<Draft> {
        let strategy = self.catalog.options.get(option)?.strategy.as_ref()?;
        if part == 0 && matches!(strategy.kind, StrategyKind::Split { .. }) {
            let mut draft = Draft::new("1 - share of the other part");
            let other = draft.take(self.computed(Subject::PartShare { option, part: 1 })?);
            return Some(draft.comes_to(Term::number(1.0) - other));
        }
        if part == 1 && matches!(strategy.kind, StrategyKind::Staged { .. }) {
            let mut draft = Draft::new("1 - share of the first part");
            let other = draft.take(self.computed(Subject::PartShare { option, part: 0 })?);
            return Some(draft.comes_to(Term::number(1.0) - other));
        }
        match strategy.kind {
            StrategyKind::Split { share } => {
                let mut draft = Draft::new("as answered, or the catalog's default");
                let leaf = self.answer_as_share(share).unwrap_or_else(|| {
                    self.declared(
                        "Share of the second part",
                        0.5,
                        Unit::Percent,
                        "Not known: half and half",
                    )
                });
                let term = draft.take(leaf).clipped(0.0, 1.0);
                Some(draft.comes_to(term))
            }
            StrategyKind::Staged { .. } => {
                let mut draft = Draft::new("switch month / horizon");
                let month = draft.take(self.computed(Subject::SwitchMonth(option))?);
                let horizon = draft.take(self.computed(Subject::Horizon)?);
                if horizon.value() <= 0.0 {
                    draft.note("There is no time to share out: the first part has all of it.");
                    return Some(draft.comes_to(Term::number(1.0)));
                }
                Some(draft.comes_to(month / horizon))
            }
        }
    }
}

//! Running costs: infrastructure, fees and operations by the month.

use super::{
    money::MOST_TERMS,
    teller::{Draft, Teller},
    term::Term,
    types::{CostPart, Place, Running, Subject},
    unit::Unit,
    work::Run,
};
use crate::{
    catalog::{Fact, Role},
    weigh::words,
};

impl Teller<'_> {
    pub(super) fn running_costs(&self, option: usize, month: u32) -> Option<Draft> {
        let mut draft = Draft::new("infrastructure + licences and services + extra operations of the month");
        if month > self.horizon() {
            let none = draft.take(self.computed(Subject::Horizon)?);
            draft.note("The horizon has no such month.");
            return Some(draft.comes_to(none));
        }
        let mut terms = Vec::new();
        for part in CostPart::MONTHLY {
            terms.push(draft.take(self.computed(Subject::Spent {
                option,
                part,
                from: month,
                to: month,
            })?));
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    pub(super) fn spending(&self, option: usize, part: CostPart, from: u32, to: u32) -> Option<Draft> {
        if from > to {
            let mut draft = Draft::new("the horizon has no months");
            let none = draft.take(self.computed(Subject::Horizon)?);
            return Some(draft.comes_to(none));
        }
        match part {
            CostPart::Infrastructure => self.infrastructure(option, from, to),
            CostPart::Fees => self.by_the_month(option, from, to, Role::MonthlyFee),
            CostPart::Operations => self.by_the_month(option, from, to, Role::Operations),
            _ => None,
        }
    }

    fn infrastructure(&self, option: usize, from: u32, to: u32) -> Option<Draft> {
        let runs = self.instance_runs(option, from, to)?;
        let mut draft = Draft::new("months x instances x price of an instance a month");
        if runs.is_empty() {
            let name = format!("Load that one instance of {} sustains", self.option(option));
            let none = self.declared(
                name,
                0.0,
                Unit::Plain,
                "The catalog has no figure: it needs no instance of its own",
            );
            let none = draft.take(none);
            return Some(draft.comes_to(none));
        }
        if runs.len() > MOST_TERMS {
            let part = CostPart::Infrastructure;
            return self.in_pieces(from, to, |from, to| Subject::Spent { option, part, from, to });
        }
        let mut terms = Vec::new();
        for run in &runs {
            let place = Place {
                option,
                phase: run.phase,
                month: run.from,
            };
            let instances = draft.take(self.computed(Subject::AtWork {
                place,
                number: Running::Instances,
            })?);
            terms.push(Term::number(run.months()) * instances);
        }
        if runs.len() > 1 {
            draft.note(self.listed(&runs, option));
        }
        let price = draft.take(self.fact(Fact::InstancePrice));
        Some(draft.comes_to(Term::sum(terms) * price))
    }

    /// `Months 1 to 12: 2 instances; …`.
    fn listed(&self, runs: &[Run], option: usize) -> String {
        let each = runs.iter().map(|run| {
            let months = if run.from == run.to {
                format!("month {}", run.from)
            } else {
                format!("months {} to {}", run.from, run.to)
            };
            let part = self.duty(option, run.phase).map_or(option, |duty| duty.part);
            let count = Unit::Named("instances").text(run.value, "");
            format!("{months}: {count} of {}", self.option(part))
        });
        let each: Vec<String> = each.collect();
        format!("{}.", words::sentence_case(&each.join("; ")))
    }

    /// A long time as a sum of shorter ones.
    pub(super) fn in_pieces(&self, from: u32, to: u32, piece: impl Fn(u32, u32) -> Subject) -> Option<Draft> {
        let mut draft = Draft::new("sum over shorter times");
        let months = to + 1 - from;
        let pieces = u32::try_from(MOST_TERMS).unwrap_or(months).min(months);
        let mut terms = Vec::new();
        for at in 0..pieces {
            let first = from + months * at / pieces;
            let last = from + months * (at + 1) / pieces - 1;
            terms.push(draft.take(self.computed(piece(first, last))?));
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    /// Fees or operations over months: of each part while it is at work, and of a strategy itself.
    fn by_the_month(&self, option: usize, from: u32, to: u32, role: Role) -> Option<Draft> {
        let operations = role == Role::Operations;
        let mut draft = Draft::new(if operations {
            "months x hours a month x cost of an hour"
        } else {
            "months x fee a month"
        });
        let strategy = self.catalog.options.get(option)?.strategy.is_some();
        let duties = self.duties(option);
        let workers = duties.iter().map(|duty| (duty.part, duty.from, duty.to));
        let itself = strategy.then(|| (option, 0, self.horizon()));
        let mut terms = Vec::new();
        let mut without = Vec::new();
        for (worker, after, until) in workers.chain(itself) {
            let months = (to.min(until) + 1).saturating_sub(from.max(after + 1));
            if months == 0 {
                continue;
            }
            let Some(leaf) = self.figure(worker, role) else {
                without.push(self.option(worker));
                continue;
            };
            let mut term = Term::number(f64::from(months)) * draft.take(leaf);
            if operations {
                term = term * draft.take(self.computed(Subject::Rate(worker))?);
            }
            terms.push(term);
        }
        if terms.is_empty() {
            let what = if operations { "Extra operations" } else { "Fees" };
            let none = self.declared(
                format!("{what} of {}", self.option(option)),
                0.0,
                Unit::Plain,
                "The catalog has no figure: it counts as nothing",
            );
            let none = draft.take(none);
            return Some(draft.comes_to(none));
        }
        if !without.is_empty() {
            without.dedup();
            draft.note(format!("No figure, so nothing, for {}.", words::list(&without)));
        }
        Some(draft.comes_to(Term::sum(terms)))
    }
}

//! Weights, scores, totals, ranks and margins.

use super::{
    answer::{Source, SourceKind},
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::Subject,
    unit::Unit,
};
use crate::{
    catalog::{Amount, Compose, Quantity, RuleKind, StrategyKind},
    weigh::{Origin, model::is_cost, robustness::Swung, sentences, span::from_len, words},
};

impl Teller<'_> {
    pub(super) fn tell_scores(&self, subject: &Subject) -> Option<Draft> {
        match *subject {
            Subject::Total(option) => self.total(option),
            Subject::Rank(option) => self.rank(option),
            Subject::Margin => self.margin(),
            Subject::MarginPart(criterion) => self.margin_part(criterion),
            Subject::Points(criterion) => self.points(criterion),
            Subject::Stressed(criterion) => self.stressed(criterion),
            Subject::Share(criterion) => self.share(criterion),
            Subject::Rating(criterion) => self.rating(criterion),
            Subject::TradeOff { at, gap } => self.trade_off(at, gap),
            Subject::Score { option, criterion } => self.score(option, criterion),
            Subject::Contribution { option, criterion } => self.contribution(option, criterion),
            _ => None,
        }
    }

    pub(super) fn criteria(&self) -> std::ops::Range<usize> {
        0..self.catalog.criteria.len()
    }

    fn contribution(&self, option: usize, criterion: usize) -> Option<Draft> {
        let mut draft = Draft::new("share x score");
        let term = self.weighted(&mut draft, option, criterion)?;
        Some(draft.comes_to(term))
    }

    /// `share x score` with both as inputs.
    fn weighted(&self, draft: &mut Draft, option: usize, criterion: usize) -> Option<Term> {
        let share = draft.take(self.computed(Subject::Share(criterion))?);
        let score = draft.take(self.computed(Subject::Score { option, criterion })?);
        Some(share * score)
    }

    fn total(&self, option: usize) -> Option<Draft> {
        let mut draft = Draft::new("sum over the criteria of share x score");
        let mut terms = Vec::new();
        for criterion in self.criteria() {
            terms.push(self.weighted(&mut draft, option, criterion)?);
        }
        if let Some(gate) = self.of(option)?.felled_by() {
            let title = self.catalog.gates.get(gate.gate).map_or("", |gate| gate.title.as_str());
            draft.note(format!(
                "A gate rules it out: {}.",
                sentences::inside(self.catalog, title)
            ));
        }
        Some(draft.comes_to(Term::sum(terms)))
    }

    fn margin(&self) -> Option<Draft> {
        self.weighing.margin?;
        let (winner, second) = (self.weighing.winner?, self.weighing.runner_up?);
        let mut draft = Draft::new(
            "total of the winner - total of the runner-up; the same as the sum of the criteria's parts in the margin",
        );
        let best = draft.take(self.computed(Subject::Total(winner))?);
        let next = draft.take(self.computed(Subject::Total(second))?);
        for part in &self.weighing.margin_parts {
            draft.mention(self.computed(Subject::MarginPart(part.criterion))?.source);
        }
        if !self.weighing.tied.is_empty() {
            draft.note("The two are tied.");
        }
        Some(draft.comes_to(best - next))
    }

    fn margin_part(&self, criterion: usize) -> Option<Draft> {
        let (winner, second) = (self.weighing.winner?, self.weighing.runner_up?);
        let mut draft = Draft::new("share x (score of the winner - score of the runner-up)");
        let share = draft.take(self.computed(Subject::Share(criterion))?);
        let best = draft.take(self.computed(Subject::Score {
            option: winner,
            criterion,
        })?);
        let next = draft.take(self.computed(Subject::Score {
            option: second,
            criterion,
        })?);
        Some(draft.comes_to(share * (best - next)))
    }

    fn rank(&self, option: usize) -> Option<Draft> {
        let own = self.of(option)?;
        if let Some(gate) = own.felled_by() {
            let mut draft = Draft::new("an option that fails a gate has no rank");
            let gate = gate.gate;
            draft.mention(self.computed(Subject::Gate { option, gate })?.source);
            return Some(draft.compares("ruled out"));
        }
        let rank = own.rank?;
        let mut draft = Draft::new("1 + number of options that pass their gates with a higher total");
        draft.mention(self.computed(Subject::Total(option))?.source);
        let mut above = Vec::new();
        let mut equal = Vec::new();
        for other in self.weighing.ranking.iter().copied().filter(|other| *other != option) {
            draft.mention(self.computed(Subject::Total(other))?.source);
            match self.of(other)?.rank {
                Some(place) if place < rank => above.push(self.option(other)),
                Some(place) if place == rank => equal.push(self.option(other)),
                _ => {}
            }
        }
        if !above.is_empty() {
            draft.note(format!("Above it: {}.", words::list(&above)));
        }
        if !equal.is_empty() {
            draft.note(format!("As high: {}.", words::list(&equal)));
        }
        let term = Term::number(1.0) + Term::number(from_len(above.len()));
        Some(draft.comes_to(term))
    }

    fn score(&self, option: usize, criterion: usize) -> Option<Draft> {
        let score = *self.of(option)?.scores.get(criterion)?;
        let known = self.catalog.criteria.get(criterion)?;
        let mut draft = match score.origin {
            Origin::Own => self.own_score(option, criterion, score.value),
            Origin::Catalog => {
                let amount = known.scores.get(option)?.as_ref();
                self.fixed(option, criterion, amount, "the catalog's score")
            }
            Origin::Answer(rule) => {
                let RuleKind::Table { question, scores } = &known.rules.get(rule)?.kind else {
                    return None;
                };
                let choice = self.inputs().choice(*question)?;
                let amount = scores.get(option)?.get(choice)?.as_ref();
                let mut draft = self.fixed(option, criterion, amount, "the catalog's score for the answer")?;
                draft.mention(self.choice(*question)?.source);
                let why = known.rules.get(rule)?.source.trim_end_matches('.');
                if !why.is_empty() {
                    draft.note(format!("Why this rule: {why}."));
                }
                self.needs(&mut draft, criterion, rule);
                Some(draft)
            }
            Origin::Model(rule) => self.modelled(option, criterion, rule),
            Origin::Composed => self.composed(option, criterion),
        }?;
        if !score.span.is_point() {
            draft.note(format!(
                "Range: {} to {}.",
                words::precise(score.span.low),
                words::precise(score.span.high)
            ));
        }
        Some(draft)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as its siblings, one for each origin")]
    fn own_score(&self, option: usize, criterion: usize, value: f64) -> Option<Draft> {
        let swung = self
            .swung()
            .filter(|(what, _)| *what == Swung::Score { option, criterion });
        let mut draft = Draft::new(match swung {
            Some(_) => "the score at an end of its range",
            None => "the profile's own score, before any of the catalog's",
        });
        let name = words::sentence_case(&self.name(&Subject::Score { option, criterion }));
        let leaf = match swung {
            Some((_, high)) => {
                let end = if high { "high" } else { "low" };
                self.declared(
                    name,
                    value,
                    Unit::Plain,
                    format!("Looked at at the {end} end of its range"),
                )
            }
            None => self.own(name, value, Unit::Plain),
        };
        let term = draft.take(leaf);
        Some(draft.comes_to(term))
    }

    fn fixed(&self, option: usize, criterion: usize, amount: Option<&Amount>, formula: &str) -> Option<Draft> {
        let mut draft = Draft::new(formula);
        let name = words::sentence_case(&self.name(&Subject::Score { option, criterion }));
        let page = self.catalog.criteria.get(criterion)?.page;
        let leaf = match amount {
            Some(amount) => self.amount(name, amount, amount.value.clamp(0.0, 10.0), Unit::Plain, page),
            None => self.declared(
                name,
                0.0,
                Unit::Plain,
                "The catalog has no score here: the low end of the scale",
            ),
        };
        let term = draft.take(leaf);
        Some(draft.comes_to(term))
    }

    /// The answers that a rule waits for.
    fn needs(&self, draft: &mut Draft, criterion: usize, rule: usize) {
        let rules = self
            .catalog
            .criteria
            .get(criterion)
            .map_or(&[][..], |known| &known.rules);
        let waited = rules.get(rule).map_or(&[][..], |rule| &rule.needs).iter();
        let waited: Vec<String> = waited
            .filter_map(|question| self.catalog.questions.get(*question))
            .map(|asked| words::name(&asked.title))
            .collect();
        match waited.len() {
            0 => {}
            1 => draft.note(format!("The rule applies because this is answered: {}.", waited[0])),
            _ => draft.note(format!(
                "The rule applies because these are answered: {}.",
                words::list(&waited)
            )),
        }
    }

    fn modelled(&self, option: usize, criterion: usize, at: usize) -> Option<Draft> {
        let rule = self.catalog.criteria.get(criterion)?.rules.get(at)?;
        let RuleKind::Value {
            quantity,
            per,
            function,
        } = &rule.kind
        else {
            return None;
        };
        let mut draft = Draft::new(String::new());
        let leaf = self.quantity(option, quantity)?;
        let name = leaf.source.name.clone();
        let mut x = draft.take(leaf);
        let mut what = sentence_inside(&name);
        if let Some(question) = per {
            let divisor = self.answer(*question)?;
            what = format!("{what} / {}", sentence_inside(&divisor.source.name));
            x = x / draft.take(divisor);
        }
        let unit = if per.is_some() { Unit::Plain } else { unit_of(quantity) };
        let (formula, value) = self.value_of(&mut draft, function, x, unit, &rule.source);
        let ten = Term::number(10.0);
        let mut term = ten * value;
        draft.formula = format!("10 x value; {formula}, with x = {what}");
        let strategy = self.catalog.options.get(option)?.strategy.as_ref();
        if let Some(strategy) = strategy.filter(|_| is_cost(quantity)) {
            let mut parts = Vec::new();
            for part in strategy.parts {
                parts.push(draft.take(self.computed(Subject::Score {
                    option: part,
                    criterion,
                })?));
            }
            draft
                .formula
                .push_str("; at most the better score of its parts, for it pays for both");
            term = Term::smallest(vec![term, Term::largest(parts)]);
        }
        self.needs(&mut draft, criterion, at);
        Some(draft.comes_to(term))
    }

    /// A quantity that the model computes for an option.
    pub(super) fn quantity(&self, option: usize, quantity: &Quantity) -> Option<Leaf> {
        use super::types::{LaunchPart, Running};
        match quantity {
            Quantity::Latency(percentile) => self.computed(Subject::Latency {
                option,
                percentile: *percentile,
            }),
            Quantity::WeeksToLaunch => self.computed(Subject::Launch {
                option,
                part: LaunchPart::Weeks,
            }),
            Quantity::Development => self.computed(Subject::Development(option)),
            Quantity::MonthlyInfrastructure => self.computed(Subject::MonthlyInfrastructure(option)),
            Quantity::TotalCost => self.computed(Subject::TotalCost(option)),
            Quantity::PresentCost => self.computed(Subject::Npv(option)),
            Quantity::Instances => self.computed(Subject::Instances(option)),
            Quantity::PeakLoad => self.computed(Subject::AtWork {
                place: self.place(option, self.duties(option).len().checked_sub(1)?)?,
                number: Running::Peak,
            }),
            Quantity::Figure(id) => self.figure_by_id(id, option),
        }
    }

    fn composed(&self, option: usize, criterion: usize) -> Option<Draft> {
        let strategy = self.catalog.options.get(option)?.strategy.as_ref()?;
        let [first, second] = strategy.parts;
        let rule = strategy.compose.get(criterion).copied().unwrap_or(Compose::Worst);
        let part =
            |draft: &mut Draft, option: usize| Some(draft.take(self.computed(Subject::Score { option, criterion })?));
        let mut draft = Draft::new(match rule {
            Compose::First => "the score of its first part",
            Compose::Last => "the score of its last part",
            Compose::TimeWeighted => "sum over its parts of share of the time x score",
            Compose::TrafficWeighted => "sum over its parts of share of the traffic x score",
            Compose::Worst => "the lower score of its parts",
        });
        let term = match rule {
            Compose::First => part(&mut draft, first)?,
            Compose::Last => part(&mut draft, second)?,
            Compose::Worst => {
                let both = vec![part(&mut draft, first)?, part(&mut draft, second)?];
                Term::smallest(both)
            }
            Compose::TimeWeighted | Compose::TrafficWeighted => {
                let mut sum = Vec::new();
                for (at, other) in [first, second].into_iter().enumerate() {
                    let share = draft.take(self.computed(Subject::PartShare { option, part: at })?);
                    sum.push(share * part(&mut draft, other)?);
                }
                Term::sum(sum)
            }
        };
        let how = match strategy.kind {
            StrategyKind::Staged { .. } => "one after the other",
            StrategyKind::Split { .. } => "side by side",
        };
        draft.mention(Source {
            name: "How its score follows from its parts".to_owned(),
            value: draft.formula.clone(),
            kind: SourceKind::Declared,
            source: format!("The catalog, for {}: {how}", self.option(option)),
            page: None,
            subject: None,
            number: None,
        });
        Some(draft.comes_to(term))
    }
}

/// A name in the middle of a formula.
fn sentence_inside(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    // An abbreviation keeps its capitals.
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// The unit of a quantity's declared ends.
fn unit_of(quantity: &Quantity) -> Unit {
    match quantity {
        quantity if is_cost(quantity) => Unit::Money,
        Quantity::Latency(_) => Unit::Named("ms"),
        Quantity::WeeksToLaunch => Unit::Named("weeks"),
        Quantity::Instances => Unit::Named("instances"),
        Quantity::PeakLoad => Unit::Named("req/s"),
        _ => Unit::Plain,
    }
}

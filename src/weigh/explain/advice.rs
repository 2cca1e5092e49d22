//! Gates, fit, size tier, evidence and the verdict's word: comparisons more than computations.

use super::{
    answer::{Source, SourceKind},
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::{Case, Running, Subject},
    unit::Unit,
};
use crate::{
    catalog::{Gate, Limit, Quantity, QuestionKind, Scale},
    weigh::{GateResult, GateState, Span, model::is_cost, span::from_len, words},
};

impl Teller<'_> {
    pub(super) fn tell_advice(&self, subject: &Subject) -> Option<Draft> {
        match *subject {
            Subject::Gate { option, gate } => self.gate(option, gate),
            Subject::PhaseGate { option, phase, gate } => self.phase_gate(option, phase, gate),
            Subject::Fit(scenario) => self.fit(scenario),
            Subject::Distance { scenario, question } => self.distance(scenario, question),
            Subject::Tier => self.tier(),
            Subject::EvidenceWinner(evidence) => self.evidence_winner(evidence),
            Subject::Verdict => self.verdict(),
            _ => None,
        }
    }

    fn gate(&self, option: usize, gate: usize) -> Option<Draft> {
        let result = self.of(option)?.gates.iter().find(|result| result.gate == gate)?;
        let phases: Vec<usize> = (0..self.duties(option).len()).collect();
        let mut tested: Vec<usize> = self.duties(option).iter().map(|duty| duty.part).collect();
        if !tested.contains(&option) {
            tested.push(option);
        }
        self.compared(option, &phases, &tested, result)
    }

    fn phase_gate(&self, option: usize, phase: usize, gate: usize) -> Option<Draft> {
        let result = self.phase_result(option, phase, gate)?;
        let part = self.duty(option, phase)?.part;
        self.compared(option, &[phase], &[part], result)
    }

    /// The result of a gate in a phase.
    pub(super) fn phase_result(&self, option: usize, phase: usize, gate: usize) -> Option<&GateResult> {
        let results = self.of(option)?.phase_gates.get(phase)?;
        results.iter().find(|result| result.gate == gate)
    }

    /// A quantity against a limit, in these phases of an option; limits are those of the options tested.
    fn compared(&self, option: usize, phases: &[usize], tested: &[usize], result: &GateResult) -> Option<Draft> {
        let known = self.catalog.gates.get(result.gate)?;
        let strict = matches!(known.limit, Limit::Below(_));
        let (within, beyond) = if strict { ("<", ">=") } else { ("<=", ">") };
        let mut draft = Draft::new(format!(
            "passes where all of the quantity's range is {within} the limit, fails where all of it is {beyond} the limit, \
             else it is not known"
        ));
        for leaf in self.tested(option, phases, tested, &known.quantity) {
            draft.mention(leaf.source);
        }
        match &known.limit {
            Limit::Answer(question) => {
                draft.take(self.answer(*question)?);
            }
            Limit::Below(id) => {
                for leaf in tested.iter().filter_map(|part| self.figure_by_id(id, *part)) {
                    draft.take(leaf);
                }
            }
        }
        draft.note(words::sentence_case(&format!("{}.", result.reason)));
        let limit = self.limit(tested, known, result);
        let comparison = self.comparison(known, result, limit, (within, beyond));
        Some(draft.compares(comparison))
    }

    /// The quantities that a gate tests.
    fn tested(&self, option: usize, phases: &[usize], tested: &[usize], quantity: &Quantity) -> Vec<Leaf> {
        let number = match quantity {
            Quantity::Latency(percentile) => Running::Latency(*percentile),
            Quantity::Instances => Running::Instances,
            Quantity::PeakLoad => Running::Peak,
            Quantity::Figure(id) => {
                let figures = tested.iter().filter_map(|part| self.figure_by_id(id, *part));
                return figures.collect();
            }
            _ => return self.quantity(option, quantity).into_iter().collect(),
        };
        let parts = phases.iter().filter_map(|phase| {
            let place = self.place(option, *phase)?;
            self.computed(Subject::AtWork { place, number })
        });
        parts.collect()
    }

    /// `12.4 > 8`, or why nothing can be compared.
    fn comparison(
        &self,
        gate: &Gate,
        result: &GateResult,
        limit: Option<Span>,
        (within, beyond): (&str, &str),
    ) -> String {
        let Some(quantity) = result.quantity else {
            return "no figure to compare".to_owned();
        };
        let Some(limit) = limit else {
            return "no limit to compare with".to_owned();
        };
        let unit = if is_cost(&gate.quantity) {
            Unit::Money
        } else {
            Unit::Plain
        };
        let digits = |x: f64| unit.digits(x, self.currency());
        match result.state {
            GateState::Pass => format!("{} {within} {}", digits(quantity.high), digits(limit.low)),
            GateState::Fail => format!("{} {beyond} {}", digits(quantity.low), digits(limit.high)),
            GateState::Unknown => format!(
                "{} {within} {}, but {} {beyond} {}",
                digits(quantity.low),
                digits(limit.high),
                digits(quantity.high),
                digits(limit.low)
            ),
        }
    }

    /// The limit with its range; that of the part that decides.
    fn limit(&self, tested: &[usize], gate: &Gate, result: &GateResult) -> Option<Span> {
        let likely = result.limit?;
        match &gate.limit {
            Limit::Answer(_) => Some(Span::point(likely)),
            Limit::Below(id) => {
                let limits = tested.iter().filter_map(|part| self.setting.figure(id, *part));
                #[expect(clippy::float_cmp, reason = "the very number that was compared")]
                let mut same = limits.filter(|limit| limit.likely == likely);
                same.next()
            }
        }
    }

    fn fit(&self, scenario: usize) -> Option<Draft> {
        let fit = self.assessment.fit.iter().find(|fit| fit.scenario == scenario)?;
        fit.percent?;
        let mut draft = Draft::new("100 % x (1 - sum of the distances / number of questions that both answered)");
        let mut distances = Vec::new();
        for (question, _) in &fit.apart {
            distances.push(draft.take(self.computed(Subject::Distance {
                scenario,
                question: *question,
            })?));
        }
        let titles: Vec<String> = self
            .compared_questions(scenario)
            .map(|question| self.catalog.questions[question].title.clone())
            .collect();
        let mut count = self.declared("Questions that both answered", from_len(fit.compared), Unit::Plain, "");
        count.source.kind = SourceKind::Answered;
        count.source.source = titles.join("; ");
        let count = draft.take(count);
        let alike = fit.compared - fit.apart.len();
        if alike > 0 {
            let questions = if alike == 1 { "question is" } else { "questions are" };
            draft.note(format!("{alike} {questions} answered alike, at no distance."));
        }
        let hundred = Term::shown("100 %", 100.0);
        let one = Term::number(1.0);
        Some(draft.comes_to(hundred * (one - Term::sum(distances) / count)))
    }

    /// Questions that the profile and a scenario both answer.
    fn compared_questions(&self, scenario: usize) -> impl Iterator<Item = usize> + '_ {
        let questions = 0..self.catalog.questions.len();
        questions.filter(move |question| {
            let question = *question;
            self.number(&Subject::Distance { scenario, question }).is_some()
        })
    }

    fn distance(&self, scenario: usize, question: usize) -> Option<Draft> {
        let asked = self.catalog.questions.get(question)?;
        let other = (*self.catalog.scenarios.get(scenario)?.profile.answers.get(question)?)?;
        let (own, other) = match &asked.kind {
            QuestionKind::Choice(_) => {
                let own = self.choice(question)?;
                let at = from_len(self.inputs().choice(question)?);
                (Self::numbered(own, at), other)
            }
            _ => (self.answer(question)?, other),
        };
        let others = self.scenarios_answer(scenario, question, other)?;
        let mut draft = Draft::new(String::new());
        let (a, b) = (draft.take(own), draft.take(others));
        let range = |name: &str, x: f64| {
            self.declared(
                format!("{name} answer"),
                x,
                Unit::Plain,
                format!("The range of the question {}", words::name(&asked.title)),
            )
        };
        let term = match &asked.kind {
            QuestionKind::Choice(choices) => {
                "places apart / (number of choices - 1)".clone_into(&mut draft.formula);
                let last = from_len(choices.len().saturating_sub(1));
                if last <= 0.0 {
                    return Some(draft.comes_to(Term::number(0.0)));
                }
                let steps = draft.take(range("Place of the last", last));
                (a - b).abs() / steps
            }
            QuestionKind::Number { min, max, scale, .. } => {
                let (a, b) = (a.clipped(*min, *max), b.clipped(*min, *max));
                if max <= min {
                    "a range of one number holds no distance".clone_into(&mut draft.formula);
                    return Some(draft.comes_to(Term::number(0.0)));
                }
                let low = draft.take(range("Least", *min));
                let high = draft.take(range("Greatest", *max));
                let one = || Term::number(1.0);
                match scale {
                    Scale::Logarithmic if *min > 0.0 => {
                        "|ln(own answer / the scenario's) / ln(greatest / least)|".clone_into(&mut draft.formula);
                        ((a / b).ln() / (high / low).ln()).abs()
                    }
                    Scale::Logarithmic if *min > -1.0 => {
                        "|ln((1 + own answer) / (1 + the scenario's)) / ln((1 + greatest) / (1 + least))|"
                            .clone_into(&mut draft.formula);
                        (((one() + a) / (one() + b)).ln() / ((one() + high) / (one() + low)).ln()).abs()
                    }
                    _ => {
                        "|own answer - the scenario's| / (greatest - least)".clone_into(&mut draft.formula);
                        (a - b).abs() / (high - low)
                    }
                }
            }
            QuestionKind::Points => return None,
        };
        Some(draft.comes_to(term.clipped(0.0, 1.0)))
    }

    /// A choice as its place among the choices, from 0.
    fn numbered(mut leaf: Leaf, place: f64) -> Leaf {
        leaf.source.value = format!("{} (place {})", leaf.source.value, words::precise(place));
        leaf.source.number = Some(place);
        leaf.with_digits(words::precise(place))
    }

    fn scenarios_answer(&self, scenario: usize, question: usize, number: f64) -> Option<Leaf> {
        let known = self.catalog.scenarios.get(scenario)?;
        let asked = self.catalog.questions.get(question)?;
        let mut leaf = self.declared(
            format!("{}, {}", asked.title, words::name(&known.title)),
            number,
            Unit::Plain,
            "",
        );
        leaf.source.source = known.profile.file.as_ref().map_or_else(
            || format!("The scenario {}", words::name(&known.title)),
            |file| format!("The scenario {}: {file}", words::name(&known.title)),
        );
        leaf.source.page = known.page;
        leaf.source.value = match &asked.kind {
            QuestionKind::Choice(choices) => {
                let choice = choices
                    .iter()
                    .enumerate()
                    .find(|(at, _)| (from_len(*at) - number).abs() < 0.5);
                let title = choice.map_or("", |(_, choice)| choice.title.as_str());
                format!("{title} (place {})", words::precise(number))
            }
            _ => crate::profile::format_answer_in(asked, &crate::profile::Answer::Number(number), self.currency()),
        };
        Some(leaf)
    }

    fn tier(&self) -> Option<Draft> {
        let at = self.assessment.tier?;
        let tier = self.catalog.tiers.get(at)?;
        let question = self.catalog.tier_question?;
        let mut draft = Draft::new("the first tier whose limit the load is below");
        let leaf = match self.inputs().number(question) {
            Some(_) => self.answer(question)?,
            None => self.computed(Subject::Peak)?,
        };
        let load = leaf.source.number?;
        draft.take(leaf);
        let bound = |tier: usize| {
            let known = self.catalog.tiers.get(tier)?;
            let limit = known.below?;
            let mut leaf = self.declared(
                format!("Limit of {}", words::name(&known.title)),
                limit,
                Unit::Plain,
                "",
            );
            "The catalog's size tiers".clone_into(&mut leaf.source.source);
            leaf.source.page = known.page;
            Some(leaf)
        };
        let mut parts = Vec::new();
        if let Some(below) = at.checked_sub(1).and_then(bound) {
            parts.push(format!("{} <=", words::precise(below.source.number?)));
            draft.mention(below.source);
        }
        parts.push(words::precise(load));
        match bound(at) {
            Some(above) => {
                parts.push(format!("< {}", words::precise(above.source.number?)));
                draft.mention(above.source);
            }
            None => draft.mention(self.tier_source(at)?),
        }
        draft.note(format!("The source chooses {} there.", self.option(tier.choice)));
        for reason in &tier.reasons {
            draft.note(format!("{}.", reason.trim_end_matches('.')));
        }
        Some(draft.compares(parts.join(" ")))
    }

    fn tier_source(&self, at: usize) -> Option<Source> {
        let tier = self.catalog.tiers.get(at)?;
        Some(Source {
            name: "Last tier".to_owned(),
            value: tier.title.clone(),
            kind: SourceKind::Declared,
            source: "The catalog's size tiers".to_owned(),
            page: tier.page,
            subject: None,
            number: None,
        })
    }

    fn evidence_winner(&self, evidence: usize) -> Option<Draft> {
        let weighing = self.assessment.weighings.iter().find(|w| w.evidence == evidence)?;
        let other = weighing.evidence != self.setting.evidence;
        let there = |subject: Subject| {
            if other {
                subject.within(Case::Evidence(evidence))
            } else {
                subject
            }
        };
        let mut draft = Draft::new("the highest total among the options that pass their gates");
        let conditions = self
            .catalog
            .evidence
            .get(evidence)
            .map_or("", |set| set.conditions.as_str());
        draft.note(conditions);
        let mut totals = Vec::new();
        for option in &weighing.ranking {
            let total = weighing.options.get(*option)?.total;
            totals.push(total);
            draft.mention(self.elsewhere(there(Subject::Total(*option)), total, Unit::Plain));
        }
        for (option, assessed) in weighing.options.iter().enumerate() {
            if let Some(gate) = assessed.felled_by() {
                let subject = there(Subject::Gate {
                    option,
                    gate: gate.gate,
                });
                draft.mention(self.elsewhere_in_words(subject, gate.state.id()));
            }
        }
        // Ties within rounding are shown as equal.
        let mut arithmetic = totals
            .first()
            .map_or_else(|| "none passes".to_owned(), |x| words::precise(*x));
        for pair in totals.windows(2) {
            let sign = if words::precise(pair[0]) == words::precise(pair[1]) {
                ">="
            } else {
                ">"
            };
            arithmetic = format!("{arithmetic} {sign} {}", words::precise(pair[1]));
        }
        Some(draft.compares(arithmetic))
    }

    /// A word that is explained in another case.
    pub(super) fn elsewhere_in_words(&self, subject: Subject, value: &str) -> Source {
        Source {
            value: value.to_owned(),
            number: None,
            ..self.elsewhere(subject, 0.0, Unit::Plain)
        }
    }

    /// An input that is explained in another case.
    pub(super) fn elsewhere(&self, subject: Subject, number: f64, unit: Unit) -> Source {
        Source {
            name: words::sentence_case(&self.name(&subject)),
            value: unit.text(number, self.currency()),
            kind: SourceKind::Computed,
            source: String::new(),
            page: None,
            subject: Some(subject),
            number: Some(number),
        }
    }
}

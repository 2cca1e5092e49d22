//! What an answer is worth, and choosing over scenarios.

use super::{
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::{Case, Subject},
    unit::Unit,
};
use crate::weigh::{robust::evpi, span::from_len, words};

impl Teller<'_> {
    pub(super) fn tell_choosing(&self, subject: &Subject) -> Option<Draft> {
        match *subject {
            Subject::QuestionValue(question) => self.question_value(question),
            Subject::CouldChange => self.could_change(),
            Subject::Payoff { option, scenario } => self.payoff(option, scenario),
            Subject::Regret { option, scenario } => self.regret(option, scenario),
            Subject::WorstPayoff(option) => self.over_scenarios(option, false),
            Subject::MaxRegret(option) => self.over_scenarios(option, true),
            _ => None,
        }
    }

    /// An input that is explained in another case.
    pub(super) fn leaf_elsewhere(&self, subject: Subject, number: f64, unit: Unit) -> Leaf {
        let digits = unit.digits(number, self.currency());
        Leaf::new(self.elsewhere(subject, number, unit), digits)
    }

    /// `sum over the likely answers of what the best option is ahead of the one chosen without knowing / number of answers`.
    fn question_value(&self, question: usize) -> Option<Draft> {
        let found = self
            .robustness?
            .questions
            .iter()
            .find(|value| value.question == question)?;
        let mut draft = Draft::new(
            "mean over the likely answers of (best total then - total then of the option that is best on average); \
             an option that a gate rules out counts as 0",
        );
        let likely: Vec<usize> = (0..found.answers.len())
            .filter(|at| found.answers[*at].likely)
            .collect();
        let payoff = |at: usize, option: usize| {
            let answer = &found.answers[at];
            if answer.ruled_out[option] {
                0.0
            } else {
                answer.totals[option]
            }
        };
        let options = self.weighing.options.len();
        let rows: Vec<Vec<f64>> = likely
            .iter()
            .map(|at| (0..options).map(|option| payoff(*at, option)).collect())
            .collect();
        if rows.is_empty() {
            draft.note("No answer changes any weight, score or gate.");
            draft.mention(self.open_question(question));
            return Some(draft.comes_to(Term::number(0.0)));
        }
        let value = evpi::over_answers(&rows, &vec![1.0; rows.len()]).ok()?;
        draft.note(format!("Best on average: {}.", self.option(value.without)));
        let mut gains = Vec::new();
        for (at, row) in likely.iter().zip(&rows) {
            let best = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let first = row.iter().position(|x| *x >= best)?;
            if row[value.without] >= best {
                continue;
            }
            let case = Case::Answer { question, answer: *at };
            let mut total = |option: usize| {
                let answer = &found.answers[*at];
                if answer.ruled_out[option] {
                    draft.note(format!(
                        "If it is {}, a gate rules {} out.",
                        answer.label,
                        self.option(option)
                    ));
                    return Term::number(0.0);
                }
                let subject = Subject::Total(option).within(case);
                draft.take(self.leaf_elsewhere(subject, answer.totals[option], Unit::Plain))
            };
            gains.push(total(first) - total(value.without));
        }
        let mut count = self.declared(
            "Likely answers",
            from_len(rows.len()),
            Unit::Plain,
            self.catalog.questions.get(question)?.ask.clone(),
        );
        let labels: Vec<&str> = likely.iter().map(|at| found.answers[*at].label.as_str()).collect();
        count.source.value = format!("{}: {}", rows.len(), labels.join("; "));
        let count = draft.take(count);
        if gains.is_empty() {
            draft.note("The same option is best whatever the answer.");
        }
        Some(draft.comes_to(Term::sum(gains) / count))
    }

    /// A question that is open, as an input.
    pub(super) fn open_question(&self, question: usize) -> super::answer::Source {
        let asked = self.catalog.questions.get(question);
        let ask = asked.map_or_else(String::new, |asked| asked.ask.clone());
        let mut source = self
            .declared(
                words::sentence_case(&self.question_title(question)),
                0.0,
                Unit::Plain,
                ask,
            )
            .source;
        "open".clone_into(&mut source.value);
        source.number = None;
        source.page = asked.and_then(|asked| asked.page);
        source
    }

    fn could_change(&self) -> Option<Draft> {
        let sure = self.robustness?;
        let mut draft = Draft::new("number of open questions with an answer that, alone, changes who comes first");
        draft.mention(
            self.declared(
                "Open questions",
                from_len(self.assessment.unanswered.len()),
                Unit::Plain,
                "Questions that are asked and not answered",
            )
            .source,
        );
        for value in &sure.questions {
            draft.mention(self.computed(Subject::QuestionValue(value.question))?.source);
            if !value.can_change {
                continue;
            }
            let changing = value
                .answers
                .iter()
                .enumerate()
                .find(|(_, answer)| answer.winner.is_some() && answer.winner != self.weighing.winner);
            if let Some((_, answer)) = changing
                && let Some(winner) = answer.winner
            {
                draft.note(format!(
                    "{}: {} puts {} first.",
                    words::sentence_case(&self.question_title(value.question)),
                    answer.label,
                    self.option(winner)
                ));
            }
        }
        if sure.questions.is_empty() {
            draft.note("Every question that is asked is answered.");
        }
        Some(draft.compares(String::new()))
    }

    fn payoff(&self, option: usize, scenario: usize) -> Option<Draft> {
        let regret = self.robustness?.regret.as_ref()?;
        let mut draft = Draft::new("total with the scenario's own answers and weights");
        let case = Case::Scenario(scenario);
        let total = *regret.payoffs.get(option)?.get(scenario)?;
        let term = draft.take(self.leaf_elsewhere(Subject::Total(option).within(case), total, Unit::Plain));
        if *regret.ruled_out.get(option)?.get(scenario)? {
            let rank = Subject::Rank(option).within(case);
            draft.mention(self.elsewhere_in_words(rank, "ruled out"));
            draft.note("A gate rules it out there; its total is kept.");
        }
        Some(draft.comes_to(term))
    }

    fn regret(&self, option: usize, scenario: usize) -> Option<Draft> {
        let mut draft = Draft::new("best total of any option in the scenario - own total there");
        let mut all = Vec::new();
        for other in 0..self.weighing.options.len() {
            let payoff = Subject::Payoff {
                option: other,
                scenario,
            };
            all.push(draft.take(self.computed(payoff)?));
        }
        let own = all.get(option)?.clone();
        Some(draft.comes_to(Term::largest(all) - own))
    }

    fn over_scenarios(&self, option: usize, regrets: bool) -> Option<Draft> {
        let mut draft = Draft::new(if regrets {
            "the greatest regret over the scenarios"
        } else {
            "the least total over the scenarios"
        });
        let mut all = Vec::new();
        for scenario in 0..self.catalog.scenarios.len() {
            let subject = if regrets {
                Subject::Regret { option, scenario }
            } else {
                Subject::Payoff { option, scenario }
            };
            all.push(draft.take(self.computed(subject)?));
        }
        let term = if regrets {
            Term::largest(all)
        } else {
            Term::smallest(all)
        };
        Some(draft.comes_to(term))
    }
}

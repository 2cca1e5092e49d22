//! How sure it is: what each of these numbers comes to, the verdict's word, and the inputs of other cases.

use super::{
    teller::{Draft, Shown, Teller},
    types::{Case, Subject},
    unit::Unit,
};
use crate::{
    catalog::QuestionKind,
    profile::Answer,
    weigh::{
        Robustness, VerdictKind,
        inputs::{Given, Inputs},
        robustness::{Swung, halved_and_doubled},
        span::from_len,
        weigh_inputs, words,
    },
};

/// The inputs of another case than that of another evidence set.
pub(super) fn varied<'a>(inputs: &Inputs<'a>, robustness: &Robustness, case: Case) -> Option<Inputs<'a>> {
    match case {
        Case::Evidence(_) => None,
        Case::Scenario(scenario) => inputs.in_scenario(scenario),
        Case::Answer { question, answer } => {
            let value = robustness.questions.iter().find(|value| value.question == question)?;
            let given = given(inputs, question, &value.answers.get(answer)?.answer)?;
            Some(inputs.answering([(question, given)]))
        }
        Case::Swing { swing, high } => swung(inputs, robustness, swing, high),
    }
}

fn swung<'a>(inputs: &Inputs<'a>, robustness: &Robustness, swing: usize, high: bool) -> Option<Inputs<'a>> {
    let found = robustness.tornado.get(swing)?;
    match found.what {
        Swung::Score { option, criterion } => {
            // Ranges that stem from open questions are not the scores' own.
            let settled = weigh_inputs(&inputs.settled());
            let span = settled.chosen().options.get(option)?.scores.get(criterion)?.span;
            Some(inputs.scoring(option, criterion, if high { span.high } else { span.low }))
        }
        Swung::Figure { figure, option } => {
            let figure = inputs.catalog.figures.get(figure)?;
            let value = option.map_or(figure.value.as_ref(), |option| figure.of.get(option)?.as_ref())?;
            Some(inputs.swinging(value, high))
        }
        Swung::Answered { question } => {
            let asked = inputs.catalog.questions.get(question)?;
            let [half, twice] = halved_and_doubled(asked, inputs.number(question)?);
            let x = if high { twice } else { half };
            Some(inputs.answering([(question, Given::Number(x))]))
        }
        Swung::Open { question } => {
            let label = if high { &found.high.label } else { &found.low.label };
            let value = robustness.questions.iter().find(|value| value.question == question)?;
            let effect = value.answers.iter().find(|answer| answer.label == *label)?;
            Some(inputs.answering([(question, given(inputs, question, &effect.answer)?)]))
        }
    }
}

fn given(inputs: &Inputs, question: usize, answer: &Answer) -> Option<Given> {
    match (answer, &inputs.catalog.questions.get(question)?.kind) {
        (Answer::Number(x), QuestionKind::Number { .. }) => Some(Given::Number(*x)),
        (Answer::Choice(id), QuestionKind::Choice(choices)) => {
            choices.iter().position(|choice| choice.id == *id).map(Given::Choice)
        }
        _ => None,
    }
}

impl Teller<'_> {
    pub(super) fn tell_sure(&self, subject: &Subject) -> Option<Draft> {
        self.tell_flips(subject)
            .or_else(|| self.tell_draws(subject))
            .or_else(|| self.tell_choosing(subject))
    }

    /// What a number of the robustness comes to.
    pub(super) fn sure_number(&self, subject: &Subject) -> Option<Shown> {
        let sure = self.robustness?;
        if self.case.is_some() {
            return None;
        }
        let (x, unit) = match *subject {
            Subject::Stability { criterion, high } => {
                let found = sure.stability.iter().find(|found| found.criterion == criterion)?;
                (if high { found.high } else { found.low }, Unit::Percent)
            }
            Subject::LeadOver(option) => (self.lead_over(option)?, Unit::Plain),
            Subject::LeadWithout { criterion, rival } => (self.lead_without(criterion, rival)?, Unit::Plain),
            Subject::JointMove => (sure.joint_move.as_ref()?.l1, Unit::Plain),
            Subject::Moved(criterion) => {
                let found = sure.joint_move.as_ref()?;
                let given = found.from.iter().find(|(from, _)| *from == criterion);
                let taken = || found.from.iter().map(|(_, share)| share).sum();
                let moved = given.map_or_else(|| (found.to == criterion).then(taken), |(_, share)| Some(*share));
                (moved?, Unit::Percent)
            }
            Subject::ScoreToTie { option, criterion } => {
                let found = sure.score_to_tie.get(option)?.get(criterion)?.as_ref()?;
                (found.gain, Unit::Plain)
            }
            Subject::Swing { swing, high } => {
                let found = sure.tornado.get(swing)?;
                let end = if high { &found.high } else { &found.low };
                (end.margin, Unit::Signed)
            }
            Subject::ClosedForm => (sure.closed_form?, Unit::Percent),
            Subject::QuestionValue(question) => {
                let found = sure.questions.iter().find(|value| value.question == question)?;
                (found.value, Unit::Plain)
            }
            Subject::CouldChange => (from_len(sure.could_change), Unit::Named("questions")),
            Subject::Payoff { option, scenario } => {
                (*sure.regret.as_ref()?.payoffs.get(option)?.get(scenario)?, Unit::Plain)
            }
            Subject::Regret { option, scenario } => {
                (*sure.regret.as_ref()?.regrets.get(option)?.get(scenario)?, Unit::Plain)
            }
            Subject::WorstPayoff(option) => (*sure.regret.as_ref()?.worst.get(option)?, Unit::Plain),
            Subject::MaxRegret(option) => (*sure.regret.as_ref()?.max_regret.get(option)?, Unit::Plain),
            Subject::Correlation(overlap) => (sure.overlaps.get(overlap)?.correlation?, Unit::Plain),
            Subject::MarginWithout { overlap, second } => {
                let without = &sure.overlaps.get(overlap)?.without[usize::from(second)];
                (without.margin?, Unit::Plain)
            }
            _ => (Self::drawn_number(sure, subject)?, Unit::Percent),
        };
        Some(Shown::Number(x, unit))
    }

    fn drawn_number(sure: &Robustness, subject: &Subject) -> Option<f64> {
        let sampled = sure.sampled.as_ref()?;
        match *subject {
            Subject::RankShare { option, rank } => sampled.rank_acceptability.get(option)?.get(rank).copied(),
            Subject::RuledOutShare(option) => sampled.ruled_out.get(option).copied(),
            Subject::NoneShare => Some(sampled.none),
            Subject::StandardError(option) => sampled.first_error.get(option).copied(),
            Subject::Pairwise { option, rival } => sampled.pairwise.get(option)?.get(rival).copied(),
            Subject::CentralWeight { option, criterion } => {
                sampled.central_weights.get(option)?.as_ref()?.get(criterion).copied()
            }
            Subject::Confidence(option) => *sampled.confidence.get(option)?,
            Subject::SetShare { set, option } => {
                let found = sure.sets.iter().find(|found| found.set == set)?;
                found.first.get(option).copied()
            }
            Subject::SetError { set, option } => {
                let found = sure.sets.iter().find(|found| found.set == set)?;
                found.error.get(option).copied()
            }
            _ => None,
        }
    }

    /// The winner's total less another's.
    pub(super) fn lead_over(&self, option: usize) -> Option<f64> {
        let winner = self.weighing.winner?;
        (option != winner).then_some(self.of(winner)?.total - self.of(option)?.total)
    }

    /// The verdict's word: which thresholds are met.
    pub(super) fn verdict(&self) -> Option<Draft> {
        let verdict = self.robustness.map_or(&self.assessment.verdict, |sure| &sure.verdict);
        let mut draft = Draft::new(self.verdict_rule());
        if let (Some(winner), Some(second)) = (self.weighing.winner, self.weighing.runner_up) {
            for option in [winner, second] {
                draft.mention(self.computed(Subject::Total(option))?.source);
            }
        }
        for (option, assessed) in self.weighing.options.iter().enumerate() {
            if let Some(gate) = assessed.felled_by() {
                let gate = gate.gate;
                draft.mention(self.computed(Subject::Gate { option, gate })?.source);
            }
        }
        let compared = self.thresholds(&mut draft);
        let drawn = self.robustness.is_some_and(|sure| sure.sampled.is_some());
        let (why, arithmetic) = match verdict.kind {
            VerdictKind::NoGoodOption => ("No option passes its gates.", "no option passes".to_owned()),
            _ if !self.weighing.tied.is_empty() => ("The first are tied.", self.tie()),
            _ if self.weighing.ranking.len() == 1 && !drawn => (
                "It is the only option that its gates leave.",
                "one option passes".to_owned(),
            ),
            VerdictKind::Dominant => ("No other option scores higher on any criterion that counts.", compared),
            _ if self.weighing.ranking.len() == 1 => ("It is the only option that its gates leave now.", compared),
            _ => ("", compared),
        };
        draft.note(why);
        Some(draft.compares(arithmetic))
    }

    fn tie(&self) -> String {
        let first = self
            .weighing
            .winner
            .into_iter()
            .chain(self.weighing.tied.iter().copied());
        let totals: Vec<String> = first
            .filter_map(|option| Some(words::precise(self.of(option)?.total)))
            .collect();
        totals.join(" = ")
    }

    fn verdict_rule(&self) -> &'static str {
        if self.robustness.is_some_and(|sure| sure.sampled.is_some()) {
            "dominant: no other option scores higher on any criterion, and first in the share of draws that clear asks for; \
             clear: first in that share, and the smallest change of weights that makes a tie is as large as clear asks for; \
             leaning: first in the share that leaning asks for; else too close to call"
        } else {
            "without draws: dominant where no weights make a tie, else clear or leaning by the smallest change of weights that \
             makes one; else too close to call"
        }
    }

    /// The comparisons with the catalog's thresholds.
    fn thresholds(&self, draft: &mut Draft) -> String {
        const SOURCE: &str = "The catalog's thresholds of a verdict";
        let limits = &self.catalog.thresholds;
        let mut all = Vec::new();
        let mut against = |draft: &mut Draft, (x, unit): (f64, Unit), name: &str, limit: f64| {
            draft.mention(self.declared(name, limit, unit, SOURCE).source);
            let sign = if x >= limit { ">=" } else { "<" };
            let digits = |x: f64| unit.digits(x, self.currency());
            all.push(format!("{} {sign} {}", digits(x), digits(limit)));
        };
        let joint = self.computed(Subject::JointMove);
        let moved = joint.as_ref().and_then(|leaf| leaf.source.number);
        if let Some(joint) = joint {
            draft.mention(joint.source);
        }
        let first = self
            .weighing
            .winner
            .and_then(|option| self.computed(Subject::RankShare { option, rank: 0 }));
        if let Some(leaf) = first {
            let share = (leaf.source.number.unwrap_or_default(), Unit::Percent);
            draft.mention(leaf.source);
            against(draft, share, "Share of draws for clear", limits.clear_share);
            against(draft, share, "Share of draws for leaning", limits.leaning_share);
        } else if let Some(moved) = moved {
            against(
                draft,
                (moved, Unit::Plain),
                "Change of weights for leaning",
                limits.leaning_move,
            );
        }
        match moved {
            Some(moved) => against(
                draft,
                (moved, Unit::Plain),
                "Change of weights for clear",
                limits.clear_move,
            ),
            None => draft.note("No change of weights makes a tie."),
        }
        all.join("; ")
    }
}

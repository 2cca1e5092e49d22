//! Shares that were counted in draws, and the one that is exact.

use super::{
    answer::SourceKind,
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::Subject,
    unit::Unit,
};
use crate::weigh::{
    robust::closed_form,
    robustness::{Sampled, WeightSetKind},
    words,
};

/// Differences nearer than this part of the largest make the printed sum useless: it cancels.
const FAR_ENOUGH: f64 = 0.02;

impl Teller<'_> {
    pub(super) fn tell_draws(&self, subject: &Subject) -> Option<Draft> {
        let sure = self.robustness?;
        if *subject == Subject::ClosedForm {
            return self.closed_form(WeightSetKind::Any);
        }
        let sampled = sure.sampled.as_ref()?;
        match *subject {
            Subject::Drawing(set) => self.drawing(set),
            Subject::RankShare { .. } => self.counted(sampled, subject, "draws in which it has this rank / draws"),
            Subject::RuledOutShare(_) => self.counted(sampled, subject, "draws in which a gate rules it out / draws"),
            Subject::Pairwise { .. } => self.counted(
                sampled,
                subject,
                "draws in which it is above the other, ties counting half / draws",
            ),
            Subject::NoneShare => self.seen(
                sampled,
                subject,
                "sets of possible answers with which no option passes / all that were tried",
            ),
            Subject::CentralWeight { .. } => self.seen(
                sampled,
                subject,
                "mean of the share over the draws in which the option is first",
            ),
            Subject::Confidence(_) => self.seen(
                sampled,
                subject,
                "draws of scores and answers in which the option is first at its central weights / draws",
            ),
            Subject::StandardError(option) => self.error(sampled, subject, option, sampled.draws, sampled.worlds),
            Subject::SetShare { set, option } => self.set_share(sampled, subject, set, option),
            Subject::SetError { set, option } => {
                let found = sure.sets.iter().find(|found| found.set == set)?;
                if found.draws == 0 {
                    let mut draft = Draft::new("an exact share has no error");
                    draft.mention(self.computed(Subject::SetShare { set, option })?.source);
                    return Some(draft.comes_to(Term::number(0.0)));
                }
                self.error(sampled, subject, option, found.draws, sampled.worlds)
            }
            _ => None,
        }
    }

    /// Where draws start, and what they are made from.
    fn drawn_from(&self, draft: &mut Draft, sampled: &Sampled, set: WeightSetKind) {
        let seed = self.profile.seed;
        let own = "The seed in the profile: the same seed gives the same draws";
        let otherwise = "The profile names no seed: the same draws every time";
        #[expect(clippy::cast_precision_loss, reason = "shown as its digits")]
        let number = sampled.seed as f64;
        let mut leaf = self.declared(
            "Seed",
            number,
            Unit::Plain,
            if seed.is_some() { own } else { otherwise },
        );
        leaf.source.value = sampled.seed.to_string();
        draft.mention(leaf.source);
        if let Some(drawing) = self.computed(Subject::Drawing(set)) {
            draft.mention(drawing.source);
        }
        if sampled.worlds > 1 {
            draft.note(format!(
                "Open questions are answered at random: {} combinations of answers share the draws.",
                sampled.worlds
            ));
        }
    }

    /// What a draw takes.
    fn drawing(&self, set: WeightSetKind) -> Option<Draft> {
        let sure = self.robustness?;
        let mut draft = Draft::new(match set {
            WeightSetKind::Any => "any weights at all that sum to 1, each as likely as any other",
            WeightSetKind::Ordered => "any weights in the present order, each as likely as any other",
            WeightSetKind::Band => {
                "each weight uniform between half and twice its share, then all brought to a sum of 1"
            }
        });
        if set != WeightSetKind::Any {
            for criterion in self.criteria() {
                draft.mention(self.computed(Subject::Share(criterion))?.source);
            }
        }
        let mut uncertain = false;
        for option in 0..self.weighing.options.len() {
            draft.mention(self.computed(Subject::Total(option))?.source);
            for criterion in self.criteria().filter(|c| self.is_uncertain(option, *c)) {
                uncertain = true;
                draft.mention(self.computed(Subject::Score { option, criterion })?.source);
            }
        }
        draft.note(if uncertain {
            "Scores with a range are drawn within it, the others are as they are."
        } else {
            "No score has a range: all are as they are."
        });
        for value in sure.questions.iter().filter(|value| !value.answers.is_empty()) {
            draft.mention(self.open_question(value.question));
        }
        Some(draft.compares(set.words()))
    }

    fn is_uncertain(&self, option: usize, criterion: usize) -> bool {
        let score = self.of(option).and_then(|o| o.scores.get(criterion));
        score.is_some_and(|score| !score.span.is_point())
    }

    /// A number that was counted, or averaged, while drawing.
    fn drawn(&self, name: &str, number: f64, unit: Unit, sampled: &Sampled) -> Leaf {
        let source = format!(
            "Counted in {} draws with seed {}",
            words::number(f64::from(sampled.draws)),
            sampled.seed
        );
        let mut leaf = self.declared(name, number, unit, source);
        leaf.source.kind = SourceKind::Drawn;
        leaf
    }

    fn draws(&self, draws: u32) -> Leaf {
        self.declared("Draws", f64::from(draws), Unit::Plain, "As many as were asked for")
    }

    fn counted(&self, sampled: &Sampled, subject: &Subject, formula: &str) -> Option<Draft> {
        let share = self.number(subject)?;
        let mut draft = Draft::new(formula);
        let of = self.draws(sampled.draws);
        let count = self.drawn("Such draws", share * f64::from(sampled.draws), Unit::Plain, sampled);
        let term = draft.take(count) / draft.take(of);
        self.drawn_from(&mut draft, sampled, sampled.set);
        Some(draft.comes_to(term))
    }

    fn seen(&self, sampled: &Sampled, subject: &Subject, formula: &str) -> Option<Draft> {
        let mut draft = Draft::new(formula);
        let name = words::sentence_case(&self.name(subject));
        let term = draft.take(self.drawn(&name, self.number(subject)?, Unit::Percent, sampled));
        self.drawn_from(&mut draft, sampled, sampled.set);
        Some(draft.comes_to(term))
    }

    fn error(&self, sampled: &Sampled, subject: &Subject, option: usize, draws: u32, worlds: u32) -> Option<Draft> {
        let set = match subject {
            Subject::SetError { set, .. } => *set,
            _ => sampled.set,
        };
        let share = if set == sampled.set {
            Subject::RankShare { option, rank: 0 }
        } else {
            Subject::SetShare { set, option }
        };
        if worlds > 1 {
            let mut draft = Draft::new(
                "sqrt(sum over the k combinations of answers of (first ranks there - share x draws there)^2 x k / (k - 1)) / draws: \
                 the spread between them, which holds that of the draws within",
            );
            draft.mention(self.computed(share)?.source);
            draft.mention(self.computed(Subject::Drawing(set))?.source);
            let name = words::sentence_case(&self.name(subject));
            let term = draft.take(self.drawn(&name, self.number(subject)?, Unit::Percent, sampled));
            return Some(draft.comes_to(term));
        }
        let mut draft = Draft::new("sqrt(share x (1 - share) / draws)");
        let p = draft.take(self.computed(share)?);
        let n = draft.take(self.draws(draws));
        let term = (p.clone() * (Term::number(1.0) - p) / n).sqrt();
        Some(draft.comes_to(term))
    }

    fn set_share(&self, sampled: &Sampled, subject: &Subject, set: WeightSetKind, option: usize) -> Option<Draft> {
        let found = self.robustness?.sets.iter().find(|found| found.set == set)?;
        if found.draws == 0 {
            return self.exact(set, option);
        }
        let mut draft = Draft::new("draws in which the option is first / draws");
        let share = self.number(subject)?;
        let mut count = self.drawn("Such draws", share * f64::from(found.draws), Unit::Plain, sampled);
        count.source.source = format!(
            "Counted in {} draws with seed {}",
            words::number(f64::from(found.draws)),
            sampled.seed
        );
        let term = draft.take(count) / draft.take(self.draws(found.draws));
        self.drawn_from(&mut draft, sampled, set);
        Some(draft.comes_to(term))
    }

    /// A share of a set of weights that needs no draws.
    fn exact(&self, set: WeightSetKind, option: usize) -> Option<Draft> {
        let mut draft = Draft::new("the part of all such weights for which the option's total is higher, exactly");
        let passing = &self.weighing.ranking;
        for other in passing {
            for criterion in 0..self.catalog.criteria.len() {
                let score = self.computed(Subject::Score {
                    option: *other,
                    criterion,
                })?;
                draft.mention(score.source);
            }
        }
        if !passing.contains(&option) {
            draft.note("A gate rules it out.");
        } else if passing.len() == 1 {
            draft.note("It is the only option that its gates leave.");
        }
        draft.note(format!("Over {}.", set.words()));
        Some(draft.compares(String::new()))
    }

    /// Share of all weights for which the winner is ahead of the one rival.
    fn closed_form(&self, set: WeightSetKind) -> Option<Draft> {
        self.robustness?.closed_form?;
        let winner = self.weighing.winner?;
        let rival = self.weighing.ranking.iter().copied().find(|option| *option != winner)?;
        let mut draft = Draft::new(
            "sum over the criteria with d > 0 of the product over all others of d / (d - d of the other), \
             with d the winner's score less the rival's",
        );
        let mut d = Vec::new();
        for criterion in 0..self.catalog.criteria.len() {
            let score = |option| Subject::Score { option, criterion };
            let own = draft.take(self.computed(score(winner))?);
            let other = draft.take(self.computed(score(rival))?);
            d.push(own.value() - other.value());
        }
        draft.note(format!("Over {}.", set.words()));
        let widest = d.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        let apart = d
            .iter()
            .enumerate()
            .all(|(at, x)| d[..at].iter().all(|y| (x - y).abs() > FAR_ENOUGH * widest));
        if !apart {
            draft.note("Differences that are equal or close make that sum cancel; it is computed by Varsi's recursion instead.");
            let again = closed_form::win_share(&d)?;
            return Some(draft.compares(Unit::Percent.text(again, self.currency())));
        }
        let terms = d.iter().enumerate().filter(|(_, x)| **x > 0.0).map(|(j, x)| {
            let others = d.iter().enumerate().filter(|(k, _)| *k != j);
            let factors = others.map(|(_, y)| Term::number(*x) / (Term::number(*x) - Term::number(*y)));
            factors.reduce(|a, b| a * b).unwrap_or_else(|| Term::number(1.0))
        });
        let term = Term::sum(terms);
        Some(draft.comes_to(term))
    }
}

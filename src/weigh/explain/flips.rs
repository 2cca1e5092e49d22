//! What would flip the winner: a weight, several weights, a score, an uncertain input, a criterion left out.

use super::{
    sure::varied,
    teller::{Draft, Teller},
    term::Term,
    types::{Case, Subject},
    unit::Unit,
};
use crate::weigh::{robustness::Swung, span::from_len, weigh_inputs, words};

impl Teller<'_> {
    pub(super) fn tell_flips(&self, subject: &Subject) -> Option<Draft> {
        match *subject {
            Subject::Stability { criterion, high } => self.stability(criterion, high),
            Subject::LeadOver(option) => self.lead(option),
            Subject::LeadWithout { criterion, rival } => self.lead_elsewhere(criterion, rival),
            Subject::JointMove => self.joint_move(),
            Subject::Moved(criterion) => self.moved(criterion),
            Subject::ScoreToTie { option, criterion } => self.score_to_tie(option, criterion),
            Subject::Swing { swing, high } => self.swing(swing, high),
            Subject::Correlation(overlap) => self.correlation(overlap),
            Subject::MarginWithout { overlap, second } => self.margin_without(overlap, second),
            _ => None,
        }
    }

    fn score_of(&self, option: usize, criterion: usize) -> Option<f64> {
        Some(self.of(option)?.scores.get(criterion)?.value)
    }

    /// The winner's score less another's, with both as inputs.
    fn ahead(&self, draft: &mut Draft, rival: usize, criterion: usize) -> Option<Term> {
        let winner = self.weighing.winner?;
        self.difference(draft, winner, rival, criterion)
    }

    fn difference(&self, draft: &mut Draft, a: usize, b: usize, criterion: usize) -> Option<Term> {
        let score = |option| Subject::Score { option, criterion };
        let first = draft.take(self.computed(score(a))?);
        let second = draft.take(self.computed(score(b))?);
        Some(first - second)
    }

    /// The winner's lead over a rival as if a criterion had no weight and the others kept their ratios.
    pub(super) fn lead_without(&self, criterion: usize, rival: usize) -> Option<f64> {
        let winner = self.weighing.winner?;
        if rival == winner {
            return None;
        }
        let count = self.assessment.weights.len();
        let ahead = |c: usize| Some(self.score_of(winner, c)? - self.score_of(rival, c)?);
        if count == 1 {
            return ahead(criterion);
        }
        let others = (0..count).filter(|c| *c != criterion);
        let rest: f64 = others.clone().map(|c| self.assessment.weights[c].share).sum();
        let mut sum = 0.0;
        for c in others {
            let share = if rest > 0.0 {
                self.assessment.weights[c].share
            } else {
                1.0
            };
            sum += share * ahead(c)?;
        }
        Some(sum / if rest > 0.0 { rest } else { from_len(count - 1) })
    }

    fn lead(&self, option: usize) -> Option<Draft> {
        let mut draft = Draft::new("total of the winner - total of the other");
        let best = draft.take(self.computed(Subject::Total(self.weighing.winner?))?);
        let other = draft.take(self.computed(Subject::Total(option))?);
        Some(draft.comes_to(best - other))
    }

    fn lead_elsewhere(&self, criterion: usize, rival: usize) -> Option<Draft> {
        let count = self.assessment.weights.len();
        let others: Vec<usize> = (0..count).filter(|c| *c != criterion).collect();
        if others.is_empty() {
            let mut draft = Draft::new("score of the winner - score of the other; there is only one criterion");
            let term = self.ahead(&mut draft, rival, criterion)?;
            return Some(draft.comes_to(term));
        }
        let rest: f64 = others.iter().map(|c| self.assessment.weights[*c].share).sum();
        let mut draft = Draft::new(
            "sum over the other criteria of share x (score of the winner - score of the other) / sum of their shares",
        );
        let (mut sum, mut shares) = (Vec::new(), Vec::new());
        for c in others {
            let ahead = self.ahead(&mut draft, rival, c)?;
            if rest > 0.0 {
                let share = draft.take(self.computed(Subject::Share(c))?);
                shares.push(share.clone());
                sum.push(share * ahead);
            } else {
                shares.push(Term::number(1.0));
                sum.push(ahead);
            }
        }
        if rest <= 0.0 {
            "mean over the other criteria of score of the winner - score of the other, as they have no weight to share by"
                .clone_into(&mut draft.formula);
        }
        Some(draft.comes_to(Term::sum(sum) / Term::sum(shares)))
    }

    fn stability(&self, criterion: usize, high: bool) -> Option<Draft> {
        let sure = self.robustness?;
        let found = sure.stability.iter().find(|found| found.criterion == criterion)?;
        let rival = if high { found.high_winner } else { found.low_winner };
        let mut draft = Draft::new(
            "share t at which the winner's lead t d + (1 - t) r is 0: t = r / (r - d), with d the lead on this criterion \
             and r the lead on all others, which keep their ratios",
        );
        let Some(rival) = rival else {
            // Nobody takes over: at this end the winner leads everyone.
            let end = if high { "100 %" } else { "0 %" };
            "the winner's lead over every other option stays at least 0 up to this end".clone_into(&mut draft.formula);
            for rival in self
                .weighing
                .ranking
                .iter()
                .copied()
                .filter(|o| Some(*o) != self.weighing.winner)
            {
                if high {
                    self.ahead(&mut draft, rival, criterion)?;
                } else {
                    draft.take(self.computed(Subject::LeadWithout { criterion, rival })?);
                }
            }
            draft.note("Nobody takes over on this side.");
            return Some(draft.compares(end));
        };
        draft.note(format!("There {} takes over.", self.option(rival)));
        if self.lead_over(rival)? <= crate::weigh::robust::TIE {
            "the two are tied: at the present share".clone_into(&mut draft.formula);
            let share = draft.take(self.computed(Subject::Share(criterion))?);
            draft.mention(self.computed(Subject::LeadOver(rival))?.source);
            return Some(draft.comes_to(share));
        }
        let rest = draft.take(self.computed(Subject::LeadWithout { criterion, rival })?);
        let here = self.ahead(&mut draft, rival, criterion)?;
        Some(draft.comes_to(rest.clone() / (rest - here)))
    }

    /// Criteria that give in the smallest joint move, in the order of the winner's advantage.
    fn givers(&self) -> Option<Vec<usize>> {
        let found = self.robustness?.joint_move.as_ref()?;
        let winner = self.weighing.winner?;
        let ahead = |c: usize| {
            let scores = (self.score_of(winner, c), self.score_of(found.rival, c));
            scores.0.zip(scores.1).map_or(0.0, |(a, b)| a - b)
        };
        let mut givers: Vec<usize> = found.from.iter().map(|(c, _)| *c).collect();
        givers.sort_by(|a, b| ahead(*b).total_cmp(&ahead(*a)).then(a.cmp(b)));
        Some(givers)
    }

    fn joint_move(&self) -> Option<Draft> {
        let found = self.robustness?.joint_move.as_ref()?;
        let mut draft = Draft::new("2 x sum of the shares that change hands: what is taken is given");
        let mut terms = Vec::new();
        for criterion in self.givers()? {
            terms.push(draft.take(self.computed(Subject::Moved(criterion))?));
        }
        if terms.is_empty() {
            draft.mention(self.computed(Subject::LeadOver(found.rival))?.source);
            draft.note("The two are tied: nothing need change hands.");
            return Some(draft.compares(String::new()));
        }
        draft.note(format!(
            "{} of 100 points of weight change hands, to {}; then {} ties.",
            words::precise(found.l1 * 50.0),
            self.criterion(found.to),
            self.option(found.rival)
        ));
        Some(draft.comes_to(Term::number(2.0) * Term::sum(terms)))
    }

    fn moved(&self, criterion: usize) -> Option<Draft> {
        let found = self.robustness?.joint_move.as_ref()?;
        let givers = self.givers()?;
        if criterion == found.to {
            let mut draft = Draft::new("sum of what the others give");
            let mut terms = Vec::new();
            for giver in givers {
                terms.push(draft.take(self.computed(Subject::Moved(giver))?));
            }
            return Some(draft.comes_to(Term::sum(terms)));
        }
        let at = givers.iter().position(|giver| *giver == criterion)?;
        let share = self.computed(Subject::Share(criterion))?;
        if at + 1 < givers.len() {
            let mut draft = Draft::new("all of its share, as the winner's advantage is greatest here");
            let term = draft.take(share);
            return Some(draft.comes_to(term));
        }
        let mut draft = Draft::new(
            "what is left of the lead / (the winner's advantage here - its advantage on the criterion that takes); \
             each share that changes hands narrows the lead by that difference",
        );
        let mut left = draft.take(self.computed(Subject::LeadOver(found.rival))?);
        let gains = self.ahead(&mut draft, found.rival, found.to)?;
        for giver in &givers[..at] {
            let given = draft.take(self.computed(Subject::Moved(*giver))?);
            let ahead = self.ahead(&mut draft, found.rival, *giver)?;
            left = left - given * (ahead - gains.clone());
        }
        let ahead = self.ahead(&mut draft, found.rival, criterion)?;
        Some(draft.comes_to(left / (ahead - gains)))
    }

    fn score_to_tie(&self, option: usize, criterion: usize) -> Option<Draft> {
        let found = self.robustness?.score_to_tie.get(option)?.get(criterion)?.as_ref()?;
        let mut draft = Draft::new("lead of the winner / share of the criterion");
        let lead = draft.take(self.computed(Subject::LeadOver(option))?);
        let share = draft.take(self.computed(Subject::Share(criterion))?);
        let score = self.computed(Subject::Score { option, criterion })?;
        draft.mention(score.source);
        if !found.possible {
            draft.note("No score can do that: it would have to exceed 10.");
        }
        Some(draft.comes_to(lead.clipped(0.0, f64::INFINITY) / share))
    }

    fn swing(&self, swing: usize, high: bool) -> Option<Draft> {
        let sure = self.robustness?;
        let found = sure.tornado.get(swing)?;
        let winner = self.weighing.winner?;
        let case = Case::Swing { swing, high };
        let there = weigh_inputs(&varied(self.inputs(), sure, case)?);
        let options = &there.chosen().options;
        let best = |passing: bool| {
            let others = (0..options.len()).filter(|o| *o != winner && (!passing || !options[*o].ruled_out()));
            others.max_by(|a, b| options[*a].total.total_cmp(&options[*b].total).then(b.cmp(a)))
        };
        let mut draft = Draft::new(
            "total of the present winner - best total of another option that passes its gates, with this one input changed",
        );
        draft.note(match found.what {
            Swung::Answered { .. } => "The answer is halved, and doubled.",
            Swung::Open { .. } => {
                "The question is open: these are the answers with the least and the greatest margin, or its range."
            }
            Swung::Score { .. } | Swung::Figure { .. } => "The ends are those of its range.",
        });
        let total = |option: usize| {
            let subject = Subject::Total(option).within(case);
            self.leaf_elsewhere(subject, options[option].total, Unit::Plain)
        };
        let own = draft.take(total(winner));
        let Some(rival) = best(true).or_else(|| best(false)) else {
            draft.note("There is no other option.");
            return Some(draft.comes_to(Term::number(0.0)));
        };
        let end = if high { &found.high } else { &found.low };
        match end.winner {
            None => draft.note("No option passes its gates then."),
            Some(first) if first != winner => draft.note(format!("{} comes first then.", self.option(first))),
            Some(_) => {}
        }
        let other = draft.take(total(rival));
        Some(draft.comes_to(own - other))
    }

    fn correlation(&self, overlap: usize) -> Option<Draft> {
        let found = self.robustness?.overlaps.get(overlap)?;
        found.correlation?;
        let options: Vec<usize> = (0..self.catalog.options.len())
            .filter(|option| self.catalog.options[*option].strategy.is_none())
            .collect();
        let mut draft = Draft::new(
            "Pearson's correlation over the options that are no strategies: \
             sum of (x - mean x)(y - mean y) / sqrt(sum of (x - mean x)^2 x sum of (y - mean y)^2)",
        );
        let mut column = |criterion: usize| -> Option<Vec<Term>> {
            let scores: Option<Vec<Term>> = options
                .iter()
                .map(|option| {
                    let option = *option;
                    Some(draft.take(self.computed(Subject::Score { option, criterion })?))
                })
                .collect();
            let scores = scores?;
            let mean = Term::number(scores.iter().map(Term::value).sum::<f64>() / from_len(scores.len()));
            Some(scores.into_iter().map(|score| score - mean.clone()).collect())
        };
        let (x, y) = (column(found.a)?, column(found.b)?);
        let two = || Term::number(2.0);
        let squares = |all: &[Term]| Term::sum(all.iter().map(|d| d.clone().power(two())));
        let together = Term::sum(x.iter().zip(&y).map(|(x, y)| x.clone() * y.clone()));
        let apart = (squares(&x) * squares(&y)).sqrt();
        Some(draft.comes_to((together / apart).clipped(-1.0, 1.0)))
    }

    fn margin_without(&self, overlap: usize, second: bool) -> Option<Draft> {
        let found = self.robustness?.overlaps.get(overlap)?;
        let without = &found.without[usize::from(second)];
        without.margin?;
        let first = without.winner?;
        let count = self.assessment.weights.len();
        let others: Vec<usize> = (0..count).filter(|c| *c != without.criterion).collect();
        let total = |option: usize| -> f64 {
            let share = |c: &usize| self.assessment.weights[*c].share * self.score_of(option, *c).unwrap_or_default();
            others.iter().map(share).sum()
        };
        let rivals = self.weighing.ranking.iter().copied().filter(|o| *o != first);
        let next = rivals.max_by(|a, b| total(*a).total_cmp(&total(*b)).then(b.cmp(a)))?;
        let mut draft = Draft::new(
            "sum over the other criteria of share x (score of the first then - score of the second then) / sum of their shares",
        );
        draft.note(format!(
            "First then: {}; second: {}.",
            self.option(first),
            self.option(next)
        ));
        let (mut sum, mut shares) = (Vec::new(), Vec::new());
        for c in others {
            let share = draft.take(self.computed(Subject::Share(c))?);
            sum.push(share.clone() * self.difference(&mut draft, first, next, c)?);
            shares.push(share);
        }
        let shares = Term::sum(shares);
        if shares.value() <= 0.0 {
            draft.note("No other criterion has any weight.");
            return Some(draft.comes_to(Term::number(0.0)));
        }
        Some(draft.comes_to(Term::sum(sum) / shares))
    }
}

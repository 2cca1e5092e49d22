//! What answering each open question is worth.

use super::{
    prepared::Prepared,
    situation::Standing,
    types::{AnswerEffect, QuestionValue},
};
use crate::weigh::robust::evpi;

/// Values of all open questions, most valuable first; then those that can change the winner; then in order of asking.
pub(super) fn values(prepared: &Prepared, pinned: &[Option<f64>], before: &Standing) -> Vec<QuestionValue> {
    let mut all: Vec<QuestionValue> = prepared
        .questions
        .iter()
        .map(|(question, tried)| {
            let mut can_change = false;
            let mut payoffs: Vec<Vec<f64>> = Vec::new();
            let mut answers = Vec::with_capacity(tried.len());
            for (possible, situation) in tried {
                let standing = situation.standing(&situation.shares(pinned));
                can_change |= standing.changes(&before.leaders);
                if possible.likely {
                    // What fails a must-have is worth nothing.
                    let worth = standing.totals.iter().zip(&situation.ruled_out);
                    payoffs.push(worth.map(|(total, out)| if *out { 0.0 } else { *total }).collect());
                }
                answers.push(AnswerEffect {
                    answer: possible.answer.clone(),
                    label: possible.label.clone(),
                    likely: possible.likely,
                    winner: standing.winner(),
                    margin: standing.margin,
                    ruled_out: situation.ruled_out.clone(),
                    totals: standing.totals,
                });
            }
            let even = vec![1.0; payoffs.len()];
            let value = evpi::over_answers(&payoffs, &even).map_or(0.0, |value| value.evpi);
            QuestionValue {
                question: *question,
                value,
                can_change,
                answers,
            }
        })
        .collect();
    all.sort_by(|a, b| {
        b.value
            .total_cmp(&a.value)
            .then(b.can_change.cmp(&a.can_change))
            .then(a.question.cmp(&b.question))
    });
    all
}

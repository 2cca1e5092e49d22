//! Fit: how near the profile's answers are to each scenario's, over the questions that both answer.

use super::{
    Fit,
    inputs::{Given, Inputs},
    span::from_len,
};
use crate::catalog::{Question, QuestionKind, Scale};

/// Fit to every scenario, best first; of equal ones the one with more to compare, then in catalog order; those with
/// nothing to compare last.
pub(super) fn fits(inputs: &Inputs) -> Vec<Fit> {
    let scenarios = &inputs.catalog.scenarios;
    let mut fits: Vec<Fit> = scenarios
        .iter()
        .enumerate()
        .map(|(at, scenario)| fit(inputs, at, &scenario.profile.answers))
        .collect();
    fits.sort_by(|a, b| {
        let percent = |fit: &Fit| fit.percent.unwrap_or(-1.0);
        percent(b)
            .total_cmp(&percent(a))
            .then(b.compared.cmp(&a.compared))
            .then(a.scenario.cmp(&b.scenario))
    });
    fits
}

fn fit(inputs: &Inputs, scenario: usize, answers: &[Option<f64>]) -> Fit {
    let mut apart = Vec::new();
    let mut compared = 0;
    let mut sum = 0.0;
    let questions = inputs.catalog.questions.iter().zip(&inputs.given).zip(answers);
    for (at, ((question, given), answer)) in questions.enumerate() {
        let own = match given {
            Given::Open => continue,
            Given::Number(x) => *x,
            Given::Choice(choice) => from_len(*choice),
        };
        let Some(distance) = answer.and_then(|other| distance(question, own, other)) else {
            continue;
        };
        compared += 1;
        sum += distance;
        if distance > 0.0 {
            apart.push((at, distance));
        }
    }
    apart.sort_by(|a: &(usize, f64), b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Fit {
        scenario,
        percent: (compared > 0).then(|| 100.0 * (1.0 - sum / from_len(compared))),
        apart,
        compared,
    }
}

/// Distance of two answers, 0-1, by the question's range.
///
/// Numbers on a logarithmic scale are compared by ratio: `ln(a / b) / ln(max / min)`; where the range begins at zero, by
/// `ln((1 + a) / (1 + b)) / ln(1 + max)`.
pub(super) fn distance(question: &Question, a: f64, b: f64) -> Option<f64> {
    let distance = match &question.kind {
        QuestionKind::Number { min, max, scale, .. } => {
            let (a, b) = (a.max(*min).min(*max), b.max(*min).min(*max));
            match scale {
                Scale::Logarithmic if *min > 0.0 => (a / b).ln() / (max / min).ln(),
                Scale::Logarithmic if *min > -1.0 => ((1.0 + a) / (1.0 + b)).ln() / ((1.0 + max) / (1.0 + min)).ln(),
                _ => (a - b) / (max - min),
            }
        }
        QuestionKind::Choice(choices) => {
            if choices.len() < 2 {
                0.0
            } else {
                (a - b) / from_len(choices.len() - 1)
            }
        }
        QuestionKind::Points => return None,
    };
    // A range of a single number holds no distance.
    Some(if distance.is_nan() {
        0.0
    } else {
        distance.abs().min(1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(min: f64, max: f64, scale: Scale) -> Question {
        Question {
            id: String::new(),
            section: 0,
            title: String::new(),
            ask: String::new(),
            why: String::new(),
            page: None,
            kind: QuestionKind::Number {
                unit: String::new(),
                min,
                max,
                whole: false,
                scale,
                example: String::new(),
            },
            default: None,
            when: Vec::new(),
        }
    }

    #[test]
    fn distances_are_measured_on_the_scale_of_the_question() {
        let close = |a: Option<f64>, b: f64| assert!((a.unwrap() - b).abs() < 1e-12, "{a:?} is not {b}");
        close(distance(&number(0.0, 10.0, Scale::Linear), 2.0, 7.0), 0.5);
        close(distance(&number(1.0, 10_000.0, Scale::Logarithmic), 10.0, 1000.0), 0.5);
        close(distance(&number(0.0, 99.0, Scale::Logarithmic), 0.0, 9.0), 0.5);
        close(distance(&number(5.0, 5.0, Scale::Linear), 5.0, 5.0), 0.0);
        close(distance(&number(0.0, 1.0, Scale::Linear), 9.0, -9.0), 1.0);
    }
}

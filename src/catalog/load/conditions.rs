//! Conditions on answers, and the circles that they may not form.

use std::ops::Range;

use super::{
    names::{Answers, Names},
    units::LARGEST,
};
use crate::{
    catalog::{Condition, ConditionTest},
    diagnostic::{Problems, TableReader},
};

/// Reads the list `when`.
pub(super) fn conditions(
    table: &mut TableReader<'_, '_>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Vec<Condition> {
    let what = table.what.part("a condition");
    table
        .tables("when", "condition", problems)
        .into_iter()
        .filter_map(|mut inner| {
            inner.what = what.clone();
            let condition = condition(&mut inner, names, problems);
            inner.refuse_unknown(problems);
            condition
        })
        .collect()
}

fn condition(table: &mut TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<Condition> {
    let question = names.questions.required(table, "question", problems);
    let tests: Vec<&str> = ["is", "above", "below"]
        .into_iter()
        .filter(|key| table.get(key).is_some())
        .collect();
    let [test] = tests[..] else {
        let message = match tests.len() {
            0 => format!("{} tests nothing", table.what),
            n => format!("{} has {n} tests", table.what),
        };
        problems
            .error(table.span.clone(), message)
            .help("a condition has one of `is = [\"choice\", …]`, `above = x` and `below = x`");
        return None;
    };
    let limit = if test == "is" {
        None
    } else {
        Some(table.number(test, problems))
    };
    let question = question?;
    let span = table.get("question")?.span;
    let test = match (&names.answers[question], limit) {
        (Answers::Broken, _) => return None,
        (Answers::Choice(choices), None) => {
            let list = table.get("is")?;
            let allowed = choices.list(table, "is", problems);
            if allowed.is_empty() && list.as_array().is_some_and(|a| a.is_empty()) {
                problems
                    .error(list.span, format!("`is` of {} is empty", table.what))
                    .help("name the choices for which the condition holds");
            }
            ConditionTest::Is(allowed)
        }
        (Answers::Number { .. }, Some(limit)) => {
            let limit = limit?.clamp(-LARGEST, LARGEST);
            if test == "above" {
                ConditionTest::Above(limit)
            } else {
                ConditionTest::Below(limit)
            }
        }
        (other, limit) => {
            let wanted = if limit.is_some() { "a number" } else { "choices" };
            names.wrong_kind(question, other, wanted, span, problems);
            return None;
        }
    };
    Some(Condition { question, test })
}

/// Refuses conditions that go in a circle; `when[q]` lists the questions that question `q` waits for, `place[q]` is its `when`.
///
/// Each question is left behind when it has been seen once, so this takes time linear in the conditions, and a stack of its
/// own, so a long chain cannot exhaust the thread's.
pub(super) fn check_circles(when: &[Vec<usize>], place: &[Range<usize>], ids: &[&str], problems: &mut Problems) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        OnPath,
        Done,
    }
    let mut seen = vec![Seen::No; when.len()];
    for start in 0..when.len() {
        if seen[start] != Seen::No {
            continue;
        }
        seen[start] = Seen::OnPath;
        // The path from `start`: question, and how many of its conditions have been followed.
        let mut path = vec![(start, 0)];
        while let Some(last) = path.last_mut() {
            let (question, followed) = *last;
            let Some(next) = when[question].get(followed).copied() else {
                seen[question] = Seen::Done;
                path.pop();
                continue;
            };
            last.1 += 1;
            match seen[next] {
                Seen::No => {
                    seen[next] = Seen::OnPath;
                    path.push((next, 0));
                }
                Seen::OnPath => {
                    let from = path.iter().position(|(q, _)| *q == next).unwrap_or(0);
                    let circle: Vec<usize> = path[from..].iter().map(|(q, _)| *q).collect();
                    report(&circle, place, ids, problems);
                }
                Seen::Done => {}
            }
        }
    }
}

/// Names a circle, from the question that comes first in the catalog.
fn report(circle: &[usize], place: &[Range<usize>], ids: &[&str], problems: &mut Problems) {
    let Some(first) = circle.iter().copied().enumerate().min_by_key(|(_, question)| *question) else {
        return;
    };
    let mut words: Vec<&str> = circle[first.0..]
        .iter()
        .chain(&circle[..first.0])
        .map(|q| ids[*q])
        .collect();
    words.push(ids[first.1]);
    problems
        .error(
            place[first.1].clone(),
            format!("the conditions go in a circle: {}", words.join(" -> ")),
        )
        .label("none of these questions could be asked before the other")
        .help("remove the condition of one of them");
}

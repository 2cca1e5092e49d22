//! Sections and questions: kinds, ranges, choices with what they stress, defaults.

use super::{
    amounts::{Context, amount},
    conditions::conditions,
    keys::{number_within, one_of, required_number, required_one_of, required_text, text_or},
    names::{Answers, Index, Names},
    units::{LARGEST, check_fact_unit, fact_bounds},
};
use crate::{
    catalog::{Amount, Choice, Condition, Fact, Kind, Question, QuestionKind, Scale, Section, Stress},
    diagnostic::{Problems, TableReader},
};

/// Factors on weights beyond these would make all other weights nothing.
const STRESS: (f64, f64) = (0.001, 1000.0);

/// Most choices of a question.
const MOST_CHOICES: usize = 64;

/// The word of a profile for *don't know yet*.
const RESERVED: &str = "unknown";

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Choice,
    Number,
    Points,
}

const FORMS: [(&str, Form); 3] = [
    ("choice", Form::Choice),
    ("number", Form::Number),
    ("points", Form::Points),
];

/// Reads one section; `at` is its index.
pub(super) fn section(
    mut table: TableReader<'_, '_>,
    at: usize,
    sections: &Index<'_>,
    problems: &mut Problems,
) -> Section {
    let id = sections.ids[at];
    let title = text_or(&mut table, "title", id, problems);
    table.refuse_unknown(problems);
    Section {
        id: id.to_owned(),
        title,
    }
}

/// What a question is answered with, read before anything that refers to it. Says nothing about what [`question`] will report.
pub(super) fn outline<'d>(table: &mut TableReader<'d, '_>, problems: &mut Problems) -> Answers<'d> {
    let mut later = Problems::new("", "");
    match one_of(table, "kind", &FORMS, &mut later) {
        Some(Form::Choice) => {
            let mut choices = table.tables("choices", "choice", &mut later);
            Answers::Choice(Index::of("choice", &mut choices, problems))
        }
        Some(Form::Number) => Answers::Number {
            min: table.number("min", &mut later).unwrap_or(-LARGEST),
            max: table.number("max", &mut later).unwrap_or(LARGEST),
            whole: table.bool("whole", &mut later).unwrap_or(false),
            unit: table.str("unit", &mut later).unwrap_or_default(),
        },
        Some(Form::Points) => Answers::Points,
        None => Answers::Broken,
    }
}

/// Reads one question, and beside it its conditions, which are checked even where the question is wrong; `at` is its index.
pub(super) fn question(
    mut table: TableReader<'_, '_>,
    at: usize,
    section: usize,
    names: &Names<'_>,
    problems: &mut Problems,
) -> (Option<Question>, Vec<Condition>) {
    let id = names.questions.ids[at];
    table.get("section");
    let title = text_or(&mut table, "title", id, problems);
    let ask = required_text(&mut table, "ask", problems);
    let why = text_or(&mut table, "why", "", problems);
    let page = names.page(&mut table, problems);
    let form = required_one_of(&mut table, "kind", &FORMS, problems);
    let fact = Fact::ALL.into_iter().find(|fact| fact.id() == id);
    if let (Some(fact), Some(form)) = (fact, form)
        && form != Form::Number
    {
        let span = table.get("kind").map_or(table.span.clone(), |v| v.span);
        problems
            .error(
                span,
                format!("question `{}` feeds the model and must be a number", fact.id()),
            )
            .help("set `kind = \"number\"`, or give the question another id");
    }
    let mut default = None;
    let kind = match form {
        Some(Form::Choice) => choices(&mut table, at, names, problems).map(QuestionKind::Choice),
        Some(Form::Number) => number(&mut table, id, fact, names, problems).map(|(kind, amount)| {
            default = amount;
            kind
        }),
        Some(Form::Points) => Some(QuestionKind::Points),
        None => {
            for key in ["choices", "unit", "min", "max", "whole", "scale", "example", "default"] {
                table.get(key);
            }
            None
        }
    };
    let when = conditions(&mut table, names, problems);
    table.refuse_unknown(problems);
    let question = kind.map(|kind| Question {
        id: id.to_owned(),
        section,
        title,
        ask,
        why,
        page,
        kind,
        default,
        when: when.clone(),
    });
    (question, when)
}

fn choices(
    table: &mut TableReader<'_, '_>,
    at: usize,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Vec<Choice>> {
    let span = table.get("choices").map_or(table.span.clone(), |v| v.span);
    let tables = table.tables("choices", "choice", problems);
    let count = tables.len();
    if !(2..=MOST_CHOICES).contains(&count) {
        problems
            .error(span, format!("{} has {count} choices", table.what))
            .help(format!(
                "a choice question has from 2 to {MOST_CHOICES} `[[questions.choices]]`"
            ));
    }
    let Answers::Choice(index) = &names.answers[at] else {
        return None;
    };
    Some(
        tables
            .into_iter()
            .zip(&index.ids)
            .map(|(table, id)| choice(table, id, names, problems))
            .collect(),
    )
}

fn choice(mut table: TableReader<'_, '_>, id: &str, names: &Names<'_>, problems: &mut Problems) -> Choice {
    if id == RESERVED {
        let span = table.get("id").map_or(table.span.clone(), |v| v.span);
        problems
            .error(span, format!("a choice cannot have the id `{RESERVED}`"))
            .label("in a profile this means: don't know yet")
            .help(
                "every question can be answered with \"don't know yet\"; leave this choice out, or give it another id",
            );
    }
    let title = text_or(&mut table, "title", id, problems);
    let detail = table.str("detail", problems).map(str::to_owned);
    let mut stress = Vec::new();
    if let Some(mut inner) = table.table("stress", table.what.part("the stress"), problems) {
        for (criterion, span, _) in inner.entries() {
            let Some(criterion_at) = names.criteria.find(criterion, span, problems) else {
                continue;
            };
            if let Some(factor) = number_within(&mut inner, criterion, STRESS, problems) {
                stress.push(Stress {
                    criterion: criterion_at,
                    factor,
                });
            }
        }
    }
    table.refuse_unknown(problems);
    Choice {
        id: id.to_owned(),
        title,
        detail,
        stress,
    }
}

fn number(
    table: &mut TableReader<'_, '_>,
    id: &str,
    fact: Option<Fact>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<(QuestionKind, Option<Amount>)> {
    let unit = text_or(table, "unit", "", problems);
    if let Some(fact) = fact {
        let span = table.get("unit").map_or(table.span.clone(), |v| v.span);
        check_fact_unit(fact, &unit, &names.currency, span, problems);
    }
    let min = required_number(table, "min", (-LARGEST, LARGEST), problems);
    let max = required_number(table, "max", (-LARGEST, LARGEST), problems);
    let whole = table.bool("whole", problems).unwrap_or(false);
    let scale = one_of(
        table,
        "scale",
        &[("linear", Scale::Linear), ("log", Scale::Logarithmic)],
        problems,
    );
    let example = text_or(table, "example", "", problems);
    let ordered = match (min, max) {
        (Some(min), Some(max)) if min >= max => {
            let span = table.get("max")?.span;
            problems
                .error(
                    span,
                    format!(
                        "the range of {} is upside down: min {min} is not below max {max}",
                        table.what
                    ),
                )
                .help("min < max");
            None
        }
        (Some(min), Some(max)) => Some((min, max)),
        _ => None,
    };
    if let (Some(fact), Some((min, max))) = (fact, ordered) {
        let (low, high) = fact_bounds(fact);
        for (key, wrong) in [("min", min < low), ("max", max > high)] {
            if wrong {
                let span = table.get(key)?.span;
                problems
                    .error(
                        span,
                        format!("`{key}` of {} is beyond what the model takes", table.what),
                    )
                    .label(format!("`{}` must be from {low} to {high}", fact.id()));
            }
        }
    }
    if let (Some(Scale::Logarithmic), Some((min, _))) = (scale, ordered)
        && min < 0.0
    {
        let span = table.get("min")?.span;
        problems
            .error(span, format!("`min` of {} is negative on a log scale", table.what))
            .help("raise `min` to zero, or set `scale = \"linear\"`");
    }
    let default = table.get("default").and_then(|value| {
        let (low, high) = ordered.unwrap_or((-LARGEST, LARGEST));
        let what = format_args!("the default of question \"{id}\"");
        let context = Context {
            what: &what,
            kind: Some(Kind::Assumed),
            source: None,
            low,
            high,
        };
        amount(&value, context, problems)
    });
    let (min, max) = ordered?;
    Some((
        QuestionKind::Number {
            unit,
            min,
            max,
            whole,
            scale: scale.unwrap_or(Scale::Linear),
            example,
        },
        default,
    ))
}

/// The section of each question: its own `section`, or the only one there is where none is declared.
pub(super) fn section_of(table: &mut TableReader<'_, '_>, sections: &Index<'_>, problems: &mut Problems) -> usize {
    if sections.len() == 0 && table.get("section").is_none() {
        return 0;
    }
    sections.required(table, "section", problems).unwrap_or(0)
}

/// Refuses a second points question: weights are shared out once.
pub(super) fn check_points(tables: &mut [TableReader<'_, '_>], answers: &[Answers<'_>], problems: &mut Problems) {
    let points = tables
        .iter_mut()
        .zip(answers)
        .filter(|(_, answers)| matches!(answers, Answers::Points));
    for (table, _) in points.skip(1) {
        let span = table.get("kind").map_or(table.span.clone(), |v| v.span);
        problems
            .error(span, "this is the second points question")
            .help("the weights are shared out once: keep one of them");
    }
}

/// Facts by the question that gives them.
pub(super) fn facts(questions: &Index<'_>, answers: &[Answers<'_>]) -> [Option<usize>; Fact::COUNT] {
    Fact::ALL.map(|fact| {
        questions
            .get(fact.id())
            .filter(|at| matches!(answers.get(*at), Some(Answers::Number { .. })))
    })
}

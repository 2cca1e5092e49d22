//! A question, and the list of them, in lines.

use super::{command, console::Console, state::State};
use crate::{
    catalog::{Choice, Question, QuestionKind},
    profile::{Answer, edit, format_answer_in},
    report::words,
    weigh::words as say,
};

/// Asks the question where one is, or says that there is none.
pub(super) fn ask(state: &State<'_>, console: &mut Console<'_>) {
    console.gap();
    let Some(question) = state.asked() else {
        return at_the_end(state, console);
    };
    let count = state.visible().count();
    let place = place(state, state.here).unwrap_or(0);
    let section = state.catalog.sections.get(question.section);
    let section = section.map_or("", |s| s.title.as_str());
    console.say(format!("{section}, question {place} of {count}: {}.", question.title));
    console.say(&question.ask);
    match &question.kind {
        QuestionKind::Choice(choices) => choose(choices, console),
        QuestionKind::Number { .. } => console.say(wanted(state, question)),
        QuestionKind::Points => console.say(
            "Write a criterion and its points, for instance `weight 1 30`; `weights` lists them all, `swing` and `rank` are other ways \
             to set them. An empty line goes on.",
        ),
    }
    if question.kind != QuestionKind::Points {
        console.say(present(state, question));
    }
    if let Some(note) = state.profile.notes.get(&question.id).filter(|note| !note.is_empty()) {
        console.say(format!("Your note: \"{note}\""));
    }
    if let QuestionKind::Choice(choices) = &question.kind {
        shadowed(choices, question, console);
    }
}

/// What there is to do after the last question.
fn at_the_end(state: &State<'_>, console: &mut Console<'_>) {
    let open = state.assessment.unanswered.len();
    if state.visible().next().is_none() {
        console.say(
            "This catalog asks nothing: it is a decision matrix. `weights` and `scores` list what it holds, `verdict` says the result.",
        );
        return;
    }
    console.say(match open {
        0 => "That was the last question; all are answered.".to_owned(),
        1 => "That was the last question; one is still open: `questions open` names it.".to_owned(),
        n => format!("That was the last question; {n} are still open: `questions open` lists them."),
    });
    console.say("`verdict` says the result, `back` and `jump` go to a question, `save` saves, `quit` leaves.");
}

fn choose(choices: &[Choice], console: &mut Console<'_>) {
    for (index, choice) in choices.iter().enumerate() {
        let detail = choice.detail.as_ref().map_or_else(String::new, |d| format!(": {d}"));
        let text = format!("{} ({}){detail}", choice.title, choice.id);
        console.item(&format!("{}. ", index + 1), text);
    }
    console.item(&format!("{}. ", choices.len() + 1), "Don't know yet (unknown)");
}

/// Choices that are called as a command is.
fn shadowed(choices: &[Choice], question: &Question, console: &mut Console<'_>) {
    for entry in command::all() {
        for word in entry.words {
            if command::names_choice(question, word) && !choices.is_empty() {
                console.say(format!("Here `{word}` is a choice; the command is `/{word}`."));
            }
        }
    }
}

/// Range, unit and example of a number.
fn wanted(state: &State<'_>, question: &Question) -> String {
    let QuestionKind::Number {
        unit,
        min,
        max,
        whole,
        example,
        ..
    } = &question.kind
    else {
        return String::new();
    };
    let kind = if *whole { "A whole number" } else { "A number" };
    let unit = words::unit(unit, &state.assessment.currency);
    let range = words::with_unit(&format!("from {} to {}", say::number(*min), say::number(*max)), &unit);
    let example = match example.trim() {
        "" => String::new(),
        example => format!(", for example {example}"),
    };
    format!("{kind} {range}{example}. `unknown` if you do not know yet.")
}

/// The answer as it is, and what counts until there is one.
fn present(state: &State<'_>, question: &Question) -> String {
    let currency = &state.assessment.currency;
    let answer = state.profile.answers.get(&question.id);
    let mut said = match answer {
        None => "Not answered yet.".to_owned(),
        Some(Answer::Unknown) => "Your answer: not known yet.".to_owned(),
        Some(answer) => return format!("Your answer: {}.", format_answer_in(question, answer, currency)),
    };
    if let Some(default) = &question.default {
        let number = format_answer_in(question, &Answer::Number(default.value), currency);
        said = format!("{said} Until it is: {number} ({}).", default.kind.id());
    }
    said
}

/// Why it matters, and where to read on.
pub(super) fn why(state: &State<'_>, console: &mut Console<'_>) {
    let Some(question) = state.asked() else {
        return console.say("No question is asked now.");
    };
    console.say(&question.why);
    if let Some(page) = question.page.and_then(|p| state.catalog.pages.get(p)) {
        console.say(format!("In the source: {}.", page.heading.replace(" > ", ", ")));
    }
}

/// All questions that are asked, with their answers; or only those that are open.
pub(super) fn list(state: &mut State<'_>, only_open: bool, console: &mut Console<'_>) {
    let could: Vec<usize> = {
        let values = &state.exact().questions;
        values.iter().filter(|v| v.can_change).map(|v| v.question).collect()
    };
    let mut section = None;
    for (index, q) in state.visible().enumerate() {
        let question = &state.catalog.questions[q];
        let open = state.assessment.unanswered.contains(&q);
        if only_open && !open {
            continue;
        }
        if section != Some(question.section) {
            section = Some(question.section);
            let title = state.catalog.sections.get(question.section);
            console.say(format!("{}:", title.map_or("", |s| s.title.as_str())));
        }
        let answer = state.profile.answers.get(&question.id);
        let state_of = match answer {
            _ if question.kind == QuestionKind::Points => format!("set {}", way(state)),
            Some(Answer::Unknown) => "not known yet".to_owned(),
            Some(answer) => format_answer_in(question, answer, &state.assessment.currency),
            None => "open".to_owned(),
        };
        let could = if could.contains(&q) {
            ", could still change the winner"
        } else {
            ""
        };
        let note = if state.profile.notes.get(&question.id).is_some_and(|n| !n.is_empty()) {
            "; has a note"
        } else {
            ""
        };
        let text = format!("{} ({}): {state_of}{could}{note}.", question.title, question.id);
        console.item(&format!("{}. ", index + 1), text);
    }
    if section.is_none() {
        console.say(if only_open {
            "No question is open."
        } else {
            "This catalog asks nothing."
        });
    }
}

fn way(state: &State<'_>) -> &'static str {
    use crate::profile::WeightsBy;
    match state.assessment.weights_by {
        WeightsBy::Catalog => "as the catalog and the answers have them",
        way => way.words(),
    }
}

/// Place of a question among those that are asked, from 1.
pub(super) fn place(state: &State<'_>, question: Option<usize>) -> Option<usize> {
    state.visible().position(|q| Some(q) == question).map(|p| p + 1)
}

/// What was typed as an answer: as everywhere, and the number of *don't know yet*.
pub(super) fn answer(state: &State<'_>, question: &Question, text: &str) -> Result<Answer, String> {
    if let QuestionKind::Choice(choices) = &question.kind
        && text.trim() == (choices.len() + 1).to_string()
        && !command::names_choice(question, text.trim())
    {
        return Ok(Answer::Unknown);
    }
    edit::typed_answer(question, text, &state.assessment.currency)
}

/// The question that is meant by a number, an id, a title, or a section.
pub(super) fn find(state: &State<'_>, typed: &str) -> Result<usize, String> {
    use super::find::{Names, find};
    let visible: Vec<usize> = state.visible().collect();
    if let Ok(place) = typed.parse::<usize>() {
        let found = place.checked_sub(1).and_then(|p| visible.get(p).copied());
        return found.ok_or_else(|| match visible.len() {
            0 => "there are no questions".to_owned(),
            count => format!("questions are numbered 1 to {count}"),
        });
    }
    let catalog = state.catalog;
    let names = |q: &usize| Names {
        id: &catalog.questions[*q].id,
        title: &catalog.questions[*q].title,
    };
    let questions: Vec<Names<'_>> = visible.iter().map(names).collect();
    let failed = match find(&questions, typed, "question") {
        Ok(found) => return Ok(visible[found]),
        Err(why) => why,
    };
    let sections: Vec<Names<'_>> = catalog
        .sections
        .iter()
        .map(|s| Names {
            id: &s.id,
            title: &s.title,
        })
        .collect();
    if let Ok(section) = find(&sections, typed, "section")
        && let Some(first) = visible.iter().find(|q| catalog.questions[**q].section == section)
    {
        return Ok(*first);
    }
    let all: Vec<Names<'_>> = catalog
        .questions
        .iter()
        .map(|q| Names {
            id: &q.id,
            title: &q.title,
        })
        .collect();
    if let Ok(hidden) = find(&all, typed, "question")
        && !visible.contains(&hidden)
    {
        return Err(format!(
            "{} is not asked: other answers make it pointless",
            say::name(&catalog.questions[hidden].title)
        ));
    }
    Err(failed)
}

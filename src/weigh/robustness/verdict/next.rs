//! Which question to answer next, as a sentence.

use crate::{
    catalog::Catalog,
    weigh::{Assessment, robustness::types::Robustness},
};

/// The next question worth answering; nothing where the catalog asks none.
pub(super) fn next(catalog: &Catalog, assessment: &Assessment, found: &Robustness) -> Option<String> {
    if catalog.questions.is_empty() {
        return None;
    }
    let stuck = found.verdict.winner.is_none();
    let loosen = "a must-have would have to be loosened";
    if assessment.unanswered.is_empty() {
        return Some(if stuck {
            format!("Every question that is asked is answered: {loosen}.")
        } else {
            "Every question that is asked is answered.".to_owned()
        });
    }
    let Some(next) = found.next_question() else {
        return Some(if stuck {
            format!("No likely answer to an open question, taken alone, lets an option pass: {loosen}.")
        } else {
            "No likely answer to an open question, taken alone, changes who comes first.".to_owned()
        });
    };
    let title = format!("\"{}\"", catalog.questions[next.question].title);
    let what = if stuck {
        "let an option pass"
    } else {
        "change who comes first"
    };
    let rest = match found.could_change - 1 {
        0 => format!("It is the only open question that could still {what}"),
        1 => format!("It could still {what}, as could one other open question"),
        n => format!("It could still {what}, as could {n} other open questions"),
    };
    Some(format!("Answer {title} next. {rest}."))
}

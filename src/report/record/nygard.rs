//! Michael Nygard's format: title, status, context, decision, consequences.

use super::{
    case::{Case, Outcome},
    drivers, madr, options,
    page::Page,
    review, sureness,
};
use crate::weigh::words as say;

/// Everything after the title, which carries the record's number.
pub(super) fn text(case: &Case<'_>) -> String {
    let mut page = Page::default();
    page.paragraph(format!("Date: {}", case.date()));
    page.heading(2, "Status");
    page.paragraph(say::sentence_case(case.status()));
    page.heading(2, "Context");
    madr::context(case, &mut page);
    page.list("What counts, heaviest first:", drivers::drivers(case));
    page.list(
        "What was considered:",
        (0..case.catalog.options.len())
            .map(|option| format!("{}: {}", case.title(option), options::description(case, option)))
            .collect(),
    );
    page.heading(2, "Decision");
    decision(case, &mut page);
    page.heading(2, "Consequences");
    page.bullets(options::consequences(case));
    page.list("How sure it is:", sureness::sentences(case));
    page.list("Not answered:", review::open_questions(case));
    page.list("Notes on the answers:", review::notes(case));
    page.list("When to look again:", review::look_again(case));
    page.paragraph(review::provenance(case));
    page.finish()
}

fn decision(case: &Case<'_>, page: &mut Page) {
    match &case.outcome {
        Outcome::Chosen(option) => page.paragraph(format!(
            "We choose {}, because {}.",
            case.name(*option),
            options::because(case, *option)
        )),
        Outcome::Open(_) | Outcome::Nothing => {
            page.paragraph(format!("We have not decided yet. {}", case.verdict().sentence));
        }
    }
    page.paragraph(madr::standing(case));
    page.bullets(case.verdict().remarks.iter().cloned());
    page.paragraph(madr::deciders(case));
}

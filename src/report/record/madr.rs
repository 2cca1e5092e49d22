//! MADR 4.0.0: front matter, and the template's headings in the template's order.

use super::{
    case::{Case, Outcome},
    drivers, options,
    page::Page,
    review, scoring, sureness,
};
use crate::report::content::scoring as tables;

pub(super) fn text(case: &Case<'_>, title: &str) -> String {
    let mut page = Page::with_front_matter(&case.front_matter());
    page.heading(1, title);
    page.heading(2, "Context and Problem Statement");
    context(case, &mut page);
    page.heading(2, "Decision Drivers");
    page.bullets(drivers::drivers(case));
    page.heading(2, "Considered Options");
    page.bullets((0..case.catalog.options.len()).map(|option| case.title(option).to_owned()));
    page.heading(2, "Decision Outcome");
    outcome(case, &mut page);
    page.heading(3, "Consequences");
    page.bullets(options::consequences(case));
    page.heading(3, "Confirmation");
    confirmation(case, &mut page);
    page.heading(2, "Pros and Cons of the Options");
    page.paragraph(
        "Scores run from 0 to 10, higher is better. In brackets: what the difference adds to the total or takes from it, in points of 10.",
    );
    for option in 0..case.catalog.options.len() {
        page.heading(3, case.title(option));
        page.paragraph(options::description(case, option));
        page.bullets(options::arguments(case, option));
    }
    page.heading(2, "More Information");
    more(case, &mut page);
    page.finish()
}

/// The question, what it is about, and what was answered.
pub(super) fn context(case: &Case<'_>, page: &mut Page) {
    page.paragraph(&case.catalog.ask);
    page.paragraph(&case.catalog.summary);
    page.paragraph(drivers::answered(case));
    page.bullets(drivers::answers(case));
}

fn outcome(case: &Case<'_>, page: &mut Page) {
    match &case.outcome {
        Outcome::Chosen(option) => {
            let because = options::because(case, *option);
            page.paragraph(format!(
                "Chosen option: \"{}\", because {because}.",
                case.title(*option)
            ));
        }
        Outcome::Open(_) | Outcome::Nothing => {
            page.paragraph(format!("No option is chosen yet. {}", case.verdict().sentence));
        }
    }
    page.paragraph(standing(case));
    page.bullets(case.verdict().remarks.iter().cloned());
    page.paragraph(deciders(case));
}

/// The verdict's word, where no sentence says it already, and how sure it is; what would decide it, where it is open.
pub(super) fn standing(case: &Case<'_>) -> String {
    let verdict = case.verdict();
    let is_open = case.chosen().is_none();
    let mut said = Vec::new();
    said.extend((!is_open).then(|| format!("The verdict is \"{}\".", verdict.kind.words())));
    said.extend(verdict.sureness.first().cloned());
    said.extend(verdict.next.clone().filter(|_| is_open));
    said.join(" ")
}

/// Who decided, or what is left for them to say.
pub(super) fn deciders(case: &Case<'_>) -> String {
    let Some(names) = case.deciders() else {
        return String::new();
    };
    if case.is_decided() {
        return match case.profile.decided_on {
            Some(day) => format!("Decided by {names} on {day}."),
            None => format!("Decided by {names}."),
        };
    }
    format!(
        "The profile names who decided ({names}), but not for what, and the weighing does not say it for them: the choice is to be \
         written in here, and the status set to accepted."
    )
}

fn confirmation(case: &Case<'_>, page: &mut Page) {
    match case.chosen() {
        Some(option) => {
            let checks = options::confirmation(case, option);
            if checks.is_empty() {
                page.paragraph(
                    "The weighing computes nothing that could be measured: a review of the scores below confirms it.",
                );
            } else {
                page.list(
                    "These can be measured or counted; where one turns out otherwise, weigh again:",
                    checks,
                );
            }
        }
        None => page.paragraph("Nothing is chosen yet, so there is nothing to confirm."),
    }
}

fn more(case: &Case<'_>, page: &mut Page) {
    page.list("How sure it is:", sureness::sentences(case));
    page.paragraph(sureness::unmoved(case));
    page.table(
        "How far each weight may move alone, the others keeping their ratios, before another option comes first:",
        sureness::stability(case),
    );
    page.table("Weights:", tables::weights_table(&case.scope));
    page.paragraph(tables::weights_rule(&case.scope));
    page.table("Scores (0 to 10, higher is better):", tables::scores_table(&case.scope));
    page.paragraph(format!("Marks: {}", tables::scores_legend(&case.scope)));
    page.list("Where the scores come from:", scoring::sources(case));
    page.table("Must-haves:", tables::gates_table(&case.scope));
    page.list("Not answered:", review::open_questions(case));
    page.paragraph(review::not_counted(case).unwrap_or_default());
    page.list("Notes on the answers:", review::notes(case));
    page.list("When to look again:", review::look_again(case));
    page.list("To know when reading the numbers:", case.assessment.warnings.clone());
    page.paragraph(review::evidence(case).unwrap_or_default());
    page.paragraph(review::provenance(case));
}

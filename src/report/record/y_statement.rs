//! The Y-statement: a decision in one sentence.

use super::{
    case::{Case, Outcome},
    drivers, madr, options,
    page::Page,
    review,
};
use crate::weigh::{sentences, words as say};

/// Criteria that are named as what the decision faces.
const FACING: usize = 3;

pub(super) fn text(case: &Case<'_>, title: &str) -> String {
    let mut page = Page::with_front_matter(&case.front_matter());
    page.heading(1, title);
    let context = case.subject().unwrap_or_else(|| case.catalog.title.clone());
    let opening = format!("In the context of {}, facing {}, ", say::name(&context), facing(case));
    match &case.outcome {
        Outcome::Chosen(option) => page.paragraph(format!("{opening}{}", decided(case, *option))),
        Outcome::Open(leaders) => page.paragraph(format!("{opening}{}", open(case, leaders))),
        Outcome::Nothing => page.paragraph(format!(
            "{opening}we have not decided, because every option fails a must-have: {}.",
            say::list(&ruled_out(case))
        )),
    }
    page.paragraph(madr::standing(case));
    page.paragraph(madr::deciders(case));
    page.list("When to look again:", review::look_again(case));
    page.paragraph(review::provenance(case));
    page.finish()
}

/// What weighs most, and what must be.
fn facing(case: &Case<'_>) -> String {
    let heaviest: Vec<String> = drivers::by_weight(case)
        .into_iter()
        .take(FACING)
        .map(|(criterion, _, share)| format!("{} ({share})", case.criterion(criterion)))
        .collect();
    let needs: Vec<String> = case
        .catalog
        .gates
        .iter()
        .enumerate()
        .filter_map(|(at, gate)| drivers::must_have(case, at, gate))
        .collect();
    let (criteria, must) = (
        if heaviest.len() == 1 { "criterion" } else { "criteria" },
        if needs.len() == 1 { "a must-have" } else { "must-haves" },
    );
    let weights = format!("{} as the heaviest {criteria}", say::list(&heaviest));
    if needs.is_empty() {
        weights
    } else {
        format!("{weights}, and {} as {must}", say::list(&needs))
    }
}

fn decided(case: &Case<'_>, option: usize) -> String {
    let others = case.names((0..case.catalog.options.len()).filter(|o| *o != option));
    let parts = case
        .rival(option)
        .map_or_else(Vec::new, |rival| case.difference(option, rival));
    let rival = case.rival(option).map_or_else(String::new, |rival| case.name(rival));
    let gain = sentences::leading(case.catalog, &parts, 1.0, 3);
    let loss = sentences::leading(case.catalog, &parts, -1.0, 3);
    let achieve = if gain.is_empty() {
        "what the must-haves ask for".to_owned()
    } else {
        format!("more than {rival} on {}", say::list(&gain))
    };
    let open = case.assessment.unanswered.len();
    let accept = if !loss.is_empty() {
        format!("it falls short of {rival} on {}", say::list(&loss))
    } else if open > 0 {
        format!(
            "{} not answered yet",
            if open == 1 {
                "one question is".to_owned()
            } else {
                format!("{open} questions are")
            }
        )
    } else {
        format!("it is no better than {rival} on the rest")
    };
    format!(
        "we decided for {} and neglected {}, to achieve {achieve}, accepting that {accept}, because {}.",
        case.name(option),
        say::list(&others),
        options::because(case, option)
    )
}

fn open(case: &Case<'_>, leaders: &[usize]) -> String {
    format!(
        "we have not decided yet between {}, because the weighing is too close to call.",
        say::list(&case.names(leaders.iter().copied()))
    )
}

fn ruled_out(case: &Case<'_>) -> Vec<String> {
    case.scope
        .options()
        .filter_map(|(option, assessed)| {
            let gate = sentences::gate(case.catalog, assessed.felled_by()?.gate);
            Some(format!("{} fails {gate}", case.name(option)))
        })
        .collect()
}

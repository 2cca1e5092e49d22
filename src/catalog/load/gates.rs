//! Must-haves.

use std::ops::Range;

use super::{
    keys::text_or,
    names::{Answers, Names},
    units::check_same,
    values::quantity,
};
use crate::{
    catalog::{Gate, Limit, Quantity},
    diagnostic::{Problems, TableReader},
};

/// Reads one gate.
pub(super) fn gate(
    mut table: TableReader<'_, '_>,
    id: &str,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Gate> {
    let title = text_or(&mut table, "title", id, problems);
    let quantity = quantity(&mut table, "quantity", names, problems);
    let limit = limit(&mut table, quantity.as_ref(), names, problems);
    let needs = names.questions.list(&mut table, "needs", problems);
    let page = names.page(&mut table, problems);
    table.refuse_unknown(problems);
    Some(Gate {
        id: id.to_owned(),
        title,
        quantity: quantity?,
        limit: limit?,
        needs,
        page,
    })
}

fn limit(
    table: &mut TableReader<'_, '_>,
    quantity: Option<&Quantity>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Limit> {
    match (table.get("at_most"), table.get("below")) {
        (Some(value), None) => {
            let question = names.number_question(table, "at_most", problems)?;
            if let Answers::Number { unit, .. } = names.answers[question] {
                let what = format!("question `{}`", names.questions.ids[question]);
                check_unit(unit, quantity, &what, value.span, names, problems);
            }
            Some(Limit::Answer(question))
        }
        (None, Some(value)) => below(table, value.span, quantity, names, problems),
        (both, _) => {
            let which = if both.is_some() {
                "both `at_most` and"
            } else {
                "neither `at_most` nor"
            };
            problems
                .error(table.span.clone(), format!("{} has {which} `below`", table.what))
                .help("`at_most` names a question, `below` a figure of the options");
            None
        }
    }
}

fn below(
    table: &mut TableReader<'_, '_>,
    span: Range<usize>,
    quantity: Option<&Quantity>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Limit> {
    let id = table.str("below", problems)?;
    let Some(about) = names.figures.get(id) else {
        problems
            .error(span, format!("there is no figure `{id}`"))
            .nearest(id, names.figure_ids());
        return None;
    };
    if !about.options {
        problems
            .error(span, format!("figure `{id}` has no numbers of options"))
            .help("a gate compares each option with its own number: `[figures.of]`");
        return None;
    }
    check_unit(about.unit, quantity, &format!("figure `{id}`"), span, names, problems);
    Some(Limit::Below(id.to_owned()))
}

/// Refuses a limit in another unit than what it limits: they are compared as they are written.
fn check_unit(
    unit: &str,
    quantity: Option<&Quantity>,
    what: &str,
    span: Range<usize>,
    names: &Names<'_>,
    problems: &mut Problems,
) {
    let wanted = match quantity {
        None | Some(Quantity::Instances) => return,
        Some(Quantity::Latency(_)) => "ms",
        Some(Quantity::WeeksToLaunch) => "wk",
        Some(Quantity::Development | Quantity::TotalCost | Quantity::PresentCost) => "currency",
        Some(Quantity::MonthlyInfrastructure) => "currency/month",
        Some(Quantity::PeakLoad) => "req/s",
        Some(Quantity::Figure(figure)) => names.figures.get(figure.as_str()).map_or("", |about| about.unit),
    };
    check_same(unit, wanted, what, &names.currency, span, problems);
}

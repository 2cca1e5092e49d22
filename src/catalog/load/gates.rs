//! Must-haves.

use super::{keys::text_or, names::Names, values::quantity};
use crate::{
    catalog::{Gate, Limit},
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
    let limit = limit(&mut table, names, problems);
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

fn limit(table: &mut TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<Limit> {
    match (table.get("at_most").is_some(), table.get("below").is_some()) {
        (true, false) => names.number_question(table, "at_most", problems).map(Limit::Answer),
        (false, true) => {
            let id = table.str("below", problems)?;
            let span = table.get("below")?.span;
            match names.figures.get(id) {
                Some(about) if about.options => Some(Limit::Below(id.to_owned())),
                Some(_) => {
                    problems
                        .error(span, format!("figure `{id}` has no numbers of options"))
                        .help("a gate compares each option with its own number: `[figures.of]`");
                    None
                }
                None => {
                    problems
                        .error(span, format!("there is no figure `{id}`"))
                        .nearest(id, names.figure_ids());
                    None
                }
            }
        }
        (both, _) => {
            let which = if both {
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

//! Cost over the horizon, its parts, net present value and break-even.

use super::{Scope, no_figure, span_rows};
use crate::{
    report::{
        document::{Document, Table},
        number,
    },
    weigh::{Cost, CostParts, Span, words as say},
};

/// Reads one part.
type Part = fn(&CostParts) -> f64;

/// Parts in the order of the table: the first four are the development.
const PARTS: [(&str, Part); 7] = [
    ("Learning", |p| p.learning),
    ("Setting up", |p| p.setup),
    ("Building", |p| p.build),
    ("Training", |p| p.training),
    ("Infrastructure", |p| p.infrastructure),
    ("Fees", |p| p.fees),
    ("Operations", |p| p.operations),
];

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    let costs: Vec<Option<&Cost>> = scope.options().map(|(_, o)| o.cost.as_ref()).collect();
    if costs.iter().all(Option::is_none) {
        return;
    }
    let months = scope.entry.assessment.horizon_months;
    out.heading(format!("Cost over {months} months ({})", scope.currency()));
    let decimals = number::money_decimals(costs.iter().flatten().map(|c| c.total.likely));
    let places = i32::try_from(decimals).unwrap_or(0);
    let money = |x: f64| number::grouped(x, decimals);
    let rounded: Vec<Option<Vec<f64>>> = costs
        .iter()
        .map(|c| c.map(|c| number::parts(&PARTS.map(|(_, part)| part(&c.parts)), places)))
        .collect();

    let mut table = Table::new("Part").numbers_for(scope.titles());
    table.totalled = true;
    for (index, (name, part)) in PARTS.iter().enumerate() {
        // Parts that no option has are left out.
        if costs.iter().flatten().any(|c| part(&c.parts) != 0.0) {
            let cells = rounded
                .iter()
                .map(|r| r.as_ref().map_or_else(no_figure, |r| money(r[index])));
            table.row(std::iter::once((*name).to_owned()).chain(cells));
        }
    }
    let each = |value: fn(&Cost) -> f64| costs.iter().map(move |c| c.map_or_else(no_figure, |c| money(value(c))));
    table.row(std::iter::once("Total".to_owned()).chain(each(|c| c.total.likely)));
    out.table(table);

    let mut more = Table::new("Of it, and beside it").numbers_for(scope.titles());
    let spans = |value: fn(&Cost) -> Span| costs.iter().map(|c| c.map(value)).collect::<Vec<_>>();
    span_rows(&mut more, "Development", &spans(|c| c.development), money);
    more.row(std::iter::once("Running cost, first month".to_owned()).chain(each(|c| c.monthly_infrastructure)));
    span_rows(&mut more, "Total", &spans(|c| c.total), money);
    more.row(std::iter::once("Net present value".to_owned()).chain(each(|c| c.npv)));
    out.table(more);
    out.paragraph(break_even(scope));
}

/// When the dearer of the two best plain options has paid back; nothing where that is not asked.
pub(super) fn break_even(scope: &Scope<'_>) -> String {
    let Some(crossing) = scope.weighing.break_even else {
        return String::new();
    };
    let (dearer, cheaper) = (scope.name(crossing.dearer), scope.name(crossing.cheaper));
    match (crossing.month, crossing.beyond) {
        (Some(month), _) => format!(
            "Break-even: {dearer} costs more at the start than {cheaper} and has paid back after {} months.",
            say::number(number::round(month, 1))
        ),
        (None, Some(month)) => format!(
            "Break-even: not within the horizon; if the last month's costs went on, {dearer} would have paid back after {} months.",
            say::number(number::round(month, 1))
        ),
        (None, None) => {
            format!("Break-even: never; {dearer} costs more than {cheaper} at the start and does not pay back.")
        }
    }
}

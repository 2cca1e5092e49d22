//! Weights with their arithmetic, scores with their origin, contributions, the margin, gates.

use super::Scope;
use crate::{
    catalog::{Criterion, QuestionKind, RuleKind, Shape},
    report::{
        document::{Document, Table},
        number, words,
    },
    weigh::{Origin, Score, StressTerm, WeightsBy, declared_range, words as say},
};

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    weights(scope, out);
    scores(scope, out);
    contributions(scope, out);
    gates(scope, out);
}

fn weights(scope: &Scope<'_>, out: &mut Document) {
    out.heading("Weights");
    out.table(weights_table(scope));
    for paragraph in weights_said(scope) {
        out.paragraph(paragraph);
    }
}

/// The same as [`weights_said`], in one paragraph.
pub(in crate::report) fn weights_rule(scope: &Scope<'_>) -> String {
    weights_said(scope).join(" ")
}

/// How shares follow from points, swings or an order, and what that says beside them, in paragraphs; none where they are the same.
fn weights_said(scope: &Scope<'_>) -> Vec<String> {
    let assessment = &scope.entry.assessment;
    if assessment.weights_by == WeightsBy::Catalog {
        let stressed = assessment.weights.iter().any(|w| !w.stress.is_empty());
        let rule = "Share: base × factors, divided by the sum of these products.";
        return stressed.then(|| rule.to_owned()).into_iter().collect();
    }
    let elicited = &assessment.elicited;
    let mut all = vec![elicited.sentences.join(" ")];
    all.extend(scope.weighing.over_order.iter().map(|over| over.sentence.clone()));
    all.extend(elicited.trade_offs.iter().map(|finding| finding.sentence.clone()));
    all
}

/// The weights with their arithmetic, by the way in which they were set.
pub(in crate::report) fn weights_table(scope: &Scope<'_>) -> Table {
    match scope.entry.assessment.weights_by {
        WeightsBy::Catalog | WeightsBy::Points => shared_out(scope),
        WeightsBy::Swing => swings(scope),
        WeightsBy::Rank => order(scope),
    }
}

/// Shares in percent that add up to 100 as shown.
fn shares(scope: &Scope<'_>) -> Vec<f64> {
    let shares: Vec<f64> = scope.entry.assessment.weights.iter().map(|w| w.share * 100.0).collect();
    number::parts(&shares, 2)
}

/// Base points, factors and points set by hand; the last row sums up.
fn shared_out(scope: &Scope<'_>) -> Table {
    let weights = &scope.entry.assessment.weights;
    let stressed = weights.iter().any(|w| !w.stress.is_empty());
    let pinned = weights.iter().any(|w| w.pinned.is_some());
    let mut table = Table::new("Criterion").numbers("Base (points)");
    if stressed {
        table = table.words("Factors of the answers");
    }
    if pinned {
        table = table.numbers("Set by hand (points)");
    }
    table = table.numbers("Share");
    table.totalled = true;
    let shares = shares(scope);
    for (index, weight) in weights.iter().enumerate() {
        let mut row = vec![criterion_title(scope, index), say::number(weight.base)];
        if stressed {
            let terms: Vec<String> = weight.stress.iter().map(|t| factor(scope, t)).collect();
            row.push(terms.join(", "));
        }
        if pinned {
            row.push(weight.pinned.map_or_else(String::new, say::number));
        }
        row.push(format!("{} %", number::points(shares[index])));
        table.row(row);
    }
    let mut last = vec!["Sum".to_owned(), say::number(weights.iter().map(|w| w.base).sum())];
    last.extend(std::iter::repeat_n(
        String::new(),
        usize::from(stressed) + usize::from(pinned),
    ));
    last.push(format!("{} %", number::points(shares.iter().sum())));
    table.row(last);
    table
}

/// Ratings of swings, each with the range that it is about.
fn swings(scope: &Scope<'_>) -> Table {
    let swings = &scope.entry.assessment.elicited.swings;
    let mut table = Table::new("Criterion")
        .words("From worst to best")
        .numbers("Swing (0-100)")
        .numbers("Share");
    table.totalled = true;
    let shares = shares(scope);
    for (index, swing) in swings.iter().enumerate() {
        let points = say::precise(swing.points);
        table.row([
            criterion_title(scope, index),
            declared_range(scope.catalog, scope.entry.profile, index),
            if swing.rated {
                points
            } else {
                format!("{points}, not rated")
            },
            format!("{} %", number::points(shares[index])),
        ]);
    }
    table.row([
        "Sum".to_owned(),
        String::new(),
        say::precise(swings.iter().map(|swing| swing.points).sum()),
        format!("{} %", number::points(shares.iter().sum())),
    ]);
    table
}

/// Criteria in the stated order. Equal ones read as equal, so shares are not made to add up as shown.
fn order(scope: &Scope<'_>) -> Table {
    let mut table = Table::new("Criterion").numbers("Place").numbers("Share (middle)");
    let assessment = scope.entry.assessment;
    let mut place = 1;
    for group in &assessment.elicited.order {
        for index in group {
            let share = assessment.weights.get(*index).map_or(0.0, |weight| weight.share);
            table.row([criterion_title(scope, *index), place.to_string(), say::percent(share)]);
        }
        place += group.len();
    }
    table
}

/// `x 1.5 (Expected life: ten years)`.
fn factor(scope: &Scope<'_>, term: &StressTerm) -> String {
    let factor = say::number(term.factor);
    let Some(question) = scope.catalog.questions.get(term.question) else {
        return format!("× {factor}");
    };
    let choice = match &question.kind {
        QuestionKind::Choice(choices) => choices.get(term.choice).map_or("", |c| c.title.as_str()),
        _ => "",
    };
    format!("× {factor} ({}: {choice})", question.title)
}

fn criterion_title(scope: &Scope<'_>, index: usize) -> String {
    scope
        .catalog
        .criteria
        .get(index)
        .map_or_else(String::new, |c| c.title.clone())
}

fn scores(scope: &Scope<'_>, out: &mut Document) {
    out.heading("Scores (0-10, higher is better) and where they come from");
    out.table(scores_table(scope));
    out.paragraph(scores_legend(scope));
    modelled(scope, out);
}

/// The scores, each with the mark of where it comes from.
pub(in crate::report) fn scores_table(scope: &Scope<'_>) -> Table {
    let mut table = Table::new("Criterion");
    for title in scope.titles() {
        table = table.numbers(title);
    }
    for (index, criterion) in scope.catalog.criteria.iter().enumerate() {
        let cells = scope.options().map(|(_, o)| {
            o.scores.get(index).map_or_else(String::new, |s| {
                format!("{} {}", number::score(s.value), s.origin.mark())
            })
        });
        table.row(std::iter::once(criterion.title.clone()).chain(cells));
    }
    table
}

/// What the marks mean that are used.
pub(in crate::report) fn scores_legend(scope: &Scope<'_>) -> String {
    let used = |origin: &str| {
        scope
            .options()
            .any(|(_, o)| o.scores.iter().any(|s| s.origin.id() == origin))
    };
    let legend: Vec<String> = [
        (Origin::Own, "set in the profile"),
        (Origin::Model(0), "a value function of what the model computes"),
        (Origin::Answer(0), "a table by an answer"),
        (Origin::Catalog, "fixed in the catalog"),
        (Origin::Composed, "composed from the parts of a strategy"),
    ]
    .into_iter()
    .filter(|(origin, _)| used(origin.id()))
    .map(|(origin, text)| format!("{} = {text}", origin.mark()))
    .collect();
    format!("{}.", legend.join("; "))
}

/// How each modelled score follows from its quantity: the value functions, then what went into them.
fn modelled(scope: &Scope<'_>, out: &mut Document) {
    let mut functions: Vec<String> = Vec::new();
    let mut table = Table::new("Score by the model")
        .words("Option")
        .numbers("Quantity")
        .numbers("Score (0-10)");
    for (index, criterion) in scope.catalog.criteria.iter().enumerate() {
        for (option, assessed) in scope.options() {
            let Some(given) = assessed.scores.get(index) else {
                continue;
            };
            let Some((quantity, function)) = model_terms(scope, criterion, given) else {
                continue;
            };
            if !functions.contains(&function) {
                functions.push(function);
            }
            table.row([
                criterion.title.clone(),
                scope.title(option).to_owned(),
                quantity,
                number::span(given.span, number::score),
            ]);
        }
    }
    out.list(functions);
    out.table(table);
}

/// The quantity with its unit, and the value function in words.
fn model_terms(scope: &Scope<'_>, criterion: &Criterion, given: &Score) -> Option<(String, String)> {
    let (Origin::Model(rule), Some(quantity)) = (given.origin, given.quantity) else {
        return None;
    };
    let RuleKind::Value {
        quantity: what,
        per,
        function,
    } = &criterion.rules.get(rule)?.kind
    else {
        return None;
    };
    let (name, unit) = words::quantity(scope.catalog, what, scope.currency());
    let (name, unit) = match per.and_then(|q| scope.catalog.questions.get(q)) {
        Some(question) => (format!("{name} divided by \"{}\"", question.title), String::new()),
        None => (name, unit),
    };
    let end = |x: f64| words::with_unit(&say::number(x), &unit);
    let function = format!(
        "{}: {name}; {} scores 0, {} scores 10, {}",
        criterion.title,
        end(function.worst),
        end(function.best),
        shape(&function.shape),
    );
    let value = words::with_unit(&number::span(quantity, say::number), &unit);
    Some((value, function))
}

const fn shape(shape: &Shape) -> &'static str {
    match shape {
        Shape::Linear => "in a straight line between",
        Shape::Logarithmic => "each ratio between counting the same",
        Shape::Logistic { .. } => "in an S between",
        Shape::Exponential { .. } => "in an exponential curve between",
        Shape::Piecewise(_) => "in straight pieces between",
        Shape::Levels(_) => "in levels between",
    }
}

fn contributions(scope: &Scope<'_>, out: &mut Document) {
    let weighing = scope.weighing;
    out.heading("Contributions (share × score; they add up to the total)");
    let mut table = Table::new("Criterion").numbers_for(scope.titles());
    let with_margin = !weighing.margin_parts.is_empty();
    if with_margin {
        table = table.numbers("Margin");
    }
    table.totalled = true;
    let columns: Vec<Vec<f64>> = weighing
        .options
        .iter()
        .map(|o| number::parts(&o.contributions, 2))
        .collect();
    let margin = number::parts(&weighing.margin_parts.iter().map(|p| p.points).collect::<Vec<_>>(), 2);
    for (index, criterion) in scope.catalog.criteria.iter().enumerate() {
        let mut row = vec![criterion.title.clone()];
        row.extend(
            columns
                .iter()
                .map(|c| c.get(index).map_or_else(String::new, |p| number::points(*p))),
        );
        if with_margin {
            let part = weighing.margin_parts.iter().position(|p| p.criterion == index);
            row.push(part.map_or_else(String::new, |p| signed(margin[p])));
        }
        table.row(row);
    }
    let mut last = vec!["Total".to_owned()];
    last.extend(weighing.options.iter().map(|o| number::points(o.total)));
    if with_margin {
        last.push(weighing.margin.map_or_else(String::new, signed));
    }
    table.row(last);
    out.table(table);
    if let (true, Some(winner), Some(second)) = (with_margin, weighing.winner, weighing.runner_up) {
        out.paragraph(format!(
            "Margin: {} less {}, criterion by criterion.",
            scope.name(winner),
            scope.name(second)
        ));
    }
}

fn signed(x: f64) -> String {
    let text = number::points(x);
    if x > 0.0 && text != "0.00" {
        format!("+{text}")
    } else {
        text
    }
}

fn gates(scope: &Scope<'_>, out: &mut Document) {
    let table = gates_table(scope);
    if !table.rows.is_empty() {
        out.heading("Gates (must-haves)");
    }
    out.table(table);
}

/// Every gate that applies, for every option, with its reason.
pub(in crate::report) fn gates_table(scope: &Scope<'_>) -> Table {
    let mut table = Table::new("Gate").words("Option").words("State").words("Reason");
    for (index, gate) in scope.catalog.gates.iter().enumerate() {
        for (option, assessed) in scope.options() {
            for result in assessed.gates.iter().filter(|r| r.gate == index) {
                table.row([
                    gate.title.clone(),
                    scope.title(option).to_owned(),
                    result.state.id().to_owned(),
                    result.reason.clone(),
                ]);
            }
        }
    }
    table
}

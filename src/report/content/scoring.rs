//! Weights with their arithmetic, scores with their origin, contributions, the margin, gates.

use super::Scope;
use crate::{
    catalog::{Criterion, QuestionKind, RuleKind, Shape, ValueFunction},
    report::{
        document::{Document, Table},
        number, words,
    },
    weigh::{Origin, Score, StressTerm, words as say},
};

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    weights(scope, out);
    scores(scope, out);
    contributions(scope, out);
    gates(scope, out);
}

fn weights(scope: &Scope<'_>, out: &mut Document) {
    let weights = &scope.entry.assessment.weights;
    let stressed = weights.iter().any(|w| !w.stress.is_empty());
    let pinned = weights.iter().any(|w| w.pinned.is_some());
    out.heading("Weights");
    let mut table = Table::new("Criterion").numbers("Base (points)");
    if stressed {
        table = table.words("Factors of the answers");
    }
    if pinned {
        table = table.numbers("Set by hand (points)");
    }
    table = table.numbers("Points of 100").numbers("Share");
    table.totalled = true;
    let points = number::parts(&weights.iter().map(|w| w.points).collect::<Vec<_>>(), 2);
    let shares = number::parts(&weights.iter().map(|w| w.share * 100.0).collect::<Vec<_>>(), 1);
    for (index, weight) in weights.iter().enumerate() {
        let mut row = vec![criterion_title(scope, index), say::number(weight.base)];
        if stressed {
            let terms: Vec<String> = weight.stress.iter().map(|t| factor(scope, t)).collect();
            row.push(terms.join(", "));
        }
        if pinned {
            row.push(weight.pinned.map_or_else(String::new, say::number));
        }
        row.push(number::points(points[index]));
        row.push(format!("{} %", number::score(shares[index])));
        table.row(row);
    }
    let mut last = vec!["Sum".to_owned(), say::number(weights.iter().map(|w| w.base).sum())];
    last.extend(std::iter::repeat_n(
        String::new(),
        usize::from(stressed) + usize::from(pinned),
    ));
    last.push(number::points(points.iter().sum()));
    last.push(format!("{} %", number::score(shares.iter().sum())));
    table.row(last);
    out.table(table);
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
    let mut table = Table::new("Criterion");
    for title in scope.titles() {
        table = table.numbers(title);
    }
    for (index, criterion) in scope.catalog.criteria.iter().enumerate() {
        let cells = scope.options().map(|(_, o)| {
            o.scores
                .get(index)
                .map_or_else(String::new, |s| format!("{} {}", number::score(s.value), s.origin.id()))
        });
        table.row(std::iter::once(criterion.title.clone()).chain(cells));
    }
    out.table(table);
    let mut seen = Vec::new();
    for (_, option) in scope.options() {
        for score in &option.scores {
            if !seen.contains(&score.origin.id()) {
                seen.push(score.origin.id());
            }
        }
    }
    let legend: Vec<&str> = [
        ("own", "own: set in the profile"),
        ("model", "model: from a quantity the model computes"),
        ("answer", "answer: from a table by an answer"),
        ("catalog", "catalog: fixed in the catalog"),
        ("composed", "composed: from the parts of a strategy"),
    ]
    .into_iter()
    .filter_map(|(id, text)| seen.contains(&id).then_some(text))
    .collect();
    out.paragraph(format!("{}.", legend.join("; ")));
    modelled(scope, out);
}

/// How each modelled score follows from its quantity.
fn modelled(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Criterion")
        .words("Option")
        .numbers("Quantity")
        .words("Of what")
        .numbers("Score");
    for (index, criterion) in scope.catalog.criteria.iter().enumerate() {
        for (option, assessed) in scope.options() {
            let Some(given) = assessed.scores.get(index) else {
                continue;
            };
            let Some((quantity, of)) = model_terms(scope, criterion, given) else {
                continue;
            };
            table.row([
                criterion.title.clone(),
                scope.title(option).to_owned(),
                quantity,
                of,
                number::span(given.span, number::score),
            ]);
        }
    }
    out.table(table);
}

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
    let per = per.and_then(|q| scope.catalog.questions.get(q));
    let (name, unit) = match per {
        Some(question) => (format!("{name} / {}", question.title), String::new()),
        None => (name, unit),
    };
    let value = words::with_unit(&number::span(quantity, say::number), &unit);
    Some((value, format!("{name}, {}", ends(function))))
}

fn ends(function: &ValueFunction) -> String {
    let shape = match function.shape {
        Shape::Linear => "linear",
        Shape::Logarithmic => "logarithmic",
        Shape::Logistic { .. } => "logistic",
        Shape::Exponential { .. } => "exponential",
        Shape::Piecewise(_) => "piecewise linear",
        Shape::Levels(_) => "in levels",
    };
    format!(
        "{shape} from 0 at {} to 10 at {}",
        say::number(function.worst),
        say::number(function.best)
    )
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
            scope.title(winner),
            scope.title(second)
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
    if !table.rows.is_empty() {
        out.heading("Gates (must-haves)");
    }
    out.table(table);
}

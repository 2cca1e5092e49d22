//! A catalog as a readable overview: options, criteria, questions, gates, figures with kind and source, scenarios, tiers.

use super::{
    document::{Document, Table},
    words,
};
use crate::catalog::{Amount, Catalog, FigureValue, Limit, Percentile, Question, QuestionKind};
use crate::weigh::words as say;

/// The overview of a catalog.
#[must_use]
pub fn document(catalog: &Catalog) -> Document {
    let mut out = Document::default();
    out.title(format!("{} ({})", catalog.title, catalog.id));
    out.paragraph(&catalog.ask);
    out.paragraph(&catalog.summary);
    evidence(catalog, &mut out);
    options(catalog, &mut out);
    criteria(catalog, &mut out);
    questions(catalog, &mut out);
    gates(catalog, &mut out);
    figures(catalog, &mut out);
    latency(catalog, &mut out);
    scenarios(catalog, &mut out);
    rest(catalog, &mut out);
    out
}

fn section(out: &mut Document, heading: impl Into<String>, table: Table) {
    if !table.rows.is_empty() {
        out.heading(heading);
        out.table(table);
    }
}

fn evidence(catalog: &Catalog, out: &mut Document) {
    let mut table = Table::new("Evidence").words("Is").words("Conditions");
    for (index, set) in catalog.evidence.iter().enumerate() {
        let default = if index == catalog.default_evidence {
            " (default)"
        } else {
            ""
        };
        table.row([
            format!("{}{default}", set.id),
            set.title.clone(),
            set.conditions.clone(),
        ]);
    }
    section(out, "Sets of evidence", table);
}

fn options(catalog: &Catalog, out: &mut Document) {
    let mut table = Table::new("Option").words("Title").words("Is");
    for option in &catalog.options {
        let mut summary = option.summary.clone();
        if let Some(strategy) = &option.strategy {
            let parts: Vec<&str> = strategy
                .parts
                .iter()
                .filter_map(|&p| catalog.options.get(p))
                .map(|o| o.id.as_str())
                .collect();
            summary = format!("{summary} (a strategy of {})", parts.join(" and "));
        }
        table.row([option.id.clone(), option.title.clone(), summary]);
    }
    section(out, "Options", table);
}

fn criteria(catalog: &Catalog, out: &mut Document) {
    let plain: Vec<usize> = (0..catalog.options.len())
        .filter(|&o| catalog.options[o].strategy.is_none())
        .collect();
    let mut table = Table::new("Criterion").numbers("Weight (points)");
    for &option in &plain {
        table = table.numbers(format!("{} (0-10)", catalog.options[option].title));
    }
    table = table.words("Source of the weight");
    for criterion in &catalog.criteria {
        let mut row = vec![
            format!("{} ({})", criterion.title, criterion.id),
            say::number(criterion.weight),
        ];
        row.extend(plain.iter().map(|&option| {
            let score = criterion.scores.get(option).and_then(Option::as_ref);
            score.map_or_else(String::new, amount)
        }));
        row.push(criterion.source.clone());
        table.row(row);
    }
    section(out, "Criteria, weights and fixed scores", table);
    let rules = catalog.criteria.iter().flat_map(|c| {
        let several = c.rules.len() > 1;
        c.rules.iter().enumerate().map(move |(index, rule)| {
            let number = if several {
                format!(", rule {}", index + 1)
            } else {
                String::new()
            };
            format!("{}{number}: {}", c.title, rule.source)
        })
    });
    let rules: Vec<String> = rules.collect();
    if !rules.is_empty() {
        out.paragraph("Rules go before the fixed scores, the first that applies:");
    }
    out.list(rules);
}

fn questions(catalog: &Catalog, out: &mut Document) {
    for (index, of_section) in catalog.sections.iter().enumerate() {
        let mut table = Table::new("Question")
            .words("Asks")
            .words("Answer")
            .words("Until answered");
        for question in catalog.questions.iter().filter(|q| q.section == index) {
            let unit = match &question.kind {
                QuestionKind::Number { unit, .. } => words::unit(unit, &catalog.currency),
                _ => String::new(),
            };
            let default = question.default.as_ref().map_or_else(String::new, |d| {
                format!("{}, {}", words::with_unit(&amount(d), &unit), d.kind.id())
            });
            table.row([
                question.id.clone(),
                question.ask.clone(),
                kind(catalog, question),
                default,
            ]);
        }
        section(out, format!("Questions: {}", of_section.title), table);
    }
}

fn kind(catalog: &Catalog, question: &Question) -> String {
    match &question.kind {
        QuestionKind::Choice(choices) => {
            let ids: Vec<&str> = choices.iter().map(|c| c.id.as_str()).collect();
            ids.join(", ")
        }
        QuestionKind::Number { unit, min, max, .. } => {
            let range = format!("{} to {}", say::number(*min), say::number(*max));
            words::with_unit(&range, &words::unit(unit, &catalog.currency))
        }
        QuestionKind::Points => "points by criterion, in [weights]".into(),
    }
}

fn gates(catalog: &Catalog, out: &mut Document) {
    let mut table = Table::new("Gate").words("Tests").words("Limit");
    for gate in &catalog.gates {
        let (name, unit) = words::quantity(catalog, &gate.quantity, &catalog.currency);
        let limit = match &gate.limit {
            Limit::Answer(q) => {
                let title = catalog.questions.get(*q).map_or("", |q| q.title.as_str());
                format!("at most the answer to \"{title}\"")
            }
            Limit::Below(figure) => format!("below the figure {figure}"),
        };
        let tested = if unit.is_empty() {
            name
        } else {
            format!("{name} ({unit})")
        };
        table.row([format!("{} ({})", gate.title, gate.id), tested, limit]);
    }
    section(out, "Gates", table);
}

fn figures(catalog: &Catalog, out: &mut Document) {
    let mut table = Table::new("Figure")
        .words("Of")
        .numbers("Value")
        .words("Unit")
        .words("Evidence")
        .words("Kind")
        .words("Source");
    for figure in &catalog.figures {
        let set = figure.evidence.and_then(|e| catalog.evidence.get(e));
        let set = set.map_or("all", |e| e.id.as_str());
        let unit = words::figure_unit(catalog, figure);
        let of_options = figure
            .of
            .iter()
            .enumerate()
            .filter_map(|(o, value)| Some((catalog.options.get(o)?.id.as_str(), value.as_ref()?)));
        let of_decision = figure.value.iter().map(|value| ("the decision", value));
        for (of, value) in of_options.chain(of_decision) {
            for (case, one) in cases(catalog, value) {
                table.row([
                    figure.id.clone(),
                    format!("{of}{case}"),
                    amount(one),
                    unit.clone(),
                    set.to_owned(),
                    one.kind.id().to_owned(),
                    sourced(one),
                ]);
            }
        }
    }
    section(out, "Figures", table);
}

/// A figure's own number, then those by answer, named.
fn cases<'a>(catalog: &Catalog, value: &'a FigureValue) -> Vec<(String, &'a Amount)> {
    let mut all = vec![(String::new(), &value.amount)];
    if let Some(by) = &value.by
        && let Some(question) = catalog.questions.get(by.question)
        && let QuestionKind::Choice(choices) = &question.kind
    {
        for (choice, one) in choices.iter().zip(&by.cases) {
            if let Some(one) = one {
                all.push((format!(", {} = {}", question.id, choice.id), one));
            }
        }
    }
    all
}

fn latency(catalog: &Catalog, out: &mut Document) {
    for curve in &catalog.latency {
        let per = if curve.per_core { "req/s/core" } else { "req/s" };
        let titles = Percentile::ALL.map(|p| format!("{} (ms)", p.label()));
        let mut table = Table::default()
            .numbers(format!("Load ({per})"))
            .numbers_for(titles.iter().map(String::as_str))
            .words("Kind");
        for point in &curve.points {
            let mut row = vec![say::number(point.load)];
            row.extend(point.ms.iter().map(|ms| ms.as_ref().map_or_else(String::new, amount)));
            let mut kinds: Vec<&str> = point.ms.iter().flatten().map(|a| a.kind.id()).collect();
            kinds.dedup();
            row.push(kinds.join(", "));
            table.row(row);
        }
        let option = catalog.options.get(curve.option).map_or("", |o| o.title.as_str());
        let set = curve.evidence.and_then(|e| catalog.evidence.get(e));
        let set = set.map_or("every set of evidence", |e| e.title.as_str());
        section(out, format!("Latency over load: {option}, {set}"), table);
    }
}

fn scenarios(catalog: &Catalog, out: &mut Document) {
    let mut table = Table::new("Scenario").words("Title").words("The source chooses");
    for scenario in &catalog.scenarios {
        let titles: Vec<String> = scenario
            .choice
            .iter()
            .filter_map(|&o| catalog.options.get(o))
            .map(|o| o.title.clone())
            .collect();
        table.row([scenario.id.clone(), scenario.title.clone(), say::either(&titles)]);
    }
    section(out, "Scenarios", table);
    let mut table = Table::new("Size tier").words("Title").words("The source chooses");
    for tier in &catalog.tiers {
        let choice = catalog.options.get(tier.choice).map_or("", |o| o.title.as_str());
        table.row([tier.id.clone(), tier.title.clone(), choice.to_owned()]);
    }
    section(out, "Size tiers", table);
}

fn rest(catalog: &Catalog, out: &mut Document) {
    out.heading("Also in it");
    out.list([
        words::counted(catalog.pages.len(), "page of the source", "pages of the source"),
        words::counted(catalog.claims.len(), "claim", "claims") + " that `weighbridge audit` recomputes",
        words::counted(catalog.quotes.len(), "sentence", "sentences") + " that a verdict may quote",
    ]);
}

/// `12`, `9 (8 to 10)`, and `8 to 10` where only the ends were given.
fn amount(a: &Amount) -> String {
    if a.is_point() {
        say::number(a.value)
    } else if a.peaked {
        format!(
            "{} ({} to {})",
            say::number(a.value),
            say::number(a.low),
            say::number(a.high)
        )
    } else {
        format!("{} to {}", say::number(a.low), say::number(a.high))
    }
}

fn sourced(a: &Amount) -> String {
    match &a.note {
        Some(note) => format!("{} ({note})", a.source),
        None => a.source.clone(),
    }
}

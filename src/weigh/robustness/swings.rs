//! Tornado: what each uncertain input alone does to the margin.

use super::{
    answers,
    prepared::{Prepared, SwingCase},
    situation::{Influence, Situation, Standing},
    types::{Swing, SwingEnd, Swung},
};
use crate::{
    catalog::{Catalog, Dimension, Figure, FigureValue, Limit, QuestionKind, Role, RuleKind, Unit},
    weigh::{
        inputs::{Given, Inputs},
        model::Modelled,
        robust::tornado,
        words,
    },
};

/// Uncertain scores, figures and answered numbers with what their ends come to. Open questions are looked at with the questions.
pub(super) fn cases(inputs: &Inputs, influence: &Influence, known: &[Modelled]) -> Vec<SwingCase> {
    // Ranges that stem from open questions are not the scores' own.
    let settled = Situation::of(&inputs.settled(), None);
    let mut all = scores(inputs, known, &settled);
    if settled.cells.iter().any(|cell| cell.figures) || gates_stand(inputs) {
        all.extend(figures(inputs));
    }
    all.extend(answered(inputs, influence, known));
    all
}

/// Scores with a range of their own; a composed one follows its parts.
fn scores(inputs: &Inputs, known: &[Modelled], settled: &Situation) -> Vec<SwingCase> {
    let catalog = inputs.catalog;
    let criteria = catalog.criteria.len();
    let mut all = Vec::new();
    for (at, cell) in settled.cells.iter().enumerate() {
        let (option, criterion) = (at / criteria.max(1), at % criteria.max(1));
        if cell.low >= cell.high || cell.figures || catalog.options[option].strategy.is_some() {
            continue;
        }
        let (low, high) = words::apart(cell.low, cell.high);
        let end = |x: f64, label: String| {
            let situation = Situation::of(&inputs.scoring(option, criterion, x), Some(known));
            (label, situation)
        };
        all.push(SwingCase {
            what: Swung::Score { option, criterion },
            title: format!(
                "{} of {}",
                catalog.criteria[criterion].title, catalog.options[option].title
            ),
            ends: [end(cell.low, low), end(cell.high, high)],
        });
    }
    all
}

fn gates_stand(inputs: &Inputs) -> bool {
    let answered = |questions: &[usize]| questions.iter().all(|question| inputs.answered(*question));
    inputs.catalog.gates.iter().any(|gate| {
        answered(&gate.needs)
            && match gate.limit {
                Limit::Answer(question) => inputs.answered(question),
                Limit::Below(_) => true,
            }
    })
}

/// Figures with a range that the model, a rule or a gate uses, under the evidence in force.
fn figures(inputs: &Inputs) -> Vec<SwingCase> {
    let catalog = inputs.catalog;
    let mut all = Vec::new();
    for (at, figure) in catalog.figures.iter().enumerate() {
        if figure.evidence.is_some_and(|set| set != inputs.evidence) || !used(catalog, &figure.id) {
            continue;
        }
        let of_options = figure
            .of
            .iter()
            .enumerate()
            .map(|(option, value)| (Some(option), value.as_ref()));
        for (option, value) in of_options.chain([(None, figure.value.as_ref())]) {
            if let Some(value) = value.filter(|value| !inputs.amount(value).is_point()) {
                all.push(figure_case(inputs, (at, figure), option, value));
            }
        }
    }
    all
}

fn figure_case<'a>(
    inputs: &Inputs<'a>,
    (at, figure): (usize, &'a Figure),
    option: Option<usize>,
    value: &'a FigureValue,
) -> SwingCase {
    let amount = inputs.amount(value);
    let end = |high: bool| {
        let label = with_unit(
            if high { amount.high } else { amount.low },
            &figure.unit,
            inputs.currency,
        );
        (label, Situation::of(&inputs.swinging(value, high), None))
    };
    let of = option.map_or(String::new(), |option| {
        format!(" of {}", inputs.catalog.options[option].title)
    });
    SwingCase {
        what: Swung::Figure { figure: at, option },
        title: format!("{}{of}", figure.title),
        ends: [end(false), end(true)],
    }
}

/// Whether the model knows the figure by its id, or a rule or gate names it.
fn used(catalog: &Catalog, id: &str) -> bool {
    use crate::catalog::Quantity;
    let named = |quantity: &Quantity| matches!(quantity, Quantity::Figure(named) if named == id);
    Role::ALL.iter().any(|role| role.id() == id)
        || catalog
            .gates
            .iter()
            .any(|gate| named(&gate.quantity) || matches!(&gate.limit, Limit::Below(limit) if limit == id))
        || catalog
            .criteria
            .iter()
            .flat_map(|criterion| &criterion.rules)
            .any(|rule| matches!(&rule.kind, RuleKind::Value { quantity, .. } if named(quantity)))
}

/// A figure's number for people.
fn with_unit(x: f64, unit: &Unit, currency: &str) -> String {
    match unit.dimension {
        Dimension::Money => words::money(x * unit.factor, currency),
        Dimension::MoneyPerHour => format!("{}/h", words::money(x * unit.factor, currency)),
        Dimension::MoneyPerMonth => format!("{}/month", words::money(x * unit.factor, currency)),
        _ => words::quantity(x, &unit.text),
    }
}

/// Answered numbers that bear on the result, half and twice as large.
fn answered(inputs: &Inputs, influence: &Influence, known: &[Modelled]) -> Vec<SwingCase> {
    let mut all = Vec::new();
    for (question, asked) in inputs.catalog.questions.iter().enumerate() {
        let (Given::Number(x), QuestionKind::Number { .. }, true) =
            (inputs.given[question], &asked.kind, influence.any[question])
        else {
            continue;
        };
        let ends = answers::half_and_twice(asked, x, inputs.currency).map(|possible| {
            let varied = inputs.answering([(question, possible.given)]);
            let same = influence.same_model(&varied.given, &inputs.given);
            (possible.label, Situation::of(&varied, same.then_some(known)))
        });
        all.push(SwingCase {
            what: Swung::Answered { question },
            title: asked.title.clone(),
            ends,
        });
    }
    all
}

/// The tornado on the winner's margin, widest first.
pub(super) fn tornado(
    catalog: &Catalog,
    prepared: &Prepared,
    pinned: &[Option<f64>],
    before: &Standing,
    winner: usize,
) -> Vec<Swing> {
    let base = before.margin_of(winner, &prepared.base.ruled_out);
    // Of each input: its ends (or all answers), with label, margin and leaders.
    let mut inputs: Vec<(Swung, String, Vec<Setting>)> = Vec::new();
    let setting = |label: &str, situation: &Situation| {
        let standing = situation.standing(&situation.shares(pinned));
        Setting {
            label: label.to_owned(),
            margin: standing.margin_of(winner, &situation.ruled_out),
            flips: standing.changes(&before.leaders),
            winner: standing.winner(),
        }
    };
    for case in &prepared.swings {
        let ends = case
            .ends
            .iter()
            .map(|(label, situation)| setting(label, situation))
            .collect();
        inputs.push((case.what, case.title.clone(), ends));
    }
    for (question, tried) in &prepared.questions {
        let likely = tried.iter().filter(|(possible, _)| possible.likely);
        let mut settings: Vec<Setting> = likely.map(|(possible, at)| setting(&possible.label, at)).collect();
        let choices = matches!(catalog.questions[*question].kind, QuestionKind::Choice(_));
        if choices {
            settings.sort_by(|a, b| a.margin.total_cmp(&b.margin));
        }
        let what = Swung::Open { question: *question };
        inputs.push((what, catalog.questions[*question].title.clone(), settings));
    }
    let counts: Vec<usize> = inputs.iter().map(|(.., settings)| settings.len()).collect();
    tornado::bars(base, &counts, |input, at| inputs[input].2[at].margin)
        .into_iter()
        .filter_map(|bar| {
            let (what, title, settings) = &inputs[bar.input];
            // A limit can always be set so that nothing passes: that alone is no answer that flips the winner.
            let open = matches!(what, Swung::Open { .. });
            let flips = settings.iter().any(|at| at.flips || (!open && at.winner.is_none()));
            Some(Swing {
                what: *what,
                title: title.clone(),
                low: settings.first()?.end(),
                high: settings.last()?.end(),
                flips,
            })
        })
        .collect()
}

/// An input at one of its values.
struct Setting {
    label: String,
    margin: f64,
    flips: bool,
    winner: Option<usize>,
}

impl Setting {
    fn end(&self) -> SwingEnd {
        SwingEnd {
            label: self.label.clone(),
            margin: self.margin,
            winner: self.winner,
        }
    }
}

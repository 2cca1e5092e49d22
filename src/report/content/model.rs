//! What the model computed of load: the inputs used, instances, latency, start-up, time to launch.

use super::Scope;
use crate::{
    catalog::Percentile,
    report::{
        document::{Document, Table},
        number, words,
    },
    weigh::{Input, Launch, Span, words as say},
};

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    inputs(scope, out);
    capacity(scope, out);
    latency(scope, out);
    startup(scope, out);
    launch(scope, out);
}

fn inputs(scope: &Scope<'_>, out: &mut Document) {
    let assessment = scope.entry.assessment;
    let said = |name: &str, unit: &str, input: Option<Input>| {
        input.map(|i| {
            let origin = if i.answered {
                "answered"
            } else {
                "not answered: implied or the catalog's default"
            };
            format!("{name}: {} ({origin})", words::with_unit(&say::number(i.value), unit))
        })
    };
    let items: Vec<String> = [
        said("peak load", "req/s", assessment.peak_rps),
        said("concurrent connections", "", assessment.connections),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !items.is_empty() {
        out.heading("Load that the model used");
        out.list(items);
    }
}

fn capacity(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Option")
        .numbers("Instances")
        .numbers("for throughput")
        .numbers("for memory")
        .numbers("for availability")
        .numbers("in the first month")
        .numbers("Load of each (req/s)")
        .numbers("Memory of each (MB)");
    for (option, assessed) in scope.options() {
        let Some(s) = assessed.sizing else { continue };
        let mut row = vec![scope.title(option).to_owned()];
        row.extend([s.instances, s.by_throughput, s.by_memory, s.by_availability, s.at_start].map(|n| n.to_string()));
        row.extend([s.load_per_instance, s.memory_per_instance].map(say::number));
        table.row(row);
    }
    if !table.rows.is_empty() {
        out.heading("Capacity at the end of the horizon: instances are the largest of three demands");
    }
    out.table(table);
    phases(scope, out);
}

fn phases(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Strategy")
        .words("Runs")
        .words("Months")
        .numbers("Share of traffic")
        .numbers("Instances at its end");
    for (option, assessed) in scope.options() {
        for phase in &assessed.phases {
            table.row([
                scope.title(option).to_owned(),
                scope.title(phase.option).to_owned(),
                format!("{} to {}", phase.from_month, phase.to_month),
                format!("{} %", say::number(phase.share * 100.0)),
                phase
                    .instances
                    .map_or_else(|| "no figure".to_owned(), |n| n.to_string()),
            ]);
        }
    }
    if !table.rows.is_empty() {
        out.heading("Strategies, phase by phase");
    }
    out.table(table);
}

/// A column per option for rows of ranges; `None` where no option has any.
fn by_option(
    scope: &Scope<'_>,
    first: &str,
    rows: impl IntoIterator<Item = (String, Vec<Option<Span>>)>,
    format: impl Fn(f64) -> String,
) -> Option<Table> {
    let mut table = Table::new(first).numbers_for(scope.titles());
    for (name, spans) in rows {
        if spans.iter().any(Option::is_some) {
            let cells = spans
                .into_iter()
                .map(|s| s.map_or_else(|| "no figure".to_owned(), |s| number::span(s, &format)));
            table.row(std::iter::once(name).chain(cells));
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

fn latency(scope: &Scope<'_>, out: &mut Document) {
    let rows = Percentile::ALL.into_iter().enumerate().map(|(index, percentile)| {
        let spans = scope.options().map(|(_, o)| o.latency[index]).collect();
        (percentile.label().to_owned(), spans)
    });
    if let Some(table) = by_option(scope, "Percentile", rows, say::number) {
        out.heading("Latency at each option's own load (ms)");
        out.table(table);
    }
}

fn startup(scope: &Scope<'_>, out: &mut Document) {
    let names = [
        "process start to first answer",
        "cold start",
        "warm-up to peak",
        "time to most throughput",
    ];
    let rows = names.into_iter().enumerate().map(|(index, name)| {
        let spans = scope.options().map(|(_, o)| o.startup[index]).collect();
        (name.to_owned(), spans)
    });
    if let Some(table) = by_option(scope, "Start-up", rows, say::number) {
        out.heading("Start-up (ms)");
        out.table(table);
    }
}

/// A part of the time to launch.
type Work = fn(&Launch) -> Span;

fn launch(scope: &Scope<'_>, out: &mut Document) {
    let parts: [(&str, Work); 4] = [
        ("Learning", |l| l.learning),
        ("Setting up", |l| l.setup),
        ("Building", |l| l.build),
        ("To the first launch", |l| l.weeks),
    ];
    let rows = parts.into_iter().map(|(name, part)| {
        let spans = scope.options().map(|(_, o)| o.launch.as_ref().map(part)).collect();
        (name.to_owned(), spans)
    });
    if let Some(mut table) = by_option(scope, "Work", rows, number::score) {
        table.totalled = true;
        out.heading("Time to the first launch (weeks)");
        out.table(table);
    }
}

//! What the model computed of load: the inputs used, instances, latency, start-up, time to launch.

use super::{Scope, no_figure, span_rows};
use crate::{
    catalog::Percentile,
    report::{
        document::{Document, Table},
        words,
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
    let items = loads(scope);
    if !items.is_empty() {
        out.heading("Load that the model used");
        out.list(items);
    }
}

/// The load that the model used, each part with where it comes from.
pub(super) fn loads(scope: &Scope<'_>) -> Vec<String> {
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
    [
        said("peak load", "req/s", assessment.peak_rps),
        said("concurrent connections", "", assessment.connections),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn capacity(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Option")
        .numbers("Instances")
        .numbers("by throughput")
        .numbers("by memory")
        .numbers("by availability")
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
        out.heading("Capacity at the greatest load of the horizon: instances are the largest of three demands");
    }
    out.table(table);
    phases(scope, out);
}

fn phases(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("Strategy")
        .words("Runs")
        .words("Months")
        .numbers("Share of traffic")
        .numbers("Instances at its peak");
    for (option, assessed) in scope.options() {
        for phase in &assessed.phases {
            table.row([
                scope.title(option).to_owned(),
                scope.title(phase.option).to_owned(),
                format!("{} to {}", phase.from_month, phase.to_month),
                format!("{} %", say::number(phase.share * 100.0)),
                phase.instances.map_or_else(no_figure, |n| n.to_string()),
            ]);
        }
    }
    if !table.rows.is_empty() {
        out.heading("Strategies, phase by phase");
    }
    out.table(table);
}

/// Rows of likely values and ranges, a column per option, under their heading; nothing where no option has any.
fn by_option(
    scope: &Scope<'_>,
    out: &mut Document,
    [heading, first]: [&str; 2],
    rows: impl IntoIterator<Item = (&'static str, Vec<Option<Span>>)>,
    format: impl Fn(f64) -> String,
) {
    let mut table = Table::new(first).numbers_for(scope.titles());
    for (name, spans) in rows {
        span_rows(&mut table, name, &spans, &format);
    }
    if !table.rows.is_empty() {
        out.heading(heading);
    }
    out.table(table);
}

fn latency(scope: &Scope<'_>, out: &mut Document) {
    let rows = Percentile::ALL.into_iter().map(|percentile| {
        let spans = scope.options().map(|(_, o)| o.latency[percentile as usize]).collect();
        (percentile.label(), spans)
    });
    let titles = ["Latency at each option's own load (ms)", "Percentile"];
    by_option(scope, out, titles, rows, say::number);
}

fn startup(scope: &Scope<'_>, out: &mut Document) {
    let names = [
        "Start to first answer",
        "Cold start",
        "Warm-up to peak",
        "Time to most throughput",
    ];
    let rows = names.into_iter().enumerate().map(|(index, name)| {
        let spans = scope.options().map(|(_, o)| o.startup[index]).collect();
        (name, spans)
    });
    by_option(scope, out, ["Start-up (ms)", "What"], rows, say::number);
}

/// A part of the time to launch.
type Work = fn(&Launch) -> Span;

fn launch(scope: &Scope<'_>, out: &mut Document) {
    let parts: [(&str, Work); 4] = [
        ("Learning", |l| l.learning),
        ("Setting up", |l| l.setup),
        ("Building", |l| l.build),
        ("All of it", |l| l.weeks),
    ];
    let rows = parts.into_iter().map(|(name, part)| {
        let spans = scope.options().map(|(_, o)| o.launch.as_ref().map(part)).collect();
        (name, spans)
    });
    by_option(
        scope,
        out,
        ["Time to the first launch (weeks)", "Work"],
        rows,
        say::number,
    );
}

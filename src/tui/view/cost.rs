//! Cost: what each option has cost by when, and of what.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use super::{
    Class, Scene,
    page::{Block, Column as PageColumn, Page},
    panel, say,
    verdict::paragraph,
};
use crate::{
    tui::{
        theme::Role,
        widget::{Cell, Column, Row, Table},
    },
    weigh::{Cost, Span, words},
};

/// Rows that the screen would like in this area; more than there are: it scrolls.
#[must_use]
pub fn height(scene: &Scene<'_>, area: Rect) -> u16 {
    page(scene, area).height()
}

/// Draws the screen into `area` (the screen without header and footer).
pub fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    page(scene, area).draw(area, buf, scene.scroll, scene.theme, scene.hits);
}

fn page<'a>(scene: &'a Scene<'a>, area: Rect) -> Page<'a> {
    let width = area.width;
    let least = if Class::of(area) == Class::Small { 12 } else { 14 };
    let chart = Block::flexible(least, 60, |area, buf| panel::cost(scene, area, buf));
    let table_of = |area_width: u16| {
        let table = breakdown(scene, area_width);
        Block::fixed(table.height(area_width), move |area, buf| (&table).render(area, buf))
    };
    let answer = paragraph(vec![answer(scene)], width);
    if scene.weighing().options.iter().all(|o| o.cost.is_none()) {
        return Page {
            head: PageColumn::new(1, vec![answer]),
            columns: Vec::new(),
        };
    }
    let right = width.saturating_sub(3) * 9 / 20;
    if Class::of(area) == Class::Large {
        Page {
            head: PageColumn::new(1, vec![answer]),
            columns: vec![
                PageColumn::new(11, vec![chart]),
                PageColumn::new(9, vec![table_of(right), paragraph(notes(scene), right)]),
            ],
        }
    } else {
        Page {
            head: PageColumn::new(1, vec![answer, chart, table_of(width), paragraph(notes(scene), width)]),
            columns: Vec::new(),
        }
    }
}

/// The cheapest over the horizon, and when the dearer one has paid back.
fn answer(scene: &Scene<'_>) -> Line<'static> {
    let weighing = scene.weighing();
    let strong = scene.theme.style(Role::Strong);
    let currency = scene.now.currency.as_str();
    let costs = weighing
        .options
        .iter()
        .enumerate()
        .filter_map(|(o, a)| Some((o, a.cost.as_ref()?)));
    let Some((cheapest, cost)) = costs.min_by(|a, b| a.1.total.likely.total_cmp(&b.1.total.likely)) else {
        return say::styled("Cost is not computed: the catalog has no figures of cost.", strong);
    };
    let mut sentence = format!(
        "{} costs least over {} months: {}.",
        scene.option(cheapest),
        scene.now.horizon_months,
        words::money(cost.total.likely, currency)
    );
    if let Some(even) = weighing.break_even {
        let (dearer, cheaper) = (scene.option(even.dearer), scene.option(even.cheaper));
        let more = match (even.month, even.beyond) {
            (Some(month), _) => {
                format!(
                    " {dearer} costs more at first and has paid back against {cheaper} in month {}.",
                    words::fixed(month.ceil(), 0)
                )
            }
            (None, Some(month)) => format!(
                " {dearer} has not paid back against {cheaper} within the horizon; it would in month {}.",
                words::number(month.ceil())
            ),
            (None, None) => format!(" {dearer} never pays back against {cheaper}."),
        };
        sentence.push_str(&more);
    }
    say::styled(&sentence, strong)
}

/// A row for each part of the cost, a column for each option; or the other way round where it is narrow.
fn breakdown<'a>(scene: &Scene<'a>, width: u16) -> Table<'a> {
    let weighing = scene.weighing();
    let currency = scene.now.currency.as_str();
    let money = |x: f64| words::money(x, currency);
    let range = |span: &Span| {
        if span.low < span.high {
            format!("{} to {}", money(span.low), money(span.high))
        } else {
            String::new()
        }
    };
    let mut columns = vec![Column::words("")];
    columns.extend((0..weighing.options.len()).map(|o| Column::numbers(scene.option(o))));
    let mut rows = Vec::new();
    let mut add = |name: &str, ruled: bool, role: Role, of: &dyn Fn(&Cost) -> String| {
        let style = scene.theme.style(role);
        let cells = weighing
            .options
            .iter()
            .map(|o| o.cost.as_ref().map_or_else(|| "-".to_owned(), of));
        rows.push(Row {
            cells: std::iter::once(name.to_owned())
                .chain(cells)
                .map(|t| Cell::new(t, style))
                .collect(),
            ruled,
        });
    };
    let any = |of: &dyn Fn(&Cost) -> f64| {
        weighing
            .options
            .iter()
            .filter_map(|o| o.cost.as_ref())
            .any(|c| of(c) > 0.0)
    };
    add("Learning", false, Role::Text, &|c| money(c.parts.learning));
    add("Set-up", false, Role::Text, &|c| money(c.parts.setup));
    add("Build", false, Role::Text, &|c| money(c.parts.build));
    if any(&|c| c.parts.training) {
        add("Training", false, Role::Text, &|c| money(c.parts.training));
    }
    add("Development", true, Role::Strong, &|c| money(c.development.likely));
    if width >= 90 {
        add("  low to high", false, Role::Dim, &|c| range(&c.development));
    }
    let months = format!("Infrastructure, {} months", scene.now.horizon_months);
    add(&months, false, Role::Text, &|c| money(c.parts.infrastructure));
    if any(&|c| c.parts.fees) {
        add("Licences and services", false, Role::Text, &|c| money(c.parts.fees));
    }
    if any(&|c| c.parts.operations) {
        add("Extra operations", false, Role::Text, &|c| money(c.parts.operations));
    }
    add("Total", true, Role::Strong, &|c| money(c.total.likely));
    if width >= 90 {
        add("  low to high", false, Role::Dim, &|c| range(&c.total));
    }
    add("Net present value", false, Role::Text, &|c| money(c.npv));
    add("First month, running", false, Role::Dim, &|c| {
        money(c.monthly_infrastructure)
    });
    let instances = weighing.options.iter().map(|o| {
        o.sizing.map_or_else(
            || "-".to_owned(),
            |s| {
                if s.at_start == s.instances {
                    s.instances.to_string()
                } else {
                    format!("{} to {}", s.at_start, s.instances)
                }
            },
        )
    });
    let dim = scene.theme.style(Role::Dim);
    rows.push(Row {
        cells: std::iter::once("Instances".to_owned())
            .chain(instances)
            .map(|t| Cell::new(t, dim))
            .collect(),
        ruled: false,
    });
    Table {
        title: "Of what",
        columns,
        rows,
        theme: scene.theme,
    }
}

/// The budget's gate, what the phases of strategies are, and what the other sets of evidence say.
fn notes(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let text = scene.theme.style(Role::Text);
    let dim = scene.theme.style(Role::Dim);
    let weighing = scene.weighing();
    let currency = scene.now.currency.as_str();
    let mut lines = Vec::new();
    for (gate, known) in scene.catalog.gates.iter().enumerate() {
        if !panel::is_money(&known.quantity) {
            continue;
        }
        for (option, assessed) in weighing.options.iter().enumerate() {
            if let Some(result) = assessed.gates.iter().find(|r| r.gate == gate) {
                lines.push(panel::result_line(scene, option, result));
            }
        }
    }
    for (option, assessed) in weighing
        .options
        .iter()
        .enumerate()
        .filter(|(_, o)| !o.phases.is_empty())
    {
        let phases: Vec<String> = assessed
            .phases
            .iter()
            .map(|p| {
                let instances = p.instances.map_or_else(String::new, |n| format!(", {n} instances"));
                let share = if p.share < 1.0 {
                    format!(" for {}", words::percent(p.share))
                } else {
                    String::new()
                };
                format!(
                    "{}{share} in months {} to {}{instances}",
                    scene.option(p.option),
                    p.from_month,
                    p.to_month
                )
            })
            .collect();
        lines.push(say::styled(
            &format!("{}: {}.", scene.option(option), phases.join("; ")),
            text,
        ));
    }
    for other in scene.others() {
        let totals: Vec<String> = other
            .weighing
            .options
            .iter()
            .enumerate()
            .filter_map(|(o, a)| {
                Some(format!(
                    "{} {}",
                    scene.option(o),
                    words::money(a.cost.as_ref()?.total.likely, currency)
                ))
            })
            .collect();
        if !totals.is_empty() {
            lines.push(say::styled(&format!("By {}: {}.", other.title, totals.join(", ")), dim));
        }
    }
    lines
}

//! Cumulative cost over the horizon.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::nothing;
use crate::{
    tui::{
        hit::ChartId,
        theme::Role,
        view::{Scene, read},
        widget::{Axis, Column, LineChart, Mark, Marker, Row, Series, Table, Trace},
    },
    weigh::{Weighing, words},
};

/// Cumulative cost of all options with the break-even; the costs before a preview dotted, those of another set of evidence
/// broken.
pub fn cost(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    cost_with(scene, Vec::new(), area, buf);
}

/// [`cost`] with upright lines.
pub(in crate::tui::view) fn cost_with(scene: &Scene<'_>, across: Vec<Marker>, area: Rect, buf: &mut Buffer) {
    let weighing = scene.weighing();
    let (even, sentence) = break_even(scene);
    let title = title(scene, &sentence, area.width, even.is_some());
    let now = lines(weighing);
    if now.iter().all(Option::is_none) {
        nothing(scene, "Cost to date", "The catalog has no figures of cost.", area, buf);
        return;
    }
    if scene.table {
        table(scene, &title, area, buf);
        return;
    }
    let ghost = scene.before().map(lines).unwrap_or_default();
    // A preview has enough to show with what was before.
    let other = scene.others().next().filter(|_| ghost.is_empty());
    let faint = other.map(|o| lines(o.weighing)).unwrap_or_default();
    let mut series = Vec::new();
    for (trace, all) in [(Trace::Solid, &now), (Trace::Ghost, &ghost), (Trace::Faint, &faint)] {
        for (option, points) in all.iter().enumerate() {
            if let Some(points) = points {
                series.push(Series {
                    name: scene.option(option),
                    points,
                    index: option,
                    trace,
                    dotted: false,
                });
            }
        }
    }
    let highest = |all: &[Option<Vec<(f64, f64)>>]| all.iter().flatten().flatten().map(|p| p.1).fold(0.0, f64::max);
    let high = highest(&now).max(highest(&ghost));
    // The other set may be far dearer: it may not press the chosen one flat.
    let high = high.max(highest(&faint).min(high * 1.5));
    let mut notes = Vec::new();
    if !ghost.is_empty() {
        notes.push((Trace::Ghost.sample(scene.theme), "before"));
    }
    if let Some(other) = other.filter(|_| faint.iter().any(Option::is_some)) {
        notes.push((Trace::Faint.sample(scene.theme), other.title));
    }
    let chart = LineChart {
        title: &title,
        x: Axis::months(f64::from(scene.now.horizon_months)),
        y: Axis::rounded(0.0, high, ""),
        series,
        across,
        level: Vec::new(),
        marks: even.into_iter().collect(),
        notes,
        theme: scene.theme,
    };
    let month = |month: f64| format!("month {}", words::number(month));
    let money = |amount: f64| words::money(amount, &scene.now.currency);
    read::line_chart(scene, ChartId::Cost, &chart, (&month, &money), area, buf);
}

fn title(scene: &Scene<'_>, sentence: &str, width: u16, marked: bool) -> String {
    let title = format!("Cost to date, {}", scene.now.currency);
    if !marked && !sentence.is_empty() && width >= 60 {
        format!("{title} {} {sentence}", scene.theme.glyphs.separator)
    } else {
        title
    }
}

/// Months and cost to date, per option.
fn lines(weighing: &Weighing) -> Vec<Option<Vec<(f64, f64)>>> {
    let points = |months: &[f64]| (0_u32..).map(f64::from).zip(months.iter().copied()).collect();
    weighing
        .options
        .iter()
        .map(|o| o.cost.as_ref().map(|c| points(&c.by_month)))
        .collect()
}

/// The mark of the break-even, and what is said where there is none to mark.
fn break_even(scene: &Scene<'_>) -> (Option<Mark>, String) {
    let weighing = scene.weighing();
    let Some(even) = weighing.break_even else {
        return (None, String::new());
    };
    let Some(month) = even.month else {
        return (None, "no break-even in the horizon".into());
    };
    let by_month = weighing
        .options
        .get(even.dearer)
        .and_then(|o| o.cost.as_ref())
        .map(|c| &c.by_month);
    let at = by_month.and_then(|costs| on_line(costs, month));
    let mark = at.map(|cost| Mark {
        at: (month, cost),
        label: format!("break-even month {}", words::fixed(month.ceil(), 0)),
        glyph: scene.theme.glyphs.crossing,
        role: Role::Strong,
    });
    (mark, String::new())
}

/// The place of a month on the line through the costs of whole months.
fn on_line(costs: &[f64], month: f64) -> Option<f64> {
    let mut months = (0_u32..).map(f64::from).zip(costs);
    let (mut from, mut before) = months.next()?;
    if month <= from {
        return Some(*before);
    }
    for (to, cost) in months {
        if month <= to {
            return Some(before + (cost - before) * (month - from) / (to - from));
        }
        (from, before) = (to, cost);
    }
    None
}

fn table(scene: &Scene<'_>, title: &str, area: Rect, buf: &mut Buffer) {
    let weighing = scene.weighing();
    let currency = scene.now.currency.as_str();
    let mut columns = vec![Column::numbers("Month")];
    columns.extend((0..weighing.options.len()).map(|o| Column::numbers(scene.option(o))));
    let months = scene.now.horizon_months;
    let room = u32::from(area.height.saturating_sub(3)).max(1);
    let every = [1, 2, 3, 6, 12, 24, 60, 120]
        .into_iter()
        .find(|every| months / every < room)
        .unwrap_or(240);
    let mut at: Vec<u32> = (0..=months).step_by(usize::try_from(every).unwrap_or(1)).collect();
    if at.last() != Some(&months) {
        at.push(months);
    }
    let rows = at.into_iter().map(|month| {
        let costs = weighing.options.iter().map(|o| {
            let cost = o
                .cost
                .as_ref()
                .and_then(|c| c.by_month.get(usize::try_from(month).ok()?));
            cost.map_or_else(|| "-".to_owned(), |c| words::money(*c, currency))
        });
        std::iter::once(month.to_string()).chain(costs).collect::<Row>()
    });
    let table = Table {
        title,
        columns,
        rows: rows.collect(),
        theme: scene.theme,
    };
    table.render(area, buf);
}

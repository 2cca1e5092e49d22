//! The time line of all options, and the gates that are tested in each phase.

use ratatui::{
    text::{Line, Span},
    widgets::Widget,
};

use crate::{
    catalog::StrategyKind,
    tui::{
        hit::ChartId,
        theme::Role,
        view::{Scene, page::Block, read, say},
        widget::{Axis, Column, Lane, Row, Stretch, Table, TimeLine},
    },
    weigh::{GateResult, GateState, OptionAssessment, Phase, words},
};

/// Who is at work when, in words: `first until month 4, then second`.
pub(super) fn in_words(scene: &Scene<'_>, option: usize, assessed: &OptionAssessment) -> Option<String> {
    let strategy = scene.catalog.options.get(option)?.strategy.as_ref()?;
    let name = |part: usize| words::name(scene.option(strategy.parts[part]));
    match (strategy.kind, assessed.phases.as_slice()) {
        (StrategyKind::Staged { .. }, [first, _]) => {
            Some(format!("{} until month {}, then {}", name(0), first.to_month, name(1)))
        }
        (StrategyKind::Staged { .. }, [_]) => Some(format!(
            "{} all along: the switch to {} lies beyond the horizon",
            name(0),
            name(1)
        )),
        (StrategyKind::Split { .. }, [first, second]) => Some(format!(
            "{} for {} of the traffic, {} for {}",
            name(0),
            words::percent(first.share),
            name(1),
            words::percent(second.share)
        )),
        _ => None,
    }
}

/// All options over the months, or the table twin.
pub(super) fn block<'a>(scene: &'a Scene<'a>, width: u16) -> Block<'a> {
    if scene.table {
        let table = table(scene);
        let rows = table.height(width);
        return Block::fixed(rows, move |area, buf| (&table).render(area, buf));
    }
    let rows = chart(scene).height();
    Block::fixed(rows, move |area, buf| {
        let chart = chart(scene);
        let drawn = chart.draw(area, buf);
        let at_work = |at: usize| {
            let lane = chart.lanes.get(at)?;
            let stretch = lane.stretch.as_ref()?;
            let time = format!(
                "months {} to {}",
                words::number(stretch.from),
                words::number(stretch.to)
            );
            let mut ways: Vec<String> = stretch.words.iter().map(|words| format!("{time}, {words}")).collect();
            ways.push(time);
            Some((lane.name.to_owned(), ways))
        };
        read::rows(scene, ChartId::Phases, &drawn, at_work, area, buf);
    })
}

fn chart<'a>(scene: &'a Scene<'a>) -> TimeLine<'a> {
    let months = f64::from(scene.now.horizon_months);
    let mut lanes = Vec::new();
    let options = &scene.weighing().options;
    for (option, assessed) in options.iter().enumerate() {
        let strong = scene.weighing().winner == Some(option);
        let mark = assessed.ruled_out().then_some((scene.theme.glyphs.fail, Role::Bad));
        if assessed.phases.is_empty() {
            let stretch = Stretch {
                from: 0.0,
                to: months,
                index: option,
                words: plain_words(scene, assessed),
                paid: assessed.cost.is_some(),
            };
            lanes.push(Lane {
                name: scene.option(option),
                part: false,
                strong,
                stretch: Some(stretch),
                mark,
            });
            continue;
        }
        lanes.push(Lane {
            name: scene.option(option),
            part: false,
            strong,
            stretch: None,
            mark,
        });
        for (at, phase) in assessed.phases.iter().enumerate() {
            lanes.push(Lane {
                name: scene.option(phase.option),
                part: true,
                strong: false,
                stretch: Some(stretch(scene, phase)),
                mark: phase_mark(scene, assessed, at),
            });
        }
    }
    TimeLine {
        title: "Who is at work when",
        axis: Axis::months(months),
        lanes,
        paid: "its development is paid",
        theme: scene.theme,
    }
}

fn phase_mark(scene: &Scene<'_>, assessed: &OptionAssessment, phase: usize) -> Option<(char, Role)> {
    let results = assessed.phase_gates.get(phase)?;
    let any = |state: GateState| results.iter().any(|result| result.state == state);
    let g = scene.theme.glyphs;
    if any(GateState::Fail) {
        Some((g.fail, Role::Bad))
    } else {
        any(GateState::Unknown).then_some((g.unknown, Role::Warn))
    }
}

fn instances(count: u64) -> String {
    if count == 1 {
        "1 instance".into()
    } else {
        format!("{count} instances")
    }
}

/// What the stretch of an option that is no strategy says.
fn plain_words(scene: &Scene<'_>, assessed: &OptionAssessment) -> Vec<String> {
    let sizing = assessed.sizing.map(|sizing| {
        if sizing.at_start == sizing.instances {
            instances(sizing.instances)
        } else {
            format!("{} to {}", sizing.at_start, instances(sizing.instances))
        }
    });
    with_development(scene, assessed, sizing)
}

/// What is paid first, and what runs then: with both where there is room.
fn with_development(scene: &Scene<'_>, of: &OptionAssessment, sizing: Option<String>) -> Vec<String> {
    let paid = of.cost.as_ref().map(|cost| {
        let money = words::money(cost.development.likely, &scene.now.currency);
        format!("{money} to develop")
    });
    let mut words = Vec::new();
    if let (Some(paid), Some(sizing)) = (&paid, &sizing) {
        words.push(format!("{paid}, then {sizing}"));
    }
    words.extend(sizing);
    words.extend(paid);
    words
}

fn stretch(scene: &Scene<'_>, phase: &Phase) -> Stretch {
    let of = scene.weighing().options.get(phase.option);
    let mut sizing = phase.instances.map(instances);
    if phase.share < 1.0 {
        let share = format!("{} of the traffic", words::percent(phase.share));
        sizing = Some(sizing.map_or_else(|| share.clone(), |sizing| format!("{share}, {sizing}")));
    }
    Stretch {
        from: f64::from(phase.from_month),
        to: f64::from(phase.to_month),
        index: phase.option,
        words: of.map_or_else(Vec::new, |of| with_development(scene, of, sizing)),
        paid: of.is_some_and(|of| of.cost.is_some()),
    }
}

fn table<'a>(scene: &'a Scene<'a>) -> Table<'a> {
    let currency = scene.now.currency.as_str();
    let mut rows = Vec::new();
    let options = &scene.weighing().options;
    for (option, assessed) in options.iter().enumerate() {
        for phase in &assessed.phases {
            let developed = options.get(phase.option).and_then(|of| of.cost.as_ref());
            let cells = [
                scene.option(option).to_owned(),
                scene.option(phase.option).to_owned(),
                phase.from_month.to_string(),
                phase.to_month.to_string(),
                words::percent(phase.share),
                phase
                    .instances
                    .map_or_else(|| "-".to_owned(), |count| count.to_string()),
                developed.map_or_else(
                    || "-".to_owned(),
                    |cost| words::money(cost.development.likely, currency),
                ),
            ];
            rows.push(cells.into_iter().collect::<Row>());
        }
    }
    Table {
        title: "Who is at work when",
        columns: vec![
            Column::words("Path"),
            Column::words("At work"),
            Column::numbers("From month"),
            Column::numbers("To month"),
            Column::numbers("Traffic").spare(1),
            Column::numbers("Instances"),
            Column::numbers("Development, paid at its start").spare(2),
        ],
        rows,
        theme: scene.theme,
    }
}

/// The gates of each phase of each path, and those that are tested on the path as a whole.
pub(super) fn gates(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let dim = scene.theme.style(Role::Dim);
    let mut lines = vec![say::styled(
        "Must-haves, phase by phase",
        scene.theme.style(Role::Title),
    )];
    let mut any = false;
    for (option, assessed) in super::strategies(scene) {
        if assessed.gates.is_empty() {
            continue;
        }
        any = true;
        lines.push(say::styled(scene.option(option), scene.theme.style(Role::Strong)));
        let by_phase = |gate: usize| {
            assessed
                .phase_gates
                .iter()
                .any(|phase| phase.iter().any(|r| r.gate == gate))
        };
        for (phase, results) in assessed.phases.iter().zip(&assessed.phase_gates) {
            lines.extend(gate_lines(scene, &when(scene, phase), results.iter()));
        }
        let whole = assessed.gates.iter().filter(|result| !by_phase(result.gate));
        lines.extend(gate_lines(scene, "as a whole", whole));
    }
    if !any {
        lines.push(say::styled("No answer sets a limit yet.", dim));
    }
    lines
}

/// `first, months 0 to 4` or `second, 20 %`.
fn when(scene: &Scene<'_>, phase: &Phase) -> String {
    let name = words::name(scene.option(phase.option));
    if phase.share < 1.0 {
        format!("{name}, {}", words::percent(phase.share))
    } else {
        format!("{name}, months {} to {}", phase.from_month, phase.to_month)
    }
}

/// A line for what passes, and one with its reason for each gate that does not.
fn gate_lines<'r>(scene: &Scene<'_>, when: &str, results: impl Iterator<Item = &'r GateResult>) -> Vec<Line<'static>> {
    let g = scene.theme.glyphs;
    let title = |result: &GateResult| {
        scene
            .catalog
            .gates
            .get(result.gate)
            .map_or("", |gate| gate.title.as_str())
    };
    let line = |mark: char, role: Role, words: &str| {
        Line::from(vec![
            Span::styled(format!("{mark} "), scene.theme.style(role)),
            Span::styled(format!("{when}: "), scene.theme.style(Role::Dim)),
            Span::styled(words.to_owned(), scene.theme.style(Role::Text)),
        ])
    };
    let mut passed: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for result in results {
        let (mark, role) = match result.state {
            GateState::Pass => {
                passed.push(title(result));
                continue;
            }
            GateState::Fail => (g.fail, Role::Bad),
            GateState::Unknown => (g.unknown, Role::Warn),
        };
        lines.push(line(mark, role, &format!("{}, {}", title(result), result.reason)));
    }
    if !passed.is_empty() {
        lines.insert(0, line(g.pass, Role::Good, &words::list(&passed)));
    }
    lines
}

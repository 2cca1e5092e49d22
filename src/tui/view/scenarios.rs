//! Scenarios: which of the source's requirement sets is nearest, and what it chooses there.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use super::{
    Class, Scene,
    page::{Block, Column as PageColumn, Page, totals},
    panel, say,
    verdict::{agreement, paragraph},
};
use crate::{
    profile::Answer,
    tui::{
        hit::Spot,
        theme::Role,
        widget::{Column, FitBar, FitBars, Row, Table, short},
    },
    weigh::{Fit, words},
};

/// Rows that the screen would like in this area; more than there are: it scrolls.
#[must_use]
pub fn height(scene: &Scene<'_>, area: Rect) -> u16 {
    page(scene, area).height()
}

/// Draws the screen into `area` (the screen without header and footer). The selected row is that of the fit, best first.
pub fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    page(scene, area).draw(area, buf, scene.scroll, scene.theme, scene.hits);
}

fn page<'a>(scene: &'a Scene<'a>, area: Rect) -> Page<'a> {
    let answer = paragraph(vec![answer(scene)], area.width);
    if scene.catalog.scenarios.is_empty() && scene.catalog.tiers.is_empty() {
        return Page {
            head: PageColumn::new(1, vec![answer]),
            columns: Vec::new(),
        };
    }
    let count = short(scene.now.fit.len());
    let bars = Block::fixed(count + 1, |area, buf| {
        if scene.table {
            panel::fit(scene, area, buf);
        } else {
            let bars = bars(scene);
            bars.render(area, buf);
            for at in 0..bars.bars.len() {
                scene.hit(bars.row(area, at), Spot::Scenario(at));
            }
        }
    });
    let apart = |width: u16| {
        let table = apart(scene, width);
        let rows = if table.rows.is_empty() { 0 } else { table.height(width) };
        Block::fixed(rows, move |area, buf| (&table).render(area, buf))
    };
    if Class::of(area) == Class::Small {
        let width = area.width;
        return Page {
            head: PageColumn::new(
                1,
                vec![
                    answer,
                    bars,
                    paragraph(chosen(scene, selected(scene)), width),
                    apart(width),
                    paragraph(tiers(scene), width),
                    paragraph(agreement(scene), width),
                ],
            ),
            columns: Vec::new(),
        };
    }
    let half = area.width.saturating_sub(3) * 4 / 7;
    let less = area.width.saturating_sub(3).saturating_sub(half);
    let mut left = vec![bars, paragraph(tiers(scene), half), paragraph(agreement(scene), half)];
    if Class::of(area) == Class::Large {
        // What the matrix says beside what the source says.
        left.push(totals(scene));
    }
    let mut right = vec![paragraph(chosen(scene, selected(scene)), less), apart(less)];
    if Class::of(area) == Class::Large {
        // Room enough to read what the source says of all the others too.
        let others = (0..scene.now.fit.len()).filter(|at| *at != selected(scene));
        right.extend(others.map(|at| paragraph(chosen(scene, at), less)));
    }
    Page {
        head: PageColumn::new(1, vec![answer]),
        columns: vec![PageColumn::new(4, left), PageColumn::new(3, right)],
    }
}

fn answer(scene: &Scene<'_>) -> Line<'static> {
    let strong = scene.theme.style(Role::Strong);
    let nearest = scene.now.fit.first().filter(|f| f.percent.is_some());
    let sentence = match nearest {
        Some(fit) => {
            let title = scene
                .catalog
                .scenarios
                .get(fit.scenario)
                .map_or("", |s| s.title.as_str());
            let agrees = if scene.now.agreement.agree {
                "and the matrix agrees"
            } else {
                "and the matrix does not agree"
            };
            format!(
                "Nearest is {title}, {} over {} answers: the source chooses {}, {agrees}.",
                panel::percent(fit.percent),
                fit.compared,
                panel::choices(scene, fit.scenario)
            )
        }
        None if scene.catalog.scenarios.is_empty() => "The catalog has no scenarios to compare with.".into(),
        None => "No answer yet that a scenario has too: the fit is open.".into(),
    };
    say::styled(&sentence, strong)
}

fn bars<'a>(scene: &Scene<'a>) -> FitBars<'a> {
    let before = |scenario: usize| scene.ghost?.fit.iter().find(|f| f.scenario == scenario)?.percent;
    let bars = scene.now.fit.iter().enumerate().map(|(at, fit)| FitBar {
        name: scene
            .catalog
            .scenarios
            .get(fit.scenario)
            .map_or("", |s| s.title.as_str()),
        share: fit.percent.map(|p| p / 100.0),
        before: before(fit.scenario).map(|p| p / 100.0),
        words: panel::choices(scene, fit.scenario),
        selected: at == selected(scene),
        strong: at == 0 && fit.percent.is_some(),
    });
    FitBars {
        title: "Fit to the scenarios, and their choice",
        bars: bars.collect(),
        theme: scene.theme,
    }
}

fn selected(scene: &Scene<'_>) -> usize {
    scene.selected.min(scene.now.fit.len().saturating_sub(1))
}

/// One scenario, by its place in the order of fit: the source's choice and the reasons.
fn chosen(scene: &Scene<'_>, at: usize) -> Vec<Line<'static>> {
    let Some(fit) = scene.now.fit.get(at) else {
        return Vec::new();
    };
    let Some(scenario) = scene.catalog.scenarios.get(fit.scenario) else {
        return Vec::new();
    };
    let text = scene.theme.style(Role::Text);
    let mut lines = vec![
        say::styled(&scenario.title, scene.theme.style(Role::Title)),
        Line::from(vec![
            Span::styled("The source chooses ", text),
            Span::styled(panel::choices(scene, fit.scenario), scene.theme.style(Role::Strong)),
            Span::styled(if scenario.reasons.is_empty() { "." } else { ":" }, text),
        ]),
    ];
    for reason in &scenario.reasons {
        let mark = Span::styled(format!("{} ", scene.theme.glyphs.bullet), scene.theme.style(Role::Dim));
        lines.push(Line::from(vec![mark, Span::styled(reason.clone(), text)]));
    }
    lines
}

/// Questions that pull the selected scenario apart: the own answer, the scenario's, how far.
fn apart<'a>(scene: &Scene<'a>, width: u16) -> Table<'a> {
    let fit: Option<&Fit> = scene.now.fit.get(selected(scene));
    let wide = width >= 60;
    let rows = fit.map_or(&[][..], |f| &f.apart).iter().map(|(question, distance)| {
        let known = scene.catalog.questions.get(*question);
        let title = known.map_or("", |q| q.title.as_str());
        let yours = known.map_or_else(String::new, |q| given(scene, *question, &q.id));
        let theirs = fit
            .and_then(|f| scene.catalog.scenarios.get(f.scenario))
            .and_then(|s| s.profile.answers.get(*question).copied().flatten())
            .map_or_else(String::new, |value| say::answer(scene, *question, value));
        [title.to_owned(), yours, theirs, words::percent(*distance)]
            .into_iter()
            .collect::<Row>()
    });
    Table {
        title: "What pulls it apart, farthest first",
        columns: vec![
            Column::words("Question"),
            Column::words("Your answer"),
            Column::words("The scenario's"),
            Column::numbers(if wide { "Apart, of its range" } else { "Apart" }).spare(1),
        ],
        rows: rows.take(12).collect(),
        theme: scene.theme,
    }
}

/// The profile's answer in words.
fn given(scene: &Scene<'_>, question: usize, id: &str) -> String {
    match scene.profile.answers.get(id) {
        Some(Answer::Number(value)) => say::answer(scene, question, *value),
        Some(Answer::Choice(choice)) => match scene.catalog.questions.get(question).map(|q| &q.kind) {
            Some(crate::catalog::QuestionKind::Choice(choices)) => choices
                .iter()
                .find(|c| c.id == *choice)
                .map_or_else(|| choice.clone(), |c| c.title.clone()),
            _ => choice.clone(),
        },
        Some(Answer::Unknown) | None => String::new(),
    }
}

/// All size tiers, the own one marked, with its reasons.
fn tiers(scene: &Scene<'_>) -> Vec<Line<'static>> {
    if scene.catalog.tiers.is_empty() {
        return Vec::new();
    }
    let g = scene.theme.glyphs;
    let (text, dim) = (scene.theme.style(Role::Text), scene.theme.style(Role::Dim));
    let mut lines = vec![say::styled("Size tiers", scene.theme.style(Role::Title))];
    for (at, tier) in scene.catalog.tiers.iter().enumerate() {
        let own = scene.now.tier == Some(at);
        let mark = if own { g.selected } else { ' ' };
        let style = scene.theme.style(if own { Role::Strong } else { Role::Dim });
        lines.push(Line::from(vec![
            Span::styled(format!("{mark} "), scene.theme.style(Role::Accent)),
            Span::styled(
                format!("{} {} {}", tier.title, g.arrow, scene.option(tier.choice)),
                style,
            ),
        ]));
        for reason in tier.reasons.iter().filter(|_| own) {
            lines.push(Line::from(vec![
                Span::styled("  ", dim),
                Span::styled(format!("{} {reason}", g.bullet), text),
            ]));
        }
    }
    if scene.now.tier.is_none() {
        lines.push(say::styled("  The load that decides is not answered.", dim));
    }
    lines
}

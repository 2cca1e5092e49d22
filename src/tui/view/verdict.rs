//! The verdict: who wins, by how much, from which weights and scores.

mod matrix;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    Class, Scene,
    page::{Block, Column, Page},
    panel, say,
};
use crate::{
    catalog::QuestionKind,
    tui::{theme::Role, widget::short},
    weigh::words,
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
    let count = short(scene.catalog.options.len());
    let half = width.saturating_sub(3) / 2;
    let scenarios = short(scene.now.fit.len()) + 2;
    let sentence = paragraph(sentence(scene), width);
    let most = if scene.table { 0 } else { count * 3 + 3 };
    let scores =
        move |rows: u16| Block::flexible(rows, most.max(rows), move |area, buf| panel::scores(scene, area, buf));
    let gates = |width: u16| {
        let rows = panel::gates_height(scene, width);
        Block::fixed(rows, move |area, buf| panel::gates(scene, area, buf))
    };
    let rows = |width: u16| matrix::height(scene, width);
    let matrix = |width: u16| Block::fixed(rows(width), move |area, buf| matrix::draw(scene, area, buf));
    // Names stand above their bars where it is narrow.
    let bars = if scene.table {
        short(scene.catalog.criteria.len()) + 4
    } else {
        count * 2 + 3
    };
    match Class::of(area) {
        Class::Small => Page {
            head: Column::new(
                1,
                vec![
                    sentence,
                    matrix(width),
                    paragraph(reasons(scene), width),
                    paragraph(sureness(scene), width),
                    scores(if scene.table { bars } else { count + 3 }),
                    gates(width),
                    paragraph(agreement(scene), width),
                    paragraph(arithmetic(scene), width),
                    paragraph(remarks(scene), width),
                ],
            ),
            columns: Vec::new(),
        },
        Class::Medium => Page {
            head: Column::new(1, vec![sentence, matrix(width)]),
            columns: vec![
                Column::new(
                    1,
                    vec![
                        paragraph(reasons(scene), half),
                        scores(bars),
                        paragraph(arithmetic(scene), half),
                    ],
                ),
                Column::new(
                    1,
                    vec![
                        paragraph(sureness(scene), half),
                        gates(half),
                        paragraph(agreement(scene), half),
                        paragraph(remarks(scene), half),
                    ],
                ),
            ],
        },
        Class::Large => {
            let left = width.saturating_sub(3) * 11 / 20;
            let right = width.saturating_sub(3).saturating_sub(left);
            Page {
                head: Column::new(1, vec![sentence]),
                columns: vec![
                    Column::new(
                        11,
                        vec![
                            matrix(left),
                            paragraph(reasons(scene), left),
                            // Names stand beside their bars here.
                            scores(if scene.table { bars } else { count + 3 }),
                            paragraph(arithmetic(scene), left),
                            Block::flexible(10, 22, |area, buf| panel::latency(scene, area, buf)),
                        ],
                    ),
                    Column::new(
                        9,
                        vec![
                            paragraph(sureness(scene), right),
                            gates(right),
                            paragraph(agreement(scene), right),
                            paragraph(remarks(scene), right),
                            Block::flexible(12, 22, |area, buf| panel::cost(scene, area, buf)),
                            Block::fixed(scenarios, |area, buf| panel::fit(scene, area, buf)),
                        ],
                    ),
                ],
            }
        }
    }
}

/// A block of paragraphs, as high as they are at this width.
#[expect(
    clippy::needless_pass_by_value,
    reason = "every caller makes the lines for this block alone"
)]
pub(super) fn paragraph<'a>(lines: Vec<Line<'static>>, width: u16) -> Block<'a> {
    let rows = say::rows(&lines, width);
    Block::fixed(short(rows.len()), move |area, buf| say::draw_rows(&rows, area, buf))
}

/// The sentence: who, by how much, because of what; and how sure that is.
fn sentence(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let verdict = scene.verdict();
    let mut lines = vec![say::styled(&scene.sentence(), scene.theme.style(Role::Strong))];
    if let Some(first) = verdict.sureness.first() {
        let mark = if scene.fresh {
            String::new()
        } else {
            format!(" {}", scene.theme.glyphs.ellipsis)
        };
        let role = if scene.fresh { Role::Text } else { Role::Dim };
        let words = say::plain(scene, &format!("{first}{mark}"));
        lines.push(say::styled(&words, scene.theme.style(role)));
    }
    lines
}

/// What speaks for the winner and against it, what would have to be true for the rival, how sure the winner is, what to ask next.
fn reasons(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let verdict = scene.verdict();
    let g = scene.theme.glyphs;
    let text = scene.theme.style(Role::Text);
    let mut lines = Vec::new();
    let sides = [
        ("For it", &verdict.reasons_for, g.pass, Role::Good),
        ("Against it", &verdict.reasons_against, g.fail, Role::Bad),
    ];
    for (head, reasons, mark, role) in sides {
        if reasons.is_empty() {
            continue;
        }
        lines.push(title(scene, head));
        for reason in reasons {
            let words = words::sentence_case(&say::plain(scene, reason));
            lines.push(Line::from(vec![
                Span::styled(format!("{mark} "), scene.theme.style(role)),
                Span::styled(words, text),
            ]));
        }
    }
    if let Some(rival) = &verdict.for_the_rival {
        lines.push(title(scene, "What would have to be true for the rival"));
        lines.push(say::styled(&say::plain(scene, rival), text));
    }
    lines
}

/// What makes it this word, and what to ask next.
fn sureness(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let verdict = scene.verdict();
    let text = scene.theme.style(Role::Text);
    let more: Vec<&String> = verdict.sureness.iter().skip(1).chain(&verdict.next).collect();
    if more.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![title(scene, "How sure")];
    for sentence in more {
        let mark = Span::styled(format!("{} ", scene.theme.glyphs.bullet), scene.theme.style(Role::Dim));
        lines.push(Line::from(vec![mark, Span::styled(say::plain(scene, sentence), text)]));
    }
    lines
}

fn title(scene: &Scene<'_>, words: &str) -> Line<'static> {
    say::styled(words, scene.theme.style(Role::Title))
}

/// Where the weights come from: base points, factors of the answers, points by hand, shares.
fn arithmetic(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let g = scene.theme.glyphs;
    let (text, dim) = (scene.theme.style(Role::Text), scene.theme.style(Role::Dim));
    let mut lines = vec![title(scene, "Where the weights come from")];
    let mut untouched = Vec::new();
    for (criterion, weight) in scene.catalog.criteria.iter().zip(&scene.now.weights) {
        if weight.stress.is_empty() && weight.pinned.is_none() {
            untouched.push(criterion.title.as_str());
            continue;
        }
        let mut spans = vec![Span::styled(
            format!("{} {} ", criterion.title, words::number(weight.base)),
            text,
        )];
        for term in &weight.stress {
            spans.push(Span::styled(
                format!("{} {} ", g.times, words::number(term.factor)),
                text,
            ));
            spans.push(Span::styled(
                format!("({}) ", cause(scene, term.question, term.choice)),
                dim,
            ));
        }
        if !weight.stress.is_empty() {
            spans.push(Span::styled(
                format!("{} {} ", g.arrow, words::precise(weight.stressed)),
                text,
            ));
        }
        if let Some(pinned) = weight.pinned {
            let words = format!("{} {} points by hand ", g.arrow, words::number(pinned));
            spans.push(Span::styled(words, text));
        }
        let share = format!("{} {}", g.arrow, words::percent(weight.share));
        spans.push(Span::styled(share, scene.theme.style(Role::Strong)));
        lines.push(Line::from(spans));
    }
    if untouched.len() == scene.catalog.criteria.len() {
        lines.push(say::styled(
            "No answer has moved them: they are the catalog's own.",
            dim,
        ));
    } else if !untouched.is_empty() {
        let words = format!(
            "Not moved but scaled to 100 %: {}.",
            words::list(&untouched).to_lowercase()
        );
        lines.push(say::styled(&words, dim));
    }
    lines
}

/// Which answer brings a factor.
fn cause(scene: &Scene<'_>, question: usize, choice: usize) -> String {
    let Some(question) = scene.catalog.questions.get(question) else {
        return String::new();
    };
    let choice = match &question.kind {
        QuestionKind::Choice(choices) => choices.get(choice).map_or("", |c| c.title.as_str()),
        _ => "",
    };
    format!("{}: {choice}", question.title)
}

/// Nearest scenario, size tier, and whether they agree with the matrix.
pub(super) fn agreement(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let g = scene.theme.glyphs;
    let agreement = &scene.now.agreement;
    let mut lines = vec![title(scene, "What the source would choose")];
    let (text, strong) = (scene.theme.style(Role::Text), scene.theme.style(Role::Strong));
    if let Some(scenario) = agreement.scenario {
        let percent = scene
            .now
            .fit
            .iter()
            .find(|f| f.scenario == scenario)
            .and_then(|f| f.percent);
        let name = scene.catalog.scenarios.get(scenario).map_or("", |s| s.title.as_str());
        lines.push(Line::from(vec![
            Span::styled(
                format!("Nearest scenario: {name}, {} {} ", panel::percent(percent), g.arrow),
                text,
            ),
            Span::styled(panel::choices(scene, scenario), strong),
        ]));
    }
    if let Some(tier) = agreement.tier.and_then(|t| scene.catalog.tiers.get(t)) {
        lines.push(Line::from(vec![
            Span::styled(format!("Size: {} {} ", tier.title, g.arrow), text),
            Span::styled(scene.option(tier.choice).to_owned(), strong),
        ]));
    }
    if lines.len() == 1 {
        lines.push(say::styled(
            "Nothing to compare with yet.",
            scene.theme.style(Role::Dim),
        ));
    } else if agreement.agree {
        let mark = Span::styled(format!("{} ", g.pass), scene.theme.style(Role::Good));
        lines.push(Line::from(vec![
            mark,
            Span::styled("They agree with the matrix.", text),
        ]));
    }
    for reason in &agreement.reasons {
        let mark = Span::styled(format!("{} ", g.unknown), scene.theme.style(Role::Warn));
        lines.push(Line::from(vec![mark, Span::styled(reason.clone(), text)]));
    }
    lines
}

/// Further sentences: what ruled options out, evidence that changes the winner, the words of the source.
fn remarks(scene: &Scene<'_>) -> Vec<Line<'static>> {
    let verdict = scene.verdict();
    let text: Style = scene.theme.style(Role::Text);
    let all: Vec<&String> = verdict.remarks.iter().chain(&scene.now.warnings).collect();
    let mut lines = Vec::new();
    if !all.is_empty() {
        lines.push(title(scene, "To know"));
    }
    for remark in all {
        let mark = Span::styled(format!("{} ", scene.theme.glyphs.bullet), scene.theme.style(Role::Dim));
        lines.push(Line::from(vec![mark, Span::styled(remark.clone(), text)]));
    }
    lines
}

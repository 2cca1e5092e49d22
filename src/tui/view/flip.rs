//! What would flip it: the smallest change of weights that makes a tie, how far each weight may move, what each uncertain input does
//! to the lead, who is first in how many draws, and which open question decides.

mod questions;
mod regret;
mod shares;
mod swings;
mod weights;

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use super::{
    Class, Scene,
    page::{Block, Column, Page},
    say,
    verdict::paragraph,
};
use crate::{
    tui::{theme::Role, widget::Table},
    weigh::{Robustness, inside, robustness::JointMove, words},
};

/// Rows that the screen would like in this area; more than there are: it scrolls.
#[must_use]
pub fn height(scene: &Scene<'_>, area: Rect) -> u16 {
    page(scene, area).height()
}

/// Draws the screen into `area` (the screen without header and footer). The selected row is that of the open questions.
pub fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    page(scene, area).draw(area, buf, scene.scroll, scene.theme, scene.hits);
}

/// How far each weight may move alone, and nothing else.
pub(super) fn draw_weights(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(sure) = scene.sure {
        let page = Page {
            head: Column::new(1, vec![weights::block(scene, sure, area.width)]),
            columns: Vec::new(),
        };
        page.draw(area, buf, 0, scene.theme, None);
    }
}

/// Who is first in how many draws, and nothing else.
pub(super) fn draw_shares(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(sure) = scene.sure {
        let page = Page {
            head: Column::new(1, vec![shares::block(scene, sure, area.width)]),
            columns: Vec::new(),
        };
        page.draw(area, buf, 0, scene.theme, None);
    }
}

fn page<'a>(scene: &'a Scene<'a>, area: Rect) -> Page<'a> {
    let Some(sure) = scene.sure else {
        let wait = say::styled("The draws are being made.", scene.theme.style(Role::Dim));
        return Page {
            head: Column::new(1, vec![paragraph(vec![wait], area.width)]),
            columns: Vec::new(),
        };
    };
    let width = area.width;
    let answer = paragraph(vec![answer(scene, sure)], width);
    let left = width.saturating_sub(3) / 2;
    let right = width.saturating_sub(3).saturating_sub(left);
    match Class::of(area) {
        Class::Small => Page {
            head: Column::new(
                1,
                vec![
                    answer,
                    weights::block(scene, sure, width),
                    questions::block(scene, sure, width, (4, 8)),
                    swings::block(scene, sure, width, 12),
                    shares::block(scene, sure, width),
                    shares::sets(scene, sure, width),
                    regret::block(scene, sure, width),
                ],
            ),
            columns: Vec::new(),
        },
        Class::Medium => Page {
            head: Column::new(
                1,
                vec![
                    answer,
                    weights::block(scene, sure, width),
                    swings::block(scene, sure, width, 6),
                ],
            ),
            columns: vec![
                Column::new(
                    1,
                    vec![
                        questions::block(scene, sure, left, (10, 24)),
                        regret::block(scene, sure, left),
                    ],
                ),
                Column::new(
                    1,
                    vec![shares::block(scene, sure, right), shares::sets(scene, sure, right)],
                ),
            ],
        },
        Class::Large => Page {
            head: Column::new(1, vec![answer]),
            columns: vec![
                Column::new(
                    1,
                    vec![
                        weights::block(scene, sure, left),
                        shares::block(scene, sure, left),
                        shares::sets(scene, sure, left),
                        regret::block(scene, sure, left),
                    ],
                ),
                Column::new(
                    1,
                    vec![
                        swings::block(scene, sure, right, 18),
                        questions::block(scene, sure, right, (8, 24)),
                    ],
                ),
            ],
        },
    }
}

/// A table as a block.
fn table_block(table: Table<'_>, width: u16) -> Block<'_> {
    let rows = if table.rows.is_empty() { 0 } else { table.height(width) };
    Block::fixed(rows, move |area, buf| (&table).render(area, buf))
}

/// A title; with a mark where what it stands over is of what was shown before, and will follow.
fn title(scene: &Scene<'_>, words: &str) -> String {
    if scene.fresh {
        words.to_owned()
    } else {
        format!("{words} {}", scene.theme.glyphs.ellipsis)
    }
}

fn name(scene: &Scene<'_>, option: usize) -> String {
    words::name(scene.option(option))
}

fn criterion(scene: &Scene<'_>, criterion: usize) -> String {
    let known = scene.catalog.criteria.get(criterion);
    known.map_or_else(String::new, |known| inside(scene.catalog, &known.title))
}

/// What the least is that takes the winner from first place.
fn answer(scene: &Scene<'_>, sure: &Robustness) -> Line<'static> {
    let strong = scene.theme.style(Role::Strong);
    let weighing = scene.weighing();
    let Some(winner) = weighing.winner else {
        let sentence = "No option passes its must-haves, so there is no winner to flip.";
        return say::styled(sentence, strong);
    };
    let winner_name = name(scene, winner);
    if !weighing.tied.is_empty() {
        let tied: Vec<String> = std::iter::once(winner)
            .chain(weighing.tied.iter().copied())
            .map(|option| name(scene, option))
            .collect();
        let sentence = format!("{} are level: anything tips it.", words::list(&tied));
        return say::styled(&sentence, strong);
    }
    if weighing.runner_up.is_none() {
        let sentence =
            format!("No other option passes its must-haves: only a must-have can take first place from {winner_name}.");
        return say::styled(&sentence, strong);
    }
    let by_weights = match &sure.joint_move {
        Some(joint) => moved(scene, joint, &winner_name),
        None => format!("No change of weights takes first place from {winner_name}."),
    };
    if sure.questions.is_empty() {
        return say::styled(&by_weights, strong);
    }
    let by_answers = match (sure.could_change, sure.next_question()) {
        (_, None) => "No answer to an open question alone does.".to_owned(),
        (1, Some(next)) => format!("The answer to \"{}\" could, too.", question(scene, next.question)),
        (count, Some(next)) => format!(
            "The answers to {count} open questions could, too, each alone; \"{}\" first.",
            question(scene, next.question)
        ),
    };
    let by_answers = match (&sure.joint_move, by_answers.strip_suffix(", too.")) {
        (None, Some(start)) => format!("{start}."),
        _ => by_answers,
    };
    say::styled(&format!("{by_weights} {by_answers}"), strong)
}

fn question<'a>(scene: &Scene<'a>, question: usize) -> &'a str {
    scene.catalog.questions.get(question).map_or("", |q| q.title.as_str())
}

/// Which weights have to change hands for a tie.
fn moved(scene: &Scene<'_>, joint: &JointMove, winner: &str) -> String {
    // Half of the sum of all changes changes hands.
    let points = words::fixed(joint.l1 * 50.0, 1);
    let points = points.strip_suffix(".0").unwrap_or(&points);
    let plural = if points == "1" { "point" } else { "points" };
    let verb = if points == "1" { "makes" } else { "make" };
    let from: Vec<String> = joint.from.iter().map(|(from, _)| criterion(scene, *from)).collect();
    format!(
        "{points} {plural} of weight moved from {} to {} {verb} {} tie with {winner}.",
        words::list(&from),
        criterion(scene, joint.to),
        name(scene, joint.rival),
    )
}

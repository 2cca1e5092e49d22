//! Criteria in order, ties together, with the weights in the middle of what the order admits.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{name, notes, now, row, rows_of};
use crate::{
    profile::WeightsBy,
    tui::{
        hit::Spot,
        keymap::{Action, Context},
        model::Model,
        theme::Role,
        widget::{Painter, cells, format},
    },
};

/// Columns of a place and of a share.
const PLACE: u16 = 4;
const SHARE: u16 = 8;

/// What is said below the rows: what the order alone decides.
fn words(model: &Model) -> Vec<(String, Role)> {
    let now = now(model);
    if model.profile.weights_by() != WeightsBy::Rank {
        let key = model.keymap.name(Context::Rank, Action::State, true);
        let words = format!("This is the order of the weights in force. Moving one, or {key}, states an order.");
        return vec![(words, Role::Dim)];
    }
    let decided = now.chosen().over_order.as_ref().map(|over| over.sentence.clone());
    vec![
        (decided.unwrap_or_default(), Role::Text),
        (
            "Shares are the middle of all weights in this order.".to_owned(),
            Role::Dim,
        ),
    ]
}

/// Rows of what is said.
pub(super) fn note_rows(model: &Model, width: u16) -> u16 {
    rows_of(&words(model), width).max(4)
}

/// Draws the order.
pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let now = now(model);
    let mut painter = Painter::new(area, buf);
    let width = area.width;
    let names = width.saturating_sub(PLACE + SHARE + 5).clamp(6, 24);
    let first = 3 + PLACE;
    let share = first + names + 1 + SHARE;
    let bar = width.saturating_sub(share + 3).min(30);
    painter.text(3, 0, "place", theme.style(Role::Dim));
    painter.right(share, 0, "share", theme.style(Role::Dim));
    let cursor = model.asking.cursor.unwrap_or(0);
    let stated = model.profile.weights_by() == WeightsBy::Rank;
    let (mut y, mut place) = (1, 1);
    for group in model.order() {
        for (member, at) in group.iter().enumerate() {
            let (Some(criterion), Some(weight)) = (model.catalog.criteria.get(*at), now.weights.get(*at)) else {
                continue;
            };
            model.hits.add(painter.place(0, y, width), Spot::Criterion(*at));
            let (role, dim) = row(model, &mut painter, y, (share + 1).min(width), *at == cursor);
            // Ties share a place; it is written once.
            let words = if member == 0 { place.to_string() } else { "=".to_owned() };
            painter.right(5, y, &words, theme.style(if stated { role } else { dim }));
            painter.text(first, y, &name(model, criterion, names), theme.style(role));
            painter.right(share, y, &format::percent(weight.share), theme.style(role));
            if bar > 4 {
                let length = cells(weight.share * 2.0 * f64::from(bar));
                painter.run(share + 2, y, length.min(bar), g.bar, theme.style(Role::Accent));
            }
            y += 1;
        }
        place += group.len();
    }
    notes(model, &mut painter, y + 1, width, &words(model));
}

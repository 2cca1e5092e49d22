//! Rating swings: what one would move first, and the others against it; the range of each in words.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{hit_bar, mistyped, name, notes, now, row, rows_of};
use crate::{
    profile::WeightsBy,
    tui::{
        hit::Spot,
        model::Model,
        theme::Role,
        view::field,
        widget::{Painter, cells, format, short, text},
    },
    weigh::declared_range,
};

/// Columns of a rating and of a share.
const RATING: u16 = 9;
const SHARE: u16 = 8;

/// What is asked: the first to move, then the others against it.
pub(super) fn ask(model: &Model) -> String {
    let first = (0..model.catalog.criteria.len()).find(|c| model.rated(*c).is_some_and(|points| points >= 100.0));
    match first {
        Some(first) => format!(
            "Moving {} from worst to best is worth 100. How much is moving each of the others worth against it?",
            model.catalog.criteria[first].title
        ),
        None => "Everything is at its worst, and you may move one criterion to its best. Which would you move first?"
            .to_owned(),
    }
}

/// What is said below the rows: the range under the cursor, and what is open about it.
fn words(model: &Model) -> Vec<(String, Role)> {
    if let Some(why) = mistyped(model) {
        return vec![(why, Role::Error)];
    }
    let at = model.asking.cursor.unwrap_or(0);
    let Some(criterion) = model.catalog.criteria.get(at) else {
        return Vec::new();
    };
    let range = declared_range(model.catalog, &model.profile, at);
    let mut words = vec![(format!("{}: {range}.", criterion.title), Role::Text)];
    let elicited = &model.assessment.elicited;
    let picked = model.profile.weights_by() == WeightsBy::Swing;
    if let Some(change) = elicited.changed_ranges.iter().find(|change| change.criterion == at) {
        let kept = elicited
            .rescaled
            .as_ref()
            .and_then(|points| points.get(change.criterion));
        let kept = kept.map_or_else(String::new, |points| {
            format!("; {} would keep what a step was worth", format::number(*points))
        });
        words.push((
            format!("It was rated on another range: rate it again{kept}."),
            Role::Warn,
        ));
    } else if picked && model.rated(at).is_none() {
        words.push((
            "Not rated yet; shown in the catalog's proportion.".to_owned(),
            Role::Dim,
        ));
    }
    words
}

/// Rows of what is said: as many as the longest takes, so that nothing moves with the cursor.
pub(super) fn note_rows(model: &Model, width: u16) -> u16 {
    let ranges = 0..model.catalog.criteria.len();
    let rows = ranges.map(|at| {
        let title = &model.catalog.criteria[at].title;
        let range = declared_range(model.catalog, &model.profile, at);
        text::wrap(&format!("{title}: {range}."), width.saturating_sub(2)).len()
    });
    let longest = short(rows.max().unwrap_or(0));
    (longest + 1).max(rows_of(&words(model), width))
}

/// Draws the ratings.
pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let now = now(model);
    let mut painter = Painter::new(area, buf);
    let width = area.width;
    let picked = now.weights_by == WeightsBy::Swing;
    let names = width.saturating_sub(RATING + SHARE + 5).clamp(6, 24);
    let rating = 3 + names + 1 + RATING;
    let share = rating + SHARE;
    let bar = width.saturating_sub(share + 3).min(30);
    painter.right(rating, 0, "swing", theme.style(Role::Dim));
    painter.right(share, 0, "share", theme.style(Role::Dim));
    let cursor = model.asking.cursor.unwrap_or(0);
    for (at, (criterion, weight)) in model.catalog.criteria.iter().zip(&now.weights).enumerate() {
        let y = short(at) + 1;
        model.hits.add(painter.place(0, y, width), Spot::Criterion(at));
        let here = at == cursor;
        let (role, dim) = row(model, &mut painter, y, (share + 1).min(width), here);
        painter.text(3, y, &name(model, criterion, names), theme.style(role));
        let swing = now.elicited.swings.get(at);
        let changed = now.elicited.changed_ranges.iter().any(|change| change.criterion == at);
        match swing {
            _ if here && model.typing.is_some() => {}
            Some(swing) => {
                let style = match (swing.rated, swing.points >= 100.0) {
                    (false, _) => dim,
                    (true, true) if !here => Role::Strong,
                    (true, _) => role,
                };
                painter.right(rating, y, &format::number(swing.points), theme.style(style));
                let mark = match (changed, swing.rated) {
                    (true, _) => Some('!'),
                    (false, false) => Some(g.unknown),
                    (false, true) => None,
                };
                if let Some(mark) = mark {
                    painter.glyph(rating.saturating_sub(6), y, mark, theme.style(dim));
                }
            }
            None => painter.right(rating, y, &g.dot.to_string(), theme.style(dim)),
        }
        painter.right(share, y, &format::percent(weight.share), theme.style(role));
        if let (true, Some(swing)) = (bar > 4, swing) {
            let length = cells(swing.points / 100.0 * f64::from(bar));
            let bar_role = if swing.rated { Role::Accent } else { Role::Ghost };
            painter.run(share + 2, y, length.min(bar), g.bar, theme.style(bar_role));
            hit_bar(model, &painter, (share + 2, y, bar), at, 100.0);
        }
    }
    let y = short(model.catalog.criteria.len()) + 2;
    let mut said = words(model);
    if !picked && model.typing.is_none() {
        said.push(("Enter moves this one first.".to_owned(), Role::Dim));
    }
    notes(model, &mut painter, y, width, &said);
    if let Some(typing) = &model.typing {
        let place = Rect::new(area.x + rating.saturating_sub(6), area.y + 1 + short(cursor), 6, 1).intersection(area);
        field::draw(&typing.field, theme, place, buf);
    }
}

//! A trade-off that checks the ratings: how far one criterion would have to come up for a loss on another.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{notes, rows_of};
use crate::{
    tui::{
        keymap::{Action, Context},
        model::Model,
        theme::Role,
        widget::{Painter, cells},
    },
    weigh::elicit::{TradeOffQuestion, reached},
};

/// Columns of the scale, at most.
const SCALE: u16 = 48;

/// What the answer says, and whether that agrees with the weights.
fn words(model: &Model, asked: &TradeOffQuestion) -> Vec<(String, Role)> {
    let criterion = &model.catalog.criteria[asked.b].title;
    let Some(gain) = asked.answer else {
        let on = model.keymap.name(Context::TradeOff, Action::Take, true);
        return vec![(
            format!("Step {criterion} up until that would just make up for it; {on} leaves it open."),
            Role::Dim,
        )];
    };
    let step = reached(model.catalog, &model.profile, asked.b, 0.0, gain);
    let mut words = vec![(format!("{criterion}: {step}."), Role::Strong)];
    let mut findings = model.assessment.elicited.trade_offs.iter();
    if let Some(finding) = findings.find(|finding| (finding.a, finding.b) == (asked.a, asked.b)) {
        let role = if finding.agrees() { Role::Good } else { Role::Warn };
        words.push((finding.sentence.clone(), role));
    }
    words
}

/// Rows that it would like.
pub(super) fn rows(model: &Model, asked: &TradeOffQuestion, width: u16) -> u16 {
    4 + rows_of(&words(model, asked), width).max(5)
}

/// Draws the scale and what follows from the place on it.
pub(super) fn draw(model: &Model, asked: &TradeOffQuestion, area: Rect, buf: &mut Buffer) {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let mut painter = Painter::new(area, buf);
    let width = area.width.saturating_sub(4).min(SCALE);
    let places = model.trade_offs().len();
    let place = model.asking.check.map_or(0, |place| place + 1);
    let head = format!("Trade-off {place} of {places}");
    painter.text(2, 0, &head, theme.style(Role::Dim));
    painter.text(2, 1, "worst", theme.style(Role::Dim));
    painter.right(2 + width, 1, "best", theme.style(Role::Dim));
    painter.run(2, 2, width, g.left, theme.style(Role::Axis));
    let at = |gain: f64| 2 + cells(gain / 10.0 * f64::from(width.saturating_sub(1)));
    let gain = asked.answer.unwrap_or(0.0);
    let length = at(gain).saturating_sub(2);
    painter.run(2, 2, length, g.done, theme.style(Role::Accent));
    let (mark, role) = if asked.answer.is_some() {
        (g.chosen, Role::Accent)
    } else {
        (g.open, Role::Focus)
    };
    painter.glyph(at(gain), 2, mark, theme.style(role));
    notes(model, &mut painter, 4, area.width, &words(model, asked));
}

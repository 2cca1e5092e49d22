//! Screens that are read: scrolling, the scenarios' list, the guide reader.

use super::{change, show};
use crate::tui::{
    keymap::Action,
    model::{Model, Screen},
    view::{self, MatrixCell},
};

/// What a key does on a screen that is read.
pub(super) fn act(model: &mut Model, action: Action) {
    let page = model.size.1.saturating_sub(6).max(1);
    match (model.screen, action) {
        (Screen::Verdict, Action::Edit) => model.cell = Some(MatrixCell::default()),
        (Screen::Scenarios, Action::Up) => model.scenario = model.scenario.saturating_sub(1),
        (Screen::Scenarios, Action::Down) => {
            let last = model.assessment.fit.len().saturating_sub(1);
            model.scenario = (model.scenario + 1).min(last);
        }
        (Screen::Guide, Action::Up) if model.guide.searching => turn(model, false),
        (Screen::Guide, Action::Down) if model.guide.searching => turn(model, true),
        (Screen::Guide, Action::Left) => turn(model, false),
        (Screen::Guide, Action::Right) => turn(model, true),
        (Screen::Guide, Action::Search) => model.guide.searching = true,
        (Screen::Guide, Action::Take) => model.guide.searching = false,
        (Screen::Guide, Action::Close) => close_guide(model),
        (_, Action::Up) => scroll(model, -1),
        (_, Action::Down) => scroll(model, 1),
        (_, Action::PageUp) => scroll(model, -i32::from(page)),
        (_, Action::PageDown) => scroll(model, i32::from(page)),
        (_, Action::Top) => scroll(model, -i32::from(u16::MAX)),
        (_, Action::Bottom) => scroll(model, i32::from(u16::MAX)),
        _ => {}
    }
}

/// Scrolls the screen by so many rows, as far as it goes.
pub(super) fn scroll(model: &mut Model, rows: i32) {
    let to = (i32::from(model.scrolled()) + rows).clamp(0, i32::from(model.scroll_room()));
    model.scroll[model.screen as usize] = u16::try_from(to).unwrap_or(0);
}

/// Scrolls back where the screen has become shorter.
pub(super) fn stop_at_the_end(model: &mut Model) {
    scroll(model, 0);
}

/// Opens the guide's page behind what is shown.
pub(super) fn open_guide(model: &mut Model) {
    if let Some(page) = model.page_behind() {
        open_page(model, page);
    }
}

/// Opens a page of the guide; closing it leads back to where it was opened from.
pub(super) fn open_page(model: &mut Model, page: usize) {
    let from = model.screen;
    model.guide.query.clear();
    model.guide.from = Some(from);
    show(model, Screen::Guide);
    to_page(model, page);
}

fn close_guide(model: &mut Model) {
    if model.guide.searching || !model.guide.query.is_empty() {
        model.guide.searching = false;
        model.guide.query.clear();
    } else {
        let from = model.guide.from.take().unwrap_or(Screen::Questions);
        show(model, from);
        change::preview(model);
    }
}

/// The words searched for have changed: a page that does not hold them gives way to the first that does.
pub(super) fn found(model: &mut Model) {
    let pages = view::guide::pages(model.catalog, model.guide.query.text());
    if let Some(&first) = pages.first()
        && !pages.contains(&model.guide.page)
    {
        to_page(model, first);
    }
}

fn turn(model: &mut Model, forward: bool) {
    let pages = view::guide::pages(model.catalog, model.guide.query.text());
    let here = model.guide.page;
    let to = if forward {
        pages.into_iter().find(|p| *p > here)
    } else {
        pages.into_iter().rfind(|p| *p < here)
    };
    if let Some(page) = to {
        to_page(model, page);
    }
}

/// Shows this page of the guide from its top.
pub(super) fn to_page(model: &mut Model, page: usize) {
    model.guide.page = page;
    model.scroll[Screen::Guide as usize] = 0;
}

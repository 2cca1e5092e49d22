//! The frame of every screen: header with tabs and verdict, footer with keys, popups over it.
//!
//! Owns where header, body and footer stand at which size. What is in the body is each screen's own.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{cost, flip, guide, headline, latency, layer, page, path, present, question, scenarios, verdict};
use crate::tui::{
    hit::{Spot, Wheel},
    keymap,
    model::{Model, Screen},
    theme::Role,
    widget::{Painter, short, text},
};

/// Smallest size that shows more than one plain line.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Where things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Name, tabs, verdict.
    pub header: Rect,
    /// The screen's own.
    pub body: Rect,
    /// Keys.
    pub footer: Rect,
    /// Whether there are rows for a second header line and a line over the footer.
    pub roomy: bool,
}

/// Where things stand on a terminal of this size.
#[must_use]
pub fn places(size: (u16, u16)) -> Places {
    let (width, height) = size;
    let roomy = height >= 30 && width >= 100;
    let (above, below) = if roomy { (3, 2) } else { (2, 1) };
    let (above, below) = (above.min(height), below.min(height.saturating_sub(above)));
    Places {
        header: Rect::new(0, 0, width, above),
        body: Rect::new(0, above, width, height - above - below),
        footer: Rect::new(0, height - below, width, below),
        roomy,
    }
}

/// Draws everything.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer) {
    model.hits.clear();
    model.hits.set_room(None);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(area, buf);
        return model.theme.finish(area, buf);
    }
    let places = places((area.width, area.height));
    if model.stage.on {
        present::draw(model, area, buf);
        layer::draw(model, places.body, buf);
        return model.theme.finish(area, buf);
    }
    if model.screen != Screen::Questions {
        model.hits.add(places.body, Spot::Wheel(Wheel::Page));
    }
    let scene = model.scene();
    let split = (model.screen == Screen::Questions)
        .then(|| question::split(model, places.body))
        .flatten();
    header(model, places, split, buf);
    match model.screen {
        Screen::Questions => question::draw(model, places.body, buf),
        Screen::Verdict => verdict::draw(&scene, padded(places.body), buf),
        Screen::Cost => cost::draw(&scene, padded(places.body), buf),
        Screen::Latency => latency::draw(&scene, padded(places.body), buf),
        Screen::Scenarios => scenarios::draw(&scene, padded(places.body), buf),
        Screen::Flip => flip::draw(&scene, padded(places.body), buf),
        Screen::Path => path::draw(&scene, padded(places.body), buf),
        Screen::Guide => guide::draw(&scene, padded(places.body), buf),
    }
    // Under a popup nothing can be reached, but for its own keys in the footer.
    if !model.layers.is_empty() {
        model.hits.clear();
    }
    footer(model, places, split, buf);
    model.hits.set_room(None);
    layer::draw(model, places.body, buf);
    model.theme.finish(area, buf);
}

/// Rows that the screen can be scrolled at most at the model's size.
#[must_use]
pub fn scroll_room(model: &Model) -> u16 {
    let body = padded(places(model.size).body);
    let scene = model.scene();
    let height = match model.screen {
        Screen::Questions => 0,
        Screen::Verdict => verdict::height(&scene, body),
        Screen::Cost => cost::height(&scene, body),
        Screen::Latency => latency::height(&scene, body),
        Screen::Scenarios => scenarios::height(&scene, body),
        Screen::Flip => flip::height(&scene, body),
        Screen::Path => path::height(&scene, body),
        Screen::Guide => guide::height(&scene, body.width),
    };
    page::scroll_room(height, body)
}

/// One column of air at each side.
fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// The size that is needed, in the longest words that fit.
fn too_small(area: Rect, buf: &mut Buffer) {
    let (width, height) = SMALLEST;
    let words = [
        format!(
            "Weighbridge needs {width}x{height}, this is {}x{}: nothing is lost",
            area.width, area.height
        ),
        format!("needs {width}x{height}, is {}x{}", area.width, area.height),
        format!("{width}x{height}"),
    ];
    if let Some(line) = words.iter().find(|w| text::width(w) <= area.width)
        && area.height > 0
    {
        Painter::new(area, buf).text(0, 0, line, ratatui::style::Style::new());
    }
}

fn header(model: &Model, places: Places, split: Option<u16>, buf: &mut Buffer) {
    let (theme, width) = (&model.theme, places.header.width);
    let g = theme.glyphs;
    let rule = places.header.height - 1;
    let mut painter = Painter::new(places.header, buf);
    painter.run(0, rule, width, g.rule, theme.style(Role::Border));
    if let Some(at) = split {
        painter.glyph(at, rule, g.branch_down, theme.style(Role::Border));
    }
    let name = match &model.read_only {
        Some(_) => format!("{} (read only)", model.name()),
        None => model.name(),
    };
    // The program's name and the profile's stand before the tabs where there is a line for them.
    let before = if places.roomy {
        20 + text::width(&name).min(24)
    } else {
        4
    };
    let tabs = tabs(model, width.saturating_sub(before));
    let tabs_width = short(tabs.width());
    let unsaved = model.unsaved();
    if places.roomy {
        let tabs_at = width.saturating_sub(tabs_width + 1);
        let mut at = painter.text(1, 0, "Weighbridge", theme.style(Role::Strong)) + 3;
        let room = tabs_at.saturating_sub(at + 3);
        at = painter.text(at, 0, &text::truncate(&name, room, g.ellipsis), theme.style(Role::Text));
        if unsaved {
            painter.glyph(at + 1, 0, g.chosen, theme.style(Role::Warn));
        }
        painter.line(tabs_at, 0, &tabs);
        hit_tabs(model, &painter, (tabs_at, 0), &tabs);
        let scene = model.scene();
        painter.line(1, 1, &headline(&scene, width.saturating_sub(2)));
        return;
    }
    // One line for name and verdict; the tabs stand in the rule.
    let scene = model.scene();
    let name_room = width / 3;
    let mut at = painter.text(
        1,
        0,
        &text::truncate(&name, name_room, g.ellipsis),
        theme.style(Role::Strong),
    );
    if unsaved {
        painter.glyph(at + 1, 0, g.chosen, theme.style(Role::Warn));
        at += 2;
    }
    let verdict = headline(&scene, width.saturating_sub(at + 4));
    painter.line(
        width.saturating_sub(short(verdict.width()) + 1).max(at + 2),
        0,
        &verdict,
    );
    painter.text(1, rule, " ", theme.style(Role::Text));
    let end = painter.line(2, rule, &tabs);
    hit_tabs(model, &painter, (2, rule), &tabs);
    painter.text(end, rule, " ", theme.style(Role::Text));
}

/// Publishes where the tabs stand: every other span is one, between them are gaps.
fn hit_tabs(model: &Model, painter: &Painter<'_>, (mut x, y): (u16, u16), tabs: &Line<'_>) {
    for (at, span) in tabs.spans.iter().enumerate() {
        let width = short(span.width());
        if let (0, Some(screen)) = (at % 2, Screen::ALL.get(at / 2)) {
            model.hits.add(painter.place(x, y, width), Spot::Screen(*screen));
        }
        x = x.saturating_add(width);
    }
}

/// The screens with their numbers; the one shown stands out by more than colour. Titles are left out where they do not fit.
fn tabs(model: &Model, room: u16) -> Line<'static> {
    let theme = &model.theme;
    let titled = |screen: Screen, all: bool| all || screen == model.screen;
    let build = |all: bool, gap: usize| {
        let mut spans = Vec::new();
        for screen in Screen::ALL {
            if !spans.is_empty() {
                spans.push(Span::raw(" ".repeat(gap)));
            }
            let number = screen.number().to_string();
            let words = if titled(screen, all) {
                format!("{number} {}", screen.title())
            } else {
                number
            };
            let style = if screen == model.screen {
                theme.style(Role::Selection)
            } else {
                theme.style(Role::Text)
            };
            // A blank at each side, so that the marked one is a block and nothing moves.
            spans.push(Span::styled(format!(" {words} "), style));
        }
        Line::from(spans)
    };
    // With their own blanks alone two titles stand far enough apart.
    let full = [2, 0].map(|gap| build(true, gap));
    let full = full.into_iter().find(|tabs| short(tabs.width()) <= room);
    full.unwrap_or_else(|| build(false, 1))
}

fn footer(model: &Model, places: Places, split: Option<u16>, buf: &mut Buffer) {
    let (theme, width) = (&model.theme, places.footer.width);
    let g = theme.glyphs;
    let mut painter = Painter::new(places.footer, buf);
    let row = places.footer.height.saturating_sub(1);
    if places.roomy {
        painter.run(0, 0, width, g.rule, theme.style(Role::Border));
        if let Some(at) = split {
            painter.glyph(at, 0, g.branch_up, theme.style(Role::Border));
        }
    }
    if let Some(notice) = &model.notice {
        let role = if notice.bad { Role::Error } else { Role::Strong };
        let mark = if notice.bad { g.fail } else { g.selected };
        painter.glyph(1, row, mark, theme.style(role));
        let words = text::truncate(&notice.text, width.saturating_sub(4), g.ellipsis);
        painter.text(3, row, &words, theme.style(role));
        return;
    }
    hints(model, &mut painter, row, (Role::Key, Role::Text));
}

/// The keys that are worth knowing now, with what each does; a click is as good as the key.
pub(super) fn hints(model: &Model, painter: &mut Painter<'_>, row: u16, (key, label): (Role, Role)) {
    let theme = &model.theme;
    let mut at = 1;
    for hint in keymap::footer(model, usize::from(painter.width().saturating_sub(2))) {
        let from = at;
        at = painter.text(at, row, &hint.keys, theme.style(key));
        at = painter.text(at + 1, row, hint.label, theme.style(label)) + short(keymap::GAP);
        // The hint is its last key, and the first where its name stands: `←→ points`.
        let [first, last] = hint.presses;
        let hint = painter.place(from, row, at.saturating_sub(from + short(keymap::GAP)));
        model.hits.add(hint, Spot::Key(last));
        let name = text::width(&first.name(!theme.glyphs.unicode));
        model.hits.add(painter.place(from, row, name), Spot::Key(first));
    }
}

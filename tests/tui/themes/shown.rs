//! Every screen in every theme, as text once and as one map of styles with what each theme makes of them.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier, Style},
};
use weighbridge::{
    config::ThemeName,
    tui::theme::{ColourDepth, Role, Theme},
};

use super::{
    PAINTED, called,
    looks::{drawn_in, looks},
    on,
};
use crate::{harness::text, screen::words};

/// All themes: the terminal's own colours, those with a ground, and none.
fn themes() -> Vec<(String, Theme)> {
    let own = (ThemeName::Auto.name().to_owned(), Theme::new(ColourDepth::True, true));
    let painted = PAINTED.into_iter().map(|p| (called(p), on(p, ColourDepth::True)));
    let mono = (
        ThemeName::Mono.name().to_owned(),
        on((ThemeName::Mono, false), ColourDepth::True),
    );
    std::iter::once(own).chain(painted).chain([mono]).collect()
}

/// A cell's style in words; the ground of the theme is not said.
fn style(cell: &Cell, ground: Option<Color>) -> String {
    let mut style = cell.style();
    if style.bg == ground {
        style.bg = None;
    }
    words(style)
}

/// The text, a letter for every combination of styles that themes give a cell, and what the letters are in each theme.
fn in_all_themes(buffers: &[(String, Buffer, Option<Color>)]) -> String {
    let first = &buffers[0].1;
    let mut kinds: Vec<Vec<String>> = Vec::new();
    let mut map = String::new();
    for y in 0..first.area.height {
        let mut row = String::new();
        for x in 0..first.area.width {
            let at = (x, y);
            let blank = first[at].symbol() == " "
                && buffers.iter().all(|(_, buffer, ground)| {
                    let cell = &buffer[at];
                    !cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED)
                        && (cell.bg == Color::Reset || Some(cell.bg) == *ground)
                });
            let styles: Vec<String> = buffers.iter().map(|(_, b, ground)| style(&b[at], *ground)).collect();
            let known = kinds.iter().position(|kind| *kind == styles);
            let kind = if blank {
                None
            } else {
                known.or_else(|| {
                    kinds.push(styles);
                    Some(kinds.len() - 1)
                })
            };
            let letters = ('a'..='z').chain('A'..='Z');
            row.push(kind.map_or('.', |kind| letters.clone().nth(kind).unwrap_or('?')));
        }
        let _ = writeln!(map, "{}", row.trim_end_matches('.'));
    }
    let mut legend = String::new();
    for (kind, letter) in kinds.iter().zip(('a'..='z').chain('A'..='Z')) {
        let _ = writeln!(legend, "{letter}");
        for (style, (theme, ..)) in kind.iter().zip(buffers) {
            let style = if style.is_empty() { "-" } else { style };
            let _ = writeln!(legend, "    {theme:20}{style}");
        }
    }
    format!("{}--- styles\n{map}--- legend\n{legend}", text(first))
}

#[test]
fn every_screen_in_every_theme() {
    let day = weighbridge::records::today().to_string();
    for (name, model) in &looks() {
        let buffers: Vec<_> = themes()
            .into_iter()
            .map(|(called, theme)| (called, drawn_in(model, theme), theme.ground()))
            .collect();
        for (called, buffer, _) in &buffers {
            assert_eq!(
                text(buffer),
                text(&buffers[0].1),
                "{name}: {called} says something else"
            );
        }
        insta::assert_snapshot!(
            format!("theme_{name}"),
            in_all_themes(&buffers).replace(&day, "2026-11-20")
        );
        if let Ok(folder) = std::env::var("WEIGHBRIDGE_PICTURES") {
            for (called, buffer, _) in &buffers {
                let file = format!("{folder}/theme-{name}-{}.svg", called.replace(", ", "-"));
                std::fs::write(file, weighbridge::tui::picture::svg(buffer, called)).expect("a picture");
            }
        }
    }
}

#[test]
fn every_screen_in_ascii_is_ascii() {
    let day = weighbridge::records::today().to_string();
    for (name, model) in &looks() {
        let buffer = drawn_in(model, Theme::new(ColourDepth::None, false));
        for position in buffer.area.positions() {
            let symbol = buffer[position].symbol();
            assert!(symbol.is_ascii(), "{name} at {position}: {symbol}");
        }
        insta::assert_snapshot!(format!("ascii_{name}"), text(&buffer).replace(&day, "2026-11-20"));
    }
}

#[test]
fn every_role_at_every_depth() {
    let mut table = String::new();
    for painted in PAINTED {
        for depth in [ColourDepth::True, ColourDepth::Ansi256, ColourDepth::Ansi16] {
            let theme = on(painted, depth);
            let _ = writeln!(
                table,
                "{} with {depth:?}: on {}",
                called(painted),
                words(Style::new().fg(theme.ground().expect("a ground")))
            );
            for role in Role::ALL {
                let _ = writeln!(table, "    {:12}{}", format!("{role:?}"), words(theme.style(role)));
            }
        }
    }
    for theme in [Theme::default(), Theme::mono()] {
        let _ = writeln!(table, "{} with {:?}", theme.name().name(), theme.colours);
        for role in Role::ALL {
            let _ = writeln!(table, "    {:12}{}", format!("{role:?}"), words(theme.style(role)));
        }
    }
    insta::assert_snapshot!("roles", table);
}

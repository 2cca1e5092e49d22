//! Without colours everything is still said: by an attribute, a mark, a pattern or a word.

use std::collections::BTreeSet;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use weighbridge::{
    config::ThemeName,
    tui::theme::{ColourDepth, Role, Theme},
};

use super::{
    looks::{self, drawn_in, looks},
    on,
};
use crate::harness::text;

/// The look of this name in colour (no two roles that matter here share one), in monochrome, and in monochrome ASCII.
fn look(name: &str) -> (Buffer, [Buffer; 2]) {
    let model = &looks::look(name);
    let coloured = drawn_in(model, on((ThemeName::Light, false), ColourDepth::True));
    let mono = [true, false].map(|unicode| drawn_in(model, Theme::new(ColourDepth::None, unicode)));
    (coloured, mono)
}

/// Places of cells that a role gave this colour.
fn of_role(coloured: &Buffer, role: Role) -> Vec<(u16, u16)> {
    let ink = on((ThemeName::Light, false), ColourDepth::True).style(role).fg;
    let places = coloured.area.positions().filter(|at| Some(coloured[*at].fg) == ink);
    places.map(|at| (at.x, at.y)).collect()
}

fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

/// Rows in which some cells are reversed.
fn reversed_rows(buffer: &Buffer) -> Vec<u16> {
    let reversed = |x: u16, y: u16| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
    let area = buffer.area;
    (0..area.height)
        .filter(|y| (0..area.width).any(|x| reversed(x, *y)))
        .collect()
}

#[test]
fn no_cell_has_a_colour() {
    for (name, model) in looks() {
        for theme in [Theme::mono(), on((ThemeName::Mono, false), ColourDepth::True)] {
            for cell in drawn_in(&model, theme).content() {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
            }
        }
    }
}

#[test]
fn room_for_a_mark_is_not_underlined_where_there_is_none() {
    let underlined = |cell: &Cell| cell.modifier.contains(Modifier::UNDERLINED);
    for (name, model) in looks() {
        let buffer = drawn_in(&model, Theme::mono());
        let cells = buffer.content();
        for run in cells
            .chunk_by(|a, b| underlined(a) == underlined(b))
            .filter(|run| underlined(&run[0]))
        {
            // A field is empty and wide; anything else that is underlined says something.
            let empty = run.iter().all(|cell| cell.symbol() == " ");
            assert!(
                !empty || run.len() > 4,
                "{name}: {} empty cells are underlined",
                run.len()
            );
        }
    }
}

#[test]
fn what_is_selected_is_reversed_and_marked() {
    for (name, words, marked) in [
        ("question", "One or more", true),
        ("matrix", "", true),
        ("scenarios", "", false),
        ("guide", "", true),
        ("open", "", true),
    ] {
        let (_, monos) = look(name);
        for mono in monos {
            let mark = if mono.content().iter().all(|c| c.symbol().is_ascii()) {
                ">"
            } else {
                "▸"
            };
            let below_the_tabs: Vec<u16> = reversed_rows(&mono).into_iter().filter(|y| *y > 1).collect();
            let rows: Vec<String> = below_the_tabs.iter().map(|y| row(&mono, *y)).collect();
            if marked {
                // Beside it at most the cursor of a field.
                assert!((1..=2).contains(&rows.len()), "{name}: {rows:#?}");
                assert!(rows[0].contains(mark) && rows[0].contains(words), "{name}: {rows:?}");
            } else {
                assert!(text(&mono).contains(mark), "{name}");
            }
        }
    }
}

#[test]
fn the_screen_that_is_shown_is_reversed_among_the_tabs() {
    for (name, tab) in [
        ("question", "1 Questions"),
        ("verdict", "2 Verdict"),
        ("guide", "8 Guide"),
    ] {
        for mono in look(name).1 {
            let reversed: String = (0..mono.area.width)
                .filter(|x| mono[(*x, 0)].modifier.contains(Modifier::REVERSED))
                .map(|x| mono[(x, 0)].symbol())
                .collect();
            assert_eq!(reversed.trim(), tab);
        }
    }
}

#[test]
fn lines_and_points_of_series_differ_by_their_characters() {
    let looks = [
        ("question", Role::series as fn(usize) -> Role),
        ("cost", Role::series),
        ("cost", Role::faded),
        ("latency", Role::series),
        ("path", Role::series),
        ("path", Role::faded),
    ];
    for (name, role) in looks {
        let (coloured, monos) = look(name);
        // Bars and walls have their names beside them, a common point lies on its line, and values are words.
        let g = Theme::mono().glyphs;
        let named: Vec<String> = g
            .fills
            .iter()
            .chain([&g.limit_y, &g.together])
            .map(char::to_string)
            .collect();
        let mark = |symbol: &str| !symbol.is_ascii() && !named.iter().any(|n| n == symbol);
        let places = |series: usize| -> Vec<(u16, u16)> {
            let places = of_role(&coloured, role(series)).into_iter();
            places.filter(|at| mark(coloured[*at].symbol())).collect()
        };
        let places: Vec<_> = (0..4).map(places).filter(|places| !places.is_empty()).collect();
        assert!(places.len() > 1, "{name} has one series");
        for mono in monos {
            let drawn = |places: &[(u16, u16)]| -> BTreeSet<String> {
                places.iter().map(|at| mono[*at].symbol().to_owned()).collect()
            };
            for (at, first) in places.iter().enumerate() {
                for second in &places[at + 1..] {
                    let (first, second) = (drawn(first), drawn(second));
                    let shared: Vec<_> = first.intersection(&second).collect();
                    assert!(shared.is_empty(), "{name}: both are drawn with {shared:?}");
                }
            }
        }
    }
}

#[test]
fn the_winner_is_marked_and_bold() {
    for name in ["verdict", "question"] {
        let (_, monos) = look(name);
        for mono in monos {
            let model = looks::look(name);
            let winner = model.assessment.chosen().winner.expect("a winner");
            let title = &model.catalog.options[winner].title;
            let mark = if mono.content().iter().all(|c| c.symbol().is_ascii()) {
                '*'
            } else {
                '★'
            };
            let rows: Vec<String> = (0..40).map(|y| row(&mono, y)).collect();
            let marked: Vec<&String> = rows.iter().filter(|r| r.contains(&format!("{mark} {title}"))).collect();
            assert!(!marked.is_empty(), "{name}\n{}", text(&mono));
            let others = model.catalog.options.iter().filter(|o| o.title != *title);
            for other in others {
                assert!(
                    !rows.iter().any(|r| r.contains(&format!("{mark} {}", other.title))),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn gates_say_in_a_mark_and_a_word_what_is_passed_failed_and_unknown() {
    use crate::harness::Program;
    let mut program = Program::new((120, 40));
    program.open("trading.toml", include_str!("../../../profiles/trading.toml"));
    program.press("esc alt-2").sure();
    program.model.size = (200, 55);
    for unicode in [true, false] {
        program.model.theme = Theme::new(ColourDepth::None, unicode);
        let seen = program.text();
        let marks = program.model.theme.glyphs;
        let states: BTreeSet<&str> = ["pass", "fail", "unknown"]
            .into_iter()
            .filter(|s| seen.contains(*s))
            .collect();
        assert!(states.contains("pass") && states.contains("fail"), "{seen}");
        for (state, mark) in [("pass", marks.pass), ("fail", marks.fail), ("unknown", marks.unknown)] {
            if states.contains(state) {
                assert!(seen.contains(&format!("{mark} {state}")), "{state}\n{seen}");
            }
        }
    }
}

#[test]
fn no_mark_differs_from_its_neighbour_by_colour_alone() {
    for (name, _) in looks() {
        let (coloured, [mono, _]) = look(name);
        for y in 0..mono.area.height {
            for x in 1..mono.area.width {
                let (a, b) = (&mono[(x - 1, y)], &mono[(x, y)]);
                let mark = a.symbol() != " " && !a.symbol().contains(char::is_alphanumeric);
                if mark && a.symbol() == b.symbol() && a.modifier == b.modifier {
                    let colours = [coloured[(x - 1, y)].fg, coloured[(x, y)].fg];
                    assert_eq!(colours[0], colours[1], "{name} at {x}, {y}: `{}`", a.symbol());
                }
            }
        }
    }
}

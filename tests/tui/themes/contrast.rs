//! Everything can be read in every theme that brings a ground, and series can be told apart.

use ratatui::{layout::Rect, style::Modifier};
use weighbridge::{
    config::ThemeName,
    tui::theme::{ColourDepth, Role, Theme},
};

use super::{
    EXACT, PAINTED,
    colour::{VISIONS, Vision, contrast, ground, seen},
    looks::{drawn_in, look, looks},
    on,
};

/// What is not text: lines between things, and lines and marks of charts.
fn is_text(role: Role) -> bool {
    !matches!(role, Role::Border | Role::Series(_) | Role::Faded(_))
}

#[test]
fn the_contrast_of_every_role_is_enough() {
    for painted in PAINTED {
        for depth in EXACT {
            let theme = on(painted, depth);
            let ground = ground(&theme);
            for role in Role::ALL {
                let style = theme.style(role);
                let (ink, ground) = seen(style.bg(style.bg.unwrap_or(ground)));
                let found = contrast(ink, ground);
                let least = match (painted.0, is_text(role)) {
                    (ThemeName::HighContrast, true) => 7.0,
                    (ThemeName::HighContrast, false) | (_, true) => 4.5,
                    (_, false) => 3.0,
                };
                assert!(found >= least, "{painted:?} {depth:?} {role:?}: {found:.2}");
                assert!(
                    !style
                        .add_modifier
                        .intersects(Modifier::DIM | Modifier::SLOW_BLINK | Modifier::HIDDEN),
                    "{role:?} hides a part of its contrast"
                );
            }
        }
    }
}

#[test]
fn with_sixteen_colours_no_role_has_the_colour_of_the_ground() {
    for painted in PAINTED {
        let theme = on(painted, ColourDepth::Ansi16);
        let ground = ground(&theme);
        for role in Role::ALL {
            let style = theme.style(role);
            let (ink, under) = seen(style.bg(style.bg.unwrap_or(ground)));
            assert_ne!(ink, under, "{painted:?} {role:?}");
        }
    }
}

#[test]
fn every_cell_of_every_screen_can_be_read_on_a_ground_that_covers_all() {
    for painted in PAINTED {
        for depth in EXACT {
            let theme = on(painted, depth);
            let marks: Vec<_> = Role::ALL
                .iter()
                .filter(|r| !is_text(**r))
                .map(|r| theme.style(*r).fg)
                .collect();
            for (name, model) in &looks() {
                let buffer = drawn_in(model, theme);
                for position in buffer.area.positions() {
                    let cell = &buffer[position];
                    assert!(
                        !cell.modifier.contains(Modifier::DIM),
                        "{name} in {painted:?} at {position}"
                    );
                    let (ink, under) = seen(cell.style());
                    let found = contrast(ink, under);
                    let symbol = cell.symbol();
                    if symbol == " " {
                        continue;
                    }
                    let least = if marks.contains(&Some(cell.fg)) && !symbol.contains(char::is_alphanumeric) {
                        3.0
                    } else {
                        4.5
                    };
                    assert!(
                        found >= least,
                        "{name} in {painted:?} at {depth:?}, {position}: `{symbol}` has {found:.2}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_ground_covers_the_smallest_screens_too() {
    for size in [(1, 1), (20, 5), (60, 18)] {
        let mut model = look("question");
        model.theme = on(PAINTED[1], ColourDepth::True);
        model.size = size;
        let buffer = crate::harness::drawn(&model);
        let ground = ground(&model.theme);
        assert_eq!(buffer.area, Rect::new(0, 0, size.0, size.1));
        assert!(
            buffer
                .content()
                .iter()
                .all(|cell| cell.bg == ground || cell.fg == ground)
        );
    }
}

/// The least distance of two colours among those of `roles`.
fn nearest(theme: &Theme, vision: Vision, roles: &[Role]) -> (f64, Role, Role) {
    let colour = |role: Role| theme.style(role).fg.expect("a colour");
    let mut least = (f64::INFINITY, roles[0], roles[0]);
    for (at, a) in roles.iter().enumerate() {
        for b in &roles[at + 1..] {
            let apart = vision.apart(colour(*a), colour(*b));
            if apart < least.0 {
                least = (apart, *a, *b);
            }
        }
    }
    least
}

#[test]
fn series_can_be_told_apart_and_in_one_theme_with_any_colour_vision() {
    let series: Vec<Role> = (0..6).map(Role::series).collect();
    for painted in PAINTED {
        for depth in EXACT {
            let theme = on(painted, depth);
            for vision in VISIONS {
                let (least, a, b) = nearest(&theme, vision, &series);
                let wanted = match (painted.0, vision) {
                    (ThemeName::ColourBlind, Vision::Usual) => 0.07,
                    (ThemeName::ColourBlind, _) => 0.05,
                    (_, Vision::Usual) => 0.06,
                    _ => 0.0,
                };
                assert!(
                    least >= wanted,
                    "{painted:?} {depth:?} {vision:?}: {a:?} and {b:?} are {least:.3} apart"
                );
            }
        }
    }
}

#[test]
fn passed_and_failed_can_be_told_apart_with_any_colour_vision() {
    for painted in PAINTED.into_iter().filter(|p| p.0 == ThemeName::ColourBlind) {
        for depth in EXACT {
            for vision in VISIONS {
                let (least, ..) = nearest(&on(painted, depth), vision, &[Role::Good, Role::Bad]);
                assert!(least >= 0.05, "{painted:?} {depth:?} {vision:?}: {least:.3}");
            }
        }
    }
}

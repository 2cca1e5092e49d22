//! What the result screens and panels look like, text and styles, at every size.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]

#[path = "support/screen.rs"]
mod screen;
mod support;

use ratatui::{buffer::Buffer, layout::Rect};
use screen::{SIZES, drawn, shown};
use weighbridge::{
    profile::{Answer, Profile},
    tui::{
        theme::{ColourDepth, Theme},
        view::{self, MatrixCell, Scene},
    },
    weigh::{self, weigh},
};

type Draw = fn(&Scene<'_>, Rect, &mut Buffer);

const SCREENS: [(&str, Draw); 5] = [
    ("verdict", view::verdict::draw),
    ("cost", view::cost::draw),
    ("latency", view::latency::draw),
    ("scenarios", view::scenarios::draw),
    ("guide", view::guide::draw),
];

const PANELS: [(&str, Draw); 8] = [
    ("scores", view::panel::scores),
    ("cost", view::panel::cost),
    ("latency", view::panel::latency),
    ("load", view::panel::load),
    ("memory", view::panel::memory),
    ("fit", view::panel::fit),
    ("gates", view::panel::gates),
    ("startup", view::panel::startup),
];

/// An online shop with a target, a deadline and weights of its own.
fn shop() -> Profile {
    let mut profile = support::scenario(support::shipped(), "ecommerce");
    profile.weights.insert("performance".into(), 30.0);
    profile
}

fn page_with_samples() -> usize {
    support::shipped()
        .pages
        .iter()
        .position(|p| p.samples.len() >= 2)
        .expect("a page with samples")
}

#[test]
fn every_screen_at_every_size() {
    let catalog = support::shipped();
    let profile = shop();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    for (name, draw) in SCREENS {
        for size in SIZES {
            let mut scene = Scene::new(catalog, &profile, &now, &theme);
            scene.guide.page = page_with_samples();
            let buffer = drawn(name, size, |area, buf| draw(&scene, area, buf));
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}

#[test]
fn an_empty_profile_on_every_screen() {
    let catalog = support::shipped();
    let profile = Profile::default();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    for (name, draw) in SCREENS {
        let scene = Scene::new(catalog, &profile, &now, &theme);
        let buffer = drawn(&format!("empty-{name}"), (120, 40), |area, buf| draw(&scene, area, buf));
        insta::assert_snapshot!(format!("empty_{name}"), shown(&buffer));
    }
}

#[test]
fn a_preview_keeps_the_old_values_visible() {
    let catalog = support::shipped();
    let before_profile = shop();
    let mut profile = before_profile.clone();
    profile
        .answers
        .insert("rust_experience".into(), Answer::Choice("expert".into()));
    profile.answers.insert("peak_rps".into(), Answer::Number(20_000.0));
    let (before, now) = (weigh(catalog, &before_profile), weigh(catalog, &profile));
    let theme = Theme::default();
    for (name, draw) in PANELS {
        let mut scene = Scene::new(catalog, &profile, &now, &theme);
        scene.ghost = Some(&before);
        for size in [(43, 12), (72, 16)] {
            let buffer = drawn(&format!("preview-{name}"), size, |area, buf| draw(&scene, area, buf));
            insta::assert_snapshot!(format!("preview_{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}

/// A game server: under the guide's figures one option does not carry it.
#[test]
fn options_that_are_ruled_out_are_marked_by_more_than_colour() {
    let catalog = support::shipped();
    let mut profile = support::scenario(catalog, "gaming");
    profile.answers.insert("peak_rps".into(), Answer::Number(80_000.0));
    profile.answers.insert("p99_target_ms".into(), Answer::Number(5.0));
    profile.answers.insert("deadline_weeks".into(), Answer::Number(26.0));
    profile
        .answers
        .insert("development_budget".into(), Answer::Number(90_000.0));
    let now = weigh(catalog, &profile);
    assert!(now.chosen().options.iter().any(weigh::OptionAssessment::ruled_out));
    let theme = Theme::default();
    for (name, draw) in SCREENS {
        let scene = Scene::new(catalog, &profile, &now, &theme);
        for size in [(80, 24), (120, 40)] {
            let buffer = drawn(&format!("gaming-{name}"), size, |area, buf| draw(&scene, area, buf));
            insta::assert_snapshot!(format!("gaming_{name}_{}x{}", size.0, size.1), shown(&buffer));
        }
    }
}

#[test]
fn every_chart_has_a_table_twin() {
    let catalog = support::shipped();
    let profile = shop();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    for (name, draw) in PANELS {
        let mut scene = Scene::new(catalog, &profile, &now, &theme);
        scene.table = true;
        let buffer = drawn(&format!("table-{name}"), (72, 16), |area, buf| draw(&scene, area, buf));
        insta::assert_snapshot!(format!("table_{name}"), shown(&buffer));
    }
}

#[test]
fn without_colours_and_in_ascii_nothing_is_lost() {
    let catalog = support::shipped();
    let profile = shop();
    let now = weigh(catalog, &profile);
    let theme = Theme::new(ColourDepth::None, false);
    for (name, draw) in SCREENS {
        let mut scene = Scene::new(catalog, &profile, &now, &theme);
        scene.cell = Some(MatrixCell {
            criterion: 1,
            option: Some(0),
        });
        scene.typed = Some("7.5");
        scene.guide.page = page_with_samples();
        scene.guide.query = "json";
        let buffer = drawn(&format!("ascii-{name}"), (120, 40), |area, buf| draw(&scene, area, buf));
        insta::assert_snapshot!(format!("ascii_{name}"), shown(&buffer));
        for cell in &buffer.content {
            assert!(
                cell.style().fg.is_none_or(|c| c == ratatui::style::Color::Reset),
                "{name}: a colour"
            );
        }
    }
}

#[test]
fn the_guide_shows_what_a_recomputation_says_of_a_page() {
    let catalog = support::shipped();
    let profile = Profile::default();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    let findings = weigh::audit(catalog);
    let mut scene = Scene::new(catalog, &profile, &now, &theme);
    scene.guide.findings = &findings;
    let place = &catalog.claims[findings[0].claim].place;
    scene.guide.page = catalog
        .pages
        .iter()
        .position(|p| p.heading == *place)
        .expect("the claim's page");
    let buffer = drawn("guide-findings", (120, 40), |area, buf| {
        view::guide::draw(&scene, area, buf)
    });
    insta::assert_snapshot!("guide_findings", shown(&buffer));
}

#[test]
fn a_screen_scrolls_to_its_end_and_no_farther() {
    let catalog = support::shipped();
    let profile = shop();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    let mut scene = Scene::new(catalog, &profile, &now, &theme);
    let mut seen = Vec::new();
    for scroll in [500, u16::MAX] {
        scene.scroll = scroll;
        let buffer = drawn("verdict-end", (80, 24), |area, buf| {
            view::verdict::draw(&scene, area, buf)
        });
        seen.push(shown(&buffer));
    }
    assert_eq!(seen[0], seen[1]);
    insta::assert_snapshot!("verdict_end", seen[0]);
}

#[test]
fn the_headline_fits_every_width() {
    let catalog = support::shipped();
    let profile = shop();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    let scene = Scene::new(catalog, &profile, &now, &theme);
    for width in 0..160 {
        assert!(view::headline(&scene, width).width() <= usize::from(width));
    }
    insta::assert_snapshot!(view::headline(&scene, 100).to_string());
}

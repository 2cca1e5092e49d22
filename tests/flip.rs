//! What the screens that say how sure the verdict is look like, text and styles, at every size.

#[path = "support/screen.rs"]
mod screen;
mod support;

use ratatui::{buffer::Buffer, layout::Rect};
use screen::{SIZES, drawn, shown};
use weighbridge::{
    catalog::Catalog,
    profile::Profile,
    tui::{
        theme::{ColourDepth, Theme},
        view::{self, Scene},
    },
    weigh::{Assessment, Robustness, robustness, weigh},
};

type Draw = fn(&Scene<'_>, Rect, &mut Buffer);

const SCREENS: [(&str, Draw); 3] = [
    ("flip", view::flip::draw),
    ("path", view::path::draw),
    ("verdict", view::verdict::draw),
];

struct Case {
    name: &'static str,
    profile: Profile,
    now: Assessment,
    sure: Robustness,
}

fn case(catalog: &Catalog, name: &'static str) -> Case {
    let profile = if name == "empty" {
        Profile::default()
    } else {
        support::scenario(catalog, name)
    };
    let now = weigh(catalog, &profile);
    let sure = robustness(catalog, &profile, &now, 10_000);
    Case {
        name,
        profile,
        now,
        sure,
    }
}

impl Case {
    fn scene<'a>(&'a self, catalog: &'a Catalog, theme: &'a Theme) -> Scene<'a> {
        let mut scene = Scene::new(catalog, &self.profile, &self.now, theme);
        scene.sure = Some(&self.sure);
        scene.fresh = true;
        scene
    }
}

#[test]
fn every_screen_at_every_size() {
    let catalog = support::shipped();
    let theme = Theme::default();
    for case in ["empty", "startup", "ecommerce", "gaming", "trading", "learning"].map(|name| case(catalog, name)) {
        for (name, draw) in SCREENS {
            for size in SIZES {
                let scene = case.scene(catalog, &theme);
                let buffer = drawn(&format!("{name}-{}", case.name), size, |area, buf| {
                    draw(&scene, area, buf)
                });
                if std::env::var("SHOW").is_ok_and(|s| s == format!("{name}-{}-{}", case.name, size.0)) {
                    println!("{}", shown(&buffer).split("--- styles").next().unwrap());
                }
            }
        }
    }
}

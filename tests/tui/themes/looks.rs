//! What is looked at in every theme: all screens, and the popups that are used most.

use std::sync::Mutex;

use ratatui::buffer::Buffer;
use weighbridge::tui::{field::Field, layer::Layer, model::Model, theme::Theme};

use crate::harness::{Program, done, drawn};

/// Screens and popups, by name, at 120x40.
pub(super) fn looks() -> Vec<(&'static str, Model)> {
    static LOOKS: Mutex<Vec<(&'static str, Model)>> = Mutex::new(Vec::new());
    let mut looks = LOOKS.lock().expect("no test panicked in here");
    if looks.is_empty() {
        let mut look = |name: &'static str, prepare: &dyn Fn(&mut Program)| {
            let mut program = Program::new((120, 40));
            program.open("checkout.toml", include_str!("../../../profiles/ecommerce.toml"));
            program.press("esc");
            prepare(&mut program);
            looks.push((name, program.model));
        };
        look("question", &|p| done(p.ask("rust_experience").over("some").sure()));
        look("number", &|p| {
            p.ask("peak_rps").press("80k");
            p.sure();
        });
        look("weights", &|p| done(p.ask("weights").press("right down").sure()));
        look("verdict", &|p| done(p.sure().press("alt-2")));
        look("matrix", &|p| done(p.sure().press("alt-2 m down right")));
        look("cost", &|p| done(p.press("alt-3")));
        look("latency", &|p| done(p.press("alt-4")));
        look("scenarios", &|p| done(p.press("alt-5 down")));
        look("flip", &|p| done(p.sure().press("alt-6 down")));
        look("path", &|p| done(p.sure().press("alt-7 down")));
        look("guide", &|p| {
            // A page with samples, so that code is seen too.
            let page = p.model.catalog.pages.iter().position(|page| page.samples.len() > 1);
            p.press("alt-8 / request enter");
            p.model.guide.page = page.expect("a page with samples");
        });
        look("help", &|p| done(p.press("?")));
        look("explain", &|p| done(p.sure().press("alt-2 enter enter")));
        look("record", &|p| {
            p.press("alt-2 e");
            // What depends on the day and the folder is left as a reader would type it.
            if let Some(Layer::Record(form)) = p.model.layers.last_mut() {
                form.folder = Field::new("docs/decisions");
                if let Ok(place) = &mut form.place {
                    place.path = "docs/decisions/0001-checkout.md".into();
                }
            }
        });
        look("compare", &|p| {
            p.model.recent.clear();
            p.press("= down down enter");
        });
        look("open", &|p| {
            p.model.recent = vec!["/srv/profiles/checkout.toml".into(), "/home/ana/search.toml".into()];
            p.press("o down");
        });
        look("wrong", &|p| done(p.ask("peak_rps").press("20 apples")));
    }
    looks.clone()
}

/// The screen or popup of this name.
pub(super) fn look(name: &str) -> Model {
    let found = looks().into_iter().find(|(known, _)| *known == name);
    found.expect(name).1
}

/// The look in another theme.
pub(super) fn drawn_in(model: &Model, theme: Theme) -> Buffer {
    let mut model = model.clone();
    model.theme = theme;
    drawn(&model)
}

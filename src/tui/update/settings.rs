//! The settings on the screen: which count, where each comes from, and which wishes cannot be heard.

use std::fmt::Write as _;

use crate::{
    config::Trouble,
    tui::{
        keymap::{self, Action, Context},
        layer::{Layer, Text},
        model::Model,
    },
};

/// Says that wishes cannot be heard, if there are any.
pub(super) fn tell(model: &mut Model) {
    let ascii = !model.theme.glyphs.unicode;
    let here = keymap::reachable(model);
    let here = here.iter().find(|reach| reach.binding.action == Action::Settings);
    let key = here.and_then(|reach| reach.keys.first());
    let on_screens = model.keymap.keys(Context::Program, Action::Settings).first();
    let wrong = match model.troubles.as_slice() {
        [] => return,
        [Trouble::Wrong(problems)] if problems.errors() > 1 => {
            format!("the configuration has {} errors and is not used", problems.errors())
        }
        [Trouble::Wrong(problems)] => match problems.items.first() {
            Some(problem) => format!("the configuration is not used: {}", problem.message),
            None => "the configuration is not used".to_owned(),
        },
        [Trouble::Unreadable { .. }] => "the configuration cannot be read and is not used".to_owned(),
        [trouble @ Trouble::Variable { .. }] => trouble.summary(),
        several => format!("{} things are wrong with the configuration", several.len()),
    };
    let way = match (key, on_screens) {
        (Some(key), _) => format!("{} shows it", key.name(ascii)),
        // A popup is open that leaves no key for it.
        (None, Some(key)) => format!("{} shows it later", key.name(ascii)),
        (None, None) => "weighbridge config show prints it".to_owned(),
    };
    model.complain(format!("{way}: {wrong}"));
}

/// Opens the list of settings, what is wrong with them first.
pub(super) fn show(model: &mut Model) {
    let mut text = String::new();
    for trouble in &model.troubles {
        text.push_str(&trouble.text());
        text.push_str("\n\n");
    }
    for (name, value, origin) in model.settings.listed() {
        let now = match name {
            "theme" => model.theme.name().name().to_owned(),
            "mouse" => model.mouse.to_string(),
            _ => value.to_string(),
        };
        // A key may have changed it since.
        let from = if now == value.to_string() {
            origin.to_string()
        } else {
            format!("chosen by key; {value} at the start ({origin})")
        };
        let _ = writeln!(text, "{name:<11} {now:<14} {from}");
    }
    for rebound in &model.settings.keys {
        let keys: Vec<&str> = rebound.keys.iter().map(|key| key.word.as_str()).collect();
        let keys = if keys.is_empty() {
            "no key".to_owned()
        } else {
            keys.join(" ")
        };
        let (context, action) = (&rebound.context.word, &rebound.action.word);
        let _ = writeln!(text, "keys.{context}.{action}: {keys} ({})", rebound.origin);
    }
    model.layers.push(Layer::Message(Text {
        title: "Settings".into(),
        text,
        scroll: 0,
    }));
}

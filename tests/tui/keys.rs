//! The table of keys, and all that is made from it.

use weighbridge::tui::{
    keymap::{self, Action, Context, Meaning, TABLE},
    layer::{Busy, Conflict, Layer, Offer, Step, Text, Then, WayOut},
    model::Model,
};

use crate::harness::{Program, done, drawn, matrix, text};

/// The program in every state that a key can be pressed in.
pub(crate) fn states() -> Vec<(&'static str, Model)> {
    let wide = (120, 40);
    let mut states = Vec::new();
    let mut state = |name: &'static str, size: (u16, u16), prepare: &dyn Fn(&mut Program)| {
        let mut program = Program::new(size);
        prepare(&mut program);
        states.push((name, program.model));
    };
    state("number", wide, &|p| done(p.ask("connections")));
    state("number answered", wide, &|p| {
        done(p.ask("connections").press("100 enter left"));
    });
    state("number typed", wide, &|p| done(p.ask("connections").press("12k")));
    state("number mistyped", wide, &|p| done(p.ask("connections").press("12x")));
    state("choice", wide, &|p| done(p.ask("rust_experience").over("learning")));
    state("choice taken", wide, &|p| {
        done(p.ask("rust_experience").over("some").press("enter left u ctrl-r left"));
    });
    state("choice in the small", (80, 24), &|p| {
        done(p.ask("rust_experience").over("none"));
    });
    state("undone", wide, &|p| {
        done(p.ask("rust_experience").over("some").press("enter u"));
    });
    state("points", wide, &|p| done(p.ask("weights")));
    state("points set", wide, &|p| done(p.ask("weights").press("right")));
    state("points typed", wide, &|p| done(p.ask("weights").press("3")));
    state("swing", wide, &|p| done(p.ask("weights").press("w")));
    state("swing rated", wide, &|p| {
        done(p.ask("weights").press("w enter down right"));
    });
    state("swing rated twice", wide, &|p| {
        done(p.ask("weights").press("w enter down right down right"));
    });
    state("trade-off", wide, &|p| {
        done(p.ask("weights").press("w enter down right down right k"));
    });
    state("trade-off answered", wide, &|p| {
        done(p.ask("weights").press("w enter down right down right k right"));
    });
    state("rank", wide, &|p| done(p.ask("weights").press("w w")));
    state("rank stated", wide, &|p| done(p.ask("weights").press("w w down +")));
    state("verdict", (80, 24), &|p| done(p.press("tab")));
    state("matrix", (80, 24), &|p| done(p.press("tab m")));
    state("matrix set", wide, &|p| done(p.press("tab m +")));
    state("cost", (80, 24), &|p| done(p.press("tab tab")));
    state("latency", (80, 24), &|p| done(p.press("tab tab tab")));
    state("scenarios", (80, 24), &|p| done(p.press("tab tab tab tab")));
    state("flip", (80, 24), &|p| done(p.sure().press("alt-6")));
    state("flip not known yet", (80, 24), &|p| done(p.press("alt-6")));
    state("path", (80, 24), &|p| done(p.press("alt-7")));
    state("path moved", wide, &|p| done(p.sure().press("alt-7 right")));
    state("presenting", wide, &|p| done(p.press("tab p right")));
    state("guide", (80, 24), &|p| done(p.ask("rust_experience").press("g")));
    state("guide searched", (80, 24), &|p| {
        done(p.press("alt-8 / team"));
    });
    state("explained", wide, &|p| done(p.press("tab enter")));
    state("explained in the small", (80, 24), &|p| done(p.press("tab enter")));
    state("explained inside", wide, &|p| {
        p.press("tab enter enter");
        go_to_page(p);
    });
    state("record", wide, &|p| done(p.press("tab e")));
    state("compare with", wide, &|p| done(p.press("=")));
    state("compared", wide, &|p| done(p.press("= enter")));
    state("open", wide, &|p| done(p.press("ctrl-o")));
    state("jump", wide, &|p| done(p.press("j")));
    state("note", wide, &|p| done(p.press("n")));
    state("save as", wide, &|p| done(p.press("S")));
    state("help", (80, 24), &|p| done(p.press("?")));
    state("unsaved", wide, &|p| {
        p.model.layers.push(Layer::Unsaved(Then::Leave(0)));
    });
    for way_out in [WayOut::ReloadOrOverwrite, WayOut::Overwrite, WayOut::Neither] {
        state("conflict", wide, &|p| {
            p.model.layers.push(Layer::Conflict(Conflict {
                path: "service.toml".into(),
                what: "it changed".into(),
                way_out,
                differences: Vec::new(),
            }));
        });
    }
    state("exists", wide, &|p| {
        p.model.layers.push(Layer::Exists("service.toml".into()));
    });
    state("busy", wide, &|p| {
        p.model.layers.push(Layer::Busy(Busy {
            path: "service.toml".into(),
            holder: "another weighbridge".into(),
        }));
    });
    state("recovery", wide, &|p| {
        p.model.layers.push(Layer::Recovery(Box::new(Offer {
            file: None,
            when: "14:05".into(),
            said: Vec::new(),
            content: Ok(Vec::new()),
            others: 0,
            scroll: 0,
        })));
    });
    state("message", wide, &|p| {
        p.model.layers.push(Layer::Message(Text {
            title: "Something".into(),
            text: "happened".into(),
            scroll: 0,
        }));
    });
    states.push(("no questions", Program::of(matrix(), wide).model));
    states
}

/// Goes to an input with a page of the guide behind it.
pub(crate) fn go_to_page(program: &mut Program) {
    for _ in 0..40 {
        let Some(Layer::Explain(popup)) = program.model.layers.last() else {
            return;
        };
        if popup.page().is_some() {
            return;
        }
        let computed = popup.step().and_then(Step::input).is_some_and(|i| i.subject.is_some());
        program.press(if computed { "enter" } else { "down" });
    }
}

#[test]
fn every_line_of_the_table_can_be_reached_and_does_what_it_says() {
    let states = states();
    for binding in TABLE {
        let reached = states.iter().any(|(_, model)| {
            model.contexts().contains(&binding.context)
                && (binding.enabled)(model).is_ok()
                && binding
                    .keys
                    .iter()
                    .any(|key| keymap::meaning(model, *key) == Meaning::Do(binding.action))
        });
        assert!(reached, "{:?} {} {:?}", binding.context, binding.label, binding.action);
    }
}

#[test]
fn no_two_lines_of_a_context_share_a_key() {
    for (index, a) in TABLE.iter().enumerate() {
        for b in &TABLE[index + 1..] {
            let shared = a.keys.iter().find(|k| a.context == b.context && b.keys.contains(k));
            assert_eq!(shared, None, "{:?}: {} and {}", a.context, a.label, b.label);
        }
    }
}

#[test]
fn a_disabled_key_says_why() {
    let model = Program::new((120, 40)).model;
    let undo = TABLE.iter().find(|b| b.action == Action::Undo).expect("undo");
    assert_eq!(keymap::meaning(&model, undo.keys[0]), Meaning::Not("nothing to undo"));
    let mut program = Program::new((120, 40));
    program.ask("rust_experience").press("u");
    assert!(program.text().contains("nothing to undo"));
}

#[test]
fn the_footer_shows_whole_hints_from_the_table_that_work_now() {
    for (name, mut model) in states() {
        for width in [60, 80, 100, 120, 200] {
            model.size = (width, 40);
            let hints = keymap::footer(&model, usize::from(width) - 2);
            let known: Vec<&str> = keymap::reachable(&model)
                .iter()
                .filter(|r| (r.binding.enabled)(&model).is_ok())
                .map(|r| r.binding.label)
                .collect();
            assert!(!hints.is_empty(), "{name} at {width}");
            let mut line = Vec::new();
            for hint in &hints {
                assert!(known.contains(&hint.label), "{name} at {width}: {}", hint.label);
                line.push(format!("{} {}", hint.keys, hint.label));
            }
            model.notice = None;
            let screen = text(&drawn(&model));
            let footer = screen.lines().last().unwrap_or_default().trim();
            assert_eq!(footer, line.join("  "), "{name} at {width}");
        }
    }
}

#[test]
fn help_is_always_in_the_footer_of_a_screen() {
    for (name, model) in states() {
        if model.layers.is_empty() {
            let hints = keymap::footer(&model, 58);
            assert!(hints.iter().any(|h| h.label == "all keys"), "{name}");
        }
    }
}

#[test]
fn help_names_every_key_that_works_on_the_screen_below_it() {
    let mut program = Program::new((200, 55));
    program.ask("rust_experience");
    let expected: Vec<&str> = keymap::reachable(&program.model)
        .iter()
        .map(|r| r.binding.help)
        .collect();
    program.press("?");
    let mut seen = String::new();
    for _ in 0..60 {
        seen.push_str(&program.text());
        program.press("down");
    }
    for help in expected {
        // Long ones are wrapped.
        let start: String = help.chars().take(36).collect();
        assert!(seen.contains(&start), "{help}");
    }
}

#[test]
fn every_context_of_the_table_is_in_the_documentation() {
    for binding in TABLE {
        assert!(Context::ALL.contains(&binding.context));
    }
}

#[test]
fn the_documented_keys_are_the_keys() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    let current = keymap::markdown();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &current).expect("docs/keys.md");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(written, current, "run UPDATE_DOCS=1 cargo test --test tui keys");
}

#[test]
fn every_line_of_the_table_has_a_name_of_its_own_in_its_place() {
    let mut seen = std::collections::BTreeSet::new();
    for binding in TABLE {
        let name = (binding.context.id(), binding.action.id());
        assert!(seen.insert(name), "{name:?} stands twice");
        for part in [name.0, name.1] {
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(part.chars().all(kebab) && !part.is_empty(), "{part}");
        }
        assert!(name.1.len() <= 15, "{} does not fit into its column of help", name.1);
        assert!(!matches!(binding.action, Action::Screen(n) if !name.1.ends_with(&n.to_string())));
    }
    let contexts: std::collections::BTreeSet<&str> = Context::ALL.iter().map(|c| c.id()).collect();
    assert_eq!(contexts.len(), Context::ALL.len(), "two places have one name");
}

#[test]
fn what_passes_keys_on_to_every_screen_is_what_stands_before_it() {
    for (name, model) in states() {
        let contexts = model.contexts();
        let program = contexts.iter().position(|c| *c == Context::Program);
        for context in &contexts[..program.unwrap_or(0)] {
            assert!(context.passes_on(), "{name}: {}", context.id());
        }
        if program.is_none() {
            assert!(!contexts[0].passes_on() && contexts[0].is_left_by_closing(), "{name}");
        }
    }
}

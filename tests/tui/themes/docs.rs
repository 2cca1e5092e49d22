//! The table of contrasts in `docs/themes.md` is what the themes have.

use std::fmt::Write as _;

use weighbridge::tui::theme::{ColourDepth, Role};

use super::{
    PAINTED, called,
    colour::{contrast, ground, seen},
    on,
};

const BEGIN: &str = "<!-- contrasts -->\n";
const END: &str = "<!-- end of contrasts -->\n";

fn table() -> String {
    let roles = [
        ("text", vec![Role::Text]),
        ("dim text", vec![Role::Dim]),
        ("accent", vec![Role::Accent]),
        ("passed", vec![Role::Good]),
        ("failed", vec![Role::Bad]),
        ("unknown", vec![Role::Warn]),
        ("lines", vec![Role::Border]),
        ("faintest series", (0..6).map(Role::series).collect()),
        ("faintest faded", (0..6).map(Role::faded).collect()),
    ];
    let mut table = String::from("| theme |");
    for (name, _) in &roles {
        let _ = write!(table, " {name} |");
    }
    table.push_str("\n|---|");
    table.push_str(&"--:|".repeat(roles.len()));
    table.push('\n');
    for painted in PAINTED {
        for (depth, words) in [(ColourDepth::True, "24 bits"), (ColourDepth::Ansi256, "256")] {
            let theme = on(painted, depth);
            let _ = write!(table, "| {}, {words} |", called(painted));
            for (_, roles) in &roles {
                let least = roles.iter().map(|role| {
                    let (ink, under) = seen(theme.style(*role).bg(ground(&theme)));
                    contrast(ink, under)
                });
                let _ = write!(table, " {:.1} |", least.fold(f64::INFINITY, f64::min));
            }
            table.push('\n');
        }
    }
    table
}

#[test]
fn the_table_of_contrasts_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/themes.md");
    let text = std::fs::read_to_string(path).expect("a page on themes");
    let (before, rest) = text.split_once(BEGIN).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where the table ends");
    let current = format!("{before}{BEGIN}{}{END}{after}", table());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &current).expect("the page");
    }
    assert!(
        text == current || std::env::var_os("UPDATE_DOCS").is_some(),
        "docs/themes.md is out of date: run UPDATE_DOCS=1 cargo test --test tui themes"
    );
}

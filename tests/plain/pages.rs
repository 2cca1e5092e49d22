//! The page of the documentation: all commands, and a talk that was really held.

use weighbridge::plain::command;

use crate::talk::Talk;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/accessible.md");

/// The text between two marks, with what stands before and behind.
fn between<'t>(page: &'t str, from: &str, to: &str) -> (&'t str, &'t str, &'t str) {
    let start = page.find(from).expect(from) + from.len();
    let end = start + page[start..].find(to).expect(to);
    (&page[..start], &page[start..end], &page[end..])
}

/// Lines that were typed: those behind a prompt.
fn typed(talk: &str) -> String {
    let lines = talk.lines().filter_map(|line| line.strip_prefix('>'));
    lines.map(|line| format!("{}\n", line.trim())).collect()
}

#[test]
fn the_page_lists_the_commands_and_its_example_is_what_is_said() {
    let current = std::fs::read_to_string(PAGE).expect("docs/accessible.md");
    let (before, _, behind) = between(&current, "<!-- commands -->\n\n", "<!-- end of commands -->");
    let page = format!("{before}{}{behind}", command::markdown());
    let (before, example, behind) = between(&page, "```text\n", "```\n");
    // What the example saves is in a folder of its own, which is of no interest.
    let talk = Talk::new().typed();
    let folder = format!("{}/", talk.folder.path().display());
    let lines = typed(example).replace("save ", &format!("save {folder}"));
    let wanted = format!("{before}{}{behind}", talk.transcript(&lines)).replace(&folder, "");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, &wanted).expect("the page is written");
        return;
    }
    assert_eq!(current, wanted, "run UPDATE_DOCS=1 cargo test --test plain pages");
}

//! The rules of the house, read off the sources: who may name whom.

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

use std::{fs, path::Path};

/// Every Rust file below `folder`, with its path relative to `src` and its text without comments.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(at: &Path, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(at).expect("a folder of src") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                let code = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect::<Vec<_>>()
                    .join("\n");
                out.push((path.display().to_string(), code));
            }
        }
    }
    let mut out = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder),
        &mut out,
    );
    assert!(
        !out.is_empty(),
        "src/{folder} has no sources: the rule would hold of nothing"
    );
    out
}

/// Whether `code` names the module or crate `name` in a path or an import.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        let whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && !after.is_some_and(|c| c.is_alphanumeric() || c == '_');
        whole
            && (code[at + name.len()..].starts_with("::")
                || code[..at].ends_with("crate::")
                || code[..at].ends_with("{"))
    })
}

fn refuse(folder: &str, forbidden: &[&str]) {
    for (file, code) in sources(folder) {
        for name in forbidden {
            assert!(
                !names(&code, name),
                "{file} names `{name}`, which src/{folder} must not know"
            );
        }
    }
}

#[test]
fn the_reader_of_imports_sees_what_it_must() {
    assert!(names("use ratatui::layout::Rect;", "ratatui"));
    assert!(names("use crate::weigh;", "weigh"));
    assert!(names("fn f(a: crate::tui::Model) {}", "tui"));
    assert!(!names("let weighty = 1; // weighs", "weigh"));
}

#[test]
fn knowledge_answers_and_engine_know_no_terminal() {
    for folder in ["catalog", "profile", "weigh", "report", "diagnostic"] {
        refuse(folder, &["ratatui", "crossterm", "tui", "cli", "clap"]);
    }
}

#[test]
fn lines_of_text_know_no_terminal_and_no_screen() {
    refuse("plain", &["ratatui", "crossterm", "tui", "cli", "clap"]);
    for (file, code) in sources("plain") {
        for forbidden in ["std::env", "io::stdin", "io::stdout", "io::stderr", "\\u{1b}", "\\x1b"] {
            assert!(
                !code.contains(forbidden),
                "{file} uses {forbidden}: streams are handed in, and get text"
            );
        }
    }
}

#[test]
fn knowledge_and_answers_do_not_know_their_callers() {
    refuse("diagnostic", &["catalog", "profile", "weigh", "report"]);
    refuse("catalog", &["profile", "weigh", "report"]);
    refuse("profile", &["weigh", "report"]);
    refuse("weigh", &["report"]);
}

#[test]
fn the_engine_reads_no_clock_no_file_and_no_environment() {
    for (file, code) in sources("weigh") {
        for forbidden in [
            "std::fs",
            "std::env",
            "std::io",
            "std::net",
            "std::time",
            "SystemTime",
            "Instant::now",
            "static mut",
            "thread_local",
        ] {
            assert!(!code.contains(forbidden), "{file} uses {forbidden}: the engine is pure");
        }
    }
}

#[test]
fn widgets_know_numbers_labels_and_styles_but_no_decision() {
    refuse("tui/widget", &["catalog", "profile", "weigh", "report"]);
}

#[test]
fn only_the_terminal_folder_talks_to_the_terminal() {
    for (file, code) in sources("tui") {
        if file.contains("/terminal/") {
            continue;
        }
        for forbidden in ["execute!", "queue!", "enable_raw_mode", "disable_raw_mode", "stdout()"] {
            assert!(
                !code.contains(forbidden),
                "{file} uses {forbidden}: that belongs in tui/terminal"
            );
        }
    }
}

//! `doctor`: what the program finds where it runs, why it behaves as it does, and what to do where something is wrong.
//!
//! Owns the report and its two forms; what is looked at is in the files beside this one. It changes nothing: a folder is tried
//! with a file that has no name.

mod folders;
mod terminal;

use std::fmt::Write as _;

use serde::Serialize;

use super::{
    args::{ConfigFormat, Doctor},
    config, output,
    settings::Loaded,
    status::Status,
};
use crate::{
    catalog::{self, Catalog, OpenError},
    config::Trouble,
    report::words::counted,
};

pub(super) fn run(args: &Doctor, catalog: Option<&std::path::Path>, loaded: &Loaded) -> Status {
    let report = Report {
        version: env!("CARGO_PKG_VERSION"),
        sections: vec![
            terminal::seen(),
            terminal::screens(loaded),
            settings(loaded),
            folders::all(loaded),
            knowledge(catalog),
        ],
    };
    let wrong = report.sections.iter().flat_map(|s| &s.entries).any(|e| e.wrong);
    let shown = match args.format {
        ConfigFormat::Text => output::result(&text(&report)),
        ConfigFormat::Json => output::serialised(serde_json::to_string_pretty(&report).map(|t| t + "\n")),
    };
    if wrong { Status::Findings.or(shown) } else { shown }
}

/// All that was found.
#[derive(Debug, Serialize)]
struct Report {
    version: &'static str,
    sections: Vec<Section>,
}

/// What was found about one thing.
#[derive(Debug, Serialize)]
struct Section {
    title: &'static str,
    entries: Vec<Entry>,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Entry {
    name: String,
    /// What was found.
    found: String,
    /// Whether something is wrong with it.
    wrong: bool,
    /// What to do; also where nothing is wrong and something could be better.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

impl Entry {
    fn new(name: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            found: harmless(&found.into()),
            wrong: false,
            advice: None,
        }
    }

    /// Nothing is wrong, but this could be better.
    fn advise(self, advice: impl Into<String>) -> Self {
        Self {
            advice: Some(harmless(&advice.into())),
            ..self
        }
    }

    /// This is wrong, and what to do.
    fn wrong(self, advice: impl Into<String>) -> Self {
        Self {
            wrong: true,
            ..self.advise(advice)
        }
    }
}

/// The text without characters that a terminal would obey: a variable may hold anything.
fn harmless(text: &str) -> String {
    let safe = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    text.chars().map(safe).collect()
}

fn text(report: &Report) -> String {
    let mut text = format!("Weighbridge {}\n", report.version);
    let entries = || report.sections.iter().flat_map(|s| &s.entries);
    let width = entries().map(|e| e.name.chars().count()).max().unwrap_or(0);
    let below = " ".repeat(width + 4);
    for section in &report.sections {
        let _ = write!(text, "\n{}\n", section.title);
        for entry in &section.entries {
            let mut lines = entry.found.lines();
            let _ = writeln!(text, "  {:<width$}  {}", entry.name, lines.next().unwrap_or_default());
            for line in lines {
                let _ = writeln!(text, "{below}{line}");
            }
            if let Some(advice) = &entry.advice {
                let mark = if entry.wrong { "wrong: " } else { "" };
                let _ = writeln!(text, "{below}{mark}{advice}");
            }
        }
    }
    let wrong = entries().filter(|e| e.wrong).count();
    let outcome = match wrong {
        0 => "Nothing is wrong.".to_owned(),
        n => format!(
            "{}: see the lines that begin with `wrong`.",
            counted(n, "thing is wrong", "things are wrong")
        ),
    };
    let _ = write!(text, "\n{outcome}\n");
    text
}

fn settings(loaded: &Loaded) -> Section {
    let mut entries = vec![Entry::new("file", config::place(loaded))];
    for trouble in &loaded.troubles {
        let entry = match trouble {
            Trouble::Variable { name, .. } => Entry::new(*name, trouble.summary()),
            Trouble::Wrong(problems) => Entry::new(
                "errors",
                format!(
                    "{}\n{}",
                    counted(problems.errors(), "error", "errors"),
                    problems.render(false).trim_end()
                ),
            ),
            Trouble::Unreadable { .. } => Entry::new("errors", trouble.summary()),
        };
        entries.push(entry.wrong(match trouble {
            Trouble::Variable { .. } => "set it to a value that it has, or unset it",
            _ => "mend or move the file; until then the defaults are used",
        }));
    }
    let rebound = loaded.settings.keys.len();
    entries.push(Entry::new(
        "keys",
        if rebound == 0 {
            "as in docs/keys.md; none was given to another action".to_owned()
        } else {
            format!(
                "{}, without a conflict",
                counted(rebound, "action has keys of your own", "actions have keys of your own")
            )
        },
    ));
    let recent = &loaded.settings.recent;
    entries.push(Entry::new(
        "recent",
        match recent.value {
            0 => format!("no profile is remembered ({})", recent.origin),
            n => format!(
                "{} at most ({})",
                counted(n.into(), "profile", "profiles"),
                recent.origin
            ),
        },
    ));
    Section {
        title: "Configuration",
        entries,
    }
}

fn knowledge(path: Option<&std::path::Path>) -> Section {
    let name = path.map_or_else(|| "built-in".to_owned(), |path| path.display().to_string());
    let of = |catalog: &Catalog| {
        format!(
            "{name}: {}, {}, {}, {}",
            catalog.id,
            counted(catalog.options.len(), "option", "options"),
            counted(catalog.criteria.len(), "criterion", "criteria"),
            counted(catalog.questions.len(), "question", "questions"),
        )
    };
    let refused = |why: String| Entry::new("catalog", why);
    let check = || format!("weighbridge check {name} prints every error");
    let entry = match path {
        None => catalog::built_in().map_or_else(
            |problems| refused(problems.to_string()).wrong("the program is damaged: install it again"),
            |catalog| Entry::new("catalog", of(catalog)),
        ),
        Some(path) => match catalog::open(path) {
            Ok(catalog) => Entry::new("catalog", of(&catalog)),
            Err(OpenError::Problems(problems)) => {
                refused(format!("{name} has {}", counted(problems.errors(), "error", "errors"))).wrong(check())
            }
            Err(error) => refused(error.to_string()).wrong("name one that can be read with --catalog"),
        },
    };
    Section {
        title: "Catalog",
        entries: vec![entry],
    }
}

//! Wishes that cannot be heard. None of them stops the program.

use std::path::PathBuf;

use crate::diagnostic::Problems;

/// Why a wish is not heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The configuration file cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Cause and next step.
        why: String,
    },
    /// The configuration file is wrong. None of it is used.
    Wrong(Box<Problems>),
    /// An environment variable has a value that means nothing. The value is not used.
    Variable {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
        /// What is wanted.
        help: String,
    },
}

impl Trouble {
    /// One line: what is not used and why, without a full stop.
    #[must_use]
    pub fn summary(&self) -> String {
        match self {
            Self::Unreadable { path, why } => {
                format!("the configuration {} is not used: {why}", path.display())
            }
            Self::Wrong(problems) => {
                let Some(first) = problems.items.first() else {
                    return format!("the configuration {} is not used", problems.file);
                };
                let (line, column) = problems.position(first);
                let more = match problems.errors() {
                    0 | 1 => String::new(),
                    2 => ", and one more error".to_owned(),
                    n => format!(", and {} more errors", n - 1),
                };
                format!(
                    "the configuration is not used: {}:{line}:{column}: {}{more}",
                    problems.file, first.message
                )
            }
            Self::Variable { name, value, help } => {
                format!("{name} is `{value}`, which is no value of it: {help}")
            }
        }
    }

    /// All of it, with carets where there is a text to point at; without colours.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Wrong(problems) => format!(
                "{}\n{} is not used; the defaults are.",
                problems.render(false).trim_end(),
                problems.file
            ),
            other => format!("{}.", other.summary().trim_end_matches('?')),
        }
    }
}

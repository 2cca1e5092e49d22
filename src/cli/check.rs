//! `check`: all errors of profiles and catalogs; writes nothing.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use super::{args::Check, input, knowledge, output, status::Status};
use crate::{
    catalog::{self, Catalog},
    diagnostic::Problems,
    profile,
    report::words,
    weigh::{self, words as say},
};

pub(super) fn run(args: &Check, catalog: Option<&Path>) -> Status {
    if input::stdin_twice(args.files.iter().map(PathBuf::as_path)) {
        return Status::Usage;
    }
    let Some(catalog) = knowledge::open(catalog) else {
        return Status::Wrong;
    };
    args.files
        .iter()
        .fold(Status::Done, |status, path| status.or(file(path, &catalog)))
}

fn file(path: &Path, catalog: &Catalog) -> Status {
    match input::text(path) {
        Ok(text) if is_catalog(&text) && input::is_stdin(path) => {
            let read = catalog::load(input::STDIN, &text, &|_| None).map_err(|problems| output::problems(&problems));
            of_catalog(path, &text, read.ok())
        }
        Ok(text) if is_catalog(&text) => of_catalog(path, &text, knowledge::read(path)),
        Ok(text) => of_profile(path, &text, catalog),
        Err(error) => {
            input::refused(path, &error);
            Status::Wrong
        }
    }
}

/// A catalog has options, a profile never. Read off the lines, so that a text with a mistake in its TOML has a kind too.
fn is_catalog(text: &str) -> bool {
    text.lines().map(str::trim_start).any(|line| {
        let bare: String = line.chars().filter(|c| !c.is_whitespace()).take(12).collect();
        bare.starts_with("[[options]]") || bare.starts_with("options=")
    })
}

fn of_profile(path: &Path, text: &str, catalog: &Catalog) -> Status {
    let name = input::name(path);
    match profile::read(&name, text, catalog) {
        Ok((profile, warnings)) => {
            output::problems(&warnings);
            let answers = words::counted(profile.answers.len(), "answer", "answers");
            output::result(&format!("{name}: a profile of {}, {answers}: no errors\n", catalog.id))
        }
        Err(problems) => {
            output::problems(&problems);
            Status::Wrong
        }
    }
}

fn of_catalog(path: &Path, text: &str, read: Option<Catalog>) -> Status {
    let Some(catalog) = read else {
        return Status::Wrong;
    };
    let name = input::name(path);
    let claims = wrong_claims(&name, text, &catalog);
    if claims.has_errors() {
        output::problems(&claims);
        return Status::Wrong;
    }
    let size = [
        words::counted(catalog.options.len(), "option", "options"),
        words::counted(catalog.criteria.len(), "criterion", "criteria"),
        words::counted(catalog.questions.len(), "question", "questions"),
    ];
    output::result(&format!(
        "{name}: the catalog {}, {}: no errors\n",
        catalog.id,
        say::list(&size)
    ))
}

/// Claims that could not be recomputed: only the engine can read their expressions.
fn wrong_claims(name: &str, text: &str, catalog: &Catalog) -> Problems {
    let mut problems = Problems::new(name, text);
    for (claim, test, message) in weigh::check_claims(catalog) {
        let Some(claim) = catalog.claims.get(claim) else {
            continue;
        };
        let place = claim
            .assertions
            .get(test)
            .map_or(0..0, |a| place(text, &claim.id, [&a.expression, &a.printed], &message));
        problems.error(place, format!("claim \"{}\": {message}", claim.id));
    }
    problems
}

/// Where an expression of a claim stands in the catalog's text; where it cannot be found (it may be written with escapes), the
/// claim's id.
fn place(text: &str, claim: &str, [expression, printed]: [&str; 2], message: &str) -> Range<usize> {
    let Some(id) = text.find(&format!("\"{claim}\"")) else {
        return 0..0;
    };
    let wanted = if message.starts_with("`printed`") {
        printed
    } else {
        expression
    };
    match text[id..].find(&format!("\"{wanted}\"")) {
        Some(at) => id + at + 1..id + at + 1 + wanted.len(),
        None => id + 1..id + 1 + claim.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_is_known_by_its_options() {
        assert!(is_catalog("schema = 1\n [[ options ]]\nid = \"a\""));
        assert!(is_catalog("options = []"));
        assert!(!is_catalog("[answers]\npeak_rps = 1\n# [[options]]\n"));
    }
}

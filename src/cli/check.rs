//! `check`: all errors of profiles and catalogs; writes nothing.

use std::{
    io::{self, Read as _},
    ops::Range,
    path::{Path, PathBuf},
};

use super::{
    args::Check,
    input, knowledge,
    output::{self, Complaint},
    status::Status,
};
use crate::{
    catalog::{self, Catalog, LARGEST_FILE},
    diagnostic::Problems,
    profile::{
        self,
        store::{self, OpenError},
    },
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
    match text(path) {
        Some(text) if is_catalog(&text) && input::is_stdin(path) => {
            let read = catalog::load(input::STDIN, &text, &|_| None).map_err(|problems| output::problems(&problems));
            of_catalog(path, &text, read.ok())
        }
        Some(text) if is_catalog(&text) => of_catalog(path, &text, knowledge::read(path)),
        Some(text) => of_profile(path, &text, catalog),
        None => Status::Wrong,
    }
}

/// The text of a profile, or of a catalog, which may be larger; nothing where it cannot be read (then all is said).
fn text(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    let small = if input::is_stdin(path) {
        let mut stream = io::stdin().lock().take(LARGEST_FILE + 1);
        match stream.read_to_end(&mut bytes) {
            Ok(_) => store::read_stream(input::STDIN, bytes.as_slice()),
            Err(source) => Err(OpenError::Io {
                name: input::STDIN.to_owned(),
                source,
            }),
        }
    } else {
        store::read_text(path)
    };
    let large = match small {
        Err(OpenError::TooLarge { .. }) if input::is_stdin(path) => large(bytes),
        Err(OpenError::TooLarge { .. }) => catalog::read_text(path),
        small => return small.map_err(|error| input::refused(path, &error)).ok(),
    };
    match large {
        Ok(text) if is_catalog(&text) => Some(text),
        Ok(_) => {
            Complaint::new(format!(
                "cannot open `{}`: it is no catalog, and larger than a profile can be (1 MB); is it the right file?",
                input::name(path)
            ))
            .print();
            None
        }
        Err(catalog::OpenError::TooLarge { .. }) => {
            Complaint::new(format!(
                "cannot open `{}`: it is larger than a profile (1 MB) or a catalog ({} MB) can be; is it the right file?",
                input::name(path),
                LARGEST_FILE / 1024 / 1024
            ))
            .print();
            None
        }
        Err(error) => {
            knowledge::refused(&error);
            None
        }
    }
}

/// The text of a catalog that was read from a stream, one byte more than its limit at most.
fn large(bytes: Vec<u8>) -> Result<String, catalog::OpenError> {
    let path = PathBuf::from(input::STDIN);
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(catalog::OpenError::TooLarge { path, bytes: size });
    }
    String::from_utf8(bytes).map_err(|error| catalog::OpenError::NotText {
        path,
        offset: error.utf8_error().valid_up_to(),
    })
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

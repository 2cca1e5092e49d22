//! What the arguments name, as text; everything that can be wrong with it is said by whoever reads it.

use std::{io, path::Path};

use super::output::{self, Complaint};
use crate::{
    catalog::Catalog,
    diagnostic,
    profile::{
        Profile,
        store::{self, OpenError},
    },
};

/// What `-` is called in messages and reports.
pub(super) const STDIN: &str = "<stdin>";

/// Whether the argument means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What the argument is called in messages and reports.
pub(super) fn name(path: &Path) -> String {
    if is_stdin(path) {
        STDIN.to_owned()
    } else {
        path.display().to_string()
    }
}

/// Whether standard input is asked for more than once; then that is said.
pub(super) fn stdin_twice<'p>(paths: impl IntoIterator<Item = &'p Path>) -> bool {
    let twice = paths.into_iter().filter(|p| is_stdin(p)).count() > 1;
    if twice {
        Complaint::new("`-` stands twice: standard input can be read only once")
            .help("write one of them to a file")
            .print();
    }
    twice
}

/// A profile with its name, from a file or standard input; nothing where it is wrong (then all is said).
pub(super) fn profile(path: &Path, catalog: &Catalog) -> Option<(String, Profile)> {
    let name = name(path);
    let opened = if is_stdin(path) {
        store::open_stream(&name, io::stdin().lock(), catalog)
    } else {
        store::open(path, catalog)
    };
    let opened = opened.map_err(|error| refused(path, &error)).ok()?;
    output::problems(&opened.warnings);
    Some((name, opened.profile))
}

/// Says why a profile could not be opened.
pub(super) fn refused(path: &Path, error: &OpenError) {
    match error {
        OpenError::Wrong(problems) => output::problems(problems),
        error => {
            let complaint = Complaint::new(error.to_string());
            match neighbour(path).filter(|_| matches!(error, OpenError::Missing { .. })) {
                Some(near) => complaint.help(near).print(),
                None => complaint.print(),
            }
        }
    }
}

/// A file in the same folder whose name is near, as a question.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let names: Vec<String> = std::fs::read_dir(folder.unwrap_or_else(|| Path::new(".")))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|n| Path::new(n).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")))
        .collect();
    let near = diagnostic::nearest(wanted, names.iter().map(String::as_str))?;
    let near = folder.map_or_else(|| near.into(), |f| f.join(near));
    Some(format!("did you mean {}?", near.display()))
}

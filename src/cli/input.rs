//! Files and standard input as text, each thing that can be wrong with them said in its own words.

use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

use super::output::Complaint;
use crate::diagnostic;

/// Largest file that is read, in MiB: many times the largest that a person would write.
const LARGEST_MIB: u64 = 4;
const LARGEST: u64 = LARGEST_MIB << 20;

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

/// The text of a file, or of standard input where the path is `-`.
pub(super) fn read(path: &Path) -> Result<String, Complaint> {
    let name = name(path);
    let bytes = if is_stdin(path) {
        limited(io::stdin().lock()).map_err(|e| unreadable(path, &e))?
    } else {
        file(path)?
    };
    let Some(bytes) = bytes else {
        return Err(too_large(&name, None));
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Complaint::new(format!("{name} is empty"))
            .help("a profile starts with `schema = 1` and `[answers]`; a catalog with `weighbridge catalog export`"));
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(
            Complaint::new(format!("{name} is not text: it has bytes that are not UTF-8, or zeros"))
                .help("profiles and catalogs are TOML files in UTF-8; is this the file that was meant?"),
        ),
    }
}

/// The bytes of a file; `None` where there are too many.
fn file(path: &Path) -> Result<Option<Vec<u8>>, Complaint> {
    // Opening a folder works on some systems and fails on reading, so it is asked first.
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let about = file.metadata().map_err(|e| unreadable(path, &e))?;
    if about.is_dir() {
        return Err(Complaint::new(format!("{} is a folder, not a file", path.display()))
            .help(format!("name the files in it: {}", path.join("*.toml").display())));
    }
    if about.is_file() && about.len() > LARGEST {
        return Err(too_large(&path.display().to_string(), Some(about.len())));
    }
    limited(file).map_err(|e| unreadable(path, &e))
}

/// Reads no more than is allowed, so that an endless stream ends too; `None` where there is more.
fn limited(source: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((u64::try_from(read).unwrap_or(u64::MAX) <= LARGEST).then_some(bytes))
}

fn too_large(name: &str, bytes: Option<u64>) -> Complaint {
    let size = bytes.map_or_else(String::new, |b| format!(" ({} MiB)", b >> 20));
    Complaint::new(format!("{name} is too large{size}: at most {LARGEST_MIB} MiB are read"))
        .help("profiles and catalogs are short TOML files; is this the file that was meant?")
}

fn unreadable(path: &Path, error: &io::Error) -> Complaint {
    let name = name(path);
    match error.kind() {
        ErrorKind::NotFound => Complaint::new(format!("there is no file {name}")).help(
            neighbour(path)
                .unwrap_or_else(|| "check the path; `weighbridge` without one starts a new profile".to_owned()),
        ),
        ErrorKind::PermissionDenied => Complaint::new(format!("{name} may not be read: permission denied"))
            .help(format!("ask its owner, or run: chmod u+r {name}")),
        _ => Complaint::new(format!("{name} cannot be read: {error}")).help("check the path and the disk"),
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

//! Profiles that were opened lately, newest first, in the user's state folder.
//!
//! A convenience: every failure is a value that the caller may show or drop, and never stands in the way of work.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    state,
    store::{LIMIT, Opened},
};

/// As many are remembered.
pub const MOST: usize = 10;

/// Name of the list in the state folder.
pub const NAME: &str = "recent.toml";

/// Why the list could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RecentError {
    /// There is no state folder: no home, or a system without one.
    #[error("there is no folder for the list of recent profiles; set XDG_STATE_HOME")]
    NoFolder,
    /// The system failed.
    #[error("the list of recent profiles `{path}` cannot be used: {source}")]
    Io {
        /// Path of the list.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("`{path}` is not a list of recent profiles; remove it, and a new one will be made")]
    NotAList {
        /// Path of the list.
        path: String,
    },
}

/// Where the list is: `$XDG_STATE_HOME/weighbridge/recent.toml`, or in `~/.local/state`.
#[must_use]
pub fn file() -> Option<PathBuf> {
    Some(state::folder()?.join(NAME))
}

/// The list, newest first. Files that are gone are in it: only opening can tell.
///
/// # Errors
///
/// [`RecentError`]; a list that does not exist is an empty one.
pub fn list() -> Result<Vec<PathBuf>, RecentError> {
    list_in(&file().ok_or(RecentError::NoFolder)?)
}

/// Puts a profile at the top of the list.
///
/// # Errors
///
/// [`RecentError`].
pub fn remember(opened: &Opened) -> Result<(), RecentError> {
    let file = file().ok_or(RecentError::NoFolder)?;
    opened.path.as_deref().map_or(Ok(()), |path| remember_in(&file, path))
}

/// As [`list`], of another file.
///
/// # Errors
///
/// As [`list`].
pub fn list_in(file: &Path) -> Result<Vec<PathBuf>, RecentError> {
    let failed = |source| io_error(file, source);
    let not_a_list = || RecentError::NotAList {
        path: file.display().to_string(),
    };
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
        Ok(found) if !found.is_file() || found.len() > LIMIT => return Err(not_a_list()),
        Ok(_) => {}
    }
    let bytes = fs::read(file).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| not_a_list())?;
    let document: toml_edit::DocumentMut = text.parse().map_err(|_| not_a_list())?;
    let list = document
        .get("recent")
        .and_then(|r| r.as_array())
        .ok_or_else(not_a_list)?;
    Ok(list
        .iter()
        .filter_map(|v| v.as_str())
        .map(PathBuf::from)
        .take(MOST)
        .collect())
}

/// The files of a list that are still there, newest first. A convenience: what goes wrong with the list is not worth a word.
#[must_use]
pub fn present_in(file: &Path) -> Vec<PathBuf> {
    let list = list_in(file).unwrap_or_default();
    list.into_iter().filter(|path| path.is_file()).collect()
}

/// As [`remember`], in another file. A path that is not Unicode is not remembered: TOML cannot hold it.
///
/// # Errors
///
/// As [`remember`]. A file that is not a list is replaced: nothing of the user's is in it.
pub fn remember_in(file: &Path, path: &Path) -> Result<(), RecentError> {
    let failed = |source| io_error(file, source);
    let path = std::path::absolute(path).map_err(failed)?;
    let mut paths = match list_in(file) {
        Ok(paths) => paths,
        Err(RecentError::NotAList { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    paths.retain(|p| p != &path);
    paths.insert(0, path);
    let mut array: toml_edit::Array = paths.iter().filter_map(|p| p.to_str()).take(MOST).collect();
    for value in array.iter_mut() {
        value.decor_mut().set_prefix("\n    ");
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
    let mut document = toml_edit::DocumentMut::new();
    document["recent"] = toml_edit::value(array);
    let folder = file.parent().unwrap_or(Path::new("."));
    state::make_private(folder).map_err(failed)?;
    // Whole or not at all; mode 0600, as temporary files are: where somebody works is their own business.
    let mut temporary = tempfile::Builder::new()
        .prefix(".recent-")
        .tempfile_in(folder)
        .map_err(failed)?;
    io::Write::write_all(&mut temporary, document.to_string().as_bytes()).map_err(failed)?;
    temporary.persist(file).map(|_| ()).map_err(|e| failed(e.error))
}

fn io_error(file: &Path, source: io::Error) -> RecentError {
    RecentError::Io {
        path: file.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_first_and_none_is_twice() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state").join("recent.toml");
        assert_eq!(list_in(&file).unwrap(), Vec::<PathBuf>::new());
        for path in ["/a.toml", "/b \"quoted\" ü.toml", "/c\n.toml", "/a.toml"] {
            remember_in(&file, Path::new(path)).unwrap();
        }
        let wanted: Vec<PathBuf> = ["/a.toml", "/c\n.toml", "/b \"quoted\" ü.toml"]
            .map(PathBuf::from)
            .into();
        assert_eq!(list_in(&file).unwrap(), wanted);
        remember_in(&file, Path::new("relative.toml")).unwrap();
        assert!(list_in(&file).unwrap()[0].is_absolute());
    }

    #[test]
    fn ten_are_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.toml");
        for n in 0..15 {
            remember_in(&file, Path::new(&format!("/{n}.toml"))).unwrap();
        }
        let list = list_in(&file).unwrap();
        assert_eq!(
            (list.len(), &list[0], &list[9]),
            (MOST, &"/14.toml".into(), &"/5.toml".into())
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no temporary file remains"
        );
    }

    #[test]
    fn a_file_that_is_no_list_is_said_to_be_none_and_then_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.toml");
        for content in [&b"\xff\xfe"[..], b"recent = 3", b"[[[", b""] {
            fs::write(&file, content).unwrap();
            assert!(matches!(list_in(&file), Err(RecentError::NotAList { .. })));
        }
        remember_in(&file, Path::new("/a.toml")).unwrap();
        assert_eq!(list_in(&file).unwrap(), [PathBuf::from("/a.toml")]);
        assert!(matches!(list_in(folder.path()), Err(RecentError::NotAList { .. })));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_value() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("file");
        fs::write(&blocker, "").unwrap();
        let result = remember_in(&blocker.join("recent.toml"), Path::new("/a.toml"));
        assert!(matches!(result, Err(RecentError::Io { .. })), "{result:?}");
    }
}

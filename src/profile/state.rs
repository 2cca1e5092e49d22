//! The user's state folder: where the program keeps what is no profile and no setting.
//!
//! Owns its place, and that everything in it is the user's alone. What is kept there is each caller's own.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;

/// `$XDG_STATE_HOME/weighbridge`, or in `~/.local/state`; none where there is no home. It need not exist.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    // Where the system knows no folder for state, that for data serves.
    let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(state.join("weighbridge"))
}

/// Makes a folder, and those above it that are missing, for this user alone.
#[cfg(unix)]
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Whether `path` still leads to this open file: it may have been removed or replaced between opening and locking.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// The path with links followed, also where the file itself does not exist yet.
pub(super) fn canonical(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        other => return other,
    }
    let path = std::path::absolute(super::store::follow(path)?)?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(path);
    };
    // A folder that is gone has no other name.
    Ok(fs::canonicalize(folder).map_or_else(|_| path.clone(), |folder| folder.join(name)))
}

/// A path as text that [`path_of`] reads back, whatever bytes are in it.
#[cfg(unix)]
pub(super) fn text_of(path: &Path) -> String {
    use std::{fmt::Write as _, os::unix::ffi::OsStrExt as _};
    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace('%', "%25"));
        for byte in chunk.invalid() {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The path that [`text_of`] wrote.
#[cfg(unix)]
pub(super) fn path_of(text: &str) -> PathBuf {
    use std::{ffi::OsString, os::unix::ffi::OsStringExt as _};
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let code = rest
            .get(at + 1..at + 3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let skip = if code.is_some() { 3 } else { 1 };
        bytes.push(code.unwrap_or(b'%'));
        rest = &rest[at + skip..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    PathBuf::from(OsString::from_vec(bytes))
}

#[cfg(not(unix))]
pub(super) fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(not(unix))]
pub(super) fn path_of(text: &str) -> PathBuf {
    text.into()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    use super::*;

    #[test]
    fn a_path_of_any_bytes_comes_back_from_its_text() {
        for bytes in [
            &b"/home/ana/a b.toml"[..],
            b"/100%/\xff\xfe%41.toml",
            "/größe/%".as_bytes(),
            b"",
        ] {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(path_of(&text_of(path)), path);
        }
        assert_eq!(text_of(Path::new("/plain")), "/plain");
    }

    #[test]
    fn a_path_is_the_same_under_every_name_also_before_its_file_exists() {
        let folder = tempfile::tempdir().unwrap();
        let real = fs::canonicalize(folder.path()).unwrap();
        std::os::unix::fs::symlink("later.toml", real.join("link")).unwrap();
        assert_eq!(canonical(&real.join("link")).unwrap(), real.join("later.toml"));
        assert_eq!(
            canonical(&real.join("./x/../later.toml"))
                .unwrap_or_default()
                .file_name(),
            Some(OsStr::new("later.toml"))
        );
        fs::write(real.join("later.toml"), "").unwrap();
        assert_eq!(canonical(&real.join("link")).unwrap(), real.join("later.toml"));
    }
}

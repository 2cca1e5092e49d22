//! Files opened or saved lately: one path a line, the last one first, in the user's state folder.
//!
//! A convenience: what goes wrong here is not worth a word, and never stops anything.

use std::{
    fs,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;

/// Most files remembered.
const LONGEST: usize = 8;

/// The user's state folder of this program, where the system has one.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(
        strategy
            .state_dir()
            .unwrap_or_else(|| strategy.data_dir())
            .join("weighbridge"),
    )
}

/// The list, without files that are gone.
#[must_use]
pub fn load(state: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(state.join("recent")).unwrap_or_default();
    let paths = text.lines().filter(|l| !l.is_empty()).map(PathBuf::from);
    paths.filter(|p| p.is_file()).take(LONGEST).collect()
}

/// Puts a file first.
pub fn remember(state: &Path, path: &Path) {
    let Ok(path) = std::path::absolute(path) else { return };
    // A path with a line end in it would be two.
    if path.to_string_lossy().contains(['\n', '\r']) {
        return;
    }
    let mut paths = vec![path];
    for other in load(state) {
        if !paths.contains(&other) && paths.len() < LONGEST {
            paths.push(other);
        }
    }
    let text: String = paths.iter().map(|p| format!("{}\n", p.display())).collect();
    let _ = fs::create_dir_all(state).and_then(|()| fs::write(state.join("recent"), text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_used_last_comes_first_and_once_and_those_that_are_gone_are_not_named() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let file = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            path
        };
        let (a, b, c) = (file("a.toml"), file("b.toml"), file("c.toml"));
        for path in [&a, &b, &c, &a] {
            remember(&state, path);
        }
        fs::remove_file(&b).unwrap();
        assert_eq!(load(&state), [a, c]);
    }

    #[test]
    fn a_folder_that_cannot_be_had_is_no_trouble() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let state = file.path().join("below-a-file");
        remember(&state, Path::new("x.toml"));
        assert!(load(&state).is_empty());
    }
}

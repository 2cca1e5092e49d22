//! Which file the configuration is in.

use std::{
    ffi::OsStr,
    fs, io,
    io::Read as _,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;

use super::{Origin, Setting, Trouble};

/// The name that asks for no configuration file.
pub const NONE: &str = "none";

/// Larger than this is no configuration.
const LIMIT: u64 = 1 << 20;

/// The configuration file, if there is to be one, and where that was said. By default it is
/// `$XDG_CONFIG_HOME/weighbridge/config.toml`, or in `~/.config`.
pub type Place = Setting<Option<PathBuf>>;

/// The file that the flag names, else the one that `WEIGHBRIDGE_CONFIG` names, else the one in the user's folder; none
/// where the name is [`NONE`], or where the system knows no folder.
#[must_use]
pub fn place(flag: Option<&Path>, variable: Option<&OsStr>) -> Place {
    let named = |path: &Path| (path != Path::new(NONE)).then(|| path.to_owned());
    let variable = variable.filter(|value| !value.is_empty());
    match (flag, variable) {
        (Some(path), _) => Place {
            value: named(path),
            origin: Origin::Flag("--config"),
        },
        (None, Some(path)) => Place {
            value: named(Path::new(path)),
            origin: Origin::Variable("WEIGHBRIDGE_CONFIG"),
        },
        (None, None) => Place::default_of(
            etcetera::choose_base_strategy()
                .ok()
                .map(|folders| folders.config_dir().join("weighbridge").join("config.toml")),
        ),
    }
}

/// The text of the file; none where there is none, unless it was asked for by name.
///
/// # Errors
///
/// [`Trouble::Unreadable`].
pub fn text(place: &Place) -> Result<Option<String>, Trouble> {
    let Some(path) = &place.value else { return Ok(None) };
    let unreadable = |why: String| Trouble::Unreadable {
        path: path.clone(),
        why,
    };
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > LIMIT => {
            Err(unreadable("it is larger than 1 MB; that is no configuration".into()))
        }
        Ok(_) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => Err(unreadable(format!(
                "it is not UTF-8 from byte {} on; save it as UTF-8",
                error.utf8_error().valid_up_to() + 1
            ))),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound && place.origin == Origin::Default => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(unreadable(format!(
            "there is no such file, and {} names it",
            place.origin
        ))),
        Err(error) => Err(unreadable(format!("it cannot be read: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &Path, origin: Origin) -> Place {
        Place {
            value: Some(path.to_owned()),
            origin,
        }
    }

    #[test]
    fn the_flag_counts_before_the_variable_and_none_means_none() {
        let flag = place(Some(Path::new("mine.toml")), Some(OsStr::new("yours.toml")));
        assert_eq!(flag, at(Path::new("mine.toml"), Origin::Flag("--config")));
        let variable = place(None, Some(OsStr::new("yours.toml")));
        assert_eq!(variable.origin, Origin::Variable("WEIGHBRIDGE_CONFIG"));
        assert_eq!(place(Some(Path::new("none")), None).value, None);
        assert_eq!(place(None, Some(OsStr::new("none"))).value, None);
        assert_eq!(place(None, Some(OsStr::new(""))).origin, Origin::Default);
    }

    #[test]
    fn a_file_that_nobody_named_may_be_missing() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("config.toml");
        assert_eq!(text(&at(&missing, Origin::Default)), Ok(None));
        let trouble = text(&at(&missing, Origin::Flag("--config"))).unwrap_err();
        assert!(
            trouble
                .summary()
                .ends_with("there is no such file, and --config names it")
        );
    }

    #[test]
    fn what_is_no_text_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, b"theme = \"\xff\"").unwrap();
        let why = |path: &Path| text(&at(path, Origin::Default)).unwrap_err().summary();
        assert!(why(&path).ends_with("it is not UTF-8 from byte 10 on; save it as UTF-8"));
        assert!(why(folder.path()).contains("it cannot be read"));
        fs::write(&path, vec![b' '; 1 + (1 << 20)]).unwrap();
        assert!(why(&path).contains("larger than 1 MB"));
    }
}

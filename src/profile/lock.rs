//! One program a profile: a lock in the state folder for as long as a profile is open for saving.
//!
//! The lock is the system's, on a file that is named by the profile's real path: it works through symbolic links, leaves nothing
//! beside the profile, and goes with its process however that ends. It is advice to this program alone: other programs may
//! write the profile, and [`super::store::save`] sees that they did.

use std::{
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    process,
};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{state, store::fnv1a};

/// What came of asking for a profile.
#[derive(Debug)]
pub enum Claim {
    /// It is this program's for as long as the lock lives.
    Mine(Lock),
    /// Another program has it.
    Theirs(Holder),
    /// Nobody can say: the state folder cannot be used. Saving still refuses to write over what changed.
    Unguarded(io::Error),
}

/// A profile that is this program's. Dropping it gives the profile free.
#[derive(Debug)]
pub struct Lock {
    profile: PathBuf,
    file: File,
    place: PathBuf,
}

/// A program that has a profile open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Its process id, where it said so already.
    pub process: Option<u32>,
    /// Since when it has the profile, where it said so already.
    pub since: Option<Timestamp>,
}

/// Asks for the profile at `path`; `state` is the folder of [`state::folder`].
#[must_use]
pub fn claim(state: &Path, path: &Path) -> Claim {
    try_claim(state, path).unwrap_or_else(Claim::Unguarded)
}

fn try_claim(state: &Path, path: &Path) -> io::Result<Claim> {
    let profile = state::canonical(path)?;
    let folder = state.join("locks");
    state::make_private(&folder)?;
    let name = fnv1a(profile.as_os_str().as_encoded_bytes());
    let place = folder.join(format!("{name:016x}.lock"));
    // Whoever gives a lock free removes its file: then the next attempt makes another.
    for _ in 0..100 {
        let file = open(&place)?;
        match file.try_lock() {
            Ok(()) if state::is_at(&file, &place) => {
                let mut lock = Lock { profile, file, place };
                // Who it is, is a courtesy: the lock holds on a full disk too.
                let _ = lock.sign();
                return Ok(Claim::Mine(lock));
            }
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Claim::Theirs(Holder::read(file))),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::other("its lock changes all the time"))
}

fn open(place: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(place)
}

impl Lock {
    /// Whether this is the lock of the profile at `path`.
    #[must_use]
    pub fn covers(&self, path: &Path) -> bool {
        state::canonical(path).is_ok_and(|path| path == self.profile)
    }

    fn sign(&mut self) -> io::Result<()> {
        let words = json!({
            "process": process::id(),
            "since": Timestamp::now().to_string(),
            "profile": state::text_of(&self.profile),
        });
        self.file.rewind()?;
        self.file.set_len(0)?;
        self.file.write_all(words.to_string().as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before the lock goes with the file: after it the file may be another program's.
        let _ = fs::remove_file(&self.place);
    }
}

impl Holder {
    fn read(file: File) -> Self {
        let mut text = String::new();
        let _ = file.take(10_000).read_to_string(&mut text);
        let words: Value = serde_json::from_str(&text).unwrap_or_default();
        Self {
            process: words["process"].as_u64().and_then(|id| u32::try_from(id).ok()),
            since: words["since"].as_str().and_then(|time| time.parse().ok()),
        }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another weighbridge")?;
        if let Some(id) = self.process {
            write!(f, " (process {id})")?;
        }
        match self.since {
            Some(time) => write!(f, " since {}", shown(time)),
            None => Ok(()),
        }
    }
}

/// A time as people say it where the user is: the minute, and the day unless it is today.
#[must_use]
pub fn shown(time: Timestamp) -> String {
    shown_from(time, Timestamp::now(), &TimeZone::system())
}

fn shown_from(time: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (time, now) = (time.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let format = if time.date() == now.date() {
        "%H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    time.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_with_its_day_unless_that_is_today() {
        let time: Timestamp = "2026-11-20T14:05:59Z".parse().unwrap();
        let later: Timestamp = "2026-11-20T23:00:00Z".parse().unwrap();
        let next: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
        assert_eq!(shown_from(time, later, &TimeZone::UTC), "14:05");
        assert_eq!(shown_from(time, next, &TimeZone::UTC), "2026-11-20 14:05");
    }

    #[test]
    fn a_holder_is_said_as_far_as_it_is_known() {
        let nobody = Holder {
            process: None,
            since: None,
        };
        assert_eq!(nobody.to_string(), "another weighbridge");
        let known = Holder {
            process: Some(42),
            since: "2001-01-01T12:00:00Z".parse().ok(),
        };
        assert!(
            known
                .to_string()
                .starts_with("another weighbridge (process 42) since 2001-01-01 ")
        );
    }

    #[test]
    fn a_lock_is_had_once_through_every_name_and_again_once_it_is_given_free() {
        let folder = tempfile::tempdir().unwrap();
        let (state, path) = (folder.path().join("state"), folder.path().join("a.toml"));
        fs::write(&path, "").unwrap();
        let Claim::Mine(lock) = claim(&state, &path) else {
            panic!("it is free")
        };
        assert!(lock.covers(&path) && !lock.covers(&folder.path().join("b.toml")));
        #[cfg(unix)]
        {
            let link = folder.path().join("link");
            std::os::unix::fs::symlink(&path, &link).unwrap();
            assert!(lock.covers(&link));
            match claim(&state, &link) {
                Claim::Theirs(holder) => assert_eq!(holder.process, Some(process::id())),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(claim(&state, &folder.path().join("b.toml")), Claim::Mine(_)));
        drop(lock);
        assert_eq!(fs::read_dir(state.join("locks")).unwrap().count(), 0, "no litter");
        assert!(matches!(claim(&state, &path), Claim::Mine(_)));
    }

    #[test]
    fn of_many_that_ask_at_once_one_has_the_lock_at_any_time() {
        let folder = tempfile::tempdir().unwrap();
        let (state, path) = (folder.path().join("state"), folder.path().join("new.toml"));
        let inside = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        if let Claim::Mine(lock) = claim(&state, &path) {
                            assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                            inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
    }

    #[test]
    fn without_a_state_folder_nobody_is_kept_from_working() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("file");
        fs::write(&blocker, "").unwrap();
        assert!(matches!(claim(&blocker, Path::new("a.toml")), Claim::Unguarded(_)));
    }
}

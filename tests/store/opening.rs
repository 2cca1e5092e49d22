//! Opening: what is read, and what is refused with a message of its own.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use weighbridge::profile::{
    Answer,
    store::{OpenError, open, open_stream},
};

use crate::{CATALOG, TEXT, folder, opened};

/// The message for a path, with the path taken out.
fn refused(path: &Path) -> String {
    let error = open(path, &CATALOG).unwrap_err();
    error.to_string().replace(&path.display().to_string(), "PATH")
}

#[test]
fn a_profile_is_opened_with_its_text() {
    let (_folder, path, opened) = opened();
    assert_eq!(opened.text, TEXT);
    assert_eq!(opened.path, Some(path));
    assert_eq!(opened.profile.answers["lanes"], Answer::Number(4.0));
}

#[test]
fn each_file_that_is_no_profile_has_its_own_message() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let with = |content: &[u8]| {
        let path = at("file.toml");
        fs::write(&path, content).unwrap();
        refused(&path)
    };
    let mut messages = vec![
        refused(&at("missing.toml")),
        refused(folder.path()),
        with(b""),
        with(b"schema = 1\n\x89PNG\r\n\x1a\n\0\0"),
        with(b"schema = 1\ntitle = \"caf\xe9\"\n"),
        with(b"\xff\xfes\0c\0h\0"),
        with(b"schema = 1\ntitle = \"\0\"\n"),
    ];
    let large = fs::File::create(at("large.toml")).unwrap();
    large.set_len(100 << 20).unwrap();
    messages.push(refused(&at("large.toml")));
    Command::new("mkfifo").arg(at("pipe")).status().unwrap();
    messages.push(refused(&at("pipe")));
    messages.push(refused(Path::new("/dev/zero")));
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    messages.push(refused(&at("socket")));
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn a_path_through_a_file_is_a_missing_file() {
    let (_folder, path, _) = opened();
    assert!(matches!(
        open(&path.join("x"), &CATALOG),
        Err(OpenError::Missing { .. })
    ));
}

#[test]
fn a_wrong_profile_is_refused_with_all_of_its_errors_and_stays_as_it_is() {
    let folder = folder();
    let path = folder.path().join("wrong.toml");
    let text = include_str!("../data/profiles/five-mistakes.toml");
    fs::write(&path, text).unwrap();
    match open(&path, &CATALOG) {
        Err(OpenError::Wrong(problems)) => {
            assert_eq!(problems.errors(), 5);
            assert_eq!(problems.file, path.display().to_string());
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_stream_is_read_within_bounds() {
    let opened = open_stream("<stdin>", TEXT.as_bytes(), &CATALOG).unwrap();
    assert_eq!((opened.path, opened.text.as_str()), (None, TEXT));
    let endless = std::io::repeat(b' ');
    assert!(matches!(
        open_stream("<stdin>", endless, &CATALOG),
        Err(OpenError::TooLarge { .. })
    ));
    assert!(matches!(
        open_stream("<stdin>", std::io::empty(), &CATALOG),
        Err(OpenError::Empty { .. })
    ));
}

#[test]
fn a_large_file_is_refused_without_reading_it() {
    let folder = folder();
    let path = folder.path().join("large.toml");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(TEXT.as_bytes()).unwrap();
    file.set_len(1 << 40).unwrap();
    let start = Instant::now();
    assert!(matches!(open(&path, &CATALOG), Err(OpenError::TooLarge { .. })));
    assert!(start.elapsed() < Duration::from_secs(1));
}

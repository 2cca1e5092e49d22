//! What the system refuses: no rights, no room. The real program is told so, and says it.
//!
//! What root may do and others may not runs as somebody else where the tests run as root.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::{
    folder, names,
    terminal::{PROGRAM, Terminal},
};

const TEXT: &str = "# ours\nschema = 1\ntitle = \"Mill\"\nevidence = \"guide\"\n";
const NOBODY: u32 = 65534;

fn is_root(home: &TempDir) -> bool {
    fs::metadata(home.path()).unwrap().uid() == 0
}

/// The program in a place that everybody can enter, in a home where everybody may write.
fn for_everybody(home: &TempDir) -> PathBuf {
    let program = home.path().join("program");
    fs::copy(PROGRAM, &program).unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o777)).unwrap();
    program
}

/// Starts the program as an ordinary user.
fn as_ordinary_user(home: &TempDir, profile: &str) -> Terminal {
    let program = for_everybody(home);
    let program = program.to_str().unwrap();
    let (user, group) = (format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"));
    let mut words = vec!["setpriv", &user, &group, "--clear-groups"];
    if !is_root(home) {
        words.clear();
    }
    words.extend([program, profile]);
    Terminal::run(home.path(), &words)
}

fn closed(home: &TempDir, mode: u32) -> PathBuf {
    let closed = home.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("mill.toml"), TEXT).unwrap();
    fs::set_permissions(closed.join("mill.toml"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).unwrap();
    closed
}

/// Saves under another name.
fn save_as(program: &mut Terminal, path: &str) {
    program.press("S");
    program.says("Save as");
    program.press(&format!("\x15{path}\r"));
}

#[test]
fn a_file_without_read_permission_is_said_to_be_one_and_not_written_over() {
    let home = folder();
    let secret = home.path().join("secret.toml");
    fs::write(&secret, TEXT).unwrap();
    fs::write(home.path().join("mill.toml"), TEXT).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = Command::new(for_everybody(&home));
    if is_root(&home) {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.args(["check", "secret.toml"]).current_dir(home.path());
    let output = loop {
        match command.output() {
            // Another test forked while the copy was being written, and holds it open until its own program starts.
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            other => break other.unwrap(),
        }
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("you may not read it; ask its owner, or run `chmod u+r` if it is yours"),
        "{said}"
    );
    let mut program = as_ordinary_user(&home, "mill.toml");
    program.says("Mill");
    save_as(&mut program, "secret.toml");
    program.says("Replace it?");
    program.press("r");
    program.says("you may not read it");
    assert_eq!(fs::metadata(&secret).unwrap().len(), TEXT.len() as u64);
}

#[test]
fn a_folder_that_may_not_be_written_is_said_to_be_one() {
    let home = folder();
    let closed = closed(&home, 0o555);
    let mut program = as_ordinary_user(&home, "closed/mill.toml");
    program.says("Mill");
    program.press("v\x13");
    program.says("nothing may be written in `closed`");
    program.press("\x1b");
    program.says_no_more("may be written");
    save_as(&mut program, "closed/new.toml");
    program.says("nothing may be written in `closed`");
    program.press("\x1b");
    program.says_no_more("may be written");
    // What was answered is still there.
    save_as(&mut program, "mill.toml");
    program.says("saved to mill.toml");
    assert_eq!(fs::read_to_string(closed.join("mill.toml")).unwrap(), TEXT);
    assert_eq!(names(&closed), ["mill.toml"]);
    let saved = fs::read_to_string(home.path().join("mill.toml")).unwrap();
    assert_eq!(saved, TEXT.replace("guide", "measured"));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_that_is_removed_meanwhile_is_said_to_be_gone() {
    let home = folder();
    let closed = closed(&home, 0o777);
    let mut program = Terminal::start(home.path(), &["closed/mill.toml"]);
    program.says("Mill");
    fs::remove_dir_all(&closed).unwrap();
    program.press("v\x13");
    program.says("the folder `closed` is not there");
    program.press("\x1b");
    program.says_no_more("is not there");
    save_as(&mut program, "mill.toml");
    program.says("saved to mill.toml");
}

/// Starts the program where files beyond some hundred bytes cannot be written: the write itself fails, as on a full disk.
fn without_room(home: &Path, profile: &str) -> Terminal {
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    Terminal::run(home, &["sh", "-c", limited, PROGRAM, profile])
}

#[test]
fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() {
    let home = folder();
    let path = home.path().join("mill.toml");
    let text = format!("{TEXT}\n[notes]\npeak_rps = \"{}\"\n", "x".repeat(20_000));
    fs::write(&path, &text).unwrap();
    let mut program = without_room(home.path(), "mill.toml");
    program.says("Mill");
    program.press("v");
    program.says("unsaved answers are not kept: there is no room on the disk");
    program.press("\x13");
    program.says("there is no room on the disk");
    program.says("the file is as");
    program.press("\x1b");
    program.says_no_more("the file is as");
    program.press("q");
    program.says("not saved");
    program.press("d");
    assert_eq!(program.ended(), 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(names(home.path()), ["mill.toml", "state"]);
    let kept = home.path().join("state/weighbridge/journal");
    assert_eq!(names(&kept), Vec::<String>::new(), "not even a piece");
}

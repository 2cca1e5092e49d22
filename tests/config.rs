//! Settings: where each comes from, everything that can be wrong with them, and that none of it stops the program.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a test fails by panicking"
)]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

/// A user with a folder of their own.
struct User {
    home: TempDir,
}

impl User {
    fn new() -> Self {
        let user = Self {
            home: TempDir::new().expect("a folder"),
        };
        fs::create_dir_all(user.home.path().join("config/weighbridge")).expect("a folder");
        user
    }

    fn with(text: &str) -> Self {
        let user = Self::new();
        fs::write(user.file(), text).expect("a file");
        user
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("config/weighbridge/config.toml")
    }

    fn run(&self, args: &[&str], env: &[(&str, &str)]) -> Output {
        let mut command = Command::new(cargo_bin!("weighbridge"));
        command
            .args(args)
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("XDG_STATE_HOME", self.home.path().join("state"))
            .stdin(Stdio::null());
        for (name, value) in env {
            command.env(name, value);
        }
        command.output().expect("the program runs")
    }

    /// Both streams as text, the user's own folder written as `~`.
    fn say(&self, args: &[&str], env: &[(&str, &str)]) -> (i32, String, String) {
        let output = self.run(args, env);
        let home = self.home.path().to_str().expect("a path in UTF-8");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8").replace(home, "~");
        (
            output.status.code().expect("an exit code"),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    /// Value and origin of a setting.
    fn setting(&self, name: &str, args: &[&str], env: &[(&str, &str)]) -> (Value, String) {
        let mut all = args.to_vec();
        all.extend(["config", "show", "--format", "json"]);
        let (_, out, _) = self.say(&all, env);
        let object: Value = serde_json::from_str(&out).expect("JSON");
        let found = object["settings"].as_array().expect("settings");
        let found = found.iter().find(|s| s["name"] == name).expect("the setting").clone();
        let from = found["from"].as_str().expect("an origin").to_owned();
        (found["value"].clone(), from)
    }
}

const MISTAKES: &str = "\
theme = \"drak\"
colour = \"never\"
glyphs = true
mouse = \"no\"
recent = 3.5
accessible =

[keys.program]
help = 3
save = [\"f2\", 4]

[keys]
quit = \"x\"
";

#[test]
fn every_setting_is_shown_with_its_value_and_where_that_was_said() {
    let user = User::new();
    fs::write(
        user.home.path().join("mine.toml"),
        "theme = \"dark\"\nmouse = false\n\nrecent = 3\n\n[keys.program]\nhelp = [\"f1\", \"f2\"]\nquit = \"ctrl-q\"\n",
    )
    .expect("a file");
    let (code, out, err) = user.say(
        &["--ascii", "config", "show", "--config", "mine.toml"],
        &[("NO_COLOR", "1"), ("WEIGHBRIDGE_THEME", "light")],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("config_show", out);
}

#[test]
fn the_file_is_named_even_where_there_is_none() {
    let (code, out, err) = User::new().say(&["config", "show"], &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("config_show_without_a_file", out);
}

#[test]
fn a_flag_counts_before_the_environment_and_that_before_the_file() {
    let user =
        User::with("theme = \"dark\"\nglyphs = \"unicode\"\nmouse = false\naccessible = true\ncolor = \"never\"\n");
    let of = |name: &str, args: &[&str], env: &[(&str, &str)]| {
        let (value, from) = user.setting(name, args, env);
        format!("{value} {from}")
    };
    assert_eq!(of("theme", &[], &[]), "\"dark\" ~/config/weighbridge/config.toml:1");
    let light = ("WEIGHBRIDGE_THEME", "light");
    assert_eq!(of("theme", &[], &[light]), "\"light\" WEIGHBRIDGE_THEME");
    assert_eq!(of("theme", &["--theme", "mono"], &[light]), "\"mono\" --theme");
    assert_eq!(of("glyphs", &["--ascii"], &[]), "\"ascii\" --ascii");
    assert_eq!(of("glyphs", &["--glyphs", "auto"], &[]), "\"auto\" --glyphs");
    assert_eq!(of("mouse", &["--no-mouse"], &[]), "false --no-mouse");
    assert_eq!(of("mouse", &["--mouse"], &[("WEIGHBRIDGE_MOUSE", "0")]), "true --mouse");
    assert_eq!(of("accessible", &[], &[("ACCESSIBLE", "0")]), "false ACCESSIBLE");
    assert_eq!(of("accessible", &["--accessible"], &[]), "true --accessible");
    let force = ("CLICOLOR_FORCE", "1");
    assert_eq!(of("color", &[], &[force]), "\"always\" CLICOLOR_FORCE");
    assert_eq!(of("color", &[], &[force, ("NO_COLOR", "1")]), "\"never\" NO_COLOR");
    assert_eq!(
        of("color", &["--color", "auto"], &[("NO_COLOR", "1")]),
        "\"auto\" --color"
    );
    assert_eq!(
        of("recent", &[], &[("WEIGHBRIDGE_RECENT", "0")]),
        "0 WEIGHBRIDGE_RECENT"
    );
}

#[test]
fn the_file_can_be_another_or_none() {
    let user = User::with("theme = \"dark\"\n");
    fs::write(user.home.path().join("mine.toml"), "theme = \"mono\"\n").expect("a file");
    let theme = |args: &[&str], env: &[(&str, &str)]| user.setting("theme", args, env).1;
    assert_eq!(theme(&["--config", "mine.toml"], &[]), "mine.toml:1");
    assert_eq!(theme(&["--config", "none"], &[]), "default");
    assert_eq!(theme(&[], &[("WEIGHBRIDGE_CONFIG", "mine.toml")]), "mine.toml:1");
    let (code, _, err) = user.say(&["--config", "missing.toml", "config", "show"], &[]);
    assert_eq!(code, 3);
    assert_eq!(
        err,
        "error: the configuration missing.toml is not used: there is no such file, and --config names it\n"
    );
}

#[test]
fn a_byte_order_mark_and_line_ends_of_another_system_change_nothing() {
    let user = User::with("\u{feff}theme = \"dark\"\r\nmouse = false\r\n");
    assert_eq!(user.setting("theme", &[], &[]).0, "dark");
    let (value, from) = user.setting("mouse", &[], &[]);
    assert_eq!(
        (value, from.as_str()),
        (Value::Bool(false), "~/config/weighbridge/config.toml:2")
    );
}

#[test]
fn everything_wrong_with_a_configuration_is_told_at_once_with_line_column_and_nearest_word() {
    let (code, _, err) = User::with(MISTAKES).say(&["config", "show"], &[]);
    assert_eq!(code, 3);
    insta::assert_snapshot!("mistakes", err);
}

#[test]
fn a_wrong_configuration_warns_and_stops_no_command() {
    let user = User::with(MISTAKES);
    fs::write(user.home.path().join("p.toml"), "schema = 1\n").expect("a file");
    let (code, out, err) = user.say(&["advise", "p.toml", "--draws", "0"], &[("WEIGHBRIDGE_THEME", "sepia")]);
    assert_eq!(code, 0);
    assert!(out.contains("Axum"), "{out}");
    insta::assert_snapshot!("mistakes_warned_of", err);
}

#[test]
fn an_unknown_theme_on_the_command_line_is_a_usage_error_with_the_nearest_one() {
    let (code, out, err) = User::new().say(&["--theme", "hihg-contrast"], &[]);
    assert_eq!((code, out.as_str()), (2, ""));
    insta::assert_snapshot!("unknown_theme_as_a_flag", err);
}

#[test]
fn an_unknown_theme_in_the_file_is_an_error_that_names_the_nearest_one() {
    let (code, out, err) = User::with("# mine\ntheme = \"hihg-contrast\"\n").say(&["config", "show"], &[]);
    assert_eq!(code, 3);
    assert!(out.contains("theme       auto   default"), "{out}");
    insta::assert_snapshot!("unknown_theme_in_the_file", err);
}

#[test]
fn messages_are_coloured_where_that_is_asked_for() {
    let user = User::with("theme = \"drak\"\n");
    let coloured = |args: &[&str], env: &[(&str, &str)]| {
        let (_, out, err) = user.say(args, env);
        assert!(!out.contains('\u{1b}'), "results are never coloured: {out}");
        err.contains('\u{1b}')
    };
    assert!(!coloured(&["config", "show"], &[]));
    assert!(coloured(&["--color", "always", "config", "show"], &[("NO_COLOR", "1")]));
    assert!(coloured(&["config", "show"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &["config", "show", "--color", "never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}

#[test]
fn the_program_says_what_it_finds_and_that_nothing_is_wrong() {
    let user = User::new();
    let env = [
        ("TERM", "xterm-256color"),
        ("LANG", "en_GB.UTF-8"),
        ("COLORTERM", "truecolor"),
    ];
    let (code, out, err) = user.say(&["doctor"], &env);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(!out.contains('\u{1b}'));
    insta::assert_snapshot!("doctor", out);
}

#[test]
fn the_program_says_what_is_wrong_here_and_what_to_do() {
    let user = User::with("theme = \"hihg-contrast\"\n\n[keys.program]\nsave = \"q\"\n");
    fs::write(user.home.path().join("state"), "no folder").expect("a file");
    let env = [
        ("TERM", "\u{1b}[31mlinux"),
        ("LANG", "C"),
        ("WEIGHBRIDGE_MOUSE", "maybe"),
        ("CLICOLOR_FORCE", "1"),
    ];
    let (code, out, err) = user.say(&["doctor", "--catalog", "missing.toml"], &env);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert!(!out.contains('\u{1b}'), "a variable cannot colour the report");
    insta::assert_snapshot!("doctor_with_findings", out);
    let (code, out, _) = user.say(&["doctor", "--format", "json"], &env);
    assert_eq!(code, 1);
    let object: Value = serde_json::from_str(&out).expect("JSON");
    let sections = object["sections"].as_array().expect("sections").iter();
    let wrong: Vec<&str> = sections
        .flat_map(|s| s["entries"].as_array().expect("entries"))
        .filter(|e| e["wrong"] == true)
        .filter_map(|e| e["name"].as_str())
        .collect();
    assert_eq!(wrong, ["errors", "WEIGHBRIDGE_MOUSE", "state", "recent profiles"]);
}

#[test]
fn flags_are_heard_by_the_doctor() {
    let user = User::new();
    let (_, out, _) = user.say(
        &[
            "--theme",
            "light",
            "doctor",
            "--ascii",
            "--no-mouse",
            "--color",
            "never",
            "--accessible",
        ],
        &[("LANG", "C.UTF-8")],
    );
    for line in [
        "light (--theme)",
        "none, because none are wished for (--color)",
        "ASCII, because that is wished for (--ascii)",
        "left to the terminal (--no-mouse)",
        "questions are asked in lines (--accessible)",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
}

const DOCUMENT: &str = include_str!("../docs/config.md");

#[test]
fn the_documented_example_is_a_configuration_without_an_error() {
    let example = DOCUMENT.split("```toml\n").nth(1).expect("an example");
    let example = example.split("```").next().expect("its end");
    let user = User::with(example);
    let (code, out, err) = user.say(&["config", "show"], &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(!out.contains("default"), "the example says every setting:\n{out}");
    let rows = out.matches("keys.").count();
    assert_eq!(rows, 7, "{out}");
}

#[test]
fn every_setting_variable_and_flag_is_documented() {
    for (name, value, _) in weighbridge::config::Settings::default().listed() {
        assert!(DOCUMENT.contains(&format!("| `{name}` |")), "{name}");
        assert!(DOCUMENT.contains(&format!("`{value}`")), "{name}: {value}");
    }
    for (variable, setting) in weighbridge::config::VARIABLES {
        let row = DOCUMENT.lines().find(|l| l.starts_with(&format!("| `{setting}` |")));
        assert!(row.expect("a row").contains(&format!("`{variable}`")), "{variable}");
    }
    for theme in weighbridge::config::ThemeName::ALL {
        assert!(DOCUMENT.contains(&format!("`{}`", theme.name())), "{}", theme.name());
    }
}

#[test]
fn conflicting_keys_are_an_error_with_both_names_and_both_places() {
    let user = User::with("[keys.program]\nhelp = [\"f2\", \"?\"]\nsave = \"f2\"\n\n[keys.choice]\nup = \"q\"\n");
    let (code, _, err) = user.say(&["config", "show"], &[]);
    assert_eq!(code, 3);
    insta::assert_snapshot!("conflicting_keys", err);
}

#[test]
fn nothing_is_written_by_looking() {
    let user = User::with("theme = \"dark\"\n");
    for args in [&["config", "show"][..], &["doctor"]] {
        assert_eq!(user.say(args, &[]).0, 0);
    }
    let names = |path: PathBuf| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(path)
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(user.home.path().to_owned()), ["config"]);
    assert_eq!(names(user.home.path().join("config/weighbridge")), ["config.toml"]);
}

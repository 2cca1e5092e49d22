//! The real binary: exit codes, streams, and every way in which a file can be wrong.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

fn program() -> Command {
    let mut command = Command::new(cargo_bin!("weighbridge"));
    // No colours, no width of a terminal that happens to be there.
    command.env("NO_COLOR", "1").env_remove("COLUMNS").stdin(Stdio::null());
    // Nor the user's own folders.
    command.env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(args: &[&str]) -> Output {
    program().args(args).output().expect("the program runs")
}

fn run_with_input(args: &[&str], input: &str) -> Output {
    let mut child = program()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    // A program that does not read its input closes it: that is no failure of the test.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code, not a signal")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on standard output")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on standard error")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).expect("one JSON document")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A folder with one file of this text.
fn file(name: &str, text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    (folder, path)
}

fn total(object: &Value, option: &str) -> f64 {
    let options = object["options"].as_array().expect("options");
    let found = options.iter().find(|o| o["id"] == option).expect("the option");
    found["total"].as_f64().expect("a total")
}

const EMPTY: &str = "schema = 1\ncatalog = \"axum-vs-starlette\"\n";

#[test]
fn an_empty_profile_gives_the_totals_of_the_guides_own_inputs() {
    let output = run_with_input(&["advise", "-", "--format", "json"], EMPTY);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let object = json(&output);
    assert!((total(&object, "axum") - 7.5).abs() < 1e-9, "{object}");
    assert!((total(&object, "starlette") - 6.2).abs() < 1e-9, "{object}");
    assert_eq!(object["profile"], "<stdin>");
    let text = stdout(&run_with_input(&["advise", "-"], EMPTY));
    assert!(text.contains("7.50") && text.contains("6.20"), "{text}");
}

#[test]
fn the_audit_prints_what_the_guide_prints_and_what_its_inputs_give() {
    let output = run(&["audit"]);
    assert_eq!(code(&output), 1, "an audit with findings");
    assert_eq!(stderr(&output), "");
    let text = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("= 7.5 points, printed 7.1"), "{text}");
    assert!(text.contains("= 6.2 points, printed 6.1"), "{text}");
    let object = json(&run(&["audit", "--format", "json"]));
    let findings = object["findings"].as_array().expect("findings");
    let of = |id: &str| findings.iter().find(|f| f["id"] == id).expect("the claim");
    assert!((of("matrix-axum")["tests"][0]["recomputed"].as_f64().expect("a number") - 7.5).abs() < 1e-9);
    assert!(
        (of("matrix-starlette")["tests"][0]["recomputed"]
            .as_f64()
            .expect("a number")
            - 6.2)
            .abs()
            < 1e-9
    );
    let kinds: Vec<&str> = findings.iter().filter_map(|f| f["kind"].as_str()).collect();
    let first_measured = kinds
        .iter()
        .position(|k| *k == "measured")
        .expect("refuted by measurement");
    assert!(
        kinds[first_measured..].iter().all(|k| *k == "measured"),
        "those come last: {kinds:?}"
    );
    assert!(stdout(&run(&["audit", "--format", "markdown"])).starts_with("# Audit"));
}

#[test]
fn one_profile_gives_an_object_and_several_an_array_or_a_line_each() {
    let (one, two) = ("profiles/startup.toml", "profiles/trading.toml");
    assert_eq!(json(&run(&["advise", one, "--format", "json"]))["profile"], one);
    let both = json(&run(&["advise", one, two, "--format", "json"]));
    assert_eq!(both.as_array().map(Vec::len), Some(2));
    assert_eq!(both[1]["profile"], two);
    let lines = stdout(&run(&["advise", one, two, "--format", "jsonl"]));
    let objects: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("an object a line"))
        .collect();
    assert_eq!(objects, both.as_array().expect("an array").clone());
}

#[test]
fn the_five_scenarios_say_whether_guide_and_measurement_agree() {
    for scenario in ["startup", "ecommerce", "gaming", "trading", "learning"] {
        let text = stdout(&run(&["advise", "--full", &format!("profiles/{scenario}.toml")]));
        let said = text.contains(": they agree.") || text.contains(": they disagree.");
        assert!(
            said && text.contains("guide → ") && text.contains("measured → "),
            "{scenario}: {text}"
        );
    }
}

#[test]
fn the_evidence_of_the_command_line_goes_before_the_profiles() {
    let guide = json(&run(&["advise", "profiles/gaming.toml", "--format", "json"]));
    let measured = json(&run(&[
        "advise",
        "profiles/gaming.toml",
        "--format",
        "json",
        "--evidence",
        "measured",
    ]));
    assert_eq!(guide["evidence"], "guide");
    assert_eq!(measured["evidence"], "measured");
    assert_ne!(guide["options"][0]["latency_ms"], measured["options"][0]["latency_ms"]);
    let output = run(&["advise", "profiles/gaming.toml", "--evidence", "mesured"]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("did you mean `measured`?"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_required_margin_that_is_not_reached_is_exit_four() {
    let profile = run_with_input(&["advise", "-", "--require-margin", "0.5"], EMPTY);
    assert_eq!(code(&profile), 0, "{}", stderr(&profile));
    let close = run_with_input(&["advise", "-", "--require-margin", "9"], EMPTY);
    assert_eq!(code(&close), 4);
    assert!(stderr(&close).contains("9 are required"), "{}", stderr(&close));
    assert!(stdout(&close).contains("7.50"), "the result is printed all the same");
    assert_eq!(code(&run(&["advise", "-", "--require-margin", "much"])), 2);
}

/// Five mistakes of five kinds: an unknown question, a wrong type, a number out of range, an unknown choice, an unknown criterion.
const FIVE_MISTAKES: &str = r#"schema = 1
catalog = "axum-vs-starlette"
[answers]
peak_rsp = 100
developers = "many of them"
yearly_growth = -1e9
rust_experience = "exprt"
[weights]
performence = 30
"#;

#[test]
fn five_mistakes_give_five_errors_with_places_and_leave_the_file_alone() {
    let (_folder, profile) = file("wrong.toml", FIVE_MISTAKES);
    for command in ["advise", "check"] {
        let output = run(&[command, path(&profile)]);
        let said = stderr(&output);
        assert_eq!(code(&output), 3, "{said}");
        assert_eq!(said.matches("error: ").count(), 5, "{said}");
        for line in [4, 5, 6, 7, 9] {
            assert!(said.contains(&format!("wrong.toml:{line}:")), "line {line}: {said}");
        }
        for near in ["peak_rps", "expert", "performance"] {
            assert!(said.contains(&format!("did you mean `{near}`?")), "{near}: {said}");
        }
        assert_eq!(stdout(&output), "");
    }
    assert_eq!(fs::read_to_string(&profile).expect("still there"), FIVE_MISTAKES);
}

#[test]
fn one_wrong_profile_does_not_keep_the_others_from_being_weighed() {
    let (_folder, wrong) = file("wrong.toml", FIVE_MISTAKES);
    let output = run(&["advise", path(&wrong), "profiles/startup.toml", "--format", "json"]);
    assert_eq!(code(&output), 3);
    let all = json(&output);
    assert_eq!(
        all.as_array().map(Vec::len),
        Some(1),
        "an array, because two were asked for"
    );
    assert_eq!(all[0]["profile"], "profiles/startup.toml");
    let none = run(&["advise", path(&wrong), path(&wrong), "--format", "json"]);
    assert_eq!(json(&none).as_array().map(Vec::len), Some(0));
}

/// What `advise` and `check` say about a file that cannot be read: exit 3, nothing on standard output, no panic.
fn refused(file: &Path) -> String {
    let output = run(&["advise", path(file)]);
    let said = stderr(&output);
    assert_eq!(code(&output), 3, "{said}");
    assert_eq!(stdout(&output), "");
    assert!(!said.contains("panicked"), "{said}");
    let checked = run(&["check", path(file)]);
    assert_eq!(code(&checked), 3);
    if said.contains("it is larger than") {
        let both = "it is larger than a profile (1 MB) or a catalog (16 MB) can be";
        assert!(stderr(&checked).contains(both), "{}", stderr(&checked));
    } else {
        assert_eq!(stderr(&checked), said);
    }
    let as_catalog = run(&["--catalog", path(file), "catalog", "show"]);
    assert_eq!(code(&as_catalog), 3);
    assert_eq!(stdout(&as_catalog), "");
    assert!(stderr(&as_catalog).contains(path(file)), "{}", stderr(&as_catalog));
    said
}

#[test]
fn every_unreadable_file_has_its_own_message() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("empty.toml"), "").expect("a file");
    fs::write(at("binary.toml"), [0x7f, b'E', b'L', b'F', 0, 0xff, 0xfe]).expect("a file");
    let large = fs::File::create(at("large.toml")).expect("a file");
    large.set_len(100 << 20).expect("a sparse file");
    let said = [
        refused(&at("empty.toml")),
        refused(folder.path()),
        refused(&at("binary.toml")),
        refused(&at("large.toml")),
        refused(&at("missing.toml")),
    ];
    let wanted = [
        "the file is empty",
        "it is a folder",
        "it is not text",
        "it is larger than",
        "there is no such file",
    ];
    for (said, wanted) in said.iter().zip(wanted) {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, secret) = file("secret.toml", EMPTY);
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).expect("permissions");
    // The superuser may read everything.
    if fs::read(&secret).is_err() {
        assert!(refused(&secret).contains("you may not read it"));
    }
}

#[test]
fn a_near_name_is_offered_for_a_file_that_is_missing() {
    let output = run(&["advise", "profiles/startupp.toml"]);
    assert!(
        stderr(&output).contains("did you mean profiles/startup.toml?"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn standard_input_can_be_read_only_once() {
    assert_eq!(code(&run(&["advise", "-", "-"])), 2);
    assert_eq!(code(&run(&["check", "-", "-"])), 2);
    let wrong = run_with_input(&["check", "-"], FIVE_MISTAKES);
    assert_eq!(code(&wrong), 3);
    assert!(stderr(&wrong).contains("<stdin>:4:"), "{}", stderr(&wrong));
    assert_eq!(code(&run_with_input(&["advise", "-"], "")), 3);
}

#[test]
fn check_reads_catalogs_that_are_larger_than_a_profile_can_be() {
    let exported = stdout(&run(&["catalog", "export"]));
    let line =
        "# What was learnt since: another hundred bytes of a comment, as long catalogs have them by the thousand.\n";
    let long = format!("{exported}{}", line.repeat(3_000_000 / line.len()));
    let (folder, catalog) = file("long.toml", &long);
    for output in [run(&["check", path(&catalog)]), run_with_input(&["check", "-"], &long)] {
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        assert!(
            stdout(&output).contains("the catalog axum-vs-starlette"),
            "{}",
            stdout(&output)
        );
    }
    let profile = folder.path().join("profile.toml");
    fs::write(&profile, format!("schema = 1\n{}", line.repeat(3_000_000 / line.len()))).expect("a file");
    let output = run(&["check", path(&profile)]);
    assert_eq!(code(&output), 3);
    assert!(
        stderr(&output).contains("it is no catalog, and larger than a profile can be (1 MB)"),
        "{}",
        stderr(&output)
    );
    let output = run_with_input(&["check", "-"], &line.repeat((17 << 20) / line.len()));
    assert_eq!(code(&output), 3);
    assert!(
        stderr(&output).contains("or a catalog (16 MB) can be"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn check_tells_profiles_from_catalogs() {
    let output = run(&["check", "profiles/startup.toml", "profiles/trading.toml"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stdout(&output).matches("a profile of axum-vs-starlette").count(), 2);
    let exported = stdout(&run(&["catalog", "export"]));
    let (_folder, catalog) = file("mine.toml", &exported);
    let output = run(&["check", path(&catalog)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(
        stdout(&output).contains("the catalog axum-vs-starlette"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn an_exported_catalog_gives_the_same_assessment() {
    let (_folder, catalog) = file("mine.toml", &stdout(&run(&["catalog", "export"])));
    let built_in = run(&["advise", "profiles/trading.toml", "--format", "json"]);
    let exported = run(&[
        "--catalog",
        path(&catalog),
        "advise",
        "profiles/trading.toml",
        "--format",
        "json",
    ]);
    assert_eq!(stdout(&exported), stdout(&built_in));
    assert_eq!(code(&exported), 0, "{}", stderr(&exported));
}

#[test]
fn a_claim_that_cannot_be_recomputed_is_an_error_of_its_catalog() {
    let exported = stdout(&run(&["catalog", "export"]));
    let wrong = exported.replacen("expression = \"total(axum)\"", "expression = \"total(axun)\"", 1);
    assert_ne!(wrong, exported);
    let (_folder, catalog) = file("mine.toml", &wrong);
    let output = run(&["check", path(&catalog)]);
    let said = stderr(&output);
    assert_eq!(code(&output), 3, "{said}");
    let line = wrong.lines().position(|l| l.contains("axun")).expect("the line") + 1;
    assert!(said.contains(&format!("mine.toml:{line}:")), "{said}");
}

const DATABASES: &str = "tests/data/catalogs/analytics-database.toml";

#[test]
fn another_catalog_decides_another_subject() {
    let profile = "schema = 1\n[answers]\npeak_rps = 40\ndata_size = \"medium\"\n";
    let output = run_with_input(&["--catalog", DATABASES, "advise", "-", "--format", "json"], profile);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let object = json(&output);
    assert_eq!(object["catalog"], "analytics-database");
    assert_eq!(object["options"].as_array().map(Vec::len), Some(3));
    // The option may also stand after the command.
    let after = run_with_input(&["advise", "-", "--format", "json", "--catalog", DATABASES], profile);
    assert_eq!(stdout(&after), stdout(&output));
    for args in [&["check", DATABASES][..], &["--catalog", DATABASES, "catalog", "show"]] {
        let output = run(args);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let said = stdout(&output).to_lowercase();
        assert!(!said.contains("axum") && !said.contains("starlette"), "{said}");
    }
}

#[test]
fn a_plain_matrix_is_a_catalog() {
    let catalog = "tests/data/catalogs/plain-matrix.toml";
    let output = run_with_input(&["--catalog", catalog, "advise", "-"], "schema = 1\n");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let audit = run(&["--catalog", catalog, "audit"]);
    assert_eq!(code(&audit), 0, "no claims, no findings: {}", stdout(&audit));
}

#[test]
fn the_catalog_can_be_read_by_people() {
    let output = run(&["catalog", "show"]);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    for word in [
        "Options",
        "Criteria",
        "Questions",
        "Figures",
        "quoted",
        "measured",
        "assumed",
    ] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn usage_errors_are_exit_two_and_say_what_to_do() {
    for args in [
        &["advise"][..],
        &["check"],
        &["catalog"],
        &["completions", "tcl"],
        &["advise", "x.toml", "--format", "xml"],
        &["--no-such-option"],
        &["profiles/startup.toml", "audit"],
    ] {
        let output = run(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{args:?}");
        assert!(!stderr(&output).is_empty(), "{args:?}");
    }
    let mistyped = run(&["advize"]);
    assert_eq!(code(&mistyped), 2);
    assert!(
        stderr(&mistyped).contains("weighbridge advise"),
        "{}",
        stderr(&mistyped)
    );
}

#[test]
fn a_profile_on_standard_input_is_for_advise() {
    let output = run(&["-"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("weighbridge advise -"));
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let mut child = program()
        .args(["catalog", "export"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure_with_its_cause() {
    for args in [
        &["catalog", "export"][..],
        &["--help"],
        &["advise", "profiles/startup.toml"],
        &["completions", "bash"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let output = program().args(args).stdout(full).output().expect("the program runs");
        assert_eq!(code(&output), 1, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("could not be written"), "{}", stderr(&output));
    }
}

#[test]
fn nothing_is_coloured_where_there_is_no_terminal() {
    let (_folder, wrong) = file("wrong.toml", FIVE_MISTAKES);
    let output = program()
        .env_remove("NO_COLOR")
        .args(["advise", path(&wrong), "profiles/startup.toml"])
        .output()
        .expect("the program runs");
    assert!(!stderr(&output).contains('\u{1b}') && !stdout(&output).contains('\u{1b}'));
}

#[test]
fn a_profile_of_another_catalog_is_refused_with_the_way_out() {
    let (_folder, other) = file("other.toml", "schema = 1\ncatalog = \"databases\"\n");
    let output = run(&["advise", path(&other)]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("databases"), "{}", stderr(&output));
}

#[test]
fn help_of_every_command() {
    for args in [
        &["--help"][..],
        &["advise", "--help"],
        &["compare", "--help"],
        &["batch", "--help"],
        &["check", "--help"],
        &["audit", "--help"],
        &["record", "--help"],
        &["catalog", "--help"],
        &["catalog", "show", "--help"],
        &["catalog", "export", "--help"],
        &["completions", "--help"],
    ] {
        let output = run(args);
        assert_eq!(code(&output), 0);
        let name = format!("help_{}", args[..args.len() - 1].join("_"));
        insta::assert_snapshot!(name.trim_end_matches('_'), stdout(&output));
    }
}

#[test]
fn every_shell_gets_a_completion_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&run(&["completions", shell]));
        assert!(script.contains("require-margin"), "{shell}");
    }
}

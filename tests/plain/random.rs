//! Whatever is typed.

use proptest::prelude::*;
use weighbridge::{
    plain::{Ended, command},
    profile::{self, Answer},
};

use crate::{
    screens::{databases, matrix, shipped},
    talk::{Talk, read},
};

fn word() -> impl Strategy<Value = String> {
    let commands: Vec<String> = command::all()
        .flat_map(|entry| entry.words.iter())
        // Leaving and writing records are tested elsewhere; files are named below.
        .filter(|word| !["quit", "record", "save", "verdict", "report"].contains(word))
        .map(|word| (*word).to_owned())
        .collect();
    prop_oneof![
        4 => prop::sample::select(commands),
        2 => (0_u32..30).prop_map(|n| n.to_string()),
        2 => prop::sample::select(vec![
            "performance", "cost", "team", "axum", "starlette", "none", "some", "most", "unknown", "12k", "$95/h", "1.5M/day", "20 %",
            "-", "=", ">", "100", "30", "peak_rps", "weights", "open", "measured", "/", ":", "drop", "stay",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>().prop_map(|text| text.replace('\n', " ")),
    ]
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::collection::vec(word(), 0..4).prop_map(|words| words.join(" ")),
        1 => any::<String>().prop_map(|text| text.replace('\n', " ")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_line_panics_escapes_or_loses_an_answer(lines in prop::collection::vec(line(), 0..25), which in 0_usize..3) {
        let catalog = [shipped(), databases(), matrix()][which];
        let talk = Talk::of(catalog);
        let lines = format!("{}\nsave {{}}/last.toml\ntitle -\nsave {{}}/last.toml\n", lines.join("\n"));
        let said = talk.answer(&lines);
        prop_assert_eq!(said.ended, Ended::Done, "{}\n{}", said.out, said.err);
        let bad = |text: &str| text.chars().find(|c| c.is_control() && *c != '\n');
        prop_assert_eq!(bad(&said.out), None);
        prop_assert_eq!(bad(&said.err), None);
        let (saved, warnings) = profile::read("last", &read(&talk.path("last.toml")), catalog)
            .map_err(|problems| TestCaseError::fail(problems.render(false)))?;
        prop_assert!(!warnings.has_errors());
        // Whatever was saved last is there for the next one, to the word.
        let again = Talk::of(catalog).on("again.toml", &read(&talk.path("last.toml")));
        prop_assert_eq!(again.say("save {}/copy.toml\n").ended, Ended::Done);
        prop_assert_eq!(read(&again.path("copy.toml")), read(&talk.path("last.toml")));
        drop(saved);
    }

    #[test]
    fn answers_stay_whatever_is_typed_that_is_no_answer(noise in prop::collection::vec("[^\n]{0,20}", 0..12)) {
        // Every line is made one that no question takes, and that takes nothing back.
        let noise: Vec<String> = noise.iter().map(|line| format!("/zz {line}\n")).collect();
        let talk = Talk::new();
        let noise = noise.concat();
        let lines = format!("12k\n{noise}5000\n{noise}save {{}}/x.toml\n");
        let said = talk.answer(&lines);
        prop_assert_eq!(said.ended, Ended::Done);
        let (saved, _) = profile::read("x", &read(&talk.path("x.toml")), shipped()).expect("a profile");
        prop_assert_eq!(saved.answers.get("peak_rps"), Some(&Answer::Number(12_000.0)));
        prop_assert_eq!(saved.answers.get("connections"), Some(&Answer::Number(5_000.0)));
    }

    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let said = Talk::new().say_bytes(&bytes);
        prop_assert!(!said.out.chars().any(|c| c.is_control() && c != '\n'));
    }
}

//! Saving, refusing to save, leaving, and what is offered at the start.

use weighbridge::plain::{self, Ended, RunError, Streams};

use crate::talk::{Talk, read};

#[test]
fn a_new_profile_is_saved_under_the_name_given() {
    let talk = Talk::new();
    let said = talk.answer("12k\nsave\nsave {}/checkout.toml\nsave\n");
    said.has("the profile has no file yet. Write its path too, for instance `save new-profile.toml`.");
    said.has("Saved to ");
    said.has("There is nothing new to save");
    assert_eq!(said.ended, Ended::Done);
    assert!(read(&talk.path("checkout.toml")).contains("peak_rps = 12000"));
}

#[test]
fn the_end_of_the_input_says_what_is_unsaved() {
    let said = Talk::new().answer("12k\nnote of the load balancer\n");
    assert_eq!(said.ended, Ended::Unsaved);
    assert!(said.err.contains("- Peak load: 12,000 req/s"), "{}", said.err);
    let left = Talk::new().answer("12k\nquit\n");
    assert_eq!(left.ended, Ended::Unsaved, "nobody said what becomes of it");
    assert!(left.err.contains("- Peak load: 12,000 req/s"), "{}", left.err);
}

#[test]
fn leaving_asks_whether_to_save() {
    let talk = Talk::new().on("a.toml", "schema = 1\n");
    let said = talk.say("12k\nquit\nwhat\nstay\nquit\nsave\n");
    said.has("has changes that are not saved: - Peak load: 12,000 req/s");
    said.has("`save`, `save PATH`, `drop` or `stay`? `save`, `save PATH`, `drop` or `stay`?");
    assert_eq!(said.ended, Ended::Done);
    assert!(read(&talk.path("a.toml")).contains("12000"));
    let dropped = talk.say("5\nquit\ndrop\n");
    assert_eq!(dropped.ended, Ended::Done);
    assert!(!read(&talk.path("a.toml")).contains("connections"));
    assert_eq!(talk.say("quit\n").ended, Ended::Done);
}

#[test]
fn the_key_that_ends_the_input_is_asked_about_where_somebody_types() {
    let said = Talk::new().typed().answer("12k\n");
    said.has("has changes that are not saved");
    assert_eq!(said.ended, Ended::Unsaved);
}

#[test]
fn a_save_that_fails_while_leaving_stays() {
    let talk = Talk::new();
    let said = talk.answer("12k\nquit\nsave {}/none/x.toml\nsave {}/x.toml\nquit\n");
    said.has("the folder");
    said.has("Saved to ");
    assert_eq!(said.ended, Ended::Done);
}

#[test]
fn a_file_that_is_there_already_is_overwritten_only_by_a_word_of_its_own() {
    let talk = Talk::new();
    std::fs::write(talk.path("there.toml"), "schema = 1\n# mine\n").expect("a file");
    let said = talk.answer("12k\noverwrite\nsave {}/there.toml\nnext\noverwrite\n");
    said.has("There is nothing to overwrite");
    said.has("there is such a file already");
    assert_eq!(said.ended, Ended::Unsaved, "`overwrite` did not follow the refusal");
    assert_eq!(read(&talk.path("there.toml")), "schema = 1\n# mine\n");
    let said = talk.answer("12k\nsave {}/there.toml\noverwrite\n");
    assert_eq!(said.ended, Ended::Done, "{}", said.out);
    assert!(read(&talk.path("there.toml")).contains("12000"));
}

/// Lines, and a deed between two of them.
struct Between<'a> {
    first: &'a [u8],
    then: &'a [u8],
    deed: Option<Box<dyn FnOnce() + 'a>>,
}

impl std::io::Read for Between<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.first.is_empty() {
            if let Some(deed) = self.deed.take() {
                deed();
            }
            return self.then.read(buffer);
        }
        self.first.read(buffer)
    }
}

fn meanwhile(talk: &Talk, first: &str, deed: impl FnOnce(), then: &str) -> (Ended, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut input = std::io::BufReader::new(Between {
        first: first.as_bytes(),
        then: then.as_bytes(),
        deed: Some(Box::new(deed)),
    });
    let mut streams = Streams {
        input: &mut input,
        out: &mut out,
        err: &mut err,
    };
    let ended = plain::run(&talk.options(), &mut streams).expect("it runs");
    (ended, String::from_utf8(out).expect("UTF-8"))
}

#[test]
fn a_file_that_changed_meanwhile_is_not_overwritten_unasked() {
    let other = "schema = 1\n[answers]\npeak_rps = 7\n";
    let start = || Talk::new().on("a.toml", "schema = 1\n");
    let change = |talk: &Talk| {
        let path = talk.path("a.toml");
        move || std::fs::write(path, other).expect("a file")
    };
    let talk = start();
    let (ended, out) = meanwhile(&talk, "12k\n", change(&talk), "save\nquestions\n");
    assert_eq!(ended, Ended::Unsaved, "{out}");
    assert!(out.contains("changed on disk"), "{out}");
    assert_eq!(read(&talk.path("a.toml")), other);
    let talk = start();
    let (ended, out) = meanwhile(&talk, "12k\n", change(&talk), "save\noverwrite\n");
    assert_eq!(ended, Ended::Done, "{out}");
    assert!(read(&talk.path("a.toml")).contains("12000"));
    let talk = start();
    let (ended, out) = meanwhile(&talk, "12k\n", change(&talk), "save\nreload\nquestions\n");
    assert_eq!(ended, Ended::Done, "{out}");
    assert!(out.contains("Peak load (peak_rps): 7 req/s"), "{out}");
    let talk = start();
    let (ended, out) = meanwhile(
        &talk,
        "jump connections\n5\n",
        change(&talk),
        "save\nmerge\nquestions\nsave\n",
    );
    assert_eq!(ended, Ended::Done, "{out}");
    let merged = read(&talk.path("a.toml"));
    assert!(
        merged.contains("peak_rps = 7") && merged.contains("connections = 5"),
        "{merged}"
    );
}

#[test]
fn what_cannot_be_read_any_more_is_not_overwritten_at_all() {
    let talk = Talk::new().on("a.toml", "schema = 1\n");
    let path = talk.path("a.toml");
    let damage = || std::fs::write(&path, "not [ toml").expect("a file");
    let (ended, out) = meanwhile(&talk, "12k\n", damage, "save\noverwrite\n");
    assert_eq!(ended, Ended::Unsaved, "{out}");
    assert!(out.contains("There is nothing to overwrite"), "{out}");
    assert_eq!(read(&path), "not [ toml");
}

#[test]
fn the_start_offers_a_new_profile_recent_ones_and_the_scenarios() {
    let talk = Talk::new();
    talk.answer("12k\nsave {}/checkout.toml\n");
    let said = talk.say("2\nquestions\n");
    said.has("1. A new profile. 2. ");
    said.has("checkout.toml, used lately. 3. Scenario: ");
    said.has("Peak load (peak_rps): 12,000 req/s");
    let scenario = talk.say("3\nsave {}/mine.toml\n");
    scenario.has("Saved to ");
    let startup = include_str!("../../profiles/startup.toml");
    assert_eq!(read(&talk.path("mine.toml")), startup, "with all its comments");
    let by_path = talk.say("{}/checkout.toml\nquestions\n");
    by_path.has("Peak load (peak_rps): 12,000 req/s");
}

#[test]
fn what_cannot_be_opened_at_the_start_is_said_and_can_be_put_right() {
    let talk = Talk::new();
    let said = talk.say("99\nnone.toml\nhelp\n");
    said.has("the list goes from 1 to 6");
    said.has("Nothing was opened.");
    assert!(said.err.contains("there is no such file"), "{}", said.err);
    assert_eq!(said.ended, Ended::Done, "another line came after it");
    assert_eq!(talk.say("none.toml\n").ended, Ended::NotOpened);
    assert_eq!(talk.say("none.toml\nquit\n").ended, Ended::Done);
    assert_eq!(talk.say("").ended, Ended::Done);
}

#[test]
fn a_profile_named_that_is_wrong_is_refused_before_anything_is_said() {
    let talk = Talk::new().on("wrong.toml", include_str!("../data/profiles/five-mistakes.toml"));
    let mut out = Vec::new();
    let mut streams = Streams {
        input: &mut &b""[..],
        out: &mut out,
        err: &mut Vec::new(),
    };
    let refused = plain::run(&talk.options(), &mut streams);
    assert!(matches!(refused, Err(RunError::Profile(_))));
    assert!(out.is_empty());
}

#[test]
fn warnings_about_a_file_are_said() {
    let talk = Talk::new().on("a.toml", "schema = 1\ndecided_on = \"2026-11-20\"\n");
    assert!(talk.say("").err.contains("says nothing without `decided_by`"));
}

#[test]
fn a_record_is_written_where_records_are_kept() {
    let talk = Talk::new().on("gaming.toml", include_str!("../../profiles/gaming.toml"));
    let said = talk.say("record y-statement {}/decisions\nrecord {}/decisions\nrecord {}/gaming.toml\n");
    said.has("Written: ");
    said.has("Not written: the record was not written");
    assert_eq!(std::fs::read_dir(talk.path("decisions")).expect("a folder").count(), 2);
}

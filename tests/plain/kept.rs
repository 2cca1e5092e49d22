//! What is not saved is kept, and one file has one program.

use weighbridge::{
    plain::Ended,
    profile::lock::{self, Claim},
};

use crate::talk::{Talk, read};

#[test]
fn what_was_not_saved_is_offered_at_the_next_start_and_can_be_saved() {
    let talk = Talk::new();
    let lost = talk.answer("12k\nnote of the load balancer\n");
    assert_eq!(lost.ended, Ended::Unsaved);
    assert!(
        lost.err.contains("They are kept: the next start offers them."),
        "{}",
        lost.err
    );
    let said = talk.say("7\nquestions\nundo\nredo\nsave {}/x.toml\n");
    said.has("7. Unsaved answers to a new profile, kept at ");
    said.has("Restored, and not saved yet.");
    said.has("Peak load (peak_rps): 12,000 req/s");
    said.has("Undone: restored answers.");
    assert_eq!(said.ended, Ended::Done, "{}\n{}", said.out, said.err);
    assert!(read(&talk.path("x.toml")).contains("peak_rps = 12000"));
    talk.say("").has_not("Unsaved answers");
}

#[test]
fn what_was_kept_is_listed_with_what_it_would_change_and_can_be_dropped() {
    let talk = Talk::new().on("a.toml", "schema = 1\n[answers]\npeak_rps = 50\n");
    assert_eq!(talk.say("jump 1\n12k\n").ended, Ended::Unsaved);
    let said = talk.say("kept\nquit\n");
    said.has("The answers of 1 run that ended before saving are kept");
    said.has("Peak load: 12,000 req/s; before 50 req/s.");
    let said = talk.say("forget 3\nforget\nkept\n");
    said.has("Write which, 1 to 1");
    said.has("Dropped: Unsaved answers to ");
    said.has("Nothing is kept of earlier runs.");
    assert!(read(&talk.path("a.toml")).contains("50"));
}

#[test]
fn what_was_kept_goes_on_in_its_file() {
    let talk = Talk::new().on("a.toml", "schema = 1\n# mine\n");
    talk.say("12k\n");
    let said = talk.say("restore\nsave\n");
    assert_eq!(said.ended, Ended::Done, "{}", said.out);
    assert!(read(&talk.path("a.toml")).contains("# mine\n") && read(&talk.path("a.toml")).contains("12000"));
    let refused = talk.say("5\nrestore\nquit\ndrop\n");
    refused.has("Not restored: this profile has changes that are not saved");
}

#[test]
fn what_was_dropped_or_saved_is_not_kept() {
    let talk = Talk::new().on("a.toml", "schema = 1\n");
    talk.say("12k\nquit\ndrop\n");
    talk.say("12k\nsave\nundo\nredo\n");
    talk.say("kept\n").has("Nothing is kept of earlier runs.");
}

#[test]
fn a_file_that_another_program_has_is_saved_to_by_that_one_alone() {
    let talk = Talk::new().on("a.toml", "schema = 1\n");
    let state = talk.options().state.expect("a state folder");
    let other = lock::claim(&state, &talk.path("a.toml"));
    assert!(matches!(other, Claim::Mine(_)));
    let said = talk.say("12k\nsave\noverwrite\nsave {}/b.toml\n");
    said.has("This file is open in another weighbridge");
    said.has("is open in another weighbridge");
    assert_eq!(said.ended, Ended::Done);
    assert_eq!(read(&talk.path("a.toml")), "schema = 1\n");
    assert!(read(&talk.path("b.toml")).contains("12000"));
    drop(other);
    assert_eq!(talk.say("12k\nsave\n").ended, Ended::Done);
}

#[test]
fn a_state_folder_that_cannot_be_used_is_said_and_stops_nothing() {
    let talk = Talk::new();
    std::fs::write(talk.path("state"), "a file").expect("a file");
    let said = talk.answer("12k\n5k\n");
    assert_eq!(said.ended, Ended::Unsaved);
    assert!(said.err.contains("unsaved answers are not kept"), "{}", said.err);
    assert!(!said.err.contains("They are kept"), "{}", said.err);
}

//! Asking, answering and going from question to question.

use weighbridge::plain::Ended;

use crate::{
    screens::{databases, matrix},
    talk::Talk,
};

#[test]
fn an_answer_is_taken_its_effect_is_said_and_the_next_question_is_asked() {
    let said = Talk::new().answer("12k\n");
    said.has("Load, question 1 of 23: Peak load.");
    said.has("A number from 0 to 10,000,000 req/s, for example 12k");
    said.has("Not answered yet. Until it is: 50 req/s (assumed).");
    said.has("Peak load: 12,000 req/s. The winner stays Axum");
    said.has("No longer asked: Requests a day.");
    said.has("of them could still change the winner.");
    said.has("Load, question 2 of 22: Connections.");
}

#[test]
fn choices_have_numbers_and_ids_and_the_last_is_not_known_yet() {
    let talk = Talk::new();
    for typed in ["2", "learning", "Learning", "answer learning", "/answer 2"] {
        let said = talk.answer(&format!("jump rust_experience\n{typed}\nback\n"));
        said.has("2. Learning it (learning)");
        said.has("Your answer: Learning it.");
    }
    for typed in ["5", "unknown", "?", "don't know yet"] {
        let said = talk.answer(&format!("jump rust_experience\n{typed}\nback\n"));
        said.has("Rust experience: not known yet.");
        said.has("Your answer: not known yet.");
    }
}

#[test]
fn what_cannot_be_read_is_not_taken_and_the_question_stays() {
    let said = Talk::new().answer("12x\nverdikt\n/verdikt\n€5\njump hourly_rate\n€95\nquestions open\n");
    said.has("Not taken: ");
    said.has("The command is `verdict`");
    said.has("did you mean `/verdict`?");
    said.has("this profile counts in USD, not in €");
    said.has("1. Peak load (peak_rps): open");
    said.has("Hourly rate (hourly_rate): open");
    assert_eq!(said.ended, Ended::Done, "nothing is unsaved");
}

#[test]
fn jumping_takes_numbers_ids_titles_and_sections() {
    let talk = Talk::new();
    for (to, wanted) in [
        ("3", "question 3 of 23"),
        ("rust_experience", ": Rust experience."),
        ("Rust exp", ": Rust experience."),
        ("team", "Team, question 7 of 23: Developers."),
        ("99", "questions are numbered 1 to 23"),
        ("zebra", "there is no question `zebra`"),
        ("", "write where to"),
    ] {
        talk.answer(&format!("jump {to}\n")).has(wanted);
    }
    let hidden = talk.answer("12k\njump requests_per_day\n");
    hidden.has("Requests a day is not asked: other answers make it pointless");
}

#[test]
fn empty_lines_pass_every_question_and_end_with_what_is_open() {
    let said = Talk::new().answer(&"\n".repeat(30));
    said.has("question 23 of 23: Weights.");
    said.has("That was the last question; 22 are still open");
    let back = Talk::new().answer(&format!("{}back\nagain\nback\n", "\n".repeat(30)));
    back.has("question 22 of 23");
    assert_eq!(back.ended, Ended::Done);
}

#[test]
fn an_answer_that_makes_a_question_pointless_says_so_and_undo_brings_it_back() {
    let said = Talk::new().answer("12k\nundo\nredo\nundo\nundo\nredo\nredo\n");
    said.has("No longer asked: Requests a day.");
    said.has("Undone: Peak load.");
    said.has("Now also asked: Requests a day.");
    said.has("Done again: Peak load.");
    said.has("There is nothing to undo.");
    said.has("There is nothing to do again.");
}

#[test]
fn the_reason_is_said_on_demand() {
    let said = Talk::new().answer("jump rust_experience\n");
    said.has_not("In the source:");
    Talk::new().answer("jump rust_experience\nwhy\n").has("In the source:");
}

#[test]
fn notes_and_titles_are_written_read_and_taken_back() {
    let talk = Talk::new();
    let said = talk.answer("note from the load balancer\nnote\nnote -\nnote\ntitle Checkout\ntitle\ntitle -\ntitle\n");
    said.has("Noted. Your note: \"from the load balancer\" No note on this question. There is no note.");
    said.has("Title: Checkout. Title: Checkout. The profile has no title now. The profile has no title.");
    assert_eq!(said.ended, Ended::Done, "all was taken back");
}

#[test]
fn weights_are_set_by_points_swing_and_rank_and_released() {
    let talk = Talk::new();
    let said = talk.answer(
        "jump weights\nperformance 30\n2 75\nweight cost 20\nweight cost -\nweights\nswing team_size 50\nswing performance 100\nswing team_size 50\n\
         swing timeline 20\nswing performance 50\ntrade-off\ntrade-off 1 3\nrank performance > cost = team_size\nrank cost > cost\nrelease\nrelease\n",
    );
    said.has("Weight of Performance: 30 points.");
    said.has("Not taken: points: 0 to 70.");
    said.has("Taken back: weight of Cost.");
    said.has("first say which criterion you would move first");
    said.has("Swing of Performance: 100 of 100. The weights by points are taken back.");
    said.has("the others are rated against this one");
    said.has("1. Say ");
    said.has("Order: Performance > ");
    said.has("stands in the order twice");
    said.has("All weights follow the catalog and the answers again.");
    assert_eq!(said.ended, Ended::Done, "all was taken back");
}

#[test]
fn scores_are_set_by_hand_and_taken_back() {
    let said = Talk::new().answer(
        "score axum performance 4.5\nscores\nscore axum performance 11\nscore axum perfromance 3\nscore axum\nscore 1 1 -\nscore 1 1 -\n",
    );
    said.has("Score of Axum on Performance: 4.5.");
    said.has("Performance (performance): 4.5, set by hand.");
    said.has("Not taken: a score: 0 to 10.");
    said.has("did you mean `performance`?");
    said.has("is not set by hand");
    assert_eq!(said.ended, Ended::Done);
}

#[test]
fn evidence_is_listed_and_chosen() {
    let said = Talk::new().answer("evidence\nevidence measured\nevidence\nevidence nowhere\n");
    said.has("(guide), used now: ");
    said.has("(measured), used now: ");
    said.has("there is no set of evidence `nowhere`");
}

#[test]
fn the_question_most_worth_asking_is_found_until_none_can_change_the_winner() {
    let talk = Talk::new().on("gaming.toml", include_str!("../../profiles/gaming.toml"));
    let said = talk.say("worth\nquestions\nverdict\nreport\n");
    said.has("No open question alone can change the winner any more; `verdict` says the result.");
    said.has("`report` says all of the arithmetic");
    // Flags are for the one who starts the program.
    said.has_not("--full");
    said.has("Options: - Axum. Rank: 1; Total (0-10): ");
    Talk::new().answer("worth\n").has("question 11 of 23: Weeks to launch.");
}

#[test]
fn a_catalog_without_questions_and_one_on_another_subject_are_asked_too() {
    let said =
        Talk::of(matrix()).answer("12\nweight rent 50\nscore harbour rent 9\nverdict\nback\nwhy\nclear\nnote x\n");
    said.has("This catalog asks nothing: it is a decision matrix.");
    said.has("no question is asked now");
    said.has("Weight of rent: 50 points.");
    said.has("This is the first question.");
    Talk::of(databases()).answer("questions\nverdict\n").has("Options: - ");
}

#[test]
fn help_lists_every_command() {
    let said = Talk::new().answer("help\n");
    for entry in weighbridge::plain::command::all() {
        said.has(&format!("{}: {}.", entry.usage(), entry.help));
    }
}

#[test]
fn a_prompt_stands_where_somebody_types_and_nowhere_else() {
    assert!(Talk::new().typed().answer("12k\n").out.contains("\n> "));
    assert!(!Talk::new().answer("12k\n").out.contains('>'));
}

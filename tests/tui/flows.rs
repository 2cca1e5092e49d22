//! What a person does, start to end.

use weighbridge::{
    profile::Answer,
    tui::{layer::Layer, message::Message, model::Screen, terminal::Event},
};

use crate::harness::{Program, databases, matrix, shipped};

const SIZE: (u16, u16) = (120, 40);

#[test]
fn ten_keys_move_the_charts_and_save_the_file() {
    let mut program = Program::greeting(SIZE);
    let before = program.model.assessment.clone();
    // Greeting, 12k, answer; on to a choice and take it; save under the name offered.
    program.press("enter 12k enter");
    assert_eq!(program.answer("peak_rps"), Some(&Answer::Number(12_000.0)));
    assert_ne!(program.model.assessment, before);
    program.press("ctrl-s");
    let path = program.path("checkout.toml");
    program.fill(&path.display().to_string()).press("enter");
    assert!(!program.model.unsaved());
    assert_eq!(program.saved(&path), program.model.profile);
    assert_eq!(program.model.recent, [path]);
}

#[test]
fn looking_at_a_question_previews_nothing_and_a_choice_under_the_cursor_does() {
    let mut program = Program::new(SIZE);
    program.ask("rust_experience");
    assert_eq!(program.model.preview, None);
    program.over("learning");
    let preview = program.model.preview.clone().expect("a preview");
    assert_ne!(preview, program.model.assessment);
    assert!(program.answer("rust_experience").is_none(), "nothing is taken yet");
    assert!(program.text().contains('→'), "the effect is said");
    program.press("enter");
    assert_eq!(program.model.assessment, preview, "what was previewed is what comes");
    assert_eq!(program.asked(), "python_experience");
}

#[test]
fn escape_puts_the_cursor_back_on_the_answer() {
    let mut program = Program::new(SIZE);
    program.ask("rust_experience").over("some").press("enter left up");
    assert!(program.model.preview.is_some());
    program.press("esc");
    assert_eq!(program.model.preview, None);
    assert_eq!(program.answer("rust_experience"), Some(&Answer::Choice("some".into())));
}

#[test]
fn a_number_that_cannot_be_read_is_not_taken_and_says_why() {
    let mut program = Program::new(SIZE);
    program.ask("peak_rps").press("12x enter");
    assert!(program.answer("peak_rps").is_none());
    assert_eq!(program.asked(), "peak_rps");
    assert!(program.model.notice.as_ref().is_some_and(|n| n.bad));
    program.press("backspace k enter");
    assert_eq!(program.answer("peak_rps"), Some(&Answer::Number(12_000.0)));
}

#[test]
fn editing_keys_edit_what_is_typed_and_do_not_leave_the_question() {
    let mut program = Program::new(SIZE);
    program.ask("peak_rps").press("13 left backspace 2 left home 4 enter");
    assert_eq!(program.answer("peak_rps"), Some(&Answer::Number(423.0)));
}

#[test]
fn a_step_is_previewed_before_it_is_taken() {
    let mut program = Program::new(SIZE);
    program.ask("peak_rps").press("12k enter left up");
    assert_eq!(program.answer("peak_rps"), Some(&Answer::Number(12_000.0)));
    assert!(program.model.preview.is_some());
    program.press("enter");
    assert_eq!(program.answer("peak_rps"), Some(&Answer::Number(20_000.0)));
}

#[test]
fn money_in_another_currency_than_the_profiles_is_refused() {
    let mut program = Program::new(SIZE);
    program.ask("hourly_rate").press("€95 enter");
    assert!(program.answer("hourly_rate").is_none());
    program.press("esc $95/h enter");
    assert_eq!(program.answer("hourly_rate"), Some(&Answer::Number(95.0)));
}

#[test]
fn a_question_that_became_pointless_is_not_asked_and_keeps_its_answer() {
    let mut program = Program::new(SIZE);
    program.ask("hiring").over("most").press("enter");
    let visible = program.model.visible().count();
    program.ask("developers").press("1 enter");
    assert_eq!(program.model.visible().count(), visible - 1);
    let hiring = shipped().question("hiring").expect("hiring");
    assert!(!program.model.visible().any(|q| q == hiring));
    assert!(program.answer("hiring").is_some());
    program.press("u");
    assert_eq!(program.model.visible().count(), visible);
}

#[test]
fn undoing_the_question_under_the_cursor_away_asks_another() {
    let mut program = Program::new(SIZE);
    program.ask("developers").press("4 enter").ask("hiring");
    program.press("j").fill("Developers").press("enter 1 enter");
    assert!(program.model.visible().any(|q| Some(q) == program.model.question()));
    program.press("u ctrl-r");
    assert!(program.model.visible().any(|q| Some(q) == program.model.question()));
}

#[test]
fn not_known_yet_is_an_answer_that_counts_as_open() {
    let mut program = Program::new(SIZE);
    let open = program.model.assessment.unanswered.len();
    program.ask("connections").press("d");
    assert_eq!(program.answer("connections"), Some(&Answer::Unknown));
    assert_eq!(program.model.assessment.unanswered.len(), open);
    program.ask("connections").press("x");
    assert_eq!(program.answer("connections"), None);
}

#[test]
fn after_the_last_question_comes_the_verdict_with_what_is_open() {
    let mut program = Program::new(SIZE);
    while program.model.screen == Screen::Questions {
        program.press("]");
    }
    assert_eq!(program.model.screen, Screen::Verdict);
    assert!(program.text().contains("still open"));
}

#[test]
fn points_are_set_by_hand_stepped_typed_and_released_as_single_changes() {
    let mut program = Program::new(SIZE);
    program.ask("weights").press("right right right right");
    let id = &shipped().criteria[0].id;
    let stepped = program.model.profile.weights[id];
    assert!(stepped > shipped().criteria[0].weight);
    program.press("u");
    assert!(program.model.profile.weights.is_empty(), "four steps are one change");
    program.press("down 30 enter");
    assert_eq!(
        program.model.profile.weights.get(&shipped().criteria[1].id),
        Some(&30.0)
    );
    // What others leave of the hundred is all there is.
    program.press("down 80 enter");
    assert!(!program.model.profile.weights.contains_key(&shipped().criteria[2].id));
    program.press("esc up x");
    assert!(program.model.profile.weights.is_empty());
    let shares: f64 = program.model.assessment.weights.iter().map(|w| w.share).sum();
    assert!((shares - 1.0).abs() < 1e-9);
}

#[test]
fn the_matrix_takes_weights_and_scores() {
    let mut program = Program::new(SIZE);
    program.press("tab m right 4.5 down");
    let (option, criterion) = (&shipped().options[0].id, &shipped().criteria[0].id);
    assert_eq!(
        program.model.profile.scores[option].get(criterion),
        Some(&4.5),
        "moving on takes what was typed"
    );
    program.press("up x left 25 enter");
    assert!(program.model.profile.scores.is_empty());
    assert_eq!(program.model.profile.weights.get(criterion), Some(&25.0));
    program.press("right 11 enter");
    assert!(program.model.profile.scores.is_empty(), "no score is above ten");
    program.press("esc esc");
    assert_eq!(program.model.cell, None);
}

#[test]
fn evidence_is_switched_and_said() {
    let mut program = Program::new(SIZE);
    program.press("v");
    assert_eq!(program.model.assessment.evidence, 1);
    assert_eq!(
        program.model.profile.evidence.as_deref(),
        Some(shipped().evidence[1].id.as_str())
    );
    program.press("v");
    assert_eq!(program.model.profile.evidence, None, "the default is not written");
    assert!(!program.model.unsaved());
}

#[test]
fn a_note_is_written_shown_and_taken_away() {
    let mut program = Program::new(SIZE);
    program
        .press("n")
        .fill("Black Friday, from the load balancer")
        .press("enter");
    assert!(program.text().contains("\"Black Friday, from the load balancer\""));
    program.press("n").fill("").press("enter");
    assert!(program.model.profile.notes.is_empty());
}

#[test]
fn the_guides_page_opens_from_the_question_and_escape_comes_back() {
    let mut program = Program::new(SIZE);
    program.ask("rust_experience").press("g");
    assert_eq!(program.model.screen, Screen::Guide);
    let page = program.model.guide.page;
    assert_eq!(
        Some(page),
        shipped().questions[program.model.question().expect("asked")].page
    );
    program.press("/ latency");
    assert!(program.text().to_lowercase().contains("latency"));
    program.press("enter right esc esc");
    assert_eq!(program.model.screen, Screen::Questions);
    assert_eq!(program.asked(), "rust_experience");
}

#[test]
fn search_narrows_the_pages_and_turning_stays_among_them() {
    let mut program = Program::new(SIZE);
    program.press("alt-8 /").fill("starlette migration").press("enter");
    let found = weighbridge::tui::view::guide::pages(shipped(), program.model.guide.query.text());
    assert!(!found.is_empty() && found.len() < shipped().pages.len());
    for _ in 0..50 {
        assert!(found.contains(&program.model.guide.page));
        program.press("right");
    }
}

#[test]
fn leaving_asks_when_something_is_unsaved() {
    let mut program = Program::new(SIZE);
    program.press("q");
    assert_eq!(program.model.leaving, Some(0), "nothing to lose, nothing to ask");
    let mut program = Program::new(SIZE);
    program.ask("connections").press("d q");
    assert_eq!(program.model.leaving, None);
    assert!(program.text().contains("Connections: "));
    program.press("esc");
    assert!(program.model.layers.is_empty());
    program.press("q d");
    assert_eq!(program.model.leaving, Some(0));
}

#[test]
fn leaving_can_save_first_even_where_there_is_no_file_yet() {
    let mut program = Program::new(SIZE);
    program.ask("connections").press("d q s");
    let path = program.path("new.toml");
    program.fill(&path.display().to_string()).press("enter");
    assert_eq!(program.model.leaving, Some(0));
    assert_eq!(program.saved(&path).answers["connections"], Answer::Unknown);
}

#[test]
fn ctrl_c_asks_once_and_then_leaves() {
    let mut program = Program::new(SIZE);
    program.ask("connections").press("d ctrl-c");
    assert_eq!(program.model.leaving, None);
    program.press("ctrl-c");
    assert_eq!(program.model.leaving, Some(130));
}

#[test]
fn a_signal_leaves_with_its_own_code() {
    let mut program = Program::new(SIZE);
    program.ask("connections").press("d");
    program.happen(Message::Event(Event::Signal(15)));
    assert_eq!(program.model.leaving, Some(143));
}

#[test]
fn a_file_that_changed_on_disk_is_asked_about() {
    let text = "schema = 1\n[answers]\npeak_rps = 500 # from the log\n";
    let changed = "schema = 1\n[answers]\npeak_rps = 700\n";
    let conflict = || {
        let mut program = Program::new(SIZE);
        let path = program.open("service.toml", text);
        program.ask("connections").press("2000 enter");
        std::fs::write(&path, changed).expect("a file");
        program.press("ctrl-s");
        assert!(matches!(program.model.layers.last(), Some(Layer::Conflict(_))));
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), changed);
        (program, path)
    };
    let (mut program, _) = conflict();
    program.press("r");
    assert_eq!(program.answer("peak_rps"), Some(&Answer::Number(700.0)));
    assert_eq!(program.answer("connections"), None);

    let (mut program, path) = conflict();
    program.press("o");
    assert!(!program.model.unsaved());
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(
        text.contains("500 # from the log") && text.contains("connections = 2000"),
        "{text}"
    );

    let (mut program, path) = conflict();
    program.press("a");
    let other = program.path("other.toml");
    program.fill(&other.display().to_string()).press("enter");
    assert_eq!(program.model.file.as_ref(), Some(&other));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), changed);

    let (mut program, path) = conflict();
    program.press("esc");
    assert!(program.model.unsaved());
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), changed);
}

#[test]
fn what_cannot_be_read_is_not_written_over() {
    let mut program = Program::new(SIZE);
    let path = program.open("service.toml", "schema = 1\n");
    program.ask("connections").press("2000 enter");
    std::fs::write(&path, [0xff, 0xfe, 0x00]).expect("a file");
    program.press("ctrl-s o r");
    assert!(matches!(program.model.layers.last(), Some(Layer::Conflict(_))));
    assert_eq!(std::fs::read(&path).expect("a file"), [0xff, 0xfe, 0x00]);
}

#[test]
fn another_file_is_replaced_only_when_asked_for() {
    let mut program = Program::new(SIZE);
    let path = program.path("there.toml");
    std::fs::write(&path, "schema = 1\n").expect("a file");
    program.ask("connections").press("2000 enter ctrl-s");
    program.fill(&path.display().to_string()).press("enter");
    assert!(matches!(program.model.layers.last(), Some(Layer::Exists(_))));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "schema = 1\n");
    program.press("r");
    assert_eq!(program.saved(&path).answers["connections"], Answer::Number(2000.0));
}

#[test]
fn a_folder_that_is_not_there_is_said_and_nothing_is_lost() {
    let mut program = Program::new(SIZE);
    program.ask("connections").press("2000 enter ctrl-s");
    let path = program.path("no/such/folder/x.toml");
    program.fill(&path.display().to_string()).press("enter");
    assert!(program.text().contains("was not saved"));
    program.press("esc");
    assert!(program.model.unsaved());
    assert_eq!(program.answer("connections"), Some(&Answer::Number(2000.0)));
}

#[test]
fn a_scenario_opens_as_a_new_profile_and_saves_to_a_file_of_its_own() {
    let mut program = Program::greeting(SIZE);
    program.press("down enter");
    assert!(program.model.layers.is_empty());
    assert!(!program.model.profile.answers.is_empty());
    assert_eq!(program.model.file, None);
    assert!(!program.model.unsaved());
    program.press("ctrl-s");
    assert!(matches!(program.model.layers.last(), Some(Layer::Prompt(_))));
}

#[test]
fn a_wrong_file_shows_its_problems_and_what_was_open_stays() {
    let mut program = Program::new(SIZE);
    let wrong = program.path("wrong.toml");
    std::fs::write(&wrong, "schema = 1\n[answers]\npeak_rsp = 5\nconnections = \"many\"\n").expect("a file");
    program.ask("connections").press("2000 enter o");
    program.fill(&wrong.display().to_string()).press("enter");
    assert!(
        matches!(program.model.layers.last(), Some(Layer::Unsaved(_))),
        "asks first"
    );
    program.press("d");
    let text = program.text();
    assert!(text.contains("peak_rsp") && text.contains("peak_rps"), "{text}");
    program.press("esc esc");
    assert_eq!(program.answer("connections"), Some(&Answer::Number(2000.0)));
}

#[test]
fn recent_files_are_offered_at_the_start() {
    let mut program = Program::new(SIZE);
    let path = program.open("lately.toml", "schema = 1\n[answers]\nconnections = 7\n");
    program.press("t").fill("Renamed").press("enter ctrl-s o");
    let text = program.text();
    assert!(text.contains("Lately") && text.contains("lately.toml"), "{text}");
    program.press("down enter");
    assert_eq!(program.model.file, Some(path));
    assert_eq!(program.model.name(), "Renamed");
}

#[test]
fn a_pasted_text_goes_into_the_field_and_nowhere_else() {
    let mut program = Program::new(SIZE);
    program.ask("peak_rps");
    program.happen(Message::Event(Event::Paste("12k\nq\n".into())));
    assert_eq!(program.model.typing.as_ref().map(|t| t.field.text()), Some("12k q"));
    program.press("esc").ask("rust_experience");
    program.happen(Message::Event(Event::Paste("q".into())));
    assert_eq!(program.model.leaving, None);
}

#[test]
fn a_key_that_means_nothing_draws_nothing() {
    let mut program = Program::new(SIZE);
    program.ask("rust_experience").press("z");
    assert!(!program.model.changed);
}

#[test]
fn another_catalog_with_three_options_works_on_every_screen() {
    let mut program = Program::of(databases(), SIZE);
    for _ in 0..6 {
        let text = program.text();
        assert!(!text.contains("Axum") && !text.contains("Starlette"), "{text}");
        program.press("tab");
    }
    program.press("j enter");
    for (index, question) in databases().questions.iter().enumerate() {
        if program.model.visible().any(|q| q == index) {
            program.ask(&question.id).press("down enter");
        }
    }
    assert!(program.model.unsaved());
}

#[test]
fn a_catalog_without_questions_opens_on_its_matrix() {
    let mut program = Program::of(matrix(), SIZE);
    assert_eq!(program.model.screen, Screen::Verdict);
    program.press("m 50 enter down right 9 enter esc");
    assert_eq!(program.model.profile.weights.len(), 1);
    assert_eq!(program.model.profile.scores.len(), 1);
    for _ in 0..6 {
        program.press("tab");
        program.text();
    }
}

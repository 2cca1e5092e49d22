//! Writing a decision record from the program.

use weighbridge::{
    report::record::Format,
    tui::{
        layer::{Layer, RecordForm},
        view::frame,
    },
};

use crate::{
    harness::Program,
    screen::{self, SIZES, shown},
};

fn form(program: &Program) -> &RecordForm {
    match program.model.layers.last() {
        Some(Layer::Record(form)) => form,
        other => panic!("no record, but {other:?}"),
    }
}

fn shop(size: (u16, u16)) -> Program {
    let mut program = Program::new(size);
    program.open("checkout.toml", include_str!("../../profiles/ecommerce.toml"));
    program.press("2");
    if program.model.digits_are_text() {
        program.press("esc tab");
    }
    program
}

/// Names of the files in a folder, in order.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn enter_writes_the_record_that_was_shown_and_says_where() {
    let mut program = shop((120, 40));
    let folder = program.path("decisions");
    program.press("e").fill(&folder.display().to_string());
    let shown = form(&program).text();
    let place = form(&program).place.clone().expect("a place");
    program.press("enter");
    assert!(program.model.layers.is_empty());
    assert!(program.text().contains("the record was written to"));
    assert_eq!(std::fs::read_to_string(&place.path).expect("a record"), shown);
    assert!(!program.model.unsaved(), "the profile is as it was");
}

#[test]
fn a_second_record_gets_the_next_number_and_overwrites_nothing() {
    let mut program = shop((120, 40));
    let folder = program.path("decisions");
    for turn in 1..=3_usize {
        program.press("e").fill(&folder.display().to_string()).press("enter");
        assert_eq!(names(&folder).len(), turn);
    }
    let numbers: Vec<String> = names(&folder)
        .iter()
        .map(|name| name.chars().take(4).collect())
        .collect();
    assert_eq!(numbers, ["0001", "0002", "0003"]);
}

#[test]
fn tab_goes_through_the_formats_and_the_preview_follows() {
    let mut program = shop((120, 40));
    program.press("e");
    let mut seen = Vec::new();
    for format in Format::ALL {
        assert_eq!(form(&program).format, format);
        assert!(!seen.contains(&form(&program).text()));
        seen.push(form(&program).text());
        program.press("tab");
    }
    assert_eq!(form(&program).format, Format::Madr);
}

#[test]
fn a_folder_of_records_above_the_profile_is_offered() {
    let mut program = Program::new((120, 40));
    let folder = program.path("docs/decisions");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::create_dir_all(program.path("profiles")).expect("a folder");
    program.open("profiles/checkout.toml", include_str!("../../profiles/ecommerce.toml"));
    program.press("esc tab e");
    assert_eq!(form(&program).folder(), folder);
}

#[test]
fn what_cannot_be_written_is_said_and_the_popup_stays() {
    let mut program = shop((120, 40));
    let file = program.path("notes.txt");
    std::fs::write(&file, "mine").expect("a file");
    program.press("e").fill(&file.display().to_string());
    assert!(form(&program).place.is_err());
    program.press("enter");
    assert!(form(&program).place.is_err());
    assert!(program.model.notice.as_ref().is_some_and(|notice| notice.bad));
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "mine");
    program.press("esc");
    assert!(program.model.layers.is_empty());
}

#[test]
fn the_popup_at_every_size() {
    for size in SIZES {
        let mut program = shop(size);
        program.press("e");
        let Some(Layer::Record(form)) = program.model.layers.last_mut() else {
            panic!("no record")
        };
        // What depends on the day and the folder.
        form.folder = weighbridge::tui::field::Field::new("docs/decisions");
        if let Ok(place) = &mut form.place {
            let name = place.path.file_name().expect("a name").to_owned();
            place.path = std::path::Path::new("docs/decisions").join(name);
        }
        let buffer = screen::drawn("record", size, |area, buf| frame::draw(&program.model, area, buf));
        let text = shown(&buffer);
        let day = weighbridge::records::today().to_string();
        insta::assert_snapshot!(
            format!("record_{}x{}", size.0, size.1),
            text.replace(&day, "2026-11-20")
        );
    }
}

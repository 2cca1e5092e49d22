//! The decision record about to be written.

use std::path::PathBuf;

use crate::{
    records::Place,
    report::record::{Format, Plan},
    tui::field::Field,
};

/// The records that can be made of what is answered, one a format.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafts {
    plans: [Plan; Format::ALL.len()],
}

impl Drafts {
    /// The record in each format.
    #[must_use]
    pub fn new(plan: impl Fn(Format) -> Plan) -> Self {
        Self {
            plans: Format::ALL.map(plan),
        }
    }

    /// The record in this format.
    #[must_use]
    pub const fn of(&self, format: Format) -> &Plan {
        &self.plans[format as usize]
    }
}

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordForm {
    /// The record in each format.
    pub drafts: Drafts,
    /// The format chosen.
    pub format: Format,
    /// The folder that it goes to.
    pub folder: Field,
    /// Where it would be written now, or why it cannot be.
    pub place: Result<Place, String>,
    /// Rows of the preview scrolled down.
    pub scroll: u16,
}

impl RecordForm {
    /// In the first format.
    #[must_use]
    pub fn new(drafts: Drafts, folder: &str, place: Result<Place, String>) -> Self {
        Self {
            drafts,
            format: Format::default(),
            folder: Field::new(folder),
            place,
            scroll: 0,
        }
    }

    /// The record in the format chosen.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        self.drafts.of(self.format)
    }

    /// Its text, under the number that it would get.
    #[must_use]
    pub fn text(&self) -> String {
        self.plan().text(self.place.as_ref().map_or(1, |place| place.number))
    }

    /// The folder as typed; nothing typed: the folder the program works in.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let typed = self.folder.text().trim();
        PathBuf::from(if typed.is_empty() { "." } else { typed })
    }

    /// The format after this one.
    pub fn next_format(&mut self) {
        let formats = Format::ALL;
        self.format = formats[(self.format as usize + 1) % formats.len()];
        self.scroll = 0;
    }
}

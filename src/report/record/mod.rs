//! Decision records: an assessment as a text that stays beside the code, one file a format.
//!
//! Owns what a record says ([`plan`]), in which format, and under which file name. The formats draw the same facts, so that they can
//! never say different things. Must not compute anything about a decision, nor touch a clock or a folder: the day is passed in, and
//! [`crate::records`] keeps the folder.
//!
//! A record never claims more than is known. Its status is `accepted` only where the profile names who decided and the weighing
//! has a winner; and where it is too close to call, or nothing passes the must-haves, no choice is claimed.

mod case;
mod drivers;
mod facts;
mod madr;
mod name;
mod nygard;
mod options;
mod page;
mod review;
mod scoring;
mod sureness;
mod y_statement;

use jiff::civil::Date;

use super::Entry;
use crate::{
    catalog::Catalog,
    profile::Profile,
    weigh::{Assessment, Robustness},
};

use case::Case;

/// What a record is made of.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// What the profile is called where it came from: its path, or `<stdin>`.
    pub name: &'a str,
    /// The profile.
    pub profile: &'a Profile,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// How sure it is; its verdict is the one that the record goes by.
    pub robustness: &'a Robustness,
}

/// Form of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Markdown Any Decision Records, version 4.0.0.
    #[default]
    Madr,
    /// Title, status, context, decision, consequences, as Michael Nygard proposed.
    Nygard,
    /// One sentence: in the context of, facing, we decided for and neglected, to achieve, accepting, because.
    YStatement,
}

impl Format {
    /// All.
    pub const ALL: [Self; 3] = [Self::Madr, Self::Nygard, Self::YStatement];

    /// Word on the command line: `madr`, `nygard`, `y-statement`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Madr => "madr",
            Self::Nygard => "nygard",
            Self::YStatement => "y-statement",
        }
    }
}

/// A record before it has a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    format: Format,
    title: String,
    slug: String,
    /// Everything after the first heading, in Nygard's format; the whole text in the others.
    text: String,
    is_open: bool,
}

impl Plan {
    /// Its title, without a number.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// True where no choice is claimed: too close to call, or no option passes its must-haves.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// `0007-title-with-dashes.md`: four digits at least, then small letters, digits and dashes.
    #[must_use]
    pub fn file_name(&self, number: u32) -> String {
        format!("{number:04}-{}.md", self.slug)
    }

    /// The text under this number (which only Nygard's format shows); ends with a line break.
    #[must_use]
    pub fn text(&self, number: u32) -> String {
        match self.format {
            Format::Nygard => format!("# {number}. {}\n{}", page::inline(&self.title), self.text),
            Format::Madr | Format::YStatement => self.text.clone(),
        }
    }
}

/// The record of an assessment, dated `today` (or the day of the decision, where the profile says it).
#[must_use]
pub fn plan(source: &Source<'_>, today: Date, format: Format) -> Plan {
    let entry = Entry {
        name: source.name,
        profile: source.profile,
        assessment: source.assessment,
        robustness: source.robustness,
    };
    let case = Case::new(source, &entry, today);
    let title = name::title(&case);
    Plan {
        format,
        slug: name::slug(&title),
        text: match format {
            Format::Madr => madr::text(&case, &title),
            Format::Nygard => nygard::text(&case),
            Format::YStatement => y_statement::text(&case, &title),
        },
        is_open: case.chosen().is_none(),
        title,
    }
}

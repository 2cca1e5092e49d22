//! What can happen, and what must be done outside the model because of it.

use std::path::PathBuf;

use super::{
    layer::{Drafts, Offer, Source, WayOut},
    terminal::Event,
};
use crate::{
    profile::{Difference, Profile},
    records::Place,
    report::record::Plan,
    weigh::Robustness,
};

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// In the terminal.
    Event(Event),
    /// So many seconds have passed; told only while the model asks for it.
    Tick(u32),
    /// The worker found how sure the verdict is.
    Sure {
        /// Of which [`super::model::Model::generation`].
        generation: u64,
        /// What it found.
        robustness: Box<Robustness>,
    },
    /// The profile was saved.
    Saved {
        /// Where.
        path: PathBuf,
        /// What, as it stands in the file now.
        profile: Profile,
        /// What the reader should know about it.
        note: Option<String>,
    },
    /// The profile was not saved.
    NotSaved(Trouble),
    /// A profile was opened.
    Opened {
        /// Its file; none for a new one or a scenario's.
        path: Option<PathBuf>,
        /// What it says.
        profile: Profile,
        /// What the reader should know about the file.
        warnings: Option<String>,
        /// Who has it open for saving, where that is not this program.
        read_only: Option<String>,
    },
    /// Another program has the profile open.
    Busy {
        /// Its file.
        path: PathBuf,
        /// Which program.
        holder: String,
    },
    /// A session that is gone left answers that it did not save.
    Offered(Box<Offer>),
    /// Answers that are in no file, or not in this file, are back as unsaved changes.
    Restored {
        /// The file they belong to; none where they have none.
        path: Option<PathBuf>,
        /// What is saved.
        clean: Box<Profile>,
        /// What is answered.
        profile: Box<Profile>,
        /// What was done, in words.
        label: String,
        /// What the reader should know.
        note: String,
    },
    /// Unsaved answers are not kept; why, and the next step.
    NotKept(String),
    /// A profile could not be opened.
    NotOpened {
        /// Its name.
        name: String,
        /// Why: all problems, in lines.
        text: String,
    },
    /// A profile to compare with was read.
    Fetched {
        /// What it is called where it came from.
        name: String,
        /// What it says.
        profile: Profile,
    },
    /// A decision record can be written.
    Drafted {
        /// The record in each format.
        drafts: Box<Drafts>,
        /// The folder to offer.
        folder: String,
        /// Where it would be written, or why it cannot be.
        place: Result<Place, String>,
    },
    /// Where a decision record would be written, or why it cannot be.
    Placed(Result<Place, String>),
    /// Where a decision record was written, or why it was not.
    Kept(Result<PathBuf, String>),
    /// Files opened or saved lately, the last one first.
    Recent(Vec<PathBuf>),
}

impl From<Event> for Message {
    fn from(event: Event) -> Self {
        Self::Event(event)
    }
}

/// Why a profile was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The file is not as it was when it was opened.
    Changed {
        /// The file.
        path: PathBuf,
        /// What happened to it, as a sentence.
        what: String,
        /// What may be offered.
        way_out: WayOut,
        /// What writing over it would change in it, where it can be read.
        differences: Vec<Difference>,
    },
    /// There is a file of that name, and it is not the one that was opened.
    Exists(PathBuf),
    /// Anything else: full disk, no rights.
    Failed {
        /// The file.
        path: PathBuf,
        /// Cause and next step.
        why: String,
    },
}

/// To be done outside the model; the answer is a [`Message`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Save the profile.
    Save {
        /// What.
        profile: Box<Profile>,
        /// Where, where that is not the file it was opened from.
        to: Option<PathBuf>,
        /// Write over a file that changed, or that is another.
        over: bool,
    },
    /// Open a profile.
    Open(Source),
    /// Open a profile that another program has open.
    OpenAs {
        /// Its file.
        path: PathBuf,
        /// How.
        guest: Guest,
    },
    /// Read the file again, and put what changed here on top of it.
    Merge {
        /// The file.
        path: PathBuf,
        /// What is answered here.
        profile: Box<Profile>,
    },
    /// Decide on answers that were offered.
    Recover(Choice),
    /// What is unsaved was given up: it need not be kept any more.
    Forget,
    /// Read a profile to compare with; what is open stays open.
    Fetch(Source),
    /// Draft the decision records of a profile.
    Draft {
        /// What it is called where it came from.
        name: String,
        /// Its file.
        file: Option<PathBuf>,
        /// What it says.
        profile: Box<Profile>,
        /// How sure its verdict is, where that is known.
        robustness: Option<Box<Robustness>>,
    },
    /// Look where a record would be written.
    Look {
        /// The folder.
        folder: PathBuf,
        /// The record.
        plan: Box<Plan>,
    },
    /// Write a record.
    Keep {
        /// The folder.
        folder: PathBuf,
        /// The record.
        plan: Box<Plan>,
    },
    /// Stop the process until it is continued.
    Suspend,
    /// Take the terminal over again: the process was stopped without having given it back.
    TakeOver,
    /// Draw every cell: the terminal may have lost some.
    Repaint,
}

/// How a profile is opened that another program has open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guest {
    /// Its answers as a new profile without a file.
    Copy,
    /// To read; it can be saved under another name.
    ReadOnly,
}

/// What becomes of answers that were offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// They come back as unsaved changes.
    Restore,
    /// They are dropped for good.
    Drop,
    /// They are offered again at the next start.
    Later,
}

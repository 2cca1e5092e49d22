//! What is offered where no profile was named: a new one, recent ones, the catalog's scenarios.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    console::{Console, Read},
    file,
};
use crate::{
    catalog::Catalog,
    profile::store::{self, Opened},
    weigh::words as say,
};

/// What came of it.
pub(super) enum Chosen {
    /// A new profile.
    New,
    /// What a run that is gone left, by its place.
    Kept(usize),
    /// One that was opened.
    Opened(Box<Opened>),
    /// Nothing was chosen; whether the last choice was refused.
    Nothing {
        /// That a file was named and could not be opened.
        refused: bool,
    },
}

/// What can be opened, in the order of its numbers.
enum Entry {
    New,
    File(PathBuf),
    Scenario(usize),
    Kept(usize),
}

/// Offers what can be opened until something is, or nothing more comes.
pub(super) fn choose(
    catalog: &Catalog,
    recent: &[PathBuf],
    kept: &[String],
    console: &mut Console<'_>,
) -> io::Result<Chosen> {
    let entries: Vec<Entry> = std::iter::once(Entry::New)
        .chain(recent.iter().cloned().map(Entry::File))
        .chain((0..catalog.scenarios.len()).map(Entry::Scenario))
        // The others keep their numbers.
        .chain((0..kept.len()).map(Entry::Kept))
        .collect();
    console.say(format!("Weighbridge. {}", catalog.ask));
    let mut refused = false;
    offer(catalog, &entries, kept, console);
    loop {
        let line = match console.read()? {
            Read::End => return Ok(Chosen::Nothing { refused }),
            Read::Unfit(why) => {
                console.say(format!("Not taken: {why}."));
                continue;
            }
            Read::Line(line) => line,
        };
        refused = false;
        let word = line.trim_start_matches(['/', ':']).to_lowercase();
        let number = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let entry = number.and_then(|n| entries.get(n));
        match (word.as_str(), entry) {
            ("" | "new", _) | (_, Some(Entry::New)) => return Ok(Chosen::New),
            ("quit", _) => return Ok(Chosen::Nothing { refused: false }),
            ("help", _) => offer(catalog, &entries, kept, console),
            (_, Some(Entry::Kept(index))) => return Ok(Chosen::Kept(*index)),
            (_, Some(Entry::Scenario(index))) => {
                let scenario = &catalog.scenarios[*index];
                match Opened::from_text(&scenario.title, &scenario.profile.text, catalog) {
                    Ok(opened) => return Ok(Chosen::Opened(Box::new(opened))),
                    Err(problems) => console.complain(&problems.render(false))?,
                }
            }
            (_, Some(Entry::File(path))) => {
                if let Some(opened) = open(path, catalog, console)? {
                    return Ok(Chosen::Opened(Box::new(opened)));
                }
                refused = true;
            }
            (_, None) if number.is_some() => {
                console.say(format!("Not taken: the list goes from 1 to {}.", entries.len()));
            }
            (_, None) => {
                let path = store::with_home(PathBuf::from(&line));
                if let Some(opened) = open(&path, catalog, console)? {
                    return Ok(Chosen::Opened(Box::new(opened)));
                }
                refused = true;
            }
        }
    }
}

fn offer(catalog: &Catalog, entries: &[Entry], kept: &[String], console: &mut Console<'_>) {
    for (index, entry) in entries.iter().enumerate() {
        let text = match entry {
            Entry::New => "A new profile.".to_owned(),
            Entry::File(path) => format!("{}, used lately.", path.display()),
            Entry::Kept(index) => format!("{}.", kept[*index]),
            Entry::Scenario(index) => {
                let scenario = &catalog.scenarios[*index];
                let choice: Vec<&str> = scenario
                    .choice
                    .iter()
                    .filter_map(|o| Some(catalog.options.get(*o)?.title.as_str()))
                    .collect();
                let choice = if choice.is_empty() {
                    String::new()
                } else {
                    format!(", where the source chooses {}", say::either(&choice))
                };
                format!("Scenario: {}{choice}.", scenario.title)
            }
        };
        console.item(&format!("{}. ", index + 1), text);
    }
    console.say("Write a number, or the path of a profile. An empty line starts a new one; `quit` leaves.");
}

fn open(path: &Path, catalog: &Catalog, console: &mut Console<'_>) -> io::Result<Option<Opened>> {
    match store::open(path, catalog) {
        Ok(opened) => Ok(Some(opened)),
        Err(error) => {
            console.complain(&file::why(&error))?;
            console.say("Nothing was opened. Write another number or path; `help` lists them again.");
            Ok(None)
        }
    }
}

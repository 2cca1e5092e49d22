//! A disk that is none: what might be said to each effect, so that update code runs without files.

use weighbridge::{
    profile::{Difference, Profile},
    tui::{
        files,
        layer::{Offer, Source, WayOut},
        message::{Effect, Message, Trouble},
        model::Model,
        terminal::Event,
        update::update,
    },
};

fn differences(number: usize) -> Vec<Difference> {
    let difference = |n: usize| Difference {
        what: format!("number {n}"),
        was: "open".into(),
        now: "a long answer ".repeat(n),
    };
    (0..number).map(difference).collect()
}

/// What the disk might say: nothing is written here.
pub fn answer(effect: Effect, model: &Model, turn: usize) -> Message {
    match effect {
        Effect::Save { profile, to, over } => {
            let path = to.or_else(|| model.file.clone()).unwrap_or_else(|| "x.toml".into());
            let ways = [WayOut::ReloadOrOverwrite, WayOut::Overwrite, WayOut::Neither];
            match (over, turn % 5) {
                (false, 0) => Message::NotSaved(Trouble::Exists(path)),
                (false, 1) => Message::NotSaved(Trouble::Changed {
                    path,
                    what: "it changed".into(),
                    way_out: ways[turn % 3],
                    differences: differences(turn % 30),
                }),
                (_, 2) => Message::NotSaved(Trouble::Failed {
                    path,
                    why: "there is no room on the disk".into(),
                }),
                _ => Message::Saved {
                    path,
                    profile: *profile,
                    note: turn.is_multiple_of(2).then(|| "something to know".into()),
                },
            }
        }
        Effect::Open(Source::File(path)) if turn.is_multiple_of(2) => Message::NotOpened {
            name: path.display().to_string(),
            text: "error: there is no such file\n".repeat(turn % 40),
        },
        Effect::Open(Source::File(path)) if turn.is_multiple_of(3) => Message::Busy {
            path,
            holder: "another weighbridge (process 1) since 14:05".into(),
        },
        Effect::Open(Source::File(_)) if turn.is_multiple_of(5) => Message::Offered(Box::new(Offer {
            file: None,
            when: "14:05".into(),
            said: Vec::new(),
            content: Ok(differences(turn % 40)),
            others: turn % 3,
            scroll: 0,
        })),
        Effect::Open(Source::File(path)) => Message::Opened {
            path: Some(path),
            profile: Profile::default(),
            warnings: Some("warning: something".into()),
            read_only: turn.is_multiple_of(3).then(|| "another weighbridge".into()),
        },
        Effect::Fetch(Source::File(path)) if turn.is_multiple_of(2) => Message::NotOpened {
            name: path.display().to_string(),
            text: "error: there is no such file\n".into(),
        },
        Effect::Fetch(_) => Message::Fetched {
            name: "other.toml".into(),
            profile: Profile::default(),
        },
        Effect::Draft { .. } | Effect::Look { .. } => Message::Placed(Err("there is no such folder".into())),
        Effect::Keep { folder, .. } if turn.is_multiple_of(2) => Message::Kept(Ok(folder.join("0001-x.md"))),
        Effect::Keep { .. } => Message::Kept(Err("there is no room on the disk".into())),
        Effect::Open(_) => Message::Opened {
            path: None,
            profile: files::new_profile(model.catalog),
            warnings: None,
            read_only: None,
        },
        Effect::OpenAs { path, .. } | Effect::Merge { path, .. } => Message::Restored {
            path: Some(path),
            clean: Box::new(files::new_profile(model.catalog)),
            profile: Box::new(model.profile.clone()),
            label: "something".into(),
            note: "something was restored".into(),
        },
        Effect::Recover(_) | Effect::Forget => Message::NotKept("there is no room on the disk".into()),
        Effect::Suspend | Effect::TakeOver | Effect::Repaint => Message::Recent(vec!["a.toml".into(), "b.toml".into()]),
    }
}

/// Lets an event happen, with all that follows from it.
pub fn happen(model: &mut Model, event: Event, turn: usize) {
    let mut messages = vec![Message::Event(event)];
    while let Some(message) = messages.pop() {
        for effect in update(model, message) {
            messages.push(answer(effect, model, turn));
        }
    }
}

//! `config show`: every setting, its value, and where that was said.

use serde::Serialize;

use super::{
    args::{ConfigCommand, ConfigFormat},
    output,
    settings::Loaded,
    status::Status,
};
use crate::{
    config::{Origin, Rebound, Shown, Trouble},
    report::{
        document::{Document, Table},
        text,
    },
};

pub(super) fn run(command: &ConfigCommand, loaded: &Loaded) -> Status {
    let ConfigCommand::Show(args) = command;
    let wrong = complain(loaded);
    let shown = match args.format {
        // A path is not wrapped.
        ConfigFormat::Text => output::result(&format!(
            "Configuration: {}\n\n{}",
            place(loaded),
            text::draw(&document(loaded))
        )),
        ConfigFormat::Json => output::serialised(serde_json::to_string_pretty(&object(loaded)).map(|t| t + "\n")),
    };
    wrong.or(shown)
}

/// Says all that could not be heard, in full.
fn complain(loaded: &Loaded) -> Status {
    for trouble in &loaded.troubles {
        match trouble {
            Trouble::Wrong(problems) => output::problems_unused(problems),
            Trouble::Unreadable { .. } | Trouble::Variable { .. } => output::Complaint::new(trouble.summary()).print(),
        }
    }
    if loaded.troubles.is_empty() {
        Status::Done
    } else {
        Status::Wrong
    }
}

/// Where the configuration file is looked for, in words.
pub(super) fn place(loaded: &Loaded) -> String {
    let wrong = loaded
        .troubles
        .iter()
        .any(|t| matches!(t, Trouble::Wrong(_) | Trouble::Unreadable { .. }));
    let named = match &loaded.place.origin {
        Origin::Default => String::new(),
        origin => format!(", named by {origin}"),
    };
    match &loaded.place.value {
        None if loaded.place.origin == Origin::Default => {
            "none: the system names no folder for configuration; set XDG_CONFIG_HOME".into()
        }
        None => format!("none{named}"),
        Some(path) if wrong => format!("{}{named}; it is not used, see the errors", path.display()),
        Some(path) if loaded.found => format!("{}{named}", path.display()),
        Some(path) => format!("{}{named}; there is no such file, and none is needed", path.display()),
    }
}

fn document(loaded: &Loaded) -> Document {
    let settings = &loaded.settings;
    let mut document = Document::default();
    let mut table = Table::new("setting").words("value").words("from");
    for (name, value, origin) in settings.listed() {
        table.row([name.into(), value.to_string(), origin.to_string()]);
    }
    for rebound in &settings.keys {
        let keys: Vec<&str> = rebound.keys.iter().map(|k| k.word.as_str()).collect();
        let keys = if keys.is_empty() {
            "no key".into()
        } else {
            keys.join(" ")
        };
        table.row([name(rebound), keys, rebound.origin.to_string()]);
    }
    document.table(table);
    document
}

/// The setting that gives an action its keys.
fn name(rebound: &Rebound) -> String {
    format!("keys.{}.{}", rebound.context.word, rebound.action.word)
}

#[derive(Debug, Serialize)]
struct Object {
    file: FileObject,
    settings: Vec<SettingObject>,
    troubles: Vec<String>,
}

#[derive(Debug, Serialize)]
struct FileObject {
    /// Absent where no file is looked for.
    path: Option<String>,
    exists: bool,
    named_by: String,
}

#[derive(Debug, Serialize)]
struct SettingObject {
    name: String,
    value: Value,
    /// `default`, `file`, `environment` or `flag`.
    layer: &'static str,
    from: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Value {
    Name(&'static str),
    Switch(bool),
    Count(u16),
    Keys(Vec<String>),
}

fn object(loaded: &Loaded) -> Object {
    let settings = &loaded.settings;
    let entry = |name: String, value: Value, origin: &Origin| SettingObject {
        name,
        value,
        layer: layer(origin),
        from: origin.to_string(),
    };
    let mut all: Vec<SettingObject> = settings
        .listed()
        .into_iter()
        .map(|(name, value, origin)| {
            let value = match value {
                Shown::Name(name) => Value::Name(name),
                Shown::Switch(on) => Value::Switch(on),
                Shown::Count(count) => Value::Count(count),
            };
            entry(name.into(), value, origin)
        })
        .collect();
    all.extend(settings.keys.iter().map(|rebound| {
        let keys = rebound.keys.iter().map(|k| k.word.clone()).collect();
        entry(name(rebound), Value::Keys(keys), &rebound.origin)
    }));
    Object {
        file: FileObject {
            path: loaded.place.value.as_ref().map(|p| p.display().to_string()),
            exists: loaded.found,
            named_by: loaded.place.origin.to_string(),
        },
        settings: all,
        troubles: loaded.troubles.iter().map(Trouble::summary).collect(),
    }
}

const fn layer(origin: &Origin) -> &'static str {
    match origin {
        Origin::Default => "default",
        Origin::File { .. } => "file",
        Origin::Variable(_) => "environment",
        Origin::Flag(_) => "flag",
    }
}

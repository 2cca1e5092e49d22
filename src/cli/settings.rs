//! The settings of this run: the configuration file, the environment and the flags, one upon the other.

use std::env;

use super::{
    args::{Cli, Command, Config, ConfigCommand, Screens},
    output::Complaint,
};
use crate::{
    config::{self, GlyphWish, Origin, Place, Setting, Settings, Trouble, Wishes},
    tui::keymap::Keymap,
};

/// The settings of this run.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    /// What counts.
    pub(super) settings: Settings,
    /// Which key does what.
    pub(super) keymap: Keymap,
    /// Where the configuration file is looked for.
    pub(super) place: Place,
    /// Whether it is there.
    pub(super) found: bool,
    /// What could not be heard.
    pub(super) troubles: Vec<Trouble>,
}

impl Loaded {
    /// Warns of what could not be heard, a line each: whoever weighs a profile now has other things to read.
    pub(super) fn warn(&self) {
        for trouble in &self.troubles {
            let warning = Complaint::warning(trouble.summary());
            match trouble {
                Trouble::Variable { .. } => warning.print(),
                Trouble::Unreadable { .. } | Trouble::Wrong(_) => {
                    warning
                        .help("the defaults are used; `weighbridge config show` prints every error")
                        .print();
                }
            }
        }
    }
}

/// Hears all layers. Nothing here can fail: what cannot be heard is told, and the defaults count in its place.
pub(super) fn load(cli: &Cli) -> Loaded {
    let env = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let place = config::place(cli.config.as_deref(), env::var_os("WEIGHBRIDGE_CONFIG").as_deref());
    let mut troubles = Vec::new();
    let text = config::text(&place).unwrap_or_else(|trouble| {
        troubles.push(trouble);
        None
    });
    let found = text.is_some();
    let mut keymap = Keymap::default();
    let mut file = Wishes::default();
    if let Some((path, text)) = place.value.as_deref().zip(text) {
        let mut read = config::read(path, &text);
        let rebound = Keymap::rebound(&read.wishes.keys, &mut read.problems);
        read.problems.sort();
        if read.problems.has_errors() {
            troubles.push(Trouble::Wrong(Box::new(read.problems)));
        } else {
            (file, keymap) = (read.wishes, rebound);
        }
    }
    let environment = config::of_environment(&env, &mut troubles);
    let mut layers = vec![file, environment, of_screens(&cli.screens)];
    // These two take the flags of screens after their own name too.
    match &cli.command {
        Some(Command::Config(Config {
            command: ConfigCommand::Show(args),
        })) => layers.push(of_screens(&args.screens)),
        Some(Command::Doctor(args)) => layers.push(of_screens(&args.screens)),
        _ => {}
    }
    layers.push(Wishes {
        color: cli.color.map(|value| said(value, "--color")),
        ..Wishes::default()
    });
    Loaded {
        settings: Settings::of(layers),
        keymap,
        place,
        found,
        troubles,
    }
}

const fn said<T>(value: T, flag: &'static str) -> Setting<T> {
    Setting {
        value,
        origin: Origin::Flag(flag),
    }
}

fn of_screens(flags: &Screens) -> Wishes {
    let switch = |on: bool, yes: &'static str, off: bool, no: &'static str| match (on, off) {
        (true, _) => Some(said(true, yes)),
        (false, true) => Some(said(false, no)),
        (false, false) => None,
    };
    let ascii = flags.ascii.then(|| said(GlyphWish::Ascii, "--ascii"));
    Wishes {
        theme: flags.theme.map(|value| said(value, "--theme")),
        glyphs: ascii.or_else(|| flags.glyphs.map(|value| said(value, "--glyphs"))),
        mouse: switch(flags.mouse, "--mouse", flags.no_mouse, "--no-mouse"),
        accessible: switch(flags.accessible, "--accessible", flags.no_accessible, "--no-accessible"),
        ..Wishes::default()
    }
}

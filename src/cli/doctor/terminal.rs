//! The terminal, and what the screens make of it.

use std::{
    env,
    io::{self, IsTerminal},
};

use super::{Entry, Section};
use crate::{
    cli::settings::Loaded,
    config::{ColourWish, GlyphWish, Setting},
    tui::{
        terminal,
        theme::{ColourDepth, Theme},
        view::frame::SMALLEST,
    },
};

/// The value of a variable that is set and not empty.
fn set(name: &str) -> Option<String> {
    env::var_os(name)
        .map(|value| value.to_string_lossy().into_owned())
        .filter(|value| !value.is_empty())
}

/// What the terminal says of itself. Nothing is asked of it.
pub(super) fn seen() -> Section {
    let shown = |name: &str| set(name).unwrap_or_else(|| "not set".into());
    let is = |terminal: bool| if terminal { "a terminal" } else { "no terminal" };
    let (input, output) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let term = Entry::new("TERM", shown("TERM"));
    let term = match set("TERM").as_deref() {
        Some("dumb") => term.advise("a terminal that shows no screens: questions are asked in lines"),
        None if output => term.wrong("set it to what your terminal is, for instance xterm-256color"),
        _ => term,
    };
    let mut entries = vec![
        term,
        Entry::new("COLORTERM", shown("COLORTERM")),
        Entry::new("standard input", is(input)),
        Entry::new("standard output", is(output)),
        Entry::new("standard error", is(io::stderr().is_terminal())),
    ];
    entries.push(size(input || output));
    Section {
        title: "Terminal",
        entries,
    }
}

fn size(there: bool) -> Entry {
    let (width, height) = SMALLEST;
    let found = if there { terminal::size().ok() } else { None };
    let Some((columns, rows)) = found.filter(|(columns, rows)| *columns > 0 && *rows > 0) else {
        return Entry::new(
            "size",
            format!("not known here; screens need {width} columns and {height} rows"),
        );
    };
    let entry = Entry::new(
        "size",
        format!("{columns} columns and {rows} rows; screens need {width} and {height}"),
    );
    if columns < width || rows < height {
        entry.wrong("enlarge the window, or make its letters smaller")
    } else {
        entry
    }
}

/// How screens look here, and why.
pub(super) fn screens(loaded: &Loaded) -> Section {
    let settings = &loaded.settings;
    let env = |name: &str| set(name);
    let theme = Theme::of(&settings.theme_wish(), &env, true);
    let colours = Entry::new(
        "colours",
        format!(
            "{}, because {}",
            depth(theme.colours),
            why_colours(theme.colours, &settings.color)
        ),
    );
    let glyphs = Entry::new(
        "glyphs",
        format!(
            "{}, because {}",
            if theme.glyphs.unicode { "Unicode" } else { "ASCII" },
            why_glyphs(&settings.glyphs)
        ),
    );
    let may_be_better = !theme.glyphs.unicode && settings.glyphs.value == GlyphWish::Auto;
    let glyphs = if may_be_better {
        glyphs.advise("where the terminal shows UTF-8: set LANG to C.UTF-8 or the like, or give --glyphs unicode")
    } else {
        glyphs
    };
    let colours = match theme.colours {
        ColourDepth::Ansi16 if settings.color.value != ColourWish::Never => {
            colours.advise("where the terminal shows more: set TERM to its name, or COLORTERM to truecolor")
        }
        _ => colours,
    };
    Section {
        title: "Screens",
        entries: vec![
            Entry::new(
                "theme",
                format!("{} ({})", settings.theme.value.name(), settings.theme.origin),
            ),
            colours,
            glyphs,
            switch("mouse", &settings.mouse, "listened to", "left to the terminal"),
            accessible(&settings.accessible),
        ],
    }
}

fn switch(name: &str, setting: &Setting<bool>, on: &str, off: &str) -> Entry {
    let found = if setting.value { on } else { off };
    Entry::new(name, format!("{found} ({})", setting.origin))
}

/// Whether questions are asked in lines, and why.
fn accessible(setting: &Setting<bool>) -> Entry {
    let dumb = set("TERM").is_some_and(|term| term == "dumb");
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let found = if setting.value {
        format!("questions are asked in lines ({})", setting.origin)
    } else if dumb {
        "questions are asked in lines, because TERM is dumb".into()
    } else if terminal {
        format!("questions are asked on screens ({})", setting.origin)
    } else {
        "here questions would be asked in lines, because there is no terminal for screens".into()
    };
    Entry::new("accessible", found)
}

const fn depth(colours: ColourDepth) -> &'static str {
    match colours {
        ColourDepth::None => "none",
        ColourDepth::Ansi16 => "the terminal's own 16",
        ColourDepth::Ansi256 => "256",
        ColourDepth::True => "true colour",
    }
}

fn why_colours(colours: ColourDepth, setting: &Setting<ColourWish>) -> String {
    let term = set("TERM").unwrap_or_default();
    match (colours, setting.value) {
        (ColourDepth::None, ColourWish::Never) => format!("none are wished for ({})", setting.origin),
        (ColourDepth::None, _) if set("NO_COLOR").is_some() => "NO_COLOR is set".into(),
        (ColourDepth::None, _) if set("CLICOLOR").is_some_and(|v| v == "0") => "CLICOLOR is 0".into(),
        (ColourDepth::None, _) => "TERM is dumb".into(),
        (ColourDepth::True, _) => set("COLORTERM")
            .filter(|said| said == "truecolor" || said == "24bit")
            .map_or_else(|| format!("TERM is {term}"), |said| format!("COLORTERM is {said}")),
        (ColourDepth::Ansi16, _) if term.is_empty() => "neither COLORTERM nor TERM promises more".into(),
        (ColourDepth::Ansi256 | ColourDepth::Ansi16, _) => {
            format!("TERM is {term}, and COLORTERM does not say truecolor")
        }
    }
}

fn why_glyphs(setting: &Setting<GlyphWish>) -> String {
    if setting.value != GlyphWish::Auto {
        return format!("that is wished for ({})", setting.origin);
    }
    if let Some(term) = set("TERM").filter(|term| term == "linux" || term == "dumb") {
        return format!("TERM is {term}");
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| Some((name, set(name)?)));
    locale.map_or_else(
        || "LC_ALL, LC_CTYPE and LANG are not set".into(),
        |(name, value)| format!("{name} is {value}"),
    )
}

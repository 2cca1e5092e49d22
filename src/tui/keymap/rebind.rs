//! Keys that the user gives in place of the table's: looked up, and refused where they would not work.
//!
//! Owns what may be rebound to what. Three rules: a key does one thing in one place; a key that is given can arrive there; and
//! there is always a key to leave, to get help, and to close what is open.

use std::{borrow::Cow, ops::Range};

use super::{Action, Binding, Context, Keymap, TABLE};
use crate::{
    config::{Rebound, Spoken},
    diagnostic::{Problem, Problems, position},
    tui::key::Key,
};

/// A key that was given, and where.
#[derive(Debug, Clone)]
struct Given {
    key: Key,
    span: Range<usize>,
}

/// A line of the table that was given other keys.
#[derive(Debug)]
struct Override {
    binding: &'static Binding,
    keys: Vec<Given>,
    /// Bytes of all its keys.
    span: Range<usize>,
}

impl Keymap {
    /// The table with the keys of a configuration file. What is wrong with them is added to `problems`, whose text is the
    /// file's; with any, the result must not be used.
    #[must_use]
    pub fn rebound(rebound: &[Rebound], problems: &mut Problems) -> Self {
        let overrides: Vec<Override> = rebound.iter().filter_map(|r| look_up(r, problems)).collect();
        let map = Self::with(|binding| {
            let given = overrides.iter().find(|o| std::ptr::eq(o.binding, binding));
            given.map_or(Cow::Borrowed(binding.keys), |o| {
                Cow::Owned(o.keys.iter().map(|given| given.key).collect())
            })
        });
        let mut check = Check {
            map: &map,
            overrides: &overrides,
            problems,
        };
        check.one_thing_each();
        check.ways_out();
        map
    }
}

fn look_up(rebound: &Rebound, problems: &mut Problems) -> Option<Override> {
    let binding = named(&rebound.context, &rebound.action, problems);
    let mut keys: Vec<Given> = Vec::with_capacity(rebound.keys.len());
    for spoken in &rebound.keys {
        let Some(key) = key(spoken, problems) else { continue };
        if keys.iter().any(|given| given.key == key) {
            problems
                .error(
                    spoken.span.clone(),
                    format!(
                        "`{}` stands twice among the keys of `{}`",
                        key.name(true),
                        rebound.action.word
                    ),
                )
                .help("keep one of the two");
            continue;
        }
        if let Some(binding) = binding
            && binding.context.takes(key)
        {
            problems
                .error(
                    spoken.span.clone(),
                    format!("`{}` is text in `{}`, and no key", key.name(true), rebound.context.word),
                )
                .help("something is typed there: give a key with ctrl- or alt-, or one that is no character");
            continue;
        }
        keys.push(Given {
            key,
            span: spoken.span.clone(),
        });
    }
    Some(Override {
        binding: binding?,
        keys,
        span: rebound.span.clone(),
    })
}

/// The line of the table; an error where there is none. A context that is wrong is told once, however many actions it has.
fn named(context: &Spoken, action: &Spoken, problems: &mut Problems) -> Option<&'static Binding> {
    let Some(found) = Context::ALL.into_iter().find(|c| c.id() == context.word) else {
        if !problems.items.iter().any(|p| p.span == context.span) {
            problems
                .error(
                    context.span.clone(),
                    format!("there is no place `{}` that keys go to", context.word),
                )
                .nearest(&context.word, Context::ALL.iter().map(|c| c.id()));
        }
        return None;
    };
    let here = || TABLE.iter().filter(|b| b.context == found);
    let binding = here().find(|b| b.action.id() == action.word);
    if binding.is_none() {
        let problem = problems.error(
            action.span.clone(),
            format!("no key of `{}` does `{}`", context.word, action.word),
        );
        elsewhere(problem, &action.word, here().map(|b| b.action.id()).collect());
    }
    binding
}

/// Says where the action is, where it is in another place only.
fn elsewhere(problem: &mut Problem, action: &str, here: Vec<&'static str>) {
    let places: Vec<&str> = TABLE
        .iter()
        .filter(|b| b.action.id() == action)
        .map(|b| b.context.id())
        .collect();
    match places.as_slice() {
        [] => problem.nearest(action, here),
        [place] => problem.help(format!("`{action}` is in `[keys.{place}]`")),
        [first, ..] => problem.help(format!("`{action}` is in other places, for instance `[keys.{first}]`")),
    };
}

fn key(spoken: &Spoken, problems: &mut Problems) -> Option<Key> {
    let key = match Key::parse(&spoken.word) {
        Ok(key) => key,
        Err(help) => {
            problems
                .error(spoken.span.clone(), format!("there is no key `{}`", spoken.word))
                .help(help);
            return None;
        }
    };
    match key.arrives() {
        Ok(()) => Some(key),
        Err(why) => {
            problems.error(spoken.span.clone(), format!("`{}` {why}", spoken.word));
            None
        }
    }
}

/// Whether the line may not go without a key.
fn must_have_a_key(binding: &Binding) -> bool {
    match binding.action {
        Action::Close => binding.context.is_left_by_closing(),
        Action::Present => binding.context == Context::Stage,
        action => matches!(action, Action::Help | Action::Quit | Action::Interrupt),
    }
}

struct Check<'c> {
    map: &'c Keymap,
    overrides: &'c [Override],
    problems: &'c mut Problems,
}

impl Check<'_> {
    fn overriding(&self, binding: &'static Binding) -> Option<&Override> {
        self.overrides.iter().find(|o| std::ptr::eq(o.binding, binding))
    }

    /// Where a line of the table has its key from.
    fn source(&self, binding: &'static Binding, key: Key) -> String {
        let given = self
            .overriding(binding)
            .and_then(|o| o.keys.iter().find(|g| g.key == key));
        given.map_or_else(
            || "by default".to_owned(),
            |given| {
                let (line, column) = position(&self.problems.text, given.span.start);
                format!("in line {line}, column {column}")
            },
        )
    }

    /// No key does two things in one place.
    fn one_thing_each(&mut self) {
        for own in self.overrides {
            let context = own.binding.context;
            for given in &own.keys {
                let mut others = self.map.of(context).filter(|line| line.keys.contains(&given.key));
                let Some(other) = others.find(|line| !std::ptr::eq(line.binding, own.binding)) else {
                    continue;
                };
                // Of two that were given the later one is at fault.
                let theirs = self.overriding(other.binding).map(|o| &o.keys);
                let later = theirs
                    .and_then(|keys| keys.iter().find(|g| g.key == given.key))
                    .is_some_and(|g| g.span.start > given.span.start);
                if later {
                    continue;
                }
                let (name, here, there) = (given.key.name(true), own.binding.action.id(), other.binding.action.id());
                let source = self.source(other.binding, given.key);
                let help = if theirs.is_some() {
                    "give one of the two another key".to_owned()
                } else if must_have_a_key(other.binding) {
                    format!("give `{there}` another key too")
                } else {
                    format!("give `{there}` another key too, or none: `{there} = []`")
                };
                self.problems
                    .error(
                        given.span.clone(),
                        format!(
                            "`{name}` is given to `{here}` and to `{there}`, both of `{}`",
                            context.id()
                        ),
                    )
                    .label(format!("`{there}` has it {source}"))
                    .help(help);
            }
        }
    }

    /// Whatever is open can be closed, the program can be left, and help can be had.
    fn ways_out(&mut self) {
        for line in self.map.lines() {
            let leaves = [Action::Close, Action::Present].contains(&line.binding.action);
            if line.keys.is_empty() && leaves && must_have_a_key(line.binding) {
                self.keyless(line.binding, "without it there is no way out of there");
            }
        }
        // Where something is typed, characters are text, and that is as it should be: it can be closed.
        let screens = |c: Context| c.passes_on() && !c.types();
        self.always(Context::Program, Action::Help, "help could not be had", screens);
        // A presentation is left first, by a key of its own.
        self.always(Context::Program, Action::Quit, "the program could not be left", |c| {
            screens(c) && c != Context::Stage
        });
        self.always(
            Context::Everywhere,
            Action::Interrupt,
            "the program could not be left at once",
            |c| c != Context::Everywhere,
        );
    }

    fn keyless(&mut self, binding: &'static Binding, why: &str) {
        let Some(own) = self.overriding(binding) else { return };
        let span = own.span.clone();
        // A key that was refused has been told.
        if self
            .problems
            .items
            .iter()
            .any(|p| span.start <= p.span.start && p.span.end <= span.end)
        {
            return;
        }
        self.problems
            .error(
                span,
                format!(
                    "`{}` of `{}` must have a key: {why}",
                    binding.action.id(),
                    binding.context.id()
                ),
            )
            .help(format!(
                "its own is `{}`",
                binding.keys.first().map_or_else(String::new, |key| key.name(true))
            ));
    }

    /// The action has a key that nothing hides in the contexts that can stand before its own.
    fn always(&mut self, context: Context, action: Action, why: &str, before: impl Fn(Context) -> bool) {
        let Some(line) = self.map.of(context).find(|line| line.binding.action == action) else {
            return;
        };
        if line.keys.is_empty() {
            return self.keyless(line.binding, &format!("else {why}"));
        }
        // For each key: what hides it, none where it is always there.
        let mut hidden = Vec::new();
        for key in line.keys.iter().copied() {
            let mut inner = Context::ALL.into_iter().filter(|c| before(*c));
            let hider = inner.find_map(|inner| {
                if inner.takes(key) {
                    return Some((inner, None));
                }
                let mut lines = self.map.of(inner);
                let line = lines.find(|line| line.keys.contains(&key))?;
                Some((inner, Some(line.binding)))
            });
            match hider {
                None => return,
                Some(hider) => hidden.push((key, hider)),
            }
        }
        let Some((key, (inner, hider))) = hidden.into_iter().next() else {
            return;
        };
        // The later of both places is at fault; a place that is the table's own is not.
        let mine = self.place(line.binding, key);
        let theirs = hider.and_then(|hider| self.place(hider, key));
        let span = [mine, theirs]
            .into_iter()
            .flatten()
            .max_by_key(|span| span.start)
            .unwrap_or(0..0);
        let by = hider.map_or_else(
            || format!("typing in `{}`", inner.id()),
            |hider| {
                format!(
                    "`{}` of `{}` ({})",
                    hider.action.id(),
                    inner.id(),
                    self.source(hider, key)
                )
            },
        );
        let from = self.source(line.binding, key);
        self.problems
            .error(
                span,
                format!(
                    "`{}` of `{}` ({from}) is hidden by {by}: {why} there",
                    action.id(),
                    context.id()
                ),
            )
            .help(format!("give `{}` of `{}` one more key", action.id(), context.id()));
    }

    fn place(&self, binding: &'static Binding, key: Key) -> Option<Range<usize>> {
        let own = self.overriding(binding)?;
        own.keys.iter().find(|g| g.key == key).map(|g| g.span.clone())
    }
}

//! Presenting: from slide to slide, and the clock.

use super::{question, show};
use crate::tui::{
    keymap::Action,
    model::{Clock, Cover, Model, Screen, slides},
};

/// Begins or ends it.
pub(super) fn toggle(model: &mut Model) {
    let stage = &mut model.stage;
    stage.on = !stage.on;
    stage.part = 0;
    stage.cover = if stage.on && !stage.ruled {
        Cover::Ruler
    } else {
        Cover::Off
    };
    stage.ruled = true;
    model.cell = None;
    model.table = false;
    if model.stage.on && slides(model.screen).is_empty() {
        show(model, Screen::Verdict);
    }
}

/// Whether the action was one of presenting.
pub(super) fn act(model: &mut Model, action: Action) -> bool {
    match action {
        Action::Present => toggle(model),
        Action::NextSlide | Action::PreviousSlide if model.stage.cover != Cover::Off => model.stage.cover = Cover::Off,
        Action::NextSlide => next(model),
        Action::PreviousSlide => previous(model),
        Action::Blank => cover(model, Cover::Blank),
        Action::Ruler => cover(model, Cover::Ruler),
        Action::Clock => {
            if model.stage.cover == Cover::Ruler {
                model.stage.cover = Cover::Off;
            }
            let clock = &mut model.stage.clock;
            clock.running = !clock.running;
            clock.shown = true;
        }
        Action::ResetClock => {
            let clock = &mut model.stage.clock;
            // Once more takes it away.
            clock.shown = clock.shown && (clock.running || clock.passed > 0);
            clock.passed = 0;
            clock.running = false;
        }
        Action::MoreTime => turn(model, Clock::MINUTE.saturating_add(model.stage.clock.set)),
        Action::LessTime => turn(model, model.stage.clock.set.saturating_sub(Clock::MINUTE)),
        _ => return false,
    }
    true
}

/// Seconds that have passed, told by who has a clock.
pub(super) fn tick(model: &mut Model, seconds: u32) {
    let clock = &mut model.stage.clock;
    if clock.running {
        clock.passed = clock.passed.saturating_add(seconds);
    }
    model.changed = clock.running && model.stage.on;
}

fn turn(model: &mut Model, seconds: u32) {
    let clock = &mut model.stage.clock;
    clock.set = seconds.clamp(Clock::MINUTE, Clock::LONGEST * Clock::MINUTE);
    clock.shown = true;
}

/// Shows it in place of the slide, or takes it away.
fn cover(model: &mut Model, cover: Cover) {
    let stage = &mut model.stage;
    stage.cover = if stage.cover == cover { Cover::Off } else { cover };
}

fn next(model: &mut Model) {
    if model.screen == Screen::Questions
        && let Some(next) = model.neighbour(true)
    {
        return question::go_to(model, next);
    }
    if model.stage.part + 1 < slides(model.screen).len() {
        model.stage.part += 1;
    } else if let Some(screen) = shown_screens().find(|screen| *screen > model.screen) {
        show(model, screen);
    } else {
        model.say("this is the last slide");
    }
}

fn previous(model: &mut Model) {
    if model.screen == Screen::Questions {
        match model.neighbour(false) {
            Some(before) => question::go_to(model, before),
            None => model.say("this is the first slide"),
        }
    } else if model.stage.part > 0 {
        model.stage.part -= 1;
    } else {
        let before = shown_screens().filter(|screen| *screen < model.screen).last();
        let before = before.filter(|screen| *screen != Screen::Questions || model.asking.question.is_some());
        match before {
            Some(screen) => {
                show(model, screen);
                model.stage.part = slides(screen).len().saturating_sub(1);
            }
            None => model.say("this is the first slide"),
        }
    }
}

/// Screens that have slides.
fn shown_screens() -> impl Iterator<Item = Screen> {
    Screen::ALL.into_iter().filter(|screen| !slides(*screen).is_empty())
}

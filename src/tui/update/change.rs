//! Changing the profile, and seeing what the change does.

use super::question;
use crate::{
    catalog::QuestionKind,
    profile::{Answer, Profile, WeightsBy},
    tui::model::{Model, Screen, Step, Target},
    weigh::weigh,
};

/// Changes the profile by `edit`, so that it can be undone. Steps that `join` the last one about the same are one change.
pub(super) fn change(
    model: &mut Model,
    label: String,
    target: Option<Target>,
    joins: bool,
    edit: impl FnOnce(&mut Profile),
) {
    let mut profile = model.profile.clone();
    edit(&mut profile);
    if profile == model.profile {
        return;
    }
    let before = std::mem::replace(&mut model.profile, profile);
    model.history.push(
        Step {
            label,
            target,
            profile: before,
        },
        joins,
    );
    weigh_again(model);
}

/// Sets an answer, a weight or a score.
pub(super) fn set(model: &mut Model, target: Target, answer: &Answer, joins: bool) {
    let (label, catalog, way) = (target.label(model.catalog), model.catalog, model.way());
    change(model, label, Some(target), joins, |profile| {
        target.set(catalog, profile, way, answer);
    });
}

/// Takes an answer, a weight or a score back.
pub(super) fn clear(model: &mut Model, target: Target) {
    let (label, catalog, way) = (target.label(model.catalog), model.catalog, model.way());
    change(model, label, Some(target), false, |profile| {
        target.clear(catalog, profile, way);
    });
}

/// Goes through the catalog's sets of evidence. The default is written only where the file said so.
pub(super) fn next_evidence(model: &mut Model) {
    let catalog = model.catalog;
    let next = (model.assessment.evidence + 1) % catalog.evidence.len();
    let set = &catalog.evidence[next];
    let said = model.clean.evidence.is_some();
    change(model, "evidence".into(), None, false, |profile| {
        profile.set_evidence(catalog, next, said);
    });
    model.say(format!("evidence: {}", set.title));
}

/// Undoes the last change, and goes to where it was made.
pub(super) fn undo(model: &mut Model) {
    if let Some(step) = model.history.undo(model.profile.clone()) {
        go_back_to(model, step, "undone");
    }
}

/// Does the last undone change again.
pub(super) fn redo(model: &mut Model) {
    if let Some(step) = model.history.redo(model.profile.clone()) {
        go_back_to(model, step, "done again");
    }
}

fn go_back_to(model: &mut Model, step: Step, what: &str) {
    let way = model.way();
    model.profile = step.profile;
    model.typing = None;
    weigh_again(model);
    if model.screen == Screen::Questions {
        match step.target {
            Some(Target::Answer(question)) => question::go_to(model, question),
            Some(Target::Weight(criterion)) => {
                let weights = |q: &usize| matches!(model.catalog.questions[*q].kind, QuestionKind::Points);
                let found = model.visible().find(weights);
                if let Some(question) = found {
                    question::go_to(model, question);
                    model.asking.cursor = Some(criterion);
                    // Where nothing is set by hand any more, the way stays as it was.
                    model.asking.way = (model.profile.weights_by() == WeightsBy::Catalog).then_some(way);
                }
            }
            _ => question::cursor_on_answer(model),
        }
    }
    model.say(format!("{what}: {}", step.label));
}

/// Weighs the profile as it is now.
pub(super) fn weigh_again(model: &mut Model) {
    model.assessment = weigh(model.catalog, &model.profile);
    model.scenario = model.scenario.min(model.assessment.fit.len().saturating_sub(1));
    // A question that became pointless is not asked.
    if let Some(here) = model.asking.question
        && !model.assessment.visible.get(here).copied().unwrap_or(true)
    {
        let next = model.neighbour(true).or_else(|| model.neighbour(false));
        model.asking.question = next;
        question::cursor_on_answer(model);
    }
    preview(model);
}

/// Weighs what the cursor is on or what is typed, where that is not what is taken.
pub(super) fn preview(model: &mut Model) {
    let candidate = candidate(model);
    model.preview = candidate.as_ref().map(|profile| weigh(model.catalog, profile));
    let shown = candidate.unwrap_or_else(|| model.profile.clone());
    if shown != model.shown {
        model.shown = shown;
        model.generation += 1;
    }
}

fn candidate(model: &Model) -> Option<Profile> {
    let (target, answer) = if let Some(typing) = &model.typing {
        (typing.target, typing.parsed.clone().ok()?)
    } else if model.screen == Screen::Questions {
        let question = model.asking.question?;
        let QuestionKind::Choice(choices) = &model.catalog.questions[question].kind else {
            return None;
        };
        let answer = choices
            .get(model.asking.cursor?)
            .map_or(Answer::Unknown, |c| Answer::Choice(c.id.clone()));
        if answer == Answer::Unknown && model.answer(question).is_none() {
            return None;
        }
        (Target::Answer(question), answer)
    } else {
        return None;
    };
    let mut profile = model.profile.clone();
    target.set(model.catalog, &mut profile, model.way(), &answer);
    (profile != model.profile).then_some(profile)
}

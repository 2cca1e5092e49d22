//! What can be undone: the whole profile before each change. Profiles are small; comparing them is what makes undo exact.

use super::{super::Profile, Target};

/// Most changes remembered.
const LONGEST: usize = 500;

/// A change that can be undone or done again.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What was changed, in words.
    pub label: String,
    /// What the change was about, to go back there.
    pub target: Option<Target>,
    /// The profile before (or, for redo, after) it.
    pub profile: Profile,
}

/// Changes made and changes undone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the last change goes on where the next one is about the same: stepping a weight ten times is one change.
    joins: bool,
}

impl History {
    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Remembers `before`, the profile as it was before a change. A change that `joins` the one before it, about the same
    /// target, is part of it.
    pub fn push(&mut self, before: Step, joins: bool) {
        self.undone.clear();
        let goes_on = joins && self.joins && self.done.last().is_some_and(|last| last.target == before.target);
        self.joins = joins;
        if !goes_on {
            self.done.push(before);
            if self.done.len() > LONGEST {
                self.done.remove(0);
            }
        }
    }

    /// The next change is one of its own.
    pub fn part(&mut self) {
        self.joins = false;
    }

    /// Undoes the last change of `now`.
    pub fn undo(&mut self, now: Profile) -> Option<Step> {
        self.joins = false;
        let step = self.done.pop()?;
        self.undone.push(Step {
            profile: now,
            ..step.clone()
        });
        Some(step)
    }

    /// Does the last undone change again.
    pub fn redo(&mut self, now: Profile) -> Option<Step> {
        self.joins = false;
        let step = self.undone.pop()?;
        self.done.push(Step {
            profile: now,
            ..step.clone()
        });
        Some(step)
    }
}

//! Time to the first launch: learning, setting up, building.

use super::{Launch, Span, setting::Setting};
use crate::catalog::Role;

/// Weeks to the first launch of an option; `None` where it has no figure for any step, or working time is not known.
///
/// Everyone learns at the same time: hours a developer over the working hours of a week. Set-up and building are the
/// team's days over the working days of a week.
pub(super) fn launch(setting: &Setting, option: usize) -> Option<Launch> {
    let learning = setting.of(option, Role::Learning);
    let setup = setting.of(option, Role::Setup);
    let build = setting.of(option, Role::Build);
    if learning.is_none() && setup.is_none() && build.is_none() {
        return None;
    }
    let days_per_week = setting.decision(Role::DaysPerWeek)?;
    let learning = match learning {
        Some(hours) => hours.over(days_per_week.times(setting.decision(Role::HoursPerDay)?))?,
        None => Span::default(),
    };
    let setup = setup.unwrap_or_default().over(days_per_week)?;
    let build = build.unwrap_or_default().over(days_per_week)?;
    Some(Launch {
        learning,
        setup,
        build,
        weeks: learning.plus(setup).plus(build),
    })
}

/// When two are needed at once: the longer of each step.
pub(super) fn both(a: Launch, b: Launch) -> Launch {
    let learning = a.learning.larger(b.learning);
    let setup = a.setup.larger(b.setup);
    let build = a.build.larger(b.build);
    Launch {
        learning,
        setup,
        build,
        weeks: learning.plus(setup).plus(build),
    }
}

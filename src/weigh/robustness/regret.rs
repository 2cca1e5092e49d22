//! Choosing over the catalog's scenarios.

use super::{prepared::Prepared, types::Regret};
use crate::weigh::robust::regret;

/// Regret of all options over the scenarios; `None` without scenarios.
///
/// Each scenario is weighed with its own answers and weights, under the profile's evidence and own scores. Totals count whether or
/// not a gate rules the option out there; where one does is told beside them.
pub(super) fn over_scenarios(prepared: &Prepared) -> Option<Regret> {
    let options = prepared.base.ruled_out.len();
    let mut payoffs = vec![Vec::new(); options];
    let mut ruled_out = vec![Vec::new(); options];
    for (situation, pinned) in &prepared.scenarios {
        let totals = situation.standing(&situation.shares(pinned)).totals;
        for (option, out) in situation.ruled_out.iter().enumerate() {
            payoffs[option].push(totals[option]);
            ruled_out[option].push(*out);
        }
    }
    let found = regret::regret(&payoffs).ok()?;
    Some(Regret {
        ruled_out,
        regrets: found.regrets,
        worst: found.worst,
        max_regret: found.max_regret,
        maximin: found.maximin,
        minimax_regret: found.minimax_regret,
        payoffs,
    })
}

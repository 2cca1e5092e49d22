//! The verdict in one line, for the top of every screen.

use ratatui::text::{Line, Span};

use super::Scene;
use crate::{
    tui::{
        theme::Role,
        widget::{short, text},
    },
    weigh::{VerdictKind, words},
};

/// The verdict in one line that fits `width`: kind, winner, totals; with what is open where there is room.
#[must_use]
pub fn headline(scene: &Scene<'_>, width: u16) -> Line<'static> {
    let g = scene.theme.glyphs;
    let open = scene.now.unanswered.len();
    let open = match open {
        0 => "every question answered".to_owned(),
        1 => "1 answer open".to_owned(),
        n => format!("{n} answers open"),
    };
    let mut parts = vec![verdict(scene)];
    parts.push(open);
    if scene.now.evidence_matters {
        parts.push("the choice of evidence changes the winner".into());
    }
    if !scene.now.agreement.agree {
        parts.push("the source chooses otherwise".into());
    }
    let mut line = Line::default();
    for (at, part) in parts.into_iter().enumerate() {
        let gap = if at == 0 { 0 } else { 3 };
        let used = short(line.width());
        if at == 0 {
            let content = text::truncate(&part, width, g.ellipsis);
            line.push_span(Span::styled(content, scene.theme.style(Role::Strong)));
        } else if used + gap + text::width(&part) <= width {
            line.push_span(Span::styled(format!(" {} ", g.separator), scene.theme.style(Role::Dim)));
            line.push_span(Span::styled(part, scene.theme.style(Role::Text)));
        }
    }
    line
}

/// `Leaning to this option, 7.50 against 6.20`.
fn verdict(scene: &Scene<'_>) -> String {
    let weighing = scene.weighing();
    let total = |option: usize| weighing.options.get(option).map_or(0.0, |o| o.total);
    let verdict = &scene.now.verdict;
    let Some(winner) = weighing.winner.filter(|_| verdict.kind != VerdictKind::NoGoodOption) else {
        return "No good option: a must-have rules out each".into();
    };
    let name = scene.option(winner);
    let Some(second) = weighing.runner_up else {
        return format!("{name}, {}: nothing else passes", words::fixed(total(winner), 1));
    };
    let (first, rival) = words::apart(total(winner), total(second));
    match verdict.kind {
        VerdictKind::TooClose => {
            format!("Too close to call: {name} {first}, {} {rival}", scene.option(second))
        }
        VerdictKind::Dominant => format!("{name} dominates, {first} against {rival}"),
        VerdictKind::Clear => format!("Clearly {name}, {first} against {rival}"),
        _ => format!("Leaning to {name}, {first} against {rival}"),
    }
}

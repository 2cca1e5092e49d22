//! The verdict in one line, for the top of every screen.

use ratatui::text::{Line, Span};

use super::Scene;
use crate::{
    tui::{theme::Role, widget::text},
    weigh::{VerdictKind, words},
};

/// A fact of the line: its words, the longest first, and whether they are of what was shown before.
struct Fact {
    forms: Vec<String>,
    stale: bool,
}

impl Fact {
    fn new(forms: impl IntoIterator<Item = String>) -> Self {
        Self {
            forms: forms.into_iter().collect(),
            stale: false,
        }
    }

    /// Its forms, marked where they are of what was shown before.
    fn marked(&self, ellipsis: char) -> Vec<String> {
        let mark = if self.stale {
            ellipsis.to_string()
        } else {
            String::new()
        };
        self.forms.iter().map(|form| format!("{form}{mark}")).collect()
    }
}

/// The verdict in one line that fits `width`: kind, winner, totals; with how sure it is and what is open where there is room.
#[must_use]
pub fn headline(scene: &Scene<'_>, width: u16) -> Line<'static> {
    let g = scene.theme.glyphs;
    let stale = scene.sure.is_some() && !scene.fresh;
    let mut facts: Vec<Fact> = Vec::new();
    if let Some(first) = first(scene) {
        facts.push(Fact {
            stale,
            ..Fact::new(first)
        });
    }
    // What is open is worth more than how sure the verdict is: where there is room for one only, it is kept.
    let needed = facts.len();
    facts.push(Fact {
        stale: stale && !scene.now.unanswered.is_empty(),
        ..Fact::new(open(scene))
    });
    if scene.now.evidence_matters {
        facts.push(Fact::new(["the choice of evidence changes the winner".into()]));
    }
    if !scene.now.agreement.agree {
        facts.push(Fact::new(["the source chooses otherwise".into()]));
    }
    let [long, brief] = verdict(scene);
    let verdict = if text::width(&long) <= width {
        long
    } else {
        text::truncate(&brief, width, g.ellipsis)
    };
    let forms: Vec<Vec<String>> = facts.iter().map(|fact| fact.marked(g.ellipsis)).collect();
    let order = std::iter::once(needed).chain((0..facts.len()).filter(|at| *at != needed));
    let chosen = fitting(&forms, order, width.saturating_sub(text::width(&verdict)));
    let mut line = Line::from(Span::styled(verdict, scene.theme.style(Role::Strong)));
    for ((fact, forms), form) in facts.iter().zip(&forms).zip(chosen) {
        let Some(words) = form.and_then(|form| forms.get(form)) else {
            continue;
        };
        let role = if fact.stale { Role::Dim } else { Role::Text };
        line.push_span(Span::styled(format!(" {} ", g.separator), scene.theme.style(Role::Dim)));
        line.push_span(Span::styled(words.clone(), scene.theme.style(role)));
    }
    line
}

/// Which form of each fact is shown: first as many facts as there is room for, in that order, then longer words for them.
fn fitting(forms: &[Vec<String>], order: impl Iterator<Item = usize> + Clone, mut room: u16) -> Vec<Option<usize>> {
    let cost = |at: usize, form: usize| text::width(&forms[at][form]) + 3;
    let mut chosen: Vec<Option<usize>> = vec![None; forms.len()];
    for at in order.clone() {
        let Some(last) = forms[at].len().checked_sub(1) else {
            continue;
        };
        if cost(at, last) <= room {
            room -= cost(at, last);
            chosen[at] = Some(last);
        }
    }
    for at in order {
        let Some(now) = chosen[at] else { continue };
        let free = room + cost(at, now);
        if let Some(form) = (0..now).find(|form| cost(at, *form) <= free) {
            room = free - cost(at, form);
            chosen[at] = Some(form);
        }
    }
    chosen
}

/// In how many draws the winner is first; nothing where the last draws were about another winner.
fn first(scene: &Scene<'_>) -> Option<[String; 2]> {
    let sure = scene.sure?;
    let winner = scene
        .weighing()
        .winner
        .filter(|winner| sure.verdict.winner == Some(*winner))?;
    let (share, _) = sure.first_share(winner)?;
    let brief = format!("first in {} %", words::fixed(share * 100.0, 0));
    Some([format!("{brief} of draws"), brief])
}

/// How many answers are open, and how many of them could change the winner.
fn open(scene: &Scene<'_>) -> Vec<String> {
    let open = match scene.now.unanswered.len() {
        0 => return vec!["every question answered".into()],
        1 => "1 answer open".to_owned(),
        n => format!("{n} answers open"),
    };
    let Some(sure) = scene.sure else { return vec![open] };
    match sure.could_change {
        0 => vec![
            format!("{open}, none could change the winner alone"),
            format!("{open}, none could change it"),
            "none could change it".into(),
        ],
        n => vec![
            format!("{open}, {n} of them could still change the winner"),
            format!("{open}, {n} could change it"),
            format!("{n} could change it"),
        ],
    }
}

/// `Leaning to this option, 7.50 against 6.20`, and the same in fewer words.
fn verdict(scene: &Scene<'_>) -> [String; 2] {
    let weighing = scene.weighing();
    let total = |option: usize| weighing.options.get(option).map_or(0.0, |o| o.total);
    let verdict = scene.verdict();
    let Some(winner) = weighing.winner.filter(|_| verdict.kind != VerdictKind::NoGoodOption) else {
        return ["No good option: a must-have rules out each", "No good option"].map(str::to_owned);
    };
    let name = scene.option(winner);
    let Some(second) = weighing.runner_up else {
        let brief = format!("{name}, {}", words::fixed(total(winner), 1));
        return [format!("{brief}: nothing else passes"), brief];
    };
    let (first, rival) = words::apart(total(winner), total(second));
    let against = |words: String| {
        [
            format!("{words}, {first} against {rival}"),
            format!("{words}, {first} : {rival}"),
        ]
    };
    match verdict.kind {
        VerdictKind::TooClose => [
            format!("Too close to call: {name} {first}, {} {rival}", scene.option(second)),
            format!("Too close to call, {first} : {rival}"),
        ],
        VerdictKind::Dominant => against(format!("{name} dominates")),
        VerdictKind::Clear => against(format!("Clearly {name}")),
        _ => against(format!("Leaning to {name}")),
    }
}

//! How sure it is: ranks over the draws, what would flip the winner, open questions, the scenarios.

use super::Scope;
use crate::{
    report::{
        document::{Document, Table},
        number,
    },
    weigh::{robustness::Regret, robustness::Sampled, words as say},
};

/// Bars of the tornado that are shown; the rest is in the JSON.
const BARS: usize = 10;

pub(super) fn write(scope: &Scope<'_>, out: &mut Document) {
    let found = scope.entry.robustness;
    if let Some(sampled) = &found.sampled {
        ranks(scope, sampled, out);
        sets(scope, out);
    }
    weights(scope, out);
    tornado(scope, out);
    questions(scope, out);
    if let Some(regret) = &found.regret {
        scenarios(scope, regret, out);
    }
}

/// A share as a percentage with one decimal.
fn percent(share: f64) -> String {
    format!("{} %", number::grouped(share * 100.0, 1))
}

fn ranks(scope: &Scope<'_>, sampled: &Sampled, out: &mut Document) {
    out.heading(format!(
        "Ranks in {} draws",
        number::grouped(f64::from(sampled.draws), 0)
    ));
    let options = scope.weighing.options.len();
    let mut table = Table::new("Option").numbers("First").numbers("± of it");
    for rank in 2..=options {
        table = table.numbers(format!("Rank {rank}"));
    }
    let ruled_out = sampled.ruled_out.iter().any(|share| *share > 0.0);
    if ruled_out {
        table = table.numbers("Ruled out");
    }
    for (option, title) in scope.titles().enumerate() {
        let shares = &sampled.rank_acceptability[option];
        let mut row = vec![
            title.to_owned(),
            percent(shares[0]),
            percent(sampled.first_error[option]),
        ];
        row.extend(shares[1..].iter().map(|share| percent(*share)));
        if ruled_out {
            row.push(percent(sampled.ruled_out[option]));
        }
        table.row(row);
    }
    out.table(table);
    let worlds = if sampled.worlds > 1 {
        format!(
            "; {} combinations of answers to the open questions",
            number::grouped(f64::from(sampled.worlds), 0)
        )
    } else {
        String::new()
    };
    out.paragraph(format!(
        "Drawn: {}, scores within their ranges{worlds}. Seed {}.",
        sampled.set.words(),
        sampled.seed
    ));
}

fn sets(scope: &Scope<'_>, out: &mut Document) {
    let mut table = Table::new("First over").numbers_for(scope.titles());
    for set in &scope.entry.robustness.sets {
        let shares = set.first.iter().map(|share| percent(*share));
        table.row(std::iter::once(set.set.words().to_owned()).chain(shares));
    }
    out.table(table);
    if let Some(share) = scope.entry.robustness.closed_form
        && let Some(winner) = scope.weighing.winner
    {
        out.paragraph(format!(
            "Exactly: {} wins with {} of all weights.",
            scope.name(winner),
            percent(share)
        ));
    }
}

fn weights(scope: &Scope<'_>, out: &mut Document) {
    let stability = &scope.entry.robustness.stability;
    if scope.weighing.ranking.len() < 2 || stability.is_empty() {
        return;
    }
    if stability
        .iter()
        .all(|interval| interval.low_winner.or(interval.high_winner).is_none())
    {
        out.heading("Weights, each moved alone");
        out.paragraph(
            "No single weight, whatever its share, changes who comes first while the others keep their ratios.",
        );
        return;
    }
    out.heading("Within which share each weight may move alone before another option comes first");
    let mut table = Table::new("Criterion")
        .numbers("Least")
        .words("Below it")
        .numbers("Share now")
        .numbers("Most")
        .words("Above it");
    for interval in stability {
        let end = |share: f64, winner: Option<usize>| match winner {
            Some(option) => (percent(share), scope.name(option)),
            None => (String::new(), "no change".to_owned()),
        };
        let (low, below) = end(interval.low, interval.low_winner);
        let (high, above) = end(interval.high, interval.high_winner);
        let title = &scope.catalog.criteria[interval.criterion].title;
        table.row([title.clone(), low, below, percent(interval.share), high, above]);
    }
    out.table(table);
}

fn tornado(scope: &Scope<'_>, out: &mut Document) {
    let tornado = &scope.entry.robustness.tornado;
    if tornado.is_empty() {
        return;
    }
    out.heading("What each uncertain input alone does to the margin (points), widest first");
    let mut table = Table::new("Input")
        .words("From")
        .numbers("Margin")
        .words("To")
        .numbers("Margin")
        .words("Changes the winner");
    for swing in tornado.iter().take(BARS) {
        table.row([
            swing.title.clone(),
            swing.low.label.clone(),
            number::points(swing.low.margin),
            swing.high.label.clone(),
            number::points(swing.high.margin),
            if swing.flips { "yes" } else { "no" }.to_owned(),
        ]);
    }
    out.table(table);
    match tornado.len().saturating_sub(BARS) {
        0 => {}
        1 => out.paragraph("One more moves it less."),
        more => out.paragraph(format!("{more} more move it less.")),
    }
}

fn questions(scope: &Scope<'_>, out: &mut Document) {
    let found = scope.entry.robustness;
    let mut table = Table::new("Open question")
        .numbers("Worth (points)")
        .words("Could change the winner");
    let matter = found.questions.iter().filter(|q| q.can_change || q.value >= 0.005);
    for question in matter {
        table.row([
            scope.catalog.questions[question.question].title.clone(),
            number::points(question.value),
            if question.can_change { "yes" } else { "no" }.to_owned(),
        ]);
    }
    if table.rows.is_empty() {
        return;
    }
    out.heading("Open questions worth answering");
    out.table(table);
    out.paragraph("Worth: how much better the choice would be on average if the answer were known first.");
}

fn scenarios(scope: &Scope<'_>, regret: &Regret, out: &mut Document) {
    out.heading("Over the scenarios (totals, 0-10)");
    let titles = scope.catalog.scenarios.iter().map(|scenario| scenario.title.as_str());
    let mut table = Table::new("Option")
        .numbers_for(titles)
        .numbers("Least")
        .numbers("Most regret");
    let mut gated = false;
    for (option, title) in scope.titles().enumerate() {
        let mut row = vec![title.to_owned()];
        for (total, out) in regret.payoffs[option].iter().zip(&regret.ruled_out[option]) {
            gated |= out;
            row.push(format!("{}{}", number::points(*total), if *out { " x" } else { "" }));
        }
        row.push(number::points(regret.worst[option]));
        row.push(number::points(regret.max_regret[option]));
        table.row(row);
    }
    out.table(table);
    let names = |options: &[usize]| say::list(&options.iter().map(|o| scope.name(*o)).collect::<Vec<_>>());
    let mark = if gated { " x: a gate rules it out there." } else { "" };
    out.paragraph(format!(
        "Greatest least total: {}. Smallest greatest regret: {}.{mark}",
        names(&regret.maximin),
        names(&regret.minimax_regret)
    ));
}

//! How sure it is, as programs read it.

use serde::Serialize;

use super::{
    AnswerView, Keyed,
    build::{Ids, answer, exact},
};
use crate::{
    catalog::Catalog,
    weigh::robustness::{
        AnswerEffect, JointMove, Overlap, Regret, Robustness, Sampled, SetShares, Stability, Swing, SwingEnd, Swung,
        Without,
    },
};

/// How sure the verdict is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustnessView {
    /// How far each weight may move alone.
    pub stability: Keyed<StabilityView>,
    /// The least change of weights that makes a tie.
    pub joint_move: Option<JointMoveView>,
    /// What each option must gain on each criterion to tie with the winner.
    pub score_to_tie: Keyed<Keyed<Option<ScoreToTieView>>>,
    /// What each uncertain input alone does to the margin, widest first.
    pub tornado: Vec<SwingView>,
    /// Shares over the draws.
    pub sampled: Option<SampledView>,
    /// First ranks over each set of weights.
    pub sets: Vec<SetView>,
    /// Share of all weights for which the winner beats its one rival, exactly.
    pub closed_form: Option<f64>,
    /// Open questions, most valuable first.
    pub questions: Vec<QuestionView>,
    /// How many of them could change the winner.
    pub could_change: usize,
    /// Choosing over the scenarios.
    pub regret: Option<RegretView>,
    /// Criteria that may count the same thing twice.
    pub overlaps: Vec<OverlapView>,
}

/// How far one weight may move alone; shares of 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StabilityView {
    /// Now.
    pub share: f64,
    /// Least share with the same winner.
    pub low: f64,
    /// Who comes first below.
    pub low_winner: Option<String>,
    /// Greatest share with the same winner.
    pub high: f64,
    /// Who comes first above.
    pub high_winner: Option<String>,
}

/// The least change of weights that makes a tie.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JointMoveView {
    /// Sum of the absolute changes of shares.
    pub l1: f64,
    /// Who ties.
    pub rival: String,
    /// Share taken, by criterion, most first.
    pub from: Keyed<f64>,
    /// Criterion that takes it.
    pub to: Option<String>,
    /// Shares after the move.
    pub shares: Keyed<f64>,
}

/// What an option must gain in one score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreToTieView {
    /// Points of the score.
    pub gain: f64,
    /// Whether the score could be that high.
    pub possible: bool,
}

/// One bar of the tornado.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SwingView {
    /// `score`, `figure`, `open`, `answered`.
    pub kind: &'static str,
    /// Option id, of scores and figures.
    pub option: Option<String>,
    /// Criterion id, of scores.
    pub criterion: Option<String>,
    /// Figure id.
    pub figure: Option<String>,
    /// Question id.
    pub question: Option<String>,
    /// For people.
    pub title: String,
    /// At its low end.
    pub low: SwingEndView,
    /// At its high end.
    pub high: SwingEndView,
    /// Whether it changes the winner.
    pub flips: bool,
}

/// One end of a bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SwingEndView {
    /// The input's value for people.
    pub label: String,
    /// Margin of the present winner, points.
    pub margin: f64,
    /// Who comes first.
    pub winner: Option<String>,
}

/// Shares over the draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampledView {
    /// Draws.
    pub draws: u32,
    /// Seed.
    pub seed: u64,
    /// `any`, `ordered`, `band`.
    pub set: &'static str,
    /// Combinations of answers to open questions.
    pub worlds: u32,
    /// Share of first ranks, by option.
    pub first: Keyed<f64>,
    /// Its standard error.
    pub first_error: Keyed<f64>,
    /// The same with open questions left open.
    pub first_left_open: Keyed<f64>,
    /// Share of each rank, from the first, by option.
    pub ranks: Keyed<Vec<f64>>,
    /// Share of draws in which a gate rules the option out.
    pub ruled_out: Keyed<f64>,
    /// Share of worlds tried in which nothing passes.
    pub none: f64,
    /// Mean weights of the draws in which the option is first.
    pub central_weights: Keyed<Option<Keyed<f64>>>,
    /// Share of draws in which the first option is above the second.
    pub pairwise: Keyed<Keyed<f64>>,
    /// Share of draws in which the option is first at its central weights.
    pub confidence: Keyed<Option<f64>>,
}

/// First ranks over one set of weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetView {
    /// `any`, `ordered`, `band`.
    pub set: &'static str,
    /// Draws; 0 where the shares are exact.
    pub draws: u32,
    /// By option.
    pub first: Keyed<f64>,
    /// Standard error, by option.
    pub error: Keyed<f64>,
}

/// What answering a question is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionView {
    /// Question id.
    pub question: Option<String>,
    /// Points.
    pub value: f64,
    /// Whether some answer alone changes the winner.
    pub can_change: bool,
    /// What each answer would do.
    pub answers: Vec<AnswerEffectView>,
}

/// What one answer would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerEffectView {
    /// The answer.
    pub answer: AnswerView,
    /// For people.
    pub label: String,
    /// Whether it counts in the value.
    pub likely: bool,
    /// Who would come first.
    pub winner: Option<String>,
    /// That one's margin.
    pub margin: Option<f64>,
    /// Totals by option.
    pub totals: Keyed<f64>,
    /// Options ruled out.
    pub ruled_out: Vec<String>,
}

/// Choosing over the scenarios; tables by option and scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegretView {
    /// Totals.
    pub totals: Keyed<Keyed<f64>>,
    /// Scenarios in which a gate rules the option out.
    pub ruled_out: Keyed<Vec<String>>,
    /// How far behind the best.
    pub regrets: Keyed<Keyed<f64>>,
    /// Least total.
    pub worst: Keyed<f64>,
    /// Greatest regret.
    pub max_regret: Keyed<f64>,
    /// Options with the greatest least total.
    pub maximin: Vec<String>,
    /// Options with the least greatest regret.
    pub minimax_regret: Vec<String>,
}

/// Two criteria that may count the same thing twice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverlapView {
    /// Criterion ids.
    pub criteria: [Option<String>; 2],
    /// Correlation of their scores.
    pub correlation: Option<f64>,
    /// What both rest on.
    pub shared: Option<String>,
    /// The result without the first, and without the second.
    pub without: [WithoutView; 2],
    /// A sentence.
    pub sentence: String,
}

/// The result without a criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithoutView {
    /// The criterion left out.
    pub criterion: Option<String>,
    /// Who is first then.
    pub winner: Option<String>,
    /// That one's margin.
    pub margin: Option<f64>,
    /// Whether that changes the winner.
    pub changes: bool,
}

/// The view of what was found.
pub(super) fn robustness(catalog: &Catalog, ids: &Ids<'_>, found: &Robustness) -> RobustnessView {
    let stability = found.stability.iter().filter_map(|interval| {
        let id = ids.criterion(interval.criterion)?;
        Some((id, stability(ids, interval)))
    });
    let score = |gain: &Option<crate::weigh::robustness::ScoreToTie>| {
        gain.map(|gain| ScoreToTieView {
            gain: exact(gain.gain),
            possible: gain.possible,
        })
    };
    RobustnessView {
        stability: Keyed(stability.collect()),
        joint_move: found.joint_move.as_ref().map(|found| joint_move(ids, found)),
        score_to_tie: ids.by_option(
            found
                .score_to_tie
                .iter()
                .map(|row| ids.by_criterion(row.iter().map(score))),
        ),
        tornado: found.tornado.iter().map(|bar| swing(catalog, ids, bar)).collect(),
        sampled: found.sampled.as_ref().map(|found| sampled(ids, found)),
        sets: found.sets.iter().map(|found| set(ids, found)).collect(),
        closed_form: found.closed_form,
        questions: found
            .questions
            .iter()
            .map(|value| QuestionView {
                question: ids.question(value.question),
                value: exact(value.value),
                can_change: value.can_change,
                answers: value.answers.iter().map(|one| effect(ids, one)).collect(),
            })
            .collect(),
        could_change: found.could_change,
        regret: found.regret.as_ref().map(|found| regret(ids, found)),
        overlaps: found.overlaps.iter().map(|found| overlap(ids, found)).collect(),
    }
}

fn stability(ids: &Ids<'_>, interval: &Stability) -> StabilityView {
    StabilityView {
        share: interval.share,
        low: interval.low,
        low_winner: interval.low_winner.map(|o| ids.option(o)),
        high: interval.high,
        high_winner: interval.high_winner.map(|o| ids.option(o)),
    }
}

fn joint_move(ids: &Ids<'_>, found: &JointMove) -> JointMoveView {
    let from = found
        .from
        .iter()
        .filter_map(|(criterion, share)| Some((ids.criterion(*criterion)?, *share)));
    JointMoveView {
        l1: found.l1,
        rival: ids.option(found.rival),
        from: Keyed(from.collect()),
        to: ids.criterion(found.to),
        shares: ids.by_criterion(found.shares.iter().copied()),
    }
}

fn swing(catalog: &Catalog, ids: &Ids<'_>, swing: &Swing) -> SwingView {
    let mut view = SwingView {
        kind: "score",
        option: None,
        criterion: None,
        figure: None,
        question: None,
        title: swing.title.clone(),
        low: swing_end(ids, &swing.low),
        high: swing_end(ids, &swing.high),
        flips: swing.flips,
    };
    match swing.what {
        Swung::Score { option, criterion } => {
            view.option = Some(ids.option(option));
            view.criterion = ids.criterion(criterion);
        }
        Swung::Figure { figure, option } => {
            view.kind = "figure";
            view.figure = catalog.figures.get(figure).map(|figure| figure.id.clone());
            view.option = option.map(|o| ids.option(o));
        }
        Swung::Open { question } => {
            view.kind = "open";
            view.question = ids.question(question);
        }
        Swung::Answered { question } => {
            view.kind = "answered";
            view.question = ids.question(question);
        }
    }
    view
}

fn swing_end(ids: &Ids<'_>, end: &SwingEnd) -> SwingEndView {
    SwingEndView {
        label: end.label.clone(),
        margin: exact(end.margin),
        winner: end.winner.map(|o| ids.option(o)),
    }
}

fn sampled(ids: &Ids<'_>, found: &Sampled) -> SampledView {
    let central = found.central_weights.iter().map(|weights| {
        weights
            .as_ref()
            .map(|weights| ids.by_criterion(weights.iter().copied()))
    });
    SampledView {
        draws: found.draws,
        seed: found.seed,
        set: found.set.id(),
        worlds: found.worlds,
        first: ids.by_option(found.rank_acceptability.iter().map(|ranks| ranks[0])),
        first_error: ids.by_option(found.first_error.iter().copied()),
        first_left_open: ids.by_option(found.left_open.iter().copied()),
        ranks: ids.by_option(found.rank_acceptability.iter().cloned()),
        ruled_out: ids.by_option(found.ruled_out.iter().copied()),
        none: found.none,
        central_weights: ids.by_option(central),
        pairwise: ids.by_option(found.pairwise.iter().map(|row| ids.by_option(row.iter().copied()))),
        confidence: ids.by_option(found.confidence.iter().copied()),
    }
}

fn set(ids: &Ids<'_>, found: &SetShares) -> SetView {
    SetView {
        set: found.set.id(),
        draws: found.draws,
        first: ids.by_option(found.first.iter().copied()),
        error: ids.by_option(found.error.iter().copied()),
    }
}

fn effect(ids: &Ids<'_>, effect: &AnswerEffect) -> AnswerEffectView {
    let out = effect.ruled_out.iter().enumerate().filter(|(_, out)| **out);
    AnswerEffectView {
        answer: answer(&effect.answer),
        label: effect.label.clone(),
        likely: effect.likely,
        winner: effect.winner.map(|o| ids.option(o)),
        margin: effect.margin.map(exact),
        totals: ids.by_option(effect.totals.iter().map(|total| exact(*total))),
        ruled_out: out.map(|(option, _)| ids.option(option)).collect(),
    }
}

fn regret(ids: &Ids<'_>, found: &Regret) -> RegretView {
    let table = |rows: &[Vec<f64>]| {
        let rows = rows.iter().map(|row| ids.by_scenario(row.iter().map(|x| exact(*x))));
        ids.by_option(rows.collect::<Vec<_>>())
    };
    let ruled_out = found.ruled_out.iter().map(|row| {
        let out = row.iter().enumerate().filter(|(_, out)| **out);
        out.map(|(scenario, _)| ids.scenario(scenario)).collect::<Vec<_>>()
    });
    RegretView {
        totals: table(&found.payoffs),
        ruled_out: ids.by_option(ruled_out),
        regrets: table(&found.regrets),
        worst: ids.by_option(found.worst.iter().map(|x| exact(*x))),
        max_regret: ids.by_option(found.max_regret.iter().map(|x| exact(*x))),
        maximin: ids.options(&found.maximin),
        minimax_regret: ids.options(&found.minimax_regret),
    }
}

fn overlap(ids: &Ids<'_>, found: &Overlap) -> OverlapView {
    let without = |without: &Without| WithoutView {
        criterion: ids.criterion(without.criterion),
        winner: without.winner.map(|o| ids.option(o)),
        margin: without.margin.map(exact),
        changes: without.changes,
    };
    OverlapView {
        criteria: [ids.criterion(found.a), ids.criterion(found.b)],
        correlation: found.correlation,
        shared: found.shared.clone(),
        without: [without(&found.without[0]), without(&found.without[1])],
        sentence: found.sentence.clone(),
    }
}

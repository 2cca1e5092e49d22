//! From an assessment to its view: ids for indices, and the rounding at the edge.

use super::{
    AgreementView, AnswerView, BreakEvenView, CostView, EvidenceView, FitView, GateView, InputView, InputsView, Keyed,
    LatencyView, LaunchView, OptionView, OverOrderView, PhaseView, QuoteView, RangeView, SCHEMA, ScoreView, SizingView,
    StartupView, StressView, ThresholdsView, TierView, TradeOffView, VerdictView, View, WeightView, robustness,
};
use crate::{
    catalog::{Catalog, Kind, Percentile, QuestionKind},
    profile::Answer,
    report::{Entry, number},
    weigh::{
        Assessment, Cost, Elicited, GateResult, Input, Launch, OptionAssessment, OverOrder, Phase, Score, Sizing, Span,
        Verdict, Weight,
    },
};

/// Cents.
fn money(x: f64) -> f64 {
    number::round(x, 2)
}

/// Milliseconds to 1e-6.
fn fine(x: f64) -> f64 {
    number::round(x, 6)
}

/// Points, weeks, months and quantities to 1e-9.
pub(super) fn exact(x: f64) -> f64 {
    number::round(x, 9)
}

fn range(span: Span, round: fn(f64) -> f64) -> RangeView {
    RangeView {
        low: round(span.low),
        likely: round(span.likely),
        high: round(span.high),
    }
}

/// Ids for indices.
pub(super) struct Ids<'a>(&'a Catalog);

impl Ids<'_> {
    pub(super) fn option(&self, index: usize) -> String {
        self.0.options.get(index).map_or_else(String::new, |o| o.id.clone())
    }

    pub(super) fn options(&self, indices: &[usize]) -> Vec<String> {
        indices.iter().map(|&i| self.option(i)).collect()
    }

    pub(super) fn question(&self, index: usize) -> Option<String> {
        self.0.questions.get(index).map(|q| q.id.clone())
    }

    fn choice(&self, question: usize, choice: usize) -> Option<String> {
        match &self.0.questions.get(question)?.kind {
            QuestionKind::Choice(choices) => choices.get(choice).map(|c| c.id.clone()),
            _ => None,
        }
    }

    fn evidence(&self, index: usize) -> String {
        self.0.evidence.get(index).map_or_else(String::new, |e| e.id.clone())
    }

    pub(super) fn scenario(&self, index: usize) -> String {
        self.0.scenarios.get(index).map_or_else(String::new, |s| s.id.clone())
    }

    fn tier(&self, index: usize) -> Option<TierView> {
        self.0.tiers.get(index).map(|t| TierView {
            id: t.id.clone(),
            choice: self.option(t.choice),
        })
    }

    pub(super) fn criterion(&self, index: usize) -> Option<String> {
        self.0.criteria.get(index).map(|c| c.id.clone())
    }

    pub(super) fn by_option<T>(&self, values: impl IntoIterator<Item = T>) -> Keyed<T> {
        let ids = self.0.options.iter().map(|o| o.id.clone());
        Keyed(ids.zip(values).collect())
    }

    pub(super) fn by_scenario<T>(&self, values: impl IntoIterator<Item = T>) -> Keyed<T> {
        let ids = self.0.scenarios.iter().map(|s| s.id.clone());
        Keyed(ids.zip(values).collect())
    }

    pub(super) fn by_criterion<T>(&self, values: impl IntoIterator<Item = T>) -> Keyed<T> {
        let ids = self.0.criteria.iter().map(|c| c.id.clone());
        Keyed(ids.zip(values).collect())
    }
}

/// The view of one entry.
#[must_use]
pub fn view(catalog: &Catalog, entry: &Entry<'_>) -> View {
    let ids = Ids(catalog);
    let (assessment, profile) = (entry.assessment, entry.profile);
    let weighing = assessment.chosen();
    let margin_parts = weighing.margin_parts.iter().filter_map(|p| {
        let criterion = catalog.criteria.get(p.criterion)?;
        Some((criterion.id.clone(), exact(p.points)))
    });
    View {
        schema: SCHEMA,
        catalog: catalog.id.clone(),
        profile: entry.name.to_owned(),
        title: profile.title.clone(),
        evidence: ids.evidence(assessment.evidence),
        currency: assessment.currency.clone(),
        horizon_months: assessment.horizon_months,
        verdict: verdict(catalog, &ids, &entry.robustness.verdict),
        robustness: robustness::robustness(catalog, &ids, entry.robustness),
        margin: weighing.margin.map(exact),
        margin_parts: Keyed(margin_parts.collect()),
        runner_up: weighing.runner_up.map(|o| ids.option(o)),
        tied: ids.options(&weighing.tied),
        ranking: ids.options(&weighing.ranking),
        weights_by: assessment.weights_by.id(),
        weights: ids.by_criterion(assessment.weights.iter().map(|w| w.share)),
        weights_arithmetic: ids.by_criterion(weights(&ids, assessment)),
        weights_order: order(&ids, &assessment.elicited),
        over_order: weighing.over_order.as_ref().map(|over| over_order(&ids, over)),
        trade_offs: trade_offs(&ids, &assessment.elicited),
        options: weighing
            .options
            .iter()
            .enumerate()
            .map(|(i, o)| option(&ids, i, o))
            .collect(),
        break_even_month: weighing.break_even.and_then(|b| b.month).map(exact),
        break_even: weighing.break_even.map(|b| BreakEvenView {
            dearer: ids.option(b.dearer),
            cheaper: ids.option(b.cheaper),
            month: b.month.map(exact),
            beyond: b.beyond.map(exact),
        }),
        fit: fit(catalog, &ids, assessment),
        size_tier: assessment.tier.and_then(|t| ids.tier(t)),
        agreement: AgreementView {
            agree: assessment.agreement.agree,
            matrix: assessment.agreement.matrix.map(|o| ids.option(o)),
            scenario: assessment.agreement.scenario.map(|s| ids.scenario(s)),
            tier: assessment.agreement.tier.and_then(|t| ids.tier(t)).map(|t| t.id),
            reasons: assessment.agreement.reasons.clone(),
        },
        evidence_winners: assessment
            .evidence_winners
            .iter()
            .map(|w| EvidenceView {
                evidence: ids.evidence(w.evidence),
                winner: w.winner.map(|o| ids.option(o)),
                margin: w.margin.map(exact),
            })
            .collect(),
        evidence_matters: assessment.evidence_matters,
        inputs: InputsView {
            peak_rps: assessment.peak_rps.map(input),
            connections: assessment.connections.map(input),
        },
        answers: Keyed(profile.answers.iter().map(|(id, a)| (id.clone(), answer(a))).collect()),
        unanswered: assessment.unanswered.iter().filter_map(|&q| ids.question(q)).collect(),
        warnings: assessment.warnings.clone(),
    }
}

fn verdict(catalog: &Catalog, ids: &Ids<'_>, verdict: &Verdict) -> VerdictView {
    let thresholds = &catalog.thresholds;
    VerdictView {
        kind: verdict.kind.id(),
        winner: verdict.winner.map(|o| ids.option(o)),
        sentence: verdict.sentence.clone(),
        reasons_for: verdict.reasons_for.clone(),
        reasons_against: verdict.reasons_against.clone(),
        for_the_rival: verdict.for_the_rival.clone(),
        sureness: verdict.sureness.clone(),
        next: verdict.next.clone(),
        thresholds: ThresholdsView {
            clear_share: thresholds.clear_share,
            clear_move: thresholds.clear_move,
            leaning_share: thresholds.leaning_share,
            leaning_move: thresholds.leaning_move,
        },
        remarks: verdict.remarks.clone(),
        quote: verdict.quote.and_then(|q| catalog.quotes.get(q)).map(|q| QuoteView {
            text: q.text.clone(),
            place: catalog.pages.get(q.page).map(|p| p.heading.clone()),
        }),
    }
}

fn weights<'a>(ids: &'a Ids<'_>, assessment: &'a Assessment) -> impl Iterator<Item = WeightView> + 'a {
    let rated = |index: usize| Some(assessment.elicited.swings.get(index)?.points);
    let weights = assessment.weights.iter().enumerate();
    weights.map(move |(index, w)| weight(ids, w, rated(index)))
}

fn order(ids: &Ids<'_>, elicited: &Elicited) -> Vec<Vec<String>> {
    let groups = elicited.order.iter();
    groups
        .map(|group| group.iter().filter_map(|c| ids.criterion(*c)).collect())
        .collect()
}

fn over_order(ids: &Ids<'_>, over: &OverOrder) -> OverOrderView {
    let dominated = over.dominated.iter();
    OverOrderView {
        always_best: ids.options(&over.always_best),
        contenders: ids.options(&over.contenders),
        dominated: Keyed(
            dominated
                .map(|(option, by)| (ids.option(*option), ids.option(*by)))
                .collect(),
        ),
        sentence: over.sentence.clone(),
    }
}

fn trade_offs(ids: &Ids<'_>, elicited: &Elicited) -> Vec<TradeOffView> {
    let findings = elicited.trade_offs.iter();
    findings
        .map(|finding| TradeOffView {
            lost_on: ids.criterion(finding.a).unwrap_or_default(),
            loss: finding.loss,
            made_up_by: ids.criterion(finding.b).unwrap_or_default(),
            gain: finding.gain,
            implied_ratio: exact(finding.implied_ratio),
            stated_ratio: finding.stated_ratio.map(exact),
            gap: exact(finding.gap),
            sentence: finding.sentence.clone(),
        })
        .collect()
}

fn weight(ids: &Ids<'_>, weight: &Weight, swing: Option<f64>) -> WeightView {
    WeightView {
        base: weight.base,
        stress: weight
            .stress
            .iter()
            .map(|t| StressView {
                question: ids.question(t.question),
                choice: ids.choice(t.question, t.choice),
                factor: t.factor,
            })
            .collect(),
        pinned: weight.pinned,
        swing,
        points: exact(weight.points),
        share: weight.share,
    }
}

fn option(ids: &Ids<'_>, index: usize, assessed: &OptionAssessment) -> OptionView {
    OptionView {
        id: ids.option(index),
        title: ids.0.options.get(index).map_or_else(String::new, |o| o.title.clone()),
        total: exact(assessed.total),
        rank: assessed.rank,
        gates: assessed.gates.iter().map(|g| gate(ids.0, g)).collect(),
        scores: ids.by_criterion(assessed.scores.iter().map(score)),
        contributions: ids.by_criterion(assessed.contributions.iter().map(|&c| exact(c))),
        instances: assessed.sizing.map(|s| s.instances),
        sizing: assessed.sizing.map(sizing),
        latency_ms: latency(assessed, |s| fine(s.likely)),
        latency_ms_range: latency(assessed, |s| range(s, fine)),
        startup_ms: StartupView {
            startup: assessed.startup[0].map(|s| range(s, fine)),
            cold_start: assessed.startup[1].map(|s| range(s, fine)),
            warmup: assessed.startup[2].map(|s| range(s, fine)),
            peak: assessed.startup[3].map(|s| range(s, fine)),
        },
        weeks_to_launch: assessed.launch.map(|l| exact(l.weeks.likely)),
        launch_weeks: assessed.launch.map(launch),
        cost: assessed.cost.as_ref().map(cost),
        phases: assessed.phases.iter().map(|p| phase(ids, p)).collect(),
    }
}

fn gate(catalog: &Catalog, result: &GateResult) -> GateView {
    GateView {
        id: catalog
            .gates
            .get(result.gate)
            .map_or_else(String::new, |g| g.id.clone()),
        state: result.state.id(),
        reason: result.reason.clone(),
        quantity: result.quantity.map(|q| range(q, exact)),
        limit: result.limit.map(exact),
    }
}

fn score(score: &Score) -> ScoreView {
    ScoreView {
        score: exact(score.value),
        origin: score.origin.id(),
        kind: score.kind.map(Kind::id),
        low: exact(score.span.low),
        high: exact(score.span.high),
        quantity: score.quantity.map(|q| range(q, exact)),
    }
}

fn sizing(sizing: Sizing) -> SizingView {
    SizingView {
        by_throughput: sizing.by_throughput,
        by_memory: sizing.by_memory,
        by_availability: sizing.by_availability,
        at_start: sizing.at_start,
        load_per_instance_rps: exact(sizing.load_per_instance),
        memory_per_instance_mb: exact(sizing.memory_per_instance),
    }
}

fn latency<T>(assessed: &OptionAssessment, of: impl Fn(Span) -> T) -> LatencyView<T> {
    let at = |p: Percentile| assessed.latency[p as usize].map(&of);
    LatencyView {
        p50: at(Percentile::P50),
        p95: at(Percentile::P95),
        p99: at(Percentile::P99),
        p999: at(Percentile::P999),
        max: at(Percentile::Max),
    }
}

fn launch(launch: Launch) -> LaunchView {
    LaunchView {
        learning: range(launch.learning, exact),
        setup: range(launch.setup, exact),
        build: range(launch.build, exact),
        total: range(launch.weeks, exact),
    }
}

fn cost(cost: &Cost) -> CostView {
    let p = &cost.parts;
    let all = [
        p.learning,
        p.setup,
        p.build,
        p.training,
        p.infrastructure,
        p.fees,
        p.operations,
    ];
    let names = [
        "learning",
        "setup",
        "build",
        "training",
        "infrastructure",
        "fees",
        "operations",
    ];
    let parts = names.into_iter().map(str::to_owned).zip(number::parts(&all, 2));
    CostView {
        development: money(cost.development.likely),
        monthly_infrastructure: money(cost.monthly_infrastructure),
        total: money(cost.total.likely),
        npv: money(cost.npv),
        by_month: cost.by_month.iter().map(|&m| money(m)).collect(),
        development_range: range(cost.development, money),
        total_range: range(cost.total, money),
        parts: Keyed(parts.collect()),
    }
}

fn phase(ids: &Ids<'_>, phase: &Phase) -> PhaseView {
    PhaseView {
        option: ids.option(phase.option),
        from_month: phase.from_month,
        to_month: phase.to_month,
        share: phase.share,
        instances: phase.instances,
    }
}

fn fit(catalog: &Catalog, ids: &Ids<'_>, assessment: &Assessment) -> Vec<FitView> {
    assessment
        .fit
        .iter()
        .map(|f| FitView {
            scenario: ids.scenario(f.scenario),
            percent: f.percent.map(exact),
            choice: catalog
                .scenarios
                .get(f.scenario)
                .map_or_else(Vec::new, |s| ids.options(&s.choice)),
            compared: f.compared,
            apart: Keyed(
                f.apart
                    .iter()
                    .filter_map(|&(q, distance)| Some((ids.question(q)?, exact(distance))))
                    .collect(),
            ),
        })
        .collect()
}

fn input(input: Input) -> InputView {
    InputView {
        value: exact(input.value),
        answered: input.answered,
    }
}

pub(super) fn answer(answer: &Answer) -> AnswerView {
    match answer {
        Answer::Number(x) => AnswerView::Number(*x),
        Answer::Choice(id) => AnswerView::Word(id.clone()),
        Answer::Unknown => AnswerView::Word("unknown".into()),
    }
}

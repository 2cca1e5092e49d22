//! A small catalog built by hand: two options, a staged and a split strategy, two criteria by rules and one fixed.

use crate::{
    catalog::{
        Amount, Catalog, Choice, Compose, Criterion, DecisionOption, Dimension, Evidence, Fact, Figure, FigureValue,
        Gate, Kind, LatencyCurve, LatencyPoint, Limit, Percentile, Quantity, Question, QuestionKind, Role, RuleKind,
        Scale, ScoreRule, Section, Shape, Strategy, StrategyKind, Thresholds, Unit, ValueFunction,
    },
    profile::{Answer, Profile},
};

pub(super) const FAST: usize = 0;
pub(super) const SIMPLE: usize = 1;
pub(super) const STAGED: usize = 2;
pub(super) const SPLIT: usize = 3;

pub(super) fn point(value: f64) -> Amount {
    range(value, value, value)
}

pub(super) fn range(low: f64, value: f64, high: f64) -> Amount {
    Amount {
        low,
        value,
        high,
        peaked: true,
        kind: Kind::Quoted,
        source: "a book".into(),
        note: None,
    }
}

pub(super) fn number(id: &str, max: f64, default: Option<f64>) -> Question {
    between(id, 0.0, max, default)
}

fn between(id: &str, min: f64, max: f64, default: Option<f64>) -> Question {
    Question {
        id: id.into(),
        section: 0,
        title: id.into(),
        ask: id.into(),
        why: id.into(),
        page: None,
        kind: QuestionKind::Number {
            unit: "1".into(),
            min,
            max,
            whole: false,
            scale: Scale::Linear,
            example: "1".into(),
        },
        default: default.map(point),
        when: Vec::new(),
    }
}

pub(super) fn choice(id: &str, choices: &[&str]) -> Question {
    let choices = choices
        .iter()
        .map(|id| Choice {
            id: (*id).into(),
            title: (*id).into(),
            detail: None,
            stress: Vec::new(),
        })
        .collect();
    Question {
        kind: QuestionKind::Choice(choices),
        ..number(id, 0.0, None)
    }
}

pub(super) fn criterion(id: &str, weight: f64, scores: [f64; 2]) -> Criterion {
    Criterion {
        id: id.into(),
        title: id.into(),
        short: id.into(),
        description: id.into(),
        weight,
        source: "a book".into(),
        page: None,
        rules: Vec::new(),
        scores: vec![Some(point(scores[0])), Some(point(scores[1])), None, None],
    }
}

fn option(id: &str, title: &str, strategy: Option<Strategy>) -> DecisionOption {
    DecisionOption {
        id: id.into(),
        title: title.into(),
        summary: title.into(),
        strategy,
    }
}

fn unit(text: &str, dimension: Dimension, factor: f64) -> Unit {
    Unit {
        text: text.into(),
        dimension,
        factor,
    }
}

pub(super) fn figure(role: Role, unit: Unit, of: [Option<f64>; 4]) -> Figure {
    let value = |x| FigureValue {
        amount: point(x),
        by: None,
    };
    let decision = !role.of_option();
    Figure {
        id: role.id().into(),
        title: role.id().into(),
        unit,
        evidence: None,
        of: of.iter().map(|x| x.filter(|_| !decision).map(value)).collect(),
        value: of[0].filter(|_| decision).map(value),
        page: None,
    }
}

fn figures() -> Vec<Figure> {
    let both = |a, b| [Some(a), Some(b), None, None];
    let one = |a| [Some(a), None, None, None];
    vec![
        figure(
            Role::Capacity,
            unit("req/s", Dimension::Rate, 1.0),
            both(50_000.0, 5_000.0),
        ),
        figure(
            Role::ScaleLimit,
            unit("req/s", Dimension::Rate, 1.0),
            [None, Some(50_000.0), None, None],
        ),
        figure(Role::MemoryBase, unit("MB", Dimension::Memory, 1.0), both(30.0, 150.0)),
        figure(
            Role::MemoryPerConnection,
            unit("KB", Dimension::Memory, 0.001),
            both(100.0, 1000.0),
        ),
        figure(Role::Learning, unit("h", Dimension::Effort, 1.0), both(200.0, 8.0)),
        figure(Role::Setup, unit("d", Dimension::Days, 1.0), both(7.0, 2.0)),
        figure(Role::Build, unit("d", Dimension::Days, 1.0), both(30.0, 10.0)),
        figure(Role::Training, unit("d", Dimension::Days, 1.0), both(10.0, 2.0)),
        figure(
            Role::Operations,
            unit("h", Dimension::Effort, 1.0),
            [None, None, None, Some(10.0)],
        ),
        figure(Role::InstanceMemory, unit("GB", Dimension::Memory, 1000.0), one(2.0)),
        figure(Role::Headroom, unit("%", Dimension::Share, 0.01), one(70.0)),
        figure(Role::PeakFactor, unit("1", Dimension::Count, 1.0), one(4.0)),
        figure(Role::HoursPerDay, unit("h", Dimension::Effort, 1.0), one(8.0)),
        figure(Role::DaysPerWeek, unit("d", Dimension::Days, 1.0), one(5.0)),
    ]
}

fn curve(option: usize, points: &[(f64, f64)]) -> LatencyCurve {
    LatencyCurve {
        option,
        evidence: None,
        per_core: false,
        points: points
            .iter()
            .map(|(load, ms)| {
                let mut all = [const { None }; 5];
                all[Percentile::P99 as usize] = Some(point(*ms));
                LatencyPoint { load: *load, ms: all }
            })
            .collect(),
        page: None,
    }
}

fn per(quantity: Quantity, needs: Vec<usize>, per: Option<usize>, worst: f64, best: f64) -> ScoreRule {
    ScoreRule {
        needs,
        kind: RuleKind::Value {
            quantity,
            per,
            function: ValueFunction {
                worst,
                best,
                shape: Shape::Linear,
            },
        },
        source: "reasoned".into(),
    }
}

fn questions() -> Vec<Question> {
    vec![
        number("peak_rps", 1e9, Some(50.0)),
        number("requests_per_day", 1e12, None),
        number("connections", 1e9, Some(100.0)),
        between("yearly_growth", -90.0, 1000.0, Some(0.0)),
        number("developers", 1000.0, Some(4.0)),
        number("hourly_rate", 1000.0, Some(100.0)),
        number("instance_price", 1000.0, Some(200.0)),
        number("horizon_months", 120.0, Some(36.0)),
        number("discount_rate", 100.0, Some(0.0)),
        number("min_instances", 100.0, Some(1.0)),
        number("p99_target", 1000.0, None),
        number("deadline", 100.0, None),
        number("budget", 1e9, None),
        number("switch_month", 120.0, Some(12.0)),
        number("fast_share", 100.0, Some(20.0)),
        choice("skill", &["none", "some", "expert"]),
    ]
}

/// Question indices by id.
pub(super) fn question(id: &str) -> usize {
    questions().iter().position(|q| q.id == id).unwrap()
}

#[expect(clippy::too_many_lines, reason = "one catalog, written out")]
pub(super) fn catalog() -> Catalog {
    let compose = |performance, timeline, cost| vec![performance, timeline, cost];
    let mut performance = criterion("performance", 50.0, [10.0, 6.0]);
    performance.title = "Performance".into();
    performance.rules.push(per(
        Quantity::Latency(Percentile::P99),
        vec![],
        Some(question("p99_target")),
        2.0,
        0.0,
    ));
    let mut timeline = criterion("timeline", 30.0, [3.0, 9.0]);
    timeline.title = "Timeline".into();
    timeline.rules.push(per(
        Quantity::WeeksToLaunch,
        vec![],
        Some(question("deadline")),
        2.0,
        0.0,
    ));
    timeline.rules.push(ScoreRule {
        needs: vec![],
        kind: RuleKind::Table {
            question: question("skill"),
            scores: vec![
                vec![Some(point(1.0)), None, Some(range(6.0, 8.0, 9.0))],
                vec![None; 3],
                vec![None; 3],
                vec![None; 3],
            ],
        },
        source: "reasoned".into(),
    });
    let mut cost = criterion("cost", 20.0, [9.0, 5.0]);
    cost.title = "Cost".into();
    cost.rules.push(per(
        Quantity::TotalCost,
        vec![question("developers")],
        None,
        1_000_000.0,
        0.0,
    ));
    let figures = figures();
    let mut of_options = vec![[None; Role::COUNT]; 4];
    let mut of_decision = [None; Role::COUNT];
    for (at, figure) in figures.iter().enumerate() {
        let role = Role::ALL.iter().position(|role| role.id() == figure.id).unwrap();
        for (roles, value) in of_options.iter_mut().zip(&figure.of) {
            roles[role] = value.as_ref().map(|_| at);
        }
        of_decision[role] = figure.value.as_ref().map(|_| at);
    }
    let questions = questions();
    let facts = Fact::ALL.map(|fact| questions.iter().position(|q| q.id == fact.id()));
    Catalog {
        id: "test".into(),
        title: "Test".into(),
        ask: "Which?".into(),
        summary: String::new(),
        currency: "USD".into(),
        evidence: vec![Evidence {
            id: "book".into(),
            title: "the book's figures".into(),
            conditions: String::new(),
        }],
        default_evidence: 0,
        options: vec![
            option("fast", "Fast", None),
            option("simple", "Simple", None),
            option(
                "staged",
                "Simple, then Fast",
                Some(Strategy {
                    kind: StrategyKind::Staged {
                        switch: question("switch_month"),
                    },
                    parts: [SIMPLE, FAST],
                    compose: compose(Compose::TimeWeighted, Compose::First, Compose::Worst),
                }),
            ),
            option(
                "split",
                "Both",
                Some(Strategy {
                    kind: StrategyKind::Split {
                        share: question("fast_share"),
                    },
                    parts: [SIMPLE, FAST],
                    compose: compose(Compose::TrafficWeighted, Compose::Worst, Compose::Worst),
                }),
            ),
        ],
        criteria: vec![performance, timeline, cost],
        sections: vec![Section {
            id: "all".into(),
            title: "All".into(),
        }],
        questions,
        gates: vec![
            gate(
                "p99",
                Quantity::Latency(Percentile::P99),
                Limit::Answer(question("p99_target")),
                vec![],
            ),
            gate(
                "capacity",
                Quantity::PeakLoad,
                Limit::Below("scale_limit_rps".into()),
                vec![question("peak_rps")],
            ),
            gate(
                "deadline",
                Quantity::WeeksToLaunch,
                Limit::Answer(question("deadline")),
                vec![],
            ),
            gate(
                "budget",
                Quantity::Development,
                Limit::Answer(question("budget")),
                vec![],
            ),
        ],
        figures,
        latency: vec![
            curve(FAST, &[(100.0, 0.5), (10_000.0, 1.0), (50_000.0, 2.0)]),
            curve(SIMPLE, &[(100.0, 2.0), (10_000.0, 8.0)]),
        ],
        scenarios: Vec::new(),
        tier_question: None,
        tiers: Vec::new(),
        pages: Vec::new(),
        quotes: Vec::new(),
        claims: Vec::new(),
        thresholds: Thresholds {
            clear_share: 0.95,
            clear_move: 0.2,
            leaning_move: 0.08,
            leaning_share: 0.7,
        },
        option_roles: vec![of_options],
        decision_roles: vec![of_decision],
        latency_of: vec![vec![Some(0), Some(1), None, None]],
        facts,
    }
}

fn gate(id: &str, quantity: Quantity, limit: Limit, needs: Vec<usize>) -> Gate {
    Gate {
        id: id.into(),
        title: id.into(),
        quantity,
        limit,
        needs,
        page: None,
    }
}

pub(super) fn profile(numbers: &[(&str, f64)]) -> Profile {
    let mut profile = Profile::default();
    for (id, x) in numbers {
        profile.answers.insert((*id).into(), Answer::Number(*x));
    }
    profile
}

pub(super) fn choose(mut profile: Profile, question: &str, choice: &str) -> Profile {
    profile.answers.insert(question.into(), Answer::Choice(choice.into()));
    profile
}

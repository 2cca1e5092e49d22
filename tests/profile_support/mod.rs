//! A small catalog for the tests of profiles, built by hand: no test of profiles depends on what a shipped catalog says.

use weighbridge::catalog::{
    Amount, Catalog, Choice, Criterion, DecisionOption, Evidence, Fact, Kind, Question, QuestionKind, Role, Scale,
    Section, Thresholds,
};

fn amount(value: f64) -> Amount {
    Amount {
        low: value,
        value,
        high: value,
        peaked: true,
        kind: Kind::Quoted,
        source: "by hand".into(),
        note: None,
    }
}

fn question(id: &str, kind: QuestionKind) -> Question {
    Question {
        id: id.into(),
        section: 0,
        title: id.replace('_', " "),
        ask: format!("What is the {}?", id.replace('_', " ")),
        why: "It matters.".into(),
        page: None,
        kind,
        default: None,
        when: Vec::new(),
    }
}

fn number(id: &str, unit: &str, min: f64, max: f64, whole: bool, example: &str) -> Question {
    let kind = QuestionKind::Number {
        unit: unit.into(),
        min,
        max,
        whole,
        scale: Scale::Linear,
        example: example.into(),
    };
    question(id, kind)
}

fn choice(id: &str, choices: &[(&str, &str)]) -> Question {
    let choices = choices
        .iter()
        .map(|(id, title)| Choice {
            id: (*id).into(),
            title: (*title).into(),
            detail: None,
            stress: Vec::new(),
        })
        .collect();
    question(id, QuestionKind::Choice(choices))
}

/// Bridges: two options, three criteria, seven questions.
pub(crate) fn catalog() -> Catalog {
    let option = |id: &str| DecisionOption {
        id: id.into(),
        title: id.into(),
        summary: String::new(),
        strategy: None,
    };
    let criterion = |id: &str, weight: f64| Criterion {
        id: id.into(),
        title: id.into(),
        short: id.into(),
        description: String::new(),
        weight,
        source: "by hand".into(),
        page: None,
        rules: Vec::new(),
        scores: vec![Some(amount(5.0)), Some(amount(6.0))],
    };
    let evidence = |id: &str| Evidence {
        id: id.into(),
        title: id.into(),
        conditions: String::new(),
    };
    Catalog {
        id: "bridges".into(),
        title: "Bridges".into(),
        ask: "Which bridge?".into(),
        summary: String::new(),
        currency: "USD".into(),
        evidence: vec![evidence("drawn"), evidence("built")],
        default_evidence: 0,
        options: vec![option("arch"), option("cable-stayed")],
        criteria: vec![
            criterion("strength", 50.0),
            criterion("price", 30.0),
            criterion("beauty", 20.0),
        ],
        sections: vec![Section {
            id: "all".into(),
            title: "All".into(),
        }],
        questions: vec![
            number("peak_rps", "req/s", 0.0, 1e7, false, "12k, or 1.5M/day"),
            number("lanes", "lanes", 1.0, 12.0, true, "4"),
            number("deadline_weeks", "wk", 1.0, 260.0, false, "12"),
            number("hourly_rate", "currency/h", 0.0, 1000.0, false, "$95/h"),
            number("delta", "1", -1e300, 1e300, false, "0.5"),
            choice("soil", &[("rock", "Rock"), ("sand", "Sand"), ("clay", "Clay")]),
            question("importance", QuestionKind::Points),
        ],
        gates: Vec::new(),
        figures: Vec::new(),
        latency: Vec::new(),
        scenarios: Vec::new(),
        tier_question: None,
        tiers: Vec::new(),
        pages: Vec::new(),
        quotes: Vec::new(),
        claims: Vec::new().into(),
        thresholds: Thresholds {
            clear_share: 0.95,
            clear_move: 0.2,
            leaning_share: 0.7,
            leaning_move: 0.08,
        },
        option_roles: vec![vec![[None; Role::COUNT]; 2]; 2],
        decision_roles: vec![[None; Role::COUNT]; 2],
        latency_of: vec![vec![None; 2]; 2],
        facts: [None; Fact::COUNT],
    }
}

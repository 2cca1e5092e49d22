//! Every number leads down to where it comes from.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]

mod arithmetic;
mod fields;

use std::{collections::HashMap, fmt::Write as _};

use weighbridge::{
    catalog::{self, Catalog, QuestionKind},
    profile::{self, Answer, Profile},
    weigh::{self, Explainer, Explanation, Robustness, Source, SourceKind, Subject, robustness, subjects, weigh},
};

/// Draws behind the shares that are explained; enough that all kinds of numbers exist.
const DRAWS: u32 = 2000;

/// A decision to explain.
struct Told<'a> {
    name: String,
    catalog: &'a Catalog,
    profile: &'a Profile,
    assessment: weigh::Assessment,
    robustness: Robustness,
}

impl<'a> Told<'a> {
    fn new(name: impl Into<String>, catalog: &'a Catalog, profile: &'a Profile) -> Self {
        let assessment = weigh(catalog, profile);
        Self {
            name: name.into(),
            catalog,
            profile,
            robustness: robustness(catalog, profile, &assessment, DRAWS),
            assessment,
        }
    }

    fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self.catalog, self.profile, &self.assessment, Some(&self.robustness))
    }

    fn subjects(&self) -> Vec<Subject> {
        subjects(self.catalog, &self.assessment, Some(&self.robustness))
    }
}

/// A walk from numbers to their sources; collects what is wrong.
struct Walk<'t> {
    explainer: Explainer<'t>,
    /// Done ones by name; `None` while they are being walked.
    seen: HashMap<String, Option<Option<f64>>>,
    wrong: Vec<String>,
    leaves: HashMap<SourceKind, usize>,
}

impl<'t> Walk<'t> {
    fn new(told: &'t Told) -> Self {
        Self {
            explainer: told.explainer(),
            seen: HashMap::new(),
            wrong: Vec::new(),
            leaves: HashMap::new(),
        }
    }

    fn visit(&mut self, told: &Told, subject: &Subject) -> Option<f64> {
        let name = format!("{subject:?}");
        match self.seen.get(&name) {
            Some(Some(result)) => return *result,
            Some(None) => {
                self.say(told, &name, "it explains itself by itself");
                return None;
            }
            None => {}
        }
        self.seen.insert(name.clone(), None);
        let explanation = self.explainer.explain(subject);
        let result = match &explanation {
            None => {
                self.say(told, &name, "there is no explanation");
                None
            }
            Some(explanation) => {
                self.check(told, &name, explanation);
                self.compare(told, &name, subject, explanation);
                let named = self.explainer.named(subject);
                if named.as_ref() != Some(&(explanation.title.clone(), explanation.value.clone())) {
                    self.say(told, &name, format!("in a list it is {named:?}"));
                }
                for source in &explanation.inputs {
                    self.follow(told, &name, source);
                }
                explanation.result
            }
        };
        self.seen.insert(name, Some(result));
        result
    }

    fn say(&mut self, told: &Told, name: &str, what: impl AsRef<str>) {
        self.wrong.push(format!("{}: {name}: {}", told.name, what.as_ref()));
    }

    /// The explanation itself: nothing is missing, and its arithmetic is right.
    fn check(&mut self, told: &Told, name: &str, explanation: &Explanation) {
        let Explanation {
            title,
            value,
            formula,
            arithmetic,
            inputs,
            notes,
            result,
        } = explanation;
        for (what, text) in [
            ("title", title),
            ("value", value),
            ("formula", formula),
            ("arithmetic", arithmetic),
        ] {
            if text.trim().is_empty() {
                self.say(told, name, format!("no {what}"));
            }
        }
        let texts = [title, value, formula, arithmetic].into_iter().chain(notes);
        for text in texts {
            if text.contains("NaN") || text.contains("inf ") || text.contains("  ") {
                self.say(told, name, format!("`{text}`"));
            }
        }
        if inputs.is_empty() {
            self.say(told, name, "no inputs");
        }
        let shown = match arithmetic::check(arithmetic) {
            Ok(shown) => shown,
            Err(problem) => {
                self.say(told, name, problem);
                None
            }
        };
        if let Some(result) = result {
            if !arithmetic.ends_with(value.as_str()) && !arithmetic.contains('<') {
                self.say(told, name, format!("`{arithmetic}` does not end in `{value}`"));
            }
            // A fit is written in percent of 100.
            let scale = if name.starts_with("Fit") { 0.01 } else { 1.0 };
            if let Some(shown) = shown
                && !arithmetic.contains('<')
                && !shown.holds(result * scale)
            {
                self.say(told, name, format!("{result} is shown as {shown:?}, `{value}`"));
            }
        }
    }

    /// The result, computed anew, is the assessment's own number.
    fn compare(&mut self, told: &Told, name: &str, subject: &Subject, explanation: &Explanation) {
        let Some(field) = fields::field(told.catalog, told.profile, &told.assessment, &told.robustness, subject) else {
            return;
        };
        match explanation.result {
            Some(result) if close(result, field) => {}
            other => self.say(
                told,
                name,
                format!(
                    "comes to {other:?}, the assessment has {field}: {}",
                    explanation.arithmetic
                ),
            ),
        }
    }

    /// An input leads on, or ends in a source.
    fn follow(&mut self, told: &Told, name: &str, source: &Source) {
        *self.leaves.entry(source.kind).or_default() += 1;
        if source.name.trim().is_empty() || source.value.trim().is_empty() {
            self.say(told, name, format!("an input without name or value: {source:?}"));
        }
        if source.page.is_some_and(|page| page >= told.catalog.pages.len()) {
            self.say(told, name, format!("no such page: {source:?}"));
        }
        match (&source.subject, source.kind) {
            (Some(subject), SourceKind::Computed) => {
                let result = self.visit(told, subject);
                if let (Some(used), Some(result)) = (source.number, result)
                    && !close(used, result)
                {
                    self.say(told, name, format!("uses {used} for {subject:?}, which is {result}"));
                }
            }
            (None, SourceKind::Computed) => self.say(told, name, format!("{} leads nowhere", source.name)),
            (Some(_), _) => self.say(told, name, format!("{} is no end", source.name)),
            (None, _) if source.source.trim().is_empty() => {
                self.say(told, name, format!("{} has no source", source.name));
            }
            (None, _) => {}
        }
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

/// Walks everything; what is wrong, and how many numbers and leaves there are.
fn walk<'t>(told: &'t Told) -> Walk<'t> {
    let mut walk = Walk::new(told);
    let all = told.subjects();
    assert!(!all.is_empty());
    for subject in &all {
        walk.visit(told, subject);
    }
    walk
}

fn assert_walks<'t>(told: &'t Told) -> Walk<'t> {
    let walk = walk(told);
    let mut text = String::new();
    for wrong in walk.wrong.iter().take(20) {
        let _ = writeln!(text, "{wrong}");
    }
    assert!(walk.wrong.is_empty(), "{} things are wrong:\n{text}", walk.wrong.len());
    walk
}

fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

fn file(name: &str) -> Catalog {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/catalogs")
        .join(name);
    catalog::open(&path).expect(name)
}

fn scenario(catalog: &Catalog, id: &str) -> Profile {
    let scenario = catalog.scenarios.iter().find(|s| s.id == id).expect(id);
    read(catalog, &scenario.profile.text)
}

fn read(catalog: &Catalog, text: &str) -> Profile {
    profile::read("test", text, catalog).expect("a profile").0
}

fn under(profile: &Profile, evidence: &str) -> Profile {
    Profile {
        evidence: Some(evidence.to_owned()),
        ..profile.clone()
    }
}

/// Every scenario of the shipped catalog, under both sets of evidence; a test each, so that they run side by side.
macro_rules! scenarios {
    ($($name:ident: $id:literal, $evidence:literal;)*) => {
        $(#[test]
        fn $name() {
            let catalog = shipped();
            let profile = under(&scenario(catalog, $id), $evidence);
            assert_walks(&Told::new(concat!($id, " ", $evidence), catalog, &profile));
        })*
    };
}

scenarios! {
    a_start_up_is_explained: "startup", "guide";
    a_start_up_is_explained_as_measured: "startup", "measured";
    a_game_is_explained: "gaming", "guide";
    a_game_is_explained_as_measured: "gaming", "measured";
    a_shop_is_explained: "ecommerce", "guide";
    a_shop_is_explained_as_measured: "ecommerce", "measured";
    a_trading_platform_is_explained: "trading", "guide";
    a_trading_platform_is_explained_as_measured: "trading", "measured";
    a_learning_project_is_explained: "learning", "guide";
    a_learning_project_is_explained_as_measured: "learning", "measured";
}

#[test]
fn the_empty_profile_is_explained() {
    for evidence in ["guide", "measured"] {
        let profile = under(&Profile::default(), evidence);
        let told = Told::new(format!("empty {evidence}"), shipped(), &profile);
        let walk = assert_walks(&told);
        for kind in [
            SourceKind::Quoted,
            SourceKind::Assumed,
            SourceKind::Default,
            SourceKind::Drawn,
        ] {
            assert!(walk.leaves.contains_key(&kind), "{kind:?}");
        }
    }
}

#[test]
fn another_catalog_is_explained() {
    let catalog = file("analytics-database.toml");
    let mut profiles: Vec<(String, Profile)> = catalog
        .scenarios
        .iter()
        .map(|known| (known.id.clone(), scenario(&catalog, &known.id)))
        .collect();
    profiles.push(("empty".to_owned(), Profile::default()));
    for (name, profile) in &profiles {
        assert_walks(&Told::new(name, &catalog, profile));
    }
}

#[test]
fn a_plain_matrix_is_explained() {
    let catalog = file("plain-matrix.toml");
    let profile = Profile::default();
    let told = Told::new("plain", &catalog, &profile);
    let walk = assert_walks(&told);
    assert!(walk.leaves.contains_key(&SourceKind::Declared));
}

#[test]
fn what_is_set_by_hand_is_explained_as_the_profiles_own() {
    let text = "schema = 1\n[answers]\npeak_rps = 12000\nyearly_growth = 80\nhorizon_months = 60\ndiscount_rate = 7\n\
                [weights]\nperformance = 40\n[scores]\nstarlette = { performance = 9 }\n[notes]\npeak_rps = \"Black Friday\"\n";
    let profile = read(shipped(), text);
    let told = Told::new("by hand", shipped(), &profile);
    let walk = assert_walks(&told);
    assert!(walk.leaves.contains_key(&SourceKind::Own) && walk.leaves.contains_key(&SourceKind::Answered));
    let performance = shipped().criterion("performance").expect("a criterion");
    let starlette = shipped().option("starlette").expect("an option");
    let explanation = |subject| told.explainer().explain(&subject).expect("an explanation");
    let points = explanation(Subject::Points(performance));
    assert_eq!((points.value.as_str(), points.inputs[0].kind), ("40", SourceKind::Own));
    let score = explanation(Subject::Score {
        option: starlette,
        criterion: performance,
    });
    assert_eq!(
        (score.arithmetic.as_str(), score.inputs[0].kind),
        ("9", SourceKind::Own)
    );
    let peak = explanation(Subject::Peak);
    assert_eq!(peak.arithmetic, "12,000 req/s");
    assert!(peak.notes.iter().any(|note| note.contains("Black Friday")));
}

#[test]
fn a_load_that_falls_is_explained_by_where_it_begins() {
    let catalog = shipped();
    for switch in [1, 9, 24] {
        let text = format!(
            "schema = 1\n[answers]\npeak_rps = 60000\nyearly_growth = -40\nhorizon_months = 24\nswitch_month = {switch}\n"
        );
        let profile = read(catalog, &text);
        let told = Told::new("falling", catalog, &profile);
        assert_walks(&told);
        for (option, assessed) in told.assessment.chosen().options.iter().enumerate() {
            for (phase, known) in assessed.phases.iter().enumerate() {
                let Some(instances) = known.instances else { continue };
                let place = weigh::Place {
                    option,
                    phase,
                    month: known.busiest_month,
                };
                let number = weigh::Running::Instances;
                let explained = told
                    .explainer()
                    .explain(&Subject::AtWork { place, number })
                    .expect("an explanation");
                assert_eq!(
                    explained.result,
                    Some(f64::from(u32::try_from(instances).expect("a few")))
                );
            }
        }
    }
}

#[test]
fn weights_at_their_limits_are_explained() {
    let with = |weights: &[(&str, f64)]| Profile {
        weights: weights.iter().map(|(id, points)| ((*id).to_owned(), *points)).collect(),
        ..Profile::default()
    };
    for weights in [
        &[("performance", 100.0)][..],
        &[("performance", 80.0), ("cost", 60.0)],
        &[("performance", 0.0)],
    ] {
        let profile = with(weights);
        assert_walks(&Told::new(format!("{weights:?}"), shipped(), &profile));
    }
    let none: Vec<(&str, f64)> = shipped().criteria.iter().map(|c| (c.id.as_str(), 0.0)).collect();
    let profile = with(&none);
    assert_walks(&Told::new("no weights", shipped(), &profile));
}

#[test]
fn weights_by_swing_and_by_rank_are_explained() {
    let texts = [
        "[swing]\nperformance = 100\ncost = 60\ntimeline = 35\n[trade_off]\ntimeline = { performance = 3 }\n",
        "rank = [\"cost\", [\"performance\", \"timeline\"]]\n",
    ];
    for text in texts {
        let profile = read(shipped(), &format!("schema = 1\n{text}"));
        let told = Told::new(text, shipped(), &profile);
        let walk = assert_walks(&told);
        assert!(walk.leaves.contains_key(&SourceKind::Own));
    }
}

#[test]
fn what_is_not_there_is_not_explained() {
    let profile = Profile::default();
    let told = Told::new("empty", shipped(), &profile);
    let mut explainer = told.explainer();
    for subject in [
        Subject::Total(99),
        Subject::Share(99),
        Subject::Gate { option: 0, gate: 99 },
        Subject::Cumulative { option: 0, month: 5000 },
        Subject::Fit(99),
        Subject::EvidenceWinner(99),
        Subject::Total(0).within(weigh::Case::Scenario(99)),
        Subject::Total(0).within(weigh::Case::Evidence(99)),
        Subject::JointMove.within(weigh::Case::Evidence(1)),
        Subject::Total(0)
            .within(weigh::Case::Evidence(1))
            .within(weigh::Case::Evidence(0)),
    ] {
        assert_eq!(explainer.explain(&subject), None, "{subject:?}");
    }
    let without = weigh::explain(shipped(), &profile, &told.assessment, None, &Subject::JointMove);
    assert_eq!(without, None);
}

/// A profile with about half of everything answered, scored and weighted at random.
fn random(catalog: &Catalog, seed: u64) -> Profile {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        #[expect(clippy::cast_precision_loss, reason = "a number between 0 and 1")]
        let x = (state >> 11) as f64 / (1_u64 << 53) as f64;
        x
    };
    let mut profile = Profile::default();
    for question in &catalog.questions {
        let (said, place) = (next() < 0.5, next());
        let answer = match &question.kind {
            QuestionKind::Choice(choices) => {
                #[expect(clippy::cast_precision_loss, reason = "a few choices")]
                let at = place * choices.len() as f64;
                let choice = choices.iter().zip(1_u8..).find(|(_, end)| at < f64::from(*end));
                choice.map(|(choice, _)| Answer::Choice(choice.id.clone()))
            }
            QuestionKind::Number { min, max, whole, .. } => {
                // More small numbers than large ones, as in life; now and then an end.
                let x = match place {
                    place if place < 0.05 => *min,
                    place if place > 0.95 => *max,
                    place => (min + 1.0) * ((max + 1.0) / (min + 1.0)).powf(place) - 1.0,
                };
                let x = if *whole { x.round() } else { x };
                Some(Answer::Number(x.clamp(*min, *max)))
            }
            QuestionKind::Points => None,
        };
        if let Some(answer) = answer.filter(|_| said) {
            profile.answers.insert(question.id.clone(), answer);
        }
    }
    for criterion in &catalog.criteria {
        if next() < 0.15 {
            profile.weights.insert(criterion.id.clone(), (next() * 40.0).round());
        }
        for option in &catalog.options {
            if next() < 0.05 {
                let scores = profile.scores.entry(option.id.clone()).or_default();
                scores.insert(criterion.id.clone(), (next() * 10.0).round());
            }
        }
    }
    if next() < 0.5
        && let Some(set) = catalog.evidence.last()
    {
        profile.evidence = Some(set.id.clone());
    }
    profile
}

#[test]
fn any_profile_is_explained() {
    let other = file("analytics-database.toml");
    let count: u64 = std::env::var("EXPLAINED_PROFILES").map_or(4, |n| n.parse().expect("a number"));
    for seed in 1..=count {
        for catalog in [shipped(), &other] {
            let profile = random(catalog, seed);
            assert_walks(&Told::new(format!("{} {seed}", catalog.id), catalog, &profile));
        }
    }
}

//! How long one assessment takes, without sampling: `cargo bench --bench weigh`.
//!
//! The shipped catalog has two sets of evidence and four options, two of them strategies; each is weighed under both sets.
//! The aim is less than 100 microseconds for any of these.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a benchmark stops and prints"
)]

use divan::Bencher;
use weighbridge::{
    catalog::{self, Catalog},
    profile::{Answer, Profile},
    weigh,
};

fn main() {
    divan::main();
}

#[expect(clippy::expect_used, reason = "without a catalog there is nothing to measure")]
fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

/// A profile with an answer to every question: choices as far down as there are, numbers as given.
fn full(catalog: &Catalog, numbers: &[(&str, f64)]) -> Profile {
    let mut profile = Profile::default();
    for question in &catalog.questions {
        let answer = match &question.kind {
            catalog::QuestionKind::Choice(choices) => choices.last().map(|c| Answer::Choice(c.id.clone())),
            catalog::QuestionKind::Number { min, max, .. } => {
                let given = numbers.iter().find(|(id, _)| *id == question.id).map(|(_, x)| *x);
                Some(Answer::Number(given.unwrap_or((min * max.max(1.0)).sqrt())))
            }
            catalog::QuestionKind::Points => None,
        };
        profile
            .answers
            .extend(answer.map(|answer| (question.id.clone(), answer)));
    }
    profile
}

#[divan::bench]
fn empty_profile(bencher: Bencher) {
    let (catalog, profile) = (shipped(), Profile::default());
    bencher.bench(|| weigh::weigh(divan::black_box(catalog), divan::black_box(&profile)));
}

/// Every question answered, the load growing, over a horizon of so many months.
#[divan::bench(args = [12, 36, 120])]
fn full_profile(bencher: Bencher, months: u32) {
    let catalog = shipped();
    let profile = full(
        catalog,
        &[
            ("peak_rps", 30_000.0),
            ("connections", 5_000.0),
            ("yearly_growth", 40.0),
            ("p99_target_ms", 10.0),
            ("deadline_weeks", 12.0),
            ("developers", 6.0),
            ("horizon_months", f64::from(months)),
            ("switch_month", 9.0),
            ("fast_share", 20.0),
        ],
    );
    bencher.bench(|| weigh::weigh(divan::black_box(catalog), divan::black_box(&profile)));
}

/// A profile that leaves a good part of the questions open, as most do: the second scenario of the catalog.
fn half_answered(catalog: &Catalog) -> Profile {
    let text = &catalog.scenarios[1].profile.text;
    weighbridge::profile::read("scenario", text, catalog)
        .expect("a scenario's profile reads")
        .0
}

/// Everything about how sure the verdict is: exact parts only, while a key is held, and at rest.
#[divan::bench(args = [0, 10_000, 100_000])]
fn robustness(bencher: Bencher, draws: u32) {
    let catalog = shipped();
    let profile = half_answered(catalog);
    let assessment = weigh::weigh(catalog, &profile);
    bencher.bench(|| weigh::robustness(catalog, divan::black_box(&profile), &assessment, draws));
}

/// The same again after a weight was moved.
#[divan::bench(args = [0, 10_000, 100_000])]
fn robustness_of_a_moved_weight(bencher: Bencher, draws: u32) {
    let catalog = shipped();
    let mut profile = half_answered(catalog);
    let mut prepared = weigh::Prepared::new(catalog, &profile);
    let effort = weigh::Effort {
        draws,
        threads: 1,
        keep_going: &|| true,
    };
    let mut points = 0.0;
    bencher.bench_local(|| {
        points = (points + 1.0) % 40.0;
        profile.weights.insert(catalog.criteria[0].id.clone(), points);
        let assessment = weigh::weigh(catalog, &profile);
        prepared.robustness(catalog, &profile, &assessment, &effort)
    });
}

#[divan::bench]
fn visible_questions(bencher: Bencher) {
    let (catalog, profile) = (shipped(), Profile::default());
    bencher.bench(|| weigh::visible(divan::black_box(catalog), divan::black_box(&profile)));
}

#[divan::bench]
fn audit(bencher: Bencher) {
    let catalog = shipped();
    bencher.bench(|| weigh::audit(divan::black_box(catalog)));
}

//! How long sampling takes: 100,000 draws with all ranks and central weights.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a benchmark stops and prints"
)]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up should stop")]

use divan::{Bencher, black_box};
use weighbridge::weigh::robust::set::WeightSet;
use weighbridge::weigh::robust::smaa::{Problem, Sampler, Scale, Score};

fn main() {
    divan::main();
}

const DRAWS: u32 = 100_000;

fn values(options: usize, criteria: usize) -> Vec<Vec<f64>> {
    let step = |o: usize, c: usize| f64::from(u32::try_from((o * 37 + c * 61 + o * c * 13) % 97).unwrap()) / 97.0;
    (0..options)
        .map(|o| (0..criteria).map(|c| step(o, c)).collect())
        .collect()
}

fn run(bencher: Bencher, problem: &Problem, set: &WeightSet) {
    let sampler = Sampler::new(problem, set, 1).unwrap();
    bencher.bench_local(|| black_box(black_box(&sampler).run(DRAWS).unwrap()));
}

#[divan::bench(args = [2, 3, 4, 6, 8, 12])]
fn any_weights_7_criteria(bencher: Bencher, options: usize) {
    run(
        bencher,
        &Problem::points(&values(options, 7)).unwrap(),
        &WeightSet::Any(7),
    );
}

#[divan::bench]
fn ordered_weights_7x4(bencher: Bencher) {
    let set = WeightSet::Ordered((0..7).map(|c| vec![c]).collect());
    run(bencher, &Problem::points(&values(4, 7)).unwrap(), &set);
}

#[divan::bench]
fn band_weights_7x4(bencher: Bencher) {
    let set = WeightSet::band(vec![20.0, 15.0, 15.0, 15.0, 10.0, 15.0, 10.0]);
    run(bencher, &Problem::points(&values(4, 7)).unwrap(), &set);
}

#[divan::bench]
fn band_weights_7x4_a_third_triangular(bencher: Bencher) {
    let scores = values(4, 7)
        .iter()
        .enumerate()
        .map(|(o, row)| {
            row.iter()
                .enumerate()
                .map(|(c, &v)| match (o + c) % 3 {
                    0 => Score::Triangular {
                        low: v - 0.1,
                        likely: v,
                        high: v + 0.2,
                    },
                    _ => Score::Point(v),
                })
                .collect()
        })
        .collect();
    let problem = Problem::new(scores, vec![Scale::Clip { low: 0.0, high: 1.0 }; 7]).unwrap();
    run(
        bencher,
        &problem,
        &WeightSet::band(vec![20.0, 15.0, 15.0, 15.0, 10.0, 15.0, 10.0]),
    );
}

#[divan::bench]
fn any_weights_7x4_with_a_duplicate(bencher: Bencher) {
    let mut table = values(3, 7);
    table.push(table[0].clone());
    run(bencher, &Problem::points(&table).unwrap(), &WeightSet::Any(7));
}

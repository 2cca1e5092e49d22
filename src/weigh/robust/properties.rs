//! Properties that hold between the modules: exact and sampled, one method and another.

use super::closed_form::win_share;
use super::flip::{move_to_tie, smallest_move, stability};
use super::set::{Constraint, WeightSet};
use super::smaa::{Problem, Sampler, standard_error};
use super::weights::shares;
use super::wsm::{declared_values, ranking, totals};
use super::{TIE, dot};
use proptest::prelude::*;

/// A table of 2 to 5 options on 1 to 6 criteria, and weights of which some may be zero.
fn problem() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
    (2usize..6, 1usize..7)
        .prop_flat_map(|(options, criteria)| {
            let cell = prop_oneof![4 => 0.0..1.0f64, 1 => Just(0.5), 1 => Just(0.0)];
            let weight = prop_oneof![5 => 0.01..1.0f64, 1 => Just(0.0)];
            (
                prop::collection::vec(prop::collection::vec(cell, criteria), options),
                prop::collection::vec(weight, criteria),
            )
        })
        .prop_filter("some weight", |(_, weights)| weights.iter().any(|&w| w > 0.0))
}

fn winner(values: &[Vec<f64>], weights: &[f64]) -> usize {
    ranking(&totals(values, weights).unwrap())[0][0]
}

fn lead(values: &[Vec<f64>], weights: &[f64], winner: usize) -> f64 {
    let totals = totals(values, weights).unwrap();
    let others = totals.iter().enumerate().filter(|&(o, _)| o != winner).map(|(_, t)| *t);
    totals[winner] - others.fold(f64::NEG_INFINITY, f64::max)
}

/// Least L1 move that makes `d` tie, by trying every corner of the problem: all but two changes at 0 or at `-w`, those two solved
/// from "the changes sum to 0" and "the lead is gone".
fn least_move_by_corners(shares: &[f64], d: &[f64]) -> Option<f64> {
    let n = shares.len();
    let margin = dot(shares, d);
    let mut best: Option<f64> = None;
    for a in 0..n {
        for b in (0..n).filter(|&b| b != a && (d[b] - d[a]).abs() > 1e-12) {
            for emptied in (0..1usize << n).filter(|mask| mask >> a & 1 == 0 && mask >> b & 1 == 0) {
                let mut change = vec![0.0; n];
                for c in (0..n).filter(|c| emptied >> c & 1 == 1) {
                    change[c] = -shares[c];
                }
                let sum: f64 = change.iter().sum();
                // change_a + change_b = -sum; d_a change_a + d_b change_b = -margin - what the others do.
                let wanted = -margin - dot(&change, d);
                change[b] = (wanted + sum * d[a]) / (d[b] - d[a]);
                change[a] = -sum - change[b];
                if change[a] >= -shares[a] - 1e-12 && change[b] >= -shares[b] - 1e-12 {
                    let l1 = change.iter().map(|x| x.abs()).sum::<f64>();
                    best = Some(best.map_or(l1, |held: f64| held.min(l1)));
                }
            }
        }
    }
    best
}

/// Weights with `t` on one criterion and the others in their ratios.
fn with_weight(weights: &[f64], criterion: usize, t: f64) -> Vec<f64> {
    let rest = 1.0 - weights[criterion];
    let other = |w: f64| {
        if rest > 0.0 {
            w * (1.0 - t) / rest
        } else {
            (1.0 - t) / super::real(weights.len() - 1)
        }
    };
    weights
        .iter()
        .enumerate()
        .map(|(c, &w)| if c == criterion { t } else { other(w) })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn inside_a_stability_interval_the_winner_holds_and_outside_it_does_not((values, weights) in problem()) {
        let shares = shares(&weights).unwrap();
        let winner = winner(&values, &shares);
        for interval in stability(&values, &shares, winner).unwrap() {
            if shares.len() == 1 { continue; }
            prop_assert!(interval.low <= interval.weight + 1e-12 && interval.weight <= interval.high + 1e-12);
            for step in 0..=10 {
                let t = interval.low + (interval.high - interval.low) * f64::from(step) / 10.0;
                prop_assert!(lead(&values, &with_weight(&shares, interval.criterion, t), winner) > -1e-8);
            }
            for (end, rival, beyond) in [
                (interval.low, interval.low_rival, 0.0), (interval.high, interval.high_rival, 1.0),
            ] {
                let Some(rival) = rival else {
                    prop_assert!((end - beyond).abs() < 1e-12);
                    continue;
                };
                let at = with_weight(&shares, interval.criterion, end);
                prop_assert!(lead(&values, &at, winner).abs() < 1e-8);
                // Just beyond, the rival that was named is ahead of the old winner, and nobody is ahead of it.
                let past = with_weight(&shares, interval.criterion, end + (beyond - end) * 1e-3);
                let here = totals(&values, &past).unwrap();
                prop_assert!(here[rival] > here[winner] - TIE);
            }
        }
    }

    #[test]
    fn an_option_more_or_less_changes_no_other_total_and_no_order_of_the_others(
        raw in prop::collection::vec(prop::collection::vec(-50.0..150.0f64, 3), 2..6),
        more in prop::collection::vec(-500.0..500.0f64, 3), weights in prop::collection::vec(0.01..1.0f64, 3),
        ends in prop::collection::vec((0.0..40.0f64, 60.0..100.0f64), 3), turned in prop::collection::vec(any::<bool>(), 3),
    ) {
        let (worst, best): (Vec<f64>, Vec<f64>) =
            ends.iter().zip(&turned).map(|(&(low, high), &turned)| if turned { (high, low) } else { (low, high) }).unzip();
        let shares = shares(&weights).unwrap();
        let totals_of = |raw: &[Vec<f64>]| totals(&declared_values(raw, &worst, &best).unwrap(), &shares).unwrap();
        let before = totals_of(&raw);
        let with = totals_of(&[raw.as_slice(), &[more]].concat());
        prop_assert_eq!(&before[..], &with[..raw.len()]);
        let others = |groups: Vec<Vec<usize>>| -> Vec<usize> { groups.concat().into_iter().filter(|&o| o < raw.len()).collect() };
        // Groups of ties may join or part where the newcomer lies between; who is above whom stays.
        let (old, new) = (others(ranking(&before)), others(ranking(&with)));
        for (a, b) in old.iter().zip(&new) {
            prop_assert!(a == b || (before[*a] - before[*b]).abs() <= 2.0 * TIE);
        }
    }

    #[test]
    fn the_move_to_tie_with_a_rival_is_the_least_there_is((values, weights) in problem()) {
        let shares = shares(&weights).unwrap();
        let winner = winner(&values, &shares);
        for rival in (0..values.len()).filter(|&o| o != winner) {
            let d: Vec<f64> = values[winner].iter().zip(&values[rival]).map(|(x, y)| x - y).collect();
            // Nearly level corners are where 1e-9 of slack decides whether a tie exists at all.
            if dot(&shares, &d) > 1e-6 && d.iter().all(|x| x.abs() > 1e-6) {
                let found = move_to_tie(&values, &shares, winner, rival).unwrap().map(|found| found.l1);
                match (found, least_move_by_corners(&shares, &d)) {
                    (Some(found), Some(least)) => prop_assert!((found - least).abs() < 1e-9, "{} {}", found, least),
                    (found, least) => prop_assert_eq!(found, least),
                }
            }
        }
    }

    #[test]
    fn the_smallest_move_makes_a_tie_and_no_random_move_of_that_size_does(
        (values, weights) in problem(), tries in prop::collection::vec(prop::collection::vec(0.0..1.0f64, 6), 24),
    ) {
        let shares = shares(&weights).unwrap();
        let winner = winner(&values, &shares);
        let Some(found) = smallest_move(&values, &shares, winner).unwrap() else {
            // Then no weights at all make another one win.
            for row in &tries {
                let other: Vec<f64> = row[..shares.len()].iter().map(|x| x + 1e-6).collect();
                prop_assert!(lead(&values, &super::weights::shares(&other).unwrap(), winner) > 0.0);
            }
            return Ok(());
        };
        prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!(found.weights.iter().all(|w| *w >= -1e-12));
        let moved: f64 = found.weights.iter().zip(&shares).map(|(a, b)| (a - b).abs()).sum();
        prop_assert!((moved - found.l1).abs() < 1e-9);
        prop_assert!(lead(&values, &found.weights, winner).abs() < 1e-8);
        for rival in (0..values.len()).filter(|&o| o != winner) {
            if let Some(other) = move_to_tie(&values, &shares, winner, rival).unwrap() {
                prop_assert!(other.l1 >= found.l1 - 1e-12);
            }
        }
        // Any weights, pulled back towards the present ones to just inside the move, leave the winner where it is.
        for row in &tries {
            let other = super::weights::shares(&row[..shares.len()].iter().map(|x| x + 1e-9).collect::<Vec<_>>()).unwrap();
            let far: f64 = other.iter().zip(&shares).map(|(a, b)| (a - b).abs()).sum();
            if far > 1e-9 {
                let pull = (found.l1 / far).min(1.0) * 0.999;
                let near: Vec<f64> = shares.iter().zip(&other).map(|(a, b)| a + (b - a) * pull).collect();
                prop_assert!(lead(&values, &near, winner) > -1e-9);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn closed_form_and_sampler_agree(rows in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 1..8), seed: u64) {
        let (a, b): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        let d: Vec<f64> = a.iter().zip(&b).map(|(x, y)| x - y).collect();
        let n = d.len();
        let draws = 8000;
        let ordered = WeightSet::Ordered((0..n).map(|c| vec![c]).collect());
        for set in [WeightSet::Any(n), ordered] {
            let exact = super::closed_form::win_share_in(&set, &d).unwrap();
            let sampler = Sampler::new(&Problem::points(&[a.clone(), b.clone()]).unwrap(), &set, seed).unwrap();
            let sampled = sampler.run(draws).unwrap().first_share(0);
            if let Some(exact) = exact {
                // Five and a half standard errors: one false alarm in 26 million.
                prop_assert!((exact - sampled).abs() <= 5.5 * standard_error(exact, draws) + 3.0 / f64::from(draws));
            }
        }
    }

    #[test]
    fn exact_and_sampled_flip_points_agree((values, weights) in problem(), seed: u64) {
        let shares = shares(&weights).unwrap();
        let winner = winner(&values, &shares);
        let range = |rival: usize, factor: f64| {
            let d: Vec<f64> = values[winner].iter().zip(&values[rival]).map(|(x, y)| x - y).collect();
            WeightSet::Band { centre: shares.clone(), factor }.range(&d).unwrap().unwrap()
        };
        for factor in [1.2, 2.0, 5.0] {
            let set = WeightSet::Band { centre: shares.clone(), factor };
            let tally = Sampler::new(&Problem::points(&values).unwrap(), &set, seed).unwrap().run(1000).unwrap();
            // Where the exact range says that nobody can take over, no draw may say otherwise.
            if (0..values.len()).all(|o| o == winner || range(o, factor).0 > TIE) {
                prop_assert!(tally.first_share(winner) >= 1.0);
            }
            // And a draw that another one wins must lie at least as far away as the smallest joint move.
            let nearest = smallest_move(&values, &shares, winner).unwrap().map_or(f64::INFINITY, |found| found.l1);
            for row in super::smaa::weights_drawn(&set, 300, seed).unwrap() {
                let far: f64 = row.iter().zip(&shares).map(|(a, b)| (a - b).abs()).sum();
                prop_assert!(lead(&values, &row, winner) > -TIE || far >= nearest - 1e-9);
            }
        }
        for interval in stability(&values, &shares, winner).unwrap() {
            if shares.len() == 1 { continue; }
            // The same line, sampled in steps: the winner changes where the interval says.
            for step in 0..=200 {
                let t = f64::from(step) / 200.0;
                let lead = lead(&values, &with_weight(&shares, interval.criterion, t), winner);
                let inside = t >= interval.low - 1e-9 && t <= interval.high + 1e-9;
                let as_said = if inside { lead > -1e-8 } else { lead < 1e-8 };
                prop_assert!(as_said);
            }
        }
    }

    #[test]
    fn every_drawn_weight_of_a_constrained_set_keeps_the_difference_in_its_exact_range(
        d in prop::collection::vec(-1.0..1.0f64, 2..6), low in 0.0..0.15f64, high in 0.4..1.0f64, ratio in 0.2..2.0f64, seed: u64,
    ) {
        let n = d.len();
        let rule = |c: usize, g: f64, at_least: f64| {
            let mut all = vec![0.0; n];
            all[c] = g;
            Constraint { g: all, at_least }
        };
        let mut constraints = vec![rule(0, 1.0, low), rule(n - 1, -1.0, -high), rule(0, 1.0, 0.0)];
        constraints[2].g[1] = -ratio;
        let set = WeightSet::Constrained { criteria: n, constraints };
        let (least, most) = set.range(&d).unwrap().unwrap();
        let drawn = super::smaa::weights_drawn(&set, 400, seed).unwrap();
        let sampled: Vec<f64> = drawn.iter().map(|row| dot(row, &d)).collect();
        prop_assert!(sampled.iter().all(|at| least - 1e-9 <= *at && *at <= most + 1e-9));
        // And the draws reach well towards both ends.
        let reached = sampled.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        prop_assert!(reached.1 - reached.0 > 0.4 * (most - least) - 1e-9);
    }

    #[test]
    fn shares_sum_to_one_and_nothing_is_nan((values, weights) in problem(), seed: u64) {
        let n = weights.len();
        for set in [WeightSet::Any(n), WeightSet::band(weights.clone()), WeightSet::Fixed(weights.clone())] {
            let tally = Sampler::new(&Problem::points(&values).unwrap(), &set, seed).unwrap().run(700).unwrap();
            let ranks = tally.rank_acceptability();
            for (option, row) in ranks.iter().enumerate() {
                prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!((ranks.iter().map(|r| r[option]).sum::<f64>() - 1.0).abs() < 1e-9);
            }
            let beats = tally.pairwise_winning();
            for (a, row) in beats.iter().enumerate() {
                for (b, share) in row.iter().enumerate().filter(|&(b, _)| b != a) {
                    prop_assert!((share + beats[b][a] - 1.0).abs() < 1e-9);
                }
            }
            for central in tally.central_weights().into_iter().flatten() {
                prop_assert!((central.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(central.iter().all(|w| w.is_finite() && *w >= 0.0));
            }
        }
    }

    #[test]
    fn a_criterion_on_which_all_tie_changes_no_share(rows in prop::collection::vec(prop::collection::vec(0.0..1.0f64, 3), 2..5), seed: u64) {
        let draws = 6000;
        let run = |values: &[Vec<f64>]| {
            let set = WeightSet::Any(values[0].len());
            Sampler::new(&Problem::points(values).unwrap(), &set, seed).unwrap().run(draws).unwrap()
        };
        let more: Vec<Vec<f64>> = rows.iter().map(|row| [row.as_slice(), &[0.5]].concat()).collect();
        let (without, with) = (run(&rows), run(&more));
        for option in 0..rows.len() {
            let p = without.first_share(option);
            let error = standard_error(p, draws) * std::f64::consts::SQRT_2;
            prop_assert!((p - with.first_share(option)).abs() <= 5.5 * error + 6.0 / f64::from(draws));
        }
        if let [a, b] = rows.as_slice() {
            let d: Vec<f64> = a.iter().zip(b).map(|(x, y)| x - y).collect();
            let longer = [d.as_slice(), &[0.0]].concat();
            if let (Some(p), Some(q)) = (win_share(&d), win_share(&longer)) {
                prop_assert!((p - q).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn every_drawn_weight_of_a_band_keeps_the_difference_in_its_exact_range(
        rows in prop::collection::vec((0.01..1.0f64, -1.0..1.0f64), 1..6), factor in 1.0..3.0f64, seed: u64,
    ) {
        let (centre, d): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        let set = WeightSet::Band { centre, factor };
        let (low, high) = set.range(&d).unwrap().unwrap();
        for row in super::smaa::weights_drawn(&set, 200, seed).unwrap() {
            let at = dot(&row, &d);
            prop_assert!(low - 1e-9 <= at && at <= high + 1e-9);
        }
    }
}

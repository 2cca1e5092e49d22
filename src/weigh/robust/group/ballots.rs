//! Who stands with whom: ballots by winner and by weights, and whether a group is split into camps.

use super::super::{Error, real, wsm};
use super::aggregate::normalised;

/// People by the option that wins on their own ballot, largest group first (then by option); people without a winner are last.
#[must_use]
pub fn by_winner(winners: &[Option<usize>]) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (person, &winner) in winners.iter().enumerate() {
        match groups.iter_mut().find(|group| group.0 == winner) {
            Some(group) => group.1.push(person),
            None => groups.push((winner, vec![person])),
        }
    }
    groups.sort_by(|a, b| {
        (a.0.is_none(), std::cmp::Reverse(a.1.len()), a.0).cmp(&(b.0.is_none(), std::cmp::Reverse(b.1.len()), b.0))
    });
    groups
}

/// The first-ranked options (several when tied) under each person's own weights, all with the same values.
///
/// # Errors
///
/// As [`normalised`] and [`wsm::totals`].
pub fn winners(values: &[Vec<f64>], weights: &[Vec<f64>]) -> Result<Vec<Vec<usize>>, Error> {
    normalised(weights)?
        .iter()
        .map(|row| {
            Ok(wsm::ranking(&wsm::totals(values, row)?)
                .into_iter()
                .next()
                .unwrap_or_default())
        })
        .collect()
}

/// Distance of two sets of shares, 0-1: half the sum of the absolute differences, the share of weight that would have to move.
#[must_use]
pub fn distance(a: &[f64], b: &[f64]) -> f64 {
    0.5 * a.iter().zip(b).map(|(x, y)| (x - y).abs()).sum::<f64>()
}

/// Like-minded people: merged while the mean distance between two groups is at most `within` (average linkage).
///
/// Groups are sorted by their first person, who is also first in them. Equal distances merge the earliest groups.
///
/// # Errors
///
/// As [`normalised`].
pub fn like_minded(weights: &[Vec<f64>], within: f64) -> Result<Vec<Vec<usize>>, Error> {
    let distances = distances(&normalised(weights)?);
    let mut groups = singles(weights.len());
    while let Some((a, b, gap)) = nearest(&groups, &distances) {
        if gap > within {
            break;
        }
        merge(&mut groups, a, b);
    }
    Ok(groups)
}

/// A group that falls into camps, or does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Camps {
    /// The camps, sorted by their first person; one camp with everyone when there is no clear split.
    pub groups: Vec<Vec<usize>>,
    /// Mean silhouette of the split, -1 to 1: how much nearer people are to their own camp than to the next. 0 for one camp.
    pub silhouette: f64,
    /// Greatest mean distance between two camps, 0-1; 0 for one camp.
    pub apart: f64,
}

/// From this silhouette on a split counts as real (Kaufman and Rousseeuw, *Finding Groups in Data*: 0.5 is "reasonable structure").
pub const CLEAR_SPLIT: f64 = 0.5;

/// The clearest split of the people by their weights: of all cuts of the average-linkage tree into 2 or more camps the one
/// with the greatest mean silhouette, if that is at least [`CLEAR_SPLIT`]. Two people are never camps, however far apart.
///
/// # Errors
///
/// As [`normalised`].
pub fn camps(weights: &[Vec<f64>]) -> Result<Camps, Error> {
    let distances = distances(&normalised(weights)?);
    let people = weights.len();
    let mut best = Camps {
        groups: vec![(0..people).collect()],
        silhouette: 0.0,
        apart: 0.0,
    };
    let mut groups = singles(people);
    while let Some((a, b, _)) = nearest(&groups, &distances) {
        merge(&mut groups, a, b);
        if groups.len() < 2 {
            break;
        }
        let silhouette = silhouette(&groups, &distances);
        // Later cuts have fewer camps: of equally clear ones the simpler.
        if silhouette >= CLEAR_SPLIT && silhouette >= best.silhouette - 1e-12 {
            let apart = farthest(&groups, &distances);
            best = Camps {
                groups: groups.clone(),
                silhouette,
                apart,
            };
        }
    }
    Ok(best)
}

fn singles(people: usize) -> Vec<Vec<usize>> {
    (0..people).map(|person| vec![person]).collect()
}

fn distances(weights: &[Vec<f64>]) -> Vec<Vec<f64>> {
    weights
        .iter()
        .map(|a| weights.iter().map(|b| distance(a, b)).collect())
        .collect()
}

fn mean_distance(a: &[usize], b: &[usize], distances: &[Vec<f64>]) -> f64 {
    let sum: f64 = a.iter().flat_map(|&i| b.iter().map(move |&j| distances[i][j])).sum();
    sum / (real(a.len()) * real(b.len()))
}

fn nearest(groups: &[Vec<usize>], distances: &[Vec<f64>]) -> Option<(usize, usize, f64)> {
    let mut best: Option<(usize, usize, f64)> = None;
    for b in 1..groups.len() {
        for a in 0..b {
            let gap = mean_distance(&groups[a], &groups[b], distances);
            if best.is_none_or(|held| gap < held.2 - 1e-12) {
                best = Some((a, b, gap));
            }
        }
    }
    best
}

fn farthest(groups: &[Vec<usize>], distances: &[Vec<f64>]) -> f64 {
    let mut most: f64 = 0.0;
    for (place, a) in groups.iter().enumerate() {
        for b in &groups[..place] {
            most = most.max(mean_distance(a, b, distances));
        }
    }
    most
}

fn merge(groups: &mut Vec<Vec<usize>>, a: usize, b: usize) {
    let joined = groups.remove(b);
    groups[a].extend(joined);
    groups[a].sort_unstable();
}

/// Mean over people of `(b - a) / max(a, b)`, `a` the mean distance to the others of their camp, `b` to the nearest other camp;
/// 0 for somebody alone in a camp.
fn silhouette(groups: &[Vec<usize>], distances: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for (own, group) in groups.iter().enumerate() {
        for &person in group.iter().filter(|_| group.len() > 1) {
            let inside = group.iter().map(|&other| distances[person][other]).sum::<f64>() / real(group.len() - 1);
            let outside = groups
                .iter()
                .enumerate()
                .filter(|&(place, _)| place != own)
                .map(|(_, other)| mean_distance(&[person], other, distances))
                .fold(f64::INFINITY, f64::min);
            let scale = inside.max(outside);
            if scale > 0.0 {
                sum += (outside - inside) / scale;
            }
        }
    }
    sum / real(distances.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polarised() -> Vec<Vec<f64>> {
        vec![
            vec![0.8, 0.1, 0.1],
            vec![0.1, 0.1, 0.8],
            vec![0.75, 0.15, 0.1],
            vec![0.1, 0.15, 0.75],
        ]
    }

    #[test]
    fn a_polarised_group_falls_into_its_two_camps() {
        let found = camps(&polarised()).unwrap();
        assert_eq!(found.groups, vec![vec![0, 2], vec![1, 3]]);
        assert!(found.silhouette > 0.9 && found.apart > 0.6);
        assert_eq!(like_minded(&polarised(), 0.2).unwrap(), vec![vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn people_who_agree_are_one_camp() {
        let found = camps(&vec![vec![0.5, 0.5]; 4]).unwrap();
        assert_eq!(found.groups, vec![vec![0, 1, 2, 3]]);
        assert_eq!(camps(&[vec![1.0]]).unwrap().groups, vec![vec![0]]);
        assert!(camps(&[]).is_err());
    }

    #[test]
    fn ballots_are_counted_by_winner() {
        let values = [vec![1.0, 0.0, 0.0], vec![0.0, 0.0, 1.0], vec![0.45, 0.45, 0.45]];
        let tops: Vec<Option<usize>> = winners(&values, &polarised())
            .unwrap()
            .iter()
            .map(|tied| tied.first().copied())
            .collect();
        assert_eq!(by_winner(&tops), vec![(Some(0), vec![0, 2]), (Some(1), vec![1, 3])]);
        assert_eq!(by_winner(&[None, Some(3)]), vec![(Some(3), vec![1]), (None, vec![0])]);
    }
}

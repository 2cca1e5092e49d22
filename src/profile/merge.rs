//! Two profiles that began as one, made one again.

use std::collections::BTreeMap;

use super::Profile;

/// What `theirs` says, with what `ours` changed since `base` on top: where both changed the same, `ours` counts.
///
/// Weights are taken from one side as a whole, because they make sense only together: from `ours` where it changed any.
#[must_use]
pub fn merge(base: &Profile, ours: &Profile, theirs: &Profile) -> Profile {
    fn one<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> T {
        if base == ours { theirs.clone() } else { ours.clone() }
    }
    let weights = |p: &Profile| {
        (
            p.weights.clone(),
            p.swing.clone(),
            p.swing_ranges.clone(),
            p.rank.clone(),
        )
    };
    let (weights, swing, swing_ranges, rank) = one(&weights(base), &weights(ours), &weights(theirs));
    Profile {
        catalog: one(&base.catalog, &ours.catalog, &theirs.catalog),
        evidence: one(&base.evidence, &ours.evidence, &theirs.evidence),
        title: one(&base.title, &ours.title, &theirs.title),
        currency: one(&base.currency, &ours.currency, &theirs.currency),
        seed: one(&base.seed, &ours.seed, &theirs.seed),
        decided_by: one(&base.decided_by, &ours.decided_by, &theirs.decided_by),
        decided_on: one(&base.decided_on, &ours.decided_on, &theirs.decided_on),
        answers: by_key(&base.answers, &ours.answers, &theirs.answers),
        notes: by_key(&base.notes, &ours.notes, &theirs.notes),
        weights,
        swing,
        swing_ranges,
        rank,
        trade_offs: nested(&base.trade_offs, &ours.trade_offs, &theirs.trade_offs),
        scores: nested(&base.scores, &ours.scores, &theirs.scores),
    }
}

type Map<T> = BTreeMap<String, T>;

fn by_key<T: Clone + PartialEq>(base: &Map<T>, ours: &Map<T>, theirs: &Map<T>) -> Map<T> {
    let mut merged = theirs.clone();
    for key in base.keys().chain(ours.keys()) {
        match ours.get(key) {
            now if now == base.get(key) => {}
            Some(value) => {
                merged.insert(key.clone(), value.clone());
            }
            None => {
                merged.remove(key);
            }
        }
    }
    merged
}

fn nested<T: Clone + PartialEq>(base: &Map<Map<T>>, ours: &Map<Map<T>>, theirs: &Map<Map<T>>) -> Map<Map<T>> {
    let empty = Map::new();
    let mut merged = theirs.clone();
    for key in base.keys().chain(ours.keys()) {
        let of = |side: &'_ Map<Map<T>>| side.get(key).unwrap_or(&empty).clone();
        let inner = by_key(&of(base), &of(ours), &of(theirs));
        if inner.is_empty() {
            merged.remove(key);
        } else {
            merged.insert(key.clone(), inner);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Answer;

    fn profile(answers: &[(&str, f64)], weights: &[(&str, f64)], scores: &[(&str, f64)]) -> Profile {
        Profile {
            answers: answers.iter().map(|(k, x)| ((*k).into(), Answer::Number(*x))).collect(),
            weights: weights.iter().map(|(k, x)| ((*k).into(), *x)).collect(),
            scores: [("a".to_owned(), scores.iter().map(|(k, x)| ((*k).into(), *x)).collect())].into(),
            ..Profile::default()
        }
    }

    #[test]
    fn what_each_side_changed_alone_is_taken_and_ours_counts_where_both_did() {
        let base = profile(&[("x", 1.0), ("y", 1.0), ("z", 1.0)], &[("w", 10.0)], &[("c", 1.0)]);
        let ours = profile(&[("x", 2.0), ("y", 1.0)], &[("w", 10.0)], &[("c", 1.0), ("d", 2.0)]);
        let theirs = profile(
            &[("x", 3.0), ("y", 4.0), ("z", 1.0), ("n", 5.0)],
            &[("w", 20.0), ("v", 80.0)],
            &[("c", 9.0)],
        );
        let merged = merge(&base, &ours, &theirs);
        let wanted = profile(
            &[("x", 2.0), ("y", 4.0), ("n", 5.0)],
            &[("w", 20.0), ("v", 80.0)],
            &[("c", 9.0), ("d", 2.0)],
        );
        assert_eq!(merged, wanted);
    }

    #[test]
    fn weights_are_of_one_side_as_a_whole() {
        let base = profile(&[], &[], &[("c", 1.0)]);
        let ours = profile(&[], &[("w", 60.0)], &[("c", 1.0)]);
        let theirs = profile(&[], &[("v", 70.0)], &[("c", 1.0)]);
        assert_eq!(
            merge(&base, &ours, &theirs).weights,
            ours.weights,
            "130 points are no weights"
        );
    }

    #[test]
    fn merging_with_what_did_not_change_changes_nothing() {
        let base = profile(&[("x", 1.0)], &[("w", 10.0)], &[("c", 1.0)]);
        let other = profile(&[("y", 1.0)], &[], &[("d", 1.0)]);
        assert_eq!(merge(&base, &base, &other), other);
        assert_eq!(merge(&base, &other, &base), other);
    }
}

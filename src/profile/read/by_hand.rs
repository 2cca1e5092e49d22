//! Weights by swing and by rank, and trade-offs, as a file says them.

use std::ops::Range;

use super::Reader;
use crate::{
    catalog::Criterion,
    diagnostic::{TableReader, Value},
    profile::{format_number, ranges_differ},
};

/// The ways to set weights by hand, as keys of a file.
const WAYS: [&str; 3] = ["weights", "swing", "rank"];

impl Reader<'_, '_> {
    /// Everything on weights by hand but `[weights]` itself, which is read before.
    pub(super) fn by_hand(&mut self, root: &mut TableReader<'_, '_>) {
        self.swing(root);
        self.rank(root);
        self.trade_offs(root);
        self.one_way(root);
    }

    /// One way at a time. A table without entries says nothing.
    fn one_way(&mut self, root: &TableReader<'_, '_>) {
        let profile = &self.profile;
        let said = [
            !profile.weights.is_empty(),
            !profile.swing.is_empty(),
            !profile.rank.is_empty(),
        ];
        let mut ways: Vec<(&str, Range<usize>)> = WAYS
            .into_iter()
            .zip(said)
            .filter(|(_, said)| *said)
            .filter_map(|(way, _)| Some((way, root.key_span(way)?)))
            .collect();
        ways.sort_by_key(|(_, span)| span.start);
        let Some(((first, _), others)) = ways.split_first() else {
            return;
        };
        for (way, span) in others {
            self.problems
                .error(
                    span.clone(),
                    format!("weights are set by `{way}` here and by `{first}` above: one way at a time"),
                )
                .help(format!(
                    "keep one, and delete `{first}` or `{way}` with all that belongs to it"
                ));
        }
    }

    fn swing(&mut self, root: &mut TableReader<'_, '_>) {
        let Some(mut table) = root.table("swing", "[swing]", self.problems) else {
            return self.ranges(root);
        };
        let mut all_fine = true;
        let mut last = None;
        for (key, span, value) in table.entries() {
            let known = self.criterion(key, span).is_some();
            let points = self.within(key, &value, 100.0, "a swing in points");
            all_fine &= known && points.is_some();
            if let Some(points) = points.filter(|_| known) {
                self.profile.swing.insert(key.into(), points);
                last = Some(value.span);
            }
        }
        let most = self.profile.swing.values().copied().fold(0.0, f64::max);
        if let Some(span) = last.filter(|_| all_fine) {
            if most <= 0.0 {
                self.problems
                    .error(span, "all swings are 0: nothing is left to weigh by")
                    .help("give 100 to the criterion whose range is most worth moving from worst to best");
            } else if most < 100.0 {
                self.problems
                    .warning(
                        span,
                        format!(
                            "no swing has 100; the largest, {}, is taken for it",
                            format_number(most)
                        ),
                    )
                    .help("give 100 to the swing most worth having, and rate the others against it");
            }
        }
        self.ranges(root);
    }

    /// Ranges that swings were rated on; a criterion whose range is another one now is to be rated again.
    fn ranges(&mut self, root: &mut TableReader<'_, '_>) {
        let Some(mut table) = root.table("swing_ranges", "[swing_ranges]", self.problems) else {
            return;
        };
        let mut last = None;
        for (key, span, value) in table.entries() {
            let Some(criterion) = self.criterion(key, span) else {
                continue;
            };
            let Some(range) = self.range(key, &value) else {
                continue;
            };
            last = Some(value.span.clone());
            self.profile.swing_ranges.insert(key.into(), range);
            if !self.profile.swing.contains_key(key) {
                continue;
            }
            let declared = self.catalog.criteria.get(criterion).and_then(Criterion::declared_ends);
            if declared.is_none_or(|declared| ranges_differ(range, declared)) {
                let now = declared.map_or_else(
                    || "no range of a quantity now".to_owned(),
                    |(worst, best)| format!("{} to {} now", format_number(worst), format_number(best)),
                );
                self.problems
                    .warning(
                        value.span.clone(),
                        format!("the swing of `{key}` was rated on another range: the catalog declares {now}"),
                    )
                    .help(format!(
                        "rate it again under [swing], and write the new range here, or delete `{key}` here"
                    ));
            }
        }
        if let Some(span) = last.filter(|_| self.profile.swing.is_empty()) {
            self.problems
                .warning(span, "ranges of swings say nothing without swings")
                .help("rate the swings under [swing], or delete [swing_ranges]");
        }
    }

    /// Two numbers that are not the same: worst and best.
    fn range(&mut self, key: &str, value: &Value<'_, '_>) -> Option<(f64, f64)> {
        let ends: Option<Vec<f64>> = value
            .as_array()
            .and_then(|items| items.iter().map(Value::as_f64).collect());
        match ends.as_deref() {
            Some(&[worst, best])
                if worst.is_finite() && best.is_finite() && ranges_differ((worst, worst), (worst, best)) =>
            {
                Some((worst, best))
            }
            _ => {
                self.problems
                    .error(
                        value.span.clone(),
                        format!("`{key}` must be a range: its worst and its best end"),
                    )
                    .help("write two numbers that differ, for example `[1000000, 10000]`");
                None
            }
        }
    }

    fn rank(&mut self, root: &mut TableReader<'_, '_>) {
        const HELP: &str = "write groups, most important first: `rank = [[\"one\"], [\"two\", \"as_important\"]]`";
        let Some(value) = root.get("rank") else { return };
        let Some(items) = value.as_array() else {
            self.wrong_type("rank", "a list of groups of criteria", &value)
                .help(HELP);
            return;
        };
        let before = self.problems.errors();
        let mut groups: Vec<Vec<String>> = Vec::new();
        for item in items {
            // A criterion alone needs no brackets.
            let members = item.as_array().unwrap_or_else(|| vec![item.clone()]);
            let mut group = Vec::new();
            for member in members {
                let Some(id) = member.as_str() else {
                    self.wrong_type("rank", "a list of groups of criteria", &member)
                        .help(HELP);
                    continue;
                };
                if self.criterion(id, member.span.clone()).is_none() {
                    continue;
                }
                let twice = groups.iter().flatten().chain(&group).any(|other| other == id);
                if twice {
                    self.problems
                        .error(member.span.clone(), format!("`{id}` has two places in the order"))
                        .help("name each criterion once");
                } else {
                    group.push(id.to_owned());
                }
            }
            if group.is_empty() && self.problems.errors() == before {
                self.problems
                    .error(item.span.clone(), "this group of the order is empty")
                    .help("name a criterion in it, or delete the brackets");
            }
            groups.push(group);
        }
        if groups.is_empty() {
            let ids: Vec<&str> = self.catalog.criteria.iter().map(|c| c.id.as_str()).collect();
            self.problems
                .error(value.span.clone(), "the order names no criterion")
                .help(format!("name some of {}; those left out come last", ids.join(", ")));
        }
        if self.problems.errors() == before {
            self.profile.rank = groups;
        }
    }

    fn trade_offs(&mut self, root: &mut TableReader<'_, '_>) {
        let Some(mut table) = root.table("trade_off", "[trade_off]", self.problems) else {
            return;
        };
        for (key, span, value) in table.entries() {
            let known = self.criterion(key, span).is_some();
            let Some(mut gains) = value.as_table(format!("[trade_off.{key}]")) else {
                self.wrong_type(key, "a table", &value).help(format!(
                    "write `{key}.OTHER = points`: what on OTHER makes up for 5 points lost on {key}"
                ));
                continue;
            };
            for (other, span, value) in gains.entries() {
                let fine = self.criterion(other, span.clone()).is_some() && known;
                if other == key {
                    self.problems
                        .error(span, format!("`{key}` cannot make up for itself"))
                        .help("name another criterion");
                    continue;
                }
                let Some(points) = self.within(other, &value, 10.0, "a gain in points of the score") else {
                    continue;
                };
                if points <= 0.0 {
                    self.problems
                        .error(
                            value.span.clone(),
                            format!("a gain of 0 on `{other}` makes up for nothing"),
                        )
                        .help("give more than 0, up to 10 points of the score");
                } else if fine {
                    let gains = self.profile.trade_offs.entry(key.into()).or_default();
                    gains.insert(other.into(), points);
                }
            }
        }
    }
}

//! What differs between two profiles, in the words of their catalog.

use std::collections::BTreeMap;

use super::{Profile, format_answer_in, format_number};
use crate::catalog::Catalog;

/// One thing that two profiles say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about: a question's title, a criterion's weight.
    pub what: String,
    /// What the first says.
    pub was: String,
    /// What the second says.
    pub now: String,
}

/// What differs between two profiles, in the order of the catalog; the profile's own words first.
#[must_use]
pub fn differences(catalog: &Catalog, was: &Profile, now: &Profile) -> Vec<Difference> {
    let mut found = Found {
        pair: (was, now),
        list: Vec::new(),
    };
    let none = || "none".to_owned();
    found.add("title", |p| p.title.clone().unwrap_or_else(none));
    found.add("evidence", |p| evidence(catalog, p));
    found.add("currency", |p| currency(catalog, p).to_owned());
    found.add("seed", |p| p.seed.unwrap_or(0).to_string());
    found.add("decided by", |p| {
        if p.decided_by.is_empty() {
            none()
        } else {
            p.decided_by.join(", ")
        }
    });
    found.add("decided on", |p| p.decided_on.map_or_else(none, |day| day.to_string()));
    for question in &catalog.questions {
        found.add(&question.title, |p| {
            let answer = p.answers.get(&question.id);
            answer.map_or_else(
                || "open".into(),
                |a| format_answer_in(question, a, currency(catalog, p)),
            )
        });
        found.add(&format!("note on {}", question.title), |p| {
            p.notes
                .get(&question.id)
                .map_or_else(none, |note| format!("\"{note}\""))
        });
    }
    found.add("order of the criteria", |p| order(catalog, p));
    for criterion in &catalog.criteria {
        let title = &criterion.title;
        found.add(&format!("weight of {title}"), |p| {
            points(&p.weights, &criterion.id, "from the answers")
        });
        found.add(&format!("swing of {title}"), |p| {
            points(&p.swing, &criterion.id, "not rated")
        });
        found.add(&format!("range of the swing of {title}"), |p| {
            let range = p.swing_ranges.get(&criterion.id);
            range.map_or_else(none, |(worst, best)| {
                format!("{} to {}", format_number(*worst), format_number(*best))
            })
        });
    }
    for criterion in &catalog.criteria {
        for other in &catalog.criteria {
            found.add(&format!("{} that makes up for {}", other.title, criterion.title), |p| {
                let gains = p.trade_offs.get(&criterion.id);
                gains.map_or_else(|| "not said".into(), |gains| points(gains, &other.id, "not said"))
            });
        }
    }
    for option in &catalog.options {
        for criterion in &catalog.criteria {
            found.add(&format!("score of {} on {}", option.title, criterion.title), |p| {
                let own = p.scores.get(&option.id).and_then(|scores| scores.get(&criterion.id));
                own.map_or_else(|| "by the catalog".into(), |score| format_number(*score))
            });
        }
    }
    found.list
}

struct Found<'p> {
    pair: (&'p Profile, &'p Profile),
    list: Vec<Difference>,
}

impl Found<'_> {
    fn add(&mut self, what: &str, words: impl Fn(&Profile) -> String) {
        let (was, now) = (words(self.pair.0), words(self.pair.1));
        if was != now {
            let [what, was, now] = [what, &was, &now].map(plain);
            self.list.push(Difference { what, was, now });
        }
    }
}

/// Notes and titles may hold control characters, terminals obey them.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn currency<'c>(catalog: &'c Catalog, profile: &'c Profile) -> &'c str {
    profile.currency.as_deref().unwrap_or(&catalog.currency)
}

fn evidence(catalog: &Catalog, profile: &Profile) -> String {
    let named = profile.evidence.as_deref();
    let at = named.map_or(Some(catalog.default_evidence), |id| catalog.evidence_set(id));
    let set = at.and_then(|at| catalog.evidence.get(at));
    set.map_or_else(|| named.unwrap_or_default().to_owned(), |set| set.title.clone())
}

fn points(of: &BTreeMap<String, f64>, id: &str, absent: &str) -> String {
    of.get(id).map_or_else(
        || absent.to_owned(),
        |points| format!("{} points", format_number(*points)),
    )
}

/// Most important first; those that are equally important joined.
fn order(catalog: &Catalog, profile: &Profile) -> String {
    let title = |id: &String| {
        let criterion = catalog.criterion(id).and_then(|c| catalog.criteria.get(c));
        criterion.map_or_else(|| id.clone(), |c| c.title.clone())
    };
    let groups = profile
        .rank
        .iter()
        .map(|group| group.iter().map(title).collect::<Vec<_>>().join(" and "));
    let words = groups.collect::<Vec<_>>().join(", then ");
    if words.is_empty() { "not stated".into() } else { words }
}

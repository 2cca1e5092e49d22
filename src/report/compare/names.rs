//! What things are called in a comparison.

use std::path::Path;

use super::Compared;
use crate::{
    catalog::Catalog,
    profile::{self, Answer},
    report::number,
    weigh::{Matter, words as say},
};

/// A short name for each profile: its title, else the name of its file; where two would be called the same, the whole path.
pub(super) fn labels(profiles: &[Compared<'_>]) -> Vec<String> {
    let short: Vec<&str> = profiles
        .iter()
        .map(|compared| {
            let title = compared
                .profile
                .title
                .as_deref()
                .map(str::trim)
                .filter(|t| !t.is_empty());
            let stem = || Path::new(compared.name).file_stem().and_then(|stem| stem.to_str());
            title.or_else(stem).unwrap_or(compared.name)
        })
        .collect();
    let mut labels: Vec<String> = Vec::with_capacity(short.len());
    for (at, (label, compared)) in short.iter().zip(profiles).enumerate() {
        let alone = short.iter().filter(|other| *other == label).count() == 1;
        let label = if alone { *label } else { compared.name };
        // The same file twice has nothing but its place to be told by.
        let again = labels.iter().any(|other| other == label);
        labels.push(if again {
            format!("{label} ({})", at + 1)
        } else {
            label.to_owned()
        });
    }
    labels
}

/// What differs: "Peak load", "Weight of Cost", "Score of an option on Cost", "Evidence".
pub(super) fn subject(catalog: &Catalog, subject: Matter) -> String {
    let criterion = |at: usize| catalog.criteria.get(at).map_or("?", |c| c.title.as_str());
    match subject {
        Matter::Evidence => "Evidence".to_owned(),
        Matter::Answer(question) => catalog.questions.get(question).map_or("?", |q| &q.title).to_owned(),
        Matter::Weights => "Weights".to_owned(),
        Matter::Weight(at) => format!("Weight of {}", say::name(criterion(at))),
        Matter::Score { option, criterion: at } => format!(
            "Score of {} on {}",
            say::name(catalog.options.get(option).map_or("?", |o| &o.title)),
            say::name(criterion(at))
        ),
    }
}

/// What a profile says of it.
pub(super) fn value(catalog: &Catalog, compared: &Compared<'_>, subject: Matter) -> String {
    let profile = compared.profile;
    let currency = profile.currency.as_deref().unwrap_or(&catalog.currency);
    match subject {
        Matter::Evidence => {
            let set = profile.evidence.as_deref().and_then(|id| catalog.evidence_set(id));
            let set = catalog.evidence.get(set.unwrap_or(catalog.default_evidence));
            set.map_or_else(String::new, |set| set.id.clone())
        }
        Matter::Answer(at) => {
            catalog
                .questions
                .get(at)
                .map_or_else(String::new, |question| match profile.answers.get(&question.id) {
                    None | Some(Answer::Unknown) => "open".to_owned(),
                    Some(answer) => profile::format_answer_in(question, answer, currency),
                })
        }
        Matter::Weights => compared.profile.weights_by().words().to_owned(),
        Matter::Weight(at) => {
            let points = catalog.criteria.get(at).and_then(|c| profile.weights.get(&c.id));
            points.map_or_else(
                || "not set".to_owned(),
                |points| format!("{} points", say::number(*points)),
            )
        }
        Matter::Score { option, criterion } => {
            let ids = catalog.options.get(option).zip(catalog.criteria.get(criterion));
            let score = ids.and_then(|(o, c)| profile.scores.get(&o.id)?.get(&c.id));
            score.map_or_else(|| "not set".to_owned(), |score| number::score(*score))
        }
    }
}

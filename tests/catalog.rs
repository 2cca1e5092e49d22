//! The catalog's reader from outside: what it accepts, and that it names every mistake with its place.

use std::{fs, path::Path};

use proptest::prelude::*;
use weighbridge::{
    catalog::{self, Catalog, QuestionKind, Role, RuleKind},
    diagnostic::Problems,
};

const MATRIX: &str = include_str!("data/catalogs/plain-matrix.toml");
const ANALYTICS: &str = include_str!("data/catalogs/analytics-database.toml");

fn load(text: &str) -> Result<Catalog, Problems> {
    catalog::load("test.toml", text, &|_| None)
}

fn loaded(text: &str) -> Catalog {
    load(text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn a_plain_decision_matrix_is_a_catalog() {
    let catalog = loaded(MATRIX);
    assert_eq!(catalog.options.len(), 3);
    assert_eq!(catalog.id, "test");
    assert_eq!(catalog.criteria[1].scores[1].as_ref().map(|s| s.value), Some(9.0));
    assert!(catalog.questions.is_empty() && catalog.figures.is_empty());
    assert_eq!(catalog.evidence.len(), 1);
}

#[test]
fn the_built_in_catalog_has_no_mistake() {
    if let Err(problems) = catalog::built_in() {
        panic!("{problems}");
    }
}

#[test]
fn a_catalog_on_another_subject_loads_whole() {
    let catalog = loaded(ANALYTICS);
    assert_eq!(catalog.options.len(), 3);
    assert_eq!(catalog.scenarios.len(), 3);
    assert_eq!(catalog.tiers.len(), 3);
    assert_eq!(catalog.gates.len(), 2);
    assert_eq!(catalog.currency, "EUR");
    for role in [Role::Capacity, Role::Learning, Role::Build] {
        for option in 0..3 {
            assert!(
                catalog.option_figure(0, option, role).is_some(),
                "{} of {option}",
                role.id()
            );
        }
    }
}

//! Profiles for tests of the engine, made without the program's own reader, so that each is tested alone.

use weighbridge::{
    catalog::{self, Catalog},
    profile::{Answer, Profile},
};

/// The profile of a scenario of the shipped catalog.
pub fn scenario(catalog: &Catalog, id: &str) -> Profile {
    let scenario = catalog.scenarios.iter().find(|s| s.id == id).expect(id);
    read(&scenario.profile.text)
}

/// A profile from TOML that is known to be right.
pub fn read(text: &str) -> Profile {
    let document: toml_edit::DocumentMut = text.parse().expect("TOML");
    let mut profile = Profile::default();
    let number = |item: &toml_edit::Item| item.as_float().or(item.as_integer().map(|n| n as f64));
    for (key, item) in document.get("answers").and_then(|t| t.as_table()).into_iter().flatten() {
        let answer = match (number(item), item.as_str()) {
            (Some(x), _) => Answer::Number(x),
            (None, Some("unknown")) => Answer::Unknown,
            (None, choice) => Answer::Choice(choice.expect("a number or a choice").to_owned()),
        };
        profile.answers.insert(key.to_owned(), answer);
    }
    for (key, item) in document.get("weights").and_then(|t| t.as_table()).into_iter().flatten() {
        profile.weights.insert(key.to_owned(), number(item).expect("points"));
    }
    profile.evidence = document.get("evidence").and_then(|e| e.as_str()).map(str::to_owned);
    profile
}

/// The shipped catalog.
pub fn shipped() -> &'static Catalog {
    catalog::built_in().expect("the shipped catalog loads")
}

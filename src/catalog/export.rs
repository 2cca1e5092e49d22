//! A catalog as one text that needs no other file.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// The catalog's text with the answers and weights of its scenarios in it, instead of the names of profiles.
///
/// Comments and order are kept, also those of the profiles' answers. A scenario whose profile cannot be found or read, and a text
/// that is not TOML, stay as they are: [`super::load()`] says what is wrong with them.
#[must_use]
pub fn export(text: &str, profiles: &dyn Fn(&str) -> Option<String>) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return text.to_owned();
    };
    let Some(scenarios) = document.get_mut("scenarios") else {
        return text.to_owned();
    };
    if scenarios.is_array() {
        // A list of tables in brackets has no room for tables of answers: write it as `[[scenarios]]`.
        match std::mem::take(scenarios).into_array_of_tables() {
            Ok(tables) => *scenarios = Item::ArrayOfTables(tables),
            Err(_) => return text.to_owned(),
        }
    }
    let Some(scenarios) = scenarios.as_array_of_tables_mut() else {
        return text.to_owned();
    };
    fill(scenarios, profiles);
    document.to_string()
}

fn fill(scenarios: &mut ArrayOfTables, profiles: &dyn Fn(&str) -> Option<String>) {
    for scenario in scenarios.iter_mut() {
        let profile = scenario
            .get("profile")
            .and_then(Item::as_str)
            .and_then(profiles)
            .and_then(|text| text.parse::<DocumentMut>().ok());
        let Some(mut profile) = profile else { continue };
        let mut comment = take_profile(scenario);
        for section in ["answers", "weights"] {
            let table = profile
                .remove(section)
                .and_then(|item| item.into_table().ok())
                .unwrap_or_default();
            // A scenario without any answers still says so: it must have either a profile or answers.
            if table.is_empty() && section == "weights" {
                continue;
            }
            scenario.insert(section, Item::Table(placed(table, &std::mem::take(&mut comment))));
        }
    }
}

/// Removes the key `profile` and returns the comments above it and beside it, each on a line of its own.
fn take_profile(scenario: &mut Table) -> String {
    let Some((key, value)) = scenario.remove_entry("profile") else {
        return String::new();
    };
    let above = key
        .leaf_decor()
        .prefix()
        .and_then(|raw| raw.as_str())
        .unwrap_or_default();
    let beside = value
        .as_value()
        .and_then(|v| v.decor().suffix())
        .and_then(|raw| raw.as_str())
        .unwrap_or_default();
    let mut comments = String::new();
    for line in above.lines().chain(beside.lines()).map(str::trim) {
        if !line.is_empty() {
            comments.push_str(line);
            comments.push('\n');
        }
    }
    comments
}

/// A table of a profile as one below a scenario: printed right after it, with these comments above.
fn placed(mut table: Table, comment: &str) -> Table {
    table.set_position(None);
    table.set_implicit(false);
    let own = table
        .decor()
        .prefix()
        .and_then(|raw| raw.as_str())
        .unwrap_or_default()
        .trim_start()
        .to_owned();
    table.decor_mut().set_prefix(format!("{comment}{own}"));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOG: &str = r#"# Top.
options = [1] # kept

[[scenarios]]
id = "a"
# Why this one.
profile = "a.toml" # the first
choice = ["x"]

[[scenarios]]
id = "b"
profile = "missing.toml"

# The end.
[size]
question = "q"
"#;

    fn profile(file: &str) -> Option<String> {
        (file == "a.toml")
            .then(|| "schema = 1\n\n# Said in May.\n[answers]\nq = 3 # all\n\n[weights]\nc = 30\n".to_owned())
    }

    #[test]
    fn answers_move_in_with_their_comments_and_all_else_stays() {
        let exported = export(CATALOG, &profile);
        let expected = CATALOG.replace(
            "# Why this one.\nprofile = \"a.toml\" # the first\nchoice = [\"x\"]\n",
            "choice = [\"x\"]\n# Why this one.\n# the first\n# Said in May.\n[scenarios.answers]\nq = 3 # all\n[scenarios.weights]\nc = 30\n",
        );
        assert_eq!(exported, expected);
    }

    #[test]
    fn what_is_not_toml_is_left_alone() {
        assert_eq!(export("= [", &profile), "= [");
    }
}

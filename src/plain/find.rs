//! Things by what people call them: a number of a list, an id, a title, or the beginning of one where only one begins so.

use crate::{catalog::Catalog, diagnostic};

/// What something is called.
pub(super) struct Names<'c> {
    pub(super) id: &'c str,
    pub(super) title: &'c str,
}

/// All that can be meant by the names of a list.
pub(super) fn criteria(catalog: &Catalog) -> Vec<Names<'_>> {
    let criteria = catalog.criteria.iter();
    criteria
        .map(|c| Names {
            id: &c.id,
            title: &c.title,
        })
        .collect()
}

/// As [`criteria`].
pub(super) fn options(catalog: &Catalog) -> Vec<Names<'_>> {
    let options = catalog.options.iter();
    options
        .map(|o| Names {
            id: &o.id,
            title: &o.title,
        })
        .collect()
}

/// As [`criteria`].
pub(super) fn evidence(catalog: &Catalog) -> Vec<Names<'_>> {
    let sets = catalog.evidence.iter();
    sets.map(|set| Names {
        id: &set.id,
        title: &set.title,
    })
    .collect()
}

/// The place in the list of what was typed; `what` things these are, for a complaint.
pub(super) fn find(names: &[Names<'_>], typed: &str, what: &str) -> Result<usize, String> {
    let wanted = plain(typed);
    let all =
        |test: &dyn Fn(&Names<'_>) -> bool| -> Vec<usize> { (0..names.len()).filter(|&n| test(&names[n])).collect() };
    let number = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    if let Some(found) = names.iter().position(|n| n.id == typed) {
        return Ok(found);
    }
    if let [found] = all(&|n| plain(n.id) == wanted || plain(n.title) == wanted)[..] {
        return Ok(found);
    }
    if let Some(found) = number.filter(|n| *n < names.len()) {
        return Ok(found);
    }
    let begin = all(&|n| plain(n.id).starts_with(&wanted) || plain(n.title).starts_with(&wanted));
    match begin[..] {
        [found] if !wanted.is_empty() => Ok(found),
        [_, _, ..] if !wanted.is_empty() => {
            let which: Vec<&str> = begin.iter().map(|n| names[*n].id).collect();
            Err(format!("`{typed}` could be {}", which.join(" or ")))
        }
        _ => {
            let ids: Vec<&str> = names.iter().map(|n| n.id).collect();
            let near = diagnostic::nearest(typed, ids.iter().copied());
            let near = near.map_or_else(|| ".".to_owned(), |near| format!("; did you mean `{near}`?"));
            Err(format!(
                "there is no {what} `{typed}`{near} There are: {}",
                ids.join(", ")
            ))
        }
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [Names<'static>; 3] = [
        Names {
            id: "performance",
            title: "Performance",
        },
        Names {
            id: "team",
            title: "Team expertise",
        },
        Names {
            id: "team_size",
            title: "2 or more",
        },
    ];

    #[test]
    fn a_name_is_an_id_a_title_a_number_or_a_beginning() {
        let found = |typed| find(&NAMES, typed, "criterion").ok();
        assert_eq!(found("performance"), Some(0));
        assert_eq!(found("TEAM EXPERTISE"), Some(1));
        assert_eq!(found("2"), Some(1), "a number is a place before it is a beginning");
        assert_eq!(found("perf"), Some(0));
        assert_eq!(found("team"), Some(1), "the whole id goes before a beginning");
        assert_eq!(found("team-size"), Some(2));
        assert_eq!(found("te"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn what_is_not_found_names_what_there_is() {
        assert_eq!(
            find(&NAMES, "te", "criterion").unwrap_err(),
            "`te` could be team or team_size"
        );
        let why = find(&NAMES, "preformance", "criterion").unwrap_err();
        assert_eq!(
            why,
            "there is no criterion `preformance`; did you mean `performance`? There are: performance, team, team_size"
        );
        let why = find(&NAMES, "zzz", "criterion").unwrap_err();
        assert_eq!(
            why,
            "there is no criterion `zzz`. There are: performance, team, team_size"
        );
    }
}

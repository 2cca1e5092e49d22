//! Figures, and which of them play a role.

use std::collections::{HashMap, HashSet};

use super::{
    amounts::{self, Context},
    keys::text_or,
    names::{About, Names, check_id},
    units::{LARGEST, check_fits, role_bounds, unit},
    values::QUANTITIES,
};
use crate::{
    catalog::{Amount, ByAnswer, Figure, FigureValue, Kind, Role, Unit},
    diagnostic::{Problems, TableReader, Value},
};

/// Notes the id of a figure before anything that refers to it is read.
pub(super) fn outline<'d>(
    table: &mut TableReader<'d, '_>,
    figures: &mut std::collections::BTreeMap<&'d str, About<'d>>,
    problems: &mut Problems,
) {
    let Some(id) = table.required_str("id", problems) else {
        return;
    };
    let span = table.get("id").map_or(table.span.clone(), |v| v.span);
    if !check_id(id, span.clone(), problems) {
        return;
    }
    if QUANTITIES.iter().any(|(name, _)| *name == id) {
        problems
            .error(span, format!("`{id}` is a quantity of the model"))
            .help("give the figure another id");
    }
    let about = figures.entry(id).or_default();
    if about.unit.is_empty() {
        about.unit = table.get("unit").and_then(|v| v.as_str()).unwrap_or_default();
    }
    about.options |= table.get("of").is_some();
    about.decision |= table.get("value").is_some();
}

/// What a figure gives to the amounts in it.
struct Inherited<'a> {
    id: &'a str,
    kind: Option<Kind>,
    source: Option<&'a str>,
    low: f64,
    high: f64,
}

/// Reads one figure.
pub(super) fn figure(mut table: TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<Figure> {
    let id = table.get("id").and_then(|v| v.as_str()).unwrap_or_default();
    let title = text_or(&mut table, "title", id, problems);
    let evidence = table.get("evidence").is_some();
    let evidence_at = names.evidence.find_key(&mut table, "evidence", problems);
    let page = names.page(&mut table, problems);
    let (kind, source) = amounts::defaults(&mut table, problems);
    let role = Role::ALL.into_iter().find(|role| role.id() == id);
    let unit = figure_unit(&mut table, role, names, problems);
    let (low, high) = bounds(role, unit.as_ref());
    let inherited = Inherited {
        id,
        kind,
        source: source.as_deref(),
        low,
        high,
    };
    check_place(&mut table, role, problems);
    let of = of_options(&mut table, &inherited, names, problems);
    let value = table.get("value").and_then(|value| {
        let what = format_args!("figure \"{id}\"");
        figure_value(&value, &what, &inherited, names, problems)
    });
    table.refuse_unknown(problems);
    Some(Figure {
        id: id.to_owned(),
        title,
        unit: unit?,
        evidence: if evidence { Some(evidence_at?) } else { None },
        of,
        value,
        page,
    })
}

fn figure_unit(
    table: &mut TableReader<'_, '_>,
    role: Option<Role>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Unit> {
    let text = table.required_str("unit", problems)?;
    let span = table.get("unit")?.span;
    let unit = unit(text, &names.currency);
    if let Some(role) = role {
        let what = format!("`{}`", role.id());
        if !check_fits(&unit, role.dimensions(), &what, span, problems) {
            return None;
        }
    }
    Some(unit)
}

/// Bounds of the numbers as written.
fn bounds(role: Option<Role>, unit: Option<&Unit>) -> (f64, f64) {
    let (Some(role), Some(unit)) = (role, unit) else {
        return (-LARGEST, LARGEST);
    };
    let (low, high) = role_bounds(role);
    (
        low / unit.factor,
        if high >= LARGEST { LARGEST } else { high / unit.factor },
    )
}

/// Refuses a figure about nothing, and one in a role that is not about what the role is about.
fn check_place(table: &mut TableReader<'_, '_>, role: Option<Role>, problems: &mut Problems) {
    let (of, value) = (table.get("of").is_some(), table.get("value").is_some());
    if !of && !value {
        problems
            .error(table.span.clone(), format!("{} has no number", table.what))
            .help("add `[figures.of]` with a number for each option, or `value` for the decision as a whole");
        return;
    }
    let Some(role) = role else { return };
    let (wrong, words, right) = if role.of_option() {
        ("value", "of the options", "`[figures.of]` with a number for each")
    } else {
        ("of", "of the decision as a whole", "`value = …`")
    };
    if let Some(value) = table.get(wrong) {
        let span = table.key_span(wrong).unwrap_or(value.span);
        problems
            .error(span, format!("`{}` is a number {words}", role.id()))
            .help(format!("write {right}"));
    }
}

fn of_options(
    table: &mut TableReader<'_, '_>,
    inherited: &Inherited<'_>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Vec<Option<FigureValue>> {
    let mut of = vec![None; names.options.len()];
    if table.get("of").is_none() {
        return of;
    }
    let Some(mut inner) = table.table("of", table.what.part("the numbers"), problems) else {
        return of;
    };
    let entries = inner.entries();
    if entries.is_empty() {
        problems
            .error(inner.span.clone(), format!("{} are missing", inner.what))
            .help("write `option = number`");
    }
    for (option, span, value) in entries {
        let Some(at) = names.options.find(option, span, problems) else {
            continue;
        };
        let what = format_args!("figure \"{}\" of option \"{option}\"", inherited.id);
        of[at] = figure_value(&value, &what, inherited, names, problems);
    }
    of
}

fn figure_value(
    value: &Value<'_, '_>,
    what: &dyn std::fmt::Display,
    inherited: &Inherited<'_>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<FigureValue> {
    let context = Context {
        what,
        kind: inherited.kind,
        source: inherited.source,
        low: inherited.low,
        high: inherited.high,
    };
    let mut table = match value.as_table(String::new()) {
        Some(table) if value.as_f64().is_none() => table,
        _ => return amounts::amount(value, context, problems).map(|amount| FigureValue { amount, by: None }),
    };
    table.what = what.to_string().into();
    let amount = amounts::of_table(&mut table, context, problems);
    let by = table.get("by").is_some() || table.get("cases").is_some();
    let by_answer = if by {
        cases(&mut table, context, names, problems)
    } else {
        None
    };
    table.refuse_unknown(problems);
    Some(FigureValue {
        amount: amount?,
        by: if by { Some(by_answer?) } else { None },
    })
}

fn cases(
    table: &mut TableReader<'_, '_>,
    context: Context<'_>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<ByAnswer> {
    for key in ["by", "cases"] {
        if table.get(key).is_none() {
            table.missing(key, problems);
        }
    }
    let question = names.choice_question(table, "by", problems);
    let mut inner = table.table("cases", table.what.part("the cases"), problems)?;
    let mut found: Vec<Option<Amount>> = vec![None; question.as_ref().map_or(0, |(_, choices)| choices.len())];
    for (choice, span, value) in inner.entries() {
        let what = format_args!("{} for `{choice}`", context.what);
        let amount = amounts::amount(&value, Context { what: &what, ..context }, problems);
        if let Some((_, choices)) = question
            && let Some(at) = choices.find(choice, span, problems)
        {
            found[at] = amount;
        }
    }
    let (question, _) = question?;
    Some(ByAnswer { question, cases: found })
}

/// Refuses a figure given twice for one set of evidence, and one of `used` (by rules and gates, which read numbers as they are
/// written) whose unit differs between sets.
pub(super) fn check_duplicates(
    figures: &[Option<Figure>],
    spans: &[std::ops::Range<usize>],
    used: &HashSet<&str>,
    names: &Names<'_>,
    problems: &mut Problems,
) {
    let mut seen: HashMap<(&str, Option<usize>), usize> = HashMap::new();
    let mut units: HashMap<&str, &Unit> = HashMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let Some(figure) = figure.as_ref().filter(|f| !f.id.is_empty()) else {
            continue;
        };
        if seen.insert((&figure.id, figure.evidence), at).is_some() {
            let set = match figure.evidence {
                Some(set) => format!("for the evidence \"{}\"", names.evidence.ids[set]),
                None => "for every set of evidence".to_owned(),
            };
            problems
                .error(
                    spans[at].clone(),
                    format!("figure \"{}\" is given twice {set}", figure.id),
                )
                .label("this is the second")
                .help("put all options into one `[figures.of]`, or say which `evidence` it belongs to");
        }
        let first = *units.entry(&figure.id).or_insert(&figure.unit);
        if used.contains(figure.id.as_str()) && first.text != figure.unit.text {
            problems
                .error(
                    spans[at].clone(),
                    format!(
                        "figure \"{}\" is in `{}` here and in `{}` before",
                        figure.id, figure.unit.text, first.text
                    ),
                )
                .help("a rule or a gate reads this figure: write it in one unit in all sets of evidence");
        }
    }
}

/// Tables of roles: `[evidence][option][role]` and `[evidence][role]`.
pub(super) type Roles = (
    Vec<Vec<[Option<usize>; Role::COUNT]>>,
    Vec<[Option<usize>; Role::COUNT]>,
);

/// Finds, for each set of evidence, the figure in each role; one of the set itself wins over one of every set.
pub(super) fn roles(figures: &[Figure], sets: usize, options: usize) -> Roles {
    let mut of_options = vec![vec![[None; Role::COUNT]; options]; sets];
    let mut of_decision = vec![[None; Role::COUNT]; sets];
    // Figures of every set first, so that those of one set replace them.
    for general in [true, false] {
        for (at, figure) in figures.iter().enumerate() {
            if figure.evidence.is_none() != general {
                continue;
            }
            let Some(role) = Role::ALL.into_iter().find(|role| role.id() == figure.id) else {
                continue;
            };
            let role = role as usize;
            let applies = figure.evidence.map_or(0..sets, |set| set..set + 1);
            for set in applies {
                for (option, value) in figure.of.iter().enumerate() {
                    if value.is_some() {
                        of_options[set][option][role] = Some(at);
                    }
                }
                if figure.value.is_some() {
                    of_decision[set][role] = Some(at);
                }
            }
        }
    }
    (of_options, of_decision)
}

//! What the source says in words: pages, size tiers, quotes and claims.

use super::{
    conditions::conditions,
    keys::{number_within, one_of, required_number, required_one_of, required_text, text_or, texts},
    names::Names,
    units::LARGEST,
};
use crate::{
    catalog::{Assertion, Claim, ClaimKind, Page, Quote, Sample, Tier},
    diagnostic::{Problems, TableReader},
};

/// Reads one page; `at` is its index.
pub(super) fn page(mut table: TableReader<'_, '_>, at: usize, names: &Names<'_>, problems: &mut Problems) -> Page {
    let id = names.pages.ids[at];
    let title = text_or(&mut table, "title", id, problems);
    let heading = text_or(&mut table, "heading", &title, problems);
    let body = text_or(&mut table, "body", "", problems);
    let samples = table
        .tables("samples", "sample", problems)
        .into_iter()
        .enumerate()
        .filter_map(|(number, mut inner)| {
            inner.what = format!("sample {} of page \"{id}\"", number + 1).into();
            sample(inner, names, problems)
        })
        .collect();
    table.refuse_unknown(problems);
    Page {
        id: id.to_owned(),
        title,
        heading,
        body,
        samples,
    }
}

fn sample(mut table: TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<Sample> {
    let option = names.options.required(&mut table, "option", problems);
    let title = text_or(
        &mut table,
        "title",
        option.map_or("", |o| names.options.ids[o]),
        problems,
    );
    let language = text_or(&mut table, "language", "text", problems);
    let code = required_text(&mut table, "code", problems);
    table.refuse_unknown(problems);
    Some(Sample {
        option: option?,
        title,
        language,
        code,
    })
}

/// Reads `[size]`: the question and the tiers.
pub(super) fn size(
    table: Option<TableReader<'_, '_>>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> (Option<usize>, Vec<Tier>) {
    let Some(mut table) = table else {
        return (None, Vec::new());
    };
    if table.get("question").is_none() {
        table.missing("question", problems);
    }
    let question = names.number_question(&mut table, "question", problems);
    let mut inner = table.tables("tiers", "tier", problems);
    if inner.is_empty() && table.get("tiers").is_none_or(|v| v.as_array().is_some()) {
        problems
            .error(table.span.clone(), format!("{} has no tiers", table.what))
            .help("add `[[size.tiers]]`, smallest first");
    }
    let index = super::names::Index::of("tier", &mut inner, problems);
    let count = inner.len();
    let mut highest: Option<f64> = None;
    let mut tiers = Vec::new();
    for (at, mut tier_table) in inner.into_iter().enumerate() {
        let last = at + 1 == count;
        let below = number_within(&mut tier_table, "below", (-LARGEST, LARGEST), problems);
        match (tier_table.get("below"), last) {
            (None, false) => {
                problems
                    .error(
                        tier_table.span.clone(),
                        format!("{} has no `below` and is not the last", tier_table.what),
                    )
                    .help("only the last tier has no upper end");
            }
            (Some(value), true) => {
                problems
                    .error(value.span, format!("{} is the last and has `below`", tier_table.what))
                    .help("leave it out, so that every size belongs to a tier");
            }
            _ => {}
        }
        if let (Some(below), Some(before), Some(value)) = (below, highest, tier_table.get("below"))
            && below <= before
        {
            problems
                .error(
                    value.span,
                    format!("the tiers do not rise: {} ends at {below}", tier_table.what),
                )
                .label(format!("the tier before ends at {before}"));
        }
        highest = below.or(highest);
        tiers.extend(tier(tier_table, index.ids[at], below, names, problems));
    }
    table.refuse_unknown(problems);
    (question, tiers)
}

fn tier(
    mut table: TableReader<'_, '_>,
    id: &str,
    below: Option<f64>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<Tier> {
    let title = text_or(&mut table, "title", id, problems);
    let choice = names.options.required(&mut table, "choice", problems);
    let reasons = texts(&mut table, "reasons", problems);
    let page = names.page(&mut table, problems);
    table.refuse_unknown(problems);
    Some(Tier {
        id: id.to_owned(),
        title,
        below,
        choice: choice?,
        reasons,
        page,
    })
}

/// Reads one quote.
pub(super) fn quote(mut table: TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<Quote> {
    let text = required_text(&mut table, "text", problems);
    let page = names.pages.required(&mut table, "page", problems);
    let winner = names.options.find_key(&mut table, "winner", problems);
    let when = conditions(&mut table, names, problems);
    table.refuse_unknown(problems);
    Some(Quote {
        text,
        page: page?,
        winner,
        when,
    })
}

/// Reads one claim.
pub(super) fn claim(mut table: TableReader<'_, '_>, id: &str, problems: &mut Problems) -> Option<Claim> {
    const KINDS: [(&str, ClaimKind); 5] = [
        (ClaimKind::Arithmetic.id(), ClaimKind::Arithmetic),
        (ClaimKind::Conflict.id(), ClaimKind::Conflict),
        (ClaimKind::Unit.id(), ClaimKind::Unit),
        (ClaimKind::Overclaim.id(), ClaimKind::Overclaim),
        (ClaimKind::Measured.id(), ClaimKind::Measured),
    ];
    let kind = required_one_of(&mut table, "kind", &KINDS, problems);
    let place = required_text(&mut table, "place", problems);
    let printed = required_text(&mut table, "printed", problems);
    let against = table
        .table("against", table.what.part("the other side"), problems)
        .map(|mut inner| {
            let place = required_text(&mut inner, "place", problems);
            let printed = required_text(&mut inner, "printed", problems);
            inner.refuse_unknown(problems);
            (place, printed)
        });
    let remark = table.str("remark", problems).map(str::to_owned);
    let tests = table.tables("tests", "test", problems);
    if tests.is_empty() && table.get("tests").is_none_or(|v| v.as_array().is_some()) {
        problems
            .error(table.span.clone(), format!("{} has no tests", table.what))
            .help("add `[[claims.tests]]` with an expression and what is printed");
    }
    let assertions = tests
        .into_iter()
        .enumerate()
        .map(|(number, mut inner)| {
            inner.what = format!("test {} of claim \"{id}\"", number + 1).into();
            assertion(inner, &printed, problems)
        })
        .collect();
    table.refuse_unknown(problems);
    Some(Claim {
        id: id.to_owned(),
        kind: kind?,
        place,
        printed,
        against,
        assertions,
        remark,
    })
}

fn assertion(mut table: TableReader<'_, '_>, claim: &str, problems: &mut Problems) -> Assertion {
    const RELATIONS: [(&str, &str); 5] = [("=", "="), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">=")];
    let label = text_or(&mut table, "label", claim, problems);
    let expression = required_text(&mut table, "expression", problems);
    let printed = required_text(&mut table, "printed", problems);
    let relation = one_of(&mut table, "relation", &RELATIONS, problems).unwrap_or("=");
    let tolerance = if table.get("tolerance").is_some() {
        required_number(&mut table, "tolerance", (0.0, LARGEST), problems).unwrap_or_default()
    } else {
        0.0
    };
    let unit = text_or(&mut table, "unit", "", problems);
    table.refuse_unknown(problems);
    Assertion {
        label,
        expression,
        unit,
        printed,
        relation: relation.to_owned(),
        tolerance,
    }
}
